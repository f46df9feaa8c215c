"""What the page of one initiative shows: horizon, what to do, and its money."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum

from financiering.continuiteit.dossier import load_geld_van, load_kansen, load_wettermijnen
from financiering.continuiteit.feiten import Dossier
from financiering.continuiteit.horizon import Horizon, compute_horizon, describe_horizon
from financiering.continuiteit.kansen import pick_kans
from financiering.continuiteit.maandbeeld import Maandbeeld, build_maandbeeld, describe_hoop
from financiering.domain.bedragen import NUL
from financiering.domain.codes import SoortBetaling
from financiering.domain.termijnen import Klok
from financiering.models import Geldstroom, Initiatief, Signaal
from financiering.models.samen import prefetch_samen
from financiering.rapportage.klokken import list_klokken
from financiering.rapportage.portefeuille import Vraag, compute_tabellen

KIJK_VOORUIT = timedelta(days=120)
REGEL_BIJ_KLOK = {"besluit": "R01", "verantwoording": "R14"}
"""Which rule speaks about the same date as a clock."""


@dataclass(frozen=True, slots=True)
class Vooruitblik:
    """Until when, in one sentence and one picture; `horizon` is None where a budget is missing."""

    zin: str
    horizon: Horizon | None
    maanden: list[Maandbeeld]
    ontbreekt: str = ""
    hoop: str = ""
    """How far the money that is hoped for would reach; apart from what is certain."""


def build_vooruitblik(
    initiatief: Initiatief, peildatum: date, bekend_op: Any = None
) -> Vooruitblik:
    """Look ahead from `peildatum` with what is known."""
    dossier = load_geld_van(initiatief.pk, bekend_op)
    if dossier is None or not dossier.stromen:
        return Vooruitblik(
            "Er staat nog geen geld. Begin met het geld waar je het meest op rekent.",
            None, [], "geldstromen",
        )  # fmt: skip
    return _look_ahead(dossier, peildatum)


def _look_ahead(dossier: Dossier, peildatum: date) -> Vooruitblik:
    kansen = load_kansen(peildatum)
    maanden = build_maandbeeld(
        dossier, peildatum, lambda stroom: pick_kans(stroom, dossier, kansen)
    )
    horizon = compute_horizon(dossier, peildatum)
    if horizon is None:
        zin = "Tot wanneer je zeker bent, kunnen we nog niet zeggen: we weten niet wat een maand openblijven kost."
        return Vooruitblik(zin, None, maanden, "begroting")
    if horizon.onbekend:
        wat = horizon.onbekend[0].omschrijving
        zin = f"Tot wanneer je zeker bent, kunnen we nog niet zeggen: het bedrag van “{wat}” ontbreekt."
        return Vooruitblik(zin, horizon, maanden, "bedrag")
    hoop = describe_hoop(horizon.gat, maanden)
    return Vooruitblik(describe_horizon(horizon), horizon, maanden, hoop=hoop)


def compute_totalen(
    stromen: QuerySet[Any, Any], peildatum: date, bekend_op: datetime | None
) -> list[dict[str, Any]]:
    """Where no detail is shared: euros per year, kind of money, aard and source, latest year first.

    From three years back to one ahead; `stromen` are those that count for who asks.
    """
    vraag = Vraag(stromen=stromen, bekend_op=bekend_op)
    jaren = range(peildatum.year + 1, peildatum.year - 4, -1)
    tabel = compute_tabellen(vraag, jaren, ("geldsoort", "aard", "bron"))
    return [rij for rij in tabel if rij["verleend"]]


@dataclass(frozen=True, slots=True)
class Verwachting:
    """Something with a date: what, of which stream, when."""

    klok: Klok
    stroom: Geldstroom
    signaal: Signaal | None = None
    """The signal that says the same, with how bad it is."""


def list_verwachtingen(stromen: Iterable[Geldstroom], peildatum: date) -> list[Verwachting]:
    """What is expected of whom within four months, or is late; earliest first."""
    wet = load_wettermijnen(peildatum)
    alles = [
        Verwachting(klok, stroom)
        for stroom in stromen
        for klok in list_klokken(stroom, peildatum, wet)
    ]
    binnenkort = [v for v in alles if v.klok.op <= peildatum + KIJK_VOORUIT]
    return sorted(binnenkort, key=lambda v: v.klok.op)


def pair_signalen(
    verwachtingen: Iterable[Verwachting], signalen: Iterable[Signaal]
) -> tuple[list[Verwachting], list[Signaal]]:
    """Each date with the signal about it, and the signals that are about no date; nothing is said twice."""
    open_nu = {(s.regel, s.geldstroom_id): s for s in signalen}
    samen = [
        replace(v, signaal=open_nu.pop((REGEL_BIJ_KLOK.get(v.klok.soort, ""), v.stroom.pk), None))
        for v in verwachtingen
    ]
    return samen, list(open_nu.values())


def load_alles(stromen: QuerySet[Any, Any], *paden: str) -> list[Any]:
    """Streams with everything a list of them shows, and what `paden` lead to; two queries."""
    ontvangen = Q(betalingen__ontvangen_op__isnull=False, betalingen__vervallen_door="")
    terug = Q(betalingen__soort=SoortBetaling.TERUGBETALING)
    gevonden = list(
        stromen.select_related("financier", "initiatief", "pot").annotate(
            binnen=Sum("betalingen__bedrag", filter=ontvangen & ~terug),
            teruggegeven=Sum("betalingen__bedrag", filter=ontvangen & terug),
        )
    )
    prefetch_samen(
        gevonden,
        "financier__regelprofielen__drempels",
        "opschortingen",
        "beschikkingen",
        "betalingen",
        "verantwoordingen",
        *paden,
    )
    return gevonden


def compute_ontvangen(stroom: Any) -> Decimal:
    """Euros received less what was paid back."""
    return (stroom.binnen or NUL) - (stroom.teruggegeven or NUL)
