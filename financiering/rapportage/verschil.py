"""The portfolio as it was known on two days: what changed, and the events behind it."""

import itertools
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from financiering.domain.bedragen import NUL
from financiering.domain.codes import Aard
from financiering.models import Geldstroom
from financiering.models.bekend import end_of_day
from financiering.rapportage.geschiedenis import Gebeurtenis, list_tussen
from financiering.rapportage.portefeuille import Post, list_posten
from financiering.rapportage.selectie import limit_ooit
from financiering.rapportage.verdeling import VRIJ, Blik


@dataclass(frozen=True, slots=True)
class Paar:
    """Euros on the first and on the second day."""

    eerst: Decimal
    nu: Decimal

    @property
    def verschil(self) -> Decimal:
        """What came, or went when below zero."""
        return self.nu - self.eerst


@dataclass(frozen=True, slots=True)
class StroomVerschil:
    """One stream that brings another amount, or carries it in another way, and what happened to it."""

    stroom: Geldstroom
    paar: Paar
    aard_eerst: str
    aard_nu: str
    gebeurtenissen: list[Gebeurtenis] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Verschil:
    """Two days side by side. `verborgen` is the change in what one may not open, in one sum."""

    per_aard: dict[str, Paar]
    veranderd: list[tuple[int, Paar, str, str]]
    verborgen: Paar
    weggelaten: bool
    """Whether money that is not shared is left out: a narrow filter on two days could tell of one."""

    @property
    def totaal(self) -> Paar:
        """All kinds together."""
        return Paar(
            sum((paar.eerst for paar in self.per_aard.values()), NUL),
            sum((paar.nu for paar in self.per_aard.values()), NUL),
        )


def compare_dagen(blik: Blik, jaar: int, eerst: date, nu: date) -> Verschil:
    """What was granted for one year as known at the end of two days."""
    kanten = [_load(blik, jaar, dag) for dag in (eerst, nu)]
    mag = limit_ooit(blik.zichtbaar, blik.vraag.gemeente)
    zichtbaar = set(mag.values_list("pk", flat=True))
    weggelaten = bool(blik.nauw) and any(p.pk not in zichtbaar for p in itertools.chain(*kanten))
    toen, straks = (
        {
            post.pk: post
            for post in posten
            if blik.takes(post) and (post.pk in zichtbaar or not weggelaten)
        }
        for posten in kanten
    )
    per_aard = {aard: Paar(_sum(toen, aard=aard), _sum(straks, aard=aard)) for aard in Aard.values}
    dicht = {pk for pk in toen.keys() | straks.keys() if pk not in zichtbaar}
    verborgen = Paar(_sum(toen, pks=dicht), _sum(straks, pks=dicht))
    open_pks = (toen.keys() | straks.keys()) - dicht
    veranderd = [regel for pk in open_pks if (regel := _compare(pk, toen.get(pk), straks.get(pk)))]
    veranderd.sort(key=lambda regel: (-abs(regel[1].verschil), regel[0]))
    return Verschil(per_aard, veranderd, verborgen, weggelaten)


def _load(blik: Blik, jaar: int, dag: date) -> list[Post]:
    vraag = replace(blik.vraag, filters=tuple(blik.nauw), bekend_op=end_of_day(dag))
    return list(list_posten(vraag, (jaar, jaar), tuple(VRIJ)))


def _sum(
    posten: dict[int, Post], *, aard: str | None = None, pks: set[int] | None = None
) -> Decimal:
    gekozen = (
        post.verleend
        for post in posten.values()
        if (aard is None or post.waarden["aard"] == aard) and (pks is None or post.pk in pks)
    )
    return sum(gekozen, NUL)


def _compare(pk: int, toen: Post | None, straks: Post | None) -> tuple[int, Paar, str, str] | None:
    paar = Paar(toen.verleend if toen else NUL, straks.verleend if straks else NUL)
    aard_toen = toen.waarden["aard"] if toen else ""
    aard_straks = straks.waarden["aard"] if straks else ""
    anders = bool(toen and straks and paar.nu and aard_toen != aard_straks)
    return (pk, paar, aard_toen, aard_straks) if paar.verschil or anders else None


def explain(
    blik: Blik, regels: list[tuple[int, Paar, str, str]], eerst: date, nu: date
) -> list[StroomVerschil]:
    """The streams of one page of changes with what happened to each in between; two queries."""
    pks = [pk for pk, *_ in regels]
    stromen = blik.zichtbaar.select_related("initiatief", "financier").in_bulk(pks)
    gebeurd = list_tussen(pks, end_of_day(eerst), end_of_day(nu))
    return [
        StroomVerschil(stromen[pk], paar, toen, straks, gebeurd.get(pk, []))
        for pk, paar, toen, straks in regels
    ]
