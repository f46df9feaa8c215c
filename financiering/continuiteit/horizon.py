"""Until when the doors can stay open: cost and certain money month by month.

Money is spread by days, both ends inclusive. The year's cost is spread by days as well, so that a
flat cover stays flat in a short month. Inside, amounts are whole cents and the cover is a whole
percentage, rounded half up.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from financiering.continuiteit.feiten import Dossier, FeitStroom
from financiering.domain.perioden import add_maanden
from financiering.domain.woorden import format_bedrag, format_maand

MAANDEN_VOORUIT = 36
MAANDEN_TEKORT = 12
"""Over how many months from the gap what is missing is averaged."""
DEKKING = 80
"""From which whole percentage of its cost a month counts as covered, unless a rule sets another."""
DOORLOPEND = date.max.toordinal()
FIJN = 30
"""A day's share is counted in cents times two to this power, so that rounding happens once, per month."""
HALF = 1 << (FIJN - 1)
EURO = Decimal(1)


class Maand(NamedTuple):
    """A calendar month as day numbers, both inclusive, within its year."""

    eerste: date
    begin: int
    einde: int
    dagen: int
    jaar: int
    jaardagen: int


@lru_cache(maxsize=256)
def build_maanden(peildatum: date, aantal: int = MAANDEN_VOORUIT) -> tuple[Maand, ...]:
    """The month of `peildatum` and those after it."""
    maanden = []
    for plek in range(aantal):
        eerste = add_maanden(peildatum.replace(day=1), plek)
        begin, einde = eerste.toordinal(), add_maanden(eerste, 1).toordinal() - 1
        jaardagen = 366 if _is_schrikkel(eerste.year) else 365
        maanden.append(Maand(eerste, begin, einde, einde - begin + 1, eerste.year, jaardagen))
    return tuple(maanden)


@lru_cache(maxsize=256)
def _list_begindagen(peildatum: date) -> list[int]:
    return [maand.begin for maand in build_maanden(peildatum)]


@lru_cache(maxsize=256)
def _list_lengtes(peildatum: date) -> list[tuple[int, int, int]]:
    """Days of each month ahead, its year, and the days of that."""
    return [(maand.dagen, maand.jaar, maand.jaardagen) for maand in build_maanden(peildatum)]


def _is_schrikkel(jaar: int) -> bool:
    return (date(jaar, 12, 31) - date(jaar, 1, 1)).days == 365


def to_centen(bedrag: Decimal | None) -> int:
    """Euros as whole cents; nothing known counts as nothing here, the caller looks at that first."""
    return int(bedrag * 100) if bedrag else 0


Lijn = tuple[int, int, int]
"""An amount over a period as whole numbers, what every sum over time is made of: first day and last day as
day numbers, both inclusive, and cents. Until DOORLOPEND it goes on, and is the amount per calendar year."""


def build_lijn(stroom: FeitStroom, bedrag: Decimal | None) -> Lijn:
    """The period of a stream with an amount in euros."""
    tot = stroom.tot
    einde = DOORLOPEND if tot is None else tot.toordinal()
    return stroom.van.toordinal(), einde, int(bedrag * 100) if bedrag else 0


def list_lijnen(dossier: Dossier) -> list[Lijn]:
    """The certain streams in the order of `Dossier.zekere`; worked out once per dossier."""
    lijnen: list[Lijn] | None = dossier.berekend.get("lijnen")
    if lijnen is None:
        lijnen = [build_lijn(stroom, stroom.bedrag) for stroom in dossier.zekere]
        dossier.berekend["lijnen"] = lijnen
    return lijnen


def sum_periode(stroom: FeitStroom, bedrag: Decimal | None, begin: date, einde: date) -> int:
    """What an amount of this stream brings from `begin` up to and including `einde`, in cents."""
    return sum_dagen([build_lijn(stroom, bedrag)], begin, einde)[0]


