"""The back office: who comes in, dated values with a reason, and a back room that only looks."""

import re
from datetime import date
from decimal import Decimal

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.test import Client

from financiering.models import (
    Gemeente,
    Regelinstelling,
    Regelstand,
    Taak,
    Toegang,
    Uitnodiging,
    Verkiezing,
    Wetsparameter,
)
from financiering.services.schrijven import save_object
from tests.cast import TOEN

PAGINAS = ["/beheer", "/beheer/uitnodigen", "/beheer/wetsparameters", "/beheer/regels"]


@pytest.mark.parametrize("adres", PAGINAS)
@pytest.mark.parametrize("wie", ["penningmeester", "accounthouder", "adviseur"])
def test_others_do_not_know_these_pages(cast, als, adres, wie):
    assert als(getattr(cast, wie)).get(adres).status_code == 404


@pytest.mark.parametrize("adres", PAGINAS)
def test_the_beheerder_opens_them(cast, als, adres):
    assert als(cast.beheerder).get(adres).status_code == 200


@pytest.mark.parametrize("wie", ["penningmeester", "accounthouder", "adviseur"])
def test_others_change_nothing(cast, als, wie):
    client = als(getattr(cast, wie))
    toegang = cast.beheerder.toegangen.get()
    for adres in (
        f"/beheer/toegangen/{toegang.pk}/intrekken", "/beheer/deblokkeren", "/beheer/regels/R01/stand"
    ):  # fmt: skip
        assert client.post(adres, {"doe": "proef", "username": "x"}).status_code == 404
    assert Toegang.objects.filter(pk=toegang.pk).exists()
    assert not Regelstand.objects.exists()


def test_an_invitation_goes_by_mail_and_its_link_opens(cast, als):
    gegevens = {"email": "nieuw@voorbeeld.nl", "soort": "initiatief", "initiatief": "kade"}
    antwoord = als(cast.beheerder).post("/beheer/uitnodigen", gegevens)
    assert antwoord.status_code == 302
    (brief,) = mail.outbox
    assert brief.to == ["nieuw@voorbeeld.nl"]
    assert "kade" not in brief.subject.lower()
    pad = re.search(r"/uitnodiging/\S+", brief.body)[0]
    assert als(cast.beheerder).get(pad).status_code == 200
    uitnodiging = Uitnodiging.objects.get()
    assert uitnodiging.initiatief == cast.kade
    assert uitnodiging.uitgenodigd_door == cast.beheerder
    assert pad.rsplit("/", 1)[1] not in uitnodiging.token_hash


@pytest.mark.parametrize(
    ("gegevens", "woorden"),
    [
        ({"soort": "initiatief", "initiatief": "bestaatniet"}, "Dit kenmerk kennen we niet."),
        ({"soort": "gemeente"}, "Kies waar deze rol voor geldt."),
    ],
)
def test_a_refused_invitation_keeps_what_was_typed(cast, als, gegevens, woorden):
    antwoord = als(cast.beheerder).post(
        "/beheer/uitnodigen", gegevens | {"email": "nieuw@voorbeeld.nl"}
    )
    tekst = antwoord.content.decode()
    assert woorden in tekst
    assert "nieuw@voorbeeld.nl" in tekst
    assert not mail.outbox


def test_a_withdrawn_capacity_is_gone_and_its_history_says_who(cast, als):
    toegang = cast.adviseur.toegangen.get()
    als(cast.beheerder).post(f"/beheer/toegangen/{toegang.pk}/intrekken")
    assert not cast.adviseur.toegangen.exists()
    laatste = Toegang.history.filter(id=toegang.pk).first()
    assert (laatste.history_type, laatste.history_user) == ("-", cast.beheerder)


def test_the_own_capacity_stays(cast, als):
    toegang = cast.beheerder.toegangen.get()
    als(cast.beheerder).post(f"/beheer/toegangen/{toegang.pk}/intrekken")
    assert cast.beheerder.toegangen.exists()


