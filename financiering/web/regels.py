"""The rules: explained to everybody; their thresholds set by the beheerder, who first sees what changes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from financiering.continuiteit.registry import REGISTER
from financiering.continuiteit.uitleg import list_uitleg
from financiering.models import Regelinstelling, Regelstand
from financiering.rapportage.drempels import compare_drempel
from financiering.services.schrijven import save_object
from financiering.services.signalen import load_instellingen
from financiering.web.beheer import check_beheer
from financiering.web.datums import get_peildatum
from financiering.web.formulier.velden import DatumVeld
from financiering.web.opslaan import by, save_form


class DrempelForm(forms.Form):
    """A threshold of a rule, from a day on, with a reason."""

    drempel = forms.ChoiceField(label="Welke drempel?")
    geldig_van = DatumVeld(label="Geldig vanaf")
    waarde = forms.DecimalField(label="Waarde", max_digits=12, decimal_places=4, localize=True)
    toelichting = forms.CharField(label="Waarom deze waarde?", max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["drempel"].choices = [  # type: ignore[attr-defined]
            (f"{regel.code}:{sleutel}", f"{regel.code} {sleutel.replace('_', ' ')} (nu {waarde:f})")
            for regel in REGISTER
            for sleutel, waarde in regel.drempels.items()
        ]


@login_not_required
@require_safe
def regels_uitleg(request: HttpRequest) -> HttpResponse:
    """What the system looks at, when it says something, and where that comes from."""
    uitleg = list_uitleg(load_instellingen(get_peildatum(request)))
    return render(request, "informatie/regels.html", {"uitleg": uitleg})


@require_http_methods(["GET", "HEAD", "POST"])
def regels(request: HttpRequest) -> HttpResponse:
    """Every rule with its thresholds; a new one from a day on, after a look at what it changes."""
    check_beheer(request)
    form = DrempelForm(request.POST or None)
    verschil = None
    if request.method == "POST" and form.is_valid():
        g = dict(form.cleaned_data)
        code, sleutel = g.pop("drempel").split(":")
        nieuw = Regelinstelling(regel=code, sleutel=sleutel, **g)
        if "bewaar" not in request.POST:
            verschil = compare_drempel(REGISTER[code], sleutel, g["waarde"], get_peildatum(request))
        elif save_form(form, lambda: save_object(nieuw, by(request, g["toelichting"]))):
            messages.success(request, "De drempel geldt vanaf die dag. Vannacht kijken we opnieuw.")
            return redirect("regels")
    context = {
        "form": form,
        "verschil": verschil,
        "uitleg": list_uitleg(load_instellingen(get_peildatum(request))),
        "eigen": Regelinstelling.objects.all(),
        "op_proef": set(Regelstand.objects.filter(op_proef=True).values_list("regel", flat=True)),
    }
    return render(request, "beheer/regels.html", context)


@require_POST
def regel_op_proef(request: HttpRequest, code: str) -> HttpResponse:
    """On trial: counted, not shown."""
    check_beheer(request)
    if code not in {regel.code for regel in REGISTER}:
        raise Http404
    stand = Regelstand.objects.filter(regel=code).first() or Regelstand(regel=code)
    stand.op_proef = request.POST.get("doe") == "proef"
    save_object(stand, by(request, "Regel op proef" if stand.op_proef else "Regel weer getoond"))
    messages.success(request, f"Regel {code} staat {'op proef' if stand.op_proef else 'weer aan'}.")
    return redirect("regels")


urlpatterns = [
    path("regels", regels_uitleg, name="regels_uitleg"),
    path("beheer/regels", regels, name="regels"),
    path("beheer/regels/<str:code>/stand", regel_op_proef, name="regel_op_proef"),
]
