"""R13, a burden of reporting out of proportion.

Source documents 000 (filled up with administrative fuss), 004 (relatively much overhead) and 001
(made to measure, to keep the burden small). The amount of each grant decides, not their sum; which
level a giver allows at that amount is in its own rules (Uniform Subsidiekader, VNG model).
Worked example 4: € 2.000 and 6 hours is 10.5%: risico; € 25.000 and 12 hours: nothing; an accountant
asked at € 40.000 while the giver's own threshold is € 50.000: kritiek.
A grant that was settled long ago is left alone: nobody can make that report lighter any more.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from financiering.continuiteit.feiten import Dossier, FeitProfiel, FeitStroom, FeitVerantwoording
from financiering.continuiteit.regel import Drempels, Regel
from financiering.continuiteit.uitkomst import Uitkomst, pick_ernst
from financiering.domain.codes import (
    GEMEENTEBRONNEN,
    NIVEAU_ORDE,
    ZEKERE_STATUSSEN,
    Bron,
    Ernst,
    Niveau,
    WieKan,
)
from financiering.domain.perioden import add_maanden
from financiering.domain.regimes import find_niveau
from financiering.domain.woorden import format_bedrag, format_procent, join_woorden

NUL = Decimal(0)
ACCOUNTANT = Niveau.ACCOUNTANT

ZWAARTE = {niveau.value: plek for niveau, plek in NIVEAU_ORDE.items()}
GEVRAAGD: dict[str, str] = {
    Niveau.GEEN: "geen verslag",
    Niveau.DESGEVRAAGD: "alleen iets als de gever erom vraagt",
    Niveau.INHOUDELIJK: "een inhoudelijk verslag",
    Niveau.FINANCIEEL: "een verslag met de cijfers erbij",
    Niveau.ACCOUNTANT: "een verklaring van een accountant",
}


def beoordeel(dossier: Dossier, peildatum: date, drempels: Drempels) -> Iterable[Uitkomst]:
    """One outcome per granted stream that asks for a report."""
    if not dossier.verantwoordingen:
        return
    vanaf = add_maanden(peildatum, -int(drempels["terugkijken_maanden"]))
    tarief = drempels["uurtarief"]
    for stroom in dossier.stromen:
        verslagen = dossier.verantwoordingen.get(stroom.pk)
        if not verslagen or stroom.status not in ZEKERE_STATUSSEN:
            continue
        if stroom.vastgesteld_op is None or stroom.vastgesteld_op >= vanaf:
            last = _measure(dossier, stroom, verslagen, tarief)
            ernst = _pick(last, drempels)
            if ernst:
                yield _report(ernst, stroom, last, verslagen, peildatum)


def find_regelprofiel(dossier: Dossier, stroom: FeitStroom) -> FeitProfiel | None:
    """The giver's rules in force when this stream was granted."""
    dag = stroom.beschikking_op or stroom.ingediend_op or stroom.van
    return dossier.find_profiel(stroom.financier_id, dag)


def pick_gever(stroom: FeitStroom) -> WieKan:
    """Who can act when it is up to the giver."""
    if stroom.bron in GEMEENTEBRONNEN:
        return WieKan.GEMEENTE
    return WieKan.FONDS if stroom.bron == Bron.FONDS else WieKan.SAMEN


class Last(NamedTuple):
    """What reporting on one stream takes. None: not known."""

    uren: Decimal | None
    accountant: Decimal | None
    kosten: Decimal
    """Euros: hours at the rate, and the accountant; what is not known counts for nothing."""
    deel: Decimal
    """Those euros as a share of the grant; 0 when its amount is not known."""
    gevraagd: str
    toegestaan: Niveau | None
    """The most the giver's own rules ask at this amount."""
    ervaren: int

    @property
    def stappen(self) -> int:
        """How many levels more than its own rules the giver asks."""
        if not self.gevraagd or not self.toegestaan:
            return 0
        return ZWAARTE[self.gevraagd] - ZWAARTE[self.toegestaan]

    @property
    def onnodige_accountant(self) -> bool:
        """An accountant where the giver's own rules ask for none."""
        return self.gevraagd == ACCOUNTANT and self.stappen > 0


def _measure(
    dossier: Dossier,
    stroom: FeitStroom,
    verslagen: Sequence[FeitVerantwoording],
    tarief: Decimal | int,
) -> Last:
    """All reports of one stream together; the heaviest level that is asked."""
    uren = accountant = None
    gevraagd, ervaren = "", 0
    for verslag in verslagen:
        if verslag.uren is not None:
            uren = verslag.uren if uren is None else uren + verslag.uren
        if verslag.accountantskosten is not None:
            erbij = verslag.accountantskosten
            accountant = erbij if accountant is None else accountant + erbij
        if verslag.niveau and (not gevraagd or ZWAARTE[verslag.niveau] > ZWAARTE[gevraagd]):
            gevraagd = verslag.niveau
        if verslag.ervaren_last:
            ervaren = max(ervaren, verslag.ervaren_last)
    kosten = uren * tarief if uren else NUL
    if accountant:
        kosten += accountant
    bedrag, toegestaan = stroom.bedrag, None
    if bedrag and gevraagd:
        profiel = find_regelprofiel(dossier, stroom)
        toegestaan = profiel and find_niveau(bedrag, profiel.drempels)
    deel = kosten / bedrag if bedrag else NUL
    return Last(uren, accountant, kosten, deel, gevraagd, toegestaan, ervaren)


