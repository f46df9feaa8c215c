"""Pots: what is in them, and giving, moving and closing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from financiering.domain.bedragen import NUL
from financiering.domain.codes import OPEN_STATUSSEN, ZEKERE_STATUSSEN, Geldsoort
from financiering.domain.exceptions import DomeinFout
from financiering.domain.woorden import format_bedrag
from financiering.models import Geldstroom, Pot
from financiering.permissions import can_change_pot, can_create_pot
from financiering.rapportage.geschiedenis import list_van_pot
from financiering.rapportage.potten import (
    PotStand,
    describe_einde,
    list_koppelbaar,
    load_potten,
    split_bijdragen,
)
from financiering.services.potten import close_pot, move_bedrag, next_kenmerk, save_pot
from financiering.services.toekennen import (
    GEEFBAAR,
    connect_pot,
    disconnect_pot,
    give_uit_pot,
)
from financiering.web.datums import get_vandaag
from financiering.web.formulier.pot import (
    GeefForm,
    PotForm,
    SluitForm,
    ToekenForm,
    VerplaatsForm,
)
from financiering.web.grafieken.bestand import send_beeld
from financiering.web.grafieken.grafiek import Grafiek, Reeks
from financiering.web.grafieken.stapels import Stapel, build_stapel_grafiek
from financiering.web.opslaan import by, judge_later, save_form
from financiering.web.portefeuillevraag import find_gemeente

REEKSEN = (
    Reeks("verleend", "verleend"),
    Reeks("gereserveerd", "gereserveerd", "arcering"),
    Reeks("vrij", "nog vrij", "omtrek"),
)


def find_pot(request: HttpRequest, pk: int) -> Pot:
    """The pot if it is of this person's municipality; else 404."""
    pot: Pot = get_object_or_404(
        Pot.objects.visible_to(request.user).select_related("gemeente"), pk=pk
    )
    if not can_change_pot(request.user, pot).mag:
        raise Http404
    return pot


@require_safe
def potten(request: HttpRequest) -> HttpResponse:
    """Every pot of a year with what is left."""
    gemeente = find_gemeente(request)
    alle = Pot.objects.visible_to(request.user).filter(gemeente=gemeente)
    jaren = list(alle.order_by("-jaar").values_list("jaar", flat=True).distinct())
    gevraagd = request.GET.get("jaar", "")
    jaar = next((j for j in jaren if str(j) == gevraagd), None)
    if jaar is None:
        nu = get_vandaag().year
        jaar = nu if nu in jaren or not jaren else jaren[0]
    standen = load_potten(alle.filter(jaar=jaar).order_by("soort", "naam", "pk"))
    grafiek = build_potten_grafiek(standen) if any(stand.budget for stand in standen) else None
    context = {
        "gemeente": gemeente,
        "jaar": jaar,
        "grafiek": grafiek,
        "tabs": [(str(j), f"?jaar={j}", j == jaar) for j in jaren] if len(jaren) > 1 else [],
        "standen": standen,
        "over": sum(stand.over for stand in standen),
        "budget": sum(stand.budget for stand in standen),
        "verleend": sum(stand.verleend for stand in standen),
        "gereserveerd": sum(stand.gereserveerd for stand in standen),
        "uitbetaald": sum(stand.uitbetaald for stand in standen),
    }
    return send_beeld(request, grafiek) or render(request, "potten/lijst.html", context)


def build_potten_grafiek(standen: list[PotStand]) -> Grafiek:
    """What of each pot is granted, reserved and free; the title is where most is free."""
    stapels = [
        Stapel(stand.pot.naam, stand.delen, {"": reverse("pot", args=[stand.pot.pk])})
        for stand in standen
    ]
    ruimste = max(standen, key=lambda stand: stand.delen["vrij"])
    vrij = format_bedrag(ruimste.delen["vrij"], centen=False)
    titel = f"Het meeste is nog vrij in {ruimste.pot.naam}: {vrij}"
    if not ruimste.delen["vrij"]:
        titel = "Alles is verleend of gereserveerd"
    return build_stapel_grafiek(stapels, REEKSEN, titel=titel, naam="potten", kop="pot")


