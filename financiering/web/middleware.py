"""Who asks, read once; and who saw what of whom, written down after the page was made."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import BadRequest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from financiering.domain.codes import SoortToegang
from financiering.models import Inzage
from financiering.models.base import Plekken, read_plekken

NUL = "\x00"
TEL_INZAGE = """
INSERT INTO "financiering_inzage" ("gebruiker_id", "initiatief_id", "wat", "dag", "laatst_op", "keren")
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT ("gebruiker_id", "initiatief_id", "wat", "dag")
DO UPDATE SET "keren" = "financiering_inzage"."keren" + 1, "laatst_op" = excluded."laatst_op"
"""
"""The first look of a day and every next one alike; of two at once both count."""


def note_inzage(request: HttpRequest, initiatief_id: int, wat: str) -> None:
    """A view says whose data it shows; the log itself is written when the answer is ready."""
    request.inzage = (initiatief_id, wat)  # type: ignore[attr-defined]


class NulMiddleware:
    """Refuses an address with a NUL in it: PostgreSQL cannot even be asked about one.

    The API checks its own words, and answers in its own way.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        vraag = request.META.get("QUERY_STRING", "")
        van_ons = not request.path.startswith("/api/")
        if van_ons and (NUL in request.path or NUL in unquote(vraag)):
            raise BadRequest("NUL in the address")
        return self.get_response(request)


class PlekkenMiddleware:
    """Reads the capacities of who asks once, for a page that cannot change them.

    After the log-in has been asked for, so that somebody unknown is not looked up for this.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        if request.method in ("GET", "HEAD") and request.user.is_authenticated:
            request.user.plekken = Plekken(request.user)  # type: ignore[attr-defined]


class InzageMiddleware:
    """Keeps the log outside the view, so that a view that reads never writes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        antwoord = self.get_response(request)
        gezien = getattr(request, "inzage", None)
        if gezien and antwoord.status_code == 200:
            _write_inzage(request, *gezien)
        return antwoord


def _write_inzage(request: HttpRequest, initiatief_id: int, wat: str) -> None:
    """Once a day per person and page; its own people are not logged."""
    gebruiker = request.user
    if initiatief_id in read_plekken(gebruiker).list_ids(SoortToegang.INITIATIEF, "initiatief"):
        return
    nu = timezone.now()
    rij = {
        "gebruiker_id": gebruiker.pk,
        "initiatief_id": initiatief_id,
        "wat": wat,
        "dag": timezone.localdate(nu),
        "laatst_op": nu,
        "keren": 1,
    }
    velden = [Inzage._meta.get_field(naam) for naam in rij]
    with connection.cursor() as cursor:
        cursor.execute(
            TEL_INZAGE,
            [veld.get_db_prep_save(rij[veld.attname], connection) for veld in velden],
        )
