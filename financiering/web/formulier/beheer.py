"""What the beheerder fills in about people, support organisations and the law."""

from typing import Any

from django import forms

from financiering.domain.codes import WETSPARAMETERS, SoortToegang
from financiering.domain.invoer import fold
from financiering.models import (
    Gebruiker,
    Gemeente,
    Initiatief,
    Kennissteunfunctie,
    Wetsparameter,
)
from financiering.services.gemeenten import find_gemeente, index_gemeenten
from financiering.web.formulier.velden import DatumVeld


class RedenForm(forms.Form):
    """Why something is done."""

    reden = forms.CharField(label="Waarom?", max_length=300)


class UitnodigForm(forms.Form):
    """Whom to invite, and for what."""

    email = forms.EmailField(label="E-mailadres")
    soort = forms.ChoiceField(label="In welke rol?", choices=SoortToegang.choices)
    initiatief = forms.CharField(
        label="Kenmerk van het initiatief",
        required=False,
        help_text="Alleen voor een penningmeester of bestuur.",
    )
    gemeente = forms.ModelChoiceField(
        label="Gemeente",
        queryset=Gemeente.objects.all(),
        required=False,
        empty_label="kies een gemeente",
    )
    kennissteunfunctie = forms.ModelChoiceField(
        label="Kennissteunfunctie",
        queryset=Kennissteunfunctie.objects.all(),
        required=False,
        empty_label="kies",
    )

    bekende: Gebruiker | None = None
    """The account that has this address already: that person only gets the role."""

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        self.bekende = Gebruiker.objects.filter(email__iexact=email).first()
        if self.bekende and not self.bekende.is_active:
            raise forms.ValidationError("Dit account staat uit. Zet het eerst weer aan.")
        return email

    def clean(self) -> dict[str, Any]:
        g = super().clean() or {}
        if g.get("initiatief"):
            g["initiatief"] = Initiatief.objects.filter(kenmerk=g["initiatief"]).first()
            if g["initiatief"] is None:
                self.add_error("initiatief", "Dit kenmerk kennen we niet.")
        for soort in ("initiatief", "gemeente", "kennissteunfunctie"):
            if g.get("soort") != soort:
                g[soort] = None
            elif not g.get(soort) and not self.errors.get(soort):
                self.add_error(soort, "Kies waar deze rol voor geldt.")
        return g


class WetsparameterForm(forms.Form):
    """A new value of the law, from a day on."""

    sleutel = forms.ChoiceField(label="Welke?")
    geldig_van = DatumVeld(label="Geldig vanaf")
    waarde = forms.DecimalField(label="Waarde", max_digits=12, decimal_places=2, localize=True)
    bron = forms.CharField(label="Waar staat dat?", max_length=300)
    toelichting = forms.CharField(label="Toelichting", required=False, max_length=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sleutels = (
            Wetsparameter.objects.order_by("sleutel").values_list("sleutel", "eenheid").distinct()
        )
        self.eenheden = dict(sleutels)
        self.fields["sleutel"].choices = [  # type: ignore[attr-defined]
            (sleutel, f"{WETSPARAMETERS.get(sleutel, sleutel)} ({eenheid})")
            for sleutel, eenheid in sleutels
        ]


class VerbeterWetForm(forms.Form):
    """A value that was typed wrong."""

    waarde = forms.DecimalField(label="Waarde", max_digits=12, decimal_places=2, localize=True)
    geldig_van = DatumVeld(label="Geldig vanaf")
    bron = forms.CharField(label="Waar staat dat?", max_length=300)
    reden = forms.CharField(label="Wat was er verkeerd?", max_length=300)

    def __init__(self, *args: Any, parameter: Wetsparameter, **kwargs: Any) -> None:
        begin = {naam: getattr(parameter, naam) for naam in ("waarde", "geldig_van", "bron")}
        super().__init__(*args, initial=begin, **kwargs)


class SteunfunctieForm(forms.Form):
    """A name, and a municipality per line."""

    naam = forms.CharField(label="Naam", max_length=200)
    gemeenten = forms.CharField(
        label="Voor welke gemeenten?",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Elke gemeente op een eigen regel: de naam of de CBS-code.",
    )

    def __init__(self, *args: Any, steunfunctie: Kennissteunfunctie, **kwargs: Any) -> None:
        regio = steunfunctie.gemeenten.order_by("naam") if steunfunctie.pk else []
        begin = {"naam": steunfunctie.naam, "gemeenten": "\n".join(g.naam for g in regio)}
        super().__init__(*args, initial=begin, **kwargs)

    def clean_gemeenten(self) -> list[Gemeente]:
        regels = [regel.strip() for regel in self.cleaned_data["gemeenten"].splitlines()]
        gezocht = {fold(regel): regel for regel in regels if regel}
        alle = index_gemeenten()
        onbekend = [regel for sleutel, regel in gezocht.items() if sleutel not in alle]
        if onbekend:
            raise forms.ValidationError(f"Deze gemeenten kennen we niet: {', '.join(onbekend)}.")
        return [alle[sleutel] for sleutel in gezocht]


class GemeenteForm(forms.Form):
    """A municipality: new ones come from a merger, with the code that CBS gives them."""

    code = forms.CharField(
        label="CBS-code", max_length=6, help_text="GM met vier cijfers, bijvoorbeeld GM0363."
    )
    naam = forms.CharField(label="Naam", max_length=100)
    reden = forms.CharField(
        label="Waarom?", max_length=300, help_text="Bijvoorbeeld: herindeling per 1 januari 2027."
    )

    def __init__(self, *args: Any, gemeente: Gemeente | None, **kwargs: Any) -> None:
        begin = {"code": gemeente.code, "naam": gemeente.naam} if gemeente else {}
        super().__init__(*args, initial=begin, **kwargs)
        self.fields["code"].disabled = gemeente is not None
        self.is_nieuw = gemeente is None

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).upper()
        if self.is_nieuw and Gemeente.objects.filter(pk=code).exists():
            raise forms.ValidationError("Deze code staat er al.")
        return code


class VerkiezingForm(forms.Form):
    """A day on which a council is chosen."""

    datum = DatumVeld(label="Dag van de verkiezing")
    gemeente = forms.CharField(
        label="Gemeente", max_length=100, required=False,
        help_text="Leeg: voor alle gemeenten zonder eigen dag.",
    )  # fmt: skip
    bron = forms.CharField(label="Waar staat dat?", max_length=300)

    def clean_gemeente(self) -> Gemeente | None:
        naam = self.cleaned_data["gemeente"].strip()
        gevonden = find_gemeente(naam) if naam else None
        if naam and gevonden is None:
            raise forms.ValidationError(f"De gemeente “{naam}” kennen we niet.")
        return gevonden
