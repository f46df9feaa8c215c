"""Workbooks for tests, made with the headings of the definition itself."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook

from financiering.uitwisseling.columns import BLADEN

INITIATIEF = {"Kenmerk": "kade", "Naam": "Kade", "Gemeente": "Veldstad"}
STROOM = {
    "Kenmerk": "g1",
    "Initiatief": "kade",
    "Omschrijving": "Huur",
    "Geldsoort": "basisgeld",
    "Bron": "fonds",
    "Financier": "Stadsfonds",
    "Van": "01-01-2026",
    "Tot": "31-12-2026",
    "Status": "verleend",
    "Verleend": "1.200",
}


def maak_boek(
    pad: Path, /, koppen: dict[str, list[str]] | None = None, **bladen: list[dict[str, Any]]
) -> Path:
    """Write the given sheets; each row names the columns it fills."""
    boek = Workbook()
    boek.remove(boek.active)
    for blad in BLADEN:
        if blad.naam not in bladen:
            continue
        sheet = boek.create_sheet(blad.naam)
        namen = (koppen or {}).get(blad.naam) or [kolom.kop for kolom in blad.kolommen]
        sheet.append(namen)
        for rij in bladen[blad.naam]:
            sheet.append([rij.get(naam) for naam in namen])
    boek.save(pad)
    return pad
