"""The streams behind one figure of the portfolio."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from financiering.domain.bedragen import NUL
from financiering.models import Geldstroom
from financiering.rapportage.portefeuille import list_posten
from financiering.rapportage.selectie import Vraag
from financiering.rapportage.verdeling import Blik, list_kleine_jaren


@dataclass(frozen=True, slots=True)
class AchterRij:
    """One stream, with what it brings to the figure in euros."""

    stroom: Geldstroom
    bedrag: Decimal


@dataclass(frozen=True, slots=True)
class Achter:
    """All streams behind a figure: those one may open, and the sum of the rest.

    `weggelaten` says of how many initiatives the money is in no figure, because they are too few.
    """

    gezien: list[tuple[int, Decimal]]
    """Stream and euros, largest first."""
    som_verborgen: Decimal
    aantal_verborgen: int
    weggelaten: int

    @property
    def som_gezien(self) -> Decimal:
        """Euros of what may be opened."""
        return sum((bedrag for _, bedrag in self.gezien), NUL)

    @property
    def som(self) -> Decimal:
        """Euros of everything: the figure."""
        return self.som_gezien + self.som_verborgen


def load_achter(blik: Blik, jaar: int) -> Achter:
    """What is behind a figure of one year, largest first."""
    weggelaten = list_kleine_jaren(blik, [jaar]).get(jaar, 0)
    gezien = _sum_per_stroom(blik.open, jaar)
    verborgen = {} if weggelaten else _sum_per_stroom(blik.dicht, jaar)
    volgorde = sorted(gezien.items(), key=lambda paar: (-paar[1], paar[0]))
    return Achter(volgorde, sum(verborgen.values(), NUL), len(verborgen), weggelaten)


def open_rijen(blik: Blik, paren: Iterable[tuple[int, Decimal]]) -> list[AchterRij]:
    """The streams of one page of the list, in the same order, in one query."""
    paren = list(paren)
    stromen = blik.zichtbaar.select_related("initiatief", "financier")
    op_pk = stromen.in_bulk([pk for pk, _ in paren])
    return [AchterRij(op_pk[pk], bedrag) for pk, bedrag in paren]


def _sum_per_stroom(vraag: Vraag, jaar: int) -> dict[int, Any]:
    """Euros granted per stream; a refused or withdrawn one brings nothing."""
    return {post.pk: post.verleend for post in list_posten(vraag, (jaar, jaar))}
