"""What hangs on a stream: how it came where it stands, its decisions, its split over years and domains."""

from typing import Any, ClassVar

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import Lag
from rest_framework import serializers

from api.lezen import CamelSerializer, Lezer
from financiering.models import Beschikking, Domeindeel, Geldstroom, Jaarbedrag, Opschorting

Historie: Any = Geldstroom.history.model  # type: ignore[attr-defined]


class StatusstapSerializer(CamelSerializer):
    """A state the stream came in, when that was recorded and why, with what was known then."""

    voorbeeld: ClassVar = {
        "status": "verleend", "vastgelegdOp": "2026-02-03T10:12:00+01:00",
        "reden": "Het besluit is binnen: toegekend", "verwacht": None, "aangevraagd": "12000.00",
        "verleend": "12000.00", "vastgesteld": None, "ingediendOp": "2025-10-01",
        "beschikkingOp": "2026-02-01", "vastgesteldOp": None,
    }  # fmt: skip

    vastgelegd_op = serializers.DateTimeField(source="history_date")
    reden = serializers.CharField(source="history_change_reason")

    class Meta:
        model = Historie
        fields = (
            "status", "vastgelegd_op", "reden", "verwacht", "aangevraagd", "verleend", "vastgesteld",
            "ingediend_op", "beschikking_op", "vastgesteld_op",
        )  # fmt: skip


def list_statusverloop(wie: Any) -> QuerySet[Any]:
    """The history rows in which a state began, of streams this person sees; oldest first."""
    vorige = Window(Lag("status"), partition_by=F("id"), order_by=F("history_id").asc())
    return (
        Historie.objects.filter(id__in=Geldstroom.objects.visible_to(wie).values("pk"))
        .exclude(history_type="-")
        .annotate(vorige=vorige)
        .filter(Q(vorige__isnull=True) | ~Q(vorige=F("status")))
        .order_by("history_id")
    )


STATUSVERLOOP = Lezer(StatusstapSerializer, list_statusverloop)


class BeschikkingSerializer(CamelSerializer):
    """A decision of a giver."""

    voorbeeld: ClassVar = {
        "id": 5, "geldstroom": 40, "soort": "verlening", "datum": "2026-02-01", "bedrag": "12000.00",
        "kenmerkGever": "SUB-2026-118", "voorwaarden": "", "voorbehoud": False,
        "begrotingVastgesteldOp": None, "vervallenDoor": "",
    }  # fmt: skip

    class Meta:
        model = Beschikking
        fields = (
            "id", "geldstroom", "soort", "datum", "bedrag", "kenmerk_gever", "voorwaarden", "voorbehoud",
            "begroting_vastgesteld_op", "vervallen_door",
        )  # fmt: skip


def list_beschikkingen(wie: Any) -> QuerySet[Any]:
    """Visible to whom the stream is visible."""
    return Beschikking.objects.visible_to(wie)


BESCHIKKINGEN = Lezer(
    BeschikkingSerializer,
    list_beschikkingen,
    van_wie="geldstroom__initiatief_id",
    inzage="besluiten, via de API",
)


class OpschortingSerializer(CamelSerializer):
    """A period in which the decision clock stood still (Awb 4:15)."""

    voorbeeld: ClassVar = {"van": "2026-01-10", "tot": "2026-01-24", "grond": "Begroting gevraagd"}

    class Meta:
        model = Opschorting
        fields = ("van", "tot", "grond")


def list_opschortingen(wie: Any) -> QuerySet[Any]:
    """Visible to whom the stream is visible."""
    return Opschorting.objects.filter(geldstroom__in=Geldstroom.objects.visible_to(wie))


OPSCHORTINGEN = Lezer(OpschortingSerializer, list_opschortingen)


class JaarbedragSerializer(CamelSerializer):
    """The euros of a stream in each year from `jaarVan` up to and including `jaarTot`."""

    voorbeeld: ClassVar = {
        "jaarVan": 2026, "jaarTot": 2026, "verwacht": None, "aangevraagd": "12000.00",
        "verleend": "12000.00", "vastgesteld": None,
    }  # fmt: skip

    class Meta:
        model = Jaarbedrag
        fields = ("jaar_van", "jaar_tot", "verwacht", "aangevraagd", "verleend", "vastgesteld")


def list_jaarbedragen(wie: Any) -> QuerySet[Any]:
    """The split as it stands now."""
    zichtbaar = Geldstroom.objects.visible_to(wie)
    return Jaarbedrag.objects.known_on(None).filter(geldstroom__in=zichtbaar)


JAARBEDRAGEN = Lezer(JaarbedragSerializer, list_jaarbedragen)


class DomeindeelSerializer(CamelSerializer):
    """Which share a policy domain pays, in percent."""

    voorbeeld: ClassVar = {"domein": "Welzijn", "procent": "60.00"}

    class Meta:
        model = Domeindeel
        fields = ("domein", "procent")


def list_domeindelen(wie: Any) -> QuerySet[Any]:
    """Visible to whom the stream is visible."""
    return Domeindeel.objects.filter(geldstroom__in=Geldstroom.objects.visible_to(wie))


DOMEINDELEN = Lezer(DomeindeelSerializer, list_domeindelen)
