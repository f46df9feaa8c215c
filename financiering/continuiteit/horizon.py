"""Until when the doors can stay open: cost and certain money month by month.

Money is spread by days, both ends inclusive. The year's cost is spread by days as well, so that a
flat cover stays flat in a short month. Inside, amounts are whole cents and the cover is a whole
percentage, rounded half up.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from financiering.continuiteit.feiten import Dossier, FeitStroom
from financiering.domain.codes import Geldsoort
from financiering.domain.perioden import add_maanden
from financiering.domain.woorden import format_bedrag, format_maand

MAANDEN_VOORUIT = 36


class Maand(NamedTuple):
    """A calendar month as day numbers, both inclusive, within its year."""

    eerste: date
    begin: int
    einde: int
    dagen: int
    jaardagen: int


@lru_cache(maxsize=256)
def build_maanden(peildatum: date, aantal: int = MAANDEN_VOORUIT) -> tuple[Maand, ...]:
    """The month of `peildatum` and those after it."""
    maanden = []
    for plek in range(aantal):
        eerste = add_maanden(peildatum.replace(day=1), plek)
        begin, einde = eerste.toordinal(), add_maanden(eerste, 1).toordinal() - 1
        jaardagen = 366 if _is_schrikkel(eerste.year) else 365
        maanden.append(Maand(eerste, begin, einde, einde - begin + 1, jaardagen))
    return tuple(maanden)


def _is_schrikkel(jaar: int) -> bool:
    return (date(jaar, 12, 31) - date(jaar, 1, 1)).days == 365


def to_centen(bedrag: Decimal | None) -> int:
    """Euros as whole cents; nothing known counts as nothing here, the caller looks at that first."""
    return int(bedrag * 100) if bedrag else 0


def spread_centen(
    stroom: FeitStroom, bedrag: Decimal | None, maanden: Sequence[Maand]
) -> tuple[int, list[int]]:
    """What an amount of this stream brings: the first month it runs in, and cents from there on."""
    centen = to_centen(bedrag)
    begin = max(0, _count_maanden(maanden[0].eerste, stroom.van))
    einde = len(maanden)
    if stroom.tot is not None:
        einde = min(einde, _count_maanden(maanden[0].eerste, stroom.tot) + 1)
    loopt = maanden[begin:einde] if begin < einde else ()
    if not centen or not loopt:
        return 0, []
    dagen = [maand.dagen for maand in loopt]
    dagen[0] -= max(0, stroom.van.toordinal() - loopt[0].begin)
    if stroom.tot is None:
        return begin, [
            centen * deel // maand.jaardagen for deel, maand in zip(dagen, loopt, strict=True)
        ]
    dagen[-1] -= max(0, loopt[-1].einde - stroom.tot.toordinal())
    geheel = (stroom.tot - stroom.van).days + 1
    return begin, [centen * deel // geheel for deel in dagen]


def _count_maanden(eerste: date, dag: date) -> int:
    """Months from the month of one day to that of another; negative when it lies before."""
    return (dag.year - eerste.year) * 12 + dag.month - eerste.month


def sum_periode(stroom: FeitStroom, bedrag: Decimal | None, begin: date, einde: date) -> int:
    """What an amount of this stream brings from `begin` up to and including `einde`, in cents."""
    van, tot = stroom.van, stroom.tot
    if van > einde or (tot is not None and tot < begin):
        return 0
    centen = to_centen(bedrag)
    eerste = van if van > begin else begin
    if tot is None:
        return _sum_doorlopend(centen, eerste, einde)
    laatste = tot if tot < einde else einde
    return centen * ((laatste - eerste).days + 1) // ((tot - van).days + 1)


def _sum_doorlopend(centen: int, eerste: date, laatste: date) -> int:
    """An amount per calendar year, both days inclusive."""
    som = 0
    for jaar in range(eerste.year, laatste.year + 1):
        deel = min(laatste, date(jaar, 12, 31)) - max(eerste, date(jaar, 1, 1))
        som += centen * (deel.days + 1) // (366 if _is_schrikkel(jaar) else 365)
    return som


def find_kosten(dossier: Dossier, jaar: int) -> int | None:
    """A year's cost in cents: its own budget, else that of the latest earlier year; None: no budget."""
    bekend = [ander for ander in dossier.begroting if ander <= jaar]
    return to_centen(dossier.begroting[max(bekend)]) if bekend else None


