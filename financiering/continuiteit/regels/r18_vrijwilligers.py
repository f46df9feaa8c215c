"""R18, fewer volunteers' hours than are needed.

Source documents 002 and 004: initiatives lean on a few volunteers and nobody dares to say no.
Hours there are against hours needed, and people now against a year ago. It counts hours and people,
and names nobody.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from financiering.continuiteit.feiten import Dossier
from financiering.continuiteit.regel import Drempels, Regel
from financiering.continuiteit.uitkomst import Uitkomst, pick_ernst, report_ontbrekend
from financiering.domain.codes import Ernst, WieKan
from financiering.domain.woorden import format_procent

EEN = Decimal(1)


def beoordeel(dossier: Dossier, peildatum: date, drempels: Drempels) -> Iterable[Uitkomst]:
    """About the initiative as a whole; nothing filled in at all means nothing to say."""
    zelf = dossier.initiatief
    uren = _divide(zelf.vrijwilligersuren_beschikbaar, zelf.vrijwilligersuren_nodig)
    trend = _divide(zelf.vrijwilligers_nu, zelf.vrijwilligers_jaar_geleden)
    ernst = pick_ernst(
        info=uren < drempels["info_uren"],
        let_op=uren < drempels["let_op_uren"] or trend < drempels["let_op_trend"],
        risico=uren < drempels["risico_uren"],
        kritiek=uren < drempels["kritiek_uren"],
    )
    mist = _list_half(dossier)
    if ernst:
        yield _report(ernst, uren, trend)
    elif mist:
        yield report_ontbrekend("van twee getallen over vrijwilligers is er één ingevuld.", *mist)


def _divide(deel: Decimal | int | None, geheel: Decimal | int | None) -> Decimal:
    """A share; one where there is nothing to compare."""
    return EEN if deel is None or not geheel else Decimal(deel) / geheel


def _list_half(dossier: Dossier) -> list[str]:
    """The empty fields of the pairs of which the other is filled in."""
    zelf = dossier.initiatief
    paren = (
        ("vrijwilligersuren_nodig", "vrijwilligersuren_beschikbaar"),
        ("vrijwilligers_nu", "vrijwilligers_jaar_geleden"),
    )
    mist = []
    for paar in paren:
        leeg = [naam for naam in paar if getattr(zelf, naam) is None]
        mist += leeg if len(leeg) == 1 else []
    return mist


def _report(ernst: Ernst, uren: Decimal, trend: Decimal) -> Uitkomst:
    zinnen = []
    if uren < EEN:
        zinnen.append(
            f"Er zijn vrijwilligers voor {format_procent(uren)} van de uren die nodig zijn."
        )
    if trend < EEN:
        zinnen.append(
            f"Er zijn nog {format_procent(trend)} van de vrijwilligers van een jaar geleden."
        )
    return Uitkomst(
        ernst,
        " ".join(zinnen),
        "Spreek af dat iedereen nee mag zeggen, en doe liever één ding minder. Kijk daarna wie je "
        "kunt vragen, en welke taak betaald kan worden.",
        WieKan.SAMEN,
        cijfers={"deel_uren": format_procent(uren), "deel_mensen": format_procent(trend)},
    )


REGEL = Regel(
    code="R18",
    versie=1,
    naam="Er zijn te weinig uren van vrijwilligers",
    grondslag="002 Collectief; 004 De kracht van het gewone",
    drempels={
        "info_uren": Decimal("1.0"),
        "let_op_uren": Decimal("0.8"),
        "let_op_trend": Decimal("0.8"),
        "risico_uren": Decimal("0.6"),
        "kritiek_uren": Decimal("0.4"),
    },
    uitleg=(
        "De uren die vrijwilligers kunnen geven tegen de uren die nodig zijn, en het "
        "aantal vrijwilligers nu tegen een jaar geleden."
    ),
    niveaus={
        Ernst.INFO: "minder dan {info_uren:%} van de uren",
        Ernst.LET_OP: (
            "minder dan {let_op_uren:%} van de uren, of minder dan {let_op_trend:%} van de mensen"
        ),
        Ernst.RISICO: "minder dan {risico_uren:%} van de uren",
        Ernst.KRITIEK: "minder dan {kritiek_uren:%} van de uren",
    },
    voorbeeld="Veertig uur nodig, twintig uur te geven: 50%, risico.",
    beoordeel=beoordeel,
    over_mensen=True,
)
