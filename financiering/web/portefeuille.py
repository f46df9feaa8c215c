"""The portfolio: what the neighbourhoods of a municipality stand on, and what falls away."""

import io
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Max, Min, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe
from openpyxl import Workbook

from financiering.domain.bedragen import NUL
from financiering.domain.codes import (
    Aard,
    Bron,
    Fase,
    Geldsoort,
    Regelmaat,
    SoortInitiatief,
    SoortToegang,
)
from financiering.domain.perioden import ZONDER_EINDE, add_maanden
from financiering.domain.woorden import format_bedrag, format_datum, format_procent
from financiering.models import Domeindeel, Geldstroom, Gemeente, Jaarbedrag
from financiering.rapportage.portefeuille import (
    FILTERS,
    LABELS,
    TELT,
    Vraag,
    compute_jaren,
    compute_tabel,
    count_zonder_details,
    list_eindigend,
    select_stromen,
    sort_tabel,
)
from financiering.uitwisseling.writer import clean_tekst
from financiering.web.datums import get_bekend_op, get_peildatum, get_vandaag
from financiering.web.grafieken.stapels import (
    Staaf,
    Stapel,
    build_jaren_grafiek,
    build_staven_grafiek,
)

INDELINGEN = (
    ("geldsoort", "soort geld"),
    ("regelmaat", "regelmaat"),
    ("bron", "soort gever"),
    ("wijk", "wijk"),
    ("domein", "domein"),
)
KEUZES: dict[str, Any] = {
    "aard": Aard.choices,
    "regelmaat": Regelmaat.choices,
    "geldsoort": Geldsoort.choices,
    "bron": Bron.choices,
    "soort": SoortInitiatief.choices,
    "fase": Fase.choices,
}
NAMEN = {
    "aard": "Aard", "regelmaat": "Regelmaat", "geldsoort": "Soort geld", "bron": "Soort gever",
    "wijk": "Wijk", "domein": "Domein", "soort": "Soort initiatief", "fase": "Hoe ver",
}  # fmt: skip
RONDOM = 5


def find_gemeente(request: HttpRequest) -> Gemeente:
    """The municipality of this accounthouder; nobody else has a portfolio."""
    gebruiker: Any = request.user
    gemeenten = Gemeente.objects.filter(
        toegangen__gebruiker=gebruiker, toegangen__soort=SoortToegang.GEMEENTE
    )
    gekozen = request.GET.get("gemeente")
    gemeente = gemeenten.filter(code=gekozen).first() if gekozen else gemeenten.first()
    if gemeente is None:
        raise Http404
    return gemeente


def read_vraag(request: HttpRequest, gemeente: Gemeente) -> Vraag:
    """What the address asks; a filter nobody knows is left out."""
    filters = tuple(
        (naam, waarde)
        for naam in FILTERS
        if (waarde := request.GET.get(naam, ""))
        and (naam not in KEUZES or waarde in dict(KEUZES[naam]))
    )
    op_dag = get_peildatum(request) if request.GET.get("peildatum") else None
    return Vraag(
        gemeente=gemeente.pk,
        peildatum=op_dag,
        bekend_op=get_bekend_op(request),
        filters=filters,
        stromen=Geldstroom.objects.countable_by(request.user),
    )


def pick_jaren(request: HttpRequest, gemeente: Gemeente) -> tuple[int, range]:
    """The year asked for, else this year, else the latest with money; and five years either way."""
    spanne = Jaarbedrag.objects.filter(
        bekend_tot__isnull=True, geldstroom__initiatief__gemeente=gemeente
    ).aggregate(eerste=Min("jaar_van"), laatste=Max("jaar_van"), verder=Max("jaar_tot"))
    jaar = get_vandaag().year
    if spanne["laatste"] and jaar > spanne["laatste"] and spanne["verder"] != ZONDER_EINDE:
        jaar = spanne["laatste"]
    gevraagd = request.GET.get("jaar", "")
    if gevraagd.isdigit() and 1990 <= int(gevraagd) <= 2100:
        jaar = int(gevraagd)
    return jaar, range(max(jaar - RONDOM, spanne["eerste"] or jaar), jaar + RONDOM + 1)


