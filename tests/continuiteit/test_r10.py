"""R10: a change of politics."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.continuiteit.dossier import load_dossiers
from financiering.continuiteit.feiten import Dossier
from financiering.models import Verkiezing
from financiering.services.schrijven import save_object
from tests.cast import TOEN
from tests.continuiteit.bouw import beoordeel, ernst, maak_initiatief, maak_stroom

DAG = date(2022, 3, 16)
P = date(2021, 10, 1)


def stroom(**velden):
    vast = {"van": date(2021, 1, 1), "tot": date(2022, 12, 31), "verleend": Decimal(24000)}
    return maak_stroom(**(vast | velden))


def dossier(*stromen, verkiezingen=(DAG, date(2026, 3, 18))):
    return Dossier(maak_initiatief(), stromen, verkiezingen=verkiezingen)


def test_worked_example():
    assert ernst("R10", dossier(stroom()), date(2021, 10, 1)) == "risico"
    assert beoordeel("R10", dossier(stroom()), date(2020, 7, 1)) == []


@pytest.mark.parametrize(
    ("dag", "telt"),
    [(date(2021, 3, 15), False), (date(2021, 3, 16), True), (date(2022, 12, 16), True), (date(2022, 12, 17), False)],
)  # fmt: skip
def test_the_window(dag, telt):
    assert bool(beoordeel("R10", dossier(stroom()), dag)) is telt


@pytest.mark.parametrize(
    ("deel", "verwacht"),
    [("9.99", None), ("10", "info"), ("24.99", "info"), ("25", "let_op"), ("49.99", "let_op"), ("50", "risico"), ("100", "risico")],
)  # fmt: skip
def test_the_share(deel, verwacht):
    wij = stroom(verleend=Decimal(deel) * 730, tot=date(2022, 12, 31))
    rest = stroom(bron="fonds", verleend=(100 - Decimal(deel)) * 730, tot=date(2022, 12, 31))
    assert ernst("R10", dossier(wij, rest), P) == verwacht


@pytest.mark.parametrize(
    "velden",
    [
        {"tot": date(2023, 3, 17)}, {"tot": None}, {"meerjarig_besluit": True}, {"bron": "fonds"},
        {"bron": "rijksregeling"}, {"status": "aangevraagd", "verleend": None},
        {"tot": date(2021, 9, 30)},
    ],
)  # fmt: skip
def test_what_does_not_wait_for_the_council(velden):
    assert beoordeel("R10", dossier(stroom(**velden)), P) == []


def test_the_last_day_that_counts_is_a_year_after():
    assert ernst("R10", dossier(stroom(tot=date(2023, 3, 16))), P) == "risico"


BUITEN = date(2020, 7, 1)


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({"voorbehoud": True}, None), ({"voorbehoud": True, "van": BUITEN}, "risico"),
        ({"bezuiniging_aangekondigd": True}, "kritiek"),
        ({"bezuiniging_aangekondigd": True, "status": "ingetrokken"}, None),
        ({"bezuiniging_aangekondigd": True, "tot": date(2020, 6, 30), "van": date(2020, 1, 1)}, None),
    ],
)  # fmt: skip
def test_a_proviso_and_a_cut_count_outside_the_window_too(velden, verwacht):
    assert ernst("R10", dossier(stroom(**velden)), BUITEN) == verwacht


@pytest.mark.parametrize(
    ("dag", "laatste"), [(P, DAG), (DAG, DAG), (date(2022, 3, 17), date(2022, 12, 31))]
)
def test_the_last_day_to_act_is_never_behind(dag, laatste):
    assert beoordeel("R10", dossier(stroom()), dag)[0].laatste_dag == laatste


def test_a_missing_amount_is_named_inside_the_window_only():
    feiten = dossier(stroom(verleend=None))
    assert beoordeel("R10", feiten, P)[0].ontbreekt == ("verleend",)
    assert beoordeel("R10", feiten, BUITEN) == []


def test_a_municipality_with_its_own_day(cast):
    (kade,) = [d for d in load_dossiers(P) if d.initiatief.kenmerk == "kade"]
    assert date(2026, 3, 18) in kade.verkiezingen
    eigen = Verkiezing(gemeente=cast.veldstad, datum=date(2025, 11, 26), bron="Herindeling")
    save_object(eigen, TOEN)
    per = {d.initiatief.kenmerk: d.verkiezingen for d in load_dossiers(P)}
    assert per["kade"] == [date(2025, 11, 26)]
    assert date(2026, 3, 18) in per["dok"]
