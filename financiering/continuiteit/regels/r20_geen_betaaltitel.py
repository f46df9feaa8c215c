"""R20, no hook for structural money when the project ends.

Source documents 000 (an insurer then finds no legal hook to pay, a betaaltitel) and 001 (finding such
hooks and bridging fences). A hook counts when structural money that reaches past the project is applied
for or granted; own income and gifts need none and are none.
De Driemaster shows how it should be: its project ended and went on inside the MAG assignment.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from financiering.continuiteit.feiten import Dossier, FeitStroom
from financiering.continuiteit.regel import Drempels, Regel
from financiering.continuiteit.uitkomst import Uitkomst, pick_ernst
from financiering.domain.codes import (
    BRONNEN_ZONDER_BESLUIT,
    ZEKERE_STATUSSEN,
    Aard,
    Ernst,
    Fase,
    Status,
    WieKan,
)
from financiering.domain.perioden import add_maanden
from financiering.domain.woorden import format_datum

TELT = ZEKERE_STATUSSEN | {Status.AANGEVRAAGD}

WERKT = {
    True: "De evaluatie zegt dat het werkt.",
    False: "De evaluatie was niet positief.",
    None: "Of het werkt, is nog niet ingevuld.",
}


def beoordeel(dossier: Dossier, peildatum: date, drempels: Drempels) -> Iterable[Uitkomst]:
    """About the initiative as a whole."""
    einde = dossier.initiatief.projectfase_eindigt_op
    if einde is None or einde > add_maanden(peildatum, int(drempels["info_maanden"])):
        return
    if any(_is_betaaltitel(stroom, einde) for stroom in dossier.stromen):
        return
    bewezen = dossier.initiatief.evaluatie_positief is True
    in_uitvoering = dossier.initiatief.fase == Fase.UITVOERING
    ernst = pick_ernst(
        let_op=einde <= add_maanden(peildatum, int(drempels["let_op_maanden"])),
        risico=bewezen and einde <= add_maanden(peildatum, int(drempels["risico_maanden"])),
        kritiek=bewezen and einde < peildatum and in_uitvoering,
    )
    yield Uitkomst(
        ernst or Ernst.INFO,
        _tell(einde, peildatum, dossier.initiatief.evaluatie_positief),
        "Zet iedereen die kan beslissen één keer aan tafel, en spreek af op welke dag het besluit valt. "
        "Het kan een vaste post op de begroting worden, of een deel van een opdracht die al loopt.",
        WieKan.SAMEN,
        cijfers={
            "projectfase_eindigt_op": einde.isoformat(),
            "bewezen": bewezen,
            "structureel_gevraagd_of_verleend": 0,
        },
        laatste_dag=einde if einde >= peildatum else None,
    )


def _is_betaaltitel(stroom: FeitStroom, einde: date) -> bool:
    """Structural money from somebody who decides on it, applied for or granted, past the project's end."""
    return (
        stroom.aard == Aard.STRUCTUREEL
        and stroom.status in TELT
        and stroom.eigen_exploitatie
        and stroom.bron not in BRONNEN_ZONDER_BESLUIT
        and (stroom.tot is None or stroom.tot > einde)
    )


def _tell(einde: date, peildatum: date, positief: bool | None) -> str:
    loopt = "is gestopt op" if einde < peildatum else "loopt tot en met"
    return (
        f"Het project {loopt} {format_datum(einde)}. {WERKT[positief]} Voor daarna is nog geen "
        "structureel geld gevraagd of verleend."
    )


REGEL = Regel(
    code="R20",
    versie=1,
    naam="Na het project betaalt niemand",
    grondslag="000 Zorgzame buurten Kaag en Braassem; 001 Zelf- en samenredzaamheid",
    drempels={
        "info_maanden": Decimal(18),
        "let_op_maanden": Decimal(12),
        "risico_maanden": Decimal(6),
    },
    uitleg=(
        "Een project met een einddatum. Is er structureel geld aangevraagd of verleend "
        "dat verder loopt?"
    ),
    niveaus={
        Ernst.INFO: "het project eindigt binnen {info_maanden} maanden en zulk geld is er niet",
        Ernst.LET_OP: "binnen {let_op_maanden} maanden",
        Ernst.RISICO: "binnen {risico_maanden} maanden, terwijl de evaluatie positief was",
        Ernst.KRITIEK: (
            "het project is voorbij, de evaluatie was positief, het werk gaat door en zulk "
            "geld is er niet"
        ),
    },
    voorbeeld=(
        "Het project eindigt over vijf maanden, de evaluatie was positief, en er is niets"
        " structureels aangevraagd: risico."
    ),
    beoordeel=beoordeel,
)
