"""Lists the beheerder keeps: municipalities, and the days on which their councils are chosen."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from financiering.models import Gemeente, Verkiezing
from financiering.services.gemeenten import delete_verkiezing, save_gemeente, save_verkiezing
from financiering.web.beheer import check_beheer
from financiering.web.formulier.beheer import GemeenteForm, VerkiezingForm
from financiering.web.opslaan import by, save_form

PER_BLADZIJDE = 50


@require_safe
def gemeenten(request: HttpRequest) -> HttpResponse:
    """Every municipality by name, with what is looked for."""
    check_beheer(request)
    zoek = request.GET.get("zoek", "").strip()[:100]
    blad = Paginator(Gemeente.objects.filter(naam__icontains=zoek), PER_BLADZIJDE)
    context = {"blad": blad.get_page(request.GET.get("bladzijde")), "zoek": zoek}
    return render(request, "beheer/gemeenten.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def gemeente(request: HttpRequest, code: str = "") -> HttpResponse:
    """Add one, or give it another name."""
    check_beheer(request)
    staat = get_object_or_404(Gemeente, pk=code) if code else None
    form = GemeenteForm(request.POST or None, gemeente=staat)
    if request.method == "POST" and form.is_valid():
        g = form.cleaned_data
        nieuw = staat or Gemeente(code=g["code"])
        nieuw.naam = g["naam"]
        if save_form(form, lambda: save_gemeente(nieuw, by(request, g["reden"]))):
            messages.success(request, f"{nieuw.naam} is bewaard.")
            return redirect("gemeenten")
    kop = staat.naam if staat else "Een gemeente toevoegen"
    return render(
        request, "beheer/formulier.html", {"form": form, "kop": kop, "knop": "Bewaar de gemeente"}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def verkiezingen(request: HttpRequest) -> HttpResponse:
    """The calendar that the rule about a change of council looks at."""
    check_beheer(request)
    form = VerkiezingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        nieuw = Verkiezing(**form.cleaned_data)
        if save_form(form, lambda: save_verkiezing(nieuw, by(request, f"Dag uit {nieuw.bron}"))):
            messages.success(request, "De verkiezing staat in de lijst.")
            return redirect("verkiezingen")
    lijst = Verkiezing.objects.select_related("gemeente")
    return render(request, "beheer/verkiezingen.html", {"form": form, "verkiezingen": lijst})


@require_POST
def verkiezing_weghalen(request: HttpRequest, pk: int) -> HttpResponse:
    check_beheer(request)
    delete_verkiezing(get_object_or_404(Verkiezing, pk=pk), by(request, "Klopte niet"))
    messages.success(request, "De dag is weggehaald.")
    return redirect("verkiezingen")


urlpatterns = [
    path("beheer/gemeenten", gemeenten, name="gemeenten"),
    path("beheer/gemeenten/toevoegen", gemeente, name="gemeente_toevoegen"),
    path("beheer/gemeenten/<str:code>", gemeente, name="gemeente"),
    path("beheer/verkiezingen", verkiezingen, name="verkiezingen"),
    path("beheer/verkiezingen/<int:pk>/weghalen", verkiezing_weghalen, name="verkiezing_weghalen"),
]
