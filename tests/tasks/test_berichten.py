"""The post: who gets what and when, once, also when a task runs twice or the server is down."""

from datetime import date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from financiering.domain.codes import Ernst
from financiering.models import Bericht, Berichtkeuze, Gebruiker, Signaal
from financiering.rapportage.berichten import list_nieuw_kritiek, make_brief
from financiering.services.berichten import (
    change_berichtkeuze,
    claim_bericht,
    find_moment,
    plan_kritiek,
    plan_weekberichten,
    send_alles,
)
from financiering.services.schrijven import Handeling, save_object
from financiering.services.signalen import mute_signaal
from tasks import berichten
from tests.cast import TOEN, make_gebruiker, make_geldstroom
from tests.web.test_toegang import make_signaal

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MAANDAG = datetime(2026, 11, 23, 9, 0, tzinfo=AMSTERDAM)
P = date(2026, 11, 23)


@pytest.fixture
def klok(monkeypatch):
    """A clock that stands where the test puts it."""

    class Klok:
        nu = MAANDAG + timedelta(minutes=5)

        def __call__(self):
            return self.nu

    klok = Klok()
    monkeypatch.setattr(berichten.timezone, "now", klok)
    return klok


@pytest.fixture
def wereld(cast):
    """The cast, with everybody's account made long ago."""
    Gebruiker.objects.update(date_joined=TOEN.op)
    return cast


def signaleer(initiatief, op=MAANDAG - timedelta(hours=1), **velden):
    """An open signal of which the history says it was written at `op`."""
    signaal = make_signaal(initiatief, **velden)
    Signaal.history.filter(id=signaal.pk).update(history_date=op)
    return signaal


def list_post(*wie):
    """Subjects by receiver."""
    adressen = {g.email for g in wie}
    return [m.subject for m in mail.outbox if m.to[0] in adressen]


@pytest.mark.parametrize(
    ("nu", "moment"),
    [
        (datetime(2026, 11, 23, 8, 59), datetime(2026, 11, 16, 9)),
        (datetime(2026, 11, 23, 9, 0), datetime(2026, 11, 23, 9)),
        (datetime(2026, 11, 29, 23, 59), datetime(2026, 11, 23, 9)),
        (datetime(2026, 10, 26, 9, 0), datetime(2026, 10, 26, 9)),
    ],
)
def test_the_hour_is_that_of_the_netherlands_also_when_the_clock_went_back(nu, moment):
    keuze = Berichtkeuze(dag=0, uur=9)
    nu, moment = nu.replace(tzinfo=AMSTERDAM), moment.replace(tzinfo=AMSTERDAM)
    assert find_moment(keuze, nu.astimezone(ZoneInfo("UTC"))) == moment


def test_weekly_only_when_there_is_something(wereld, klok):
    signaleer(wereld.kade, ernst=Ernst.RISICO)
    berichten.verstuur_post()
    assert [m.to for m in mail.outbox] == [[wereld.penningmeester.email]]
    standen = dict(Bericht.objects.values_list("gebruiker__username", "stand"))
    assert standen["pm_kade"] == "verzonden"
    assert set(standen.values()) == {"verzonden", "leeg"}


def test_information_alone_is_no_reason_to_write(wereld, klok):
    signaleer(wereld.kade, ernst=Ernst.INFO)
    signaleer(wereld.kade, ernst=Ernst.NIET_TE_BEOORDELEN, regel="R03")
    signaleer(wereld.kade, ernst=Ernst.RISICO, regel="R07", op_proef=True)
    berichten.verstuur_post()
    assert mail.outbox == []


def test_running_twice_sends_once(wereld, klok):
    signaleer(wereld.kade)
    for _ in range(3):
        berichten.verstuur_post()
    assert list_post(wereld.penningmeester) == [
        "Je weekbericht: dit vraagt je aandacht",
        "Er is iets dat niet kan wachten",
    ]