@require_safe
def portefeuille(request: HttpRequest) -> HttpResponse:
    """Structural and incidental per year, one year in every direction, and what ends."""
    gemeente = find_gemeente(request)
    vraag = read_vraag(request, gemeente)
    jaar, jaren = pick_jaren(request, gemeente)
    per_jaar = compute_jaren(vraag, jaren)
    indeling = request.GET.get("per", "geldsoort")
    if indeling not in dict(INDELINGEN):
        indeling = "geldsoort"
    rijen = split_jaar(vraag, jaar, indeling)
    einde = add_maanden(get_peildatum(request), 12) - timedelta(days=1)
    eindigend = list_eindigend(_only_zichtbaar(request, vraag), get_peildatum(request), einde)
    verborgen, alle = count_zonder_details(request.user, gemeente.pk)
    context = {
        "gemeente": gemeente,
        "jaar": jaar,
        "kern": tell_kern(per_jaar.get(jaar, {}), jaar),
        "jaren_grafiek": build_jaren(request, per_jaar),
        "indeling": indeling,
        "tabs": build_tabs(request, indeling),
        "rijen": [link_rij(request, rij, indeling, jaar) for rij in rijen],
        "totaal": sum((rij["verleend"] for rij in rijen), NUL),
        "aantal": sum(rij["aantal"] for rij in rijen),
        "deel_grafiek": build_deel(request, rijen, indeling, jaar),
        "eindigend": eindigend[:20],
        "aantal_eindigend": eindigend.count(),
        "einde": einde,
        "verborgen": verborgen,
        "alle": alle,
        "filters": build_filters(request, gemeente),
        "peildatum": vraag.peildatum,
        "bekend_op": vraag.bekend_op,
    }
    return render(request, "portefeuille/pagina.html", context)


def _only_zichtbaar(request: HttpRequest, vraag: Vraag) -> Vraag:
    """A list that names streams shows only those this person may open."""
    return replace(vraag, stromen=Geldstroom.objects.visible_to(request.user))


def split_jaar(vraag: Vraag, jaar: int, indeling: str) -> list[dict[str, Any]]:
    """One year per value of one direction, largest first."""
    if indeling == "domein":
        return split_domeinen(vraag, jaar)
    rijen = compute_tabel(vraag, jaar, (indeling,))
    labels = LABELS.get(indeling, {})
    for rij in rijen:
        rij["naam"] = labels.get(rij[indeling], rij[indeling]) or "niet bekend"
    return sorted(rijen, key=lambda rij: (-rij["verleend"], rij["naam"]))


def split_domeinen(vraag: Vraag, jaar: int) -> list[dict[str, Any]]:
    """Each stream counts for a domain by its share; what names none stands apart."""
    stromen = select_stromen(replace(vraag, jaren=(jaar, jaar)))
    bedragen = dict(
        Jaarbedrag.objects.known_on(vraag.bekend_op)
        .filter(
            jaar_van__lte=jaar, jaar_tot__gte=jaar, geldstroom__in=stromen.order_by().values("id")
        )
        .filter(geldstroom__status__in=TELT)
        .values_list("geldstroom_id", "verleend")
    )
    sommen: dict[str, list[Any]] = {}
    rest = dict(bedragen)
    delen = Domeindeel.objects.filter(geldstroom__in=stromen.order_by().values("id"))
    for pk, domein, procent in delen.values_list("geldstroom_id", "domein", "procent"):
        deel = (bedragen.get(pk) or NUL) * procent / 100
        som = sommen.setdefault(domein, [0, NUL])
        som[0], som[1] = som[0] + 1, som[1] + deel
        if pk in rest:
            rest[pk] = (rest[pk] or NUL) - deel
    over = sum((bedrag or NUL for bedrag in rest.values()), NUL)
    if over > Decimal("0.005"):
        sommen[""] = [sum(1 for bedrag in rest.values() if bedrag), over]
    rijen = [
        {
            "jaar": jaar,
            "domein": domein,
            "naam": domein or "geen domein genoemd",
            "aantal": n,
            "verleend": som,
        }
        for domein, (n, som) in sommen.items()
    ]
    return sorted(rijen, key=lambda rij: (-rij["verleend"], rij["naam"]))


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


