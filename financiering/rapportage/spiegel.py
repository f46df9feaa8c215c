"""The municipality in the mirror: how late it decides, what it gives, what it asks to be shown.

Only of streams it gives itself, so from its own data alone; other givers and other municipalities
play no part. Days are counted with the same clock as the rest of the system (`klokken`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median_low
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet

from financiering.continuiteit.dossier import load_wettermijnen
from financiering.domain.codes import BRONNEN_ZONDER_BESLUIT, Niveau, SoortInitiatief, Status
from financiering.domain.termijnen import Wettermijnen, compute_beslisdatum, count_opgeschort
from financiering.domain.woorden import TELWOORDEN
from financiering.models import (
    Geldstroom,
    Gemeente,
    Opschorting,
    Regelprofiel,
    Verantwoording,
)
from financiering.rapportage.klokken import build_beslisregels, pick_profiel
from financiering.rapportage.portefeuille import Vraag, compute_tabel

SOORTEN = ("regelmaat", "bron", "geldsoort")
"""What a kind of grant may be."""
JAREN_TERUG = 5


class Besluit(NamedTuple):
    """One application: what it was, when it had to be decided and when it was."""

    pk: int
    financier_id: int
    soort: str
    van: date
    ingediend_op: date | None
    beslissen_voor: date | None
    verdaagd_tot: date | None
    beschikking_op: date | None


@dataclass(frozen=True, slots=True)
class Spiegelregel:
    """One year and kind. Days late are below zero for early; None where nothing can be counted."""

    jaar: int
    soort: str
    besloten: int
    """Decisions of which the last day is known."""
    te_laat: int
    mediaan: int | None
    ergste: int | None
    wacht: int
    """Not decided yet while the last day has passed."""
    begonnen: int
    """Begun before there was a decision."""


@dataclass(frozen=True, slots=True)
class Spiegel:
    """What a municipality sees of itself."""

    regels: list[Spiegelregel]
    samen: list[Spiegelregel]
    """The same per year, all kinds together."""
    zonder_datum: int
    """Decisions of which nothing says when they had to come."""
    gegeven: list[dict[str, Any]]
    """Euros granted in one year, per kind of money and aard."""
    gevraagd: list[tuple[str, int]]
    """How many reports it asked for, per level, lightest first."""


def build_spiegel(
    gemeente: Gemeente, peildatum: date, jaar: int, *, per: str, alleen_initiatieven: bool
) -> Spiegel:
    """The mirror of one municipality on a day, in a fixed number of queries."""
    stromen: QuerySet[Any, Any] = Geldstroom.objects.filter(financier__gemeente=gemeente)
    if alleen_initiatieven:
        stromen = stromen.filter(initiatief__soort=SoortInitiatief.INITIATIEF)
    eerste = date(peildatum.year - JAREN_TERUG, 1, 1)
    gemeten = _measure(stromen, eerste, peildatum, per)
    tabel = compute_tabel(Vraag(stromen=stromen, natura=False), jaar, ("geldsoort", "aard"))
    return Spiegel(
        regels=_sum_regels(gemeten, lambda meting: (meting.jaar, meting.soort)),
        samen=_sum_regels(gemeten, lambda meting: (meting.jaar, "")),
        zonder_datum=sum(meting.dagen is None for meting in gemeten),
        gegeven=sorted((rij for rij in tabel if rij["verleend"]), key=lambda rij: -rij["verleend"]),
        gevraagd=_count_niveaus(stromen, jaar),
    )


class Meting(NamedTuple):
    """One application measured: days late up to the decision, or up to today without one."""

    jaar: int
    soort: str
    dagen: int | None
    besloten: bool
    begonnen: bool


def _measure(stromen: QuerySet[Any, Any], eerste: date, peildatum: date, per: str) -> list[Meting]:
    welke = stromen.exclude(bron__in=BRONNEN_ZONDER_BESLUIT).filter(
        Q(beschikking_op__gte=eerste, beschikking_op__lte=peildatum)
        | Q(status=Status.AANGEVRAAGD, van__gte=eerste)
    )
    # Asked and given at once from a pot: nobody waited, so it says nothing of waiting.
    welke = welke.exclude(pot__isnull=False, ingediend_op=F("beschikking_op"))
    velden = [per if naam == "soort" else naam for naam in Besluit._fields]
    velden[0] = "id"
    stil: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for pk, van, tot in Opschorting.objects.filter(
        geldstroom__in=welke.order_by().values("pk")
    ).values_list("geldstroom_id", "van", "tot"):
        stil[pk].append((van, tot))
    profielen: dict[int, list[Regelprofiel]] = defaultdict(list)
    gevers = stromen.order_by().values("financier")
    for profiel in Regelprofiel.objects.filter(financier__in=gevers):
        profielen[profiel.financier_id].append(profiel)
    wet = load_wettermijnen(peildatum)
    return [
        _measure_een(Besluit._make(rij), peildatum, stil, profielen, wet)
        for rij in welke.order_by("id").values_list(*velden)
    ]


def _measure_een(
    besluit: Besluit,
    peildatum: date,
    stil: Mapping[int, Sequence[tuple[date, date | None]]],
    profielen: Mapping[int, Sequence[Regelprofiel]],
    wet: Wettermijnen,
) -> Meting:
    tot = besluit.beschikking_op or peildatum
    profiel = pick_profiel(
        profielen.get(besluit.financier_id, ()), besluit.ingediend_op or besluit.van
    )
    uiterste = compute_beslisdatum(
        ingediend_op=besluit.ingediend_op,
        start=besluit.van,
        beslissen_voor=besluit.beslissen_voor,
        verdaagd_tot=besluit.verdaagd_tot,
        regels=build_beslisregels(profiel),
        opgeschorte_dagen=count_opgeschort(stil.get(besluit.pk, ()), tot),
        wet=wet,
    )
    return Meting(
        jaar=(uiterste[0] if uiterste else tot).year,
        soort=besluit.soort,
        dagen=(tot - uiterste[0]).days if uiterste else None,
        besloten=besluit.beschikking_op is not None,
        begonnen=besluit.van < tot,
    )


def _sum_regels(metingen: Iterable[Meting], sleutel: Any) -> list[Spiegelregel]:
    """Latest year first, then by kind; the year is that in which the decision had to come."""
    groepen: dict[tuple[int, str], list[Meting]] = defaultdict(list)
    for meting in metingen:
        groepen[sleutel(meting)].append(meting)
    return [
        _sum_groep(jaar, soort, groepen[jaar, soort])
        for jaar, soort in sorted(groepen, key=lambda groep: (-groep[0], groep[1]))
    ]


def _sum_groep(jaar: int, soort: str, metingen: Sequence[Meting]) -> Spiegelregel:
    dagen = [m.dagen for m in metingen if m.besloten and m.dagen is not None]
    return Spiegelregel(
        jaar=jaar,
        soort=soort,
        besloten=len(dagen),
        te_laat=sum(aantal > 0 for aantal in dagen),
        mediaan=median_low(dagen) if dagen else None,
        ergste=max(dagen, default=None),
        wacht=sum(not m.besloten and m.dagen is not None and m.dagen > 0 for m in metingen),
        begonnen=sum(m.begonnen for m in metingen),
    )


def _count_niveaus(stromen: QuerySet[Any, Any], jaar: int) -> list[tuple[str, int]]:
    """Reports asked about streams that run in a year, per level."""
    rijen = (
        Verantwoording.objects.filter(geldstroom__in=stromen.order_by().values("pk"))
        .filter(
            Q(geldstroom__tot__isnull=True) | Q(geldstroom__tot__gte=date(jaar, 1, 1)),
            geldstroom__van__lte=date(jaar, 12, 31),
        )
        .order_by()
        .values_list("niveau")
        .annotate(aantal=Count("pk"))
    )
    aantallen = dict(rijen)
    genoemd = [(niveau.label, aantallen[niveau]) for niveau in Niveau if niveau in aantallen]
    niet = [("niet bekend wat", aantallen[""])] if "" in aantallen else []
    return genoemd + niet


def describe_spiegel(spiegel: Spiegel, jaar: int) -> str:
    """The latest year with a decision, up to and including `jaar`, in one or two sentences."""
    regel = next((regel for regel in spiegel.samen if regel.besloten and regel.jaar <= jaar), None)
    if regel is None:
        return "Er is nog geen besluit waarvan we weten wanneer het er moest zijn."
    zin = f"Van de {regel.besloten} besluiten die er in {regel.jaar} moesten zijn, {_count_laat(regel.te_laat)} te laat"
    if regel.besloten == 1:
        zin = f"Het ene besluit dat er in {regel.jaar} moest zijn, kwam {'te laat' if regel.te_laat else 'op tijd'}"
    if regel.te_laat and regel.ergste:
        zin += f"; het langste wachten was {regel.ergste} {'dag' if regel.ergste == 1 else 'dagen'}"
    if not regel.begonnen:
        return f"{zin}."
    wie = "één keer" if regel.begonnen == 1 else f"{regel.begonnen} keer"
    return f"{zin}. Het werk begon {wie} vóór het besluit."


def _count_laat(aantal: int) -> str:
    return f"kwam er {TELWOORDEN[aantal]}" if aantal < 2 else f"kwamen er {aantal}"


def sum_gegeven(spiegel: Spiegel) -> Decimal:
    """Euros in the table of what was given."""
    return sum((rij["verleend"] for rij in spiegel.gegeven), Decimal(0))
