"""R16, fences between policy domains.

Source documents 004 (it fits the welfare policy, and falls under culture too), 001 (domains look at
each other instead of paying) and 002 (each gives a slightly other assignment). How many domains the
initiative touches, against how many pay. An integral budget counts all its parts.
Worked example 6: welfare, culture and care, only welfare pays: risico; culture pays too: info.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from financiering.continuiteit.feiten import Dossier
from financiering.continuiteit.horizon import Horizon, compute_horizon
from financiering.continuiteit.regel import Drempels, Regel
from financiering.continuiteit.uitkomst import Uitkomst, pick_ernst, report_ontbrekend
from financiering.domain.codes import Ernst, RedenAfwijzing, Status, WieKan
from financiering.domain.perioden import add_maanden
from financiering.domain.woorden import format_aantal, format_datum, join_woorden

AFGEWEZEN = Status.AFGEWEZEN


def beoordeel(dossier: Dossier, peildatum: date, drempels: Drempels) -> Iterable[Uitkomst]:
    """About the initiative as a whole."""
    geraakt = _list_verschillend(dossier.initiatief.beleidsdomeinen)
    vanaf = add_maanden(peildatum, -int(drempels["terugkijken_maanden"]))
    afgewezen = _count_afgewezen(dossier, vanaf, peildatum)
    raakt = len(geraakt)
    meer = raakt >= drempels["let_op_domeinen"]
    if not (meer or afgewezen):
        return
    betalend = _list_betalend(dossier, peildatum)
    betaalt = len(betalend)
    ernst = pick_ernst(
        info=meer and betaalt < raakt,
        let_op=meer and betaalt == 1,
        risico=(raakt >= drempels["risico_domeinen"] and betaalt == 1)
        or afgewezen >= drempels["risico_afwijzingen"],
    )
    if meer and not dossier.domeinen and ernst != Ernst.RISICO:
        yield report_ontbrekend(
            f"dit raakt {format_aantal(raakt, 'domein', 'domeinen')} ({join_woorden(geraakt)}), maar "
            "van geen enkele geldstroom is ingevuld welk domein betaalt.",
            "domeinen",
        )
        return
    horizon = None
    if afgewezen >= drempels["kritiek_afwijzingen"]:
        horizon = _find_gat(dossier, peildatum, int(drempels["kritiek_maanden"]))
        ernst = Ernst.KRITIEK if horizon else ernst
    if ernst:
        zin = _tell(geraakt, betalend, afgewezen, vanaf)
        yield _report(ernst, zin, (geraakt, betalend, afgewezen), horizon, peildatum)


def _list_verschillend(namen: Iterable[str]) -> list[str]:
    """Different names, however they were typed, the first way they were."""
    eerste: dict[str, str] = {}
    for naam in dict.fromkeys(namen):
        netjes = " ".join(naam.split())
        if netjes:
            eerste.setdefault(netjes.casefold(), netjes)
    return list(eerste.values())


def _list_betalend(dossier: Dossier, peildatum: date) -> list[str]:
    """The domains that pay in certain streams that have not ended."""
    if not dossier.domeinen:
        return []
    return _list_verschillend(
        domein
        for stroom in dossier.zekere
        if stroom.tot is None or stroom.tot >= peildatum
        for domein, _ in dossier.domeinen.get(stroom.pk, ())
    )


def _count_afgewezen(dossier: Dossier, vanaf: date, peildatum: date) -> int:
    """Refusals because it would belong elsewhere; without a date of decision, by that of applying."""
    return sum(
        vanaf <= (stroom.beschikking_op or stroom.ingediend_op or stroom.van) <= peildatum
        for stroom in dossier.stromen
        if stroom.status == AFGEWEZEN and stroom.reden_afwijzing == RedenAfwijzing.HOORT_ELDERS
    )


def _find_gat(dossier: Dossier, peildatum: date, maanden: int) -> Horizon | None:
    """The horizon when it has a gap within so many months that is sure to be one."""
    horizon = compute_horizon(dossier, peildatum)
    if horizon is None or horizon.gat is None or horizon.onbekend or horizon.gat > maanden:
        return None
    return horizon


def _report(
    ernst: Ernst,
    uitleg: str,
    cijfers: tuple[list[str], list[str], int],
    horizon: Horizon | None,
    peildatum: date,
) -> Uitkomst:
    geraakt, betalend, afgewezen = cijfers
    gat_op = horizon and horizon.gat_op
    laatste = gat_op and gat_op - timedelta(days=1)
    return Uitkomst(
        ernst,
        uitleg,
        "Vraag om één budget met delen per domein, en om één contactpersoon. Laat elk domein zien wat "
        "jullie voor dat domein doen. Scharrelgeld kan betalen wat nergens past.",
        WieKan.GEMEENTE,
        cijfers={
            "domeinen": geraakt,
            "betalen": betalend,
            "afgewezen_hoort_elders": afgewezen,
            "gat_op": gat_op and gat_op.isoformat(),
        },
        laatste_dag=laatste if laatste and laatste >= peildatum else None,
    )


def _tell(geraakt: list[str], betalend: list[str], afgewezen: int, vanaf: date) -> str:
    zinnen = []
    if len(geraakt) > 1:
        raakt = f"Dit raakt {format_aantal(len(geraakt), 'domein', 'domeinen')} ({join_woorden(geraakt)})"
        if len(betalend) == 1:
            zinnen.append(f"{raakt}, maar alleen {betalend[0]} betaalt mee.")
        elif betalend:
            mee = format_aantal(len(betalend), "domein", "domeinen")
            zinnen.append(f"{raakt}. Er betalen {mee} mee: {join_woorden(betalend)}.")
        else:
            zinnen.append(f"{raakt}. Voor zover ingevuld, betaalt er nu geen één zeker mee.")
    if afgewezen:
        keer = "één keer" if afgewezen == 1 else f"{afgewezen} keer"
        zinnen.append(
            f"Sinds {format_datum(vanaf)} is {keer} nee gezegd omdat het ergens anders zou horen."
        )
    return " ".join(zinnen)


REGEL = Regel(
    code="R16",
    versie=1,
    naam="Het valt tussen de schotten",
    grondslag="001 Zelf- en samenredzaamheid; 002 Collectief; 004 De kracht van het gewone",
    drempels={
        "terugkijken_maanden": Decimal(24),
        "let_op_domeinen": Decimal(2),
        "risico_domeinen": Decimal(3),
        "risico_afwijzingen": Decimal(1),
        "kritiek_afwijzingen": Decimal(2),
        "kritiek_maanden": Decimal(12),
    },
    uitleg=(
        "Bij hoeveel beleidsdomeinen hoort het initiatief, en hoeveel daarvan betalen "
        "mee? En hoe vaak kreeg het in {terugkijken_maanden} maanden te horen dat het "
        "ergens anders hoort?"
    ),
    niveaus={
        Ernst.INFO: "niet elk domein betaalt mee",
        Ernst.LET_OP: "{let_op_domeinen} domeinen, en één betaalt",
        Ernst.RISICO: (
            "{risico_domeinen} domeinen of meer en één betaalt, of {risico_afwijzingen} keer "
            "“hoort elders”"
        ),
        Ernst.KRITIEK: (
            "{kritiek_afwijzingen} keer “hoort elders”, en een gat in het geld binnen "
            "{kritiek_maanden} maanden"
        ),
    },
    voorbeeld=(
        "Welzijn, cultuur en zorg, en alleen welzijn betaalt: risico. Betaalt cultuur "
        "mee, dan alleen ter informatie."
    ),
    beoordeel=beoordeel,
)
