"""The pages of the pots."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from financiering.models import Geldstroom, Pot
from financiering.services.potten import compute_over, save_pot
from financiering.services.schrijven import Handeling
from tests.cast import make_geldstroom

IK = Handeling(None, "Test")


def make_pot(cast, naam="Oost", bedrag=1000, **velden):
    velden = {"gemeente": cast.veldstad, "soort": "scharrelgeld", "jaar": 2026} | velden
    return save_pot(
        Pot(kenmerk=naam.lower(), naam=naam, bedrag=Decimal(bedrag), **velden), None, IK
    )


@pytest.fixture
def pot(cast):
    return make_pot(cast)


def test_making_a_pot_with_parts_per_domain(cast, als):
    client = als(cast.accounthouder)
    velden = {
        "soort": "integraal_budget", "naam": "Wijkaanpak", "jaar": "2026", "bedrag": "30.000", "na_jaar": "gaat_mee",
        "bijdragen": "Welzijn 20.000\nWerk en inkomen: € 9.000,00", "reden": "Begroting 2026",
    }  # fmt: skip
    fout = client.post("/potten/nieuw", velden)
    assert "samen € 29.000,00" in fout.content.decode()
    assert "Werk en inkomen: € 9.000,00" in fout.content.decode()
    antwoord = client.post("/potten/nieuw", velden | {"bedrag": "29.000"})
    pot = Pot.objects.get()
    assert antwoord.url == f"/potten/{pot.pk}"
    assert {b.domein: b.bedrag for b in pot.bijdragen.all()} == {
        "Welzijn": 20000, "Werk en inkomen": 9000,
    }  # fmt: skip
    assert pot.history.first().history_change_reason == "Begroting 2026"
    tekst = client.get(f"/potten/{pot.pk}").content.decode()
    assert "wat over is, gaat mee naar 2027." in tekst
    wijzig = client.get(f"/potten/{pot.pk}/wijzigen").content.decode()
    assert "Welzijn 20.000\nWerk en inkomen 9.000" in wijzig


def test_the_pots_as_a_picture_of_what_is_granted_reserved_and_free(cast, als, pot):
    """Oost has 1000: 300 granted, 900 asked of which 700 fits; West has 50 and nothing else."""
    make_pot(cast, "West", 50)
    make_geldstroom(cast.kade, cast.gemeente, pot=pot, verleend=Decimal(300))
    make_geldstroom(
        cast.kade, cast.gemeente, pot=pot, status="aangevraagd", aangevraagd=Decimal(900)
    )
    client = als(cast.accounthouder)
    grafiek = client.get("/potten?jaar=2026").context["grafiek"]
    assert grafiek.titel == "Het meeste is nog vrij in West: € 50"
    assert grafiek.beschrijving == (
        "Oost: verleend € 300, gereserveerd € 700, samen € 1.000. West: nog vrij € 50, samen € 50."
    )
    bestand = client.get("/potten?jaar=2026&download=potten.csv").content.decode()
    assert "Oost;300.00;700.00;0.00;1000.00" in bestand
    assert client.get("/potten?download=anders.csv").status_code == 404


@pytest.mark.parametrize("regels", ["Welzijn", "20.000", "Zorg 1\nZorg 2", "Zorg veel"])
def test_a_line_that_is_no_domain_with_euros_is_said(cast, als, regels):
    antwoord = als(cast.accounthouder).post("/potten/nieuw", {"bijdragen": regels})
    assert antwoord.context["form"].errors["bijdragen"]


def test_asked_and_given_on_one_page(cast, als, pot):
    client = als(cast.accounthouder)
    velden = {
        "initiatief": cast.kade.pk, "omschrijving": "Koffie en een zaaltje", "bedrag": "250",
        "geldsoort": "zaaigeld", "op": "2026-03-01",
    }  # fmt: skip
    antwoord = client.post(f"/potten/{pot.pk}/geven", velden, follow=True)
    tekst = antwoord.content.decode()
    assert "€ 250,00 is gegeven aan Kade." in tekst
    assert "Er is nog €\xa0750,00 over van €\xa01.000,00." in tekst
    assert Geldstroom.objects.get().verleend == 250


def test_of_an_assignment_the_what_stands_on_the_page_and_each_department_sees_its_part(cast, als):
    pot = make_pot(cast, "Welzijn en preventie", 3000, soort="mag_opdracht")
    client = als(cast.accounthouder)
    velden = {
        "versie": "1", "soort": "mag_opdracht", "naam": "Opdracht", "jaar": "2026", "bedrag": "3000",
        "opdracht": "Niemand in Oost eet elke dag alleen.", "na_jaar": "vervalt", "reden": "Raadsbesluit",
        "bijdragen": "Welzijn 2000\nZorg 1000",
    }  # fmt: skip
    client.post(f"/potten/{pot.pk}/wijzigen", velden)
    stroom = make_geldstroom(cast.kade, cast.gemeente, verleend=Decimal(900))
    client.post(
        f"/potten/{pot.pk}/toekennen",
        {"geldstroom": stroom.pk, "doe": "koppelen", "op": "2026-02-01", "taakveld": "2025-6.1"},
    )
    tekst = client.get(f"/potten/{pot.pk}").content.decode().replace("\xa0", " ")
    assert "Niemand in Oost eet elke dag alleen." in tekst
    assert "Hoe dat gebeurt, bepaalt de organisatie." in tekst
    assert '<td class="getal">€ 600,00</td><td class="getal">€ 300,00</td>' in tekst
    assert Geldstroom.objects.get().taakveld == "2025-6.1"


def test_who_comes_too_late_hears_what_is_left_and_keeps_what_was_typed(cast, als, pot):
    client = als(cast.accounthouder)
    velden = {
        "initiatief": cast.tuin.pk, "omschrijving": "Gereedschap voor de tuin", "bedrag": "1.000,01",
        "geldsoort": "zaaigeld", "op": "2026-03-01",
    }  # fmt: skip
    antwoord = client.post(f"/potten/{pot.pk}/geven", velden)
    tekst = antwoord.content.decode()
    assert "In de pot “Oost” (2026) zit nog € 1.000,00. Dat is minder dan € 1.000,01." in tekst
    assert "Gereedschap voor de tuin" in tekst
    assert 'value="1.000,01"' in tekst
    assert not Geldstroom.objects.exists()


def test_a_request_is_reserved_taken_out_and_granted(cast, als, pot):
    client = als(cast.accounthouder)
    stroom = make_geldstroom(
        cast.kade, cast.gemeente, status="aangevraagd", aangevraagd=Decimal(400),
        ingediend_op="2026-01-05",
    )  # fmt: skip
    adres = f"/potten/{pot.pk}/toekennen"
    begin = {"geldstroom": stroom.pk, "op": "2026-02-01"}
    fout = client.post(adres, begin | {"doe": "koppelen"})
    assert "Dit is nog niet verleend." in fout.content.decode()
    client.post(adres, begin | {"doe": "reserveren"})
    assert "Gereserveerd: nog niet besloten" in client.get(f"/potten/{pot.pk}").content.decode()
    client.post(f"/potten/{pot.pk}/uit-de-pot/{stroom.pk}")
    assert Geldstroom.objects.get().pot is None
    client.post(adres, begin | {"doe": "verlenen"})
    assert (Geldstroom.objects.get().verleend, compute_over(pot)) == (400, 600)


def test_only_money_of_the_town_itself_can_be_chosen(cast, als, pot):
    fonds = make_geldstroom(cast.kade, cast.fonds, bron="fonds")
    antwoord = als(cast.accounthouder).post(
        f"/potten/{pot.pk}/toekennen",
        {"geldstroom": fonds.pk, "doe": "koppelen", "op": "2026-02-01"},
    )
    assert antwoord.context["form"].errors["geldstroom"]


def test_moving_asks_why_and_closing_follows_the_rule(cast, als, pot):
    client = als(cast.accounthouder)
    west = make_pot(cast, "West", 0, na_jaar="gaat_mee")
    adres = f"/potten/{pot.pk}/verplaatsen"
    assert client.post(adres, {"naar": west.pk, "bedrag": "300"}).context["form"].errors["reden"]
    antwoord = client.post(adres, {"naar": west.pk, "bedrag": "300", "reden": "West heeft meer nodig"}, follow=True)  # fmt: skip
    assert "West heeft meer nodig" in antwoord.content.decode()
    client.post(f"/potten/{west.pk}/afsluiten", {"reden": "Jaarrekening"})
    volgend = Pot.objects.get(jaar=2027)
    assert compute_over(volgend) == 300
    assert "€ 300,00" in client.get("/potten?jaar=2027").content.decode()
    assert client.get(f"/potten/{west.pk}/geven").status_code == 404


def test_somebody_else_saved_the_pot_first(cast, als, pot):
    client = als(cast.accounthouder)
    velden = {
        "versie": "1", "soort": "scharrelgeld", "naam": "Oost", "jaar": "2026", "bedrag": "900", "na_jaar": "vervalt", "reden": "x",
    }  # fmt: skip
    client.post(f"/potten/{pot.pk}/wijzigen", velden)
    antwoord = client.post(f"/potten/{pot.pk}/wijzigen", velden | {"bedrag": "800"})
    assert "Iemand anders heeft dit net gewijzigd" in antwoord.content.decode()
    assert Pot.objects.get().bedrag == 900


@pytest.mark.parametrize("adres", ["/potten", "/potten/{}", "/potten/{}/toekennen"])
def test_more_pots_and_grants_ask_no_more_queries(cast, als, pot, adres):
    client = als(cast.accounthouder)
    adres = adres.format(pot.pk)

    def grow(nummer):
        make_pot(cast, f"Pot {nummer}")
        make_geldstroom(cast.kade, cast.gemeente, pot=pot, verleend=Decimal(1))

    grow(0)
    aantallen = []
    for nummer in (1, 2):
        with CaptureQueriesContext(connection) as vangst:
            assert client.get(adres).status_code == 200
        aantallen.append(len(vangst))
        grow(nummer)
    assert aantallen[0] == aantallen[1] <= 15
