"""Pots: what is left is the amount less what was granted, and never below zero."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils.text import slugify

from financiering.domain.bedragen import NUL
from financiering.domain.codes import OPEN_STATUSSEN, ZEKERE_STATUSSEN, NaJaar
from financiering.domain.exceptions import DomeinFout, PotOntoereikend
from financiering.domain.woorden import format_bedrag, format_datum
from financiering.models import Geldstroom, Pot, Potbijdrage, Potverplaatsing
from financiering.services.schrijven import Handeling, delete_object, save_object


def compute_verleend(pot: Pot, *, zonder: Geldstroom | None = None) -> Decimal:
    """Euros granted from this pot, as fixed where that is known; possibly leaving one stream out."""
    stromen = Geldstroom.objects.filter(pot=pot, status__in=ZEKERE_STATUSSEN)
    if zonder is not None and zonder.pk:
        stromen = stromen.exclude(pk=zonder.pk)
    return stromen.aggregate(som=Sum(Coalesce("vastgesteld", "verleend")))["som"] or NUL


def compute_budget(pot: Pot) -> Decimal:
    """Euros in the pot: its amount, with what came from other pots and without what went there."""
    erbij = pot.erbij.aggregate(som=Sum("bedrag"))["som"] or NUL
    eraf = pot.eraf.aggregate(som=Sum("bedrag"))["som"] or NUL
    return pot.bedrag + erbij - eraf


def compute_over(pot: Pot, *, zonder: Geldstroom | None = None) -> Decimal:
    """Euros that may still be granted or moved."""
    return compute_budget(pot) - compute_verleend(pot, zonder=zonder)


def check_pot(pot_id: int, *, extra: Decimal, zonder: Geldstroom | None = None) -> Pot:
    """Lock the pot and make sure it holds `extra` euros more; returns the locked pot.

    Two people who grant at the same moment wait for each other here, so the second one sees what
    the first one took. Raises PotOntoereikend with what is left, or that the year is closed.
    """
    pot = Pot.objects.select_for_update().get(pk=pot_id)
    over = compute_over(pot, zonder=zonder)
    if extra > over:
        raise PotOntoereikend(
            f"In de pot “{pot.naam}” ({pot.jaar}) zit nog {format_bedrag(over)}. "
            f"Dat is minder dan {format_bedrag(extra)}.",
            veld="bedrag",
        )
    if pot.gesloten_op and extra > compute_verleend(pot) - compute_verleend(pot, zonder=zonder):
        raise PotOntoereikend(
            f"De pot “{pot.naam}” ({pot.jaar}) is afgesloten op {format_datum(pot.gesloten_op)}. "
            "Kies een pot van een ander jaar.",
            veld="bedrag",
        )
    return pot


@transaction.atomic
def save_pot(
    pot: Pot,
    bijdragen: Mapping[str, Decimal] | None,
    handeling: Handeling,
    *,
    versie: int | None = None,
) -> Pot:
    """Create or change a pot with what each domain puts in; `versie` is what the person looked at.

    Raises DomeinFout when the contributions do not sum to the pot, PotOntoereikend when the new
    amount is less than what was already granted from it.
    """
    if bijdragen and sum(bijdragen.values()) != pot.bedrag:
        raise DomeinFout(
            f"De bijdragen zijn samen {format_bedrag(sum(bijdragen.values(), NUL))}; "
            f"de pot is {format_bedrag(pot.bedrag)}.",
            veld="bijdragen",
        )
    staat = {rij.domein: rij.bedrag for rij in pot.bijdragen.all()} if pot.pk else {}
    delen_gewijzigd = bijdragen is not None and bijdragen != staat
    save_object(pot, handeling, versie=versie, delen_gewijzigd=delen_gewijzigd)
    check_pot(pot.pk, extra=NUL)
    if bijdragen is not None:
        _save_bijdragen(pot, bijdragen, handeling)
    return pot


def _save_bijdragen(pot: Pot, bijdragen: Mapping[str, Any], handeling: Handeling) -> None:
    staat = {rij.domein: rij for rij in pot.bijdragen.all()}
    for domein, rij in staat.items():
        if domein not in bijdragen:
            delete_object(rij, handeling)
    for domein, bedrag in bijdragen.items():
        rij = staat.get(domein) or Potbijdrage(pot=pot, domein=domein)
        rij.bedrag = bedrag
        save_object(rij, handeling)


@transaction.atomic
def move_bedrag(
    van_id: int, naar_id: int, bedrag: Decimal, op: date, handeling: Handeling
) -> Potverplaatsing:
    """Move euros between two pots of one municipality; the reason is that of `handeling`.

    Raises PotOntoereikend when the first holds less, DomeinFout when they are of two municipalities or
    a year is closed.
    """
    potten = _lock(van_id, naar_id)
    if len({pot.gemeente_id for pot in potten.values()}) > 1:
        raise DomeinFout("Die pot is van een andere gemeente.", veld="naar")
    for pot_id, veld in ((van_id, "bedrag"), (naar_id, "naar")):
        if potten[pot_id].gesloten_op:
            raise DomeinFout(f"De pot “{potten[pot_id]}” is afgesloten.", veld=veld)
    check_pot(van_id, extra=bedrag)
    return _move(potten[van_id], potten[naar_id], bedrag, op, handeling)


def _lock(*pks: int) -> dict[int, Pot]:
    """Always in the same order, so that two moves in opposite directions do not wait for each other."""
    return {
        pot.pk: pot for pot in Pot.objects.select_for_update().filter(pk__in=pks).order_by("pk")
    }


def _move(van: Pot, naar: Pot, bedrag: Decimal, op: date, handeling: Handeling) -> Potverplaatsing:
    return save_object(
        Potverplaatsing(van=van, naar=naar, bedrag=bedrag, op=op, reden=handeling.reden[:300]),
        handeling,
    )


def find_volgende(pot: Pot) -> Pot | None:
    """The pot of the next year with the same name, kind and neighbourhood."""
    return Pot.objects.filter(
        gemeente=pot.gemeente_id, soort=pot.soort, naam=pot.naam, wijk=pot.wijk, jaar=pot.jaar + 1
    ).first()


@transaction.atomic
def close_pot(pot_id: int, op: date, handeling: Handeling) -> Pot:
    """Close the year: nothing more is granted, and the rest lapses or goes along as its rule says.

    The pot of the next year is made when there is none. Raises DomeinFout while requests are open or
    when the year is closed already.
    """
    volgende = find_volgende(Pot.objects.get(pk=pot_id))
    potten = _lock(pot_id, *([volgende.pk] if volgende else []))
    pot = potten[pot_id]
    if pot.gesloten_op:
        raise DomeinFout("Deze pot is al afgesloten.")
    wacht = pot.geldstromen.filter(status__in=OPEN_STATUSSEN).count()
    if wacht:
        raise DomeinFout(
            f"Er is nog geld gereserveerd ({wacht}). Beslis daar eerst over, of haal het uit de pot."
        )
    over = compute_over(pot)
    if pot.na_jaar == NaJaar.GAAT_MEE and over > 0:
        naar = potten[volgende.pk] if volgende else _create_volgende(pot, handeling)
        if naar.gesloten_op:
            raise DomeinFout(f"De pot “{naar}” is al afgesloten.")
        _move(pot, naar, over, op, handeling)
    pot.gesloten_op = op
    return save_object(pot, handeling)


def _create_volgende(pot: Pot, handeling: Handeling) -> Pot:
    return save_object(
        Pot(
            kenmerk=next_kenmerk(pot.gemeente_id, pot.naam, pot.jaar + 1),
            gemeente=pot.gemeente,
            soort=pot.soort,
            naam=pot.naam,
            jaar=pot.jaar + 1,
            bedrag=NUL,
            wijk=pot.wijk,
            na_jaar=pot.na_jaar,
        ),
        handeling,
    )


def next_kenmerk(gemeente_id: str, naam: str, jaar: int) -> str:
    """A free short name for a pot, made of its name and year."""
    basis = f"{slugify(naam)[:40] or 'pot'}-{jaar}"
    poging, nummer = basis, 1
    while Pot.objects.filter(kenmerk=poging).exists():
        nummer += 1
        poging = f"{basis}-{gemeente_id.lower()}-{nummer}"
    return poging
