"""The back office: who comes in, and the lists and dated rules everything counts with."""

from axes.models import AccessAttempt, AccessLog
from axes.utils import reset
from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from financiering.domain.codes import SoortToegang
from financiering.models import (
    Financier,
    Gebruiker,
    Kennissteunfunctie,
    Regelprofiel,
    Toegang,
    Uitnodiging,
    Wetsparameter,
)
from financiering.permissions import can_manage_beheer
from financiering.services.beheer import (
    correct_wetsparameter,
    list_log,
    save_kennissteunfunctie,
    set_actief,
)
from financiering.services.schrijven import save_object
from financiering.services.toegangen import create_uitnodiging, grant_toegang, revoke_toegang
from financiering.web.formulier.beheer import (
    RedenForm,
    SteunfunctieForm,
    UitnodigForm,
    VerbeterWetForm,
    WetsparameterForm,
)
from financiering.web.opslaan import by, save_form

PLEKKEN = ("initiatief", "gemeente", "kennissteunfunctie")
"""What a capacity can be of."""


def check_beheer(request: HttpRequest) -> None:
    """404 for everybody else."""
    if not can_manage_beheer(request.user).mag:
        raise Http404


@require_safe
def beheer(request: HttpRequest) -> HttpResponse:
    """Everything the beheerder looks after, on one page."""
    check_beheer(request)
    context = {
        "gebruikers": Gebruiker.objects.prefetch_related(
            Prefetch("toegangen", Toegang.objects.select_related(*PLEKKEN))
        ).order_by("username"),
        "uitnodigingen": Uitnodiging.objects.filter(gebruikt_op__isnull=True)[:20],
        "inlogpogingen": AccessAttempt.objects.order_by("-attempt_time")[:5],
        "wetsparameters": Wetsparameter.objects.all(),
        "aantal_profielen": Regelprofiel.objects.count(),
        "aantal_financiers": Financier.objects.filter(algemeen=True).count(),
        "steunfuncties": Kennissteunfunctie.objects.prefetch_related("gemeenten"),
    }
    return render(request, "beheer/pagina.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def uitnodigen(request: HttpRequest) -> HttpResponse:
    """An account by invitation: a link by mail, valid for fourteen days."""
    check_beheer(request)
    form = UitnodigForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.bekende:
        g = {naam: waarde for naam, waarde in form.cleaned_data.items() if naam != "email"}
        nieuw = Toegang(gebruiker=form.bekende, **g)
        if save_form(form, lambda: grant_toegang(nieuw, by(request, "Rol gegeven"))):
            messages.success(
                request, f"{form.bekende.username} had al een account en heeft deze rol."
            )
            return redirect("beheer")
    elif request.method == "POST" and form.is_valid():
        token = save_form(
            form,
            lambda: create_uitnodiging(
                Uitnodiging(**form.cleaned_data), by(request, "Uitgenodigd")
            ),
        )
        if token:
            send_uitnodiging(form.cleaned_data["email"], token)
            messages.success(request, "De uitnodiging is verstuurd.")
            return redirect("beheer")
    return render(
        request,
        "beheer/formulier.html",
        {"form": form, "kop": "Iemand uitnodigen", "knop": "Verstuur de uitnodiging"},
    )


def send_uitnodiging(email: str, token: str) -> None:
    adres = settings.SITE_URL + reverse("uitnodiging", args=[token])
    onderwerp = render_to_string("registration/uitnodiging_subject.txt").strip()
    send_mail(
        onderwerp,
        render_to_string("registration/uitnodiging_email.txt", {"adres": adres}),
        None,
        [email],
    )


@require_POST
def toegang_intrekken(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a capacity back; at work from the next page on."""
    check_beheer(request)
    toegang = get_object_or_404(Toegang, pk=pk)
    if toegang.soort == SoortToegang.BEHEER and toegang.gebruiker_id == request.user.pk:
        messages.warning(
            request, "Je kunt je eigen beheer niet intrekken. Vraag een andere beheerder."
        )
    else:
        revoke_toegang(toegang, by(request, "Toegang ingetrokken"))
        messages.success(request, "De toegang is ingetrokken.")
    return redirect("beheer")


@require_POST
def deblokkeren(request: HttpRequest) -> HttpResponse:
    """Somebody who typed a wrong password too often may try again."""
    check_beheer(request)
    reset(username=request.POST.get("username", ""))
    messages.success(request, "Deze naam mag weer proberen in te loggen.")
    return redirect("beheer")


@require_http_methods(["GET", "HEAD", "POST"])
def wetsparameter(request: HttpRequest) -> HttpResponse:
    """A term or sum of the law changes: the old value keeps its days."""
    check_beheer(request)
    form = WetsparameterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        g = form.cleaned_data
        nieuw = Wetsparameter(**g, eenheid=form.eenheden[g["sleutel"]])
        if save_form(form, lambda: save_object(nieuw, by(request, f"Nieuwe waarde: {g['bron']}"))):
            messages.success(request, "De nieuwe waarde is bewaard.")
            return redirect("beheer")
    return render(
        request,
        "beheer/formulier.html",
        {"form": form, "kop": "Een nieuwe waarde van de wet", "knop": "Bewaar de waarde"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def wetsparameter_verbeteren(request: HttpRequest, pk: int) -> HttpResponse:
    """A value that was typed wrong; what stood there stays in the history."""
    check_beheer(request)
    staat = get_object_or_404(Wetsparameter, pk=pk)
    form = VerbeterWetForm(request.POST or None, parameter=staat)
    if request.method == "POST" and form.is_valid():
        g = dict(form.cleaned_data)
        handeling = by(request, g.pop("reden"))
        if save_form(form, lambda: correct_wetsparameter(pk, **g, handeling=handeling)):
            messages.success(request, "De waarde is verbeterd.")
            return redirect("beheer")
    context = {"form": form, "kop": f"Verbeteren: {staat.omschrijving}", "knop": "Bewaar de waarde"}
    return render(request, "beheer/formulier.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def gebruiker(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: its roles, on or off, and what was done to it."""
    check_beheer(request)
    wie = get_object_or_404(Gebruiker, pk=pk)
    form = RedenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        handeling = by(request, form.cleaned_data["reden"])
        if save_form(form, lambda: set_actief(pk, not wie.is_active, handeling)):
            stand = "staat uit" if wie.is_active else "staat weer aan"
            messages.success(request, f"Het account {wie.username} {stand}.")
            return redirect("gebruiker", pk)
    toegangen = wie.toegangen.select_related("initiatief", "gemeente", "kennissteunfunctie")
    context = {"wie": wie, "form": form, "toegangen": toegangen, "logboek": list_log(wie)}
    return render(request, "beheer/gebruiker.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def steunfunctie(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A support organisation and the municipalities it works for."""
    check_beheer(request)
    staat = get_object_or_404(Kennissteunfunctie, pk=pk) if pk else Kennissteunfunctie()
    form = SteunfunctieForm(request.POST or None, steunfunctie=staat)
    if request.method == "POST" and form.is_valid():
        g = form.cleaned_data
        staat.naam = g["naam"]
        handeling = by(request, "Naam of regio gewijzigd" if pk else "Toegevoegd")
        if save_form(form, lambda: save_kennissteunfunctie(staat, g["gemeenten"], handeling)):
            messages.success(request, f"{staat.naam} is bewaard.")
            return redirect("beheer")
    kop = staat.naam if pk else "Een kennissteunfunctie toevoegen"
    return render(
        request, "beheer/formulier.html", {"form": form, "kop": kop, "knop": "Bewaar de regio"}
    )


@require_safe
def inloggen_logboek(request: HttpRequest) -> HttpResponse:
    """Who logged in and who was refused, newest first."""
    check_beheer(request)
    blad = Paginator(AccessLog.objects.order_by("-attempt_time"), 50)
    mislukt = Paginator(AccessAttempt.objects.order_by("-attempt_time"), 50)
    nummer = request.GET.get("bladzijde")
    context = {"blad": blad.get_page(nummer), "mislukt": mislukt.get_page(1)}
    return render(request, "beheer/logboek.html", context)


urlpatterns = [
    path("beheer", beheer, name="beheer"),
    path("beheer/uitnodigen", uitnodigen, name="uitnodigen"),
    path("beheer/inloggen", inloggen_logboek, name="inloggen_logboek"),
    path("beheer/gebruikers/<int:pk>", gebruiker, name="gebruiker"),
    path("beheer/toegangen/<int:pk>/intrekken", toegang_intrekken, name="toegang_intrekken"),
    path("beheer/deblokkeren", deblokkeren, name="deblokkeren"),
    path("beheer/wetsparameters", wetsparameter, name="wetsparameter"),
    path(
        "beheer/wetsparameters/<int:pk>", wetsparameter_verbeteren, name="wetsparameter_verbeteren"
    ),
    path("beheer/steunfuncties/toevoegen", steunfunctie, name="steunfunctie_toevoegen"),
    path("beheer/steunfuncties/<int:pk>", steunfunctie, name="steunfunctie"),
]
