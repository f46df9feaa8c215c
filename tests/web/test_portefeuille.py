"""The pages of the portfolio: every choice lives in the address, few queries, nothing too much."""

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from financiering.rapportage.blik import INDELINGEN
from financiering.services.geldstromen import save_domeindelen
from financiering.services.schrijven import Handeling, save_object
from tests.cast import TOEN, make_geldstroom, make_initiatief

IK = Handeling(None, "Test")


@pytest.fixture
def stad(cast):
    for nummer in range(4):
        wie = make_initiatief(f"oost-{nummer}", cast.veldstad, wijk="Oost", buurt="Haven")
        stroom = make_geldstroom(wie, cast.gemeente, verleend=Decimal(1000))
        make_geldstroom(wie, cast.fonds, bron="fonds", verleend=Decimal(500))
        save_domeindelen(stroom, {"Welzijn": Decimal(40)}, IK)
    make_geldstroom(cast.kade, cast.gemeente, bron="in_natura", verleend=Decimal(5000))
    return cast


@pytest.mark.parametrize("richting", [code for code, _ in INDELINGEN])
@pytest.mark.parametrize("filters", ["", "&wijk=Oost&aard=onbekend&domein=Welzijn"])
@pytest.mark.parametrize("bekend", ["", "&bekend_op=2026-02-01"])
def test_at_most_fifteen_queries(stad, als, richting, filters, bekend):
    client = als(stad.accounthouder)
    with CaptureQueriesContext(connection) as vangst:
        antwoord = client.get(f"/portefeuille?jaar=2026&per={richting}{filters}{bekend}")
    assert antwoord.status_code == 200
    assert len(vangst) <= 15, [q["sql"][:90] for q in vangst]


def test_a_figure_opens_its_streams_with_the_same_choices(stad, als):
    client = als(stad.accounthouder)
    antwoord = client.get("/portefeuille?jaar=2026&per=buurt&geldsoort=basisgeld&aard=onbekend")
    haven = next(rij for rij in antwoord.context["rijen"] if rij["buurt"] == "Haven")
    lijst = client.get(haven["adres"])
    assert lijst.context["achter"].som == haven["verleend"] == 4000
    assert "Geldstromen achter € 4.000,00" in lijst.content.decode()
    assert "minder dan vijf initiatieven" in lijst.content.decode()
    assert {"aard=onbekend", "geldsoort=basisgeld", "buurt=Haven"} <= set(
        haven["adres"].split("?")[1].split("&")
    )


def test_what_is_not_known_opens_only_what_is_not_known(stad, als):
    client = als(stad.accounthouder)
    make_geldstroom(stad.tuin, stad.gemeente, verleend=Decimal(7))
    antwoord = client.get("/portefeuille?jaar=2026&per=wijk")
    leeg = next(rij for rij in antwoord.context["rijen"] if rij["wijk"] == "")
    assert client.get(leeg["adres"]).context["achter"].som == leeg["verleend"] == 7


def test_help_in_kind_stands_apart(stad, als):
    client = als(stad.accounthouder)
    antwoord = client.get("/portefeuille?jaar=2026&per=bron")
    assert antwoord.context["verdeling"].totaal == 6000
    tekst = antwoord.content.decode().replace("\xa0", " ")
    assert "hulp in natura ter waarde van" in tekst
    lijst = client.get(antwoord.context["natura_adres"])
    assert lijst.context["achter"].som == 5000


def test_a_giver_that_may_not_be_seen_is_not_offered_nor_named(stad, als):
    client = als(stad.accounthouder)
    antwoord = client.get(f"/portefeuille?jaar=2026&per=financier&financier={stad.fonds.pk}")
    assert "Stadsfonds" not in antwoord.content.decode()
    assert "Gemeente Veldstad" in antwoord.content.decode()


@pytest.mark.parametrize(
    "vraag", ["financier=x", "financier=²", "jaar=²²²²", "bron=zilver", "per=zilver", "fase=-", "domein=-"]
)  # fmt: skip
def test_an_odd_address_is_no_error(stad, als, vraag):
    client = als(stad.accounthouder)
    for naam in ("portefeuille", "portefeuille_stromen", "portefeuille_excel"):
        assert client.get(f"{reverse(naam)}?{vraag}").status_code == 200


