"""A letter to a giver whose decision is awaited: ready to change and to send. Nothing is kept."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string

from financiering.domain.codes import SUBSIDIEBRONNEN, Briefsoort, Bron
from financiering.domain.termijnen import Klok, Wettermijnen
from financiering.domain.woorden import format_aantal, format_datum, format_geld
from financiering.models import Geldstroom
from financiering.rapportage.klokken import list_klokken

SJABLONEN = {
    Briefsoort.VRAAG: "brieven/vraag.txt",
    Briefsoort.INGEBREKESTELLING: "brieven/ingebrekestelling.txt",
}


@dataclass(frozen=True, slots=True)
class Brieven:
    """The kinds of letter that fit a stream now, and the clock they are about."""

    klok: Klok
    soorten: tuple[Briefsoort, ...]


def find_brieven(stroom: Geldstroom, peildatum: date, wet: Wettermijnen) -> Brieven | None:
    """What may be written; None where no decision is awaited.

    A notice of default (Awb 4:17) only fits a public giver, and only after the last day.
    Prefetch as for `list_klokken`.
    """
    klokken = [k for k in list_klokken(stroom, peildatum, wet) if k.soort == "besluit"]
    if not klokken:
        return None
    te_laat = klokken[0].dagen_te_laat > 0
    if te_laat and Bron(stroom.bron) in SUBSIDIEBRONNEN:
        return Brieven(klokken[0], (Briefsoort.VRAAG, Briefsoort.INGEBREKESTELLING))
    return Brieven(klokken[0], (Briefsoort.VRAAG,))


def write_brief(
    soort: Briefsoort, stroom: Geldstroom, klok: Klok, *, peildatum: date, wet: Wettermijnen
) -> str:
    """The letter as text, with what only the writer knows between square brackets."""
    periode = f"vanaf {format_datum(stroom.van)}"
    if stroom.tot:
        periode = f"van {format_datum(stroom.van)} tot en met {format_datum(stroom.tot)}"
    gevraagd = stroom.aangevraagd if stroom.aangevraagd is not None else stroom.verwacht
    gegevens: dict[str, Any] = {
        "plaats": stroom.initiatief.gemeente.naam,
        "peildatum": peildatum,
        "gever": stroom.financier.naam,
        "waarvoor": stroom.omschrijving,
        "initiatief": stroom.initiatief.naam,
        "ingediend_op": stroom.ingediend_op,
        "bedrag": "geld" if gevraagd is None else format_geld(gevraagd),
        "periode": periode,
        "dossiernummer": stroom.dossiernummer,
        "uiterste": klok.op,
        "grond": klok.grondslag,
        "te_laat": klok.dagen_te_laat > 0,
        "begin": stroom.van,
        "begonnen": stroom.van <= peildatum,
        "weken": format_aantal(wet.dwangsom_na_weken, "week", "weken"),
    }
    return render_to_string(SJABLONEN[soort], gegevens).strip()
