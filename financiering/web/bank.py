"""A bank statement read in: what came in, for which promise, and kept when somebody says so.

Between looking and saving the lines stay in the page, signed; the system keeps nothing of them.
"""

from dataclasses import astuple
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from financiering.demo.afschrift import build_afschrift
from financiering.domain.bankregels import Bankregel
from financiering.domain.exceptions import DomeinFout
from financiering.domain.woorden import format_aantal, open_zin
from financiering.models import Geldstroom
from financiering.permissions import can_change_initiatief
from financiering.rapportage.bankregels import Voorstellen, compare_afschrift, load_stromen
from financiering.rapportage.initiatief import load_alles
from financiering.services.bankregels import TOEGEZEGD, Herkend, record_herkend
from financiering.uitwisseling.bank import MAX_BYTES, read_afschrift
from financiering.uitwisseling.bestanden import BestandGeweigerd
from financiering.web.datums import get_peildatum
from financiering.web.initiatieven import find_initiatief
from financiering.web.opslaan import by, judge_later

HOOGSTENS = 400
"""Lines that one page asks about."""
GELDIG = 24 * 60 * 60
"""Seconds that a page with lines can be saved."""
NIET = ("", "Niet overnemen")


class AfschriftForm(forms.Form):
    """A statement as a bank gives it."""

    bestand = forms.FileField(
        label="Kies het afschrift",
        help_text="CAMT.053 (XML) of MT940, zoals je bank het laat downloaden.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xml,.sta,.940,.mt940,.swi,.txt"}),
    )


def find_eigen(request: HttpRequest, kenmerk: str) -> Any:
    """The initiative if this person runs it; else 404."""
    initiatief = find_initiatief(request, kenmerk)
    if not can_change_initiatief(request.user, initiatief).mag:
        raise Http404
    return initiatief


@require_http_methods(["GET", "HEAD", "POST"])
def afschrift(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Ask for a file, and show what is in it; nothing is kept."""
    initiatief = find_eigen(request, kenmerk)
    verstuurd = request.method == "POST"
    form = AfschriftForm(request.POST, request.FILES) if verstuurd else AfschriftForm()
    context: dict[str, Any] = {"initiatief": initiatief, "form": form, "proef": settings.DEMO}
    if verstuurd and form.is_valid():
        try:
            context |= read_voorstellen(initiatief, form.cleaned_data["bestand"])
        except BestandGeweigerd as fout:
            form.add_error("bestand", fout.boodschap)
    return render(request, "initiatieven/bank.html", context)


@require_safe
def afschrift_voorbeeld(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """A made-up statement to try it with; only in the trial."""
    initiatief = find_eigen(request, kenmerk)
    if not settings.DEMO:
        raise Http404
    stromen = Geldstroom.objects.filter(initiatief=initiatief, status__in=TOEGEZEGD)
    inhoud = build_afschrift(load_alles(stromen), get_peildatum(request))
    antwoord = HttpResponse(inhoud, content_type="application/xml")
    antwoord["Content-Disposition"] = 'attachment; filename="voorbeeldafschrift-fictief.xml"'
    return antwoord


def read_voorstellen(initiatief: Any, bestand: Any) -> dict[str, Any]:
    """What the page shows of a file. Raises BestandGeweigerd."""
    naam = str(bestand.name)[:120]
    gelezen = read_afschrift(bestand.read(MAX_BYTES + 1), naam)
    stromen = load_stromen(initiatief)
    voorstellen = compare_afschrift(initiatief, stromen, gelezen.regels)
    if len(voorstellen.zeker) + len(voorstellen.kies) > HOOGSTENS:
        raise BestandGeweigerd(
            f"{naam} heeft meer dan {HOOGSTENS} bijschrijvingen. Vraag een kortere periode op."
        )
    return {
        "naam": naam,
        "gelezen": gelezen,
        "voorstellen": voorstellen,
        "stromen": stromen,
        "keuzes": build_keuzes(initiatief, stromen, voorstellen),
    }


def build_keuzes(
    initiatief: Any, stromen: list[Any], voorstellen: Voorstellen
) -> dict[str, list[dict[str, Any]]]:
    """The lines to ask about, each with its signed self, its choices, and the one put forward."""
    opties = [NIET, *((str(s.pk), f"{s.omschrijving} ({s.financier.naam})") for s in stromen)]
    teller = iter(range(HOOGSTENS))

    def build(regel: Bankregel, voorstel: int | None) -> dict[str, Any]:
        return {
            "nummer": next(teller),
            "regel": regel,
            "getekend": sign_regel(initiatief, regel),
            "gekozen": str(voorstel or ""),
            "opties": opties,
        }

    return {
        "zeker": [build(regel, pk) for regel, pk in voorstellen.zeker],
        "kies": [build(regel, None) for regel in voorstellen.kies],
    }


def sign_regel(initiatief: Any, regel: Bankregel) -> str:
    """The line as text that only this page can have made, for this initiative."""
    dag, bedrag, *rest = astuple(regel)
    return signing.dumps([dag.isoformat(), str(bedrag), *rest], salt=f"bankregel-{initiatief.pk}")


def read_getekend(initiatief: Any, tekst: str) -> Bankregel:
    """The line again. Raises signing.BadSignature when it was changed or is of yesterday."""
    dag, bedrag, *rest = signing.loads(tekst, salt=f"bankregel-{initiatief.pk}", max_age=GELDIG)
    return Bankregel(date.fromisoformat(dag), Decimal(bedrag), *rest)


@require_POST
def afschrift_bewaren(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Keep the lines for which a stream was chosen: all of them, or none."""
    initiatief = find_eigen(request, kenmerk)
    gekozen = [
        (naam.removeprefix("stroom-"), str(waarde))
        for naam, waarde in request.POST.items()
        if naam.startswith("stroom-") and str(waarde).isdecimal()
    ]
    try:
        herkend = [
            Herkend(read_getekend(initiatief, request.POST.get(f"regel-{nummer}", "")), int(pk))
            for nummer, pk in gekozen
        ]
        nieuw = record_herkend(initiatief, herkend, by(request, "Bijgeschreven op de bank"))
    except signing.BadSignature:
        messages.warning(request, "Dit afschrift staat hier te lang. Lees het opnieuw in.")
        return redirect("afschrift", kenmerk)
    except DomeinFout as fout:
        messages.warning(request, f"{fout.boodschap} Er is niets bewaard. Lees het opnieuw in.")
        return redirect("afschrift", kenmerk)
    if not nieuw:
        messages.info(request, "Er was niets nieuws om te bewaren.")
        return redirect("afschrift", kenmerk)
    judge_later(initiatief.pk)
    aantal = open_zin(format_aantal(nieuw, "betaling", "betalingen"))
    messages.success(request, f"{aantal} bewaard. Van de rest van het afschrift is niets bewaard.")
    return redirect("initiatief", kenmerk)


urlpatterns = [
    path("initiatieven/<str:kenmerk>/bank", afschrift, name="afschrift"),
    path(
        "initiatieven/<str:kenmerk>/bank/voorbeeld", afschrift_voorbeeld, name="afschrift_voorbeeld"
    ),
    path("initiatieven/<str:kenmerk>/bank/bewaren", afschrift_bewaren, name="afschrift_bewaren"),
]
