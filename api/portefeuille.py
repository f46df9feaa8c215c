"""A municipality's portfolio and its mirror: the figures of the pages, with the same guards."""

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.request import Request

from api.basis import RapportView
from api.datums import Bekendvragen, Peildatumvragen, get_vandaag, read_bekend_op
from api.lezen import Uitvoer
from api.schrijven import get_or_404, require
from api.vragen import JaNee
from financiering.domain.codes import Aard
from financiering.models import Gemeente
from financiering.permissions import can_see_portefeuille
from financiering.rapportage.blik import INDELINGEN, KEUZES, Gevraagd, build_blik, load_jaren
from financiering.rapportage.selectie import FILTERS, GEEN
from financiering.rapportage.spiegel import SOORTEN, build_spiegel, describe_spiegel
from financiering.rapportage.verdeling import Overzicht, compute_overzicht, name_rijen

BEDRAG: dict[str, Any] = {"max_digits": 16, "decimal_places": 2}
JAAR: dict[str, Any] = {"min_value": 1990, "max_value": 2100, "required": False}


def find_eigen_gemeente(request: Request, code: str) -> Gemeente:
    """404 for what does not exist. Raises GeenToegang for who is not of this municipality."""
    gemeente: Gemeente = get_or_404(Gemeente.objects.all(), pk=code)
    require(can_see_portefeuille(request.user, gemeente))
    return gemeente


def make_filter(naam: str) -> Any:
    """A filter with its choices, or any word where there is no list."""
    if naam == "financier":
        return serializers.IntegerField(required=False, min_value=1, max_value=10**17)
    if naam not in KEUZES:
        return serializers.CharField(
            required=False, max_length=100, help_text=f"`{GEEN}`: niet bekend."
        )
    return serializers.ChoiceField([code for code, _ in KEUZES[naam]], required=False)


class Portefeuillevragen(Bekendvragen):
    """The year, the direction, the days and the filters, as at the page."""

    jaar = serializers.IntegerField(
        **JAAR, help_text="Leeg: dit jaar, of het laatste jaar met geld."
    )
    per = serializers.ChoiceField(
        [code for code, _ in INDELINGEN],
        default="geldsoort",
        help_text="Waarin het is uitgesplitst.",
    )

    def get_fields(self) -> dict[str, Any]:
        return super().get_fields() | {naam: make_filter(naam) for naam in FILTERS}


class JaarSerializer(Uitvoer):
    """Euros granted in one year. `klein`: money of too few initiatives is left out of it."""

    voorbeeld: ClassVar = {
        "jaar": 2026, "structureel": "120000.00", "incidenteel": "80000.00", "onbekend": "0.00",
        "klein": False,
    }  # fmt: skip

    jaar = serializers.IntegerField()
    structureel = serializers.DecimalField(**BEDRAG)
    incidenteel = serializers.DecimalField(**BEDRAG)
    onbekend = serializers.DecimalField(**BEDRAG)
    klein = serializers.BooleanField()


class RijSerializer(Uitvoer):
    """One value of the direction, with how many streams and euros granted."""

    voorbeeld: ClassVar = {
        "waarde": "basisgeld", "naam": "basisgeld", "aantal": 12, "verleend": "150000.00",
    }  # fmt: skip

    waarde = serializers.CharField(help_text="Leeg: niet bekend.")
    naam = serializers.CharField()
    aantal = serializers.IntegerField()
    verleend = serializers.DecimalField(**BEDRAG)


class PortefeuilleSerializer(Uitvoer):
    """What the neighbourhoods of a municipality stand on; every figure is that of the page.

    Money that is not shared counts only where enough initiatives are together; `rest` is what is in
    no row because its group is too small.
    """

    voorbeeld: ClassVar = {
        "gemeente": "GM0363", "jaar": 2026, "per": "geldsoort", "kleinsteGroep": 5,
        "jaren": [JaarSerializer.voorbeeld], "rijen": [RijSerializer.voorbeeld], "rest": "0.00",
        "restAantal": 0, "totaal": "200000.00", "natura": "4000.00", "initiatieven": 16,
        "initiatievenDieNietAllesDelen": 9,
    }  # fmt: skip

    gemeente = serializers.CharField()
    jaar = serializers.IntegerField()
    per = serializers.CharField()
    kleinste_groep = serializers.IntegerField()
    jaren = JaarSerializer(many=True)
    rijen = RijSerializer(many=True)
    rest = serializers.DecimalField(**BEDRAG)
    rest_aantal = serializers.IntegerField()
    totaal = serializers.DecimalField(**BEDRAG)
    natura = serializers.DecimalField(
        **BEDRAG, help_text="De waarde van hulp in natura; staat apart, het is geen geld."
    )
    initiatieven = serializers.IntegerField()
    initiatieven_die_niet_alles_delen = serializers.IntegerField()


class Portefeuilles(RapportView):
    """Waar de buurten van je gemeente op staan: structureel en incidenteel, per jaar en per richting."""

    antwoord_class = PortefeuilleSerializer
    vragen_class = Portefeuillevragen

    def compute(self, request: Request, vragen: dict[str, Any], **adres: Any) -> dict[str, Any]:
        """For the accounthouders of this municipality."""
        gemeente = find_eigen_gemeente(request, adres["code"])
        filters = tuple((naam, str(vragen[naam])) for naam in FILTERS if naam in vragen)
        gevraagd = Gevraagd(vragen.get("peildatum"), read_bekend_op(vragen), filters)
        vandaag = get_vandaag()
        blik = build_blik(request.user, gemeente, gevraagd, vandaag)
        jaar, jaren, (dicht, alle) = load_jaren(blik, vragen.get("jaar"), vandaag)
        overzicht = compute_overzicht(blik, jaar, jaren, vragen["per"])
        return show_overzicht(overzicht, vragen["per"]) | {
            "gemeente": gemeente.pk,
            "jaar": jaar,
            "per": vragen["per"],
            "kleinste_groep": blik.kleinste,
            "initiatieven": alle,
            "initiatieven_die_niet_alles_delen": dicht,
        }


