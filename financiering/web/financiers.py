"""The list of givers and their dated rules; names an initiative wrote itself stay out of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from financiering.models import Financier, Regelprofiel
from financiering.services.financiers import (
    publish_financier,
    save_financier,
    save_regelprofiel,
)
from financiering.services.voorbeeldprofielen import load_voorbeeldprofielen
from financiering.web.beheer import check_beheer
from financiering.web.formulier.financier import FinancierForm, RegelprofielForm
from financiering.web.opslaan import by, save_form

PER_BLADZIJDE = 50
OPENBAAR = Q(algemeen=True) | Q(gemeente__isnull=False)
"""A giver may be a private person: what an initiative typed is not for this list."""


@require_safe
def financiers(request: HttpRequest) -> HttpResponse:
    """The general list, to look through and to add to."""
    check_beheer(request)
    zoek = request.GET.get("zoek", "").strip()[:100]
    rijen = Financier.objects.filter(OPENBAAR, naam__icontains=zoek).select_related("gemeente")
    rijen = rijen.annotate(aantal_profielen=Count("regelprofielen")).order_by("naam", "pk")
    blad = Paginator(rijen, PER_BLADZIJDE).get_page(request.GET.get("bladzijde"))
    return render(request, "beheer/financiers.html", {"blad": blad, "zoek": zoek})


@require_http_methods(["GET", "HEAD", "POST"])
def financier_toevoegen(request: HttpRequest) -> HttpResponse:
    """A new giver; one that somebody already named is the same one from now on."""
    check_beheer(request)
    form = FinancierForm(request.POST or None, financier=Financier())
    if request.method == "POST" and form.is_valid():
        g = form.cleaned_data
        handeling = by(request, "Op de lijst van gevers gezet")
        gever = save_form(
            form, lambda: publish_financier(g["naam"], g["soort"], g["gemeente"], handeling)
        )
        if gever:
            messages.success(request, f"{gever.naam} staat op de lijst.")
            return redirect("financier", gever.pk)
    context = {"form": form, "kop": "Een gever toevoegen", "knop": "Zet op de lijst"}
    return render(request, "beheer/formulier.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def financier(request: HttpRequest, pk: int) -> HttpResponse:
    """One giver: its name, its kind, and its rules by date."""
    check_beheer(request)
    gever = get_object_or_404(Financier.objects.select_related("gemeente"), OPENBAAR, pk=pk)
    form = FinancierForm(request.POST or None, financier=gever)
    if request.method == "POST" and form.is_valid():
        for naam, waarde in form.cleaned_data.items():
            setattr(gever, naam, waarde)
        if save_form(
            form, lambda: save_financier(gever, by(request, "Gegevens van de gever gewijzigd"))
        ):
            messages.success(request, "De gegevens zijn bewaard.")
            return redirect("financier", gever.pk)
    profielen = gever.regelprofielen.prefetch_related("drempels").order_by("-geldig_van")
    context = {"form": form, "gever": gever, "profielen": profielen}
    return render(request, "beheer/financier.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def profiel_toevoegen(request: HttpRequest, pk: int) -> HttpResponse:
    """New rules from a day on; those before keep their days."""
    check_beheer(request)
    gever = get_object_or_404(Financier, OPENBAAR, pk=pk)
    return _edit(request, Regelprofiel(financier=gever), "Nieuwe regels")


@require_http_methods(["GET", "HEAD", "POST"])
def profiel(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct rules that were written down wrong; what was there stays in the history."""
    check_beheer(request)
    gevonden = Regelprofiel.objects.select_related("financier").filter(
        Q(financier__algemeen=True) | Q(financier__gemeente__isnull=False)
    )
    return _edit(request, get_object_or_404(gevonden, pk=pk), "Regels verbeteren")


def _edit(request: HttpRequest, profiel: Regelprofiel, kop: str) -> HttpResponse:
    form = RegelprofielForm(request.POST or None, profiel=profiel)
    if request.method == "POST" and form.is_valid():
        handeling = by(request, form.cleaned_data["reden"])
        if save_form(
            form,
            lambda: save_regelprofiel(form.apply_to(profiel), form.build_drempels(), handeling),
        ):
            messages.success(request, "De regels zijn bewaard.")
            return redirect("financier", profiel.financier_id)
    context = {"form": form, "gever": profiel.financier, "kop": kop}
    return render(request, "beheer/profiel.html", context)


@require_POST
def voorbeelden(request: HttpRequest) -> HttpResponse:
    """Put the example rules that ship with the system on the list."""
    check_beheer(request)
    aantal = load_voorbeeldprofielen(by(request, "Voorbeeldregels opgehaald"))
    if aantal:
        messages.success(
            request, f"Er zijn {aantal} regelingen bij gekomen. Kijk ze na voor je ze gebruikt."
        )
    else:
        messages.info(request, "Alle voorbeelden staan er al.")
    return redirect("financiers")


urlpatterns = [
    path("beheer/gevers", financiers, name="financiers"),
    path("beheer/gevers/voorbeelden", voorbeelden, name="voorbeelden"),
    path("beheer/gevers/toevoegen", financier_toevoegen, name="financier_toevoegen"),
    path("beheer/gevers/<int:pk>", financier, name="financier"),
    path("beheer/gevers/<int:pk>/regels/toevoegen", profiel_toevoegen, name="profiel_toevoegen"),
    path("beheer/gevers/regels/<int:pk>", profiel, name="profiel"),
]
