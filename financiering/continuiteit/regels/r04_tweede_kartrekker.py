"""R04, no second person to pull the cart.

Source document 002: name two people who lead together and can replace each other. Counts different
people holding or replacing the task "kartrekker"; names are compared, never shown.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from financiering.continuiteit.feiten import Dossier
from financiering.continuiteit.regel import Drempels, Regel
from financiering.continuiteit.regels.r03_een_persoon import normalize_naam
from financiering.continuiteit.uitkomst import Uitkomst, report_ontbrekend
from financiering.domain.codes import Ernst, Fase, SoortTaak, WieKan
from financiering.domain.perioden import add_maanden

ADVIES = (
    "Spreek met twee mensen af dat zij elkaar kunnen vervangen. Zet in een map waar alles staat, en "
    "regel een tweede bankmachtiging. Ontwikkelgeld is hiervoor bedoeld."
)
KARTREKKER = SoortTaak.KARTREKKER


def beoordeel(dossier: Dossier, peildatum: date, drempels: Drempels) -> Iterable[Uitkomst]:
    """About the initiative as a whole."""
    taken = [taak for taak in dossier.taken if taak.soort == KARTREKKER]
    if not taken:
        yield report_ontbrekend("de taak kartrekker staat niet op de lijst.", "taken")
        return
    mensen = {
        normalize_naam(naam) for taak in taken for naam in (taak.vervuld_door, taak.vervanger)
    } - {""}
    if len(mensen) >= 2:
        return
    if not mensen:
        yield _report(Ernst.KRITIEK, "Er is nu geen kartrekker.", 0)
    elif _is_gevestigd(dossier, peildatum, int(drempels["jaren"])):
        yield _report(Ernst.RISICO, "Er is één kartrekker, en niemand die het kan overnemen.", 1)
    else:
        yield _report(Ernst.LET_OP, "Er is één kartrekker. Wie kan meedoen?", 1)


def _is_gevestigd(dossier: Dossier, peildatum: date, jaren: int) -> bool:
    start = dossier.initiatief.startdatum
    oud = start is not None and add_maanden(start, 12 * jaren) < peildatum
    return oud or dossier.initiatief.fase in (Fase.UITVOERING, Fase.GEBORGD)


def _report(ernst: Ernst, uitleg: str, aantal: int) -> Uitkomst:
    return Uitkomst(ernst, uitleg, ADVIES, WieKan.INITIATIEF, cijfers={"kartrekkers": aantal})


REGEL = Regel(
    code="R04",
    versie=1,
    naam="Er is geen tweede kartrekker",
    grondslag="002 Collectief; WBTR (belet en ontstentenis)",
    drempels={"jaren": Decimal(2)},
    uitleg="Hoeveel verschillende mensen zijn kartrekker of kunnen het overnemen?",
    niveaus={
        Ernst.LET_OP: "één",
        Ernst.RISICO: (
            "één, en het initiatief bestaat langer dan {jaren} jaar of is in uitvoering of geborgd"
        ),
        Ernst.KRITIEK: "niemand, terwijl de taak er wel staat",
    },
    voorbeeld=(
        "De taak kartrekker staat op de lijst met één naam en geen vervanger, in het "
        "derde jaar: risico."
    ),
    beoordeel=beoordeel,
    over_mensen=True,
)
