"""R08: funds want something new."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.continuiteit.feiten import Dossier, FeitProfiel
from tests.continuiteit.bouw import beoordeel, ernst, maak_initiatief, maak_stroom

P = date(2026, 1, 1)
JAAR = {"van": date(2026, 1, 1), "tot": date(2026, 12, 31)}
KOSTEN = {2026: Decimal(10000)}


def fonds(bedrag=1000, **velden):
    return maak_stroom(**({"bron": "fonds", "verleend": Decimal(bedrag)} | JAAR | velden))


def afwijzing(dag, reden="niet_nieuw"):
    return fonds(status="afgewezen", verleend=None, reden_afwijzing=reden, beschikking_op=dag)


def dossier(*stromen, start=date(2010, 1, 1), **delen):
    return Dossier(maak_initiatief(startdatum=start), stromen, **({"begroting": KOSTEN} | delen))


def profiel(max_jaren):
    leeg = dict.fromkeys(FeitProfiel._fields)
    vast = {
        "financier_id": 1,
        "geldig_van": date(2020, 1, 1),
        "drempels": (),
        "max_jaren": max_jaren,
    }
    return {1: [FeitProfiel(**(leeg | vast))]}


@pytest.mark.parametrize(
    ("start", "bedrag", "verwacht"),
    [
        (date(2021, 1, 1), 100, "info"), (date(2021, 1, 2), 100, None),
        (date(2021, 1, 1), 2499, "info"), (date(2021, 1, 1), 2500, "let_op"),
        (date(2021, 1, 2), 9000, None), (date(2021, 1, 1), 9000, "let_op"),
    ],
)  # fmt: skip
def test_age_and_share(start, bedrag, verwacht):
    assert ernst("R08", dossier(fonds(bedrag), start=start), P) == verwacht


@pytest.mark.parametrize(
    ("dagen", "verwacht"),
    [
        ([date(2025, 3, 1)], "info"),
        ([date(2025, 3, 1), date(2024, 1, 1)], "risico"),
        ([date(2025, 3, 1), date(2023, 12, 31)], "info"),
    ],
)
def test_refusals_in_two_years(dagen, verwacht):
    later = fonds(tot=date(2027, 12, 31))
    assert ernst("R08", dossier(later, *map(afwijzing, dagen)), P) == verwacht


@pytest.mark.parametrize(("reden", "telt"), [("exploitatie", True), ("structureel", True), ("budget_op", False), ("hoort_elders", False)])  # fmt: skip
def test_only_some_reasons_count(reden, telt):
    weg = [afwijzing(date(2025, 3, 1), reden)] * 2
    assert (ernst("R08", dossier(*weg, start=date(2025, 1, 1)), P) == "risico") is telt


@pytest.mark.parametrize(
    ("max_jaren", "bedrag", "verwacht"),
    [(3, 1000, "info"), (2, 1000, "let_op"), (2, 4999, "let_op"), (2, 5000, "risico"), (3, 5000, "let_op")],
)  # fmt: skip
def test_the_most_years_a_fund_may(max_jaren, bedrag, verwacht):
    later = fonds(bedrag * 2, tot=date(2027, 12, 31))
    assert ernst("R08", dossier(later, profielen=profiel(max_jaren)), P) == verwacht


@pytest.mark.parametrize(
    ("tot", "verwacht"), [(date(2026, 7, 1), "kritiek"), (date(2026, 7, 2), "risico")]
)
def test_the_money_ends_soon(tot, verwacht):
    weg = [afwijzing(date(2025, 3, 1))] * 2
    assert ernst("R08", dossier(fonds(tot=tot), *weg), P) == verwacht


def test_without_a_fund_there_is_nothing_to_say():
    assert beoordeel("R08", dossier(maak_stroom(**JAAR), start=None), P) == []


def test_a_young_initiative_with_a_fund_says_nothing():
    assert beoordeel("R08", dossier(fonds(9000), start=date(2025, 1, 1)), P) == []


def test_the_start_is_missing():
    uitkomst = beoordeel("R08", dossier(fonds(), start=None), P)[0]
    assert (uitkomst.ernst, uitkomst.ontbreekt) == ("niet_te_beoordelen", ("startdatum",))