def test_two_senders_at_once_send_once(wereld, klok):
    signaleer(wereld.kade, ernst=Ernst.RISICO)
    plan_weekberichten(klok.nu)
    plan_weekberichten(klok.nu)
    rij = Bericht.objects.get(gebruiker=wereld.penningmeester)
    assert claim_bericht(rij.pk, klok.nu) is not None
    assert claim_bericht(rij.pk, klok.nu) is None


def test_next_week_tells_only_what_is_new_or_worse(wereld, klok):
    oud = signaleer(wereld.kade, ernst=Ernst.RISICO, uitleg="Het oude")
    berichten.verstuur_post()
    klok.nu += timedelta(days=7)
    berichten.verstuur_post()
    assert len(mail.outbox) == 1
    oud.ernst, oud.uitleg = Ernst.KRITIEK, "Het erger geworden oude"
    save_object(oud, Handeling(None, "Erger", klok.nu + timedelta(days=1)))
    klok.nu += timedelta(days=7)
    berichten.verstuur_post()
    assert "Het erger geworden oude" in mail.outbox[-1].body


def test_what_comes_within_two_weeks_is_told_and_later_is_not(wereld, klok):
    dichtbij = make_geldstroom(wereld.kade, wereld.fonds, tot=date(2026, 12, 7))
    verder = make_geldstroom(wereld.kade, wereld.fonds, tot=date(2026, 12, 8))
    berichten.verstuur_post()
    [brief] = mail.outbox
    assert f"/geldstromen/{dichtbij.pk}" in brief.body
    assert f"/geldstromen/{verder.pk}" not in brief.body
    assert "7 december 2026. Laatste dag van dit geld: gemeentesubsidie (Kade)" in brief.body


def test_at_once_for_a_new_kritiek_and_once_per_time_it_rises(wereld, klok):
    klok.nu = MAANDAG + timedelta(days=2)
    Bericht.objects.all().delete()
    change_berichtkeuze(wereld.penningmeester, {"weekbericht": False}, TOEN)
    signaal = signaleer(wereld.kade, op=klok.nu)
    berichten.verstuur_post()
    berichten.verstuur_post()
    assert list_post(wereld.penningmeester) == ["Er is iets dat niet kan wachten"]
    for ernst in (Ernst.RISICO, Ernst.KRITIEK):
        klok.nu += timedelta(hours=5)
        signaal.ernst = ernst
        save_object(signaal, Handeling(None, "Beoordeling", klok.nu))
        berichten.verstuur_post()
    assert len(list_post(wereld.penningmeester)) == 2


def test_a_kritiek_that_only_reads_differently_is_not_new(wereld, klok):
    signaal = signaleer(wereld.kade, op=klok.nu - timedelta(days=3))
    signaal.uitleg = "Andere woorden"
    save_object(signaal, Handeling(None, "Beoordeling", klok.nu))
    assert list(list_nieuw_kritiek(klok.nu, P)) == []


def test_several_at_once_come_in_one_mail(wereld, klok):
    klok.nu = MAANDAG + timedelta(days=4)
    for regel in ("R05", "R07", "R09"):
        signaleer(wereld.kade, op=klok.nu, regel=regel)
    berichten.verstuur_post()
    assert list_post(wereld.penningmeester) == ["Er is iets dat niet kan wachten"]


def test_what_is_put_aside_before_it_goes_is_not_sent(wereld, klok):
    signaal = signaleer(wereld.kade, op=klok.nu)
    [(wie, keren)] = list_nieuw_kritiek(klok.nu, P)
    rij = plan_kritiek(wie, keren, klok.nu)
    mute_signaal(signaal.pk, date(2027, 1, 1), P, Handeling(wie, "We weten het"))
    assert make_brief(rij, P) is None


