"""Files with a report: listed, read, put in and taken out; looked at and cleaned as at the page."""

import base64
import binascii
from pathlib import PurePath
from typing import Any, ClassVar

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request

from api.basis import RapportView
from api.lezen import Uitvoer
from api.schrijven import Invoer, by, get_or_404, require
from api.velden import NummerVeld
from api.verslaglezer import BIJLAGEN, Bijlagevragen
from api.werkwoorden import Toevoegbaar, Weghaalbaar
from financiering.models import Bijlage, Verslag
from financiering.permissions import Oordeel, can_change_geldstroom
from financiering.services.bijlagen import add_bijlage, delete_bijlage
from financiering.services.schrijven import Handeling
from financiering.uitwisseling.bijlagen import read_bijlage

LENGTE = settings.BIJLAGE_MAX_BYTES * 4 // 3 + 4
"""Base64 takes four characters for three bytes."""


class BijlageInvoer(Invoer):
    """A photo, PDF or Office file as base64."""

    voorbeeld: ClassVar = {"verslag": 14, "naam": "zomerfeest.jpg", "inhoud": "/9j/4AAQSkZJRg=="}

    verslag = NummerVeld(
        queryset=Verslag.objects.select_related("geldstroom__initiatief", "geldstroom__financier"),
        help_text="Id van een verslag waar je aan schrijft.",
    )
    naam = serializers.CharField(max_length=120)
    inhoud = serializers.CharField(max_length=LENGTE, help_text="Het bestand, als base64.")

    def validate_inhoud(self, value: str) -> bytes:
        """What it is, is looked at when it is kept."""
        try:
            return base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            raise serializers.ValidationError("Dit is geen base64.") from None


class Bijlagen(Toevoegbaar):
    """Bijlagen bij verslagen die je mag zien."""

    lezer = BIJLAGEN
    vragen_class = Bijlagevragen
    nieuw = BijlageInvoer
    hoogste_lijf = LENGTE + 10_000
    zinnen: ClassVar = {"POST": "Doet een foto, PDF of Office-bestand bij een concept."}

    def make(self, request: Request, gegevens: dict[str, Any]) -> Bijlage:
        """Raises BestandGeweigerd with the limit that was met."""
        verslag = gegevens["verslag"]
        require(can_change_geldstroom(request.user, verslag.geldstroom))
        keuring = read_bijlage(gegevens["inhoud"])
        naam = PurePath(gegevens["naam"]).name or "bestand"
        handeling = by(request, "Bijlage toegevoegd")
        return add_bijlage(verslag.pk, naam, keuring.soort, keuring.inhoud, handeling)


class EenBijlage(Weghaalbaar):
    """Eén bijlage."""

    lezer = BIJLAGEN
    erbij = ("verslag__geldstroom__initiatief", "verslag__geldstroom__financier")
    zinnen: ClassVar = {"DELETE": "Haalt een bijlage uit een concept."}

    def judge(self, wie: Any, ding: Bijlage) -> Oordeel:
        return can_change_geldstroom(wie, ding.verslag.geldstroom)

    def remove(self, ding: Bijlage, handeling: Handeling) -> None:
        delete_bijlage(ding.pk, handeling)


class InhoudSerializer(Uitvoer):
    """The file as it was kept."""

    voorbeeld: ClassVar = {
        "naam": "zomerfeest.jpg", "soort": "image/jpeg", "inhoud": "/9j/4AAQSkZJRg==",
    }  # fmt: skip

    naam = serializers.CharField()
    soort = serializers.CharField()
    inhoud = serializers.CharField(help_text="Het bestand, als base64.")


class Bijlageinhoud(RapportView):
    """Wat er in een bijlage staat."""

    antwoord_class = InhoudSerializer

    def compute(self, request: Request, vragen: dict[str, Any], **adres: Any) -> dict[str, Any]:
        """Raises Http404 also for a file that is gone."""
        bijlage: Bijlage = get_or_404(BIJLAGEN.zichtbaar(request.user), pk=adres["id"])
        try:
            with default_storage.open(bijlage.plek) as bestand:
                inhoud = base64.b64encode(bestand.read()).decode()
        except FileNotFoundError:
            raise Http404 from None
        return {"naam": bijlage.naam, "soort": bijlage.soort, "inhoud": inhoud}
