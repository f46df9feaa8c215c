"""Periods are inclusive at both ends; a split over years sums to the whole."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from financiering.domain.perioden import (
    ZONDER_EINDE,
    Jaardeel,
    add_maanden,
    clip_dagen,
    count_dagen,
    split_jaren,
)

bedragen = st.decimals(min_value=0, max_value=10**9, places=2)
dagen = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(bedragen, dagen, dagen)
def test_a_split_over_years_sums_to_the_whole(bedrag, een, twee):
    van, tot = sorted((een, twee))
    delen = split_jaren(bedrag, van, tot)
    assert sum(deel.bedrag for deel in delen) == bedrag
    assert [deel.jaar_van for deel in delen] == list(range(van.year, tot.year + 1))


def test_pro_rata_by_days():
    delen = split_jaren(Decimal("36500"), date(2026, 12, 31), date(2027, 12, 30))
    assert delen == [
        Jaardeel(2026, 2026, Decimal("100.00")),
        Jaardeel(2027, 2027, Decimal("36400.00")),
    ]


def test_a_leap_day_counts():
    delen = split_jaren(Decimal("731"), date(2027, 1, 1), date(2028, 12, 31))
    assert [deel.bedrag for deel in delen] == [Decimal("365.00"), Decimal("366.00")]


def test_without_end_the_amount_is_per_calendar_year():
    assert split_jaren(Decimal("1200"), date(2026, 1, 1), None) == [
        Jaardeel(2026, ZONDER_EINDE, Decimal("1200.00"))
    ]


def test_without_end_the_first_year_counts_from_its_start():
    delen = split_jaren(Decimal("365"), date(2026, 12, 22), None)
    assert delen == [
        Jaardeel(2026, 2026, Decimal("10.00")),
        Jaardeel(2027, ZONDER_EINDE, Decimal("365.00")),
    ]


def test_one_day_is_a_period():
    assert count_dagen(date(2026, 5, 1), date(2026, 5, 1)) == 1


@pytest.mark.parametrize(
    ("begin", "einde", "verwacht"),
    [
        (date(2026, 1, 1), date(2026, 1, 9), 0),
        (date(2026, 1, 1), date(2026, 1, 10), 1),
        (date(2026, 1, 10), date(2026, 1, 20), 11),
        (date(2026, 1, 20), date(2026, 2, 20), 1),
        (date(2026, 1, 21), date(2026, 2, 20), 0),
    ],
)
def test_days_shared(begin, einde, verwacht):
    assert clip_dagen(date(2026, 1, 10), date(2026, 1, 20), begin, einde) == verwacht


@pytest.mark.parametrize(
    ("dag", "aantal", "verwacht"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 15), 2, date(2028, 2, 15)),
        (date(2028, 3, 31), -1, date(2028, 2, 29)),
        (date(2026, 11, 23), 1, date(2026, 12, 23)),
        (date(2026, 1, 5), -1, date(2025, 12, 5)),
    ],
)
def test_months_on(dag, aantal, verwacht):
    assert add_maanden(dag, aantal) == verwacht
