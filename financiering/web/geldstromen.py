"""One stream of money: log it, look at it, take its steps, correct it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from financiering.continuiteit.besluitduur import describe_verloop
from financiering.continuiteit.dossier import load_wettermijnen
from financiering.domain.bedragen import NUL
from financiering.domain.codes import BRONNEN_ZONDER_BESLUIT, Bron, Geldsoort, SoortBetaling, Status
from financiering.domain.exceptions import DomeinFout, OvergangNietMogelijk
from financiering.domain.regimes import describe_regime
from financiering.domain.statussen import VOLGORDE, get_overgang, list_overgangen
from financiering.domain.woorden import format_datum, format_geld
from financiering.models import Betaling, Financier, Geldstroom, Verslag
from financiering.permissions import (
    can_change_geldstroom,
    can_change_initiatief,
    can_create_geldstroom,
)
from financiering.rapportage.besluitduur import load_verloop
from financiering.rapportage.geschiedenis import list_van_stroom
from financiering.rapportage.initiatief import compute_ontvangen, load_alles
from financiering.rapportage.klokken import list_klokken
from financiering.rapportage.regime import load_regime
from financiering.services.betalingen import lapse_betaling, receive_betaling, record_betaling
from financiering.services.financiers import get_or_create_financier, guess_bron
from financiering.services.geldstromen import (
    correct_status,
    create_geldstroom,
    execute_overgang,
    list_terug,
    update_geldstroom,
)
from financiering.web.begrippen import UITLEG
from financiering.web.datums import get_peildatum, get_vandaag
from financiering.web.formulier.geldstroom import (
    BetalingForm,
    CorrectieForm,
    GeldstroomForm,
    StapForm,
    WijzigForm,
)
from financiering.web.initiatieven import find_initiatief
from financiering.web.middleware import note_inzage
from financiering.web.onderdelen import BedragRegel, Stap
from financiering.web.opslaan import by, judge_later, save_form

TOEGEZEGD = (Status.VERLEEND, Status.VERANTWOORD, Status.VASTGESTELD)
"""Where money can come in."""


def find_geldstroom(request: HttpRequest, pk: int, *paden: str) -> Any:
    """The stream if this person sees it in full, with what `paden` lead to; else 404."""
    gevonden = load_alles(Geldstroom.objects.visible_to(request.user).filter(pk=pk), *paden)
    if not gevonden:
        raise Http404
    return gevonden[0]


def find_wijzigbaar(request: HttpRequest, pk: int) -> Any:
    """The stream if this person may change it; else 404."""
    stroom = find_geldstroom(request, pk)
    if not can_change_geldstroom(request.user, stroom).mag:
        raise Http404
    return stroom


@require_http_methods(["GET", "HEAD", "POST"])
def toevoegen(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Five things, and it counts."""
    initiatief = find_initiatief(request, kenmerk)
    if not can_create_geldstroom(request.user, initiatief).mag:
        raise Http404
    jaar = get_vandaag().year
    begin: dict[str, Any] = {
        "van": date(jaar, 1, 1),
        "tot": date(jaar, 12, 31),
        "stand": "toegezegd",
    }
    begin |= {naam: request.GET[naam] for naam in GeldstroomForm.VIJF if naam in request.GET}
    form = GeldstroomForm(request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        stroom = save_form(form, lambda: _create(request, form, initiatief))
        if stroom:
            judge_later(initiatief.pk)
            messages.success(request, f"“{stroom.omschrijving}” staat erbij.")
            return redirect("geldstroom", stroom.pk)
    gevers = Financier.objects.suggested_to(request.user, initiatief)
    soorten = [(code.label, UITLEG[code]) for code in Geldsoort if code != Geldsoort.ONBEKEND]
    return render(
        request, "geldstromen/toevoegen.html",
        {"initiatief": initiatief, "form": form, "gevers": gevers, "soorten": soorten},
    )  # fmt: skip


def _create(request: HttpRequest, form: GeldstroomForm, initiatief: Any) -> Geldstroom:
    naam = form.cleaned_data["financier"]
    bron = form.cleaned_data["bron"] or guess_bron(naam)
    handeling = by(request, "Geld toegevoegd")
    financier = get_or_create_financier(naam, bron, initiatief.gemeente, handeling)
    return create_geldstroom(form.build(initiatief, financier, bron), handeling)


@require_safe
def geldstroom(request: HttpRequest, pk: int) -> HttpResponse:
    """All amounts side by side, the clocks, the next step, what happened."""
    stroom = find_geldstroom(request, pk, "domeindelen")
    note_inzage(request, stroom.initiatief_id, f"de geldstroom {stroom.omschrijving}"[:100])
    peildatum = get_peildatum(request)
    mag = can_change_geldstroom(request.user, stroom)
    wet = load_wettermijnen(peildatum)
    wacht = stroom.status == Status.AANGEVRAAGD
    verloop = load_verloop(stroom, peildatum, wet) if wacht else None
    nog = compute_nog(stroom)
    context = {
        "stroom": stroom,
        "komt_nog": mag.mag and nog != NUL,
        "kern": describe_stroom(stroom),
        "peildatum": peildatum,
        "regime": load_regime_zinnen(stroom),
        "verslagen": Verslag.objects.visible_to(request.user).filter(geldstroom=stroom),
        "verloop": verloop and describe_verloop(verloop),
        "mag": mag.mag,
        "mag_schrijven": can_change_initiatief(request.user, stroom.initiatief).mag,
        "stappen": build_stappen(stroom),
        "bedragen": build_bedragen(stroom),
        "klokken": list_klokken(stroom, peildatum, wet),
        "overgangen": list_overgangen(stroom.status, stroom.bron) if mag.mag else [],
        "kan_terug": mag.mag and bool(list_terug(stroom)),
        "jaren": stroom.jaarbedragen.filter(bekend_tot__isnull=True),
        "domeinen": list(stroom.domeindelen.all()),
        "betalingen": [b for b in stroom.betalingen.all() if not b.vervallen_door],
        "betaling_form": BetalingForm(
            initial={"soort": SoortBetaling.VOORSCHOT, "bedrag": nog, "ontvangen_op": get_vandaag()}
        ),
        "gebeurtenissen": list_van_stroom(stroom),
        "kenmerken": list_kenmerken(stroom),
        "importregels": stroom.importregels.select_related("batch")[:3],
    }
    return render(request, "geldstromen/pagina.html", context)


TOEGEKEND = "Er is {bedrag} toegekend door {gever}, {wanneer}."
KERN = {
    Status.VOORNEMEN: "Er is hoop op {bedrag} van {gever}, {wanneer}.",
    Status.AANGEVRAAGD: "Er is {bedrag} gevraagd aan {gever}, {wanneer}.",
    Status.VERLEEND: TOEGEKEND,
    Status.VERANTWOORD: TOEGEKEND + " Wat ermee is gedaan, is verteld.",
    Status.VASTGESTELD: TOEGEKEND + " Dat bedrag is definitief.",
    Status.AFGEWEZEN: "De aanvraag van {bedrag} bij {gever}, {wanneer}, is afgewezen.",
    Status.INGETROKKEN: "Dit gaat niet door: {bedrag} van {gever}, {wanneer}.",
}
"""The one sentence of a stream, by where it stands; a giver may be one or many, so it is never the subject."""
AFGESPROKEN = "Er is {bedrag} afgesproken met {gever}, {wanneer}."


def describe_stroom(stroom: Geldstroom) -> str:
    """How much, from whom and until when, in one sentence."""
    bedragen = (stroom.vastgesteld, stroom.verleend, stroom.aangevraagd, stroom.verwacht)
    hoeveel = next((bedrag for bedrag in bedragen if bedrag is not None), None)
    if hoeveel is not None:
        bedrag = format_geld(hoeveel)
        bedrag += " per jaar" if stroom.tot is None else ""
    else:
        bedrag = "hulp in natura" if stroom.bron == Bron.IN_NATURA else "een onbekend bedrag"
    begin = format_datum(stroom.van)
    wanneer = (
        f"van {begin} tot en met {format_datum(stroom.tot)}"
        if stroom.tot
        else f"vanaf {begin}, zonder einddatum"
    )
    los = stroom.status == Status.VERLEEND and Bron(stroom.bron) in BRONNEN_ZONDER_BESLUIT
    zin = AFGESPROKEN if los else KERN[Status(stroom.status)]
    return zin.format(bedrag=bedrag, gever=stroom.financier.naam, wanneer=wanneer)


def load_regime_zinnen(stroom: Geldstroom) -> list[str]:
    """What is asked of this grant and what is not; nothing for own income and refused money."""
    regime = load_regime(stroom)
    if regime is None or stroom.status in (Status.AFGEWEZEN, Status.INGETROKKEN):
        return []
    return describe_regime(regime)


def build_stappen(stroom: Geldstroom) -> list[Stap]:
    """The road, with where this stream stands; a side way ends the road there."""
    if stroom.status not in VOLGORDE:
        return [Stap("voornemen", "gedaan"), Stap(Status(stroom.status).label, "nu")]
    weg: tuple[Status, ...] = VOLGORDE
    if Bron(stroom.bron) in BRONNEN_ZONDER_BESLUIT:
        weg = (Status.VOORNEMEN, Status.VERLEEND)
    hier = weg.index(Status(stroom.status)) if stroom.status in weg else len(weg)
    wanneer = {
        Status.AANGEVRAAGD: stroom.ingediend_op,
        Status.VERLEEND: stroom.beschikking_op,
        Status.VASTGESTELD: stroom.vastgesteld_op,
    }
    return [
        Stap(
            "afgesproken" if status == Status.VERLEEND and len(weg) == 2 else status.label,
            "gedaan" if plek < hier else "nu" if plek == hier else "straks",
            format_datum(dag) if plek <= hier and (dag := wanneer.get(status)) else "",
        )
        for plek, status in enumerate(weg)
    ]


def build_bedragen(stroom: Any) -> list[BedragRegel]:
    """The five amounts, never mixed."""
    per_jaar = " per jaar" if stroom.tot is None else ""
    return [
        BedragRegel(
            f"Begroot of verwacht{per_jaar}", stroom.verwacht, "Wat je hoopt of zelf hebt begroot."
        ),
        BedragRegel(
            f"Aangevraagd{per_jaar}", stroom.aangevraagd, "Wat je aan de gever hebt gevraagd."
        ),
        BedragRegel(f"Verleend{per_jaar}", stroom.verleend, UITLEG[Status.VERLEEND]),
        BedragRegel(f"Vastgesteld{per_jaar}", stroom.vastgesteld, UITLEG[Status.VASTGESTELD]),
        BedragRegel(
            "Ontvangen", compute_ontvangen(stroom), "Wat er op de bank is bijgeschreven.", som=True
        ),
    ]


def compute_nog(stroom: Any) -> Decimal | None:
    """Euros promised that have not come in; None where they come every year, without an end."""
    if stroom.status not in TOEGEZEGD or stroom.bron == Bron.IN_NATURA:
        return NUL
    beloofd = stroom.verleend if stroom.vastgesteld is None else stroom.vastgesteld
    if stroom.tot is None or beloofd is None:
        return None
    return max(NUL, beloofd - compute_ontvangen(stroom))


def list_kenmerken(stroom: Geldstroom) -> list[tuple[str, str]]:
    """What else is known, only what is filled in."""
    namen = (
        "woorden_gever", "toegezegd_tot", "meerjarig_besluit", "voorbehoud", "voorwaarden",
        "bezuiniging_aangekondigd", "regeling", "regeling_eindigt_op", "vervolg_bekend", "soort_natura",
        "afspraak", "opzegtermijn", "gever_beslist", "opgezegd_op", "besluit_loopt", "prijs_per_keer",
        "keren_per_jaar", "taakveld", "wijk", "dossiernummer",
    )  # fmt: skip
    regels = []
    for naam in namen:
        waarde = getattr(stroom, naam)
        if waarde in (None, ""):
            continue
        veld = stroom._meta.get_field(naam)
        tekst = getattr(stroom, f"get_{naam}_display", lambda w=waarde: w)()
        if isinstance(waarde, bool):
            tekst = "ja" if waarde else "nee"
        elif isinstance(waarde, date):
            tekst = format_datum(waarde)
        regels.append((str(veld.verbose_name), str(tekst)))  # type: ignore[union-attr]
    return regels


@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: HttpRequest, pk: int) -> HttpResponse:
    """Change details, with a reason; a change by somebody else in between is not overwritten."""
    stroom = find_wijzigbaar(request, pk)
    form = WijzigForm(request.POST or None, stroom=stroom)
    form.open_bij = request.GET.get("veld", "")
    gewijzigd = None
    if request.method == "POST" and form.is_valid():
        gewijzigd = save_form(form, lambda: _update(request, form, stroom), over=stroom)
    if gewijzigd:
        judge_later(stroom.initiatief_id)
        messages.success(request, "De wijziging is bewaard.")
        return redirect("geldstroom", pk)
    gevers = Financier.objects.suggested_to(request.user, stroom.initiatief)
    return render(
        request, "geldstromen/wijzigen.html", {"stroom": stroom, "form": form, "gevers": gevers}
    )


