"""Money that must go back when less is fixed than came in: an amount with a day, and no state."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.continuiteit.dossier import load_wettermijnen
from financiering.domain.codes import SoortBetaling, Status
from financiering.models import Betaling
from financiering.rapportage.klokken import list_klokken
from financiering.services.betalingen import receive_betaling, record_betaling
from financiering.services.geldstromen import Stap, correct_status, execute_overgang
from financiering.services.schrijven import Handeling
from tests.cast import TOEN, make_geldstroom

P = date(2027, 5, 10)


@pytest.fixture
def ik(cast):
    return Handeling(cast.penningmeester, "Brief van de gemeente")


@pytest.fixture
def stroom(cast):
    """€ 12.000 granted, accounted for, € 10.000 of it received and € 2.000 still to come."""
    stroom = make_geldstroom(cast.kade, cast.gemeente)
    for bedrag, op in (("10000", date(2026, 2, 1)), ("2000", None)):
        record_betaling(
            Betaling(geldstroom=stroom, soort="voorschot", bedrag=Decimal(bedrag), ontvangen_op=op), TOEN
        )  # fmt: skip
    execute_overgang(stroom.pk, "verantwoorden", Stap(date(2027, 3, 1)), TOEN)
    return stroom


def settle(stroom, bedrag, ik, **velden):
    stap = Stap(date(2027, 5, 1), Decimal(bedrag), **velden)
    return execute_overgang(stroom.pk, "vaststellen", stap, ik)


def list_terug(stroom):
    return list(stroom.betalingen.filter(soort=SoortBetaling.TERUGBETALING))


def test_what_came_in_above_the_fixed_amount_goes_back_six_weeks_later(stroom, ik):
    vast = settle(stroom, "9250.50", ik)
    (terug,) = list_terug(stroom)
    assert (terug.bedrag, terug.verwacht_op) == (Decimal("749.50"), date(2027, 6, 12))
    assert terug.history.get().history_user == ik.actor
    assert vast.status == Status.VASTGESTELD
    klokken = [k for k in list_klokken(vast, P, load_wettermijnen(P)) if k.soort == "terugbetaling"]
    assert [k.op for k in klokken] == [date(2027, 6, 12)]
    receive_betaling(terug.pk, date(2027, 6, 1), ik)
    vast.refresh_from_db()
    klokken = [k for k in list_klokken(vast, P, load_wettermijnen(P)) if k.soort == "terugbetaling"]
    assert klokken == []


def test_the_day_in_the_letter_counts(stroom, ik):
    settle(stroom, "9000", ik, terugbetalen_voor=date(2027, 9, 1))
    assert list_terug(stroom)[0].verwacht_op == date(2027, 9, 1)


@pytest.mark.parametrize("bedrag", ["10000", "12000"])
def test_nothing_goes_back_when_no_more_came_in(stroom, ik, bedrag):
    settle(stroom, bedrag, ik)
    assert list_terug(stroom) == []


def test_what_went_back_before_is_not_asked_again(stroom, ik):
    terug = Betaling(geldstroom=stroom, soort="terugbetaling", bedrag=Decimal(400), ontvangen_op=P)
    record_betaling(terug, ik)
    settle(stroom, "9000", ik)
    assert [b.bedrag for b in list_terug(stroom)] == [400, 600]


def test_a_mistake_taken_back_takes_the_claim_along_but_not_what_was_paid(stroom, ik):
    settle(stroom, "9000", ik)
    correct_status(stroom.pk, Status.VERANTWOORD, ik)
    assert [b.vervallen_door for b in list_terug(stroom)] == ["Brief van de gemeente"]
    settle(stroom, "9500", ik)
    assert [b.bedrag for b in list_terug(stroom) if not b.vervallen_door] == [500]


def test_the_page_says_what_goes_back_before_when(cast, als, stroom, ik):
    client = als(cast.penningmeester)
    velden = {"datum": "2027-05-01", "bedrag": "9000", "terugbetalen_voor": "2027-07-01"}
    client.post(f"/geldstromen/{stroom.pk}/stap/vaststellen", velden)
    bladzijde = client.get(f"/geldstromen/{stroom.pk}").content.decode()
    assert "Terugbetalen aan Gemeente Veldstad vóór 1 juli 2027." in bladzijde
    assert "Is vandaag terugbetaald" in bladzijde
