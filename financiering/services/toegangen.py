"""Accounts by invitation, and in which capacity a person comes in."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from financiering.domain.exceptions import DomeinFout
from financiering.models import Gebruiker, Toegang, Uitnodiging
from financiering.replica import note_schrijver
from financiering.services.schrijven import Handeling, delete_object, save_object

UITNODIGING_GELDIG = timedelta(days=14)


def hash_token(token: str) -> str:
    """What is stored of an invitation: enough to recognise the token, not to make it."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def grant_toegang(toegang: Toegang, handeling: Handeling) -> Toegang:
    """Give a person one capacity."""
    note_schrijver(toegang.gebruiker_id)
    return save_object(toegang, handeling)


@transaction.atomic
def revoke_toegang(toegang: Toegang, handeling: Handeling) -> None:
    """Take it back; the person sees nothing of it from the next page on."""
    note_schrijver(toegang.gebruiker_id)
    delete_object(toegang, handeling)


@transaction.atomic
def create_uitnodiging(uitnodiging: Uitnodiging, handeling: Handeling) -> str:
    """Save an invitation and return the secret for its link; it is shown once and never stored."""
    token = secrets.token_urlsafe(32)
    uitnodiging.token_hash = hash_token(token)
    uitnodiging.aangemaakt_op = handeling.moment
    uitnodiging.verloopt_op = handeling.moment + UITNODIGING_GELDIG
    uitnodiging.uitgenodigd_door = handeling.actor
    save_object(uitnodiging, handeling)
    return token


def find_uitnodiging(token: str) -> Uitnodiging | None:
    """The invitation behind a link, if it can still be used."""
    return Uitnodiging.objects.filter(
        token_hash=hash_token(token), gebruikt_op__isnull=True, verloopt_op__gt=timezone.now()
    ).first()


@transaction.atomic
def accept_uitnodiging(token: str, gebruiker: Gebruiker, wachtwoord: str) -> Gebruiker:
    """Make the account, once. Raises DomeinFout when the invitation was used or has lapsed."""
    gevonden = find_uitnodiging(token)
    uitnodiging = gevonden and Uitnodiging.objects.select_for_update().get(pk=gevonden.pk)
    if not uitnodiging or uitnodiging.gebruikt_op:
        raise DomeinFout("Deze uitnodiging is gebruikt of verlopen. Vraag een nieuwe.")
    gebruiker.email = uitnodiging.email
    gebruiker.set_password(wachtwoord)
    gebruiker.full_clean()
    gebruiker.save()
    handeling = Handeling(gebruiker, "Uitnodiging aangenomen")
    uitnodiging.gebruikt_op = handeling.moment
    save_object(uitnodiging, handeling)
    save_object(
        Toegang(
            gebruiker=gebruiker,
            soort=uitnodiging.soort,
            initiatief=uitnodiging.initiatief,
            gemeente=uitnodiging.gemeente,
            kennissteunfunctie=uitnodiging.kennissteunfunctie,
        ),
        handeling,
    )
    return gebruiker
