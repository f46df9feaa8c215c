"""Signals: worst first, to whom they were opened, put aside with a reason, answered with advice."""

import ast
import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest

from financiering.continuiteit import regels
from financiering.domain.codes import Ernst, Onderdeel, Ontvanger
from financiering.models import Advies, Signaal
from financiering.services.beheer import save_kennissteunfunctie
from financiering.services.initiatieven import give_toestemming, revoke_toestemming
from financiering.services.schrijven import save_object
from financiering.web.datums import get_vandaag
from financiering.web.formulier.geldstroom import WijzigForm
from financiering.web.signalen import describe_lijst
from tests.cast import TOEN, make_geldstroom, make_initiatief
from tests.web.test_toegang import make_signaal

STEUN = Ontvanger.KENNISSTEUNFUNCTIE


def read(antwoord):
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def share(initiatief, onderdeel):
    give_toestemming(initiatief, STEUN, onderdeel, gegeven_op=date(2026, 1, 5), handeling=TOEN)


def list_plekken(tekst, *namen):
    plekken = [tekst.index(naam) for naam in namen]
    return sorted(plekken) == plekken


def test_the_worst_comes_first_and_then_the_earliest_day_to_act(cast, als):
    for kenmerk in ("brug", "plein"):
        share(make_initiatief(kenmerk, cast.veldstad), Onderdeel.SIGNALEN)
    brug, plein = (type(cast.kade).objects.get(kenmerk=k) for k in ("brug", "plein"))
    make_signaal(cast.tuin, ernst=Ernst.RISICO, uitleg="Zin drie.", laatste_dag=date(2026, 2, 1))
    make_signaal(brug, ernst=Ernst.KRITIEK, uitleg="Zin twee.", laatste_dag=date(2027, 3, 1))
    make_signaal(plein, ernst=Ernst.KRITIEK, uitleg="Zin een.", laatste_dag=date(2026, 12, 1))
    assert list_plekken(
        read(als(cast.adviseur).get("/signalen")), "Zin een.", "Zin twee.", "Zin drie."
    )


def test_the_list_says_how_many_cannot_wait_and_opens_with_the_worst_of_each(cast, als):
    plein = make_initiatief("plein", cast.veldstad)
    share(plein, Onderdeel.SIGNALEN)
    morgen = get_vandaag() + timedelta(days=1)
    make_signaal(cast.tuin, "R05", Ernst.KRITIEK, uitleg="Zin een.", laatste_dag=morgen)
    make_signaal(cast.tuin, "R07", Ernst.INFO, uitleg="Zin twee.")
    make_signaal(plein, "R07", Ernst.RISICO, uitleg="Zin drie.")
    tekst = read(als(cast.adviseur).get("/signalen"))
    assert "Eén initiatief is kritiek en één loopt risico." in tekst
    assert "nog één dag om iets te doen" in tekst
    assert list_plekken(tekst, "Zin een.", "<summary>Eén ander signaal", "Zin twee.", "Zin drie.")


@pytest.mark.parametrize(
    ("niveaus", "zin"),
    [
        (("kritiek", "kritiek"), "Twee initiatieven zijn kritiek."),
        (("risico", "info"), "Eén initiatief loopt risico."),
        (("info", "let_op"), "Niets is dringend."),
        (("let_op",), "Eén signaal; het ergste eerst."),
    ],
)
def test_the_sentence_above_the_list_counts_initiatives(niveaus, zin):
    assert describe_lijst([{"ergste": n, "signalen": [None]} for n in niveaus]) == zin


def test_an_adviser_sees_only_who_let_them_in(cast, als):
    dicht = make_signaal(cast.kade, uitleg="Van de kade")
    make_signaal(cast.tuin, uitleg="Van de tuin")
    client = als(cast.adviseur)
    tekst = read(client.get("/signalen"))
    assert "Van de tuin" in tekst
    assert "Van de kade" not in tekst
    assert client.get(f"/signalen/{dicht.pk}").status_code == 404


def list_velden():
    """Every field that a rule can say is missing, read from the rules themselves."""
    velden = {
        "vrijwilligersuren_nodig", "vrijwilligersuren_beschikbaar",
        "vrijwilligers_nu", "vrijwilligers_jaar_geleden",
    }  # fmt: skip
    for pad in Path(regels.__path__[0]).glob("r*.py"):
        for knoop in ast.walk(ast.parse(pad.read_text("utf-8"))):
            if isinstance(knoop, ast.Call) and getattr(knoop.func, "id", "") == "report_ontbrekend":
                velden |= {arg.value for arg in knoop.args[1:] if isinstance(arg, ast.Constant)}
    return sorted(velden)