def _address(request: HttpRequest, naam: str = "portefeuille", **anders: Any) -> str:
    """This page with other choices, or the list behind a figure with the same choices."""
    vragen = {sleutel: waarde for sleutel, waarde in request.GET.items() if waarde} | {
        sleutel: str(waarde) for sleutel, waarde in anders.items()
    }
    vragen.pop("bladzijde", None)
    return f"{reverse(naam)}?{urlencode({s: w for s, w in vragen.items() if w})}"


def build_jaren(request: HttpRequest, per_jaar: dict[int, dict[str, Decimal]]) -> Any:
    stapels = [
        Stapel(
            str(jaar),
            delen,
            {
                aard: _address(request, "portefeuille_stromen", jaar=jaar, aard=aard)
                for aard in delen
            }
            | {"": _address(request, jaar=jaar)},
        )
        for jaar, delen in per_jaar.items()
    ]
    return build_jaren_grafiek(
        stapels, titel="Verleend per jaar: structureel, incidenteel en onbekend"
    )


def build_deel(request: HttpRequest, rijen: list[dict[str, Any]], indeling: str, jaar: int) -> Any:
    staven = [
        Staaf(
            rij["naam"],
            rij["verleend"],
            _address(request, "portefeuille_stromen", jaar=jaar, **{indeling: rij[indeling]}),
        )
        for rij in rijen
        if rij["verleend"]
    ]
    kop = dict(INDELINGEN)[indeling]
    return (
        build_staven_grafiek(staven, titel=f"Verleend in {jaar} per {kop}", naam="deel", kop=kop)
        if staven
        else None
    )


def build_tabs(request: HttpRequest, indeling: str) -> list[tuple[str, str, bool]]:
    return [
        (f"per {naam}", _address(request, per=code), code == indeling) for code, naam in INDELINGEN
    ]


def link_rij(request: HttpRequest, rij: dict[str, Any], indeling: str, jaar: int) -> dict[str, Any]:
    rij["adres"] = _address(request, "portefeuille_stromen", jaar=jaar, **{indeling: rij[indeling]})
    return rij


def build_filters(request: HttpRequest, gemeente: Gemeente) -> list[dict[str, Any]]:
    """The choices of every filter, with what is chosen now."""
    wijken = sorted(
        {
            *Geldstroom.objects.filter(initiatief__gemeente=gemeente).exclude(wijk="").values_list("wijk", flat=True).distinct(),
            *gemeente.initiatieven.exclude(wijk="").values_list("wijk", flat=True).distinct(),
        }
    )  # fmt: skip
    domeinen = Domeindeel.objects.filter(geldstroom__initiatief__gemeente=gemeente)
    keuzes = KEUZES | {
        "wijk": [(wijk, wijk) for wijk in wijken],
        "domein": [
            (d, d) for d in domeinen.order_by("domein").values_list("domein", flat=True).distinct()
        ],
    }
    return [
        {"naam": naam, "kop": NAMEN[naam], "keuzes": keuzes[naam], "nu": request.GET.get(naam, "")}
        for naam in FILTERS
        if keuzes[naam]
    ]


