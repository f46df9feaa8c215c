"""Initiatives: read by whoever may know of them, changed by their own people."""

from typing import Any, ClassVar

from django.db import transaction
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.basis import EenView, LijstView
from api.initiatieflezer import INITIATIEVEN, Initiatiefvragen
from api.schema import VOORWAARDE
from api.schrijven import (
    ModelInvoer,
    by,
    get_or_404,
    judge_later,
    read_invoer,
    read_versie,
    require,
)
from financiering.models import Initiatief
from financiering.permissions import can_change_initiatief
from financiering.services.initiatieven import save_initiatief


class InitiatiefWijziging(ModelInvoer):
    """Only what changes, and why; the same fields as at the page."""

    voorbeeld: ClassVar = {
        "saldo": "1850.00",
        "saldoOp": "2026-11-01",
        "reden": "Stand van de bank",
    }

    beleidsdomeinen = serializers.ListField(
        child=serializers.CharField(max_length=100), max_length=20
    )
    reden = serializers.CharField(max_length=300, help_text="Waarom; staat in de geschiedenis.")

    class Meta:
        model = Initiatief
        fields = (
            "naam", "wijk", "buurt", "fase", "startdatum", "doelgroep", "beleidsdomeinen", "saldo",
            "saldo_op", "vrij_vermogen", "evaluatie_positief", "projectfase_eindigt_op", "rechtsvorm",
            "kvk", "reden",
        )  # fmt: skip
        validators: ClassVar[list[Any]] = []

    def get_fields(self) -> dict[str, Any]:
        velden = super().get_fields()
        for naam, veld in velden.items():
            veld.required = naam == "reden"
        return velden


class Initiatieven(LijstView):
    """Initiatieven waarvan je mag weten."""

    lezer = INITIATIEVEN
    vragen_class = Initiatiefvragen


class EenInitiatief(EenView):
    """Eén initiatief. Sommige velden staan er alleen voor de eigen mensen van het initiatief."""

    lezer = INITIATIEVEN
    invoer: ClassVar = {"PATCH": InitiatiefWijziging}
    uitvoer: ClassVar = {"PATCH": ("200", INITIATIEVEN, False)}
    koppen: ClassVar = {"PATCH": (VOORWAARDE,)}

    def patch(self, request: Request, kenmerk: str) -> Response:
        """Wijzigt wat een initiatief over zichzelf vertelt, met een reden."""
        initiatief: Initiatief = get_or_404(
            Initiatief.objects.visible_to(request.user), kenmerk=kenmerk
        )
        require(can_change_initiatief(request.user, initiatief))
        versie = read_versie(request)
        gegevens = read_invoer(InitiatiefWijziging, request)
        handeling = by(request, gegevens.pop("reden"))
        with transaction.atomic():
            for naam, waarde in gegevens.items():
                setattr(initiatief, naam, waarde)
            save_initiatief(initiatief, handeling, versie=versie)
            judge_later([initiatief.pk])
        return self.answer(request, kenmerk=kenmerk)