def test_a_locked_name_may_try_again(cast, als):
    AccessAttempt.objects.create(username="pm_kade", ip_address="127.0.0.1", failures_since_start=8)
    client = als(cast.beheerder)
    assert "pm_kade: 8 keer mis" in client.get("/beheer").content.decode()
    client.post("/beheer/deblokkeren", {"username": "pm_kade"})
    assert not AccessAttempt.objects.exists()


def test_a_new_value_of_the_law_keeps_the_old_one(cast, als):
    oud = Wetsparameter.objects.first()
    gegevens = {
        "sleutel": oud.sleutel, "geldig_van": "01-01-2031", "waarde": "9", "bron": "Staatsblad 2030, 1"
    }  # fmt: skip
    assert als(cast.beheerder).post("/beheer/wetsparameters", gegevens).status_code == 302
    nieuw = Wetsparameter.objects.get(sleutel=oud.sleutel, geldig_van=date(2031, 1, 1))
    assert (nieuw.waarde, nieuw.eenheid) == (Decimal(9), oud.eenheid)
    assert Wetsparameter.objects.filter(pk=oud.pk, waarde=oud.waarde).exists()


def test_a_threshold_needs_a_reason_and_one_day_has_one_value(cast, als):
    client = als(cast.beheerder)
    keuze = re.search(r'value="(R\d+:\w+)"', client.get("/beheer/regels").content.decode())[1]
    gegevens = {"drempel": keuze, "geldig_van": "1-1-2027", "waarde": "4,5", "toelichting": ""}
    assert 'value="4,5"' in client.post("/beheer/regels", gegevens).content.decode()
    assert not Regelinstelling.objects.exists()
    gegevens |= {"toelichting": "Afgesproken met de steunfunctie", "bewaar": "ja"}
    assert client.post("/beheer/regels", gegevens).status_code == 302
    tweede = client.post("/beheer/regels", gegevens).content.decode()
    assert "Op deze dag begint al een andere waarde." in tweede
    assert Regelinstelling.objects.get().waarde == Decimal("4.5")


def test_before_saving_it_shows_what_a_threshold_would_change(cast, als):
    save_object(Taak(initiatief=cast.kade, soort="kartrekker", naam="kartrekker"), TOEN)
    for n in range(3):
        taak = Taak(
            initiatief=cast.tuin, soort="eigen", naam=f"t{n}", kritiek=True, vervuld_door=f"f{n}"
        )
        save_object(taak, TOEN)
    client = als(cast.beheerder)
    vraag = {
        "drempel": "R03:info_taken", "geldig_van": "1-1-2026", "waarde": "0,9", "toelichting": "Minder"
    }  # fmt: skip
    pagina = client.post("/beheer/regels", vraag).content.decode()
    assert "Geen signalen erbij, 1 eraf, 0 met een ander niveau." in pagina
    assert 'value="0,9"' in pagina
    assert not Regelinstelling.objects.exists()
    assert client.post("/beheer/regels", vraag | {"bewaar": "ja"}).status_code == 302
    assert Regelinstelling.objects.get().waarde == Decimal("0.9")


def test_a_rule_goes_on_trial_and_back(cast, als):
    client = als(cast.beheerder)
    for doe, stand in (("proef", True), ("aan", False)):
        client.post("/beheer/regels/R01/stand", {"doe": doe})
        assert Regelstand.objects.get(regel="R01").op_proef is stand
    assert client.post("/beheer/regels/R99/stand", {"doe": "proef"}).status_code == 404


def test_the_back_room_is_for_looking(cast, als):
    cast.beheerder.is_staff = True
    cast.beheerder.save()
    client = als(cast.beheerder)
    lijst = "/achterkamer/financiering/gemeente/"
    assert client.get("/achterkamer/").status_code == 200
    assert client.get(lijst).status_code == 200
    assert client.get(f"{lijst}add/").status_code == 404
    assert client.post(f"{lijst}{cast.veldstad.pk}/delete/").status_code == 404
    assert client.post(f"{lijst}{cast.veldstad.pk}/change/", {"naam": "X"}).status_code == 404


