"""One of every noun: at Kade in Veldstad, and at Dok in Havenstad under a name that gives it away."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from financiering.domain.codes import Onderdeel, Ontvanger, Status
from financiering.models import (
    Advies,
    Begrotingspost,
    Betaling,
    Bijlage,
    Initiatief,
    Inzage,
    Opdracht,
    Pot,
    Potverplaatsing,
    Regelprofiel,
    Taak,
    Verantwoording,
    Verslag,
)
from financiering.services.betalingen import record_betaling
from financiering.services.geldstromen import Stap, execute_overgang
from financiering.services.initiatieven import give_toestemming
from financiering.services.keuzes import keep_keuze
from financiering.services.publicaties import set_publicatie
from financiering.services.schrijven import save_object
from tests.cast import TOEN, make_geldstroom
from tests.web.test_toegang import make_signaal

GEHEIM = "Verborgen in Havenstad"
DAG = date(2026, 2, 1)
NU = datetime(2026, 3, 1, tzinfo=UTC)


def make_stroom(initiatief: Initiatief, financier: Any, wat: str) -> SimpleNamespace:
    """A grant with its decision, payment, report asked, report sent, draft and file."""
    aanvraag = make_geldstroom(
        initiatief, financier, status=Status.AANGEVRAAGD, aangevraagd=Decimal(900),
        ingediend_op=DAG, omschrijving=wat, toelichting=wat,
    )  # fmt: skip
    stroom = execute_overgang(
        aanvraag.pk, "verlenen", Stap(date(2026, 3, 1), Decimal(850), kenmerk_gever=wat), TOEN
    )
    betaling = Betaling(geldstroom=stroom, soort="voorschot", bedrag=1, verwacht_op="2026-04-01")
    vast: dict[str, Any] = {"sjabloon": "een_foto_vijf_regels", "sjabloon_versie": 2, "jaar": 2026}
    inhoud = [{"sleutel": "wat", "vraag": "Wat?", "soort": "verhaal", "antwoord": wat}]
    verstuurd = Verslag(
        geldstroom=stroom, status="ingediend", ingediend_op=DAG, inhoud=inhoud, **vast
    )
    concept = Verslag(geldstroom=stroom, nummer=2, **vast)
    bijlagen = [keep_bijlage(save_object(verslag, TOEN), wat) for verslag in (verstuurd, concept)]
    gevraagd = Verantwoording(geldstroom=stroom, niveau="desgevraagd", reden_uitstel=wat)
    return SimpleNamespace(
        geldstroom=stroom,
        beschikking=stroom.beschikkingen.get(),
        betaling=record_betaling(betaling, TOEN),
        verantwoording=save_object(gevraagd, TOEN),
        verslag=verstuurd,
        concept=concept,
        bijlage=bijlagen[0],
        conceptbijlage=bijlagen[1],
    )


def keep_bijlage(verslag: Verslag, wat: str) -> Bijlage:
    """A file that can really be read."""
    plek = default_storage.save("bijlagen/proef", ContentFile(b"%PDF-1.7 proef"))
    return save_object(
        Bijlage(verslag=verslag, naam=wat, soort="application/pdf", grootte=14, sha256="0" * 64, plek=plek),
        TOEN,
    )  # fmt: skip


def fill_initiatief(initiatief: Initiatief, adviseur: Any, wat: str) -> dict[str, Any]:
    """What belongs to an initiative itself."""
    advies = Advies(initiatief=initiatief, tekst=wat, auteur=adviseur, gegeven_op=DAG)
    inzage = Inzage(gebruiker=adviseur, initiatief=initiatief, wat=wat, dag=DAG, laatst_op=NU)
    inzage.save()
    return {
        "taak": save_object(Taak(initiatief=initiatief, soort="eigen", naam=wat), TOEN),
        "begrotingspost": save_object(
            Begrotingspost(initiatief=initiatief, jaar=2026, post=wat, bedrag=Decimal(1200)), TOEN
        ),
        "toestemming": give_toestemming(
            initiatief, Ontvanger.OPENBAAR, Onderdeel.PAGINA, gegeven_op=DAG, handeling=TOEN
        ),
        "advies": save_object(advies, TOEN),
        "signaal": make_signaal(initiatief, uitleg=wat),
    }


def fill_gemeente(gemeente: Any, wat: str, aan: bool) -> dict[str, Any]:
    """What belongs to a municipality."""
    potten = [
        save_object(
            Pot(kenmerk=f"{gemeente.pk}-{nummer}", gemeente=gemeente, naam=wat, jaar=2026,
                soort="scharrelgeld", bedrag=Decimal(5000)), TOEN,
        ) for nummer in (1, 2)
    ]  # fmt: skip
    van, naar = potten
    verplaatsing = Potverplaatsing(van=van, naar=naar, bedrag=Decimal(100), op=DAG, reden=wat)
    return {
        "pot": van,
        "andere_pot": naar,
        "verplaatsing": save_object(verplaatsing, TOEN),
        "keuze": keep_keuze(gemeente, wat, "geldsoort=basisgeld", TOEN),
        "publicatie": set_publicatie(gemeente, aan, DAG, TOEN),
    }


@pytest.fixture
def vol(cast: Any, tmp_path: Any, settings: Any) -> Any:
    """The cast, with `kade` things in `cast.hier` and those of Dok in `cast.daar`."""
    for naam, initiatief, gever, wie, gemeente, wat in (
        ("hier", cast.kade, cast.gemeente, cast.penningmeester, cast.veldstad, "Huur en koffie"),
        ("daar", cast.dok, cast.fonds, cast.ander, cast.havenstad, GEHEIM),
    ):
        opdracht = Opdracht.objects.create(
            soort="werkboek_import", parameters={"naam": wat}, gebruiker=wie, aangemaakt_op=NU
        )
        dingen = vars(make_stroom(initiatief, gever, wat))
        dingen |= fill_initiatief(initiatief, cast.adviseur, wat)
        dingen |= fill_gemeente(gemeente, wat, naam == "hier")
        setattr(cast, naam, SimpleNamespace(opdracht=opdracht, **dingen))
    profiel = Regelprofiel(
        financier=cast.fonds, naam="Regels 2026", geldig_van=date(2026, 1, 1), bron="Site"
    )
    cast.hier.regelprofiel, cast.hier.financier = save_object(profiel, TOEN), cast.fonds
    return cast
