"""A real streaming copy, made by the scripts in deploy/: how far it is behind, and that it follows."""

import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from bench.bench_start import find_poort
from bench.park import Park
from financiering.replica import HOOGSTENS_ACHTER, WACHT_HOOGSTENS
from tests.conftest import require_or_skip
from tests.processen import wait_until

pytestmark = [pytest.mark.proces, pytest.mark.postgres]
ACHTER = """
import django; django.setup()
from financiering import replica
print(replica.measure_achter(), replica.is_bruikbaar())
"""


@pytest.fixture
def park() -> Iterator[Park]:
    if not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        require_or_skip("PostgreSQL is er niet")
    with Park() as park:
        park.poorten |= {"redis": find_poort(), "proxy": find_poort()}
        park.start_eerste()
        park.start_kopie()
        yield park


def run(park: Park, naam: str, sql: str) -> None:
    with psycopg.connect(park.build_adres(naam), autocommit=True) as verbinding:
        verbinding.execute(sql)  # type: ignore[call-overload]


def ask_achter(park: Park) -> tuple[float, bool]:
    achter, bruikbaar = park.manage("-c", ACHTER).split()
    return float(achter), bruikbaar == "True"


def is_bij(park: Park) -> bool:
    """Whether it came where the primary is within one look; on a busy machine that takes some looks."""
    achter, bruikbaar = ask_achter(park)
    return achter <= WACHT_HOOGSTENS and bruikbaar


def test_the_copy_follows_and_says_so_when_it_does_not(park: Park) -> None:
    run(park, "eerste", "CREATE TABLE proef (nummer int)")
    wait_until(lambda: is_bij(park), "de kopie is bij")
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        run(park, "kopie", "INSERT INTO proef VALUES (1)")

    # Paused it falls behind from the first thing that is saved; an age is what nobody waits for here.
    run(park, "kopie", "SELECT pg_wal_replay_pause()")
    run(park, "eerste", "INSERT INTO proef VALUES (1)")
    time.sleep(HOOGSTENS_ACHTER)
    achter, bruikbaar = ask_achter(park)
    assert (achter > HOOGSTENS_ACHTER, bruikbaar) == (True, False)

    run(park, "kopie", "SELECT pg_wal_replay_resume()")
    wait_until(lambda: is_bij(park), "de kopie is weer bij")
