"""Which pages read from the copy of the database, and what happens when it falls away."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from financiering.replica import (
    KWIJT,
    is_bruikbaar,
    lees_van_replica,
    note_schrijver,
    pass_over,
    schreef_net,
)

VAN_REPLICA = (
    "/portefeuille", "/spiegel", "/signalen", "/werkboek/uitvoer", "/registers/uitvoer",
    "/api/v1/",
)  # fmt: skip
"""Where the heavy reading is: totals, files and lists over many initiatives.

The pages on which somebody works at one initiative are light, and read what is there now. So do the
public ones: what was closed is closed at once, and their totals are kept.
"""
LEZEN = ("GET", "HEAD")


class ReplicaMiddleware:
    """The last one before the view: who somebody is has been read by then, from the primary."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        antwoord = self.get_response(request)
        if request.method not in LEZEN:
            note_schrijver(request.user.pk)
        return antwoord

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> Any:
        """Make the page from the copy; None when the primary is to make it, or make it again.

        A page that only reads can be made twice; writing is never asked of the copy.
        """
        if not (request.method in LEZEN and request.path.startswith(VAN_REPLICA)):
            return None
        if schreef_net(request.user.pk) or not is_bruikbaar():
            return None
        try:
            with lees_van_replica():
                return view(request, *args, **kwargs)
        except KWIJT:
            pass_over()
            return None
