"""Write a workbook with what is stored."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from financiering.models import Initiatief
from financiering.uitwisseling.exporter import export_alles


class Command(BaseCommand):
    help = "Schrijft een werkboek met alles, of met alles van één initiatief."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pad", type=Path)
        parser.add_argument("--initiatief", help="kenmerk")
        parser.add_argument(
            "--peildatum", type=date.fromisoformat, help="alleen wat op die dag loopt"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        kenmerk = options["initiatief"]
        if kenmerk and not Initiatief.objects.filter(kenmerk=kenmerk).exists():
            raise CommandError(f"Het initiatief {kenmerk} kennen we niet.")
        export_alles(options["pad"], kenmerk=kenmerk, peildatum=options["peildatum"])
        self.stdout.write(f"Werkboek geschreven: {options['pad']}")
