"""The questions of the council, and the initiatives behind each answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from financiering.rapportage.raadsvragen import Antwoord, answer_vragen, load_standen
from financiering.rapportage.verdeling import Blik
from financiering.web.datums import get_peildatum
from financiering.web.portefeuillevraag import find_gemeente, read_blik


def answer(request: HttpRequest, blik: Blik) -> list[Antwoord]:
    """All answers on the reference date of the address."""
    return answer_vragen(load_standen(blik, get_peildatum(request)), blik.kleinste)


@require_safe
def raadsvragen(request: HttpRequest) -> HttpResponse:
    """Each question with its groups; initiatives that may be named are named."""
    gemeente = find_gemeente(request)
    blik = read_blik(request, gemeente)
    context: dict[str, Any] = {
        "gemeente": gemeente,
        "peildatum": get_peildatum(request),
        "antwoorden": answer(request, blik),
        "kleinste": blik.kleinste,
    }
    return render(request, "portefeuille/vragen.html", context)


urlpatterns = [path("portefeuille/vragen", raadsvragen, name="portefeuille_vragen")]
