"""The clocks of the law: which date counts, and how many days have passed."""

from datetime import date

import pytest

from financiering.domain.termijnen import (
    Beslisregels,
    Wettermijnen,
    compute_beslisdatum,
    compute_klok,
    count_opgeschort,
)

WET = Wettermijnen(
    beslissen_weken=8, betalen_weken=6, bezwaar_weken=6, dwangsom_na_weken=2, voorbehoud_weken=4
)
INGEDIEND = date(2026, 9, 25)
START = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("extra", "verwacht"),
    [
        ({}, date(2026, 11, 20)),
        ({"opgeschorte_dagen": 10}, date(2026, 11, 30)),
        ({"regels": Beslisregels(weken=13)}, date(2026, 12, 25)),
        ({"regels": Beslisregels(weken=13, vaste_maand=12, vaste_dag=31)}, date(2026, 12, 31)),
        (
            {
                "regels": Beslisregels(vaste_maand=12, vaste_dag=31),
                "beslissen_voor": date(2026, 12, 1),
            },
            date(2026, 12, 1),
        ),
        (
            {"beslissen_voor": date(2026, 12, 1), "verdaagd_tot": date(2027, 2, 1)},
            date(2027, 2, 1),
        ),
        ({"regels": Beslisregels()}, date(2026, 11, 20)),
        # Who applies after the fixed day is not answered before applying.
        ({"regels": Beslisregels(vaste_maand=9, vaste_dag=1)}, date(2026, 11, 20)),
        ({"regels": Beslisregels(weken=13, vaste_maand=9, vaste_dag=1)}, date(2026, 12, 25)),
    ],
)
def test_which_date_counts(extra, verwacht):
    uitkomst = compute_beslisdatum(ingediend_op=INGEDIEND, start=START, wet=WET, **extra)
    assert uitkomst is not None
    assert uitkomst[0] == verwacht


def test_nothing_to_count_from():
    assert compute_beslisdatum(ingediend_op=None, start=START, wet=WET) is None


@pytest.mark.parametrize(
    ("delen", "dagen"),
    [
        ([], 0),
        ([(date(2026, 10, 1), date(2026, 10, 11))], 10),
        ([(date(2026, 11, 1), None)], 22),
        ([(date(2026, 10, 1), date(2026, 10, 11)), (date(2026, 10, 5), date(2026, 10, 15))], 14),
        ([(date(2026, 12, 1), None)], 0),
    ],
)
def test_days_the_clock_stood_still(delen, dagen):
    assert count_opgeschort(delen, date(2026, 11, 23)) == dagen


def test_a_clock_counts_days_late():
    klok = compute_klok("besluit", date(2026, 10, 12), date(2026, 11, 23), "")
    assert klok.dagen_te_laat == 42


def test_the_law_is_no_ground_for_who_it_does_not_bind():
    dag, grond = compute_beslisdatum(
        ingediend_op=INGEDIEND, start=START, wet=WET, is_overheid=False
    )
    assert (dag, "Awb" in grond, "schatting" in grond) == (date(2026, 11, 20), False, True)
