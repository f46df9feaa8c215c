"""A line of a bank statement, and which promise of money it probably is.

A suggestion, never a booking: somebody looks at it and says yes. Only what is certain by name, by
reference or by amount together is put forward; the rest is left to who knows the initiative.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from financiering.domain.bedragen import NUL

MIN_KENMERK = 5
"""Characters that a file number has at least before finding it in a text says anything."""
GEWOON = frozenset({
    "gemeente", "stichting", "vereniging", "fonds", "bv", "nv", "de", "het", "een", "van", "voor", "en", "in",
    "der", "den", "te", "aan",
})  # fmt: skip
"""Words of a giver's name that others have as well."""


@dataclass(frozen=True, slots=True)
class Bankregel:
    """Money in or out, in euros above zero, on the day it was booked.

    `afdruk` tells one line from every other, also when the same file is read again.
    """

    dag: date
    bedrag: Decimal
    erbij: bool
    naam: str
    omschrijving: str
    afdruk: str

    @property
    def tekst(self) -> str:
        """All that the bank says of it."""
        return " ".join(filter(None, (self.naam, self.omschrijving)))


@dataclass(frozen=True, slots=True)
class Toezegging:
    """A stream on which money can come in. `kenmerken` are numbers that a giver may mention.

    `rest` is what was granted and did not come in yet, `terug` what must go back; in euros.
    """

    pk: int
    gever: str
    kenmerken: Sequence[str] = ()
    verwacht: Sequence[Decimal] = ()
    rest: Decimal = NUL
    terug: Sequence[Decimal] = ()

    def fits(self, regel: Bankregel) -> bool:
        """Whether exactly this amount is awaited."""
        if not regel.erbij:
            return regel.bedrag in self.terug
        return regel.bedrag in self.verwacht or (regel.bedrag == self.rest and self.rest > NUL)

    def has_room(self, regel: Bankregel) -> bool:
        """Whether so much can still come in, or must still go back."""
        return regel.bedrag <= self.rest if regel.erbij else bool(self.terug)


def suggest(regel: Bankregel, toezeggingen: Iterable[Toezegging]) -> int | None:
    """The stream that a line is for, when one and only one can be meant; else None.

    First a number of the giver in the text, then the giver's name with the amount, then the name
    alone when so much can still come. An amount alone says nothing. What goes out is only ever money
    that must go back, of exactly that amount.
    """
    alle = list(toezeggingen)
    tekst = _fold(regel.tekst)
    los = re.sub(r"[^a-z0-9]", "", tekst)
    woorden = set(re.findall(r"[a-z0-9]+", tekst))
    genoemd = [t for t in alle if any(_has_kenmerk(los, kenmerk) for kenmerk in t.kenmerken)]
    van_gever = [t for t in alle if _has_naam(woorden, t.gever)]
    if not regel.erbij:
        keuzes = [[t for t in (*genoemd, *van_gever) if t.fits(regel)]]
    else:
        keuzes = [
            genoemd,
            [t for t in van_gever if t.fits(regel)],
            [t for t in van_gever if t.has_room(regel)],
        ]
    for keuze in keuzes:
        if keuze:
            pks = {t.pk for t in keuze}
            return pks.pop() if len(pks) == 1 else None
    return None


def _fold(tekst: str) -> str:
    """Lower case without accents."""
    los = unicodedata.normalize("NFKD", tekst.casefold())
    return "".join(teken for teken in los if not unicodedata.combining(teken))


def _has_kenmerk(los: str, kenmerk: str) -> bool:
    gezocht = re.sub(r"[^a-z0-9]", "", _fold(kenmerk))
    return len(gezocht) >= MIN_KENMERK and gezocht in los


def _has_naam(woorden: set[str], gever: str) -> bool:
    """Whether every word of the name that is its own stands in the text."""
    eigen = set(re.findall(r"[a-z0-9]+", _fold(gever))) - GEWOON
    return bool(eigen) and eigen <= woorden
