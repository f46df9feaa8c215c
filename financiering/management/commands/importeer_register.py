"""Read a foreign register through a mapping."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from financiering.domain.exceptions import DomeinFout
from financiering.services.schrijven import Handeling
from financiering.uitwisseling.registers.importer import RegisterUitslag, read_register
from financiering.uitwisseling.registers.koppeling import find_koppeling, read_vertaling


class Command(BaseCommand):
    help = "Leest een subsidieregister (csv, json of xlsx) in via een koppeling: alles of niets."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pad", type=Path)
        parser.add_argument(
            "--koppeling", required=True, help="pad of naam van de koppeling (TOML)"
        )
        parser.add_argument(
            "--gemeente", help="CBS-code, voor een koppeling die er geen noemt (giving360)"
        )
        parser.add_argument(
            "--proef", action="store_true", help="laat zien wat zou wijzigen, bewaar niets"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        pad: Path = options["pad"]
        if not pad.is_file():
            raise CommandError(f"{pad} bestaat niet.")
        try:
            vertaling = read_vertaling(find_koppeling(options["koppeling"]).read_text("utf-8"))
            if options["gemeente"] and not vertaling.gemeente:
                vertaling = replace(vertaling, gemeente=options["gemeente"].upper())
            uitslag = read_register(
                pad,
                vertaling,
                Handeling(None, f"Register {pad.name} ingelezen"),
                proef=options["proef"],
            )
        except DomeinFout as fout:
            raise CommandError(fout.boodschap) from fout
        self.report(uitslag)

    def report(self, uitslag: RegisterUitslag) -> None:
        """Counts on stdout, errors with their line on stderr."""
        for fout in uitslag.fouten:
            self.stderr.write(fout)
        if not uitslag.gelukt:
            raise CommandError(f"Er is niets bewaard: {uitslag.aantal_fouten} fout(en).")
        self.stdout.write(
            f"Geldstromen: {uitslag.nieuw} nieuw, {uitslag.gewijzigd} gewijzigd, "
            f"{uitslag.ongewijzigd} ongewijzigd"
        )
        self.stdout.write(f"Ontvangers: {uitslag.initiatieven} nieuw")
        for nummer, melding in uitslag.apart[:50]:
            self.stdout.write(f"Apart gehouden: regel {nummer}: {melding}")
        if len(uitslag.apart) > 50:
            self.stdout.write(f"Apart gehouden: nog {len(uitslag.apart) - 50} regels")
        if uitslag.proef:
            self.stdout.write("Proef: er is niets bewaard.")
