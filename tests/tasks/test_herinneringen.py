"""The post about reports and about money that moved on: nothing missed, nothing told that is over."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core import mail

from financiering.domain.codes import Status
from financiering.models import Regeldrempel, Regelprofiel, Verantwoording
from financiering.rapportage.berichten import list_nieuw_kritiek, make_brief
from financiering.services.berichten import plan_kritiek
from financiering.services.financiers import save_regelprofiel
from financiering.services.geldstromen import update_geldstroom
from financiering.services.schrijven import Handeling, save_object
from tasks import berichten
from tests.cast import TOEN, make_geldstroom
from tests.tasks.test_berichten import MAANDAG, P, list_post, signaleer
from tests.tasks.test_berichten import klok as klok
from tests.tasks.test_berichten import wereld as wereld


@pytest.fixture(autouse=True)
def echt(settings):
    """Today is today, as outside the trial installation."""
    settings.DEMO = False


def send_na(klok, weken):
    """The mails of a run so many weeks later, without those that went before."""
    mail.outbox.clear()
    klok.nu = MAANDAG + timedelta(weeks=weken, minutes=5)
    berichten.verstuur_post()
    return [brief.body for brief in mail.outbox]


def ask_verslag(wereld, dag, niveau="financieel"):
    stroom = make_geldstroom(wereld.kade, wereld.fonds, bron="fonds", tot=date(2026, 10, 31))
    save_object(Verantwoording(geldstroom=stroom, niveau=niveau, uiterlijk_op=dag), TOEN)
    return stroom


def test_a_report_that_fell_due_while_no_mail_went_is_told_once(wereld, klok):
    ask_verslag(wereld, date(2026, 12, 9))
    berichten.verstuur_post()
    assert mail.outbox == []
    [brief] = send_na(klok, 3)
    assert "Dit had al weg gemoeten" in brief
    assert "9 december 2026. Verantwoording inleveren: fonds (Kade)" in brief
    assert send_na(klok, 4) == []


def test_a_report_of_which_the_mail_told_the_day_is_not_told_again(wereld, klok):
    ask_verslag(wereld, date(2026, 12, 7))
    berichten.verstuur_post()
    assert "7 december 2026. Verantwoording inleveren" in mail.outbox[0].body
    assert send_na(klok, 3) == []


def test_a_new_signal_that_says_so_is_enough(wereld, klok):
    berichten.verstuur_post()
    stroom = ask_verslag(wereld, date(2026, 12, 9))
    signaleer(
        wereld.kade, regel="R14", ernst="risico", geldstroom=stroom, uitleg="Het verslag is te laat.",
        op=MAANDAG + timedelta(days=17),
    )  # fmt: skip
    [brief] = send_na(klok, 3)
    assert "Het verslag is te laat." in brief
    assert "Dit had al weg gemoeten" not in brief


@pytest.mark.parametrize("niveau", ["geen", "desgevraagd"])
def test_what_need_not_be_sent_is_in_no_mail(wereld, klok, niveau):
    ask_verslag(wereld, date(2026, 12, 1), niveau)
    berichten.verstuur_post()
    assert mail.outbox == []


def test_a_day_that_follows_from_the_rules_of_the_giver_is_mailed(wereld, klok):
    profiel = Regelprofiel(
        financier=wereld.gemeente, naam="Regels", geldig_van=date(2020, 1, 1), bron="Test",
        verantwoorden_weken=13,
    )  # fmt: skip
    save_regelprofiel(profiel, [Regeldrempel(tot=None, niveau="financieel")], TOEN)
    make_geldstroom(wereld.kade, wereld.gemeente, tot=date(2026, 8, 31))
    berichten.verstuur_post()
    assert "30 november 2026. Verantwoording inleveren" in mail.outbox[0].body


@pytest.fixture
def achterhaald(wereld):
    """A signal that was `kritiek` an hour ago, about an application that may be withdrawn since."""
    stroom = make_geldstroom(
        wereld.kade, wereld.gemeente, status="aangevraagd", aangevraagd=Decimal(900),
        ingediend_op=date(2026, 9, 25), van=date(2027, 1, 1), tot=date(2027, 12, 31),
    )  # fmt: skip
    signaleer(wereld.kade, regel="R01", geldstroom=stroom, laatste_dag=date(2026, 12, 1))
    return stroom


def withdraw(stroom):
    stroom.status = Status.INGETROKKEN
    update_geldstroom(stroom, Handeling(None, "Dit gaat niet door"))


def test_money_that_was_withdrawn_is_in_no_mail_before_the_rules_look_again(
    wereld, klok, achterhaald
):
    assert list(list_nieuw_kritiek(klok.nu, P))
    withdraw(achterhaald)
    berichten.verstuur_post()
    assert list_post(wereld.penningmeester) == []


def test_money_withdrawn_between_planning_and_sending_is_not_sent(wereld, klok, achterhaald):
    [(wie, keren), *_] = list_nieuw_kritiek(klok.nu, P)
    rij = plan_kritiek(wie, keren, klok.nu)
    assert make_brief(rij, P) is not None
    withdraw(achterhaald)
    assert make_brief(rij, P) is None
