"""A file from outside is looked at before it is opened: what it claims, how large it unpacks.

The limits protect memory; a refusal names the limit. Nothing here trusts a name or a header.
"""

import html
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NoReturn
from xml.parsers.expat import ExpatError, ParserCreate

import re2
from openpyxl.utils import column_index_from_string

from financiering.domain.exceptions import DomeinFout

MAX_BESTAND = 40 * 1024 * 1024
MAX_UITGEPAKT = 400 * 1024 * 1024
MAX_ONDERDELEN = 2000
MAX_RIJEN = 200_000
MAX_KOLOMMEN = 702
SMAL, WEINIG = 52, 9_999
"""A sheet takes its whole area in memory, also where it is empty: what is wider than this has fewer rows."""
MAX_CEL = 10_000
STUK = 256 * 1024
OVERLAP = 4096
MAX_ELEMENT = 1024 * 1024
"""Bytes of one tag or remark in a sheet: a reader starts over on what is not yet whole."""
MAX_DIEPTE, MAX_NAMEN = 64, 1000
"""Of the elements in a sheet, which a reader keeps; a sheet has a handful of each."""

PLAK_WAARDEN = "een formule. Kopieer de cellen en plak ze als waarden; een formule lezen we niet."
VERBETER_FOUT = "een fout zoals #N/B of #DEEL/0!. Zet er de goede waarde in of maak de cel leeg."

_VERRE_CEL = re2.compile(rb"""(?i)(?:r\s*=\s*|\A[\s=]*)["']([A-Z]*[0-9]{6,}|[A-Z]{3,}[0-9]+)["']""")
"""A place that may lie past the limits; what is shorter cannot."""
_BREED = re2.compile(rb"""(?i)\sr\s*=\s*["'][B-Z][A-Z][0-9]""")
_HOOG = re2.compile(rb"""(?i)\sr\s*=\s*["'][A-Z]{0,3}[0-9]{5}""")
_TAG = rb"<(?:[^\s<>/]+:)?"
_FORM = _TAG + rb"f[\s/>]"
_ONGEWOON = _TAG + rb"(?:c|row)(?:[/>]|\s(?:[^r]|r[^=]))"
_FORMULE, _ZONDER_PLEK = re2.compile(_FORM), re2.compile(_ONGEWOON)
_VERDACHT = re2.compile(
    rb"""(?i)["'](?:[A-Z]{3,}[0-9]|[A-Z]*[0-9]{6}|[B-Z][A-Z][0-9])"""
    rb"|" + _FORM + rb"|" + _ONGEWOON
)
"""What is in a piece with a far place, a place past column AZ, a formula, or a row or cell that does not
begin with its place: one pass in linear time, whatever somebody put in the file."""
_FOUTWAARDE = re.compile(rb"""<(?:[^\s<>/]+:)?c\s[^<>]*?\bt\s*=\s*["']e["'][^<>]*>""")
_CELLEN = b"sheetData"
"""A part with this in it is read as a sheet, whatever its name: a workbook may call its parts anything."""
_GEEN_TEKST = b"_x0000_"
"""How a workbook writes a character that no database keeps as text."""
_BLAD = re.compile(r"<(?:\w+:)?sheet\s[^<>]*>")
_DEEL = re.compile(r"<(?:\w+:)?Relationship\s[^<>]*>")
_KENMERK = re.compile(r"""(\w+)\s*=\s*["']([^"']*)["']""")
_PLEK = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_CEL = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3}\d+)["']""", re.IGNORECASE)
_ENTITEIT = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class BestandGeweigerd(DomeinFout):
    """This file is not read; the message says why and which limit."""


def check_werkboek(pad: Path) -> None:
    """Refuse what is no plain xlsx workbook or would not fit in memory.

    Raises BestandGeweigerd.
    """
    naam = pad.name
    if pad.stat().st_size > MAX_BESTAND:
        raise BestandGeweigerd(f"{naam} is groter dan {_mb(MAX_BESTAND)}. Splits het bestand.")
    if not zipfile.is_zipfile(pad):
        raise BestandGeweigerd(
            f"{naam} is geen Excel-werkboek (.xlsx). Open het in Excel en kies Opslaan als .xlsx."
        )
    try:
        with zipfile.ZipFile(pad) as zak:
            _check_inhoud(naam, zak)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as fout:
        raise BestandGeweigerd(f"{naam} is beschadigd of beveiligd met een wachtwoord.") from fout


