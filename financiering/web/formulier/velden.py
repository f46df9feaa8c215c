"""Fields that read what people type: Dutch amounts, dates, yes and no."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from financiering.domain.invoer import InvoerFout, parse_bedrag, parse_datum, parse_verdeling
from financiering.domain.woorden import format_bedrag

MAX_TEKENS = 30
MAX_VERDELING = 500
MAX_VERHAAL = 5000


class BedragVeld(forms.CharField):
    """Euros: 1.234,56 or 1234,56 or € 1.234."""

    def __init__(self, *, negatief: bool = False, **kwargs: Any) -> None:
        self.negatief = negatief
        invoer = {"inputmode": "decimal", "size": 12, "maxlength": MAX_TEKENS}
        kwargs.setdefault("widget", forms.TextInput(attrs=invoer))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return format_bedrag(value).replace("€ ", "").removesuffix(",00")
        return value

    def to_python(self, value: Any) -> Any:
        tekst: Any = super().to_python(value)
        if tekst in self.empty_values:
            return None
        if len(tekst) > MAX_TEKENS:
            raise forms.ValidationError(
                "Dit is te lang voor een bedrag. Schrijf bijvoorbeeld 1234,56."
            )
        try:
            return parse_bedrag(tekst, negatief=self.negatief)
        except InvoerFout as fout:
            raise forms.ValidationError(f"“{tekst}” {fout}") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(data) != initial)


class DatumVeld(forms.DateField):
    """A day: 31-12-2026 or the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        try:
            return parse_datum(value)
        except InvoerFout as fout:
            raise forms.ValidationError(f"“{value}” {fout}") from None


class UrenVeld(forms.DecimalField):
    """Hours, also halves: 12 or 7,5."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "size": 8}))
        super().__init__(min_value=0, max_digits=7, decimal_places=1, localize=True, **kwargs)


class VerhaalVeld(forms.CharField):
    """A few sentences, never required."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3})
        super().__init__(required=False, max_length=MAX_VERHAAL, widget=widget, **kwargs)


class ProcentenVeld(forms.Field):
    """Parts of a whole: Welzijn 60%; Cultuur 40%."""

    widget = forms.TextInput(attrs={"maxlength": MAX_VERDELING})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return "; ".join(f"{naam} {deel.normalize():f}%" for naam, deel in value.items())
        return value

    def to_python(self, value: Any) -> dict[str, Decimal] | None:
        if not (tekst := str(value or "").strip()):
            return None
        if len(tekst) > MAX_VERDELING:
            raise forms.ValidationError(f"Dit is te lang: hoogstens {MAX_VERDELING} tekens.")
        try:
            return parse_verdeling(tekst, procenten=True)
        except InvoerFout as fout:
            raise forms.ValidationError(f"“{tekst}” {fout}") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(data) != initial)


class JaNeeVeld(forms.TypedChoiceField):
    """Yes, no, or not known: what is not known is not no."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(
            choices=[("", "weet ik niet"), ("ja", "ja"), ("nee", "nee")],
            coerce=lambda waarde: waarde == "ja",
            empty_value=None,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "ja", False: "nee"}.get(value, value)


def choose(lijst: Any, *, leeg: str = "weet ik niet", zonder: Any = ()) -> list[tuple[str, str]]:
    """The words of a code list to choose from, with an empty first choice."""
    keuzes = [(code, label) for code, label in lijst.choices if code not in zonder]
    return [("", leeg), *keuzes] if leeg else keuzes
