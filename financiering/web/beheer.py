"""The back office: who comes in, and the lists and dated rules everything counts with."""

from typing import Any

from axes.models import AccessAttempt, AccessLog
from axes.utils import reset
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from financiering.continuiteit.registry import REGISTER
from financiering.domain.codes import SoortToegang
from financiering.models import (
    Financier,
    Gebruiker,
    Gemeente,
    Initiatief,
    Kennissteunfunctie,
    Regelinstelling,
    Regelprofiel,
    Regelstand,
    Toegang,
    Uitnodiging,
    Wetsparameter,
)
from financiering.permissions import can_manage_beheer
from financiering.services.schrijven import save_object
from financiering.services.toegangen import create_uitnodiging, revoke_toegang
from financiering.web.formulier.velden import DatumVeld
from financiering.web.opslaan import by, save_form


def check_beheer(request: HttpRequest) -> None:
    """404 for everybody else."""
    if not can_manage_beheer(request.user).mag:
        raise Http404


class UitnodigForm(forms.Form):
    """Whom to invite, and for what."""

    email = forms.EmailField(label="E-mailadres")
    soort = forms.ChoiceField(label="In welke rol?", choices=SoortToegang.choices)
    initiatief = forms.CharField(
        label="Kenmerk van het initiatief",
        required=False,
        help_text="Alleen voor een penningmeester of bestuur.",
    )
    gemeente = forms.ModelChoiceField(
        label="Gemeente",
        queryset=Gemeente.objects.all(),
        required=False,
        empty_label="kies een gemeente",
    )
    kennissteunfunctie = forms.ModelChoiceField(
        label="Kennissteunfunctie",
        queryset=Kennissteunfunctie.objects.all(),
        required=False,
        empty_label="kies",
    )

    def clean(self) -> dict[str, Any]:
        g = super().clean() or {}
        if g.get("initiatief"):
            g["initiatief"] = Initiatief.objects.filter(kenmerk=g["initiatief"]).first()
            if g["initiatief"] is None:
                self.add_error("initiatief", "Dit kenmerk kennen we niet.")
        for soort in ("initiatief", "gemeente", "kennissteunfunctie"):
            if g.get("soort") != soort:
                g[soort] = None
            elif not g.get(soort) and not self.errors.get(soort):
                self.add_error(soort, "Kies waar deze rol voor geldt.")
        return g


@require_safe
def beheer(request: HttpRequest) -> HttpResponse:
    """Everything the beheerder looks after, on one page."""
    check_beheer(request)
    context = {
        "gebruikers": Gebruiker.objects.prefetch_related(
            "toegangen__initiatief", "toegangen__gemeente", "toegangen__kennissteunfunctie"
        ).order_by("username"),
        "uitnodigingen": Uitnodiging.objects.filter(gebruikt_op__isnull=True)[:20],
        "inlogpogingen": AccessAttempt.objects.order_by("-attempt_time")[:20],
        "ingelogd": AccessLog.objects.order_by("-attempt_time")[:20],
        "wetsparameters": Wetsparameter.objects.all(),
        "profielen": Regelprofiel.objects.select_related("financier").prefetch_related("drempels")[
            :100
        ],
        "aantal_financiers": Financier.objects.count(),
        "steunfuncties": Kennissteunfunctie.objects.prefetch_related("gemeenten"),
    }
    return render(request, "beheer/pagina.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def uitnodigen(request: HttpRequest) -> HttpResponse:
    """An account by invitation: a link by mail, valid for fourteen days."""
    check_beheer(request)
    form = UitnodigForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
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


class WetsparameterForm(forms.Form):
    """A new value of the law, from a day on."""

    sleutel = forms.ChoiceField(label="Welke?")
    geldig_van = DatumVeld(label="Geldig vanaf")
    waarde = forms.DecimalField(label="Waarde", max_digits=12, decimal_places=2, localize=True)
    bron = forms.CharField(label="Waar staat dat?", max_length=300)
    toelichting = forms.CharField(label="Toelichting", required=False, max_length=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sleutels = (
            Wetsparameter.objects.order_by("sleutel").values_list("sleutel", "eenheid").distinct()
        )
        self.eenheden = dict(sleutels)
        self.fields["sleutel"].choices = [(s, f"{s} ({e})") for s, e in sleutels]  # type: ignore[attr-defined]


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


@require_http_methods(["GET", "HEAD", "POST"])
def regels(request: HttpRequest) -> HttpResponse:
    """Every rule with its thresholds; a new one from a day on."""
    check_beheer(request)
    form = DrempelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        g = dict(form.cleaned_data)
        regel, sleutel = g.pop("drempel").split(":")
        nieuw = Regelinstelling(regel=regel, sleutel=sleutel, **g)
        if save_form(form, lambda: save_object(nieuw, by(request, g["toelichting"]))):
            messages.success(request, "De drempel geldt vanaf die dag. Vannacht kijken we opnieuw.")
            return redirect("regels")
    context = {
        "form": form,
        "regels": list(REGISTER),
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
    path("beheer", beheer, name="beheer"),
    path("beheer/uitnodigen", uitnodigen, name="uitnodigen"),
    path("beheer/toegangen/<int:pk>/intrekken", toegang_intrekken, name="toegang_intrekken"),
    path("beheer/deblokkeren", deblokkeren, name="deblokkeren"),
    path("beheer/wetsparameters", wetsparameter, name="wetsparameter"),
    path("beheer/regels", regels, name="regels"),
    path("beheer/regels/<str:code>/stand", regel_op_proef, name="regel_op_proef"),
]
