"""R12, the account runs dry before the money comes in.

Source document 004: money comes late while the work goes on. The balance, what is expected and what a
week costs, week by week. Earmarked money stays out. A final payment comes six weeks after the amount was
fixed (Awb 4:87), and what is overdue is counted as late once more.
Income without a decision (bar, rent, gifts) is usually not planned in payments: where there are none, it
comes in by days, or every bar would read as going broke.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from financiering.continuiteit.feiten import Dossier, FeitBetaling, FeitStroom
from financiering.continuiteit.horizon import find_kosten, sum_periode, to_centen
from financiering.continuiteit.regel import Drempels, Regel
from financiering.continuiteit.uitkomst import Uitkomst, pick_ernst, report_ontbrekend
from financiering.domain.codes import (
    BRONNEN_ZONDER_BESLUIT,
    ZEKERE_STATUSSEN,
    Bron,
    Ernst,
    SoortBetaling,
    WieKan,
)
from financiering.domain.perioden import add_maanden
from financiering.domain.woorden import format_bedrag, format_datum


def beoordeel(dossier: Dossier, peildatum: date, drempels: Drempels) -> Iterable[Uitkomst]:
    """About the account of the initiative."""
    feit = dossier.initiatief
    if feit.saldo is None or feit.saldo_op is None or feit.saldo_op > peildatum:
        yield report_ontbrekend("we weten niet hoeveel geld er op de bank staat.", "saldo")
        return
    if feit.saldo_op < add_maanden(peildatum, -int(drempels["saldo_maanden"])):
        yield report_ontbrekend(
            f"het saldo is van {format_datum(feit.saldo_op)}. Vul in wat er nu op de bank staat.",
            "saldo",
        )
        return
    kosten = find_kosten(dossier, peildatum.year)
    if not kosten:
        yield report_ontbrekend("we weten niet wat een maand openblijven kost.", "begroting")
        return
    laagste, wanneer, rood_op = _find_laagste(dossier, peildatum, int(drempels["weken"]))
    per_maand = Decimal(kosten) / 12
    ernst = pick_ernst(
        info=laagste < drempels["info_maanden"] * per_maand,
        let_op=laagste < drempels["let_op_maanden"] * per_maand,
        risico=laagste < 0,
        kritiek=rood_op is not None and (rood_op - peildatum).days <= drempels["kritiek_dagen"],
    )
    if ernst:
        yield _report(ernst, laagste, wanneer, rood_op, per_maand)


def _find_laagste(dossier: Dossier, peildatum: date, weken: int) -> tuple[int, date, date | None]:
    """The lowest balance in cents at the end of a week from now on, its day, and the first day below zero."""
    feit = dossier.initiatief
    vanaf = feit.saldo_op or peildatum
    bewegingen = sorted(_list_bewegingen(dossier, vanaf, peildatum))
    doorlopend = list(_list_doorlopend(dossier))
    saldo, plek = to_centen(feit.saldo), 0
    laagste, wanneer, rood_op = saldo, peildatum, None
    for week in range(weken + 1):
        dag = peildatum + timedelta(weeks=week)
        while plek < len(bewegingen) and bewegingen[plek][0] <= dag:
            saldo += bewegingen[plek][1]
            plek += 1
        nu = saldo - _sum_kosten(dossier, vanaf, dag)
        nu += sum(sum_periode(s, s.bedrag, vanaf + timedelta(days=1), dag) for s in doorlopend)
        if week == 0 or nu < laagste:
            laagste, wanneer = nu, dag
        if nu < 0 and rood_op is None:
            rood_op = dag
    return laagste, wanneer, rood_op


def _sum_kosten(dossier: Dossier, vanaf: date, dag: date) -> int:
    """What the days after `vanaf` up to and including `dag` cost, in cents."""
    som = 0
    for jaar in range(vanaf.year, dag.year + 1):
        begin, einde = max(vanaf, date(jaar - 1, 12, 31)), min(dag, date(jaar, 12, 31))
        jaardagen = (date(jaar, 12, 31) - date(jaar - 1, 12, 31)).days
        som += (find_kosten(dossier, jaar) or 0) * max(0, (einde - begin).days) // jaardagen
    return som


def _list_bewegingen(dossier: Dossier, vanaf: date, peildatum: date) -> Iterator[tuple[date, int]]:
    """Payments after the balance was read: the day, and cents in or out.

    Of money that was refused or withdrawn nothing more comes in; what must go back still goes.
    """
    eigen = {stroom.pk: stroom for stroom in dossier.stromen if stroom.eigen_exploitatie}
    for stroom_id, betalingen in dossier.betalingen.items():
        stroom = eigen.get(stroom_id)
        if stroom is None:
            continue
        for betaling in betalingen:
            terug = betaling.soort == SoortBetaling.TERUGBETALING
            if not (terug or betaling.ontvangen_op or stroom.status in ZEKERE_STATUSSEN):
                continue
            dag = _find_dag(betaling, stroom, peildatum, dossier.wet.betalen_weken)
            if dag and dag > vanaf:
                richting = -1 if terug else 1
                yield dag, richting * to_centen(betaling.bedrag)


def _find_dag(
    betaling: FeitBetaling, stroom: FeitStroom, peildatum: date, weken: int
) -> date | None:
    """When it came or will come; None when nobody can say."""
    if betaling.ontvangen_op:
        return betaling.ontvangen_op
    if betaling.soort == SoortBetaling.EINDBETALING and stroom.vastgesteld_op:
        dag: date | None = stroom.vastgesteld_op + timedelta(weeks=weken)
    else:
        dag = betaling.verwacht_op
    if dag is None or dag >= peildatum:
        return dag
    return peildatum + timedelta(weeks=weken)


def _list_doorlopend(dossier: Dossier) -> Iterator[FeitStroom]:
    """Certain income without a decision and without planned payments: it comes in by days."""
    return (
        stroom
        for stroom in dossier.zekere
        if stroom.bron in BRONNEN_ZONDER_BESLUIT
        and stroom.bron != Bron.IN_NATURA
        and not dossier.betalingen.get(stroom.pk)
    )


def _report(
    ernst: Ernst, laagste: int, wanneer: date, rood_op: date | None, per_maand: Decimal
) -> Uitkomst:
    euro = Decimal(laagste) / 100
    if rood_op:
        zin = (
            f"Rond {format_datum(rood_op)} is het geld op de bank op. Op zijn laagst kom je "
            f"{format_bedrag(-euro, centen=False)} tekort."
        )
    else:
        zin = (
            f"Rond {format_datum(wanneer)} staat er nog {format_bedrag(euro, centen=False)} op de bank, "
            f"en een maand kost {format_bedrag(per_maand / 100, centen=False)}."
        )
    return Uitkomst(
        ernst,
        zin,
        "Vraag de gever om eerder of in meer delen te betalen. Schuif uitgaven die kunnen wachten.",
        WieKan.SAMEN,
        cijfers={
            "laagste_saldo": format_bedrag(euro, centen=False),
            "laagste_op": wanneer.isoformat(),
            "rood_op": rood_op and rood_op.isoformat(),
            "kosten_per_maand": format_bedrag(per_maand / 100, centen=False),
        },
        laatste_dag=rood_op,
    )


REGEL = Regel(
    code="R12",
    versie=1,
    naam="De rekening raakt leeg",
    grondslag="004 De kracht van het gewone; Awb 4:87",
    drempels={
        "weken": Decimal(26),
        "saldo_maanden": Decimal(6),
        "info_maanden": Decimal(2),
        "let_op_maanden": Decimal(1),
        "kritiek_dagen": Decimal(60),
    },
    uitleg=(
        "Het saldo, wat er nog binnenkomt en wat het werk kost, week voor week, {weken} "
        "weken vooruit. Geld voor een ander doel telt niet mee. Een saldo ouder dan "
        "{saldo_maanden} maanden zegt niets meer."
    ),
    niveaus={
        Ernst.INFO: "op zijn laagst staat er minder dan {info_maanden} keer wat een maand kost",
        Ernst.LET_OP: "minder dan {let_op_maanden} keer wat een maand kost",
        Ernst.RISICO: "de rekening komt onder nul",
        Ernst.KRITIEK: "dat gebeurt binnen {kritiek_dagen} dagen",
    },
    voorbeeld=(
        "€ 6.000 op de bank, € 4.000 kosten per maand, en de subsidie komt over drie maanden: de "
        "rekening komt onder nul, en binnen 60 dagen, dus kritiek."
    ),
    beoordeel=beoordeel,
)
