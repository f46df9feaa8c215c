"""Tasks and who carries them: personal data, the initiative's own unless it opens them."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request

from api.lezen import CamelSerializer, Lezer
from api.schrijven import ModelInvoer, ModelWijziging, by, require
from api.velden import make_initiatief
from api.vragen import JaNee, Lijstvragen, Namenlijst
from api.werkwoorden import Reeks, Toevoegbaar, VanInitiatief, Weghaalbaar, Wijzigbaar
from financiering.domain.codes import SoortTaak
from financiering.models import Taak
from financiering.permissions import Oordeel, can_change_initiatief
from financiering.services.initiatieven import delete_taak, save_taak
from financiering.services.schrijven import Handeling

GEGEVENS = ("soort", "naam", "vervuld_door", "vervanger", "uren", "eindigt_op", "kritiek", "toelichting")  # fmt: skip


class TaakSerializer(CamelSerializer):
    """One task, by whom held and who can replace them; a function will do for a name."""

    voorbeeld: ClassVar = {
        "id": 4, "initiatief": "buurttuin", "soort": "sleutel_en_openen", "naam": "sleutel en openen",
        "vervuldDoor": "beheerder", "vervanger": "", "uren": "4.0", "eindigtOp": None, "kritiek": True,
        "toelichting": "", "versie": 1,
    }  # fmt: skip

    initiatief: Any = serializers.SlugRelatedField("kenmerk", read_only=True)

    class Meta:
        model = Taak
        fields = ("id", "initiatief", *GEGEVENS, "versie")


def list_zichtbaar(wie: Any) -> QuerySet[Any]:
    """As at the pages."""
    return Taak.objects.visible_to(wie)


TAKEN = Lezer(TaakSerializer, list_zichtbaar, van_wie="initiatief_id", inzage="taken, via de API")


class TaakInvoer(ModelInvoer):
    """A new task. One of the known kinds carries its fixed name; only `eigen` has one of its own."""

    voorbeeld: ClassVar = {
        "initiatief": "buurttuin", "soort": "geld_en_bank", "vervuldDoor": "penningmeester",
        "vervanger": "secretaris", "uren": "3.0",
    }  # fmt: skip

    initiatief = make_initiatief()
    naam = serializers.CharField(
        max_length=100, required=False, help_text="Alleen bij de soort eigen."
    )

    class Meta:
        model = Taak
        fields = ("initiatief", *GEGEVENS)
        validators: ClassVar[list[Any]] = []

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A name where nothing else says which task it is."""
        if attrs["soort"] == SoortTaak.EIGEN and not attrs.get("naam"):
            raise serializers.ValidationError({"naam": "Geef de eigen taak een naam."})
        return attrs


class TaakWijziging(ModelWijziging):
    """Only what changes, and why."""

    voorbeeld: ClassVar = {"vervanger": "secretaris", "reden": "Afgesproken in het bestuur"}

    class Meta:
        model = Taak
        fields = (*GEGEVENS, "reden")
        validators: ClassVar[list[Any]] = []


class Taakvragen(Lijstvragen):
    """Filters on tasks."""

    sorteren = ("id", "naam", "eindigtOp")
    initiatief = serializers.CharField(
        required=False, source="initiatief__kenmerk", help_text="Kenmerk van een initiatief."
    )
    soort = Namenlijst(SoortTaak.values, required=False, source="soort__in")
    kritiek = JaNee(required=False, help_text="Alleen wat (niet) gemist kan worden.")


class Taken(VanInitiatief, Toevoegbaar):
    """Taken van een initiatief, en wie ze doet. Anderen zien ze alleen als het initiatief dat wil."""

    lezer = TAKEN
    vragen_class = Taakvragen
    nieuw = TaakInvoer
    zinnen: ClassVar = {"POST": "Zet een taak op de lijst."}

    def make(self, request: Request, gegevens: dict[str, Any]) -> Taak:
        require(can_change_initiatief(request.user, gegevens["initiatief"]))
        return save_taak(Taak(**gegevens), by(request, "Taak toegevoegd"))


class TakenReeks(Reeks):
    """Veel taken tegelijk."""

    lijst = Taken
    zinnen: ClassVar = {
        "POST": "Zet hoogstens honderd taken tegelijk op de lijst: allemaal, of geen enkele."
    }


class EenTaak(VanInitiatief, Weghaalbaar, Wijzigbaar):
    """Eén taak."""

    lezer = TAKEN
    wijziging = TaakWijziging
    zinnen: ClassVar = {
        "PATCH": "Wijzigt een taak, met een reden.",
        "DELETE": "Haalt een taak van de lijst; in de geschiedenis blijft zij staan.",
    }

    def judge(self, wie: Any, ding: Taak) -> Oordeel:
        return can_change_initiatief(wie, ding.initiatief)

    def save(self, ding: Taak, handeling: Handeling, versie: int) -> None:
        save_taak(ding, handeling, versie=versie)

    def remove(self, ding: Taak, handeling: Handeling) -> None:
        delete_taak(ding, handeling)
