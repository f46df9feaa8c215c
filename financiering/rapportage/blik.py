"""What somebody may ask of the portfolio of a municipality, and which years there are to ask for."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import Coalesce
from django.http import QueryDict

from financiering.domain.codes import Aard, Bron, Fase, Geldsoort, Regelmaat, SoortInitiatief
from financiering.domain.perioden import ZONDER_EINDE
from financiering.domain.taakvelden import TAAKVELDEN
from financiering.models import Geldstroom, Gemeente
from financiering.rapportage.selectie import FILTERS, GEEN, JAARASSEN, Vraag
from financiering.rapportage.verdeling import Blik, load_kleinste_groep

INDELINGEN = (
    ("geldsoort", "soort geld"),
    ("tot", "tot wanneer besloten"),
    ("toegezegd", "tot wanneer toegezegd"),
    ("regelmaat", "regelmaat"),
    ("bron", "soort gever"),
    ("financier", "gever"),
    ("wijk", "wijk"),
    ("buurt", "buurt"),
    ("domein", "domein"),
    ("taakveld", "taakveld"),
    ("fase", "fase"),
)
KEUZES: dict[str, Any] = {
    "aard": Aard.choices,
    "regelmaat": Regelmaat.choices,
    "geldsoort": Geldsoort.choices,
    "bron": [keuze for keuze in Bron.choices if keuze[0] != Bron.IN_NATURA],
    "soort": SoortInitiatief.choices,
    "fase": [*Fase.choices, (GEEN, "niet bekend")],
    "taakveld": [*TAAKVELDEN, (GEEN, "geen taakveld opgeschreven")],
}
RONDOM = 5
"""Years shown before and after the one that is asked for."""


BEWAARD = (*FILTERS, "jaar", "per", "peildatum", "bekend_op", "gemeente")
"""What of an address is a choice; anything else in it is not kept."""


def clean_keuze(tekst: str) -> str:
    """The part of an address that is a choice, each name once."""
    gevraagd, schoon = QueryDict(tekst[:1000]), QueryDict(mutable=True)
    for naam in BEWAARD:
        if waarde := gevraagd.get(naam):
            schoon[naam] = waarde[:100]
    return schoon.urlencode()


@dataclass(frozen=True, slots=True)
class Gevraagd:
    """What the address says: which days, which filters, and money or help in kind."""

    peildatum: date | None = None
    bekend_op: datetime | None = None
    filters: tuple[tuple[str, str], ...] = ()
    natura: bool = False


def is_bekend(naam: str, waarde: str) -> bool:
    """Whether a filter can have this value; a name that is not on a list can be anything."""
    if naam == "financier":
        return waarde.isascii() and waarde.isdecimal() and len(waarde) < 18
    if naam in JAARASSEN:
        return waarde == GEEN or is_jaar(waarde)
    return naam not in KEUZES or waarde in dict(KEUZES[naam])


def is_jaar(waarde: str) -> bool:
    """Whether somebody typed a year that money can have."""
    leesbaar = len(waarde) == 4 and waarde.isascii() and waarde.isdecimal()
    return leesbaar and 1990 <= int(waarde) <= 2100


def build_blik(gebruiker: Any, gemeente: Gemeente, gevraagd: Gevraagd, vandaag: date) -> Blik:
    """The question, which of it this person may open, and how small a group may be."""
    vraag = Vraag(
        gemeente=gemeente.pk,
        peildatum=gevraagd.peildatum,
        bekend_op=gevraagd.bekend_op,
        filters=gevraagd.filters,
        stromen=Geldstroom.objects.countable_by(gebruiker),
        natura=gevraagd.natura,
    )
    return Blik.of(vraag, gebruiker, load_kleinste_groep(vandaag))


def load_jaren(
    blik: Blik, gevraagd: int | None, vandaag: date
) -> tuple[int, range, tuple[int, int]]:
    """The year asked for, else this year, else the latest with money; five years either way.

    And how many initiatives do not share all their streams, of how many with money.
    """
    hier = Q(initiatief__gemeente=blik.vraag.gemeente)
    zichtbaar = blik.zichtbaar.filter(hier).order_by().values("pk")
    geld = Geldstroom.objects.filter(hier).aggregate(
        eerste=Min("van__year"),
        laatste=Max(Coalesce("tot__year", ZONDER_EINDE)),
        alle=Count("initiatief", distinct=True),
        dicht=Count("initiatief", distinct=True, filter=~Q(pk__in=zichtbaar)),
    )
    jaar = gevraagd or min(vandaag.year, geld["laatste"] or ZONDER_EINDE)
    eerste = max(jaar - RONDOM, min(geld["eerste"] or jaar, jaar))
    return jaar, range(eerste, jaar + RONDOM + 1), (geld["dicht"], geld["alle"])
