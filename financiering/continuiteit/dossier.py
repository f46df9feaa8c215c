"""Load the facts of many initiatives in a fixed number of queries.

Every query is ordered by initiative and read as a stream, and the streams are merged; so the number
of queries does not grow with the number of initiatives, and memory does not either.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import ExpressionWrapper, Q, QuerySet, Sum

from financiering.continuiteit.feiten import (
    Dossier,
    FeitBetaling,
    FeitInitiatief,
    FeitProfiel,
    FeitStroom,
    FeitTaak,
    FeitVerantwoording,
)
from financiering.continuiteit.kansen import Kansen
from financiering.domain.codes import Niveau, SoortInitiatief
from financiering.domain.regimes import Drempel
from financiering.domain.termijnen import Wettermijnen
from financiering.domain.verslaglast import Schatting
from financiering.models import (
    Begrotingspost,
    Betaling,
    Domeindeel,
    Financier,
    Geldstroom,
    Initiatief,
    Opschorting,
    Regeldrempel,
    Regelprofiel,
    Taak,
    Verantwoording,
    Verkiezing,
    Wetsparameter,
)
from financiering.models.bekend import known_on
from financiering.models.samen import read_samen

PARTIJ = 2000
CENT = Decimal("0.01")

WETSLEUTELS = {
    "beslissen_weken": "awb_4_13_beslissen",
    "betalen_weken": "awb_4_87_betalen",
    "bezwaar_weken": "awb_6_7_bezwaar",
    "dwangsom_na_weken": "awb_4_17_dwangsom_na",
    "voorbehoud_weken": "awb_4_34_voorbehoud",
}

VELDEN_INITIATIEF = ["id" if naam == "pk" else naam for naam in FeitInitiatief._fields]
VELDEN_STROOM = tuple(
    {"financier": "financier__naam"}.get(naam, naam) for naam in FeitStroom._fields
)
VELDEN_NAAM = ("id", "naam")
BIJ_STROOM = ("geldstroom__initiatief_id", "geldstroom_id")


def load_dossiers(
    peildatum: date,
    *,
    initiatieven: QuerySet[Any, Any] | None = None,
    bekend_op: datetime | None = None,
) -> Iterator[Dossier]:
    """The facts of each initiative as recorded at `bekend_op` (None: now), in order of pk.

    `initiatieven` limits which; only residents' initiatives are judged, not the organisations of a
    register. `peildatum` decides which terms of the law hold.
    """
    basis = known_on(Initiatief, bekend_op).filter(soort=SoortInitiatief.INITIATIEF)
    grens: dict[str, Any] = {}
    if initiatieven is not None:
        pks = initiatieven.order_by().values("pk")
        basis, grens = basis.filter(id__in=pks), {"initiatief_id__in": pks}
    wet, profielen = load_wettermijnen(peildatum), _load_profielen(bekend_op)
    verkiezingen = _load_verkiezingen()
    lezers = _open_lezers(grens, bekend_op)
    for rij in basis.order_by("id").values_list(*VELDEN_INITIATIEF).iterator(PARTIJ):
        feit = FeitInitiatief._make(rij)
        delen = {naam: lees(feit.pk) for naam, lees in lezers.items()}
        dagen = verkiezingen.get(feit.gemeente_id) or verkiezingen[None]
        yield Dossier(initiatief=feit, wet=wet, profielen=profielen, verkiezingen=dagen, **delen)


def load_geld(
    initiatieven: QuerySet[Any, Any], voorwaarde: ExpressionWrapper
) -> Iterator[tuple[Dossier, bool]]:
    """Only the streams and the budgets of residents' initiatives, as known now; three queries.

    Each comes with whether it meets `voorwaarde`.
    """
    basis = initiatieven.filter(soort=SoortInitiatief.INITIATIEF).order_by("pk")
    lezers = _open_lezers({"initiatief_id__in": basis.order_by().values("pk")}, None)
    rijen = basis.annotate(voldoet=voorwaarde).values_list(*FeitInitiatief._fields, "voldoet")
    for *rij, voldoet in rijen.iterator(PARTIJ):
        feit = FeitInitiatief._make(rij)
        delen = {naam: lezers[naam](feit.pk) for naam in ("stromen", "begroting")}
        yield Dossier(initiatief=feit, **delen), voldoet


def load_geld_van(initiatief_id: int, bekend_op: datetime | None = None) -> Dossier | None:
    """The streams and the budget of one residents' initiative as recorded at `bekend_op` (None: now)."""
    return _load_een(initiatief_id, bekend_op, ("stromen", "begroting"))


