"""Files with a report: put in, look at, take out."""

from pathlib import PurePath

from django.conf import settings
from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from financiering.domain.exceptions import DomeinFout
from financiering.models import Bijlage, Verslag
from financiering.permissions import can_change_geldstroom
from financiering.services.bijlagen import add_bijlage, delete_bijlage
from financiering.uitwisseling.bijlagen import read_bijlage
from financiering.web.bestand import BijlageForm
from financiering.web.middleware import note_inzage
from financiering.web.opslaan import by, save_form
from financiering.web.verslagen import find_verslag


def find_eigen_verslag(request: HttpRequest, pk: int) -> Verslag:
    """A report this person may write in; else 404."""
    gevonden = find_verslag(request, pk)
    if not can_change_geldstroom(request.user, gevonden.geldstroom).mag:
        raise Http404
    return gevonden


@require_POST
def bijlage_toevoegen(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at the file, clean it, keep it; a refusal says why and keeps nothing."""
    find_eigen_verslag(request, pk)
    form = BijlageForm(request.POST, request.FILES)
    if form.is_valid():
        bestand = form.cleaned_data["bestand"]
        naam = PurePath(bestand.name or "bestand").name

        def keep() -> Bijlage:
            keuring = read_bijlage(bestand.read(settings.BIJLAGE_MAX_BYTES + 1))
            handeling = by(request, "Bijlage toegevoegd")
            return add_bijlage(pk, naam, keuring.soort, keuring.inhoud, handeling)

        if save_form(form, keep):
            messages.success(request, f"{naam} zit erbij.")
    for fouten in form.errors.values():
        messages.warning(request, " ".join(map(str, fouten)))
    return redirect("verslag", pk)


@require_POST
def bijlage_weghalen(request: HttpRequest, pk: int) -> HttpResponse:
    bijlage = get_object_or_404(Bijlage.objects.visible_to(request.user), pk=pk)
    find_eigen_verslag(request, bijlage.verslag_id)
    try:
        delete_bijlage(pk, by(request, "Bijlage weggehaald"))
        messages.success(request, f"{bijlage.naam} is weg.")
    except DomeinFout as fout:
        messages.warning(request, fout.boodschap)
    return redirect("verslag", bijlage.verslag_id)


@require_safe
def bijlage(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it was kept: a photo to look at, anything else to download; never as a page."""
    gevonden = get_object_or_404(
        Bijlage.objects.visible_to(request.user).select_related("verslag__geldstroom"), pk=pk
    )
    note_inzage(request, gevonden.verslag.geldstroom.initiatief_id, "een bijlage")
    try:
        with default_storage.open(gevonden.plek) as bestand:
            antwoord = HttpResponse(bestand.read(), content_type=gevonden.soort)
    except FileNotFoundError:
        raise Http404 from None
    hoe = content_disposition_header(not gevonden.is_foto, gevonden.naam)
    antwoord["Content-Disposition"] = hoe or "attachment"
    antwoord["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return antwoord


urlpatterns = [
    path("verslagen/<int:pk>/bijlagen", bijlage_toevoegen, name="bijlage_toevoegen"),
    path("bijlagen/<int:pk>", bijlage, name="bijlage"),
    path("bijlagen/<int:pk>/weghalen", bijlage_weghalen, name="bijlage_weghalen"),
]
