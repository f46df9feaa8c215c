"""The page on which a municipality sees itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from financiering.domain.woorden import format_aantal
from financiering.rapportage.blik import is_jaar
from financiering.rapportage.portefeuille import LABELS
from financiering.rapportage.spiegel import (
    SOORTEN,
    Spiegelregel,
    build_spiegel,
    describe_spiegel,
    sum_gegeven,
)
from financiering.web.datums import get_peildatum
from financiering.web.portefeuille import find_gemeente

NAMEN = {"regelmaat": "regelmaat", "bron": "soort subsidie", "geldsoort": "soort geld"}


@require_safe
def spiegel(request: HttpRequest) -> HttpResponse:
    """Days late per kind and year, what began too early, what is given and asked."""
    gemeente = find_gemeente(request)
    peildatum = get_peildatum(request)
    per = request.GET.get("per", "")
    per = per if per in SOORTEN else SOORTEN[0]
    gevraagd = request.GET.get("jaar", "")
    jaar = int(gevraagd) if is_jaar(gevraagd) else peildatum.year
    alleen = bool(request.GET.get("alleen"))
    beeld = build_spiegel(gemeente, peildatum, jaar, per=per, alleen_initiatieven=alleen)
    context = {
        "gemeente": gemeente,
        "peildatum": peildatum,
        "jaar": jaar,
        "alleen": alleen,
        "per": per,
        "per_naam": NAMEN[per],
        "soorten": NAMEN.items(),
        "kern": describe_spiegel(beeld, peildatum.year),
        "rijen": [(label(regel, per), regel, tell_mediaan(regel)) for regel in beeld.regels],
        "beeld": beeld,
        "gegeven": [
            (LABELS["geldsoort"][rij["geldsoort"]], LABELS["aard"][rij["aard"]], rij)
            for rij in beeld.gegeven
        ],
        "totaal": sum_gegeven(beeld),
    }
    return render(request, "portefeuille/spiegel.html", context)


def label(regel: Spiegelregel, per: str) -> str:
    return LABELS[per][regel.soort]


def tell_mediaan(regel: Spiegelregel) -> str:
    """Half of the decisions came by then."""
    if regel.mediaan is None:
        return "–"
    if regel.mediaan <= 0:
        return "op tijd"
    return f"{format_aantal(regel.mediaan, 'dag', 'dagen')} te laat"


urlpatterns = [path("spiegel", spiegel, name="spiegel")]