def _check_inhoud(naam: str, zak: zipfile.ZipFile) -> None:
    delen = zak.infolist()
    if len(delen) > MAX_ONDERDELEN:
        raise BestandGeweigerd(f"{naam} heeft meer dan {MAX_ONDERDELEN} onderdelen.")
    if sum(deel.file_size for deel in delen) > MAX_UITGEPAKT:
        raise BestandGeweigerd(f"{naam} wordt uitgepakt groter dan {_mb(MAX_UITGEPAKT)}.")
    namen = {deel.filename for deel in delen}
    if "xl/workbook.xml" not in namen:
        raise BestandGeweigerd(f"{naam} is geen Excel-werkboek (.xlsx).")
    if any(deel.endswith("vbaProject.bin") for deel in namen):
        raise BestandGeweigerd(f"{naam} bevat macro's. Sla het op als gewoon werkboek (.xlsx).")
    bladen = _name_bladen(zak)
    uitgepakt = 0
    for deel in delen:
        is_xml, lezer = deel.filename.endswith((".xml", ".rels")), None
        for stuk, nieuw in _read_stukken(zak.open(deel)):
            uitgepakt += nieuw
            if uitgepakt > MAX_UITGEPAKT:
                raise BestandGeweigerd(f"{naam} wordt uitgepakt groter dan {_mb(MAX_UITGEPAKT)}.")
            if is_xml and b"!" in stuk and _ENTITEIT.search(stuk):
                _refuse_entiteit(naam)
            if b"_" in stuk and _GEEN_TEKST in stuk:
                raise BestandGeweigerd(f"{naam} bevat een teken dat geen tekst is (NUL).")
            if lezer is None and _CELLEN in stuk:
                lezer = _Bladcontrole(naam, bladen.get(deel.filename, ""))
            if lezer:
                lezer.check(stuk)
        if lezer and lezer.ongewoon:
            with zak.open(deel) as bron:
                _Plekkenteller(lezer).count(bron)


def _refuse_entiteit(naam: str) -> NoReturn:
    raise BestandGeweigerd(f"{naam} bevat XML die we niet openen (DOCTYPE of ENTITY).")


def _name_bladen(zak: zipfile.ZipFile) -> dict[str, str]:
    """The name that people see of each sheet, by the part of the file it stands in."""
    delen = {
        kenmerken.get("Id"): posixpath.join("xl", kenmerken.get("Target", ""))
        for kenmerken in _list_kenmerken(zak, "xl/_rels/workbook.xml.rels", _DEEL)
    }
    return {
        delen.get(kenmerken.get("id"), "").lstrip("/"): html.unescape(kenmerken.get("name", ""))
        for kenmerken in _list_kenmerken(zak, "xl/workbook.xml", _BLAD)
    }


def _list_kenmerken(
    zak: zipfile.ZipFile, deel: str, element: re.Pattern[str]
) -> list[dict[str, str]]:
    if deel not in zak.namelist():
        return []
    with zak.open(deel) as bron:
        tekst = bron.read(STUK).decode("utf-8", "replace")
    return [dict(_KENMERK.findall(gevonden)) for gevonden in element.findall(tekst)]


def _read_stukken(bron: IO[bytes]) -> Iterator[tuple[bytes, int]]:
    """The content in pieces, with how much of each is new: they overlap, so that nothing hides on an edge."""
    with bron:
        rest = b""
        while nieuw := bron.read(STUK):
            yield rest + nieuw, len(nieuw)
            rest = nieuw[-OVERLAP:]


