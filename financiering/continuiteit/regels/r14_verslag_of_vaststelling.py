"""R14, a report or its settlement that is late.

Source document 001: initiatives have to account for the money they get. Two clocks: (a) the report is
the initiative's, until the date the giver named; (b) settling it (vaststelling) is the giver's, within
the weeks of its own rules, else 22 (Uniform Subsidiekader). A giver that settles at once, because it
asks no report or one on request only, has no second clock. Awb 4:17, 4:46, 4:47.
Calibration (Amsterdam 2016-2019): granting to settling took a median 322 days.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from financiering.continuiteit.feiten import Dossier, FeitProfiel, FeitStroom, FeitVerantwoording
from financiering.continuiteit.regel import Drempels, Regel
from financiering.continuiteit.regels.r13_verantwoordingslast import find_regelprofiel, pick_gever
from financiering.continuiteit.uitkomst import Uitkomst, pick_ernst
from financiering.domain.codes import (
    BRONNEN_ZONDER_BESLUIT,
    SUBSIDIEBRONNEN,
    Ernst,
    Niveau,
    Status,
    WieKan,
)
from financiering.domain.regimes import find_niveau
from financiering.domain.woorden import format_dagen, format_datum

OPEN = frozenset({Status.VERLEEND, Status.VERANTWOORD})
DIRECT = frozenset({Niveau.GEEN, Niveau.DESGEVRAAGD})
"""Levels at which a giver settles at once and waits for no report."""


def beoordeel(dossier: Dossier, peildatum: date, drempels: Drempels) -> Iterable[Uitkomst]:
    """At most one outcome per granted stream that is not settled: its report, or the settling of it."""
    if not dossier.verantwoordingen:
        return
    vanaf = peildatum + timedelta(days=int(drempels["info_dagen_vooraf"]))
    for stroom in dossier.stromen:
        verslagen = dossier.verantwoordingen.get(stroom.pk)
        if not verslagen or stroom.status not in OPEN or stroom.vastgesteld_op:
            continue
        if not any(_is_nu(verslag, vanaf) for verslag in verslagen):
            continue
        profiel = find_regelprofiel(dossier, stroom)
        wacht = [
            verslag
            for verslag in verslagen
            if verslag.ingediend_op is None and not _settles_at_once(stroom, [verslag], profiel)
        ]
        if wacht:
            yield from _judge_verslag(stroom, wacht, peildatum, drempels)
        elif stroom.bron not in BRONNEN_ZONDER_BESLUIT:
            yield from _judge_vaststelling(dossier, stroom, verslagen, peildatum, drempels)


def _is_nu(verslag: FeitVerantwoording, vanaf: date) -> bool:
    """Whether either clock of a report can say something yet: it went, or its day is near."""
    if verslag.ingediend_op is not None:
        return True
    return verslag.uiterlijk is not None and verslag.uiterlijk <= vanaf


def _judge_verslag(
    stroom: FeitStroom,
    wacht: Sequence[FeitVerantwoording],
    peildatum: date,
    drempels: Drempels,
) -> Iterable[Uitkomst]:
    """The initiative's clock: the first report that still has to go."""
    dagen = [verslag.uiterlijk for verslag in wacht if verslag.uiterlijk]
    if not dagen:
        return
    uiterlijk = min(dagen)
    te_laat = (peildatum - uiterlijk).days
    if te_laat < -drempels["info_dagen_vooraf"]:
        return
    ernst = pick_ernst(
        info=True,
        let_op=te_laat >= -drempels["let_op_dagen_vooraf"],
        risico=te_laat > drempels["risico_verslag_te_laat"],
        kritiek=te_laat > drempels["kritiek_verslag_te_laat"],
    )
    if ernst:
        yield Uitkomst(
            ernst,
            _tell_verslag(stroom, uiterlijk, te_laat),
            _advise_verslag(te_laat),
            WieKan.INITIATIEF,
            cijfers={
                "verantwoorden_voor": uiterlijk.isoformat(),
                "dagen_te_laat": te_laat,
                "financier": stroom.financier,
            },
            laatste_dag=uiterlijk if te_laat <= 0 else None,
            stroom=(stroom.pk, stroom.kenmerk),
        )


def _tell_verslag(stroom: FeitStroom, uiterlijk: date, te_laat: int) -> str:
    wat = f"Het verslag over “{stroom.omschrijving}”"
    wanneer = f"{format_datum(uiterlijk)} bij {stroom.financier}"
    if te_laat > 0:
        return f"{wat} had op {wanneer} moeten zijn. Dat was {format_dagen(te_laat)}."
    return f"{wat} moet uiterlijk {wanneer} zijn, {format_dagen(te_laat)}."


def _advise_verslag(te_laat: int) -> str:
    if te_laat > 0:
        return (
            "Bel de gever vandaag, stuur op wat er al is en spreek een nieuwe datum af. Zonder verslag "
            "kan de gever een lager bedrag vaststellen (Awb 4:46 en 4:47)."
        )
    return (
        "Lukt het niet op tijd? Vraag vóór die dag om uitstel, met een reden en een nieuwe datum."
    )


