"""R15: proof of effect, against what the largest grant of the year asks."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.continuiteit.feiten import Dossier, FeitProfiel
from tests.continuiteit.bouw import beoordeel, ernst, maak_initiatief, maak_stroom

P = date(2026, 11, 23)
NABIJ, VER = date(2027, 8, 23), date(2027, 8, 24)


def dossier(bedrag, niveau=None, op=date(2026, 1, 1), *, besluit=None, extra=(), **velden):
    stroom = maak_stroom(verleend=bedrag and Decimal(bedrag), **velden)
    stromen = [stroom, *extra]
    if besluit:
        stromen.append(maak_aanvraag(beslissen_voor=besluit))
    return Dossier(
        maak_initiatief(bewijs_niveau=niveau, bewijs_op=None if niveau is None else op), stromen
    )


def maak_aanvraag(**velden):
    leeg = {"status": "aangevraagd", "verleend": None, "van": date(2028, 1, 1), "tot": date(2028, 12, 31)}  # fmt: skip
    return maak_stroom(**(leeg | velden))


@pytest.mark.parametrize(
    ("bedrag", "gevraagd"),
    [
        ("0.01", 1), ("4999.99", 1), ("5000", 2), ("24999.99", 2), ("25000", 3), ("124999.99", 3),
        ("125000", 4), ("9000000", 4),
    ],
)  # fmt: skip
def test_what_an_amount_asks(bedrag, gevraagd):
    uitkomst = beoordeel("R15", dossier(bedrag), P)[0]
    assert uitkomst.cijfers["gevraagd_niveau"] == gevraagd
    assert ernst("R15", dossier(bedrag, gevraagd), P) is None
    assert ernst("R15", dossier(bedrag, gevraagd, besluit=NABIJ), P) is None


@pytest.mark.parametrize(
    ("niveau", "besluit", "verwacht"),
    [
        (4, NABIJ, None),
        (3, NABIJ, None),
        (2, None, "info"),
        (2, VER, "info"),
        (2, NABIJ, "let_op"),
        (1, None, "info"),
        (1, VER, "info"),
        (1, NABIJ, "risico"),
        (0, NABIJ, "risico"),
        (None, NABIJ, "risico"),
        (None, None, "info"),
    ],
)
def test_shortage_and_a_decision_near(niveau, besluit, verwacht):
    assert ernst("R15", dossier(30000, niveau, besluit=besluit), P) == verwacht


def test_it_is_never_critical():
    zaak = dossier(900000, None, besluit=P)
    assert ernst("R15", zaak, P) == "risico"


@pytest.mark.parametrize(
    ("op", "verwacht"),
    [(date(2024, 11, 23), None), (date(2024, 11, 22), "risico"), (None, "risico")],
)
def test_old_proof_or_of_an_unknown_day_counts_for_nothing(op, verwacht):
    assert ernst("R15", dossier(30000, 3, op, besluit=NABIJ), P) == verwacht


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({"beslissen_voor": NABIJ}, "let_op"),
        ({"beslissen_voor": P}, "let_op"),
        ({"beslissen_voor": date(2026, 1, 1)}, "let_op"),
        ({"beslissen_voor": P, "verdaagd_tot": VER}, "info"),
        ({"ingediend_op": P}, "let_op"),
        ({"ingediend_op": date(2027, 6, 28)}, "let_op"),
        ({"ingediend_op": date(2027, 6, 29)}, "info"),
        ({}, "info"),
        ({"beslissen_voor": NABIJ, "status": "voornemen"}, "info"),
        ({"beslissen_voor": NABIJ, "status": "afgewezen"}, "info"),
    ],
)
def test_when_a_decision_is_near(velden, verwacht):
    assert ernst("R15", dossier(30000, 2, extra=[maak_aanvraag(**velden)]), P) == verwacht


def test_the_earliest_decision_counts_also_by_the_giver_s_fixed_day():
    profiel = FeitProfiel(9, date(2020, 1, 1), None, None, 8, 1, *[None] * 4, ())
    laat = maak_aanvraag(beslissen_voor=date(2027, 12, 1))
    vast = maak_aanvraag(financier_id=9, ingediend_op=P)
    zaak = dossier(30000, 2, extra=[laat, vast])
    zaak.profielen = {9: [profiel]}
    uitkomst = beoordeel("R15", zaak, P)[0]
    assert (uitkomst.ernst, uitkomst.laatste_dag) == ("let_op", date(2027, 8, 1))


@pytest.mark.parametrize(
    ("besluit", "verwacht"), [(P, P), (NABIJ, NABIJ), (VER, None), (date(2026, 11, 22), None)]
)
def test_until_the_decision_acting_helps(besluit, verwacht):
    assert beoordeel("R15", dossier(30000, 2, besluit=besluit), P)[0].laatste_dag == verwacht


@pytest.mark.parametrize(
    "velden",
    [
        {"status": "aangevraagd"},
        {"status": "voornemen"},
        {"bron": "eigen_inkomsten"},
        {"bron": "deelnemersbijdrage"},
        {"bron": "in_natura"},
        {"eigen_exploitatie": False},
        {"van": date(2025, 1, 1), "tot": date(2025, 12, 31)},
        {"van": date(2027, 1, 1), "tot": date(2027, 12, 31)},
        {"bedrag": None},
    ],
)
def test_no_grant_this_year_asks_no_proof(velden):
    assert ernst("R15", dossier(**({"bedrag": 30000} | velden), besluit=NABIJ), P) is None


def test_what_a_grant_brings_in_this_year_counts_and_grants_are_not_added_up():
    jaren = {"van": date(2025, 1, 1), "tot": date(2027, 12, 31)}
    assert beoordeel("R15", dossier(74000, **jaren), P)[0].cijfers["gevraagd_niveau"] == 2
    drie = [maak_stroom(verleend=Decimal(4000)) for _ in range(3)]
    assert beoordeel("R15", dossier(3000, extra=drie), P)[0].cijfers["gevraagd_niveau"] == 1


def test_the_sentences_have_the_figures():
    uitkomst = beoordeel("R15", dossier(30000, 1, besluit=date(2026, 12, 31)), P)[0]
    assert uitkomst.uitleg == (
        "Bij € 30.000 in een jaar van Gemeente Veldstad past als bewijs: een korte vragenlijst of "
        "verhalen, samen gelezen. Jullie hebben: één verhaal of foto. Uiterlijk 31 december 2026 "
        "beslist een gever over een aanvraag."
    )
    laat = beoordeel("R15", dossier(30000, besluit=date(2026, 11, 1)), P)[0].uitleg
    assert laat.endswith("Een gever had op 1 november 2026 moeten beslissen over een aanvraag.")
    assert "Er is nog geen bewijs ingevuld." in laat
    assert "van 1 mei 2020 en dus te oud" in beoordeel("R15", dossier(30000, 3, date(2020, 5, 1)), P)[0].uitleg  # fmt: skip
    assert "niet ingevuld van wanneer" in beoordeel("R15", dossier(30000, 3, None), P)[0].uitleg
