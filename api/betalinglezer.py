"""How a payment reads, and what can be asked of a list of them."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers

from api.lezen import CamelSerializer, Lezer
from api.vragen import JaNee, Lijstvragen, Namenlijst, Nummer
from financiering.domain.codes import SoortBetaling
from financiering.models import Betaling


class BetalingSerializer(CamelSerializer):
    """A payment: expected, received, or paid back."""

    voorbeeld: ClassVar = {
        "id": 81, "geldstroom": 40, "volgnummer": 1, "soort": "voorschot", "bedrag": "6000.00",
        "verwachtOp": "2026-02-01", "ontvangenOp": "2026-02-03", "vervallenDoor": "", "versie": 2,
    }  # fmt: skip

    class Meta:
        model = Betaling
        fields = (
            "id", "geldstroom", "volgnummer", "soort", "bedrag", "verwacht_op", "ontvangen_op",
            "vervallen_door", "versie",
        )  # fmt: skip


def list_zichtbaar(wie: Any) -> QuerySet[Any]:
    """Visible to whom the stream is visible."""
    return Betaling.objects.visible_to(wie)


BETALINGEN = Lezer(
    BetalingSerializer,
    list_zichtbaar,
    van_wie="geldstroom__initiatief_id",
    inzage="betalingen, via de API",
)


class Betalingvragen(Lijstvragen):
    """Filters on payments."""

    sorteren = ("id", "geldstroom", "bedrag", "verwachtOp", "ontvangenOp")
    initiatief = serializers.CharField(
        required=False,
        source="geldstroom__initiatief__kenmerk",
        help_text="Kenmerk van een initiatief.",
    )
    geldstroom = Nummer(help_text="Id van een geldstroom.")
    soort = Namenlijst(SoortBetaling.values, required=False, source="soort__in")
    ontvangen = JaNee(required=False, help_text="Alleen wat (niet) is ontvangen.")
    ontvangenVanaf = serializers.DateField(required=False, source="ontvangen_op__gte")
    ontvangenTotEnMet = serializers.DateField(required=False, source="ontvangen_op__lte")
    verwachtVanaf = serializers.DateField(required=False, source="verwacht_op__gte")
    verwachtTotEnMet = serializers.DateField(required=False, source="verwacht_op__lte")
    vervallen = JaNee(
        default=False, help_text="`true`: juist wat bij vergissing was ingevoerd en vervallen is."
    )
