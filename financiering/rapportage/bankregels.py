"""A bank statement beside the promises of an initiative: what is new, what was there, what it is for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from financiering.domain.bankregels import Bankregel, Toezegging, suggest
from financiering.domain.bedragen import NUL
from financiering.domain.codes import SoortBetaling
from financiering.models import Beschikking, Betaling, Geldstroom, Initiatief
from financiering.services.bankregels import TOEGEZEGD

ZELFDE = timedelta(days=5)
"""Days between what somebody wrote down and what the bank says, when it is the same payment."""


@dataclass(slots=True)
class Voorstellen:
    """Lines with the stream they are for (`zeker`), lines to choose for (`kies`), and what is left out.

    `bekend` are lines that are there already; `uit` counts what went out and need not go back.
    """

    zeker: list[tuple[Bankregel, int]] = field(default_factory=list)
    kies: list[Bankregel] = field(default_factory=list)
    bekend: list[Bankregel] = field(default_factory=list)
    uit: int = 0


def load_stromen(initiatief: Initiatief) -> list[Any]:
    """The streams on which money can come in, the latest first."""
    stromen = Geldstroom.objects.filter(initiatief=initiatief, status__in=TOEGEZEGD)
    return list(stromen.select_related("financier").order_by("-van", "-pk"))


def compare_afschrift(
    initiatief: Initiatief, stromen: Iterable[Geldstroom], regels: Iterable[Bankregel]
) -> Voorstellen:
    """What the lines say beside what is known; two queries, whatever their number."""
    stromen = list(stromen)
    per_stroom = defaultdict(list)
    betalingen = Betaling.objects.filter(geldstroom__initiatief=initiatief, vervallen_door="")
    for betaling in betalingen:
        per_stroom[betaling.geldstroom_id].append(betaling)
    toezeggingen = _build_toezeggingen(stromen, per_stroom)
    gehad = [b for rij in per_stroom.values() for b in rij if b.ontvangen_op]
    paren = [(regel, suggest(regel, toezeggingen)) for regel in regels]
    bekend = {regel.afdruk for regel, _ in _list_bekend(paren, gehad)}
    uit = Voorstellen()
    for regel, voorstel in paren:
        if regel.afdruk in bekend:
            uit.bekend.append(regel)
        elif voorstel is not None:
            uit.zeker.append((regel, voorstel))
        elif regel.erbij:
            uit.kies.append(regel)
        else:
            uit.uit += 1
    return uit


def _list_bekend(
    paren: Iterable[tuple[Bankregel, int | None]], gehad: list[Betaling]
) -> Iterator[tuple[Bankregel, int | None]]:
    """The lines that are there already: by their stamp, or written down by hand.

    One payment is one line; a line of which the stream is clear goes first, and only for that stream.
    """
    afdrukken = {betaling.bankafdruk for betaling in gehad}
    los = [betaling for betaling in gehad if not betaling.bankafdruk]
    for regel, voorstel in sorted(paren, key=lambda paar: paar[1] is None):
        if regel.afdruk in afdrukken:
            yield regel, voorstel
            continue
        zelfde = (betaling for betaling in los if _is_zelfde(betaling, regel, voorstel))
        if (betaling := next(zelfde, None)) is not None:
            los.remove(betaling)
            yield regel, voorstel


def _is_zelfde(betaling: Any, regel: Bankregel, voorstel: int | None) -> bool:
    erbij = betaling.soort != SoortBetaling.TERUGBETALING
    return (
        (betaling.bedrag, erbij) == (regel.bedrag, regel.erbij)
        and abs(betaling.ontvangen_op - regel.dag) <= ZELFDE
        and voorstel in (None, betaling.geldstroom_id)
    )


def _build_toezeggingen(stromen: list[Geldstroom], per_stroom: Any) -> list[Toezegging]:
    besluiten = defaultdict(list)
    gevonden = Beschikking.objects.filter(geldstroom__in=[stroom.pk for stroom in stromen])
    for pk, kenmerk in gevonden.exclude(kenmerk_gever="").values_list(
        "geldstroom_id", "kenmerk_gever"
    ):
        besluiten[pk].append(kenmerk)
    return [
        _build_toezegging(stroom, per_stroom[stroom.pk], besluiten[stroom.pk]) for stroom in stromen
    ]


def _build_toezegging(
    stroom: Geldstroom, betalingen: list[Betaling], besluiten: list[str]
) -> Toezegging:
    terug = SoortBetaling.TERUGBETALING
    binnen = sum((b.bedrag for b in betalingen if b.ontvangen_op and b.soort != terug), NUL)
    vast = stroom.vastgesteld if stroom.vastgesteld is not None else stroom.verleend
    return Toezegging(
        stroom.pk,
        stroom.financier.naam,
        [kenmerk for kenmerk in (stroom.dossiernummer, *besluiten) if kenmerk],
        [b.bedrag for b in betalingen if not b.ontvangen_op and b.soort != terug],
        max((vast or NUL) - binnen, NUL),
        [b.bedrag for b in betalingen if not b.ontvangen_op and b.soort == terug],
    )
