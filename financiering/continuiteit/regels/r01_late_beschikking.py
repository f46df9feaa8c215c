"""R01, late decision.

Source document 004: the decision often comes late, while the work goes on; initiatives hear late in
the year whether they can continue. Terms: Awb 4:13-4:15, 4:17.
Worked example 2: applied 25-9-2026, decision due 31-12-2026, start 1-1-2027. On 15-12-2026 risico
(17 days to the start), on 10-1-2027 risico (10 days late), on 1-3-2027 kritiek (60 days late).
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from financiering.continuiteit.feiten import Dossier, FeitStroom
from financiering.continuiteit.regel import Drempels, Regel
from financiering.continuiteit.uitkomst import Uitkomst, pick_ernst, report_ontbrekend
from financiering.domain.codes import SUBSIDIEBRONNEN, Ernst, Status, WieKan
from financiering.domain.termijnen import Beslisregels, compute_beslisdatum, count_opgeschort
from financiering.domain.woorden import format_dagen, format_datum


def beoordeel(dossier: Dossier, peildatum: date, drempels: Drempels) -> Iterable[Uitkomst]:
    """One outcome per application that is waiting for a decision."""
    for stroom in dossier.aangevraagd:
        yield from _judge_stroom(dossier, stroom, peildatum, drempels)


def find_beslisdatum(
    dossier: Dossier, stroom: FeitStroom, peildatum: date
) -> tuple[date, str] | None:
    """The last day for the decision and its ground; None when there is nothing to count from."""
    sleutel = ("beslisdatum", stroom.pk, peildatum)
    if sleutel not in dossier.berekend:
        dossier.berekend[sleutel] = _compute_beslisdatum(dossier, stroom, peildatum)
    gevonden: tuple[date, str] | None = dossier.berekend[sleutel]
    return gevonden


def _compute_beslisdatum(
    dossier: Dossier, stroom: FeitStroom, peildatum: date
) -> tuple[date, str] | None:
    if not (stroom.ingediend_op or stroom.beslissen_voor or stroom.verdaagd_tot):
        return None
    profiel = dossier.find_profiel(stroom.financier_id, stroom.ingediend_op or stroom.van)
    return compute_beslisdatum(
        ingediend_op=stroom.ingediend_op,
        start=stroom.van,
        beslissen_voor=stroom.beslissen_voor,
        verdaagd_tot=stroom.verdaagd_tot,
        regels=profiel
        and Beslisregels(
            profiel.beslistermijn_weken, profiel.beslisdatum_maand, profiel.beslisdatum_dag
        ),
        opgeschorte_dagen=count_opgeschort(dossier.opschortingen.get(stroom.pk, ()), peildatum),
        wet=dossier.wet,
    )


def _judge_stroom(
    dossier: Dossier, stroom: FeitStroom, peildatum: date, drempels: Drempels
) -> Iterable[Uitkomst]:
    over = (stroom.pk, stroom.kenmerk)
    gevonden = find_beslisdatum(dossier, stroom, peildatum)
    if gevonden is None:
        yield report_ontbrekend(
            f"van “{stroom.omschrijving}” weten we niet wanneer de aanvraag is ingediend.",
            "ingediend_op",
            stroom=over,
        )
        return
    uiterste, grond = gevonden
    te_laat = (peildatum - uiterste).days
    voorloop = (stroom.van - peildatum).days
    ernst = pick_ernst(
        info=-drempels["info_dagen_vooraf"] <= te_laat <= 0 or voorloop < drempels["info_voorloop"],
        let_op=te_laat >= drempels["let_op_te_laat"] or voorloop < drempels["let_op_voorloop"],
        risico=te_laat > drempels["risico_te_laat"] or voorloop < drempels["risico_voorloop"],
        kritiek=te_laat > drempels["kritiek_te_laat"] and voorloop <= drempels["kritiek_voorloop"],
    )
    if ernst:
        yield Uitkomst(
            ernst,
            _tell(stroom, uiterste, te_laat, voorloop),
            _advise(stroom, te_laat),
            WieKan.SAMEN,
            cijfers={
                "uiterste_datum": uiterste.isoformat(),
                "grond": grond,
                "dagen_te_laat": te_laat,
                "dagen_tot_start": voorloop,
                "financier": stroom.financier,
            },
            laatste_dag=max(uiterste, stroom.van)
            if max(uiterste, stroom.van) >= peildatum
            else None,
            stroom=over,
        )


def _tell(stroom: FeitStroom, uiterste: date, te_laat: int, voorloop: int) -> str:
    wie = f"Het besluit van {stroom.financier} over “{stroom.omschrijving}”"
    if te_laat > 0:
        wanneer = (
            f"{wie} had er op {format_datum(uiterste)} moeten zijn. Dat was {format_dagen(te_laat)}"
        )
    else:
        wanneer = f"{wie} moet er uiterlijk {format_datum(uiterste)} zijn, {format_dagen(te_laat)}"
    if voorloop > 0:
        return f"{wanneer}; het werk begint {format_dagen(-voorloop)}."
    if voorloop == 0:
        return f"{wanneer}; het werk begint vandaag."
    return f"{wanneer}; het werk is al begonnen, {format_dagen(-voorloop)}."


def _advise(stroom: FeitStroom, te_laat: int) -> str:
    """A notice of default only fits a public giver."""
    if te_laat > 0 and stroom.bron not in SUBSIDIEBRONNEN:
        return "Vraag schriftelijk wanneer het besluit komt, en of een voorschot nu al kan."
    if te_laat > 0:
        return (
            "Vraag schriftelijk hoe het staat. De termijn is voorbij: je mag de gever in gebreke "
            "stellen en twee weken later kan een dwangsom gaan lopen (Awb 4:17). De gever kan nu "
            "uitstel sturen met een datum, of een voorschot betalen."
        )
    return (
        "Vraag schriftelijk hoe het staat en of de datum gehaald wordt. De gever kan op tijd uitstel "
        "sturen met een datum, een voorschot betalen, of voor meer jaren verlenen."
    )


REGEL = Regel(
    code="R01",
    versie=1,
    naam="Het besluit is laat",
    grondslag="004 De kracht van het gewone; Awb 4:13, 4:14, 4:15 en 4:17",
    drempels={
        "info_dagen_vooraf": Decimal(14),
        "info_voorloop": Decimal(56),
        "let_op_te_laat": Decimal(1),
        "let_op_voorloop": Decimal(42),
        "risico_te_laat": Decimal(14),
        "risico_voorloop": Decimal(28),
        "kritiek_te_laat": Decimal(56),
        "kritiek_voorloop": Decimal(14),
    },
    uitleg=(
        "Elke aanvraag die nog loopt. Geteld worden de dagen na de uiterste dag voor het "
        "besluit, en de dagen tot het werk begint."
    ),
    niveaus={
        Ernst.INFO: (
            "het besluit moet er binnen {info_dagen_vooraf} dagen zijn, of het werk begint "
            "binnen {info_voorloop} dagen"
        ),
        Ernst.LET_OP: (
            "het besluit is {let_op_te_laat} dag of meer te laat, of het werk begint binnen "
            "{let_op_voorloop} dagen"
        ),
        Ernst.RISICO: (
            "meer dan {risico_te_laat} dagen te laat, of het werk begint binnen "
            "{risico_voorloop} dagen"
        ),
        Ernst.KRITIEK: (
            "meer dan {kritiek_te_laat} dagen te laat, en het werk begint binnen "
            "{kritiek_voorloop} dagen of is al begonnen"
        ),
    },
    voorbeeld=(
        "Aangevraagd op 25 september 2026, besluit uiterlijk 31 december, begin op 1 "
        "januari 2027. Op 15 december is het risico, op 1 maart 2027 kritiek: 60 dagen te"
        " laat."
    ),
    geldt_bij=frozenset({Status.AANGEVRAAGD}),
    beoordeel=beoordeel,
)
