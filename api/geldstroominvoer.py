"""What may be sent about a stream: new, changed, a step of its life, a mistake taken back."""

from decimal import Decimal
from typing import Any, ClassVar

from rest_framework import serializers

from api.geldstroomlezer import GEGEVENS
from api.lezen import Dag
from api.schrijven import REDEN, Invoer, ModelInvoer, ModelWijziging
from api.velden import WoordVeld
from financiering.domain.codes import (
    BRONNEN_ZONDER_BESLUIT,
    Bron,
    Geldsoort,
    RedenAfwijzing,
    Status,
)
from financiering.domain.statussen import OVERGANGEN
from financiering.models import Financier, Geldstroom, Initiatief

BEDRAG_BIJ_STATUS = {
    Status.VOORNEMEN: "verwacht",
    Status.AANGEVRAAGD: "aangevraagd",
    Status.VERLEEND: "verleend",
}
STAPPEN_MET_BEDRAG = ("aanvragen", "afspreken", "verlenen", "vaststellen")
GELDSOORTEN = [keuze for keuze in Geldsoort.choices if keuze[0] != Geldsoort.ONBEKEND]


class DomeindeelInvoer(Invoer):
    """Which share of a stream a policy domain pays, in percent."""

    voorbeeld: ClassVar = {"domein": "Welzijn", "procent": "60.00"}

    domein = serializers.CharField(max_length=100)
    procent = serializers.DecimalField(
        max_digits=5, decimal_places=2, min_value=Decimal("0.01"), max_value=100
    )


def index_delen(delen: list[dict[str, Any]], veld: str) -> dict[str, Any]:
    """Parts by their domain. Raises ValidationError when one is there twice."""
    per_domein = {deel["domein"]: deel[veld] for deel in delen}
    if len(per_domein) != len(delen):
        raise serializers.ValidationError("Noem elk domein één keer.")
    return per_domein


class Gegevens(ModelInvoer):
    """What both a new and a changed stream have; givers and predecessors only as far as visible."""

    financier = serializers.PrimaryKeyRelatedField(
        queryset=Financier.objects.all(), required=False, help_text="Id van een gever die je ziet."
    )
    financier_naam = serializers.CharField(
        max_length=200, required=False, help_text="Of de naam; een nieuwe naam wordt toegevoegd."
    )

    def get_fields(self) -> dict[str, Any]:
        """Restrict what can be pointed at to what this person sees."""
        velden = super().get_fields()
        request = self.context.get("request")
        if request is not None:
            velden["financier"].queryset = Financier.objects.visible_to(request.user)
            velden["volgtOp"].queryset = Geldstroom.objects.visible_to(request.user)
        return velden

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Two ways to name a giver, and at most one of them."""
        if "financier" in attrs and "financier_naam" in attrs:
            raise serializers.ValidationError(
                {"financierNaam": "Stuur het id of de naam van de gever, niet allebei."}
            )
        return attrs


class GeldstroomInvoer(Gegevens):
    """A new stream. `status` is `voornemen`, `aangevraagd` or `verleend`; the rest are steps."""

    voorbeeld: ClassVar = {
        "initiatief": "buurttuin", "omschrijving": "Huur en koffie",
        "financierNaam": "Gemeente Amsterdam", "geldsoort": "basisgeld", "status": "aangevraagd",
        "aangevraagd": "12000.00", "van": "2027-01-01", "tot": "2027-12-31",
        "ingediendOp": "2026-10-01",
    }  # fmt: skip

    initiatief: Any = WoordVeld(
        "kenmerk", queryset=Initiatief.objects.all(), help_text="Kenmerk van het initiatief."
    )
    status = serializers.ChoiceField([(s.value, s.label) for s in BEDRAG_BIJ_STATUS])
    geldsoort = serializers.ChoiceField(GELDSOORTEN)
    bron = serializers.ChoiceField(
        Bron.choices, required=False, help_text="Leeg: wat het best bij de gever past."
    )

    class Meta:
        model = Geldstroom
        fields = ("initiatief", "status", "financier", "financier_naam", *GEGEVENS)
        validators: ClassVar[list[Any]] = []

    def get_fields(self) -> dict[str, Any]:
        velden = super().get_fields()
        request = self.context.get("request")
        if request is not None:
            zichtbaar = Initiatief.objects.visible_to(request.user)
            velden["initiatief"].queryset = zichtbaar.select_related("gemeente")
        return velden

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The amount of the state it starts in, and a giver."""
        attrs = super().validate(attrs)
        fouten = {}
        if not {"financier", "financier_naam"} & set(attrs):
            fouten["financier"] = "Stuur het id of de naam van de gever."
        bedrag = BEDRAG_BIJ_STATUS[Status(attrs["status"])]
        if attrs.get(bedrag) is None:
            fouten[bedrag] = f"Vul dit bedrag in bij de stand {attrs['status']}."
        if attrs["status"] == Status.AANGEVRAAGD and attrs.get("bron") in BRONNEN_ZONDER_BESLUIT:
            fouten["status"] = "Bij deze bron is er geen aanvraag: kies voornemen of verleend."
        if fouten:
            raise serializers.ValidationError(fouten)
        return attrs


