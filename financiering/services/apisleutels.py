"""Keys of applications: made, shown once, used, revoked."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from financiering.domain.exceptions import DomeinFout
from financiering.models import ApiSleutel
from financiering.services.schrijven import Handeling, save_object

VOORVOEGSEL = "bf_"
"""So that a key that leaks is recognised for what it is."""

LANGSTE_GELDIGHEID = timedelta(days=366)
GEBRUIK_ELKE = timedelta(minutes=1)
"""How exact "last used" is; more exact would write on every request."""


def hash_geheim(geheim: str) -> str:
    """What is stored: enough to recognise the secret, not to make it. It is random, so no salt."""
    return hashlib.sha256(geheim.encode()).hexdigest()


@transaction.atomic
def create_sleutel(sleutel: ApiSleutel, handeling: Handeling) -> str:
    """Save a key for its owner and return the secret, which is shown once and never stored.

    Raises DomeinFout when it would live longer than a year, or has lapsed already.
    """
    sleutel.aangemaakt_op = handeling.moment
    if not handeling.moment < sleutel.verloopt_op <= handeling.moment + LANGSTE_GELDIGHEID:
        raise DomeinFout(
            "Kies een dag die nog moet komen, en hoogstens een jaar later.", veld="verloopt_op"
        )
    geheim = VOORVOEGSEL + secrets.token_urlsafe(32)
    sleutel.begin, sleutel.geheim_hash = geheim[:8], hash_geheim(geheim)
    save_object(sleutel, handeling)
    return geheim


@transaction.atomic
def revoke_sleutel(sleutel_id: int, handeling: Handeling) -> ApiSleutel:
    """From the next request on it opens nothing; revoking twice changes nothing."""
    sleutel: ApiSleutel = ApiSleutel.objects.select_for_update().get(pk=sleutel_id)
    if sleutel.ingetrokken_op is None:
        sleutel.ingetrokken_op = handeling.moment
        save_object(sleutel, handeling)
    return sleutel


def find_sleutel(geheim: str, moment: datetime) -> ApiSleutel | None:
    """The key behind a secret with its owner, if it can still be used."""
    bruikbaar = ApiSleutel.objects.usable(moment).select_related("eigenaar")
    return bruikbaar.filter(geheim_hash=hash_geheim(geheim)).first()


def note_gebruik(sleutel: ApiSleutel, moment: datetime) -> None:
    """Remember when it was last used, to the minute."""
    vorige = sleutel.laatst_gebruikt_op
    if vorige is None or moment - vorige >= GEBRUIK_ELKE:
        oud = Q(laatst_gebruikt_op__isnull=True) | Q(laatst_gebruikt_op__lt=moment)
        alle = ApiSleutel.objects.open_zijdeur().filter(oud, pk=sleutel.pk)
        alle.update(laatst_gebruikt_op=moment)
