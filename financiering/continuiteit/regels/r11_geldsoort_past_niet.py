"""R11, the kind of money does not fit.

Source documents 001 (seed money must be free of conditions; base cost wants structural money) and 004
(there are no structural means). Incidental money that pays the base cost, seed money with conditions, and
an idea that got no seed money at all.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from financiering.continuiteit.feiten import Dossier, FeitStroom
from financiering.continuiteit.horizon import (
    build_jaar_vooruit,
    compute_horizon,
    find_kosten,
    sum_periode,
)
from financiering.continuiteit.regel import Drempels, Regel
from financiering.continuiteit.uitkomst import Uitkomst, pick_ernst, report_ontbrekend
from financiering.domain.codes import (
    OPEN_STATUSSEN,
    ZEKERE_STATUSSEN,
    Aard,
    Ernst,
    Fase,
    Geldsoort,
    WieKan,
)
from financiering.domain.perioden import add_maanden
from financiering.domain.woorden import format_procent

BASISGELD, ZAAIGELD, INCIDENTEEL = Geldsoort.BASISGELD, Geldsoort.ZAAIGELD, Aard.INCIDENTEEL
VERDER = frozenset({Fase.UITVOERING, Fase.GEBORGD})


def beoordeel(dossier: Dossier, peildatum: date, drempels: Drempels) -> Iterable[Uitkomst]:
    """About the initiative as a whole."""
    begin, einde = build_jaar_vooruit(peildatum)
    incidenteel = [
        stroom
        for stroom in dossier.zekere
        if stroom.geldsoort == BASISGELD
        and stroom.aard == INCIDENTEEL
        and stroom.van <= einde
        and (stroom.tot is None or stroom.tot >= begin)
    ]
    voorwaarden = _has_voorwaarden(dossier, peildatum)
    zonder = _has_no_zaaigeld(dossier, peildatum, int(drempels["idee_maanden"]))
    kosten = find_kosten(dossier, peildatum.year)
    onbekend = next((stroom for stroom in incidenteel if stroom.bedrag is None), None)
    deel = Decimal(0)
    if kosten and not onbekend:
        deel = Decimal(sum(sum_periode(s, s.bedrag, begin, einde) for s in incidenteel)) / kosten
    risico = deel >= drempels["risico_deel"] and _is_in_uitvoering(dossier, peildatum, drempels)
    ernst = pick_ernst(
        info=deel >= drempels["info_deel"],
        let_op=deel >= drempels["let_op_deel"] or voorwaarden or zonder,
        risico=risico,
        kritiek=risico and _has_gat(dossier, peildatum, int(drempels["kritiek_maanden"])),
    )
    if ernst:
        yield _report(ernst, deel, voorwaarden=voorwaarden, zonder=zonder)
    elif incidenteel and not kosten:
        yield report_ontbrekend("we weten niet wat een maand openblijven kost.", "begroting")
    elif onbekend:
        yield report_ontbrekend(
            f"het bedrag van “{onbekend.omschrijving}” is niet ingevuld.",
            "verleend",
            stroom=(onbekend.pk, onbekend.kenmerk),
        )


def _has_voorwaarden(dossier: Dossier, peildatum: date) -> bool:
    """Seed money that runs or is asked for, with conditions."""
    return any(
        stroom.geldsoort == ZAAIGELD
        and stroom.voorwaarden is True
        and stroom.status in ZEKERE_STATUSSEN | OPEN_STATUSSEN
        and (stroom.tot is None or stroom.tot >= peildatum)
        for stroom in dossier.stromen
    )


def _has_no_zaaigeld(dossier: Dossier, peildatum: date, maanden: int) -> bool:
    """Still an idea after some months, and nobody ever gave seed money."""
    start = dossier.initiatief.startdatum
    if dossier.initiatief.fase != Fase.IDEE or start is None:
        return False
    kreeg = any(_is_gekregen(stroom) for stroom in dossier.stromen)
    return add_maanden(start, maanden) < peildatum and not kreeg


def _is_gekregen(stroom: FeitStroom) -> bool:
    return stroom.geldsoort == ZAAIGELD and stroom.status in ZEKERE_STATUSSEN


def _is_in_uitvoering(dossier: Dossier, peildatum: date, drempels: Drempels) -> bool:
    start = dossier.initiatief.startdatum
    maanden = int(drempels["uitvoering_maanden"])
    return (
        dossier.initiatief.fase in VERDER
        and start is not None
        and add_maanden(start, maanden) < peildatum
    )


def _has_gat(dossier: Dossier, peildatum: date, maanden: int) -> bool:
    horizon = compute_horizon(dossier, peildatum)
    return horizon is not None and horizon.gat is not None and horizon.gat <= maanden


def _report(ernst: Ernst, deel: Decimal, *, voorwaarden: bool, zonder: bool) -> Uitkomst:
    zinnen = []
    if deel:
        zinnen.append(
            f"Van de vaste kosten van een jaar wordt {format_procent(deel)} betaald met incidenteel geld."
        )
    if voorwaarden:
        zinnen.append("Aan zaaigeld zijn voorwaarden verbonden.")
    if zonder:
        zinnen.append("Het idee ligt er al een tijd, en er is nog geen zaaigeld geweest.")
    return Uitkomst(
        ernst,
        " ".join(zinnen),
        "Vraag voor de vaste kosten een vaste plek in de begroting. Zaaigeld hoort klein, snel en zonder "
        "voorwaarden te zijn.",
        WieKan.SAMEN,
        cijfers={
            "deel_incidenteel": format_procent(deel),
            "zaaigeld_met_voorwaarden": voorwaarden,
            "idee_zonder_zaaigeld": zonder,
        },
    )


REGEL = Regel(
    code="R11",
    versie=1,
    naam="Het soort geld past niet",
    grondslag="001 Zelf- en samenredzaamheid; 004 De kracht van het gewone",
    drempels={
        "info_deel": Decimal("0.25"),
        "let_op_deel": Decimal("0.50"),
        "risico_deel": Decimal("0.75"),
        "uitvoering_maanden": Decimal(12),
        "idee_maanden": Decimal(3),
        "kritiek_maanden": Decimal(12),
    },
    uitleg=(
        "Welk deel van de kosten van een jaar betaalt incidenteel geld dat als basisgeld "
        "wordt gebruikt? Is er zaaigeld met voorwaarden? Of een idee, ouder dan "
        "{idee_maanden} maanden, zonder zaaigeld?"
    ),
    niveaus={
        Ernst.INFO: "{info_deel:%} van de kosten of meer",
        Ernst.LET_OP: (
            "{let_op_deel:%} of meer, of zaaigeld met voorwaarden, of een idee zonder zaaigeld"
        ),
        Ernst.RISICO: (
            "{risico_deel:%} of meer, en het initiatief is langer dan {uitvoering_maanden} "
            "maanden bezig en in uitvoering"
        ),
        Ernst.KRITIEK: "risico, en een gat in het geld binnen {kritiek_maanden} maanden",
    },
    voorbeeld=(
        "Een fonds betaalt tijdelijk 85% van de kosten van een initiatief dat al jaren draait: risico."
    ),
    beoordeel=beoordeel,
)
