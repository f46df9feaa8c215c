"""A file that comes with a report: known by what is in it, cleaned of where a photo was taken."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from financiering.domain.codes import SoortBijlage
from financiering.uitwisseling.bestanden import MAX_ONDERDELEN, MAX_UITGEPAKT, BestandGeweigerd
from financiering.uitwisseling.virusscanner import scan

MAX_BEELDPUNTEN = 60_000_000
"""Of a photo, unpacked: the largest that phones make, and no more than fits in memory."""
MAX_ZIJDE = 2400
"""Pixels that a report needs; a larger photo is made smaller."""
KWALITEIT = 85
OFFICE = {
    "word/document.xml": SoortBijlage.DOCX,
    "xl/workbook.xml": SoortBijlage.XLSX,
    "ppt/presentation.xml": SoortBijlage.PPTX,
}
ODF = {SoortBijlage.ODT, SoortBijlage.ODS, SoortBijlage.ODP}
PDF_DOET_IETS = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch", b"/EmbeddedFile")
GEEN_SOORT = (
    "Dit bestand lezen we niet. Kies een foto (JPG of PNG), een PDF, of een Office-bestand."
)


@dataclass(frozen=True, slots=True)
class Keuring:
    """A file that may be kept, as it will be kept."""

    soort: SoortBijlage
    inhoud: bytes


def read_bijlage(inhoud: bytes) -> Keuring:
    """What it is, and what may be kept of it. Raises BestandGeweigerd, with the limit that was met."""
    grens = settings.BIJLAGE_MAX_BYTES
    if not inhoud:
        raise BestandGeweigerd("Dit bestand is leeg.")
    if len(inhoud) > grens:
        raise BestandGeweigerd(f"Dit bestand is groter dan {grens // (1024 * 1024)} MB.")
    scan(inhoud)
    if inhoud.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return _read_foto(inhoud)
    if inhoud.startswith(b"%PDF-"):
        return _read_pdf(inhoud)
    if inhoud.startswith(b"PK\x03\x04"):
        return _read_office(inhoud)
    raise BestandGeweigerd(GEEN_SOORT)


def _read_foto(inhoud: bytes) -> Keuring:
    """Drawn anew from its pixels, so that nothing else of the file comes along."""
    try:
        with Image.open(BytesIO(inhoud), formats=("JPEG", "PNG")) as foto:
            if foto.width * foto.height > MAX_BEELDPUNTEN:
                raise BestandGeweigerd("Deze foto is te groot. Kies een kleinere.")
            soort = SoortBijlage.JPEG if foto.format == "JPEG" else SoortBijlage.PNG
            recht: Any = ImageOps.exif_transpose(foto)
            recht = recht.convert("RGBA" if soort == SoortBijlage.PNG else "RGB")
            recht.thumbnail((MAX_ZIJDE, MAX_ZIJDE))
            schoon = Image.new(recht.mode, recht.size)
            schoon.paste(recht)
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
    ) as fout:
        raise BestandGeweigerd("Deze foto is beschadigd of kunnen we niet lezen.") from fout
    uit = BytesIO()
    schoon.save(uit, "JPEG" if soort == SoortBijlage.JPEG else "PNG", quality=KWALITEIT)
    return Keuring(soort, uit.getvalue())


def _read_pdf(inhoud: bytes) -> Keuring:
    if any(woord in inhoud for woord in PDF_DOET_IETS):
        raise BestandGeweigerd(
            "In deze PDF zit een programma of een ander bestand. Druk hem af naar een nieuwe PDF."
        )
    return Keuring(SoortBijlage.PDF, inhoud)


def _read_office(inhoud: bytes) -> Keuring:
    """An Office or OpenDocument file without macros, that would not unpack beyond the limit."""
    try:
        with zipfile.ZipFile(BytesIO(inhoud)) as zak:
            delen = zak.infolist()
            if len(delen) > MAX_ONDERDELEN or sum(deel.file_size for deel in delen) > MAX_UITGEPAKT:
                raise BestandGeweigerd("Dit bestand wordt uitgepakt te groot.")
            namen = {deel.filename for deel in delen}
            opgave = zak.read("mimetype")[:100].decode("ascii") if "mimetype" in namen else ""
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ) as fout:
        raise BestandGeweigerd(
            "Dit bestand is beschadigd of beveiligd met een wachtwoord."
        ) from fout
    if any(
        naam.endswith("vbaProject.bin") or naam.startswith(("Basic/", "Scripts/")) for naam in namen
    ):
        raise BestandGeweigerd("In dit bestand zitten macro's. Bewaar het zonder, of als PDF.")
    if opgave in ODF:
        return Keuring(SoortBijlage(opgave), inhoud)
    soort = next((soort for deel, soort in OFFICE.items() if deel in namen), None)
    if soort is None or "[Content_Types].xml" not in namen:
        raise BestandGeweigerd(GEEN_SOORT)
    return Keuring(soort, inhoud)
