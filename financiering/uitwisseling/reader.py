"""Read a workbook as rows of checked values, with the exact cell of everything that is wrong."""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count, islice
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter
from python_calamine import CalamineError, CalamineWorkbook

from financiering.domain.invoer import InvoerFout, fold
from financiering.uitwisseling.bestanden import MAX_CEL, BestandGeweigerd, check_werkboek
from financiering.uitwisseling.columns import BLADEN, Blad, Kolom

MAX_FOUTEN = 200
"""More errors than this help nobody; the rest is counted."""
BLOK = 250
"""Rows that are read together."""
_GETALLEN = {bool, int, float}


@dataclass(frozen=True, slots=True)
class Fout:
    """One thing that is wrong, where it stands, and what is accepted."""

    bestand: str
    blad: str
    cel: str
    tekst: str

    def __str__(self) -> str:
        waar = f", cel {self.cel}" if self.cel else ""
        return f"{self.bestand}: blad {self.blad}{waar}: {self.tekst}"


class Rij(NamedTuple):
    """A row of a sheet: its number in the file and its values by field."""

    nummer: int
    waarden: dict[str, Any]


@dataclass
class Foutenlijst:
    """Errors in the order they were found; the first ones are kept, all are counted."""

    bestand: str
    fouten: list[Fout] = field(default_factory=list)
    aantal: int = 0

    def add(self, blad: str, cel: str, tekst: str) -> None:
        self.aantal += 1
        if len(self.fouten) < MAX_FOUTEN:
            self.fouten.append(Fout(self.bestand, blad, cel, tekst))


@dataclass
class Werkboek:
    """An opened workbook: its known sheets, and what was left apart."""

    pad: Path
    naam: str
    boek: CalamineWorkbook
    bladen: dict[str, str]
    """Name of our sheet to the name in the file."""
    apart: list[str]


def open_werkboek(pad: Path, naam: str = "") -> Werkboek:
    """Check the file and find its sheets. Raises BestandGeweigerd."""
    check_werkboek(pad)
    try:
        boek = CalamineWorkbook.from_path(str(pad))
        namen = {fold(blad): blad for blad in boek.sheet_names}
    except (CalamineError, OSError, ValueError) as fout:
        raise BestandGeweigerd(f"{naam or pad.name} is geen leesbaar Excel-werkboek.") from fout
    bladen = {blad.naam: namen[fold(blad.naam)] for blad in BLADEN if fold(blad.naam) in namen}
    if not bladen:
        eigen = ", ".join(blad.naam for blad in BLADEN)
        raise BestandGeweigerd(
            f"{naam or pad.name} heeft geen blad dat we kennen. Gebruik de bladen {eigen}; "
            "de lege versie haal je op met “Leeg werkboek”."
        )
    bekend = {*bladen.values(), "Uitleg", "Lijsten"}
    apart = [f"blad {blad}" for blad in boek.sheet_names if blad not in bekend]
    return Werkboek(pad, naam or pad.name, boek, bladen, apart)


