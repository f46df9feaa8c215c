"""A mapping half made: which column is probably which field."""

import pytest

from financiering.uitwisseling.registers.koppeling import VELDEN, find_koppeling, read_vertaling
from financiering.uitwisseling.registers.raden import NAMEN, guess_kolommen


def test_every_field_can_be_guessed_and_nothing_else():
    assert set(NAMEN) == set(VELDEN)


def test_the_columns_of_a_register_that_ships_are_found_but_for_the_one_that_says_something_else():
    vertaling = read_vertaling(find_koppeling("amsterdam_csv").read_text("utf-8"))
    geraden = guess_kolommen(vertaling.koppen)
    verwacht = {veld: kop for veld, kop in vertaling.kolommen.items() if veld != "wijk"}
    assert geraden == verwacht


@pytest.mark.parametrize(
    ("koppen", "gevonden"),
    [
        (["Wie", "Wat", "Jaar", "Bedrag"], {"ontvanger": "Wie", "omschrijving": "Wat", "jaar": "Jaar", "verleend": "Bedrag"}),
        (["Naam ontvanger", "Toegekend bedrag (€)"], {"ontvanger": "Naam ontvanger", "verleend": "Toegekend bedrag (€)"}),
        (["Bedrag aangevraagd", "Bedrag verleend"], {"aangevraagd": "Bedrag aangevraagd", "verleend": "Bedrag verleend"}),
        (["Kolom 1", "", "Kolom 2"], {}),
    ],
)  # fmt: skip
def test_a_heading_is_recognised_by_what_it_says(koppen, gevonden):
    assert guess_kolommen(koppen) == gevonden


def test_a_heading_serves_one_field_and_the_exact_one_goes_first():
    geraden = guess_kolommen(["Subsidiejaar", "Jaar van het besluit", "Jaar"])
    assert geraden["jaar"] == "Subsidiejaar"
    assert len(set(geraden.values())) == len(geraden)
