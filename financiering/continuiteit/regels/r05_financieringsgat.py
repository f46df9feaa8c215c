"""R05, a gap in the funding.

Source document 001: money or people threaten to fall away, and the lack of structural certainty
holds initiatives back. Awb 4:51 asks for a reasonable term after three years or more.
Worked example 3: cost 10,000 a month, 9,000 a month granted to 30-6-2027. On 23-11-2026 the gap is
8 months away: let op; on 15-1-2027 6: risico; on 15-4-2027 3, nothing applied for: kritiek.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from financiering.continuiteit.feiten import Dossier, FeitStroom
from financiering.continuiteit.horizon import (
    Horizon,
    build_kalenderjaar,
    build_lijn,
    compute_horizon,
    describe_horizon,
    list_lijnen,
    list_zeker,
    pick_gehoopt,
    sum_dagen,
)
from financiering.continuiteit.ketens import count_jaren_op_rij
from financiering.continuiteit.regel import Drempels, Regel
from financiering.continuiteit.uitkomst import Uitkomst, pick_ernst, report_ontbrekend
from financiering.domain.codes import SUBSIDIEBRONNEN, Ernst, WieKan
from financiering.domain.woorden import format_bedrag, format_procent

NUL = Decimal(0)


def beoordeel(dossier: Dossier, peildatum: date, drempels: Drempels) -> Iterable[Uitkomst]:
    """About the initiative as a whole."""
    if not dossier.stromen:
        yield report_ontbrekend("er staat nog geen enkele geldstroom.", "geldstromen")
        return
    horizon = compute_horizon(dossier, peildatum, int(drempels["dekking_procent"]))
    if horizon is None:
        yield report_ontbrekend("we weten niet wat een maand openblijven kost.", "begroting")
        return
    if horizon.onbekend:
        yield _report_bedrag(horizon.onbekend[0])
        return
    yield from _judge(dossier, peildatum, drempels, horizon)


def _judge(
    dossier: Dossier, peildatum: date, drempels: Drempels, horizon: Horizon
) -> Iterable[Uitkomst]:
    gat = 999 if horizon.gat is None else horizon.gat
    volgend = [stroom for stroom in dossier.zekere if stroom.van.year == peildatum.year + 1]
    onbekend = next((stroom for stroom in volgend if stroom.bedrag is None), None)
    daling = _compute_daling(dossier, peildatum) if volgend and not onbekend else NUL
    aanvragen = _share_aangevraagd(dossier, horizon)
    ernst = pick_ernst(
        info=gat <= drempels["info_maanden"],
        let_op=gat <= drempels["let_op_maanden"] or daling >= drempels["let_op_daling"],
        risico=gat <= drempels["risico_maanden"] or daling >= drempels["risico_daling"],
        kritiek=gat <= drempels["kritiek_maanden"] and aanvragen < drempels["kritiek_aanvragen"],
    )
    if onbekend and ernst in (None, Ernst.INFO):
        yield _report_bedrag(onbekend)
        return
    if ernst is None:
        return
    grootste = _find_eindigend(dossier, horizon)
    uitkomst = Uitkomst(
        ernst,
        _tell(horizon, daling),
        "Kijk nu wie het vervolg kan betalen en vraag op tijd aan. Eigen inkomsten, hulp in natura "
        "en scharrelgeld tellen even zwaar als subsidie.",
        WieKan.SAMEN,
        cijfers={
            "gat_in_maanden": horizon.gat,
            "gat_op": horizon.gat_op and horizon.gat_op.isoformat(),
            "tekort_per_maand": _text(horizon.tekort_per_maand),
            "aangevraagd_deel_van_tekort": format_procent(aanvragen),
            "daling_volgend_jaar": format_procent(daling),
        },
        laatste_dag=_find_laatste_dag(dossier, horizon, grootste, peildatum, drempels),
    )
    yield _soften(uitkomst, dossier, grootste, drempels)


def _report_bedrag(stroom: FeitStroom) -> Uitkomst:
    return report_ontbrekend(
        f"het bedrag van “{stroom.omschrijving}” is niet ingevuld.",
        "verleend",
        stroom=(stroom.pk, stroom.kenmerk),
    )


def _compute_daling(dossier: Dossier, peildatum: date) -> Decimal:
    """How much less is certain next year than this year, as a share."""
    nu = sum(list_zeker(dossier, build_kalenderjaar(peildatum.year)))
    straks = sum(list_zeker(dossier, build_kalenderjaar(peildatum.year + 1)))
    return 1 - Decimal(straks) / nu if straks < nu else NUL


def _share_aangevraagd(dossier: Dossier, horizon: Horizon) -> Decimal:
    """Which share of the shortfall in the twelve months from the gap open applications would cover."""
    if horizon.gat is None:
        return Decimal(1)
    if not horizon.tekort:
        return Decimal(1)
    maanden = horizon.maanden[horizon.gat : horizon.gat + 12]
    lijnen = [build_lijn(s, pick_gehoopt(s)) for s in dossier.aangevraagd if s.is_gehoopt]
    einde = date.fromordinal(maanden[-1].einde)
    return Decimal(sum(sum_dagen(lijnen, maanden[0].eerste, einde))) / horizon.tekort


def _find_eindigend(dossier: Dossier, horizon: Horizon) -> FeitStroom | None:
    """The largest certain stream that ends before the gap is over: the one the gap comes from."""
    if horizon.gat is None:
        return None
    begin, grens = horizon.maanden[0].begin, horizon.maanden[horizon.gat].einde
    grootste, meeste = None, -1
    for stroom, (_, tot, centen) in zip(dossier.zekere, list_lijnen(dossier), strict=True):
        if begin <= tot <= grens and centen > meeste:
            grootste, meeste = stroom, centen
    return grootste


def _find_laatste_dag(
    dossier: Dossier,
    horizon: Horizon,
    grootste: FeitStroom | None,
    peildatum: date,
    drempels: Drempels,
) -> date | None:
    """Count back from the gap: the giver's decision term and some weeks to write.

    When that day has passed, the day before the gap is what is left.
    """
    if horizon.gat_op is None:
        return None
    profiel = grootste and dossier.find_profiel(grootste.financier_id, peildatum)
    weken = (profiel and profiel.beslistermijn_weken) or dossier.wet.beslissen_weken
    aanvragen = horizon.gat_op - timedelta(weeks=weken + int(drempels["schrijven_weken"]))
    laatste = horizon.gat_op - timedelta(days=1)
    if aanvragen >= peildatum:
        return aanvragen
    return laatste if laatste >= peildatum else None


def _soften(
    uitkomst: Uitkomst, dossier: Dossier, grootste: FeitStroom | None, drempels: Drempels
) -> Uitkomst:
    if grootste is None or grootste.bron not in SUBSIDIEBRONNEN:
        return uitkomst
    jaren = count_jaren_op_rij(dossier.trace_keten(grootste))
    if jaren < drempels["jaren_4_51"]:
        return uitkomst
    return uitkomst.soften(
        f"“{grootste.omschrijving}” loopt {jaren} jaar op rij bij dezelfde gever: mogelijk geldt "
        "Awb 4:51 (een redelijke termijn bij stoppen). Laat een jurist kijken."
    )


def _tell(horizon: Horizon, daling: Decimal) -> str:
    zin = describe_horizon(horizon)
    if daling > 0:
        zin += (
            f" Voor volgend jaar is {format_procent(daling)} minder geld zeker dan voor dit jaar."
        )
    return zin


def _text(bedrag: Decimal | None) -> str | None:
    return None if bedrag is None else format_bedrag(bedrag, centen=False)


REGEL = Regel(
    code="R05",
    versie=1,
    naam="Er komt een gat in het geld",
    grondslag="001 Zelf- en samenredzaamheid; Awb 4:51",
    drempels={
        "dekking_procent": Decimal(80),
        "info_maanden": Decimal(24),
        "let_op_maanden": Decimal(12),
        "risico_maanden": Decimal(6),
        "kritiek_maanden": Decimal(3),
        "let_op_daling": Decimal("0.15"),
        "risico_daling": Decimal("0.25"),
        "kritiek_aanvragen": Decimal("0.50"),
        "jaren_4_51": Decimal(3),
        "schrijven_weken": Decimal(8),
    },
    uitleg=(
        "De eerste maand, tot drie jaar vooruit, waarin minder dan {dekking_procent}% van"
        " de kosten zeker gedekt is. En: is volgend jaar al besloten en lager dan dit "
        "jaar?"
    ),
    niveaus={
        Ernst.INFO: "binnen {info_maanden} maanden",
        Ernst.LET_OP: "binnen {let_op_maanden} maanden, of volgend jaar {let_op_daling:%} lager",
        Ernst.RISICO: "binnen {risico_maanden} maanden, of volgend jaar {risico_daling:%} lager",
        Ernst.KRITIEK: (
            "binnen {kritiek_maanden} maanden, en lopende aanvragen dekken minder dan "
            "{kritiek_aanvragen:%} van wat er een jaar lang mist"
        ),
    },
    verzachting=(
        "Eén niveau lager als de grootste stroom die eindigt {jaren_4_51} jaar of langer "
        "op rij van dezelfde gever komt (Awb 4:51). De laatste dag om iets te doen is "
        "teruggeteld vanaf het gat: de beslistermijn en {schrijven_weken} weken om te "
        "schrijven."
    ),
    voorbeeld=(
        "De kosten zijn € 10.000 per maand, € 9.000 per maand is verleend tot en met juni"
        " 2027. Op 23 november 2026 is het gat acht maanden weg: let op. Op 15 april 2027"
        " drie, en niets aangevraagd: kritiek."
    ),
    beoordeel=beoordeel,
)
