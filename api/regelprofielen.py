"""How givers decide, pay and ask for reports, from a day on: read by all, kept by the beheerder."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request

from api.lezen import CamelSerializer, Lezer
from api.schrijven import REDEN, ModelInvoer, ModelWijziging, by, require
from api.velden import NummerVeld
from api.vragen import Lijstvragen, Nummer
from api.werkwoorden import Toevoegbaar, Wijzigbaar
from financiering.domain.codes import Niveau
from financiering.models import Financier, Regeldrempel, Regelprofiel
from financiering.permissions import Oordeel, can_manage_beheer
from financiering.services.financiers import save_regelprofiel
from financiering.services.schrijven import Handeling, check_versie

GEGEVENS = (
    "naam", "geldig_van", "geldig_tot", "beslistermijn_weken", "beslisdatum_maand", "beslisdatum_dag",
    "aanvragen_maand", "aanvragen_dag", "min_weken_vooraf", "betaaltermijn_dagen",
    "vaststellen_weken", "verantwoorden_maand", "verantwoorden_dag", "verantwoorden_weken",
    "voorschot_procent", "max_jaren", "max_aandeel_procent", "exploitatie_toegestaan",
    "kosten_voor_besluit", "meld_afwijking_procent", "bewaren_jaren", "bron", "niet_nagegaan",
)  # fmt: skip
MAANDEN = ("beslisdatum_maand", "aanvragen_maand", "verantwoorden_maand")
DAGEN = ("beslisdatum_dag", "aanvragen_dag", "verantwoorden_dag")
GRENZEN: dict[str, Any] = {
    **{naam: {"min_value": 1, "max_value": 12} for naam in MAANDEN},
    **{naam: {"min_value": 1, "max_value": 31} for naam in DAGEN},
}


class DrempelSerializer(CamelSerializer):
    """Up to which amount in euros at most this is asked; without `tot`: everything above."""

    voorbeeld: ClassVar = {
        "tot": "5000.00", "totEnMet": True, "niveau": "desgevraagd", "directVaststellen": True,
    }  # fmt: skip

    class Meta:
        model = Regeldrempel
        fields = ("tot", "tot_en_met", "niveau", "direct_vaststellen")


class RegelprofielSerializer(CamelSerializer):
    """The rules of one giver, dated. Null means: not known."""

    voorbeeld: ClassVar = {
        "id": 2, "financier": 3, "naam": "Algemene regels 2026", "geldigVan": "2026-01-01",
        "geldigTot": None, "beslistermijnWeken": 13, "voorschotProcent": 80, "maxJaren": None,
        "bron": "Subsidieverordening, artikel 12", "drempels": [DrempelSerializer.voorbeeld],
        "versie": 1,
    }  # fmt: skip

    drempels = DrempelSerializer(many=True)

    class Meta:
        model = Regelprofiel
        fields = ("id", "financier", *GEGEVENS, "drempels", "versie")


def list_zichtbaar(wie: Any) -> QuerySet[Any]:
    """Of givers whose name somebody may see."""
    return Regelprofiel.objects.visible_to(wie)


def load_drempels(wie: Any, sleutels: list[Any]) -> Mapping[Any, list[dict[str, Any]]]:
    """Lowest amount first, what has no upper end last."""
    per_profiel: dict[Any, list[dict[str, Any]]] = defaultdict(list, {pk: [] for pk in sleutels})
    for drempel in Regeldrempel.objects.filter(regelprofiel__in=sleutels):
        per_profiel[drempel.regelprofiel_id].append(DrempelSerializer(drempel).data)
    return per_profiel


REGELPROFIELEN = Lezer(RegelprofielSerializer, list_zichtbaar, afgeleid={"drempels": load_drempels})


class DrempelInvoer(ModelInvoer):
    """One step: up to an amount in euros at most this level."""

    voorbeeld: ClassVar = {"tot": "5000.00", "totEnMet": True, "niveau": "desgevraagd"}

    niveau = serializers.ChoiceField(Niveau.choices)

    class Meta:
        model = Regeldrempel
        fields = ("tot", "tot_en_met", "niveau", "direct_vaststellen")
        validators: ClassVar[list[Any]] = []


class MetDrempels(serializers.Serializer[Any]):
    """The steps of a profile; what is sent takes the place of what was there."""

    drempels = serializers.ListField(child=DrempelInvoer(), max_length=20, required=False)

    def validate_drempels(self, value: list[dict[str, Any]]) -> list[Regeldrempel]:
        """Each amount once."""
        if len({deel.get("tot") for deel in value}) != len(value):
            raise serializers.ValidationError("Noem elk bedrag één keer.")
        return [Regeldrempel(**deel) for deel in value]


class RegelprofielInvoer(MetDrempels, ModelInvoer):
    """New rules of a giver from a day on; those before keep their days."""

    voorbeeld: ClassVar = {
        "financier": 3, "naam": "Algemene regels 2027", "geldigVan": "2027-01-01",
        "beslistermijnWeken": 13, "bron": "Subsidieverordening, artikel 12",
        "drempels": [DrempelInvoer.voorbeeld], "reden": "Nieuwe verordening",
    }  # fmt: skip

    financier = NummerVeld(queryset=Financier.objects.all(), help_text="Id van een gever.")
    reden = REDEN

    class Meta:
        model = Regelprofiel
        fields = ("financier", *GEGEVENS, "drempels", "reden")
        validators: ClassVar[list[Any]] = []
        extra_kwargs = GRENZEN


class RegelprofielWijziging(MetDrempels, ModelWijziging):
    """Mend rules that were written down wrong; rules that change from a day on are new ones."""

    voorbeeld: ClassVar = {"beslistermijnWeken": 8, "reden": "Verkeerd overgenomen"}

    class Meta:
        model = Regelprofiel
        fields = (*GEGEVENS, "drempels", "reden")
        validators: ClassVar[list[Any]] = []
        extra_kwargs = GRENZEN


class Regelprofielvragen(Lijstvragen):
    """Filters on rules of givers."""

    sorteren = ("id", "financier", "geldigVan")
    financier = Nummer(help_text="Id van een gever.")
    geldigOp = serializers.DateField(required=False, help_text="Geldt op deze dag.")


class Regelprofielen(Toevoegbaar):
    """De regels van gevers: hoe zij beslissen, betalen en laten verantwoorden, vanaf een dag."""

    lezer = REGELPROFIELEN
    vragen_class = Regelprofielvragen
    nieuw = RegelprofielInvoer
    zinnen: ClassVar = {"POST": "Legt de regels van een gever vast; alleen voor de beheerder."}

    def filter(self, rijen: Any, filters: dict[str, Any]) -> Any:
        """One filter looks at two days."""
        dag = filters.pop("geldigOp", None)
        return rijen.filter(**filters).valid_on(dag) if dag else rijen.filter(**filters)

    def make(self, request: Request, gegevens: dict[str, Any]) -> Regelprofiel:
        """Raises GeenToegang for others than the beheerder."""
        require(can_manage_beheer(request.user))
        handeling, drempels = by(request, gegevens.pop("reden")), gegevens.pop("drempels", [])
        return save_regelprofiel(Regelprofiel(**gegevens), drempels, handeling)


class EenRegelprofiel(Wijzigbaar):
    """De regels van één gever vanaf een dag."""

    lezer = REGELPROFIELEN
    wijziging = RegelprofielWijziging
    zinnen: ClassVar = {
        "PATCH": "Verbetert de regels van een gever, met een reden; alleen voor de beheerder."
    }

    def judge(self, wie: Any, ding: Regelprofiel) -> Oordeel:
        return can_manage_beheer(wie)

    def change(
        self, ding: Any, gegevens: dict[str, Any], handeling: Handeling, versie: int
    ) -> None:
        """With its steps; left out, they stay as they are."""
        check_versie(Regelprofiel, ding.pk, versie)
        drempels = gegevens.pop("drempels", None)
        for naam, waarde in gegevens.items():
            setattr(ding, naam, waarde)
        save_regelprofiel(
            ding, list(ding.drempels.all()) if drempels is None else drempels, handeling
        )
