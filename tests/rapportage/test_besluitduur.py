"""A giver's past decisions are counted over initiatives, and never tell about one."""

from datetime import date, timedelta
from decimal import Decimal

from financiering.continuiteit.besluitduur import Verloop
from financiering.continuiteit.dossier import load_wettermijnen
from financiering.domain.codes import Status
from financiering.rapportage.besluitduur import load_verloop
from tests.cast import make_geldstroom

P = date(2026, 11, 23)
INGEDIEND = date(2025, 9, 1)
TERMIJN = timedelta(weeks=8)


def decide(initiatief, financier, te_laat, **velden):
    """A grant that was decided so many days after the legal term."""
    besluit = INGEDIEND + TERMIJN + timedelta(days=te_laat)
    velden = {
        "status": Status.VERLEEND, "aangevraagd": Decimal(10), "verleend": Decimal(10),
        "ingediend_op": INGEDIEND, "beschikking_op": besluit,
    } | velden  # fmt: skip
    return make_geldstroom(initiatief, financier, **velden)


def apply_for(cast):
    return make_geldstroom(
        cast.kade, cast.fonds, status=Status.AANGEVRAAGD, aangevraagd=Decimal(10),
        ingediend_op=date(2026, 10, 1),
    )  # fmt: skip


def look(cast, peildatum=P):
    return load_verloop(apply_for(cast), peildatum, load_wettermijnen(peildatum))


def test_decisions_of_all_initiatives_count(cast, django_assert_max_num_queries):
    wie = [cast.kade, cast.tuin, cast.dok]
    for te_laat in range(10):
        decide(wie[te_laat % 3], cast.fonds, te_laat)
    stroom, wet = apply_for(cast), load_wettermijnen(P)
    with django_assert_max_num_queries(3):
        assert load_verloop(stroom, P, wet) == Verloop(4, 8, 10)


def test_decisions_of_two_initiatives_would_tell_about_them(cast):
    for te_laat in range(12):
        decide([cast.kade, cast.tuin][te_laat % 2], cast.fonds, te_laat)
    assert look(cast) is None


def test_another_giver_another_regularity_and_the_future_do_not_count(cast):
    wie = [cast.kade, cast.tuin, cast.dok]
    for te_laat in range(9):
        decide(wie[te_laat % 3], cast.fonds, te_laat)
    decide(cast.kade, cast.gemeente, 5)
    decide(cast.kade, cast.fonds, 5, regelmaat="periodiek")
    assert look(cast) is None
    decide(cast.kade, cast.fonds, 5)
    assert look(cast).aantal == 10
    assert look(cast, INGEDIEND + TERMIJN + timedelta(days=4)) is None


def test_a_decision_without_a_day_to_count_from_is_left_out(cast):
    wie = [cast.kade, cast.tuin, cast.dok]
    for te_laat in range(10):
        decide(wie[te_laat % 3], cast.fonds, te_laat, ingediend_op=None)
    assert look(cast) is None
