"""What a giver's own rules ask of a grant of a certain amount."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from financiering.domain.codes import Niveau


@dataclass(frozen=True, slots=True)
class Drempel:
    """Up to (not including) `tot` euros this level is the most that may be asked; None: no upper end."""

    tot: Decimal | None
    niveau: Niveau


def find_niveau(bedrag: Decimal, drempels: Iterable[Drempel]) -> Niveau | None:
    """The level a profile allows at this amount in euros; None when the profile does not say."""
    op_hoogte = sorted(drempels, key=lambda d: (d.tot is None, d.tot or Decimal(0)))
    for drempel in op_hoogte:
        if drempel.tot is None or bedrag < drempel.tot:
            return Niveau(drempel.niveau)
    return None
