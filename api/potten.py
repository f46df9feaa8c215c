"""Pots of a municipality: make, change, give from, decide, divide, move, close. Never below zero."""

from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from api.datums import get_vandaag
from api.geldstroomlezer import GELDSTROMEN
from api.potinvoer import (
    AFSLUITEN,
    VRIJGEVEN,
    GiftInvoer,
    PotInvoer,
    PotstapInvoer,
    PotWijziging,
    VerdelingInvoer,
    VerplaatsingInvoer,
)
from api.potlezer import POTTEN, VERPLAATSINGEN, Potvragen, Verplaatsingvragen
from api.schrijven import by, create, judge_later, read_invoer, require
from api.werkwoorden import HERHALING, Bewerkt, Stap, Toevoegbaar, Werk, Wijzigbaar
from financiering.domain.codes import SoortPot, Toekenning
from financiering.domain.exceptions import OvergangNietMogelijk
from financiering.models import Pot, Potverplaatsing
from financiering.permissions import Oordeel, can_change_pot, can_create_pot
from financiering.services.geldstromen import Stap as Besluit
from financiering.services.potten import close_pot, move_bedrag, next_kenmerk, save_pot
from financiering.services.schrijven import Handeling
from financiering.services.toekennen import (
    GEEFBAAR,
    Gift,
    connect_pot,
    disconnect_pot,
    give_uit_pot,
    grant_samen,
    pick_periode,
)


class Potten(Toevoegbaar):
    """Potten van je gemeente, met wat er is verleend, gereserveerd en over."""

    lezer = POTTEN
    vragen_class = Potvragen
    nieuw = PotInvoer
    zinnen: ClassVar = {"POST": "Maakt een pot voor een jaar."}

    def filter(self, rijen: Any, filters: dict[str, Any]) -> Any:
        """One filter asks whether something is filled in."""
        if "gesloten" in filters:
            filters["gesloten_op__isnull"] = not filters.pop("gesloten")
        return rijen.filter(**filters)

    def make(self, request: Request, gegevens: dict[str, Any]) -> Pot:
        """Raises GeenToegang for a municipality that is not one's own."""
        gemeente, reden = gegevens["gemeente"], gegevens.pop("reden")
        require(can_create_pot(request.user, gemeente))
        bijdragen = gegevens.pop("bijdragen", None)
        kenmerk = next_kenmerk(gemeente.pk, gegevens["naam"], gegevens["jaar"])
        return save_pot(Pot(kenmerk=kenmerk, **gegevens), bijdragen, by(request, reden))


class VanPot(Bewerkt):
    """A pot, for who manages it."""

    lezer = POTTEN
    erbij = ("gemeente",)

    def judge(self, wie: Any, ding: Pot) -> Oordeel:
        return can_change_pot(wie, ding)


class EenPot(VanPot, Wijzigbaar):
    """Eén pot."""

    wijziging = PotWijziging
    zinnen: ClassVar = {
        "PATCH": "Wijzigt een pot, met een reden; nooit minder dan er al uit is verleend."
    }

    def change(
        self, ding: Any, gegevens: dict[str, Any], handeling: Handeling, versie: int
    ) -> None:
        """With the parts of the domains; left out, they stay as they are."""
        bijdragen = gegevens.pop("bijdragen", None)
        if bijdragen is None:
            bijdragen = {rij.domein: rij.bedrag for rij in ding.bijdragen.all()}
        for naam, waarde in gegevens.items():
            setattr(ding, naam, waarde)
        save_pot(ding, bijdragen, handeling, versie=versie)


