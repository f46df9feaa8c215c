"""What everything counts with: terms of the law by date, elections, rules and forms. Read only.

They are set at the pages of the beheerder, that show beforehand what another value would change.
"""

from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request

from api.basis import LijstView, RapportView
from api.datums import Peildatumvragen, get_vandaag
from api.lezen import CamelSerializer, Lezer, Uitvoer
from api.vragen import Lijstvragen
from financiering.continuiteit.registry import REGISTER, fill_drempels
from financiering.models import Verkiezing, Wetsparameter
from financiering.services.signalen import load_instellingen


class WetsparameterSerializer(CamelSerializer):
    """One number of a law or guideline, from a day on, with where it was read."""

    voorbeeld: ClassVar = {
        "sleutel": "awb_4_13_beslissen", "geldigVan": "1998-01-01", "waarde": "8.00",
        "eenheid": "weken", "bron": "Awb 4:13", "toelichting": "",
    }  # fmt: skip

    class Meta:
        model = Wetsparameter
        fields = ("sleutel", "geldig_van", "waarde", "eenheid", "bron", "toelichting")


def list_wetsparameters(wie: Any) -> QuerySet[Any]:
    """The law is for everybody."""
    return Wetsparameter.objects.all()


class Wetsparametervragen(Lijstvragen):
    """Filters on terms of the law."""

    sorteren = ("sleutel", "geldigVan")
    sleutel = serializers.CharField(required=False)
    geldigVanTotEnMet = serializers.DateField(required=False, source="geldig_van__lte")


class Wetsparameters(LijstView):
    """Termijnen en bedragen uit de wet en richtlijnen, met de dag vanaf wanneer zij gelden."""

    lezer = Lezer(WetsparameterSerializer, list_wetsparameters)
    vragen_class = Wetsparametervragen


class VerkiezingSerializer(CamelSerializer):
    """An election of the council; without a municipality it holds for all without their own."""

    voorbeeld: ClassVar = {"gemeente": None, "datum": "2030-03-20", "bron": "Kieswet"}

    class Meta:
        model = Verkiezing
        fields = ("gemeente", "datum", "bron")


def list_verkiezingen(wie: Any) -> QuerySet[Any]:
    """Public."""
    return Verkiezing.objects.all()


class Verkiezingsvragen(Lijstvragen):
    """Filters on elections."""

    sorteren = ("datum",)
    gemeente = serializers.CharField(required=False, help_text="CBS-code, zoals GM0363.")


class Verkiezingen(LijstView):
    """Dagen waarop een gemeenteraad wordt gekozen."""

    lezer = Lezer(VerkiezingSerializer, list_verkiezingen)
    vragen_class = Verkiezingsvragen


class RegelSerializer(Uitvoer):
    """A rule, with the thresholds in force."""

    voorbeeld: ClassVar = {
        "code": "R05", "naam": "Financieringsgat", "versie": 1, "overMensen": False, "opProef": False,
        "drempels": {"risico_maanden": "6"},
    }  # fmt: skip

    code = serializers.CharField()
    naam = serializers.CharField()
    versie = serializers.IntegerField()
    over_mensen = serializers.BooleanField()
    op_proef = serializers.BooleanField(help_text="Telt wel mee, maar wordt aan niemand getoond.")
    drempels = serializers.DictField(
        child=serializers.DecimalField(max_digits=16, decimal_places=4)
    )


class RegelsSerializer(Uitvoer):
    """All rules."""

    voorbeeld: ClassVar = {"regels": [RegelSerializer.voorbeeld]}

    regels = RegelSerializer(many=True)


class Regels(RapportView):
    """De regels achter de signalen, met de drempels die gelden."""

    antwoord_class = RegelsSerializer
    vragen_class = Peildatumvragen

    def compute(self, request: Request, vragen: dict[str, Any], **adres: Any) -> dict[str, Any]:
        """As they hold on the reference date."""
        instellingen = load_instellingen(vragen.get("peildatum") or get_vandaag())
        return {
            "regels": [
                {
                    "code": regel.code, "naam": regel.naam, "versie": regel.versie,
                    "over_mensen": regel.over_mensen,
                    "op_proef": regel.code in instellingen.op_proef,
                    "drempels": fill_drempels(regel, instellingen),
                }
                for regel in REGISTER
            ]
        }  # fmt: skip
