"""Signals: what the rules say of initiatives that let this person know."""

from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers

from api.basis import LijstView
from api.datums import get_vandaag
from api.initiatieflezer import INITIATIEVEN
from api.lezen import CamelSerializer, Dag, Lezer, Uitbreiding
from api.schrijven import REDEN, Invoer
from api.vragen import JaNee, Lijstvragen, Namenlijst, Nummer
from api.werkwoorden import Wijzigbaar
from financiering.domain.codes import Ernst, WieKan
from financiering.models import Signaal
from financiering.permissions import Oordeel, can_mute_signaal
from financiering.services.schrijven import Handeling, check_versie
from financiering.services.signalen import mute_signaal, unmute_signaal


class SignaalSerializer(CamelSerializer):
    """A rule that holds for an initiative, possibly about one stream."""

    voorbeeld: ClassVar = {
        "id": 7, "initiatief": "buurttuin", "geldstroom": 40, "regel": "R01", "regelversie": 1,
        "ernst": "risico", "uitleg": "Het besluit is 21 dagen te laat.", "cijfers": {"dagen": 21},
        "advies": "Vraag de gemeente wanneer het besluit komt.", "grondslag": "Awb 4:13",
        "wieKan": "gemeente", "laatsteDag": "2026-12-01", "ontbreekt": [], "verzachting": [],
        "peildatum": "2026-11-23", "eerstGezien": "2026-11-02", "laatstGezien": "2026-11-23",
        "geslotenOp": None, "gedemptTot": None, "gedemptReden": "", "versie": 3,
    }  # fmt: skip

    initiatief: Any = serializers.SlugRelatedField("kenmerk", read_only=True)
    cijfers = serializers.DictField(help_text="De cijfers achter de uitleg; per regel andere.")
    ontbreekt = serializers.ListField(child=serializers.CharField())
    verzachting = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = Signaal
        fields = (
            "id", "initiatief", "geldstroom", "regel", "regelversie", "ernst", "uitleg", "cijfers",
            "advies", "grondslag", "wie_kan", "laatste_dag", "ontbreekt", "verzachting", "peildatum",
            "eerst_gezien", "laatst_gezien", "gesloten_op", "gedempt_tot", "gedempt_reden", "versie",
        )  # fmt: skip


def list_zichtbaar(wie: Any) -> QuerySet[Any]:
    """As at the pages; a rule on trial is counted and shown to nobody."""
    return Signaal.objects.visible_to(wie).filter(op_proef=False)


SIGNALEN = Lezer(
    SignaalSerializer,
    list_zichtbaar,
    uitbreidingen={"initiatief": Uitbreiding(INITIATIEVEN, via="initiatief_id")},
    van_wie="initiatief_id",
    inzage="signalen, via de API",
)


class Signaalvragen(Lijstvragen):
    """Filters on signals."""

    sorteren = ("id", "laatsteDag", "regel", "eerstGezien", "laatstGezien")
    initiatief = serializers.CharField(
        required=False, source="initiatief__kenmerk", help_text="Kenmerk van een initiatief."
    )
    gemeente = serializers.CharField(
        required=False, source="initiatief__gemeente", help_text="CBS-code, zoals GM0363."
    )
    geldstroom = Nummer(help_text="Id van een geldstroom.")
    regel = serializers.CharField(required=False, help_text="Code van een regel, zoals R05.")
    ernst = Namenlijst(Ernst.values, required=False, source="ernst__in")
    wieKan = Namenlijst(WieKan.values, required=False, source="wie_kan__in")
    laatsteDagTotEnMet = serializers.DateField(required=False, source="laatste_dag__lte")
    adviesGevraagd = JaNee(
        required=False, help_text="Alleen van initiatieven die (niet) om advies vroegen."
    )
    gesloten = JaNee(default=False, help_text="`true`: juist de signalen die niet meer gelden.")


class Signalen(LijstView):
    """Signalen die nu gelden, van initiatieven die ze met je delen."""

    lezer = SIGNALEN
    vragen_class = Signaalvragen

    def filter(self, rijen: Any, filters: dict[str, Any]) -> Any:
        """Open ones, unless closed ones are asked for."""
        gesloten = filters.pop("gesloten")
        if "adviesGevraagd" in filters:
            niet = not filters.pop("adviesGevraagd")
            filters["initiatief__advies_gevraagd_op__isnull"] = niet
        return rijen.filter(**filters, gesloten_op__isnull=not gesloten)


class SignaalWijziging(Invoer):
    """Put a signal aside until a day, inclusive, with a reason; null shows it again."""

    voorbeeld: ClassVar = {"gedemptTot": "2026-12-31", "reden": "We wachten op de brief"}

    gedemptTot = Dag(allow_null=True, help_text="Tot en met deze dag; null: toon het weer.")
    reden = REDEN

    def validate_gedemptTot(self, value: date | None) -> date | None:
        """A day that has passed puts nothing aside."""
        if value and value < get_vandaag():
            raise serializers.ValidationError("Kies een dag die nog moet komen.")
        return value


class EenSignaal(Wijzigbaar):
    """Eén signaal."""

    lezer = SIGNALEN
    erbij = ("initiatief",)
    wijziging = SignaalWijziging
    zinnen: ClassVar = {"PATCH": "Zet een signaal opzij tot en met een dag, of toont het weer."}

    def judge(self, wie: Any, ding: Signaal) -> Oordeel:
        return can_mute_signaal(wie, ding)

    def change(
        self, ding: Any, gegevens: dict[str, Any], handeling: Handeling, versie: int
    ) -> None:
        """A day puts it aside, none shows it again."""
        check_versie(Signaal, ding.pk, versie)
        if tot := gegevens["gedemptTot"]:
            mute_signaal(ding.pk, tot, get_vandaag(), handeling)
        else:
            unmute_signaal(ding.pk, handeling)
