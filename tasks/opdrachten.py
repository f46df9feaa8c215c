"""The tasks that carry jobs, and which function does which kind of job."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from financiering.models import Gebruiker, Opdracht
from financiering.replica import note_schrijver
from financiering.services.opdrachten import (
    Melder,
    Uitvoerder,
    claim_opdracht,
    create_opdracht,
    execute_opdracht,
    list_blijven_liggen,
)

UITVOERDERS: dict[str, Uitvoerder] = {}
WACHT_TE_LANG = 60
"""Seconds after which a message that was not heard is sent again."""


def register_uitvoerder(soort: str) -> Callable[[Uitvoerder], Uitvoerder]:
    """Say which function does this kind of job; two for one kind is a mistake in the code."""

    def add(uitvoerder: Uitvoerder) -> Uitvoerder:
        if soort in UITVOERDERS:
            raise ValueError(f"two functions for job kind {soort}")
        UITVOERDERS[soort] = uitvoerder
        return uitvoerder

    return add


def enqueue_opdracht(
    soort: str, parameters: dict[str, Any], gebruiker: Gebruiker | None
) -> Opdracht:
    """Write the job down and nudge a worker once that is committed.

    Robust: without a broker the page still answers, and the job is found by its record later.
    """
    opdracht = create_opdracht(soort, parameters, gebruiker, op=timezone.now())
    transaction.on_commit(partial(voer_uit.delay, opdracht.pk), robust=True)
    return opdracht


@shared_task
def voer_uit(opdracht_id: int) -> None:
    """Do one job, unless somebody else does."""
    opdracht = claim_opdracht(opdracht_id, op=timezone.now())
    if opdracht:
        execute_opdracht(opdracht, _find_uitvoerder(opdracht.soort), klok=timezone.now)
        note_schrijver(opdracht.gebruiker_id)


@shared_task
def hervat_opdrachten(wacht: int = WACHT_TE_LANG) -> None:
    """Nudge again for what was left lying; such a nudge expires, so that they do not pile up."""
    for opdracht_id in list_blijven_liggen(op=timezone.now(), wacht=timedelta(seconds=wacht)):
        voer_uit.apply_async((opdracht_id,), expires=WACHT_TE_LANG)


def _find_uitvoerder(soort: str) -> Uitvoerder:
    return UITVOERDERS.get(soort, _refuse_soort)


def _refuse_soort(opdracht: Opdracht, melder: Melder) -> dict[str, Any]:
    raise LookupError(f"no function for job kind {opdracht.soort}")
