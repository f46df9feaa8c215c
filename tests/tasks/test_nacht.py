"""The night: every initiative in line once, shared by workers, and nothing done twice."""

import re
from typing import Any

import pytest

from bench.land.land import Land, Omvang
from financiering.models import Initiatief, Signaal
from financiering.services import signalen as services
from tasks import signalen
from tests.processen import Installatie, wait_until

WERKER = ("-m", "celery", "-q", "-A", "tasks", "worker", "--concurrency", "1")
ZEG = ("--without-gossip", "--without-mingle", "--loglevel", "INFO")
VUL = """
import django; django.setup()
from bench.land.land import Land, Omvang
Land(Omvang(24, 120)).build()
"""
STUUR = """
import django; django.setup()
from financiering.models import Initiatief
from tasks.signalen import beoordeel_reeks
pks = list(Initiatief.objects.order_by("pk").values_list("pk", flat=True))
for _ in range(2):
    for begin in range(0, len(pks), 2):
        beoordeel_reeks.delay(pks[begin : begin + 2])
"""
ALLEEN = """
import django; django.setup()
from financiering.models import Signaal
from financiering.services.signalen import beoordeel_alles
from tasks.signalen import get_peildatum
print(beoordeel_alles(get_peildatum()), Signaal.objects.count(), Signaal.history.count())
"""


@pytest.mark.django_db
def test_every_initiative_stands_in_line_once(monkeypatch: pytest.MonkeyPatch) -> None:
    Land(Omvang(5, 10)).build()
    gestuurd: list[tuple[list[int], int]] = []
    monkeypatch.setattr(services, "REEKS", 2)
    monkeypatch.setattr(
        signalen.beoordeel_reeks,
        "apply_async",
        lambda args, expires: gestuurd.append((args[0], expires)),
    )
    signalen.beoordeel_alles()
    assert [len(reeks) for reeks, _ in gestuurd] == [2, 2, 1]
    wie = sorted(pk for reeks, _ in gestuurd for pk in reeks)
    assert wie == list(Initiatief.objects.order_by("pk").values_list("pk", flat=True))
    assert all(verloopt > 0 for _, verloopt in gestuurd)


@pytest.mark.django_db
def test_series_that_is_judged_twice_changes_nothing_the_second_time() -> None:
    Land(Omvang(5, 50)).build()
    pks = list(Initiatief.objects.values_list("pk", flat=True))
    signalen.beoordeel_reeks(pks)
    eerste = list(Signaal.objects.order_by("pk").values())
    assert Signaal.history.count() == len(eerste) > 5
    signalen.beoordeel_reeks(pks)
    assert list(Signaal.objects.order_by("pk").values()) == eerste
    assert Signaal.history.count() == len(eerste)


@pytest.mark.django_db
def test_series_of_new_signals_is_written_together(django_assert_max_num_queries: Any) -> None:
    Land(Omvang(8, 80)).build()
    with django_assert_max_num_queries(30):
        signalen.beoordeel_reeks(list(Initiatief.objects.values_list("pk", flat=True)))
    assert Signaal.objects.count() > 60


@pytest.mark.proces
def test_two_workers_share_the_night_and_do_nothing_twice(proef: Installatie) -> None:
    for opdracht in (VUL, STUUR):
        gelukt = proef.run("-c", opdracht)
        assert gelukt.returncode == 0, gelukt.stderr
    werkers = [proef.start(*WERKER, "-n", naam, *ZEG) for naam in ("een", "twee")]

    def count_gedaan() -> list[int]:
        patroon = re.compile(r"beoordeel_reeks\[\S+\] succeeded")
        return [len(patroon.findall(proef.read_uitvoer(werker))) for werker in werkers]

    wait_until(lambda: sum(count_gedaan()) == 24, "elke reeks twee keer")
    assert all(count_gedaan())
    [(aantal,)] = proef.query("SELECT count(*) FROM financiering_signaal")
    [(sporen,)] = proef.query("SELECT count(*) FROM financiering_historicalsignaal")
    assert aantal == sporen > 24
    # Everything was judged: one look by a single process finds nothing left to change.
    assert proef.run("-c", ALLEEN).stdout.split() == ["0", str(aantal), str(aantal)]
