"""Every rule explains itself, with every threshold it has, and the document says the same."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from financiering.continuiteit.regel import STANDAARD, Instellingen, explain
from financiering.continuiteit.registry import REGISTER
from financiering.continuiteit.uitleg import list_uitleg, write_markdown

DOCUMENT = Path(__file__).parents[2] / "docs" / "regels.md"


@pytest.mark.parametrize("regel", list(REGISTER), ids=lambda regel: regel.code)
def test_every_threshold_is_explained(regel):
    tekst = " ".join([regel.uitleg, *regel.niveaus.values(), regel.verzachting])
    assert set(re.findall(r"{(\w+)", tekst)) == set(regel.drempels)
    assert regel.uitleg.endswith((".", "?"))
    assert regel.voorbeeld.endswith(".")
    assert len(regel.niveaus) >= 2


def test_the_document_is_current():
    assert DOCUMENT.read_text("utf-8") == write_markdown(list_uitleg(STANDAARD)), "run: make regels"


def test_an_own_threshold_is_what_the_page_says():
    eigen = Instellingen({("R05", "info_maanden"): Decimal(30)})
    (r05,) = [deel for deel in list_uitleg(eigen) if deel.regel.code == "R05"]
    assert r05.niveaus[0] == ("info", "binnen 30 maanden")


def test_numbers_read_as_dutch():
    drempels = {"deel": Decimal("0.25"), "geld": Decimal(5000), "keer": Decimal("1.10")}
    assert explain("{deel:%} {geld:€} {keer}", drempels) == "25% € 5.000 1,1"
    with pytest.raises(KeyError):
        explain("{anders}", drempels)
