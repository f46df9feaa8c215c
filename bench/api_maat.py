"""What an API cannot do without, at two addresses: the yardstick that ours is measured against."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.urls import path
from rest_framework.request import Request

from api.basis import ApiView
from api.geldstroomlezer import GELDSTROMEN
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


urlpatterns = [
    path("maat/geldstromen", KaleLijst.as_view()),
    path("maat/betalingen", KaleBetaling.as_view()),
]
