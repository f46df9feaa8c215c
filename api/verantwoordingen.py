"""What a giver asks to be shown, by when and at which level; and what it took."""

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.request import Request

from api.basis import RapportView
from api.geldstroomlezer import list_zichtbaar as list_stromen
from api.lezen import Dag, Uitvoer
from api.schrijven import (
    REDEN,
    Invoer,
    ModelInvoer,
    ModelWijziging,
    by,
    get_or_404,
    require,
)
from api.velden import make_geldstroom
from api.verantwoordinglezer import GEVRAAGD, VERANTWOORDINGEN, WERK, Verantwoordingvragen
from api.vragen import Vragen
from api.werkwoorden import Bewerkt, Stap, Toevoegbaar, VanGeldstroom, Wijzigbaar
from financiering.domain.codes import Niveau
from financiering.domain.exceptions import OvergangNietMogelijk
from financiering.domain.regimes import Regime, describe_regime
from financiering.domain.sjabloon import explain_niet
from financiering.models import Geldstroom, Verantwoording
from financiering.permissions import Oordeel, can_change_geldstroom
from financiering.rapportage.regime import load_regime
from financiering.services.schrijven import Handeling, check_versie
from financiering.services.verantwoordingen import (
    get_verantwoording,
    move_datum,
    save_gevraagd,
    save_werk,
)
from financiering.services.verslagen import load_sjablonen


class VerantwoordingInvoer(ModelInvoer):
    """What the giver said it asks; more than its own rules allow needs the reason it gave."""

    voorbeeld: ClassVar = {"geldstroom": 40, "niveau": "inhoudelijk", "uiterlijkOp": "2027-04-01"}

    geldstroom = make_geldstroom()

    class Meta:
        model = Verantwoording
        fields = ("geldstroom", *GEVRAAGD)
        validators: ClassVar[list[Any]] = []


class VerantwoordingWijziging(ModelWijziging):
    """Only what changes, and why: what is asked, or what it took."""

    voorbeeld: ClassVar = {"uren": "6.0", "ervarenLast": 2, "reden": "Het verslag is af"}

    class Meta:
        model = Verantwoording
        fields = (*GEVRAAGD, *WERK, "reden")
        validators: ClassVar[list[Any]] = []


class UitstelInvoer(Invoer):
    """More time: the new day, with whom it was agreed, and why."""

    voorbeeld: ClassVar = {
        "naar": "2027-06-01", "met": "contactpersoon van het fonds", "reden": "De penningmeester is ziek",
    }  # fmt: skip

    naar = Dag(help_text="De nieuwe dag; de eerste blijft zichtbaar.")
    met = serializers.CharField(max_length=200, help_text="Een functie is genoeg.")
    reden = REDEN


def keep_gevraagd(stroom: Geldstroom, gegevens: dict[str, Any], handeling: Handeling) -> Any:
    """Raises OvergangNietMogelijk where nobody accounts, DomeinFout without a reason for more."""
    regime = load_regime(stroom)
    if regime is None:
        raise OvergangNietMogelijk("Over eigen inkomsten en giften hoef je niets te verantwoorden.")
    niveau = gegevens.get("niveau")
    return save_gevraagd(
        stroom,
        gevraagd=Niveau(niveau) if niveau else None,
        toegestaan=regime.niveau,
        uiterlijk_op=gegevens.get("uiterlijk_op"),
        reden_zwaarder=gegevens.get("reden_zwaarder", ""),
        handeling=handeling,
    )


class Verantwoordingen(VanGeldstroom, Toevoegbaar):
    """Wat gevers vragen om te laten zien, over geldstromen die je mag zien."""

    lezer = VERANTWOORDINGEN
    vragen_class = Verantwoordingvragen
    nieuw = VerantwoordingInvoer
    zinnen: ClassVar = {"POST": "Legt vast wat de gever over een geldstroom vraagt."}

    def filter(self, rijen: Any, filters: dict[str, Any]) -> Any:
        """One filter asks whether something is filled in."""
        if "ingediend" in filters:
            filters["ingediend_op__isnull"] = not filters.pop("ingediend")
        return rijen.filter(**filters)

    def make(self, request: Request, gegevens: dict[str, Any]) -> Verantwoording:
        """Raises OvergangNietMogelijk where it was said before: that is changed, not added."""
        stroom = gegevens["geldstroom"]
        require(can_change_geldstroom(request.user, stroom))
        if get_verantwoording(stroom).pk:
            raise OvergangNietMogelijk(
                "Bij deze geldstroom staat al wat de gever vraagt; wijzig dat."
            )
        rij: Verantwoording = keep_gevraagd(stroom, gegevens, by(request, "Wat de gever vraagt"))
        return rij


class VanVerantwoording(VanGeldstroom, Bewerkt):
    """What is asked, for who may change the stream."""

    lezer = VERANTWOORDINGEN

    def find(self, request: Request, **adres: Any) -> Any:
        """Raises OvergangNietMogelijk for a later one: the services keep the first of a stream."""
        ding = super().find(request, **adres)
        if get_verantwoording(ding.geldstroom).pk != ding.pk:
            raise OvergangNietMogelijk("Alleen de eerste verantwoording is hier te wijzigen.")
        return ding

    def judge(self, wie: Any, ding: Verantwoording) -> Oordeel:
        return can_change_geldstroom(wie, ding.geldstroom)


