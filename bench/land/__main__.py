"""`python -m bench.land --deel 1|10|100`: a country, or that many percent of it, in a database.

The database is the one of DATABASE_URL with `_land_<deel>` behind its name; `--weg` drops it.
Measurements build it when they need it and leave it: making it again takes minutes.
"""

import argparse
import sys
import time

from bench.land.database import create_land, drop_land, open_land, require_postgresql


def main(woorden: list[str]) -> int:
    """0 when it is there, or gone."""
    vraag = argparse.ArgumentParser(prog="python -m bench.land", description=__doc__)
    vraag.add_argument("--deel", type=float, default=1, help="percent of the country")
    vraag.add_argument("--weg", action="store_true", help="drop it")
    keus = vraag.parse_args(woorden)
    if not require_postgresql():
        return 1
    if keus.weg:
        drop_land(keus.deel)
        return 0
    begin = time.perf_counter()
    if create_land(keus.deel):
        print(f"gemaakt in {time.perf_counter() - begin:.0f} s")
    open_land(keus.deel)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
