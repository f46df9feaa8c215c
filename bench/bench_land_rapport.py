"""An Excel workbook of some 50,000 rows out of the country, against openpyxl writing the same cells.

`make bench BENCH=land_rapport DEEL=10`. As many initiatives as together have that many rows; what should
stay the same is the time, whatever the size of the country they come out of.
"""

import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench.land.database import meet_land
from bench.meten import Verslag, measure

INITIATIEVEN = 400
HOOGSTENS = Decimal(5)
HOOGSTENS_MB = 400


def write_ours(pad: Path) -> None:
    """The application's own export of the first so many initiatives."""
    from financiering.models import Geldstroom, Initiatief, Pot, Taak
    from financiering.uitwisseling.exporter import export_werkboek

    pks = list(Initiatief.objects.order_by("pk").values_list("pk", flat=True)[:INITIATIEVEN])
    export_werkboek(
        pad,
        initiatieven=Initiatief.objects.filter(pk__in=pks).order_by("pk"),
        geldstromen=Geldstroom.objects.filter(initiatief__in=pks).order_by("pk"),
        taken=Taak.objects.filter(initiatief__in=pks).order_by("pk"),
        potten=Pot.objects.none(),
    )


def read_cellen(pad: Path) -> list[list[Any]]:
    """Every row of every sheet; a cell that is empty has none."""
    from python_calamine import CalamineWorkbook

    boek = CalamineWorkbook.from_path(str(pad))
    bladen = [boek.get_sheet_by_name(naam).to_python() for naam in boek.sheet_names]
    return [[cel if cel != "" else None for cel in rij] for blad in bladen for rij in blad]


def write_alone(pad: Path, rijen: list[list[Any]]) -> None:
    """The same cells from memory, plain, on one sheet."""
    from openpyxl import Workbook

    boek = Workbook(write_only=True)
    blad = boek.create_sheet("x")
    for rij in rijen:
        blad.append(rij)
    boek.save(pad)


def meet(verslag: Verslag) -> None:
    """By the processor seconds of this process."""
    with tempfile.TemporaryDirectory() as map_:
        ons, kaal = Path(map_) / "ons.xlsx", Path(map_) / "kaal.xlsx"
        write_ours(ons)
        verslag.report_piek("piekgeheugen uitvoer", HOOGSTENS_MB)
        rijen = read_cellen(ons)
        print(f"  {len(rijen):,} rijen")
        wij, alleen = measure(
            lambda: write_ours(ons),
            lambda: write_alone(kaal, rijen),
            keren=1,
            klok=time.process_time,
        )
    verslag.report_verhouding("Excel tegen dezelfde cellen schrijven", wij, alleen, HOOGSTENS)


def main() -> int:
    """Out of the country of DEEL percent."""
    return meet_land(meet)


if __name__ == "__main__":
    sys.exit(main())