class EenVerantwoording(VanVerantwoording, Wijzigbaar):
    """Wat één gever over één geldstroom vraagt."""

    wijziging = VerantwoordingWijziging
    zinnen: ClassVar = {
        "PATCH": "Wijzigt wat de gever vraagt, of legt vast hoeveel werk het was, met een reden."
    }

    def change(
        self, ding: Any, gegevens: dict[str, Any], handeling: Handeling, versie: int
    ) -> None:
        """Two services, each with all of its fields; what was not sent stays as it is."""
        check_versie(Verantwoording, ding.pk, versie)
        staat = {naam: getattr(ding, naam) for naam in (*GEVRAAGD, *WERK)} | gegevens
        if not gegevens.keys().isdisjoint(GEVRAAGD):
            keep_gevraagd(ding.geldstroom, staat, handeling)
        if not gegevens.keys().isdisjoint(WERK):
            werk = {naam: staat[naam] for naam in WERK}
            save_werk(ding.geldstroom, **werk, handeling=handeling)


class Uitstel(VanVerantwoording, Stap):
    """Meer tijd om te verantwoorden."""

    stuurt = UitstelInvoer
    zinnen: ClassVar = {"POST": "Legt een afgesproken latere dag vast."}

    def take(self, request: Request, ding: Any, gegevens: dict[str, Any]) -> None:
        handeling = by(request, gegevens["reden"])
        move_datum(ding.geldstroom, gegevens["naar"], gegevens["met"], handeling)


class FormulierSerializer(Uitvoer):
    """A form for a report, and why it may not be used where it may not."""

    voorbeeld: ClassVar = {
        "code": "een_foto_vijf_regels", "naam": "In één foto en vijf regels", "niveau": "desgevraagd", "minuten": 10,
        "uitleg": "Voor kleine bedragen.", "kan": True, "waaromNiet": "",
    }  # fmt: skip

    code = serializers.CharField()
    naam = serializers.CharField()
    niveau = serializers.CharField()
    minuten = serializers.IntegerField(help_text="Hoeveel minuten het naar schatting kost.")
    uitleg = serializers.CharField()
    kan = serializers.BooleanField(help_text="Of het bij dit geld past.")
    waarom_niet = serializers.CharField()


class RegimeSerializer(Uitvoer):
    """What is asked of a stream and what is not, from its amount and the giver's own rules."""

    voorbeeld: ClassVar = {
        "vraagtVerslag": True, "niveau": "inhoudelijk", "gevraagd": None, "geldend": "inhoudelijk",
        "isZwaarder": False, "uiterlijk": "2027-04-01", "profiel": "Algemene regels 2026",
        "zinnen": ["Bij € 12.000 vertel je wat er is gebeurd en wat het opleverde."],
        "formulieren": [],
    }  # fmt: skip

    vraagt_verslag = serializers.BooleanField()
    niveau = serializers.CharField(
        allow_null=True, help_text="Wat de eigen regels van de gever hoogstens vragen."
    )
    gevraagd = serializers.CharField(allow_null=True, help_text="Wat deze gever hier vraagt.")
    geldend = serializers.CharField(allow_null=True, help_text="Wat dus geldt.")
    is_zwaarder = serializers.BooleanField(help_text="Of het meer is dan de eigen regels toestaan.")
    uiterlijk = serializers.DateField(allow_null=True)
    profiel = serializers.CharField(help_text="In welke regels het staat.")
    zinnen = serializers.ListField(child=serializers.CharField())
    formulieren = FormulierSerializer(many=True)


NIETS = Regime("", None)
"""Own income and gifts: nobody asks to account for those."""


class Regimes(RapportView):
    """Wat bij een geldstroom wordt gevraagd om te laten zien, en wat niet."""

    antwoord_class = RegimeSerializer
    vragen_class = Vragen

    def compute(self, request: Request, vragen: dict[str, Any], **adres: Any) -> dict[str, Any]:
        """For whom the stream is visible."""
        zichtbaar = list_stromen(request.user).prefetch_related(
            "financier__regelprofielen__drempels", "verantwoordingen"
        )
        regime = load_regime(get_or_404(zichtbaar, pk=adres["id"]))
        geldt = regime or NIETS
        velden = ("vraagt_verslag", "niveau", "gevraagd", "geldend", "is_zwaarder", "uiterlijk", "profiel")  # fmt: skip
        return {naam: getattr(geldt, naam) for naam in velden} | {
            "zinnen": describe_regime(regime) if regime else [],
            "formulieren": list_formulieren(regime) if regime else [],
        }


def list_formulieren(regime: Regime) -> list[dict[str, Any]]:
    """Every form, lightest first."""
    return [
        {
            "code": sjabloon.code, "naam": sjabloon.naam, "niveau": sjabloon.niveau.value,
            "minuten": sjabloon.minuten, "uitleg": sjabloon.uitleg,
            "kan": not (waarom := explain_niet(sjabloon, regime.geldend)), "waarom_niet": waarom,
        }
        for sjabloon in load_sjablonen().values()
    ]  # fmt: skip
