"""A report that was sent, as a workbook a giver can file."""

from typing import IO, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from financiering.domain.woorden import format_datum
from financiering.models import Verslag
from financiering.uitwisseling.writer import clean_tekst


def write_verslagboek(uit: IO[bytes], verslag: Verslag) -> None:
    """One sheet: what it is about, then question and answer. Text stays text whatever it starts with."""
    boek = Workbook()
    blad: Any = boek.active
    blad.title = "Verslag"
    blad.column_dimensions["A"].width, blad.column_dimensions["B"].width = 40, 90
    stroom = verslag.geldstroom
    rijen = [
        ("Initiatief", stroom.initiatief.naam),
        ("Gever", stroom.financier.naam),
        ("Waarvoor", stroom.omschrijving),
        ("Verstuurd op", format_datum(verslag.ingediend_op) if verslag.ingediend_op else ""),
        *((deel["vraag"], deel["antwoord"]) for deel in verslag.inhoud),
    ]
    for nummer, (vraag, antwoord) in enumerate(rijen, start=1):
        for kolom, tekst in ((1, vraag), (2, antwoord)):
            cel = blad.cell(nummer, kolom)
            cel.value, cel.data_type = clean_tekst(tekst), "s"
            cel.quotePrefix = tekst.startswith(("=", "+", "-", "@"))
            cel.alignment = Alignment(wrap_text=True, vertical="top")
        blad.cell(nummer, 1).font = Font(bold=True)
    boek.save(uit)
