"""The grants of a municipality in the 360Giving standard, from the portfolio page."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from financiering.models import Geldstroom
from financiering.uitwisseling.giving360.schrijven import select_grants, write_boek, write_json
from financiering.web.bestand import send_bestand
from financiering.web.portefeuillevraag import find_gemeente


@require_safe
def giving360(request: HttpRequest, vorm: str) -> HttpResponse:
    """Its own certain grants, as JSON or as a workbook; a file without a grant is not valid."""
    gemeente = find_gemeente(request)
    if vorm not in ("json", "xlsx"):
        raise Http404
    stromen = select_grants(
        Geldstroom.objects.visible_to(request.user), financier__gemeente=gemeente.pk
    )
    if not stromen.exists():
        messages.info(request, "Er is nog geen geld verleend om te delen.")
        return redirect("portefeuille")
    naam, stand = f"360giving-{gemeente.pk}.{vorm}", timezone.localtime()
    if vorm == "xlsx":
        return send_bestand(naam, lambda pad: write_boek(pad, stromen, stand))
    return send_bestand(
        naam, lambda pad: write_json(pad, stromen, f"Gemeente {gemeente.naam}", stand)
    )


urlpatterns = [path("portefeuille/360giving.<str:vorm>", giving360, name="giving360")]
