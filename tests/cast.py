"""The fixed cast: two towns, three initiatives, and one person of each kind.

Kade (in Veldstad) shares nothing; Tuin (in Veldstad) opened its signals to the adviser; Dok lies in
Havenstad, another town. Nobody here is a real person.
"""

import importlib
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from financiering.domain.codes import (
    Bron,
    Fase,
    Geldsoort,
    Onderdeel,
    Ontvanger,
    SoortToegang,
    Status,
)
from financiering.models import (
    Financier,
    Gebruiker,
    Geldstroom,
    Gemeente,
    Initiatief,
    Kennissteunfunctie,
    Toegang,
    Wetsparameter,
)
from financiering.services.beheer import save_kennissteunfunctie
from financiering.services.geldstromen import create_geldstroom
from financiering.services.initiatieven import give_toestemming, save_initiatief
from financiering.services.schrijven import Handeling, save_object
from financiering.services.toegangen import grant_toegang

WETTEN = (
    ("0002_wetsparameters", "add_wetsparameters"),
    ("0005_kansen", "add_kansen"),
    ("0009_kleinste_groep", "add_kleinste_groep"),
    ("0014_verslaglast", "add_verslaglast"),
    ("0017_grootste_aandeel", "add_grootste_aandeel"),
)
"""The migrations that wrote dated settings."""
TOEN = Handeling(None, "Opzet van de test", datetime(2026, 1, 5, 9, 0, tzinfo=UTC))


def make_gebruiker(naam: str, soort: SoortToegang, **waar: Any) -> Gebruiker:
    """A person with one capacity."""
    gebruiker = Gebruiker.objects.create_user(naam, f"{naam}@voorbeeld.nl", "geheim-woord-9")
    grant_toegang(Toegang(gebruiker=gebruiker, soort=soort, **waar), TOEN)
    return gebruiker


def make_initiatief(kenmerk: str, gemeente: Gemeente, **velden: Any) -> Initiatief:
    """An initiative in its second year."""
    velden = {
        "naam": kenmerk.title(),
        "fase": Fase.UITVOERING,
        "startdatum": date(2024, 3, 1),
    } | velden
    return save_initiatief(Initiatief(kenmerk=kenmerk, gemeente=gemeente, **velden), TOEN)


def make_geldstroom(initiatief: Initiatief, financier: Financier, **velden: Any) -> Geldstroom:
    """A year's grant of € 12.000 for 2026, unless said otherwise."""
    velden = {
        "omschrijving": "Huur en koffie",
        "bron": Bron.GEMEENTESUBSIDIE,
        "geldsoort": Geldsoort.BASISGELD,
        "van": date(2026, 1, 1),
        "tot": date(2026, 12, 31),
        "status": Status.VERLEEND,
        "verleend": Decimal("12000.00"),
    } | velden
    if velden["status"] in (Status.VOORNEMEN, Status.AANGEVRAAGD):
        velden["verleend"] = None
    stroom = Geldstroom(initiatief=initiatief, financier=financier, **velden)
    return create_geldstroom(stroom, TOEN)


@pytest.fixture(scope="module")
def cast_van_bestand(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[SimpleNamespace | None]:
    """Everybody, put in place once for a file; None where a test commits, and would find an open door."""
    if any(is_transactie(item) for item in request.session.items if item.path == request.path):
        yield None
        return
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_cast()
        transaction.set_rollback(True)


def is_transactie(item: pytest.Item) -> bool:
    """Whether a test writes for good, and empties the tables afterwards."""
    merk = item.get_closest_marker("django_db")
    namen = getattr(item, "fixturenames", ())
    return "transactional_db" in namen or bool(merk and merk.kwargs.get("transaction"))


@pytest.fixture
def cast(cast_van_bestand: SimpleNamespace | None, db: None) -> SimpleNamespace:
    """Everybody, in place; a test may change its own copies."""
    return make_cast() if cast_van_bestand is None else deepcopy(cast_van_bestand)


def make_cast() -> SimpleNamespace:
    """Two towns with everybody in them."""
    veldstad = save_object(Gemeente(code="GM9001", naam="Veldstad"), TOEN)
    havenstad = save_object(Gemeente(code="GM9002", naam="Havenstad"), TOEN)
    steun = save_kennissteunfunctie(Kennissteunfunctie(naam="Steunpunt Oost"), [veldstad], TOEN)
    kade = make_initiatief("kade", veldstad)
    tuin = make_initiatief("tuin", veldstad)
    dok = make_initiatief("dok", havenstad)
    give_toestemming(
        tuin, Ontvanger.KENNISSTEUNFUNCTIE, Onderdeel.SIGNALEN,
        gegeven_op=date(2026, 1, 5), handeling=TOEN,
    )  # fmt: skip
    return SimpleNamespace(
        veldstad=veldstad,
        havenstad=havenstad,
        steun=steun,
        kade=kade,
        tuin=tuin,
        dok=dok,
        gemeente=save_object(
            Financier(naam="Gemeente Veldstad", soort="gemeente", gemeente=veldstad, algemeen=True),
            TOEN,
        ),
        fonds=save_object(Financier(naam="Stadsfonds", soort="fonds", algemeen=True), TOEN),
        penningmeester=make_gebruiker("pm_kade", SoortToegang.INITIATIEF, initiatief=kade),
        ander=make_gebruiker("pm_dok", SoortToegang.INITIATIEF, initiatief=dok),
        accounthouder=make_gebruiker("ah_veldstad", SoortToegang.GEMEENTE, gemeente=veldstad),
        buurman=make_gebruiker("ah_havenstad", SoortToegang.GEMEENTE, gemeente=havenstad),
        adviseur=make_gebruiker(
            "adviseur_oost", SoortToegang.KENNISSTEUNFUNCTIE, kennissteunfunctie=steun
        ),
        beheerder=make_gebruiker("beheer", SoortToegang.BEHEER),
    )


def restore_wet() -> None:
    """What the migrations wrote; a test with real transactions before this one emptied the tables."""
    if not Wetsparameter.objects.exists():
        toen = MigrationLoader(connection).project_state(("financiering", "0003_gemeenten")).apps
        for naam, functie in WETTEN:
            migratie = importlib.import_module(f"financiering.migrations.{naam}")
            getattr(migratie, functie)(toen, None)
