"""A register of 12,000 rows into the database, against keeping as many rows and against reading it alone.

Reading alone is the csv module of Python: compiled, and faster on such a file than a table library that
must guess its types. Keeping is Django storing as many streams with their history; that is where the time
goes, so that is what the aim is set against.
"""

import csv
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

from bench.meten import Verslag, keep_again, measure, start_django

RIJEN = 12_000
HOOGSTENS = Decimal(3)
HOOGSTENS_MB = 300
KOP = "nr;wie;wat;jaar;gevraagd;verleend;vast;soort"
KOPPELING = """
naam = "Meting"
gemeente = "GM9001"
financier = "Gemeente Veldstad"
[kolommen]
dossiernummer = "nr"
ontvanger = "wie"
omschrijving = "wat"
jaar = "jaar"
aangevraagd = "gevraagd"
verleend = "verleend"
vastgesteld = "vast"
regelmaat = "soort"
"""


def make_register(pad: Path) -> None:
    """Invented grants of some two thousand recipients."""
    regels = (
        f"SBA-{n:06d};Stichting {n % 2000};Activiteiten in de buurt;{2016 + n % 4};{n};{n};{n if n % 2 else 'NULL'};Eenmalig"
        for n in range(1, RIJEN + 1)
    )
    pad.write_text("\n".join((KOP, *regels)), "utf-8")


def read_alone(pad: Path) -> int:
    with pad.open(newline="", encoding="utf-8") as bestand:
        return sum(1 for _ in csv.reader(bestand, delimiter=";"))


def meet(pad: Path) -> int:
    """Reading and keeping, with history and the split over years."""
    import django

    django.setup()
    from financiering.services.schrijven import Handeling
    from financiering.uitwisseling.registers.importer import read_register
    from financiering.uitwisseling.registers.koppeling import read_vertaling

    vertaling = read_vertaling(KOPPELING)
    verslag = Verslag()
    (alone,) = measure(lambda: read_alone(pad))
    (ours,) = measure(lambda: read_register(pad, vertaling, Handeling(None, "Meting")), keren=1)
    verslag.report_piek("piekgeheugen", HOOGSTENS_MB)
    verslag.report_feit("register inlezen en bewaren tegen lezen alleen", ours, alone)
    (keep,) = measure(keep_again, keren=1)
    verslag.report_verhouding(
        "register inlezen en bewaren tegen evenveel rijen bewaren", ours, keep, HOOGSTENS
    )
    return verslag.gemist


KIND = "import sys; from pathlib import Path; from bench.bench_register import meet; sys.exit(meet(Path({!r})))"


def main() -> int:
    """Make the register, measure in a fresh process, clear away."""
    map_ = start_django()
    try:
        from financiering.models import Gemeente
        from financiering.services.schrijven import Handeling, save_object

        save_object(Gemeente(code="GM9001", naam="Veldstad"), Handeling(None, "Meting"))
        pad = map_ / "register.csv"
        make_register(pad)
        return subprocess.run([sys.executable, "-c", KIND.format(str(pad))]).returncode
    finally:
        shutil.rmtree(map_)


if __name__ == "__main__":
    sys.exit(main())