@pytest.mark.parametrize("veld", list_velden())
def test_what_is_missing_is_one_press_away_from_its_field(cast, als, veld):
    stroom = make_geldstroom(cast.kade, cast.gemeente)
    van_stroom = stroom if veld in WijzigForm.base_fields else None
    signaal = make_signaal(
        cast.kade, ernst=Ernst.NIET_TE_BEOORDELEN, ontbreekt=[veld], geldstroom=van_stroom
    )
    client = als(cast.penningmeester)
    knop = re.search(r'<a class="knop" href="([^"]+)"', read(client.get(f"/signalen/{signaal.pk}")))
    pad, _, plek = unescape(knop[1]).partition("#")
    bladzijde = read(client.get(pad))
    if plek:
        voor, _, _ = bladzijde.partition(f'id="{plek}"')
        assert voor != bladzijde
        assert voor.rpartition("<details")[2].startswith(" open")


def test_a_missing_field_of_some_stream_leads_to_the_streams(cast, als):
    signaal = make_signaal(cast.kade, ernst=Ernst.NIET_TE_BEOORDELEN, ontbreekt=["verleend"])
    tekst = read(als(cast.penningmeester).get(f"/signalen/{signaal.pk}"))
    assert 'href="/initiatieven/kade#geld"' in tekst


def test_closing_works_from_the_next_page_on(cast, als):
    make_signaal(cast.tuin, uitleg="Van de tuin")
    revoke_toestemming(
        cast.tuin, STEUN, Onderdeel.SIGNALEN, ingetrokken_op=date(2026, 2, 1), handeling=TOEN
    )
    assert "Van de tuin" not in read(als(cast.adviseur).get("/signalen"))


def test_a_rule_about_people_waits_until_tasks_are_shared(cast, als):
    signaal = make_signaal(cast.tuin, regel="R03", uitleg="Alles rust op één", over_mensen=True)
    client = als(cast.adviseur)
    assert "Alles rust op één" not in read(client.get("/signalen"))
    assert client.get(f"/signalen/{signaal.pk}").status_code == 404
    share(cast.tuin, Onderdeel.TAKEN)
    assert "Alles rust op één" in read(client.get("/signalen"))


def test_no_signals_says_so(cast, als):
    assert "Geen signalen" in read(als(cast.penningmeester).get("/signalen"))


@pytest.mark.parametrize(
    ("vraag", "ziet"), [("ernst=risico", "Twee"), ("regel=R05", "Een"), ("ernst=onzin", "Een")]
)
def test_filters_keep_what_fits_and_ignore_nonsense(vraag, ziet, cast, als):
    make_signaal(cast.kade, regel="R05", ernst=Ernst.KRITIEK, uitleg="Een")
    make_signaal(cast.kade, regel="R07", ernst=Ernst.RISICO, uitleg="Twee")
    assert ziet in read(als(cast.penningmeester).get(f"/signalen?{vraag}"))


@pytest.fixture
def regio(cast):
    """Two towns in the region of the adviser; the one in Havenstad asked for advice."""
    save_kennissteunfunctie(cast.steun, [cast.veldstad, cast.havenstad], TOEN)
    share(cast.dok, Onderdeel.SIGNALEN)
    cast.dok.advies_gevraagd_op = date(2026, 2, 1)
    save_object(cast.dok, TOEN)
    make_signaal(cast.dok, regel="R05", ernst=Ernst.KRITIEK, uitleg="Aan het dok")
    make_signaal(cast.tuin, regel="R07", ernst=Ernst.RISICO, uitleg="In de tuin")
    return cast


@pytest.mark.parametrize(
    ("vraag", "ziet"),
    [
        ("", {"Aan het dok", "In de tuin"}),
        ("gemeente=GM9001", {"In de tuin"}),
        ("gemeente=GM9002", {"Aan het dok"}),
        ("gemeente=GM0363", {"Aan het dok", "In de tuin"}),
        ("gevraagd=ja", {"Aan het dok"}),
        ("gevraagd=nee", {"In de tuin"}),
        ("gevraagd=nee&gemeente=GM9002", set()),
        ("ernst=risico&regel=R07", {"In de tuin"}),
    ],
)
def test_an_adviser_chooses_by_region_rule_level_and_who_asked(vraag, ziet, regio, als):
    tekst = read(als(regio.adviseur).get(f"/signalen?{vraag}"))
    assert {zin for zin in ("Aan het dok", "In de tuin") if zin in tekst} == ziet
    assert "data-druk-af" in tekst


def test_what_is_chosen_stands_on_the_page_also_on_paper(regio, als):
    tekst = read(als(regio.adviseur).get("/signalen?gemeente=GM9001&gevraagd=nee"))
    assert "Alleen: Veldstad, wie niet om advies vroeg." in tekst
    assert "Alleen:" not in read(als(regio.adviseur).get("/signalen"))


