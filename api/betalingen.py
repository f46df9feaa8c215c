"""Payments of streams this person sees in full: read, add, receive, let lapse."""

from typing import Any, ClassVar

from django.db import transaction
from rest_framework.request import Request
from rest_framework.response import Response

from api.basis import ApiView, EenView, LijstView
from api.betalinginvoer import BetalingInvoer, BetalingWijziging
from api.betalinglezer import BETALINGEN, Betalingvragen
from api.schema import HERHALING, VOORWAARDE
from api.schrijven import (
    MEESTE_TEGELIJK,
    by,
    create,
    do_each,
    get_or_404,
    judge_later,
    read_invoer,
    read_versie,
    require,
)
from financiering.models import Betaling
from financiering.permissions import can_change_geldstroom
from financiering.services.betalingen import lapse_betaling, receive_betaling, record_betaling
from financiering.services.schrijven import check_versie


def make_betaling(request: Request, gegevens: dict[str, Any]) -> Betaling:
    """One new payment. Raises GeenToegang for a stream somebody sees but may not change."""
    require(can_change_geldstroom(request.user, gegevens["geldstroom"]))
    return record_betaling(Betaling(**gegevens), by(request, "Betaling toegevoegd"))


class Betalingen(LijstView):
    """Betalingen van geldstromen die je mag zien; wat vervallen is, staat er niet bij."""

    lezer = BETALINGEN
    vragen_class = Betalingvragen
    invoer: ClassVar = {"POST": BetalingInvoer}
    uitvoer: ClassVar = {"POST": ("201", BETALINGEN, False)}
    koppen: ClassVar = {"POST": (HERHALING,)}

    def filter(self, rijen: Any, filters: dict[str, Any]) -> Any:
        """Two filters ask whether something is filled in."""
        if "ontvangen" in filters:
            filters["ontvangen_op__isnull"] = not filters.pop("ontvangen")
        if filters.pop("vervallen"):
            return rijen.filter(**filters).exclude(vervallen_door="")
        return rijen.filter(**filters, vervallen_door="")

    def post(self, request: Request) -> Response:
        """Legt een betaling vast."""
        gegevens = read_invoer(BetalingInvoer, request)

        def make() -> list[int]:
            betaling = make_betaling(request, gegevens)
            judge_later([betaling.geldstroom.initiatief_id])
            return [betaling.pk]

        return create(request, BETALINGEN, make, adres=request.path)


class BetalingenReeks(ApiView):
    """Veel betalingen tegelijk."""

    invoer: ClassVar = {"POST": BetalingInvoer(many=True)}
    uitvoer: ClassVar = {"POST": ("201", BETALINGEN, True)}
    koppen: ClassVar = {"POST": (HERHALING,)}

    def post(self, request: Request) -> Response:
        """Legt hoogstens honderd betalingen tegelijk vast: allemaal, of geen enkele."""
        reeks = read_invoer(
            BetalingInvoer, request, many=True, allow_empty=False, max_length=MEESTE_TEGELIJK
        )

        def make() -> list[int]:
            betalingen = do_each(reeks, lambda gegevens: make_betaling(request, gegevens))
            judge_later(betaling.geldstroom.initiatief_id for betaling in betalingen)
            return [betaling.pk for betaling in betalingen]

        return create(request, BETALINGEN, make)


class EenBetaling(EenView):
    """Eén betaling."""

    lezer = BETALINGEN
    invoer: ClassVar = {"PATCH": BetalingWijziging}
    uitvoer: ClassVar = {"PATCH": ("200", BETALINGEN, False)}
    koppen: ClassVar = {"PATCH": (VOORWAARDE,)}

    def patch(self, request: Request, id: int) -> Response:
        """Zegt dat een betaling binnen is, of dat zij bij vergissing was ingevoerd."""
        zichtbaar = Betaling.objects.visible_to(request.user)
        betaling: Betaling = get_or_404(
            zichtbaar.select_related("geldstroom__initiatief", "geldstroom__financier"), pk=id
        )
        require(can_change_geldstroom(request.user, betaling.geldstroom))
        versie = read_versie(request)
        gegevens = read_invoer(BetalingWijziging, request)
        with transaction.atomic():
            check_versie(Betaling, id, versie)
            if "ontvangenOp" in gegevens:
                handeling = by(request, "Bijgeschreven op de bank")
                receive_betaling(id, gegevens["ontvangenOp"], handeling)
            else:
                lapse_betaling(id, by(request, gegevens["vervallenDoor"]))
            judge_later([betaling.geldstroom.initiatief_id])
        return self.answer(request, id=id)
