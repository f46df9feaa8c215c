"""Pots: what is left is the amount less what was granted, and never below zero."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Coalesce

from financiering.domain.bedragen import NUL
from financiering.domain.codes import ZEKERE_STATUSSEN
from financiering.domain.exceptions import DomeinFout, PotOntoereikend
from financiering.domain.woorden import format_bedrag
from financiering.models import Geldstroom, Pot, Potbijdrage
from financiering.services.schrijven import Handeling, delete_object, save_object


def compute_verleend(pot: Pot, *, zonder: Geldstroom | None = None) -> Decimal:
    """Euros granted from this pot, as fixed where that is known; possibly leaving one stream out."""
    stromen = Geldstroom.objects.filter(pot=pot, status__in=ZEKERE_STATUSSEN)
    if zonder is not None and zonder.pk:
        stromen = stromen.exclude(pk=zonder.pk)
    return stromen.aggregate(som=Sum(Coalesce("vastgesteld", "verleend")))["som"] or NUL


def check_pot(pot_id: int, *, extra: Decimal, zonder: Geldstroom | None = None) -> Pot:
    """Lock the pot and make sure it holds `extra` euros more; returns the locked pot.

    Two people who grant at the same moment wait for each other here, so the second one sees what
    the first one took. Raises PotOntoereikend with what is left.
    """
    pot = Pot.objects.select_for_update().get(pk=pot_id)
    over = pot.bedrag - compute_verleend(pot, zonder=zonder)
    if extra > over:
        raise PotOntoereikend(
            f"In de pot “{pot.naam}” ({pot.jaar}) zit nog {format_bedrag(over)}. "
            f"Dat is minder dan {format_bedrag(extra)}.",
            veld="bedrag",
        )
    return pot


@transaction.atomic
def save_pot(pot: Pot, bijdragen: Mapping[str, Decimal] | None, handeling: Handeling) -> Pot:
    """Create or change a pot with what each domain puts in.

    Raises DomeinFout when the contributions do not sum to the pot, PotOntoereikend when the new
    amount is less than what was already granted from it.
    """
    if bijdragen and sum(bijdragen.values()) != pot.bedrag:
        raise DomeinFout(
            f"De bijdragen zijn samen {format_bedrag(sum(bijdragen.values(), NUL))}; "
            f"de pot is {format_bedrag(pot.bedrag)}.",
            veld="bijdragen",
        )
    save_object(pot, handeling)
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
