"""Until when the doors can stay open: cost and certain money month by month.

Money is spread by days, both ends inclusive. The year's cost is spread by days as well, so that a
flat cover stays flat in a short month. Inside, amounts are whole cents and the cover is a whole
percentage, rounded half up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from financiering.continuiteit.feiten import Dossier, FeitStroom
from financiering.domain.codes import OPEN_STATUSSEN, Bron, Geldsoort
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
) -> list[int]:
    """What an amount of this stream brings in each month, in cents."""
    centen = to_centen(bedrag)
    if not centen:
        return [0] * len(maanden)
    van = stroom.van.toordinal()
    if stroom.tot is None:
        return [
            centen * max(0, maand.einde - max(van, maand.begin) + 1) // maand.jaardagen
            for maand in maanden
        ]
    tot = stroom.tot.toordinal()
    dagen = tot - van + 1
    return [
        centen * max(0, min(tot, maand.einde) - max(van, maand.begin) + 1) // dagen
        for maand in maanden
    ]


def sum_periode(stroom: FeitStroom, bedrag: Decimal | None, begin: date, einde: date) -> int:
    """What an amount of this stream brings from `begin` up to and including `einde`, in cents."""
    centen = to_centen(bedrag)
    eerste = max(stroom.van, begin)
    laatste = einde if stroom.tot is None else min(stroom.tot, einde)
    if not centen or laatste < eerste:
        return 0
    if stroom.tot is not None:
        return centen * ((laatste - eerste).days + 1) // ((stroom.tot - stroom.van).days + 1)
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
    jaren = {maand.eerste.year: find_kosten(dossier, maand.eerste.year) for maand in maanden}
    if any(not kosten for kosten in jaren.values()):
        return None
    return [(jaren[maand.eerste.year] or 0) * maand.dagen // maand.jaardagen for maand in maanden]


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

    @property
    def gat_op(self) -> date | None:
        """The first day of the first month that is not covered."""
        return None if self.gat is None else self.maanden[self.gat].eerste

    @property
    def tekort_per_maand(self) -> Decimal | None:
        """Euros missing per month, averaged over the twelve months (or fewer) from the gap."""
        if self.gat is None:
            return None
        tekorten = self.tekorten[self.gat : self.gat + 12]
        return (Decimal(sum(tekorten)) / len(tekorten) / 100).quantize(Decimal(1))

    @property
    def tekorten(self) -> list[int]:
        """What each month misses, in cents, as a share of a twelfth of the year's cost.

        A twelfth and not the days of the month: € 120.000 a year reads as € 10.000 a month.
        """
        return [
            max(0, kost - zeker) * (kost * maand.jaardagen // maand.dagen) // (12 * kost)
            for maand, kost, zeker in zip(self.maanden, self.kosten, self.zeker, strict=True)
        ]


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
    onbekend = () if gat is None else tuple(_list_onbekend(dossier, maanden[gat]))
    return Horizon(maanden, kosten, zeker, gat, onbekend)


def sum_stromen(stromen: Iterable[FeitStroom], maanden: Sequence[Maand]) -> list[int]:
    """What these streams bring together in each month, in cents."""
    som = [0] * len(maanden)
    for stroom in stromen:
        if stroom.tot is not None and stroom.tot < maanden[0].eerste:
            continue
        for plek, centen in enumerate(spread_centen(stroom, stroom.bedrag, maanden)):
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
    gehoopt = [0] * len(maanden)
    for stroom in dossier.stromen:
        if (
            stroom.status in OPEN_STATUSSEN
            and stroom.eigen_exploitatie
            and stroom.bron != Bron.IN_NATURA
        ):
            bedrag = stroom.aangevraagd if stroom.aangevraagd is not None else stroom.verwacht
            for plek, centen in enumerate(spread_centen(stroom, bedrag, maanden)):
                gehoopt[plek] += centen
    return [
        _build_maandbeeld(maand, kosten[plek] if kosten else None, zeker, gehoopt[plek], plek)
        for plek, maand in enumerate(maanden)
    ]


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
