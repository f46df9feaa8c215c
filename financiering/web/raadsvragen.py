"""The questions of the council, and the initiatives behind each answer."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from financiering.rapportage.raadsvragen import (
    Antwoord,
    answer_vragen,
    list_zekerheden,
    load_standen,
)
from financiering.rapportage.verdeling import Blik
from financiering.web.datums import get_peildatum
from financiering.web.grafieken.bestand import send_beeld
from financiering.web.grafieken.doorstroom import build_doorstroom_grafiek
from financiering.web.grafieken.grafiek import Grafiek
from financiering.web.grafieken.zekerheid import build_zekerheid_grafiek
from financiering.web.portefeuillevraag import find_gemeente, pick_jaren, read_blik


@dataclass(frozen=True, slots=True)
class Raadsbeeld:
    """All answers on one day, with a picture where that says more than a number."""

    antwoorden: list[Antwoord]
    beelden: dict[str, Grafiek]
    """By the code of the question it stands at."""


def answer(request: HttpRequest, blik: Blik) -> Raadsbeeld:
    """All answers on the reference date of the address."""
    peildatum = get_peildatum(request)
    standen = load_standen(blik, peildatum)
    antwoorden = answer_vragen(standen, blik.kleinste)
    zaaigeld = next(antwoord for antwoord in antwoorden if antwoord.code == "zaaigeld")
    beelden = {
        "zeker12": build_zekerheid_grafiek(list_zekerheden(standen), peildatum),
        "zaaigeld": build_doorstroom_grafiek(zaaigeld),
    }
    return Raadsbeeld(antwoorden, {c: beeld for c, beeld in beelden.items() if not beeld.is_leeg})


@require_safe
def raadsvragen(request: HttpRequest) -> HttpResponse:
    """Each question with its groups; initiatives that may be named are named."""
    gemeente = find_gemeente(request)
    blik = read_blik(request, gemeente)
    beeld = answer(request, blik)
    _, _, (verborgen, alle) = pick_jaren(request, blik)
    context = {
        "gemeente": gemeente,
        "gemaakt_op": get_peildatum(request),
        "verborgen": verborgen,
        "alle": alle,
        **dict.fromkeys(("jaar", "bekend_op", "gekozen"), ""),
        "vragen": [(antwoord, beeld.beelden.get(antwoord.code)) for antwoord in beeld.antwoorden],
        "kleinste": blik.kleinste,
    }
    return send_beeld(request, *beeld.beelden.values()) or render(
        request, "portefeuille/vragen.html", context
    )


urlpatterns = [path("portefeuille/vragen", raadsvragen, name="portefeuille_vragen")]
