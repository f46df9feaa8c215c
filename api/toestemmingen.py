"""What an initiative opens to whom, the question for advice, and who looked."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request

from api.basis import EenView, LijstView
from api.datums import get_vandaag
from api.initiatieflezer import INITIATIEVEN
from api.lezen import CamelSerializer, Lezer
from api.schrijven import REDEN, Invoer, ModelInvoer, by, require
from api.velden import make_initiatief
from api.vragen import JaNee, Lijstvragen, Namenlijst
from api.werkwoorden import Stap, Toevoegbaar
from financiering.domain.codes import Onderdeel, Ontvanger
from financiering.domain.exceptions import OvergangNietMogelijk
from financiering.domain.openstellen import TE_OPENEN
from financiering.models import Initiatief, Inzage, Toestemming
from financiering.permissions import Oordeel, can_change_initiatief, can_manage_toestemming
from financiering.services.initiatieven import (
    ask_advies,
    drop_adviesvraag,
    give_toestemming,
    revoke_toestemming,
)


class ToestemmingSerializer(CamelSerializer):
    """One part, open to one receiver; with `ingetrokkenOp` it is closed again."""

    voorbeeld: ClassVar = {
        "id": 2, "initiatief": "buurttuin", "ontvanger": "kennissteunfunctie", "onderdeel": "signalen",
        "gegevenOp": "2026-01-05", "ingetrokkenOp": "2026-06-01", "reden": "Dan helpt de adviseur op tijd",
        "versie": 2,
    }  # fmt: skip

    initiatief: Any = serializers.SlugRelatedField("kenmerk", read_only=True)

    class Meta:
        model = Toestemming
        fields = (
            "id", "initiatief", "ontvanger", "onderdeel", "gegeven_op", "ingetrokken_op", "reden",
            "versie",
        )  # fmt: skip


def list_zichtbaar(wie: Any) -> QuerySet[Any]:
    """As at the pages."""
    return Toestemming.objects.visible_to(wie)


TOESTEMMINGEN = Lezer(ToestemmingSerializer, list_zichtbaar, van_wie="initiatief_id")


class ToestemmingInvoer(ModelInvoer):
    """Which part for whom, and why."""

    voorbeeld: ClassVar = {
        "initiatief": "buurttuin", "ontvanger": "kennissteunfunctie", "onderdeel": "signalen",
        "reden": "Dan kan de adviseur op tijd helpen",
    }  # fmt: skip

    initiatief = make_initiatief()
    reden = REDEN

    class Meta:
        model = Toestemming
        fields = ("initiatief", "ontvanger", "onderdeel", "reden")
        validators: ClassVar[list[Any]] = []

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Not every part can be opened to everybody."""
        if (attrs["ontvanger"], attrs["onderdeel"]) not in TE_OPENEN:
            kan = ", ".join(sorted(d for o, d in TE_OPENEN if o == attrs["ontvanger"]))
            raise serializers.ValidationError({"onderdeel": f"Voor deze ontvanger kan: {kan}."})
        return attrs


class Toestemmingvragen(Lijstvragen):
    """Filters on what is open."""

    sorteren = ("id", "gegevenOp")
    initiatief = serializers.CharField(
        required=False, source="initiatief__kenmerk", help_text="Kenmerk van een initiatief."
    )
    ontvanger = Namenlijst(Ontvanger.values, required=False, source="ontvanger__in")
    onderdeel = Namenlijst(Onderdeel.values, required=False, source="onderdeel__in")
    ingetrokken = JaNee(default=False, help_text="`true`: juist wat weer is gesloten.")


class Toestemmingen(Toevoegbaar):
    """Wat je initiatief voor wie heeft opengezet."""

    lezer = TOESTEMMINGEN
    vragen_class = Toestemmingvragen
    nieuw = ToestemmingInvoer
    zinnen: ClassVar = {
        "POST": "Zet een onderdeel open voor een ontvanger; wat al openstaat, blijft zoals het is."
    }

    def filter(self, rijen: Any, filters: dict[str, Any]) -> Any:
        """What is open now, unless what was closed is asked for."""
        open_ = not filters.pop("ingetrokken")
        return rijen.filter(**filters, ingetrokken_op__isnull=open_)

    def make(self, request: Request, gegevens: dict[str, Any]) -> Toestemming:
        require(can_manage_toestemming(request.user, gegevens["initiatief"]))
        return give_toestemming(
            gegevens["initiatief"],
            gegevens["ontvanger"],
            gegevens["onderdeel"],
            gegeven_op=get_vandaag(),
            handeling=by(request, gegevens["reden"]),
        )


