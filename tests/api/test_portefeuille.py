"""The figures of the portfolio and the mirror: those of the page, with the same guards."""

import re
from datetime import date
from decimal import Decimal

import pytest

from financiering.models import Bewaardekeuze, Publicatie
from financiering.rapportage.spiegel import build_spiegel
from financiering.services.initiatieven import save_initiatief
from tests.api.test_schrijven import list_fouten, send
from tests.cast import TOEN, make_geldstroom, make_initiatief

ADRES = "/api/v1/gemeenten/GM9001/portefeuille"


@pytest.fixture
def stad(cast):
    """Money of the town itself, and of a fund that two initiatives do not share."""
    make_geldstroom(cast.kade, cast.gemeente, aard="structureel")
    make_geldstroom(cast.kade, cast.fonds, bron="fonds", aard="incidenteel", verleend=Decimal(3000))
    make_geldstroom(cast.tuin, cast.fonds, bron="fonds", aard="incidenteel", verleend=Decimal(700))
    make_geldstroom(cast.tuin, cast.gemeente, bron="in_natura", verleend=Decimal(50))
    make_geldstroom(cast.dok, cast.fonds, bron="fonds", verleend=Decimal(99_999))
    for initiatief, wijk in ((cast.kade, "Noord"), (cast.tuin, "Zuid")):
        initiatief.wijk = wijk
        save_initiatief(initiatief, TOEN)
    return cast


def test_the_figures_are_those_of_the_page(stad, als):
    client = als(stad.accounthouder)
    beeld = client.get(f"{ADRES}?jaar=2026&per=bron").json()
    pagina = client.get("/portefeuille?jaar=2026&per=bron").context
    rijen = {rij["bron"]: rij for rij in pagina["rijen"]}
    assert {rij["waarde"] for rij in beeld["rijen"]} == set(rijen) == {"gemeentesubsidie", "fonds"}
    for rij in beeld["rijen"]:
        zelfde = rijen[rij["waarde"]]
        assert (Decimal(rij["verleend"]), rij["aantal"]) == (zelfde["verleend"], zelfde["aantal"])
    assert Decimal(beeld["totaal"]) == pagina["verdeling"].totaal == Decimal("15700.00")
    assert Decimal(beeld["natura"]) == pagina["natura"] == Decimal("50.00")
    assert (beeld["initiatieven"], beeld["initiatievenDieNietAllesDelen"]) == (
        pagina["alle"], pagina["verborgen"],
    )  # fmt: skip
    jaar = next(jaar for jaar in beeld["jaren"] if jaar["jaar"] == 2026)
    assert (jaar["structureel"], jaar["incidenteel"]) == ("12000.00", "3700.00")


def test_a_small_group_is_not_told_apart(stad, als):
    """Two funds' grants that are not shared, each in a neighbourhood of its own."""
    beeld = als(stad.accounthouder).get(f"{ADRES}?jaar=2026&per=wijk").json()
    assert {rij["waarde"]: rij["verleend"] for rij in beeld["rijen"]} == {"Noord": "12000.00"}
    assert (beeld["rest"], beeld["restAantal"]) == ("3700.00", 2)
    nauw = als(stad.accounthouder).get(f"{ADRES}?jaar=2026&wijk=Zuid").json()
    assert nauw["totaal"] == "0.00"
    assert next(jaar for jaar in nauw["jaren"] if jaar["jaar"] == 2026)["klein"]


@pytest.mark.parametrize(
    "vraag",
    ["jaar=2026&geldsoort=basisgeld&per=bron", "jaar=2025&per=domein",
     "peildatum=2026-06-01&bekendOp=2026-01-04", "jaar=2026&fase=-&per=fase"],
)  # fmt: skip
def test_every_choice_gives_what_the_page_gives(vraag, stad, als):
    client = als(stad.accounthouder)
    beeld = client.get(f"{ADRES}?{vraag}").json()
    pagina = client.get(f"/portefeuille?{vraag.replace('bekendOp', 'bekend_op')}").context
    assert Decimal(beeld["totaal"]) == pagina["verdeling"].totaal
    assert Decimal(beeld["natura"]) == pagina["natura"]
    assert beeld["jaar"] == pagina["jaar"]


