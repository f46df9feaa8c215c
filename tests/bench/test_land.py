"""The invented country is lawful: what it holds could have come in through the services."""

import os
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from bench.land.geldstromen import PEILDATUM, divide_geheel
from bench.land.land import Land, Omvang
from bench.land.passing import TABEL, draw, fit_register, format_tabel, load_passing
from financiering.domain.codes import BRONNEN_ZONDER_BESLUIT, ZEKERE_STATUSSEN
from financiering.domain.statussen import get_overgang
from financiering.models import (
    Begrotingspost,
    Beschikking,
    Betaling,
    Domeindeel,
    Financier,
    Geldstroom,
    Initiatief,
    Jaarbedrag,
    Taak,
    Toestemming,
    Verantwoording,
)
from financiering.services.betalingen import compute_te_veel
from financiering.services.controle import list_overtredingen
from financiering.services.geldstromen import _check_keten
from financiering.services.jaarbedragen import compute_jaarbedragen
from financiering.services.schrijven import Handeling, save_object

GEDEELD = Path(os.environ.get("GEDEELDE_DATA", settings.BASE_DIR.parent / "shared" / "data"))
REGISTER = GEDEELD / "nl_amsterdam_subsidieregister_2019-01-14.csv"
AANTAL = 20
MODELLEN = (
    Initiatief, Begrotingspost, Taak, Toestemming, Financier, Geldstroom, Domeindeel, Beschikking,
    Betaling, Verantwoording,
)  # fmt: skip


@pytest.fixture
def land(db: None) -> Land:
    land = Land(Omvang(AANTAL, AANTAL * 10), zaad=7)
    land.build()
    return land


def test_it_is_as_large_as_asked(land: Land) -> None:
    assert Initiatief.objects.count() == AANTAL
    assert Geldstroom.objects.count() == AANTAL * 10
    assert Betaling.objects.count() == pytest.approx(AANTAL * 100, rel=0.2)
    assert Omvang.of(100) == Omvang(50_000, 500_000)


@pytest.mark.parametrize("model", MODELLEN)
def test_every_row_passes_the_checks_of_its_model(land: Land, model: type[models.Model]) -> None:
    for obj in model._base_manager.all()[:300]:
        assert not list(list_overtredingen(obj))
        obj.full_clean()


@pytest.mark.parametrize("model", MODELLEN)
def test_last_row_of_history_is_what_is_there_now(land: Land, model: type[models.Model]) -> None:
    for obj in model._base_manager.all()[:300]:
        laatste = obj.history.first()
        assert all(getattr(laatste, v.attname) == getattr(obj, v.attname) for v in obj._meta.concrete_fields)  # fmt: skip
        assert laatste.history_change_reason


def test_every_state_follows_from_the_one_before(land: Land) -> None:
    for stroom in Geldstroom.objects.all():
        stappen = list(stroom.history.order_by("history_date", "history_id"))
        assert [s.history_type for s in stappen] == ["+", *["~"] * (len(stappen) - 1)]
        assert [s.versie for s in stappen] == list(range(1, len(stappen) + 1))
        for van, naar in pairwise(stappen):
            knop = {"aangevraagd": "aanvragen", "afgewezen": "afwijzen", "verantwoord": "verantwoorden",
                    "vastgesteld": "vaststellen"}.get(naar.status) or (
                "afspreken" if stroom.bron in BRONNEN_ZONDER_BESLUIT else "verlenen")  # fmt: skip
            assert get_overgang(knop, van.status, van.bron).naar == naar.status
            assert naar.history_date > van.history_date
        assert stappen[-1].history_date.date() <= PEILDATUM


def test_split_is_that_of_the_services_now_and_in_between(land: Land) -> None:
    for stroom in Geldstroom.objects.all():
        for staat in [*stroom.history.all(), stroom]:
            toen = getattr(staat, "history_date", timezone.now())
            rijen = Jaarbedrag.objects.filter(geldstroom=stroom).known_on(toen)
            staan = {(r.jaar_van, r.jaar_tot): _amounts(r) for r in rijen}
            moet = compute_jaarbedragen(staat)
            assert staan == {jaren: tuple(bedragen.values()) for jaren, bedragen in moet.items()}
        if stroom.tot and stroom.verleend is not None:
            assert sum(bedragen[2] for bedragen in staan.values()) == stroom.verleend


def _amounts(rij: Jaarbedrag) -> tuple[Decimal | None, ...]:
    return rij.verwacht, rij.aangevraagd, rij.verleend, rij.vastgesteld


def test_chains_and_payments_are_what_the_services_allow(land: Land) -> None:
    gevolgd = 0
    for stroom in Geldstroom.objects.all():
        _check_keten(stroom)
        if stroom.volgt_op is not None:
            gevolgd += 1
            assert stroom.volgt_op.tot < stroom.van
            assert stroom.volgt_op.status in ZEKERE_STATUSSEN
        if stroom.vastgesteld is not None:
            assert compute_te_veel(stroom) == 0
        if stroom.tot and stroom.verleend is not None:
            assert sum(b.bedrag for b in stroom.betalingen.all()) <= stroom.verleend
    assert gevolgd


def test_decisions_and_reports_go_with_the_states(land: Land) -> None:
    for stroom in Geldstroom.objects.exclude(bron__in=BRONNEN_ZONDER_BESLUIT):
        soorten = Counter(stroom.beschikkingen.values_list("soort", flat=True))
        assert soorten["verlening"] == (stroom.verleend is not None)
        assert soorten["vaststelling"] == (stroom.vastgesteld is not None)
        assert soorten["afwijzing"] == (stroom.status == "afgewezen")
        verstuurd = stroom.verantwoordingen.filter(ingediend_op__isnull=False).exists()
        assert verstuurd == (stroom.status in ("verantwoord", "vastgesteld"))


def test_next_row_that_somebody_adds_has_a_number_of_its_own(land: Land) -> None:
    eerste = Initiatief.objects.first()
    nieuw = Taak(initiatief=eerste, soort="eigen", naam="nieuwe taak")
    with transaction.atomic():
        save_object(nieuw, Handeling(None, "Proef"))
    assert nieuw.pk == Taak.objects.order_by("-pk").first().pk


@pytest.mark.django_db
def test_same_seed_builds_the_same_country() -> None:
    def build() -> list[tuple[object, ...]]:
        with transaction.atomic():
            Land(Omvang(3, 30), zaad=5).build()
            velden = ("kenmerk", "verleend", "van", "status")
            rijen = list(Geldstroom.objects.order_by("kenmerk").values_list(*velden))
            transaction.set_rollback(True)
        return rijen

    eerste = build()
    assert [rij[1:] for rij in build()] == [rij[1:] for rij in eerste]


def test_whole_numbers_by_weight_sum_to_the_whole() -> None:
    assert list(divide_geheel([1, 1, 1], 10)) == [3, 4, 3]
    assert sum(divide_geheel([0.3, 7, 2.1, 5], 500_000)) == 500_000


def test_amounts_come_as_often_as_the_quantiles_say() -> None:
    bedragen, toeval = load_passing()["periodiek"]["bedrag"], Random(1)
    getrokken = sorted(draw(bedragen, toeval) for _ in range(20_000))
    for plek in (10, 50, 90):
        assert getrokken[200 * plek] == pytest.approx(bedragen[plek], rel=0.1)


def test_fitted_figures_are_those_of_the_register() -> None:
    if not REGISTER.is_file():
        pytest.skip("het register ligt hier niet")
    assert TABEL.read_text() == format_tabel(fit_register(REGISTER))
