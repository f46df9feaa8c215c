"""Municipalities, and the policy domains that are in use: code lists for everybody who is in."""

from collections import Counter
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.basis import ApiView, EenView, LijstView
from api.lezen import CamelSerializer, Lezer
from api.vragen import Lijstvragen
from financiering.models import Domeindeel, Geldstroom, Gemeente, Initiatief


class GemeenteSerializer(CamelSerializer):
    """A municipality by its CBS code."""

    voorbeeld: ClassVar = {"code": "GM0363", "naam": "Amsterdam"}

    class Meta:
        model = Gemeente
        fields = ("code", "naam")


def list_zichtbaar(wie: Any) -> QuerySet[Any]:
    """Public: every municipality of the country."""
    return Gemeente.objects.all()


GEMEENTEN = Lezer(GemeenteSerializer, list_zichtbaar)


class Gemeentevragen(Lijstvragen):
    """Filters on municipalities."""

    sorteren = ("naam", "code")
    naam = serializers.CharField(
        required=False, source="naam__icontains", help_text="Staat in de naam."
    )


class Gemeenten(LijstView):
    """Gemeenten met hun CBS-code."""

    lezer = GEMEENTEN
    vragen_class = Gemeentevragen


class EenGemeente(EenView):
    """Eén gemeente."""

    lezer = GEMEENTEN


class BeleidsdomeinSerializer(serializers.Serializer[Any]):
    """A policy domain as initiatives and streams name it; there is no fixed list."""

    voorbeeld: ClassVar = {"naam": "Welzijn", "initiatieven": 4, "geldstromen": 9}

    naam = serializers.CharField()
    initiatieven = serializers.IntegerField(help_text="Bij hoeveel initiatieven die je ziet.")
    geldstromen = serializers.IntegerField(help_text="Bij hoeveel geldstromen die je ziet.")


class Beleidsdomeinen(ApiView):
    """Beleidsdomeinen die voorkomen bij wat je mag zien."""

    antwoord_class = BeleidsdomeinSerializer
    antwoord_is_reeks = True

    def get(self, request: Request) -> Response:
        """Counted over what this person sees; spelled as it was typed first."""
        lijsten = Initiatief.objects.visible_to(request.user).exclude(beleidsdomeinen=[])
        initiatieven = Counter(
            naam
            for namen in lijsten.values_list("beleidsdomeinen", flat=True)
            for naam in set(namen)
        )
        zichtbaar = Geldstroom.objects.visible_to(request.user)
        delen = Domeindeel.objects.filter(Q(geldstroom__in=zichtbaar))
        geldstromen = Counter(delen.values_list("domein", flat=True))
        namen = sorted({*initiatieven, *geldstromen}, key=str.casefold)
        return Response(
            [
                {"naam": n, "initiatieven": initiatieven[n], "geldstromen": geldstromen[n]}
                for n in namen
            ]
        )
