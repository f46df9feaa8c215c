"""Try before doing: two ways of dividing a pot over the requests there are, side by side. Saves nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from financiering.domain.bedragen import NUL
from financiering.models import Geldstroom


@dataclass(frozen=True, slots=True)
class Verdeling:
    """One way to divide: euros per request, and what that comes to."""

    over_nu: Decimal
    gevraagd: Decimal
    toegekend: Decimal
    aantal: int
    niets: int
    """Requests that get nothing."""
    ten_volle: int
    """Requests that get all they asked."""

    @property
    def over(self) -> Decimal:
        """What would be left; below zero when it does not fit."""
        return self.over_nu - self.toegekend

    @property
    def past(self) -> bool:
        return self.over >= 0


def pick_gevraagd(stroom: Geldstroom) -> Decimal:
    """What a request asks, in euros."""
    return stroom.aangevraagd if stroom.aangevraagd is not None else stroom.verwacht or NUL


def compute_verdeling(
    over: Decimal, aanvragen: Sequence[Any], bedragen: Mapping[int, Decimal]
) -> Verdeling:
    """What remains of `over` euros when each request gets its amount; one that is not named gets nothing."""
    gegeven = {stroom.pk: bedragen.get(stroom.pk, NUL) for stroom in aanvragen}
    return Verdeling(
        over_nu=over,
        gevraagd=sum(map(pick_gevraagd, aanvragen), NUL),
        toegekend=sum(gegeven.values(), NUL),
        aantal=len(aanvragen),
        niets=sum(not bedrag for bedrag in gegeven.values()),
        ten_volle=sum(
            bool(gegeven[stroom.pk]) and gegeven[stroom.pk] >= pick_gevraagd(stroom)
            for stroom in aanvragen
        ),
    )


def divide_evenredig(over: Decimal, aanvragen: Sequence[Any]) -> dict[int, Decimal]:
    """Everybody the same share of what they ask, in whole euros, never more than there is."""
    gevraagd = sum(map(pick_gevraagd, aanvragen), NUL)
    deel = min(Decimal(1), max(over, NUL) / gevraagd) if gevraagd else NUL
    return {stroom.pk: Decimal(int(pick_gevraagd(stroom) * deel)) for stroom in aanvragen}
