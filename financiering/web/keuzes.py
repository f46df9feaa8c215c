"""Keep what was chosen in the portfolio under a name, for the whole municipality."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from financiering.models import Bewaardekeuze
from financiering.rapportage.blik import clean_keuze
from financiering.services.keuzes import drop_keuze, keep_keuze
from financiering.web.opslaan import by, save_form
from financiering.web.portefeuillevraag import find_gemeente


class KeuzeForm(forms.Form):
    """A name for what is on the page."""

    naam = forms.CharField(
        label="Bewaar deze keuze als",
        max_length=80,
        error_messages={"required": "Geef de keuze een naam, dan kun je haar terugvinden."},
    )


def _back(vraag: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('portefeuille')}?{vraag}")


@require_http_methods(["GET", "HEAD", "POST"])
def keuzes(request: HttpRequest) -> HttpResponse:
    """What was kept; or keep the choice that was on the page."""
    gemeente = find_gemeente(request)
    if request.method != "POST":
        bewaard = Bewaardekeuze.objects.filter(gemeente=gemeente)
        return render(
            request, "portefeuille/keuzes.html", {"gemeente": gemeente, "keuzes": bewaard}
        )
    vraag, form = clean_keuze(request.POST.get("vraag", "")), KeuzeForm(request.POST)
    if form.is_valid():
        naam = form.cleaned_data["naam"]
        handeling = by(request, "Keuze bewaard")
        if keuze := save_form(form, lambda: keep_keuze(gemeente, naam, vraag, handeling)):
            oud = " Wat eerder zo heette, is vervangen." if keuze.versie > 1 else ""
            messages.success(request, f"De keuze “{naam}” is bewaard.{oud}")
    for fouten in form.errors.values():
        messages.warning(request, " ".join(map(str, fouten)))
    return _back(vraag)


@require_POST
def keuze_weghalen(request: HttpRequest, pk: int) -> HttpResponse:
    keuze = get_object_or_404(
        Bewaardekeuze.objects.visible_to(request.user), pk=pk, gemeente=find_gemeente(request)
    )
    drop_keuze(keuze, by(request, "Keuze weggehaald"))
    messages.success(request, f"De keuze “{keuze.naam}” is weg.")
    return redirect(f"{reverse('keuzes')}?gemeente={keuze.gemeente_id}")


urlpatterns = [
    path("portefeuille/keuzes", keuzes, name="keuzes"),
    path("portefeuille/keuzes/<int:pk>/weghalen", keuze_weghalen, name="keuze_weghalen"),
]