ANDERMANS = (
    "geldstroom",
    "financier",
    "verslag",
    "antwoord",
    "bijlage",
    "inzage",
    "bericht",
    "pot",
)


@pytest.mark.parametrize("naam", ANDERMANS)
def test_the_back_room_shows_nothing_of_the_money_words_or_files_of_others(cast, als, naam):
    cast.beheerder.is_staff = True
    cast.beheerder.save()
    assert als(cast.beheerder).get(f"/achterkamer/financiering/{naam}/").status_code == 404


def test_staff_without_the_capacity_sees_an_empty_back_room(cast, als):
    cast.penningmeester.is_staff = True
    cast.penningmeester.save()
    client = als(cast.penningmeester)
    assert client.get("/achterkamer/financiering/gemeente/").status_code == 404


def test_the_door_to_the_back_room_is_shown_to_who_can_open_it(cast, als):
    assert "/achterkamer/" not in als(cast.beheerder).get("/beheer").content.decode()
    cast.beheerder.is_staff = True
    cast.beheerder.save()
    assert "/achterkamer/" in als(cast.beheerder).get("/beheer").content.decode()


def test_an_account_goes_off_and_its_owner_is_out_at_once(cast, als):
    adres = f"/beheer/gebruikers/{cast.adviseur.pk}"
    ander = Client()
    ander.force_login(cast.adviseur, backend="django.contrib.auth.backends.ModelBackend")
    assert ander.get("/signalen").status_code == 200
    client = als(cast.beheerder)
    assert client.post(adres, {"reden": ""}).status_code == 200
    client.post(adres, {"reden": "Uit dienst"})
    assert ander.get("/signalen").status_code == 302
    assert cast.adviseur.toegangen.exists()
    pagina = client.get(adres).content.decode()
    assert "Uitgezet: Uit dienst" in pagina
    client.post(adres, {"reden": "Weer in dienst"})
    cast.adviseur.refresh_from_db()
    assert cast.adviseur.is_active


def test_the_own_account_stays_on(cast, als):
    antwoord = als(cast.beheerder).post(
        f"/beheer/gebruikers/{cast.beheerder.pk}", {"reden": "Klaar ermee"}
    )
    assert "Je eigen account kun je niet uitzetten" in antwoord.content.decode()
    cast.beheerder.refresh_from_db()
    assert cast.beheerder.is_active


def test_somebody_with_an_account_gets_a_second_role_without_a_mail(cast, als):
    client = als(cast.beheerder)
    rol = {"email": cast.adviseur.email.upper(), "soort": "gemeente", "gemeente": cast.veldstad.pk}
    client.post("/beheer/uitnodigen", rol)
    assert cast.adviseur.toegangen.filter(soort="gemeente").exists()
    assert not mail.outbox
    assert "heeft deze toegang al" in client.post("/beheer/uitnodigen", rol).content.decode()
    cast.adviseur.is_active = False
    cast.adviseur.save()
    assert "Dit account staat uit" in client.post("/beheer/uitnodigen", rol).content.decode()


def test_a_region_changes_and_the_adviser_sees_no_more_than_it(cast, als):
    steun = cast.adviseur.toegangen.get().kennissteunfunctie
    client = als(cast.beheerder)
    adres = f"/beheer/steunfuncties/{steun.pk}"
    assert "Veldstad" in client.get(adres).content.decode()
    fout = client.post(adres, {"naam": steun.naam, "gemeenten": "Havenstad\nNergens"})
    assert "Deze gemeenten kennen we niet: Nergens." in fout.content.decode()
    client.post(adres, {"naam": steun.naam, "gemeenten": f"havenstad\n{cast.havenstad.code}"})
    assert [g.naam for g in steun.gemeenten.all()] == ["Havenstad"]
    assert als(cast.adviseur).get("/initiatieven/tuin").status_code == 404
    laatste = steun.history.first()
    assert laatste.history_user == cast.beheerder
    assert [deel.gemeente_id for deel in laatste.gemeenten.all()] == [cast.havenstad.code]


