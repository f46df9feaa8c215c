"""R02: the work has started and the decision has not come."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.continuiteit.feiten import Dossier, FeitProfiel
from tests.continuiteit.bouw import beoordeel, ernst, maak_initiatief, maak_stroom

P = date(2026, 12, 31)
KOSTEN = {2026: Decimal(36500)}


def vraag(bedrag, **velden):
    """Work that began on 1 January 2026 and is not decided; a year's money."""
    vast = {
        "status": "aangevraagd", "verleend": None, "aangevraagd": Decimal(bedrag),
        "van": date(2026, 1, 1), "tot": date(2026, 12, 31),
    }  # fmt: skip
    return maak_stroom(**(vast | velden))


def dossier(*stromen, vrij="100000", **delen):
    wie = maak_initiatief(vrij_vermogen=None if vrij is None else Decimal(vrij))
    return Dossier(wie, stromen, **({"begroting": KOSTEN} | delen))


def profiel(**velden):
    leeg = dict.fromkeys(FeitProfiel._fields)
    vast = {"financier_id": 1, "geldig_van": date(2020, 1, 1), "drempels": ()}
    return {1: [FeitProfiel(**(leeg | vast | velden))]}


@pytest.mark.parametrize(
    ("bedrag", "verwacht"), [(9124, None), (9125, "let_op"), (36500, "let_op")]
)
def test_the_share_of_the_cost_that_waits(bedrag, verwacht):
    assert ernst("R02", dossier(vraag(bedrag)), P) == verwacht


@pytest.mark.parametrize(
    ("vrij", "verwacht"),
    [("4562.50", "let_op"), ("4562.49", "risico"), ("1520.84", "risico"), ("1520.83", "kritiek"), ("0", "kritiek"), ("-5", "kritiek")],
)  # fmt: skip
def test_how_long_free_money_lasts(vrij, verwacht):
    """Half of the cost waits: € 1.520,83 a month."""
    assert ernst("R02", dossier(vraag(18250), vrij=vrij), P) == verwacht


def test_a_giver_that_never_pays_before_its_decision():
    feiten = dossier(vraag(100), profielen=profiel(kosten_voor_besluit=False))
    uitkomst = beoordeel("R02", feiten, P)[0]
    assert uitkomst.ernst == "kritiek"
    assert "betaalt nooit kosten van vóór het besluit" in uitkomst.uitleg
    for waarde in (None, True):
        assert ernst("R02", dossier(vraag(100), profielen=profiel(kosten_voor_besluit=waarde)), P) is None  # fmt: skip


@pytest.mark.parametrize(
    "velden",
    [
        {"van": date(2027, 1, 1), "tot": date(2027, 12, 31)},
        {"status": "voornemen"},
        {"status": "verleend", "verleend": Decimal(36500)},
        {"status": "afgewezen"},
        {"eigen_exploitatie": False},
        {"bron": "in_natura"},
    ],
)
def test_what_did_not_start_without_a_decision(velden):
    assert beoordeel("R02", dossier(vraag(36500, **velden), vrij="0"), P) == []


@pytest.mark.parametrize(
    ("feiten", "veld"),
    [
        (dossier(vraag(36500), begroting={}), "begroting"),
        (dossier(vraag(36500), vrij=None), "vrij_vermogen"),
        (dossier(vraag(0, aangevraagd=None)), "aangevraagd"),
    ],
)
def test_what_is_missing_is_named(feiten, veld):
    uitkomst = beoordeel("R02", feiten, P)[0]
    assert (uitkomst.ernst, uitkomst.ontbreekt) == ("niet_te_beoordelen", (veld,))


def test_two_applications_count_together():
    uitkomst = beoordeel("R02", dossier(vraag(5000), vraag(5000)), P)[0]
    assert uitkomst.ernst == "let_op"
    assert "twee aanvragen" in uitkomst.uitleg
    assert "€ 10.000, 27% van de kosten" in uitkomst.uitleg
