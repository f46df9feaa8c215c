"""Streams of money: read, log, change, and carry through their life."""

from typing import Any, ClassVar

from rest_framework.request import Request

from api.geldstroominvoer import (
    CorrectieInvoer,
    GeldstroomInvoer,
    GeldstroomWijziging,
    StapInvoer,
)
from api.geldstroomlezer import GELDSTROMEN, Geldstroomvragen
from api.schrijven import by, require
from api.werkwoorden import Bewerkt, Reeks, Stap, Toevoegbaar, VanInitiatief, Wijzigbaar
from financiering.models import Financier, Geldstroom, Gemeente
from financiering.permissions import Oordeel, can_change_geldstroom, can_create_geldstroom
from financiering.services.financiers import BRON_BIJ_SOORT, get_or_create_financier, guess_bron
from financiering.services.geldstromen import (
    Stap as Levensstap,
)
from financiering.services.geldstromen import (
    correct_status,
    create_geldstroom,
    execute_overgang,
    update_geldstroom,
)
from financiering.services.schrijven import Handeling


def apply_gever(
    gegevens: dict[str, Any], gemeente: Gemeente, handeling: Handeling, bron: str = ""
) -> dict[str, Any]:
    """Replace the name of a giver by the giver; a source nobody gave follows from it."""
    uit = dict(gegevens)
    naam = uit.pop("financier_naam", None)
    if naam:
        soort = uit.get("bron") or bron or guess_bron(naam)
        uit["financier"] = get_or_create_financier(naam, soort, gemeente, handeling)
    gever: Financier | None = uit.get("financier")
    if gever and not bron:
        uit.setdefault("bron", BRON_BIJ_SOORT[gever.soort])  # type: ignore[index]
    return uit


class Geldstromen(VanInitiatief, Toevoegbaar):
    """Geldstromen die je in detail mag zien."""

    lezer = GELDSTROMEN
    vragen_class = Geldstroomvragen
    nieuw = GeldstroomInvoer
    zinnen: ClassVar = {"POST": "Legt een geldstroom vast."}

    def filter(self, rijen: Any, filters: dict[str, Any]) -> Any:
        """One filter is a question of the model itself."""
        dag = filters.pop("looptOp", None)
        rijen = rijen.filter(**filters)
        return rijen.running_on(dag) if dag else rijen

    def make(self, request: Request, gegevens: dict[str, Any]) -> Geldstroom:
        """Raises GeenToegang for an initiative somebody sees but does not run."""
        initiatief = gegevens["initiatief"]
        require(can_create_geldstroom(request.user, initiatief))
        handeling = by(request, "Geld toegevoegd")
        gegevens = apply_gever(gegevens, initiatief.gemeente, handeling)
        return create_geldstroom(Geldstroom(**gegevens), handeling)


class GeldstromenReeks(Reeks):
    """Veel geldstromen tegelijk."""

    lijst = Geldstromen
    zinnen: ClassVar = {
        "POST": "Legt hoogstens honderd geldstromen tegelijk vast: allemaal, of geen enkele."
    }


class EenStroom(VanInitiatief, Bewerkt):
    """One stream, for whoever may change it."""

    lezer = GELDSTROMEN
    erbij = ("financier", "initiatief__gemeente")

    def judge(self, wie: Any, ding: Geldstroom) -> Oordeel:
        return can_change_geldstroom(wie, ding)


class EenGeldstroom(EenStroom, Wijzigbaar):
    """Eén geldstroom."""

    wijziging = GeldstroomWijziging
    zinnen: ClassVar = {
        "PATCH": "Wijzigt gegevens van een geldstroom, met een reden; de stand verandert met een stap."
    }

    def change(
        self, ding: Any, gegevens: dict[str, Any], handeling: Handeling, versie: int
    ) -> None:
        """A name may be a new giver, and the parts per domain are rows of their own."""
        domeinen = gegevens.pop("domeindelen", None)
        gegevens = apply_gever(gegevens, ding.initiatief.gemeente, handeling, ding.bron)
        for naam, waarde in gegevens.items():
            setattr(ding, naam, waarde)
        update_geldstroom(ding, handeling, versie=versie, domeinen=domeinen)


class Stappen(EenStroom, Stap):
    """De stappen van een geldstroom."""

    stuurt = StapInvoer
    zinnen: ClassVar = {
        "POST": "Zet een stap: aanvragen, verlenen, afwijzen, verantwoorden, vaststellen en zo meer."
    }

    def take(self, request: Request, ding: Any, gegevens: dict[str, Any]) -> None:
        naam = gegevens.pop("stap")
        execute_overgang(ding.pk, naam, Levensstap(**gegevens), by(request, f"Stap: {naam}"))


class Correcties(EenStroom, Stap):
    """Vergissingen in de stand van een geldstroom."""

    stuurt = CorrectieInvoer
    zinnen: ClassVar = {
        "POST": "Herstelt een stap die bij vergissing is gezet; wat er stond, blijft in de geschiedenis."
    }

    def take(self, request: Request, ding: Any, gegevens: dict[str, Any]) -> None:
        correct_status(ding.pk, gegevens["naar"], by(request, gegevens["reden"]))