class Potstappen(VanPot, Stap):
    """Wat er met een pot gebeurt."""

    stuurt = PotstapInvoer
    zinnen: ClassVar = {
        "POST": "Reserveert, verleent of koppelt een geldstroom, geeft hem vrij, of sluit het jaar af."
    }

    def take(self, request: Request, ding: Pot, gegevens: dict[str, Any]) -> None:
        """Raises OvergangNietMogelijk once the year is closed, and PotOntoereikend with what is left."""
        check_open(ding)
        stap, handeling = gegevens["stap"], by(request, gegevens["reden"])
        if stap == AFSLUITEN:
            close_pot(ding.pk, get_vandaag(), handeling)
            return
        stroom = gegevens["geldstroom"]
        if stap == VRIJGEVEN:
            disconnect_pot(ding.pk, stroom.pk, handeling)
        else:
            besluit = Besluit(
                gegevens.get("datum") or get_vandaag(), gegevens.get("bedrag", stroom.aangevraagd)
            )
            connect_pot(
                ding.pk,
                stroom.pk,
                handeling,
                stap=besluit if stap == Toekenning.VERLENEN else None,
            )
        judge_later([stroom.initiatief_id])


class Verdelingen(VanPot, Stap):
    """Veel aanvragen tegelijk uit één pot."""

    stuurt = VerdelingInvoer
    zinnen: ClassVar = {
        "POST": "Verleent aan meer aanvragen tegelijk, elk een eigen bedrag: allemaal, of geen enkele."
    }

    def take(self, request: Request, ding: Pot, gegevens: dict[str, Any]) -> None:
        """Raises PotOntoereikend with what is left, and DomeinFout for what was decided meanwhile."""
        check_open(ding)
        besluit, handeling = Besluit(gegevens["datum"]), by(request, gegevens["reden"])
        verleend = grant_samen(ding.pk, gegevens["toekenningen"], besluit, handeling)
        judge_later(stroom.initiatief_id for stroom in verleend)


class Giften(VanPot):
    """Geld dat in één keer wordt gevraagd en gegeven."""

    http_method_names = ["post", "options"]
    zinnen: ClassVar = {
        "POST": "Geeft geld uit een pot scharrelgeld of zaaigeld; het antwoord is de geldstroom."
    }

    def describe(self, methode: str) -> Werk:
        return Werk("201", GELDSTROMEN, GiftInvoer, koppen=(HERHALING,))

    def post(self, request: Request, id: int) -> Response:
        """Two who give at once wait for each other; the second hears what is left."""
        pot: Pot = self.find(request, pk=id)
        gegevens = read_invoer(GiftInvoer, request, bij=pot)

        def make() -> list[int]:
            check_open(pot)
            if pot.soort not in GEEFBAAR:
                soorten = " of ".join(SoortPot(soort).label for soort in GEEFBAAR)
                raise OvergangNietMogelijk(f"Zo geven kan alleen uit een pot {soorten}.")
            van, tot = pick_periode(pot, gegevens["op"])
            gift = Gift(van=van, tot=tot, **gegevens)
            stroom = give_uit_pot(pot.pk, gift, by(request, f"Gegeven uit {pot}"))
            judge_later([stroom.initiatief_id])
            return [stroom.pk]

        return create(request, GELDSTROMEN, make, adres="/api/v1/geldstromen")


def check_open(pot: Pot) -> None:
    """Raises OvergangNietMogelijk for a year that was closed."""
    if pot.gesloten_op:
        raise OvergangNietMogelijk("Deze pot is afgesloten. Kies een pot van een ander jaar.")


class Verplaatsingen(Toevoegbaar):
    """Geld dat van de ene naar de andere pot ging."""

    lezer = VERPLAATSINGEN
    vragen_class = Verplaatsingvragen
    nieuw = VerplaatsingInvoer
    zinnen: ClassVar = {"POST": "Verplaatst geld naar een andere pot van dezelfde gemeente."}

    def make(self, request: Request, gegevens: dict[str, Any]) -> Potverplaatsing:
        """Raises PotOntoereikend with what is left in the first."""
        for pot in (gegevens["van"], gegevens["naar"]):
            require(can_change_pot(request.user, pot))
        handeling = by(request, gegevens["reden"])
        return move_bedrag(
            gegevens["van"].pk,
            gegevens["naar"].pk,
            gegevens["bedrag"],
            get_vandaag(),
            handeling,
        )
