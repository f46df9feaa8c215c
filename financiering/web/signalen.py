"""Signals: who needs somebody first, and why."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from financiering.continuiteit.registry import REGISTER
from financiering.domain.codes import ERNST_ORDE, Ernst, SoortToegang
from financiering.domain.woorden import format_aantal, open_zin
from financiering.models import Advies, Gemeente, Initiatief, Signaal
from financiering.models.base import read_plekken
from financiering.permissions import can_give_advies, can_mute_signaal
from financiering.services.initiatieven import ask_advies, drop_adviesvraag, give_advies
from financiering.services.signalen import mute_signaal, unmute_signaal
from financiering.web.cijfers import list_cijfers
from financiering.web.datums import get_vandaag
from financiering.web.formulier.geldstroom import WijzigForm
from financiering.web.formulier.initiatief import AdviesForm, DempForm
from financiering.web.initiatieven import find_eigen, find_initiatief
from financiering.web.middleware import note_inzage
from financiering.web.opslaan import by, save_form

GEVRAAGD = {"ja": "wie om advies vroeg", "nee": "wie niet om advies vroeg"}
HOOGSTENS = 1000
HELE_PAGINA = {
    "begroting": ("begroting", "Vul in wat openblijven kost"),
    "taken": ("taken", "Vul in wie wat doet"),
    "geldstromen": ("geld_toevoegen", "Geld toevoegen"),
}
"""What can be missing that has a page of its own."""


def select_signalen(request: HttpRequest, gekozen: dict[str, str]) -> Any:
    """The open signals this person may see, with the filters of the address; nonsense is ignored."""
    zichtbaar = Signaal.objects.visible_to(request.user).open().filter(op_proef=False)
    if gekozen["regel"]:
        zichtbaar = zichtbaar.filter(regel=gekozen["regel"])
    if gekozen["ernst"]:
        zichtbaar = zichtbaar.filter(ernst=gekozen["ernst"])
    if gekozen["gemeente"]:
        zichtbaar = zichtbaar.filter(initiatief__gemeente=gekozen["gemeente"])
    if gekozen["gevraagd"]:
        niet = gekozen["gevraagd"] == "nee"
        zichtbaar = zichtbaar.filter(initiatief__advies_gevraagd_op__isnull=niet)
    return zichtbaar


def read_keuzes(request: HttpRequest, regio: dict[str, str]) -> dict[str, str]:
    """What the address asks for, each one of the values on the page or empty."""
    mogelijk = {
        "ernst": set(Ernst.values),
        "regel": {regel.code for regel in REGISTER},
        "gemeente": set(regio),
        "gevraagd": set(GEVRAAGD),
    }
    gevraagd = {naam: request.GET.get(naam, "") for naam in mogelijk}
    return {naam: keus if keus in mogelijk[naam] else "" for naam, keus in gevraagd.items()}


def list_regio(request: HttpRequest) -> dict[str, str]:
    """The municipalities of the initiatives this person may know of, by code."""
    zichtbaar = Initiatief.objects.visible_to(request.user).order_by().values("gemeente")
    return dict(Gemeente.objects.filter(pk__in=zichtbaar).values_list("code", "naam"))


def is_adviseur(request: HttpRequest) -> bool:
    """Whether this person helps initiatives for a support organisation."""
    return SoortToegang.KENNISSTEUNFUNCTIE in read_plekken(request.user).soorten


@require_safe
def signalen(request: HttpRequest) -> HttpResponse:
    """Per initiative: worst first, then the earliest last day to act."""
    regio, vandaag = list_regio(request), get_vandaag()
    gekozen = read_keuzes(request, regio)
    filters = build_filters(regio, gekozen, adviseur=is_adviseur(request))
    zichtbaar = select_signalen(request, gekozen).worst_first()
    rijen = list(zichtbaar.select_related("initiatief__gemeente", "geldstroom")[: HOOGSTENS + 1])
    getoond = rijen[:HOOGSTENS]
    groepen = group_signalen([s for s in getoond if not s.is_gedempt(vandaag)], vandaag)
    context = {
        "groepen": groepen,
        "kern": describe_lijst(groepen),
        "gedempt": [s for s in getoond if s.is_gedempt(vandaag)],
        "afgekapt": len(rijen) > HOOGSTENS,
        "hoogstens": HOOGSTENS,
        "filters": filters,
        "gefilterd": [dict(f["keuzes"])[f["nu"]] for f in filters if f["nu"]],
        "bijgewerkt": max((s.laatst_gezien for s in getoond), default=None),
    }
    return render(request, "signalen/lijst.html", context)


def describe_lijst(groepen: list[dict[str, Any]]) -> str:
    """How many cannot wait, in one sentence; of one initiative how many signals it has."""
    if len(groepen) == 1:
        aantal = len(groepen[0]["signalen"])
        return open_zin(f"{format_aantal(aantal, 'signaal', 'signalen')}; het ergste eerst.")
    kritiek, risico = (
        sum(groep["ergste"] == ernst for groep in groepen)
        for ernst in (Ernst.KRITIEK, Ernst.RISICO)
    )
    if not kritiek + risico:
        return "Niets is dringend."
    initiatieven = open_zin(format_aantal(kritiek or risico, "initiatief", "initiatieven"))
    loopt = "loopt" if risico == 1 else "lopen"
    if not kritiek:
        return f"{initiatieven} {loopt} risico."
    zin = f"{initiatieven} {'is' if kritiek == 1 else 'zijn'} kritiek"
    return (
        f"{zin} en {format_aantal(risico, '', '').strip()} {loopt} risico." if risico else f"{zin}."
    )


def build_filters(
    regio: dict[str, str], gekozen: dict[str, str], *, adviseur: bool
) -> list[dict[str, Any]]:
    """The choices above the list; a region of one municipality is no choice."""
    keuzes: dict[str, tuple[str, list[tuple[str, str]]]] = {
        "ernst": ("Hoe ernstig", list(Ernst.choices)),
        "regel": ("Waarover", [(regel.code, regel.naam) for regel in REGISTER]),
        "gemeente": ("Waar", list(regio.items()) if len(regio) > 1 else []),
        "gevraagd": ("Om advies gevraagd", list(GEVRAAGD.items()) if adviseur else []),
    }
    return [
        {"naam": naam, "kop": kop, "keuzes": lijst, "nu": gekozen[naam]}
        for naam, (kop, lijst) in keuzes.items()
        if lijst
    ]


def group_signalen(signalen: list[Signaal], vandaag: date) -> list[dict[str, Any]]:
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
        groep["eerste"], *groep["andere"] = groep["signalen"]
        groep["dagen_over"] = (groep["eerste_dag"] - vandaag).days if dagen else None
    return sorted(
        groepen.values(),
        key=lambda g: (ERNST_ORDE[Ernst(g["ergste"])], g["eerste_dag"] is None, g["eerste_dag"] or 0, g["initiatief"].naam),
    )  # fmt: skip


def find_signaal(request: HttpRequest, pk: int) -> Signaal:
    zichtbaar = Signaal.objects.visible_to(request.user).select_related("initiatief", "geldstroom")
    return get_object_or_404(zichtbaar, pk=pk)


def find_invullen(signaal: Signaal) -> tuple[str, str]:
    """Where the first thing that is missing is filled in, down to the field, and the words for it."""
    veld, kenmerk = signaal.ontbreekt[0], signaal.initiatief.kenmerk
    if veld in HELE_PAGINA:
        naam, woorden = HELE_PAGINA[veld]
        return reverse(naam, args=[kenmerk]), woorden
    if veld in WijzigForm.base_fields:
        if signaal.geldstroom_id:
            adres = reverse("geldstroom_wijzigen", args=[signaal.geldstroom_id])
        else:
            return f"{reverse('initiatief', args=[kenmerk])}#geld", "Kies de geldstroom"
    else:
        adres = reverse("gegevens", args=[kenmerk])
    return f"{adres}?veld={veld}#id_{veld}", "Vul dit in"


@require_safe
def signaal(request: HttpRequest, pk: int) -> HttpResponse:
    """The explanation, the figures behind it, the advice, and what softens it."""
    gevonden = find_signaal(request, pk)
    note_inzage(request, gevonden.initiatief_id, f"het signaal {gevonden.regel}")
    context = {
        "signaal": gevonden,
        "regel": REGISTER[gevonden.regel],
        "cijfers": list_cijfers(gevonden.cijfers),
        "mag_dempen": can_mute_signaal(request.user, gevonden).mag,
        "mag_adviseren": can_give_advies(request.user, gevonden.initiatief).mag,
        "invullen": find_invullen(gevonden) if gevonden.ontbreekt else None,
        "gedempt": gevonden.is_gedempt(get_vandaag()),
        "form": DempForm(),
    }
    return render(request, "signalen/pagina.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def dempen(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it aside until a day, with a reason; or show it again. A mail leads here as well."""
    gevonden = find_signaal(request, pk)
    if not can_mute_signaal(request.user, gevonden).mag:
        raise Http404
    if request.POST.get("doe") == "terug":
        unmute_signaal(pk, by(request, "Signaal weer getoond"))
        return redirect("signaal", pk)
    form = DempForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
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
        if save_form(form, lambda: give_advies(nieuw, by(request, "Advies gegeven"))):
            messages.success(request, "Je advies staat op de pagina van het initiatief.")
            return redirect("initiatief", kenmerk)
    return render(request, "signalen/advies.html", {"initiatief": initiatief, "form": form})


@require_POST
def advies_vragen(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Ask the adviser to look along, or take that back."""
    eigen = find_eigen(request, kenmerk)
    if request.POST.get("doe") == "terug":
        drop_adviesvraag(eigen, by(request, "Vraag om advies ingetrokken"))
        messages.success(request, "Je vraag om advies staat niet meer open.")
    else:
        ask_advies(eigen, get_vandaag(), by(request, "Om advies gevraagd"))
        messages.success(request, "De adviseur ziet je vraag, je signalen en de cijfers erachter.")
    return redirect("openstellen", kenmerk)


urlpatterns = [
    path("signalen", signalen, name="signalen"),
    path("signalen/<int:pk>", signaal, name="signaal"),
    path("signalen/<int:pk>/dempen", dempen, name="signaal_dempen"),
    path("initiatieven/<str:kenmerk>/advies", advies, name="advies"),
    path("initiatieven/<str:kenmerk>/advies-vragen", advies_vragen, name="advies_vragen"),
]
