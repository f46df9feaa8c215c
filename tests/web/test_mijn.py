"""The calendar of a person: a secret address, days that keep their UID, and nothing of others."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import vobject
from django.urls import reverse

from financiering.domain.codes import Status
from financiering.models import Agendaadres, Opschorting, Verantwoording
from financiering.rapportage.agenda import list_agenda
from financiering.services.agenda import renew_agendaadres, revoke_agendaadres
from financiering.services.beheer import set_actief
from financiering.services.schrijven import Handeling, save_object
from financiering.web.datums import get_vandaag
from tests.cast import TOEN, make_geldstroom
from tests.web.test_toegang import count_queries, make_signaal

P = date(2026, 11, 23)


@pytest.fixture
def feed(client):
    """The calendar of somebody, read by a library that did not write it: entries by UID."""

    def lees(gebruiker):
        antwoord = client.get(reverse("agenda_feed", args=[renew_agendaadres(gebruiker, TOEN)]))
        assert antwoord.status_code == 200
        assert antwoord["Content-Type"] == "text/calendar; charset=utf-8"
        agenda = vobject.readOne(antwoord.content.decode())
        assert agenda.validate(raiseException=True)
        assert b"X-PUBLISHED-TTL:PT12H" in antwoord.content
        punten = agenda.contents.get("vevent", [])
        assert len({punt.uid.value for punt in punten}) == len(punten)
        return {punt.uid.value.split("@")[0]: punt for punt in punten}

    return lees


def ask_geld(cast, **velden):
    velden = {
        "status": Status.AANGEVRAAGD, "aangevraagd": Decimal(900),
        "ingediend_op": date(2026, 9, 25), "van": date(2027, 1, 1), "tot": date(2027, 12, 31),
    } | velden  # fmt: skip
    return make_geldstroom(cast.kade, cast.gemeente, **velden)


def test_every_kind_of_day_is_there_once(cast, feed):
    vraag = ask_geld(cast)
    loopt = make_geldstroom(cast.kade, cast.fonds, bron="fonds", tot=date(2027, 3, 31))
    verslag = Verantwoording(
        geldstroom=loopt, volgnummer=1, niveau="inhoudelijk", uiterlijk_op=date(2027, 6, 1)
    )
    save_object(verslag, TOEN)
    make_signaal(
        cast.kade, regel="R05", laatste_dag=date(2027, 2, 1), cijfers={"gat_op": "2027-04-01"}
    )
    dagen = {sleutel: punt.dtstart.value for sleutel, punt in feed(cast.penningmeester).items()}
    assert dagen == {
        f"besluit-{vraag.pk}": date(2026, 11, 20),
        f"einde-{loopt.pk}": date(2027, 3, 31),
        f"verantwoording-{loopt.pk}-1": date(2027, 6, 1),
        f"gat-{cast.kade.pk}-R05": date(2027, 4, 1),
        f"doen-{cast.kade.pk}-R05": date(2027, 2, 1),
    }


def test_what_no_calendar_may_hold_is_left_out(cast, feed):
    """Pasted text brings marks of a word processor along, which the format does not allow."""
    ask_geld(cast, omschrijving="Huur, licht;\x0bzaal")
    [punt] = feed(cast.penningmeester).values()
    assert punt.description.value.startswith("Huur, licht;zaal.")


def test_a_day_that_moves_keeps_its_name_and_counts_up(cast, feed):
    stroom = ask_geld(cast)
    [(naam, voor)] = feed(cast.penningmeester).items()
    stroom.verdaagd_tot = date(2027, 1, 15)
    save_object(stroom, Handeling(None, "Uitstel"))
    [(later, na)] = feed(cast.penningmeester).items()
    assert naam == later
    assert (voor.dtstart.value, na.dtstart.value) == (date(2026, 11, 20), date(2027, 1, 15))
    assert int(na.sequence.value) > int(voor.sequence.value)
    assert na.last_modified.value > voor.last_modified.value


def test_nothing_changed_is_the_same_answer_and_asked_for_once(cast, client):
    ask_geld(cast)
    adres = reverse("agenda_feed", args=[renew_agendaadres(cast.penningmeester, TOEN)])
    eerste = client.get(adres)
    assert client.get(adres).content == eerste.content
    assert client.get(adres, headers={"If-None-Match": eerste["ETag"]}).status_code == 304


def test_a_suspended_clock_moves_every_day_and_counts_up(cast):
    stroom = ask_geld(cast)
    save_object(Opschorting(geldstroom=stroom, van=date(2026, 10, 1)), TOEN)
    [nu], [straks] = (list_agenda(cast.penningmeester, P + timedelta(days=d)) for d in (0, 1))
    assert straks.dag == nu.dag + timedelta(days=1)
    assert straks.volgnummer > nu.volgnummer


def test_a_signal_that_closed_and_came_back_is_the_same_entry(cast, feed):
    eerste = make_signaal(cast.kade, laatste_dag=date(2027, 2, 1))
    [(naam, voor)] = feed(cast.penningmeester).items()
    eerste.gesloten_op = P
    save_object(eerste, TOEN)
    assert feed(cast.penningmeester) == {}
    make_signaal(cast.kade, laatste_dag=date(2027, 3, 1))
    [(later, na)] = feed(cast.penningmeester).items()
    assert naam == later
    assert int(na.sequence.value) > int(voor.sequence.value)


@pytest.mark.parametrize(
    "velden",
    [{"op_proef": True}, {"ernst": "niet_te_beoordelen"},
     {"gedempt_tot": date(2099, 1, 1), "gedempt_reden": "Even niet", "gedempt_ernst": "kritiek"}],
)  # fmt: skip
def test_what_the_page_leaves_out_is_not_in_the_calendar(velden, cast, feed):
    make_signaal(cast.kade, laatste_dag=date(2027, 2, 1), **velden)
    assert feed(cast.penningmeester) == {}


def test_what_is_done_or_followed_up_goes_away(cast, feed):
    loopt = make_geldstroom(cast.kade, cast.gemeente, tot=date(2026, 12, 31))
    assert set(feed(cast.penningmeester)) == {f"einde-{loopt.pk}"}
    vervolg = make_geldstroom(
        cast.kade, cast.gemeente, van=date(2027, 1, 1), tot=None, volgt_op=loopt
    )
    assert feed(cast.penningmeester) == {}
    vervolg.toelichting = "Zonder einde"
    save_object(vervolg, TOEN)
    assert feed(cast.penningmeester) == {}


def test_nobody_reads_the_days_of_another(cast, feed):
    stroom = ask_geld(cast)
    make_geldstroom(cast.kade, cast.fonds, bron="fonds")
    assert set(feed(cast.accounthouder)) == {f"besluit-{stroom.pk}"}
    for ander in (cast.ander, cast.buurman, cast.adviseur, cast.beheerder):
        assert feed(ander) == {}


def test_an_address_that_was_renewed_or_stopped_does_not_exist(cast, client):
    def vraag(token):
        return client.get(reverse("agenda_feed", args=[token])).status_code

    eerste = renew_agendaadres(cast.penningmeester, TOEN)
    assert vraag(eerste) == 200
    tweede = renew_agendaadres(cast.penningmeester, TOEN)
    assert (vraag(eerste), vraag(tweede)) == (404, 200)
    revoke_agendaadres(cast.penningmeester, TOEN)
    assert vraag(tweede) == 404
    derde = renew_agendaadres(cast.penningmeester, TOEN)
    set_actief(cast.penningmeester.pk, False, Handeling(cast.beheerder, "Weg"))
    assert vraag(derde) == 404


def test_the_page_shows_the_address_once_and_keeps_only_a_hash(cast, als, client):
    als(cast.penningmeester)
    tekst = client.post("/mijn/agenda", {"doe": "maken"}).content.decode()
    token = tekst.split("/agenda/")[1].split(".ics")[0]
    assert token not in client.get("/mijn/agenda").content.decode()
    assert not Agendaadres.objects.filter(token_hash=token).exists()
    assert client.get(f"/agenda/{token}.ics").status_code == 200
    assert client.post("/mijn/agenda", {"doe": "stoppen"}).url == "/mijn/agenda"
    assert client.get(f"/agenda/{token}.ics").status_code == 404
    spoor = Agendaadres.history.latest()
    assert (spoor.history_user, spoor.history_change_reason) == (
        cast.penningmeester,
        "Agenda-adres gestopt",
    )


def test_more_days_ask_no_more_queries(cast, als, client):
    als(cast.penningmeester)
    token = renew_agendaadres(cast.penningmeester, TOEN)
    make_signaal(cast.kade, geldstroom=ask_geld(cast), laatste_dag=get_vandaag())
    make_geldstroom(cast.kade, cast.fonds)
    adressen = ["/mijn/agenda", f"/agenda/{token}.ics"]
    een = [count_queries(client, adres) for adres in adressen]
    for _ in range(3):
        make_signaal(cast.kade, geldstroom=ask_geld(cast), laatste_dag=get_vandaag())
        make_geldstroom(cast.kade, cast.fonds)
    assert [count_queries(client, adres) for adres in adressen] == een
    assert max(een) <= 15, een
