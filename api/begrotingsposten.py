"""What keeping the doors open costs in a year: the initiative's own."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request

from api.geldstroominvoer import GELDSOORTEN
from api.lezen import CamelSerializer, Lezer
from api.schrijven import ModelInvoer, ModelWijziging, by, require
from api.velden import make_initiatief
from api.vragen import Lijstvragen, Namenlijst
from api.werkwoorden import Reeks, Toevoegbaar, VanInitiatief, Weghaalbaar, Wijzigbaar
from financiering.domain.codes import Geldsoort
from financiering.models import Begrotingspost
from financiering.permissions import Oordeel, can_change_initiatief
from financiering.services.initiatieven import delete_begrotingspost, save_begrotingspost
from financiering.services.schrijven import Handeling


def make_omschrijving() -> serializers.CharField:
    """What costs money, under the name it has at a stream: to who checks an API `post` is a method."""
    return serializers.CharField(source="post", max_length=200, help_text="Wat geld kost.")


class BegrotingspostSerializer(CamelSerializer):
    """One item of a year's budget, in euros."""

    voorbeeld: ClassVar = {
        "id": 9, "initiatief": "buurttuin", "jaar": 2027, "omschrijving": "Huur", "geldsoort": "basisgeld",
        "bedrag": "6000.00", "versie": 1,
    }  # fmt: skip

    initiatief: Any = serializers.SlugRelatedField("kenmerk", read_only=True)
    omschrijving = make_omschrijving()

    class Meta:
        model = Begrotingspost
        fields = ("id", "initiatief", "jaar", "omschrijving", "geldsoort", "bedrag", "versie")


def list_zichtbaar(wie: Any) -> QuerySet[Any]:
    """As at the pages."""
    return Begrotingspost.objects.visible_to(wie)


BEGROTINGSPOSTEN = Lezer(BegrotingspostSerializer, list_zichtbaar, van_wie="initiatief_id")


class BegrotingspostInvoer(ModelInvoer):
    """A new item; the same item twice in a year is refused."""

    voorbeeld: ClassVar = {
        "initiatief": "buurttuin", "jaar": 2027, "omschrijving": "Huur", "bedrag": "6000.00",
    }  # fmt: skip

    initiatief = make_initiatief()
    omschrijving = make_omschrijving()
    geldsoort = serializers.ChoiceField(GELDSOORTEN, required=False)

    class Meta:
        model = Begrotingspost
        fields = ("initiatief", "jaar", "omschrijving", "geldsoort", "bedrag")
        validators: ClassVar[list[Any]] = []


class BegrotingspostWijziging(ModelWijziging):
    """Only what changes, and why."""

    voorbeeld: ClassVar = {"bedrag": "6300.00", "reden": "De huur gaat omhoog"}

    omschrijving = make_omschrijving()
    geldsoort = serializers.ChoiceField(GELDSOORTEN)

    class Meta:
        model = Begrotingspost
        fields = ("jaar", "omschrijving", "geldsoort", "bedrag", "reden")
        validators: ClassVar[list[Any]] = []


class Begrotingspostvragen(Lijstvragen):
    """Filters on budget items."""

    sorteren = ("id", "jaar", "omschrijving", "bedrag")
    initiatief = serializers.CharField(
        required=False, source="initiatief__kenmerk", help_text="Kenmerk van een initiatief."
    )
    jaar = serializers.IntegerField(required=False, min_value=1900, max_value=2200)
    geldsoort = Namenlijst(Geldsoort.values, required=False, source="geldsoort__in")


class Begrotingsposten(VanInitiatief, Toevoegbaar):
    """Wat openblijven kost, per jaar en per post; alleen van je eigen initiatief."""

    lezer = BEGROTINGSPOSTEN
    vragen_class = Begrotingspostvragen
    nieuw = BegrotingspostInvoer
    zinnen: ClassVar = {"POST": "Zet een post in de begroting van een jaar."}

    def make(self, request: Request, gegevens: dict[str, Any]) -> Begrotingspost:
        require(can_change_initiatief(request.user, gegevens["initiatief"]))
        return save_begrotingspost(Begrotingspost(**gegevens), by(request, "Begroting ingevuld"))


class BegrotingspostenReeks(Reeks):
    """Veel begrotingsposten tegelijk."""

    lijst = Begrotingsposten
    zinnen: ClassVar = {
        "POST": "Zet hoogstens honderd posten tegelijk in de begroting: allemaal, of geen enkele."
    }


class EenBegrotingspost(VanInitiatief, Weghaalbaar, Wijzigbaar):
    """Eén post van een begroting."""

    lezer = BEGROTINGSPOSTEN
    wijziging = BegrotingspostWijziging
    zinnen: ClassVar = {
        "PATCH": "Wijzigt een post, met een reden.",
        "DELETE": "Haalt een post uit de begroting; in de geschiedenis blijft zij staan.",
    }

    def judge(self, wie: Any, ding: Begrotingspost) -> Oordeel:
        return can_change_initiatief(wie, ding.initiatief)

    def save(self, ding: Begrotingspost, handeling: Handeling, versie: int) -> None:
        save_begrotingspost(ding, handeling, versie=versie)

    def remove(self, ding: Begrotingspost, handeling: Handeling) -> None:
        delete_begrotingspost(ding, handeling)