def test_a_wrong_value_of_the_law_is_mended_with_a_reason(cast, als):
    parameter = Wetsparameter.objects.order_by("pk").first()
    client = als(cast.beheerder)
    gegevens = {"waarde": "9,5", "geldig_van": "1-1-2020", "bron": "Staatsblad", "reden": "Tikfout"}
    assert client.post(f"/beheer/wetsparameters/{parameter.pk}", gegevens).status_code == 302
    parameter.refresh_from_db()
    assert (parameter.waarde, parameter.bron) == (Decimal("9.50"), "Staatsblad")
    assert parameter.history.first().history_change_reason == "Tikfout"


def test_who_logged_in_is_there_to_read_in_pages(cast, als):
    AccessAttempt.objects.create(username="iemand", failures_since_start=3)
    assert "iemand: 3 keer mis" in als(cast.beheerder).get("/beheer/inloggen").content.decode()


def test_a_merged_municipality_gets_its_code_and_a_typed_name_is_kept(cast, als):
    client = als(cast.beheerder)
    nieuw = {"code": "gm9100", "naam": "Nieuwstad", "reden": "Herindeling"}
    assert client.post("/beheer/gemeenten/toevoegen", nieuw).status_code == 302
    assert Gemeente.objects.get(pk="GM9100").naam == "Nieuwstad"
    tekst = client.post("/beheer/gemeenten/toevoegen", nieuw).content.decode()
    assert "Deze code staat er al." in tekst
    fout = client.post("/beheer/gemeenten/toevoegen", nieuw | {"code": "9100"}).content.decode()
    assert "Een gemeentecode is GM met vier cijfers" in fout
    assert 'value="Nieuwstad"' in fout
    andere = {"code": "GM9999", "naam": "Nieuwstad aan Zee", "reden": "Nieuwe naam"}
    client.post("/beheer/gemeenten/GM9100", andere)
    rij = Gemeente.history.filter(code="GM9100").latest()
    assert (rij.naam, rij.history_change_reason) == ("Nieuwstad aan Zee", "Nieuwe naam")
    assert not Gemeente.objects.filter(pk="GM9999").exists()
    assert "Nieuwstad aan Zee" in client.get("/beheer/gemeenten?zoek=nieuwstad").content.decode()


def test_an_election_day_is_added_once_and_taken_away_again(cast, als):
    client = als(cast.beheerder)
    dag = {"datum": "2027-11-24", "gemeente": "veldstad", "bron": "Herindelingsbesluit"}
    assert client.post("/beheer/verkiezingen", dag).status_code == 302
    gemaakt = Verkiezing.objects.get(gemeente=cast.veldstad)
    assert (
        "Deze verkiezing staat er al" in client.post("/beheer/verkiezingen", dag).content.decode()
    )
    fout = client.post("/beheer/verkiezingen", dag | {"gemeente": "Nergens"}).content.decode()
    assert "kennen we niet" in fout
    client.post(f"/beheer/verkiezingen/{gemaakt.pk}/weghalen")
    assert not Verkiezing.objects.filter(gemeente=cast.veldstad).exists()
    assert Verkiezing.history.filter(history_type="-").latest().history_user == cast.beheerder


def test_every_dated_setting_has_words(cast, als):
    tekst = als(cast.beheerder).get("/beheer").content.decode()
    for sleutel in Wetsparameter.objects.values_list("sleutel", flat=True):
        assert sleutel not in tekst
    assert "Besluiten als er geen andere termijn is" in tekst
