"""The page of an initiative: what its people see and change, and what others get of it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from financiering.domain.codes import Bron, Onderdeel, Ontvanger, Status
from financiering.models import Begrotingspost, Initiatief, Taak, Toestemming
from financiering.services.initiatieven import give_toestemming, save_begrotingspost, save_taak
from financiering.web.datums import get_vandaag
from tests.cast import TOEN, make_geldstroom, make_initiatief
from tests.web.test_toegang import make_signaal


def read(antwoord):
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def share(initiatief, ontvanger, onderdeel):
    give_toestemming(initiatief, ontvanger, onderdeel, gegeven_op=date(2026, 1, 5), handeling=TOEN)


def test_the_first_page_is_the_own_initiative_with_its_one_action(cast, als):
    make_geldstroom(cast.kade, cast.gemeente, omschrijving="Huur van de kade")
    save_begrotingspost(
        Begrotingspost(initiatief=cast.kade, jaar=2026, post="Huur", bedrag=Decimal(6000)), TOEN
    )
    tekst = read(als(cast.penningmeester).get("/"))
    assert "<h1>Kade</h1>" in tekst
    assert "Huur van de kade" in tekst
    assert 'class="knop" href="/initiatieven/kade/geld-toevoegen"' in tekst


def test_an_empty_page_says_what_to_do_first(cast, als):
    tekst = read(als(cast.penningmeester).get("/"))
    assert "Nog geen geld ingevuld" in tekst
    assert "Voeg het eerste geld toe" in tekst


def test_without_a_budget_the_first_action_is_to_fill_it_in(cast, als):
    make_geldstroom(cast.kade, cast.gemeente)
    assert "Vul in wat openblijven kost" in read(als(cast.penningmeester).get("/"))


def test_a_municipality_sees_its_own_grant_and_the_rest_only_when_shared(cast, als):
    make_geldstroom(cast.kade, cast.gemeente, omschrijving="Van de stad")
    make_geldstroom(cast.kade, cast.fonds, bron=Bron.FONDS, omschrijving="Geheim fondsgeld")
    client = als(cast.accounthouder)
    voor = read(client.get("/initiatieven/kade"))
    assert "Van de stad" in voor
    assert "Geheim fondsgeld" not in voor
    assert "zie je de totalen" in voor
    share(cast.kade, Ontvanger.GEMEENTE, Onderdeel.GELDSTROMEN)
    assert "Geheim fondsgeld" in read(client.get("/initiatieven/kade"))


def test_names_of_people_stay_inside_until_tasks_are_shared(cast, als):
    save_taak(Taak(initiatief=cast.kade, soort="werving", vervuld_door="Mevrouw Test"), TOEN)
    client = als(cast.accounthouder)
    assert "Mevrouw Test" not in read(client.get("/initiatieven/kade"))
    share(cast.kade, Ontvanger.GEMEENTE, Onderdeel.TAKEN)
    assert "Mevrouw Test" in read(client.get("/initiatieven/kade"))


def test_the_list_holds_what_somebody_may_know_of(cast, als):
    tekst = read(als(cast.accounthouder).get("/initiatieven"))
    assert "Kade" in tekst
    assert "Tuin" in tekst
    assert "Dok" not in tekst
    assert "Tuin" in read(als(cast.adviseur).get("/initiatieven"))
    assert "Kade" not in read(als(cast.adviseur).get("/initiatieven"))


def test_searching_looks_at_name_and_neighbourhood(cast, als):
    make_initiatief("brug", cast.veldstad, wijk="Oost")
    client = als(cast.accounthouder)
    for zoek, gevonden in (("kad", "Kade"), ("oost", "Brug")):
        tekst = read(client.get("/initiatieven", {"zoek": zoek}))
        assert f">{gevonden}</a>" in tekst
        assert ">Tuin</a>" not in tekst
    niets = read(client.get("/initiatieven", {"zoek": "<b>zzz"}))
    assert "Niets gevonden" in niets
    assert "&lt;b&gt;zzz" in niets


def fill_gegevens(initiatief, **anders):
    return {"versie": initiatief.versie, "naam": initiatief.naam, "wijk": "Haven"} | anders


def test_details_are_kept_with_who_and_why(cast, als):
    client = als(cast.penningmeester)
    antwoord = client.post("/initiatieven/kade/gegevens", fill_gegevens(cast.kade))
    assert antwoord.url == "/initiatieven/kade"
    laatste = Initiatief.history.filter(id=cast.kade.pk).latest()
    assert (laatste.wijk, laatste.history_user) == ("Haven", cast.penningmeester)
    assert laatste.history_change_reason == "Gegevens bijgewerkt"


def test_somebody_elses_change_in_between_is_not_overwritten(cast, als):
    client = als(cast.penningmeester)
    client.post("/initiatieven/kade/gegevens", fill_gegevens(cast.kade, wijk="Eerste"))
    tekst = read(
        client.post("/initiatieven/kade/gegevens", fill_gegevens(cast.kade, wijk="Tweede"))
    )
    assert "Iemand anders heeft dit net gewijzigd" in tekst
    assert 'value="Tweede"' in tekst
    assert Initiatief.objects.get(pk=cast.kade.pk).wijk == "Eerste"


def test_a_wrong_amount_is_said_at_the_field_and_keeps_the_rest(cast, als):
    velden = fill_gegevens(cast.kade, saldo="veel", wijk="Getypt")
    tekst = read(als(cast.penningmeester).post("/initiatieven/kade/gegevens", velden))
    assert "“veel”" in tekst
    assert 'value="veel"' in tekst
    assert 'value="Getypt"' in tekst


def test_a_task_is_added_changed_and_taken_off_by_post_only(cast, als):
    client = als(cast.penningmeester)
    client.post("/initiatieven/kade/taken", {"soort": "werving", "vervuld_door": "Een"})
    taak = Taak.objects.get(initiatief=cast.kade)
    client.post(f"/initiatieven/kade/taken/{taak.pk}", {"soort": "werving", "vervuld_door": "Twee"})
    assert Taak.objects.get(pk=taak.pk).vervuld_door == "Twee"
    assert client.get(f"/initiatieven/kade/taken/{taak.pk}/weghalen").status_code == 405
    client.post(f"/initiatieven/kade/taken/{taak.pk}/weghalen")
    assert not Taak.objects.filter(pk=taak.pk).exists()
    spoor = [(h.history_type, h.history_user) for h in Taak.history.filter(id=taak.pk)]
    assert spoor == [(soort, cast.penningmeester) for soort in "-~+"]


def test_an_own_task_without_a_name_is_refused(cast, als):
    tekst = read(
        als(cast.penningmeester).post(
            "/initiatieven/kade/taken", {"soort": "eigen", "vervuld_door": "Wie dan ook"}
        )
    )
    assert "Geef de eigen taak een naam." in tekst
    assert 'value="Wie dan ook"' in tekst


def test_a_budget_line_is_replaced_by_the_same_line_and_can_go(cast, als):
    client = als(cast.penningmeester)
    post = {"jaar": "2026", "post": "Huur", "geldsoort": "basisgeld", "bedrag": "€ 1.200,50"}
    client.post("/initiatieven/kade/begroting", post)
    client.post("/initiatieven/kade/begroting", post | {"bedrag": "1300"})
    rij = Begrotingspost.objects.get(initiatief=cast.kade)
    assert rij.bedrag == 1300
    assert client.get(f"/initiatieven/kade/begroting/{rij.pk}/weghalen").status_code == 405
    client.post(f"/initiatieven/kade/begroting/{rij.pk}/weghalen")
    assert not Begrotingspost.objects.exists()


def test_what_belongs_to_another_initiative_cannot_be_taken_off_here(cast, als):
    vreemd = save_taak(Taak(initiatief=cast.dok, soort="werving"), TOEN)
    adres = f"/initiatieven/kade/taken/{vreemd.pk}/weghalen"
    assert als(cast.penningmeester).post(adres).status_code == 404
    assert Taak.objects.filter(pk=vreemd.pk).exists()


def test_opening_up_and_closing_again_is_the_initiatives_own_choice(cast, als):
    keuze = {"ontvanger": "gemeente", "onderdeel": "geldstromen"}
    client = als(cast.penningmeester)
    client.post("/initiatieven/kade/toestemming", keuze | {"doe": "openen"})
    rij = Toestemming.objects.active().get(initiatief=cast.kade)
    assert rij.history.latest().history_user == cast.penningmeester
    assert "Staat open sinds" in read(client.get("/initiatieven/kade/openstellen"))
    client.post("/initiatieven/kade/toestemming", keuze | {"doe": "sluiten"})
    assert not Toestemming.objects.active().filter(initiatief=cast.kade).exists()
    assert als(cast.accounthouder).post(
        "/initiatieven/kade/toestemming", keuze | {"doe": "openen"}
    ).status_code == 404  # fmt: skip


@pytest.mark.parametrize("keuze", [{}, {"ontvanger": "gemeente", "onderdeel": "pagina"}])
def test_a_choice_that_does_not_exist_is_404(keuze, cast, als):
    antwoord = als(cast.penningmeester).post("/initiatieven/kade/toestemming", keuze)
    assert antwoord.status_code == 404


def test_a_late_decision_is_told_once_with_how_bad_it_is(cast, als):
    stroom = make_geldstroom(
        cast.kade, cast.gemeente, status=Status.AANGEVRAAGD, aangevraagd=Decimal(900),
        ingediend_op=date(2026, 2, 2), beslissen_voor=get_vandaag() - timedelta(days=20),
    )  # fmt: skip
    make_signaal(cast.kade, "R01", "risico", geldstroom=stroom, uitleg="Het besluit is te laat.")
    make_signaal(cast.kade, "R05", "kritiek", uitleg="Er is een gat.")
    tekst = read(als(cast.penningmeester).get("/"))
    assert tekst.count("Het besluit is te laat.") == 1
    assert "had er op" not in tekst
    plekken = [
        tekst.index(w)
        for w in ("Nu te doen", "Het besluit is te laat.", "Wat er speelt", "Er is een gat.")
    ]
    assert plekken == sorted(plekken)


def test_only_the_worst_signals_stand_open(cast, als):
    for plek, regel in enumerate(("R05", "R06", "R07", "R08", "R09")):
        make_signaal(cast.kade, regel, "kritiek" if plek < 3 else "info", uitleg=f"Zin {plek}.")
    open_nu, dicht = read(als(cast.penningmeester).get("/")).split("Twee andere signalen")
    assert all(f"Zin {plek}." in open_nu for plek in range(3))
    assert all(f"Zin {plek}." in dicht for plek in (3, 4))


def test_one_post_for_a_new_year_says_what_no_longer_counts(cast, als):
    client = als(cast.penningmeester)
    posten = {"post": "Huur", "geldsoort": "basisgeld", "bedrag": "1200", "jaar": "2026"}
    for anders in ({}, {"post": "Koffie", "bedrag": "300"}, {"jaar": "2027"}):
        client.post("/initiatieven/kade/begroting", posten | anders)
    pagina = client.get("/initiatieven/kade/begroting").content.decode()
    assert "Dit telt in 2027 niet mee" in pagina
    assert "Koffie: samen" in pagina
    for zin in ("Eén post staat nu ook in 2027.", ""):
        na = client.post("/initiatieven/kade/begroting/2027/overnemen", follow=True)
        assert zin in na.content.decode()
    assert "telt in 2027 niet mee" not in na.content.decode()
    bedragen = cast.kade.begrotingsposten.filter(jaar=2027).values_list("post", "bedrag")
    assert dict(bedragen) == {"Huur": 1200, "Koffie": 300}
