"""The questions of the council, answered over all initiatives of a municipality.

Every answer is a number of initiatives per group. Initiatives that do not share their money count only
when enough of them are in each group: else one of them could be read from the answer.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from financiering.continuiteit.dossier import load_geld
from financiering.continuiteit.feiten import Dossier, FeitInitiatief, FeitStroom
from financiering.continuiteit.horizon import (
    MAANDEN_VOORUIT,
    build_jaar_vooruit,
    compute_horizon,
    sum_periode,
)
from financiering.domain.bedragen import NUL
from financiering.domain.codes import Fase, Geldsoort
from financiering.domain.perioden import add_maanden, is_hoogstens
from financiering.models import Initiatief
from financiering.rapportage.verdeling import Blik

ONBEKEND = "niet te zeggen"
MEESTE_GEVERS = 4


@dataclass(frozen=True, slots=True)
class Stand:
    """What one initiative stands on, on the reference date."""

    initiatief: FeitInitiatief
    dicht: bool
    """Whether it has money that this person may not open."""
    dossier: Dossier
    peildatum: date

    @property
    def lopend(self) -> list[FeitStroom]:
        """Certain money that runs."""
        dag = self.peildatum
        return [s for s in self.dossier.zekere if s.van <= dag and (s.tot is None or s.tot >= dag)]


def classify_zeker(stand: Stand, maanden: int) -> str:
    """Whether the costs are covered that many months, the month of the reference date included."""
    horizon = compute_horizon(stand.dossier, stand.peildatum)
    if horizon is None or horizon.onbekend:
        return ONBEKEND
    zeker = MAANDEN_VOORUIT if horizon.gat is None else horizon.gat
    return "zeker" if zeker >= maanden else "niet zeker"


def classify_einde(stand: Stand) -> str:
    """Whether running money ends within a year while nothing follows it."""
    einde = build_jaar_vooruit(stand.peildatum)[1]
    opgevolgd = {stroom.volgt_op_id for stroom in stand.dossier.zekere}
    for stroom in stand.lopend:
        if stroom.tot is not None and stroom.tot <= einde and stroom.pk not in opgevolgd:
            return "eindigt zonder vervolg"
    return "niets eindigt"


def classify_keten(stand: Stand) -> str:
    """Whether more than half of the money of today comes from one-year grants after one another."""
    van_vandaag = {s.pk: _per_dag(s, stand.peildatum) for s in stand.lopend}
    totaal = sum(van_vandaag.values())
    if not totaal:
        return "nu geen geld"
    ketens = [s for s in stand.lopend if _is_jaarketen(stand.dossier.trace_keten(s))]
    return (
        "leeft van jaar tot jaar"
        if 2 * sum(van_vandaag[s.pk] for s in ketens) > totaal
        else "anders"
    )


def _per_dag(stroom: FeitStroom, dag: date) -> Decimal:
    """What a stream brings on one day, from its own year, in hundredths of a cent."""
    begin = max(stroom.van, add_maanden(dag, -12))
    einde = (
        add_maanden(begin, 12) if stroom.tot is None else min(stroom.tot, add_maanden(begin, 12))
    )
    return Decimal(sum_periode(stroom, stroom.bedrag, begin, einde)) / ((einde - begin).days + 1)


def _is_jaarketen(keten: Sequence[FeitStroom]) -> bool:
    """A grant of at most a year that follows on another one of at most a year."""
    return len(keten) > 1 and all(
        stroom.tot is not None and is_hoogstens(stroom.van, stroom.tot, 12) for stroom in keten[:2]
    )


VIA_ONTWIKKELGELD = "kreeg ontwikkelgeld en daarna basisgeld"
METEEN_BASISGELD = "kreeg meteen basisgeld of had het al"
NU_ONTWIKKELGELD = "kreeg ontwikkelgeld"
ALLEEN_ZAAIGELD = "nog alleen zaaigeld"
GESTOPT_NA_ONTWIKKELGELD = "stopte na ontwikkelgeld"
GESTOPT_NA_ZAAIGELD = "stopte na zaaigeld"
ZAAIGELDPADEN = (
    VIA_ONTWIKKELGELD, METEEN_BASISGELD, NU_ONTWIKKELGELD, ALLEEN_ZAAIGELD,
    GESTOPT_NA_ONTWIKKELGELD, GESTOPT_NA_ZAAIGELD,
)  # fmt: skip
"""Every way seed money can go, furthest first."""


def classify_zaaigeld(stand: Stand) -> str:
    """Which way an initiative went after its first seed money; "" when it had none."""
    begonnen = [s for s in stand.dossier.zekere if s.van <= stand.peildatum]
    zaai = [s.van for s in begonnen if s.geldsoort == Geldsoort.ZAAIGELD]
    if not zaai:
        return ""
    eerst = min(zaai)
    ontwikkel, basis = (
        min((s.van for s in begonnen if s.geldsoort == soort and telt(s)), default=None)
        for soort, telt in (
            (Geldsoort.ONTWIKKELGELD, lambda s: s.van >= eerst),
            (Geldsoort.BASISGELD, lambda s: s.tot is None or s.tot >= eerst),
        )
    )
    if basis:
        return VIA_ONTWIKKELGELD if ontwikkel and ontwikkel <= basis else METEEN_BASISGELD
    if stand.initiatief.fase == Fase.GESTOPT:
        return GESTOPT_NA_ONTWIKKELGELD if ontwikkel else GESTOPT_NA_ZAAIGELD
    return NU_ONTWIKKELGELD if ontwikkel else ALLEEN_ZAAIGELD


def classify_gevers(stand: Stand) -> str:
    """From how many givers certain money runs."""
    aantal = len({stroom.financier_id for stroom in stand.lopend})
    if aantal >= MEESTE_GEVERS:
        return f"{MEESTE_GEVERS} of meer gevers"
    return f"{aantal or 'geen'} {'gever' if aantal == 1 else 'gevers'}"


@dataclass(frozen=True, slots=True)
class Groep:
    """One possible answer: how many initiatives, and which of them may be named.

    `zaaigeld` is what they were granted as seed money until the reference date, in euros.
    """

    naam: str
    aantal: int
    open: list[FeitInitiatief]
    zaaigeld: Decimal

    @property
    def niet_genoemd(self) -> int:
        """How many count and are not named."""
        return self.aantal - len(self.open)


@dataclass(frozen=True, slots=True)
class Antwoord:
    """One question with its groups, in a fixed order."""

    code: str
    vraag: str
    groepen: list[Groep]
    weggelaten: int
    """Initiatives that are in no group, because they share nothing and are too few."""
    uitleg: str = ""

    @property
    def van(self) -> int:
        """How many initiatives count."""
        return sum(groep.aantal for groep in self.groepen)

    @property
    def zaaigeld(self) -> Decimal:
        """Euros of seed money of all that count."""
        return sum((groep.zaaigeld for groep in self.groepen), NUL)

    @property
    def eerste(self) -> Groep:
        """The group that the question asks for."""
        return self.groepen[0]


VRAGEN: tuple[tuple[str, str, str, Callable[[Stand], str], tuple[str, ...]], ...] = (
    (
        "zeker12", "Bij hoeveel initiatieven is het basisgeld 12 maanden zeker?",
        "Zeker is: verleend geld dekt ten minste 80% van wat een maand openblijven kost.",
        lambda stand: classify_zeker(stand, 12), ("zeker", "niet zeker", ONBEKEND),
    ),
    (
        "zeker24", "En 24 maanden?", "Gemeten zoals bij 12 maanden.",
        lambda stand: classify_zeker(stand, 24), ("zeker", "niet zeker", ONBEKEND),
    ),
    (
        "einde", "Bij hoeveel eindigt binnen een jaar geld dat nu loopt, zonder vervolg?",
        "Een vervolg is verleend geld dat op het oude volgt. Een aanvraag of een hoop telt niet.",
        classify_einde, ("eindigt zonder vervolg", "niets eindigt"),
    ),
    (
        "keten", "Hoeveel leven van jaar tot jaar?",
        "Meer dan de helft van het geld van vandaag komt uit subsidies van hooguit een jaar die op een andere van hooguit een jaar volgen.",
        classify_keten, ("leeft van jaar tot jaar", "anders", "nu geen geld"),
    ),
    (
        "zaaigeld", "Wat werd er van het zaaigeld?",
        "Van wie zaaigeld kreeg: hoe ver het daarna kwam.",
        classify_zaaigeld, ZAAIGELDPADEN,
    ),
    (
        "gevers", "Van hoeveel gevers komt het geld?",
        "Gevers van zeker geld dat nu loopt, per initiatief.",
        classify_gevers, ("geen gevers", "1 gever", "2 gevers", "3 gevers", f"{MEESTE_GEVERS} of meer gevers"),
    ),
)  # fmt: skip


def load_standen(blik: Blik, peildatum: date) -> list[Stand]:
    """Every residents' initiative of the municipality with its money; three queries."""
    initiatieven = Initiatief.objects.filter(gemeente=blik.vraag.gemeente)
    # Looked up once and not per initiative: who may open what is the dear part of the question.
    wie = blik.verborgen.filter(initiatief__gemeente=blik.vraag.gemeente).order_by()
    gesloten = ExpressionWrapper(Q(pk__in=wie.values("initiatief")), output_field=BooleanField())
    return [
        Stand(dossier.initiatief, is_dicht, dossier, peildatum)
        for dossier, is_dicht in load_geld(initiatieven, gesloten)
        if dossier.stromen
    ]