def test_a_town_in_the_choice_is_one_that_may_be_seen(cast, als):
    assert "f-gemeente" not in read(als(cast.adviseur).get("/signalen"))
    save_kennissteunfunctie(cast.steun, [cast.veldstad, cast.havenstad], TOEN)
    assert "Havenstad" not in read(als(cast.adviseur).get("/signalen"))


def test_putting_aside_takes_a_reason_and_a_day_to_come(cast, als):
    signaal = make_signaal(cast.kade, uitleg="Het gat")
    client = als(cast.penningmeester)
    adres = f"/signalen/{signaal.pk}/dempen"
    straks = get_vandaag() + timedelta(days=30)
    assert "Getypt" not in read(client.post(adres, {"tot": straks.isoformat()}))
    gisteren = get_vandaag() - timedelta(days=1)
    tekst = read(client.post(adres, {"tot": gisteren.isoformat(), "reden": "Getypt"}))
    assert "Kies een dag die nog moet komen." in tekst
    assert 'value="Getypt"' in tekst
    assert (
        client.post(adres, {"tot": straks.isoformat(), "reden": "Besluit komt"}).url == "/signalen"
    )
    lijst = read(client.get("/signalen"))
    assert list_plekken(lijst, "Opzij gezet", "Besluit komt", "Het gat")
    spoor = Signaal.history.filter(id=signaal.pk).latest()
    assert (spoor.history_user, spoor.history_change_reason) == (
        cast.penningmeester,
        "Besluit komt",
    )


def test_what_was_put_aside_comes_back_by_a_button_or_by_the_day(cast, als):
    signaal = make_signaal(
        cast.kade, uitleg="Het gat", gedempt_tot=get_vandaag() - timedelta(days=1),
        gedempt_reden="Even niet", gedempt_ernst="kritiek",
    )  # fmt: skip
    client = als(cast.penningmeester)
    assert "Opzij gezet" not in read(client.get("/signalen"))
    straks = (get_vandaag() + timedelta(days=3)).isoformat()
    client.post(f"/signalen/{signaal.pk}/dempen", {"tot": straks, "reden": "Toch"})
    client.post(f"/signalen/{signaal.pk}/dempen", {"doe": "terug"})
    signaal.refresh_from_db()
    assert signaal.gedempt_tot is None


def test_only_its_own_people_put_a_signal_aside(cast, als):
    signaal = make_signaal(cast.tuin)
    assert als(cast.adviseur).post(f"/signalen/{signaal.pk}/dempen").status_code == 404


def test_advice_lands_on_the_page_of_the_initiative(cast, als):
    client = als(cast.adviseur)
    adres = "/initiatieven/tuin/advies"
    assert "Mies" in read(client.post(adres, {"tekst": "", "wie": "Mies"}))
    assert client.post(adres, {"tekst": "Vraag nu aan", "wie": "Mies"}).url == "/initiatieven/tuin"
    advies = Advies.objects.get()
    assert (advies.auteur, advies.history.latest().history_user) == (cast.adviseur, cast.adviseur)
    assert "Vraag nu aan" in read(client.get("/initiatieven/tuin"))
    assert client.get("/initiatieven/kade/advies").status_code == 404


def test_asking_for_advice_opens_the_signals_and_nothing_else(cast, als):
    make_signaal(cast.kade, uitleg="Het gat")
    make_signaal(cast.kade, regel="R03", uitleg="Alles rust op één", over_mensen=True)
    adres = "/initiatieven/kade/advies-vragen"
    assert als(cast.adviseur).post(adres).status_code == 404
    assert als(cast.penningmeester).post(adres).url == "/initiatieven/kade/openstellen"
    tekst = read(als(cast.adviseur).get("/signalen?gevraagd=ja"))
    assert "Het gat" in tekst
    assert "Alles rust op één" not in tekst
    als(cast.penningmeester).post(adres, {"doe": "terug"})
    assert "Het gat" not in read(als(cast.adviseur).get("/signalen?gevraagd=ja"))
    assert "Het gat" in read(als(cast.adviseur).get("/signalen"))


def test_from_a_signal_an_adviser_goes_on_to_advice_and_others_do_not(cast, als):
    adres = f"/signalen/{make_signaal(cast.tuin).pk}"
    knop = 'class="knop" href="/initiatieven/tuin/advies"'
    assert knop in read(als(cast.adviseur).get(adres))
    share(cast.kade, Onderdeel.SIGNALEN)
    eigen = read(als(cast.penningmeester).get(f"/signalen/{make_signaal(cast.kade).pk}"))
    assert "Advies geven" not in eigen
