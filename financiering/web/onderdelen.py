"""What the components of a page are given: plain values, no queries."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Stap:
    """One step of a life cycle."""

    naam: str
    toestand: Literal["gedaan", "nu", "straks"] = "straks"
    wanneer: str = ""


@dataclass(frozen=True, slots=True)
class BedragRegel:
    """One amount in a row of amounts; None reads "nog niet bekend"."""

    naam: str
    bedrag: Decimal | None
    uitleg: str = ""
    som: bool = False


@dataclass(frozen=True, slots=True)
class Zin:
    """One event as a sentence."""

    tekst: str
    wanneer: date | datetime | None = None
    wie: str = ""


@dataclass(frozen=True, slots=True)
class MenuRegel:
    """A line of the main menu; `nu` is what aria-current says."""

    naam: str
    adres: str
    nu: Literal["", "page", "true"] = ""
