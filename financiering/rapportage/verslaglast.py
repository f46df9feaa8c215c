"""What accounting takes: per stream, per giver and per year, and what other rules would have asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from financiering.continuiteit.dossier import load_schatting
from financiering.domain.codes import BRONNEN_ZONDER_BESLUIT, ZEKERE_STATUSSEN, Niveau
from financiering.domain.regimes import Drempel
from financiering.domain.verslaglast import (
    LICHT,
    Last,
    Schatting,
    compute_last,
    raise_drempel,
    sum_lasten,
    try_profiel,
)
from financiering.models import Geldstroom, Regelprofiel
from financiering.rapportage.regime import list_drempels, load_regime

JAREN_TERUG = 5


class Stroomlast(NamedTuple):
    """One grant, the level that is asked of it, and what that takes."""

    stroom: Geldstroom
    niveau: Niveau | None
    last: Last


@dataclass(frozen=True, slots=True)
class Proef:
    """What a profile would have asked of real grants, now and with nothing asked below a higher sum."""

    nu: Mapping[Niveau | None, Last]
    dan: Mapping[Niveau | None, Last]

    @property
    def verslagen_minder(self) -> int:
        return sum_lasten(self.nu.values()).verslagen - sum_lasten(self.dan.values()).verslagen

    @property
    def uren_minder(self) -> Decimal:
        return sum_lasten(self.nu.values()).uren - sum_lasten(self.dan.values()).uren

    @property
    def zonder_verslag(self) -> Decimal:
        """Euros that would no longer be reported on."""
        return _sum_licht(self.dan) - _sum_licht(self.nu)

    @property
    def zonder_verslag_procent(self) -> Decimal:
        """The same as a percentage of all money."""
        alles = sum_lasten(self.nu.values()).bedrag
        return self.zonder_verslag * 100 / alles if alles else Decimal(0)


def _sum_licht(lasten: Mapping[Niveau | None, Last]) -> Decimal:
    return sum((last.bedrag for niveau, last in lasten.items() if niveau in LICHT), Decimal(0))


def list_stroomlasten(stromen: QuerySet[Any, Any], peildatum: date) -> list[Stroomlast]:
    """Each granted stream of a giver that may ask something, in a fixed number of queries."""
    schatting = load_schatting(peildatum)
    toegekend = (
        stromen.filter(status__in=ZEKERE_STATUSSEN)
        .exclude(bron__in=BRONNEN_ZONDER_BESLUIT)
        .select_related("financier", "initiatief")
        .prefetch_related("financier__regelprofielen__drempels", "verantwoordingen")
        .order_by("financier__naam", "van", "pk")
    )
    return [_measure(stroom, schatting) for stroom in toegekend]


def _measure(stroom: Geldstroom, schatting: Schatting) -> Stroomlast:
    regime = load_regime(stroom)
    niveau = regime.geldend if regime else None
    rijen = list(stroom.verantwoordingen.all())
    last = compute_last(
        stroom.verleend,
        niveau,
        schatting,
        uren=_sum_bekend(rij.uren for rij in rijen),
        accountantskosten=_sum_bekend(rij.accountantskosten for rij in rijen),
        zwaarder=bool(regime and regime.is_zwaarder),
    )
    return Stroomlast(stroom, niveau, last)


def _sum_bekend(waarden: Iterable[Decimal | None]) -> Decimal | None:
    """What was written down; None when nothing was."""
    bekend = [waarde for waarde in waarden if waarde is not None]
    return sum(bekend, Decimal(0)) if bekend else None


def sum_per_gever(lasten: Iterable[Stroomlast]) -> list[tuple[str, Last]]:
    """Per giver, the heaviest for its money first."""
    samen: dict[str, Last] = {}
    for een in lasten:
        naam = een.stroom.financier.naam
        samen[naam] = samen.get(naam, Last()) + een.last
    return sorted(samen.items(), key=lambda rij: -(rij[1].procent or 0))


def sum_per_jaar(lasten: Iterable[Stroomlast], tot_jaar: int) -> list[tuple[int, Last]]:
    """Per year in which the grants began, the newest first."""
    samen: dict[int, Last] = {}
    for een in lasten:
        jaar = een.stroom.van.year
        if tot_jaar - JAREN_TERUG < jaar <= tot_jaar:
            samen[jaar] = samen.get(jaar, Last()) + een.last
    return sorted(samen.items(), reverse=True)


def try_regels(
    stromen: QuerySet[Any, Any], jaar: int, profiel: Regelprofiel, tot: Decimal, peildatum: date
) -> Proef:
    """What these rules would have asked of the grants that began in a year; `tot` in euros. Saves nothing."""
    schatting = load_schatting(peildatum)
    begonnen = Q(van__gte=date(jaar, 1, 1), van__lte=date(jaar, 12, 31))
    bedragen = list(
        stromen.filter(begonnen, status__in=ZEKERE_STATUSSEN, verleend__gt=0)
        .exclude(bron__in=BRONNEN_ZONDER_BESLUIT)
        .values_list("verleend", flat=True)
    )
    drempels: list[Drempel] = list_drempels(profiel)
    return Proef(
        try_profiel(bedragen, drempels, schatting),
        try_profiel(bedragen, raise_drempel(drempels, tot), schatting),
    )
