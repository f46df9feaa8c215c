"""What everybody may see: only what was switched on, never a small group, and off is off at once."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from financiering.domain.codes import Onderdeel, Ontvanger
from financiering.models import Initiatief, Publicatie
from financiering.rapportage import openbaar
from financiering.services.initiatieven import (
    give_toestemming,
    revoke_toestemming,
    save_initiatief,
)
from financiering.services.publicaties import set_publicatie
from tests.cast import TOEN, make_geldstroom, make_initiatief

DAG = date(2026, 11, 23)


@pytest.fixture
def stad(cast):
    """Six in Oost, two in West, one in Noord; only one of the eight is paid by the fund."""
    for nummer in range(9):
        wijk = "Oost" if nummer < 6 else "West" if nummer < 8 else "=Noord"
        wie = make_initiatief(f"i{nummer}", cast.veldstad, wijk=wijk)
        make_geldstroom(wie, cast.gemeente, verleend=Decimal(1000))
    make_geldstroom(wie, cast.fonds, bron="fonds", verleend=Decimal("77.77"))
    make_geldstroom(wie, cast.gemeente, bron="in_natura", verleend=Decimal(5000))
    return cast


def show(gemeente, aan=True):
    return set_publicatie(gemeente, aan, DAG, TOEN)


def test_off_until_the_municipality_says_so_and_off_again_at_once(stad, client):
    adressen = ("/openbaar/GM9001", "/openbaar/GM9001.csv", "/openbaar/GM9001.json")
    assert [client.get(adres).status_code for adres in adressen] == [404] * 3
    show(stad.veldstad)
    assert [client.get(adres).status_code for adres in adressen] == [200] * 3
    assert client.get("/openbaar/GM9001.pdf").status_code == 404
    assert client.get("/openbaar/GM9002").status_code == 404
    assert "no-cache" in client.get("/openbaar/GM9001.json")["Cache-Control"]
    show(stad.veldstad, aan=False)
    assert [client.get(adres).status_code for adres in adressen] == [404] * 3
    assert "Veldstad" not in client.get("/openbaar").content.decode()


def test_only_this_municipality_switches_and_says_why(stad, als):
    klant = als(stad.buurman)
    assert (
        klant.post("/portefeuille/openbaar", {"stand": "openbaar", "reden": "x"}).status_code == 302
    )
    assert Publicatie.objects.get().gemeente == stad.havenstad
    klant = als(stad.accounthouder)
    zonder = klant.post("/portefeuille/openbaar", {"stand": "openbaar", "reden": " "})
    assert zonder.context["form"].errors["reden"]
    klant.post("/portefeuille/openbaar", {"stand": "openbaar", "reden": "De raad vroeg erom"})
    keuze = Publicatie.objects.get(gemeente=stad.veldstad)
    assert (keuze.aan, keuze.history.get().history_user) == (True, stad.accounthouder)
    assert "De raad vroeg erom" in klant.get("/openbaar/GM9001").content.decode()
    assert als(stad.penningmeester).get("/portefeuille/openbaar").status_code == 404


def find_jaar(beeld, jaar=2026):
    return next(j for j in beeld["jaren"] if j["jaar"] == jaar)


def test_a_small_group_is_never_alone_and_cannot_be_subtracted(stad, client):
    jaar = find_jaar(openbaar.load_openbaar(stad.veldstad, DAG))
    assert (jaar["initiatieven"], jaar["verleend"]) == (9, Decimal("9077.77"))
    wijken = jaar["uitsplitsingen"]["wijk"]
    # West and Noord hold three together, so Oost goes with them: else the total would tell.
    assert [(g["groep"], g["initiatieven"]) for g in wijken] == [(openbaar.REST, 9)]
    for richting in openbaar.RICHTINGEN:
        groepen = jaar["uitsplitsingen"][richting]
        assert all(groep["initiatieven"] >= 5 for groep in groepen)
        assert sum(groep["verleend"] for groep in groepen) == jaar["verleend"]
    show(stad.veldstad)
    tekst = client.get("/openbaar/GM9001").content.decode()
    assert "Per wijk laten we 2026 niet zien" in tekst
    bronnen = {g["groep"] for g in jaar["uitsplitsingen"]["bron"]}
    assert "fonds" not in bronnen


def test_large_groups_stand_apart(stad):
    for nummer in range(5):
        wie = make_initiatief(f"z{nummer}", stad.veldstad, wijk="Zuid")
        make_geldstroom(wie, stad.gemeente, verleend=Decimal(1000))
    for nummer in range(3):
        wie = make_initiatief(f"w{nummer}", stad.veldstad, wijk="West")
        make_geldstroom(wie, stad.gemeente, verleend=Decimal(1))
    wijken = find_jaar(openbaar.load_openbaar(stad.veldstad, DAG))["uitsplitsingen"]["wijk"]
    namen = [(g["groep"], g["initiatieven"]) for g in wijken]
    assert namen[0] == ("Oost", 6)
    assert (openbaar.REST, 6) in namen
    # West and Zuid hold five each; one of them hides Noord.
    assert {naam for naam, _ in namen} == {"Oost", "West", openbaar.REST}


def test_a_group_that_is_mostly_one_initiative_does_not_stand_apart(cast):
    """Five in each; in Zuid one has 9000 of 23,400 euros, a good 38 percent."""
    for wijk in ("Noord", "Oost", "Zuid"):
        for nummer in range(5):
            wie = make_initiatief(f"{wijk}-{nummer}", cast.veldstad, wijk=wijk)
            groot = wijk == "Zuid" and nummer == 0
            make_geldstroom(wie, cast.gemeente, verleend=Decimal(9000 if groot else 3600))

    def list_wijken(grootste):
        beeld = openbaar.compute_openbaar(
            cast.veldstad, date(2026, 10, 31), 5, grootste=Decimal(grootste)
        )
        return {g["groep"] for g in find_jaar(beeld)["uitsplitsingen"]["wijk"]}

    assert list_wijken(39) == {"Noord", "Oost", "Zuid"}
    assert list_wijken(38) == {"Noord", openbaar.REST}


def test_a_year_that_is_mostly_one_initiative_is_not_shown(stad):
    make_geldstroom(make_initiatief("groot", stad.veldstad), stad.gemeente, verleend=Decimal(90000))
    beeld = openbaar.load_openbaar(stad.veldstad, DAG)
    assert [jaar["jaar"] for jaar in beeld["jaren"]] == []
    assert beeld["grootsteAandeel"] == 75


def test_who_shows_their_own_money_hides_nobody(stad):
    """Six in Oost: when two show theirs, the other four could be read from what is left."""
    for nummer in range(5):
        make_geldstroom(make_initiatief(f"z{nummer}", stad.veldstad, wijk="Zuid"), stad.gemeente)
    for nummer in range(3):
        make_geldstroom(make_initiatief(f"w{nummer}", stad.veldstad, wijk="West"), stad.gemeente)
    voor = openbaar.compute_openbaar(stad.veldstad, date(2026, 10, 31), 5, grootste=Decimal(75))
    assert "Oost" in {g["groep"] for g in find_jaar(voor)["uitsplitsingen"]["wijk"]}
    for wie in Initiatief.objects.filter(kenmerk__in=("i0", "i1")):
        for deel in (Onderdeel.PAGINA, Onderdeel.TOTALEN):
            give_toestemming(wie, Ontvanger.OPENBAAR, deel, gegeven_op=DAG, handeling=TOEN)
    na = openbaar.compute_openbaar(stad.veldstad, date(2026, 10, 31), 5, grootste=Decimal(75))
    assert "Oost" not in {g["groep"] for g in find_jaar(na)["uitsplitsingen"]["wijk"]}


def test_a_year_of_too_few_is_not_there(cast):
    for nummer in range(4):
        make_geldstroom(make_initiatief(f"i{nummer}", cast.veldstad), cast.gemeente)
    assert openbaar.load_openbaar(cast.veldstad, DAG)["jaren"] == []


def test_a_grant_of_this_month_does_not_tell_itself(stad):
    eerst = openbaar.load_openbaar(stad.veldstad, DAG)
    assert eerst["bekendOp"] == date(2026, 10, 31)
    assert openbaar.find_stand(date(2026, 1, 1)) == date(2025, 12, 31)
    assert openbaar.load_openbaar(stad.veldstad, date(2026, 1, 31))["jaren"] == []


def test_the_second_visitor_costs_no_sum(stad, client):
    show(stad.veldstad)
    client.get("/openbaar/GM9001")
    with CaptureQueriesContext(connection) as vangst:
        client.get("/openbaar/GM9001")
    assert not [q for q in vangst if "jaarbedrag" in q["sql"]]
    assert len(vangst) <= 3


def test_the_files_say_what_the_page_says(stad, client):
    show(stad.veldstad)
    for nummer in range(5):
        make_geldstroom(make_initiatief(f"n{nummer}", stad.veldstad, wijk="=Noord"), stad.gemeente)
    jaar = find_jaar(client.get("/openbaar/GM9001.json").json())
    antwoord = client.get("/openbaar/GM9001.csv")
    rijen = list(csv.DictReader(io.StringIO(antwoord.content.decode()), delimiter=";"))
    totaal = next(r for r in rijen if r["jaar"] == "2026" and r["uitsplitsing"] == "totaal")
    assert (totaal["verleend"], int(totaal["initiatieven"])) == (
        jaar["verleend"],
        jaar["initiatieven"],
    )
    assert {r["groep"] for r in rijen if r["uitsplitsing"] == "wijk"} >= {"'=Noord"}
    assert "€ 69.077,77" in client.get("/openbaar/GM9001").content.decode().replace("\xa0", " ")


def test_one_year_at_a_time(stad, client):
    show(stad.veldstad)
    for nummer in range(5):
        wie = make_initiatief(f"o{nummer}", stad.veldstad)
        make_geldstroom(wie, stad.gemeente, van=date(2024, 1, 1), tot=date(2024, 12, 31))
    assert [j["jaar"] for j in client.get("/openbaar/GM9001").context["getoond"]] == [2026]
    ander = client.get("/openbaar/GM9001?jaar=2024")
    assert [j["jaar"] for j in ander.context["getoond"]] == [2024]
    assert "?jaar=2026" in ander.content.decode()
    assert client.get("/openbaar/GM9001?jaar=<b>").context["getoond"][0]["jaar"] == 2026


@pytest.fixture
def verhaal(cast):
    cast.kade.wat_doen_we, cast.kade.voor_wie = "Wij koken samen", "Voor de buurt"
    save_initiatief(cast.kade, TOEN)
    make_geldstroom(
        cast.kade, cast.fonds, omschrijving="Iets geheims", van=date(2025, 7, 1), tot=None
    )
    return cast


def choose(cast, onderdeel):
    give_toestemming(cast.kade, Ontvanger.OPENBAAR, onderdeel, gegeven_op=DAG, handeling=TOEN)


def test_a_page_shows_only_what_was_chosen(verhaal, client):
    adres = "/openbaar/initiatieven/kade"
    choose(verhaal, Onderdeel.VERHAAL)
    choose(verhaal, Onderdeel.TOTALEN)
    assert client.get(adres).status_code == 404
    revoke_toestemming(
        verhaal.kade, Ontvanger.OPENBAAR, Onderdeel.TOTALEN, ingetrokken_op=DAG, handeling=TOEN
    )
    choose(verhaal, Onderdeel.PAGINA)
    tekst = client.get(adres).content.decode()
    assert "Wij koken samen" in tekst
    assert "Voor de buurt" in tekst
    assert "€" not in tekst
    choose(verhaal, Onderdeel.TOTALEN)
    tekst = client.get(adres).content.decode()
    assert "2025" in tekst
    assert "2026" in tekst
    assert "2027" not in tekst
    assert "Stadsfonds" not in tekst
    assert "Iets geheims" not in tekst


def test_what_is_closed_is_gone_at_once(verhaal, als, client):
    klant = als(verhaal.penningmeester)
    keuze = {"ontvanger": "openbaar", "onderdeel": "pagina"}
    klant.post("/initiatieven/kade/toestemming", keuze | {"doe": "openen"})
    assert (
        "/openbaar/initiatieven/kade"
        in klant.get("/initiatieven/kade/openstellen").content.decode()
    )
    client.logout()
    assert client.get("/openbaar/initiatieven/kade").status_code == 200
    als(verhaal.penningmeester).post("/initiatieven/kade/toestemming", keuze | {"doe": "sluiten"})
    client.logout()
    assert client.get("/openbaar/initiatieven/kade").status_code == 404
    assert "Kade" not in client.get("/openbaar").content.decode()
