"""A municipality shows its totals to everybody, or stops."""

from datetime import date

from django.db import transaction

from financiering.models import Gemeente, Publicatie
from financiering.services.schrijven import Handeling, save_object


@transaction.atomic
def set_publicatie(gemeente: Gemeente, aan: bool, sinds: date, handeling: Handeling) -> Publicatie:
    """Switch the public totals on or off; the reason of the act is the reason people read."""
    Gemeente.objects.select_for_update().get(pk=gemeente.pk)
    publicatie = Publicatie.objects.filter(gemeente=gemeente).first()
    publicatie = publicatie or Publicatie(gemeente=gemeente)
    publicatie.aan, publicatie.reden, publicatie.sinds = aan, handeling.reden, sinds
    return save_object(publicatie, handeling)
