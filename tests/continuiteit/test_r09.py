"""R09: a room or other help in kind that can be lost."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.continuiteit.feiten import Dossier
from tests.continuiteit.bouw import beoordeel, ernst, maak_initiatief, maak_stroom

P = date(2026, 1, 1)
GOED = {"afspraak": "schriftelijk", "opzegtermijn": 6, "gever_beslist": True}
KORT = {"opzegtermijn": 5}


def natura(**velden):
    """A room until 2030, well arranged."""
    vast = {
        "bron": "in_natura", "soort_natura": "ruimte", "verleend": None,
        "van": date(2020, 1, 1), "tot": date(2030, 12, 31),
    }  # fmt: skip
    return maak_stroom(**(vast | GOED | velden))


def dossier(*stromen):
    return Dossier(maak_initiatief(), stromen, begroting={2020: Decimal(8500)})


def test_well_arranged_stays_in_sight():
    uitkomst = beoordeel("R09", dossier(natura()), P)[0]
    assert uitkomst.ernst == "info"
    assert "goed geregeld" in uitkomst.uitleg


@pytest.mark.parametrize(
    "punt",
    [
        {"afspraak": "mondeling"}, {"afspraak": ""}, KORT, {"opzegtermijn": None},
        {"gever_beslist": False}, {"tot": date(2027, 1, 1)},
    ],
)  # fmt: skip
@pytest.mark.parametrize(("soort", "verwacht"), [("ruimte", "let_op"), ("grond", "let_op"), ("woning", "info"), ("uren", "info"), ("spullen", "info")])  # fmt: skip
def test_one_point_counts_for_a_roof(punt, soort, verwacht):
    assert ernst("R09", dossier(natura(soort_natura=soort, **punt)), P) == verwacht


@pytest.mark.parametrize(
    "punt", [{"tot": date(2027, 1, 2)}, {"tot": None}, {"gever_beslist": None}]
)
def test_what_is_no_point(punt):
    assert ernst("R09", dossier(natura(**punt)), P) == "info"


@pytest.mark.parametrize(("soort", "verwacht"), [("ruimte", "risico"), ("grond", "risico"), ("woning", "risico"), ("uren", "info")])  # fmt: skip
def test_two_points(soort, verwacht):
    assert ernst("R09", dossier(natura(soort_natura=soort, afspraak="geen", **KORT)), P) == verwacht


@pytest.mark.parametrize(
    ("waarde", "een", "twee"), [(1499, "info", "info"), (1500, "let_op", "risico")]
)
def test_the_value_makes_other_help_count(waarde, een, twee):
    """€ 1.500 of € 10.000 in all is 15%."""
    vast = {"soort_natura": "uren", "tot": None, "verleend": Decimal(waarde)}
    assert ernst("R09", dossier(natura(**vast, **KORT)), P) == een
    assert ernst("R09", dossier(natura(**vast, **KORT, afspraak="geen")), P) == twee


@pytest.mark.parametrize(("waarde", "verwacht"), [(3643, "risico"), (3642, "let_op")])
def test_a_large_value_that_ends_within_a_year(waarde, verwacht):
    """€ 3.643 with € 8.500 is 30%."""
    jaar = {"van": date(2026, 1, 1), "tot": date(2026, 12, 31), "verleend": Decimal(waarde)}
    assert ernst("R09", dossier(natura(soort_natura="uren", **jaar)), P) == verwacht


@pytest.mark.parametrize("weg", [{"opgezegd_op": date(2025, 12, 1)}, {"besluit_loopt": True}])
def test_given_notice_or_a_decision_under_way(weg):
    assert ernst("R09", dossier(natura(**weg)), P) == "kritiek"
    eerste, _ = beoordeel("R09", dossier(natura(**weg), natura(soort_natura="uren")), P)
    assert eerste.ernst == "kritiek"
    ander = beoordeel("R09", dossier(natura(**weg), natura()), P)
    assert {uitkomst.ernst.value for uitkomst in ander} == {"info"}


@pytest.mark.parametrize(
    "velden",
    [
        {"tot": date(2025, 12, 31)}, {"van": date(2026, 1, 2)}, {"status": "aangevraagd"},
        {"bron": "gift"},
    ],
)  # fmt: skip
def test_what_does_not_run_is_left_alone(velden):
    assert beoordeel("R09", dossier(natura(**(velden | {"opgezegd_op": P}))), P) == []
