"""Read a workbook."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from financiering.domain.exceptions import DomeinFout
from financiering.models import Gemeente
from financiering.services.schrijven import Handeling
from financiering.uitwisseling.importer import Uitslag, read_werkboek


class Command(BaseCommand):
    help = "Leest een werkboek in: alles of niets."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pad", type=Path)
        parser.add_argument(
            "--proef", action="store_true", help="laat zien wat zou wijzigen, bewaar niets"
        )
        parser.add_argument(
            "--gemeente", help="CBS-code voor rijen zonder gemeente, bijvoorbeeld GM0363"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        pad: Path = options["pad"]
        if not pad.is_file():
            raise CommandError(f"{pad} bestaat niet.")
        try:
            uitslag = read_werkboek(
                pad,
                Handeling(None, f"Werkboek {pad.name} ingelezen"),
                proef=options["proef"],
                gemeente=find_gemeente(options["gemeente"]),
            )
        except DomeinFout as fout:
            raise CommandError(fout.boodschap) from fout
        self.report(uitslag)
        if not uitslag.gelukt:
            raise CommandError(f"Er is niets bewaard: {uitslag.fouten.aantal} fout(en).")

    def report(self, uitslag: Uitslag) -> None:
        """Counts per sheet, the differences of a trial run, errors on stderr."""
        for blad, tel in uitslag.tellingen.items():
            self.stdout.write(
                f"{blad}: {tel['nieuw']} nieuw, {tel['gewijzigd']} gewijzigd, "
                f"{tel['ongewijzigd']} ongewijzigd"
            )
        if uitslag.proef:
            for verschil in uitslag.verschillen:
                wat = "; ".join(f"{kop}: {oud} → {nieuw}" for kop, oud, nieuw in verschil.velden)
                self.stdout.write(
                    f"  {verschil.blad} rij {verschil.rij} {verschil.sleutel}: {verschil.soort} {wat}".rstrip()
                )
            self.stdout.write("Proef: er is niets bewaard.")
        for apart in uitslag.apart:
            self.stdout.write(f"Niet gelezen: {apart}")
        for fout in uitslag.fouten.fouten:
            self.stderr.write(str(fout))


def find_gemeente(code: str | None) -> Gemeente | None:
    """The municipality of the option. Raises CommandError for a code nobody knows."""
    if code is None:
        return None
    gemeente = Gemeente.objects.filter(code=code.upper()).first()
    if gemeente is None:
        raise CommandError(f"De gemeentecode {code} kennen we niet.")
    return gemeente
