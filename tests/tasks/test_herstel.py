"""A worker that is killed with -9: what was in line, and what it had taken, is done once."""

import os
import signal
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from kombu import Connection

from tasks.rijen import list_rijen
from tests.conftest import require_or_skip
from tests.processen import Installatie, kill_groep, wait_until

pytestmark = pytest.mark.proces

WERKER = ("-m", "celery", "-q", "-A", "tests.tasks.werk", "worker", "--concurrency", "1")
STIL = ("--without-gossip", "--without-mingle", "--loglevel", "WARNING")
BROKERS = {
    "map": "",
    "redis": os.environ.get("PROEF_REDIS_URL", "redis://127.0.0.1:6379/15"),
    "rabbitmq": os.environ.get("PROEF_AMQP_URL", "amqp://guest:guest@127.0.0.1:5672//"),
}


@pytest.fixture(
    params=[
        "map",
        pytest.param("redis", marks=pytest.mark.broker),
        pytest.param("rabbitmq", marks=pytest.mark.broker),
    ]
)
def op_broker(request: Any, proef: Installatie) -> Iterator[Installatie]:
    """The installation on each broker, with a queue that nobody else listens to."""
    adres = BROKERS[request.param]
    if adres:
        _require_broker(request.param, adres)
    wachtrij = f"proef-{uuid.uuid4().hex[:8]}"
    proef.extra |= {"CELERY_BROKER_URL": adres, "WACHTRIJ": wachtrij}
    yield proef
    if adres:
        with Connection(adres) as verbinding:
            for rij in list_rijen(wachtrij):
                verbinding.default_channel.queue_delete(rij.name)


def _require_broker(naam: str, adres: str) -> None:
    try:
        with Connection(adres, connect_timeout=2) as verbinding:
            verbinding.ensure_connection(max_retries=1, timeout=2)
            verbinding.channel().close()
    except Exception as fout:
        require_or_skip(f"{naam} antwoordt niet: {fout}")


def read_standen(proef: Installatie) -> list[str]:
    return [stand for (stand,) in proef.query("SELECT stand FROM financiering_opdracht")]


def all_klaar(proef: Installatie) -> bool:
    return set(read_standen(proef)) == {"klaar"}


def assert_once(proef: Installatie, aantal: int) -> None:
    gedaan = proef.query("SELECT opdracht, count(*) FROM gedaan GROUP BY opdracht")
    assert [keren for _, keren in gedaan] == [1] * aantal


def enqueue(proef: Installatie, aantal: int, duur: float) -> None:
    gelukt = proef.run("-m", "tests.tasks.werk", str(aantal), str(duur))
    assert gelukt.returncode == 0, gelukt.stderr


def test_taken_and_waiting_jobs_are_done_once_after_kill_9(op_broker: Installatie) -> None:
    enqueue(op_broker, 3, 0.5)
    werker = op_broker.start(*WERKER, *STIL)
    wait_until(lambda: "bezig" in read_standen(op_broker), "een opdracht is genomen")
    kill_groep(werker)
    assert not all_klaar(op_broker)
    op_broker.start(*WERKER, *STIL)
    wait_until(lambda: all_klaar(op_broker), "alles klaar na de herstart")
    assert_once(op_broker, 3)


def test_job_whose_message_is_lost_before_a_worker_came_is_done(proef: Installatie) -> None:
    proef.extra["WACHTRIJ"] = "weg"
    enqueue(proef, 2, 0.1)
    berichten = list((proef.map / "wachtrij").glob("*.msg"))
    assert len(berichten) == 2
    for bericht in berichten:
        bericht.unlink()
    proef.start(*WERKER, *STIL)
    wait_until(lambda: all_klaar(proef), "alles klaar zonder één bericht")
    assert_once(proef, 2)


def test_worker_of_the_short_line_leaves_the_long_one_alone(proef: Installatie) -> None:
    proef.extra["WACHTRIJ"] = "twee"
    enqueue(proef, 1, 0.1)
    wachtend = proef.map / "wachtrij"
    proef.start(*WERKER, *STIL, "-Q", "twee-kort")
    wait_until(
        lambda: len(list(wachtend.glob("*.twee-lang.msg"))) == 2,
        "de korte rij zette hem opnieuw klaar",
    )
    assert read_standen(proef) == ["wachtend"]
    proef.start(*WERKER, *STIL, "-Q", "twee-lang")
    wait_until(lambda: all_klaar(proef), "de lange rij deed hem")
    assert_once(proef, 1)


def test_child_that_outlives_its_worker_finishes_and_nobody_repeats_it(proef: Installatie) -> None:
    proef.extra["WACHTRIJ"] = "half"
    enqueue(proef, 1, 4)
    werker = proef.start(*WERKER, *STIL)
    wait_until(lambda: "bezig" in read_standen(proef), "de opdracht is genomen")
    os.kill(werker.pid, signal.SIGKILL)
    werker.wait(10)
    proef.start(*WERKER, *STIL)
    wait_until(lambda: all_klaar(proef), "de opdracht is klaar")
    assert_once(proef, 1)
