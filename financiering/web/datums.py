"""The reference date comes in here, at the edge, and nowhere else."""

from datetime import date, datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from financiering.domain.invoer import InvoerFout, parse_datum
from financiering.models.bekend import end_of_day


def get_vandaag() -> date:
    """Today; in the trial installation the day its histories are told around."""
    return settings.DEMO_PEILDATUM if settings.DEMO else timezone.localdate()


def get_peildatum(request: HttpRequest) -> date:
    """The day asked for in the address, else today; what cannot be read is said and ignored."""
    return _read_datum(request, "peildatum") or get_vandaag()


def get_bekend_op(request: HttpRequest) -> datetime | None:
    """Up to when facts count; None: all that is known now."""
    dag = _read_datum(request, "bekend_op")
    return end_of_day(dag) if dag else None


def _read_datum(request: HttpRequest, naam: str) -> date | None:
    waarde = request.GET.get(naam, "").strip()
    if not waarde:
        return None
    try:
        return parse_datum(waarde)
    except InvoerFout as fout:
        messages.warning(request, f"“{waarde[:30]}” {fout}")
        return None
