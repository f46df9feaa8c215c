"""A workbook of 50,000 streams: reading it against the fastest reader alone, and in and out of the database.

The yardstick for reading is python-calamine, the fastest reader for Python we found: a compiled parser
that hands over every cell. For keeping it is Django storing as many rows with their history. For writing
it is openpyxl, write-only, with plain values.
"""

import shutil
import subprocess
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

from bench.meten import Verslag, keep_again, measure, start_django

RIJEN = 50_000
LEZEN_HOOGSTENS = Decimal("1.5")
BEWAREN_HOOGSTENS = Decimal(2)
SCHRIJVEN_HOOGSTENS = Decimal(3)
HOOGSTENS_MB = 300


def make_boek(pad: Path, rijen: int) -> None:
    """Initiatives of ten streams each, the columns people fill in."""
    from financiering.uitwisseling.columns import GELDSTROMEN, INITIATIEVEN
    from financiering.uitwisseling.writer import write_werkboek

    stroom = {
        "omschrijving": "Huur en koffie", "geldsoort": "basisgeld", "bron": "gemeentesubsidie",
        "financier": "Gemeente Veldstad", "van": date(2026, 1, 1), "tot": date(2026, 12, 31),
        "status": "verleend", "aard": "incidenteel", "regelmaat": "periodiek",
    }  # fmt: skip

    def rows(blad):
        if blad is INITIATIEVEN:
            for n in range(rijen // 10):
                vast = {"kenmerk": f"i{n}", "naam": f"Initiatief {n}", "gemeente": "GM9001"}
                yield [vast.get(kolom.veld) for kolom in blad.kolommen]
        elif blad is GELDSTROMEN:
            for n in range(rijen):
                eigen = {"kenmerk": f"g{n}", "initiatief": f"i{n // 10}", "verleend": Decimal(n)}
                yield [(stroom | eigen).get(kolom.veld) for kolom in blad.kolommen]

    write_werkboek(pad, rows)


def read_alone(pad: Path) -> int:
    """Every cell of the sheet, by the fastest reader."""
    from python_calamine import CalamineWorkbook

    blad = CalamineWorkbook.from_path(str(pad)).get_sheet_by_name("Geldstromen")
    return sum(1 for _ in blad.iter_rows())


def read_ours(pad: Path) -> int:
    """Every row checked and turned into values, with the file looked at first."""
    from financiering.uitwisseling.columns import GELDSTROMEN
    from financiering.uitwisseling.reader import Bladlezer, Foutenlijst, open_werkboek

    return sum(1 for _ in Bladlezer(open_werkboek(pad), GELDSTROMEN, Foutenlijst("")))


def write_alone(pad: Path, rijen: int) -> None:
    """As many rows of plain cells, write-only."""
    from openpyxl import Workbook

    boek = Workbook(write_only=True)
    blad = boek.create_sheet("x")
    for n in range(rijen):
        blad.append(
            [f"g{n}", "i", "Huur en koffie", "basisgeld", "x", "y", date(2026, 1, 1), "verleend", n]
        )
    boek.save(pad)


def meet(deel: str, pad: Path) -> int:
    """One part, in a process of its own, so that its peak is its own."""
    import django

    django.setup()
    from financiering.models import Geldstroom
    from financiering.services.schrijven import Handeling
    from financiering.uitwisseling.exporter import export_alles
    from financiering.uitwisseling.importer import read_werkboek

    verslag = Verslag()
    if deel == "lezen":
        ours, alone = measure(
            lambda: read_ours(pad), lambda: read_alone(pad), keren=10, klok=time.process_time
        )
        verslag.report_verhouding(
            "werkboek lezen tegen de snelste lezer", ours, alone, LEZEN_HOOGSTENS
        )
    elif deel == "inlezen":
        ours, alone = measure(
            lambda: read_werkboek(pad, Handeling(None, "Meting")), lambda: read_alone(pad), keren=1
        )
        verslag.report_piek("piekgeheugen inlezen", HOOGSTENS_MB)
        verslag.report_feit("inlezen en bewaren tegen lezen alleen", ours, alone)
        (keep,) = measure(keep_again, keren=1)
        verslag.report_verhouding(
            "inlezen en bewaren tegen evenveel rijen bewaren", ours, keep, BEWAREN_HOOGSTENS
        )
    else:
        uit = pad.with_name("uit.xlsx")
        rijen = Geldstroom.objects.count()
        ours, alone = measure(
            lambda: export_alles(uit),
            lambda: write_alone(uit, rijen),
            keren=1,
            klok=time.process_time,
        )
        verslag.report_verhouding(
            "uitvoer tegen schrijven alleen", ours, alone, SCHRIJVEN_HOOGSTENS
        )
        verslag.report_piek("piekgeheugen uitvoer", HOOGSTENS_MB)
    return verslag.gemist


KIND = "import sys; from pathlib import Path; from bench.bench_werkboek import meet; sys.exit(meet({!r}, Path({!r})))"


def main() -> int:
    """Make the file, then each part in a fresh process."""
    map_ = start_django()
    try:
        from financiering.models import Gemeente
        from financiering.services.schrijven import Handeling, save_object

        save_object(Gemeente(code="GM9001", naam="Veldstad"), Handeling(None, "Meting"))
        pad = map_ / "boek.xlsx"
        make_boek(pad, RIJEN)
        delen = ("lezen", "inlezen", "uitvoer")
        return sum(
            subprocess.run([sys.executable, "-c", KIND.format(deel, str(pad))]).returncode
            for deel in delen
        )
    finally:
        shutil.rmtree(map_)


if __name__ == "__main__":
    sys.exit(main())
