"""Periods: both ends inclusive; no end date means the amount is per calendar year."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from financiering.domain.bedragen import round_bedrag, split_bedrag

ZONDER_EINDE = 9999
"""The last year of a part that goes on until somebody ends it."""


@dataclass(frozen=True, slots=True)
class Jaardeel:
    """The euros of one amount in every calendar year from `jaar_van` up to and including `jaar_tot`."""

    jaar_van: int
    jaar_tot: int
    bedrag: Decimal


def count_dagen(van: date, tot: date) -> int:
    """Days in a period, both ends counted."""
    return (tot - van).days + 1


def clip_dagen(van: date, tot: date | None, begin: date, einde: date) -> int:
    """Days that `van..tot` shares with `begin..einde`, all inclusive; 0 when they do not meet."""
    laatste = einde if tot is None else min(tot, einde)
    return max(0, count_dagen(max(van, begin), laatste))


@lru_cache(maxsize=4096)
def add_maanden(dag: date, aantal: int) -> date:
    """The same day some months on, or the last day of that month where it is shorter."""
    maand = dag.year * 12 + dag.month - 1 + aantal
    jaar, maand = divmod(maand, 12)
    volgende = date(jaar + (maand == 11), (maand + 1) % 12 + 1, 1)
    laatste = (volgende - timedelta(days=1)).day
    return date(jaar, maand + 1, min(dag.day, laatste))


def is_hoogstens(van: date, tot: date, maanden: int) -> bool:
    """Whether a period, both days inclusive, is no longer than so many months; 29 February is no exception."""
    eerder = van - timedelta(days=1)
    return tot <= max(add_maanden(van, maanden) - timedelta(days=1), add_maanden(eerder, maanden))


def split_jaren(bedrag: Decimal, van: date, tot: date | None) -> list[Jaardeel]:
    """Spread euros over calendar years, pro rata by days, to the cent.

    With `tot` the parts sum to `bedrag`. Without it `bedrag` is per calendar year: the first year
    counts pro rata from `van`, every later one in full.
    """
    if tot is None:
        return _split_doorlopend(bedrag, van)
    jaren = range(van.year, tot.year + 1)
    dagen = [clip_dagen(van, tot, date(jaar, 1, 1), date(jaar, 12, 31)) for jaar in jaren]
    delen = split_bedrag(bedrag, dagen)
    return [Jaardeel(jaar, jaar, deel) for jaar, deel in zip(jaren, delen, strict=True)]


def _split_doorlopend(bedrag: Decimal, van: date) -> list[Jaardeel]:
    if (van.month, van.day) == (1, 1):
        return [Jaardeel(van.year, ZONDER_EINDE, round_bedrag(bedrag))]
    jaardagen = count_dagen(date(van.year, 1, 1), date(van.year, 12, 31))
    eerste = round_bedrag(bedrag * count_dagen(van, date(van.year, 12, 31)) / jaardagen)
    return [
        Jaardeel(van.year, van.year, eerste),
        Jaardeel(van.year + 1, ZONDER_EINDE, round_bedrag(bedrag)),
    ]
