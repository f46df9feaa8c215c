"""What the hope would do, said apart from what is certain."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.continuiteit.maandbeeld import Maandbeeld, describe_hoop
from financiering.domain.perioden import add_maanden


def build_maanden(*gehoopt, zeker=0, kosten=1000):
    """From December 2026 on, one month per hope."""
    return [
        Maandbeeld(
            add_maanden(date(2026, 12, 1), plek), Decimal(kosten), {"basisgeld": Decimal(zeker)},
            Decimal(hoop), Decimal(0),
        )
        for plek, hoop in enumerate(gehoopt)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("gat", "gehoopt", "zeker", "zin"),
    [
        (0, (800, 800, 799, 900), 0, "genoeg tot en met januari 2027."),
        (1, (0, 300, 300), 500, "genoeg tot en met februari 2027."),
        (0, (100, 900), 0, "is niet genoeg om dat op te vangen."),
        (1, (900, 0), 0, "nog geen geld om op te hopen."),
    ],
)
def test_the_hope_reaches_as_long_as_each_month_is_covered(gat, gehoopt, zeker, zin):
    assert describe_hoop(gat, build_maanden(*gehoopt, zeker=zeker)).endswith(zin)


def test_where_nothing_misses_there_is_nothing_to_hope_for():
    assert describe_hoop(None, build_maanden(500)) == ""