def list_kosten(dossier: Dossier, maanden: Sequence[Maand]) -> list[int] | None:
    """The cost of every month in cents; None when there is no budget, or it is zero."""
    jaren: dict[int, int] = {}
    for jaar in range(maanden[0].eerste.year, maanden[-1].eerste.year + 1):
        kosten = find_kosten(dossier, jaar)
        if not kosten:
            return None
        jaren[jaar] = kosten
    return [jaren[maand.eerste.year] * maand.dagen // maand.jaardagen for maand in maanden]


def compute_dekking(zeker: int, kosten: int) -> int:
    """Cover in whole percents, half up; cost is above zero."""
    return (zeker * 200 + kosten) // (2 * kosten)


@dataclass(frozen=True, slots=True)
class Horizon:
    """The cover of the cost month by month, as known on one day."""

    maanden: tuple[Maand, ...]
    kosten: list[int]
    zeker: list[int]
    gat: int | None
    """Months from the month of the reference date to the first that is not covered; None: no gap."""
    onbekend: tuple[FeitStroom, ...]
    """Certain streams without an amount that run in the gap: then the gap may not be one."""
    tekorten: list[int]
    """What each of the twelve months (or fewer) from the gap misses, in cents; empty: no gap."""

    @property
    def gat_op(self) -> date | None:
        """The first day of the first month that is not covered."""
        return None if self.gat is None else self.maanden[self.gat].eerste

    @property
    def tekort_per_maand(self) -> Decimal | None:
        """Euros missing per month, averaged over the twelve months (or fewer) from the gap."""
        if not self.tekorten:
            return None
        gemiddeld = Decimal(sum(self.tekorten)) / len(self.tekorten) / 100
        return gemiddeld.quantize(Decimal(1), rounding=ROUND_HALF_UP)


def compute_horizon(dossier: Dossier, peildatum: date, grens_procent: int = 80) -> Horizon | None:
    """The horizon of one initiative; None when no budget says what a month costs."""
    maanden = build_maanden(peildatum)
    kosten = list_kosten(dossier, maanden)
    if kosten is None:
        return None
    zeker = sum_stromen(dossier.zekere, maanden)
    gat = next(
        (
            plek
            for plek, (kost, geld) in enumerate(zip(kosten, zeker, strict=True))
            if compute_dekking(geld, kost) < grens_procent
        ),
        None,
    )
    if gat is None:
        return Horizon(maanden, kosten, zeker, None, (), [])
    onbekend = tuple(_list_onbekend(dossier, maanden[gat]))
    vanaf = slice(gat, gat + 12)
    tekorten = list(map(_compute_tekort, maanden[vanaf], kosten[vanaf], zeker[vanaf]))
    return Horizon(maanden, kosten, zeker, gat, onbekend, tekorten)


def _compute_tekort(maand: Maand, kost: int, zeker: int) -> int:
    """What a month misses, in cents, as a share of a twelfth of the year's cost.

    A twelfth and not the days of the month: € 120.000 a year reads as € 10.000 a month.
    """
    return max(0, kost - zeker) * (kost * maand.jaardagen // maand.dagen) // (12 * kost)


def sum_stromen(
    stromen: Iterable[FeitStroom],
    maanden: Sequence[Maand],
    kies: Callable[[FeitStroom], Decimal | None] = lambda stroom: stroom.bedrag,
) -> list[int]:
    """What the chosen amount of these streams brings together in each month, in cents."""
    som = [0] * len(maanden)
    for stroom in stromen:
        begin, reeks = spread_centen(stroom, kies(stroom), maanden)
        for plek, centen in enumerate(reeks, begin):
            som[plek] += centen
    return som


def _list_onbekend(dossier: Dossier, maand: Maand) -> list[FeitStroom]:
    laatste = date.fromordinal(maand.einde)
    return [
        stroom
        for stroom in dossier.zekere
        if stroom.bedrag is None
        and stroom.van <= laatste
        and (stroom.tot is None or stroom.tot >= maand.eerste)
    ]


def describe_horizon(horizon: Horizon) -> str:
    """The first sentence of the page: until when, and what is missing after that."""
    if horizon.gat is None:
        laatste = horizon.maanden[-1].eerste
        return f"De kosten zijn zeker gedekt tot en met {format_maand(laatste)}, drie jaar vooruit."
    tekort = format_bedrag(horizon.tekort_per_maand or Decimal(0), centen=False)
    if horizon.gat == 0:
        return f"Deze maand is niet genoeg geld zeker: je mist {tekort} per maand."
    vorige = horizon.maanden[horizon.gat - 1].eerste
    return (
        f"Basisgeld is zeker tot en met {format_maand(vorige)}. Daarna mis je {tekort} per maand."
    )


@dataclass(frozen=True, slots=True)
class Maandbeeld:
    """One month of the picture, in euros: what is certain per kind of money, hoped for, and missing."""

    eerste: date
    kosten: Decimal | None
    zeker: dict[str, Decimal]
    gehoopt: Decimal
    mist: Decimal


def build_maandbeeld(dossier: Dossier, peildatum: date) -> list[Maandbeeld]:
    """The months ahead for the picture; certain and hoped for are never added up."""
    maanden = build_maanden(peildatum)
    kosten = list_kosten(dossier, maanden)
    zeker = {
        soort: sum_stromen([s for s in dossier.zekere if s.geldsoort == soort], maanden)
        for soort in Geldsoort
    }
    gehoopt = sum_stromen([s for s in dossier.stromen if s.is_gehoopt], maanden, pick_gehoopt)
    return [
        _build_maandbeeld(maand, kosten[plek] if kosten else None, zeker, gehoopt[plek], plek)
        for plek, maand in enumerate(maanden)
    ]


def pick_gehoopt(stroom: FeitStroom) -> Decimal | None:
    """What an open stream would bring: what was asked, else what is expected."""
    return stroom.verwacht if stroom.aangevraagd is None else stroom.aangevraagd


def _build_maandbeeld(
    maand: Maand, kosten: int | None, zeker: dict[Geldsoort, list[int]], gehoopt: int, plek: int
) -> Maandbeeld:
    """One month, with a long and a short month brought to the same length, so that what is flat looks flat."""

    def to_euro(centen: int) -> Decimal:
        return (Decimal(centen) * maand.jaardagen / (maand.dagen * 1200)).quantize(Decimal("0.01"))

    som = sum(reeks[plek] for reeks in zeker.values())
    return Maandbeeld(
        eerste=maand.eerste,
        kosten=None if kosten is None else to_euro(kosten),
        zeker={soort.value: to_euro(reeks[plek]) for soort, reeks in zeker.items()},
        gehoopt=to_euro(gehoopt),
        mist=to_euro(max(0, (kosten or 0) - som)),
    )


def build_jaar_vooruit(peildatum: date) -> tuple[date, date]:
    """The twelve months from a day: that day up to and including the day before its anniversary."""
    return peildatum, add_maanden(peildatum, 12) - timedelta(days=1)
