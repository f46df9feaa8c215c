"""A letter about a decision that is awaited: to change, to print, or to send from one's own mail."""

import re
from urllib.parse import quote

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_http_methods

from financiering.continuiteit.dossier import load_wettermijnen
from financiering.domain.codes import Briefsoort
from financiering.permissions import can_change_initiatief
from financiering.rapportage.brieven import Brieven, find_brieven, write_brief
from financiering.web.datums import get_vandaag
from financiering.web.geldstromen import find_geldstroom


class BriefForm(forms.Form):
    """The letter as its writer wants it."""

    tekst = forms.CharField(
        label="De brief",
        max_length=5000,
        widget=forms.Textarea(attrs={"class": "hoog"}),
        help_text="Verander wat je wilt. Vul in wat tussen haken staat.",
    )


NOG_IN_TE_VULLEN = re.compile(r"\[[^\[\]\n]{1,40}\]")
"""What the example letter leaves open, such as a name."""


def pick_soort(request: HttpRequest, brieven: Brieven) -> Briefsoort:
    """The kind the address asks for, where it fits; else the friendlier one."""
    gevraagd = request.GET.get("soort")
    return next((soort for soort in brieven.soorten if soort == gevraagd), brieven.soorten[0])


def build_mailadres(tekst: str) -> str:
    """Opens one's own mail programme with the letter in it; the subject stays free of names."""
    regels = tekst.replace("\r\n", "\n").replace("\n", "\r\n")
    return f"mailto:?subject={quote('Ons verzoek om een besluit')}&body={quote(regels)}"


@require_http_methods(["GET", "HEAD", "POST"])
def brief(request: HttpRequest, pk: int) -> HttpResponse:
    """Write it, then see it as it goes out. Nothing is kept and nothing is sent from here."""
    stroom, vandaag = find_geldstroom(request, pk), get_vandaag()
    wet = load_wettermijnen(vandaag)
    brieven = find_brieven(stroom, vandaag, wet)
    if brieven is None or not can_change_initiatief(request.user, stroom.initiatief).mag:
        raise Http404
    soort = pick_soort(request, brieven)
    voorbeeld = write_brief(soort, stroom, brieven.klok, peildatum=vandaag, wet=wet)
    form = BriefForm(request.POST or None, initial={"tekst": voorbeeld})
    context = {"stroom": stroom, "form": form, "soort": soort}
    if request.method == "POST" and form.is_valid() and request.POST.get("doe") != "verder":
        tekst = form.cleaned_data["tekst"]
        return render(
            request,
            "brieven/klaar.html",
            context
            | {
                "tekst": tekst,
                "mail": build_mailadres(tekst),
                "nog": NOG_IN_TE_VULLEN.findall(tekst),
            },
        )
    tabs = [(s.label, f"?soort={s}", s == soort) for s in brieven.soorten]
    return render(
        request,
        "brieven/schrijven.html",
        context | {"klok": brieven.klok, "tabs": tabs, "wet": wet},
    )


urlpatterns = [path("geldstromen/<int:pk>/brief", brief, name="brief")]
