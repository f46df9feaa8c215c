"""Logging money: five things, the rest folded away. Steps: what that step needs, nothing else."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from financiering.domain.bedragen import NUL
from financiering.domain.codes import (
    BRONNEN_ZONDER_BESLUIT,
    Aard,
    Afspraak,
    Bron,
    Geldsoort,
    RedenAfwijzing,
    Regelmaat,
    SoortBetaling,
    SoortNatura,
    Status,
)
from financiering.domain.taakvelden import TAAKVELDEN
from financiering.models import Financier, Geldstroom
from financiering.services.geldstromen import Stap
from financiering.web.formulier.velden import (
    BedragVeld,
    DatumVeld,
    JaNeeVeld,
    ProcentenVeld,
    choose,
)
from financiering.web.formulier.versie import GroepenForm

GELDSOORTEN = choose(Geldsoort, leeg="", zonder={Geldsoort.ONBEKEND})
STANDEN = [
    ("toegezegd", "Ja, het is toegezegd"),
    ("aangevraagd", "Nee, ik heb het aangevraagd en wacht op een besluit"),
    ("hoop", "Nee, ik hoop erop of ga het nog aanvragen"),
]
STATUS_BIJ_STAND = {
    "toegezegd": Status.VERLEEND,
    "aangevraagd": Status.AANGEVRAAGD,
    "hoop": Status.VOORNEMEN,
}


class GeldstroomForm(forms.Form):
    """What for, from whom, what kind, how much, which period. The rest may stay empty."""

    omschrijving = forms.CharField(label="Waarvoor is het?", max_length=300)
    financier = forms.CharField(
        label="Van wie komt het?",
        max_length=200,
        widget=forms.TextInput(attrs={"list": "gevers", "autocomplete": "off"}),
    )
    geldsoort = forms.ChoiceField(
        label="Wat voor geld is het?", choices=GELDSOORTEN, widget=forms.RadioSelect
    )
    bedrag = BedragVeld(label="Hoeveel is het?")
    stand = forms.ChoiceField(
        label="Is het al zeker?", choices=STANDEN, widget=forms.RadioSelect, initial="toegezegd"
    )
    van = DatumVeld(label="Vanaf wanneer?")
    tot = DatumVeld(
        label="Tot en met wanneer?",
        required=False,
        help_text="Leeg laten als er geen einddatum is. Het bedrag telt dan per jaar.",
    )

    bron = forms.ChoiceField(
        label="Soort gever",
        choices=choose(Bron, leeg="kies zelf voor mij"),
        required=False,
        help_text="Laat dit leeg, dan kiezen we wat bij de naam past.",
    )
    aard = forms.ChoiceField(
        label="Is er een einde besloten?",
        required=False,
        choices=[
            ("", "weet ik niet"),
            (Aard.STRUCTUREEL, "nee, het is structureel geld"),
            (Aard.INCIDENTEEL, "ja, het is incidenteel geld"),
        ],
    )
    regelmaat = forms.ChoiceField(
        label="Is het eenmalig of komt het vaker?",
        choices=choose(Regelmaat, zonder={Regelmaat.ONBEKEND}),
        required=False,
    )
    ingediend_op = DatumVeld(label="Wanneer is het aangevraagd?", required=False)
    beslissen_voor = DatumVeld(
        label="Wanneer moet het besluit er zijn?",
        required=False,
        help_text="Alleen als de gever een datum noemde. Anders rekenen we die uit.",
    )
    beschikking_op = DatumVeld(label="Wanneer was het besluit?", required=False)
    eigen_exploitatie = forms.BooleanField(
        label="Dit geld is voor onze eigen kosten", required=False, initial=True
    )
    toelichting = forms.CharField(
        label="Toelichting",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
    )

    VIJF = ("omschrijving", "financier", "geldsoort", "bedrag", "stand", "van", "tot")

    @property
    def eerste_vijf(self) -> list[Any]:
        """The fields that are always open."""
        return [self[naam] for naam in self.VIJF]

    @property
    def de_rest(self) -> list[Any]:
        """The fields that are folded away."""
        return [self[naam] for naam in self.fields if naam not in self.VIJF]

    @property
    def rest_heeft_fout(self) -> bool:
        return any(veld.errors for veld in self.de_rest)

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        van, tot = gegevens.get("van"), gegevens.get("tot")
        if van and tot and tot < van:
            self.add_error("tot", "De einddatum ligt vóór de begindatum.")
        return gegevens

    def build(self, initiatief: Any, financier: Financier, bron: Bron | str) -> Geldstroom:
        """The stream these answers describe, not saved."""
        g = self.cleaned_data
        status = STATUS_BIJ_STAND[g["stand"]]
        if bron in BRONNEN_ZONDER_BESLUIT and status == Status.AANGEVRAAGD:
            status = Status.VOORNEMEN
        return Geldstroom(
            initiatief=initiatief,
            financier=financier,
            bron=bron,
            omschrijving=g["omschrijving"],
            geldsoort=g["geldsoort"],
            status=status,
            van=g["van"],
            tot=g["tot"],
            verwacht=g["bedrag"] if status == Status.VOORNEMEN else None,
            aangevraagd=g["bedrag"] if status == Status.AANGEVRAAGD else None,
            verleend=g["bedrag"] if status == Status.VERLEEND else None,
            aard=g["aard"] or Aard.ONBEKEND,
            regelmaat=g["regelmaat"] or Regelmaat.ONBEKEND,
            ingediend_op=g["ingediend_op"] if status != Status.VOORNEMEN else None,
            beslissen_voor=g["beslissen_voor"],
            beschikking_op=g["beschikking_op"] if status == Status.VERLEEND else None,
            eigen_exploitatie=g["eigen_exploitatie"],
            toelichting=g["toelichting"],
        )


BEDRAGEN = ("verwacht", "aangevraagd", "verleend", "vastgesteld")


class WijzigForm(GroepenForm):
    """Everything of a stream that is not a step of its life."""

    omschrijving = forms.CharField(label="Waarvoor is het?", max_length=300)
    financier = forms.CharField(
        label="Van wie komt het?", max_length=200, widget=forms.TextInput(attrs={"list": "gevers"})
    )
    bron = forms.ChoiceField(label="Soort gever", choices=choose(Bron, leeg=""))
    geldsoort = forms.ChoiceField(label="Wat voor geld is het?", choices=choose(Geldsoort, leeg=""))
    van = DatumVeld(label="Van")
    tot = DatumVeld(
        label="Tot en met", required=False, help_text="Leeg: geen einddatum, bedrag per jaar."
    )
    verwacht = BedragVeld(label="Begroot of verwacht", required=False)
    aangevraagd = BedragVeld(label="Aangevraagd", required=False)
    verleend = BedragVeld(label="Verleend", required=False)
    vastgesteld = BedragVeld(label="Vastgesteld", required=False)
    aard = forms.ChoiceField(label="Aard", choices=choose(Aard, leeg=""))
    regelmaat = forms.ChoiceField(label="Regelmaat", choices=choose(Regelmaat, leeg=""))
    woorden_gever = forms.CharField(label="Zo noemt de gever het", max_length=200, required=False)
    ingediend_op = DatumVeld(label="Aangevraagd op", required=False)
    beslissen_voor = DatumVeld(label="Beslissen voor", required=False)
    verdaagd_tot = DatumVeld(label="Uitstel van het besluit tot", required=False)
    beschikking_op = DatumVeld(label="Besluit van", required=False)
    toegezegd_tot = DatumVeld(label="Toegezegd tot en met", required=False)
    volgt_op = forms.ModelChoiceField(
        label="Volgt op",
        queryset=Geldstroom.objects.none(),
        required=False,
        empty_label="geen eerdere",
    )
    eigen_exploitatie = forms.BooleanField(label="Voor onze eigen kosten", required=False)
    meerjarig_besluit = JaNeeVeld(label="Is er een meerjarig besluit?")
    voorbehoud = JaNeeVeld(label="Is er een begrotingsvoorbehoud?")
    voorwaarden = JaNeeVeld(label="Zijn er voorwaarden?")
    bezuiniging_aangekondigd = JaNeeVeld(label="Is er een bezuiniging aangekondigd?")
    regeling = forms.CharField(label="Regeling", max_length=200, required=False)
    regeling_eindigt_op = DatumVeld(label="De regeling eindigt op", required=False)
    vervolg_bekend = JaNeeVeld(label="Is er een vervolg bekend?")
    soort_natura = forms.ChoiceField(
        label="Soort hulp in natura", choices=choose(SoortNatura, leeg="geen"), required=False
    )
    afspraak = forms.ChoiceField(label="Afspraak", choices=choose(Afspraak), required=False)
    opzegtermijn = forms.IntegerField(
        label="Opzegtermijn in maanden", required=False, min_value=0, max_value=600
    )
    gever_beslist = JaNeeVeld(label="Mag de gever hier zelf over beslissen?")
    opgezegd_op = DatumVeld(label="Opgezegd op", required=False)
    besluit_loopt = JaNeeVeld(label="Loopt er een besluit over?")
    prijs_per_keer = BedragVeld(label="Prijs per keer", required=False)
    keren_per_jaar = forms.IntegerField(label="Keren per jaar", required=False, min_value=0)
    domeinen = ProcentenVeld(
        label="Welk domein betaalt?",
        required=False,
        help_text="Bijvoorbeeld: Welzijn 60%; Cultuur 40%.",
    )
    taakveld = forms.ChoiceField(
        label="Taakveld",
        choices=[("", "weet ik niet"), *TAAKVELDEN],
        required=False,
        help_text="Waar de gemeente dit geld in haar begroting op boekt. Dat weet de gemeente.",
    )
    toelichting = forms.CharField(
        label="Toelichting",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
    )
    reden = forms.CharField(label="Waarom wijzig je dit?", max_length=300)

    NIET_OP_MODEL = ("versie", "reden", "financier", "domeinen")
    OPEN = 2
    GROEPEN = (
        ("Het geld", ("omschrijving", "financier", "bron", "geldsoort", "van", "tot")),
        ("Bedragen", BEDRAGEN),
        ("Aard en regelmaat", ("aard", "regelmaat", "woorden_gever", "toegezegd_tot", "meerjarig_besluit", "volgt_op", "eigen_exploitatie", "domeinen", "taakveld")),
        ("Aanvraag en besluit", ("ingediend_op", "beslissen_voor", "verdaagd_tot", "beschikking_op", "voorbehoud", "voorwaarden", "bezuiniging_aangekondigd", "regeling", "regeling_eindigt_op", "vervolg_bekend")),
        ("Hulp in natura en deelnemers", ("soort_natura", "afspraak", "opzegtermijn", "gever_beslist", "opgezegd_op", "besluit_loopt", "prijs_per_keer", "keren_per_jaar")),
        ("Toelichting", ("toelichting",)),
    )  # fmt: skip

    def __init__(self, *args: Any, stroom: Geldstroom, **kwargs: Any) -> None:
        super().__init__(*args, initial=self.list_begin(stroom), **kwargs)
        eerdere = Geldstroom.objects.filter(initiatief=stroom.initiatief_id).exclude(pk=stroom.pk)
        self.fields["volgt_op"].queryset = eerdere  # type: ignore[attr-defined]

    @classmethod
    def list_begin(cls, obj: Geldstroom) -> dict[str, Any]:
        domeinen = {deel.domein: deel.procent for deel in obj.domeindelen.all()}
        eigen = {"financier": obj.financier.naam, "domeinen": domeinen or None}
        return super().list_begin(obj) | eigen

    def apply_to(self, stroom: Geldstroom, financier: Financier) -> Geldstroom:
        """Put the answers on the stream."""
        for naam, waarde in self.cleaned_data.items():
            if naam not in self.NIET_OP_MODEL:
                setattr(stroom, naam, waarde)
        stroom.financier = financier
        return stroom


VELDEN_PER_STAP = {
    "aanvragen": ("datum", "bedrag", "beslissen_voor"),
    "afspreken": ("datum", "bedrag"),
    "verlenen": (
        "datum",
        "bedrag",
        "verantwoorden_voor",
        "kenmerk_gever",
        "voorwaarden",
        "voorbehoud",
    ),
    "afwijzen": ("datum", "reden_afwijzing", "kenmerk_gever"),
    "intrekken": ("datum",),
    "verantwoorden": ("datum",),
    "vaststellen": ("datum", "bedrag", "kenmerk_gever", "terugbetalen_voor"),
}
DATUMVRAAG = {
    "aanvragen": "Wanneer heb je het verstuurd?",
    "verantwoorden": "Wanneer heb je het verstuurd?",
    "afspreken": "Wanneer is het afgesproken?",
    "intrekken": "Vanaf wanneer?",
}
BEDRAGVRAAG = {
    "aanvragen": "Hoeveel heb je aangevraagd?",
    "afspreken": "Hoeveel is het?",
    "verlenen": "Hoeveel is toegekend?",
    "vaststellen": "Wat is het definitieve bedrag?",
}


class StapForm(forms.Form):
    """What one step of the life cycle needs."""

    datum = DatumVeld(label="Van welke dag is het besluit?")
    bedrag = BedragVeld(label="Bedrag")
    beslissen_voor = DatumVeld(
        label="Wanneer moet het besluit er zijn?",
        required=False,
        help_text="Alleen als de gever dit zei.",
    )
    verantwoorden_voor = DatumVeld(
        label="Wanneer moet je verantwoorden?", required=False, help_text="Staat in het besluit."
    )
    terugbetalen_voor = DatumVeld(
        label="Vóór welke dag moet je terugbetalen?",
        required=False,
        help_text="Alleen als het definitieve bedrag lager is dan wat je kreeg. Leeg: zes weken na het besluit.",
    )
    reden_afwijzing = forms.ChoiceField(
        label="Waarom zei de gever nee?", choices=choose(RedenAfwijzing), required=False
    )
    kenmerk_gever = forms.CharField(label="Kenmerk op de brief", max_length=100, required=False)
    voorwaarden = forms.CharField(
        label="Voorwaarden",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
    )
    voorbehoud = forms.BooleanField(
        label="Er staat een begrotingsvoorbehoud in",
        required=False,
        help_text="Het geld komt alleen als de begroting wordt aangenomen (Awb 4:34).",
    )

    def __init__(
        self, *args: Any, naam: str, stroom: Geldstroom, peildatum: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for veld in set(self.fields) - set(VELDEN_PER_STAP[naam]):
            del self.fields[veld]
        self.fields["datum"].initial = peildatum
        self.fields["datum"].label = DATUMVRAAG.get(naam, self.fields["datum"].label)
        if "bedrag" in self.fields:
            self.fields["bedrag"].label = BEDRAGVRAAG[naam]
            self.fields["bedrag"].initial = _guess_bedrag(naam, stroom)

    def build(self) -> Stap:
        return Stap(**self.cleaned_data)


def _guess_bedrag(naam: str, stroom: Geldstroom) -> Decimal | None:
    """Never asked twice: the amount that is known so far."""
    if naam == "vaststellen":
        return stroom.verleend
    return stroom.aangevraagd if naam == "verlenen" else stroom.verwacht


class CorrectieForm(forms.Form):
    """Take a mistaken step back."""

    naar = forms.ChoiceField(label="Waar staat deze geldstroom echt?", widget=forms.RadioSelect)
    reden = forms.CharField(label="Wat ging er mis?", max_length=300)

    def __init__(self, *args: Any, keuzes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["naar"].choices = [(s.value, s.label) for s in keuzes]  # type: ignore[attr-defined]


class BetalingForm(forms.Form):
    """A payment that came in, is expected, or went back."""

    soort = forms.ChoiceField(label="Soort", choices=SoortBetaling.choices)
    bedrag = BedragVeld(label="Bedrag")
    ontvangen_op = DatumVeld(label="Ontvangen (of teruggegeven) op", required=False)
    verwacht_op = DatumVeld(
        label="Verwacht op", required=False, help_text="Als het nog moet komen."
    )

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if gegevens.get("bedrag") == NUL:
            self.add_error("bedrag", "Een betaling is meer dan nul.")
        if not gegevens.get("ontvangen_op") and not gegevens.get("verwacht_op"):
            self.add_error("ontvangen_op", "Vul één van de twee datums in.")
        return gegevens
