"""A page asks the database at most fifteen questions, whoever looks and however much there is."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from financiering.demo.laden import load_demo
from financiering.domain.codes import Bron, Niveau, Onderdeel, Ontvanger, Status
from financiering.models import (
    Advies,
    Begrotingspost,
    Beschikking,
    Domeindeel,
    Gebruiker,
    Inzage,
    Opschorting,
    Regeldrempel,
    Regelprofiel,
    Taak,
    Verantwoording,
)
from financiering.services.initiatieven import give_toestemming
from financiering.services.schrijven import Handeling, save_object
from tests.cast import TOEN, make_geldstroom
from tests.web.test_toegang import make_betaling, make_signaal

HOOGSTENS = 15
P = date(2026, 11, 23)
VEEL = 12
ADRESSEN = (
    "/initiatieven/kade", "/initiatieven/kade?peildatum=2026-03-01&bekend_op=2026-10-01",
    "/initiatieven/kade/wat-als", "/geldstromen/{}", "/mijn/agenda", "/signalen", "/initiatieven",
)  # fmt: skip
NIET_VOOR_ALLEN = ("/initiatieven/kade/wat-als", "/geldstromen/{}")


def count(client, adres, dicht=200):
    """How many questions one visit takes, as the first of the day; `dicht` is what else it may answer."""
    connection.features.supports_json_field  # noqa: B018 looked up once per connection
    Inzage.objects.all().delete()
    with CaptureQueriesContext(connection) as vragen:
        antwoord = client.get(adres)
    assert antwoord.status_code == 200 or antwoord.status_code == dicht, adres
    return len(vragen)


def fill(cast):
    """Many of everything that a page of an initiative shows, each changed once more."""
    for nummer in range(VEEL):
        gever = (cast.gemeente, cast.fonds)[nummer % 2]
        bron = (Bron.GEMEENTESUBSIDIE, Bron.FONDS)[nummer % 2]
        stand = (Status.AANGEVRAAGD, Status.VERLEEND, Status.VERLEEND)[nummer % 3]
        dagen = {} if stand == Status.VERLEEND else {"ingediend_op": date(2026, 9, 1)}
        stroom = make_geldstroom(
            cast.kade, gever, bron=bron, status=stand, aangevraagd=Decimal(900), **dagen
        )
        fill_stroom(cast, stroom, nummer)
        stroom.toelichting = "Nagekeken"
        save_object(stroom, Handeling(cast.penningmeester, "Nagekeken"))
        save_object(Taak(initiatief=cast.kade, soort="eigen", naam=f"Taak {nummer}"), TOEN)
        post = Begrotingspost(
            initiatief=cast.kade, jaar=2026, post=f"Post {nummer}", bedrag=Decimal(500)
        )
        save_object(post, TOEN)
        tekst = {"tekst": f"Advies {nummer}", "auteur": cast.adviseur, "gegeven_op": P}
        save_object(Advies(initiatief=cast.kade, **tekst), TOEN)
    for gever in (cast.gemeente, cast.fonds):
        profiel = Regelprofiel(financier=gever, naam="Eigen", geldig_van=date(2020, 1, 1), bron="x")
        save_object(profiel, TOEN)
        save_object(Regeldrempel(regelprofiel=profiel, niveau=Niveau.INHOUDELIJK), TOEN)
    return stroom


def fill_stroom(cast, stroom, nummer):
    stukken = [
        Domeindeel(geldstroom=stroom, domein="zorg", procent=Decimal(100)),
        Opschorting(geldstroom=stroom, van=date(2026, 9, 5), tot=date(2026, 9, 9)),
        Verantwoording(geldstroom=stroom, uiterlijk_op=P + timedelta(days=nummer)),
        Beschikking(geldstroom=stroom, soort="verlening", datum=P, bedrag=Decimal(900)),
        *(make_betaling(stroom, keer) for keer in range(3)),
    ]
    for stuk in stukken:
        save_object(stuk, TOEN)
    make_signaal(cast.kade, geldstroom=stroom)
    make_signaal(cast.kade, geldstroom=stroom, regel="R14")


def share(initiatief):
    for ontvanger in (Ontvanger.GEMEENTE, Ontvanger.KENNISSTEUNFUNCTIE):
        for deel in (Onderdeel.GELDSTROMEN, Onderdeel.TAKEN, Onderdeel.SIGNALEN):
            if (ontvanger, deel) != (Ontvanger.KENNISSTEUNFUNCTIE, Onderdeel.SIGNALEN):
                give_toestemming(initiatief, ontvanger, deel, gegeven_op=P, handeling=TOEN)


@pytest.mark.parametrize("gedeeld", [False, True], ids=["dicht", "gedeeld"])
def test_a_large_initiative_asks_no_more_than_fifteen(gedeeld, cast, als):
    signalen = (Ontvanger.KENNISSTEUNFUNCTIE, Onderdeel.SIGNALEN)
    give_toestemming(cast.kade, *signalen, gegeven_op=P, handeling=TOEN)
    if gedeeld:
        share(cast.kade)
    stroom = fill(cast)
    te_veel = {}
    for wie in ("penningmeester", "accounthouder", "adviseur"):
        client = als(getattr(cast, wie))
        for adres in ADRESSEN:
            aantal = count(
                client, adres.format(stroom.pk), 404 if adres in NIET_VOOR_ALLEN else 200
            )
            if aantal > HOOGSTENS:
                te_veel[wie, adres] = aantal
    assert te_veel == {}


def test_every_initiative_of_the_trial_asks_no_more_than_fifteen(db, als):
    load_demo(P)
    te_veel = {}
    for wie in ("penningmeester", "accounthouder", "adviseur"):
        mens = Gebruiker.objects.get(username=wie)
        client = als(mens)
        for kenmerk in ("tav-de-talenten", "de-sleutel", "de-driemaster", "wijvaals"):
            aantal = count(client, f"/initiatieven/{kenmerk}", 404)
            if aantal > HOOGSTENS:
                te_veel[wie, kenmerk] = aantal
    assert te_veel == {}
