"""From the command to `Klaar`: the first time, and once everything is in place.

The yardstick is what no start can do without: importing the application and its addresses once.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from decimal import Decimal

from bench.meten import Verslag, measure

HOOGSTENS = Decimal(5)
KEREN = 5
KAAL = "import django; django.setup(); import financiering.urls"


def find_poort() -> int:
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        return int(proef.getsockname()[1])


def start_and_stop(omgeving: dict[str, str]) -> float:
    """Seconds until the line that says it runs; ended again at once."""
    begin = time.perf_counter()
    proces = subprocess.Popen(
        [sys.executable, "-u", "manage.py", "start"],
        env=omgeving | {"PORT": str(find_poort())},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert proces.stdout is not None
    klaar = next((time.perf_counter() for regel in proces.stdout if "Klaar" in regel), None)
    proces.terminate()
    proces.communicate(timeout=60)
    if klaar is None:
        sys.exit("it did not start")
    return klaar - begin


def main() -> int:
    verslag = Verslag()
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as map_:
        omgeving = os.environ | {
            "DATA_DIR": map_,
            "DEMO": "ja",
            "DJANGO_SETTINGS_MODULE": "financiering.settings",
        }
        eerste = start_and_stop(omgeving)
        (kaal,) = measure(
            lambda: subprocess.run([sys.executable, "-c", KAAL], env=omgeving, check=True)
        )
        tweede = min(start_and_stop(omgeving) for _ in range(KEREN))
    verslag.report_feit("eerste start, met tabellen en demo", eerste, kaal)
    verslag.report_verhouding("tweede start", tweede, kaal, HOOGSTENS)
    return verslag.gemist


if __name__ == "__main__":
    sys.exit(main())
