"""From euros to points on the paper. Only drawing uses floats; figures stay Decimal."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal


@dataclass(frozen=True, slots=True)
class Schaal:
    """A straight line from amounts to places; always with zero on it."""

    laag: Decimal
    hoog: Decimal
    begin: float
    einde: float

    def place(self, bedrag: Decimal) -> float:
        bereik = self.hoog - self.laag
        deel = float((bedrag - self.laag) / bereik) if bereik else 0.0
        return self.begin + deel * (self.einde - self.begin)


def find_stap(bereik: Decimal, aantal: int = 4) -> Decimal:
    """A round step (1, 2 or 5 and zeros) that divides a range in about so many parts."""
    if bereik <= 0:
        return Decimal(1)
    ruw = bereik / aantal
    macht = Decimal(10) ** ruw.adjusted()
    return next(factor * macht for factor in (1, 2, 5, 10) if factor * macht >= ruw)


def list_stappen(laag: Decimal, hoog: Decimal, aantal: int = 4) -> list[Decimal]:
    """Round amounts from at or below `laag` to at or above `hoog`, with zero among them."""
    stap = find_stap(hoog - laag, aantal)
    eerste = int((laag / stap).to_integral_value(ROUND_FLOOR))
    laatste = int((hoog / stap).to_integral_value(ROUND_CEILING))
    return [stap * plek for plek in range(eerste, laatste + 1)]
