"""Open a register: csv, a JSON array or Excel, as rows of text with their line number."""

import csv
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from python_calamine import CalamineError, CalamineWorkbook

from financiering.uitwisseling.bestanden import (
    MAX_BESTAND,
    MAX_CEL,
    MAX_KOLOMMEN,
    MAX_RIJEN,
    BestandGeweigerd,
    check_werkboek,
)
from financiering.uitwisseling.giving360.kolommen import flatten_grant

SCHEIDINGSTEKENS = (";", ",", "\t", "|")
MAX_KOP = 300
MAX_WAARDEN = 5_000_000
"""Values in a JSON file: each takes many times its own length in memory."""
_SEP_REGEL = re.compile(r"sep=(.)", re.IGNORECASE)
"""A first line that tells a spreadsheet the delimiter."""
FORMULETEKENS = ("=", "+", "-", "@")
"""A spreadsheet takes text that begins like this for a formula."""


def protect_tekst(tekst: str) -> str:
    """Text for a csv file that somebody opens in a spreadsheet: it stays text."""
    return f"'{tekst}" if tekst.startswith(FORMULETEKENS) else tekst


def unprotect_tekst(tekst: str) -> str:
    """The text as it was before `protect_tekst`."""
    return tekst[1:] if tekst.startswith("'") and tekst[1:].startswith(FORMULETEKENS) else tekst


class Bronrij(NamedTuple):
    """A row: its line in the file, its values by heading, and the text as it stood."""

    nummer: int
    waarden: dict[str, Any]
    tekst: str
    scheef: tuple[str, str] | None = None
    """Where a row does not stand under its headings, and what is wrong there."""


@dataclass(frozen=True, slots=True)
class Register:
    """An opened register: its headings and a way to walk through it once."""

    koppen: list[str]
    rijen: Iterator[Bronrij]


def open_register(pad: Path, *, scheidingsteken: str = "", codering: str = "") -> Register:
    """Open a file by what it is, not by its name. Raises BestandGeweigerd."""
    if pad.stat().st_size > MAX_BESTAND:
        raise BestandGeweigerd(f"{pad.name} is groter dan {MAX_BESTAND // 1024 // 1024} MB.")
    if zipfile.is_zipfile(pad):
        return _open_excel(pad)
    inhoud = pad.read_bytes()
    if b"\0" in inhoud[:4096] and not inhoud.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BestandGeweigerd(f"{pad.name} is geen tekst, geen JSON en geen Excel-werkboek.")
    tekst = decode_tekst(inhoud, codering, pad.name)
    if tekst.lstrip()[:1] in "[{" and tekst.strip():
        return _open_json(pad.name, tekst)
    return _open_csv(pad.name, tekst, scheidingsteken)


def decode_tekst(inhoud: bytes, codering: str, naam: str) -> str:
    """Text in the encoding that was given, else in the first that fits: utf-8, utf-16, cp1252."""
    if inhoud.startswith((b"\xff\xfe", b"\xfe\xff")):
        codering = codering or "utf-16"
    for kandidaat in (codering,) if codering else ("utf-8-sig", "cp1252", "latin-1"):
        try:
            return inhoud.decode(kandidaat).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError):
            continue
    raise BestandGeweigerd(f"{naam} is niet te lezen als {codering}. Kies een andere codering.")


def _open_csv(naam: str, tekst: str, scheidingsteken: str) -> Register:
    if max(tekst.count("\n"), tekst.count("\r")) > MAX_RIJEN:
        raise BestandGeweigerd(f"{naam} heeft meer dan {MAX_RIJEN} regels. Splits het bestand.")
    csv.field_size_limit(MAX_BESTAND)
    regels = tekst.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    gezegd = _SEP_REGEL.fullmatch(regels[0])
    begin = 1 if gezegd else 0
    cellen, teken, plek = _read_kop(regels, begin, scheidingsteken or (gezegd[1] if gezegd else ""))
    koppen = _clean_koppen(naam, cellen)
    return Register(koppen, _walk_csv(naam, regels, plek, teken, koppen))


def _read_kop(regels: list[str], plek: int, teken: str) -> tuple[list[str], str, int]:
    """The headings, the delimiter, and the line after them; a heading may hold a line break."""
    for samen, volgende in _join_regels(regels, plek):
        gekozen = teken or max(SCHEIDINGSTEKENS, key=samen.count)
        return next(csv.reader([samen], delimiter=gekozen), []), gekozen, volgende
    kop = regels[plek] if plek < len(regels) else ""
    gekozen = teken or max(SCHEIDINGSTEKENS, key=kop.count)
    return kop.split(gekozen), gekozen, plek + 1


def _join_regels(regels: list[str], plek: int) -> Iterator[tuple[str, int]]:
    """This line, and this line with those after it, where every quote that opens also closes."""
    for hoeveel in (1, 2, 3, 4, 5):
        samen = "\n".join(regels[plek : plek + hoeveel])
        if samen.count('"') % 2 == 0:
            yield samen, plek + hoeveel


def _walk_csv(
    naam: str, regels: list[str], plek: int, teken: str, koppen: list[str]
) -> Iterator[Bronrij]:
    """Line by line; a stray quote that swallows lines is read again as plain text.

    A quoted field may hold a line break. When such a field makes a row of the wrong width, the
    quote was stray: then quotes mean nothing on that line.
    """
    while plek < len(regels):
        begin = plek
        cellen, plek = _read_csv_rij(regels, plek, teken, len(koppen))
        if any(cel.strip() for cel in cellen):
            tekst = "\n".join(regels[begin:plek])
            rij = _build_rij(naam, begin + 1, koppen, cellen, tekst)
            yield rij._replace(scheef=_find_scheef(koppen, cellen))


