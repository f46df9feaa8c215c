"""Who sees what: the table of `domein.md`, person by person."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from financiering.domain.codes import Onderdeel, Ontvanger
from financiering.models import Geldstroom, Initiatief, Pot, Taak
from financiering.models.base import Plekken
from financiering.services.initiatieven import give_toestemming, revoke_toestemming, save_taak
from financiering.services.schrijven import Handeling, save_object
from tests.cast import make_geldstroom

IK = Handeling(None, "Test")
DAG = date(2026, 6, 1)


@pytest.fixture
def stromen(cast):
    return {
        "kade_gemeente": make_geldstroom(cast.kade, cast.gemeente),
        "kade_fonds": make_geldstroom(cast.kade, cast.fonds, bron="fonds"),
        "tuin_fonds": make_geldstroom(cast.tuin, cast.fonds, bron="fonds"),
        "dok_gemeente": make_geldstroom(cast.dok, cast.gemeente),
        "dok_fonds": make_geldstroom(cast.dok, cast.fonds, bron="fonds"),
    }


def names(queryset, stromen):
    pks = set(queryset.values_list("pk", flat=True))
    return {naam for naam, stroom in stromen.items() if stroom.pk in pks}


@pytest.mark.parametrize(
    ("wie", "ziet"),
    [
        ("penningmeester", {"kade"}),
        ("ander", {"dok"}),
        ("accounthouder", {"kade", "tuin"}),
        ("buurman", {"dok"}),
        ("adviseur", {"tuin"}),
        ("beheerder", set()),
    ],
)
def test_initiatives(cast, wie, ziet):
    zichtbaar = Initiatief.objects.visible_to(getattr(cast, wie))
    assert set(zichtbaar.values_list("kenmerk", flat=True)) == ziet


@pytest.mark.parametrize("met_plekken", [False, True])
def test_what_is_hidden_is_all_that_is_not_seen(cast, stromen, met_plekken):
    """With and without a pot, a giver that is no municipality, and money that is shared."""
    pot = save_object(
        Pot(kenmerk="p", gemeente=cast.havenstad, soort="scharrelgeld", naam="Pot", jaar=2026, bedrag=90_000), IK
    )  # fmt: skip
    stromen["uit_pot"] = make_geldstroom(cast.tuin, cast.fonds, bron="fonds", pot=pot)
    for wie in (Ontvanger.GEMEENTE, Ontvanger.KENNISSTEUNFUNCTIE):
        give_toestemming(cast.dok, wie, Onderdeel.GELDSTROMEN, gegeven_op=DAG, handeling=IK)
    alle = set(stromen)
    for naam in ("penningmeester", "ander", "accounthouder", "buurman", "adviseur", "beheerder"):
        gebruiker = getattr(cast, naam)
        gebruiker.plekken = Plekken(gebruiker) if met_plekken else None
        ziet = names(Geldstroom.objects.visible_to(gebruiker), stromen)
        verborgen = names(Geldstroom.objects.hidden_from(gebruiker), stromen)
        assert (ziet | verborgen, ziet & verborgen) == (alle, set()), naam
    assert names(Geldstroom.objects.visible_to(cast.buurman), stromen) == {
        "dok_gemeente",
        "dok_fonds",
        "uit_pot",
    }
    assert names(Geldstroom.objects.hidden_from(AnonymousUser()), stromen) == alle


@pytest.mark.parametrize(
    ("wie", "ziet"),
    [
        ("penningmeester", {"kade_gemeente", "kade_fonds"}),
        ("ander", {"dok_gemeente", "dok_fonds"}),
        ("accounthouder", {"kade_gemeente", "dok_gemeente"}),
        ("buurman", set()),
        ("adviseur", set()),
        ("beheerder", set()),
    ],
)
def test_streams_in_full(cast, stromen, wie, ziet):
    assert names(Geldstroom.objects.visible_to(getattr(cast, wie)), stromen) == ziet


def test_totals_count_more_than_may_be_opened(cast, stromen):
    assert names(Geldstroom.objects.countable_by(cast.accounthouder), stromen) == {
        "kade_gemeente", "kade_fonds", "tuin_fonds", "dok_gemeente",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("ontvanger", "wie"),
    [(Ontvanger.GEMEENTE, "accounthouder"), (Ontvanger.KENNISSTEUNFUNCTIE, "adviseur")],
)
def test_opening_and_closing_takes_effect_at_once(cast, stromen, ontvanger, wie):
    gebruiker = getattr(cast, wie)
    give_toestemming(cast.tuin, ontvanger, Onderdeel.GELDSTROMEN, gegeven_op=DAG, handeling=IK)
    assert "tuin_fonds" in names(Geldstroom.objects.visible_to(gebruiker), stromen)
    assert "kade_fonds" not in names(Geldstroom.objects.visible_to(gebruiker), stromen)
    revoke_toestemming(
        cast.tuin, ontvanger, Onderdeel.GELDSTROMEN, ingetrokken_op=DAG, handeling=IK
    )
    assert "tuin_fonds" not in names(Geldstroom.objects.visible_to(gebruiker), stromen)


def test_tasks_stay_at_home_until_opened(cast):
    taak = save_taak(Taak(initiatief=cast.tuin, soort="kartrekker", vervuld_door="coördinator"), IK)
    assert not Taak.objects.visible_to(cast.accounthouder).exists()
    assert not Taak.objects.visible_to(cast.adviseur).exists()
    give_toestemming(cast.tuin, Ontvanger.GEMEENTE, Onderdeel.TAKEN, gegeven_op=DAG, handeling=IK)
    assert Taak.objects.visible_to(cast.accounthouder).get() == taak
    assert not Taak.objects.visible_to(cast.adviseur).exists()
    assert not Taak.objects.visible_to(cast.buurman).exists()


def test_giving_twice_is_giving_once(cast):
    for _ in range(2):
        give_toestemming(
            cast.kade, Ontvanger.GEMEENTE, Onderdeel.TAKEN, gegeven_op=DAG, handeling=IK
        )
    assert cast.kade.toestemmingen.count() == 1
