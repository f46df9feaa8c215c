"""A file from outside is looked at before it is opened: what it claims, how large it unpacks.

The limits protect memory; a refusal names the limit. Nothing here trusts a name or a header.
"""

import html
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import re2

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

PLAK_WAARDEN = "een formule. Kopieer de cellen en plak ze als waarden; een formule lezen we niet."
VERBETER_FOUT = "een fout zoals #N/B of #DEEL/0!. Zet er de goede waarde in of maak de cel leeg."

_VERRE_CEL = re2.compile(rb"""(?i)(?:r\s*=\s*|\A[\s=]*)["']([A-Z]*[0-9]{6,}|[A-Z]{3,}[0-9]+)["']""")
"""A place that may lie past the limits; what is shorter cannot."""
_BREED = re2.compile(rb"""(?i)\sr\s*=\s*["'][B-Z][A-Z][0-9]""")
_HOOG = re2.compile(rb"""(?i)\sr\s*=\s*["'][A-Z]{0,3}[0-9]{5}""")
_FORM, _RIJ = rb"<(?:\w+:)?f[\s/>]", rb"<(?:\w+:)?row(?:[^\s]|\s+[^\sr]|\s+r[^\s=])"
_FORMULE, _RIJ_ZONDER_NUMMER = re2.compile(_FORM), re2.compile(_RIJ)
_VERDACHT = re2.compile(
    rb"""(?i)["'](?:[A-Z]{3,}[0-9]|[A-Z]*[0-9]{6}|[B-Z][A-Z][0-9])"""
    rb"|" + _FORM + rb"|" + _RIJ
)
"""What is in a piece with a far place, a place past column AZ, a formula or a row that does not begin
with its number: one pass in linear time, whatever somebody put in the file."""
_FOUTWAARDE = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\bt\s*=\s*["']e["'][^<>]*>""")
_GEEN_TEKST = b"_x0000_"
"""How a workbook writes a character that no database keeps as text."""
_BLAD = re.compile(r"<(?:\w+:)?sheet\s[^<>]*>")
_DEEL = re.compile(r"<(?:\w+:)?Relationship\s[^<>]*>")
_KENMERK = re.compile(r"""(\w+)\s*=\s*["']([^"']*)["']""")
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
        if deel.filename.endswith((".xml", ".rels")):
            lezer = None
            if deel.filename.startswith("xl/worksheets/"):
                lezer = _Bladcontrole(naam, bladen.get(deel.filename, ""))
            for stuk, nieuw in _read_stukken(zak.open(deel)):
                uitgepakt += nieuw
                if uitgepakt > MAX_UITGEPAKT:
                    raise BestandGeweigerd(
                        f"{naam} wordt uitgepakt groter dan {_mb(MAX_UITGEPAKT)}."
                    )
                if b"!" in stuk and _ENTITEIT.search(stuk):
                    raise BestandGeweigerd(
                        f"{naam} bevat XML die we niet openen (DOCTYPE of ENTITY)."
                    )
                if b"_" in stuk and _GEEN_TEKST in stuk:
                    raise BestandGeweigerd(f"{naam} bevat een teken dat geen tekst is (NUL).")
                if lezer:
                    lezer.check(stuk, nieuw)


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
        self.rijen = 0
        self.breed = self.hoog = False

    def check(self, stuk: bytes, nieuw: int) -> None:
        """Look for far cells, formulas and rows without a number, without building anything."""
        if _VERDACHT.search(stuk):
            gezien = len(stuk) - nieuw
            self.rijen += sum(rij.end() > gezien for rij in _RIJ_ZONDER_NUMMER.finditer(stuk))
            if self.rijen > MAX_RIJEN:
                self._refuse_rijen()
            for ver in _VERRE_CEL.finditer(stuk):
                self._check_plek(ver[1].decode().upper())
            self.breed = self.breed or bool(_BREED.search(stuk))
            formule = _FORMULE.search(stuk)
            if formule:
                self._refuse_cel(stuk, formule.start(), PLAK_WAARDEN)
        self.hoog = self.hoog or bool(_HOOG.search(stuk))
        if self.breed and self.hoog:
            raise BestandGeweigerd(
                f"{self.naam} heeft meer dan {SMAL} kolommen en meer dan {_punt(WEINIG)} rijen. "
                "Verwijder wat leeg is of splits het bestand."
            )
        verdacht = b"#" in stuk and (b'"e"' in stuk or b"'e'" in stuk)
        fout = _FOUTWAARDE.search(stuk) if verdacht else None
        if fout:
            self._refuse_cel(stuk, fout.end(), VERBETER_FOUT)

    def _check_plek(self, plek: str) -> None:
        cijfers = plek.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        if len(plek) - len(cijfers) > 2:
            raise BestandGeweigerd(
                f"{self.naam}, cel {plek[:20]}: meer dan {MAX_KOLOMMEN} kolommen lezen we niet."
            )
        if len(cijfers) > len(str(MAX_RIJEN)) or int(cijfers) > MAX_RIJEN:
            self._refuse_rijen()

    def _refuse_rijen(self) -> None:
        raise BestandGeweigerd(
            f"{self.naam} heeft meer dan {_punt(MAX_RIJEN)} rijen. "
            "Verwijder de lege rijen of splits het bestand."
        )

    def _refuse_cel(self, stuk: bytes, plek: int, waarom: str) -> None:
        waar = [cel[1].decode() for cel in _CEL.finditer(stuk, 0, plek)]
        raise BestandGeweigerd(f"{self.naam}, cel {waar[-1] if waar else '?'} bevat {waarom}")


def _mb(grootte: int) -> str:
    return f"{grootte // (1024 * 1024)} MB"


def _punt(getal: int) -> str:
    return f"{getal:,}".replace(",", ".")
