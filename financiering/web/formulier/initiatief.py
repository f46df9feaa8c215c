"""What an initiative tells about itself, its tasks, its costs, and what it opens to whom."""

from typing import Any

from django import forms

from financiering.domain.codes import BEWIJS, Fase, Geldsoort, SoortTaak
from financiering.models import Initiatief, Taak
from financiering.web.formulier.velden import (
    BedragVeld,
    DatumVeld,
    JaNeeVeld,
    UrenVeld,
    VerhaalVeld,
    choose,
)
from financiering.web.formulier.versie import GroepenForm


class InitiatiefForm(GroepenForm):
    """Only the name is needed."""

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
    vrijwilligers_nu = forms.IntegerField(
        label="Hoeveel vrijwilligers zijn er nu?", required=False, min_value=0, max_value=100_000
    )
    vrijwilligers_jaar_geleden = forms.IntegerField(
        label="En een jaar geleden?", required=False, min_value=0, max_value=100_000
    )
    vrijwilligersuren_nodig = UrenVeld(label="Hoeveel uur is er per maand nodig?", required=False)
    vrijwilligersuren_beschikbaar = UrenVeld(
        label="Hoeveel uur geven vrijwilligers samen per maand?", required=False
    )
    bewijs_niveau = forms.TypedChoiceField(
        label="Hoe laat je zien wat het oplevert?",
        choices=[("", "weet ik niet"), *((str(n), naam) for n, naam in enumerate(BEWIJS))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    bewijs_op = DatumVeld(label="Van welke dag is dat?", required=False)
    voor_wie = VerhaalVeld(label="Voor wie doen jullie het?")
    wat_willen_we = VerhaalVeld(label="Wat willen jullie bereiken?")
    wat_doen_we = VerhaalVeld(label="Wat doen jullie?")
    wat_verandert_er = VerhaalVeld(label="Wat verandert er daardoor?")
    hoe_zien_we_dat = VerhaalVeld(label="Waaraan zie je dat?")

    tekenen_vanaf = BedragVeld(
        label="Vanaf welk bedrag tekent een tweede een verslag?",
        required=False,
        help_text="Leeg: één persoon is altijd genoeg.",
    )

    GROEPEN = (
        ("Wie jullie zijn", ("naam", "wijk", "buurt", "fase", "startdatum", "projectfase_eindigt_op", "doelgroep", "beleidsdomeinen", "rechtsvorm", "kvk")),
        ("Geld op de bank", ("saldo", "saldo_op", "vrij_vermogen")),
        ("Vrijwilligers", ("vrijwilligers_nu", "vrijwilligers_jaar_geleden", "vrijwilligersuren_nodig", "vrijwilligersuren_beschikbaar")),
        ("Wat het oplevert", ("bewijs_niveau", "bewijs_op", "evaluatie_positief")),
        ("Afspraken met elkaar", ("tekenen_vanaf",)),
        ("Jullie verhaal", ("voor_wie", "wat_willen_we", "wat_doen_we", "wat_verandert_er", "hoe_zien_we_dat")),
    )  # fmt: skip

    def __init__(self, *args: Any, initiatief: Initiatief, **kwargs: Any) -> None:
        super().__init__(*args, initial=self.list_begin(initiatief), **kwargs)

    @classmethod
    def list_begin(cls, obj: Initiatief) -> dict[str, Any]:
        return super().list_begin(obj) | {"beleidsdomeinen": "; ".join(obj.beleidsdomeinen)}

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
