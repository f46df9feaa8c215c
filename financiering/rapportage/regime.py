"""What a giver asks of one grant: from its amount, its kind, and the rules in force when it was decided."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from financiering.domain.codes import BRONNEN_ZONDER_BESLUIT, Bron, Niveau
from financiering.domain.regimes import (
    ZONDER_VERSLAG,
    Drempel,
    Regime,
    compute_uiterlijk,
    find_drempel,
)
from financiering.models import Geldstroom, Regelprofiel, Verantwoording

CENT = Decimal("0.01")


def load_regime(stroom: Geldstroom) -> Regime | None:
    """None for own income and gifts: nobody asks to account for those.

    A grant of several years keeps the rules that were in force when it was decided. Prefetch
    `financier__regelprofielen__drempels` and `verantwoordingen` when asking this for many streams.
    """
    if Bron(stroom.bron) in BRONNEN_ZONDER_BESLUIT:
        return None
    bedrag = pick_bedrag(stroom)
    verslag = next(iter(stroom.verantwoordingen.all()), None)
    gevraagd = Niveau(verslag.niveau) if verslag and verslag.niveau else None
    reden = verslag.reden_zwaarder if verslag else ""
    profiel = find_profiel(stroom)
    drempel = (
        find_drempel(bedrag, list_drempels(profiel)) if profiel and bedrag is not None else None
    )
    if profiel is None or drempel is None:
        return Regime(
            stroom.financier.naam,
            bedrag,
            gevraagd=gevraagd,
            uiterlijk=_pick_dag(stroom, verslag, None),
        )
    return Regime(
        stroom.financier.naam,
        bedrag,
        niveau=Niveau(drempel.niveau),
        direct=drempel.direct,
        profiel=profiel.naam,
        bron=profiel.bron,
        niet_nagegaan=profiel.niet_nagegaan,
        gevraagd=gevraagd,
        reden_zwaarder=reden,
        uiterlijk=_pick_dag(stroom, verslag, profiel),
        bewaren_jaren=profiel.bewaren_jaren,
        meld_afwijking_procent=profiel.meld_afwijking_procent,
    )


def pick_bedrag(stroom: Geldstroom) -> Decimal | None:
    """The amount the rules look at: granted, else asked, else expected; euros."""
    return next(
        (b for b in (stroom.verleend, stroom.aangevraagd, stroom.verwacht) if b is not None), None
    )


def find_profiel(stroom: Geldstroom) -> Regelprofiel | None:
    """The giver's rules in force on the day of the decision, else of the application, else of the start."""
    dag = stroom.beschikking_op or stroom.ingediend_op or stroom.van
    passend = [
        profiel
        for profiel in stroom.financier.regelprofielen.all()
        if profiel.geldig_van <= dag and (profiel.geldig_tot is None or profiel.geldig_tot >= dag)
    ]
    return max(passend, key=lambda profiel: profiel.geldig_van, default=None)


def list_drempels(profiel: Regelprofiel) -> list[Drempel]:
    """The steps of a profile as the domain reads them; the upper end excluded."""
    return [
        Drempel(
            rij.tot + CENT if rij.tot is not None and rij.tot_en_met else rij.tot,
            Niveau(rij.niveau),
            rij.direct_vaststellen,
        )
        for rij in profiel.drempels.all()
    ]


def _pick_dag(
    stroom: Geldstroom, verslag: Verantwoording | None, profiel: Regelprofiel | None
) -> date | None:
    """The date in the decision, or the one it was moved to; else what the rules say."""
    if verslag and verslag.uiterlijk:
        return verslag.uiterlijk
    if profiel is None:
        return None
    return compute_uiterlijk(
        tot=stroom.tot,
        regelmaat=stroom.regelmaat,
        jaarlijks=(profiel.verantwoorden_maand, profiel.verantwoorden_dag),
        weken=profiel.verantwoorden_weken,
    )


class Verslagdag(NamedTuple):
    """A report that has to go without anybody asking again."""

    nummer: int
    dag: date
    niveau: Niveau | None
    """None: nobody wrote down what is asked."""
    uit_regels: bool
    """Whether the day follows from the giver's rules, because no letter names one."""


def list_verslagdagen(stroom: Geldstroom) -> Iterator[Verslagdag]:
    """The reports of a grant that still have to go: as the giver said, else as its rules say.

    The rules of a giver date the first report; of a later one only what was written down is known.
    Prefetch as for `load_regime`.
    """
    regime = load_regime(stroom)
    regel = regime.niveau if regime else None
    verslagen = list(stroom.verantwoordingen.all())
    if not verslagen and regime and regime.uiterlijk and regime.vraagt_verslag:
        yield Verslagdag(1, regime.uiterlijk, regel, uit_regels=True)
    for verslag in verslagen:
        dag = verslag.uiterlijk
        if dag is None and verslag is verslagen[0] and regime:
            dag = regime.uiterlijk
        niveau = Niveau(verslag.niveau) if verslag.niveau else regel
        if dag and not verslag.ingediend_op and niveau not in ZONDER_VERSLAG:
            yield Verslagdag(verslag.volgnummer, dag, niveau, verslag.uiterlijk is None)
