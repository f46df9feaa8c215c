"""Recognised lines become payments: once, all or none, and the one that was awaited when there is one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from financiering.domain.bankregels import Bankregel
from financiering.domain.exceptions import DomeinFout
from financiering.models import Betaling
from financiering.rapportage.bankregels import compare_afschrift, load_stromen
from financiering.services.bankregels import Herkend, record_herkend
from financiering.services.betalingen import lapse_betaling, record_betaling
from financiering.services.schrijven import Handeling
from tests.cast import make_geldstroom

IK = Handeling(None, "Bijgeschreven op de bank")
REGEL = Bankregel(date(2026, 3, 10), Decimal(4000), True, "Gemeente Veldstad", "", "a" * 64)


@pytest.fixture
def stroom(cast):
    return make_geldstroom(cast.kade, cast.gemeente)


def list_betalingen(stroom):
    velden = ("soort", "bedrag", "ontvangen_op", "bankafdruk")
    return list(stroom.betalingen.order_by("volgnummer").values_list(*velden))


def test_a_line_is_kept_once(cast, stroom):
    assert record_herkend(cast.kade, [Herkend(REGEL, stroom.pk)] * 2, IK) == 1
    assert record_herkend(cast.kade, [Herkend(REGEL, stroom.pk)], IK) == 0
    assert list_betalingen(stroom) == [("voorschot", 4000, date(2026, 3, 10), "a" * 64)]
    assert Betaling.history.get().history_change_reason == "Bijgeschreven op de bank"


def test_what_was_awaited_is_what_came(cast, stroom):
    for bedrag, dag in ((4000, 5), (4000, 2), (900, 1)):
        betaling = Betaling(
            geldstroom=stroom,
            soort="voorschot",
            bedrag=Decimal(bedrag),
            verwacht_op=date(2026, dag, 1),
        )
        record_betaling(betaling, IK)
    record_herkend(cast.kade, [Herkend(REGEL, stroom.pk)], IK)
    assert [rij[2] for rij in list_betalingen(stroom)] == [None, date(2026, 3, 10), None]


def test_all_or_none(cast, stroom):
    vreemd = make_geldstroom(cast.dok, cast.fonds)
    hoop = make_geldstroom(cast.kade, cast.fonds, status="aangevraagd")
    for ander in (vreemd.pk, hoop.pk, 10**30):
        keuzes = [Herkend(REGEL, stroom.pk), Herkend(replace(REGEL, afdruk="b"), ander)]
        with pytest.raises(DomeinFout, match="geen geld binnenkomen"):
            record_herkend(cast.kade, keuzes, IK)
    assert not Betaling.objects.exists()


def test_a_mistake_can_be_taken_back_and_read_in_again(cast, stroom):
    record_herkend(cast.kade, [Herkend(REGEL, stroom.pk)], IK)
    lapse_betaling(Betaling.objects.get().pk, IK)
    assert not compare_afschrift(cast.kade, load_stromen(cast.kade), [REGEL]).bekend
    assert record_herkend(cast.kade, [Herkend(REGEL, stroom.pk)], IK) == 1


def test_what_must_go_back_went_back(cast, stroom):
    terug = Betaling(
        geldstroom=stroom, soort="terugbetaling", bedrag=Decimal(4000), verwacht_op=date(2026, 4, 1)
    )
    record_betaling(terug, IK)
    uit = replace(REGEL, erbij=False)
    voorstellen = compare_afschrift(cast.kade, load_stromen(cast.kade), [uit])
    assert voorstellen.zeker == [(uit, stroom.pk)]
    record_herkend(cast.kade, [Herkend(uit, stroom.pk)], IK)
    assert list_betalingen(stroom) == [("terugbetaling", 4000, date(2026, 3, 10), "a" * 64)]


def test_what_somebody_wrote_down_before_is_there_already(cast, stroom):
    ander = make_geldstroom(cast.kade, cast.fonds)
    for bij, dag in ((stroom, 8), (ander, 10)):
        met_de_hand = Betaling(
            geldstroom=bij, soort="voorschot", bedrag=Decimal(4000), ontvangen_op=date(2026, 3, dag)
        )
        record_betaling(met_de_hand, IK)
    stromen = load_stromen(cast.kade)
    twee = [
        replace(REGEL, naam="Onbekend", afdruk="c"), REGEL, replace(REGEL, afdruk="d"),
        replace(REGEL, dag=date(2026, 3, 20), afdruk="e"),
    ]  # fmt: skip
    voorstellen = compare_afschrift(cast.kade, stromen, twee)
    assert [regel.afdruk[0] for regel in voorstellen.bekend] == ["c", "a"]
    assert [regel.afdruk[0] for regel, _ in voorstellen.zeker] == ["d", "e"]


def test_any_number_of_lines_takes_as_many_questions(cast, stroom, django_assert_num_queries):
    stromen = load_stromen(cast.kade)
    for aantal in (1, 50):
        regels = [replace(REGEL, afdruk=str(nummer)) for nummer in range(aantal)]
        with django_assert_num_queries(2):
            compare_afschrift(cast.kade, stromen, regels)
