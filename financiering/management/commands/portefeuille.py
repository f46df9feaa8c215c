"""The portfolio of a municipality in one year, as the page shows it."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from financiering.domain.bedragen import NUL
from financiering.domain.codes import Bron
from financiering.domain.woorden import format_bedrag
from financiering.models import Gemeente
from financiering.models.bekend import end_of_day
from financiering.rapportage.portefeuille import ASSEN, compute_tabel, sort_tabel
from financiering.rapportage.selectie import Vraag


class Command(BaseCommand):
    help = "Toont wat een gemeente in een jaar verleende, per aard, regelmaat, geldsoort, bron en wijk."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--gemeente", required=True, help="CBS-code, bijvoorbeeld GM0363")
        parser.add_argument("--jaar", required=True, type=int)
        parser.add_argument(
            "--peildatum", type=date.fromisoformat, help="alleen wat op die dag loopt"
        )
        parser.add_argument(
            "--bekend-op", type=date.fromisoformat, help="alleen wat toen bekend was"
        )
        parser.add_argument("--json", action="store_true", help="als JSON-lijst")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["gemeente"].upper()
        if not Gemeente.objects.filter(code=code).exists():
            raise CommandError(f"De gemeentecode {code} kennen we niet.")
        vraag = Vraag(
            gemeente=code,
            peildatum=options["peildatum"],
            bekend_op=options["bekend_op"] and end_of_day(options["bekend_op"]),
        )
        rijen = sort_tabel(compute_tabel(vraag, options["jaar"]))
        if options["json"]:
            for rij in rijen:
                rij["verleend"] = f"{rij['verleend']:.2f}"
            self.stdout.write(json.dumps(rijen, ensure_ascii=False, indent=1))
            return
        for rij in rijen:
            assen = "  ".join(f"{rij[naam] or '-':18}" for naam in ASSEN)
            self.stdout.write(f"{assen} {rij['aantal']:6} {format_bedrag(rij['verleend']):>20}")
        geld = [rij for rij in rijen if rij["bron"] != Bron.IN_NATURA]
        totaal = sum((rij["verleend"] for rij in geld), start=NUL)
        self.stdout.write(f"Samen {sum(rij['aantal'] for rij in geld)}: {format_bedrag(totaal)}")
        if len(geld) < len(rijen):
            waarde = sum((rij["verleend"] for rij in rijen), start=NUL) - totaal
            self.stdout.write(f"In natura, telt niet mee: {format_bedrag(waarde)}")
