"""Payments: expected, received, paid back. A mistake lapses with a reason; it is not erased."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from financiering.domain.codes import SoortBetaling
from financiering.domain.exceptions import DomeinFout
from financiering.models import Betaling, Geldstroom
from financiering.services.schrijven import Handeling, save_object


@transaction.atomic
def record_betaling(betaling: Betaling, handeling: Handeling) -> Betaling:
    """Add a payment to its stream, numbered after the last one."""
    stroom = Geldstroom.objects.select_for_update().get(pk=betaling.geldstroom_id)
    hoogste = stroom.betalingen.aggregate(n=Max("volgnummer"))["n"] or 0
    betaling.volgnummer = hoogste + 1
    return save_object(betaling, handeling)


@transaction.atomic
def receive_betaling(betaling_id: int, ontvangen_op: date, handeling: Handeling) -> Betaling:
    """An expected payment came in. Raises DomeinFout when that was said before."""
    betaling = Betaling.objects.select_for_update().get(pk=betaling_id)
    if betaling.ontvangen_op:
        raise DomeinFout("Deze betaling stond al als ontvangen.", veld="ontvangen_op")
    betaling.ontvangen_op = ontvangen_op
    return save_object(betaling, handeling)


@transaction.atomic
def lapse_betaling(betaling_id: int, handeling: Handeling) -> Betaling:
    """A payment logged by mistake no longer counts; the reason of `handeling` says why."""
    betaling = Betaling.objects.select_for_update().get(pk=betaling_id)
    betaling.vervallen_door = handeling.reden[:300]
    return save_object(betaling, handeling)


def compute_te_veel(stroom: Geldstroom) -> Decimal:
    """Euros received, less what went or will go back, above the amount that was fixed; else 0."""
    som = Decimal(0)
    for betaling in stroom.betalingen.filter(vervallen_door=""):
        if betaling.soort == SoortBetaling.TERUGBETALING:
            som -= betaling.bedrag
        elif betaling.ontvangen_op:
            som += betaling.bedrag
    vast = stroom.vastgesteld if stroom.vastgesteld is not None else som
    return max(som - vast, Decimal(0))


def expect_terugbetaling(stroom: Geldstroom, voor: date, handeling: Handeling) -> Betaling | None:
    """What came in above the fixed amount goes back before a day; None when nothing did."""
    if not (te_veel := compute_te_veel(stroom)):
        return None
    terug = Betaling(
        geldstroom=stroom, soort=SoortBetaling.TERUGBETALING, bedrag=te_veel, verwacht_op=voor
    )
    return record_betaling(terug, handeling)


def lapse_terugbetaling(stroom: Geldstroom, handeling: Handeling) -> None:
    """The fixed amount was a mistake: what was not paid back yet need not go back."""
    open_ = stroom.betalingen.filter(
        soort=SoortBetaling.TERUGBETALING, ontvangen_op=None, vervallen_door=""
    )
    for betaling in open_:
        lapse_betaling(betaling.pk, handeling)
