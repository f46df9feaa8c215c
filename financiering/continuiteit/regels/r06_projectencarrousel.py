"""R06, a carousel of one-year projects.

Source documents 001 and 004: ongoing work is paid with one project after the other, each time new.
Calibration (Amsterdam 2016-2019): 216 of 615 organisations funded three years running lived on
one-off grants only. Worked example 7: four one-year incidental grants in a row: risico.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from financiering.continuiteit.feiten import Dossier, FeitStroom
from financiering.continuiteit.ketens import PAUZE_DAGEN
from financiering.continuiteit.regel import Drempels, Regel
from financiering.continuiteit.uitkomst import Uitkomst, pick_ernst
from financiering.domain.codes import BRONNEN_ZONDER_BESLUIT, ZEKERE_STATUSSEN, Aard, Ernst, WieKan
from financiering.domain.perioden import is_hoogstens
from financiering.domain.woorden import TELWOORDEN, format_datum

INCIDENTEEL = Aard.INCIDENTEEL


def beoordeel(dossier: Dossier, peildatum: date, drempels: Drempels) -> Iterable[Uitkomst]:
    """One outcome per chain whose newest grant runs, or ended not long ago."""
    grens = peildatum - timedelta(days=PAUZE_DAGEN)
    grants = [stroom for stroom in dossier.stromen if _is_subsidie(stroom)]
    begonnen = [stroom for stroom in grants if stroom.van <= peildatum]
    opgevolgd = {stroom.volgt_op_id for stroom in begonnen}
    met_vervolg = {stroom.volgt_op_id for stroom in grants}
    for stroom in begonnen:
        tot = stroom.tot
        if tot is not None and tot >= grens and stroom.pk not in opgevolgd:
            aantal = _count_projecten(dossier.trace_keten(stroom), int(drempels["maanden"]))
            if aantal:
                vervolg = stroom.pk in met_vervolg
                yield from _judge_keten(dossier, stroom, aantal, vervolg, peildatum, drempels)


def _is_subsidie(stroom: FeitStroom) -> bool:
    """A grant somebody decided on; own income and help in kind are no projects."""
    return stroom.status in ZEKERE_STATUSSEN and stroom.bron not in BRONNEN_ZONDER_BESLUIT


def _count_projecten(keten: list[FeitStroom], maanden: int) -> int:
    """How many short incidental grants in a row, counted back from the newest."""
    aantal = 0
    for stroom in keten:
        kort = stroom.tot is not None and is_hoogstens(stroom.van, stroom.tot, maanden)
        if not (kort and stroom.aard == INCIDENTEEL and _is_subsidie(stroom)):
            break
        aantal += 1
    return aantal


def _judge_keten(
    dossier: Dossier,
    stroom: FeitStroom,
    aantal: int,
    vervolg: bool,
    peildatum: date,
    drempels: Drempels,
) -> Iterable[Uitkomst]:
    bewezen = dossier.initiatief.evaluatie_positief is True
    risico = aantal >= drempels["risico_aantal"] or (
        bewezen and aantal >= drempels["risico_aantal_bewezen"]
    )
    einde = stroom.tot or date.max
    bijna = einde <= peildatum + timedelta(days=int(drempels["kritiek_dagen"]))
    ernst = pick_ernst(
        info=aantal >= drempels["info_aantal"],
        let_op=aantal >= drempels["let_op_aantal"],
        risico=risico,
        kritiek=risico and bijna and not vervolg,
    )
    if ernst:
        yield _report(ernst, stroom, aantal, einde, bewezen, peildatum)


def _report(
    ernst: Ernst, stroom: FeitStroom, aantal: int, einde: date, bewezen: bool, peildatum: date
) -> Uitkomst:
    hoeveel = TELWOORDEN[aantal] if aantal < len(TELWOORDEN) else str(aantal)
    werkwoord = "liep" if einde < peildatum else "loopt"
    return Uitkomst(
        ernst,
        f"“{stroom.omschrijving}” draait op {hoeveel} losse projecten achter elkaar, elk van hoogstens "
        f"een jaar. Het laatste {werkwoord} tot en met {format_datum(einde)}.",
        "Vraag deze gever om een besluit voor meer jaren, of om een vaste post op de begroting. Laat "
        "zien wat er al die jaren is gebeurd.",
        WieKan.SAMEN,
        cijfers={
            "projecten_op_rij": aantal,
            "eindigt_op": einde.isoformat(),
            "evaluatie_positief": bewezen,
            "financier": stroom.financier,
        },
        laatste_dag=einde if einde >= peildatum else None,
        stroom=(stroom.pk, stroom.kenmerk),
    )


REGEL = Regel(
    code="R06",
    versie=1,
    naam="Het ene project na het andere",
    grondslag="001 Zelf- en samenredzaamheid; 004 De kracht van het gewone",
    drempels={
        "maanden": Decimal(12),
        "info_aantal": Decimal(2),
        "let_op_aantal": Decimal(3),
        "risico_aantal": Decimal(4),
        "risico_aantal_bewezen": Decimal(3),
        "kritiek_dagen": Decimal(60),
    },
    uitleg=(
        "Een rij subsidies die op elkaar volgen. Hoeveel van de laatste waren incidenteel"
        " en duurden hoogstens {maanden} maanden?"
    ),
    niveaus={
        Ernst.INFO: "{info_aantal} op rij",
        Ernst.LET_OP: "{let_op_aantal} op rij",
        Ernst.RISICO: (
            "{risico_aantal} of meer op rij, of {risico_aantal_bewezen} met een positieve evaluatie"
        ),
        Ernst.KRITIEK: (
            "risico, de laatste eindigt binnen {kritiek_dagen} dagen en een vervolg is niet "
            "verleend"
        ),
    },
    voorbeeld="Vier incidentele subsidies van een jaar op rij: risico.",
    beoordeel=beoordeel,
)
