"""R02, the work has started and the decision has not come.

Source document 004: the decision comes late while the work goes on. What is not decided yet is paid from
free reserves, if there are any; a giver that never pays costs made before its decision leaves them there.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from financiering.continuiteit.feiten import Dossier, FeitStroom
from financiering.continuiteit.horizon import find_kosten, pick_gehoopt, sum_periode
from financiering.continuiteit.regel import Drempels, Regel
from financiering.continuiteit.uitkomst import Uitkomst, pick_ernst, report_ontbrekend
from financiering.domain.codes import Ernst, Status, WieKan
from financiering.domain.woorden import format_aantal, format_bedrag, format_procent

MAANDEN_PER_JAAR = 12


def beoordeel(dossier: Dossier, peildatum: date, drempels: Drempels) -> Iterable[Uitkomst]:
    """About the applications whose work has started, together."""
    begonnen = [
        stroom for stroom in dossier.aangevraagd if stroom.is_gehoopt and stroom.van <= peildatum
    ]
    if not begonnen:
        return
    kosten = find_kosten(dossier, peildatum.year)
    if not kosten:
        yield report_ontbrekend("we weten niet wat een maand openblijven kost.", "begroting")
        return
    if any(pick_gehoopt(stroom) is None for stroom in begonnen):
        yield _report_bedrag(next(s for s in begonnen if pick_gehoopt(s) is None))
        return
    deel = _share(dossier, begonnen, peildatum)
    vrij = dossier.initiatief.vrij_vermogen
    nooit = any(_never_pays_before(dossier, stroom) for stroom in begonnen)
    dekking = None
    if vrij is not None and deel:
        dekking = max(vrij, Decimal(0)) * 100 * MAANDEN_PER_JAAR / (kosten * deel)
    ernst = pick_ernst(
        let_op=deel >= drempels["let_op_deel"],
        risico=dekking is not None and dekking < drempels["risico_maanden"],
        kritiek=nooit or (dekking is not None and dekking < drempels["kritiek_maanden"]),
    )
    if dekking is None and ernst != Ernst.KRITIEK:
        yield report_ontbrekend(
            "het werk is begonnen zonder besluit, en we weten niet hoeveel geld vrij te besteden is.",
            "vrij_vermogen",
        )
    elif ernst:
        yield _report(ernst, begonnen, deel, dekking, nooit=nooit)


def _share(dossier: Dossier, begonnen: list[FeitStroom], peildatum: date) -> Decimal:
    """Which part of the cost since each start waits for a decision; at most all of it."""
    onbeslist = kosten = 0
    eerste = min(stroom.van for stroom in begonnen)
    for stroom in begonnen:
        onbeslist += sum_periode(stroom, pick_gehoopt(stroom), stroom.van, peildatum)
    for jaar in range(eerste.year, peildatum.year + 1):
        begin, einde = max(eerste, date(jaar, 1, 1)), min(peildatum, date(jaar, 12, 31))
        jaardagen = (date(jaar, 12, 31) - date(jaar, 1, 1)).days + 1
        kosten += (find_kosten(dossier, jaar) or 0) * ((einde - begin).days + 1) // jaardagen
    return min(Decimal(1), Decimal(onbeslist) / kosten) if kosten else Decimal(1)


def _never_pays_before(dossier: Dossier, stroom: FeitStroom) -> bool:
    profiel = dossier.find_profiel(stroom.financier_id, stroom.ingediend_op or stroom.van)
    return profiel is not None and profiel.kosten_voor_besluit is False


def _report_bedrag(stroom: FeitStroom) -> Uitkomst:
    return report_ontbrekend(
        f"“{stroom.omschrijving}” is begonnen zonder besluit, en het bedrag is niet ingevuld.",
        "aangevraagd",
        stroom=(stroom.pk, stroom.kenmerk),
    )


def _report(
    ernst: Ernst, begonnen: list[FeitStroom], deel: Decimal, dekking: Decimal | None, *, nooit: bool
) -> Uitkomst:
    som = sum((pick_gehoopt(stroom) or Decimal(0) for stroom in begonnen), Decimal(0))
    zin = (
        f"Het werk van {format_aantal(len(begonnen), 'aanvraag', 'aanvragen')} is begonnen zonder "
        f"besluit: {format_bedrag(som, centen=False)}, {format_procent(deel)} van de kosten sinds het begin."
    )
    maanden = None if dekking is None else int(dekking)
    if maanden is not None:
        zin += f" Het vrije geld houdt dat {format_aantal(maanden, 'maand', 'maanden')} vol."
    if nooit:
        zin += " Deze gever betaalt nooit kosten van vóór het besluit."
    return Uitkomst(
        ernst,
        zin,
        "Houd kosten van vóór en van na het besluit uit elkaar. Besluit samen wat kan wachten, en vraag "
        "de gever om een voorschot of een overbrugging.",
        WieKan.SAMEN,
        cijfers={
            "aanvragen": len(begonnen),
            "bedrag": format_bedrag(som, centen=False),
            "deel_van_kosten": format_procent(deel),
            "maanden_vol_te_houden": maanden,
            "betaalt_niet_vooraf": nooit,
        },
    )


REGEL = Regel(
    code="R02",
    versie=1,
    naam="Begonnen zonder besluit",
    grondslag="004 De kracht van het gewone; Awb 4:23 en 4:29",
    drempels={
        "let_op_deel": Decimal("0.25"),
        "risico_maanden": Decimal(3),
        "kritiek_maanden": Decimal(1),
    },
    uitleg=(
        "Aanvragen waarvan het werk al is begonnen. Welk deel van de kosten sinds het "
        "begin wacht op een besluit, en hoeveel maanden houdt het vrije geld dat vol?"
    ),
    niveaus={
        Ernst.LET_OP: "{let_op_deel:%} van de kosten of meer",
        Ernst.RISICO: "het vrije geld houdt het minder dan {risico_maanden} maanden vol",
        Ernst.KRITIEK: (
            "minder dan {kritiek_maanden} maand, of de gever betaalt nooit kosten van "
            "vóór het besluit"
        ),
    },
    voorbeeld=(
        "De kosten zijn € 4.000 per maand. De helft wacht sinds januari op een besluit, en "
        "er is € 4.000 vrij geld: twee maanden, risico."
    ),
    geldt_bij=frozenset({Status.AANGEVRAAGD}),
    beoordeel=beoordeel,
)