class GeldstroomWijziging(ModelWijziging, Gegevens):
    """Only what changes, and why. The state changes by steps and corrections."""

    voorbeeld: ClassVar = {
        "toegezegdTot": "2028-12-31",
        "domeindelen": [{"domein": "Welzijn", "procent": "60.00"}],
        "reden": "Brief van de gemeente",
    }

    domeindelen = serializers.ListField(
        child=DomeindeelInvoer(),
        max_length=20,
        help_text="Alle domeinen die meebetalen; vervangt wat er stond.",
    )

    class Meta:
        model = Geldstroom
        fields = ("financier", "financier_naam", *GEGEVENS, "domeindelen", "reden")
        validators: ClassVar[list[Any]] = []

    def validate_domeindelen(self, value: list[dict[str, Any]]) -> dict[str, Any]:
        """Each domain once, together at most all of it."""
        delen = index_delen(value, "procent")
        if sum(delen.values()) > 100:
            raise serializers.ValidationError("De delen zijn samen meer dan 100 procent.")
        return delen


class StapInvoer(Invoer):
    """One step of the life of a stream; only what that step needs is used."""

    voorbeeld: ClassVar = {
        "stap": "verlenen", "datum": "2026-12-01", "bedrag": "12000.00",
        "kenmerkGever": "SUB-2026-118", "verantwoordenVoor": "2028-04-01",
    }  # fmt: skip

    stap = serializers.ChoiceField([(o.naam, o.knop) for o in OVERGANGEN])
    datum = Dag(help_text="De dag waarop het gebeurde.")
    bedrag = serializers.DecimalField(
        max_digits=12, decimal_places=2, min_value=0, required=False,
        help_text=f"Moet bij: {', '.join(STAPPEN_MET_BEDRAG)}.",
    )  # fmt: skip
    kenmerkGever = serializers.CharField(
        max_length=100, required=False, allow_blank=True, source="kenmerk_gever"
    )
    voorwaarden = serializers.CharField(max_length=5000, required=False, allow_blank=True)
    voorbehoud = serializers.BooleanField(required=False)
    beslissenVoor = Dag(required=False, allow_null=True, source="beslissen_voor")
    verantwoordenVoor = Dag(required=False, allow_null=True, source="verantwoorden_voor")
    terugbetalenVoor = Dag(
        required=False, allow_null=True, source="terugbetalen_voor",
        help_text="Bij vaststellen: vóór welke dag terug moet wat er te veel kwam.",
    )  # fmt: skip
    redenAfwijzing = serializers.ChoiceField(
        RedenAfwijzing.choices, required=False, source="reden_afwijzing"
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """An amount where the step is about one."""
        if attrs["stap"] in STAPPEN_MET_BEDRAG and attrs.get("bedrag") is None:
            raise serializers.ValidationError({"bedrag": "Dit bedrag is nodig bij deze stap."})
        return attrs


class CorrectieInvoer(Invoer):
    """A step taken by mistake, back to where the stream really stands."""

    voorbeeld: ClassVar = {"naar": "aangevraagd", "reden": "Het besluit was voor een ander"}

    naar = serializers.ChoiceField(Status.choices)
    reden = REDEN