def test_the_mail_server_is_down_and_nothing_is_lost(wereld, klok, monkeypatch):
    signaleer(wereld.kade, ernst=Ernst.RISICO)
    make_gebruiker("pm_kade2", "initiatief", initiatief=wereld.kade)
    Gebruiker.objects.update(date_joined=TOEN.op)
    pogingen = []

    def weiger(self, *args, **kwargs):
        pogingen.append(self.to)
        raise SMTPServerDisconnected

    with monkeypatch.context() as even:
        even.setattr(mail.EmailMessage, "send", weiger)
        berichten.verstuur_post()
    assert len(pogingen) == 1
    eerste = Bericht.objects.get(pogingen=1, stand="wachtend")
    assert (eerste.fout, eerste.niet_voor) == (
        "SMTPServerDisconnected", klok.nu + timedelta(minutes=5),
    )  # fmt: skip
    berichten.verstuur_post()
    assert len(mail.outbox) == 1
    klok.nu += timedelta(minutes=5)
    berichten.verstuur_post()
    assert sorted(m.to[0] for m in mail.outbox) == [
        "pm_kade2@voorbeeld.nl",
        "pm_kade@voorbeeld.nl",
    ]


def test_one_address_that_is_refused_does_not_hold_up_the_others(wereld, klok, monkeypatch):
    signaleer(wereld.kade, ernst=Ernst.RISICO)
    make_gebruiker("pm_kade2", "initiatief", initiatief=wereld.kade)
    Gebruiker.objects.update(date_joined=TOEN.op)
    echt = mail.EmailMessage.send

    def send(self, *args, **kwargs):
        if self.to == [wereld.penningmeester.email]:
            raise SMTPRecipientsRefused({})
        return echt(self, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMessage, "send", send)
    berichten.verstuur_post()
    assert [m.to for m in mail.outbox] == [["pm_kade2@voorbeeld.nl"]]


def test_a_mail_that_cannot_be_made_does_not_hold_up_the_others_and_is_not_logged(
    wereld, klok, caplog
):
    plan_weekberichten(klok.nu)
    gemaakt = []

    def maak(bericht):
        gemaakt.append(bericht.pk)
        raise ValueError("Fatima de Vries")

    send_alles(maak, klok)
    assert len(gemaakt) == Bericht.objects.filter(fout="ValueError").count() > 1
    assert "Fatima" not in caplog.text
    assert "ValueError" in caplog.text


def test_a_sender_that_died_is_taken_over_with_the_same_message_id(wereld, klok):
    signaleer(wereld.kade, ernst=Ernst.RISICO)
    plan_weekberichten(klok.nu)
    rij = Bericht.objects.get(gebruiker=wereld.penningmeester)
    verloren = make_brief(claim_bericht(rij.pk, klok.nu), P)
    klok.nu += timedelta(minutes=14)
    berichten.verstuur_post()
    assert mail.outbox == []
    klok.nu += timedelta(minutes=2)
    berichten.verstuur_post()
    [brief] = mail.outbox
    assert brief.extra_headers["Message-ID"] == verloren.extra_headers["Message-ID"]


def test_a_week_without_a_server_lapses_and_the_next_mail_tells_it(wereld, klok, monkeypatch):
    signaleer(wereld.kade, ernst=Ernst.RISICO, uitleg="Van de week zonder post")
    plan_weekberichten(klok.nu)
    klok.nu += timedelta(days=7, minutes=10)
    berichten.verstuur_post()
    assert set(Bericht.objects.values_list("stand", flat=True)) >= {"vervallen"}
    [brief] = mail.outbox
    assert "Van de week zonder post" in brief.body


def test_nothing_is_written_to_who_stopped_is_off_or_has_no_address(wereld, klok):
    signaleer(wereld.kade, op=klok.nu)
    nu = Handeling(wereld.penningmeester, "Stop")
    change_berichtkeuze(wereld.penningmeester, {"weekbericht": False, "kritiek": False}, nu)
    for naam, velden in {"weg": {"is_active": False}, "zonder": {"email": ""}}.items():
        make_gebruiker(naam, "initiatief", initiatief=wereld.kade)
        Gebruiker.objects.filter(username=naam).update(**velden, date_joined=TOEN.op)
    berichten.verstuur_post()
    assert mail.outbox == []