def show_overzicht(overzicht: Overzicht, per: str) -> dict[str, Any]:
    """The figures as plain values, largest row first."""
    verdeling = overzicht.verdeling
    rijen = name_rijen(verdeling.rijen, per)
    return {
        "jaren": [
            {"jaar": jaar, "klein": jaar in overzicht.klein}
            | {aard.value: delen[aard] for aard in Aard}
            for jaar, delen in overzicht.jaren.items()
        ],
        "rijen": [rij | {"waarde": rij[per]} for rij in rijen],
        "rest": verdeling.rest,
        "rest_aantal": verdeling.rest_aantal,
        "totaal": verdeling.totaal,
        "natura": overzicht.natura,
    }


class Spiegelvragen(Peildatumvragen):
    """Per which kind, of which year, and of whom."""

    per = serializers.ChoiceField(SOORTEN, default=SOORTEN[0], help_text="Per welke soort.")
    jaar = serializers.IntegerField(
        **JAAR, help_text="Van welk jaar er is gegeven en gevraagd. Leeg: dat van de peildatum."
    )
    alleenInitiatieven = JaNee(
        default=False, help_text="Zonder organisaties die alleen in een register staan."
    )


class SpiegelregelSerializer(Uitvoer):
    """One year and kind. Days late are below zero for early; null where nothing can be counted."""

    voorbeeld: ClassVar = {
        "jaar": 2026, "soort": "periodiek", "besloten": 20, "teLaat": 6, "mediaan": -3, "ergste": 41,
        "wacht": 2, "begonnen": 5,
    }  # fmt: skip

    jaar = serializers.IntegerField()
    soort = serializers.CharField(help_text="Leeg: alle soorten samen.")
    besloten = serializers.IntegerField()
    te_laat = serializers.IntegerField()
    mediaan = serializers.IntegerField(allow_null=True)
    ergste = serializers.IntegerField(allow_null=True)
    wacht = serializers.IntegerField(
        help_text="Nog niet besloten, terwijl de laatste dag voorbij is."
    )
    begonnen = serializers.IntegerField(help_text="Begonnen voordat er een besluit was.")


class GegevenSerializer(Uitvoer):
    """Euros granted, of one kind of money and aard."""

    voorbeeld: ClassVar = {
        "geldsoort": "basisgeld", "aard": "incidenteel", "aantal": 7, "verleend": "64000.00",
    }  # fmt: skip

    geldsoort = serializers.CharField()
    aard = serializers.CharField()
    aantal = serializers.IntegerField()
    verleend = serializers.DecimalField(**BEDRAG)


class NiveautellingSerializer(Uitvoer):
    """How many reports were asked at one level."""

    voorbeeld: ClassVar = {"niveau": "financieel", "aantal": 4}

    niveau = serializers.CharField()
    aantal = serializers.IntegerField()


class SpiegelSerializer(Uitvoer):
    """How late a municipality decides, what it gives, and what it asks to be shown."""

    voorbeeld: ClassVar = {
        "gemeente": "GM0363", "peildatum": "2026-11-23", "jaar": 2026, "per": "regelmaat",
        "kern": "Van de 20 besluiten die er in 2026 moesten zijn, kwamen er 6 te laat.",
        "regels": [SpiegelregelSerializer.voorbeeld], "samen": [], "nietTeMeten": 3,
        "gegeven": [GegevenSerializer.voorbeeld], "gevraagd": [NiveautellingSerializer.voorbeeld],
    }  # fmt: skip

    gemeente = serializers.CharField()
    peildatum = serializers.DateField()
    jaar = serializers.IntegerField()
    per = serializers.CharField()
    kern = serializers.CharField(help_text="De conclusie in een zin.")
    regels = SpiegelregelSerializer(many=True)
    samen = SpiegelregelSerializer(many=True)
    niet_te_meten = serializers.IntegerField(
        help_text="Besluiten waarvan niets zegt wanneer ze er moesten zijn."
    )
    gegeven = GegevenSerializer(many=True)
    gevraagd = NiveautellingSerializer(many=True)


class Spiegels(RapportView):
    """De gemeente in de spiegel: hoe laat zij beslist, wat zij geeft en wat zij vraagt."""

    antwoord_class = SpiegelSerializer
    vragen_class = Spiegelvragen

    def compute(self, request: Request, vragen: dict[str, Any], **adres: Any) -> dict[str, Any]:
        """For the accounthouders of this municipality."""
        gemeente = find_eigen_gemeente(request, adres["code"])
        peildatum, per = vragen.get("peildatum") or get_vandaag(), vragen["per"]
        jaar = vragen.get("jaar") or peildatum.year
        beeld = build_spiegel(
            gemeente, peildatum, jaar, per=per, alleen_initiatieven=vragen["alleenInitiatieven"]
        )
        return {
            "gemeente": gemeente.pk,
            "peildatum": peildatum,
            "jaar": jaar,
            "per": per,
            "kern": describe_spiegel(beeld, peildatum.year),
            "regels": beeld.regels,
            "samen": beeld.samen,
            "niet_te_meten": beeld.zonder_datum,
            "gegeven": beeld.gegeven,
            "gevraagd": [{"niveau": naam, "aantal": n} for naam, n in beeld.gevraagd],
        }
