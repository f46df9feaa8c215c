"""Reports: begin one with a form, read its questions, answer them, send, sign, note what the giver says."""

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.request import Request

from api.basis import RapportView
from api.datums import get_vandaag
from api.lezen import Uitvoer
from api.schrijven import Invoer, ModelInvoer, by, get_or_404, require
from api.velden import make_geldstroom
from api.verslaglezer import VERSLAGEN, Verslagvragen
from api.werkwoorden import Bewerkt, Stap, Toevoegbaar, VanGeldstroom
from financiering.domain.codes import VerslagStatus
from financiering.domain.exceptions import OvergangNietMogelijk
from financiering.models import Verslag
from financiering.permissions import Oordeel, can_change_geldstroom
from financiering.rapportage.regime import load_regime
from financiering.services.verslagen import (
    Veld,
    list_velden,
    load_sjablonen,
    note_antwoord_gever,
    reopen_verslag,
    save_antwoorden,
    send_verslag,
    sign_verslag,
    start_verslag,
)

INDIENEN, TEKENEN, TERUG, AKKOORD, AANVULLING = (
    "indienen", "tekenen", "terug_naar_concept", "akkoord", "aanvulling",
)  # fmt: skip
STAPPEN = (
    (INDIENEN, "versturen; boven de eigen grens wacht het op een tweede handtekening"),
    (TEKENEN, "ook tekenen, door een ander dan wie het schreef"),
    (TERUG, "terug naar concept, zolang niemand tekende"),
    (AKKOORD, "de gever is akkoord"),
    (AANVULLING, "de gever wil meer weten"),
)


class VerslagInvoer(ModelInvoer):
    """For which stream, with which form; the forms that fit are at its `regime`."""

    voorbeeld: ClassVar = {"geldstroom": 40, "sjabloon": "een_foto_vijf_regels"}

    geldstroom = make_geldstroom()
    sjabloon = serializers.CharField(max_length=60, help_text="De code van een formulier.")

    class Meta:
        model = Verslag
        fields = ("geldstroom", "sjabloon")
        validators: ClassVar[list[Any]] = []


class Verslagen(VanGeldstroom, Toevoegbaar):
    """Verslagen aan gevers. Een concept ziet alleen wie eraan schrijft."""

    lezer = VERSLAGEN
    vragen_class = Verslagvragen
    nieuw = VerslagInvoer
    zinnen: ClassVar = {
        "POST": "Begint een verslag, kiest een ander formulier, of begint een nieuwe versie."
    }

    def make(self, request: Request, gegevens: dict[str, Any]) -> Verslag:
        """Raises DomeinFout for a form that asks more than this grant needs."""
        stroom = gegevens["geldstroom"]
        require(can_change_geldstroom(request.user, stroom))
        handeling = by(request, "Verslag begonnen")
        return start_verslag(stroom, gegevens["sjabloon"], load_regime(stroom), handeling)


class VanVerslag(VanGeldstroom, Bewerkt):
    """A report, for who may write it."""

    lezer = VERSLAGEN

    def judge(self, wie: Any, ding: Verslag) -> Oordeel:
        return can_change_geldstroom(wie, ding.geldstroom)


class EenVerslag(VanVerslag):
    """Eén verslag."""


