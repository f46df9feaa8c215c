"""What may be sent about a payment."""

from typing import Any, ClassVar

from rest_framework import serializers

from api.lezen import Dag
from api.schrijven import Invoer, ModelInvoer
from financiering.models import Betaling, Geldstroom


class BetalingInvoer(ModelInvoer):
    """A payment that came in, is expected, or went back."""

    voorbeeld: ClassVar = {
        "geldstroom": 40, "soort": "voorschot", "bedrag": "6000.00", "ontvangenOp": "2026-02-03",
    }  # fmt: skip

    class Meta:
        model = Betaling
        fields = ("geldstroom", "soort", "bedrag", "verwacht_op", "ontvangen_op")
        validators: ClassVar[list[Any]] = []

    def get_fields(self) -> dict[str, Any]:
        velden = super().get_fields()
        request = self.context.get("request")
        if request is not None:
            zichtbaar = Geldstroom.objects.visible_to(request.user)
            velden["geldstroom"].queryset = zichtbaar.select_related("initiatief", "financier")
        return velden

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """One of the two dates."""
        if not attrs.get("ontvangen_op") and not attrs.get("verwacht_op"):
            raise serializers.ValidationError(
                {"ontvangenOp": "Vul in op welke dag het kwam, of bij verwachtOp wanneer het komt."}
            )
        return attrs


class BetalingWijziging(Invoer):
    """It came in, or it was entered by mistake: one of the two."""

    voorbeeld: ClassVar = {"ontvangenOp": "2026-02-03"}

    ontvangenOp = Dag(required=False, help_text="De dag waarop het binnenkwam.")
    vervallenDoor = serializers.CharField(
        required=False, max_length=300, help_text="Waarom de betaling niet telt."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Exactly one; it is also the reason that history keeps."""
        if len(attrs) != 1:
            raise serializers.ValidationError(
                "Stuur ontvangenOp of vervallenDoor, één van de twee."
            )
        return attrs | {"reden": attrs.pop("vervallenDoor", "Bijgeschreven op de bank")}
