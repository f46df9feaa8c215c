"""The secret address of a person's calendar: made, renewed, stopped."""

import secrets

from django.db import transaction

from financiering.models import Agendaadres, Gebruiker
from financiering.services.schrijven import Handeling, save_object
from financiering.services.toegangen import hash_token


@transaction.atomic
def renew_agendaadres(gebruiker: Gebruiker, handeling: Handeling) -> str:
    """Make an address and stop the one before; returns the secret, which is shown once."""
    revoke_agendaadres(gebruiker, handeling)
    token = secrets.token_urlsafe(32)
    nieuw = Agendaadres(
        gebruiker=gebruiker, token_hash=hash_token(token), gemaakt_op=handeling.moment
    )
    save_object(nieuw, handeling)
    return token


@transaction.atomic
def revoke_agendaadres(gebruiker: Gebruiker, handeling: Handeling) -> None:
    """Stop the address that works; the next time a calendar asks, it gets nothing."""
    Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    for adres in Agendaadres.objects.filter(gebruiker=gebruiker, ingetrokken_op__isnull=True):
        adres.ingetrokken_op = handeling.moment
        save_object(adres, handeling)


def find_agendagebruiker(token: str) -> Gebruiker | None:
    """Whose calendar this address is; None when it was stopped or the account is off."""
    adres = (
        Agendaadres.objects.filter(
            token_hash=hash_token(token), ingetrokken_op__isnull=True, gebruiker__is_active=True
        )
        .select_related("gebruiker")
        .first()
    )
    return adres.gebruiker if adres else None
