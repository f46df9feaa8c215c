"""Money: Decimal euros with two places, never negative, never a float.

Direction is a kind (`SoortBetaling`), not a minus sign. There is one rounding function and
one way to split, so that parts always sum to the whole.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
NUL = Decimal("0.00")


def round_bedrag(waarde: Decimal) -> Decimal:
    """Euros rounded half up to the cent."""
    return waarde.quantize(CENT, rounding=ROUND_HALF_UP)


def split_bedrag(bedrag: Decimal, gewichten: Sequence[int]) -> list[Decimal]:
    """Split euros by whole-number weights; each part rounds down, the last one takes what remains.

    The remainder goes to the last part because the last year is the one that settles
    (domein.md, "Spreading an amount over years").
    Raises ValueError when there is no weight above zero or a weight is negative.
    """
    totaal = sum(gewichten)
    if totaal <= 0 or min(gewichten) < 0:
        raise ValueError("weights must be zero or more, and one of them above zero")
    centen = int(round_bedrag(bedrag) * 100)
    delen = [centen * gewicht // totaal for gewicht in gewichten]
    laatste = max(plek for plek, gewicht in enumerate(gewichten) if gewicht)
    delen[laatste] += centen - sum(delen)
    assert sum(delen) == centen
    return [Decimal(deel).scaleb(-2) for deel in delen]
