"""A shared cache that is gone takes nothing else along."""

import uuid

import pytest
from redis.exceptions import RedisError

from api import toegang
from financiering import replica
from financiering.geheugen import VergeefRedis
from financiering.services import opdrachten
from tests.conftest import require_or_skip
from tests.tasks.test_herstel import BROKERS

WEG = "redis://127.0.0.1:1/0"


@pytest.fixture
def weg(monkeypatch: pytest.MonkeyPatch) -> VergeefRedis:
    """No server listens there, in every place that uses the cache."""
    geheugen = VergeefRedis(WEG, {})
    for module in (toegang, replica, opdrachten):
        monkeypatch.setattr(module, "cache", geheugen)
    return geheugen


def test_what_was_never_kept_is_not_there(weg: VergeefRedis) -> None:
    weg.set("een", 1)
    assert weg.get("een") is None
    assert weg.get("een", 5) == 5
    assert weg.add("een", 1) is False
    with pytest.raises(ValueError, match="no cache"):
        weg.incr("een")
    with pytest.raises(RedisError):
        weg.get_many(["een"])


def test_nobody_is_throttled_and_who_saved_is_taken_to_have_saved(weg: VergeefRedis) -> None:
    assert [toegang.count_verzoek("s1") for _ in range(3)] == [1, 1, 1]
    replica.note_schrijver(1)
    assert replica.schreef_net(1)


def test_a_job_goes_on_without_anybody_seeing_how_far(weg: VergeefRedis) -> None:
    werk = opdrachten.Opdracht(pk=1)
    opdrachten.report_voortgang(werk, "lezen", 1, 2, op=None)  # type: ignore[arg-type]
    assert opdrachten.read_voortgang(werk) == opdrachten.Voortgang()


@pytest.mark.broker
def test_with_a_server_it_is_a_cache() -> None:
    geheugen = VergeefRedis(BROKERS["redis"], {"KEY_PREFIX": uuid.uuid4().hex})
    try:
        geheugen.add("teller", 0, 5)
    except RedisError as fout:
        require_or_skip(f"redis antwoordt niet: {fout}")
    assert [geheugen.incr("teller") for _ in range(2)] == [1, 2]
    geheugen.set("wat", {"a": 1}, 5)
    assert geheugen.get("wat") == {"a": 1}
    assert geheugen.add("wat", 1, 5) is False
    assert geheugen.get_many(["wat", "niets"]) == {"wat": {"a": 1}}
