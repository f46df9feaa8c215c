"""Every form that ships stays within what its level may ask."""

import tomllib
from pathlib import Path

import pytest

from financiering.domain.sjabloon import read_sjabloon
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
    [([VRAAG, VRAAG], "two questions"), ([VRAAG | {"soort": "film"}], "unknown kind")],
)
def test_a_file_that_is_wrong_is_refused(vragen, woorden):
    with pytest.raises(ValueError, match=woorden):
        read_sjabloon("x", VORM | {"vragen": vragen})
