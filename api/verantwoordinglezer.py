"""How reads what a giver asks to be shown, and what can be asked of a list of that."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers

from api.lezen import CamelSerializer, Lezer
from api.vragen import JaNee, Lijstvragen, Namenlijst, Nummer
from financiering.domain.codes import Niveau
from financiering.models import Verantwoording

GEVRAAGD = ("niveau", "uiterlijk_op", "reden_zwaarder")
WERK = ("uren", "accountantskosten", "ervaren_last")


class VerantwoordingSerializer(CamelSerializer):
    """What one giver asks about one stream; the moved date counts when there is one."""

    voorbeeld: ClassVar = {
        "id": 11, "geldstroom": 40, "volgnummer": 1, "niveau": "inhoudelijk",
        "uiterlijkOp": "2027-04-01", "redenZwaarder": "", "verschovenNaar": None, "redenUitstel": "",
        "uitstelMet": "", "ingediendOp": None, "akkoordOp": None, "uren": "6.0",
        "accountantskosten": None, "ervarenLast": 2, "versie": 2,
    }  # fmt: skip

    class Meta:
        model = Verantwoording
        fields = (
            "id", "geldstroom", "volgnummer", *GEVRAAGD, "verschoven_naar", "reden_uitstel",
            "uitstel_met", "ingediend_op", "akkoord_op", *WERK, "versie",
        )  # fmt: skip


def list_zichtbaar(wie: Any) -> QuerySet[Any]:
    """Visible to whom the stream is visible."""
    return Verantwoording.objects.visible_to(wie)


VERANTWOORDINGEN = Lezer(
    VerantwoordingSerializer,
    list_zichtbaar,
    van_wie="geldstroom__initiatief_id",
    inzage="verantwoordingen, via de API",
)


class Verantwoordingvragen(Lijstvragen):
    """Filters on what is asked."""

    sorteren = ("id", "geldstroom", "uiterlijkOp", "verschovenNaar", "ingediendOp")
    initiatief = serializers.CharField(
        required=False,
        source="geldstroom__initiatief__kenmerk",
        help_text="Kenmerk van een initiatief.",
    )
    geldstroom = Nummer(help_text="Id van een geldstroom.")
    niveau = Namenlijst(Niveau.values, required=False, source="niveau__in")
    ingediend = JaNee(required=False, help_text="Alleen wat (niet) is ingediend.")
    uiterlijkTotEnMet = serializers.DateField(required=False, source="uiterlijk_op__lte")
