"""The night with one worker and with two, with real workers over Redis. `make bench BENCH=land_nacht DEEL=10`.

On a copy of the country, whose signals are thrown away first: every signal is new, which is the
heaviest night there is; then the night after it, when nearly all is as it was.
"""

import os
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import redis

from bench.bench_start import find_poort
from bench.land.database import (
    build_adres,
    copy_database,
    create_land,
    drop_database,
    name_land,
    read_deel,
    require_postgresql,
    run_in,
)
from bench.meten import Verslag

TWEE_TEGEN_EEN = Decimal("0.65")
WERKER = ("celery", "-q", "-A", "tasks", "worker", "--concurrency", "1", "-Q", "financiering-lang")
STIL = ("--without-gossip", "--without-mingle", "--loglevel", "ERROR")
STUUR = (
    "import django; django.setup(); from tasks.signalen import beoordeel_alles; beoordeel_alles()"
)
LEEG = "TRUNCATE financiering_signaal, financiering_historicalsignaal CASCADE"
TEL = "SELECT (SELECT count(*) FROM financiering_signaal), (SELECT count(*) FROM financiering_historicalsignaal)"


class Nacht:
    """A broker of its own and a copy of the country; use as a context, so that both go away."""

    def __init__(self, deel: float) -> None:
        self.naam = f"{name_land(deel)}_nacht"
        self.poort = find_poort()
        copy_database(name_land(deel), self.naam)
        opties = ("--port", str(self.poort), "--bind", "127.0.0.1", "--save", "")
        self.redis = subprocess.Popen(["redis-server", *opties], stdout=subprocess.DEVNULL)
        self.klant = redis.Redis(port=self.poort)
        self.env = os.environ | {
            "DATABASE_URL": build_adres(self.naam), "DEMO": "ja",
            "CELERY_BROKER_URL": f"redis://127.0.0.1:{self.poort}/0",
            "DJANGO_SETTINGS_MODULE": "financiering.settings",
        }  # fmt: skip

    def __enter__(self) -> "Nacht":
        return self

    def __exit__(self, *fout: object) -> None:
        self.redis.terminate()
        self.redis.wait(30)
        drop_database(self.naam)

    def work(self, werkers: int) -> tuple[float, float]:
        """Seconds until nothing is left in line, and processor seconds of all workers together."""
        subprocess.run([sys.executable, "-c", STUUR], env=self.env, check=True)
        begin = time.perf_counter()
        processen = [
            subprocess.Popen(
                [sys.executable, "-m", *WERKER, "-n", f"w{n}", *STIL],
                env=self.env,
                stderr=subprocess.DEVNULL,
            )
            for n in range(werkers)
        ]
        while self.klant.llen("financiering-lang") or self.klant.hlen("unacked"):
            time.sleep(0.1)
        duur, processor = time.perf_counter() - begin, sum(read_processor(p.pid) for p in processen)
        for proces in processen:
            proces.terminate()
        for proces in processen:
            proces.wait(60)
        return duur, processor

    def clear(self) -> None:
        run_in(self.naam, LEEG)

    def count(self) -> tuple[int, int]:
        """Signals, and rows of their history."""
        [rij] = run_in(self.naam, TEL)
        return rij


def read_processor(pid: int) -> float:
    """Processor seconds of a process and its children so far."""
    totaal = 0
    for pad in Path("/proc").glob("[0-9]*/stat"):
        try:
            velden = pad.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(pad.parent.name) == pid or int(velden[1]) == pid:
            totaal += sum(map(int, velden[11:15]))
    return totaal / os.sysconf("SC_CLK_TCK")


def meet(verslag: Verslag, deel: float) -> None:
    """Both nights each way; two workers must leave exactly what one leaves."""
    geteld = []
    with Nacht(deel) as nacht:
        duren = {}
        for werkers in (1, 2):
            nacht.clear()
            duren["eerste", werkers], cpu = nacht.work(werkers)
            geteld.append(nacht.count())
            duren["stille", werkers], stil = nacht.work(werkers)
            print(
                f"  {werkers} werker(s): {cpu:.1f} s processor in de eerste nacht, {stil:.1f} in de tweede"
            )
            assert nacht.count() == geteld[-1]
    assert geteld[0] == geteld[1]
    assert geteld[0][0] == geteld[0][1] > 0
    for welke in ("eerste", "stille"):
        een, twee = duren[welke, 1], duren[welke, 2]
        verslag.seconden[f"{welke} nacht, een werker"] = een
        verslag.report_verhouding(
            f"{welke} nacht, twee werkers tegen een", twee, een, TWEE_TEGEN_EEN
        )


def main() -> int:
    """On a copy of the country of DEEL percent."""
    if not require_postgresql():
        return 0
    deel = read_deel()
    create_land(deel)
    verslag = Verslag()
    meet(verslag, deel)
    return verslag.gemist


if __name__ == "__main__":
    sys.exit(main())