class _Bladcontrole:
    """Looks through one sheet, piece by piece, for what would not fit or is not read."""

    def __init__(self, naam: str, blad: str) -> None:
        self.naam = f"{naam}: blad {blad}" if blad else naam
        self.breed = self.hoog = self.ongewoon = False

    def check(self, stuk: bytes) -> None:
        """Look for far cells and formulas without building anything.

        Notes in `ongewoon` that a row or cell leaves out its place, or writes it later: such a sheet
        is counted as a parser would, by `_Plekkenteller`.
        """
        if _VERDACHT.search(stuk):
            self.ongewoon = self.ongewoon or bool(_ZONDER_PLEK.search(stuk))
            for ver in _VERRE_CEL.finditer(stuk):
                self.check_plek(ver[1].decode().upper())
            self.breed = self.breed or bool(_BREED.search(stuk))
            formule = _FORMULE.search(stuk)
            if formule:
                self._refuse_cel(stuk, formule.start(), PLAK_WAARDEN)
        self.hoog = self.hoog or bool(_HOOG.search(stuk))
        self.check_oppervlak()
        verdacht = b"#" in stuk and (b'"e"' in stuk or b"'e'" in stuk)
        fout = _FOUTWAARDE.search(stuk) if verdacht else None
        if fout:
            self._refuse_cel(stuk, fout.end(), VERBETER_FOUT)

    def check_oppervlak(self) -> None:
        if self.breed and self.hoog:
            raise BestandGeweigerd(
                f"{self.naam} heeft meer dan {SMAL} kolommen en meer dan {_punt(WEINIG)} rijen. "
                "Verwijder wat leeg is of splits het bestand."
            )

    def check_plek(self, plek: str) -> None:
        cijfers = plek.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        if len(plek) - len(cijfers) > 2:
            self.refuse_kolommen(f"cel {plek[:20]}")
        if len(cijfers) > len(str(MAX_RIJEN)) or int(cijfers) > MAX_RIJEN:
            self.refuse_rijen()

    def refuse_kolommen(self, waar: str) -> NoReturn:
        raise BestandGeweigerd(
            f"{self.naam}, {waar}: meer dan {MAX_KOLOMMEN} kolommen lezen we niet."
        )

    def refuse_rijen(self) -> NoReturn:
        raise BestandGeweigerd(
            f"{self.naam} heeft meer dan {_punt(MAX_RIJEN)} rijen. "
            "Verwijder de lege rijen of splits het bestand."
        )

    def _refuse_cel(self, stuk: bytes, plek: int, waarom: str) -> NoReturn:
        waar = [cel[1].decode() for cel in _CEL.finditer(stuk, 0, plek)]
        raise BestandGeweigerd(f"{self.naam}, cel {waar[-1] if waar else '?'} bevat {waarom}")


class _Plekkenteller:
    """Counts every row and cell of a sheet to where the parser would put it: after the one before it."""

    def __init__(self, controle: _Bladcontrole) -> None:
        self.controle = controle
        self.rij = self.kolom = self.diepte = 0
        self.namen: dict[str, str] = {}

    def count(self, bron: IO[bytes]) -> None:
        """Read the sheet as XML and keep nothing of it but these counts."""
        lezer = ParserCreate(intern=self.namen)
        lezer.StartElementHandler, lezer.EndElementHandler = self._begin, self._end
        lezer.StartDoctypeDeclHandler = lambda *_: _refuse_entiteit(self.controle.naam)
        gelezen = 0
        try:
            while stuk := bron.read(STUK):
                lezer.Parse(stuk)
                gelezen += len(stuk)
                if gelezen - lezer.CurrentByteIndex > MAX_ELEMENT:
                    self._refuse(f"heeft een element dat groter is dan {_mb(MAX_ELEMENT)}")
            lezer.Parse(b"", True)
        except ExpatError:
            self._refuse("is beschadigd")

    def _begin(self, naam: str, kenmerken: dict[str, str]) -> None:
        self.diepte += 1
        if self.diepte > MAX_DIEPTE or len(self.namen) > MAX_NAMEN:
            self._refuse("is geen gewoon blad van Excel")
        soort, plek = naam.rpartition(":")[2], kenmerken.get("r", "")
        if soort == "row":
            nummer = plek if plek.isdecimal() else str(self.rij + 1)
            self.controle.check_plek(nummer)
            self.rij = int(nummer) - 1
        elif soort == "c":
            gevonden = _PLEK.fullmatch(plek)
            self.kolom = column_index_from_string(gevonden[1]) if gevonden else self.kolom + 1
            if self.kolom > MAX_KOLOMMEN:
                self.controle.refuse_kolommen(f"rij {self.rij + 1}")
            self.controle.breed |= self.kolom > SMAL
        if self.rij >= MAX_RIJEN:
            self.controle.refuse_rijen()
        self.controle.hoog |= self.rij >= WEINIG
        self.controle.check_oppervlak()

    def _end(self, naam: str) -> None:
        self.diepte -= 1
        if naam.rpartition(":")[2] == "row":
            self.rij, self.kolom = self.rij + 1, 0

    def _refuse(self, waarom: str) -> NoReturn:
        raise BestandGeweigerd(f"{self.controle.naam} {waarom} (rij {self.rij + 1}).")


def _mb(grootte: int) -> str:
    return f"{grootte // (1024 * 1024)} MB"


def _punt(getal: int) -> str:
    return f"{getal:,}".replace(",", ".")
