"""Givers and their own dated rules, as the beheerder fills them in."""

from collections.abc import Iterator
from typing import Any

from django import forms

from financiering.domain.codes import Niveau, SoortFinancier
from financiering.models import Financier, Gemeente, Regeldrempel, Regelprofiel
from financiering.services.gemeenten import find_gemeente
from financiering.web.formulier.velden import BedragVeld, DatumVeld, JaNeeVeld, choose

AANTAL_DREMPELS = 5
MAANDEN = [
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
]  # fmt: skip
KIES_MAAND = [("", "geen vaste maand"), *((n, naam) for n, naam in enumerate(MAANDEN, start=1))]


def make_getal(label: str, hoogste: int, **meer: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=hoogste, required=False,
        widget=forms.NumberInput(attrs={"size": 4}), **meer,
    )  # fmt: skip


def make_maand(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=KIES_MAAND, coerce=int, empty_value=None, required=False
    )


class FinancierForm(forms.Form):
    """A giver on the general list."""

    naam = forms.CharField(label="Naam", max_length=200)
    soort = forms.ChoiceField(
        label="Wat voor gever?", choices=choose(SoortFinancier, leeg="kies een soort")
    )
    gemeente = forms.CharField(
        label="Van welke gemeente?",
        required=False,
        max_length=100,
        help_text="Alleen als deze gever een gemeente is.",
    )

    def __init__(self, *args: Any, financier: Financier, **kwargs: Any) -> None:
        begin = {
            "naam": financier.naam,
            "soort": financier.soort,
            "gemeente": financier.gemeente.naam if financier.gemeente else "",
        }
        super().__init__(*args, initial=begin, **kwargs)

    def clean_gemeente(self) -> Gemeente | None:
        naam = self.cleaned_data["gemeente"].strip()
        if not naam:
            return None
        gevonden = find_gemeente(naam)
        if gevonden is None:
            raise forms.ValidationError(f"De gemeente “{naam}” kennen we niet.")
        return gevonden


class RegelprofielForm(forms.Form):
    """How a giver decides, pays and asks for reports, from a day on; empty means: not known."""

    naam = forms.CharField(label="Hoe heet deze regeling?", max_length=200)
    geldig_van = DatumVeld(label="Geldig vanaf")
    geldig_tot = DatumVeld(label="Geldig tot en met", required=False)
    bron = forms.CharField(label="Waar staat dat?", max_length=300)
    niet_nagegaan = forms.CharField(
        label="Wat is niet nagegaan?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    beslistermijn_weken = make_getal("Besluit binnen hoeveel weken?", 104)
    beslisdatum_dag = make_getal("Besluit op een vaste dag: dag", 31)
    beslisdatum_maand = make_maand("Besluit op een vaste dag: maand")
    aanvragen_dag = make_getal("Aanvragen uiterlijk: dag", 31)
    aanvragen_maand = make_maand("Aanvragen uiterlijk: maand")
    min_weken_vooraf = make_getal("Hoeveel weken vooraf aanvragen?", 104)
    betaaltermijn_dagen = make_getal("Betaalt binnen hoeveel dagen?", 366)
    voorschot_procent = make_getal("Voorschot in procenten", 100)
    kosten_voor_besluit = JaNeeVeld(label="Betaalt kosten van vóór het besluit?")
    exploitatie_toegestaan = JaNeeVeld(label="Betaalt gewone exploitatie?")
    max_jaren = make_getal("Hoogstens hoeveel jaren?", 50)
    max_aandeel_procent = make_getal("Hoogstens welk deel van de kosten, in procenten?", 100)
    verantwoorden_dag = make_getal("Jaarlijks verantwoorden vóór: dag", 31)
    verantwoorden_maand = make_maand("Jaarlijks verantwoorden vóór: maand")
    verantwoorden_weken = make_getal("Eenmalig verantwoorden binnen hoeveel weken na afloop?", 104)
    vaststellen_weken = make_getal("Stelt vast binnen hoeveel weken?", 104)
    meld_afwijking_procent = make_getal("Afwijking melden vanaf hoeveel procent?", 100)
    bewaren_jaren = make_getal("Hoeveel jaar bewaren?", 50)
    reden = forms.CharField(label="Waarom zet je dit erin?", max_length=300)

    def __init__(self, *args: Any, profiel: Regelprofiel, **kwargs: Any) -> None:
        begin = {naam: getattr(profiel, naam, None) for naam in self.base_fields}
        super().__init__(*args, initial=begin, **kwargs)
        staat = list(profiel.drempels.all()) if profiel.pk else []
        for plek in range(max(AANTAL_DREMPELS, len(staat) + 1)):
            self._add_drempel(plek, staat[plek] if plek < len(staat) else None)

    def _add_drempel(self, plek: int, drempel: Regeldrempel | None) -> None:
        self.fields[f"tot_{plek}"] = BedragVeld(
            label=f"Trede {plek + 1}: tot welk bedrag?",
            required=False,
            initial=drempel and drempel.tot,
            help_text="Leeg bij de laatste trede: alles daarboven." if plek == 0 else "",
        )
        self.fields[f"met_{plek}"] = forms.BooleanField(
            label="Dit bedrag zelf hoort er nog bij",
            required=False,
            initial=bool(drempel and drempel.tot_en_met),
        )
        self.fields[f"niveau_{plek}"] = forms.ChoiceField(
            label=f"Trede {plek + 1}: wat vraagt de gever hoogstens?",
            choices=choose(Niveau, leeg="deze trede is er niet"),
            required=False,
            initial=drempel.niveau if drempel else "",
        )
        self.fields[f"direct_{plek}"] = forms.BooleanField(
            label="Wordt direct vastgesteld",
            required=False,
            initial=bool(drempel and drempel.direct_vaststellen),
        )

    @property
    def plekken(self) -> list[int]:
        return [int(naam[4:]) for naam in self.fields if naam.startswith("tot_")]

    def groepen(self) -> Iterator[tuple[str, list[forms.BoundField], bool]]:
        """The fields under headings, and whether a heading starts open."""
        velden = [naam for naam in self.fields if naam in self.base_fields]
        vast, reden = velden[:5], "reden"
        meer = [naam for naam in velden[5:] if naam != reden]
        treden = [naam for naam in self.fields if naam not in velden]
        yield "De regeling", [self[naam] for naam in vast], True
        yield (
            "Besluiten, betalen en verantwoorden",
            [self[naam] for naam in meer],
            bool(self.errors),
        )
        yield "Hoeveel verantwoording bij welk bedrag", [self[naam] for naam in treden], True

    def clean(self) -> dict[str, Any]:
        g = super().clean() or {}
        for plek in self.plekken:
            if g.get(f"tot_{plek}") is not None and not g.get(f"niveau_{plek}"):
                self.add_error(
                    f"niveau_{plek}", "Kies wat de gever tot dit bedrag hoogstens vraagt."
                )
        return g

    def apply_to(self, profiel: Regelprofiel) -> Regelprofiel:
        """Put the answers on the profile."""
        for naam in self.base_fields:
            if naam != "reden":
                setattr(profiel, naam, self.cleaned_data[naam])
        return profiel

    def build_drempels(self) -> list[Regeldrempel]:
        """The thresholds that were filled in, not saved."""
        g = self.cleaned_data
        return [
            Regeldrempel(
                tot=g[f"tot_{plek}"],
                tot_en_met=g[f"met_{plek}"],
                niveau=g[f"niveau_{plek}"],
                direct_vaststellen=g[f"direct_{plek}"],
            )
            for plek in self.plekken
            if g[f"niveau_{plek}"]
        ]
