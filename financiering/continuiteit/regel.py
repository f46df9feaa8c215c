"""What a rule is, and what an installation may set about it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from financiering.continuiteit.feiten import Dossier
from financiering.continuiteit.uitkomst import Uitkomst
from financiering.domain.codes import Ernst, Status
from financiering.domain.woorden import format_bedrag, format_procent

Drempels = Mapping[str, Decimal | int]
Beoordeel = Callable[[Dossier, date, Drempels], Iterable[Uitkomst]]

GAAT_DOOR = frozenset(Status) - {Status.AFGEWEZEN, Status.INGETROKKEN}
"""No rule speaks about one stream that was refused or withdrawn."""


@dataclass(frozen=True, slots=True)
class Regel:
    """One rule: a pure function of facts, reference date and thresholds, with where it comes from.

    `uitleg`, `niveaus` and `verzachting` are Dutch, and name every threshold as `{sleutel}`,
    `{sleutel:%}` for a share of one, or `{sleutel:€}` for euros; `explain` fills them in.
    """

    code: str
    versie: int
    naam: str
    grondslag: str
    drempels: Drempels
    beoordeel: Beoordeel
    over_mensen: bool = False
    geldt_bij: frozenset[Status] = GAAT_DOOR
    """States of a stream in which this rule can say something about it."""
    loopt: bool = False
    """Whether it only speaks about a stream whose last day has not passed."""
    uitleg: str = ""
    niveaus: Mapping[Ernst, str] = field(default_factory=dict)
    verzachting: str = ""
    voorbeeld: str = ""


class _Getal:
    """A threshold as it reads in a sentence."""

    def __init__(self, waarde: Decimal) -> None:
        self.waarde = waarde

    def __format__(self, vorm: str) -> str:
        if vorm == "%":
            return format_procent(self.waarde)
        if vorm == "€":
            return format_bedrag(self.waarde, centen=False)
        return f"{self.waarde.normalize():f}".replace(".", ",")


def explain(tekst: str, drempels: Drempels) -> str:
    """A text of a rule with its thresholds filled in. Raises KeyError for one that does not exist."""
    return tekst.format_map(
        {sleutel: _Getal(Decimal(waarde)) for sleutel, waarde in drempels.items()}
    )


@dataclass(frozen=True, slots=True)
class Instellingen:
    """What an installation set itself: thresholds by (rule, key), and the rules on trial."""

    drempels: Mapping[tuple[str, str], Decimal]
    op_proef: frozenset[str] = frozenset()


STANDAARD = Instellingen({})
