"""What reporting takes against what it is about: hours, costs, and their share of the money."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from financiering.domain.codes import Niveau
from financiering.domain.regimes import Drempel, find_niveau

NUL = Decimal(0)
LICHT = frozenset({Niveau.GEEN, Niveau.DESGEVRAAGD})
"""Levels at which nothing is sent unless somebody asks."""


@dataclass(frozen=True, slots=True)
class Schatting:
    """Hours per level, euros of an accountant and of an hour, where nobody wrote their own."""

    uren: Mapping[Niveau, Decimal]
    accountantskosten: Decimal
    uurtarief: Decimal


@dataclass(frozen=True, slots=True)
class Last:
    """What one or more reports take, over `bedrag` euros in `aantal` grants."""

    aantal: int = 0
    bedrag: Decimal = NUL
    verslagen: int = 0
    uren: Decimal = NUL
    kosten: Decimal = NUL
    """Euros: the hours at their rate, and accountants."""
    geschat: int = 0
    """Grants of which nobody wrote down the hours."""
    zwaarder: int = 0
    """Grants of which more is asked than the giver's own rules allow."""

    def __add__(self, ander: "Last") -> "Last":
        return Last(
            self.aantal + ander.aantal,
            self.bedrag + ander.bedrag,
            self.verslagen + ander.verslagen,
            self.uren + ander.uren,
            self.kosten + ander.kosten,
            self.geschat + ander.geschat,
            self.zwaarder + ander.zwaarder,
        )

    @property
    def uren_per_duizend(self) -> Decimal | None:
        """Hours per € 1.000; None without money."""
        return _round(self.uren * 1000 / self.bedrag) if self.bedrag else None

    @property
    def procent(self) -> Decimal | None:
        """Costs as a percentage of the money, to a tenth; None without money."""
        return _round(self.kosten * 100 / self.bedrag) if self.bedrag else None


def compute_last(
    bedrag: Decimal | None,
    niveau: Niveau | None,
    schatting: Schatting,
    *,
    uren: Decimal | None = None,
    accountantskosten: Decimal | None = None,
    zwaarder: bool = False,
) -> Last:
    """What one grant takes: what people wrote down, else the estimate of its level; nothing asked is nothing."""
    vraagt = niveau is not None and niveau not in LICHT
    geschat = schatting.uren[niveau] if niveau else NUL
    accountant = schatting.accountantskosten if niveau == Niveau.ACCOUNTANT else NUL
    besteed = geschat if uren is None else uren
    betaald = accountant if accountantskosten is None else accountantskosten
    return Last(
        aantal=1,
        bedrag=bedrag or NUL,
        verslagen=int(vraagt),
        uren=besteed,
        kosten=besteed * schatting.uurtarief + betaald,
        geschat=int(uren is None and bool(geschat)),
        zwaarder=int(zwaarder),
    )


def try_profiel(
    bedragen: Iterable[Decimal], drempels: Iterable[Drempel], schatting: Schatting
) -> dict[Niveau | None, Last]:
    """What a profile asks of grants of these amounts, per level; None: the profile does not say."""
    treden = tuple(drempels)
    samen: dict[Niveau | None, Last] = {}
    for bedrag in bedragen:
        niveau = find_niveau(bedrag, treden)
        samen[niveau] = samen.get(niveau, Last()) + compute_last(bedrag, niveau, schatting)
    return samen


def raise_drempel(drempels: Iterable[Drempel], tot: Decimal) -> list[Drempel]:
    """The same steps, with nothing asked below `tot` euros."""
    hoger = [drempel for drempel in drempels if drempel.tot is None or drempel.tot > tot]
    return [Drempel(tot, Niveau.GEEN, direct=True), *hoger]


def sum_lasten(lasten: Iterable[Last]) -> Last:
    """Together."""
    return sum(lasten, Last())


def _round(waarde: Decimal) -> Decimal:
    return waarde.quantize(Decimal("0.1"), ROUND_HALF_UP)
