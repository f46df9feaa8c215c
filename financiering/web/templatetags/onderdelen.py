"""The components of a page, as tags. Loaded in every template; shown on /stijlgids."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from financiering.web.formulier.velden import BedragVeld
from financiering.web.onderdelen import BedragRegel, MenuRegel, Stap, Zin
from financiering.web.templatetags.opmaak import met_query

register = template.Library()

SOORT_BIJ_NIVEAU = {"success": "goed", "warning": "let_op", "error": "fout"}
"""Django's words for a message, and ours."""


@register.simple_tag
def appnaam() -> str:
    """The name of the product, also on a page that is made without a context."""
    return settings.APPNAAM


@register.simple_tag
def thema_kenmerk() -> SafeString:
    """Marks the page when a municipality's theme file is in use, with the class it listens to."""
    if not settings.THEMA_CSS:
        return SafeString("")
    return format_html(' data-thema class="{}"', settings.THEMA_KLASSE)


@register.simple_tag
def thema_blad() -> SafeString:
    """The link to the municipality's theme file, if there is one."""
    if not settings.THEMA_CSS:
        return SafeString("")
    return format_html('<link rel="stylesheet" href="{}">', static(settings.THEMA_CSS))


@register.simple_tag
def adres(naam: str) -> str:
    """The address of a page without arguments; the front page where it does not exist."""
    try:
        return reverse(naam)
    except NoReverseMatch:
        return "/"


@register.simple_tag(takes_context=True)
def menu_regels(context: Any) -> list[MenuRegel]:
    """The menu of this person; the part one is in is marked."""
    pad = context["request"].path
    regels = []
    for naam, urlnaam in context["menu"]:
        doel = adres(urlnaam)
        onder = doel != "/" and pad.startswith(doel)
        regels.append(MenuRegel(naam, doel, "page" if pad == doel else "true" if onder else ""))
    return regels


@register.simple_block_tag
def melding(content: SafeString, soort: str = "info", kop: str = "") -> SafeString:
    """A notice: info, goed, let_op or fout, with a heading in bold when it has one."""
    kopje = format_html('<p class="kopje">{}</p>', kop) if kop else ""
    naam = SOORT_BIJ_NIVEAU.get(soort, soort)
    return format_html('<div class="melding melding-{}">{}{}</div>', naam, kopje, content)


@register.simple_block_tag
def leeg(content: SafeString, kop: str) -> SafeString:
    """Nothing here yet: what this place is for and what to do."""
    return format_html('<div class="leeg"><h3>{}</h3>{}</div>', kop, content)


@register.simple_block_tag
def uitleg(content: SafeString, kop: str) -> SafeString:
    """Text that waits behind its heading."""
    return format_html("<details><summary>{}</summary><div>{}</div></details>", kop, content)


@register.inclusion_tag("componenten/kruimels.html")
def kruimels(*delen: str) -> dict[str, Any]:
    """Name and address in turn, and at the end the name of this page."""
    *paden, hier = delen
    return {"paden": list(zip(paden[::2], paden[1::2], strict=True)), "hier": hier}


@register.inclusion_tag("componenten/tabs.html")
def tabs(regels: Sequence[tuple[str, str, bool]], naam: str = "Onderdelen") -> dict[str, Any]:
    """Parts of one page: label, address, and whether one is there."""
    return {"tabs": regels, "naam": naam}


@register.inclusion_tag("componenten/stappen.html")
def stappen(regels: Sequence[Stap]) -> dict[str, Any]:
    """The life cycle, with the step one is at."""
    return {"stappen": regels}


@register.inclusion_tag("componenten/bedragen.html")
def bedragen(regels: Sequence[BedragRegel]) -> dict[str, Any]:
    """Amounts under one another, that are never mixed."""
    return {"regels": regels}


@register.inclusion_tag("componenten/zinnen.html")
def zinnen(regels: Sequence[Zin]) -> dict[str, Any]:
    """What happened, one sentence a line."""
    return {"zinnen": regels}


@register.inclusion_tag("componenten/paginering.html", takes_context=True)
def paginering(context: Any, blad: Any, naam: str = "bladzijde") -> dict[str, Any]:
    """Previous and next of a Django page; filters in the address stay."""
    vorige = blad.number - 1
    return {
        "blad": blad,
        "vorige": met_query(context, **{naam: vorige if vorige > 1 else ""}),
        "volgende": met_query(context, **{naam: blad.number + 1}),
    }


@register.inclusion_tag("componenten/voortgang.html")
def voortgang(tekst: str, *, gedaan: int = 0, totaal: int = 0, adres: str = "") -> dict[str, Any]:
    """How far a job is; with an address it asks again every two seconds."""
    return {"tekst": tekst, "gedaan": gedaan, "totaal": totaal, "adres": adres}


@register.inclusion_tag("componenten/foutenlijst.html")
def foutenlijst(form: BaseForm) -> dict[str, Any]:
    """Every mistake of a form on top of it, with a link to its field."""
    fouten = [{"doel": "", "naam": "", "tekst": tekst} for tekst in form.non_field_errors()]
    for veld in form.visible_fields():
        fouten += [
            {
                "doel": veld.id_for_label or veld.auto_id,
                "naam": veld.label.rstrip(":"),
                "tekst": tekst,
            }
            for tekst in veld.errors
        ]
    for veld in form.hidden_fields():
        fouten += [{"doel": "", "naam": "", "tekst": tekst} for tekst in veld.errors]
    return {"fouten": fouten}


@register.filter
def is_bedrag(veld: Any) -> bool:
    """Whether a form field asks for euros, so that the sign stands before it."""
    return isinstance(veld.field, BedragVeld) or getattr(veld.field, "in_euro", False)
