"""Choosing mail, and stopping it without a log-in."""

import re

import pytest
from django.test import Client

from financiering.models import Berichtkeuze
from financiering.services.berichten import find_keuze, make_stoptoken
from tests.web.test_toegang import make_signaal


@pytest.fixture
def stop(cast):
    return f"/mail-stoppen/{make_stoptoken(cast.penningmeester.pk, 'weekbericht')}"


def test_what_is_chosen_is_kept_with_who_and_why(cast, als):
    client = als(cast.penningmeester)
    assert "Welke mail" in client.get("/mijn/mail").content.decode()
    assert client.post("/mijn/mail", {"dag": "3", "uur": "20", "kritiek": "on"}).url == "/mijn"
    keuze = Berichtkeuze.objects.get()
    assert (keuze.weekbericht, keuze.dag, keuze.uur, keuze.kritiek) == (False, 3, 20, True)
    assert keuze.history.get().history_user == cast.penningmeester


@pytest.mark.parametrize("veld", [{"dag": "7"}, {"uur": "24"}, {"dag": ""}])
def test_a_day_or_hour_that_does_not_exist_is_refused(veld, cast, als):
    antwoord = als(cast.penningmeester).post("/mijn/mail", {"dag": "3", "uur": "20"} | veld)
    assert antwoord.status_code == 200
    assert not Berichtkeuze.objects.exists()


def test_opening_the_link_stops_nothing_and_one_press_stops_one_kind(cast, client, stop):
    tekst = client.get(stop).content.decode()
    assert len(re.findall(r"<button", tekst)) == 1
    assert cast.penningmeester.username not in tekst
    assert find_keuze(cast.penningmeester).weekbericht
    assert "niet meer" in client.post(stop).content.decode()
    keuze = find_keuze(cast.penningmeester)
    assert (keuze.weekbericht, keuze.kritiek) == (False, True)
    assert keuze.history.get().history_change_reason == "Gestopt via de link in de mail"


def test_a_mail_program_may_press_the_button_and_twice_is_once(cast, stop):
    streng = Client(enforce_csrf_checks=True)
    for _ in range(2):
        antwoord = streng.post(stop, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")  # fmt: skip
        assert antwoord.status_code == 200
    assert Berichtkeuze.history.count() == 1


@pytest.mark.parametrize("knoei", [lambda s: s[:-1] + "x", lambda s: s + "x", lambda s: s[:30]])
def test_an_address_we_did_not_sign_does_not_exist(knoei, cast, client, stop):
    assert client.post(knoei(stop)).status_code == 404
    assert not Berichtkeuze.objects.exists()


def test_the_link_to_put_aside_opens_the_form(cast, als):
    signaal = make_signaal(cast.kade)
    tekst = als(cast.penningmeester).get(f"/signalen/{signaal.pk}/dempen").content.decode()
    assert "Zet opzij" in tekst
    assert "heeft-fout" not in tekst
