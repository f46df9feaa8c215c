"""Signals: first and last seen, changed, muted, closed; twice changes nothing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from financiering.domain.codes import SoortInitiatief
from financiering.domain.exceptions import DomeinFout
from financiering.models import Signaal, Taak
from financiering.services.schrijven import Handeling, delete_object, save_object
from financiering.services.signalen import (
    beoordeel_alles,
    beoordeel_initiatief,
    mute_signaal,
    unmute_signaal,
)
from tests.cast import TOEN, make_geldstroom

P = date(2026, 11, 23)


@pytest.fixture
def taak(cast):
    """Kade has one leader and no second: R04 risico, R03 risico."""
    taak = Taak(initiatief=cast.kade, soort="kartrekker", naam="kartrekker", vervuld_door="bestuur")
    return save_object(taak, TOEN)


def lees(regel="R04"):
    return Signaal.objects.get(initiatief__kenmerk="kade", regel=regel, gesloten_op=None)


def test_the_second_time_changes_nothing(cast, taak):
    make_geldstroom(cast.kade, cast.gemeente)
    assert beoordeel_alles(P) > 0
    rijen = list(Signaal.objects.order_by("pk").values())
    historie = Signaal.history.count()
    assert beoordeel_alles(P) == 0
    assert beoordeel_initiatief(cast.kade.pk, P) == 0
    assert list(Signaal.objects.order_by("pk").values()) == rijen
    assert Signaal.history.count() == historie


def test_the_next_day_moves_last_seen_without_history(taak):
    beoordeel_alles(P)
    historie = Signaal.history.filter(regel="R04").count()
    beoordeel_alles(P + timedelta(days=1))
    signaal = lees()
    assert (signaal.eerst_gezien, signaal.laatst_gezien) == (P, P + timedelta(days=1))
    assert Signaal.history.filter(regel="R04").count() == historie


def test_a_level_that_changes_is_kept_in_history(taak):
    beoordeel_alles(P)
    taak.vervuld_door = ""
    save_object(taak, TOEN)
    assert beoordeel_initiatief(taak.initiatief_id, P) > 0
    assert [h.ernst for h in lees().history.order_by("history_id")] == ["risico", "kritiek"]


def test_closed_when_it_no_longer_holds_and_new_when_it_comes_back(taak):
    beoordeel_alles(P)
    eerste = lees().pk
    taak.vervanger = "buurvrouw"
    save_object(taak, TOEN)
    beoordeel_alles(P + timedelta(days=1))
    gesloten = Signaal.objects.get(pk=eerste)
    assert (gesloten.gesloten_op, gesloten.laatst_gezien) == (P + timedelta(days=1), P)
    taak.vervanger = ""
    save_object(taak, TOEN)
    beoordeel_alles(P + timedelta(days=2))
    assert lees().pk != eerste
    assert lees().eerst_gezien == P + timedelta(days=2)


def test_what_is_no_initiative_any_more_keeps_no_open_signal(cast, taak):
    beoordeel_alles(P)
    cast.kade.soort = SoortInitiatief.ORGANISATIE
    save_object(cast.kade, TOEN)
    beoordeel_alles(P)
    assert not Signaal.objects.open().filter(initiatief=cast.kade).exists()


def test_missing_facts_close_as_soon_as_they_are_filled_in(cast):
    beoordeel_alles(P)
    assert lees().ernst == "niet_te_beoordelen"
    assert lees().ontbreekt == ["taken"]
    taak = Taak(initiatief=cast.kade, soort="kartrekker", naam="kartrekker", vervuld_door="bestuur")
    save_object(taak, TOEN)
    beoordeel_alles(P)
    assert lees().ernst == "risico"
    delete_object(taak, TOEN)
    beoordeel_alles(P)
    assert lees().ernst == "niet_te_beoordelen"


def test_a_muted_signal_returns_at_once_when_its_level_rises(cast, taak):
    beoordeel_alles(P)
    waarom = Handeling(cast.penningmeester, "We zoeken al iemand")
    mute_signaal(lees().pk, date(2027, 3, 1), P, waarom)
    beoordeel_alles(P + timedelta(days=1))
    signaal = lees()
    assert (signaal.gedempt_tot, signaal.gedempt_reden) == (date(2027, 3, 1), "We zoeken al iemand")
    assert signaal.gedempt_door == cast.penningmeester
    taak.vervuld_door = ""
    save_object(taak, TOEN)
    beoordeel_alles(P + timedelta(days=2))
    assert lees().gedempt_tot is None


def test_muting_needs_a_day_to_come_and_can_be_taken_back(cast, taak):
    beoordeel_alles(P)
    waarom = Handeling(cast.penningmeester, "Even niet")
    with pytest.raises(DomeinFout):
        mute_signaal(lees().pk, P - timedelta(days=1), P, waarom)
    mute_signaal(lees().pk, P, P, waarom)
    assert unmute_signaal(lees().pk, waarom).gedempt_tot is None


def test_one_signal_per_stream(cast):
    for _ in range(2):
        make_geldstroom(
            cast.kade, cast.gemeente, status="aangevraagd", verleend=None,
            aangevraagd=Decimal(1000), ingediend_op=date(2026, 1, 1),
        )  # fmt: skip
    beoordeel_alles(P)
    stromen = Signaal.objects.filter(regel="R01").values_list("geldstroom", flat=True)
    assert len(set(stromen)) == 2
