"""Rules about people and the names of people, per channel: page, mail, calendar, export, API, log.

Kade has one person on everything. The initiative itself sees that first; the municipality and the
adviser see the signal only when it opened its signals and its tasks to them, and the name only
when it opened its tasks. In a subject, a title or a log the name never stands.
"""

import io
import logging
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.management import call_command
from openpyxl import load_workbook

from financiering.domain.codes import Onderdeel, Ontvanger
from financiering.models import Gebruiker, Signaal, Taak
from financiering.services.agenda import renew_agendaadres
from financiering.services.berichten import change_berichtkeuze
from financiering.services.initiatieven import give_toestemming, save_initiatief
from financiering.services.schrijven import save_object
from financiering.services.signalen import beoordeel_alles
from financiering.web.datums import get_vandaag
from tasks import berichten
from tests.cast import TOEN
from tests.web.test_toegang import GROOTBOEK, build_adres, wereld

__all__ = ["wereld"]

NAAM = "Rozemarijn Quist"
BEIDE = (Onderdeel.SIGNALEN, Onderdeel.TAKEN)
ANDEREN = [("accounthouder", Ontvanger.GEMEENTE), ("adviseur", Ontvanger.KENNISSTEUNFUNCTIE)]


@pytest.fixture
def kade(cast):
    """One person does everything and stops soon; too few hours; every rule has looked."""
    P = get_vandaag()
    for soort in ("kartrekker", "geld_en_bank", "sleutel_en_openen"):
        taak = Taak(
            initiatief=cast.kade, soort=soort, naam=soort.replace("_", " "), vervuld_door=NAAM,
            uren=Decimal(8), eindigt_op=P + timedelta(days=10),
        )  # fmt: skip
        save_object(taak, TOEN)
    cast.kade.vrijwilligersuren_nodig = Decimal(40)
    cast.kade.vrijwilligersuren_beschikbaar = Decimal(4)
    save_initiatief(cast.kade, TOEN)
    beoordeel_alles(P)
    Gebruiker.objects.update(date_joined=TOEN.op)
    return cast


def share(initiatief, ontvanger, onderdelen):
    for onderdeel in onderdelen:
        give_toestemming(
            initiatief, ontvanger, onderdeel, gegeven_op=date(2026, 1, 5), handeling=TOEN
        )


def list_mensen():
    """The signals about people of Kade: rule and sentence."""
    signalen = Signaal.objects.open().filter(initiatief__kenmerk="kade", over_mensen=True)
    return dict(signalen.values_list("regel", "uitleg"))


def read_calendar(client, gebruiker):
    token = renew_agendaadres(gebruiker, TOEN)
    return client.get(f"/agenda/{token}.ics").content.decode().replace("\r\n ", "")


def send_post(monkeypatch):
    maandag = datetime(2026, 11, 23, 9, 5, tzinfo=ZoneInfo("Europe/Amsterdam"))
    monkeypatch.setattr(berichten.timezone, "now", lambda: maandag)
    berichten.verstuur_post()
    return {gebruiker: [m for m in mail.outbox if m.to == [gebruiker]] for [gebruiker] in {tuple(m.to) for m in mail.outbox}}  # fmt: skip


def read_boek(client, adres):
    """Every cell of a workbook as text."""
    inhoud = client.get(adres).getvalue()
    boek = load_workbook(io.BytesIO(inhoud), read_only=True)
    return "\n".join(
        str(cel) for blad in boek for rij in blad.iter_rows(values_only=True) for cel in rij if cel
    )


def read_paginas(client, objecten):
    """The text of every page of the ledger that opens for who is logged in."""
    tekst = ""
    for naam in GROOTBOEK:
        if naam not in ("gezond", "werkboek_leeg", "werkboek_uitvoer", "portefeuille_excel"):
            antwoord = client.get(build_adres(naam, objecten))
            if antwoord.status_code == 200:
                tekst += b"".join(antwoord).decode(errors="replace")
    return tekst


def test_the_rules_about_people_are_these_three(kade):
    assert set(list_mensen()) == {"R03", "R04", "R18"}


def test_page_the_initiative_itself_sees_all_of_it(kade, als):
    tekst = als(kade.penningmeester).get("/signalen").content.decode()
    for zin in list_mensen().values():
        assert zin in tekst
    assert NAAM in als(kade.penningmeester).get("/initiatieven/kade").content.decode()


@pytest.mark.parametrize("onderdelen", [(), (Onderdeel.SIGNALEN,)])
@pytest.mark.parametrize(("rol", "ontvanger"), ANDEREN)
def test_page_nothing_about_people_without_consent(rol, ontvanger, onderdelen, wereld, kade, als):
    share(kade.kade, ontvanger, [*onderdelen, Onderdeel.GELDSTROMEN])
    tekst = read_paginas(als(getattr(kade, rol)), wereld.objecten)
    assert len(tekst) > 10_000
    assert NAAM not in tekst
    for zin in list_mensen().values():
        assert zin not in tekst


