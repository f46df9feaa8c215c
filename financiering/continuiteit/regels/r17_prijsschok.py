"""R17, a price shock for participants.

Source document 004 (Time to dance): if the scheme's money falls away the price per lesson has to go up
a good deal, and many will not be able to pay it. With the same lessons and the same people the price
becomes p' = p × (s + a) / s: s is what participants pay, a what falls away, both as a share of the
certain money of twelve months.
Worked example 1: p € 2,50, a 40%, s 10, 20 or 30%: € 12,50, € 7,50 or € 5,83.
"""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from financiering.continuiteit.feiten import Dossier, FeitStroom
from financiering.continuiteit.horizon import build_jaar_van, list_zeker, sum_periode
from financiering.continuiteit.regel import Drempels, Regel
from financiering.continuiteit.uitkomst import Uitkomst, pick_ernst, report_ontbrekend
from financiering.domain.codes import Bron, Ernst, WieKan
from financiering.domain.perioden import add_maanden
from financiering.domain.woorden import format_bedrag, format_datum, format_procent

NUL, EEN = Decimal(0), Decimal(1)
DEELNEMERS = Bron.DEELNEMERSBIJDRAGE
STEL = (Decimal("0.10"), Decimal("0.20"), Decimal("0.30"))
"""Shares of participants to show when theirs is not known."""


def beoordeel(dossier: Dossier, peildatum: date, drempels: Drempels) -> Iterable[Uitkomst]:
    """One outcome per stream of participants that pay a price each time."""
    betalend = [
        stroom
        for stroom in dossier.zekere
        if stroom.bron == DEELNEMERS
        and stroom.prijs_per_keer
        and (stroom.tot is None or stroom.tot >= peildatum)
    ]
    if not betalend:
        return
    eindigend = _list_eindigend(dossier, peildatum, int(drempels["maanden"]))
    for deelnemers in betalend:
        yield from _judge_stroom(dossier, deelnemers, eindigend, peildatum, drempels)


def compute_prijs(prijs: Decimal, deelnemers: Decimal, valt_weg: Decimal) -> Decimal:
    """The new price in euros to the cent; the two shares are of the same money, `deelnemers` above zero."""
    nieuw = prijs * (deelnemers + valt_weg) / deelnemers
    return nieuw.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _list_eindigend(dossier: Dossier, peildatum: date, maanden: int) -> list[FeitStroom]:
    """Certain money from others that ends within some months and has no certain successor.

    In order of end; on the same day what nobody asked to go on first, then the largest.
    """
    grens = add_maanden(peildatum, maanden)
    opgevolgd = {stroom.volgt_op_id for stroom in dossier.zekere}
    gevraagd = {stroom.volgt_op_id for stroom in dossier.stromen if stroom.is_gehoopt}
    eindigend = [
        (stroom.tot, stroom.pk in gevraagd, -(stroom.bedrag or NUL), stroom.pk, stroom)
        for stroom in dossier.zekere
        if stroom.tot is not None
        and peildatum <= stroom.tot <= grens
        and stroom.bron != DEELNEMERS
        and stroom.pk not in opgevolgd
    ]
    return [stroom for *_, stroom in sorted(eindigend)]


def _judge_stroom(
    dossier: Dossier,
    deelnemers: FeitStroom,
    eindigend: list[FeitStroom],
    peildatum: date,
    drempels: Drempels,
) -> Iterable[Uitkomst]:
    """About the first that ends and is large enough to raise the price."""
    bekend = [weg for weg in eindigend if weg.bedrag is not None]
    for weg in bekend:
        jaar = build_jaar_van(weg, peildatum)
        valt_weg = sum_periode(weg, weg.bedrag, *jaar)
        if not deelnemers.bedrag:
            yield _report_aandeel(deelnemers, weg, valt_weg, sum(list_zeker(dossier, jaar)))
            return
        eigen = sum_periode(deelnemers, deelnemers.bedrag, *jaar)
        if not eigen:
            continue
        ernst = _pick(EEN + Decimal(valt_weg) / eigen, weg, peildatum, drempels)
        if ernst:
            totaal = sum(list_zeker(dossier, jaar))
            delen = Decimal(eigen) / totaal, Decimal(valt_weg) / totaal
            yield _report(ernst, deelnemers, weg, delen)
            return
    if len(bekend) < len(eindigend):
        onbekend = next(weg for weg in eindigend if weg.bedrag is None)
        yield _report_bedrag(deelnemers, onbekend)


def _pick(stijging: Decimal, weg: FeitStroom, peildatum: date, drempels: Drempels) -> Ernst | None:
    """The level of a price that becomes `stijging` times what it is."""
    bijna = weg.tot is not None and weg.tot <= add_maanden(
        peildatum, int(drempels["kritiek_maanden"])
    )
    return pick_ernst(
        info=stijging > drempels["info_stijging"],
        let_op=stijging >= drempels["let_op_stijging"],
        risico=stijging >= drempels["risico_stijging"],
        kritiek=stijging >= drempels["kritiek_stijging"] and bijna,
    )


