"""The page of the registers: a file is looked at before anything is asked, and columns are pointed at."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from financiering.models import Koppeling, Opdracht
from financiering.uitwisseling.registers.koppeling import read_vertaling
from financiering.web.bestand import find_pad

KOP = '"Nummer";"Wie\nkreeg het";"Jaar";"Verleend"'
RIJ = "1;Stichting A;2018;€ 15.000"


def upload(klant, inhoud, **velden):
    bestand = SimpleUploadedFile("r.csv", inhoud.encode())
    return klant.post("/registers", {"bestand": bestand, "koppeling": "nieuw"} | velden)


@pytest.mark.parametrize(
    ("inhoud", "waarom"),
    [
        (f"{KOP}\n{RIJ}\n" * 5 + f"2;{'x' * 20_000};2018;1", "20000 tekens lang"),
        ("\0\1\2" * 99, "geen tekst"),
        ("", "leeg"),
        (f"{KOP}\n{RIJ}\n3;A\0;2018;1", "geen tekst"),
    ],
)
def test_a_file_that_is_refused_is_refused_before_its_columns_are_asked(cast, als, inhoud, waarom):
    antwoord = upload(als(cast.accounthouder), inhoud)
    assert antwoord.status_code == 200
    assert waarom in antwoord.content.decode()
    assert not Opdracht.objects.exists()


def test_columns_are_pointed_at_and_the_mapping_is_kept(cast, als):
    klant = als(cast.accounthouder)
    assert upload(klant, f"{KOP}\n{RIJ}")["Location"] == "/registers/koppeling"
    pagina = klant.get("/registers/koppeling").content.decode()
    assert "Wie kreeg het" in pagina
    assert "Stichting A" in pagina
    gekozen = {
        "naam": "Ons register", "financier": "Gemeente Veldstad", "getallen": "nl", "prive": "particulier*",
        "k_dossiernummer": "Nummer", "k_ontvanger": "Wie kreeg het", "k_jaar": "Jaar", "k_verleend": "Verleend",
    }  # fmt: skip
    antwoord = klant.post("/registers/koppeling", gekozen)
    assert antwoord["Location"].startswith("/opdrachten/")
    vertaling = read_vertaling(Koppeling.objects.get().inhoud)
    assert vertaling.kolommen["ontvanger"] == "Wie kreeg het"
    assert Opdracht.objects.get().parameters["koppeling"] == Koppeling.objects.get().inhoud


def test_a_needed_column_that_is_not_pointed_at_is_asked_for_and_what_was_typed_stays(cast, als):
    klant = als(cast.accounthouder)
    upload(klant, f"{KOP}\n{RIJ}")
    gekozen = {
        "naam": "Ons register", "financier": "Gemeente Veldstad", "getallen": "nl",
        "k_dossiernummer": "Nummer", "k_ontvanger": "Wie kreeg het",
    }  # fmt: skip
    pagina = klant.post("/registers/koppeling", gekozen).content.decode()
    assert "Wijs een kolom aan voor: jaar of van." in pagina
    assert "Ons register" in pagina
    assert not Koppeling.objects.exists()


def test_a_file_that_is_gone_is_asked_for_again(cast, als):
    klant = als(cast.accounthouder)
    upload(klant, f"{KOP}\n{RIJ}")
    find_pad(klant.session["register"]["bestand"]).unlink()
    antwoord = klant.get("/registers/koppeling", follow=True)
    assert "Kies eerst een bestand." in antwoord.content.decode()


def test_a_new_register_opens_with_the_columns_that_were_recognised(cast, als):
    csv = "Zaaknummer;Wie;Jaar;Bedrag\n12;De Brug;2026;1.500,00\n"
    klant = als(cast.accounthouder)
    upload(klant, csv)
    tekst = klant.get("/registers/koppeling").content.decode()
    for kop in ("Zaaknummer", "Wie", "Jaar", "Bedrag"):
        assert tekst.count(f'<option value="{kop}" selected>') == 1


def test_without_a_file_it_asks_for_one(cast, als):
    tekst = als(cast.accounthouder).post("/registers", {"koppeling": "nieuw"}).content.decode()
    assert "Kies eerst een bestand." in tekst
