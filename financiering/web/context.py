"""What every page knows: the name of the product, the demo, and where this person may go."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from financiering.domain.codes import SoortToegang
from financiering.models.base import read_plekken

MENU = {
    SoortToegang.INITIATIEF: [("Mijn initiatief", "start"), ("Signalen", "signalen")],
    SoortToegang.GEMEENTE: [
        ("Portefeuille", "portefeuille"),
        ("Potten", "potten"),
        ("Initiatieven", "initiatieven"),
        ("Signalen", "signalen"),
        ("In de spiegel", "spiegel"),
        ("Registers", "registers"),
    ],
    SoortToegang.KENNISSTEUNFUNCTIE: [
        ("Wie heeft mij nodig", "signalen"),
        ("Initiatieven", "initiatieven"),
    ],
    SoortToegang.BEHEER: [("Beheer", "beheer")],
}


def build_menu(soorten: set[str]) -> list[tuple[str, str]]:
    """The pages of every capacity this person has, each once, in a fixed order."""
    regels: list[tuple[str, str]] = []
    for soort, paginas in MENU.items():
        if soort in soorten:
            regels += [regel for regel in paginas if regel[1] not in {r[1] for r in regels}]
    if soorten - {SoortToegang.BEHEER}:
        regels.append(("Werkboek", "werkboek"))
    return regels


def build_context(request: HttpRequest) -> dict[str, Any]:
    """For `base.html`; at most one query for somebody who is logged in, none for others."""
    gebruiker = getattr(request, "user", None)
    soorten: set[str] = set()
    if gebruiker is not None and gebruiker.is_authenticated:
        soorten = read_plekken(gebruiker).soorten
    return {
        "appnaam": settings.APPNAAM,
        "demo": settings.DEMO,
        "demo_peildatum": settings.DEMO_PEILDATUM,
        "menu": build_menu(soorten) if soorten else [],
        "rollen": soorten,
    }
