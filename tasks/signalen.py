"""The nightly look at every initiative, and at once at the one that changed."""

from datetime import date

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from financiering.services.signalen import beoordeel_alles as _alles
from financiering.services.signalen import beoordeel_initiatief as _een


def get_peildatum() -> date:
    """Today; in the trial installation the day its histories are told around."""
    return settings.DEMO_PEILDATUM if settings.DEMO else timezone.localdate()


@shared_task
def beoordeel_alles() -> None:
    """Every initiative, on today."""
    _alles(get_peildatum())


@shared_task
def beoordeel_initiatief(initiatief_id: int) -> None:
    """One initiative, on today."""
    _een(initiatief_id, get_peildatum())
