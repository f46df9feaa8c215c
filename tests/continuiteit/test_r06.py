"""R06: one-year projects one after the other."""

from datetime import date

import pytest

from financiering.continuiteit.feiten import Dossier
from tests.continuiteit.bouw import beoordeel, ernst, maak_initiatief, maak_stroom

P = date(2026, 6, 1)


def keten(aantal, laatste=2026, **velden):
    """One-year incidental grants, each following the one before, oldest first."""
    stromen = []
    for jaar in range(laatste - aantal + 1, laatste + 1):
        vast = {"van": date(jaar, 1, 1), "tot": date(jaar, 12, 31), "aard": "incidenteel"}
        vorige = stromen[-1].pk if stromen else None
        stromen.append(maak_stroom(volgt_op_id=vorige, **(vast | velden)))
    return stromen


def dossier(*stromen, **initiatief):
    return Dossier(maak_initiatief(**initiatief), stromen)


@pytest.mark.parametrize(
    ("aantal", "evaluatie", "verwacht"),
    [
        (1, None, None), (2, None, "info"), (2, True, "info"), (3, None, "let_op"),
        (3, False, "let_op"), (3, True, "risico"), (4, None, "risico"), (6, None, "risico"),
    ],
)  # fmt: skip
def test_how_many_in_a_row(aantal, evaluatie, verwacht):
    assert ernst("R06", dossier(*keten(aantal), evaluatie_positief=evaluatie), P) == verwacht


@pytest.mark.parametrize(
    ("van", "tot", "verwacht"),
    [
        (date(2024, 2, 29), date(2025, 2, 28), "let_op"),
        (date(2024, 2, 29), date(2025, 3, 1), None),
        (date(2023, 3, 1), date(2024, 2, 29), "let_op"),
        (date(2025, 3, 1), date(2026, 2, 28), "let_op"),
    ],
)
def test_a_year_around_a_leap_day_is_a_year(van, tot, verwacht):
    een, twee = keten(2, laatste=2023)
    derde = maak_stroom(van=van, tot=tot, aard="incidenteel", volgt_op_id=twee.pk)
    assert ernst("R06", dossier(een, twee, derde), van) == verwacht


@pytest.mark.parametrize(
    ("peildatum", "verwacht"),
    [
        (date(2026, 10, 31), "risico"),
        (date(2026, 11, 1), "kritiek"),
        (date(2027, 4, 2), "kritiek"),
        (date(2027, 4, 3), None),
    ],
)
def test_near_the_end_without_a_successor(peildatum, verwacht):
    assert ernst("R06", dossier(*keten(4)), peildatum) == verwacht


def test_a_granted_successor_takes_the_edge_off():
    stromen = keten(5, laatste=2027)
    assert ernst("R06", dossier(*stromen), date(2026, 12, 15)) == "risico"
    gevraagd = stromen[-1]._replace(status="aangevraagd", verleend=None)
    assert ernst("R06", dossier(*stromen[:-1], gevraagd), date(2026, 12, 15)) == "kritiek"


@pytest.mark.parametrize(
    "velden",
    [
        {"aard": "structureel"},
        {"aard": "onbekend"},
        {"tot": None},
        {"status": "afgewezen"},
        {"status": "aangevraagd"},
        {"bron": "eigen_inkomsten"},
        {"bron": "in_natura"},
    ],
)
def test_what_is_no_project(velden):
    assert ernst("R06", dossier(*keten(4, **velden)), P) is None


@pytest.mark.parametrize(
    ("tot", "verwacht"), [(date(2026, 12, 31), "info"), (date(2027, 1, 1), None)]
)
def test_longer_than_twelve_months_is_no_one_year_project(tot, verwacht):
    eerste, tweede = keten(2)
    assert ernst("R06", dossier(eerste, tweede._replace(tot=tot)), P) == verwacht


def test_a_structural_year_breaks_the_row():
    stromen = keten(4)
    stromen[1] = stromen[1]._replace(aard="structureel")
    assert ernst("R06", dossier(*stromen), P) == "info"


def test_grants_that_do_not_follow_each_other_are_no_chain():
    stromen = [stroom._replace(volgt_op_id=None) for stroom in keten(4)]
    assert ernst("R06", dossier(*stromen), P) is None


def test_each_chain_apart():
    uitkomsten = beoordeel("R06", dossier(*keten(2), *keten(3)), P)
    assert [u.ernst for u in uitkomsten] == ["info", "let_op"]
    assert "drie losse projecten" in uitkomsten[1].uitleg
    assert uitkomsten[1].laatste_dag == date(2026, 12, 31)
