"""Work that takes longer than a page may: how far it is, for who asked for it."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers

from api.basis import EenView, LijstView
from api.lezen import CamelSerializer, Lezer, Uitvoer
from api.vragen import Lijstvragen, Namenlijst
from financiering.models import Opdracht
from financiering.services.opdrachten import Voortgang, read_voortgang


class VoortgangSerializer(Uitvoer):
    """What it is doing, how much of how much."""

    voorbeeld: ClassVar = {"fase": "bewaren", "gedaan": 400, "totaal": 1200}

    fase = serializers.CharField()
    gedaan = serializers.IntegerField()
    totaal = serializers.IntegerField()


class OpdrachtSerializer(CamelSerializer):
    """One job: what was asked, how far it is, and how it ended."""

    voorbeeld: ClassVar = {
        "id": 6, "soort": "register_import", "bestand": "register.csv", "stand": "klaar",
        "aangemaaktOp": "2026-11-23T10:00:00+01:00", "gestartOp": "2026-11-23T10:00:01+01:00",
        "klaarOp": "2026-11-23T10:00:09+01:00", "voortgang": VoortgangSerializer.voorbeeld, "uitkomst": {"gelukt": True}, "fout": "",
    }  # fmt: skip

    bestand = serializers.CharField(help_text="De naam van het bestand waar het over gaat.")
    voortgang = VoortgangSerializer(help_text="Leeg als het niet loopt.")
    uitkomst = serializers.DictField(help_text="Per soort opdracht een andere.")

    class Meta:
        model = Opdracht
        fields = (
            "id", "soort", "bestand", "stand", "aangemaakt_op", "gestart_op", "klaar_op", "voortgang",
            "uitkomst", "fout",
        )  # fmt: skip


def list_zichtbaar(wie: Any) -> QuerySet[Any]:
    """As at the pages."""
    return Opdracht.objects.visible_to(wie)


def load_bestand(wie: Any, sleutels: list[Any]) -> Mapping[Any, str]:
    """The name people know the file by; where it lies is nobody's business."""
    rijen = Opdracht.objects.filter(pk__in=sleutels).values_list("pk", "parameters")
    return {pk: str(parameters.get("naam", "")) for pk, parameters in rijen}


def load_voortgang(wie: Any, sleutels: list[Any]) -> Mapping[Any, dict[str, Any]]:
    """Asked of the cache, where the worker tells it; of a job that does not run it is empty."""
    leeg = dict.fromkeys(sleutels, VoortgangSerializer(Voortgang()).data)
    bezig = Opdracht.objects.filter(pk__in=sleutels, stand=Opdracht.Stand.BEZIG)
    return leeg | {werk.pk: VoortgangSerializer(read_voortgang(werk)).data for werk in bezig}


OPDRACHTEN = Lezer(
    OpdrachtSerializer,
    list_zichtbaar,
    afgeleid={"bestand": load_bestand, "voortgang": load_voortgang},
)


class Opdrachtvragen(Lijstvragen):
    """Filters on jobs."""

    sorteren = ("id", "aangemaaktOp", "klaarOp")
    soort = serializers.CharField(required=False)
    stand = Namenlijst(Opdracht.Stand.values, required=False, source="stand__in")


class Opdrachten(LijstView):
    """Je eigen opdrachten die langer duren, zoals het inlezen van een bestand."""

    lezer = OPDRACHTEN
    vragen_class = Opdrachtvragen


class EenOpdracht(EenView):
    """Hoe ver één opdracht is, en hoe zij afliep."""

    lezer = OPDRACHTEN
