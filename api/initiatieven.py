"""Initiatives: read by whoever may know of them, changed by their own people."""

from typing import Any, ClassVar

from rest_framework import serializers

from api.basis import LijstView
from api.initiatieflezer import INITIATIEVEN, VERHAAL, Initiatiefvragen
from api.schrijven import ModelWijziging
from api.werkwoorden import Wijzigbaar
from financiering.models import Initiatief
from financiering.permissions import Oordeel, can_change_initiatief
from financiering.services.initiatieven import save_initiatief
from financiering.services.schrijven import Handeling


class InitiatiefWijziging(ModelWijziging):
    """Only what changes, and why; the same fields as at the page."""

    voorbeeld: ClassVar = {
        "saldo": "1850.00",
        "saldoOp": "2026-11-01",
        "reden": "Stand van de bank",
    }

    beleidsdomeinen = serializers.ListField(
        child=serializers.CharField(max_length=100), max_length=20
    )

    class Meta:
        model = Initiatief
        fields = (
            "naam", "wijk", "buurt", "fase", "startdatum", "doelgroep", "beleidsdomeinen", "saldo",
            "saldo_op", "vrij_vermogen", "evaluatie_positief", "projectfase_eindigt_op", "rechtsvorm",
            "kvk", "vrijwilligers_nu", "vrijwilligers_jaar_geleden", "vrijwilligersuren_nodig",
            "vrijwilligersuren_beschikbaar", "bewijs_niveau", "bewijs_op", "tekenen_vanaf", *VERHAAL,
            "reden",
        )  # fmt: skip
        validators: ClassVar[list[Any]] = []
        extra_kwargs: ClassVar = {naam: {"max_length": 5000} for naam in VERHAAL}


class Initiatieven(LijstView):
    """Initiatieven waarvan je mag weten."""

    lezer = INITIATIEVEN
    vragen_class = Initiatiefvragen


class EenInitiatief(Wijzigbaar):
    """Eén initiatief. Sommige velden staan er alleen voor de eigen mensen van het initiatief."""

    lezer = INITIATIEVEN
    wijziging = InitiatiefWijziging
    zinnen: ClassVar = {"PATCH": "Wijzigt wat een initiatief over zichzelf vertelt, met een reden."}

    def judge(self, wie: Any, ding: Initiatief) -> Oordeel:
        return can_change_initiatief(wie, ding)

    def about(self, ding: Initiatief) -> list[int]:
        """Itself."""
        return [ding.pk]

    def save(self, ding: Initiatief, handeling: Handeling, versie: int) -> None:
        save_initiatief(ding, handeling, versie=versie)
