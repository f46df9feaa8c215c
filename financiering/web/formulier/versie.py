"""A form over one object that others may change too: what they wrote beside what was typed."""

from typing import Any

from django import forms

from financiering.models.base import BewaardModel

ONBEKEND = object()
"""Not kept with the versions of the object, so that what stood there before cannot be told."""


class VersieForm(forms.Form):
    """Carries the version of the object that the person was looking at."""

    versie = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def list_begin(cls, obj: Any) -> dict[str, Any]:
        """What each field shows of `obj`; a field that is not there starts empty."""
        return {naam: getattr(obj, naam) for naam in cls.base_fields if hasattr(obj, naam)}

    def show_anders(self, obj: BewaardModel) -> None:
        """After somebody else saved `obj` first.

        What only they changed is taken over; where both changed something, what they wrote is said at
        the field and what was typed stays. Saving again is then a choice that nobody makes blindly.
        """
        toen = self._list_toen(obj)
        nu = self.list_begin(type(obj)._base_manager.get(pk=obj.pk))
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for naam, waarde in nu.items():
            veld = self.fields.get(naam)
            if veld is None or not veld.has_changed(waarde, self[naam].data):
                continue
            basis = toen.get(naam, ONBEKEND)
            if naam == "versie" or (basis is not ONBEKEND and not self._is_getypt(naam, basis)):
                _put(data, self.add_prefix(naam), veld, waarde)
            elif basis is ONBEKEND or veld.has_changed(basis, veld.prepare_value(waarde)):
                self.add_error(naam, f"Hier staat intussen: {_format(veld, waarde)}.")
        self.data = data

    def _is_getypt(self, naam: str, basis: Any) -> bool:
        return self.fields[naam].has_changed(basis, self[naam].data)

    def _list_toen(self, obj: Any) -> dict[str, Any]:
        """The object as the person saw it, from its history; related rows are not in there."""
        rij = obj.history.filter(versie=self.cleaned_data["versie"]).order_by("-history_id").first()
        if rij is None:
            return {}
        eigen = {veld.name for veld in obj._meta.concrete_fields}
        return {n: w for n, w in self.list_begin(rij.instance).items() if n in eigen}


class GroepenForm(VersieForm):
    """Many fields under a few headings; the first `OPEN` headings stand open."""

    GROEPEN: tuple[tuple[str, tuple[str, ...]], ...] = ()
    OPEN = 1
    open_bij = ""
    """The field that somebody came for; its heading stands open too."""

    @property
    def groepen(self) -> list[tuple[str, list[forms.BoundField], bool]]:
        """Each heading with its fields and whether it stands open."""
        return [
            (
                kop,
                [self[naam] for naam in namen],
                plek < self.OPEN or self.open_bij in namen or bool(self.errors),
            )
            for plek, (kop, namen) in enumerate(self.GROEPEN)
        ]


def _put(data: Any, naam: str, veld: forms.Field, waarde: Any) -> None:
    if isinstance(veld, forms.BooleanField):
        data.pop(naam, None)
        if waarde:
            data[naam] = "on"
    else:
        getoond = veld.prepare_value(waarde)
        data[naam] = "" if getoond is None else veld.widget.format_value(getoond) or ""


def _format(veld: forms.Field, waarde: Any) -> str:
    """As it would stand in the field; of a choice its words."""
    if isinstance(veld, forms.BooleanField):
        return "ja" if waarde else "nee"
    getoond = veld.prepare_value(waarde)
    if isinstance(veld, forms.ChoiceField):
        getoond = {str(code): label for code, label in veld.choices}.get(str(getoond), getoond)
    elif getoond is not None:
        getoond = veld.widget.format_value(getoond)
    return f"“{getoond}”" if getoond not in (None, "") else "niets"
