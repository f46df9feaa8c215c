"""How a stream of money reads: all amounts and dates, and what can be asked of a list of them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import Q, QuerySet, Sum
from rest_framework import serializers

from api.betalinglezer import BETALINGEN
from api.financiers import FINANCIERS
from api.geldstroomdelen import (
    BESCHIKKINGEN,
    DOMEINDELEN,
    JAARBEDRAGEN,
    OPSCHORTINGEN,
    STATUSVERLOOP,
)
from api.initiatieflezer import INITIATIEVEN
from api.lezen import CamelSerializer, Lezer, Uitbreiding
from api.verantwoordinglezer import VERANTWOORDINGEN
from api.verslaglezer import VERSLAGEN
from api.vragen import Lijstvragen, Namenlijst, Nummer
from financiering.domain.bedragen import NUL, round_bedrag
from financiering.domain.codes import Aard, Bron, Geldsoort, Regelmaat, SoortBetaling, Status
from financiering.models import Betaling, Geldstroom

BEDRAGEN = ("verwacht", "aangevraagd", "verleend", "vastgesteld")
GEGEVENS = (
    "omschrijving", "bron", "geldsoort", "aard", "regelmaat", "woorden_gever", "van", "tot",
    "toegezegd_tot", *BEDRAGEN, "ingediend_op", "beslissen_voor", "verdaagd_tot", "beschikking_op",
    "volgt_op", "eigen_exploitatie", "meerjarig_besluit", "voorbehoud", "voorwaarden",
    "bezuiniging_aangekondigd", "regeling", "regeling_eindigt_op", "vervolg_bekend", "soort_natura",
    "afspraak", "opzegtermijn", "gever_beslist", "opgezegd_op", "besluit_loopt", "prijs_per_keer",
    "keren_per_jaar", "taakveld", "toelichting",
)  # fmt: skip
"""What can be changed without taking a step of the life cycle, as at the page."""


class GeldstroomSerializer(CamelSerializer):
    """One promise or hope of one giver to one initiative. Amounts in euros; days inclusive.

    Without `tot` the money has no end, and the amounts are per year.
    """

    voorbeeld: ClassVar = {
        "id": 40, "kenmerk": "buurttuin-003", "initiatief": "buurttuin", "financier": 3,
        "status": "verleend", "omschrijving": "Huur en koffie", "bron": "gemeentesubsidie",
        "geldsoort": "basisgeld", "aard": "incidenteel", "regelmaat": "periodiek",
        "van": "2026-01-01", "tot": "2026-12-31", "verwacht": None, "aangevraagd": "12000.00",
        "verleend": "12000.00", "vastgesteld": None, "ontvangen": "6000.00",
        "ingediendOp": "2025-10-01", "beschikkingOp": "2026-02-01", "vastgesteldOp": None,
        "versie": 3,
    }  # fmt: skip

    initiatief: Any = serializers.SlugRelatedField("kenmerk", read_only=True)
    ontvangen = serializers.DecimalField(
        max_digits=12, decimal_places=2, help_text="Ontvangen min terugbetaald."
    )

    class Meta:
        model = Geldstroom
        fields = (
            "id", "kenmerk", "initiatief", "financier", "status", *GEGEVENS, "vastgesteld_op",
            "ontvangen", "reden_afwijzing", "pot", "wijk", "bedrag_fictief", "registerbron",
            "dossiernummer", "versie",
        )  # fmt: skip


def list_zichtbaar(wie: Any) -> QuerySet[Any]:
    """As at the pages: in full, or not at all."""
    return Geldstroom.objects.visible_to(wie)


def load_ontvangen(wie: Any, sleutels: list[Any]) -> Mapping[Any, str]:
    """Euros received less what was paid back, per stream."""
    terug = Q(soort=SoortBetaling.TERUGBETALING)
    sommen = (
        Betaling.objects.filter(
            geldstroom__in=sleutels, ontvangen_op__isnull=False, vervallen_door=""
        )
        .order_by()
        .values("geldstroom")
        .annotate(erin=Sum("bedrag", filter=~terug), eruit=Sum("bedrag", filter=terug))
    )
    saldi = dict.fromkeys(sleutels, str(NUL))
    for som in sommen:
        saldo: Decimal = (som["erin"] or NUL) - (som["eruit"] or NUL)
        saldi[som["geldstroom"]] = str(round_bedrag(saldo))
    return saldi


GELDSTROMEN = Lezer(
    GeldstroomSerializer,
    list_zichtbaar,
    afgeleid={"ontvangen": load_ontvangen},
    uitbreidingen={
        "initiatief": Uitbreiding(INITIATIEVEN, via="initiatief_id"),
        "financier": Uitbreiding(FINANCIERS, via="financier_id"),
        "statusverloop": Uitbreiding(STATUSVERLOOP, terug="id"),
        "beschikkingen": Uitbreiding(BESCHIKKINGEN, terug="geldstroom_id"),
        "opschortingen": Uitbreiding(OPSCHORTINGEN, terug="geldstroom_id"),
        "verantwoordingen": Uitbreiding(VERANTWOORDINGEN, terug="geldstroom_id"),
        "verslagen": Uitbreiding(VERSLAGEN, terug="geldstroom_id"),
        "betalingen": Uitbreiding(BETALINGEN, terug="geldstroom_id"),
        "jaarbedragen": Uitbreiding(JAARBEDRAGEN, terug="geldstroom_id"),
        "domeindelen": Uitbreiding(DOMEINDELEN, terug="geldstroom_id"),
    },
    van_wie="initiatief_id",
    inzage="geldstromen, via de API",
)


class Geldstroomvragen(Lijstvragen):
    """Filters on streams."""

    sorteren = ("id", "van", "tot", "status", "verleend", "aangevraagd", "beschikkingOp", "kenmerk")
    initiatief = serializers.CharField(
        required=False, source="initiatief__kenmerk", help_text="Kenmerk van een initiatief."
    )
    gemeente = serializers.CharField(
        required=False, source="initiatief__gemeente", help_text="CBS-code van het initiatief."
    )
    kenmerk = serializers.CharField(required=False)
    omschrijving = serializers.CharField(
        required=False, source="omschrijving__icontains", help_text="Staat in de omschrijving."
    )
    financier = Nummer(help_text="Id van een gever.")
    pot = Nummer(help_text="Id van een pot.")
    status = Namenlijst(Status.values, required=False, source="status__in")
    geldsoort = Namenlijst(Geldsoort.values, required=False, source="geldsoort__in")
    aard = Namenlijst(Aard.values, required=False, source="aard__in")
    regelmaat = Namenlijst(Regelmaat.values, required=False, source="regelmaat__in")
    bron = Namenlijst(Bron.values, required=False, source="bron__in")
    looptOp = serializers.DateField(required=False, help_text="Loopt op deze dag.")
    vanVanaf = serializers.DateField(required=False, source="van__gte")
    vanTotEnMet = serializers.DateField(required=False, source="van__lte")
    totVanaf = serializers.DateField(required=False, source="tot__gte")
    totTotEnMet = serializers.DateField(required=False, source="tot__lte")
