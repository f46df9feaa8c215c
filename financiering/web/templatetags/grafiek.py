"""Pictures and their tables in a template. Loaded in every template."""

from typing import Any

from django import template

from financiering.web.grafieken.grafiek import Grafiek, Tabel

register = template.Library()


@register.inclusion_tag("componenten/grafiek.html")
def grafiek(grafiek: Grafiek, download: str = "") -> dict[str, Any]:
    """{% grafiek horizon %}: the picture, and the same figures as a table."""
    return {"grafiek": grafiek, "download": download}


@register.inclusion_tag("componenten/tabel.html")
def tabel(tabel: Tabel) -> dict[str, Any]:
    """{% tabel overzicht %}: a table of plain cells that scrolls inside itself."""
    return {"tabel": tabel}
