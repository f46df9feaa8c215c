"""What a municipality decided for itself: choices it kept of its portfolio, and what it publishes."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request

from api.basis import EenView
from api.datums import get_vandaag
from api.lezen import CamelSerializer, Lezer
from api.schrijven import REDEN, ModelInvoer, by, require
from api.velden import WoordVeld
from api.vragen import JaNee, Lijstvragen
from api.werkwoorden import Toevoegbaar, Weghaalbaar
from financiering.models import Bewaardekeuze, Gemeente, Publicatie
from financiering.permissions import Oordeel, can_publish, can_see_portefeuille
from financiering.rapportage.blik import clean_keuze
from financiering.services.keuzes import drop_keuze, keep_keuze
from financiering.services.publicaties import set_publicatie
from financiering.services.schrijven import Handeling


class KeuzeSerializer(CamelSerializer):
    """A choice in the portfolio under a name, as the address of the page says it."""

    voorbeeld: ClassVar = {
        "id": 4, "gemeente": "GM0363", "naam": "Basisgeld in Noord", "vraag": "geldsoort=basisgeld",
        "versie": 1,
    }  # fmt: skip

    class Meta:
        model = Bewaardekeuze
        fields = ("id", "gemeente", "naam", "vraag", "versie")


def list_keuzes(wie: Any) -> QuerySet[Any]:
    """As at the pages."""
    return Bewaardekeuze.objects.visible_to(wie)


BEWAARDE_KEUZES = Lezer(KeuzeSerializer, list_keuzes)


class KeuzeInvoer(ModelInvoer):
    """A name for what was chosen; under a name that exists it takes the place of the old one."""

    voorbeeld: ClassVar = {
        "gemeente": "GM0363", "naam": "Basisgeld in Noord", "vraag": "geldsoort=basisgeld",
    }  # fmt: skip

    gemeente: Any = WoordVeld("code", queryset=Gemeente.objects.all())

    class Meta:
        model = Bewaardekeuze
        fields = ("gemeente", "naam", "vraag")
        validators: ClassVar[list[Any]] = []


class Keuzevragen(Lijstvragen):
    """Filters on kept choices."""

    sorteren = ("naam", "id")
    gemeente = serializers.CharField(required=False, help_text="CBS-code, zoals GM0363.")


class BewaardeKeuzes(Toevoegbaar):
    """Keuzes in de portefeuille die je gemeente onder een naam bewaarde."""

    lezer = BEWAARDE_KEUZES
    vragen_class = Keuzevragen
    nieuw = KeuzeInvoer
    zinnen: ClassVar = {"POST": "Bewaart een keuze onder een naam, voor de hele gemeente."}

    def make(self, request: Request, gegevens: dict[str, Any]) -> Bewaardekeuze:
        """What is no choice in an address is not kept."""
        require(can_see_portefeuille(request.user, gegevens["gemeente"]))
        vraag = clean_keuze(gegevens["vraag"])
        return keep_keuze(
            gegevens["gemeente"], gegevens["naam"], vraag, by(request, "Keuze bewaard")
        )


class EenBewaardeKeuze(Weghaalbaar):
    """Eén bewaarde keuze."""

    lezer = BEWAARDE_KEUZES
    erbij = ("gemeente",)
    zinnen: ClassVar = {"DELETE": "Haalt een bewaarde keuze weg."}

    def judge(self, wie: Any, ding: Bewaardekeuze) -> Oordeel:
        return can_see_portefeuille(wie, ding.gemeente)

    def remove(self, ding: Bewaardekeuze, handeling: Handeling) -> None:
        drop_keuze(ding, handeling)


class PublicatieSerializer(CamelSerializer):
    """Whether a municipality shows its totals to everybody, since when and why."""

    voorbeeld: ClassVar = {
        "id": 1, "gemeente": "GM0363", "aan": True, "reden": "Besluit van het college",
        "sinds": "2026-10-01", "versie": 1,
    }  # fmt: skip

    class Meta:
        model = Publicatie
        fields = ("id", "gemeente", "aan", "reden", "sinds", "versie")


def list_publicaties(wie: Any) -> QuerySet[Any]:
    """What is public, and what one's own municipality keeps to itself."""
    return Publicatie.objects.visible_to(wie)


PUBLICATIES = Lezer(PublicatieSerializer, list_publicaties)


class PublicatieInvoer(ModelInvoer):
    """On or off, and why; everybody can read that."""

    voorbeeld: ClassVar = {"gemeente": "GM0363", "aan": True, "reden": "Besluit van het college"}

    gemeente: Any = WoordVeld("code", queryset=Gemeente.objects.all())
    aan = serializers.BooleanField()
    reden = REDEN

    class Meta:
        model = Publicatie
        fields = ("gemeente", "aan", "reden")
        validators: ClassVar[list[Any]] = []


class Publicatievragen(Lijstvragen):
    """Filters on what is public."""

    sorteren = ("gemeente", "id", "sinds")
    gemeente = serializers.CharField(required=False, help_text="CBS-code, zoals GM0363.")
    aan = JaNee(required=False, help_text="Alleen wat (niet) openbaar is.")


class Publicaties(Toevoegbaar):
    """Welke gemeenten hun totalen aan iedereen laten zien."""

    lezer = PUBLICATIES
    vragen_class = Publicatievragen
    nieuw = PublicatieInvoer
    zinnen: ClassVar = {"POST": "Maakt de totalen van je gemeente openbaar, of sluit ze weer."}

    def make(self, request: Request, gegevens: dict[str, Any]) -> Publicatie:
        """It works at once."""
        gemeente, aan = gegevens["gemeente"], gegevens["aan"]
        require(can_publish(request.user, gemeente))
        return set_publicatie(gemeente, aan, get_vandaag(), by(request, gegevens["reden"]))


class EenPublicatie(EenView):
    """Of één gemeente haar totalen laat zien."""

    lezer = PUBLICATIES
