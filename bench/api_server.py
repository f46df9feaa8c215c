"""The application with two addresses more: what an API cannot do without, as the yardstick of ours.

Started by bench_api as a WSGI application, in the same kind of process as the application itself.
"""

import json
import os
from datetime import date
from decimal import Decimal
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "financiering.settings")

import django

django.setup()

from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
from rest_framework.request import Request

from api.basis import ApiView
from api.geldstroomlezer import GELDSTROMEN
from financiering import urls
from financiering.models import Betaling
from financiering.services.betalingen import record_betaling
from financiering.services.schrijven import Handeling

KOLOMMEN = [kolom for naam, (kolom, _) in GELDSTROMEN.kolommen.items() if naam != "ontvangen"]


class KaleLijst(ApiView):
    """The same door and the same rows; nothing but values and the encoder written in C."""

    def get(self, request: Request) -> Any:
        rijen = GELDSTROMEN.zichtbaar(request.user).order_by("pk").values(*KOLOMMEN)[:100]
        return _antwoord(list(rijen), 200)


class KaleBetaling(ApiView):
    """The same door and the same service; nothing is checked, read back or judged."""

    def post(self, request: Request) -> Any:
        betaling = Betaling(
            geldstroom_id=request.data["geldstroom"], soort="voorschot", bedrag=Decimal(1),
            ontvangen_op=date(2026, 2, 3),
        )  # fmt: skip
        wie: Any = request.user
        betaling = record_betaling(betaling, Handeling(wie, "Betaling toegevoegd"))
        return _antwoord({"id": betaling.pk}, 201)


def _antwoord(inhoud: Any, status: int) -> HttpResponse:
    tekst = json.dumps(inhoud, default=str, ensure_ascii=False)
    return HttpResponse(tekst, status=status, content_type="application/json")


# Before the others: whatever the API does not know is answered by its own 404.
urls.urlpatterns[:0] = [
    path("maat/geldstromen", KaleLijst.as_view()),
    path("maat/betalingen", KaleBetaling.as_view()),
]
application = get_wsgi_application()
