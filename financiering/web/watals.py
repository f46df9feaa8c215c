"""What if: a page that changes nothing; the assumption lives in the address."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from financiering.continuiteit.dossier import load_dossier
from financiering.continuiteit.feiten import FeitStroom
from financiering.permissions import can_change_initiatief, can_try_watals
from financiering.rapportage.watals import (
    Aanname,
    Erbij,
    compare,
    list_aan_te_nemen,
)
from financiering.web.datums import get_peildatum
from financiering.web.formulier.velden import BedragVeld, DatumVeld
from financiering.web.grafieken.bestand import send_beeld
from financiering.web.grafieken.horizon import build_horizon_grafiek
from financiering.web.initiatieven import find_initiatief
from financiering.web.middleware import note_inzage


class WatAlsForm(forms.Form):
    """Per stream whether it falls away or ends on another day, and money to add."""

    bedrag = BedragVeld(label="Nieuw geld: hoeveel?", required=False)
    van = DatumVeld(label="Vanaf", required=False)
    tot = DatumVeld(label="Tot en met", required=False)

    def __init__(self, *args: Any, stromen: Iterable[FeitStroom], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stromen = list(stromen)
        for stroom in self.stromen:
            wat = f"{stroom.omschrijving} ({stroom.financier}, {_name_jaren(stroom)})"
            self.fields[f"weg_{stroom.pk}"] = forms.BooleanField(
                label=f"{wat} valt weg", required=False
            )
            self.fields[f"einde_{stroom.pk}"] = DatumVeld(label="of eindigt op", required=False)

    @property
    def paren(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each stream."""
        return [(self[f"weg_{s.pk}"], self[f"einde_{s.pk}"]) for s in self.stromen]

    def clean(self) -> dict[str, Any]:
        g = super().clean() or {}
        for stroom in self.stromen:
            einde = g.get(f"einde_{stroom.pk}")
            if einde and einde < stroom.van:
                self.add_error(f"einde_{stroom.pk}", "Deze dag ligt vóór het begin.")
        delen = [g.get(naam) for naam in ("bedrag", "van", "tot")]
        if any(delen) and not all(delen) and not self.errors:
            self.add_error("bedrag", "Vul bij nieuw geld het bedrag, het begin en het einde in.")
        elif all(delen) and g["tot"] < g["van"]:
            self.add_error("tot", "Het einde ligt vóór het begin.")
        return g

    def build_aanname(self) -> Aanname:
        """What was assumed."""
        g = self.cleaned_data
        return Aanname(
            frozenset(s.pk for s in self.stromen if g[f"weg_{s.pk}"]),
            {s.pk: g[f"einde_{s.pk}"] for s in self.stromen if g[f"einde_{s.pk}"]},
            Erbij(g["bedrag"], g["van"], g["tot"]) if g["bedrag"] else None,
        )


def _name_jaren(stroom: FeitStroom) -> str:
    """The years it is for: two of one name are told apart by them."""
    if stroom.tot is None:
        return f"vanaf {stroom.van.year}"
    begin, einde = stroom.van.year, stroom.tot.year
    return str(begin) if begin == einde else f"{begin} tot en met {einde}"


@require_safe
def wat_als(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """For its own people, and for the adviser they opened everything to."""
    initiatief = find_initiatief(request, kenmerk)
    eigen = can_change_initiatief(request.user, initiatief).mag
    peildatum = get_peildatum(request)
    if not can_try_watals(request.user, initiatief).mag:
        raise Http404
    dossier = load_dossier(initiatief.pk, peildatum)
    if dossier is None:
        raise Http404
    note_inzage(request, initiatief.pk, "wat als")
    form = WatAlsForm(request.GET or None, stromen=list_aan_te_nemen(dossier, peildatum))
    aanname = form.build_aanname() if form.is_bound and form.is_valid() else Aanname()
    vergelijking = compare(dossier, aanname, peildatum)
    context: dict[str, Any] = {
        "initiatief": initiatief,
        "eigen": eigen,
        "form": form,
        "veranderd": aanname != Aanname(),
        "vergelijking": vergelijking,
        "horizon": build_horizon_grafiek(
            vergelijking.straks.maanden, titel="Zoals het dan zou zijn"
        ),
    }
    beeld = send_beeld(request, context["horizon"])
    return beeld or render(request, "initiatieven/wat_als.html", context)


urlpatterns = [path("initiatieven/<str:kenmerk>/wat-als", wat_als, name="wat_als")]
