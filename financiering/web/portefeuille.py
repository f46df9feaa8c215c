"""The portfolio: what the neighbourhoods of a municipality stand on, and what falls away."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from financiering.domain.bedragen import NUL
from financiering.domain.codes import Aard, Bron
from financiering.domain.perioden import add_maanden
from financiering.domain.woorden import format_bedrag, format_procent
from financiering.rapportage.achter import load_achter, open_rijen
from financiering.rapportage.blik import INDELINGEN
from financiering.rapportage.portefeuille import list_eindigend
from financiering.rapportage.selectie import GEEN, JAARASSEN
from financiering.rapportage.verdeling import (
    Overzicht,
    compute_overzicht,
    name_rijen,
)
from financiering.web.datums import get_peildatum, get_vandaag
from financiering.web.grafieken.bestand import send_beeld
from financiering.web.grafieken.grafiek import format_euro
from financiering.web.grafieken.stapels import Stapel, build_jaren_grafiek
from financiering.web.portefeuilleboek import excel
from financiering.web.portefeuillevraag import (
    build_adres,
    build_filters,
    describe_filters,
    find_gemeente,
    pick_jaren,
    read_blik,
)
from financiering.web.raadsvragen import answer


@require_safe
def portefeuille(request: HttpRequest) -> HttpResponse:
    """Structural and incidental per year, one year in every direction, and what ends."""
    gemeente = find_gemeente(request)
    blik = read_blik(request, gemeente)
    jaar, jaren, (verborgen, alle) = pick_jaren(request, blik)
    indeling = request.GET.get("per", "geldsoort")
    if indeling not in dict(INDELINGEN):
        indeling = "geldsoort"
    overzicht = compute_overzicht(blik, jaar, jaren, indeling)
    filters = build_filters(request, blik)
    rijen = name_rijen(overzicht.verdeling.rijen, indeling, _list_gevers(filters))
    for rij in rijen:
        rij["adres"] = _open_achter(request, jaar, **{indeling: rij[indeling]})
        rij["cellen"] = list_cellen(request, jaar, indeling, rij)
    context = {
        "gemeente": gemeente,
        "jaar": jaar,
        "kern": tell_kern(overzicht.jaren[jaar], jaar),
        "jaren_grafiek": build_jaren(request, overzicht, jaar),
        "klein": sorted(overzicht.klein),
        "kleinste": blik.kleinste,
        "indeling": indeling,
        "kop": dict(INDELINGEN)[indeling],
        "tabs": build_tabs(request, indeling),
        "rijen": rijen,
        "verdeling": overzicht.verdeling,
        "aantal": sum(rij["aantal"] for rij in rijen) + overzicht.verdeling.rest_aantal,
        "sommen": [overzicht.jaren[jaar][aard] for aard in Aard],
        "valt_weg": overzicht.eindigt if jaar >= get_vandaag().year else NUL,
        "deel_grafiek": build_deel(rijen, indeling, jaar, overzicht.verdeling.totaal),
        "natura": overzicht.natura,
        "natura_adres": build_adres(
            request, "portefeuille_stromen", jaar=jaar, bron=Bron.IN_NATURA
        ),
        "verborgen": verborgen,
        "alle": alle,
        "gekozen": describe_filters(blik),
        "filters": filters,
        "peildatum": blik.vraag.peildatum,
        "gemaakt_op": get_peildatum(request),
        "bekend_op": blik.vraag.bekend_op,
        "raad": None if set(request.GET) - {"download"} else answer(request, blik),
        **find_eindigend(request, blik),
    }
    beelden = context["raad"].beelden.values() if context["raad"] else ()
    beeld = send_beeld(request, context["jaren_grafiek"], context["deel_grafiek"], *beelden)
    return beeld or render(request, "portefeuille/pagina.html", context)


def _list_gevers(filters: list[dict[str, Any]]) -> dict[int, str]:
    """The names of givers that are on the page anyhow."""
    return {int(pk): naam for f in filters if f["naam"] == "financier" for pk, naam in f["keuzes"]}


def find_eindigend(request: HttpRequest, blik: Any) -> dict[str, Any]:
    """What ends within a year without a successor; only what this person may open is named."""
    einde = add_maanden(get_peildatum(request), 12) - timedelta(days=1)
    eindigend = list(list_eindigend(blik.open, get_peildatum(request), einde))
    return {"eindigend": eindigend[:20], "aantal_eindigend": len(eindigend), "einde": einde}


def tell_kern(delen: dict[str, Decimal], jaar: int) -> str:
    """The first sentence: the conclusion."""
    totaal = sum(delen.values(), NUL)
    if not totaal:
        return f"Voor {jaar} is er nog geen geld verleend."
    structureel = delen[Aard.STRUCTUREEL] / totaal
    onbekend = delen[Aard.ONBEKEND] / totaal
    if onbekend > Decimal("0.5"):
        return (
            f"In {jaar} is {format_bedrag(totaal, centen=False)} verleend. Van {format_procent(onbekend)} "
            "weten we niet of het structureel is: het register zegt dat niet."
        )
    return f"{format_procent(structureel)} van het geld dat voor {jaar} is verleend, is structureel ({format_bedrag(totaal, centen=False)} in totaal)."


def _open_achter(request: HttpRequest, jaar: int, **waarden: Any) -> str:
    """The streams behind a figure; what is not known has a value of its own in the address."""
    anders = {naam: waarde or GEEN for naam, waarde in waarden.items()}
    return build_adres(request, "portefeuille_stromen", jaar=jaar, **anders)


def list_cellen(
    request: HttpRequest, jaar: int, indeling: str, rij: dict[str, Any]
) -> list[tuple[Decimal, str]]:
    """The figures of one row by aard and together, each with what opens behind it."""
    per_aard = [
        (rij["delen"][aard], _open_achter(request, jaar, **{indeling: rij[indeling]}, aard=aard))
        for aard in Aard.values
    ]
    return [*per_aard, (rij["verleend"], rij["adres"])]


def build_jaren(request: HttpRequest, overzicht: Overzicht, jaar: int) -> Any:
    """The years as bars, from five back to five ahead."""
    stapels = [
        Stapel(
            str(jaar),
            delen,
            {
                aard: build_adres(request, "portefeuille_stromen", jaar=jaar, aard=aard)
                for aard in delen
            }
            | {"": build_adres(request, jaar=jaar)},
        )
        for jaar, delen in overzicht.jaren.items()
    ]
    return build_jaren_grafiek(stapels, titel=tell_jaren(overzicht.jaren, jaar))


def tell_jaren(jaren: Mapping[int, Mapping[str, Decimal]], jaar: int) -> str:
    """This year beside what is granted for the next so far; of years that are over what the picture is."""
    nu, straks = (sum(jaren.get(welk, {}).values(), NUL) for welk in (jaar, jaar + 1))
    if not nu or jaar < get_vandaag().year:
        return "Verleend per jaar: structureel, incidenteel en onbekend"
    zin = f"Voor {jaar} is {format_euro(nu)} verleend, voor {jaar + 1} tot nu toe "
    return zin + (format_euro(straks) if straks else "nog niets")


def build_deel(rijen: list[dict[str, Any]], indeling: str, jaar: int, totaal: Decimal) -> Any:
    """The rows as bars: which of them stand on structural money."""
    stapels = [
        Stapel(
            rij["naam"],
            rij["delen"],
            dict(zip((*Aard.values, ""), (adres for _, adres in rij["cellen"]), strict=True)),
        )
        for rij in rijen
        if rij["verleend"]
    ]
    if not stapels:
        return None
    kop = dict(INDELINGEN)[indeling]
    return build_jaren_grafiek(
        stapels, titel=tell_deel(rijen, indeling, jaar, totaal=totaal), naam="deel", kop=kop
    )


def tell_deel(rijen: list[dict[str, Any]], indeling: str, jaar: int, *, totaal: Decimal) -> str:
    """What the rows say first: what stands most on structural money, or how far money is decided."""
    if indeling in JAARASSEN:
        return _tell_tot(rijen, indeling, jaar, totaal)
    vast = [rij for rij in rijen if rij["delen"][Aard.STRUCTUREEL] > 0]
    if len(rijen) < 2 or not vast:
        return f"Verleend in {jaar} per {dict(INDELINGEN)[indeling]}"
    meest = max(vast, key=lambda rij: rij["delen"][Aard.STRUCTUREEL] / rij["verleend"])
    deel = format_procent(meest["delen"][Aard.STRUCTUREEL] / meest["verleend"])
    return f"Het hoogste deel structureel geld in {jaar}: {meest['naam']} ({deel})"


def _tell_tot(rijen: list[dict[str, Any]], indeling: str, jaar: int, totaal: Decimal) -> str:
    """How far the largest part of the money is decided or promised.

    `totaal` is all of the year; what is in no row because its group is too small counts on neither side.
    """
    grootste = max(rijen, key=lambda rij: rij["verleend"])
    gezien = sum((rij["verleend"] for rij in rijen), NUL)
    welk = "het geld" if gezien == totaal else "het uitgesplitste geld"
    deel = f"{format_procent(grootste['verleend'] / gezien)} van {welk} voor {jaar}"
    if grootste[indeling]:
        woord = "besloten" if indeling == "tot" else "toegezegd"
        return f"{deel} is {woord} tot en met {grootste[indeling]}"
    return f"{deel} heeft {'geen besloten einde' if indeling == 'tot' else 'geen toezegging voor later'}"


def build_tabs(request: HttpRequest, indeling: str) -> list[tuple[str, str, bool]]:
    return [
        (
            naam if code in JAARASSEN else f"per {naam}",
            build_adres(request, per=code),
            code == indeling,
        )
        for code, naam in INDELINGEN
    ]


@require_safe
def stromen(request: HttpRequest) -> HttpResponse:
    """The streams behind a figure; what only counts in totals is named with its sum."""
    gemeente = find_gemeente(request)
    blik = read_blik(request, gemeente)
    jaar, _, _ = pick_jaren(request, blik)
    achter = load_achter(blik, jaar)
    gekozen = describe_filters(blik)
    if blik.vraag.natura:
        gekozen.append(("Soort gever", "in natura"))
    blad = Paginator(achter.gezien, 50).get_page(request.GET.get("bladzijde"))
    context = {
        "gemeente": gemeente,
        "jaar": jaar,
        "achter": achter,
        "blad": blad,
        "rijen": open_rijen(blik, blad.object_list),
        "kleinste": blik.kleinste,
        "gekozen": gekozen,
        "bekend_op": blik.vraag.bekend_op,
        "terug": build_adres(request, bron="") if blik.vraag.natura else build_adres(request),
    }
    return render(request, "portefeuille/stromen.html", context)


urlpatterns = [
    path("portefeuille", portefeuille, name="portefeuille"),
    path("portefeuille/geldstromen", stromen, name="portefeuille_stromen"),
    path("portefeuille/excel", excel, name="portefeuille_excel"),
]
