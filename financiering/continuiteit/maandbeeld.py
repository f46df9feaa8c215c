"""The months ahead as a picture: what is certain, what is hoped for and what is missing, in euros."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import takewhile

from financiering.continuiteit.feiten import Dossier, FeitStroom
from financiering.continuiteit.horizon import (
    DEKKING,
    Maand,
    build_lijn,
    build_maanden,
    list_jaarkosten,
    pick_gehoopt,
    walk_maanden,
)
from financiering.domain.codes import Geldsoort
from financiering.domain.woorden import format_maand


@dataclass(frozen=True, slots=True)
class Maandbeeld:
    """One month of the picture, in euros: what is certain per kind of money, hoped for, and missing.

    `gewogen` is the part of the hope that was applied for, each application times how often such a one
    is granted. It stands apart from what is certain.
    """

    eerste: date
    kosten: Decimal | None
    zeker: dict[str, Decimal]
    gehoopt: Decimal
    mist: Decimal
    gewogen: Decimal = Decimal(0)


def describe_hoop(gat: int | None, maanden: Sequence[Maandbeeld]) -> str:
    """How far the hope reaches from the first month that is not certain; empty where nothing misses.

    Said of the hope alone and under its own condition: it never moves the horizon.
    """
    if gat is None:
        return ""
    vanaf = maanden[gat:]
    genoeg = list(takewhile(_is_vol_met_hoop, vanaf))
    if genoeg:
        return f"Komt al het geld waar je op hoopt, dan is er genoeg tot en met {format_maand(genoeg[-1].eerste)}."
    if any(maand.gehoopt for maand in vanaf):
        return "Het geld waar je op hoopt, is niet genoeg om dat op te vangen."
    return "Voor daarna is er nog geen geld om op te hopen."


def _is_vol_met_hoop(maand: Maandbeeld) -> bool:
    samen = sum(maand.zeker.values(), maand.gehoopt)
    return samen * 100 >= (maand.kosten or Decimal(0)) * DEKKING


def build_maandbeeld(
    dossier: Dossier, peildatum: date, weeg: Callable[[FeitStroom], Decimal] | None = None
) -> list[Maandbeeld]:
    """The months ahead for the picture; certain and hoped for are never added up.

    `weeg` gives the share of one by which an open stream counts in `gewogen`; None: nothing is weighed.
    """
    maanden = build_maanden(peildatum)
    jaren = list_jaarkosten(dossier, maanden)

    def sum_maanden(paren: Iterable[tuple[FeitStroom, Decimal | None]]) -> list[int]:
        return list(walk_maanden([build_lijn(*paar) for paar in paren], peildatum))

    zeker = {
        soort: sum_maanden((s, s.bedrag) for s in dossier.zekere if s.geldsoort == soort)
        for soort in Geldsoort
    }
    hoop = [(s, pick_gehoopt(s) or Decimal(0)) for s in dossier.stromen if s.is_gehoopt]
    gehoopt = sum_maanden(hoop)
    gewogen = [0] * len(maanden)
    if weeg:
        gewogen = sum_maanden((s, bedrag * weeg(s)) for s, bedrag in hoop)
    return [
        _build_maandbeeld(
            maand,
            jaren[maand.jaar] * maand.dagen // maand.jaardagen if jaren else None,
            zeker,
            (gehoopt[plek], gewogen[plek]),
            plek,
        )
        for plek, maand in enumerate(maanden)
    ]


def _build_maandbeeld(
    maand: Maand,
    kosten: int | None,
    zeker: dict[Geldsoort, list[int]],
    gehoopt: tuple[int, int],
    plek: int,
) -> Maandbeeld:
    """One month, with a long and a short month brought to the same length, so that what is flat looks flat."""

    def to_euro(centen: int) -> Decimal:
        return (Decimal(centen) * maand.jaardagen / (maand.dagen * 1200)).quantize(Decimal("0.01"))

    som = sum(reeks[plek] for reeks in zeker.values())
    return Maandbeeld(
        eerste=maand.eerste,
        kosten=None if kosten is None else to_euro(kosten),
        zeker={soort.value: to_euro(reeks[plek]) for soort, reeks in zeker.items()},
        gehoopt=to_euro(gehoopt[0]),
        gewogen=to_euro(gehoopt[1]),
        mist=to_euro(max(0, (kosten or 0) - som)),
    )