def test_stopping_after_it_was_planned_still_stops_it(wereld, klok):
    signaleer(wereld.kade, ernst=Ernst.RISICO)
    plan_weekberichten(klok.nu)
    change_berichtkeuze(wereld.penningmeester, {"weekbericht": False}, TOEN)
    berichten.verstuur_post()
    assert mail.outbox == []


def test_a_new_account_or_choice_waits_for_its_own_next_hour(wereld, klok):
    signaleer(wereld.kade, ernst=Ernst.RISICO)
    nu = Handeling(wereld.penningmeester, "Andere dag", klok.nu)
    change_berichtkeuze(wereld.penningmeester, {"dag": 0, "uur": 8}, nu)
    berichten.verstuur_post()
    assert list_post(wereld.penningmeester) == []
    klok.nu += timedelta(days=7)
    berichten.verstuur_post()
    assert len(list_post(wereld.penningmeester)) == 1


def test_a_worker_that_was_off_catches_up_for_three_days(wereld, klok):
    klok.nu = MAANDAG + timedelta(days=3)
    plan_weekberichten(klok.nu)
    assert not Bericht.objects.exists()
    klok.nu -= timedelta(minutes=1)
    plan_weekberichten(klok.nu)
    assert Bericht.objects.exists()


def test_the_mail_has_text_and_html_one_way_to_stop_and_no_name_on_the_outside(wereld, klok):
    Gebruiker.objects.update(first_name="Fatima", last_name="de Vries")
    signaal = signaleer(
        wereld.kade, ernst=Ernst.RISICO, uitleg="Je mist € 9.000 & meer.", laatste_dag=date(2027, 1, 1)
    )  # fmt: skip
    berichten.verstuur_post()
    brief = message_from_bytes(mail.outbox[0].message().as_bytes(), policy=default)
    tekst = brief.get_body(("plain",)).get_content()
    html = brief.get_body(("html",)).get_content()
    assert "Je mist € 9.000 & meer. Iets doen helpt tot en met 1 januari 2027." in tekst
    assert "€\u00a09.000 &amp; meer" in html
    assert 'lang="nl"' in html
    for deel in (tekst, html):
        assert f"/signalen/{signaal.pk}" in deel
        assert f"/signalen/{signaal.pk}/dempen" in deel
        assert "/mail-stoppen/" in deel
    assert brief["List-Unsubscribe"].strip(" <>") in tekst
    assert brief["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert brief["Auto-Submitted"] == "auto-generated"
    buiten = " ".join(f"{naam}: {waarde}" for naam, waarde in brief.items())
    assert "Fatima" not in buiten
    assert "Kade" not in buiten
    assert "9.000" not in buiten


def test_a_long_list_is_cut_with_the_number_left(wereld, klok):
    for nummer in range(10):
        signaleer(wereld.kade, ernst=Ernst.RISICO, regel=f"R{nummer + 30}", uitleg=f"Zin {nummer}.")
    berichten.verstuur_post()
    [brief] = mail.outbox
    assert brief.body.count("Bekijk dit:") == 8
    assert "En nog 2, te veel voor een mail." in brief.body
    assert "Alles wat nu openstaat (10)" in brief.body


def test_planning_asks_a_fixed_number_of_queries(wereld, klok):
    def tel():
        with CaptureQueriesContext(connection) as vangst:
            plan_weekberichten(klok.nu)
        Bericht.objects.all().delete()
        return len(vangst)

    weinig = tel()
    for nummer in range(5):
        make_gebruiker(f"extra{nummer}", "initiatief", initiatief=wereld.kade)
    Gebruiker.objects.update(date_joined=TOEN.op)
    assert tel() == weinig