def test_the_first_screen_answers_the_council(stad, als):
    client = als(stad.accounthouder)
    with CaptureQueriesContext(connection) as vangst:
        antwoord = client.get("/portefeuille")
    assert len(vangst) <= 15, [q["sql"][:90] for q in vangst]
    assert "Vragen van de raad" in antwoord.content.decode()
    with CaptureQueriesContext(connection) as vangst:
        vragen = client.get("/portefeuille/vragen?peildatum=2026-06-15")
    assert len(vangst) <= 15
    assert "Zoals het is op 15 juni 2026." in vragen.content.decode()


@pytest.mark.parametrize("filters", ["", "&wijk=Oost&aard=onbekend&domein=Welzijn"])
def test_two_days_side_by_side(stad, als, filters):
    client = als(stad.accounthouder)
    with CaptureQueriesContext(connection) as vangst:
        antwoord = client.get(
            f"/portefeuille/verschil?eerst=2025-12-31&nu=2099-12-31&jaar=2026{filters}"
        )
    assert len(vangst) <= 15, [q["sql"][:90] for q in vangst]
    tekst = antwoord.content.decode().replace("\xa0", " ")
    assert "Tussen 31 december 2025 en 31 december 2099 kwam er" in tekst
    assert "Deze geldstroom is toegevoegd." in tekst
    assert "Opzet van de test" in tekst
    assert "Stadsfonds" not in tekst


def test_an_unreadable_day_is_said(stad, als):
    antwoord = als(stad.accounthouder).get("/portefeuille/verschil?eerst=gisteren&nu=2020-01-01")
    assert antwoord.status_code == 200
    assert "“gisteren”" in antwoord.content.decode()


def test_the_first_lines_say_what_falls_away_next_year(cast, als):
    make_geldstroom(cast.kade, cast.gemeente, verleend=Decimal(400), aard="structureel", tot=None)
    make_geldstroom(cast.tuin, cast.gemeente, verleend=Decimal(600))
    client = als(cast.accounthouder)
    tekst = client.get("/portefeuille?jaar=2026").content.decode().replace("\xa0", " ")
    assert "Van het geld voor 2026 is € 600,00 tot en met dit jaar besloten." in tekst
    assert "Voor 2026 is € 1.000 verleend, voor 2027 tot nu toe € 400" in tekst
    voorbij = client.get("/portefeuille?jaar=2025").content.decode()
    assert "tot en met dit jaar besloten" not in voorbij


@pytest.mark.parametrize(
    ("per", "titel"),
    [
        ("tot", "60% van het geld voor 2026 is besloten tot en met 2026"),
        ("toegezegd", "100% van het geld voor 2026 heeft geen toezegging voor later"),
        ("wijk", "Het hoogste deel structureel geld in 2026: Oost (100%)"),
        ("bron", "Verleend in 2026 per soort gever"),
    ],
)
def test_the_title_of_the_rows_is_their_conclusion(cast, als, per, titel):
    make_geldstroom(cast.kade, cast.gemeente, verleend=Decimal(400), aard="structureel", tot=None, wijk="Oost")  # fmt: skip
    make_geldstroom(cast.tuin, cast.gemeente, verleend=Decimal(600))
    antwoord = als(cast.accounthouder).get(f"/portefeuille?jaar=2026&per={per}")
    assert antwoord.context["deel_grafiek"].titel == titel


@pytest.mark.parametrize("naam", ["jaren.svg", "jaren.csv", "deel.svg", "deel.csv", "zaaigeld.svg"])
def test_every_picture_is_taken_along(cast, als, naam):
    make_geldstroom(cast.kade, cast.gemeente, geldsoort="zaaigeld")
    client = als(cast.accounthouder)
    antwoord = client.get(f"/portefeuille?download={naam}")
    assert antwoord["Content-Disposition"] == f'attachment; filename="{naam}"'
    assert client.get(f"/portefeuille/vragen?download={naam}").status_code == (
        200 if "zaaigeld" in naam else 404
    )


def test_a_picture_of_a_choice_is_of_that_choice(cast, als):
    make_geldstroom(cast.kade, cast.gemeente, verleend=Decimal("400.50"), wijk="Oost")
    make_geldstroom(cast.tuin, cast.gemeente, verleend=Decimal(600))
    bestand = als(cast.accounthouder).get("/portefeuille?jaar=2026&wijk=Oost&download=jaren.csv")
    assert "2026;0.00;0.00;400.50;400.50" in bestand.content.decode()