def answer_vragen(standen: Sequence[Stand], kleinste: int) -> list[Antwoord]:
    """Every question of the council with its answer."""
    return [
        _answer(code, vraag, uitleg, _divide(standen, indelen), namen, kleinste)
        for code, vraag, uitleg, indelen, namen in VRAGEN
    ]


def _divide(standen: Iterable[Stand], indelen: Callable[[Stand], str]) -> dict[str, list[Stand]]:
    groepen: dict[str, list[Stand]] = defaultdict(list)
    for stand in standen:
        if naam := indelen(stand):
            groepen[naam].append(stand)
    return groepen


def _answer(
    code: str,
    vraag: str,
    uitleg: str,
    groepen: dict[str, list[Stand]],
    namen: Sequence[str],
    kleinste: int,
) -> Antwoord:
    dicht = Counter({naam: sum(s.dicht for s in wie) for naam, wie in groepen.items()})
    te_klein = any(0 < aantal < kleinste for aantal in dicht.values())
    mee = {naam: [s for s in wie if not (te_klein and s.dicht)] for naam, wie in groepen.items()}
    lijst = [_build_groep(naam, mee.get(naam, [])) for naam in namen]
    return Antwoord(code, vraag, lijst, sum(dicht.values()) if te_klein else 0, uitleg)


