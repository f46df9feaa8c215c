"""How everything grows from a hundredth of the country to the whole: what should stay flat, does it?

`make bench BENCH=land_groei DELEN="1 10 100"`; without DELEN a hundredth and a tenth. Each size in a
process of its own. No aims: the table says by how much each line grew, and docs/schaal.md what that means.
"""

import json
import os
import subprocess
import sys

from bench.land.database import create_land, open_land, require_postgresql
from bench.meten import Verslag

MERK = "gemeten:"
METINGEN = ("land_portefeuille", "land_paginas", "land_regels", "land_rapport")
KIND = "from bench.bench_land_groei import meet_deel; meet_deel({!r})"


def meet_deel(deel: float) -> None:
    """Everything at one size; what it took goes out as one line."""
    import importlib

    open_land(deel)
    verslag = Verslag()
    for naam in METINGEN:
        importlib.import_module(f"bench.bench_{naam}").meet(verslag)
    print(MERK + json.dumps(verslag.seconden))


def run_deel(deel: float) -> dict[str, float]:
    """Seconds by name at one size, from a process of its own."""
    create_land(deel)
    opdracht = [sys.executable, "-c", KIND.format(deel)]
    uit = subprocess.run(opdracht, capture_output=True, text=True)
    if uit.returncode:
        sys.exit(uit.stderr)
    regels = uit.stdout.splitlines()
    print("\n".join(regel for regel in regels if not regel.startswith(MERK)), flush=True)
    [laatste] = [regel for regel in regels if regel.startswith(MERK)]
    gemeten: dict[str, float] = json.loads(laatste.removeprefix(MERK))
    return gemeten


def main() -> int:
    """A table: a line per measurement, a column per size, and how much the last is of the first."""
    if not require_postgresql():
        return 0
    delen = [float(tekst) for tekst in os.environ.get("DELEN", "1 10").split()]
    kolommen = [run_deel(deel) for deel in delen]
    print("  ms bij " + " / ".join(f"{deel:g}%" for deel in delen))
    for naam, eerste in kolommen[0].items():
        cellen = " / ".join(f"{kolom[naam] * 1000:.0f}" for kolom in kolommen)
        print(f"  {naam}: {cellen}; {kolommen[-1][naam] / eerste:.1f} keer")
    return 0


if __name__ == "__main__":
    sys.exit(main())
