"""R12: the account runs dry."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from financiering.continuiteit.feiten import Dossier, FeitBetaling
from tests.continuiteit.bouw import beoordeel, ernst, maak_initiatief, maak_stroom

P = date(2026, 1, 1)
DAG = Decimal(100)
"""Euros a day: € 36.500 a year. The last week looked at ends 182 days on."""


def dossier(saldo, *betalingen, stromen=(), saldo_op=P, **delen):
    stromen = [maak_stroom(pk=7, van=date(2025, 1, 1)), *stromen]
    wie = maak_initiatief(saldo=saldo if saldo is None else Decimal(saldo), saldo_op=saldo_op)
    kosten = {2025: Decimal(36500), 2026: Decimal(36500)}
    return Dossier(wie, stromen, **({"begroting": kosten, "betalingen": {7: betalingen}} | delen))


def betaling(bedrag, dagen, **velden):
    vast = {"soort": "voorschot", "verwacht_op": P + timedelta(days=dagen), "ontvangen_op": None}
    return FeitBetaling(**({"geldstroom_id": 7, "bedrag": Decimal(bedrag)} | vast | velden))


@pytest.mark.parametrize(
    ("saldo", "verwacht"),
    [
        ("24283.34", None), ("24283.33", "info"), ("21241.67", "info"), ("21241.66", "let_op"),
        ("18200", "let_op"), ("18199.99", "risico"), ("6300", "risico"), ("5600", "risico"),
        ("5599.99", "kritiek"), ("0", "kritiek"),
    ],
)  # fmt: skip
def test_the_lowest_point_of_half_a_year(saldo, verwacht):
    """€ 18.200 lasts 182 days; a month costs € 3.041,67; after 56 days € 5.600 is gone."""
    assert ernst("R12", dossier(saldo), P) == verwacht


def test_sixty_days_are_counted_from_the_week_it_happens():
    assert beoordeel("R12", dossier("5600"), P)[0].cijfers["rood_op"] == "2026-03-05"


@pytest.mark.parametrize(
    ("saldo", "extra", "verwacht"),
    [
        ("12300", betaling(18200, 30), None),
        ("12300", betaling(18200, 60), None),
        ("4100", betaling(18200, 200), "kritiek"),
        ("12300", betaling(18200, 30, soort="terugbetaling"), "kritiek"),
        ("4100", betaling(18200, -10, ontvangen_op=P - timedelta(days=10)), "kritiek"),
        ("4100", betaling(18200, 0, verwacht_op=None), "kritiek"),
    ],
)
def test_what_is_expected(saldo, extra, verwacht):
    assert ernst("R12", dossier(saldo, extra), P) == verwacht


@pytest.mark.parametrize(
    ("stand", "soort", "ontvangen", "verwacht"),
    [
        ("verleend", "voorschot", None, "let_op"),
        ("ingetrokken", "voorschot", None, "kritiek"),
        ("afgewezen", "voorschot", None, "kritiek"),
        ("voornemen", "voorschot", None, "kritiek"),
        ("ingetrokken", "voorschot", P + timedelta(days=1), None),
    ],
)
def test_of_money_that_was_withdrawn_nothing_more_comes(stand, soort, ontvangen, verwacht):
    stromen = [maak_stroom(pk=7, van=date(2025, 1, 1), status=stand)]
    komt = betaling(40000, 20, soort=soort, ontvangen_op=ontvangen)
    feiten = Dossier(
        maak_initiatief(saldo=Decimal(4100), saldo_op=P), stromen, betalingen={7: [komt]},
        begroting={2025: Decimal(36500), 2026: Decimal(36500)},
    )  # fmt: skip
    assert ernst("R12", feiten, P + timedelta(days=2)) == verwacht


def test_what_must_go_back_goes_also_when_it_was_withdrawn():
    stromen = [maak_stroom(pk=7, van=date(2025, 1, 1), status="ingetrokken")]
    terug = betaling(22000, 20, soort="terugbetaling")
    feiten = Dossier(
        maak_initiatief(saldo=Decimal(24300), saldo_op=P), stromen, betalingen={7: [terug]},
        begroting={2025: Decimal(36500), 2026: Decimal(36500)},
    )  # fmt: skip
    assert ernst("R12", feiten, P) == "kritiek"


def test_what_is_overdue_is_taken_to_come_six_weeks_on():
    uitkomst = beoordeel("R12", dossier("4100", betaling(18200, -10)), P)[0]
    assert (uitkomst.ernst, uitkomst.cijfers["laagste_saldo"]) == ("let_op", "€ 600")
    assert uitkomst.cijfers["laagste_op"] == "2026-02-05"


def test_a_final_payment_comes_six_weeks_after_it_was_fixed():
    slot = betaling(30000, 5, soort="eindbetaling")
    vast = maak_stroom(pk=8, van=date(2025, 1, 1), vastgesteld_op=P + timedelta(days=-21))
    zonder = maak_stroom(pk=8, van=date(2025, 1, 1))
    for stroom, verwacht in ((zonder, None), (vast, "info")):
        feiten = dossier("6200", stromen=[stroom], betalingen={8: [slot]})
        assert ernst("R12", feiten, P) == verwacht


def test_money_for_another_purpose_stays_out():
    park = maak_stroom(pk=8, eigen_exploitatie=False)
    feiten = dossier("5000", stromen=[park], betalingen={8: [betaling(90000, 7)]})
    assert ernst("R12", feiten, P) == "kritiek"


def test_income_nobody_plans_comes_in_by_days():
    bar = maak_stroom(bron="eigen_inkomsten", tot=None, verleend=Decimal(36500))
    assert ernst("R12", dossier("9000", stromen=[bar]), P) is None


def test_what_happened_since_the_balance_was_read():
    binnen = betaling(1000, 0, ontvangen_op=date(2025, 12, 20))
    voor = beoordeel("R12", dossier("9000", saldo_op=date(2025, 12, 2)), P)[0]
    na = beoordeel("R12", dossier("9000", binnen, saldo_op=date(2025, 12, 2)), P)[0]
    assert (voor.cijfers["laagste_saldo"], na.cijfers["laagste_saldo"]) == (
        "-€ 12.200",
        "-€ 11.200",
    )


@pytest.mark.parametrize(
    ("feiten", "veld"),
    [
        (dossier(None), "saldo"),
        (dossier("9", saldo_op=None), "saldo"),
        (dossier("9", saldo_op=date(2026, 1, 2)), "saldo"),
        (dossier("90000", saldo_op=date(2025, 6, 30)), "saldo"),
        (dossier("9", begroting={}), "begroting"),
    ],
)
def test_what_is_missing_is_named(feiten, veld):
    uitkomst = beoordeel("R12", feiten, P)[0]
    assert (uitkomst.ernst, uitkomst.ontbreekt) == ("niet_te_beoordelen", (veld,))


def test_a_balance_of_half_a_year_ago_still_counts():
    assert ernst("R12", dossier("90000", saldo_op=date(2025, 7, 1)), P) is None
