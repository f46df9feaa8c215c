"""What everybody may see: totals of a municipality, and pages of initiatives that chose to have one."""

import csv
import io
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from financiering.domain.codes import Onderdeel, Ontvanger
from financiering.models import Gemeente, Initiatief, Publicatie
from financiering.permissions import can_publish
from financiering.rapportage.openbaar import REST, RICHTINGEN, load_openbaar, sum_geld
from financiering.services.publicaties import set_publicatie
from financiering.uitwisseling.registers.bron import protect_tekst
from financiering.web.datums import get_vandaag
from financiering.web.opslaan import by, save_form
from financiering.web.portefeuillevraag import find_gemeente

GESLOTEN, OPEN = "dicht", "openbaar"


class PublicatieForm(forms.Form):
    """On or off, and why."""

    stand = forms.ChoiceField(
        label="Wie ziet de totalen?",
        choices=[(GESLOTEN, "alleen de gemeente"), (OPEN, "iedereen")],
        widget=forms.RadioSelect,
    )
    reden = forms.CharField(label="Waarom?", max_length=300, help_text="Iedereen kan dit lezen.")


@require_http_methods(["GET", "HEAD", "POST"])
def publicatie(request: HttpRequest) -> HttpResponse:
    """The municipality decides; it sees beforehand what everybody would see."""
    gemeente = find_gemeente(request)
    nu = Publicatie.objects.filter(gemeente=gemeente).first()
    begin = {"stand": OPEN if nu and nu.aan else GESLOTEN}
    form = PublicatieForm(request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid() and can_publish(request.user, gemeente).mag:
        gegevens = form.cleaned_data
        if save_form(
            form,
            lambda: set_publicatie(
                gemeente, gegevens["stand"] == OPEN, get_vandaag(), by(request, gegevens["reden"])
            ),
        ):
            messages.success(request, "Dit is bewaard en werkt meteen.")
            return redirect("publicatie")
    beeld = load_openbaar(gemeente, get_vandaag())
    return render(
        request,
        "openbaar/publicatie.html",
        {"gemeente": gemeente, "form": form, "nu": nu, **pick_jaar(request, beeld)},
    )


def pick_jaar(request: HttpRequest, beeld: dict[str, Any]) -> dict[str, Any]:
    """The year asked for, else the latest; the others are a link away."""
    jaren = [jaar["jaar"] for jaar in beeld["jaren"]]
    gevraagd = request.GET.get("jaar", "")
    nu = next((jaar for jaar in jaren if str(jaar) == gevraagd), jaren[0] if jaren else None)
    return {
        "beeld": beeld,
        "getoond": [jaar for jaar in beeld["jaren"] if jaar["jaar"] == nu],
        "tabs": [(str(jaar), f"?jaar={jaar}", jaar == nu) for jaar in jaren],
        "richtingen": RICHTINGEN,
        "rest": REST,
    }


def list_openbare_initiatieven() -> Any:
    """Those that have a public page now."""
    return Initiatief.objects.with_toestemming(Ontvanger.OPENBAAR, Onderdeel.PAGINA)


def find_publicatie(code: str) -> Publicatie:
    """The choice of a municipality that is on; 404 when it is not, also while figures are still kept."""
    return get_object_or_404(Publicatie.objects.select_related("gemeente"), gemeente=code, aan=True)


@login_not_required
@never_cache
@require_safe
def openbaar(request: HttpRequest) -> HttpResponse:
    """Where to find what is public."""
    context = {
        "publicaties": Publicatie.objects.filter(aan=True)
        .select_related("gemeente")
        .order_by("gemeente__naam"),
        "initiatieven": list_openbare_initiatieven().select_related("gemeente")[:200],
    }
    return render(request, "openbaar/overzicht.html", context)


@login_not_required
@never_cache
@require_safe
def cijfers(request: HttpRequest, code: str) -> HttpResponse:
    """The totals of a municipality."""
    keuze = find_publicatie(code)
    context = {
        "gemeente": keuze.gemeente,
        "publicatie": keuze,
        **pick_jaar(request, load_openbaar(keuze.gemeente, get_vandaag())),
    }
    return render(request, "openbaar/cijfers.html", context)


@login_not_required
@never_cache
@require_safe
def bestand(request: HttpRequest, code: str, vorm: str) -> HttpResponse:
    """The same totals as a file."""
    gemeente = find_publicatie(code).gemeente
    beeld = load_openbaar(gemeente, get_vandaag())
    if vorm == "json":
        return JsonResponse(
            beeld, encoder=DjangoJSONEncoder, json_dumps_params={"ensure_ascii": False}
        )
    if vorm != "csv":
        raise Http404
    antwoord = HttpResponse(build_csv(gemeente, beeld), content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="openbaar-{gemeente.pk}.csv"'
    return antwoord


def build_csv(gemeente: Gemeente, beeld: dict[str, Any]) -> str:
    """One row per group; the total of a year is a row of its own."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
    kop = ("gemeente", "bekend_op", "jaar", "uitsplitsing", "groep", "initiatieven", "verleend")
    schrijver.writerow(kop)
    for jaar in beeld["jaren"]:
        vooraan = (gemeente.pk, beeld["bekendOp"].isoformat(), jaar["jaar"])
        schrijver.writerow((*vooraan, "totaal", "", jaar["initiatieven"], jaar["verleend"]))
        for richting, groepen in jaar["uitsplitsingen"].items():
            for groep in groepen:
                naam = protect_tekst(groep["groep"])
                rij = (richting, naam, groep["initiatieven"], groep["verleend"])
                schrijver.writerow((*vooraan, *rij))
    return uit.getvalue()


@login_not_required
@never_cache
@require_safe
def initiatief(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """A short page; only what the initiative opened to everybody, looked up at every visit."""
    gevonden = get_object_or_404(
        list_openbare_initiatieven().select_related("gemeente"), kenmerk=kenmerk
    )
    open_nu = set(
        gevonden.toestemmingen.active()
        .filter(ontvanger=Ontvanger.OPENBAAR)
        .values_list("onderdeel", flat=True)
    )
    context = {
        "initiatief": gevonden,
        "verhaal": list_verhaal(gevonden) if Onderdeel.VERHAAL in open_nu else [],
        "geld": sum_geld(gevonden, get_vandaag().year) if Onderdeel.TOTALEN in open_nu else [],
    }
    return render(request, "openbaar/initiatief.html", context)


def list_verhaal(gevonden: Initiatief) -> list[tuple[str, str]]:
    """The answers that are there."""
    vragen = (
        ("Voor wie", gevonden.voor_wie),
        ("Wat we willen bereiken", gevonden.wat_willen_we),
        ("Wat er verandert", gevonden.wat_verandert_er),
        ("Hoe we dat zien", gevonden.hoe_zien_we_dat),
    )
    return [(vraag, antwoord) for vraag, antwoord in vragen if antwoord]


urlpatterns = [
    path("portefeuille/openbaar", publicatie, name="publicatie"),
    path("openbaar", openbaar, name="openbaar"),
    path("openbaar/initiatieven/<str:kenmerk>", initiatief, name="openbaar_initiatief"),
    path("openbaar/<str:code>.<str:vorm>", bestand, name="openbaar_bestand"),
    path("openbaar/<str:code>", cijfers, name="openbaar_cijfers"),
]
