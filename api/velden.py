"""Fields that point at something: only at what this person may see, anything else does not exist."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from api.vragen import HOOGSTE_NUMMER
from financiering.models import Geldstroom, Initiatief


class Zichtbaar(serializers.RelatedField[Any, Any, Any]):
    """What `visible_to` leaves of its rows for who is asking."""

    def get_queryset(self) -> QuerySet[Any]:
        """Everything when nobody asks: the description is made without a person."""
        rijen: Any = super().get_queryset()
        request = self.context.get("request")
        return rijen if request is None else rijen.visible_to(request.user)


class NummerVeld(Zichtbaar, serializers.PrimaryKeyRelatedField[Any]):
    """By its id."""

    def to_internal_value(self, data: Any) -> Any:
        """Raises ValidationError also for a number that no database can hold."""
        if isinstance(data, float):
            self.fail("incorrect_type", data_type="float")
        if isinstance(data, int) and abs(data) > HOOGSTE_NUMMER:
            self.fail("does_not_exist", pk_value=data)
        return super().to_internal_value(data)


class WoordVeld(serializers.SlugRelatedField[Any]):
    """By a word of its own."""

    def to_internal_value(self, data: Any) -> Any:
        """Raises ValidationError also for a character that no database can hold."""
        if "\x00" in str(data):
            self.fail("invalid")
        return super().to_internal_value(data)


class KenmerkVeld(Zichtbaar, WoordVeld):
    """By its kenmerk, or its code."""


def make_initiatief(**kwargs: Any) -> KenmerkVeld:
    """The initiative that something is about."""
    return KenmerkVeld(
        slug_field="kenmerk",
        queryset=Initiatief.objects.select_related("gemeente"),
        help_text="Kenmerk van het initiatief.",
        **kwargs,
    )


def make_geldstroom(**kwargs: Any) -> NummerVeld:
    """The stream that something is about."""
    return NummerVeld(
        queryset=Geldstroom.objects.select_related("initiatief__gemeente", "financier"),
        help_text="Id van een geldstroom die je ziet.",
        **kwargs,
    )
