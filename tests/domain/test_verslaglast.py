"""Hours and costs against the money: counted by hand."""

from decimal import Decimal

import pytest

from financiering.domain.codes import Niveau
from financiering.domain.regimes import Drempel
from financiering.domain.verslaglast import (
    Last,
    Schatting,
    compute_last,
    raise_drempel,
    sum_lasten,
    try_profiel,
)

UREN = dict(zip(Niveau, map(Decimal, ("0", "0.5", "4", "12", "24")), strict=True))
SCHATTING = Schatting(UREN, Decimal(2500), Decimal(35))
TREDEN = [
    Drempel(Decimal(5000), Niveau.DESGEVRAAGD),
    Drempel(Decimal(50000), Niveau.INHOUDELIJK),
    Drempel(None, Niveau.ACCOUNTANT),
]


def test_what_people_wrote_counts_before_the_estimate():
    """Worked example 4: € 2.000 and 6 hours is 10.5%."""
    last = compute_last(Decimal(2000), Niveau.INHOUDELIJK, SCHATTING, uren=Decimal(6))
    assert (last.kosten, last.procent, last.uren_per_duizend, last.geschat) == (
        210, Decimal("10.5"), 3, 0,
    )  # fmt: skip
    geschat = compute_last(Decimal(2000), Niveau.INHOUDELIJK, SCHATTING)
    assert (geschat.uren, geschat.geschat, geschat.verslagen) == (4, 1, 1)


@pytest.mark.parametrize("niveau", [Niveau.GEEN, None])
def test_where_nothing_is_asked_nothing_is_counted(niveau):
    assert compute_last(Decimal(900), niveau, SCHATTING) == Last(1, Decimal(900))


def test_an_accountant_costs_money_too_and_no_amount_gives_no_share():
    last = compute_last(None, Niveau.ACCOUNTANT, SCHATTING)
    assert (last.kosten, last.procent, last.uren_per_duizend) == (24 * 35 + 2500, None, None)


def test_a_profile_tried_on_amounts_and_with_a_higher_threshold():
    bedragen = [Decimal(b) for b in ("4999.99", "5000", "24999.99", "25000", "50000")]
    nu = try_profiel(bedragen, TREDEN, SCHATTING)
    assert {niveau: last.aantal for niveau, last in nu.items()} == {
        Niveau.DESGEVRAAGD: 1, Niveau.INHOUDELIJK: 3, Niveau.ACCOUNTANT: 1,
    }  # fmt: skip
    dan = try_profiel(bedragen, raise_drempel(TREDEN, Decimal(25000)), SCHATTING)
    assert {niveau: last.aantal for niveau, last in dan.items()} == {
        Niveau.GEEN: 3, Niveau.INHOUDELIJK: 1, Niveau.ACCOUNTANT: 1,
    }  # fmt: skip
    assert sum_lasten(nu.values()).bedrag == sum_lasten(dan.values()).bedrag
    assert sum_lasten(nu.values()).uren - sum_lasten(dan.values()).uren == Decimal("8.5")


def test_what_the_rules_do_not_say_stays_apart():
    assert set(try_profiel([Decimal(9000)], TREDEN[:1], SCHATTING)) == {None}