class EenToestemming(EenView):
    """Eén keuze om iets open te zetten."""

    lezer = TOESTEMMINGEN


class Intrekking(Invoer):
    """Why it is closed again."""

    voorbeeld: ClassVar = {"reden": "Het advies is klaar"}

    reden = REDEN


class Intrekkingen(Stap):
    """Het sluiten van wat openstond."""

    lezer = TOESTEMMINGEN
    erbij = ("initiatief",)
    stuurt = Intrekking
    zinnen: ClassVar = {"POST": "Sluit een onderdeel weer; dat werkt meteen."}

    def judge(self, wie: Any, ding: Toestemming) -> Oordeel:
        return can_manage_toestemming(wie, ding.initiatief)

    def take(self, request: Request, ding: Toestemming, gegevens: dict[str, Any]) -> None:
        """Raises OvergangNietMogelijk for what is closed already."""
        if ding.ingetrokken_op:
            raise OvergangNietMogelijk("Dit is al gesloten.")
        revoke_toestemming(
            ding.initiatief,
            Ontvanger(ding.ontvanger),
            Onderdeel(ding.onderdeel),
            ingetrokken_op=get_vandaag(),
            handeling=by(request, gegevens["reden"]),
        )


class AdviesvraagInvoer(Invoer):
    """Ask, or take the question back."""

    voorbeeld: ClassVar = {"open": True}

    open = serializers.BooleanField(help_text="Of de vraag om advies openstaat.")


class Adviesvraag(Stap):
    """De vraag om advies van een initiatief."""

    lezer = INITIATIEVEN
    stuurt = AdviesvraagInvoer
    zinnen: ClassVar = {
        "POST": "Vraagt de adviseur om mee te kijken (die ziet dan je signalen), of trekt de vraag in."
    }

    def judge(self, wie: Any, ding: Initiatief) -> Oordeel:
        return can_change_initiatief(wie, ding)

    def take(self, request: Request, ding: Initiatief, gegevens: dict[str, Any]) -> None:
        if gegevens["open"]:
            ask_advies(ding, get_vandaag(), by(request, "Om advies gevraagd"))
        else:
            drop_adviesvraag(ding, by(request, "Vraag om advies ingetrokken"))


class InzageSerializer(CamelSerializer):
    """That somebody looked at something of an initiative, on a day."""

    voorbeeld: ClassVar = {
        "id": 31, "initiatief": "buurttuin", "gebruiker": "accounthouder",
        "wat": "geldstromen, via de API", "dag": "2026-11-23",
        "laatstOp": "2026-11-23T10:12:00+01:00", "keren": 2,
    }  # fmt: skip

    initiatief: Any = serializers.SlugRelatedField("kenmerk", read_only=True)
    gebruiker: Any = serializers.SlugRelatedField("username", read_only=True)

    class Meta:
        model = Inzage
        fields = ("id", "initiatief", "gebruiker", "wat", "dag", "laatst_op", "keren")


def list_inzagen(wie: Any) -> QuerySet[Any]:
    """As at the pages."""
    return Inzage.objects.visible_to(wie)


INZAGEN = Lezer(InzageSerializer, list_inzagen)


class Inzagevragen(Lijstvragen):
    """Filters on who looked."""

    sorteren = ("id", "dag", "laatstOp")
    initiatief = serializers.CharField(
        required=False, source="initiatief__kenmerk", help_text="Kenmerk van een initiatief."
    )
    dagVanaf = serializers.DateField(required=False, source="dag__gte")
    dagTotEnMet = serializers.DateField(required=False, source="dag__lte")


class Inzagen(LijstView):
    """Wie naar je initiatief keek, en naar wat."""

    lezer = INZAGEN
    vragen_class = Inzagevragen
