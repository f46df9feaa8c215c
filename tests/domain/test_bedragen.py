"""Money splits to the cent and never loses one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from financiering.domain.bedragen import round_bedrag, split_bedrag

bedragen = st.decimals(min_value=0, max_value=10**9, places=2)


@given(bedragen, st.lists(st.integers(0, 400), min_size=1, max_size=12).filter(any))
def test_parts_sum_to_the_whole(bedrag, gewichten):
    delen = split_bedrag(bedrag, gewichten)
    assert sum(delen) == bedrag
    assert all(deel >= 0 for deel in delen)
    assert all(deel == 0 for deel, gewicht in zip(delen, gewichten, strict=True) if gewicht == 0)


def test_the_last_part_takes_the_remainder():
    assert split_bedrag(Decimal("100.00"), [1, 1, 1]) == [
        Decimal("33.33"),
        Decimal("33.33"),
        Decimal("33.34"),
    ]


@pytest.mark.parametrize("gewichten", [[], [0, 0], [3, -1]])
def test_weights_that_cannot_be(gewichten):
    with pytest.raises(ValueError, match="weights"):
        split_bedrag(Decimal(1), gewichten)


@pytest.mark.parametrize(
    ("waarde", "centen"), [("1.005", "1.01"), ("1.004", "1.00"), ("2.675", "2.68")]
)
def test_half_a_cent_goes_up(waarde, centen):
    assert round_bedrag(Decimal(waarde)) == Decimal(centen)
