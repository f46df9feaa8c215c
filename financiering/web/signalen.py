"""Signals: who needs somebody first, and why."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from financiering.continuiteit.registry import REGISTER
from financiering.domain.codes import ERNST_ORDE, Ernst
from financiering.models import Advies, Signaal
from financiering.permissions import can_give_advies, can_mute_signaal
from financiering.services.schrijven import save_object
from financiering.services.signalen import mute_signaal, unmute_signaal
from financiering.web.datums import get_vandaag
from financiering.web.formulier.initiatief import AdviesForm, DempForm
from financiering.web.initiatieven import find_initiatief
from financiering.web.middleware import note_inzage
from financiering.web.opslaan import by, save_form


@require_safe
def signalen(request: HttpRequest) -> HttpResponse:
    """Per initiative: worst first, then the earliest last day to act."""
    zichtbaar = Signaal.objects.visible_to(request.user).open().filter(op_proef=False)
    regel, ernst = request.GET.get("regel", ""), request.GET.get("ernst", "")
    if regel in {r.code for r in REGISTER}:
        zichtbaar = zichtbaar.filter(regel=regel)
    if ernst in Ernst.values:
        zichtbaar = zichtbaar.filter(ernst=ernst)
    if request.GET.get("gevraagd"):
        zichtbaar = zichtbaar.filter(initiatief__advies_gevraagd_op__isnull=False)
    vandaag = get_vandaag()
    rijen = zichtbaar.worst_first().select_related("initiatief__gemeente", "geldstroom")[:1000]
    groepen = group_signalen([s for s in rijen if not s.is_gedempt(vandaag)])
    gedempt = [s for s in rijen if s.is_gedempt(vandaag)]
    context = {
        "groepen": groepen,
        "gedempt": gedempt,
        "vandaag": vandaag,
        "regels": [(r.code, r.naam) for r in REGISTER],
        "ernsten": Ernst.choices,
        "gekozen": {"regel": regel, "ernst": ernst, "gevraagd": request.GET.get("gevraagd", "")},
        "bijgewerkt": max((s.laatst_gezien for s in rijen), default=None),
    }
    return render(request, "signalen/lijst.html", context)


def group_signalen(signalen: list[Signaal]) -> list[dict[str, Any]]:
    """One group per initiative with its worst level, the first last day to act and its signals."""
    groepen: dict[int, dict[str, Any]] = {}
    for signaal in signalen:
        groep = groepen.setdefault(
            signaal.initiatief_id,
            {"initiatief": signaal.initiatief, "ergste": signaal.ernst, "signalen": []},
        )
        groep["signalen"].append(signaal)
    for groep in groepen.values():
        dagen = [
            s.laatste_dag for s in groep["signalen"] if s.laatste_dag and s.ernst == groep["ergste"]
        ]
        groep["eerste_dag"] = min(dagen, default=None)
    return sorted(
        groepen.values(),
        key=lambda g: (ERNST_ORDE[Ernst(g["ergste"])], g["eerste_dag"] is None, g["eerste_dag"] or 0, g["initiatief"].naam),
    )  # fmt: skip


def find_signaal(request: HttpRequest, pk: int) -> Signaal:
    zichtbaar = Signaal.objects.visible_to(request.user).select_related("initiatief", "geldstroom")
    return get_object_or_404(zichtbaar, pk=pk)


@require_safe
def signaal(request: HttpRequest, pk: int) -> HttpResponse:
    """The explanation, the figures behind it, the advice, and what softens it."""
    gevonden = find_signaal(request, pk)
    note_inzage(request, gevonden.initiatief_id, f"het signaal {gevonden.regel}")
    context = {
        "signaal": gevonden,
        "regel": REGISTER[gevonden.regel],
        "cijfers": [
            (naam.replace("_", " "), waarde)
            for naam, waarde in gevonden.cijfers.items()
            if waarde is not None
        ],
        "mag_dempen": can_mute_signaal(request.user, gevonden).mag,
        "gedempt": gevonden.is_gedempt(get_vandaag()),
        "form": DempForm(),
    }
    return render(request, "signalen/pagina.html", context)


@require_POST
def dempen(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it aside until a day, with a reason; or show it again."""
    gevonden = find_signaal(request, pk)
    if not can_mute_signaal(request.user, gevonden).mag:
        raise Http404
    if request.POST.get("doe") == "terug":
        unmute_signaal(pk, by(request, "Signaal weer getoond"))
        return redirect("signaal", pk)
    form = DempForm(request.POST)
    if form.is_valid():
        g = form.cleaned_data
        if save_form(
            form, lambda: mute_signaal(pk, g["tot"], get_vandaag(), by(request, g["reden"]))
        ):
            messages.success(
                request, "Dit signaal staat opzij. Het komt terug als het erger wordt."
            )
            return redirect("signalen")
    return render(request, "signalen/dempen.html", {"signaal": gevonden, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def advies(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """A note of the adviser to the initiative."""
    initiatief = find_initiatief(request, kenmerk)
    if not can_give_advies(request.user, initiatief).mag:
        raise Http404
    form = AdviesForm(request.POST or None)
    auteur: Any = request.user
    if request.method == "POST" and form.is_valid():
        nieuw = Advies(
            initiatief=initiatief,
            auteur=auteur,
            gegeven_op=get_vandaag(),
            **form.cleaned_data,
        )
        if save_form(form, lambda: save_object(nieuw, by(request, "Advies gegeven"))):
            messages.success(request, "Je advies staat op de pagina van het initiatief.")
            return redirect("initiatief", kenmerk)
    return render(request, "signalen/advies.html", {"initiatief": initiatief, "form": form})


urlpatterns = [
    path("signalen", signalen, name="signalen"),
    path("signalen/<int:pk>", signaal, name="signaal"),
    path("signalen/<int:pk>/dempen", dempen, name="signaal_dempen"),
    path("initiatieven/<str:kenmerk>/advies", advies, name="advies"),
]
