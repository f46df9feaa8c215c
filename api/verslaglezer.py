"""How a report reads, with its files, and what can be asked of a list of them."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers

from api.lezen import CamelSerializer, Lezer, Uitbreiding, Uitvoer
from api.vragen import Lijstvragen, Namenlijst, Nummer
from financiering.domain.codes import VerslagStatus
from financiering.models import Bijlage, Verslag


class AntwoordSerializer(Uitvoer):
    """A question and its answer, as they were sent."""

    voorbeeld: ClassVar = {
        "sleutel": "wat", "vraag": "Wat hebben jullie gedaan?", "soort": "verhaal",
        "antwoord": "Elke week was er koffie.",
    }  # fmt: skip

    sleutel = serializers.CharField()
    vraag = serializers.CharField()
    soort = serializers.CharField()
    antwoord = serializers.CharField()


class VerslagSerializer(CamelSerializer):
    """One report to one giver. `inhoud` is empty until it is sent, and never changes after."""

    voorbeeld: ClassVar = {
        "id": 14, "geldstroom": 40, "nummer": 1, "sjabloon": "een_foto_vijf_regels", "sjabloonVersie": 1,
        "jaar": 2026, "status": "ingediend", "ingediendOp": "2027-03-01", "akkoordOp": None,
        "aanvulling": "", "inhoud": [AntwoordSerializer.voorbeeld], "versie": 3,
    }  # fmt: skip

    inhoud = AntwoordSerializer(many=True)

    class Meta:
        model = Verslag
        fields = (
            "id", "geldstroom", "nummer", "sjabloon", "sjabloon_versie", "jaar", "status",
            "ingediend_op", "akkoord_op", "aanvulling", "inhoud", "versie",
        )  # fmt: skip


class BijlageSerializer(CamelSerializer):
    """A file with a report; what is in it has an address of its own."""

    voorbeeld: ClassVar = {
        "id": 5, "verslag": 14, "naam": "zomerfeest.jpg", "soort": "image/jpeg", "grootte": 182044,
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "versie": 1,
    }  # fmt: skip

    class Meta:
        model = Bijlage
        fields = ("id", "verslag", "naam", "soort", "grootte", "sha256", "versie")


def list_zichtbaar(wie: Any) -> QuerySet[Any]:
    """A draft for who writes it, what was sent for whom the stream is visible."""
    return Verslag.objects.visible_to(wie)


def list_bijlagen(wie: Any) -> QuerySet[Any]:
    """Visible to whom the report is visible."""
    return Bijlage.objects.visible_to(wie)


BIJLAGEN = Lezer(
    BijlageSerializer,
    list_bijlagen,
    van_wie="verslag__geldstroom__initiatief_id",
    inzage="bijlagen, via de API",
)
VERSLAGEN = Lezer(
    VerslagSerializer,
    list_zichtbaar,
    uitbreidingen={"bijlagen": Uitbreiding(BIJLAGEN, terug="verslag_id")},
    van_wie="geldstroom__initiatief_id",
    inzage="verslagen, via de API",
)


class Verslagvragen(Lijstvragen):
    """Filters on reports."""

    sorteren = ("id", "geldstroom", "jaar", "ingediendOp")
    initiatief = serializers.CharField(
        required=False,
        source="geldstroom__initiatief__kenmerk",
        help_text="Kenmerk van een initiatief.",
    )
    geldstroom = Nummer(help_text="Id van een geldstroom.")
    jaar = serializers.IntegerField(required=False, min_value=1900, max_value=2200)
    status = Namenlijst(VerslagStatus.values, required=False, source="status__in")


class Bijlagevragen(Lijstvragen):
    """Filters on files."""

    sorteren = ("id", "verslag", "naam")
    verslag = Nummer(help_text="Id van een verslag.")
