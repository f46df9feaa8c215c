"""Givers: the general list, and those of streams this person sees; the list is the beheerder's."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request

from api.lezen import CamelSerializer, Lezer
from api.schrijven import ModelInvoer, ModelWijziging, by, require
from api.velden import WoordVeld
from api.vragen import JaNee, Lijstvragen, Namenlijst
from api.werkwoorden import Toevoegbaar, Wijzigbaar
from financiering.domain.codes import SoortFinancier
from financiering.models import Financier, Gemeente
from financiering.permissions import Oordeel, can_manage_beheer
from financiering.services.financiers import publish_financier, save_financier
from financiering.services.schrijven import Handeling


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


class FinancierInvoer(ModelInvoer):
    """A giver for the general list; one that somebody already named becomes the same one."""

    voorbeeld: ClassVar = {"naam": "Stadsfonds", "soort": "fonds"}

    naam = serializers.CharField(max_length=200)
    gemeente: Any = WoordVeld(
        "code", queryset=Gemeente.objects.all(), required=False, allow_null=True, default=None
    )

    class Meta:
        model = Financier
        fields = ("naam", "soort", "gemeente")
        validators: ClassVar[list[Any]] = []


class FinancierWijziging(ModelWijziging):
    """Only what changes, and why."""

    voorbeeld: ClassVar = {"naam": "Stadsfonds Noord", "reden": "De naam is veranderd"}

    naam = serializers.CharField(max_length=200)
    gemeente: Any = WoordVeld("code", queryset=Gemeente.objects.all(), allow_null=True)

    class Meta:
        model = Financier
        fields = ("naam", "soort", "gemeente", "reden")
        validators: ClassVar[list[Any]] = []


class Financiervragen(Lijstvragen):
    """Filters on givers."""

    sorteren = ("naam", "id")
    naam = serializers.CharField(
        required=False, source="naam__icontains", help_text="Staat in de naam."
    )
    soort = Namenlijst(SoortFinancier.values, required=False, source="soort__in")
    gemeente = serializers.CharField(required=False, help_text="CBS-code, zoals GM0363.")
    algemeen = JaNee(required=False, help_text="Alleen (niet) op de algemene lijst.")


class Financiers(Toevoegbaar):
    """Gevers die je mag zien."""

    lezer = FINANCIERS
    vragen_class = Financiervragen
    nieuw = FinancierInvoer
    zinnen: ClassVar = {"POST": "Zet een gever op de algemene lijst; alleen voor de beheerder."}

    def make(self, request: Request, gegevens: dict[str, Any]) -> Financier:
        """Raises GeenToegang for others: a giver of one's own comes along with its stream."""
        require(can_manage_beheer(request.user))
        handeling = by(request, "Op de lijst van gevers gezet")
        return publish_financier(
            gegevens["naam"], gegevens["soort"], gegevens["gemeente"], handeling
        )


class EenFinancier(Wijzigbaar):
    """Eén gever."""

    lezer = FINANCIERS
    wijziging = FinancierWijziging
    zinnen: ClassVar = {"PATCH": "Wijzigt een gever, met een reden; alleen voor de beheerder."}

    def judge(self, wie: Any, ding: Financier) -> Oordeel:
        return can_manage_beheer(wie)

    def save(self, ding: Financier, handeling: Handeling, versie: int) -> None:
        save_financier(ding, handeling, versie=versie)
