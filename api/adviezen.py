"""Notes of an adviser to an initiative."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request

from api.basis import EenView
from api.datums import get_vandaag
from api.lezen import CamelSerializer, Lezer
from api.schrijven import ModelInvoer, by, require
from api.velden import make_initiatief
from api.vragen import Lijstvragen
from api.werkwoorden import Toevoegbaar
from financiering.models import Advies
from financiering.permissions import can_give_advies
from financiering.services.initiatieven import give_advies


class AdviesSerializer(CamelSerializer):
    """What to do, who, by when; and how it went."""

    voorbeeld: ClassVar = {
        "id": 3, "initiatief": "buurttuin", "tekst": "Vraag de gemeente nu om een voorschot.",
        "wie": "penningmeester", "voorDatum": "2026-12-01", "uitkomst": "", "auteur": "adviseur",
        "gegevenOp": "2026-11-23", "versie": 1,
    }  # fmt: skip

    initiatief: Any = serializers.SlugRelatedField("kenmerk", read_only=True)
    auteur: Any = serializers.SlugRelatedField("username", read_only=True)

    class Meta:
        model = Advies
        fields = (
            "id", "initiatief", "tekst", "wie", "voor_datum", "uitkomst", "auteur", "gegeven_op",
            "versie",
        )  # fmt: skip


def list_zichtbaar(wie: Any) -> QuerySet[Any]:
    """As at the pages."""
    return Advies.objects.visible_to(wie)


ADVIEZEN = Lezer(
    AdviesSerializer, list_zichtbaar, van_wie="initiatief_id", inzage="adviezen, via de API"
)


class AdviesInvoer(ModelInvoer):
    """A new note."""

    voorbeeld: ClassVar = {
        "initiatief": "buurttuin", "tekst": "Vraag de gemeente nu om een voorschot.",
        "wie": "penningmeester", "voorDatum": "2026-12-01",
    }  # fmt: skip

    initiatief = make_initiatief()
    tekst = serializers.CharField(max_length=5000)

    class Meta:
        model = Advies
        fields = ("initiatief", "tekst", "wie", "voor_datum")


class Adviesvragen(Lijstvragen):
    """Filters on advice."""

    sorteren = ("id", "gegevenOp", "voorDatum")
    initiatief = serializers.CharField(
        required=False, source="initiatief__kenmerk", help_text="Kenmerk van een initiatief."
    )


class Adviezen(Toevoegbaar):
    """Adviezen aan initiatieven; voor het initiatief zelf en voor adviseurs die het toeliet."""

    lezer = ADVIEZEN
    vragen_class = Adviesvragen
    nieuw = AdviesInvoer
    zinnen: ClassVar = {
        "POST": "Geeft een advies; het staat meteen op de pagina van het initiatief."
    }

    def make(self, request: Request, gegevens: dict[str, Any]) -> Advies:
        """Raises GeenToegang for who is no adviser of this initiative."""
        require(can_give_advies(request.user, gegevens["initiatief"]))
        auteur: Any = request.user
        advies = Advies(**gegevens, auteur=auteur, gegeven_op=get_vandaag())
        return give_advies(advies, by(request, "Advies gegeven"))


class EenAdvies(EenView):
    """Eén advies."""

    lezer = ADVIEZEN
