"""What may be sent about a pot: new, changed, a gift from it, money to another, a decision, the year's end."""

from decimal import Decimal
from typing import Any, ClassVar

from rest_framework import serializers

from api.geldstroominvoer import GELDSOORTEN, index_delen
from api.lezen import Dag
from api.schrijven import REDEN, Invoer, ModelInvoer, ModelWijziging
from api.velden import KenmerkVeld, NummerVeld, WoordVeld
from api.vragen import HOOGSTE_NUMMER, Nummer
from financiering.domain.codes import SoortInitiatief, Toekenning
from financiering.models import Geldstroom, Gemeente, Initiatief, Pot, Potverplaatsing
from financiering.rapportage.potten import list_koppelbaar
from financiering.services.toekennen import explain_niet_toe_te_kennen

GEGEVENS = ("soort", "naam", "jaar", "bedrag", "wijk", "opdracht", "na_jaar")
BOVEN_NUL = Decimal("0.01")
VRIJGEVEN, AFSLUITEN = "vrijgeven", "afsluiten"


class BijdrageInvoer(Invoer):
    """What one domain puts in, in euros."""

    voorbeeld: ClassVar = {"domein": "Welzijn", "bedrag": "15000.00"}

    domein = serializers.CharField(max_length=100)
    bedrag = serializers.DecimalField(max_digits=12, decimal_places=2, min_value=0)


class MetBijdragen(serializers.Serializer[Any]):
    """The parts of a pot that domains put in."""

    bijdragen = serializers.ListField(
        child=BijdrageInvoer(), max_length=20, required=False,
        help_text="Welk domein legt wat in; samen zijn ze het bedrag van de pot.",
    )  # fmt: skip

    def validate_bijdragen(self, value: list[dict[str, Any]]) -> dict[str, Any]:
        """Each domain once."""
        return index_delen(value, "bedrag")


class PotInvoer(MetBijdragen, ModelInvoer):
    """A new pot of your municipality."""

    voorbeeld: ClassVar = {
        "gemeente": "GM0363", "soort": "scharrelgeld", "naam": "Scharrelgeld Noord", "jaar": 2027,
        "bedrag": "25000.00", "wijk": "Noord", "naJaar": "gaat_mee",
        "reden": "Begroting vastgesteld door de raad",
    }  # fmt: skip

    gemeente: Any = WoordVeld("code", queryset=Gemeente.objects.all())
    reden = REDEN

    class Meta:
        model = Pot
        fields = ("gemeente", *GEGEVENS, "bijdragen", "reden")


class PotWijziging(MetBijdragen, ModelWijziging):
    """Only what changes, and why; never less than what was granted."""

    voorbeeld: ClassVar = {"bedrag": "27500.00", "reden": "De raad legt bij"}

    class Meta:
        model = Pot
        fields = (*GEGEVENS, "bijdragen", "reden")


class GiftInvoer(Invoer):
    """Asked and given at once: for the rest of the year of the pot, without a report."""

    voorbeeld: ClassVar = {
        "initiatief": "buurttuin", "omschrijving": "Koffie en een zaaltje", "bedrag": "250.00",
        "geldsoort": "zaaigeld", "datum": "2026-11-23",
    }  # fmt: skip

    initiatief = KenmerkVeld(
        slug_field="kenmerk",
        queryset=Initiatief.objects.filter(soort=SoortInitiatief.INITIATIEF),
        help_text="Kenmerk van een initiatief in je gemeente.",
    )
    omschrijving = serializers.CharField(max_length=300)
    bedrag = serializers.DecimalField(max_digits=12, decimal_places=2, min_value=BOVEN_NUL)
    geldsoort = serializers.ChoiceField(GELDSOORTEN, default="zaaigeld")
    datum = Dag(source="op", help_text="De dag waarop het is gegeven.")


class VerplaatsingInvoer(ModelInvoer):
    """Euros to another pot of the same municipality, and why."""

    voorbeeld: ClassVar = {"van": 8, "naar": 9, "bedrag": "1500.00", "reden": "Noord heeft over"}

    van = NummerVeld(queryset=Pot.objects.all())
    naar = NummerVeld(queryset=Pot.objects.all())
    bedrag = serializers.DecimalField(max_digits=12, decimal_places=2, min_value=BOVEN_NUL)

    class Meta:
        model = Potverplaatsing
        fields = ("van", "naar", "bedrag", "reden")


class PotstapInvoer(Invoer):
    """One step; only what that step needs is used."""

    voorbeeld: ClassVar = {
        "stap": "verlenen", "geldstroom": 40, "bedrag": "2500.00", "datum": "2026-11-23",
        "reden": "Besluit van het wijkteam",
    }  # fmt: skip

    stap = serializers.ChoiceField(
        [
            *Toekenning.choices,
            (VRIJGEVEN, "niet meer reserveren"),
            (AFSLUITEN, "het jaar afsluiten"),
        ]
    )
    geldstroom = Nummer(help_text="Id van een geldstroom. Moet bij elke stap, behalve afsluiten.")
    bedrag = serializers.DecimalField(
        max_digits=12, decimal_places=2, min_value=0, required=False,
        help_text="Bij verlenen: hoeveel. Leeg: wat is aangevraagd.",
    )  # fmt: skip
    datum = Dag(required=False, help_text="Bij verlenen: de dag van het besluit. Leeg: vandaag.")
    reden = REDEN

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The stream itself, when this step can be taken with it."""
        stap = attrs["stap"]
        if stap == AFSLUITEN:
            return attrs
        if "geldstroom" not in attrs:
            raise serializers.ValidationError({"geldstroom": "Zeg om welke geldstroom het gaat."})
        attrs["geldstroom"] = stroom = self.find_stroom(stap, attrs["geldstroom"])
        if stap != VRIJGEVEN and (waarom := explain_niet_toe_te_kennen(stap, stroom.status)):
            raise serializers.ValidationError({"stap": waarom})
        return attrs

    def find_stroom(self, stap: str, pk: int) -> Geldstroom:
        """One that the page would propose for this pot."""
        pot: Pot = self.context["bij"]
        rijen = pot.geldstromen.all() if stap == VRIJGEVEN else list_koppelbaar(pot)
        stroom: Geldstroom | None = rijen.filter(pk=pk).first()
        if stroom is None:
            raise serializers.ValidationError({"geldstroom": "Deze pot kan dit niet betalen."})
        return stroom


class DeelInvoer(Invoer):
    """A request and what it gets, in euros."""

    voorbeeld: ClassVar = {"geldstroom": 40, "bedrag": "2500.00"}

    geldstroom = serializers.IntegerField(min_value=1, max_value=HOOGSTE_NUMMER)
    bedrag = serializers.DecimalField(max_digits=12, decimal_places=2, min_value=BOVEN_NUL)


class VerdelingInvoer(Invoer):
    """Several requests granted from one pot: all of them, or none."""

    voorbeeld: ClassVar = {
        "toekenningen": [DeelInvoer.voorbeeld], "datum": "2026-11-23",
        "reden": "Besluit over de najaarsronde",
    }  # fmt: skip

    toekenningen = serializers.ListField(child=DeelInvoer(), min_length=1, max_length=100)
    datum = Dag(help_text="De dag van de besluiten.")
    reden = REDEN

    def validate_toekenningen(self, value: list[dict[str, Any]]) -> dict[int, Any]:
        """Each request once."""
        per_stroom = {deel["geldstroom"]: deel["bedrag"] for deel in value}
        if len(per_stroom) != len(value):
            raise serializers.ValidationError("Noem elke aanvraag één keer.")
        return per_stroom
