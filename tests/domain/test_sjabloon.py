"""Every form that ships stays within what its level may ask."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from financiering.domain.codes import Niveau
from financiering.domain.exceptions import DomeinFout
from financiering.domain.invoer import InvoerFout
from financiering.domain.sjabloon import (
    Vraag,
    arrange_sjablonen,
    check_antwoord,
    read_sjabloon,
    sum_kosten,
)
from financiering.services.verslagen import load_sjablonen

CODELIJSTEN = Path(__file__).parents[2] / "financiering" / "codelijsten"
GRENZEN = tomllib.loads((CODELIJSTEN / "sjabloongrenzen.toml").read_text("utf-8"))
VRAAG = {"sleutel": "wat", "soort": "verhaal", "vraag": "Wat?"}
VORM = {"naam": "X", "versie": 1, "niveau": "inhoudelijk", "minuten": 5, "uitleg": "x"}


@pytest.mark.parametrize("sjabloon", list(load_sjablonen().values()), ids=lambda s: s.code)
def test_questions_and_minutes_follow_the_level(sjabloon):
    grens = GRENZEN[sjabloon.niveau]
    assert len(sjabloon.vragen) <= grens["vragen"]
    assert sjabloon.minuten <= grens["minuten"]


def test_the_five_that_ship():
    assert set(load_sjablonen()) == {
        "een_foto_vijf_regels", "kort_verslag", "verslag_met_cijfers", "veranderverhaal",
        "verslag_met_kosten",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("vragen", "woorden"),
    [
        ([VRAAG, VRAAG], "two questions"),
        ([VRAAG | {"soort": "film"}], "unknown kind"),
        ([VRAAG | {"soort": "keuze", "keuzes": ["ja"]}], "a choice needs two"),
        ([VRAAG | {"keuzes": ["ja", "nee"]}], "a choice needs two"),
    ],
)
def test_a_file_that_is_wrong_is_refused(vragen, woorden):
    with pytest.raises(ValueError, match=woorden):
        read_sjabloon("x", VORM | {"vragen": vragen})


def test_costs_are_an_amount_per_line():
    assert sum_kosten("Huur 1.200\n\nKoffie en thee € 80,50\n") == Decimal("1280.50")
    with pytest.raises(InvoerFout, match="mist een bedrag"):
        sum_kosten("Huur")


@pytest.mark.parametrize(
    ("soort", "tekst", "goed"),
    [
        ("bedrag", "1.200", True), ("bedrag", "veel", False), ("bedrag", "", True),
        ("kosten", "Huur 100", True), ("kosten", "Huur veel", False), ("telling", "ongeveer 40", True),
        ("keuze", "ja", True), ("keuze", "misschien", False),
    ],
)  # fmt: skip
def test_an_answer_that_a_giver_cannot_read_is_refused_at_its_question(soort, tekst, goed):
    vraag = Vraag("hoe", soort, "Hoe?", keuzes=("ja", "nee"))
    if goed:
        check_antwoord(vraag, tekst)
    else:
        with pytest.raises(DomeinFout) as fout:
            check_antwoord(vraag, tekst)
        assert fout.value.veld == "hoe"


@pytest.mark.parametrize(
    ("gevraagd", "beste", "te_veel"),
    [
        (Niveau.DESGEVRAAGD, "een_foto_vijf_regels", 4),
        (Niveau.INHOUDELIJK, "kort_verslag", 1),
        (Niveau.FINANCIEEL, "verslag_met_kosten", 0),
        (Niveau.ACCOUNTANT, "verslag_met_kosten", 0),
        (Niveau.GEEN, None, 4),
        (None, None, 0),
    ],
)
def test_the_quickest_form_that_tells_what_is_asked_comes_first(gevraagd, beste, te_veel):
    keuze = arrange_sjablonen(load_sjablonen().values(), gevraagd)
    assert (keuze.beste and keuze.beste.code) == beste
    assert len(keuze.te_veel) == te_veel
    assert bool(keuze.beste) + len(keuze.andere) + te_veel == len(load_sjablonen())
