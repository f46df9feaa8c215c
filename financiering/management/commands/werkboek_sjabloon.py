"""Write the empty workbook."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from financiering.uitwisseling.writer import write_werkboek


class Command(BaseCommand):
    help = "Schrijft het lege werkboek."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pad", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        write_werkboek(options["pad"])
        self.stdout.write(f"Leeg werkboek: {options['pad']}")