def load_dossier(initiatief_id: int, peildatum: date) -> Dossier | None:
    """All facts of one residents' initiative as known now; None for an organisation of a register."""
    dossier = _load_een(initiatief_id, None)
    if dossier is None:
        return None
    verkiezingen = _load_verkiezingen()
    return replace(
        dossier,
        wet=load_wettermijnen(peildatum),
        profielen=_load_profielen(None),
        verkiezingen=verkiezingen.get(dossier.initiatief.gemeente_id) or verkiezingen[None],
    )


def _load_een(
    initiatief_id: int, moment: datetime | None, welke: Iterable[str] | None = None
) -> Dossier | None:
    """What one initiative has of these kinds of facts (None: all), in one query."""
    basis = known_on(Initiatief, moment).filter(id=initiatief_id, soort=SoortInitiatief.INITIATIEF)
    grens, namen = {"initiatief_id": initiatief_id}, dict[int, str]()
    feiten = _describe_feiten(grens, moment, namen)
    delen = feiten if welke is None else {naam: feiten[naam] for naam in welke}
    gevers = Geldstroom.history.filter(**grens).order_by().values("financier_id")
    [eigen, *rijen, toen] = read_samen(
        (basis, VELDEN_INITIATIEF),
        *((deel.rijen, deel.velden) for deel in delen.values()),
        (_select_namen(moment).filter(id__in=gevers), VELDEN_NAAM),
    )
    if not eigen:
        return None
    namen.update(toen)
    gelezen = zip(delen.items(), rijen, strict=True)
    return Dossier(
        initiatief=FeitInitiatief._make(eigen[0]),
        **{naam: deel.bouw(rij) for (naam, deel), rij in gelezen},
    )


class Deel(NamedTuple):
    """One kind of fact: the rows by initiative, what is read of them, and what is made of those of one."""

    rijen: QuerySet[Any, Any]
    velden: Sequence[str]
    bouw: Callable[[Iterable[Any]], Any]


def _open_lezers(grens: dict[str, Any], moment: datetime | None) -> dict[str, Callable[[int], Any]]:
    """For every kind of fact: a function that gives those of the next initiative."""
    namen = dict(_select_namen(moment).values_list(*VELDEN_NAAM))
    return {naam: _read(deel) for naam, deel in _describe_feiten(grens, moment, namen).items()}


def _describe_feiten(
    grens: dict[str, Any], moment: datetime | None, namen: dict[int, str]
) -> dict[str, Deel]:
    """Every kind of fact; `namen` is what givers were called then."""
    bij = Q(**{f"geldstroom__{sleutel}": waarde for sleutel, waarde in grens.items()})
    return {
        "stromen": Deel(
            known_on(Geldstroom, moment).filter(**grens).order_by("initiatief_id", "id"),
            ["id" if naam == "pk" else naam for naam in VELDEN_STROOM],
            _make_stromen(namen),
        ),
        "taken": Deel(
            known_on(Taak, moment).filter(**grens).order_by("initiatief_id", "id"),
            FeitTaak._fields,
            lambda rijen: [FeitTaak._make(rij) for rij in rijen],
        ),
        "begroting": Deel(
            known_on(Begrotingspost, moment)
            .filter(**grens)
            .order_by("initiatief_id")
            .values("initiatief_id", "jaar")
            .annotate(som=Sum("bedrag")),
            ["initiatief_id", "jaar", "som"],
            lambda rijen: {jaar: som for _, jaar, som in rijen},
        ),
        "opschortingen": _bij_stroom(Opschorting, ["van", "tot"], tuple, bij, moment),
        "domeinen": _bij_stroom(Domeindeel, ["domein", "procent"], tuple, bij, moment),
        "betalingen": _bij_stroom(
            Betaling,
            ["geldstroom_id", "soort", "bedrag", "verwacht_op", "ontvangen_op"],
            FeitBetaling._make,
            bij & Q(vervallen_door=""),
            moment,
        ),
        "verantwoordingen": _bij_stroom(
            Verantwoording,
            ["geldstroom_id", "niveau", "verschoven_naar", "uiterlijk_op", "ingediend_op", "uren",
             "accountantskosten", "ervaren_last"],
            _make_verantwoording,
            bij,
            moment,
        ),
    }  # fmt: skip


def _read(deel: Deel) -> Callable[[int], Any]:
    """Walk through rows ordered by initiative, keeping step with the caller."""
    rijen = deel.rijen.values_list(*deel.velden).iterator(PARTIJ)
    groepen = groupby(rijen, key=itemgetter(0))
    wacht: list[Any] = [None, None]

    def lees(initiatief_id: int) -> Any:
        while wacht[0] is None or wacht[0] < initiatief_id:
            sleutel, groep = next(groepen, (float("inf"), ()))
            wacht[:] = [sleutel, groep]
        return deel.bouw(wacht[1] if wacht[0] == initiatief_id else ())

    return lees


