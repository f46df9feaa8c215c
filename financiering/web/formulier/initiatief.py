"""What an initiative tells about itself, its tasks, its costs, and what it opens to whom."""

from typing import Any

from django import forms

from financiering.domain.codes import Fase, Geldsoort, SoortTaak
from financiering.models import Initiatief, Taak
from financiering.web.formulier.velden import BedragVeld, DatumVeld, JaNeeVeld, choose


class InitiatiefForm(forms.Form):
    """Only the name is needed."""

    versie = forms.IntegerField(widget=forms.HiddenInput)
    naam = forms.CharField(label="Naam", max_length=200)
    wijk = forms.CharField(label="Wijk", max_length=100, required=False)
    buurt = forms.CharField(label="Buurt", max_length=100, required=False)
    fase = forms.ChoiceField(label="Hoe ver zijn jullie?", choices=choose(Fase), required=False)
    startdatum = DatumVeld(label="Begonnen op", required=False)
    doelgroep = forms.CharField(label="Voor wie", max_length=300, required=False)
    beleidsdomeinen = forms.CharField(
        label="Waar gaat het over?", required=False, max_length=300,
        help_text="Bijvoorbeeld Welzijn; Cultuur. Met een puntkomma ertussen.",
    )  # fmt: skip
    saldo = BedragVeld(label="Geld op de bank", required=False, negatief=True)
    saldo_op = DatumVeld(label="Op welke dag stond dat er?", required=False)
    vrij_vermogen = BedragVeld(
        label="Waarvan vrij te besteden", required=False, negatief=True,
        help_text="Geld dat nergens voor is bestemd.",
    )  # fmt: skip
    evaluatie_positief = JaNeeVeld(label="Is er een positieve evaluatie?")
    projectfase_eindigt_op = DatumVeld(label="Het project eindigt op", required=False)
    rechtsvorm = forms.CharField(
        label="Rechtsvorm",
        max_length=60,
        required=False,
        help_text="Niet nodig voor een informele groep.",
    )
    kvk = forms.CharField(label="KVK-nummer", max_length=8, required=False)

    def __init__(self, *args: Any, initiatief: Initiatief, **kwargs: Any) -> None:
        begin = {naam: getattr(initiatief, naam) for naam in self.base_fields}
        begin["beleidsdomeinen"] = "; ".join(initiatief.beleidsdomeinen)
        super().__init__(*args, initial=begin, **kwargs)

    def apply_to(self, initiatief: Initiatief) -> Initiatief:
        """Put the answers on the initiative."""
        for naam, waarde in self.cleaned_data.items():
            if naam == "beleidsdomeinen":
                waarde = [deel.strip() for deel in waarde.split(";") if deel.strip()]
            if naam != "versie":
                setattr(initiatief, naam, waarde)
        return initiatief


class TaakForm(forms.Form):
    """One task: who does it, who can take over."""

    soort = forms.ChoiceField(label="Welke taak?", choices=SoortTaak.choices)
    naam = forms.CharField(
        label="Naam van de eigen taak",
        max_length=100,
        required=False,
        help_text="Alleen bij een eigen taak.",
    )
    vervuld_door = forms.CharField(
        label="Wie doet dit nu?", max_length=100, required=False,
        help_text="Een functie is genoeg; een naam hoeft niet. Leeg: niemand.",
    )  # fmt: skip
    vervanger = forms.CharField(label="Wie kan het overnemen?", max_length=100, required=False)
    uren = forms.DecimalField(
        label="Uren per week",
        required=False,
        min_value=0,
        max_value=168,
        decimal_places=1,
        localize=True,
    )
    eindigt_op = DatumVeld(
        label="Houdt op", required=False, help_text="Einde van een contract of afspraak."
    )
    kritiek = forms.BooleanField(
        label="Deze taak kan niet gemist worden", required=False, initial=True
    )

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if gegevens.get("soort") == SoortTaak.EIGEN and not gegevens.get("naam"):
            self.add_error("naam", "Geef de eigen taak een naam.")
        return gegevens

    def apply_to(self, taak: Taak) -> Taak:
        for naam, waarde in self.cleaned_data.items():
            setattr(taak, naam, waarde)
        return taak


class BegrotingForm(forms.Form):
    """One item of what keeping the doors open costs in a year."""

    jaar = forms.IntegerField(label="Jaar", min_value=2000, max_value=2100)
    post = forms.CharField(
        label="Wat kost geld?", max_length=200, help_text="Bijvoorbeeld huur, of koffie."
    )
    bedrag = BedragVeld(label="Hoeveel per jaar?")
    geldsoort = forms.ChoiceField(
        label="Soort geld",
        choices=choose(Geldsoort, leeg="", zonder={Geldsoort.ONBEKEND}),
        initial=Geldsoort.BASISGELD,
    )


class AdviesForm(forms.Form):
    """A note of an adviser."""

    tekst = forms.CharField(
        label="Wat raad je aan?", widget=forms.Textarea(attrs={"rows": 4}), max_length=5000
    )
    wie = forms.CharField(label="Wie doet het?", max_length=200, required=False)
    voor_datum = DatumVeld(label="Voor wanneer?", required=False)


class DempForm(forms.Form):
    """Put a signal aside, with a reason and an end."""

    tot = DatumVeld(label="Tot en met wanneer wil je dit niet zien?")
    reden = forms.CharField(label="Waarom?", max_length=300)