@require_safe
def stromen(request: HttpRequest) -> HttpResponse:
    """The streams behind a figure; what only counts in totals is named with its sum."""
    gemeente = find_gemeente(request)
    vraag = read_vraag(request, gemeente)
    jaar, _ = pick_jaren(request, gemeente)
    achter = select_stromen(replace(vraag, jaren=(jaar, jaar), bekend_op=None))
    bedragen = Jaarbedrag.objects.known_on(None).filter(
        jaar_van__lte=jaar, jaar_tot__gte=jaar, geldstroom__in=achter.order_by().values("pk")
    )
    zichtbaar = Geldstroom.objects.visible_to(request.user).order_by().values("pk")
    in_detail = bedragen.filter(geldstroom__in=zichtbaar).select_related(
        "geldstroom__initiatief", "geldstroom__financier"
    )
    alles = bedragen.filter(geldstroom__status__in=TELT).aggregate(
        n=Count("pk"), som=Sum("verleend")
    )
    gezien = in_detail.filter(geldstroom__status__in=TELT).aggregate(
        n=Count("pk"), som=Sum("verleend")
    )
    context = {
        "gemeente": gemeente,
        "jaar": jaar,
        "blad": Paginator(in_detail.order_by("-verleend", "pk"), 50).get_page(
            request.GET.get("bladzijde")
        ),
        "som": alles["som"] or NUL,
        "som_gezien": gezien["som"] or NUL,
        "som_verborgen": (alles["som"] or NUL) - (gezien["som"] or NUL),
        "aantal_verborgen": alles["n"] - gezien["n"],
        "gekozen": [
            (NAMEN[naam], dict(KEUZES.get(naam, {})).get(waarde, waarde))
            for naam, waarde in vraag.filters
        ],
        "terug": _address(request),
    }
    return render(request, "portefeuille/stromen.html", context)


@require_safe
def excel(request: HttpRequest) -> HttpResponse:
    """The same figures as a workbook, with where they come from."""
    gemeente = find_gemeente(request)
    vraag = read_vraag(request, gemeente)
    jaar, jaren = pick_jaren(request, gemeente)
    boek = Workbook(write_only=True)
    inhoud = boek.create_sheet("Inhoud")
    for regel in (
        (f"Portefeuille van {gemeente.naam}",),
        ("Gemaakt op peildatum", format_datum(get_peildatum(request))),
        (
            "Alleen wat liep op",
            format_datum(vraag.peildatum) if vraag.peildatum else "alle dagen van het jaar",
        ),
        ("Bekend op", format_datum(vraag.bekend_op.date()) if vraag.bekend_op else "nu"),
        *((NAMEN[naam], clean_tekst(waarde)) for naam, waarde in vraag.filters),
        ("Bron", "Buurtfundament; bedragen in euro, verleend, verdeeld over de jaren naar dagen"),
    ):
        inhoud.append(["" if str(cel)[:1] in "=+-@" else cel for cel in regel])
    per = boek.create_sheet("Per jaar")
    per.append(["Jaar", *(aard.label for aard in Aard), "Samen"])
    for welk, delen in compute_jaren(vraag, jaren).items():
        per.append([welk, *delen.values(), sum(delen.values(), NUL)])
    tabel = boek.create_sheet(str(jaar))
    tabel.append(
        ["Jaar", "Aard", "Regelmaat", "Soort geld", "Soort gever", "Wijk", "Aantal", "Verleend"]
    )
    for rij in sort_tabel(compute_tabel(vraag, jaar)):
        wijk = clean_tekst(rij["wijk"]).lstrip("=+-@\t\r")
        tabel.append(
            [jaar, *(LABELS[naam].get(rij[naam], "") for naam in ("aard", "regelmaat", "geldsoort", "bron")), wijk, rij["aantal"], rij["verleend"]]
        )  # fmt: skip
    uit = io.BytesIO()
    boek.save(uit)
    antwoord = HttpResponse(
        uit.getvalue(),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    antwoord["Content-Disposition"] = (
        f'attachment; filename="portefeuille-{gemeente.pk}-{jaar}.xlsx"'
    )
    return antwoord


urlpatterns = [
    path("portefeuille", portefeuille, name="portefeuille"),
    path("portefeuille/geldstromen", stromen, name="portefeuille_stromen"),
    path("portefeuille/excel", excel, name="portefeuille_excel"),
]