@pytest.mark.parametrize("pad", ["", "/vragen", "/verschil"])
def test_on_paper_it_is_an_annex_that_says_what_it_is_about(cast, als, pad):
    make_geldstroom(cast.tuin, cast.fonds, bron="fonds")
    antwoord = als(cast.accounthouder).get(f"/portefeuille{pad}?peildatum=2026-06-15")
    tekst = antwoord.content.decode()
    assert '<dl class="gegevens alleen-op-papier">' in tekst
    assert "één initiatief deelt niet alle geldstromen met de gemeente, van de 1 met geld." in tekst


@pytest.fixture
def boek(cast, als):
    """The workbook of a town with money of its own, money of a fund that nobody shares, and an odd name."""
    make_geldstroom(cast.kade, cast.gemeente, verleend=Decimal(4000), aard="structureel", tot=None)
    make_geldstroom(cast.kade, cast.gemeente, verleend=Decimal(60), wijk="=1+1")
    make_geldstroom(cast.tuin, cast.fonds, bron="fonds", verleend=Decimal(500))
    return als(cast.accounthouder).get("/portefeuille/excel?jaar=2026").content


def test_the_workbook_begins_with_its_contents_and_ends_with_its_sources(boek):
    bladen = load_workbook(BytesIO(boek))
    assert bladen.sheetnames == [
        "Inhoud", "Per jaar", "Soort geld", "Besloten tot en met", "Soort gever", "Wijk", "Domein",
        "Vragen van de raad", "2026", "Bronnen",
    ]  # fmt: skip
    inhoud = {rij[0].value: rij[0].hyperlink for rij in bladen["Inhoud"].iter_rows() if rij}
    for naam in bladen.sheetnames[1:]:
        assert inhoud[naam].location or inhoud[naam].target, naam
    tekst = " ".join(str(rij[1].value) for rij in bladen["Inhoud"].iter_rows(min_row=2) if rij[1:])
    assert "één initiatief deelt niet alle geldstromen, van de 2 met geld." in tekst
    assert [(rij[0].value, rij[1].value) for rij in bladen["Bronnen"].iter_rows(min_row=2)] == [
        ("Opgeschreven in Buurtfundament, of uit een werkboek", 2),
        ("Niet met de gemeente gedeeld; telt mee in totalen", 1),
    ]


def test_the_sources_as_known_on_a_day_are_those_of_the_same_streams(cast, als):
    """History has numbers of its own; a stream that was changed must not stand in for another."""
    eerste = make_geldstroom(cast.kade, cast.gemeente)
    for woord in ("huur", "zaalhuur"):
        eerste.omschrijving = woord
        save_object(eerste, TOEN)
    make_geldstroom(cast.tuin, cast.fonds, bron="fonds")
    adres = "/portefeuille/excel?jaar=2026&bekend_op=2026-11-20"
    blad = load_workbook(BytesIO(als(cast.accounthouder).get(adres).content))["Bronnen"]
    assert [rij[1].value for rij in blad.iter_rows(min_row=2)] == [1, 1]


def test_the_sheets_hold_the_figures_of_the_page_and_no_formulas(boek):
    bladen = load_workbook(BytesIO(boek))
    assert [cel.value for cel in bladen["Soort geld"][2]] == ["basisgeld", 4000, 0, 560, 4560]
    wijken = {rij[0].value: rij[4].value for rij in bladen["Wijk"].iter_rows(min_row=2)}
    assert wijken == {"niet bekend": 4000, "1+1": 60, "niet uitgesplitst: niet gedeeld geld": 500}
    assert bladen["Wijk"]["E2"].number_format == '"€" #,##0.00'


def test_the_charts_are_excels_own_and_look_at_the_figures(boek):
    with ZipFile(BytesIO(boek)) as zak:
        grafieken = [zak.read(naam).decode() for naam in zak.namelist() if "charts/chart" in naam]
    assert len(grafieken) == 6
    assert any("'Per jaar'!$A$2" in grafiek for grafiek in grafieken)


@pytest.mark.parametrize("adres", ["portefeuille", "spiegel"])
@pytest.mark.parametrize("jaar", ["²⁰²⁶", "9" * 5000, "1989", "-2026"])
def test_a_year_that_is_none_shows_this_year(cast, als, adres, jaar):
    antwoord = als(cast.accounthouder).get(reverse(adres), {"jaar": jaar})
    assert antwoord.status_code == 200


def test_the_answers_on_the_first_screen_say_whom_they_leave_out(cast, als):
    make_geldstroom(cast.kade, cast.gemeente)
    make_geldstroom(cast.tuin, cast.fonds)
    pagina = als(cast.accounthouder).get("/portefeuille").content.decode()
    assert "Eén ander initiatief telt niet mee, want niet alles is gedeeld." in pagina
