"""What the address of the portfolio asks: the municipality, the year, the days and the filters."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from financiering.domain.codes import Bron, SoortToegang
from financiering.models import Financier, Gemeente
from financiering.rapportage.blik import (
    KEUZES,
    RONDOM,
    Gevraagd,
    build_blik,
    is_bekend,
    is_jaar,
    load_jaren,
)
from financiering.rapportage.selectie import FILTERS, GEEN, JAARASSEN
from financiering.rapportage.verdeling import Blik, name_onbekend
from financiering.web.datums import get_bekend_op, get_peildatum, get_vandaag

NAMEN = {
    "aard": "Aard", "regelmaat": "Regelmaat", "geldsoort": "Soort geld", "bron": "Soort gever",
    "wijk": "Wijk", "buurt": "Buurt", "domein": "Domein", "taakveld": "Taakveld", "soort": "Soort initiatief",
    "fase": "Fase van het initiatief", "financier": "Gever", "tot": "Besloten tot en met",
    "toegezegd": "Toegezegd tot en met",
}  # fmt: skip
VOORUIT = 15
"""Years ahead that may be chosen as the last year of a decision or a promise."""


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


def read_blik(request: HttpRequest, gemeente: Gemeente) -> Blik:
    """What the address asks, and which of it this person may open."""
    gevraagd = Gevraagd(
        peildatum=get_peildatum(request) if request.GET.get("peildatum") else None,
        bekend_op=get_bekend_op(request),
        filters=read_filters(request),
        natura=request.GET.get("bron") == Bron.IN_NATURA,
    )
    return build_blik(request.user, gemeente, gevraagd, get_vandaag())


def read_filters(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """The filters of the address; one that nobody knows is left out."""
    return tuple(
        (naam, waarde)
        for naam in FILTERS
        if (waarde := request.GET.get(naam, "")) and is_bekend(naam, waarde)
    )


def describe_filters(blik: Blik) -> list[tuple[str, str]]:
    """What is chosen, in words; the name of a giver only when somebody may see money of it."""
    return [(NAMEN[naam], _name_waarde(blik, naam, w)) for naam, w in blik.vraag.filters]


def _name_waarde(blik: Blik, naam: str, waarde: str) -> str:
    if naam == "financier":
        gezien = blik.zichtbaar.filter(financier=waarde).order_by().values("financier")
        gever = Financier.objects.filter(pk__in=gezien).first()
        return gever.naam if gever else "een gever"
    if waarde == GEEN:
        return name_onbekend(naam)
    return str(dict(KEUZES.get(naam, {})).get(waarde, waarde))


def pick_jaren(request: HttpRequest, blik: Blik) -> tuple[int, range, tuple[int, int]]:
    """The year in the address, else the one people most likely mean; see `rapportage.blik`."""
    tekst = request.GET.get("jaar", "")
    return load_jaren(blik, int(tekst) if is_jaar(tekst) else None, get_vandaag())


def build_adres(request: HttpRequest, naam: str = "portefeuille", **anders: Any) -> str:
    """This page with other choices, or the list behind a figure with the same choices."""
    vragen = {sleutel: waarde for sleutel, waarde in request.GET.items() if waarde} | {
        sleutel: str(waarde) for sleutel, waarde in anders.items()
    }
    vragen.pop("bladzijde", None)
    return f"{reverse(naam)}?{urlencode({s: w for s, w in vragen.items() if w})}"


def build_filters(request: HttpRequest, blik: Blik) -> list[dict[str, Any]]:
    """The choices of every filter, with what is chosen now; givers are those whose money one may see."""
    stromen = blik.vraag.stromen
    assert stromen is not None
    plekken = list(
        stromen.filter(initiatief__gemeente=blik.vraag.gemeente)
        .order_by()
        .values_list("wijk", "initiatief__wijk", "initiatief__buurt", "domeindelen__domein")
        .distinct()
    )
    gevers = (
        blik.zichtbaar.filter(initiatief__gemeente=blik.vraag.gemeente)
        .order_by("financier__naam")
        .values_list("financier_id", "financier__naam")
        .distinct()
    )
    keuzes = KEUZES | {
        "wijk": _list_keuzes(eigen or wijk for eigen, wijk, _, _ in plekken),
        "buurt": _list_keuzes(buurt for _, _, buurt, _ in plekken),
        "domein": _list_keuzes(domein for _, _, _, domein in plekken),
        "financier": [(str(pk), naam) for pk, naam in gevers],
        **{naam: _list_jaren(naam) for naam in JAARASSEN},
    }
    return [
        {"naam": naam, "kop": NAMEN[naam], "keuzes": keuzes[naam], "nu": request.GET.get(naam, "")}
        for naam in FILTERS
        if keuzes[naam]
    ]


def _list_jaren(naam: str) -> list[tuple[str, str]]:
    nu = get_vandaag().year
    jaren = [(str(jaar), str(jaar)) for jaar in range(nu - RONDOM, nu + VOORUIT + 1)]
    return [*jaren, (GEEN, name_onbekend(naam))]


def _list_keuzes(waarden: Any) -> list[tuple[str, str]]:
    bekend = set(waarden)
    lijst = [(waarde, waarde) for waarde in sorted(w for w in bekend if w)]
    return [*lijst, (GEEN, "niet bekend")] if lijst and bekend & {"", None} else lijst
