"""R18: hours of volunteers there are, against what is needed."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.continuiteit.feiten import Dossier
from tests.continuiteit.bouw import beoordeel, ernst, maak_initiatief

P = date(2026, 11, 23)


def dossier(nodig=None, beschikbaar=None, nu=None, toen=None):
    return Dossier(
        maak_initiatief(
            vrijwilligersuren_nodig=nodig and Decimal(nodig),
            vrijwilligersuren_beschikbaar=beschikbaar and Decimal(beschikbaar),
            vrijwilligers_nu=nu,
            vrijwilligers_jaar_geleden=toen,
        )
    )


@pytest.mark.parametrize(
    ("beschikbaar", "verwacht"),
    [
        ("120", None), ("100", None), ("99.9", "info"), ("80", "info"), ("79.9", "let_op"),
        ("60", "let_op"), ("59.9", "risico"), ("40", "risico"), ("39.9", "kritiek"), ("0", "kritiek"),
    ],
)  # fmt: skip
def test_share_of_the_hours(beschikbaar, verwacht):
    assert ernst("R18", dossier("100", beschikbaar), P) == verwacht


@pytest.mark.parametrize(("nu", "verwacht"), [(11, None), (10, None), (8, None), (7, "let_op"), (0, "let_op")])  # fmt: skip
def test_people_now_against_a_year_ago(nu, verwacht):
    assert ernst("R18", dossier(nu=nu, toen=10), P) == verwacht


@pytest.mark.parametrize(
    "velden",
    [{}, {"nodig": "0", "beschikbaar": "5"}, {"nu": 5, "toen": 0}, {"nodig": "5", "beschikbaar": "5", "nu": 5, "toen": 5}],
)  # fmt: skip
def test_nothing_to_say(velden):
    assert ernst("R18", dossier(**velden), P) is None


@pytest.mark.parametrize(
    ("velden", "mist"),
    [
        ({"nodig": "5"}, "vrijwilligersuren_beschikbaar"),
        ({"beschikbaar": "5"}, "vrijwilligersuren_nodig"),
        ({"nu": 5}, "vrijwilligers_jaar_geleden"),
        ({"nodig": "5", "beschikbaar": "5", "toen": 3}, "vrijwilligers_nu"),
    ],
)
def test_half_a_pair_is_not_safe(velden, mist):
    assert beoordeel("R18", dossier(**velden), P)[0].ontbreekt == (mist,)


def test_the_sentence_has_the_figures():
    uitkomst = beoordeel("R18", dossier("30", "17", 7, 10), P)[0]
    assert uitkomst.ernst == "risico"
    assert "57% van de uren" in uitkomst.uitleg
    assert "70% van de vrijwilligers" in uitkomst.uitleg