def _update(request: HttpRequest, form: WijzigForm, stroom: Geldstroom) -> Geldstroom:
    g = form.cleaned_data
    handeling = by(request, g["reden"])
    financier = get_or_create_financier(
        g["financier"], g["bron"], stroom.initiatief.gemeente, handeling
    )
    return update_geldstroom(
        form.apply_to(stroom, financier),
        handeling,
        versie=g["versie"],
        domeinen=g["domeinen"] or {},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def stap(request: HttpRequest, pk: int, naam: str) -> HttpResponse:
    """One step of the life cycle: what it means, and what it needs to know."""
    stroom = find_wijzigbaar(request, pk)
    try:
        overgang = get_overgang(naam, stroom.status, stroom.bron)
    except OvergangNietMogelijk as fout:
        messages.warning(request, fout.boodschap)
        return redirect("geldstroom", pk)
    form = StapForm(request.POST or None, naam=naam, stroom=stroom, peildatum=get_vandaag())
    if request.method == "POST" and form.is_valid():
        handeling = by(request, overgang.knop)
        if save_form(form, lambda: execute_overgang(pk, naam, form.build(), handeling)):
            judge_later(stroom.initiatief_id)
            messages.success(request, f"Bewaard: {overgang.knop.lower()}.")
            return redirect("geldstroom", pk)
    return render(
        request, "geldstromen/stap.html", {"stroom": stroom, "overgang": overgang, "form": form}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def corrigeren(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a mistaken step back, with a reason."""
    stroom = find_wijzigbaar(request, pk)
    keuzes = list_terug(stroom)
    if not keuzes:
        raise Http404
    form = CorrectieForm(request.POST or None, keuzes=keuzes)
    if request.method == "POST" and form.is_valid():
        g = form.cleaned_data
        if save_form(form, lambda: correct_status(pk, g["naar"], by(request, g["reden"]))):
            judge_later(stroom.initiatief_id)
            messages.success(
                request, "De vergissing is hersteld. Wat er stond, blijft in de geschiedenis."
            )
            return redirect("geldstroom", pk)
    return render(request, "geldstromen/corrigeren.html", {"stroom": stroom, "form": form})


@require_POST
def betaling_toevoegen(request: HttpRequest, pk: int) -> HttpResponse:
    stroom = find_wijzigbaar(request, pk)
    form = BetalingForm(request.POST)
    if form.is_valid():
        betaling = Betaling(geldstroom_id=pk, **form.cleaned_data)
        if save_form(form, lambda: record_betaling(betaling, by(request, "Betaling toegevoegd"))):
            judge_later(stroom.initiatief_id)
            messages.success(request, "De betaling is bewaard.")
            return redirect("geldstroom", pk)
    return render(
        request, "geldstromen/betaling.html", {"stroom": stroom, "form": form}, status=200
    )


@require_POST
def betaling_wijzigen(request: HttpRequest, pk: int, betaling: int) -> HttpResponse:
    """It came in today, or it was logged by mistake."""
    stroom = find_wijzigbaar(request, pk)
    rij = get_object_or_404(Betaling, geldstroom=stroom, pk=betaling)
    try:
        if request.POST.get("doe") == "ontvangen":
            receive_betaling(rij.pk, get_vandaag(), by(request, "Bijgeschreven op de bank"))
            messages.success(request, "Bewaard: het geld is binnen.")
        else:
            lapse_betaling(rij.pk, by(request, "Betaling stond er bij vergissing"))
            messages.success(request, "De betaling telt niet meer mee.")
    except DomeinFout as fout:
        messages.warning(request, fout.boodschap)
    judge_later(stroom.initiatief_id)
    return redirect("geldstroom", pk)


urlpatterns = [
    path("initiatieven/<str:kenmerk>/geld-toevoegen", toevoegen, name="geld_toevoegen"),
    path("geldstromen/<int:pk>", geldstroom, name="geldstroom"),
    path("geldstromen/<int:pk>/wijzigen", wijzigen, name="geldstroom_wijzigen"),
    path("geldstromen/<int:pk>/stap/<str:naam>", stap, name="geldstroom_stap"),
    path("geldstromen/<int:pk>/corrigeren", corrigeren, name="geldstroom_corrigeren"),
    path("geldstromen/<int:pk>/betalingen", betaling_toevoegen, name="betaling_toevoegen"),
    path(
        "geldstromen/<int:pk>/betalingen/<int:betaling>",
        betaling_wijzigen,
        name="betaling_wijzigen",
    ),
]
