"""R20: what pays when the project is over."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.continuiteit.feiten import Dossier
from tests.continuiteit.bouw import beoordeel, ernst, maak_initiatief, maak_stroom

P = date(2026, 11, 23)


def dossier(einde, *stromen, bewezen=None, fase="uitvoering"):
    initiatief = maak_initiatief(
        projectfase_eindigt_op=einde, evaluatie_positief=bewezen, fase=fase
    )
    return Dossier(initiatief, stromen)


@pytest.mark.parametrize(
    ("einde", "onbewezen", "bewezen"),
    [
        (None, None, None),
        (date(2028, 5, 24), None, None),
        (date(2028, 5, 23), "info", "info"),
        (date(2027, 11, 24), "info", "info"),
        (date(2027, 11, 23), "let_op", "let_op"),
        (date(2027, 5, 24), "let_op", "let_op"),
        (date(2027, 5, 23), "let_op", "risico"),
        (P, "let_op", "risico"),
        (date(2026, 11, 22), "let_op", "kritiek"),
        (date(2020, 1, 1), "let_op", "kritiek"),
    ],
)
def test_months_to_the_end_of_the_project(einde, onbewezen, bewezen):
    assert ernst("R20", dossier(einde), P) == onbewezen
    assert ernst("R20", dossier(einde, bewezen=False), P) == onbewezen
    assert ernst("R20", dossier(einde, bewezen=True), P) == bewezen


@pytest.mark.parametrize("fase", ["", "ontwikkeling", "geborgd"])
def test_critical_only_while_the_work_goes_on(fase):
    assert ernst("R20", dossier(date(2026, 1, 1), bewezen=True, fase=fase), P) == "risico"


EINDE = date(2026, 6, 30)
TITEL = {"aard": "structureel", "bron": "mag_opdracht", "van": date(2026, 1, 1), "tot": None}


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({}, None),
        ({"tot": date(2026, 7, 1)}, None),
        ({"tot": EINDE}, "kritiek"),
        ({"status": "aangevraagd"}, None),
        ({"status": "verantwoord"}, None),
        ({"status": "voornemen"}, "kritiek"),
        ({"status": "afgewezen"}, "kritiek"),
        ({"status": "ingetrokken"}, "kritiek"),
        ({"aard": "incidenteel"}, "kritiek"),
        ({"aard": "onbekend"}, "kritiek"),
        ({"verleend": None}, None),
        ({"eigen_exploitatie": False}, "kritiek"),
        ({"bron": "zorgverzekeraar"}, None),
        ({"bron": "eigen_inkomsten"}, "kritiek"),
        ({"bron": "gift"}, "kritiek"),
        ({"bron": "in_natura"}, "kritiek"),
    ],
)
def test_what_counts_as_structural_money_past_the_project(velden, verwacht):
    zaak = dossier(EINDE, maak_stroom(**(TITEL | velden)), bewezen=True)
    assert ernst("R20", zaak, P) == verwacht


def test_one_hook_among_other_money_is_enough():
    rest = maak_stroom(verleend=Decimal(90000))
    assert ernst("R20", dossier(EINDE, rest, bewezen=True), P) == "kritiek"
    assert ernst("R20", dossier(EINDE, rest, maak_stroom(**TITEL), bewezen=True), P) is None


@pytest.mark.parametrize(("einde", "verwacht"), [(date(2027, 6, 30), date(2027, 6, 30)), (P, P), (date(2026, 11, 22), None)])  # fmt: skip
def test_until_the_end_acting_helps(einde, verwacht):
    assert beoordeel("R20", dossier(einde), P)[0].laatste_dag == verwacht


@pytest.mark.parametrize(
    ("einde", "bewezen", "zin"),
    [
        (date(2027, 6, 30), True, "Het project loopt tot en met 30 juni 2027. De evaluatie zegt dat het werkt."),
        (date(2026, 6, 30), False, "Het project is gestopt op 30 juni 2026. De evaluatie was niet positief."),
        (P, None, "Het project loopt tot en met 23 november 2026. Of het werkt, is nog niet ingevuld."),
    ],
)  # fmt: skip
def test_the_sentence(einde, bewezen, zin):
    slot = " Voor daarna is nog geen structureel geld gevraagd of verleend."
    assert beoordeel("R20", dossier(einde, bewezen=bewezen), P)[0].uitleg == zin + slot
