"""Payments: expected, received, paid back. A mistake lapses with a reason; it is not erased."""

from datetime import date

from django.db import transaction
from django.db.models import Max

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
