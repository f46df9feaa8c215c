"""The level a profile allows: at, just under and just over each threshold."""

from decimal import Decimal

import pytest

from financiering.domain.codes import Niveau
from financiering.domain.regimes import Drempel, find_niveau

PROFIEL = [
    Drempel(None, Niveau.ACCOUNTANT),
    Drempel(Decimal(5000), Niveau.GEEN),
    Drempel(Decimal(50000), Niveau.INHOUDELIJK),
]


@pytest.mark.parametrize(
    ("bedrag", "niveau"),
    [
        ("0", Niveau.GEEN),
        ("4999.99", Niveau.GEEN),
        ("5000", Niveau.INHOUDELIJK),
        ("49999.99", Niveau.INHOUDELIJK),
        ("50000", Niveau.ACCOUNTANT),
    ],
)
def test_level_at_an_amount(bedrag, niveau):
    assert find_niveau(Decimal(bedrag), PROFIEL) == niveau


def test_a_profile_that_does_not_say():
    assert find_niveau(Decimal(100), []) is None
    assert find_niveau(Decimal(9000), [Drempel(Decimal(5000), Niveau.GEEN)]) is None
