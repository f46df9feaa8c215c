"""How money, dates and days read in a Dutch sentence. Loaded in every template."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from financiering.domain.codes import Ernst
from financiering.domain.woorden import (
    format_aantal,
    format_bedrag,
    format_dagen,
    format_datum,
    format_maand,
    format_procent,
    open_zin,
)

register = template.Library()

VORM_BIJ_ERNST = {
    Ernst.KRITIEK: "◆",
    Ernst.RISICO: "▲",
    Ernst.LET_OP: "●",
    Ernst.INFO: "○",
    Ernst.NIET_TE_BEOORDELEN: "?",
}


@register.filter
def bedrag(waarde: Any) -> str:
    """€ 1.234,56; a dash where nothing is known."""
    return "–" if waarde in (None, "") else format_bedrag(Decimal(str(waarde)))


@register.filter
def euro(waarde: Any) -> str:
    """€ 1.235: whole euros, for totals and pictures."""
    return "–" if waarde in (None, "") else format_bedrag(Decimal(str(waarde)), centen=False)


@register.filter
def zin(tekst: str) -> str:
    """A sentence in large type: the euro sign stays with its amount at the end of a line."""
    return tekst.replace("€ ", "€\u00a0")


@register.filter
def capfirst(tekst: Any) -> str:
    """Django's own, but for "één"."""
    return open_zin(str(tekst))


@register.filter
def datum(waarde: Any) -> str:
    """1 oktober 2026; a moment in the time of the Netherlands."""
    if isinstance(waarde, datetime):
        waarde = timezone.localtime(waarde).date()
    return format_datum(waarde) if isinstance(waarde, date) else "–"


@register.filter
def moment(waarde: datetime | None) -> str:
    """1 oktober 2026 om 14.05 uur."""
    if waarde is None:
        return "–"
    plaatselijk = timezone.localtime(waarde)
    return f"{format_datum(plaatselijk.date())} om {plaatselijk:%H.%M} uur"


@register.filter
def maand(waarde: date) -> str:
    """juni 2027."""
    return format_maand(waarde)


@register.filter
def dagen(waarde: int) -> str:
    """Days late as people say them: "42 dagen geleden", "vandaag", "over 3 dagen"."""
    return format_dagen(waarde)


@register.filter
def procent(waarde: Any) -> str:
    """A share of one as whole percents."""
    return "–" if waarde in (None, "") else format_procent(Decimal(str(waarde)))


@register.filter
def dagen_tot(dag: date, peildatum: date) -> str:
    """A date as days from the reference date: "42 dagen geleden", "over 3 dagen"."""
    return format_dagen((peildatum - dag).days)


@register.filter
def wanneer(waarde: date | datetime) -> str:
    """A day in full; a moment with its hour."""
    return moment(waarde) if isinstance(waarde, datetime) else datum(waarde)


@register.filter
def meervoud(aantal: int, woorden: str) -> str:
    """Number and noun: {{ 5|meervoud:"taak,taken" }} reads "vijf taken"."""
    enkel, meer = woorden.split(",")
    return format_aantal(aantal, enkel, meer)


@register.filter
def ja_nee(waarde: bool | None) -> str:
    return {True: "ja", False: "nee"}.get(waarde, "onbekend")  # type: ignore[arg-type]


@register.filter
def get(verzameling: Any, sleutel: Any) -> Any:
    """One entry of a dictionary by a name only known while rendering."""
    return verzameling.get(sleutel)


@register.simple_tag
def ernst(waarde: str) -> SafeString:
    """A level as a word and a shape; never colour alone."""
    return format_html(
        '<span class="ernst ernst-{}"><span aria-hidden="true">{}</span> {}</span>',
        waarde,
        VORM_BIJ_ERNST[Ernst(waarde)],
        Ernst(waarde).label,
    )


@register.simple_tag
def vraag(uitleg: str, woord: str = "") -> SafeString:
    """The legal word or the explanation, one click away.

    Stands in a div, dt, dd, th, td or li: a browser ends a paragraph where this begins.
    """
    return format_html(
        '<details class="vraag"><summary aria-label="{}"><span aria-hidden="true">?</span></summary>'
        "<div>{}</div></details>",
        f"Wat betekent {woord}?" if woord else "Wat betekent dit?",
        uitleg,
    )


@register.simple_tag(takes_context=True)
def met_query(context: Any, **wijzigingen: Any) -> str:
    """The address of this page with some filters changed; an empty value drops the filter."""
    vragen = context["request"].GET.copy()
    for naam, waarde in wijzigingen.items():
        if waarde in (None, ""):
            vragen.pop(naam, None)
        else:
            vragen[naam] = waarde
    return f"?{vragen.urlencode()}"