def test_a_question_nobody_understands_is_named(stad, als):
    antwoord = als(stad.accounthouder).get(f"{ADRES}?jaar=12&per=kleur&bron=in_natura&verzonnen=1")
    assert set(list_fouten(antwoord)) == {"jaar", "per", "bron", "verzonnen"}


def test_who_is_of_another_town_hears_why_not(stad, als):
    for pad in ("portefeuille", "spiegel"):
        antwoord = als(stad.buurman).get(f"/api/v1/gemeenten/GM9001/{pad}")
        assert (antwoord.status_code, antwoord.json()["detail"]) == (
            403, "Alleen de gemeente zelf ziet haar portefeuille en haar spiegel.",
        )  # fmt: skip
        assert als(stad.buurman).get(f"/api/v1/gemeenten/GM0000/{pad}").status_code == 404


def test_the_portfolio_asks_no_more_of_a_larger_town(stad, als, django_assert_max_num_queries):
    for nummer in range(4):
        ander = make_initiatief(f"extra-{nummer}", stad.veldstad, wijk="West")
        make_geldstroom(ander, stad.fonds, bron="fonds")
    client = als(stad.accounthouder)
    for per in ("geldsoort", "wijk", "financier"):
        with django_assert_max_num_queries(15):
            client.get(f"{ADRES}?jaar=2026&per={per}")


def test_the_mirror_says_what_the_page_says(stad, als):
    make_geldstroom(
        stad.kade, stad.gemeente, ingediend_op=date(2025, 9, 1), beschikking_op=date(2026, 1, 20),
        beslissen_voor=date(2025, 12, 31),
    )  # fmt: skip
    client = als(stad.accounthouder)
    spiegel = client.get("/api/v1/gemeenten/GM9001/spiegel?peildatum=2026-06-01&per=bron").json()
    beeld = build_spiegel(
        stad.veldstad, date(2026, 6, 1), 2026, per="bron", alleen_initiatieven=False
    )
    assert [(rij["jaar"], rij["teLaat"], rij["ergste"]) for rij in spiegel["regels"]] == [
        (regel.jaar, regel.te_laat, regel.ergste) for regel in beeld.regels
    ]
    assert spiegel["regels"][0]["ergste"] == 20
    pagina = client.get("/spiegel?peildatum=2026-06-01&per=bron").content.decode()
    assert re.sub(r"\s+", " ", spiegel["kern"]) in re.sub(r"\s+", " ", pagina)


def test_a_choice_is_kept_for_the_municipality_and_taken_away(stad, als):
    client = als(stad.accounthouder)
    nieuw = {"gemeente": "GM9001", "naam": "Noord", "vraag": "wijk=Noord&verzonnen=1&per=bron"}
    gemaakt = send(client, "post", "bewaarde-keuzes", nieuw)
    assert (gemaakt.status_code, gemaakt.json()["vraag"]) == (201, "wijk=Noord&per=bron")
    assert send(als(stad.buurman), "post", "bewaarde-keuzes", nieuw).status_code == 403
    een = f"bewaarde-keuzes/{gemaakt.json()['id']}"
    assert send(als(stad.buurman), "delete", een, {}, If_Match='"1"').status_code == 404
    assert send(als(stad.accounthouder), "delete", een, {}, If_Match='"1"').status_code == 204
    assert not Bewaardekeuze.objects.exists()


def test_a_municipality_publishes_its_totals_and_stops(stad, als):
    aan = {"gemeente": "GM9001", "aan": True, "reden": "Besluit van het college"}
    assert send(als(stad.buurman), "post", "publicaties", aan).status_code == 403
    assert send(als(stad.accounthouder), "post", "publicaties", aan).status_code == 201
    assert als(stad.penningmeester).get("/api/v1/publicaties").json()["aantal"] == 1
    send(als(stad.accounthouder), "post", "publicaties", aan | {"aan": False})
    assert als(stad.penningmeester).get("/api/v1/publicaties").json()["aantal"] == 0
    assert Publicatie.objects.get().reden == "Besluit van het college"
