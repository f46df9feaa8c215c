"""Pictures and their tables in a template. Loaded in every template."""

from typing import Any

from django import template

from financiering.web.grafieken.grafiek import Grafiek, Tabel
from financiering.web.templatetags.opmaak import met_query

register = template.Library()


@register.inclusion_tag("componenten/grafiek.html", takes_context=True)
def grafiek(context: Any, grafiek: Grafiek, bestanden: bool = False) -> dict[str, Any]:
    """{% grafiek horizon %}: the picture, and the same figures as a table.

    With `bestanden` also as files, on a page whose view answers `?download=` (`send_beeld`).
    """
    soorten = (("svg", "het plaatje (SVG)"), ("csv", "de cijfers (CSV)")) if bestanden else ()
    return {
        "grafiek": grafiek,
        "bestanden": [
            (woord, met_query(context, download=f"{grafiek.naam}.{soort}"))
            for soort, woord in soorten
        ],
    }


@register.inclusion_tag("componenten/tabel.html")
def tabel(tabel: Tabel) -> dict[str, Any]:
    """{% tabel overzicht %}: a table of plain cells that scrolls inside itself."""
    return {"tabel": tabel}
