"""Every page that anybody can open: axe without a finding, and no wider than its window."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from financiering.domain.codes import Onderdeel, Ontvanger, SoortToegang
from financiering.models import (
    Begrotingspost,
    Betaling,
    Financier,
    Gebruiker,
    Geldstroom,
    Importbatch,
    Initiatief,
    Kennissteunfunctie,
    Opdracht,
    Pot,
    Regelprofiel,
    Signaal,
    Taak,
    Toegang,
    Uitnodiging,
    Wetsparameter,
)
from financiering.services.agenda import renew_agendaadres
from financiering.services.berichten import make_stoptoken
from financiering.services.initiatieven import give_toestemming
from financiering.services.publicaties import set_publicatie
from financiering.services.schrijven import Handeling, save_object
from financiering.services.toegangen import create_uitnodiging
from tests.cast import TOEN
from tests.web.grootboek import GROOTBOEK, ROLLEN
from tests.web.test_toegang import build_adres, make_bijlage, make_verslag

pytestmark = pytest.mark.browser

ALLE_REGELS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
KLEUREN = {
    "runOnly": {"type": "rule", "values": ["color-contrast"]},
    "resultTypes": ["violations"],
}
ZO_BEKEKEN: tuple[tuple[int, Literal["light", "dark"], dict[str, Any]], ...] = (
    (1280, "light", ALLE_REGELS), (1280, "dark", KLEUREN),
    (360, "dark", ALLE_REGELS), (360, "light", KLEUREN),
)  # fmt: skip
"""At the same width only colours differ between the themes."""
AXE = Axe().axe_script
WIE = ("penningmeester", "accounthouder", "adviseur", "beheerder")
TAV = "tav-de-talenten"
OOK = {
    "accounthouder": [
        "/portefeuille?per=wijk&jaar=2026&peildatum=2026-06-01", "/portefeuille/geldstromen?jaar=2026",
        "/portefeuille/verschil?eerst=2025-10-01&jaar=2026", "/initiatieven/vooruit", "/signalen",
    ],
    "adviseur": ["/signalen", "/initiatieven", "/initiatieven/athos"],
}  # fmt: skip
"""The same address may look otherwise with a choice in it, or to somebody else."""


@pytest.fixture
def objecten(demo: str) -> SimpleNamespace:
    """One of everything that a page can be about, most of it from the demo."""
    eigen = Initiatief.objects.get(kenmerk=TAV)
    stromen = Geldstroom.objects.filter(initiatief=eigen)
    stroom = stromen.filter(status="aangevraagd").first()
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    pot = Pot.objects.filter(gemeente="GM0363", soort="scharrelgeld").first()
    assert stroom
    assert pot
    set_publicatie(pot.gemeente, True, moment.date(), TOEN)
    give_toestemming(
        eigen, Ontvanger.OPENBAAR, Onderdeel.PAGINA, gegeven_op=moment.date(), handeling=TOEN
    )
    wie = Gebruiker.objects.get(username="penningmeester")
    batch = Importbatch(
        soort="register", bestandsnaam="r.csv", sha256="0" * 64, ingelezen_op=moment,
        gemeente=pot.gemeente,
    )  # fmt: skip
    set_publicatie(pot.gemeente, True, date(2026, 11, 20), TOEN)
    for deel in (Onderdeel.PAGINA, Onderdeel.VERHAAL, Onderdeel.TOTALEN):
        give_toestemming(
            eigen, Ontvanger.OPENBAAR, deel, gegeven_op=date(2026, 11, 20), handeling=TOEN
        )
    opdracht = Opdracht.objects.create(
        soort="werkboek_import", gebruiker=wie, aangemaakt_op=moment, stand="klaar",
        parameters={"naam": "boek.xlsx", "proef": True},
        uitkomst={"gelukt": False, "aantal_fouten": 1, "fouten": ["Rij 2 klopt niet."]},
    )  # fmt: skip
    return SimpleNamespace(
        kenmerk=TAV, stroom=stroom, opdracht=opdracht, batch=save_object(batch, TOEN),
        betaling=Betaling.objects.filter(geldstroom__in=stromen).first(),
        taak=Taak.objects.filter(initiatief=eigen).first(),
        post=Begrotingspost.objects.filter(initiatief=eigen).first(),
        signaal=Signaal.objects.filter(initiatief=eigen).first(),
        pot=pot,
        toegang=Toegang.objects.first(), gebruiker=wie, verslag=(verslag := make_verslag(stroom)), bijlage=make_bijlage(verslag),
        steunfunctie=Kennissteunfunctie.objects.first(),
        financier=Financier.objects.filter(soort="gemeente").first(),
        profiel=Regelprofiel.objects.first(),
        wet=Wetsparameter.objects.first(), agenda=renew_agendaadres(wie, TOEN),
        stop=make_stoptoken(wie.pk, "weekbericht"),
        token=create_uitnodiging(
            Uitnodiging(email="nieuw@voorbeeld.nl", soort=SoortToegang.BEHEER),
            Handeling(Gebruiker.objects.get(username="beheerder"), "Nieuwe collega"),
        ),
    )  # fmt: skip


def list_paginas(objecten: SimpleNamespace) -> dict[str, list[str]]:
    """From the ledger: every page at the first role that may open it; who is nobody sees the rest."""
    paden: dict[str, list[str]] = {wie: [] for wie in (*WIE, "niemand")}
    for naam, codes in GROOTBOEK.items():
        mag = dict(zip(ROLLEN, codes, strict=True))
        wie = next((rol for rol in ("niemand", *WIE) if mag[rol] == 200), None)
        if wie:
            paden[wie].append(build_adres(naam, objecten))
    for wie, ook in OOK.items():
        paden[wie] += ook
    paden["niemand"].append("/bestaat-niet")
    return paden


@pytest.mark.parametrize("rol", [*WIE, "niemand"])
def test_every_page_is_accessible_and_fits(enter: Any, objecten: SimpleNamespace, rol: str) -> None:
    """Opened once: no script of ours asks how wide the window is, so its styles follow by themselves."""
    bevindingen, gezien = [], 0
    bladzijde = enter(rol, reduced_motion="reduce")
    bladzijde.route("**/bestaat-niet", show_ook_bij_404)
    paden = list_paginas(objecten)[rol]
    for pad in paden:
        if not is_bladzijde(bladzijde, pad):
            continue
        gezien += 1
        bladzijde.evaluate(AXE)
        for breedte, kleur, regels in ZO_BEKEKEN:
            bladzijde.set_viewport_size({"width": breedte, "height": 900})
            bladzijde.emulate_media(color_scheme=kleur)
            uitslag = bladzijde.evaluate("regels => axe.run(regels)", regels)
            bevindingen += [
                (pad, breedte, kleur, v["id"], [n["html"][:120] for n in v["nodes"]][:3])
                for v in uitslag["violations"]
            ]
            over = bladzijde.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if over > 0:
                bevindingen.append((pad, breedte, "te breed", over))
    assert bevindingen == []
    assert gezien > len(paden) / 2


def show_ook_bij_404(route: Any) -> None:
    """The page that says nothing is there, without the browser's own complaint about it."""
    route.fulfill(response=route.fetch(), status=200)


def is_bladzijde(bladzijde: Any, pad: str) -> bool:
    """Open it; a download or an answer for a machine is no page."""
    kop = bladzijde.request.head(pad, max_redirects=0)
    if not kop.headers.get("content-type", "").startswith("text/html"):
        return False
    bladzijde.goto(pad)
    return True
