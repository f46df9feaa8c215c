"""Choices in the portfolio that are kept under a name."""

from django.db import transaction

from financiering.domain.exceptions import DomeinFout
from financiering.models import Bewaardekeuze, Gemeente
from financiering.services.schrijven import Handeling, delete_object, save_object

HOOGSTENS = 50


@transaction.atomic
def keep_keuze(gemeente: Gemeente, naam: str, vraag: str, handeling: Handeling) -> Bewaardekeuze:
    """Keep a choice; under a name that exists it takes the place of the old one.

    Raises DomeinFout when there are too many to choose from.
    """
    Gemeente.objects.select_for_update().get(pk=gemeente.pk)
    keuze = Bewaardekeuze.objects.filter(gemeente=gemeente, naam=naam).first()
    if keuze is None:
        if Bewaardekeuze.objects.filter(gemeente=gemeente).count() >= HOOGSTENS:
            raise DomeinFout(
                f"Er zijn al {HOOGSTENS} keuzes bewaard. Haal er eerst een weg.", veld="naam"
            )
        keuze = Bewaardekeuze(gemeente=gemeente, naam=naam)
    keuze.vraag = vraag
    return save_object(keuze, handeling)


@transaction.atomic
def drop_keuze(keuze: Bewaardekeuze, handeling: Handeling) -> None:
    """Take it away; history keeps it."""
    delete_object(keuze, handeling)
