"""What a rule says, and how outcomes are ranked."""

from datetime import date
from typing import Any, NamedTuple

from financiering.domain.codes import ERNST_ORDE, Ernst, WieKan

LADDER = INFO, LET_OP, RISICO, KRITIEK = (Ernst.INFO, Ernst.LET_OP, Ernst.RISICO, Ernst.KRITIEK)


class Uitkomst(NamedTuple):
    """One outcome of one rule: level, one plain sentence, the figures apart, and what to do.

    `laatste_dag` is the last day on which acting still helps, where one can be computed.
    `ontbreekt` names the fields that are missing when nothing can be said.
    """

    ernst: Ernst
    uitleg: str
    advies: str
    wie_kan: WieKan
    cijfers: dict[str, Any]
    laatste_dag: date | None = None
    stroom: tuple[int, str] | None = None
    """pk and kenmerk of the stream it is about; None: about the initiative."""
    ontbreekt: tuple[str, ...] = ()
    verzachting: tuple[str, ...] = ()

    def soften(self, reden: str) -> "Uitkomst":
        """One level lower, never below info, with the reason in sight."""
        plek = max(0, LADDER.index(self.ernst) - 1)
        return self._replace(ernst=LADDER[plek], verzachting=(*self.verzachting, reden))


class Bevinding(NamedTuple):
    """An outcome with the rule and the initiative it belongs to."""

    initiatief_id: int
    initiatief: str
    regel: str
    regelversie: int
    grondslag: str
    over_mensen: bool
    op_proef: bool
    uitkomst: Uitkomst


def report_ontbrekend(uitleg: str, *velden: str, stroom: tuple[int, str] | None = None) -> Uitkomst:
    """Nothing can be said yet, and this is what to fill in."""
    return Uitkomst(
        Ernst.NIET_TE_BEOORDELEN,
        f"Dit kunnen we nog niet zeggen: {uitleg}",
        "Vul dit in, dan kijken we opnieuw.",
        WieKan.INITIATIEF,
        cijfers={},
        stroom=stroom,
        ontbreekt=velden,
    )


def pick_ernst(
    *, info: bool = False, let_op: bool = False, risico: bool = False, kritiek: bool = False
) -> Ernst | None:
    """The highest level whose condition holds; None when none does."""
    if kritiek:
        return KRITIEK
    if risico:
        return RISICO
    if let_op:
        return LET_OP
    return INFO if info else None


def rank_bevinding(bevinding: Bevinding) -> tuple[int, date, str, str]:
    """Sort key: worst first, then the earliest last day to act, then name and rule."""
    uitkomst = bevinding.uitkomst
    return (
        ERNST_ORDE[uitkomst.ernst],
        uitkomst.laatste_dag or date.max,
        bevinding.initiatief,
        bevinding.regel,
    )