def _judge_vaststelling(
    dossier: Dossier,
    stroom: FeitStroom,
    verslagen: Sequence[FeitVerantwoording],
    peildatum: date,
    drempels: Drempels,
) -> Iterable[Uitkomst]:
    """The giver's clock: from the last report that went."""
    ingediend = max((v.ingediend_op for v in verslagen if v.ingediend_op), default=None)
    if ingediend is None:
        return
    profiel = find_regelprofiel(dossier, stroom)
    weken = (profiel and profiel.vaststellen_weken) or int(drempels["vaststellen_weken"])
    uiterste = ingediend + timedelta(weeks=weken)
    te_laat = (peildatum - uiterste).days
    ernst = pick_ernst(
        let_op=te_laat >= drempels["let_op_vaststelling_te_laat"],
        risico=te_laat > drempels["risico_vaststelling_te_laat"],
        kritiek=te_laat > drempels["kritiek_vaststelling_te_laat"],
    )
    if ernst and not _settles_at_once(stroom, verslagen, profiel):
        yield Uitkomst(
            ernst,
            f"{stroom.financier} heeft sinds {format_datum(ingediend)} het verslag over "
            f"“{stroom.omschrijving}”. De vaststelling had er op {format_datum(uiterste)} moeten zijn. "
            f"Dat was {format_dagen(te_laat)}.",
            _advise_vaststelling(stroom),
            pick_gever(stroom),
            cijfers={
                "verantwoord_op": ingediend.isoformat(),
                "vaststellen_voor": uiterste.isoformat(),
                "weken": weken,
                "dagen_te_laat": te_laat,
                "financier": stroom.financier,
            },
            stroom=(stroom.pk, stroom.kenmerk),
        )


def _settles_at_once(
    stroom: FeitStroom, verslagen: Sequence[FeitVerantwoording], profiel: FeitProfiel | None
) -> bool:
    """What the giver asked decides; when nobody wrote that down, its rules at this amount."""
    gevraagd = [verslag.niveau for verslag in verslagen if verslag.niveau]
    if gevraagd:
        return DIRECT.issuperset(gevraagd)
    if profiel is None or stroom.bedrag is None:
        return False
    return find_niveau(stroom.bedrag, profiel.drempels) in DIRECT


def _advise_vaststelling(stroom: FeitStroom) -> str:
    advies = "Herinner de gever schriftelijk. Tot de vaststelling staat het laatste deel van het geld niet vast."
    if stroom.bron in SUBSIDIEBRONNEN:
        return f"{advies} Je mag de gever in gebreke stellen, ook voor een vaststelling (Awb 4:17)."
    return advies


REGEL = Regel(
    code="R14",
    versie=1,
    naam="Het verslag of de vaststelling is laat",
    grondslag="001 Zelf- en samenredzaamheid; Awb 4:17, 4:46 en 4:47; Uniform Subsidiekader",
    drempels={
        "info_dagen_vooraf": Decimal(42),
        "let_op_dagen_vooraf": Decimal(14),
        "risico_verslag_te_laat": Decimal(14),
        "kritiek_verslag_te_laat": Decimal(56),
        "vaststellen_weken": Decimal(22),
        "let_op_vaststelling_te_laat": Decimal(1),
        "risico_vaststelling_te_laat": Decimal(42),
        "kritiek_vaststelling_te_laat": Decimal(182),
    },
    uitleg=(
        "Twee klokken. Het verslag van het initiatief, en daarna het besluit van de gever"
        " over het eindbedrag: binnen de weken van de eigen regels, anders "
        "{vaststellen_weken} weken. Vraagt de gever geen verslag, of alleen een verslag op verzoek, dan is er "
        "geen tweede klok."
    ),
    niveaus={
        Ernst.INFO: "het verslag moet er binnen {info_dagen_vooraf} dagen zijn",
        Ernst.LET_OP: (
            "het verslag moet er binnen {let_op_dagen_vooraf} dagen zijn of is te laat; of de"
            " vaststelling is {let_op_vaststelling_te_laat} dag of meer te laat"
        ),
        Ernst.RISICO: (
            "het verslag is meer dan {risico_verslag_te_laat} dagen te laat, of de "
            "vaststelling meer dan {risico_vaststelling_te_laat}"
        ),
        Ernst.KRITIEK: (
            "het verslag is meer dan {kritiek_verslag_te_laat} dagen te laat, of de "
            "vaststelling meer dan {kritiek_vaststelling_te_laat}"
        ),
    },
    voorbeeld=(
        "Het verslag is op 1 april ingediend, en op 1 februari van het jaar erna is er "
        "nog geen vaststelling: risico."
    ),
    geldt_bij=OPEN,
    beoordeel=beoordeel,
)