def _find_scheef(koppen: list[str], cellen: list[str]) -> tuple[str, str] | None:
    """A row that is longer or shorter than its headings: what stands under which is then a guess."""
    if gemist := next(filter(None, koppen[len(cellen) :]), ""):
        return gemist, "ontbreekt: de regel houdt eerder op. Is het bestand compleet?"
    over = next(filter(str.strip, cellen[len(koppen) :]), "")
    if not over:
        return None
    boodschap = f'"{over[:60]}" heeft geen kop. Staat er een scheidingsteken in een tekst?'
    return str(len(koppen) + 1), boodschap


def _read_csv_rij(regels: list[str], plek: int, teken: str, breedte: int) -> tuple[list[str], int]:
    regel = regels[plek]
    if '"' not in regel:
        return regel.split(teken), plek + 1
    for samen, volgende in _join_regels(regels, plek):
        cellen = next(csv.reader([samen], delimiter=teken), [])
        if len(cellen) == breedte:
            return cellen, volgende
    return regel.split(teken), plek + 1


def _open_json(naam: str, tekst: str) -> Register:
    if sum(map(tekst.count, ",[{")) > MAX_WAARDEN:
        raise BestandGeweigerd(f"{naam} heeft meer dan {MAX_WAARDEN} waarden. Splits het bestand.")
    try:
        lijst = json.loads(tekst, parse_float=str, parse_int=str)
    except (json.JSONDecodeError, RecursionError) as fout:
        raise BestandGeweigerd(f"{naam} is geen geldige JSON: {fout}") from fout
    is_giving360 = isinstance(lijst, dict) and isinstance(lijst.get("grants"), list)
    if is_giving360:
        lijst = lijst["grants"]
    elif isinstance(lijst, dict):
        lijst = next((deel for deel in lijst.values() if isinstance(deel, list)), [])
    if not lijst or not all(isinstance(rij, dict) for rij in lijst):
        raise BestandGeweigerd(f"{naam} moet een lijst van objecten zijn.")
    if len(lijst) > MAX_RIJEN:
        raise BestandGeweigerd(f"{naam} heeft meer dan {MAX_RIJEN} rijen. Splits het bestand.")
    if is_giving360:
        lijst = [flatten_grant(rij) for rij in lijst]
    sleutels = list(dict.fromkeys(kop for rij in lijst for kop in rij))
    koppen = _clean_koppen(naam, sleutels)
    rijen = (
        _build_rij(
            naam,
            nummer,
            koppen,
            [rij.get(sleutel) for sleutel in sleutels],
            json.dumps(rij, ensure_ascii=False),
        )
        for nummer, rij in enumerate(lijst, start=1)
    )
    return Register(koppen, rijen)


def _open_excel(pad: Path) -> Register:
    check_werkboek(pad)
    try:
        boek = CalamineWorkbook.from_path(str(pad))
        blad = max(
            (boek.get_sheet_by_name(naam) for naam in boek.sheet_names),
            key=lambda sheet: sheet.height,
        )
    except (CalamineError, OSError, ValueError) as fout:
        raise BestandGeweigerd(f"{pad.name} is geen leesbaar Excel-werkboek.") from fout
    rauw = iter(blad.iter_rows())
    koppen = _clean_koppen(pad.name, next(rauw, []))
    rijen = (
        _build_rij(pad.name, nummer, koppen, list(cellen), ";".join(_show(cel) for cel in cellen))
        for nummer, cellen in enumerate(rauw, start=2)
        if any(cel not in ("", None) for cel in cellen)
    )
    return Register(koppen, rijen)


def _show(cel: Any) -> str:
    if isinstance(cel, float) and cel.is_integer():
        return str(int(cel))
    return cel.isoformat() if isinstance(cel, date | datetime) else str(cel)


def clean_kop(kop: str) -> str:
    """A heading without the spaces and line breaks that only shape it."""
    return " ".join(kop.split())


def _clean_koppen(naam: str, koppen: list[Any]) -> list[str]:
    """Headings on one line: in a form a line break would not come back as it went."""
    schoon = [clean_kop(str(kop)) for kop in koppen]
    if not any(schoon):
        raise BestandGeweigerd(f"{naam} heeft geen koppen. Zet ze op de eerste regel.")
    if len(schoon) > MAX_KOLOMMEN:
        raise BestandGeweigerd(f"{naam} heeft meer dan {MAX_KOLOMMEN} kolommen.")
    if (lengte := max(map(len, schoon))) > MAX_KOP:
        raise BestandGeweigerd(f"{naam}: een kop is {lengte} tekens lang. Hoogstens {MAX_KOP} mag.")
    return schoon


def _build_rij(naam: str, nummer: int, koppen: list[str], cellen: list[Any], tekst: str) -> Bronrij:
    for cel in cellen:
        if isinstance(cel, str) and len(cel) > MAX_CEL:
            raise BestandGeweigerd(
                f"{naam}, regel {nummer}: een veld is {len(cel)} tekens lang. Hoogstens {MAX_CEL} mag."
            )
        if isinstance(cel, str) and "\0" in cel:
            raise BestandGeweigerd(
                f"{naam}, regel {nummer}: een veld bevat een teken dat geen tekst is."
            )
    return Bronrij(nummer, dict(zip(koppen, cellen, strict=False)), tekst)
