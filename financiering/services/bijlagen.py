"""Files with a report: added and taken away while it is a draft, kept as they were once it is sent."""

from functools import partial
from hashlib import sha256
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from financiering.domain.codes import SoortBijlage, VerslagStatus
from financiering.domain.exceptions import DomeinFout
from financiering.models import Bijlage, Verslag
from financiering.services.schrijven import Handeling, delete_object, save_object

MAX_NAAM = 120


def add_bijlage(
    verslag_id: int, naam: str, soort: SoortBijlage, inhoud: bytes, handeling: Handeling
) -> Bijlage:
    """Keep a file that was looked at, under a name of our own; nothing stays behind when it is refused.

    Raises DomeinFout when the report was sent, or has as many files as it may, and ValidationError
    when this file is there already.
    """
    plek = default_storage.save(f"bijlagen/{uuid4().hex}", ContentFile(inhoud))
    try:
        with transaction.atomic():
            verslag = _lock_concept(verslag_id)
            if verslag.bijlagen.count() >= settings.BIJLAGE_MAX_AANTAL:
                raise DomeinFout(
                    f"Bij een verslag passen {settings.BIJLAGE_MAX_AANTAL} bestanden. Haal er eerst een weg.",
                    veld="bestand",
                )
            bijlage = Bijlage(
                verslag=verslag,
                naam=naam[:MAX_NAAM],
                soort=soort,
                grootte=len(inhoud),
                sha256=sha256(inhoud).hexdigest(),
                plek=plek,
            )
            return save_object(bijlage, handeling)
    except BaseException:
        default_storage.delete(plek)
        raise


@transaction.atomic
def delete_bijlage(bijlage_id: int, handeling: Handeling) -> None:
    """Take a file from a draft; it is erased when no other report holds it."""
    bijlage = Bijlage.objects.get(pk=bijlage_id)
    _lock_concept(bijlage.verslag_id)
    delete_object(bijlage, handeling)
    if not Bijlage.objects.filter(plek=bijlage.plek).exists():
        transaction.on_commit(partial(default_storage.delete, bijlage.plek), robust=True)


def copy_bijlagen(van: Verslag, naar: Verslag, handeling: Handeling) -> None:
    """A new version starts with the files of the one before."""
    for bijlage in van.bijlagen.all():
        bijlage.pk, bijlage.verslag, bijlage.versie = None, naar, 1
        bijlage._state.adding = True
        save_object(bijlage, handeling)


def _lock_concept(verslag_id: int) -> Verslag:
    verslag = Verslag.objects.select_for_update().get(pk=verslag_id)
    if verslag.status != VerslagStatus.CONCEPT:
        raise DomeinFout("Dit verslag is verstuurd. Maak een nieuwe versie om iets te wijzigen.")
    return verslag
