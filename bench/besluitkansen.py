"""A forecast of when a decision comes, tried on a register and not used: see docs/kalibratie.md.

A decision counts by its days late: from the last day it should have come to the day it came, below
zero when it was early. Of some only a period is known (a register shows when a decision was first seen
and when it was not there yet); such a decision counts for an equal part on each day of that period.

The forecast for a giver and a kind of grant mixes three lists of decisions: its own of that kind, those
of all givers of that kind, and all together. A list of n decisions weighs n / (n + `trekkracht`), and
what is left goes to the next. So a giver with few decisions is drawn towards all.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple


class Besluit(NamedTuple):
    """One decision; days late, both inclusive. They are equal when the day is known."""

    gever: int | str
    soort: str
    vroegst: int
    laatst: int


class Verwachting(NamedTuple):
    """Days late at shares of 5, 25, 50, 75, 90 and 95%, and the number of own decisions behind it."""

    p5: int
    p25: int
    p50: int
    p75: int
    p90: int
    p95: int
    aantal: int


DELEN = (0.05, 0.25, 0.50, 0.75, 0.90, 0.95)
Verdeling = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Besluitduur:
    """What was learned: shares per day late, per giver and kind, per kind, and of all."""

    per_gever: Mapping[tuple[int | str, str], Verdeling]
    per_soort: Mapping[str, Verdeling]
    alle: Verdeling
    trekkracht: float
    minstens: int

    def forecast(self, gever: int | str, soort: str) -> Verwachting | None:
        """What to expect of this giver; None when it decided too few times to say anything."""
        eigen = self.per_gever.get((gever, soort), {})
        aantal = round(sum(eigen.values()))
        if aantal < self.minstens:
            return None
        lijsten = (eigen, self.per_soort.get(soort, {}), self.alle)
        return Verwachting(*_read_delen(_mix(lijsten, self.trekkracht)), aantal)

    def forecast_allen(self, soort: str) -> Verwachting | None:
        """What all givers together do with this kind: the simpler thing to say."""
        verdeling = self.per_soort.get(soort, {})
        aantal = round(sum(verdeling.values()))
        return Verwachting(*_read_delen(verdeling), aantal) if aantal >= self.minstens else None


def learn(besluiten: Iterable[Besluit], *, trekkracht: float, minstens: int) -> Besluitduur:
    """Count the decisions; `trekkracht` and `minstens` are numbers of decisions."""
    per_gever: dict[tuple[int | str, str], dict[int, float]] = defaultdict(
        lambda: defaultdict(float)
    )
    per_soort: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    alle: dict[int, float] = defaultdict(float)
    for besluit in besluiten:
        dagen = range(besluit.vroegst, besluit.laatst + 1)
        for dag in dagen:
            for lijst in (
                per_gever[besluit.gever, besluit.soort], per_soort[besluit.soort], alle
            ):  # fmt: skip
                lijst[dag] += 1 / len(dagen)
    return Besluitduur(per_gever, per_soort, alle, trekkracht, minstens)


def _mix(lijsten: Iterable[Verdeling], trekkracht: float) -> Verdeling:
    """One list of shares; the last list takes what is left."""
    *voor, laatste = lijsten
    rest, som = 1.0, defaultdict[int, float](float)
    for lijst in voor:
        aantal = sum(lijst.values())
        deel = rest * aantal / (aantal + trekkracht) if aantal else 0.0
        _add(som, lijst, deel)
        rest -= deel
    _add(som, laatste, rest)
    return som


def _add(som: dict[int, float], lijst: Verdeling, deel: float) -> None:
    aantal = sum(lijst.values())
    for dag, gewicht in lijst.items():
        som[dag] += deel * gewicht / aantal


def _read_delen(verdeling: Verdeling) -> list[int]:
    """The first day at or before which each share of the decisions had come."""
    dagen = sorted(verdeling)
    lopend = list(accumulate(verdeling[dag] for dag in dagen))
    return [
        next(dag for dag, som in zip(dagen, lopend, strict=True) if som >= deel * lopend[-1] - 1e-9)
        for deel in DELEN
    ]
