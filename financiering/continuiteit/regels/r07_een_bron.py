"""R07, one source pays nearly everything.

Source document 004: an initiative financed for the greater part by one municipality. Only money for
its own costs counts: a grant for the park next door (De Sleutel) says nothing about the doors.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from operator import itemgetter

from financiering.continuiteit.feiten import Dossier, FeitStroom
from financiering.continuiteit.horizon import build_jaar_vooruit, list_zeker
from financiering.continuiteit.regel import Drempels, Regel
from financiering.continuiteit.uitkomst import Uitkomst, pick_ernst, report_ontbrekend
from financiering.domain.codes import Aard, Ernst, WieKan
from financiering.domain.perioden import add_maanden
from financiering.domain.woorden import format_datum, format_procent


def beoordeel(dossier: Dossier, peildatum: date, drempels: Drempels) -> Iterable[Uitkomst]:
    """About the largest giver of the twelve months ahead."""
    bedragen = list_zeker(dossier, build_jaar_vooruit(peildatum))
    per_gever: dict[int, int] = defaultdict(int)
    for stroom, centen in zip(dossier.zekere, bedragen, strict=True):
        per_gever[stroom.financier_id] += centen
    totaal = sum(per_gever.values())
    if not totaal:
        yield report_ontbrekend(
            "er staat geen zeker geld met een bedrag voor de komende twaalf maanden.", "verleend"
        )
        return
    meeste = max(per_gever.values())
    deel = Decimal(meeste) / totaal
    if deel < drempels["info_deel"] and deel < drempels["let_op_deel"]:
        return
    gever = min(pk for pk, centen in per_gever.items() if centen == meeste)
    stromen = [
        (stroom, centen)
        for stroom, centen in zip(dossier.zekere, bedragen, strict=True)
        if stroom.financier_id == gever
    ]
    laatste = max(stroom.tot or date.max for stroom, _ in stromen)
    einde = None if laatste == date.max else laatste
    ernst = _pick(dossier, deel, einde, peildatum, drempels)
    if ernst:
        yield _soften(_report(ernst, stromen[0][0], deel, einde), stromen)


def _pick(
    dossier: Dossier, deel: Decimal, einde: date | None, peildatum: date, drempels: Drempels
) -> Ernst | None:
    def ends_within(sleutel: str) -> bool:
        return einde is not None and einde <= add_maanden(peildatum, int(drempels[sleutel]))

    veel = deel >= drempels["let_op_deel"]
    niet_lang = einde is None or einde < add_maanden(peildatum, int(drempels["let_op_maanden"]))
    return pick_ernst(
        info=deel >= drempels["info_deel"],
        let_op=veel and niet_lang,
        risico=veel and ends_within("risico_maanden"),
        kritiek=veel and ends_within("kritiek_maanden") and not dossier.aangevraagd,
    )


def _report(ernst: Ernst, stroom: FeitStroom, deel: Decimal, einde: date | None) -> Uitkomst:
    zin = f"{format_procent(deel)} van het geld dat zeker is voor een jaar komt van {stroom.financier}"
    slot = f"dat loopt tot en met {format_datum(einde)}" if einde else "een einddatum is er niet"
    return Uitkomst(
        ernst,
        f"{zin}; {slot}.",
        "Maak eerst betere afspraken met deze gever: een langere termijn en een opzegtermijn. Werk "
        "daarna aan tien tot twintig procent eigen inkomsten of een tweede gever.",
        WieKan.SAMEN,
        cijfers={
            "financier": stroom.financier,
            "deel": format_procent(deel),
            "loopt_tot": einde and einde.isoformat(),
        },
        laatste_dag=einde,
    )


def _soften(uitkomst: Uitkomst, stromen: list[tuple[FeitStroom, int]]) -> Uitkomst:
    """One lower when the largest stream of this giver is structural."""
    grootste, _ = max(stromen, key=itemgetter(1))
    if grootste.aard != Aard.STRUCTUREEL:
        return uitkomst
    return uitkomst.soften("Dit is structureel geld: er is geen einde besloten.")


REGEL = Regel(
    code="R07",
    versie=1,
    naam="Eén gever betaalt bijna alles",
    grondslag="004 De kracht van het gewone",
    drempels={
        "info_deel": Decimal("0.60"),
        "let_op_deel": Decimal("0.75"),
        "let_op_maanden": Decimal(24),
        "risico_maanden": Decimal(12),
        "kritiek_maanden": Decimal(6),
    },
    uitleg=(
        "Het zekere geld van de komende twaalf maanden. Welk deel komt van één gever, en "
        "tot wanneer loopt dat?"
    ),
    niveaus={
        Ernst.INFO: "{info_deel:%} of meer",
        Ernst.LET_OP: (
            "{let_op_deel:%} of meer, en het eindigt binnen {let_op_maanden} maanden of het "
            "einde is niet bekend"
        ),
        Ernst.RISICO: "{let_op_deel:%} of meer, en het eindigt binnen {risico_maanden} maanden",
        Ernst.KRITIEK: (
            "risico, het eindigt binnen {kritiek_maanden} maanden en er loopt geen enkele aanvraag"
        ),
    },
    verzachting="Eén niveau lager als de grootste stroom van deze gever structureel is.",
    voorbeeld=(
        "Van het geld voor het komende jaar komt 90% van de gemeente, tot en met augustus: risico."
    ),
    beoordeel=beoordeel,
)
