"""R03, leaning on one person.

Source documents 004 and 002: initiatives carried mainly by one professional or one resident; what
falls away when that person stops? WBTR asks associations to settle absence of the board.
Worked example 5: five of seven critical tasks with the same only holder is 71%: risico; with a
contract that ends in 150 days: kritiek. The sentence speaks of tasks and never names anybody.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from financiering.continuiteit.feiten import Dossier, FeitTaak
from financiering.continuiteit.regel import Drempels, Regel
from financiering.continuiteit.uitkomst import Uitkomst, pick_ernst, report_ontbrekend
from financiering.domain.codes import Ernst, WieKan
from financiering.domain.woorden import TELWOORDEN, format_datum, format_procent, open_zin

NUL = Decimal(0)


def beoordeel(dossier: Dossier, peildatum: date, drempels: Drempels) -> Iterable[Uitkomst]:
    """About the person with most tasks that nobody else can do."""
    if not dossier.taken:
        yield report_ontbrekend("we weten niet wie welke taak draagt.", "taken")
        return
    kritiek = [taak for taak in dossier.taken if taak.kritiek]
    alleen = _group_alleen(kritiek)
    if not alleen:
        return
    per_persoon = [
        (len(taken), _share_uren(dossier.taken, persoon), persoon)
        for persoon, taken in alleen.items()
    ]
    aantal, uren, persoon = max(per_persoon)
    deel = Decimal(aantal) / len(kritiek)
    einde = _find_einde(dossier.taken, persoon, peildatum, int(drempels["kritiek_dagen"]))
    ernst = pick_ernst(
        info=deel >= drempels["info_taken"],
        let_op=deel >= drempels["let_op_taken"] or uren >= drempels["let_op_uren"],
        risico=deel >= drempels["risico_taken"] or uren >= drempels["risico_uren"],
    )
    if ernst == Ernst.RISICO and einde:
        ernst = Ernst.KRITIEK
    if ernst:
        yield Uitkomst(
            ernst,
            _tell(aantal, len(kritiek), uren, einde),
            "Zoek voor één taak een tweede mens die het kan overnemen. Maak een overdrachtsmap en "
            "een tweede bankmachtiging. De gemeente kan ruimte geven om iemand via een andere "
            "organisatie in te huren.",
            WieKan.SAMEN,
            cijfers={
                "taken_bij_een_iemand": aantal,
                "taken_die_niet_gemist_kunnen": len(kritiek),
                "deel_taken": format_procent(deel),
                "deel_uren": format_procent(uren),
                "eindigt_op": einde and einde.isoformat(),
            },
            laatste_dag=einde,
        )


def normalize_naam(naam: str) -> str:
    """The same person or function, however it was typed."""
    return " ".join(naam.split()).casefold()


def _group_alleen(taken: Sequence[FeitTaak]) -> dict[str, list[FeitTaak]]:
    groepen: dict[str, list[FeitTaak]] = defaultdict(list)
    for taak in taken:
        houder = normalize_naam(taak.vervuld_door)
        if houder and (not taak.vervanger or normalize_naam(taak.vervanger) in ("", houder)):
            groepen[houder].append(taak)
    return groepen


def _share_uren(taken: Sequence[FeitTaak], persoon: str) -> Decimal:
    met_uren = [taak for taak in taken if taak.uren]
    if not met_uren:
        return NUL
    totaal = sum((taak.uren or NUL for taak in met_uren), NUL)
    eigen = sum(
        (taak.uren or NUL for taak in met_uren if normalize_naam(taak.vervuld_door) == persoon), NUL
    )
    return eigen / totaal


def _find_einde(
    taken: Sequence[FeitTaak], persoon: str, peildatum: date, dagen: int
) -> date | None:
    grens = peildatum + timedelta(days=dagen)
    return min(
        (
            taak.eindigt_op
            for taak in taken
            if taak.eindigt_op
            and peildatum <= taak.eindigt_op <= grens
            and normalize_naam(taak.vervuld_door) == persoon
        ),
        default=None,
    )


def _tell(taken: int, kritiek: int, uren: Decimal, einde: date | None) -> str:
    hoeveel = open_zin(TELWOORDEN[taken]) if taken < len(TELWOORDEN) else str(taken)
    hoeveel = "Eén" if taken == 1 else hoeveel
    van = TELWOORDEN[kritiek] if kritiek < len(TELWOORDEN) else str(kritiek)
    werkwoord = "ligt" if taken == 1 else "liggen"
    zin = f"{hoeveel} van de {van} taken die niet gemist kunnen worden {werkwoord} bij één iemand"
    if uren:
        zin += f", met {format_procent(uren)} van de uren"
    if einde:
        return f"{zin}. Dat houdt op {format_datum(einde)} op. Wie kan er één overnemen?"
    return f"{zin}. Wie kan er één overnemen?"


REGEL = Regel(
    code="R03",
    versie=1,
    naam="Veel hangt aan één persoon",
    grondslag="004 De kracht van het gewone; 002 Collectief; WBTR (belet en ontstentenis)",
    drempels={
        "info_taken": Decimal("0.25"),
        "let_op_taken": Decimal("0.40"),
        "let_op_uren": Decimal("0.40"),
        "risico_taken": Decimal("0.60"),
        "risico_uren": Decimal("0.60"),
        "kritiek_dagen": Decimal(180),
    },
    uitleg=(
        "De taken waar het initiatief niet zonder kan. Hoeveel daarvan hangen aan één "
        "persoon zonder vervanger, en hoeveel van de uren?"
    ),
    niveaus={
        Ernst.INFO: "{info_taken:%} van de taken of meer",
        Ernst.LET_OP: "{let_op_taken:%} van de taken of {let_op_uren:%} van de uren of meer",
        Ernst.RISICO: "{risico_taken:%} van de taken of {risico_uren:%} van de uren of meer",
        Ernst.KRITIEK: "risico, en een van die taken eindigt binnen {kritiek_dagen} dagen",
    },
    voorbeeld=(
        "Zeven taken, vijf met dezelfde persoon zonder vervanger: 71%, risico. Loopt haar"
        " contract over 150 dagen af, dan kritiek."
    ),
    beoordeel=beoordeel,
    over_mensen=True,
)
