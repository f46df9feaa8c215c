"""A report that was sent, as a PDF a giver can file: tagged for screen readers (PDF/UA-1)."""

import json
from pathlib import Path
from typing import Any, Literal

import typst

from financiering.domain.woorden import format_datum
from financiering.models import Verslag
from financiering.uitwisseling.writer import clean_tekst

SJABLOON = Path(__file__).with_name("verslag.typ")


def write_verslagpdf(verslag: Verslag) -> bytes:
    """What it is about, then question and answer, as they were sent."""
    stroom = verslag.geldstroom
    kop = [
        ("Initiatief", stroom.initiatief.naam),
        ("Gever", stroom.financier.naam),
        ("Waarvoor", stroom.omschrijving),
        ("Kenmerk", stroom.dossiernummer or stroom.kenmerk),
        ("Verstuurd op", format_datum(verslag.ingediend_op) if verslag.ingediend_op else ""),
        ("Versie", str(verslag.nummer)),
    ]
    inhoud = {
        "titel": f"Verslag van {stroom.initiatief.naam} over {verslag.jaar}",
        "van": stroom.initiatief.naam,
        "kop": kop,
        "delen": _clean(verslag.inhoud) + _list_bijlagen(verslag),
    }
    data = {"verslag": json.dumps(inhoud, ensure_ascii=False)}
    try:
        return _compile(data, "ua-1")
    except typst.TypstError:
        # A sign that no font here has, such as an emoji: PDF/UA refuses the file, a reader does not.
        return _compile(data, None)


def _list_bijlagen(verslag: Verslag) -> list[dict[str, str]]:
    namen = [clean_tekst(bijlage.naam) for bijlage in verslag.bijlagen.all()]
    return [{"vraag": "Bijlagen", "antwoord": "\n".join(namen)}] if namen else []


def _compile(data: dict[str, str], norm: Literal["ua-1"] | None) -> bytes:
    gemaakt: bytes = typst.compile(str(SJABLOON), sys_inputs=data, pdf_standards=norm)
    return gemaakt


def _clean(inhoud: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [
        {naam: clean_tekst(str(deel[naam])) for naam in ("vraag", "antwoord")} for deel in inhoud
    ]
