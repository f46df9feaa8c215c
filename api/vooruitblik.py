"""An initiative looked at ahead: until when its cost is covered, what if, and its totals per year."""

from dataclasses import asdict
from datetime import date
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.request import Request

from api.basis import RapportView, note_een
from api.datums import Bekendvragen, Peildatumvragen, get_vandaag, read_bekend_op
from api.lezen import Dag, Uitvoer
from api.schrijven import get_or_404, require
from api.vragen import HOOGSTE_NUMMER
from financiering.continuiteit.dossier import load_dossier
from financiering.continuiteit.maandbeeld import Maandbeeld
from financiering.continuiteit.uitkomst import Bevinding
from financiering.domain.exceptions import OvergangNietMogelijk
from financiering.models import Geldstroom, Initiatief
from financiering.permissions import can_see_horizon, can_try_watals
from financiering.rapportage.initiatief import build_vooruitblik, compute_totalen
from financiering.rapportage.watals import (
    Aanname,
    Beeld,
    Erbij,
    compare,
    list_aan_te_nemen,
)

BEDRAG: dict[str, Any] = {"max_digits": 14, "decimal_places": 2}


class MaandSerializer(Uitvoer):
    """One month, in euros: what it costs, what is certain per kind of money, hoped for, and missing."""

    voorbeeld: ClassVar = {
        "eerste": "2027-01-01", "kosten": "1000.00", "zeker": {"basisgeld": "800.00"},
        "gehoopt": "150.00", "mist": "200.00", "gewogen": "132.00",
    }  # fmt: skip

    eerste = serializers.DateField(help_text="De eerste dag van de maand.")
    kosten = serializers.DecimalField(**BEDRAG, allow_null=True)
    zeker = serializers.DictField(child=serializers.DecimalField(**BEDRAG))
    gehoopt = serializers.DecimalField(**BEDRAG)
    mist = serializers.DecimalField(**BEDRAG)
    gewogen = serializers.DecimalField(
        **BEDRAG,
        help_text="Het aangevraagde deel van de hoop, keer hoe vaak zoiets wordt verleend.",
    )


class HorizonSerializer(Uitvoer):
    """Until when, in one sentence and month by month; what is certain and hoped for is never added up."""

    voorbeeld: ClassVar = {
        "peildatum": "2026-11-23", "zin": "Basisgeld is zeker tot en met december 2026.",
        "gatOp": "2027-01-01", "tekortPerMaand": "200", "ontbreekt": "",
        "maanden": [MaandSerializer.voorbeeld],
    }  # fmt: skip

    peildatum = serializers.DateField()
    zin = serializers.CharField()
    gat_op = serializers.DateField(
        allow_null=True, help_text="De eerste dag van de eerste maand die niet is gedekt."
    )
    tekort_per_maand = serializers.DecimalField(max_digits=14, decimal_places=0, allow_null=True)
    ontbreekt = serializers.CharField(help_text="Wat er mist om het te kunnen zeggen.")
    maanden = MaandSerializer(many=True)


def find_initiatief(request: Request, kenmerk: str) -> Initiatief:
    """The initiative if this person may know of it; else 404."""
    gevonden: Initiatief = get_or_404(Initiatief.objects.visible_to(request.user), kenmerk=kenmerk)
    return gevonden


def show_maanden(maanden: list[Maandbeeld]) -> list[dict[str, Any]]:
    """The months as plain values."""
    return [asdict(maand) for maand in maanden]


class Horizonnen(RapportView):
    """Tot wanneer de kosten van een initiatief zeker gedekt zijn, maand voor maand."""

    antwoord_class = HorizonSerializer
    vragen_class = Bekendvragen

    def compute(self, request: Request, vragen: dict[str, Any], **adres: Any) -> dict[str, Any]:
        """Raises GeenToegang for who sees only a part of the money."""
        initiatief = find_initiatief(request, adres["kenmerk"])
        require(can_see_horizon(request.user, initiatief))
        note_een(request, initiatief.pk, "de horizon, via de API")
        peildatum = vragen.get("peildatum") or get_vandaag()
        blik = build_vooruitblik(initiatief, peildatum, read_bekend_op(vragen))
        return {
            "peildatum": peildatum,
            "zin": blik.zin,
            "gat_op": blik.horizon.gat_op if blik.horizon else None,
            "tekort_per_maand": blik.horizon.tekort_per_maand if blik.horizon else None,
            "ontbreekt": blik.ontbreekt,
            "maanden": show_maanden(blik.maanden),
        }


