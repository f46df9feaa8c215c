"""Report forms: data with a version. A form is a file; editing one never changes a report that was sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from financiering.domain.codes import NIVEAU_ORDE, Niveau

SOORTEN = frozenset({"kort", "verhaal", "telling", "bedrag"})


@dataclass(frozen=True, slots=True)
class Vraag:
    """One question. `vult` names the fact that fills it in; `eigen` keeps the answer with this grant alone."""

    sleutel: str
    soort: str
    vraag: str
    hulp: str = ""
    vult: str = ""
    verplicht: bool = True
    eigen: bool = False


@dataclass(frozen=True, slots=True)
class Sjabloon:
    """A form: its level, how many minutes it takes by estimate, and its questions."""

    code: str
    naam: str
    versie: int
    niveau: Niveau
    minuten: int
    uitleg: str
    vragen: tuple[Vraag, ...]


def read_sjabloon(code: str, inhoud: Mapping[str, Any]) -> Sjabloon:
    """A form from the content of its file. Raises ValueError that names what is wrong."""
    vragen = tuple(Vraag(**vraag) for vraag in inhoud["vragen"])
    sleutels = [vraag.sleutel for vraag in vragen]
    if len(set(sleutels)) != len(sleutels):
        raise ValueError(f"{code}: two questions with one key")
    if onbekend := {vraag.soort for vraag in vragen} - SOORTEN:
        raise ValueError(f"{code}: unknown kind of question {sorted(onbekend)}")
    return Sjabloon(
        code,
        inhoud["naam"],
        int(inhoud["versie"]),
        Niveau(inhoud["niveau"]),
        int(inhoud["minuten"]),
        inhoud["uitleg"],
        vragen,
    )


def explain_niet(sjabloon: Sjabloon, gevraagd: Niveau | None) -> str:
    """Why this form may not be used for a grant of that level; "" when it may."""
    if gevraagd is None or NIVEAU_ORDE[sjabloon.niveau] <= max(1, NIVEAU_ORDE[gevraagd]):
        return ""
    return (
        f"Dit formulier hoort bij “{sjabloon.niveau.label}”. Bij dit geld hoeft hoogstens "
        f"“{gevraagd.label}”: je hoeft minder te schrijven."
    )
