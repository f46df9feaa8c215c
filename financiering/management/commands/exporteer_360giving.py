"""Write the certain grants of one giver in the 360Giving standard."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from financiering.models import Financier, Geldstroom
from financiering.uitwisseling.giving360.schrijven import select_grants, write_boek, write_json


class Command(BaseCommand):
    help = "Schrijft wat een gever verleende in de standaard 360Giving: .json of .xlsx."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pad", type=Path)
        parser.add_argument("--gever", required=True, help="naam, bijvoorbeeld Gemeente Amsterdam")

    def handle(self, *args: Any, **options: Any) -> None:
        pad: Path = options["pad"]
        gever = Financier.objects.filter(naam__iexact=options["gever"]).first()
        if gever is None:
            raise CommandError(f"De gever {options['gever']} kennen we niet.")
        stromen, stand = (
            select_grants(Geldstroom.objects.all(), financier=gever),
            timezone.localtime(),
        )
        if pad.suffix == ".xlsx":
            aantal = write_boek(pad, stromen, stand)
        elif pad.suffix == ".json":
            aantal = write_json(pad, stromen, gever.naam, stand)
        else:
            raise CommandError("Kies een bestand dat eindigt op .json of .xlsx.")
        over = stromen.count() - aantal
        self.stdout.write(f"360Giving geschreven: {pad}, {aantal} subsidies")
        if over:
            self.stdout.write(f"Weggelaten, nog geen dag van besluit: {over}")
