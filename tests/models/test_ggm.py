"""The mapping to the Gemeentelijk Gegevensmodel names only what exists, and leaves nothing out."""

import re
from pathlib import Path

import pytest
from django.apps import apps

DOCUMENT = Path(__file__).parents[2] / "docs" / "ggm.md"
RIJ = re.compile(r"^\| (\w+) \| (.*?) \| (.*?) ?\|$", re.M)
VELD = re.compile(r"`(\w+)\.(\w+)`")
ATTRIBUTEN = {
    "Subsidieaanvraag": 5,
    "Subsidiebeschikking": 7,
    "Subsidie": 27,
    "Betaalmoment": 3,
    "Rapportagemoment": 4,
    "Subsidiecomponent": 2,
    "Subsidieprogramma": 5,
    "Sector": 2,
    "Taak": 4,
}
"""How many attributes each object type of the subsidies model has."""


def list_delen():
    delen = re.split(r"^## ", DOCUMENT.read_text("utf-8"), flags=re.M)[1:]
    return {
        deel.split("\n", 1)[0]: [rij for rij in RIJ.findall(deel) if rij[0] != "GGM"]
        for deel in delen
    }


@pytest.mark.parametrize("paar", sorted(set(VELD.findall(DOCUMENT.read_text("utf-8")))))
def test_every_field_it_names_exists(paar):
    model, veld = paar
    assert apps.get_model("financiering", model)._meta.get_field(veld).concrete


def test_every_attribute_has_a_field_or_a_reason():
    delen = list_delen()
    assert {naam: len({rij[0] for rij in rijen}) for naam, rijen in delen.items()} == ATTRIBUTEN
    for rijen in delen.values():
        for attribuut, veld, opmerking in rijen:
            assert VELD.fullmatch(veld) or (veld == "–" and opmerking), attribuut
