"""How an initiative reads: what others may know, and more for its own people."""

from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, QuerySet
from rest_framework import serializers

from api.lezen import CamelSerializer, Lezer
from api.namen import to_camel
from api.vragen import Lijstvragen, Namenlijst
from financiering.domain.codes import Fase, SoortInitiatief
from financiering.models import Initiatief

OPENBAAR = (
    "id", "kenmerk", "naam", "soort", "gemeente", "wijk", "wijkcode", "buurt", "buurtcode", "fase",
    "startdatum", "beleidsdomeinen", "doelgroep", "bedragen_fictief", "versie",
)  # fmt: skip
VERHAAL = ("voor_wie", "wat_willen_we", "wat_doen_we", "wat_verandert_er", "hoe_zien_we_dat")
EIGEN = (
    "rechtsvorm", "kvk", "rsin", "saldo", "saldo_op", "vrij_vermogen", "vrijwilligersuren_nodig",
    "vrijwilligersuren_beschikbaar", "vrijwilligers_nu", "vrijwilligers_jaar_geleden", "bewijs_niveau",
    "bewijs_op", "evaluatie_positief", "projectfase_eindigt_op", "advies_gevraagd_op", "tekenen_vanaf",
    *VERHAAL, "toelichting",
)  # fmt: skip
"""What the pages show to its own people alone."""


class InitiatiefSerializer(CamelSerializer):
    """A residents' initiative, or an organisation from a register."""

    voorbeeld: ClassVar = {
        "id": 12, "kenmerk": "buurttuin", "naam": "De Buurttuin", "soort": "initiatief",
        "gemeente": "GM0363", "wijk": "Oost", "wijkcode": "", "buurt": "", "buurtcode": "",
        "fase": "uitvoering", "startdatum": "2024-03-01", "beleidsdomeinen": ["Welzijn", "Groen"],
        "doelgroep": "Buurtbewoners", "bedragenFictief": False, "versie": 4,
    }  # fmt: skip

    beleidsdomeinen = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = Initiatief
        fields = (*OPENBAAR, *EIGEN)


def list_zichtbaar(wie: Any) -> QuerySet[Any]:
    """As at the pages."""
    return Initiatief.objects.visible_to(wie)


def is_eigen(wie: Any) -> Exists:
    """Whether this person runs it."""
    return Exists(Initiatief.objects.owned_by(wie).filter(pk=OuterRef("pk")))


INITIATIEVEN = Lezer(
    InitiatiefSerializer,
    list_zichtbaar,
    eigen=frozenset(map(to_camel, EIGEN)),
    is_eigen=is_eigen,
    inzage="het initiatief, via de API",
)


class Initiatiefvragen(Lijstvragen):
    """Filters on initiatives."""

    sorteren = ("naam", "kenmerk", "startdatum", "wijk", "id")
    naam = serializers.CharField(
        required=False, source="naam__icontains", help_text="Staat in de naam."
    )
    kenmerk = serializers.CharField(required=False)
    gemeente = serializers.CharField(required=False, help_text="CBS-code, zoals GM0363.")
    wijk = serializers.CharField(required=False, source="wijk__iexact")
    buurt = serializers.CharField(required=False, source="buurt__iexact")
    soort = Namenlijst(SoortInitiatief.values, required=False, source="soort__in")
    fase = Namenlijst(Fase.values, required=False, source="fase__in")
