"""Write the grants of a municipality in the columns of a subsidy register."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from financiering.models import Geldstroom, Gemeente
from financiering.uitwisseling.registers.uitvoer import (
    build_uitvoer,
    select_register,
    write_register,
)


class Command(BaseCommand):
    help = "Schrijft de subsidies van een gemeente als register (csv, kolommen van Amsterdam)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pad", type=Path)
        parser.add_argument("--gemeente", required=True, help="CBS-code, bijvoorbeeld GM0363")

    def handle(self, *args: Any, **options: Any) -> None:
        gemeente = Gemeente.objects.filter(code=options["gemeente"].upper()).first()
        if gemeente is None:
            raise CommandError(f"De gemeentecode {options['gemeente']} kennen we niet.")
        stromen = select_register(Geldstroom.objects.all(), gemeente.pk)
        aantal = write_register(
            options["pad"], build_uitvoer(gemeente), stromen, timezone.localtime()
        )
        self.stdout.write(f"Register geschreven: {options['pad']}, {aantal} regels")