@pytest.mark.parametrize(("rol", "ontvanger"), ANDEREN)
def test_page_all_of_it_with_consent_and_for_that_receiver_only(rol, ontvanger, kade, als):
    share(kade.kade, ontvanger, BEIDE)
    tekst = als(getattr(kade, rol)).get("/signalen").content.decode()
    assert all(zin in tekst for zin in list_mensen().values())
    assert NAAM in als(getattr(kade, rol)).get("/initiatieven/kade").content.decode()
    [(ander, _)] = [wie for wie in ANDEREN if wie[0] != rol]
    tekst = als(getattr(kade, ander)).get("/signalen").content.decode()
    assert not any(zin in tekst for zin in list_mensen().values())


def test_mail_tells_the_initiative_that_and_not_who(kade, monkeypatch):
    post = send_post(monkeypatch)
    assert set(post) == {kade.penningmeester.email}
    for brief in post[kade.penningmeester.email]:
        heel = brief.message().as_string()
        assert NAAM not in brief.body
        assert NAAM not in heel
        assert "Kade" not in brief.subject
        assert "wie welke taak draagt" in brief.body
        assert not any(zin in brief.body for zin in list_mensen().values())


@pytest.mark.parametrize(("rol", "ontvanger"), ANDEREN)
def test_mail_goes_to_others_only_with_consent(rol, ontvanger, kade, monkeypatch):
    change_berichtkeuze(kade.penningmeester, {"weekbericht": False, "kritiek": False}, TOEN)
    ander = getattr(kade, rol)
    share(kade.kade, ontvanger, [Onderdeel.SIGNALEN])
    assert send_post(monkeypatch) == {}
    share(kade.kade, ontvanger, BEIDE)
    post = send_post(monkeypatch)
    assert set(post) == {ander.email}
    assert all(NAAM not in brief.message().as_string() for brief in post[ander.email])


def test_calendar_names_neither_person_nor_rule_about_people(kade, client):
    tekst = read_calendar(client, kade.penningmeester)
    assert "Laatste dag om iets te doen (Kade)" in tekst
    assert NAAM not in tekst
    assert not any(zin[:30] in tekst for zin in list_mensen().values())


@pytest.mark.parametrize(("rol", "ontvanger"), ANDEREN)
def test_calendar_of_others_only_with_consent(rol, ontvanger, kade, client):
    share(kade.kade, ontvanger, [Onderdeel.SIGNALEN])
    assert "Laatste dag om iets te doen (Kade)" not in read_calendar(client, getattr(kade, rol))
    share(kade.kade, ontvanger, BEIDE)
    tekst = read_calendar(client, getattr(kade, rol))
    assert "Laatste dag om iets te doen (Kade)" in tekst
    assert NAAM not in tekst


def test_export_takes_names_along_for_the_initiative_itself(kade, als):
    assert NAAM in read_boek(als(kade.penningmeester), "/werkboek/uitvoer")


@pytest.mark.parametrize(("rol", "ontvanger"), ANDEREN)
def test_export_to_others_only_with_consent(rol, ontvanger, kade, als):
    share(kade.kade, ontvanger, [Onderdeel.SIGNALEN, Onderdeel.GELDSTROMEN])
    client = als(getattr(kade, rol))
    assert NAAM not in read_boek(client, "/werkboek/uitvoer")
    if rol == "accounthouder":
        assert NAAM not in read_boek(client, "/portefeuille/excel")
    share(kade.kade, ontvanger, [Onderdeel.TAKEN])
    assert NAAM in read_boek(client, "/werkboek/uitvoer")


API = (
    "/api/v1/signalen",
    "/api/v1/initiatieven",
    "/api/v1/initiatieven/kade",
    "/api/v1/geldstromen",
)


@pytest.mark.parametrize(("rol", "ontvanger"), ANDEREN)
def test_api_tells_others_only_with_consent(rol, ontvanger, kade, als):
    def vraag(gebruiker):
        antwoorden = [als(gebruiker).get(adres) for adres in API]
        assert antwoorden[0].status_code == 200
        return " ".join(antwoord.content.decode() for antwoord in antwoorden)

    zinnen = list_mensen().values()
    assert all(zin in vraag(kade.penningmeester) for zin in zinnen)
    share(kade.kade, ontvanger, [Onderdeel.SIGNALEN, Onderdeel.GELDSTROMEN])
    tekst = vraag(getattr(kade, rol))
    assert NAAM not in tekst
    assert not any(zin in tekst for zin in zinnen)
    share(kade.kade, ontvanger, BEIDE)
    assert all(zin in vraag(getattr(kade, rol)) for zin in zinnen)


def test_log_and_terminal_name_nobody(kade, client, caplog, capsys, monkeypatch):
    def fail(brief):
        raise RuntimeError(f"{NAAM} {brief.to}")

    caplog.set_level(logging.DEBUG)
    beoordeel_alles(get_vandaag() + timedelta(days=1))
    monkeypatch.setattr(mail.EmailMessage, "send", fail)
    send_post(monkeypatch)
    read_calendar(client, kade.penningmeester)
    client.force_login(kade.penningmeester, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/initiatieven/kade")
    call_command("signaleer", peildatum=get_vandaag())
    gelogd = "\n".join(r.getMessage() for r in caplog.records if r.name != "django.db.backends")
    uit = capsys.readouterr()
    assert "RuntimeError" in gelogd
    assert "R03" in uit.out
    for plek in (gelogd, uit.out, uit.err):
        assert NAAM not in plek
        assert kade.penningmeester.email not in plek