def sum_dagen(lijnen: Iterable[Lijn], begin: date, einde: date) -> list[int]:
    """What each brings from `begin` up to and including `einde`, in cents."""
    eerste, laatste = begin.toordinal(), einde.toordinal()
    sommen = []
    for van, tot, centen in lijnen:
        if van > laatste or tot < eerste:
            sommen.append(0)
        elif tot == DOORLOPEND:
            sommen.append(_sum_doorlopend(centen, max(date.fromordinal(van), begin), einde))
        else:
            dagen = (tot if tot < laatste else laatste) - (van if van > eerste else eerste) + 1
            sommen.append(centen * dagen // (tot - van + 1))
    return sommen


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


def list_jaarkosten(dossier: Dossier, maanden: Sequence[Maand]) -> dict[int, int] | None:
    """The cost of every year in cents; None when there is no budget, or it is zero."""
    eerste, laatste = maanden[0].jaar, maanden[-1].jaar
    kosten = find_kosten(dossier, eerste)
    jaren: dict[int, int] = {}
    for jaar in range(eerste, laatste + 1):
        if jaar in dossier.begroting:
            kosten = to_centen(dossier.begroting[jaar])
        if not kosten:
            return None
        jaren[jaar] = kosten
    return jaren


class Horizon(NamedTuple):
    """Until when the cost is covered, as known on one day."""

    maanden: tuple[Maand, ...]
    gat: int | None
    """Months from the month of the reference date to the first that is not covered; None: no gap."""
    onbekend: tuple[FeitStroom, ...]
    """Certain streams without an amount that run in the gap: then the gap may not be one."""
    tekort: int
    """What the twelve months (or fewer) from the gap miss together, in cents; 0: no gap."""
    tekort_per_maand: Decimal | None
    """The same in whole euros per month; None: no gap."""

    @property
    def gat_op(self) -> date | None:
        """The first day of the first month that is not covered."""
        return None if self.gat is None else self.maanden[self.gat].eerste


def compute_horizon(
    dossier: Dossier, peildatum: date, grens_procent: int = DEKKING
) -> Horizon | None:
    """The horizon of one initiative; None when no budget says what a month costs.

    Worked out once per dossier: several rules look at it.
    """
    sleutel = ("horizon", peildatum, grens_procent)
    if sleutel not in dossier.berekend:
        dossier.berekend[sleutel] = _compute_horizon(dossier, peildatum, grens_procent)
    horizon: Horizon | None = dossier.berekend[sleutel]
    return horizon


def _compute_horizon(dossier: Dossier, peildatum: date, grens_procent: int) -> Horizon | None:
    """Month by month up to the gap and the year after it; what comes later changes nothing.

    A month is a gap when its cover, in whole percents rounded half up, is below the limit.
    """
    maanden = build_maanden(peildatum)
    jaren = list_jaarkosten(dossier, maanden)
    if jaren is None:
        return None
    grens = 2 * grens_procent - 1
    gat, tekort = None, 0
    laatste = aantal = len(maanden)
    verloop = walk_maanden(list_lijnen(dossier), peildatum)
    for plek, (dagen, jaar, jaardagen), zeker in zip(
        range(aantal), _list_lengtes(peildatum), verloop, strict=True
    ):
        kost = jaren[jaar] * dagen // jaardagen
        if gat is None:
            if zeker * 200 >= kost * grens:
                continue
            gat, laatste = plek, min(aantal, plek + MAANDEN_TEKORT)
        # A share of a twelfth and not of the days of the month: € 120.000 a year reads as € 10.000.
        if zeker < kost:
            tekort += (kost - zeker) * jaren[jaar] // (12 * kost)
        if plek + 1 == laatste:
            break
    if gat is None:
        return Horizon(maanden, None, (), 0, None)
    onbekend = tuple(_list_onbekend(dossier, maanden[gat]))
    per_maand = (Decimal(tekort) / ((laatste - gat) * 100)).quantize(EURO, rounding=ROUND_HALF_UP)
    return Horizon(maanden, gat, onbekend, tekort, per_maand)


def walk_maanden(lijnen: Iterable[Lijn], peildatum: date) -> Iterator[int]:
    """What all together bring in each month ahead, in cents; half a cent goes up.

    Of each only its first and last month are touched: what it brings per day is noted where it begins
    and taken off where it ends, and added up once for all.
    """
    maanden, begindagen = build_maanden(peildatum), _list_begindagen(peildatum)
    aantal, eerste, laatste = len(maanden), maanden[0].begin, maanden[-1].einde
    per_dag, per_jaar, los = [0] * aantal, [0] * aantal, [0] * aantal
    for van, tot, centen in lijnen:
        if van > laatste or tot < eerste or not centen:
            continue
        begin = gemist = 0
        if van > eerste:
            begin = bisect_right(begindagen, van) - 1
            gemist = van - begindagen[begin]
        if tot == DOORLOPEND:
            per_jaar[begin] += centen
            los[begin] -= (centen << FIJN) * gemist // maanden[begin].jaardagen
            continue
        tempo = (centen << FIJN) // (tot - van + 1)
        per_dag[begin] += tempo
        los[begin] -= tempo * gemist
        if tot <= laatste:
            erna = bisect_right(begindagen, tot)
            if erna < aantal:
                per_dag[erna] -= tempo
            los[erna - 1] -= tempo * (maanden[erna - 1].einde - tot)
    dagbedrag = jaarbedrag = 0
    stappen = zip(_list_lengtes(peildatum), per_dag, per_jaar, los, strict=True)
    for (dagen, _, jaardagen), meer_dag, meer_jaar, rest in stappen:
        dagbedrag += meer_dag
        jaarbedrag += meer_jaar
        fijn = dagbedrag * dagen + rest + HALF
        if jaarbedrag:
            fijn += (jaarbedrag << FIJN) * dagen // jaardagen
        yield fijn >> FIJN


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


def pick_gehoopt(stroom: FeitStroom) -> Decimal | None:
    """What an open stream would bring: what was asked, else what is expected."""
    return stroom.verwacht if stroom.aangevraagd is None else stroom.aangevraagd


@lru_cache(maxsize=256)
def build_jaar_vooruit(peildatum: date) -> tuple[date, date]:
    """The twelve months from a day: that day up to and including the day before its anniversary."""
    return peildatum, add_maanden(peildatum, 12) - timedelta(days=1)


@lru_cache(maxsize=256)
def build_kalenderjaar(jaar: int) -> tuple[date, date]:
    """Its first and last day."""
    return date(jaar, 1, 1), date(jaar, 12, 31)


def build_jaar_van(stroom: FeitStroom, peildatum: date) -> tuple[date, date]:
    """The twelve months in which the share of a stream is measured.

    Those from `peildatum`, or the last twelve of a stream that ends sooner: else what falls away would
    look smaller the nearer its end comes.
    """
    begin, einde = build_jaar_vooruit(peildatum)
    if stroom.tot is None or stroom.tot >= einde:
        return begin, einde
    return add_maanden(stroom.tot, -12) + timedelta(days=1), stroom.tot


def list_zeker(dossier: Dossier, jaar: tuple[date, date]) -> list[int]:
    """What each certain stream brings from the first up to and including the last of two days, in cents.

    In the order of `Dossier.zekere`; worked out once per dossier.
    """
    sommen: list[int] | None = dossier.berekend.get(jaar)
    if sommen is None:
        sommen = sum_dagen(list_lijnen(dossier), *jaar)
        dossier.berekend[jaar] = sommen
    return sommen


def share_zeker(dossier: Dossier, stroom: FeitStroom, jaar: tuple[date, date]) -> Decimal:
    """What one certain stream is of all certain money between two days, as a share; 0 when there is none."""
    totaal = sum(list_zeker(dossier, jaar))
    return Decimal(sum_periode(stroom, stroom.bedrag, *jaar)) / totaal if totaal else Decimal(0)
