"""Coming in: log-in, password by mail, an account by invitation, and the first page of each role."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from financiering.domain.codes import SoortToegang
from financiering.models import Gebruiker, Initiatief
from financiering.services.toegangen import accept_uitnodiging, find_uitnodiging
from financiering.web.formulier.inloggen import (
    InlogForm,
    NieuwWachtwoordForm,
    UitnodigingForm,
    WijzigWachtwoordForm,
)
from financiering.web.initiatieven import show_initiatief
from financiering.web.opslaan import save_form


def answer_geblokkeerd(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Too many tries: the same page and words as for a wrong password, so that it tells nothing."""
    form = InlogForm(request, data={"username": request.POST.get("username", "")})
    form.is_valid()
    form.errors.clear()
    form.add_error(None, form.get_invalid_login_error())
    return render(request, "registration/login.html", {"form": form, "next": "", "oidc": ""})


@login_not_required
@sensitive_post_parameters("wachtwoord")
@require_http_methods(["GET", "HEAD", "POST"])
def uitnodiging(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation: choose a name and a password, and be in."""
    geldig = find_uitnodiging(token) is not None
    form = UitnodigingForm(request.POST or None)
    if geldig and request.method == "POST" and form.is_valid():
        nieuw = Gebruiker(
            username=form.cleaned_data["username"], first_name=form.cleaned_data["first_name"]
        )
        gebruiker = save_form(
            form, lambda: accept_uitnodiging(token, nieuw, form.cleaned_data["wachtwoord"])
        )
        if gebruiker:
            login(request, gebruiker, backend="django.contrib.auth.backends.ModelBackend")
            return redirect("start")
    return render(
        request,
        "registration/uitnodiging.html",
        {"form": form, "validlink": geldig},
        status=200 if geldig else 404,
    )


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The first page of each role; somebody with one initiative sees it at once."""
    soorten = set(request.user.toegangen.values_list("soort", flat=True))  # type: ignore[union-attr]
    if SoortToegang.INITIATIEF in soorten:
        eigen = list(Initiatief.objects.owned_by(request.user)[:2])
        if len(eigen) == 1:
            return show_initiatief(request, eigen[0])
        return redirect("initiatieven")
    if SoortToegang.GEMEENTE in soorten:
        return redirect("portefeuille")
    if SoortToegang.KENNISSTEUNFUNCTIE in soorten:
        return redirect("signalen")
    if SoortToegang.BEHEER in soorten:
        return redirect("beheer")
    return render(request, "start/geen_toegang.html")


def describe_oidc() -> str:
    """By whose log-in staff may come in too; empty when that is off."""
    return settings.OIDC_NAAM if settings.OIDC_AAN else ""


def _open(view: Any) -> Any:
    """A page for people who are not in yet."""
    return login_not_required(view)


urlpatterns = [
    path("", start, name="start"),
    path(
        "inloggen",
        _open(
            auth.LoginView.as_view(
                authentication_form=InlogForm, extra_context={"oidc": describe_oidc}
            )
        ),
        name="inloggen",
    ),
    path("uitloggen", auth.LogoutView.as_view(), name="uitloggen"),
    path("uitnodiging/<str:token>", uitnodiging, name="uitnodiging"),
    path(
        "wachtwoord-vergeten",
        _open(
            auth.PasswordResetView.as_view(
                success_url=reverse_lazy("wachtwoord_verstuurd"),
                email_template_name="registration/password_reset_email.txt",
                subject_template_name="registration/password_reset_subject.txt",
            )
        ),
        name="wachtwoord_vergeten",
    ),
    path(
        "wachtwoord-vergeten/verstuurd",
        _open(auth.PasswordResetDoneView.as_view()),
        name="wachtwoord_verstuurd",
    ),
    path(
        "wachtwoord-vergeten/klaar",
        _open(auth.PasswordResetCompleteView.as_view()),
        name="wachtwoord_klaar",
    ),
    path(
        "wachtwoord-vergeten/<uidb64>/<token>",
        _open(
            auth.PasswordResetConfirmView.as_view(
                form_class=NieuwWachtwoordForm, success_url=reverse_lazy("wachtwoord_klaar")
            )
        ),
        name="wachtwoord_kiezen",
    ),
    path(
        "wachtwoord",
        auth.PasswordChangeView.as_view(
            form_class=WijzigWachtwoordForm, success_url=reverse_lazy("wachtwoord_gewijzigd")
        ),
        name="wachtwoord",
    ),
    path(
        "wachtwoord/gewijzigd", auth.PasswordChangeDoneView.as_view(), name="wachtwoord_gewijzigd"
    ),
]