def _build_groep(naam: str, standen: Sequence[Stand]) -> Groep:
    genoemd = [stand.initiatief for stand in standen if not stand.dicht]
    return Groep(naam, len(standen), genoemd, _sum_zaaigeld(standen))


def _sum_zaaigeld(standen: Iterable[Stand]) -> Decimal:
    """Euros of seed money granted until the reference date."""
    bedragen: list[Any] = [
        stroom.bedrag or NUL
        for stand in standen
        for stroom in stand.dossier.zekere
        if stroom.geldsoort == Geldsoort.ZAAIGELD and stroom.van <= stand.peildatum
    ]
    return sum(bedragen, NUL)


@dataclass(frozen=True, slots=True)
class Zekerheid:
    """Until when the costs of one initiative are covered by certain money."""

    initiatief: FeitInitiatief
    maanden: int
    """Covered months, the month of the reference date included; at most as far as is looked ahead."""
    tot: date | None
    """The last month that is covered, as its first day; None when the first is not."""
    mist: Decimal | None
    """Euros missing per month after that; None when nothing misses as far as is looked ahead."""


def list_zekerheden(standen: Iterable[Stand]) -> list[Zekerheid]:
    """Of initiatives that share all their money, shortest first; without a budget nothing can be said."""
    gevonden = []
    for stand in standen:
        horizon = compute_horizon(stand.dossier, stand.peildatum)
        if stand.dicht or horizon is None or horizon.onbekend:
            continue
        maanden = MAANDEN_VOORUIT if horizon.gat is None else horizon.gat
        tot = horizon.maanden[maanden - 1].eerste if maanden else None
        gevonden.append(Zekerheid(stand.initiatief, maanden, tot, horizon.tekort_per_maand))
    return sorted(gevonden, key=lambda z: (z.maanden, z.initiatief.naam))
