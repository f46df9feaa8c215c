"""R16: how many domains are touched, and how many pay."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.continuiteit.feiten import Dossier
from tests.continuiteit.bouw import beoordeel, ernst, maak_initiatief, maak_stroom

P = date(2026, 11, 23)
DRIE = ["welzijn", "cultuur", "zorg"]


def dossier(geraakt, *betalend, nee=0, begroting=None, stroom=None, nee_velden=None):
    """One certain stream per list of paying domains, and `nee` refusals because it belongs elsewhere."""
    stromen, domeinen = [], {}
    for namen in betalend:
        geld = maak_stroom(**(stroom or {}))
        stromen.append(geld)
        domeinen[geld.pk] = [(naam, Decimal(10)) for naam in namen]
    weg = {"status": "afgewezen", "reden_afwijzing": "hoort_elders", "beschikking_op": P, "verleend": None}  # fmt: skip
    stromen += [maak_stroom(**(weg | (nee_velden or {}))) for _ in range(nee)]
    return Dossier(
        maak_initiatief(beleidsdomeinen=geraakt),
        stromen,
        domeinen={pk: namen for pk, namen in domeinen.items() if namen},
        begroting=begroting or {},
    )


def test_worked_example_6():
    assert ernst("R16", dossier(DRIE, ["welzijn"]), P) == "risico"
    assert ernst("R16", dossier(DRIE, ["welzijn"], ["cultuur"]), P) == "info"


@pytest.mark.parametrize(
    ("geraakt", "betalend", "verwacht"),
    [
        (["welzijn"], [["welzijn"]], None),
        (["welzijn"], [[]], None),
        ([], [["welzijn"]], None),
        (["welzijn", "zorg"], [["welzijn"]], "let_op"),
        (["welzijn", "zorg"], [["welzijn"], ["welzijn"]], "let_op"),
        (["welzijn", "zorg"], [["welzijn"], ["zorg"]], None),
        (["welzijn", "zorg"], [["welzijn", "zorg"]], None),
        (DRIE, [["welzijn"], []], "risico"),
        (DRIE, [["welzijn", "zorg"]], "info"),
        (DRIE, [DRIE], None),
        ([*DRIE, "sport"], [["welzijn"]], "risico"),
        ([*DRIE, "sport"], [DRIE], "info"),
    ],
)
def test_touched_against_paying(geraakt, betalend, verwacht):
    assert ernst("R16", dossier(geraakt, *betalend), P) == verwacht


def test_an_integral_budget_counts_all_its_parts():
    budget = {"bron": "integraal_budget"}
    assert ernst("R16", dossier(DRIE, DRIE, stroom=budget), P) is None


def test_the_same_domain_typed_otherwise_is_one():
    assert ernst("R16", dossier(["Welzijn", " welzijn ", ""], ["welzijn"]), P) is None
    assert ernst("R16", dossier(["Welzijn", "Jeugd  zorg"], ["WELZIJN"], ["jeugd zorg"]), P) is None


@pytest.mark.parametrize(
    "stroom",
    [
        {"status": "voornemen"},
        {"status": "aangevraagd"},
        {"bron": "in_natura"},
        {"eigen_exploitatie": False},
        {"tot": date(2026, 11, 22)},
    ],
)
def test_who_does_not_pay_now_is_not_counted(stroom):
    uitkomst = beoordeel("R16", dossier(DRIE, DRIE, stroom=stroom), P)[0]
    assert (uitkomst.ernst, uitkomst.cijfers["betalen"]) == ("info", [])


@pytest.mark.parametrize("stroom", [{"tot": P}, {"tot": None}, {"van": date(2027, 1, 1), "tot": date(2027, 1, 2)}])  # fmt: skip
def test_who_pays_now_or_has_decided_to_is_counted(stroom):
    assert ernst("R16", dossier(DRIE, DRIE, stroom=stroom), P) is None


@pytest.mark.parametrize("betalend", [[], [[]], [[], []]])
def test_no_stream_that_names_a_domain_is_not_safe(betalend):
    uitkomst = beoordeel("R16", dossier(DRIE, *betalend), P)[0]
    assert (uitkomst.ernst, uitkomst.ontbreekt) == ("niet_te_beoordelen", ("domeinen",))


@pytest.mark.parametrize("geraakt", [[], ["welzijn"], ["welzijn", "zorg"]])
def test_one_refusal_that_sends_elsewhere_is_a_risk_whatever_pays(geraakt):
    assert ernst("R16", dossier(geraakt, nee=1), P) == "risico"
    assert ernst("R16", dossier(geraakt, geraakt, nee=1), P) == "risico"


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({"beschikking_op": date(2024, 11, 23)}, "risico"),
        ({"beschikking_op": date(2024, 11, 22)}, None),
        ({"beschikking_op": date(2026, 11, 24)}, None),
        ({"beschikking_op": None, "ingediend_op": date(2024, 11, 22)}, None),
        ({"beschikking_op": None, "ingediend_op": date(2026, 1, 1)}, "risico"),
        ({"beschikking_op": None, "van": date(2026, 1, 1)}, "risico"),
        ({"reden_afwijzing": "niet_nieuw"}, None),
        ({"reden_afwijzing": ""}, None),
        ({"status": "ingetrokken"}, None),
    ],
)
def test_which_refusals_count(velden, verwacht):
    assert ernst("R16", dossier(["welzijn"], nee=1, nee_velden=velden), P) == verwacht


def maak_met_gat(gat_op, nee=2, verleend=Decimal(240000)):
    """The cost is covered until the day before `gat_op`."""
    stroom = {"van": date(2026, 1, 1), "tot": date.fromordinal(gat_op.toordinal() - 1), "verleend": verleend}  # fmt: skip
    return dossier(DRIE, ["welzijn"], nee=nee, stroom=stroom, begroting={2026: Decimal(12000)})


@pytest.mark.parametrize(
    ("gat_op", "nee", "verwacht"),
    [
        (date(2027, 11, 1), 2, "kritiek"),
        (date(2027, 12, 1), 2, "risico"),
        (date(2027, 11, 1), 1, "risico"),
        (date(2026, 12, 1), 5, "kritiek"),
    ],
)
def test_refused_twice_with_a_gap_within_a_year(gat_op, nee, verwacht):
    assert ernst("R16", maak_met_gat(gat_op, nee), P) == verwacht


def test_a_gap_nobody_can_be_sure_of_is_not_critical():
    onbekend = maak_met_gat(date(2027, 11, 1), verleend=None)
    onbekend.stromen = [*onbekend.stromen, maak_stroom(tot=None, verleend=None)]
    assert ernst("R16", onbekend, P) == "risico"
    assert ernst("R16", dossier(DRIE, ["welzijn"], nee=2), P) == "risico"


def test_the_last_day_is_the_one_before_the_gap():
    assert beoordeel("R16", maak_met_gat(date(2027, 11, 1)), P)[0].laatste_dag == date(2027, 10, 31)
    assert beoordeel("R16", maak_met_gat(date(2026, 11, 1)), P)[0].laatste_dag is None
    assert beoordeel("R16", dossier(DRIE, ["zorg"]), P)[0].laatste_dag is None


def test_the_sentences_have_the_figures():
    assert beoordeel("R16", dossier(DRIE, ["welzijn"], nee=1), P)[0].uitleg == (
        "Dit raakt drie domeinen (welzijn, cultuur en zorg), maar alleen welzijn betaalt mee. "
        "Sinds 23 november 2024 is één keer nee gezegd omdat het ergens anders zou horen."
    )
    assert beoordeel("R16", dossier(DRIE, ["zorg", "welzijn"]), P)[0].uitleg.endswith(
        "Er betalen twee domeinen mee: zorg en welzijn."
    )
    assert "betaalt er nu geen één" in beoordeel("R16", dossier(DRIE, DRIE, stroom={"status": "voornemen"}), P)[0].uitleg  # fmt: skip
    assert beoordeel("R16", dossier([], nee=3), P)[0].uitleg.startswith("Sinds 23 november 2024 is 3 keer")  # fmt: skip
