"""Making a pot, giving from it, moving between pots and closing the year."""

from decimal import Decimal
from typing import Any

from django import forms

from financiering.domain.codes import Geldsoort, NaJaar, SoortPot, Toekenning
from financiering.domain.taakvelden import TAAKVELDEN
from financiering.domain.woorden import format_bedrag
from financiering.models import Gemeente, Pot
from financiering.services.geldstromen import Stap
from financiering.services.toekennen import (
    Gift,
    explain_niet_toe_te_kennen,
    pick_periode,
)
from financiering.web.formulier.velden import BedragVeld, DatumVeld, choose
from financiering.web.formulier.versie import VersieForm

MAX_TEKST = 2000
REGEL_PER_DOMEIN = (
    "Eén per regel, bijvoorbeeld: Welzijn 20.000. Samen zijn ze het bedrag van de pot."
)


class BijdragenVeld(forms.Field):
    """A domain and euros per line: "Welzijn 20.000"."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        """Euros per domain as lines of text."""
        if isinstance(value, dict):
            return "\n".join(
                f"{domein} {format_bedrag(bedrag).replace('€ ', '').removesuffix(',00')}"
                for domein, bedrag in value.items()
            )
        return value

    def to_python(self, value: Any) -> dict[str, Decimal] | None:
        tekst = str(value or "")[:MAX_TEKST]
        regels = [regel.strip() for regel in tekst.splitlines() if regel.strip()]
        if not regels:
            return None
        lezer, uit = BedragVeld(), {}
        for regel in regels:
            domein, _, bedrag = regel.replace("€ ", "€").rpartition(" ")
            domein = domein.strip(" :;=")
            if not domein or domein in uit:
                raise forms.ValidationError(
                    f"“{regel[:60]}” begrijpen we niet. Schrijf een domein en een bedrag, elk domein één keer."
                )
            uit[domein] = lezer.clean(bedrag)
        return uit

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(data) != initial)


class PotForm(VersieForm):
    """A budget for one year. Changing one asks why."""

    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    soort = forms.ChoiceField(label="Wat voor pot is het?", choices=SoortPot.choices)
    naam = forms.CharField(
        label="Naam", max_length=200, help_text="Bijvoorbeeld Scharrelgeld Noord."
    )
    jaar = forms.IntegerField(label="Jaar", min_value=2000, max_value=2100)
    bedrag = BedragVeld(label="Bedrag")
    wijk = forms.CharField(label="Wijk", max_length=100, required=False)
    opdracht = forms.CharField(
        label="Wat moet er gebeuren?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bij een MAG-opdracht zegt de gemeente wat. Hoe, bepaalt de organisatie.",
    )
    na_jaar = forms.ChoiceField(
        label="Wat gebeurt er als het jaar voorbij is?", choices=NaJaar.choices
    )
    bijdragen = BijdragenVeld(
        label="Welk domein legt wat in?", required=False, help_text=REGEL_PER_DOMEIN
    )
    reden = forms.CharField(
        label="Waarom?",
        max_length=300,
        help_text="Bijvoorbeeld: begroting vastgesteld door de raad.",
    )

    def build(self, pot: Pot) -> Pot:
        """The pot with what was filled in."""
        for naam in ("soort", "naam", "jaar", "bedrag", "wijk", "opdracht", "na_jaar"):
            setattr(pot, naam, self.cleaned_data[naam])
        return pot

    @classmethod
    def list_begin(cls, obj: Pot) -> dict[str, Any]:
        bijdragen = {rij.domein: rij.bedrag for rij in obj.bijdragen.all()}
        return super().list_begin(obj) | {"bijdragen": bijdragen or None}


class GeefForm(forms.Form):
    """Who, what for and how much. That is all."""

    initiatief: Any = forms.ModelChoiceField(
        label="Voor wie?", queryset=None, empty_label="kies een initiatief"
    )
    omschrijving = forms.CharField(
        label="Waarvoor?", max_length=300, help_text="Bijvoorbeeld: koffie en een zaaltje."
    )
    bedrag = BedragVeld(label="Hoeveel?")
    geldsoort = forms.ChoiceField(
        label="Soort geld", choices=choose(Geldsoort, leeg="", zonder={Geldsoort.ONBEKEND})
    )
    op = DatumVeld(label="Gegeven op")

    def __init__(self, *args: Any, gemeente: Gemeente, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kiesbaar = gemeente.initiatieven.filter(soort="initiatief").order_by("naam")
        _limit(self, "initiatief", kiesbaar)

    def build(self, pot: Pot) -> Gift:
        """The gift; it is for the rest of the year of the pot."""
        g = self.cleaned_data
        begin, einde = pick_periode(pot, g["op"])
        return Gift(
            g["initiatief"], g["omschrijving"], g["bedrag"], g["op"], begin, einde, g["geldsoort"]
        )


class ToekenForm(forms.Form):
    """A stream of the municipality that this pot pays."""

    geldstroom: Any = forms.ModelChoiceField(label="Welke geldstroom?", queryset=None, empty_label="kies een geldstroom")  # fmt: skip
    doe = forms.ChoiceField(
        label="Wat wil je doen?",
        choices=Toekenning.choices,
    )
    bedrag = BedragVeld(
        label="Hoeveel wordt verleend?", required=False, help_text="Leeg: wat is aangevraagd."
    )
    op = DatumVeld(label="Besluit van")
    taakveld = forms.ChoiceField(
        label="Op welk taakveld boek je het?",
        choices=[("", "laat zoals het is"), *TAAKVELDEN],
        required=False,
    )

    def __init__(self, *args: Any, stromen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["geldstroom"]
        veld.queryset = stromen
        veld.label_from_instance = _name_stroom

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        stroom, doe = gegevens.get("geldstroom"), gegevens.get("doe")
        if stroom and doe and (waarom := explain_niet_toe_te_kennen(doe, stroom.status)):
            self.add_error("doe", waarom)
        return gegevens

    def build(self) -> Stap | None:
        """The decision, when one is taken."""
        g = self.cleaned_data
        if g["doe"] != Toekenning.VERLENEN:
            return None
        bedrag = g["geldstroom"].aangevraagd if g["bedrag"] is None else g["bedrag"]
        return Stap(g["op"], bedrag)


def _limit(form: forms.Form, naam: str, keuzes: Any) -> None:
    veld: Any = form.fields[naam]
    veld.queryset = keuzes


def _name_stroom(stroom: Any) -> str:
    open_bedrag = stroom.aangevraagd if stroom.aangevraagd is not None else stroom.verwacht
    bedrag = stroom.verleend if stroom.verleend is not None else open_bedrag
    euro = "bedrag onbekend" if bedrag is None else format_bedrag(bedrag)
    return f"{stroom.initiatief.naam}: {stroom.omschrijving}, {euro} {stroom.get_status_display()}"


class VerplaatsForm(forms.Form):
    """Euros to another pot, with the reason."""

    naar: Any = forms.ModelChoiceField(
        label="Naar welke pot?", queryset=None, empty_label="kies een pot"
    )
    bedrag = BedragVeld(label="Hoeveel?")
    reden = forms.CharField(label="Waarom?", max_length=300)

    def __init__(self, *args: Any, potten: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _limit(self, "naar", potten)


class SluitForm(forms.Form):
    """Close the year, with the reason."""

    reden = forms.CharField(
        label="Waarom sluit je dit jaar af?",
        max_length=300,
        help_text="Bijvoorbeeld: jaarrekening.",
    )
