"""R15, proof of effect is missing while a decision comes near.

Source document 004: (more structural) funding asks proof of effect, and smaller initiatives lack the
knowledge and the money for it. How much is asked follows from the largest grant of the year: below
€ 5.000 one story, below € 25.000 a story of change with counts, below € 125.000 also a short survey or
stories read together, above that a comparison as well. Own income asks no proof.
Never kritiek: proof must not be the cliff itself.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from financiering.continuiteit.feiten import Dossier, FeitStroom
from financiering.continuiteit.horizon import build_kalenderjaar, list_zeker
from financiering.continuiteit.regel import Drempels, Regel
from financiering.continuiteit.regels.r01_late_beschikking import find_beslisdatum
from financiering.continuiteit.uitkomst import Uitkomst, pick_ernst
from financiering.domain.codes import BEWIJS, BRONNEN_ZONDER_BESLUIT, Ernst, WieKan
from financiering.domain.perioden import add_maanden
from financiering.domain.woorden import format_bedrag, format_datum

GRENZEN = ("niveau_2_vanaf", "niveau_3_vanaf", "niveau_4_vanaf")


def beoordeel(dossier: Dossier, peildatum: date, drempels: Drempels) -> Iterable[Uitkomst]:
    """About the initiative as a whole."""
    grootste, centen = _find_grootste(dossier, peildatum.year)
    if grootste is None:
        return
    euro = Decimal(centen) / 100
    gevraagd = 1 + sum([euro >= drempels[sleutel] for sleutel in GRENZEN])
    bewijs = _count_bewijs(dossier, peildatum, drempels)
    tekort = gevraagd - bewijs
    if tekort < drempels["info_tekort"]:
        return
    besluit = _find_besluit(dossier, peildatum)
    nabij = besluit is not None and besluit <= add_maanden(peildatum, int(drempels["maanden"]))
    ernst = pick_ernst(
        info=True,
        let_op=nabij and tekort >= drempels["let_op_tekort"],
        risico=nabij and tekort >= drempels["risico_tekort"],
    )
    if ernst:
        bedrag = format_bedrag(euro, centen=False)
        yield Uitkomst(
            ernst,
            _tell(dossier, f"{bedrag} in een jaar van {grootste.financier}", gevraagd, bewijs)
            + _tell_besluit(besluit if nabij else None, peildatum),
            "Beantwoord samen de vijf vragen van het veranderverhaal: voor wie, wat willen we, wat doen "
            "we, wat verandert er, waaraan zien we dat? Dat kost een halve dag. Wil een gever meer? "
            "Vraag dan om geld voor de meting.",
            WieKan.INITIATIEF,
            cijfers={
                "gevraagd_niveau": gevraagd,
                "bewijs_niveau": bewijs,
                "tekort": tekort,
                "grootste_bedrag_dit_jaar": bedrag,
                "financier": grootste.financier,
                "besluit_voor": besluit and besluit.isoformat(),
            },
            laatste_dag=besluit if nabij and besluit and besluit >= peildatum else None,
        )


def _find_grootste(dossier: Dossier, jaar: int) -> tuple[FeitStroom | None, int]:
    """The certain grant that brings most in a calendar year, and how many cents."""
    grootste, meeste = None, 0
    bedragen = list_zeker(dossier, build_kalenderjaar(jaar))
    for stroom, centen in zip(dossier.zekere, bedragen, strict=True):
        if centen > meeste and stroom.bron not in BRONNEN_ZONDER_BESLUIT:
            grootste, meeste = stroom, centen
    return grootste, meeste


def _count_bewijs(dossier: Dossier, peildatum: date, drempels: Drempels) -> int:
    """The level of proof that counts: proof that is too old, or of an unknown day, counts for nothing."""
    zelf = dossier.initiatief
    vanaf = add_maanden(peildatum, -int(drempels["geldig_maanden"]))
    if zelf.bewijs_op is None or zelf.bewijs_op < vanaf:
        return 0
    return zelf.bewijs_niveau or 0


def _find_besluit(dossier: Dossier, peildatum: date) -> date | None:
    """The first day a decision on an open application is due."""
    gevonden = [find_beslisdatum(dossier, stroom, peildatum) for stroom in dossier.aangevraagd]
    return min([besluit[0] for besluit in gevonden if besluit], default=None)


def _tell(dossier: Dossier, subsidie: str, gevraagd: int, bewijs: int) -> str:
    zelf = dossier.initiatief
    zin = f"Bij {subsidie} past als bewijs: {BEWIJS[gevraagd]}."
    if bewijs:
        zin += f" Jullie hebben: {BEWIJS[bewijs]}."
    elif zelf.bewijs_niveau and zelf.bewijs_op:
        zin += f" Wat jullie hebben, is van {format_datum(zelf.bewijs_op)} en dus te oud."
    elif zelf.bewijs_niveau:
        zin += " Van wat jullie hebben, is niet ingevuld van wanneer het is."
    else:
        zin += " Er is nog geen bewijs ingevuld."
    return zin


def _tell_besluit(besluit: date | None, peildatum: date) -> str:
    if besluit is None:
        return ""
    if besluit < peildatum:
        return f" Een gever had op {format_datum(besluit)} moeten beslissen over een aanvraag."
    return f" Uiterlijk {format_datum(besluit)} beslist een gever over een aanvraag."


REGEL = Regel(
    code="R15",
    versie=1,
    naam="Bewijs dat het werkt, ontbreekt",
    grondslag="004 De kracht van het gewone; 002 Collectief (de vijf vragen)",
    drempels={
        "niveau_2_vanaf": Decimal(5000),
        "niveau_3_vanaf": Decimal(25000),
        "niveau_4_vanaf": Decimal(125000),
        "geldig_maanden": Decimal(24),
        "maanden": Decimal(9),
        "info_tekort": Decimal(1),
        "let_op_tekort": Decimal(1),
        "risico_tekort": Decimal(2),
    },
    uitleg=(
        "Hoeveel bewijs de grootste subsidie van het jaar vraagt, tegen het bewijs dat er"
        " is. Onder {niveau_2_vanaf:€} één verhaal; vanaf {niveau_2_vanaf:€} een "
        "veranderverhaal met tellingen; vanaf {niveau_3_vanaf:€} ook een korte "
        "vragenlijst; vanaf {niveau_4_vanaf:€} een vergelijking. Bewijs ouder dan "
        "{geldig_maanden} maanden telt niet."
    ),
    niveaus={
        Ernst.INFO: "{info_tekort} niveau tekort",
        Ernst.LET_OP: (
            "{let_op_tekort} niveau tekort, en binnen {maanden} maanden valt er een besluit"
        ),
        Ernst.RISICO: (
            "{risico_tekort} niveaus of meer tekort, en binnen {maanden} maanden valt er een "
            "besluit"
        ),
    },
    verzachting="Nooit kritiek: bewijs mag zelf niet de afgrond zijn.",
    voorbeeld=(
        "Een subsidie van € 30.000, één verhaal als bewijs, en over vier maanden een "
        "besluit: risico."
    ),
    beoordeel=beoordeel,
)
