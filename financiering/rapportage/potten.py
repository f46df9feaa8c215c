"""What is in the pots of a municipality: granted, reserved, spent and left."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from financiering.domain.bedragen import NUL, split_bedrag
from financiering.domain.codes import (
    OPEN_STATUSSEN,
    ZEKERE_STATUSSEN,
    Bron,
    NaJaar,
    SoortBetaling,
)
from financiering.models import Betaling, Geldstroom, Pot, Potbijdrage, Potverplaatsing


@dataclass(frozen=True, slots=True)
class PotStand:
    """Euros of one pot. What is reserved is asked for and not decided on: it is still in `over`."""

    pot: Pot
    erbij: Decimal
    eraf: Decimal
    verleend: Decimal
    gereserveerd: Decimal
    uitbetaald: Decimal

    @property
    def budget(self) -> Decimal:
        """The amount with what came in from and went out to other pots."""
        return self.pot.bedrag + self.erbij - self.eraf

    @property
    def over(self) -> Decimal:
        """What may still be granted; of a closed year nothing."""
        return NUL if self.pot.gesloten_op else self.budget - self.verleend

    @property
    def vervallen(self) -> Decimal:
        """What lapsed when the year was closed."""
        return self.budget - self.verleend if self.pot.gesloten_op else NUL

    @property
    def delen(self) -> dict[str, Decimal]:
        """The pot in parts that make it up: granted, reserved as far as it reaches, and free."""
        gereserveerd = min(self.gereserveerd, self.over)
        return {
            "verleend": self.verleend,
            "gereserveerd": gereserveerd,
            "vrij": self.over - gereserveerd,
        }

    @property
    def na_reservering(self) -> Decimal:
        """What is left when everything that is asked for is granted; below zero when that cannot."""
        return self.over - self.gereserveerd


def load_potten(potten: QuerySet[Any, Any]) -> list[PotStand]:
    """Where each pot stands; four queries however many there are."""
    pks = potten.order_by().values("pk")
    verleend, gereserveerd = _sum_stromen(pks)
    uitbetaald = _sum_betaald(pks)
    erbij, eraf = _sum_verplaatst(pks)
    return [
        PotStand(
            pot,
            erbij[pot.pk],
            eraf[pot.pk],
            verleend[pot.pk],
            gereserveerd[pot.pk],
            uitbetaald[pot.pk],
        )
        for pot in potten.select_related("gemeente")
    ]


def _sum_stromen(pks: QuerySet[Any, Any]) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    verleend: dict[int, Decimal] = defaultdict(lambda: NUL)
    gereserveerd: dict[int, Decimal] = defaultdict(lambda: NUL)
    sommen = (
        Geldstroom.objects.filter(pot__in=pks)
        .order_by()
        .values_list("pot_id", "status")
        .annotate(
            zeker=Sum(Coalesce("vastgesteld", "verleend")),
            gevraagd=Sum(Coalesce("aangevraagd", "verwacht")),
        )
    )
    for pot, status, zeker, gevraagd in sommen:
        if status in ZEKERE_STATUSSEN:
            verleend[pot] += zeker or NUL
        elif status in OPEN_STATUSSEN:
            gereserveerd[pot] += gevraagd or NUL
    return verleend, gereserveerd


def _sum_betaald(pks: QuerySet[Any, Any]) -> dict[int, Decimal]:
    terug = Case(When(soort=SoortBetaling.TERUGBETALING, then=-F("bedrag")), default=F("bedrag"))
    betaald = Betaling.objects.filter(
        geldstroom__pot__in=pks, ontvangen_op__isnull=False, vervallen_door=""
    )
    rijen = betaald.order_by().values_list("geldstroom__pot_id").annotate(som=Sum(terug))
    return defaultdict(lambda: NUL, rijen)


def _sum_verplaatst(pks: QuerySet[Any, Any]) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    erbij: dict[int, Decimal] = defaultdict(lambda: NUL)
    eraf: dict[int, Decimal] = defaultdict(lambda: NUL)
    rijen = Potverplaatsing.objects.filter(Q(van__in=pks) | Q(naar__in=pks)).order_by()
    for van, naar, som in rijen.values_list("van_id", "naar_id").annotate(som=Sum("bedrag")):
        erbij[naar] += som
        eraf[van] += som
    return erbij, eraf


def list_koppelbaar(pot: Pot) -> QuerySet[Any, Any]:
    """Streams of the municipality itself that no pot pays, and what this pot reserved; help in kind is no money."""
    eigen = Geldstroom.objects.filter(financier__gemeente=pot.gemeente_id).exclude(
        bron=Bron.IN_NATURA
    )
    los = Q(pot__isnull=True, status__in=(*OPEN_STATUSSEN, *ZEKERE_STATUSSEN))
    gereserveerd = Q(pot=pot, status__in=OPEN_STATUSSEN)
    return (
        eigen.filter(los | gereserveerd)
        .filter(Q(tot__isnull=True) | Q(tot__year__gte=pot.jaar), van__year__lte=pot.jaar)
        .select_related("initiatief")
        .order_by("initiatief__naam", "pk")
    )


@dataclass(frozen=True, slots=True)
class Aandeel:
    """What one domain puts in, and its part of each grant in order; euros."""

    domein: str
    bijdrage: Decimal
    delen: list[Decimal]

    @property
    def verleend(self) -> Decimal:
        """Its part of all grants together."""
        return sum(self.delen, NUL)


def split_bijdragen(bijdragen: Iterable[Potbijdrage], bedragen: Sequence[Decimal]) -> list[Aandeel]:
    """Each department's part of every grant, by what it put in; together they are the grant."""
    rijen = list(bijdragen)
    gewichten = [int(rij.bedrag * 100) for rij in rijen]
    if not sum(gewichten):
        return []
    per_besluit = [split_bedrag(bedrag, gewichten) for bedrag in bedragen]
    return [
        Aandeel(rij.domein, rij.bedrag, [delen[plek] for delen in per_besluit])
        for plek, rij in enumerate(rijen)
    ]


def describe_einde(stand: PotStand) -> str:
    """What closing the year does to this pot, in a sentence."""
    if stand.pot.na_jaar == NaJaar.GAAT_MEE:
        return f"Wat over is, gaat mee naar {stand.pot.jaar + 1}."
    return "Wat over is, vervalt."