@dataclass
class Bladlezer:
    """The rows of one sheet, read one by one; errors go to the list, the row is then left out."""

    werkboek: Werkboek
    blad: Blad
    fouten: Foutenlijst
    kolommen: list[tuple[int, Kolom]] = field(default_factory=list)
    rijen: int = 0
    standaard: dict[str, Any] = field(default_factory=dict)
    """What stands in for an empty cell or a missing column of a field."""

    def __post_init__(self) -> None:
        try:
            self._sheet = self.werkboek.boek.get_sheet_by_name(self.werkboek.bladen[self.blad.naam])
        except CalamineError as fout:
            raise BestandGeweigerd(
                f"{self.werkboek.naam}: blad {self.blad.naam} is onleesbaar."
            ) from fout
        self._rauw = iter(self._sheet.iter_rows())
        self.rijen = self._sheet.height
        self._read_koppen(next(self._rauw, []))
        self._gelezen: dict[str, dict[Any, Any]] = {}
        self._leeg = self.standaard | {
            kolom.veld: None if self._moet_gevuld(kolom) else self._read_cel(kolom, "")
            for _, kolom in self.kolommen
        }

    @property
    def velden(self) -> set[str]:
        """The fields this file speaks about; the others stay as they are."""
        return {kolom.veld for _, kolom in self.kolommen}

    def cel(self, rij: int, veld: str) -> str:
        """The address of a field in a row, or of the row's first cell."""
        plek = next((plek for plek, kolom in self.kolommen if kolom.veld == veld), 0)
        return f"{get_column_letter(plek + 1)}{rij}"

    def add_fout(self, rij: int, veld: str, tekst: str) -> None:
        """Something is wrong with this field in this row."""
        self.fouten.add(self.blad.naam, self.cel(rij, veld), tekst)

    def _read_koppen(self, koppen: list[Any]) -> None:
        for plek, kop in enumerate(koppen):
            if kop == "":
                continue
            kolom = self.blad.find(str(kop))
            if kolom is None:
                self.werkboek.apart.append(f"blad {self.blad.naam}, kolom {str(kop)[:60]}")
            elif kolom.veld in self.velden:
                self.fouten.add(
                    self.blad.naam,
                    f"{get_column_letter(plek + 1)}1",
                    f"De kolom {kolom.kop} staat er twee keer.",
                )
            else:
                self.kolommen.append((plek, kolom))
        for kolom in self.blad.kolommen:
            if kolom.verplicht and kolom.veld not in self.velden | self.standaard.keys():
                self.fouten.add(self.blad.naam, "1:1", f"De kolom {kolom.kop} ontbreekt.")

    @property
    def is_volledig(self) -> bool:
        """Whether every needed column is there; without one no row can be read."""
        return all(
            kolom.veld in self.velden | self.standaard.keys()
            for kolom in self.blad.kolommen
            if kolom.verplicht
        )

    def __iter__(self) -> Iterator[Rij]:
        return chain.from_iterable(self._list_blokken())

    def _list_blokken(self) -> Iterator[Iterable[Rij]]:
        if not self.is_volledig:
            return
        moet = any(self._moet_gevuld(kolom) for _, kolom in self.kolommen)
        lees = self._read_blok if moet else self._read_rijen
        nummer = 2
        while blok := list(islice(self._rauw, BLOK)):
            yield lees(nummer, blok)
            nummer += len(blok)

    def _moet_gevuld(self, kolom: Kolom) -> bool:
        return kolom.verplicht and kolom.veld not in self.standaard

    def _read_blok(self, nummer: int, blok: list[list[Any]]) -> Iterable[Rij]:
        """Column by column, where each different value is read once; one error: row by row.

        People fill a column with the same few words, and most columns of a row stay empty.
        """
        leeg = ("",) * len(blok)
        rijen = [self._leeg.copy() for _ in blok]
        kolommen = list(zip(*blok, strict=True))
        for plek, kolom in self.kolommen:
            cellen = kolommen[plek] if plek < len(kolommen) else leeg
            if cellen == leeg and not self._moet_gevuld(kolom):
                continue
            waarden = self._read_kolom(kolom, cellen)
            if waarden is None:
                return self._read_rijen(nummer, blok)
            if kolom.is_veranderlijk:
                waarden = map(copy, waarden)
            veld = kolom.veld
            for rij, waarde in zip(rijen, waarden, strict=True):
                rij[veld] = waarde
        return map(Rij, count(nummer), rijen)

    def _read_kolom(self, kolom: Kolom, cellen: tuple[Any, ...]) -> Iterable[Any] | None:
        """The value of each cell of a column; None when one needs a closer look."""
        if kolom.is_vrije_tekst:
            teksten = _strip_teksten(cellen, min(kolom.max_lengte, MAX_CEL))
            if teksten is not None:
                return teksten
        gelezen = self._gelezen.setdefault(kolom.veld, {})
        try:
            return list(map(gelezen.__getitem__, cellen))
        except KeyError:
            pass
        try:
            soorten = {*map(type, cellen)}
            if soorten <= {int, float}:
                return list(map(kolom.lezer, cellen))
            nieuw = {cel: self._read_cel(kolom, _strip(cel)) for cel in {*cellen}}
        except InvoerFout:
            return None
        if soorten & _GETALLEN:
            # True, 1 and 1.0 are the same key, and not the same answer
            return None if len(soorten & _GETALLEN) > 1 else map(nieuw.__getitem__, cellen)
        self._gelezen[kolom.veld] = nieuw
        return map(nieuw.__getitem__, cellen)

    def _read_rijen(self, nummer: int, blok: list[list[Any]]) -> Iterator[Rij]:
        for plek, cellen in enumerate(blok, start=nummer):
            if any(_strip(cel) not in ("", None) for cel in cellen):
                rij = self._read_rij(plek, cellen)
                if rij is not None:
                    yield rij

    def _read_rij(self, nummer: int, cellen: list[Any]) -> Rij | None:
        waarden: dict[str, Any] = dict(self.standaard)
        goed = True
        for plek, kolom in self.kolommen:
            cel = _strip(cellen[plek] if plek < len(cellen) else "")
            try:
                waarden[kolom.veld] = self._read_cel(kolom, cel)
            except InvoerFout as fout:
                goed = False
                gevonden = f'"{_show(cel)[:60]}" ' if cel != "" else ""
                self.add_fout(nummer, kolom.veld, f"{gevonden}{fout}")
        return Rij(nummer, waarden) if goed else None

    def _read_cel(self, kolom: Kolom, cel: Any) -> Any:
        if cel == "" or cel is None:
            if kolom.veld in self.standaard:
                return self.standaard[kolom.veld]
            if kolom.verplicht:
                raise InvoerFout(f"{kolom.kop} is leeg. Vul dit in.")
            return kolom.leeg()
        if isinstance(cel, str) and len(cel) > MAX_CEL:
            raise InvoerFout(f"is {len(cel)} tekens lang. Hoogstens {MAX_CEL} mag.")
        return kolom.parse(cel)


def _show(cel: Any) -> str:
    """A cell as somebody reads it in the sheet."""
    if isinstance(cel, float) and cel.is_integer():
        return str(int(cel))
    return f"{cel:%d-%m-%Y}" if isinstance(cel, date) else str(cel)


def _strip(cel: Any) -> Any:
    return cel.strip() if isinstance(cel, str) else cel


def _strip_teksten(cellen: tuple[Any, ...], hoogstens: int) -> list[str] | None:
    """Each text without the space around it; None when one is empty, too long or no text."""
    try:
        teksten = list(map(str.strip, cellen))
    except TypeError:
        return None
    return teksten if all(teksten) and max(map(len, teksten)) <= hoogstens else None
