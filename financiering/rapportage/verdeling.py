"""One year in every direction, without telling of one initiative what it did not share.

A municipality sees of each initiative totals per year, geldsoort, aard and bron (domein.md, "Who sees
what"). Any other direction could tell more: then money that is not shared counts only where enough
initiatives are together (`groepen.py`). The size of "enough" is a dated setting.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from financiering.domain.bedragen import NUL
from financiering.domain.codes import Aard, Bron
from financiering.domain.perioden import ZONDER_EINDE
from financiering.models import Financier, Geldstroom, Wetsparameter
from financiering.rapportage.groepen import Groepen
from financiering.rapportage.portefeuille import (
    LABELS,
    Post,
    build_rij,
    compute_jaren,
    compute_tabel,
    is_los,
    list_posten,
)
from financiering.rapportage.selectie import (
    FILTERS,
    GEEN,
    JAARASSEN,
    Vraag,
    limit_ooit,
    union_gemeente,
)

VRIJ = frozenset({"aard", "geldsoort", "bron"})
"""Directions in which the municipality sees the totals of each initiative."""
NAUW = tuple(naam for naam in FILTERS if naam not in VRIJ)
"""Directions that could tell more."""


GEEN_WAARDE = {
    "domein": "geen domein genoemd",
    "taakveld": "geen taakveld opgeschreven",
    "tot": "geen einde besloten",
    "toegezegd": "geen toezegging opgeschreven",
}


def load_kleinste_groep(dag: date) -> int:
    """How many initiatives a group has at least, in force on a day; before the first, the first."""
    return int(load_instelling("kleinste_groep", dag))


def load_instelling(sleutel: str, dag: date) -> Decimal:
    """A dated setting as it holds on a day; before the first, the first."""
    rijen = Wetsparameter.objects.filter(sleutel=sleutel).order_by("geldig_van")
    waarden = list(rijen.values_list("geldig_van", "waarde"))
    geldig = [waarde for vanaf, waarde in waarden if vanaf <= dag]
    return geldig[-1] if geldig else waarden[0][1]


@dataclass(frozen=True, slots=True)
class Blik:
    """What somebody asks, which streams they may open, and how small a group may be.

    `verborgen` are the streams that they may count and not open.
    """

    vraag: Vraag
    zichtbaar: QuerySet[Any, Any]
    verborgen: QuerySet[Any, Any]
    kleinste: int

    @classmethod
    def of(cls, vraag: Vraag, gebruiker: Any, kleinste: int) -> "Blik":
        """What this person may open and may count of a question."""
        zichtbaar = Geldstroom.objects.visible_to(gebruiker)
        verborgen = Geldstroom.objects.countable_by(gebruiker).hidden_from(gebruiker)
        return cls(vraag, zichtbaar, verborgen, kleinste)

    @property
    def open(self) -> Vraag:
        """The question about what may be opened."""
        return replace(self.vraag, stromen=self.zichtbaar)

    @property
    def hier(self) -> QuerySet[Any, Any]:
        """The keys of what may be opened, of the municipality that is asked about.

        Two look-ups put together: without that limit, or with an "or", the database looks through the
        streams of the whole country. On an earlier day they are those that ever were of it.
        """
        gemeente = self.vraag.gemeente
        if gemeente is None or self.vraag.bekend_op is not None:
            return limit_ooit(self.zichtbaar, gemeente).values("pk")
        return union_gemeente(self.zichtbaar.order_by(), gemeente)

    @property
    def dicht(self) -> Vraag:
        """The question about what counts and may not be opened."""
        return replace(self.vraag, stromen=self.verborgen)

    @property
    def nauw(self) -> list[tuple[str, str]]:
        """The filters that ask for more than the totals of each initiative."""
        return [paar for paar in self.vraag.filters if paar[0] not in VRIJ]

    @property
    def may_split(self) -> bool:
        """Whether what is not shared may count in one narrow group: of now, and not of two at once."""
        return self.vraag.bekend_op is None and len(self.nauw) < 2

    def takes(self, post: Post) -> bool:
        """Whether a post passes the free filters."""
        return all(post.waarden[naam] == w for naam, w in self.vraag.filters if naam in VRIJ)

    def holds(self, post: Post) -> bool:
        """Whether a post, with its value in every direction, passes the narrow filters."""
        return all(str(post.waarden[naam] or GEEN) == waarde for naam, waarde in self.nauw)

    def with_vraag(self, vraag: Vraag) -> "Blik":
        return replace(self, vraag=vraag)


def list_kleine_jaren(blik: Blik, jaren: Iterable[int]) -> dict[int, int]:
    """The years in which what is not shared counts for nothing, with of how many initiatives it is."""
    if not blik.nauw:
        return {}
    jaren = list(jaren)
    posten = list_dicht(blik, (min(jaren), max(jaren)))
    return {jaar: aantal for jaar in jaren if (aantal := _count_weggelaten(blik, posten, jaar))}


def list_dicht(blik: Blik, jaren: tuple[int, int]) -> list[Post]:
    """All that is not shared, whatever the filters, with its value in every direction."""
    vraag = replace(blik.dicht, filters=())
    return list(list_posten(vraag, jaren, (*VRIJ, *NAUW)))


def _count_weggelaten(blik: Blik, posten: Iterable[Post], jaar: int) -> int:
    """Of how many initiatives the narrow filters would tell too much in a year; 0 when they do not."""
    van_jaar = [post for post in posten if post.jaar_van <= jaar <= post.jaar_tot]
    binnen = {post.initiatief_id for post in van_jaar if blik.holds(post)}
    if not binnen or (blik.may_split and _is_toonbaar(blik, van_jaar)):
        return 0
    return len(binnen)


def _is_toonbaar(blik: Blik, posten: Iterable[Post]) -> bool:
    ((naam, waarde),) = blik.nauw
    toonbaar = Groepen(posten, NAUW, blik.kleinste).toonbaar
    return any(n == naam and str(w or GEEN) == waarde for n, w in toonbaar)


def limit_vraag(blik: Blik, jaar: int) -> Vraag:
    """The question for one year, with nothing in it that is of too few initiatives."""
    return blik.open if list_kleine_jaren(blik, [jaar]) else blik.vraag


@dataclass(frozen=True, slots=True)
class Verdeling:
    """One year in one direction or more; `rest` is what is in no row because its group is too small.

    In a row of one direction `delen` says what of it is structureel, incidenteel and onbekend, in euros.
    """

    rijen: list[dict[str, Any]]
    rest: Decimal = NUL
    rest_aantal: int = 0

    @property
    def totaal(self) -> Decimal:
        """Euros, the rest included."""
        return sum((rij["verleend"] for rij in self.rijen), self.rest)


def compute_verdeling(blik: Blik, jaar: int, assen: Sequence[str]) -> Verdeling:
    """Totals per combination of `assen`; a part that is not shared and of too few goes to the rest."""
    vraag = limit_vraag(blik, jaar)
    if set(assen) <= VRIJ or vraag.stromen is blik.zichtbaar:
        return Verdeling(compute_tabel(vraag, jaar, assen))
    eigen = compute_tabel(blik.open, jaar, assen)
    dicht = filter(blik.holds, list_dicht(blik, (jaar, jaar)))
    return _add_dicht(blik, jaar, assen, eigen, list(dicht))


def _add_dicht(
    blik: Blik,
    jaar: int,
    assen: Sequence[str],
    eigen: list[dict[str, Any]],
    dicht: list[Post],
) -> Verdeling:
    """Put what is not shared in the rows where enough initiatives are together, else in the rest.

    `dicht` is of any aard, geldsoort and bron: the size of a group does not hang on those.
    """
    nauw = [naam for naam in assen if naam not in VRIJ]
    toonbaar: set[Any] = set()
    if blik.may_split and not blik.nauw and len(nauw) == 1:
        toonbaar = Groepen(dicht, NAUW, blik.kleinste).toonbaar
    getoond: list[Post] = []
    rest: list[Post] = []
    for post in filter(blik.takes, dicht):
        is_vrij = not nauw or (nauw[0], post.waarden[nauw[0]]) in toonbaar
        (getoond if is_vrij else rest).append(post)
    return Verdeling(
        _sum_rijen(jaar, assen, getoond, eigen),
        sum((post.verleend for post in rest), NUL),
        len({post.pk for post in rest}),
    )


def _sum_rijen(
    jaar: int,
    assen: Sequence[str],
    posten: Iterable[Post],
    erbij: Iterable[dict[str, Any]] = (),
) -> list[dict[str, Any]]:
    """Posts summed per combination, added to rows there are already; a stream counts once in a row."""
    rijen = {_key(rij, assen): rij for rij in erbij}
    geteld = set()
    for post in posten:
        sleutel = _key(post.waarden, assen)
        rij = rijen.setdefault(sleutel, build_rij(jaar, assen, sleutel))
        rij["verleend"] += post.verleend
        rij["aantal"] += (sleutel, post.pk) not in geteld
        geteld.add((sleutel, post.pk))
    return list(rijen.values())


def _key(waarden: Mapping[str, Any], assen: Sequence[str]) -> tuple[Any, ...]:
    return tuple(waarden[naam] for naam in assen)


@dataclass(frozen=True, slots=True)
class Overzicht:
    """The figures of the page, from one look at the data.

    `klein` names the years in which money of too few initiatives is left out, with of how many.
    `eindigt` is what of the year was decided no further than that year, in euros. `natura` is the value
    of help in kind in the year, in euros; it stands apart, it is no money.
    """

    jaren: dict[int, dict[str, Decimal]]
    klein: dict[int, int]
    verdeling: Verdeling
    eindigt: Decimal
    natura: Decimal


def compute_overzicht(blik: Blik, jaar: int, jaren: Sequence[int], richting: str) -> Overzicht:
    """Years by aard, one year in one direction and help in kind; in a fixed number of queries.

    The database sums where it can. By stream where a domain takes its share, an earlier day is asked
    for, or the filters are so narrow that small groups must be looked for.
    """
    if blik.nauw or is_los(blik.vraag, (richting,)):
        spanne = (min(*jaren, jaar), max(*jaren, jaar))
        return _read_richting(blik, spanne, richting).compute_overzicht(jaar, jaren, richting)
    geld = blik.with_vraag(replace(blik.vraag, natura=False))
    verdeling = join_aard(compute_verdeling(geld, jaar, _with_aard(richting)), richting)
    samen = compute_jaren(geld.vraag, jaren, jaar)
    return Overzicht(samen.per_jaar, {}, verdeling, samen.eindigt, samen.natura)


def _with_aard(richting: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((richting, "aard")))


def join_aard(verdeling: Verdeling, richting: str) -> Verdeling:
    """The rows of one direction, each with its parts by aard; `aard` is free, so no group grows smaller."""
    rijen: dict[Any, dict[str, Any]] = {}
    for deel in verdeling.rijen:
        leeg = {
            "jaar": deel["jaar"], richting: deel[richting], "aantal": 0, "verleend": NUL,
            "delen": dict.fromkeys(Aard.values, NUL),
        }  # fmt: skip
        rij = rijen.setdefault(deel[richting], leeg)
        rij["aantal"] += deel["aantal"]
        rij["verleend"] += deel["verleend"]
        rij["delen"][deel["aard"]] += deel["verleend"]
    return replace(verdeling, rijen=list(rijen.values()))


def _read_richting(blik: Blik, spanne: tuple[int, int], richting: str) -> "Losse":
    """What one page shows: the posts that pass the narrow filters, with no more directions than it asks."""
    ruim = replace(blik.vraag, filters=tuple(blik.nauw), natura=None)
    gevraagd = (richting, "tot", *dict(blik.nauw)) if blik.nauw else NAUW
    posten = list(list_posten(ruim, spanne, (*VRIJ, *gevraagd)))
    if blik.nauw and blik.may_split:
        return Losse(blik, posten, list_dicht(blik.with_vraag(ruim), spanne))
    return Losse(blik, posten, _pick_dicht(blik, posten))


def read_alles(blik: Blik, spanne: tuple[int, int]) -> "Losse":
    """Every post of some years in every direction, for who shows many tables; in four queries."""
    ruim = replace(blik.vraag, filters=(), natura=None)
    posten = list(list_posten(ruim, spanne, (*VRIJ, *NAUW)))
    return Losse(blik, list(filter(blik.holds, posten)), _pick_dicht(blik, posten))


def _pick_dicht(blik: Blik, posten: list[Post]) -> list[Post]:
    zichtbaar = set(blik.hier.values_list("pk", flat=True))
    return [post for post in posten if post.pk not in zichtbaar]


class Losse:
    """The posts of a question that pass its narrow filters, read once and looked at from all sides.

    `al_het_dichte` is what is not shared whatever the filters: by it small groups are found.
    """

    def __init__(self, blik: Blik, posten: list[Post], al_het_dichte: list[Post]) -> None:
        self.blik, self.posten, self.al_het_dichte = blik, posten, al_het_dichte
        self.dicht = {post.pk for post in al_het_dichte}

    def compute_overzicht(self, jaar: int, jaren: Sequence[int], richting: str) -> Overzicht:
        """What a page shows of these years, and of one of them in one direction."""
        klein = self._find_klein([*jaren, jaar], natura=False)
        waarde = self._list(jaar, natura=True, dicht=not self._find_klein([jaar], natura=True))
        return Overzicht(
            jaren={welk: self._sum_jaar(welk, dicht=welk not in klein) for welk in jaren},
            klein=klein,
            verdeling=join_aard(self.divide(jaar, _with_aard(richting)), richting),
            eindigt=self._sum_eindigt(jaar, dicht=jaar not in klein),
            natura=sum((post.verleend for post in filter(self.blik.takes, waarde)), NUL),
        )

    def divide(self, jaar: int, assen: Sequence[str]) -> Verdeling:
        """The money of one year in one direction or more, as `compute_verdeling`."""
        dicht = not self._find_klein([jaar], natura=False)
        posten = list(self._list(jaar, natura=False, dicht=dicht))
        eigen = _sum_rijen(
            jaar, assen, (p for p in posten if p.pk not in self.dicht and self.blik.takes(p))
        )
        verborgen = [post for post in posten if post.pk in self.dicht]
        return _add_dicht(self.blik, jaar, assen, eigen, verborgen)

    def _list(self, jaar: int, *, natura: bool, dicht: bool) -> Iterator[Post]:
        """The posts of a year, of money or in kind; without `dicht` only what may be opened."""
        for post in self.posten:
            if (
                post.jaar_van <= jaar <= post.jaar_tot
                and (post.waarden["bron"] == Bron.IN_NATURA) is natura
                and (dicht or post.pk not in self.dicht)
            ):
                yield post

    def _find_klein(self, jaren: Iterable[int], *, natura: bool) -> dict[int, int]:
        if not self.blik.nauw:
            return {}
        posten = [
            post
            for post in self.al_het_dichte
            if (post.waarden["bron"] == Bron.IN_NATURA) is natura
        ]
        return {
            jaar: aantal for jaar in jaren if (aantal := _count_weggelaten(self.blik, posten, jaar))
        }

    def _sum_jaar(self, jaar: int, *, dicht: bool) -> dict[str, Decimal]:
        sommen = dict.fromkeys(Aard.values, NUL)
        for post in filter(self.blik.takes, self._list(jaar, natura=False, dicht=dicht)):
            sommen[post.waarden["aard"]] += post.verleend
        return sommen

    def _sum_eindigt(self, jaar: int, *, dicht: bool) -> Decimal:
        posten = filter(self.blik.takes, self._list(jaar, natura=False, dicht=dicht))
        return sum((post.verleend for post in posten if post.waarden["tot"] == jaar), NUL)


def name_rijen(
    rijen: list[dict[str, Any]], richting: str, gevers: Mapping[Any, str] | None = None
) -> list[dict[str, Any]]:
    """Rows with the words people read, largest first and years in order.

    `gevers` are names that are known already; one query when there are others in the rows.
    """
    labels: Mapping[Any, str] = LABELS.get(richting, {})
    if richting == "financier":
        labels = gevers or {}
        pks = {rij["financier"] for rij in rijen} - labels.keys()
        if pks:
            anderen = Financier.objects.filter(pk__in=pks).values_list("pk", "naam")
            labels = {**labels, **dict(anderen)}
    for rij in rijen:
        rij["naam"] = str(labels.get(rij[richting], rij[richting]) or name_onbekend(richting))
    if richting in JAARASSEN:
        return sorted(rijen, key=lambda rij: rij[richting] or ZONDER_EINDE)
    return sorted(rijen, key=lambda rij: (-rij["verleend"], rij["naam"]))


def name_onbekend(richting: str) -> str:
    """What people read where a direction has no value."""
    return GEEN_WAARDE.get(richting, "niet bekend")
