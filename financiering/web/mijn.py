"""What a person sets for themselves: the calendar, the mail, the password."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import conditional_page, require_http_methods, require_safe

from financiering.models import Agendaadres
from financiering.rapportage.agenda import list_agenda
from financiering.services.agenda import (
    find_agendagebruiker,
    renew_agendaadres,
    revoke_agendaadres,
)
from financiering.uitwisseling.agenda import write_agenda
from financiering.web.datums import get_vandaag
from financiering.web.opslaan import by


@require_safe
def mijn(request: HttpRequest) -> HttpResponse:
    """Where a person finds what is theirs to set."""
    return render(request, "mijn/pagina.html")


@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: HttpRequest) -> HttpResponse:
    """Make, renew or stop the address at which one's own calendar reads along."""
    gebruiker: Any = request.user
    nieuw = ""
    if request.method == "POST":
        if request.POST.get("doe") == "stoppen":
            revoke_agendaadres(gebruiker, by(request, "Agenda-adres gestopt"))
            messages.success(request, "Het adres werkt niet meer.")
            return redirect("agenda")
        token = renew_agendaadres(gebruiker, by(request, "Agenda-adres gemaakt"))
        nieuw = settings.SITE_URL + reverse("agenda_feed", args=[token])
    context = {
        "nieuw": nieuw,
        "adres": Agendaadres.objects.filter(
            gebruiker=gebruiker, ingetrokken_op__isnull=True
        ).first(),
        "punten": list_agenda(gebruiker, get_vandaag()),
        "vandaag": get_vandaag(),
    }
    return render(request, "mijn/agenda.html", context)


@login_not_required
@conditional_page
@require_safe
def agenda_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The days of the person whose address this is; an address that was stopped does not exist."""
    gebruiker = find_agendagebruiker(token)
    if gebruiker is None:
        raise Http404
    punten = list_agenda(gebruiker, get_vandaag())
    inhoud = write_agenda(punten, naam=settings.APPNAAM, site=settings.SITE_URL)
    antwoord = HttpResponse(inhoud, content_type="text/calendar; charset=utf-8")
    antwoord.headers["Cache-Control"] = "private, no-cache"
    antwoord.headers["X-Robots-Tag"] = "noindex"
    return antwoord


urlpatterns = [
    path("mijn", mijn, name="mijn"),
    path("mijn/agenda", agenda, name="agenda"),
    path("agenda/<str:token>.ics", agenda_feed, name="agenda_feed"),
]
