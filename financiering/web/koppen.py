"""Headers that every answer carries and that no setting of Django sends."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PERMISSIONS_POLICY = ", ".join(
    f"{wat}=()"
    for wat in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics")
)


class KoppenMiddleware:
    """The browser lends the page no device, and keeps no copy of what somebody saw logged in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        antwoord = self.get_response(request)
        antwoord.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        gebruiker = getattr(request, "user", None)
        if gebruiker is not None and gebruiker.is_authenticated:
            antwoord.headers.setdefault("Cache-Control", "private, no-store")
        return antwoord
