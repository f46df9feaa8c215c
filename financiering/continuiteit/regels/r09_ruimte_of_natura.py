"""R09, a room or other help in kind that can be lost.

Source documents 002 (Buurttuin Kempenaar waits for the alderman; nothing was written down) and 004 (De
Serre: a low rent; VoorUit: homes looked at again each year). An open question of a giver counts a point;
no agreement on paper, short notice, a near end, and somebody else who decides.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from financiering.continuiteit.feiten import Dossier, FeitStroom
from financiering.continuiteit.horizon import build_jaar_vooruit, find_kosten, sum_periode
from financiering.continuiteit.regel import Drempels, Regel
from financiering.continuiteit.uitkomst import Uitkomst, pick_ernst
from financiering.domain.codes import ZEKERE_STATUSSEN, Afspraak, Bron, Ernst, SoortNatura, WieKan
from financiering.domain.perioden import add_maanden
from financiering.domain.woorden import format_datum, format_procent, join_woorden

DAK = frozenset({SoortNatura.RUIMTE, SoortNatura.GROND})
DAK_EN_WONING = DAK | {SoortNatura.WONING}
IN_NATURA = Bron.IN_NATURA


def beoordeel(dossier: Dossier, peildatum: date, drempels: Drempels) -> Iterable[Uitkomst]:
    """One outcome per stream in kind that runs on the reference date."""
    lopend = [
        stroom
        for stroom in dossier.stromen
        if stroom.bron == IN_NATURA
        and stroom.status in ZEKERE_STATUSSEN
        and stroom.van <= peildatum
        and (stroom.tot is None or stroom.tot >= peildatum)
    ]
    for stroom in lopend:
        ander = any(
            a.soort_natura == stroom.soort_natura and a.pk != stroom.pk and a.opgezegd_op is None
            for a in lopend
        )
        yield _judge_stroom(dossier, stroom, peildatum, drempels, heeft_ander=ander)


def _judge_stroom(
    dossier: Dossier,
    stroom: FeitStroom,
    peildatum: date,
    drempels: Drempels,
    *,
    heeft_ander: bool,
) -> Uitkomst:
    punten = _list_punten(stroom, peildatum, drempels)
    deel = _share(dossier, stroom, peildatum)
    groot = deel is not None and deel >= drempels["deel"]
    weg = stroom.opgezegd_op is not None or stroom.besluit_loopt is True
    ernst = pick_ernst(
        info=True,
        let_op=len(punten) >= drempels["let_op_punten"] and (groot or stroom.soort_natura in DAK),
        risico=(
            (
                len(punten) >= drempels["risico_punten"]
                and (groot or stroom.soort_natura in DAK_EN_WONING)
            )
            or (
                deel is not None
                and deel >= drempels["risico_deel"]
                and _ends_within(stroom, peildatum, int(drempels["maanden"]))
            )
        ),
        kritiek=weg and not heeft_ander,
    )
    return _report(ernst or Ernst.INFO, stroom, punten, deel)


def _ends_within(stroom: FeitStroom, peildatum: date, maanden: int) -> bool:
    return stroom.tot is not None and stroom.tot <= add_maanden(peildatum, maanden)


def _list_punten(stroom: FeitStroom, peildatum: date, drempels: Drempels) -> list[str]:
    """What makes this help uncertain, as half sentences."""
    kort = stroom.opzegtermijn is None or stroom.opzegtermijn < drempels["opzegmaanden"]
    return [
        zin
        for geldt, zin in (
            (stroom.afspraak != Afspraak.SCHRIFTELIJK, "de afspraak staat niet op papier"),
            (kort, "de opzegtermijn is kort of niet afgesproken"),
            (
                _ends_within(stroom, peildatum, int(drempels["maanden"])),
                "het eindigt binnen een jaar",
            ),
            (stroom.gever_beslist is False, "iemand anders dan de gever beslist erover"),
        )
        if geldt
    ]


def _share(dossier: Dossier, stroom: FeitStroom, peildatum: date) -> Decimal | None:
    """The value as a share of cost and value together, over a year; None when either is not known."""
    kosten, bedrag = find_kosten(dossier, peildatum.year), stroom.bedrag
    if not kosten or not bedrag:
        return None
    begin, einde = build_jaar_vooruit(peildatum)
    if stroom.tot is not None and stroom.tot < einde:
        begin = max(stroom.van, add_maanden(stroom.tot, -12))
        einde = stroom.tot
    waarde = sum_periode(stroom, bedrag, begin, einde)
    return Decimal(waarde) / (kosten + waarde)


def _report(ernst: Ernst, stroom: FeitStroom, punten: list[str], deel: Decimal | None) -> Uitkomst:
    zin = f"Jullie krijgen “{stroom.omschrijving}” van {stroom.financier}"
    if deel is not None:
        zin += f", {format_procent(deel)} van wat alles samen kost"
    zin += "."
    if stroom.opgezegd_op:
        zin += f" Dat is opgezegd op {format_datum(stroom.opgezegd_op)}."
    elif stroom.besluit_loopt:
        zin += " Er loopt een besluit over of dit blijft."
    if punten:
        opsomming = join_woorden(punten)
        zin += f" Let op: {opsomming}."
    elif not stroom.opgezegd_op and not stroom.besluit_loopt:
        zin += " Dit is goed geregeld."
    return Uitkomst(
        ernst,
        zin,
        "Zet de afspraak op papier met een termijn om op te zeggen. Breng iedereen die erover beslist "
        "aan één tafel.",
        WieKan.SAMEN,
        cijfers={
            "soort_natura": stroom.soort_natura,
            "punten": len(punten),
            "deel": None if deel is None else format_procent(deel),
            "loopt_tot": stroom.tot and stroom.tot.isoformat(),
        },
        laatste_dag=stroom.tot,
        stroom=(stroom.pk, stroom.kenmerk),
    )


REGEL = Regel(
    code="R09",
    versie=1,
    naam="Een ruimte of hulp die weg kan vallen",
    grondslag="002 Collectief; 004 De kracht van het gewone",
    drempels={
        "opzegmaanden": Decimal(6),
        "maanden": Decimal(12),
        "deel": Decimal("0.15"),
        "let_op_punten": Decimal(1),
        "risico_punten": Decimal(2),
        "risico_deel": Decimal("0.30"),
    },
    uitleg=(
        "Hulp in natura die loopt: een ruimte, grond, een woning, spullen. Een punt voor: "
        "niet op papier, een opzegtermijn korter dan {opzegmaanden} maanden of onbekend, "
        "een einde binnen {maanden} maanden, en een gever die niet zelf beslist. En: welk "
        "deel is het van wat alles samen kost?"
    ),
    niveaus={
        Ernst.INFO: "altijd, zodat het in zicht blijft",
        Ernst.LET_OP: (
            "{let_op_punten} punt of meer, en het is {deel:%} of meer, of een ruimte of grond"
        ),
        Ernst.RISICO: (
            "{risico_punten} punten of meer, en het is {deel:%} of meer, of een ruimte, grond of "
            "woning; of {risico_deel:%} of meer en het eindigt binnen {maanden} maanden"
        ),
        Ernst.KRITIEK: (
            "opgezegd, of er loopt een besluit, en er is geen andere hulp van dezelfde soort"
        ),
    },
    voorbeeld=(
        "Een tuin op grond van de gemeente, alleen mondeling toegezegd, en de wethouder moet "
        "nog beslissen: kritiek."
    ),
    loopt=True,
    beoordeel=beoordeel,
)
