"""What the rules say today, or on another day, as it was known on yet another."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from financiering.continuiteit.uitkomst import Bevinding, rank_bevinding
from financiering.domain.codes import Ernst
from financiering.domain.woorden import format_datum
from financiering.models.bekend import end_of_day
from financiering.services.signalen import beoordeel_alles, scan_initiatieven


class Command(BaseCommand):
    help = "Beoordeelt alle regels voor alle initiatieven."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--peildatum", type=date.fromisoformat, help="JJJJ-MM-DD; standaard vandaag"
        )
        parser.add_argument(
            "--bekend-op", type=date.fromisoformat, help="JJJJ-MM-DD; alleen wat toen bekend was"
        )
        parser.add_argument("--json", action="store_true", help="als JSON-lijst")
        parser.add_argument(
            "--bewaar", action="store_true", help="bewaar de uitkomsten als signalen"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        peildatum = options["peildatum"] or timezone.localdate()
        bekend_op = options["bekend_op"] and end_of_day(options["bekend_op"])
        if options["bewaar"] and bekend_op:
            raise CommandError("Bewaren kan alleen met wat nu bekend is: laat --bekend-op weg.")
        if options["bewaar"]:
            beoordeel_alles(peildatum)
        bevindingen = sorted(scan_initiatieven(peildatum, bekend_op=bekend_op), key=rank_bevinding)
        if options["json"]:
            self.stdout.write(
                json.dumps([to_json(b) for b in bevindingen], ensure_ascii=False, indent=1)
            )
        else:
            for bevinding in bevindingen:
                self.stdout.write(to_regel(bevinding))


def to_json(bevinding: Bevinding) -> dict[str, Any]:
    """One object per outcome, with the keys that werkboek.md names and a few more."""
    uitkomst = bevinding.uitkomst
    return {
        "initiatief": bevinding.initiatief,
        "geldstroom": uitkomst.stroom[1] if uitkomst.stroom else None,
        "regel": bevinding.regel,
        "ernst": uitkomst.ernst.value,
        "uitleg": uitkomst.uitleg,
        "cijfers": uitkomst.cijfers,
        "advies": uitkomst.advies,
        "wie_kan": uitkomst.wie_kan.value,
        "laatste_dag": uitkomst.laatste_dag and uitkomst.laatste_dag.isoformat(),
        "ontbreekt": list(uitkomst.ontbreekt),
        "verzachting": list(uitkomst.verzachting),
        "grondslag": bevinding.grondslag,
        "op_proef": bevinding.op_proef,
    }


def to_regel(bevinding: Bevinding) -> str:
    """One line for a person at a terminal."""
    uitkomst = bevinding.uitkomst
    tot = f" (uiterlijk {format_datum(uitkomst.laatste_dag)})" if uitkomst.laatste_dag else ""
    ernst = Ernst(uitkomst.ernst).label
    return f"{ernst:17} {bevinding.initiatief:24} {bevinding.regel} {uitkomst.uitleg}{tot}"