def _pick(last: Last, drempels: Drempels) -> Ernst | None:
    deel, stappen = last.deel, last.stappen
    zwaar = last.uren is None and last.ervaren >= drempels["let_op_ervaren"]
    if stappen <= 0 and not zwaar and deel <= drempels["info_deel"]:
        return None
    return pick_ernst(
        info=deel > drempels["info_deel"],
        let_op=deel > drempels["let_op_deel"] or stappen >= drempels["let_op_stappen"] or zwaar,
        risico=deel > drempels["risico_deel"] or stappen >= drempels["risico_stappen"],
        kritiek=deel > drempels["kritiek_deel"] or last.onnodige_accountant,
    )


def _report(
    ernst: Ernst,
    stroom: FeitStroom,
    last: Last,
    verslagen: Sequence[FeitVerantwoording],
    peildatum: date,
) -> Uitkomst:
    kosten = format_bedrag(last.kosten, centen=False)
    deel = format_procent(last.deel)
    uren = None if last.uren is None else _format_uren(last.uren)
    laatste = None
    for verslag in verslagen:
        dag = verslag.uiterlijk
        if dag and dag >= peildatum and verslag.ingediend_op is None:
            laatste = min(dag, laatste or dag)
    return Uitkomst(
        ernst,
        _tell(stroom, last, uren, kosten, deel),
        "Dit kan de gever oplossen: minder vragen als het bedrag klein is, en één verslag goed vinden "
        "voor alle gevers. Vraag erom voordat het verslag weg moet.",
        pick_gever(stroom),
        cijfers={
            "uren": uren,
            "kosten": None if uren is None and last.accountant is None else kosten,
            "deel_van_bedrag": deel,
            "gevraagd": last.gevraagd or None,
            "toegestaan": last.toegestaan,
            "ervaren_last": last.ervaren or None,
            "financier": stroom.financier,
        },
        laatste_dag=laatste,
        stroom=(stroom.pk, stroom.kenmerk),
    )


def _tell(stroom: FeitStroom, last: Last, uren: str | None, kosten: str, deel: str) -> str:
    zinnen = []
    bedrag = format_bedrag(stroom.bedrag or NUL, centen=False)
    if last.deel:
        waarvan = [f"{uren} uur"] if last.uren else []
        waarvan += ["een accountant"] if last.accountant else []
        zinnen.append(
            f"Verantwoorden van “{stroom.omschrijving}” kost {kosten} ({join_woorden(waarvan)}). Dat is "
            f"{deel} van {bedrag}."
        )
    if last.uren is None and last.ervaren:
        zinnen.append(
            f"Hoe zwaar het verslag over “{stroom.omschrijving}” voelt: {last.ervaren} op een schaal van 5. "
            "Hoeveel uur het kost, is niet ingevuld."
        )
    if last.stappen > 0 and last.gevraagd and last.toegestaan:
        zinnen.append(
            f"{stroom.financier} vraagt over “{stroom.omschrijving}” {GEVRAAGD[last.gevraagd]}. Volgens de "
            f"eigen regels is dat bij {bedrag} hoogstens: {GEVRAAGD[last.toegestaan]}."
        )
    return " ".join(zinnen)


def _format_uren(uren: Decimal) -> str:
    """12,5; without a decimal where there is none."""
    heel = int(uren)
    return str(heel) if heel == uren else f"{uren.normalize():f}".replace(".", ",")


REGEL = Regel(
    code="R13",
    versie=1,
    naam="Verantwoorden kost te veel",
    grondslag="000 Zorgzame buurten Kaag en Braassem; 001 Zelf- en samenredzaamheid; 004 De kracht van "
    "het gewone; Uniform Subsidiekader",
    drempels={
        "uurtarief": Decimal(35),
        "terugkijken_maanden": Decimal(24),
        "info_deel": Decimal("0.03"),
        "let_op_deel": Decimal("0.05"),
        "let_op_stappen": Decimal(1),
        "let_op_ervaren": Decimal(4),
        "risico_deel": Decimal("0.10"),
        "risico_stappen": Decimal(2),
        "kritiek_deel": Decimal("0.20"),
    },
    uitleg=(
        "Elke subsidie waarvoor een verslag is gevraagd. De uren (à {uurtarief:€}) en de "
        "kosten van een accountant, als deel van het bedrag. En: vraagt de gever meer dan"
        " de eigen regels bij dit bedrag toestaan? Subsidies die langer dan "
        "{terugkijken_maanden} maanden geleden zijn afgerond, tellen niet mee."
    ),
    niveaus={
        Ernst.INFO: "meer dan {info_deel:%}",
        Ernst.LET_OP: (
            "meer dan {let_op_deel:%}, {let_op_stappen} trede te zwaar, of een ervaren last "
            "van {let_op_ervaren} of meer terwijl de uren onbekend zijn"
        ),
        Ernst.RISICO: "meer dan {risico_deel:%}, of {risico_stappen} treden te zwaar",
        Ernst.KRITIEK: (
            "meer dan {kritiek_deel:%}, of een accountant terwijl het bedrag daar te laag voor is"
        ),
    },
    voorbeeld="€ 2.000 en zes uur werk is 10,5%: risico. € 25.000 en twaalf uur: niets.",
    beoordeel=beoordeel,
)
