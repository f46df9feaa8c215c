"""Where a country is kept: a database of its own beside the one of DATABASE_URL, made once.

Django is told the address before it starts, so a process opens one country.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from bench.meten import Verslag, read_piek

ACHTER = "_land_{deel:g}"
HALF = "_half"
"""Behind the name while it is being filled, so that a broken-off filling is never taken for a country."""
HOOGSTENS_MB = 1024


def require_postgresql() -> bool:
    """Whether there is a server to build on; says so where there is none."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return True
    print("  niet gemeten: zet DATABASE_URL op een PostgreSQL-database (postgresql://...)")
    return False


def read_deel() -> float:
    """How many percent of the country a measurement wants: `make bench BENCH=... DEEL=10`."""
    return float(os.environ.get("DEEL", 1))


def meet_land(meet: Callable[[Verslag], None]) -> int:
    """A measurement on the country of DEEL percent; how many aims it missed."""
    if not require_postgresql():
        return 0
    open_land(read_deel())
    verslag = Verslag()
    meet(verslag)
    return verslag.gemist


def name_land(deel: float) -> str:
    """The name of the database for so many percent."""
    return urlsplit(os.environ["DATABASE_URL"]).path.strip("/") + ACHTER.format(deel=deel)


def build_adres(naam: str) -> str:
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{naam}"))


def run(*opdrachten: sql.Composable) -> None:
    """Statements about databases as a whole; not from inside one of them."""
    with psycopg.connect(build_adres("postgres"), autocommit=True) as verbinding:
        for opdracht in opdrachten:
            verbinding.execute(opdracht)


def run_in(naam: str, opdracht: str) -> list[Any]:
    """One statement inside a database; the rows of a question."""
    with psycopg.connect(build_adres(naam), autocommit=True) as verbinding:
        uit = verbinding.execute(opdracht)  # type: ignore[call-overload]
        return uit.fetchall() if uit.description else []


def has_database(naam: str) -> bool:
    with psycopg.connect(build_adres("postgres")) as verbinding:
        rij = verbinding.execute("SELECT 1 FROM pg_database WHERE datname = %s", [naam]).fetchone()
    return rij is not None


def drop_database(naam: str) -> None:
    run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(naam)))


def copy_database(van: str, naar: str) -> None:
    """The same rows under another name, to write in."""
    drop_database(naar)
    namen = {"naar": sql.Identifier(naar), "van": sql.Identifier(van)}
    run(sql.SQL("CREATE DATABASE {naar} TEMPLATE {van} STRATEGY file_copy").format(**namen))


def drop_land(deel: float) -> None:
    """Take it away, with what a broken-off filling left."""
    drop_database(name_land(deel))
    drop_database(name_land(deel) + HALF)


def start_django(naam: str) -> None:
    """Django on this database, with a folder of its own for files."""
    os.environ["DATABASE_URL"] = build_adres(naam)
    os.environ["DATA_DIR"] = map_ = tempfile.mkdtemp(prefix="bench-")
    atexit.register(shutil.rmtree, map_, ignore_errors=True)
    os.environ.setdefault("DEMO", "ja")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "financiering.settings")
    import django

    django.setup()


def create_land(deel: float) -> bool:
    """Build it in a process of its own where it is not there yet; whether that was needed."""
    naam = name_land(deel)
    if has_database(naam):
        return False
    code = f"from bench.land.database import fill_land; fill_land({deel!r})"
    if subprocess.run([sys.executable, "-c", code]).returncode:
        sys.exit("the country could not be built")
    return True


def fill_land(deel: float) -> None:
    """Make the tables, the country, the people who look at it; then give it its name."""
    naam = name_land(deel)
    drop_database(naam + HALF)
    run(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(naam + HALF)))
    adres = os.environ["DATABASE_URL"]
    start_django(naam + HALF)
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from bench.land.land import Land, Omvang, analyze
    from bench.land.mensen import add_mensen, judge_all

    land = Land(Omvang.of(deel))
    land.build(_report)
    add_mensen()
    analyze()
    judge_all()
    analyze()
    print_grootte(land)
    connection.close()
    os.environ["DATABASE_URL"] = adres
    namen = {"half": sql.Identifier(naam + HALF), "heel": sql.Identifier(naam)}
    run(sql.SQL("ALTER DATABASE {half} RENAME TO {heel}").format(**namen))


def _report(gedaan: int, totaal: int) -> None:
    print(f"\r  {gedaan} van {totaal} initiatieven", end="", file=sys.stderr, flush=True)


def print_grootte(land: Any) -> None:
    """How many rows there are, and what it took of memory."""
    print(file=sys.stderr)
    for tabel in land.tabellen:
        sporen = f", {tabel.sporen:,} in de geschiedenis" if tabel.sporen else ""
        print(f"  {tabel.model._meta.verbose_name_plural}: {tabel.geschreven:,}{sporen}")
    piek = read_piek()
    print(
        f"{'  ' if piek < HOOGSTENS_MB else '! '}piekgeheugen: {piek} MB; doel: minder dan {HOOGSTENS_MB} MB"
    )


def open_land(deel: float) -> None:
    """Django on the country, made first where it is not there."""
    create_land(deel)
    start_django(name_land(deel))
