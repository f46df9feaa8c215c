"""The list of taakvelden: every value once, and no code that a sheet could read as another."""

from decimal import Decimal

import pytest

from financiering.domain.invoer import InvoerFout
from financiering.domain.taakvelden import KORT, TAAKVELDEN
from financiering.uitwisseling.columns import GELDSTROMEN

TAAKVELD = GELDSTROMEN.find("taakveld")


def test_every_value_is_there_once_and_fits_its_column() -> None:
    waarden = [waarde for waarde, _ in TAAKVELDEN]
    assert len(set(waarden)) == len(waarden) == 43
    assert max(map(len, waarden)) <= 12


def test_a_short_code_is_one_number_only() -> None:
    getallen = [Decimal(kort) for _, kort in KORT]
    assert len(set(getallen)) == len(getallen)
    assert "0.1" not in {kort for _, kort in KORT}


@pytest.mark.parametrize(
    "getypt", ["6.1", 6.1, "6.1 Samenkracht en burgerparticipatie (2025)", "2025-6.1"]
)
def test_a_cell_is_read_by_code_or_by_name(getypt: object) -> None:
    assert TAAKVELD.parse(getypt) == "2025-6.1"


@pytest.mark.parametrize("getypt", ["0.1", 0.1, "6.9", "Samenkracht"])
def test_what_could_be_another_is_refused(getypt: object) -> None:
    with pytest.raises(InvoerFout):
        TAAKVELD.parse(getypt)
