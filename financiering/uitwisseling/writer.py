"""Write workbooks: the empty template with help, and any rows in the same columns.

Text from people is written as text, so that nothing they typed can become a formula.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES, ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from financiering.uitwisseling.columns import BLADEN, Blad, Kolom

BEDRAGVORM = '"€" #,##0.00'
DATUMVORM = "dd-mm-yyyy"
KOPVET = Font(bold=True, color="FFFFFF")
KOPKLEUR = PatternFill("solid", fgColor="0B5D5E")
KOPKLEUR_GROEP = PatternFill("solid", fgColor="5B6470")
BREEDTE = {"lang": 40, "tekst": 24, "kenmerk": 16, "lijst": 28, "procenten": 28, "sommen": 28}
VALIDATIERIJEN = 5000
_LIJKT_NUMMER = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def clean_tekst(tekst: str) -> str:
    """Text that Excel can hold: no control characters."""
    return ILLEGAL_CHARACTERS_RE.sub("", tekst)


def build_cel(blad: Any, kolom: Kolom, waarde: Any) -> Any:
    """A cell of the right kind; text stays text whatever it starts with."""
    if waarde is None or waarde == "":
        return None
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, str):
        return build_tekst(blad, waarde)
    if isinstance(waarde, date):
        return _build_opgemaakt(blad, waarde, DATUMVORM)
    if kolom.soort in ("bedrag", "saldo"):
        return _build_opgemaakt(blad, waarde, BEDRAGVORM)
    return waarde


def _build_opgemaakt(blad: Any, waarde: date | Decimal, vorm: str) -> WriteOnlyCell:
    cel = WriteOnlyCell(blad, waarde)
    cel.number_format = vorm
    return cel


def build_tekst(blad: Any, tekst: str) -> Any:
    """A cell in which text stays this text, and comes back as it was."""
    tekst = escape_tekst(tekst)
    if not tekst.startswith(("=", "+", "-", "@", "\t", "\r")) and tekst not in ERROR_CODES:
        return tekst
    cel = WriteOnlyCell(blad, tekst)
    cel.data_type = "s"
    cel.quotePrefix = True
    return cel


def escape_tekst(tekst: str) -> str:
    """Text as a workbook keeps it: a control character by its number, and what looks like one too."""
    tekst = _LIJKT_NUMMER.sub("_x005F_", tekst).replace("\0", "")
    return ILLEGAL_CHARACTERS_RE.sub(lambda teken: f"_x{ord(teken[0]):04X}_", tekst)


def write_werkboek(
    pad: Path, rijen: Callable[[Blad], Iterable[Sequence[Any]]] | None = None, titel: str = ""
) -> None:
    """All sheets with their headings and, where given, rows in the order of the columns."""
    boek = Workbook(write_only=True)
    for blad in BLADEN:
        _write_blad(boek, blad, rijen(blad) if rijen else ())
    _write_uitleg(boek, titel)
    _write_lijsten(boek)
    boek.save(pad)


def _write_blad(boek: Workbook, blad: Blad, rijen: Iterable[Sequence[Any]]) -> None:
    sheet = boek.create_sheet(blad.naam)
    sheet.freeze_panes = "B2"
    for plek, kolom in enumerate(blad.kolommen, start=1):
        maat = sheet.column_dimensions[get_column_letter(plek)]
        maat.width = BREEDTE.get(kolom.soort, 15)
        if kolom.groep:
            maat.outlineLevel, maat.hidden = 1, not rijen
    _add_validaties(sheet, blad)
    sheet.append([_build_kop(sheet, kolom) for kolom in blad.kolommen])
    for rij in rijen:
        sheet.append(
            [
                build_cel(sheet, kolom, waarde)
                for kolom, waarde in zip(blad.kolommen, rij, strict=True)
            ]
        )


def _build_kop(sheet: Any, kolom: Kolom) -> Any:
    cel = WriteOnlyCell(sheet, kolom.kop + ("*" if kolom.verplicht else ""))
    cel.font = KOPVET
    cel.fill = KOPKLEUR_GROEP if kolom.groep else KOPKLEUR
    cel.alignment = Alignment(wrap_text=True, vertical="top")
    return cel


def _add_validaties(sheet: Any, blad: Blad) -> None:
    """Lists to choose from; Excel warns, the import decides."""
    for plek, kolom in enumerate(blad.kolommen, start=1):
        bron = _name_lijst(kolom)
        if bron is None:
            continue
        keuze = DataValidation("list", formula1=bron, allow_blank=True, errorStyle="warning")
        keuze.errorTitle, keuze.error = "Niet op de lijst", "Kies een woord uit de lijst."
        letter = get_column_letter(plek)
        keuze.add(f"{letter}2:{letter}{VALIDATIERIJEN}")
        sheet.data_validations.append(keuze)


def list_lijsten() -> dict[tuple[str, ...], str]:
    """Every list of choices once, with the column it stands in on the sheet Lijsten."""
    lijsten: dict[tuple[str, ...], str] = {("ja", "nee"): "A"}
    for blad in BLADEN:
        for kolom in blad.kolommen:
            if kolom.keuzes:
                labels = tuple(label for _, label in kolom.keuzes)
                lijsten.setdefault(labels, get_column_letter(len(lijsten) + 1))
    return lijsten


def _name_lijst(kolom: Kolom) -> str | None:
    if kolom.soort == "ja_nee":
        labels: tuple[str, ...] = ("ja", "nee")
    elif kolom.keuzes:
        labels = tuple(label for _, label in kolom.keuzes)
    else:
        return None
    letter = list_lijsten()[labels]
    return f"Lijsten!${letter}$1:${letter}${len(labels)}"


def _write_lijsten(boek: Workbook) -> None:
    sheet = boek.create_sheet("Lijsten")
    lijsten = list(list_lijsten())
    for plek in range(max(map(len, lijsten))):
        sheet.append([lijst[plek] if plek < len(lijst) else None for lijst in lijsten])


SOORTWOORD = {
    "bedrag": "bedrag in euro", "saldo": "bedrag in euro, mag onder nul", "datum": "datum",
    "ja_nee": "ja of nee", "aantal": "heel getal", "uren": "getal", "maanden": "heel getal",
    "jaar": "jaartal", "cijfer_0_4": "cijfer 0 tot en met 4", "cijfer_1_5": "cijfer 1 tot en met 5",
    "kenmerk": "kenmerk", "procenten": "verdeling in procenten", "sommen": "verdeling in euro",
    "lijst": "woorden met ; ertussen",
}  # fmt: skip


def _write_uitleg(boek: Workbook, titel: str) -> None:
    sheet = boek.create_sheet("Uitleg")
    for letter, breedte in zip("ABCDE", (14, 28, 12, 50, 60), strict=True):
        sheet.column_dimensions[letter].width = breedte
    for zin in (
        titel,
        "Alleen de kolommen met een * moet je invullen. De rest staat ingeklapt en mag leeg blijven.",
        "Datums: 31-12-2026. Bedragen: 1234,56. Een formule lezen we niet: plak de waarde.",
        "Nog een keer inlezen verandert niets. Een rij weglaten verwijdert niets.",
    ):
        if zin:
            sheet.append([zin])
    sheet.append([])
    sheet.append(["Blad", "Kolom", "Verplicht", "Wat mag er staan", "Wat betekent het"])
    for blad in BLADEN:
        sheet.append([blad.naam, None, None, None, blad.uitleg])
        for kolom in blad.kolommen:
            keuzes = ", ".join(label for _, label in kolom.keuzes)
            wat = keuzes or SOORTWOORD.get(kolom.soort, "tekst")
            sheet.append(
                [blad.naam, kolom.kop, "ja" if kolom.verplicht else None, wat, kolom.uitleg]
            )
