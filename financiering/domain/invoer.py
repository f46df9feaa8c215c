"""What people type, read as it was meant: Dutch amounts, dates, yes and no, codes.

Every function raises `InvoerFout` with what is accepted; the caller adds where it stood.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

from financiering.domain.bedragen import CENT, round_bedrag
from financiering.domain.woorden import format_bedrag

MAX_BEDRAG = Decimal("9999999999.99")
MAX_HEEL = 1e10
"""Whole euros below this are no more than MAX_BEDRAG."""
EURO = Decimal("1.00")
"""A whole number times this is euros to the cent."""


class InvoerFout(ValueError):
    """This cannot be read; the message is half a sentence in Dutch: "is geen datum. Schrijf …"."""


class Getalstijl(Enum):
    """How a file writes numbers as text."""

    NEDERLANDS = "nl"
    ENGELS = "en"


_GROEPEN_NL = re.compile(r"^\d{1,3}(\.\d{3})+$")
_GROEPEN_EN = re.compile(r"^\d{1,3}(,\d{3})+(\.\d+)?$")


def parse_bedrag(
    waarde: Any, *, stijl: Getalstijl = Getalstijl.NEDERLANDS, negatief: bool = False
) -> Decimal:
    """Euros to the cent from a number or a text such as "€ 1.234,56", "1234.56" or "1.234" (Dutch: 1234).

    A float comes in through its shortest text, so 0.1 is ten cents. More than two decimals is
    refused unless it is the noise of a spreadsheet.
    """
    if type(waarde) is float and waarde.is_integer() and 0.0 <= waarde < MAX_HEEL:
        return EURO * int(waarde)
    if isinstance(waarde, bool):
        raise InvoerFout("is geen bedrag. Schrijf bijvoorbeeld 1234,56.")
    bedrag = _to_decimal(waarde, stijl)
    if bedrag < 0 and not negatief:
        raise InvoerFout(
            "is lager dan nul. Een bedrag is nul of meer; geld dat teruggaat is een terugbetaling."
        )
    if not -MAX_BEDRAG <= bedrag <= MAX_BEDRAG:
        raise InvoerFout(f"is te groot. Het hoogste bedrag is {format_bedrag(MAX_BEDRAG)}.")
    rond = round_bedrag(bedrag)
    if abs(rond - bedrag) > CENT / 1000:
        raise InvoerFout(
            "heeft meer dan twee cijfers achter de komma. Schrijf bijvoorbeeld 1234,56."
        )
    return rond


_GETAL = re.compile(r"-?[0-9]*\.?[0-9]*(?:[eE][+-]?[0-9]{1,2})?")
"""What a cleaned text may be: plain digits, or as a spreadsheet writes a large number."""


def _to_decimal(waarde: Any, stijl: Getalstijl) -> Decimal:
    tekst = repr(waarde) if isinstance(waarde, float) else str(waarde)
    if isinstance(waarde, str):
        tekst = _clean_getal(tekst, stijl)
        if not _GETAL.fullmatch(tekst):
            raise InvoerFout("is geen bedrag. Schrijf bijvoorbeeld 1234,56.")
    try:
        bedrag = Decimal(tekst)
    except InvalidOperation:
        raise InvoerFout("is geen bedrag. Schrijf bijvoorbeeld 1234,56.") from None
    if not bedrag.is_finite():
        raise InvoerFout("is geen bedrag. Schrijf bijvoorbeeld 1234,56.")
    return bedrag


def _clean_getal(tekst: str, stijl: Getalstijl) -> str:
    """A number as text without currency, spaces and separators of thousands, with a point."""
    tekst = re.sub(r"[\s\u00a0\u202f]|€|euro|EUR", "", tekst, flags=re.IGNORECASE)
    tekst = re.sub(r",[-–]+$", "", tekst)
    min_teken = "-" if tekst.startswith(("-", "−", "(")) or tekst.endswith("-") else ""
    tekst = tekst.strip("-−()+").removesuffix(",").replace("'", "")
    if stijl is Getalstijl.ENGELS:
        return min_teken + (tekst.replace(",", "") if _GROEPEN_EN.match(tekst) else tekst)
    if "," in tekst:
        heel, _, deel = tekst.rpartition(",")
        if "." in deel:
            return min_teken + heel.replace(",", "") + deel if heel.isdigit() else tekst
        return min_teken + heel.replace(".", "") + "." + deel
    if _GROEPEN_NL.match(tekst):
        return min_teken + tekst.replace(".", "")
    return min_teken + tekst


_DATUMVORMEN = (
    "%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y-%m-%d %H:%M:%S", "%Y%m%d",
)  # fmt: skip
_NULDAG = date(1899, 12, 30)
_DAGNUMMER = re.compile(r"[0-9]{1,8}")
_DAGNUMMERS = range(20_000, 110_000)
"""Days that a spreadsheet counts from its first; a lower number may be a year, and is refused."""


def parse_datum(waarde: Any) -> date:
    """A day from an Excel date, 2026-12-31 or 31-12-2026.

    A date whose cell lost its form is a number of days, or reads 20261231.
    """
    if isinstance(waarde, datetime):
        return _check_jaar(waarde.date())
    if isinstance(waarde, date):
        return _check_jaar(waarde)
    if isinstance(waarde, int) or (isinstance(waarde, float) and waarde.is_integer()):
        waarde = str(int(waarde))
    if isinstance(waarde, str) and _DAGNUMMER.fullmatch(waarde) and int(waarde) in _DAGNUMMERS:
        return _NULDAG + timedelta(days=int(waarde))
    if isinstance(waarde, str):
        for vorm in _DATUMVORMEN:
            try:
                return _check_jaar(datetime.strptime(waarde.strip(), vorm).date())
            except ValueError as fout:
                if isinstance(fout, InvoerFout):
                    raise
    raise InvoerFout("is geen datum. Schrijf bijvoorbeeld 31-12-2026.")


def _check_jaar(dag: date) -> date:
    if not 1900 <= dag.year <= 2200:
        raise InvoerFout("is een jaar buiten 1900 tot 2200. Schrijf bijvoorbeeld 31-12-2026.")
    return dag


def parse_getal(waarde: Any, *, decimalen: int = 0, hoogste: int = 10_000_000) -> Decimal:
    """A number of zero or more with at most so many decimals."""
    getal = Decimal(-1) if isinstance(waarde, bool) else _to_decimal(waarde, Getalstijl.NEDERLANDS)
    if not 0 <= getal <= hoogste or getal != getal.quantize(Decimal(1).scaleb(-decimalen)):
        soort = "heel getal" if decimalen == 0 else f"getal met hoogstens {decimalen} decimaal"
        raise InvoerFout(f"past hier niet. Schrijf een {soort} van 0 tot en met {hoogste}.")
    return getal


def fold(tekst: str) -> str:
    """The same word however it was typed: no case, accents, spaces, dashes or underscores."""
    plat = unicodedata.normalize("NFKD", tekst)
    return "".join(teken for teken in plat.casefold() if teken.isalnum())


_JA = {"ja", "j", "yes", "true", "waar", "1", "x"}
_NEE = {"nee", "n", "neen", "no", "false", "onwaar", "0"}


def parse_ja_nee(waarde: Any) -> bool:
    """Yes or no."""
    heel = isinstance(waarde, int) or (isinstance(waarde, float) and waarde.is_integer())
    woord = fold(str(int(waarde)) if heel else str(waarde))
    if woord in _JA | _NEE:
        return woord in _JA
    raise InvoerFout("is geen ja of nee. Schrijf ja of nee.")


def parse_code(waarde: Any, keuzes: Iterable[tuple[str, str]]) -> str:
    """The value of a code list from its value or label; case, accents, `_`, `-` and space are equal."""
    lijst = list(keuzes)
    gezocht = fold(str(waarde))
    for code, label in lijst:
        if gezocht in (fold(code), fold(label)):
            return code
    opties = ", ".join(str(label) for _, label in lijst)
    raise InvoerFout(f"kennen we hier niet. Kies uit: {opties}.")


def parse_verdeling(waarde: Any, *, procenten: bool) -> dict[str, Decimal]:
    """`Welzijn 60%; Cultuur 40%` or `Welzijn 20000; Participatie 15000` as name and amount, in order."""
    delen: dict[str, Decimal] = {}
    voorbeeld = "Welzijn 60%; Cultuur 40%" if procenten else "Welzijn 20000; Participatie 15000"
    for deel in str(waarde).split(";"):
        if not deel.strip():
            continue
        naam, _, getal = deel.strip().rpartition(" ")
        naam = naam.strip(" :€")
        if not naam or naam in delen:
            raise InvoerFout(f"is geen verdeling. Schrijf bijvoorbeeld {voorbeeld}.")
        try:
            delen[naam] = parse_bedrag(getal.strip().removesuffix("%"))
        except InvoerFout:
            raise InvoerFout(f"is geen verdeling. Schrijf bijvoorbeeld {voorbeeld}.") from None
    if procenten and sum(delen.values()) > 100:
        raise InvoerFout("is samen meer dan 100%.")
    return delen


def parse_lijst(waarde: Any) -> list[str]:
    """Words separated by `;`, each once."""
    return list(dict.fromkeys(deel.strip() for deel in str(waarde).split(";") if deel.strip()))
