"""Round steps, and places on a line."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from financiering.web.grafieken.schaal import Schaal, list_stappen

BEDRAG = st.decimals(0, 10**9, places=2)


@pytest.mark.parametrize(
    ("laag", "hoog", "stappen"),
    [
        (0, 13500, [0, 5000, 10000, 15000]),
        (0, 15000, [0, 5000, 10000, 15000]),
        (-700, 1500, [-1000, 0, 1000, 2000]),
        (0, 0, [0]),
    ],
)
def test_steps_are_round_and_hold_both_ends(laag: int, hoog: int, stappen: list[int]) -> None:
    assert list_stappen(Decimal(laag), Decimal(hoog), 3) == stappen


@given(laag=BEDRAG.map(lambda b: -b), hoog=BEDRAG)
def test_nothing_falls_outside_the_steps(laag: Decimal, hoog: Decimal) -> None:
    stappen = list_stappen(laag, hoog)
    assert stappen[0] <= laag
    assert stappen[-1] >= hoog
    assert 0 in stappen
    assert len(stappen) <= 8


def test_a_line_without_length_places_at_its_beginning() -> None:
    assert Schaal(Decimal(0), Decimal(0), 10, 90).place(Decimal(0)) == 10
    assert Schaal(Decimal(-50), Decimal(50), 0, 100).place(Decimal(0)) == 50
