"""Payments of streams this person sees in full: read, add, receive, let lapse."""

from typing import Any, ClassVar

from rest_framework.request import Request

from api.betalinginvoer import BetalingInvoer, BetalingWijziging
from api.betalinglezer import BETALINGEN, Betalingvragen
from api.schrijven import by, require
from api.werkwoorden import Reeks, Toevoegbaar, VanGeldstroom, Wijzigbaar
from financiering.models import Betaling
from financiering.permissions import Oordeel, can_change_geldstroom
from financiering.services.betalingen import lapse_betaling, receive_betaling, record_betaling
from financiering.services.schrijven import Handeling, check_versie


class Betalingen(VanGeldstroom, Toevoegbaar):
    """Betalingen van geldstromen die je mag zien; wat vervallen is, staat er niet bij."""

    lezer = BETALINGEN
    vragen_class = Betalingvragen
    nieuw = BetalingInvoer
    zinnen: ClassVar = {"POST": "Legt een betaling vast."}

    def filter(self, rijen: Any, filters: dict[str, Any]) -> Any:
        """Two filters ask whether something is filled in."""
        if "ontvangen" in filters:
            filters["ontvangen_op__isnull"] = not filters.pop("ontvangen")
        if filters.pop("vervallen"):
            return rijen.filter(**filters).exclude(vervallen_door="")
        return rijen.filter(**filters, vervallen_door="")

    def make(self, request: Request, gegevens: dict[str, Any]) -> Betaling:
        """Raises GeenToegang for a stream somebody sees but may not change."""
        require(can_change_geldstroom(request.user, gegevens["geldstroom"]))
        return record_betaling(Betaling(**gegevens), by(request, "Betaling toegevoegd"))


class BetalingenReeks(Reeks):
    """Veel betalingen tegelijk."""

    lijst = Betalingen
    zinnen: ClassVar = {
        "POST": "Legt hoogstens honderd betalingen tegelijk vast: allemaal, of geen enkele."
    }


class EenBetaling(VanGeldstroom, Wijzigbaar):
    """Eén betaling."""

    lezer = BETALINGEN
    wijziging = BetalingWijziging
    zinnen: ClassVar = {
        "PATCH": "Zegt dat een betaling binnen is, of dat zij bij vergissing was ingevoerd."
    }

    def judge(self, wie: Any, ding: Betaling) -> Oordeel:
        return can_change_geldstroom(wie, ding.geldstroom)

    def change(
        self, ding: Any, gegevens: dict[str, Any], handeling: Handeling, versie: int
    ) -> None:
        """Which of the two it is, the body says; why a payment lapsed is the reason."""
        check_versie(Betaling, ding.pk, versie)
        if "ontvangenOp" in gegevens:
            receive_betaling(ding.pk, gegevens["ontvangenOp"], handeling)
        else:
            lapse_betaling(ding.pk, handeling)
