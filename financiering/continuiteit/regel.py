"""What a rule is, and what an installation may set about it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from financiering.continuiteit.feiten import Dossier
from financiering.continuiteit.uitkomst import Uitkomst

Drempels = Mapping[str, Decimal]
Beoordeel = Callable[[Dossier, date, Drempels], Iterable[Uitkomst]]


@dataclass(frozen=True, slots=True)
class Regel:
    """One rule: a pure function of facts, reference date and thresholds, with where it comes from."""

    code: str
    versie: int
    naam: str
    grondslag: str
    drempels: Drempels
    beoordeel: Beoordeel
    over_mensen: bool = False


@dataclass(frozen=True, slots=True)
class Instellingen:
    """What an installation set itself: thresholds by (rule, key), and the rules on trial."""

    drempels: Mapping[tuple[str, str], Decimal]
    op_proef: frozenset[str] = frozenset()


STANDAARD = Instellingen({})
