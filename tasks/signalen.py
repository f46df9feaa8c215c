"""The nightly look at every initiative, and at once at the one that changed."""

from collections.abc import Sequence
from datetime import date

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from financiering.services.signalen import beoordeel_initiatief as _een
from financiering.services.signalen import beoordeel_reeks as _reeks
from financiering.services.signalen import list_reeksen

GEEN_NACHT_MEER = 6 * 60 * 60
"""Seconds after which a series that nobody took is left to the next night."""


def get_peildatum() -> date:
    """Today; in the trial installation the day its histories are told around."""
    return settings.DEMO_PEILDATUM if settings.DEMO else timezone.localdate()


@shared_task
def beoordeel_alles() -> None:
    """Put every initiative in line, series by series: as many workers as there are share the night."""
    for reeks in list_reeksen():
        beoordeel_reeks.apply_async((reeks,), expires=GEEN_NACHT_MEER)


@shared_task
def beoordeel_reeks(initiatief_ids: Sequence[int]) -> None:
    """These initiatives, on today; two at once wait for each other, and twice changes nothing."""
    _reeks(initiatief_ids, get_peildatum())


@shared_task
def beoordeel_initiatief(initiatief_id: int) -> None:
    """One initiative, on today."""
    _een(initiatief_id, get_peildatum())
