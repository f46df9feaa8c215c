"""Streams of money: logged, changed, carried through their life, corrected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from financiering.continuiteit.dossier import load_wettermijnen
from financiering.domain.bedragen import NUL
from financiering.domain.codes import (
    BRONNEN_ZONDER_BESLUIT,
    ZEKERE_STATUSSEN,
    RedenAfwijzing,
    SoortBeschikking,
    Status,
)
from financiering.domain.exceptions import DomeinFout, OvergangNietMogelijk
from financiering.domain.statussen import get_overgang, list_correcties
from financiering.models import (
    Beschikking,
    Domeindeel,
    Geldstroom,
    Initiatief,
    Verantwoording,
)
from financiering.services.betalingen import expect_terugbetaling, lapse_terugbetaling
from financiering.services.jaarbedragen import write_jaarbedragen
from financiering.services.potten import check_pot
from financiering.services.schrijven import Handeling, delete_object, save_object


@dataclass(frozen=True, slots=True)
class Stap:
    """What somebody knows when taking a step; only what that step needs is used.

    `bedrag` in euros: asked, granted or fixed, as the step says. `datum` is the day it happened.
    """

    datum: date
    bedrag: Decimal | None = None
    kenmerk_gever: str = ""
    voorwaarden: str = ""
    voorbehoud: bool = False
    beslissen_voor: date | None = None
    verantwoorden_voor: date | None = None
    reden_afwijzing: RedenAfwijzing | str = ""
    terugbetalen_voor: date | None = None


@transaction.atomic
def create_geldstroom(geldstroom: Geldstroom, handeling: Handeling) -> Geldstroom:
    """Log a stream. An empty kenmerk gets the next free one of the initiative."""
    initiatief = Initiatief.objects.select_for_update().get(pk=geldstroom.initiatief_id)
    if not geldstroom.kenmerk:
        geldstroom.kenmerk = _next_kenmerk(initiatief)
    return _save(geldstroom, handeling)


@transaction.atomic
def update_geldstroom(
    geldstroom: Geldstroom,
    handeling: Handeling,
    *,
    versie: int | None = None,
    domeinen: Mapping[str, Decimal] | None = None,
) -> Geldstroom:
    """Save changed details, and with `domeinen` which domains pay, in percent.

    Raises GewijzigdDoorAnder when somebody saved since `versie`.
    """
    staat = {deel.domein: deel.procent for deel in geldstroom.domeindelen.all()}
    delen_gewijzigd = domeinen is not None and domeinen != staat
    _save(geldstroom, handeling, versie=versie, delen_gewijzigd=delen_gewijzigd)
    if domeinen is not None:
        save_domeindelen(geldstroom, domeinen, handeling)
    return geldstroom


@transaction.atomic
def execute_overgang(geldstroom_id: int, naam: str, stap: Stap, handeling: Handeling) -> Geldstroom:
    """Take one step of the life cycle under a lock.

    Raises OvergangNietMogelijk when the stream no longer stands where the step starts, for
    instance because somebody else pressed the same button, and PotOntoereikend.
    """
    geldstroom = Geldstroom.objects.select_for_update().get(pk=geldstroom_id)
    overgang = get_overgang(naam, geldstroom.status, geldstroom.bron)
    geldstroom.status = overgang.naar
    _STAPPEN[naam](geldstroom, stap, handeling)
    return _save(geldstroom, handeling)


def _aanvragen(stroom: Geldstroom, stap: Stap, handeling: Handeling) -> None:
    stroom.ingediend_op = stap.datum
    stroom.aangevraagd = stap.bedrag if stap.bedrag is not None else stroom.verwacht
    stroom.beslissen_voor = stap.beslissen_voor or stroom.beslissen_voor


def _afspreken(stroom: Geldstroom, stap: Stap, handeling: Handeling) -> None:
    stroom.verleend = stap.bedrag if stap.bedrag is not None else stroom.verwacht
    stroom.beschikking_op = stap.datum


def _verlenen(stroom: Geldstroom, stap: Stap, handeling: Handeling) -> None:
    stroom.verleend = stap.bedrag if stap.bedrag is not None else stroom.aangevraagd
    stroom.beschikking_op = stap.datum
    stroom.voorbehoud = stap.voorbehoud or stroom.voorbehoud
    _add_beschikking(stroom, SoortBeschikking.VERLENING, stap, handeling)
    if stap.verantwoorden_voor:
        _save_verantwoording(stroom, handeling, uiterlijk_op=stap.verantwoorden_voor)


def _afwijzen(stroom: Geldstroom, stap: Stap, handeling: Handeling) -> None:
    stroom.beschikking_op = stap.datum
    stroom.reden_afwijzing = stap.reden_afwijzing
    _add_beschikking(stroom, SoortBeschikking.AFWIJZING, stap, handeling)


def _intrekken(stroom: Geldstroom, stap: Stap, handeling: Handeling) -> None:
    if stroom.verleend is not None and stroom.bron not in BRONNEN_ZONDER_BESLUIT:
        _add_beschikking(stroom, SoortBeschikking.INTREKKING, stap, handeling)


def _verantwoorden(stroom: Geldstroom, stap: Stap, handeling: Handeling) -> None:
    _save_verantwoording(stroom, handeling, ingediend_op=stap.datum)


def _vaststellen(stroom: Geldstroom, stap: Stap, handeling: Handeling) -> None:
    stroom.vastgesteld = stap.bedrag if stap.bedrag is not None else stroom.verleend
    stroom.vastgesteld_op = stap.datum
    _add_beschikking(stroom, SoortBeschikking.VASTSTELLING, stap, handeling)
    weken = load_wettermijnen(stap.datum).betalen_weken
    voor = stap.terugbetalen_voor or stap.datum + timedelta(weeks=weken)
    expect_terugbetaling(stroom, voor, handeling)


_STAPPEN = {
    "aanvragen": _aanvragen,
    "afspreken": _afspreken,
    "verlenen": _verlenen,
    "afwijzen": _afwijzen,
    "intrekken": _intrekken,
    "verantwoorden": _verantwoorden,
    "vaststellen": _vaststellen,
}


@transaction.atomic
def correct_status(geldstroom_id: int, naar: Status | str, handeling: Handeling) -> Geldstroom:
    """Take a mistaken step back. What the step filled in goes; decisions stay, marked as lapsed.

    Raises OvergangNietMogelijk when `naar` is not an earlier state of this stream.
    """
    geldstroom = Geldstroom.objects.select_for_update().get(pk=geldstroom_id)
    naar = Status(naar)
    if naar not in list_terug(geldstroom):
        raise OvergangNietMogelijk(f"Terug naar “{naar.label}” kan niet vanaf deze stand.")
    geldstroom.status = naar
    _clear_latere_velden(geldstroom, naar)
    _lapse_beschikkingen(geldstroom, naar, handeling)
    return _save(geldstroom, handeling)


def list_terug(stroom: Geldstroom) -> tuple[Status, ...]:
    """The earlier states that a mistake with this stream can be taken back to."""
    geweest: set[str] = set()
    if stroom.status == Status.INGETROKKEN:
        geweest = set(Geldstroom.history.filter(id=stroom.pk).values_list("status", flat=True))
    return list_correcties(stroom.status, stroom.bron, geweest)


def _clear_latere_velden(stroom: Geldstroom, naar: Status) -> None:
    stroom.vastgesteld = stroom.vastgesteld_op = None
    stroom.reden_afwijzing = ""
    if naar in (Status.VOORNEMEN, Status.AANGEVRAAGD):
        stroom.verleend = stroom.beschikking_op = None
    if naar == Status.VOORNEMEN:
        stroom.ingediend_op = stroom.aangevraagd = None


def _lapse_beschikkingen(stroom: Geldstroom, naar: Status, handeling: Handeling) -> None:
    soorten = {SoortBeschikking.VASTSTELLING, SoortBeschikking.INTREKKING}
    if naar in (Status.VOORNEMEN, Status.AANGEVRAAGD):
        soorten |= {SoortBeschikking.VERLENING, SoortBeschikking.AFWIJZING}
    lapse_terugbetaling(stroom, handeling)
    for besluit in stroom.beschikkingen.filter(soort__in=soorten, vervallen_door=""):
        besluit.vervallen_door = handeling.reden[:300]
        save_object(besluit, handeling)
    if naar != Status.VERANTWOORD:
        for verantwoording in stroom.verantwoordingen.filter(ingediend_op__isnull=False):
            verantwoording.ingediend_op = None
            save_object(verantwoording, handeling)


def _add_beschikking(
    stroom: Geldstroom, soort: SoortBeschikking, stap: Stap, handeling: Handeling
) -> None:
    bedragen = {
        SoortBeschikking.VERLENING: stroom.verleend,
        SoortBeschikking.VASTSTELLING: stroom.vastgesteld,
    }
    besluit = Beschikking(
        geldstroom=stroom,
        soort=soort,
        datum=stap.datum,
        bedrag=bedragen.get(soort, stap.bedrag),
        kenmerk_gever=stap.kenmerk_gever,
        voorwaarden=stap.voorwaarden,
        voorbehoud=stap.voorbehoud,
    )
    save_object(besluit, handeling)


def _save_verantwoording(stroom: Geldstroom, handeling: Handeling, **velden: Any) -> None:
    rij = stroom.verantwoordingen.order_by("volgnummer").first() or Verantwoording(
        geldstroom=stroom
    )
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)
    save_object(rij, handeling)


@transaction.atomic
def save_domeindelen(
    geldstroom: Geldstroom, delen: Mapping[str, Decimal], handeling: Handeling
) -> None:
    """Say which domains pay, in percent; together at most 100.

    Raises DomeinFout when they are more.
    """
    if sum(delen.values(), NUL) > 100:
        raise DomeinFout("De delen zijn samen meer dan 100 procent.", veld="domeinen")
    staat = {rij.domein: rij for rij in geldstroom.domeindelen.all()}
    for domein, rij in staat.items():
        if domein not in delen:
            delete_object(rij, handeling)
    for domein, procent in delen.items():
        rij = staat.get(domein) or Domeindeel(geldstroom=geldstroom, domein=domein)
        rij.procent = procent
        save_object(rij, handeling)


def _save(
    stroom: Geldstroom,
    handeling: Handeling,
    *,
    versie: int | None = None,
    delen_gewijzigd: bool = False,
) -> Geldstroom:
    """Check the pot and the chain, save, and write the split over years."""
    if stroom.pot_id and stroom.status in ZEKERE_STATUSSEN:
        bedrag = stroom.vastgesteld if stroom.vastgesteld is not None else stroom.verleend
        check_pot(stroom.pot_id, extra=bedrag or NUL, zonder=stroom)
    _check_keten(stroom)
    save_object(stroom, handeling, versie=versie, delen_gewijzigd=delen_gewijzigd)
    write_jaarbedragen(stroom, handeling.moment)
    return stroom


def _check_keten(stroom: Geldstroom) -> None:
    """A chain of predecessors ends somewhere, and stays within one initiative."""
    gezien = {stroom.pk}
    vorige = stroom.volgt_op
    while vorige is not None:
        if vorige.initiatief_id != stroom.initiatief_id:
            raise DomeinFout("De eerdere geldstroom is van een ander initiatief.", veld="volgt_op")
        if vorige.pk in gezien:
            raise DomeinFout("Zo volgt de geldstroom op zichzelf.", veld="volgt_op")
        gezien.add(vorige.pk)
        vorige = vorige.volgt_op


def _next_kenmerk(initiatief: Initiatief) -> str:
    nummer = initiatief.geldstromen.count() + 1
    while Geldstroom.objects.filter(kenmerk=f"{initiatief.kenmerk}-{nummer:03d}").exists():
        nummer += 1
    return f"{initiatief.kenmerk}-{nummer:03d}"
