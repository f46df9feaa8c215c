"""A statement read in at the page: what is recognised is put forward, what is chosen is kept, nothing else."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from financiering.models import Betaling
from financiering.web import bank
from tests.cast import make_geldstroom
from tests.uitwisseling.afschriften import write_boeking, write_camt

LEES = "/initiatieven/kade/bank"
BEWAAR = "/initiatieven/kade/bank/bewaren"


def upload(client, *boekingen, adres=LEES):
    bestand = SimpleUploadedFile("maart.xml", write_camt(*boekingen))
    antwoord = client.post(adres, {"bestand": bestand})
    assert antwoord.status_code == 200
    return unescape(antwoord.content.decode())


def read_velden(pagina):
    """What the form on the page would send as it stands."""
    velden = dict(re.findall(r'<input type="hidden" name="(regel-\d+)" value="([^"]*)"', pagina))
    for naam, opties in re.findall(r'<select [^>]*name="(stroom-\d+)">(.*?)</select>', pagina):
        velden[naam] = re.search(r'value="([^"]*)" selected', opties)[1]
    return velden


@pytest.fixture
def stroom(cast):
    return make_geldstroom(cast.kade, cast.gemeente)


def test_from_the_file_to_the_money_on_the_page(cast, als, stroom):
    client = als(cast.penningmeester)
    pagina = upload(
        client, write_boeking("4000.00", "Gemeente Veldstad", "Voorschot"),
        write_boeking("25.00", "A. Donateur", "Succes!"),
        write_boeking("12.50", "Een winkel", erbij=False),
    )  # fmt: skip
    assert "Eén betaling herkennen we." in pagina
    assert "Eén afschrijving laten we weg" in pagina
    assert "Een winkel" not in pagina
    velden = read_velden(pagina)
    assert [velden["stroom-0"], velden["stroom-1"]] == [str(stroom.pk), ""]
    antwoord = client.post(BEWAAR, velden, follow=True)
    assert "Eén betaling bewaard." in antwoord.content.decode()
    betaling = Betaling.objects.get()
    assert (betaling.bedrag, betaling.ontvangen_op) == (Decimal(4000), date(2026, 3, 10))
    assert betaling.history.get().history_user == cast.penningmeester
    assert "Donateur" not in str(list(Betaling.history.values()))

    opnieuw = upload(client, write_boeking("4000.00", "Gemeente Veldstad", "Voorschot"))
    assert "Alles wat hierin voor jullie binnenkwam, stond er al." in opnieuw
    client.post(BEWAAR, velden)
    assert Betaling.objects.count() == 1


def test_what_is_not_recognised_can_be_chosen(cast, als, stroom):
    client = als(cast.penningmeester)
    pagina = upload(client, write_boeking("25.00", "Iemand"))
    assert "We herkennen geen betaling. Kies zelf waar het geld voor is." in pagina
    velden = read_velden(pagina) | {"stroom-0": str(stroom.pk)}
    client.post(BEWAAR, velden)
    assert Betaling.objects.get().bedrag == 25


def test_nothing_is_kept_by_looking(cast, als, stroom):
    upload(als(cast.penningmeester), write_boeking("4000.00", "Gemeente Veldstad"))
    assert not Betaling.objects.exists()


def test_a_line_is_of_this_page_and_this_initiative(cast, als, stroom, monkeypatch):
    client = als(cast.penningmeester)
    velden = read_velden(upload(client, write_boeking("4000.00", "Gemeente Veldstad")))
    make_geldstroom(cast.dok, cast.fonds)
    van_dok = read_velden(
        upload(als(cast.ander), write_boeking("99.00"), adres="/initiatieven/dok/bank")
    )
    client = als(cast.penningmeester)
    for anders in ("", "onzin", velden["regel-0"][:-1] + "x", van_dok["regel-0"]):
        antwoord = client.post(BEWAAR, velden | {"regel-0": anders}, follow=True)
        assert "Dit afschrift staat hier te lang." in antwoord.content.decode()
    monkeypatch.setattr(bank, "GELDIG", -1)
    client.post(BEWAAR, velden)
    assert not Betaling.objects.exists()


@pytest.mark.parametrize("anders", ["9" * 30, "0"])
def test_a_stream_that_is_not_there(cast, als, stroom, anders):
    client = als(cast.penningmeester)
    velden = read_velden(upload(client, write_boeking("4000.00", "Gemeente Veldstad")))
    antwoord = client.post(BEWAAR, velden | {"stroom-0": anders}, follow=True)
    assert "Er is niets bewaard." in antwoord.content.decode()
    assert not Betaling.objects.exists()


@pytest.mark.parametrize("wie", ["ander", "accounthouder", "adviseur", "beheerder"])
def test_only_its_own_people(cast, als, stroom, wie):
    client = als(getattr(cast, wie))
    bestand = SimpleUploadedFile("maart.xml", write_camt(write_boeking("1.00")))
    assert client.post(LEES, {"bestand": bestand}).status_code == 404
    assert client.post(BEWAAR, {}).status_code == 404


def test_a_refusal_stands_at_the_field(cast, als):
    client = als(cast.penningmeester)
    antwoord = client.post(LEES, {"bestand": SimpleUploadedFile("foto.png", b"\x89PNG")})
    assert "foto.png is geen afschrift van een bank." in antwoord.content.decode()
    assert "Kies eerst een bestand" in client.post(LEES, {}).content.decode()


def test_without_promises_it_says_what_to_do(cast, als):
    pagina = upload(als(cast.penningmeester), write_boeking("1.00"))
    assert "Er is nog geen geld toegezegd" in pagina
    assert reverse("geld_toevoegen", args=["kade"]) in pagina


def test_nothing_chosen_is_nothing_kept(cast, als, stroom):
    client = als(cast.penningmeester)
    antwoord = client.post(BEWAAR, {}, follow=True)
    assert "Er was niets nieuws om te bewaren." in antwoord.content.decode()


def test_more_lines_than_a_page_can_ask_about(cast, als, stroom):
    veel = [write_boeking("1.00", f"Nummer {n}") for n in range(bank.HOOGSTENS + 1)]
    assert "meer dan 400 bijschrijvingen" in upload(als(cast.penningmeester), *veel)
    velden = read_velden(upload(als(cast.penningmeester), *veel[1:]))
    assert len(velden) == 2 * bank.HOOGSTENS
    velden |= {f"stroom-{n}": str(stroom.pk) for n in range(bank.HOOGSTENS)}
    als(cast.penningmeester).post(BEWAAR, velden)
    assert Betaling.objects.count() == bank.HOOGSTENS


def test_whoever_tries_the_system_gets_a_statement_that_is_recognised(cast, als, stroom, settings):
    client = als(cast.penningmeester)
    verzonnen = client.get(f"{LEES}/voorbeeld").content
    antwoord = client.post(LEES, {"bestand": SimpleUploadedFile("proef.xml", verzonnen)})
    assert "Eén betaling herkennen we." in antwoord.content.decode()
    assert "6.000,00" in antwoord.content.decode()
    settings.DEMO = False
    assert client.get(f"{LEES}/voorbeeld").status_code == 404
    assert "verzonnen afschrift" not in client.get(LEES).content.decode()
