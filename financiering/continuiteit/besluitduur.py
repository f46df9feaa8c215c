"""How late a giver's decisions came until now: what happened, not a forecast.

A forecast per giver was tried on a real register and did no better than one number for everybody
(docs/kalibratie.md), so only the past is told, and nothing when it is too short.
"""

from collections.abc import Sequence
from typing import NamedTuple

MINSTENS = 10
"""Fewer decisions than this say little about a giver and much about single applications."""


class Verloop(NamedTuple):
    """Days late of past decisions, below zero for early: half came by `mediaan`, nine in ten by `p90`."""

    mediaan: int
    p90: int
    aantal: int


def summarize_besluiten(dagen_te_laat: Sequence[int]) -> Verloop | None:
    """The past of one giver and one kind of grant; None when it is too short to tell."""
    aantal = len(dagen_te_laat)
    if aantal < MINSTENS:
        return None
    op_rij = sorted(dagen_te_laat)
    return Verloop(op_rij[(aantal - 1) // 2], op_rij[(9 * aantal - 1) // 10], aantal)


def describe_verloop(verloop: Verloop) -> str:
    """Two sentences in Dutch, about what was and not about what will be."""
    if verloop.p90 <= 0:
        return f"Deze gever besloot {verloop.aantal} keer, bijna altijd op tijd."
    laat = verloop.mediaan > 0
    helft = (
        f"de helft kwam {_dagen(verloop.mediaan)} of meer te laat"
        if laat
        else "de helft kwam op tijd"
    )
    return (
        f"Deze gever besloot {verloop.aantal} keer: {helft}, "
        f"1 op 10 kwam meer dan {_dagen(verloop.p90)} na de uiterste datum."
    )


def _dagen(aantal: int) -> str:
    return f"{aantal} dag" if aantal == 1 else f"{aantal} dagen"
