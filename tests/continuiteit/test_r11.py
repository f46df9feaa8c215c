"""R11: the kind of money does not fit."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.continuiteit.feiten import Dossier
from tests.continuiteit.bouw import beoordeel, ernst, maak_initiatief, maak_stroom

P = date(2026, 1, 1)
LANG = {"van": date(2026, 1, 1), "tot": date(2029, 12, 31)}
DAGEN = 1461


def incidenteel(deel, **velden):
    """Incidental base money for `deel` percent of a year's cost of € 36.500, four years on."""
    vast = {"aard": "incidenteel", "verleend": Decimal(deel) * DAGEN}
    return maak_stroom(**(LANG | vast | velden))


def dossier(*stromen, start=date(2020, 1, 1), fase="opstart", begroting=None):
    kosten = {2026: Decimal(36500)} if begroting is None else begroting
    return Dossier(maak_initiatief(startdatum=start, fase=fase), stromen, begroting=kosten)


@pytest.mark.parametrize(
    ("deel", "verwacht"),
    [("24.99", None), ("25", "info"), ("49.99", "info"), ("50", "let_op"), ("75", "let_op"), ("100", "let_op")],
)  # fmt: skip
def test_the_share_of_the_cost(deel, verwacht):
    assert ernst("R11", dossier(incidenteel(deel)), P) == verwacht


@pytest.mark.parametrize(
    ("deel", "fase", "start", "verwacht"),
    [
        ("75", "uitvoering", date(2024, 12, 31), "risico"),
        ("74.99", "uitvoering", date(2024, 12, 31), "let_op"),
        ("75", "uitvoering", date(2025, 1, 1), "let_op"),
        ("75", "geborgd", date(2024, 12, 31), "risico"),
        ("75", "ontwikkeling", date(2024, 12, 31), "let_op"),
        ("75", "uitvoering", None, "let_op"),
    ],
)
def test_an_initiative_that_runs_for_over_a_year(deel, fase, start, verwacht):
    rest = maak_stroom(**LANG, aard="structureel", verleend=Decimal(25) * DAGEN)
    assert ernst("R11", dossier(incidenteel(deel), rest, fase=fase, start=start), P) == verwacht


def test_a_gap_within_a_year_makes_it_critical():
    kort = {"van": date(2026, 1, 1), "tot": date(2026, 12, 31), "verleend": Decimal(36500)}
    assert ernst("R11", dossier(incidenteel(0, **kort), fase="uitvoering"), P) == "kritiek"
    langer = kort | {"tot": date(2027, 1, 31), "verleend": Decimal(39600)}
    assert ernst("R11", dossier(incidenteel(0, **langer), fase="uitvoering"), P) == "risico"


@pytest.mark.parametrize(
    "velden",
    [
        {"aard": "structureel"}, {"aard": "onbekend"}, {"geldsoort": "ontwikkelgeld"},
        {"status": "aangevraagd"}, {"bron": "in_natura"}, {"eigen_exploitatie": False},
        {"van": date(2025, 1, 1), "tot": date(2025, 12, 31)},
    ],
)  # fmt: skip
def test_what_is_no_incidental_base_money(velden):
    assert beoordeel("R11", dossier(incidenteel(100, **velden)), P) == []


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({"voorwaarden": True}, "let_op"), ({"voorwaarden": False}, None), ({"voorwaarden": None}, None),
        ({"voorwaarden": True, "tot": date(2025, 12, 31), "van": date(2025, 1, 1)}, None),
        ({"voorwaarden": True, "status": "afgewezen"}, None),
        ({"voorwaarden": True, "geldsoort": "basisgeld"}, None),
    ],
)  # fmt: skip
def test_seed_money_with_conditions(velden, verwacht):
    zaai = maak_stroom(**({"geldsoort": "zaaigeld", "verleend": Decimal(100)} | LANG | velden))
    assert ernst("R11", dossier(zaai, begroting={}), P) == verwacht


@pytest.mark.parametrize(
    ("start", "verwacht"), [(date(2025, 9, 30), "let_op"), (date(2025, 10, 1), None), (None, None)]
)
def test_an_idea_without_seed_money(start, verwacht):
    assert ernst("R11", dossier(start=start, fase="idee"), P) == verwacht
    assert beoordeel("R11", dossier(start=start, fase="opstart"), P) == []


def test_an_idea_that_once_got_seed_money():
    zaai = maak_stroom(geldsoort="zaaigeld", van=date(2024, 1, 1), tot=date(2024, 6, 1))
    assert beoordeel("R11", dossier(zaai, fase="idee"), P) == []


def test_what_is_missing_is_named():
    assert beoordeel("R11", dossier(incidenteel(9), begroting={}), P)[0].ontbreekt == ("begroting",)
    zonder = incidenteel(9, verleend=None)
    assert beoordeel("R11", dossier(zonder), P)[0].ontbreekt == ("verleend",)
