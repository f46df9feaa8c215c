"""How a pot reads: what is in it, what moved, and what can be asked of a list of them."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from rest_framework import serializers

from api.geldstroomlezer import GELDSTROMEN
from api.lezen import CamelSerializer, Lezer, Uitbreiding, Uitvoer
from api.vragen import JaNee, Lijstvragen, Namenlijst, Nummer
from financiering.domain.codes import SoortPot
from financiering.models import Pot, Potbijdrage, Potverplaatsing
from financiering.rapportage.potten import load_potten


class PotstandSerializer(Uitvoer):
    """Euros: `over` may still be granted; what is reserved is asked for, and still in `over`."""

    voorbeeld: ClassVar = {
        "budget": "25000.00", "verleend": "9000.00", "gereserveerd": "2500.00",
        "uitbetaald": "6000.00", "over": "16000.00", "vervallen": "0.00",
    }  # fmt: skip

    budget = serializers.DecimalField(
        max_digits=14, decimal_places=2, help_text="Het bedrag, met wat erbij kwam en eraf ging."
    )
    verleend = serializers.DecimalField(max_digits=14, decimal_places=2)
    gereserveerd = serializers.DecimalField(max_digits=14, decimal_places=2)
    uitbetaald = serializers.DecimalField(max_digits=14, decimal_places=2)
    over = serializers.DecimalField(max_digits=14, decimal_places=2)
    vervallen = serializers.DecimalField(max_digits=14, decimal_places=2)


class PotSerializer(CamelSerializer):
    """A budget of a municipality for one year."""

    voorbeeld: ClassVar = {
        "id": 8, "kenmerk": "scharrelgeld-noord-2026", "gemeente": "GM0363", "soort": "scharrelgeld",
        "naam": "Scharrelgeld Noord", "jaar": 2026, "bedrag": "25000.00", "wijk": "Noord",
        "opdracht": "", "naJaar": "vervalt", "geslotenOp": None, "stand": PotstandSerializer.voorbeeld, "versie": 1,
    }  # fmt: skip

    stand = PotstandSerializer()

    class Meta:
        model = Pot
        fields = (
            "id", "kenmerk", "gemeente", "soort", "naam", "jaar", "bedrag", "wijk", "opdracht", "na_jaar",
            "gesloten_op", "stand", "versie",
        )  # fmt: skip


def list_zichtbaar(wie: Any) -> QuerySet[Any]:
    """A municipality sees its own."""
    return Pot.objects.visible_to(wie)


def load_standen(wie: Any, sleutels: list[Any]) -> Mapping[Any, dict[str, Any]]:
    """The same figures as at the page of each pot."""
    standen = load_potten(Pot.objects.filter(pk__in=sleutels))
    return {stand.pot.pk: PotstandSerializer(stand).data for stand in standen}


class BijdrageSerializer(CamelSerializer):
    """What one policy domain puts into a pot."""

    voorbeeld: ClassVar = {"domein": "Welzijn", "bedrag": "15000.00"}

    class Meta:
        model = Potbijdrage
        fields = ("domein", "bedrag")


def list_bijdragen(wie: Any) -> QuerySet[Any]:
    """Visible to whom the pot is visible."""
    return Potbijdrage.objects.filter(pot__in=Pot.objects.visible_to(wie))


BIJDRAGEN = Lezer(BijdrageSerializer, list_bijdragen)
POTTEN = Lezer(
    PotSerializer,
    list_zichtbaar,
    afgeleid={"stand": load_standen},
    uitbreidingen={
        "bijdragen": Uitbreiding(BIJDRAGEN, terug="pot_id"),
        "geldstromen": Uitbreiding(GELDSTROMEN, terug="pot_id"),
    },
)


class Potvragen(Lijstvragen):
    """Filters on pots."""

    sorteren = ("id", "jaar", "naam", "bedrag")
    gemeente = serializers.CharField(required=False, help_text="CBS-code, zoals GM0363.")
    jaar = serializers.IntegerField(required=False, min_value=1900, max_value=2200)
    soort = Namenlijst(SoortPot.values, required=False, source="soort__in")
    wijk = serializers.CharField(required=False, source="wijk__iexact")
    gesloten = JaNee(required=False, help_text="Alleen wat (niet) is afgesloten.")


class VerplaatsingSerializer(CamelSerializer):
    """Euros that went from one pot to another, and why."""

    voorbeeld: ClassVar = {
        "id": 2, "van": 8, "naar": 9, "bedrag": "1500.00", "op": "2026-11-23",
        "reden": "Noord heeft over", "versie": 1,
    }  # fmt: skip

    class Meta:
        model = Potverplaatsing
        fields = ("id", "van", "naar", "bedrag", "op", "reden", "versie")


def list_verplaatsingen(wie: Any) -> QuerySet[Any]:
    """Visible to whom the pots are visible."""
    return Potverplaatsing.objects.visible_to(wie)


VERPLAATSINGEN = Lezer(VerplaatsingSerializer, list_verplaatsingen)


class Verplaatsingvragen(Lijstvragen):
    """Filters on moves."""

    sorteren = ("id", "op", "bedrag")
    pot = Nummer(help_text="Id van een pot, van of naar.")

    def read(self) -> tuple[dict[str, Any], list[str], list[str]]:
        """One question about two columns."""
        filters, velden, meer = super().read()
        if pot := filters.pop("pot", None):
            filters["pk__in"] = Potverplaatsing.objects.filter(Q(van=pot) | Q(naar=pot)).values(
                "pk"
            )
        return filters, velden, meer