class TotaalSerializer(Uitvoer):
    """How many streams and euros granted, of one year, kind of money, aard and source."""

    voorbeeld: ClassVar = {
        "jaar": 2026, "geldsoort": "basisgeld", "aard": "incidenteel", "bron": "fonds", "aantal": 2,
        "verleend": "9000.00",
    }  # fmt: skip

    jaar = serializers.IntegerField()
    geldsoort = serializers.CharField()
    aard = serializers.CharField()
    bron = serializers.CharField()
    aantal = serializers.IntegerField()
    verleend = serializers.DecimalField(**BEDRAG)


class TotalenSerializer(Uitvoer):
    """What is seen of an initiative also when it shares no detail."""

    voorbeeld: ClassVar = {"peildatum": "2026-11-23", "totalen": [TotaalSerializer.voorbeeld]}

    peildatum = serializers.DateField()
    totalen = TotaalSerializer(many=True)


class Totalen(RapportView):
    """Hoeveel geld een initiatief per jaar kreeg, per soort geld, aard en soort gever."""

    antwoord_class = TotalenSerializer
    vragen_class = Bekendvragen

    def compute(self, request: Request, vragen: dict[str, Any], **adres: Any) -> dict[str, Any]:
        """For whoever may know of the initiative."""
        initiatief = find_initiatief(request, adres["kenmerk"])
        note_een(request, initiatief.pk, "de totalen, via de API")
        peildatum = vragen.get("peildatum") or get_vandaag()
        stromen = Geldstroom.objects.countable_by(request.user).filter(initiatief=initiatief)
        totalen = compute_totalen(stromen, peildatum, read_bekend_op(vragen))
        return {"peildatum": peildatum, "totalen": totalen}


class WatAlsvragen(Peildatumvragen):
    """What is assumed: streams that fall away or end on another day, and money that comes in."""

    weg = serializers.CharField(
        required=False, max_length=1000,
        help_text="Id's van geldstromen die wegvallen, met komma's ertussen.",
    )  # fmt: skip
    einde = serializers.CharField(
        required=False, max_length=2000,
        help_text="Andere laatste dagen: `40:2026-12-31,41:2027-06-30`.",
    )  # fmt: skip
    bedrag = serializers.DecimalField(
        max_digits=12,
        decimal_places=2,
        min_value=0,
        required=False,
        help_text="Nieuw geld, in euro's.",
    )
    van = Dag(required=False, help_text="Vanaf wanneer het nieuwe geld er is.")
    tot = Dag(required=False, help_text="Tot en met wanneer.")

    def validate_weg(self, value: str) -> list[int]:
        """Numbers."""
        return [read_nummer(deel) for deel in value.split(",")]

    def validate_einde(self, value: str) -> dict[int, date]:
        """Numbers, each with a day."""
        paren = [deel.partition(":") for deel in value.split(",")]
        return {read_nummer(pk): Dag().run_validation(dag) for pk, _, dag in paren}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """New money has an amount and two days, in their order."""
        delen = [attrs.get(naam) for naam in ("bedrag", "van", "tot")]
        if any(deel is not None for deel in delen) and None in delen:
            raise serializers.ValidationError(
                {"bedrag": "Stuur bij nieuw geld het bedrag, van en tot."}
            )
        if None not in delen and attrs["tot"] < attrs["van"]:
            raise serializers.ValidationError({"tot": "Het einde ligt vóór het begin."})
        return attrs


def read_nummer(tekst: str) -> int:
    """The id of a stream. Raises ValidationError."""
    if not tekst.strip().isdecimal() or int(tekst) > HOOGSTE_NUMMER:
        raise serializers.ValidationError(f"“{tekst.strip()[:20]}” is geen id van een geldstroom.")
    return int(tekst)


class BevindingSerializer(Uitvoer):
    """What a rule would say."""

    voorbeeld: ClassVar = {
        "regel": "R05", "ernst": "risico", "uitleg": "Over 5 maanden is er niet genoeg zeker geld.",
        "advies": "Vraag nu aan.", "geldstroom": None, "laatsteDag": "2026-12-01",
    }  # fmt: skip

    regel = serializers.CharField()
    ernst = serializers.CharField()
    uitleg = serializers.CharField()
    advies = serializers.CharField()
    geldstroom = serializers.IntegerField(
        allow_null=True, help_text="Id; -1 voor het nieuwe geld, null voor het hele initiatief."
    )
    laatste_dag = serializers.DateField(allow_null=True)