def _report(
    ernst: Ernst, deelnemers: FeitStroom, weg: FeitStroom, delen: tuple[Decimal, Decimal]
) -> Uitkomst:
    prijs = deelnemers.prijs_per_keer or NUL
    nieuw, einde = compute_prijs(prijs, *delen), weg.tot or date.max
    return Uitkomst(
        ernst,
        f"“{weg.omschrijving}” van {weg.financier} loopt tot en met {format_datum(einde)} en is "
        f"{format_procent(delen[1])} van het zekere geld. Betalen deelnemers dat zelf, dan gaat de prijs "
        f"van {format_bedrag(prijs)} naar {format_bedrag(nieuw)} per keer.",
        "Praat eerst met de deelnemers: wat kunnen zij betalen? Zoek daarna een gever voor dit deel, hulp "
        "in natura, of een korting voor wie weinig heeft. Verhoog de prijs niet in één keer.",
        WieKan.SAMEN,
        cijfers={
            "prijs_nu": format_bedrag(prijs),
            "prijs_straks": format_bedrag(nieuw),
            "deel_deelnemers": format_procent(delen[0]),
            "deel_dat_wegvalt": format_procent(delen[1]),
            "valt_weg": weg.kenmerk,
            "eindigt_op": einde.isoformat(),
        },
        laatste_dag=einde,
        stroom=(deelnemers.pk, deelnemers.kenmerk),
    )


def _report_bedrag(deelnemers: FeitStroom, weg: FeitStroom) -> Uitkomst:
    return report_ontbrekend(
        f"“{weg.omschrijving}” loopt af, maar het bedrag is niet ingevuld. Dus ook niet wat de prijs van "
        f"“{deelnemers.omschrijving}” dan wordt.",
        "verleend",
        stroom=(deelnemers.pk, deelnemers.kenmerk),
    )


def _report_aandeel(
    deelnemers: FeitStroom, weg: FeitStroom, valt_weg: int, totaal: int
) -> Uitkomst:
    """What the price would become if participants paid a tenth, a fifth or three tenths."""
    prijs = deelnemers.prijs_per_keer or NUL
    deel = Decimal(valt_weg) / totaal if totaal else NUL
    prijzen = {
        format_procent(stel): format_bedrag(compute_prijs(prijs, stel, deel)) for stel in STEL
    }
    stellen = ", ".join(f"{bedrag} als zij {stel} betalen" for stel, bedrag in prijzen.items())
    bericht = report_ontbrekend(
        f"wat deelnemers in een jaar betalen voor “{deelnemers.omschrijving}” is niet ingevuld. Valt "
        f"“{weg.omschrijving}” weg, dan wordt de prijs van {format_bedrag(prijs)}: {stellen}.",
        "verleend",
        stroom=(deelnemers.pk, deelnemers.kenmerk),
    )
    return bericht._replace(cijfers={"prijs_nu": format_bedrag(prijs), "prijs_straks": prijzen})


REGEL = Regel(
    code="R17",
    versie=1,
    naam="De prijs voor deelnemers schiet omhoog",
    grondslag="004 De kracht van het gewone",
    drempels={
        "maanden": Decimal(24),
        "info_stijging": Decimal("1.10"),
        "let_op_stijging": Decimal("1.25"),
        "risico_stijging": Decimal("1.50"),
        "kritiek_stijging": Decimal("2.00"),
        "kritiek_maanden": Decimal(12),
    },
    uitleg=(
        "Deelnemers betalen een prijs per keer. Wat wordt die prijs als zij moeten opvangen wat binnen "
        "{maanden} maanden afloopt zonder besloten vervolg? Het eerste dat afloopt en de prijs echt "
        "verhoogt, telt. Vergeleken wordt wat beide opbrengen in het laatste jaar van dat geld."
    ),
    niveaus={
        Ernst.INFO: "meer dan {info_stijging} keer zo duur",
        Ernst.LET_OP: "{let_op_stijging} keer of meer",
        Ernst.RISICO: "{risico_stijging} keer of meer",
        Ernst.KRITIEK: (
            "{kritiek_stijging} keer of meer, en het geld eindigt binnen {kritiek_maanden} maanden"
        ),
    },
    voorbeeld=(
        "€ 2,50 per keer, 40% van het geld valt weg. Betalen deelnemers nu 10, 20 of 30%,"
        " dan wordt het € 12,50, € 7,50 of € 5,83."
    ),
    loopt=True,
    beoordeel=beoordeel,
)
