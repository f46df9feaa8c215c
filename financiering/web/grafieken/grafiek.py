"""What a picture consists of: a conclusion, two drawings, words and a table that say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from django.utils.safestring import SafeString

from financiering.domain.woorden import format_bedrag

Vulling = Literal["vol", "lijnen", "arcering", "omtrek", "stippels"]
"""Certain is solid ("vol"), hoped for is hatched ("arcering"), not known is an outline."""

GEEN_TEKENING = SafeString("")


@dataclass(frozen=True, slots=True)
class Kolom:
    naam: str
    is_getal: bool = False


@dataclass(frozen=True, slots=True)
class Cel:
    """One figure or word in a table; with an address it opens what is behind it.

    `waarde` is the figure itself, for who reads it with a program.
    """

    tekst: str
    adres: str = ""
    is_getal: bool = False
    waarde: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Tabel:
    """The first cell of a row is its heading."""

    bijschrift: str
    kolommen: Sequence[Kolom]
    rijen: Sequence[Sequence[Cel]]
    totaal: Sequence[Cel] = ()


@dataclass(frozen=True, slots=True)
class Reeks:
    """One kind of thing in a picture: its code gives the colour, its fill the meaning."""

    code: str
    naam: str
    vulling: Vulling = "vol"


@dataclass(frozen=True, slots=True)
class Grafiek:
    """One picture: `breed` for a desk, `smal` for a phone; the page shows one of them."""

    naam: str
    titel: str
    beschrijving: str
    tabel: Tabel
    breed: SafeString = GEEN_TEKENING
    smal: SafeString = GEEN_TEKENING

    @property
    def is_leeg(self) -> bool:
        return not self.breed


def format_euro(bedrag: Decimal) -> str:
    """Whole euros, and from ten million on in millions with one decimal, in words."""
    if abs(bedrag) >= 10_000_000:
        miljoenen = (bedrag / 1_000_000).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
        return f"{format_bedrag(miljoenen)[:-1]} miljoen"
    return format_bedrag(bedrag, centen=False)


def cel_bedrag(bedrag: Decimal | None, adres: str = "") -> Cel:
    """An amount in a table: whole euros; a dash where nothing is known."""
    tekst = "–" if bedrag is None else format_bedrag(bedrag, centen=False)
    return Cel(tekst, adres, is_getal=True, waarde=bedrag)


def cel_aantal(aantal: int, adres: str = "") -> Cel:
    """A number of things in a table."""
    return Cel(str(aantal), adres, is_getal=True, waarde=Decimal(aantal))