def _bij_stroom(
    model: Any, velden: Sequence[str], maak: Callable[[Any], Any], grens: Q, moment: datetime | None
) -> Deel:
    def bouw(rijen: Iterable[Any]) -> dict[int, list[Any]]:
        per_stroom: dict[int, list[Any]] = defaultdict(list)
        for rij in rijen:
            per_stroom[rij[1]].append(maak(rij[2:]))
        return per_stroom

    rijen = known_on(model, moment).filter(grens).order_by(*BIJ_STROOM, "id")
    return Deel(rijen, [*BIJ_STROOM, *velden], bouw)


def _make_stromen(namen: dict[int, str]) -> Callable[[Iterable[Any]], list[FeitStroom]]:
    """Builds the streams of one initiative, with the names that givers had then."""

    def bouw(rijen: Iterable[Any]) -> list[FeitStroom]:
        stromen = map(FeitStroom._make, rijen)
        if not namen:
            return list(stromen)
        return [
            stroom._replace(financier=namen.get(stroom.financier_id, stroom.financier))
            for stroom in stromen
        ]

    return bouw


def _make_verantwoording(rij: Sequence[Any]) -> FeitVerantwoording:
    """The date that counts is the moved one if there is one."""
    stroom, niveau, verschoven, uiterlijk, *rest = rij
    return FeitVerantwoording(stroom, niveau, verschoven or uiterlijk, *rest)


def load_wettermijnen(dag: date) -> Wettermijnen:
    """The legal terms in force on a day; before the first known one, the first known one."""
    gevonden = _read_parameters(WETSLEUTELS.values(), dag)
    return Wettermijnen(**{naam: int(gevonden[sleutel]) for naam, sleutel in WETSLEUTELS.items()})


def load_kansen(dag: date) -> Kansen:
    """How often applications are granted, as set for a day; before the first setting, the first."""
    gevonden = _read_parameters({f"kans_{veld.name}" for veld in fields(Kansen)}, dag)
    return Kansen(**{s.removeprefix("kans_"): waarde / 100 for s, waarde in gevonden.items()})


def load_schatting(dag: date) -> Schatting:
    """What a report takes by estimate, as set for a day."""
    sleutels = {f"last_uren_{niveau}": niveau for niveau in Niveau}
    gevonden = _read_parameters((*sleutels, "last_accountantskosten", "last_uurtarief"), dag)
    return Schatting(
        {niveau: gevonden[sleutel] for sleutel, niveau in sleutels.items()},
        gevonden["last_accountantskosten"],
        gevonden["last_uurtarief"],
    )


def _read_parameters(sleutels: Iterable[str], dag: date) -> dict[str, Decimal]:
    gevonden: dict[str, Decimal] = {}
    for rij in Wetsparameter.objects.filter(sleutel__in=sleutels).order_by("geldig_van"):
        if rij.sleutel not in gevonden or rij.geldig_van <= dag:
            gevonden[rij.sleutel] = rij.waarde
    return gevonden


def _load_profielen(moment: datetime | None) -> dict[int, list[FeitProfiel]]:
    """The rules of every giver as known then: dated rows of a code list, a few hundred at most."""
    drempels: dict[int, list[Drempel]] = defaultdict(list)
    for rij in known_on(Regeldrempel, moment):
        tot = rij.tot + CENT if rij.tot is not None and rij.tot_en_met else rij.tot
        drempels[rij.regelprofiel_id].append(Drempel(tot, Niveau(rij.niveau)))
    per_gever: dict[int, list[FeitProfiel]] = defaultdict(list)
    for profiel in known_on(Regelprofiel, moment):
        velden = [getattr(profiel, naam) for naam in FeitProfiel._fields[:-1]]
        feit = FeitProfiel._make([*velden, tuple(drempels[profiel.id])])
        per_gever[profiel.financier_id].append(feit)
    return per_gever


def _load_verkiezingen() -> dict[str | None, list[date]]:
    """Election days by municipality; those of None hold where a municipality has none of its own.

    Public facts, like the terms of the law: they were known before anybody recorded them here.
    """
    per_gemeente: dict[str | None, list[date]] = {None: []}
    for gemeente, dag in Verkiezing.objects.values_list("gemeente_id", "datum"):
        per_gemeente.setdefault(gemeente, []).append(dag)
    return per_gemeente


def _select_namen(moment: datetime | None) -> QuerySet[Any, Any]:
    """The givers as they were called then; the name of now comes with the stream itself."""
    gevers = known_on(Financier, moment)
    return gevers.none() if moment is None else gevers
