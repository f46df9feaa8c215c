"""What the beheerder does with accounts, support organisations and terms of the law."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from financiering.domain.exceptions import DomeinFout
from financiering.models import Gebruiker, Gemeente, Kennissteunfunctie, Wetsparameter
from financiering.services.schrijven import Handeling, save_object, set_verzameling


@transaction.atomic
def set_actief(gebruiker_id: int, actief: bool, handeling: Handeling) -> Gebruiker:
    """Switch an account on or off; off means out at the next page, and the roles stay for later.

    Raises DomeinFout for one's own account: somebody must be able to switch it on again.
    """
    gebruiker = Gebruiker.objects.select_for_update().get(pk=gebruiker_id)
    if handeling.actor and handeling.actor.pk == gebruiker.pk:
        raise DomeinFout("Je eigen account kun je niet uitzetten. Vraag een andere beheerder.")
    if gebruiker.is_active != actief:
        gebruiker.is_active = actief
        gebruiker.save(update_fields=["is_active"])
        _log(gebruiker, f"{'Aangezet' if actief else 'Uitgezet'}: {handeling.reden}", handeling)
    return gebruiker


def _log(gebruiker: Gebruiker, tekst: str, handeling: Handeling) -> None:
    """Accounts keep no copy of themselves per change; what was done to one is in Django's own log."""
    if handeling.actor:
        LogEntry.objects.create(
            user_id=handeling.actor.pk,
            content_type=ContentType.objects.get_for_model(Gebruiker),
            object_id=str(gebruiker.pk),
            object_repr=gebruiker.username,
            action_flag=CHANGE,
            change_message=tekst,
        )


def list_log(gebruiker: Gebruiker) -> Iterable[LogEntry]:
    """What was done to an account, newest first."""
    soort = ContentType.objects.get_for_model(Gebruiker)
    return LogEntry.objects.filter(content_type=soort, object_id=str(gebruiker.pk)).select_related(
        "user"
    )[:50]


@transaction.atomic
def save_kennissteunfunctie(
    steunfunctie: Kennissteunfunctie, gemeenten: Iterable[Gemeente], handeling: Handeling
) -> Kennissteunfunctie:
    """Name and region; an adviser sees no more of a municipality that left the region."""
    save_object(steunfunctie, handeling)
    nieuw = {gemeente.pk for gemeente in gemeenten}
    oud = set(steunfunctie.gemeenten.values_list("pk", flat=True))
    if nieuw != oud:
        set_verzameling(steunfunctie, "gemeenten", nieuw, handeling)
    return steunfunctie


@transaction.atomic
def correct_wetsparameter(
    parameter_id: int, waarde: Decimal, geldig_van: date, bron: str, handeling: Handeling
) -> Wetsparameter:
    """Mend a value that was typed wrong; a value that changes from a day on is a new one."""
    parameter = Wetsparameter.objects.select_for_update().get(pk=parameter_id)
    parameter.waarde, parameter.geldig_van, parameter.bron = waarde, geldig_van, bron
    return save_object(parameter, handeling)