class VerslagstapInvoer(Invoer):
    """One step of the life of a report."""

    voorbeeld: ClassVar = {"stap": "indienen"}

    stap = serializers.ChoiceField(STAPPEN)
    aanvulling = serializers.CharField(
        max_length=1000, required=False, help_text="Bij aanvulling: wat de gever nog wil weten."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What the giver wants to know, and only then."""
        if (attrs["stap"] == AANVULLING) != bool(attrs.get("aanvulling")):
            raise serializers.ValidationError(
                {"aanvulling": "Stuur dit bij de stap aanvulling, en bij geen andere."}
            )
        return attrs


class Verslagstappen(VanVerslag, Stap):
    """De stappen van een verslag."""

    stuurt = VerslagstapInvoer
    zinnen: ClassVar = {
        "POST": "Verstuurt of tekent een verslag, zet het terug, of legt vast wat de gever zei."
    }

    def take(self, request: Request, ding: Verslag, gegevens: dict[str, Any]) -> None:
        """Raises DomeinFout for a step that does not start here, or an answer that is missing."""
        vandaag, stap = get_vandaag(), gegevens["stap"]
        if stap == INDIENEN:
            send_verslag(ding.pk, vandaag, by(request, "Verslag verstuurd"))
        elif stap == TEKENEN:
            sign_verslag(ding.pk, vandaag, by(request, "Ook getekend"))
        elif stap == TERUG:
            reopen_verslag(ding.pk, by(request, "Terug naar concept"))
        else:
            aanvulling = gegevens.get("aanvulling", "")
            waarom = "De gever vroeg om meer" if aanvulling else "De gever is akkoord"
            note_antwoord_gever(ding.pk, vandaag, aanvulling, by(request, waarom))


class VraagSerializer(Uitvoer):
    """A question of a draft, with what is known; `ingevuld` is filled in for you, not yet looked at."""

    voorbeeld: ClassVar = {
        "sleutel": "wat", "vraag": "Wat hebben jullie gedaan?", "soort": "verhaal",
        "hulp": "Vijf regels is genoeg.", "verplicht": True, "keuzes": [], "antwoord": "",
        "versie": 0, "ingevuld": False,
    }  # fmt: skip

    sleutel = serializers.CharField()
    vraag = serializers.CharField()
    soort = serializers.CharField(help_text="Op een foto is het antwoord een bijlage.")
    hulp = serializers.CharField()
    verplicht = serializers.BooleanField()
    keuzes = serializers.ListField(child=serializers.CharField())
    antwoord = serializers.CharField()
    versie = serializers.IntegerField(help_text="Van het antwoord; 0: nog door niemand geschreven.")
    ingevuld = serializers.BooleanField()


class VragenSerializer(Uitvoer):
    """The questions of a draft, in order; none once it was sent."""

    voorbeeld: ClassVar = {"vragen": [VraagSerializer.voorbeeld]}

    vragen = VraagSerializer(many=True)


def show_veld(veld: Veld) -> dict[str, Any]:
    """A question with its answer as plain values."""
    vraag = veld.vraag
    return {
        "sleutel": vraag.sleutel, "vraag": vraag.vraag, "soort": vraag.soort, "hulp": vraag.hulp,
        "verplicht": vraag.verplicht, "keuzes": vraag.keuzes, "antwoord": veld.tekst,
        "versie": veld.versie, "ingevuld": veld.is_ingevuld,
    }  # fmt: skip


class Vragenlijst(RapportView):
    """De vragen van een verslag waar je aan schrijft, met wat al bekend is."""

    antwoord_class = VragenSerializer

    def compute(self, request: Request, vragen: dict[str, Any], **adres: Any) -> dict[str, Any]:
        """For whom the report is visible; a draft that is for who writes it."""
        zichtbaar = VERSLAGEN.zichtbaar(request.user).select_related("geldstroom__initiatief")
        verslag = get_or_404(zichtbaar, pk=adres["id"])
        concept = verslag.status == VerslagStatus.CONCEPT
        return {"vragen": [show_veld(veld) for veld in list_velden(verslag)] if concept else []}


class AntwoordInvoer(Invoer):
    """An answer, with the version of it that was read; 0 for one nobody wrote."""

    voorbeeld: ClassVar = {
        "sleutel": "wat", "antwoord": "Elke week was er koffie.", "versie": 0,
    }  # fmt: skip

    sleutel = serializers.CharField(max_length=40)
    antwoord = serializers.CharField(max_length=10_000, allow_blank=True)
    versie = serializers.IntegerField(min_value=0, max_value=2**31 - 1, default=0)


class AntwoordenInvoer(Invoer):
    """The answers that change; the others stay as they are."""

    voorbeeld: ClassVar = {"antwoorden": [AntwoordInvoer.voorbeeld]}

    antwoorden = serializers.ListField(child=AntwoordInvoer(), min_length=1, max_length=100)

    def validate_antwoorden(self, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Questions of this form; a photo is an attachment."""
        sjabloon = load_sjablonen()[self.context["bij"].sjabloon]
        bekend = {vraag.sleutel for vraag in sjabloon.vragen if vraag.soort != "foto"}
        if vreemd := sorted({een["sleutel"] for een in value} - bekend):
            raise serializers.ValidationError(
                f"Deze vraag is er niet: {vreemd[0]}. Wel: {', '.join(sorted(bekend))}."
            )
        return value


class Verslagantwoorden(VanVerslag, Stap):
    """De antwoorden van een verslag."""

    stuurt = AntwoordenInvoer
    zinnen: ClassVar = {
        "POST": "Bewaart antwoorden; schreef een ander er net ook een, dan blijft dat staan (412)."
    }

    def take(self, request: Request, ding: Verslag, gegevens: dict[str, Any]) -> None:
        """Raises AntwoordGewijzigd, and keeps nothing, when somebody else wrote one meanwhile."""
        if ding.status != VerslagStatus.CONCEPT:
            raise OvergangNietMogelijk("Dit verslag is verstuurd. Begin een nieuwe versie.")
        staat = {v.vraag.sleutel: v for v in list_velden(ding) if v.versie}
        teksten = {sleutel: veld.tekst for sleutel, veld in staat.items()}
        versies = {sleutel: veld.versie for sleutel, veld in staat.items()}
        for een in gegevens["antwoorden"]:
            teksten[een["sleutel"]], versies[een["sleutel"]] = een["antwoord"], een["versie"]
        save_antwoorden(ding, teksten, versies, by(request, "Verslag ingevuld"))
