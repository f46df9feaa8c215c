"""R10, a change of politics.

Source document 004 (WijVaals: the free room depends on the alderman and the council). Around a municipal
election money that ends soon after it, without a decision for more years, waits for a new council. A
budget proviso on work that has started, or a cut that was announced, count whenever they are there.
Worked example 8: only municipal money, ends 31-12-2022, no decision for more years; on 1-10-2021 risico,
on 1-7-2020 nothing.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from financiering.continuiteit.feiten import Dossier
from financiering.continuiteit.horizon import build_jaar_vooruit, list_zeker
from financiering.continuiteit.regel import Drempels, Regel
from financiering.continuiteit.uitkomst import Uitkomst, pick_ernst, report_ontbrekend
from financiering.domain.codes import GEMEENTEBRONNEN, Ernst, Status, WieKan
from financiering.domain.perioden import add_maanden
from financiering.domain.woorden import format_datum, format_procent

VERVALLEN = frozenset({Status.AFGEWEZEN, Status.INGETROKKEN})


def beoordeel(dossier: Dossier, peildatum: date, drempels: Drempels) -> Iterable[Uitkomst]:
    """About all money of the municipality together."""
    lopend = [
        stroom
        for stroom in dossier.stromen
        if stroom.bron in GEMEENTEBRONNEN
        and stroom.status not in VERVALLEN
        and (stroom.tot is None or stroom.tot >= peildatum)
    ]
    if not lopend:
        return
    venster = int(drempels["venster_voor_maanden"]), int(drempels["venster_na_maanden"])
    verkiezing = _find_verkiezing(tuple(dossier.verkiezingen), peildatum, *venster)
    korting = any(stroom.bezuiniging_aangekondigd for stroom in lopend)
    voorbehoud = any(stroom.voorbehoud and stroom.van <= peildatum for stroom in lopend)
    onbekend = verkiezing and next((s for s in lopend if s.is_zeker and s.bedrag is None), None)
    deel = Decimal(0)
    if verkiezing and not onbekend:
        deel = _share(dossier, peildatum, verkiezing, int(drempels["daarna_maanden"]))
    ernst = pick_ernst(
        info=bool(verkiezing) and deel >= drempels["info_deel"],
        let_op=bool(verkiezing) and deel >= drempels["let_op_deel"],
        risico=voorbehoud or (bool(verkiezing) and deel >= drempels["risico_deel"]),
        kritiek=korting,
    )
    if ernst:
        dagen = [verkiezing] if verkiezing else []
        dagen += [stroom.tot for stroom in lopend if stroom.tot]
        yield _report(
            ernst,
            None if onbekend else verkiezing,
            deel,
            min((dag for dag in dagen if dag >= peildatum), default=None),
            maanden=int(drempels["daarna_maanden"]),
            korting=korting,
            voorbehoud=voorbehoud,
        )
    elif onbekend:
        yield report_ontbrekend(
            f"het bedrag van “{onbekend.omschrijving}” is niet ingevuld.",
            "verleend",
            stroom=(onbekend.pk, onbekend.kenmerk),
        )


@lru_cache(maxsize=256)
def _find_verkiezing(
    verkiezingen: tuple[date, ...], peildatum: date, voor: int, na: int
) -> date | None:
    """The election whose window of months holds the reference date, both ends inclusive."""
    return next(
        (
            dag
            for dag in verkiezingen
            if add_maanden(dag, -voor) <= peildatum <= add_maanden(dag, na)
        ),
        None,
    )


def _share(dossier: Dossier, peildatum: date, verkiezing: date, maanden: int) -> Decimal:
    """Municipal money that ends soon after the election, of all certain money of twelve months."""
    grens = add_maanden(verkiezing, maanden)
    bedragen = list_zeker(dossier, build_jaar_vooruit(peildatum))
    deel = sum(
        centen
        for stroom, centen in zip(dossier.zekere, bedragen, strict=True)
        if centen
        and stroom.bron in GEMEENTEBRONNEN
        and stroom.tot is not None
        and stroom.tot <= grens
        and not stroom.meerjarig_besluit
    )
    return Decimal(deel) / sum(bedragen) if deel else Decimal(0)


def _report(
    ernst: Ernst,
    verkiezing: date | None,
    deel: Decimal,
    laatste_dag: date | None,
    *,
    maanden: int,
    korting: bool,
    voorbehoud: bool,
) -> Uitkomst:
    zinnen = []
    if korting:
        zinnen.append("De gemeente heeft een bezuiniging op dit geld aangekondigd.")
    if voorbehoud:
        zinnen.append("Er is begonnen met geld dat alleen komt als de begroting het toelaat.")
    if verkiezing and deel:
        zinnen.append(
            f"{format_procent(deel)} van het geld dat zeker is voor een jaar komt van de gemeente en "
            f"loopt af binnen {maanden} maanden na de verkiezingen van {format_datum(verkiezing)}, of eerder. "
            "Een besluit voor meer jaren is er niet."
        )
    return Uitkomst(
        ernst,
        " ".join(zinnen),
        "Vraag om een raadsbesluit voor meer jaren: ruim vóór de verkiezingen, of meteen bij de nieuwe raad. "
        "Laat raadsleden van alle partijen zien wat jullie doen.",
        WieKan.SAMEN,
        cijfers={
            "verkiezing": verkiezing and verkiezing.isoformat(),
            "deel": format_procent(deel),
            "voorbehoud": voorbehoud,
            "bezuiniging": korting,
        },
        laatste_dag=laatste_dag,
    )


REGEL = Regel(
    code="R10",
    versie=1,
    naam="De politiek wisselt",
    grondslag="004 De kracht van het gewone; Awb 4:34; Kieswet (verkiezing van de gemeenteraad)",
    drempels={
        "venster_voor_maanden": Decimal(12),
        "venster_na_maanden": Decimal(9),
        "daarna_maanden": Decimal(12),
        "info_deel": Decimal("0.10"),
        "let_op_deel": Decimal("0.25"),
        "risico_deel": Decimal("0.50"),
    },
    uitleg=(
        "Van {venster_voor_maanden} maanden vóór tot {venster_na_maanden} maanden na een "
        "gemeenteraadsverkiezing: welk deel van het zekere geld van een jaar komt van de "
        "gemeente en loopt af binnen {daarna_maanden} maanden na die verkiezing, zonder "
        "besluit voor meer jaren? Een voorbehoud of een bezuiniging telt altijd."
    ),
    niveaus={
        Ernst.INFO: "{info_deel:%} of meer",
        Ernst.LET_OP: "{let_op_deel:%} of meer",
        Ernst.RISICO: (
            "{risico_deel:%} of meer, of er is begonnen terwijl de gemeente een voorbehoud maakt"
        ),
        Ernst.KRITIEK: "de gemeente heeft een bezuiniging aangekondigd",
    },
    voorbeeld=(
        "Alleen geld van de gemeente, tot en met december 2022, zonder besluit voor meer jaren. Op 1 "
        "oktober 2021 is het risico, op 1 juli 2020 niets."
    ),
    beoordeel=beoordeel,
)
