"""Givers: the general list, and those of streams this person sees."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers

from api.basis import EenView, LijstView
from api.lezen import CamelSerializer, Lezer
from api.vragen import JaNee, Lijstvragen, Namenlijst
from financiering.domain.codes import SoortFinancier
from financiering.models import Financier


class FinancierSerializer(CamelSerializer):
    """A giver of money or help."""

    voorbeeld: ClassVar = {
        "id": 3, "naam": "Gemeente Amsterdam", "soort": "gemeente", "gemeente": "GM0363",
        "algemeen": True, "versie": 1,
    }  # fmt: skip

    class Meta:
        model = Financier
        fields = ("id", "naam", "soort", "gemeente", "algemeen", "versie")


def list_zichtbaar(wie: Any) -> QuerySet[Any]:
    """Names of private givers stay with the streams they give to."""
    return Financier.objects.visible_to(wie)


FINANCIERS = Lezer(FinancierSerializer, list_zichtbaar)


class Financiervragen(Lijstvragen):
    """Filters on givers."""

    sorteren = ("naam", "id")
    naam = serializers.CharField(
        required=False, source="naam__icontains", help_text="Staat in de naam."
    )
    soort = Namenlijst(SoortFinancier.values, required=False, source="soort__in")
    gemeente = serializers.CharField(required=False, help_text="CBS-code, zoals GM0363.")
    algemeen = JaNee(required=False, help_text="Alleen (niet) op de algemene lijst.")


class Financiers(LijstView):
    """Gevers die je mag zien."""

    lezer = FINANCIERS
    vragen_class = Financiervragen


class EenFinancier(EenView):
    """Eén gever."""

    lezer = FINANCIERS