@require_safe
def pot(request: HttpRequest, pk: int) -> HttpResponse:
    """One pot: what is in it, who gets it, what moved."""
    gevonden = find_pot(request, pk)
    stand = load_potten(Pot.objects.filter(pk=pk))[0]
    stromen = list(
        gevonden.geldstromen.select_related("initiatief", "financier").order_by("-van", "pk")
    )
    verleend = [s for s in stromen if s.status in ZEKERE_STATUSSEN]
    bedragen = [s.verleend if s.vastgesteld is None else s.vastgesteld for s in verleend]
    aandelen = split_bijdragen(gevonden.bijdragen.all(), [bedrag or NUL for bedrag in bedragen])
    context = {
        "pot": gevonden,
        "stand": stand,
        "einde": describe_einde(stand),
        "aandelen": aandelen,
        "verleend": [
            (stroom, bedrag, [aandeel.delen[plek] for aandeel in aandelen])
            for plek, (stroom, bedrag) in enumerate(zip(verleend, bedragen, strict=True))
        ],
        "gereserveerd": [s for s in stromen if s.status in OPEN_STATUSSEN],
        "geefbaar": gevonden.soort in GEEFBAAR,
        "gebeurtenissen": list_van_pot(gevonden),
    }
    return render(request, "potten/pagina.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """Make a pot."""
    gemeente = find_gemeente(request)
    if not can_create_pot(request.user, gemeente).mag:
        raise Http404
    form = PotForm(request.POST or None, initial={"jaar": get_vandaag().year})
    if request.method == "POST" and form.is_valid():
        g = form.cleaned_data
        leeg = Pot(gemeente=gemeente, kenmerk=next_kenmerk(gemeente.pk, g["naam"], g["jaar"]))
        bewaard = save_form(
            form, lambda: save_pot(form.build(leeg), g["bijdragen"], by(request, g["reden"]))
        )
        if bewaard:
            messages.success(request, f"De pot “{bewaard.naam}” staat erbij.")
            return redirect("pot", bewaard.pk)
    return _show_form(request, form, "Nieuwe pot", "Bewaar deze pot")


@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a pot; it never becomes less than what was granted from it."""
    gevonden = find_pot(request, pk)
    form = PotForm(request.POST or None, initial=PotForm.list_begin(gevonden))
    if request.method == "POST" and form.is_valid():
        g = form.cleaned_data
        handeling = by(request, g["reden"])
        if save_form(
            form,
            lambda: save_pot(
                form.build(gevonden), g["bijdragen"] or {}, handeling, versie=g["versie"]
            ),
            over=gevonden,
        ):
            messages.success(request, "De pot is gewijzigd.")
            return redirect("pot", pk)
    return _show_form(request, form, "Pot wijzigen", "Bewaar", Pot.objects.get(pk=pk))


@require_http_methods(["GET", "HEAD", "POST"])
def geven(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked and given on one page: no conditions, no report."""
    gevonden = find_pot(request, pk)
    if gevonden.soort not in GEEFBAAR or gevonden.gesloten_op:
        raise Http404
    begin = {"op": get_vandaag(), "geldsoort": Geldsoort.ZAAIGELD}
    form = GeefForm(request.POST or None, gemeente=gevonden.gemeente, initial=begin)
    if request.method == "POST" and form.is_valid():
        gift = form.build(gevonden)
        handeling = by(request, f"Gegeven uit {gevonden}")
        if save_form(form, lambda: give_uit_pot(pk, gift, handeling)):
            judge_later(gift.initiatief.pk)
            messages.success(
                request, f"{format_bedrag(gift.bedrag)} is gegeven aan {gift.initiatief.naam}."
            )
            return redirect("pot", pk)
    over = load_potten(Pot.objects.filter(pk=pk))[0].over
    zin = f"In de pot zit nog {format_bedrag(over)}. Er hoeft geen verslag te komen."
    return _show_form(request, form, "Geld geven", "Geef dit geld", gevonden, zin)


@require_http_methods(["GET", "HEAD", "POST"])
def toekennen(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the pot pay a stream of the municipality: reserve, grant or connect."""
    gevonden = find_pot(request, pk)
    if gevonden.gesloten_op:
        raise Http404
    begin = {"geldstroom": request.GET.get("geldstroom"), "doe": request.GET.get("doe"), "op": get_vandaag()}  # fmt: skip
    form = ToekenForm(request.POST or None, stromen=list_koppelbaar(gevonden), initial=begin)
    if request.method == "POST" and form.is_valid():
        stroom, stap = form.cleaned_data["geldstroom"], form.build()
        handeling = by(request, f"Uit {gevonden}: {form.cleaned_data['doe']}")
        taakveld = form.cleaned_data["taakveld"]
        if save_form(
            form, lambda: connect_pot(pk, stroom.pk, handeling, stap=stap, taakveld=taakveld)
        ):
            judge_later(stroom.initiatief_id)
            messages.success(request, f"Bewaard: {stroom.omschrijving} hoort bij deze pot.")
            return redirect("pot", pk)
    over = load_potten(Pot.objects.filter(pk=pk))[0].over
    zin = f"In de pot zit nog {format_bedrag(over)}."
    return _show_form(request, form, "Uit de pot betalen", "Bewaar", gevonden, zin)


@require_POST
def uit_pot_halen(request: HttpRequest, pk: int, geldstroom: int) -> HttpResponse:
    """A reservation that is not needed any more."""
    gevonden = find_pot(request, pk)
    stroom = get_object_or_404(Geldstroom, pk=geldstroom, pot=gevonden)
    try:
        disconnect_pot(pk, stroom.pk, by(request, f"Niet meer gereserveerd in {gevonden}"))
        messages.success(request, "De reservering is uit de pot.")
    except DomeinFout as fout:
        messages.warning(request, fout.boodschap)
    return redirect("pot", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def verplaatsen(request: HttpRequest, pk: int) -> HttpResponse:
    """Money to another pot, with the reason."""
    gevonden = find_pot(request, pk)
    if gevonden.gesloten_op:
        raise Http404
    anderen = Pot.objects.visible_to(request.user).filter(
        gemeente=gevonden.gemeente, gesloten_op__isnull=True
    )
    form = VerplaatsForm(request.POST or None, potten=anderen.exclude(pk=pk))
    if request.method == "POST" and form.is_valid():
        g = form.cleaned_data
        handeling = by(request, g["reden"])
        if save_form(
            form, lambda: move_bedrag(pk, g["naar"].pk, g["bedrag"], get_vandaag(), handeling)
        ):
            messages.success(request, f"{format_bedrag(g['bedrag'])} is verplaatst.")
            return redirect("pot", pk)
    over = load_potten(Pot.objects.filter(pk=pk))[0].over
    zin = f"In de pot zit nog {format_bedrag(over)}."
    return _show_form(request, form, "Geld verplaatsen", "Verplaats", gevonden, zin)


@require_http_methods(["GET", "HEAD", "POST"])
def afsluiten(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the year of a pot as its rule says."""
    gevonden = find_pot(request, pk)
    if gevonden.gesloten_op:
        raise Http404
    form = SluitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        handeling = by(request, form.cleaned_data["reden"])
        if save_form(form, lambda: close_pot(pk, get_vandaag(), handeling)):
            messages.success(request, "De pot is afgesloten.")
            return redirect("pot", pk)
    stand = load_potten(Pot.objects.filter(pk=pk))[0]
    zin = f"Er is nog {format_bedrag(stand.over)} over. {describe_einde(stand)}"
    return _show_form(request, form, "Jaar afsluiten", "Sluit af", gevonden, zin)


def _show_form(
    request: HttpRequest,
    form: Any,
    kop: str,
    knop: str,
    bij: Pot | None = None,
    zin: str = "",
) -> HttpResponse:
    context = {"form": form, "kop": kop, "knop": knop, "pot": bij, "zin": zin}
    return render(request, "potten/formulier.html", context)


urlpatterns = [
    path("potten", potten, name="potten"),
    path("potten/nieuw", nieuw, name="pot_nieuw"),
    path("potten/<int:pk>", pot, name="pot"),
    path("potten/<int:pk>/wijzigen", wijzigen, name="pot_wijzigen"),
    path("potten/<int:pk>/geven", geven, name="pot_geven"),
    path("potten/<int:pk>/toekennen", toekennen, name="pot_toekennen"),
    path("potten/<int:pk>/uit-de-pot/<int:geldstroom>", uit_pot_halen, name="pot_uithalen"),
    path("potten/<int:pk>/verplaatsen", verplaatsen, name="pot_verplaatsen"),
    path("potten/<int:pk>/afsluiten", afsluiten, name="pot_afsluiten"),
]
