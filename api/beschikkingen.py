"""Decisions of givers. Evidence: a decision is added by the step of the stream it belongs to."""

from typing import Any

from rest_framework import serializers

from api.basis import EenView, LijstView
from api.geldstroomdelen import BESCHIKKINGEN
from api.vragen import JaNee, Lijstvragen, Namenlijst, Nummer
from financiering.domain.codes import SoortBeschikking


class Beschikkingvragen(Lijstvragen):
    """Filters on decisions."""

    sorteren = ("id", "geldstroom", "datum", "bedrag")
    initiatief = serializers.CharField(
        required=False,
        source="geldstroom__initiatief__kenmerk",
        help_text="Kenmerk van een initiatief.",
    )
    geldstroom = Nummer(help_text="Id van een geldstroom.")
    soort = Namenlijst(SoortBeschikking.values, required=False, source="soort__in")
    datumVanaf = serializers.DateField(required=False, source="datum__gte")
    datumTotEnMet = serializers.DateField(required=False, source="datum__lte")
    vervallen = JaNee(
        default=False, help_text="`true`: juist wat bij vergissing was ingevoerd en vervallen is."
    )


class Beschikkingen(LijstView):
    """Besluiten van gevers, over geldstromen die je mag zien."""

    lezer = BESCHIKKINGEN
    vragen_class = Beschikkingvragen

    def filter(self, rijen: Any, filters: dict[str, Any]) -> Any:
        """What lapsed by a correction only when it is asked for."""
        if filters.pop("vervallen"):
            return rijen.filter(**filters).exclude(vervallen_door="")
        return rijen.filter(**filters, vervallen_door="")


class EenBeschikking(EenView):
    """Eén besluit van een gever."""

    lezer = BESCHIKKINGEN
