"""Doing a thing once, also when it is asked twice: after a lost connection, or a double click."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from financiering.domain.exceptions import VerzoekAnders
from financiering.models import ApiVerzoek

BEWAREN = timedelta(days=1)
"""How long an answer can be asked again."""


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What was answered: a status, plain values, and headers."""

    status: int
    antwoord: Any
    koppen: dict[str, str] = field(default_factory=dict)
    herhaald: bool = False


@transaction.atomic
def do_once(
    gebruiker: Any, sleutel: str, vingerafdruk: str, doe: Callable[[], Uitkomst]
) -> Uitkomst:
    """The outcome of `doe`, or the one from before when this person used this key already.

    1. The key is written first: of two at the same moment one waits here for the other.
    2. What goes wrong in `doe` takes the key with it, so that it can be used again.

    Raises VerzoekAnders when the key belonged to another request (another `vingerafdruk`).
    """
    nu = timezone.now()
    eigen = ApiVerzoek.objects.filter(gebruiker=gebruiker)
    eigen.filter(gemaakt_op__lt=nu - BEWAREN).delete()
    try:
        with transaction.atomic():
            verzoek = ApiVerzoek.objects.create(
                gebruiker=gebruiker, sleutel=sleutel, vingerafdruk=vingerafdruk, gemaakt_op=nu
            )
    except IntegrityError:
        return _repeat(eigen.get(sleutel=sleutel), vingerafdruk)
    uitkomst = doe()
    verzoek.status, verzoek.antwoord = uitkomst.status, uitkomst.antwoord
    verzoek.koppen = uitkomst.koppen
    verzoek.save()
    return uitkomst


def _repeat(vorige: ApiVerzoek, vingerafdruk: str) -> Uitkomst:
    if vorige.vingerafdruk != vingerafdruk:
        raise VerzoekAnders("Deze Idempotency-Key hoorde bij een ander verzoek. Kies een nieuwe.")
    return Uitkomst(vorige.status or 500, vorige.antwoord, vorige.koppen, herhaald=True)
