"""Who is asking: somebody logged in, or an application with a key; and how often."""

import re
import time
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.permissions import SAFE_METHODS, IsAuthenticated
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from financiering.models import ApiSleutel
from financiering.replica import prefer_eerste
from financiering.services.apisleutels import find_sleutel, note_gebruik

ONBEKEND = "Deze sleutel bestaat niet, is verlopen of is ingetrokken."
DRAGER = re.compile(r"^Bearer +([\w-]{20,100})$", re.IGNORECASE)
VENSTER = 60
"""Seconds over which requests are counted."""


def count_verzoek(wie: str) -> int:
    """How many requests this one made in the current minute, this one included."""
    sleutel = f"api-{wie}-{int(time.time()) // VENSTER}"
    cache.add(sleutel, 0, VENSTER * 2)
    try:
        return cache.incr(sleutel)
    except ValueError:
        # The minute ended, or the cache was emptied, between the two lines above.
        return 1


def check_verzoek(wie: str, hoogste: int) -> None:
    """Raises Throttled above the highest number a minute."""
    if count_verzoek(wie) > hoogste:
        raise exceptions.Throttled(wait=_count_rest())


def _count_rest() -> int:
    return VENSTER - int(time.time()) % VENSTER


class SleutelAuthenticatie(BaseAuthentication):
    """`Authorization: Bearer bf_…`. A key in the address is never read, and never logged."""

    def authenticate(self, request: Request) -> tuple[Any, ApiSleutel] | None:
        """The owner and the key; None when no key was sent."""
        kop = request.META.get("HTTP_AUTHORIZATION", "")
        if not kop:
            return None
        drager = DRAGER.match(kop)
        sleutel = drager and find_sleutel(drager[1], timezone.now())
        if not sleutel:
            adres = request.META.get("REMOTE_ADDR", "")
            check_verzoek(f"mis-{adres}", settings.API_MISLUKT_PER_MINUUT)
            raise exceptions.AuthenticationFailed(ONBEKEND)
        # The log is written when the answer is ready: a view that reads never writes.
        request._request.api_sleutel = sleutel  # type: ignore[attr-defined]
        prefer_eerste(sleutel.eigenaar_id)
        return sleutel.eigenaar, sleutel

    def authenticate_header(self, request: Request) -> str:
        """What a 401 asks for."""
        return 'Bearer realm="api"'


class Inlogsessie(SessionAuthentication):
    """Somebody who is logged in at the pages; writing then needs the CSRF token."""

    def enforce_csrf(self, request: Request) -> None:
        """Raises PermissionDenied in words a developer can act on."""
        try:
            super().enforce_csrf(request)
        except exceptions.PermissionDenied:
            raise exceptions.PermissionDenied(
                "Wie via de pagina's is ingelogd, stuurt bij wijzigen de kop X-CSRFToken mee."
            ) from None


class Toegestaan(IsAuthenticated):
    """Everybody with a log-in or a key; a key for reading changes nothing."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not super().has_permission(request, view):
            return False
        sleutel = request.auth
        leest = request.method in SAFE_METHODS
        if isinstance(sleutel, ApiSleutel) and not leest and not sleutel.mag_schrijven:
            raise exceptions.PermissionDenied("Deze sleutel mag alleen lezen.")
        return True


class PerMinuut(BaseThrottle):
    """So many requests a minute per key, or per person who is logged in."""

    def allow_request(self, request: Request, view: Any) -> bool:
        sleutel = request.auth
        wie = f"s{sleutel.pk}" if isinstance(sleutel, ApiSleutel) else f"g{request.user.pk}"
        return count_verzoek(wie) <= settings.API_PER_MINUUT

    def wait(self) -> float:
        """Seconds until the next minute."""
        return _count_rest()


class SleutelgebruikMiddleware:
    """Keeps "last used" outside the view."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        antwoord = self.get_response(request)
        sleutel = getattr(request, "api_sleutel", None)
        if sleutel is not None:
            note_gebruik(sleutel, timezone.now())
        return antwoord
