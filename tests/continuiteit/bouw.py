"""Facts for rules, built by hand: plain, without a database."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from financiering.continuiteit.feiten import (
    Dossier,
    FeitInitiatief,
    FeitStroom,
    FeitTaak,
    FeitVerantwoording,
)
from financiering.continuiteit.registry import REGISTER
from financiering.continuiteit.uitkomst import Uitkomst
from financiering.domain.codes import Ernst

_nummer = count(1)
LEEG_INITIATIEF = dict.fromkeys(FeitInitiatief._fields)
LEEG_STROOM = dict.fromkeys(FeitStroom._fields)


def maak_initiatief(**velden: Any) -> FeitInitiatief:
    """An initiative that filled in nothing else."""
    vast = {"pk": 1, "kenmerk": "kade", "naam": "Kade", "fase": "", "beleidsdomeinen": []}
    return FeitInitiatief(**(LEEG_INITIATIEF | vast | velden))


def maak_stroom(**velden: Any) -> FeitStroom:
    """A grant for 2026 by giver 1, € 12.000, unless said otherwise."""
    pk = next(_nummer)
    vast = {
        "initiatief_id": 1,
        "pk": pk,
        "kenmerk": f"s{pk}",
        "omschrijving": "Huur",
        "financier_id": 1,
        "financier": "Gemeente Veldstad",
        "bron": "gemeentesubsidie",
        "geldsoort": "basisgeld",
        "aard": "onbekend",
        "regelmaat": "onbekend",
        "van": date(2026, 1, 1),
        "tot": date(2026, 12, 31),
        "status": "verleend",
        "verleend": Decimal(12000),
        "reden_afwijzing": "",
        "eigen_exploitatie": True,
        "regeling": "",
        "soort_natura": "",
        "afspraak": "",
    } | velden
    return FeitStroom(**(LEEG_STROOM | vast))


def maak_taak(naam: str, door: str = "", vervanger: str = "", **velden: Any) -> FeitTaak:
    """A critical task."""
    vast = {"soort": "eigen", "uren": None, "eindigt_op": None, "kritiek": True} | velden
    return FeitTaak(1, naam=naam, vervuld_door=door, vervanger=vervanger, **vast)


def maak_verslag(**velden: Any) -> FeitVerantwoording:
    """A report that is asked; hours and costs in whole numbers will do."""
    leeg = dict.fromkeys(FeitVerantwoording._fields) | {"geldstroom_id": 1, "niveau": ""}
    getallen = ("uren", "accountantskosten")
    waarden = {
        naam: Decimal(waarde) if naam in getallen and waarde is not None else waarde
        for naam, waarde in velden.items()
    }
    return FeitVerantwoording(**(leeg | waarden))


def beoordeel(code: str, dossier: Dossier, peildatum: date) -> list[Uitkomst]:
    """What one rule says."""
    regel = REGISTER[code]
    return list(regel.beoordeel(dossier, peildatum, regel.drempels))


def ernst(code: str, dossier: Dossier, peildatum: date) -> Ernst | None:
    """The level of the only outcome; None when the rule says nothing."""
    uitkomsten = beoordeel(code, dossier, peildatum)
    assert len(uitkomsten) <= 1, uitkomsten
    return uitkomsten[0].ernst if uitkomsten else None