class BeeldSerializer(Uitvoer):
    """Until when, and month by month."""

    voorbeeld: ClassVar = {
        "zin": "Basisgeld is zeker tot en met mei 2027.", "maanden": [MaandSerializer.voorbeeld],
    }  # fmt: skip

    zin = serializers.CharField()
    maanden = MaandSerializer(many=True)


class WatAlsSerializer(Uitvoer):
    """As it is and as it would be, with the signals that come, go, or change level."""

    voorbeeld: ClassVar = {
        "peildatum": "2026-11-23", "nu": BeeldSerializer.voorbeeld,
        "straks": BeeldSerializer.voorbeeld, "erbij": [BevindingSerializer.voorbeeld], "weg": [],
        "zwaarder": [], "lichter": [],
    }  # fmt: skip

    peildatum = serializers.DateField()
    nu = BeeldSerializer()
    straks = BeeldSerializer()
    erbij = BevindingSerializer(many=True)
    weg = BevindingSerializer(many=True)
    zwaarder = BevindingSerializer(many=True)
    lichter = BevindingSerializer(many=True)


class WatAls(RapportView):
    """Hoe het zou gaan als geld wegvalt, eerder stopt of erbij komt. Er verandert niets."""

    antwoord_class = WatAlsSerializer
    vragen_class = WatAlsvragen

    def compute(self, request: Request, vragen: dict[str, Any], **adres: Any) -> dict[str, Any]:
        """Raises GeenToegang for others than its own people and an adviser who sees everything."""
        initiatief = find_initiatief(request, adres["kenmerk"])
        require(can_try_watals(request.user, initiatief))
        peildatum = vragen.get("peildatum") or get_vandaag()
        dossier = load_dossier(initiatief.pk, peildatum)
        if dossier is None:
            raise OvergangNietMogelijk("Een organisatie uit een register wordt niet beoordeeld.")
        note_een(request, initiatief.pk, "wat als, via de API")
        begin = {stroom.pk: stroom.van for stroom in list_aan_te_nemen(dossier, peildatum)}
        samen = compare(dossier, build_aanname(vragen, begin), peildatum)
        anders = {
            naam: [show_bevinding(een) for een in getattr(samen, naam)]
            for naam in ("erbij", "weg", "zwaarder", "lichter")
        }
        return anders | {
            "peildatum": peildatum, "nu": show_beeld(samen.nu), "straks": show_beeld(samen.straks),
        }  # fmt: skip


def build_aanname(vragen: dict[str, Any], begin: dict[int, date]) -> Aanname:
    """The assumption, about streams that can still change. Raises ValidationError for others."""
    weg, einde = vragen.get("weg", []), vragen.get("einde", {})
    fouten = {}
    if set(weg) - set(begin):
        fouten["weg"] = "Deze geldstroom loopt niet (meer), of is niet van dit initiatief."
    if any(pk not in begin or dag < begin[pk] for pk, dag in einde.items()):
        fouten["einde"] = "Deze geldstroom loopt niet (meer), of begint pas na die dag."
    if fouten:
        raise serializers.ValidationError(fouten)
    erbij = None
    if vragen.get("bedrag") is not None:
        erbij = Erbij(vragen["bedrag"], vragen["van"], vragen["tot"])
    return Aanname(frozenset(weg), einde, erbij)


def show_beeld(beeld: Beeld) -> dict[str, Any]:
    """The sentence and the months as plain values."""
    return {"zin": beeld.zin, "maanden": show_maanden(beeld.maanden)}


def show_bevinding(bevinding: Bevinding) -> dict[str, Any]:
    """What a rule says as plain values."""
    uitkomst = bevinding.uitkomst
    return {
        "regel": bevinding.regel,
        "ernst": uitkomst.ernst,
        "uitleg": uitkomst.uitleg,
        "advies": uitkomst.advies,
        "geldstroom": uitkomst.stroom[0] if uitkomst.stroom else None,
        "laatste_dag": uitkomst.laatste_dag,
    }
