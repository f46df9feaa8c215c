"""One year in every direction, without telling of one initiative what it did not share.

A municipality sees of each initiative totals per year, geldsoort, aard and bron (domein.md, "Who sees
what"). Any other direction could tell more: then money that is not shared counts only where enough
initiatives are together. The size of "enough" is a dated setting.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from financiering.domain.bedragen import NUL
from financiering.domain.codes import Aard, Bron
from financiering.domain.perioden import ZONDER_EINDE
from financiering.models import Financier, Wetsparameter
from financiering.rapportage.portefeuille import (
    LABELS,
    Post,
    build_rij,
    compute_jaren,
    compute_tabel,
    compute_totaal,
    is_los,
    list_posten,
)
from financiering.rapportage.selectie import JAARASSEN, Vraag, select_stromen

VRIJ = frozenset({"aard", "geldsoort", "bron"})
"""Directions in which the municipality sees the totals of each initiative."""


GEEN_WAARDE = {
    "domein": "geen domein genoemd",
    "tot": "geen einde besloten",
    "toegezegd": "geen toezegging opgeschreven",
}


def load_kleinste_groep(dag: date) -> int:
    """How many initiatives a group has at least, in force on a day; before the first, the first."""
    rijen = Wetsparameter.objects.filter(sleutel="kleinste_groep").order_by("geldig_van")
    waarden = [(rij.geldig_van, int(rij.waarde)) for rij in rijen]
    geldig = [waarde for vanaf, waarde in waarden if vanaf <= dag]
    return geldig[-1] if geldig else waarden[0][1]


@dataclass(frozen=True, slots=True)
class Blik:
    """What somebody asks, which of it they may open, and how small a group may be."""

    vraag: Vraag
    zichtbaar: QuerySet[Any, Any]
    kleinste: int

    @property
    def open(self) -> Vraag:
        """The question about what may be opened."""
        return replace(self.vraag, stromen=self.zichtbaar)

    @property
    def dicht(self) -> Vraag:
        """The question about what counts and may not be opened."""
        alles = self.vraag.stromen
        assert alles is not None
        return replace(
            self.vraag, stromen=alles.exclude(pk__in=self.zichtbaar.order_by().values("pk"))
        )

    @property
    def is_nauw(self) -> bool:
        """Whether the filters ask for more than the totals of each initiative."""
        return any(naam not in VRIJ for naam, _ in self.vraag.filters)

    def takes(self, post: Post) -> bool:
        """Whether a post passes the free filters."""
        return all(post.waarden[naam] == w for naam, w in self.vraag.filters if naam in VRIJ)

    def with_vraag(self, vraag: Vraag) -> "Blik":
        return replace(self, vraag=vraag)


def drop_vrij(vraag: Vraag) -> Vraag:
    """The groups are those of the narrow filters, so that a figure and what is behind it agree."""
    return replace(vraag, filters=tuple(p for p in vraag.filters if p[0] not in VRIJ))


def list_kleine_jaren(blik: Blik, jaren: Iterable[int]) -> dict[int, int]:
    """The years in which what is not shared is of too few initiatives, with how many; one query."""
    if not blik.is_nauw:
        return {}
    jaren = list(jaren)
    dicht = replace(drop_vrij(blik.dicht), jaren=(min(jaren), max(jaren)))
    rijen = set(select_stromen(dicht).order_by().values_list("initiatief_id", "van", "tot"))
    per_jaar = {
        jaar: {i for i, van, tot in rijen if van.year <= jaar and (tot is None or tot.year >= jaar)}
        for jaar in jaren
    }
    return {jaar: len(wie) for jaar, wie in per_jaar.items() if 0 < len(wie) < blik.kleinste}


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
    dicht = list_posten(drop_vrij(blik.dicht), (jaar, jaar), (*VRIJ, *assen))
    return _add_dicht(blik, jaar, assen, eigen, dicht)


def _add_dicht(
    blik: Blik,
    jaar: int,
    assen: Sequence[str],
    eigen: list[dict[str, Any]],
    dicht: Iterable[Post],
) -> Verdeling:
    """Put what is not shared in the rows where enough initiatives are together, else in the rest.

    `dicht` is of any aard, geldsoort and bron: the size of a group does not hang on those.
    """
    dicht = list(dicht)
    nauw = [naam for naam in assen if naam not in VRIJ]
    groepen: dict[tuple[Any, ...], set[int]] = defaultdict(set)
    for post in dicht:
        groepen[_key(post.waarden, nauw)].add(post.initiatief_id)
    rijen = {_key(rij, assen): rij for rij in eigen}
    rest, rest_aantal = NUL, 0
    for post in filter(blik.takes, dicht):
        if nauw and len(groepen[_key(post.waarden, nauw)]) < blik.kleinste:
            rest, rest_aantal = rest + post.verleend, rest_aantal + 1
            continue
        sleutel = _key(post.waarden, assen)
        rij = rijen.setdefault(sleutel, build_rij(jaar, assen, sleutel))
        rij["aantal"] += 1
        rij["verleend"] += post.verleend
    return Verdeling(list(rijen.values()), rest, rest_aantal)


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
    if blik.is_nauw or is_los(blik.vraag, (richting,)):
        return _Losse(blik, jaar, jaren, richting).build()
    geld = blik.with_vraag(replace(blik.vraag, natura=False))
    natura = compute_totaal(replace(blik.vraag, natura=True), jaar)
    verdeling = join_aard(compute_verdeling(geld, jaar, _with_aard(richting)), richting)
    per_jaar, eindigt = compute_jaren(geld.vraag, jaren, jaar)
    return Overzicht(per_jaar, {}, verdeling, eindigt, natura)


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


class _Losse:
    """Every post of the question whatever its free filters, looked at from all sides."""

    def __init__(self, blik: Blik, jaar: int, jaren: Sequence[int], richting: str) -> None:
        self.blik, self.jaar, self.jaren, self.richting = blik, jaar, jaren, richting
        ruim = replace(drop_vrij(blik.vraag), natura=None)
        spanne = (min(*jaren, jaar), max(*jaren, jaar))
        self.posten = list(list_posten(ruim, spanne, (*VRIJ, richting, "tot")))
        zichtbaar = set(blik.zichtbaar.order_by().values_list("pk", flat=True))
        self.dicht = {post.pk for post in self.posten} - zichtbaar

    def build(self) -> Overzicht:
        klein = self._find_klein([*self.jaren, self.jaar], natura=False)
        waarde = self._list(
            self.jaar, natura=True, dicht=not self._find_klein([self.jaar], natura=True)
        )
        return Overzicht(
            jaren={jaar: self._sum_jaar(jaar, dicht=jaar not in klein) for jaar in self.jaren},
            klein=klein,
            verdeling=self._divide(dicht=self.jaar not in klein),
            eindigt=self._sum_eindigt(dicht=self.jaar not in klein),
            natura=sum((post.verleend for post in filter(self.blik.takes, waarde)), NUL),
        )

    def _list(self, jaar: int, *, natura: bool, dicht: bool) -> Iterator[Post]:
        """The posts of a year, of money or in kind; without `dicht` only what may be opened."""
        for post in self.posten:
            if (
                post.jaar_van <= jaar <= post.jaar_tot
                and (post.waarden["bron"] == Bron.IN_NATURA) is natura
                and (dicht or post.pk not in self.dicht)
            ):
                yield post

    def _find_klein(self, jaren: Sequence[int], *, natura: bool) -> dict[int, int]:
        if not self.blik.is_nauw:
            return {}
        gevonden = {}
        for jaar in jaren:
            posten = self._list(jaar, natura=natura, dicht=True)
            wie = {post.initiatief_id for post in posten if post.pk in self.dicht}
            if 0 < len(wie) < self.blik.kleinste:
                gevonden[jaar] = len(wie)
        return gevonden

    def _sum_jaar(self, jaar: int, *, dicht: bool) -> dict[str, Decimal]:
        sommen = dict.fromkeys(Aard.values, NUL)
        for post in filter(self.blik.takes, self._list(jaar, natura=False, dicht=dicht)):
            sommen[post.waarden["aard"]] += post.verleend
        return sommen

    def _sum_eindigt(self, *, dicht: bool) -> Decimal:
        posten = filter(self.blik.takes, self._list(self.jaar, natura=False, dicht=dicht))
        return sum((post.verleend for post in posten if post.waarden["tot"] == self.jaar), NUL)

    def _divide(self, *, dicht: bool) -> Verdeling:
        assen = _with_aard(self.richting)
        posten = list(self._list(self.jaar, natura=False, dicht=dicht))
        rijen: dict[Any, dict[str, Any]] = {}
        for post in filter(self.blik.takes, posten):
            if post.pk not in self.dicht:
                sleutel = _key(post.waarden, assen)
                rij = rijen.setdefault(sleutel, build_rij(self.jaar, assen, sleutel))
                rij["aantal"] += 1
                rij["verleend"] += post.verleend
        verborgen = [post for post in posten if post.pk in self.dicht]
        verdeling = _add_dicht(self.blik, self.jaar, assen, list(rijen.values()), verborgen)
        return join_aard(verdeling, self.richting)


def name_rijen(rijen: list[dict[str, Any]], richting: str) -> list[dict[str, Any]]:
    """Rows with the words people read, largest first and years in order; one query for givers."""
    labels: Mapping[Any, str] = LABELS.get(richting, {})
    if richting == "financier":
        pks = [rij["financier"] for rij in rijen]
        labels = dict(Financier.objects.filter(pk__in=pks).values_list("pk", "naam"))
    for rij in rijen:
        rij["naam"] = str(labels.get(rij[richting], rij[richting]) or name_onbekend(richting))
    if richting in JAARASSEN:
        return sorted(rijen, key=lambda rij: rij[richting] or ZONDER_EINDE)
    return sorted(rijen, key=lambda rij: (-rij["verleend"], rij["naam"]))


def name_onbekend(richting: str) -> str:
    """What people read where a direction has no value."""
    return GEEN_WAARDE.get(richting, "niet bekend")
