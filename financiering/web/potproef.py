"""Try two ways of dividing a pot, compare them, and carry one out as a whole or not at all."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from financiering.domain.bedragen import NUL
from financiering.domain.codes import Status
from financiering.models import Geldstroom, Pot
from financiering.rapportage.potproef import compute_verdeling, divide_evenredig, pick_gevraagd
from financiering.rapportage.potten import load_potten
from financiering.services.geldstromen import Stap
from financiering.services.toekennen import grant_samen
from financiering.web.datums import get_vandaag
from financiering.web.formulier.velden import BedragVeld, DatumVeld
from financiering.web.opslaan import by, judge_later, save_form
from financiering.web.potten import find_pot, list_koppelbaar

VARIANTEN = ("a", "b")
HOOGSTENS = 100


class ProefForm(forms.Form):
    """An amount per request and variant; empty is nothing."""

    op = DatumVeld(label="Besluit van", required=False)
    reden = forms.CharField(label="Waarom zo?", max_length=300, required=False)

    def __init__(
        self, *args: Any, aanvragen: list[Geldstroom], over: Decimal, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["op"].initial = get_vandaag()
        self.aanvragen = aanvragen
        gelijk = divide_evenredig(over, aanvragen)
        for stroom in aanvragen:
            for variant, begin in (("a", pick_gevraagd(stroom)), ("b", gelijk[stroom.pk])):
                wie = f"{stroom.initiatief.naam}, {stroom.omschrijving}"
                veld = BedragVeld(label=f"Variant {variant.upper()}: {wie}", required=False)
                veld.initial = begin
                self.fields[f"{variant}_{stroom.pk}"] = veld

    def get_bedragen(self, variant: str) -> dict[int, Decimal]:
        """Euros per request: what was typed, or at the first look what is proposed."""
        bron = (
            self.cleaned_data if self.is_bound else {n: v.initial for n, v in self.fields.items()}
        )
        return {s.pk: bron.get(f"{variant}_{s.pk}") or NUL for s in self.aanvragen}

    @property
    def rijen(self) -> list[tuple[Geldstroom, Decimal, forms.BoundField, forms.BoundField]]:
        """Each request with what it asks and its two fields."""
        return [(s, pick_gevraagd(s), self[f"a_{s.pk}"], self[f"b_{s.pk}"]) for s in self.aanvragen]


def list_aanvragen(pot: Pot) -> list[Geldstroom]:
    """What waits for a decision and could be paid from this pot."""
    return list(list_koppelbaar(pot).filter(status=Status.AANGEVRAAGD)[:HOOGSTENS])


@require_http_methods(["GET", "HEAD", "POST"])
def proberen(request: HttpRequest, pk: int) -> HttpResponse:
    """Looking asks nothing of the database but reading; carrying out is a press of its own."""
    pot = find_pot(request, pk)
    if pot.gesloten_op:
        raise Http404
    over = load_potten(Pot.objects.filter(pk=pk))[0].over
    gestuurd = request.POST or (request.GET if "reken" in request.GET else None)
    form = ProefForm(gestuurd, aanvragen=list_aanvragen(pot), over=over)
    goed = not form.is_bound or form.is_valid()
    if request.method == "POST" and goed and _carry_out(request, pot, form):
        return redirect("pot", pk)
    varianten = (
        [(v, compute_verdeling(over, form.aanvragen, form.get_bedragen(v))) for v in VARIANTEN]
        if goed
        else []
    )
    context = {"pot": pot, "form": form, "over": over, "varianten": varianten}
    return render(request, "potten/proberen.html", context)


def _carry_out(request: HttpRequest, pot: Pot, form: ProefForm) -> bool:
    variant = request.POST.get("voer_uit", "")
    if variant not in VARIANTEN:
        raise Http404
    bedragen = {naam: bedrag for naam, bedrag in form.get_bedragen(variant).items() if bedrag}
    reden = form.cleaned_data["reden"].strip()
    if not reden:
        form.add_error("reden", "Schrijf op waarom, dan staat het bij elk besluit.")
        return False
    stap = Stap(form.cleaned_data["op"] or get_vandaag())
    handeling = by(request, reden)
    gelukt = save_form(form, lambda: grant_samen(pot.pk, bedragen, stap, handeling))
    if not gelukt:
        return False
    for stroom in gelukt:
        judge_later(stroom.initiatief_id)
    messages.success(request, f"Verleend aan {len(gelukt)} van de {len(form.aanvragen)} aanvragen.")
    return True


urlpatterns = [path("potten/<int:pk>/proberen", proberen, name="pot_proberen")]
