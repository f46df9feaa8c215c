"""What if: leave money out, move its end, add some; see horizon and signals change. Nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from financiering.continuiteit.dossier import load_kansen
from financiering.continuiteit.feiten import Dossier, FeitStroom
from financiering.continuiteit.horizon import compute_horizon, describe_horizon
from financiering.continuiteit.kansen import Kansen, pick_kans
from financiering.continuiteit.maandbeeld import Maandbeeld, build_maandbeeld
from financiering.continuiteit.regel import Instellingen
from financiering.continuiteit.registry import REGISTER
from financiering.continuiteit.uitkomst import LADDER, Bevinding
from financiering.domain.codes import Aard, Bron, Ernst, Geldsoort, Regelmaat, Status
from financiering.services.signalen import load_instellingen

VERVALLEN = (Status.AFGEWEZEN, Status.INGETROKKEN)
NIEUW = -1
"""The number of the stream that is only thought of."""


@dataclass(frozen=True, slots=True)
class Erbij:
    """Money that is thought of: euros, both days inclusive."""

    bedrag: Decimal
    van: date
    tot: date


@dataclass(frozen=True, slots=True)
class Aanname:
    """What is assumed: streams that fall away, other last days, and money that comes in."""

    weg: frozenset[int] = frozenset()
    einde: Mapping[int, date] = field(default_factory=dict)
    erbij: Erbij | None = None


@dataclass(frozen=True, slots=True)
class Beeld:
    """Until when, month by month, and what the rules say."""

    zin: str
    maanden: list[Maandbeeld]
    bevindingen: dict[tuple[str, int | None], Bevinding]


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """As it is and as it would be, with the signals that come, go, or change level."""

    nu: Beeld
    straks: Beeld
    erbij: list[Bevinding]
    weg: list[Bevinding]
    zwaarder: list[Bevinding]
    lichter: list[Bevinding]


def list_aan_te_nemen(dossier: Dossier, peildatum: date) -> list[FeitStroom]:
    """The streams that can still fall away or end on another day."""
    return [
        stroom
        for stroom in dossier.stromen
        if stroom.status not in VERVALLEN and (stroom.tot is None or stroom.tot >= peildatum)
    ]


def apply_aanname(dossier: Dossier, aanname: Aanname) -> Dossier:
    """The same facts with the assumption in them; the facts themselves stay as they are."""
    stromen = [
        stroom._replace(tot=aanname.einde[stroom.pk]) if stroom.pk in aanname.einde else stroom
        for stroom in dossier.stromen
        if stroom.pk not in aanname.weg
    ]
    if aanname.erbij:
        stromen.append(_build_stroom(dossier, aanname.erbij))
    return replace(dossier, stromen=stromen)


def _build_stroom(dossier: Dossier, erbij: Erbij) -> FeitStroom:
    """Granted base money of a giver that is not there yet."""
    leeg = dict.fromkeys(FeitStroom._fields)
    vast = {
        "initiatief_id": dossier.initiatief.pk,
        "pk": NIEUW,
        "kenmerk": "",
        "omschrijving": "nieuw geld",
        "financier_id": NIEUW,
        "financier": "een nieuwe gever",
        "bron": Bron.GIFT,
        "geldsoort": Geldsoort.BASISGELD,
        "aard": Aard.INCIDENTEEL,
        "regelmaat": Regelmaat.ONBEKEND,
        "status": Status.VERLEEND,
        "reden_afwijzing": "",
        "eigen_exploitatie": True,
        "regeling": "",
        "soort_natura": "",
        "afspraak": "",
        "verleend": erbij.bedrag,
        "van": erbij.van,
        "tot": erbij.tot,
    }
    return FeitStroom(**(leeg | vast))  # type: ignore[arg-type]


def compare(dossier: Dossier, aanname: Aanname, peildatum: date) -> Vergelijking:
    """Look twice with the same eyes."""
    ogen = load_kansen(peildatum), load_instellingen(peildatum)
    nu = _look(dossier, peildatum, *ogen)
    straks = _look(apply_aanname(dossier, aanname), peildatum, *ogen)
    voor, na = nu.bevindingen, straks.bevindingen
    beide = sorted(voor.keys() & na.keys(), key=str)
    return Vergelijking(
        nu,
        straks,
        erbij=[na[sleutel] for sleutel in sorted(na.keys() - voor.keys(), key=str)],
        weg=[voor[sleutel] for sleutel in sorted(voor.keys() - na.keys(), key=str)],
        zwaarder=[na[s] for s in beide if _rang(na[s]) > _rang(voor[s])],
        lichter=[na[s] for s in beide if _rang(na[s]) < _rang(voor[s])],
    )


def _rang(bevinding: Bevinding) -> int:
    """Place on the ladder; what cannot be said stands below it."""
    ernst: Ernst = bevinding.uitkomst.ernst
    return LADDER.index(ernst) if ernst in LADDER else -1


def _look(dossier: Dossier, peildatum: date, kansen: Kansen, instellingen: Instellingen) -> Beeld:
    """Signals about people do not change with money, and are left out."""
    horizon = compute_horizon(dossier, peildatum)
    zin = describe_horizon(horizon) if horizon else "We weten niet wat een maand openblijven kost."
    bevindingen = {
        (b.regel, b.uitkomst.stroom[0] if b.uitkomst.stroom else None): b
        for b in REGISTER.judge(dossier, peildatum, instellingen)
        if not b.over_mensen and not b.op_proef
    }
    maanden = build_maandbeeld(dossier, peildatum, lambda s: pick_kans(s, dossier, kansen))
    return Beeld(zin, maanden, bevindingen)
