"""What accounting asks of three of the sixteen, as somebody reads it on the pages of the demo."""

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from financiering.demo.laden import load_demo
from financiering.models import Gebruiker, Geldstroom, Initiatief


@pytest.fixture
def lees(db, client):
    """The text of a page of the demo, as the adviser reads it."""
    load_demo(date(2026, 11, 23))
    client.force_login(Gebruiker.objects.get(username="adviseur"))

    def lees(naam, sleutel):
        antwoord = client.get(reverse(naam, args=[sleutel]))
        assert antwoord.status_code == 200
        return unescape(antwoord.content.decode()).replace("\u00a0", " ")

    return lees


def get_stroom(kenmerk, **velden):
    return Geldstroom.objects.get(initiatief__kenmerk=kenmerk, **velden).pk


def test_the_heavy_the_light_and_the_free(lees):
    """One load of the demo for three stories: it is the slow part."""
    dans = lees("initiatief", "time-to-dance")
    assert "kost € 5.550 (90 uur en een accountant). Dat is 11% van € 52.000" in dans
    aanvraag = lees("geldstroom", get_stroom("time-to-dance", status="aangevraagd"))
    assert "Elk jaar opnieuw een hele aanvraag" in aanvraag
    assert "contracten met alle organisaties" in aanvraag
    assert "Bij € 54.000 vertel je wat er is gebeurd" in aanvraag
    assert "kijkt een accountant het na" in aanvraag

    tuin = lees("geldstroom", get_stroom("buurttuin-kempenaar", bron="gemeentesubsidie"))
    assert "Bij € 1.800 hoef je niets te schrijven en niets op te sturen." in tuin
    assert "<li>Bewaar in een doos: het besluit, de bonnen en een paar foto's.</li>" in tuin

    opdracht = lees("geldstroom", get_stroom("de-driemaster", bron="mag_opdracht"))
    assert "De gemeente bepaalt wat er moet gebeuren, De Driemaster bepaalt hoe." in opdracht
    assert "Er is ruimte om het projectplan onderweg te wijzigen." in opdracht
    driemaster = lees("initiatief", "de-driemaster")
    assert "moet uiterlijk 1 december 2020 betalen" not in driemaster
    assert Initiatief.objects.get(kenmerk="de-driemaster").bedragen_fictief
