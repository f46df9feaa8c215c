"""The page of an initiative, and what its own people change on it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from financiering.domain.codes import Bron, Onderdeel, Ontvanger, SoortInitiatief, SoortTaak
from financiering.domain.openstellen import KEUZES, TE_OPENEN
from financiering.domain.woorden import format_aantal, open_zin
from financiering.models import (
    Advies,
    Begrotingspost,
    Geldstroom,
    Initiatief,
    Inzage,
    Signaal,
    Taak,
)
from financiering.permissions import can_change_initiatief, can_manage_toestemming
from financiering.rapportage.geschiedenis import list_gebeurtenissen
from financiering.rapportage.initiatief import (
    build_vooruitblik,
    compute_ontvangen,
    compute_totalen,
    list_verwachtingen,
    load_alles,
    pair_signalen,
)
from financiering.services.initiatieven import (
    copy_begroting,
    delete_begrotingspost,
    delete_taak,
    give_toestemming,
    list_achtergebleven,
    revoke_toestemming,
    save_begrotingspost,
    save_initiatief,
    save_taak,
)
from financiering.web.datums import get_bekend_op, get_peildatum, get_vandaag
from financiering.web.formulier.initiatief import BegrotingForm, InitiatiefForm, TaakForm
from financiering.web.grafieken.bestand import send_beeld
from financiering.web.grafieken.horizon import build_horizon_grafiek
from financiering.web.grafieken.tijdlijn import Balk, build_tijdlijn_grafiek
from financiering.web.middleware import note_inzage
from financiering.web.opslaan import by, judge_later, save_form

EERST = 3
"""Signals that stand open on the page; the others wait behind their number."""


def find_initiatief(request: HttpRequest, kenmerk: str) -> Initiatief:
    """The initiative if this person may know of it; else 404, as for one that does not exist."""
    zichtbaar = Initiatief.objects.visible_to(request.user).select_related("gemeente")
    return get_object_or_404(zichtbaar, kenmerk=kenmerk)


def find_eigen(request: HttpRequest, kenmerk: str) -> Initiatief:
    """The initiative if this person may change it; else 404."""
    initiatief = find_initiatief(request, kenmerk)
    if not can_change_initiatief(request.user, initiatief).mag:
        raise Http404
    return initiatief


@require_safe
def initiatieven(request: HttpRequest) -> HttpResponse:
    """Those this person may know of, searched by name or neighbourhood."""
    zoek = request.GET.get("zoek", "").strip()
    alle = Initiatief.objects.visible_to(request.user).select_related("gemeente")
    if request.GET.get("soort") != "alle":
        alle = alle.filter(soort=SoortInitiatief.INITIATIEF)
    if zoek:
        alle = alle.filter(
            Q(naam__icontains=zoek) | Q(wijk__icontains=zoek) | Q(kenmerk__iexact=zoek)
        )
    blad = Paginator(alle, 50).get_page(request.GET.get("bladzijde"))
    return render(request, "initiatieven/lijst.html", {"blad": blad, "zoek": zoek})


@require_safe
def initiatief(request: HttpRequest, kenmerk: str) -> HttpResponse:
    return show_initiatief(request, find_initiatief(request, kenmerk))


def show_initiatief(request: HttpRequest, initiatief: Initiatief) -> HttpResponse:
    """Everything for its own people; for others what it opened, and what is left out."""
    note_inzage(request, initiatief.pk, "de pagina van het initiatief")
    eigen = can_change_initiatief(request.user, initiatief).mag
    peildatum = get_peildatum(request)
    alle = Geldstroom.objects.filter(initiatief=initiatief)
    stromen = load_alles(Geldstroom.objects.visible_to(request.user).filter(initiatief=initiatief))
    for stroom in stromen:
        stroom.ontvangen = compute_ontvangen(stroom)
    verborgen = 0 if eigen else alle.count() - len(stromen)
    ziet_alles = not verborgen
    verwachtingen, signalen = pair_signalen(
        list_verwachtingen(stromen, peildatum), list_signalen(request, initiatief)
    )
    context = {
        "initiatief": initiatief,
        "eigen": eigen,
        "peildatum": peildatum,
        "ziet_alles": ziet_alles,
        "verborgen": verborgen,
        "stromen": sort_stromen(stromen, peildatum),
        "tijdlijn": build_tijdlijn(stromen, peildatum),
        "signalen": signalen[:EERST],
        "meer_signalen": signalen[EERST:],
        "verwachtingen": verwachtingen,
        "gebeurtenissen": list_gebeurtenissen(
            initiatief, stromen=None if eigen else [s.pk for s in stromen]
        ),
        "adviezen": Advies.objects.visible_to(request.user)
        .filter(initiatief=initiatief)
        .select_related("auteur")[:5],
        "taken": Taak.objects.visible_to(request.user).filter(initiatief=initiatief),
        **(
            _look_ahead(request, initiatief, peildatum)
            if ziet_alles
            else _totals(request, initiatief, peildatum)
        ),
    }
    beeld = send_beeld(request, context["horizon"], context["tijdlijn"])
    return beeld or render(request, "initiatieven/pagina.html", context)


def _look_ahead(request: HttpRequest, initiatief: Initiatief, peildatum: Any) -> dict[str, Any]:
    vooruitblik = build_vooruitblik(initiatief, peildatum, get_bekend_op(request))
    grafiek = None
    if vooruitblik.maanden:
        titel = vooruitblik.hoop or "De komende drie jaar, per maand"
        grafiek = build_horizon_grafiek(vooruitblik.maanden, titel=titel)
    return {"vooruitblik": vooruitblik, "horizon": grafiek, "totalen": None}


def _totals(request: HttpRequest, initiatief: Initiatief, peildatum: Any) -> dict[str, Any]:
    """Where no detail is shared: totals per year, kind of money, aard and source."""
    stromen = Geldstroom.objects.countable_by(request.user).filter(initiatief=initiatief)
    rijen = compute_totalen(stromen, peildatum, get_bekend_op(request))
    for rij in rijen:
        rij["van_wie"] = Bron(rij["bron"]).label
    return {"vooruitblik": None, "horizon": None, "totalen": rijen}


def sort_stromen(stromen: list[Any], peildatum: Any) -> list[Any]:
    """Running and coming first, then what is over; latest start first."""
    return sorted(
        stromen, key=lambda s: (s.tot is not None and s.tot < peildatum, -s.van.toordinal(), s.pk)
    )


def build_tijdlijn(stromen: list[Any], peildatum: Any) -> Any:
    """The streams over the years; None without any."""
    balken = [
        Balk(
            naam=stroom.omschrijving,
            geldsoort=stroom.geldsoort,
            van=stroom.van,
            tot=stroom.tot,
            zeker=stroom.status in ("verleend", "verantwoord", "vastgesteld"),
            bedrag=stroom.vastgesteld or stroom.verleend or stroom.aangevraagd or stroom.verwacht,
            gever=stroom.financier.naam,
            adres=f"/geldstromen/{stroom.pk}",
        )
        for stroom in sorted(stromen, key=lambda s: (s.van, s.pk))
        if stroom.status not in ("afgewezen", "ingetrokken")
    ]
    return (
        build_tijdlijn_grafiek(balken, titel="Al het geld in de tijd", peildatum=peildatum)
        if balken
        else None
    )


def list_signalen(request: HttpRequest, initiatief: Initiatief) -> list[Signaal]:
    """The open signals this person may see, worst first, without those on trial or put aside."""
    zichtbaar = (
        Signaal.objects.visible_to(request.user)
        .open()
        .filter(initiatief=initiatief, op_proef=False)
    )
    return [
        s
        for s in zichtbaar.worst_first().select_related("geldstroom")
        if not s.is_gedempt(get_vandaag())
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def gegevens(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """What the initiative tells about itself."""
    eigen = find_eigen(request, kenmerk)
    form = InitiatiefForm(request.POST or None, initiatief=eigen)
    form.open_bij = request.GET.get("veld", "")
    if request.method == "POST" and form.is_valid():
        handeling = by(request, "Gegevens bijgewerkt")
        versie = form.cleaned_data["versie"]
        if save_form(
            form,
            lambda: save_initiatief(form.apply_to(eigen), handeling, versie=versie),
            over=eigen,
        ):
            judge_later(eigen.pk)
            messages.success(request, "De gegevens zijn bewaard.")
            return redirect("initiatief", kenmerk)
    return render(request, "initiatieven/gegevens.html", {"initiatief": eigen, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def taken(request: HttpRequest, kenmerk: str, pk: int | None = None) -> HttpResponse:
    """Who does what; add one, or change the one in the address."""
    eigen = find_eigen(request, kenmerk)
    taak = get_object_or_404(Taak, initiatief=eigen, pk=pk) if pk else Taak(initiatief=eigen)
    begin = {naam: getattr(taak, naam) for naam in TaakForm.base_fields}
    if taak.soort != SoortTaak.EIGEN:
        begin["naam"] = ""
    form = TaakForm(request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        reden = "Taak gewijzigd" if pk else "Taak toegevoegd"
        if save_form(form, lambda: save_taak(form.apply_to(taak), by(request, reden))):
            judge_later(eigen.pk)
            messages.success(request, "De taak is bewaard.")
            return redirect("taken", kenmerk)
    return render(
        request,
        "initiatieven/taken.html",
        {"initiatief": eigen, "form": form, "taak": taak, "taken": eigen.taken.all()},
    )


@require_POST
def taak_weghalen(request: HttpRequest, kenmerk: str, pk: int) -> HttpResponse:
    eigen = find_eigen(request, kenmerk)
    delete_taak(get_object_or_404(Taak, initiatief=eigen, pk=pk), by(request, "Taak weggehaald"))
    judge_later(eigen.pk)
    messages.success(request, "De taak is weggehaald.")
    return redirect("taken", kenmerk)


@require_http_methods(["GET", "HEAD", "POST"])
def begroting(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """What keeping the doors open costs; a post that exists in that year is replaced."""
    eigen = find_eigen(request, kenmerk)
    form = BegrotingForm(request.POST or None, initial={"jaar": get_vandaag().year})
    if request.method == "POST" and form.is_valid():
        g = form.cleaned_data
        bekend = eigen.begrotingsposten.filter(jaar=g["jaar"], post=g["post"]).first()
        post = bekend or Begrotingspost(initiatief=eigen, jaar=g["jaar"], post=g["post"])
        post.bedrag, post.geldsoort = g["bedrag"], g["geldsoort"]
        if save_form(form, lambda: save_begrotingspost(post, by(request, "Begroting ingevuld"))):
            judge_later(eigen.pk)
            messages.success(request, f"{open_zin(post.post)} in {post.jaar} is bewaard.")
            return redirect("begroting", kenmerk)
    return render(
        request,
        "initiatieven/begroting.html",
        {"initiatief": eigen, "form": form, "jaren": _group_jaren(eigen)} | _find_mist(eigen),
    )


def _find_mist(initiatief: Initiatief) -> dict[str, Any]:
    """What stood in the year before the last one that was filled in, and no longer counts."""
    posten = list(initiatief.begrotingsposten.order_by("post"))
    laatste = max((post.jaar for post in posten), default=0)
    mist = list_achtergebleven(posten, laatste)
    return {"laatste": laatste, "mist": mist, "mist_som": sum(post.bedrag for post in mist)}


@require_POST
def begroting_overnemen(request: HttpRequest, kenmerk: str, jaar: int) -> HttpResponse:
    eigen = find_eigen(request, kenmerk)
    aantal = copy_begroting(eigen, jaar, by(request, "Posten overgenomen van het jaar ervoor"))
    if aantal:
        judge_later(eigen.pk)
        wat = open_zin(format_aantal(aantal, "post staat", "posten staan"))
        messages.success(request, f"{wat} nu ook in {jaar}.")
    return redirect("begroting", kenmerk)


def _group_jaren(initiatief: Initiatief) -> list[tuple[int, list[Begrotingspost], Any]]:
    per_jaar: dict[int, list[Begrotingspost]] = {}
    for post in initiatief.begrotingsposten.order_by("-jaar", "post"):
        per_jaar.setdefault(post.jaar, []).append(post)
    return [(jaar, posten, sum(p.bedrag for p in posten)) for jaar, posten in per_jaar.items()]


@require_POST
def begrotingspost_weghalen(request: HttpRequest, kenmerk: str, pk: int) -> HttpResponse:
    eigen = find_eigen(request, kenmerk)
    post = get_object_or_404(Begrotingspost, initiatief=eigen, pk=pk)
    delete_begrotingspost(post, by(request, "Post weggehaald"))
    judge_later(eigen.pk)
    messages.success(request, "De post is weggehaald.")
    return redirect("begroting", kenmerk)


@require_safe
def openstellen(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """What is open to whom, why, and who looked."""
    eigen = find_initiatief(request, kenmerk)
    if not can_manage_toestemming(request.user, eigen).mag:
        raise Http404
    open_nu = {
        (t.ontvanger, t.onderdeel): t
        for t in eigen.toestemmingen.filter(ingetrokken_op__isnull=True)
    }
    keuzes = [
        {
            "ontvanger": o.value,
            "onderdeel": d.value,
            "zin": zin,
            "waarom": waarom,
            "open": open_nu.get((o, d)),
        }
        for o, d, zin, waarom in KEUZES
    ]
    inzagen = (
        Inzage.objects.visible_to(request.user)
        .filter(initiatief=eigen)
        .select_related("gebruiker")[:30]
    )
    return render(
        request,
        "initiatieven/openstellen.html",
        {
            "initiatief": eigen,
            "keuzes": keuzes,
            "inzagen": inzagen,
            "pagina_open": (Ontvanger.OPENBAAR, Onderdeel.PAGINA) in open_nu,
        },
    )


@require_POST
def toestemming(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Open one part to one receiver, or close it again."""
    eigen = find_initiatief(request, kenmerk)
    keuze = (request.POST.get("ontvanger"), request.POST.get("onderdeel"))
    if not can_manage_toestemming(request.user, eigen).mag or keuze not in TE_OPENEN:
        raise Http404
    ontvanger, onderdeel = Ontvanger(keuze[0]), Onderdeel(keuze[1])
    if request.POST.get("doe") == "openen":
        give_toestemming(
            eigen,
            ontvanger,
            onderdeel,
            gegeven_op=get_vandaag(),
            handeling=by(request, "Opengesteld"),
        )
        messages.success(request, "Dit staat nu open. Je kunt het altijd weer sluiten.")
    else:
        revoke_toestemming(
            eigen,
            ontvanger,
            onderdeel,
            ingetrokken_op=get_vandaag(),
            handeling=by(request, "Weer gesloten"),
        )
        messages.success(request, "Dit is weer gesloten.")
    return redirect("openstellen", kenmerk)


urlpatterns = [
    path("initiatieven", initiatieven, name="initiatieven"),
    path("initiatieven/<str:kenmerk>", initiatief, name="initiatief"),
    path("initiatieven/<str:kenmerk>/gegevens", gegevens, name="gegevens"),
    path("initiatieven/<str:kenmerk>/taken", taken, name="taken"),
    path("initiatieven/<str:kenmerk>/taken/<int:pk>", taken, name="taak"),
    path("initiatieven/<str:kenmerk>/taken/<int:pk>/weghalen", taak_weghalen, name="taak_weghalen"),
    path("initiatieven/<str:kenmerk>/begroting", begroting, name="begroting"),
    path(
        "initiatieven/<str:kenmerk>/begroting/<int:jaar>/overnemen",
        begroting_overnemen,
        name="begroting_overnemen",
    ),
    path(
        "initiatieven/<str:kenmerk>/begroting/<int:pk>/weghalen",
        begrotingspost_weghalen,
        name="begrotingspost_weghalen",
    ),
    path("initiatieven/<str:kenmerk>/openstellen", openstellen, name="openstellen"),
    path("initiatieven/<str:kenmerk>/toestemming", toestemming, name="toestemming"),
]
