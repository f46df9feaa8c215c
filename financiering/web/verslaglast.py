"""What accounting takes: for an initiative per giver, for a municipality per year, and under other rules."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from financiering.domain.codes import Niveau, SoortInitiatief
from financiering.domain.verslaglast import Last, sum_lasten
from financiering.models import Geldstroom, Regelprofiel
from financiering.rapportage.verslaglast import (
    Proef,
    list_stroomlasten,
    sum_per_gever,
    sum_per_jaar,
    try_regels,
)
from financiering.services.verantwoordingen import get_verantwoording, save_werk
from financiering.web.datums import get_peildatum
from financiering.web.formulier.velden import BedragVeld, UrenVeld
from financiering.web.geldstromen import find_wijzigbaar
from financiering.web.initiatieven import find_eigen
from financiering.web.opslaan import by, judge_later, save_form
from financiering.web.portefeuille import find_gemeente

ZWAARSTE = 20
GRENS = Decimal(5000)
ZWAARTE = ("licht", "te doen", "pittig", "zwaar", "te zwaar")


class ProefForm(forms.Form):
    """Which rules to try on which year."""

    profiel: Any = forms.ModelChoiceField(
        label="Welke regels?",
        queryset=Regelprofiel.objects.none(),
        required=False,
        empty_label="kies regels om te proberen",
    )
    jaar = forms.IntegerField(
        label="Op subsidies die begonnen in", min_value=1990, max_value=2100, required=False
    )
    grens = BedragVeld(
        label="En als er niets wordt gevraagd onder", required=False, help_text="Leeg: € 5.000."
    )
    alleen = forms.BooleanField(label="Alleen bewonersinitiatieven", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["profiel"]
        veld.queryset = Regelprofiel.objects.select_related("financier").prefetch_related(
            "drempels"
        )
        veld.label_from_instance = lambda p: (
            f"{p.financier.naam}: {p.naam}, vanaf {p.geldig_van.year}"
        )


class WerkForm(forms.Form):
    """What reporting on one grant really took."""

    uren = UrenVeld(label="Hoeveel uur kostte het?", required=False)
    accountantskosten = BedragVeld(label="En een accountant?", required=False)
    ervaren_last = forms.TypedChoiceField(
        label="Hoe zwaar was het?",
        choices=[
            ("", "weet ik niet"),
            *((str(n), naam) for n, naam in enumerate(ZWAARTE, start=1)),
        ],
        coerce=int,
        empty_value=None,
        required=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def werk(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what it took; an estimate stands in until then."""
    stroom = find_wijzigbaar(request, pk)
    rij = get_verantwoording(stroom)
    begin = {naam: getattr(rij, naam) for naam in WerkForm.base_fields}
    form = WerkForm(request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        g, handeling = form.cleaned_data, by(request, "Wat het verslag kostte")
        if save_form(form, lambda: save_werk(stroom, **g, handeling=handeling)):
            judge_later(stroom.initiatief_id)
            messages.success(request, "Bewaard wat het kostte.")
            return redirect("verantwoording", pk)
    return render(request, "verslagen/werk.html", {"stroom": stroom, "form": form})


@require_safe
def gemeente_last(request: HttpRequest) -> HttpResponse:
    """How many reports, how much work, and what other rules would have asked. Nothing is saved."""
    gemeente, peildatum = find_gemeente(request), get_peildatum(request)
    form = ProefForm(request.GET or None, initial={"jaar": peildatum.year})
    keuze = form.cleaned_data if form.is_bound and form.is_valid() else {}
    stromen = Geldstroom.objects.filter(financier__gemeente=gemeente)
    if keuze.get("alleen"):
        stromen = stromen.filter(initiatief__soort=SoortInitiatief.INITIATIEF)
    lasten = list_stroomlasten(stromen, peildatum)
    context = {
        "gemeente": gemeente,
        "peildatum": peildatum,
        "form": form,
        "jaren": sum_per_jaar(lasten, peildatum.year),
        "zwaarste": sorted(
            (een for een in lasten if een.last.kosten and een.last.procent is not None),
            key=lambda een: -(een.last.procent or 0),
        )[:ZWAARSTE],
        "zwaarder": sum(een.last.zwaarder for een in lasten),
    }
    if keuze.get("profiel"):
        jaar = keuze["jaar"] or peildatum.year
        grens = GRENS if keuze["grens"] is None else keuze["grens"]
        proef = try_regels(stromen, jaar, keuze["profiel"], grens, peildatum)
        context |= {"proef": proef, "rijen": list_rijen(proef), "jaar": jaar, "grens": grens}
        context |= {"profiel": keuze["profiel"]}
    return render(request, "portefeuille/verslaglast.html", context)


def list_rijen(proef: Proef) -> list[tuple[str, Last, Last]]:
    """Per level, lightest first, what is asked now and then; what the rules do not say comes last."""
    niveaus: list[Niveau | None] = [*Niveau, None]
    rijen = [
        (niveau.label if niveau else "staat niet in deze regels", proef.nu.get(niveau, Last()), proef.dan.get(niveau, Last()))
        for niveau in niveaus
    ]  # fmt: skip
    samen = ("samen", sum_lasten(proef.nu.values()), sum_lasten(proef.dan.values()))
    return [rij for rij in rijen if rij[1].aantal or rij[2].aantal] + [samen]


@require_safe
def initiatief_last(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """For its own people: which giver asks how much work for its money."""
    eigen = find_eigen(request, kenmerk)
    lasten = list_stroomlasten(Geldstroom.objects.filter(initiatief=eigen), get_peildatum(request))
    context = {
        "initiatief": eigen,
        "gevers": sum_per_gever(lasten),
        "lasten": lasten,
        "samen": sum_lasten(een.last for een in lasten),
    }
    return render(request, "initiatieven/verslaglast.html", context)


urlpatterns = [
    path("geldstromen/<int:pk>/verantwoording/werk", werk, name="werk"),
    path("portefeuille/verantwoorden", gemeente_last, name="gemeente_last"),
    path("initiatieven/<str:kenmerk>/verantwoorden", initiatief_last, name="initiatief_last"),
]
