"""Two days side by side: what changed in the portfolio, and why."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from financiering.domain.codes import Aard
from financiering.domain.invoer import InvoerFout, parse_datum
from financiering.domain.perioden import add_maanden
from financiering.domain.woorden import format_bedrag, format_datum
from financiering.rapportage.verschil import Verschil, compare_dagen, explain
from financiering.web.datums import get_vandaag
from financiering.web.portefeuillevraag import (
    build_adres,
    describe_filters,
    find_gemeente,
    pick_jaren,
    read_blik,
)

PER_BLAD = 50
MAANDEN_TERUG = 3


def read_dagen(request: HttpRequest) -> tuple[date, date]:
    """The two days of the address, earliest first; else three months ago and today."""
    vandaag = get_vandaag()
    standaard = {"eerst": add_maanden(vandaag, -MAANDEN_TERUG), "nu": vandaag}
    dagen = []
    for naam, anders in standaard.items():
        waarde = request.GET.get(naam, "").strip()
        try:
            dagen.append(parse_datum(waarde) if waarde else anders)
        except InvoerFout as fout:
            messages.warning(request, f"“{waarde[:30]}” {fout}")
            dagen.append(anders)
    return min(dagen), max(dagen)


@require_safe
def verschil(request: HttpRequest) -> HttpResponse:
    """Totals on both days, the streams that changed, and the events in between."""
    gemeente = find_gemeente(request)
    blik = read_blik(request, gemeente)
    jaar, _, (verborgen, alle) = pick_jaren(request, blik)
    eerst, nu = read_dagen(request)
    uitkomst = compare_dagen(blik, jaar, eerst, nu)
    blad = Paginator(uitkomst.veranderd, PER_BLAD).get_page(request.GET.get("bladzijde"))
    context = {
        "gemeente": gemeente,
        "jaar": jaar,
        "eerst": eerst,
        "nu": nu,
        "kern": tell_verschil(uitkomst, jaar, eerst, nu),
        "gemaakt_op": nu,
        "bekend_op": nu,
        "verborgen": verborgen,
        "alle": alle,
        "uitkomst": uitkomst,
        "rijen": [(aard.label, uitkomst.per_aard[aard.value]) for aard in Aard],
        "blad": blad,
        "veranderd": explain(blik, list(blad.object_list), eerst, nu),
        "gekozen": describe_filters(blik),
        "filters": blik.vraag.filters,
        "terug": build_adres(request),
    }
    return render(request, "portefeuille/verschil.html", context)


def tell_verschil(uitkomst: Verschil, jaar: int, eerst: date, nu: date) -> str:
    """The first sentence: more or less, and how much."""
    tussen = f"Tussen {format_datum(eerst)} en {format_datum(nu)}"
    som = uitkomst.totaal.verschil
    if not som and not uitkomst.veranderd:
        return f"{tussen} veranderde er niets aan wat voor {jaar} is verleend."
    if not som:
        return f"{tussen} bleef het totaal voor {jaar} gelijk, maar er veranderde wel iets."
    woord = "kwam er {} bij" if som > 0 else "ging er {} af"
    return f"{tussen} {woord.format(format_bedrag(abs(som)))} voor {jaar}."


urlpatterns = [path("portefeuille/verschil", verschil, name="portefeuille_verschil")]
