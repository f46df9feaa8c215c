"""How far a job is, and how it ended; only for who asked for it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from financiering.models import Opdracht
from financiering.services.opdrachten import read_voortgang
from tasks.opdrachten import enqueue_opdracht

NAMEN = {"werkboek_import": ("Werkboek", "werkboek"), "register_import": ("Register", "registers")}


def find_opdracht(request: HttpRequest, pk: int) -> Opdracht:
    return get_object_or_404(Opdracht.objects.visible_to(request.user), pk=pk)


@require_safe
def opdracht(request: HttpRequest, pk: int) -> HttpResponse:
    """Progress while it runs, the result when it is done; htmx asks again, and so can a person."""
    werk = find_opdracht(request, pk)
    loopt = werk.stand in (Opdracht.Stand.WACHTEND, Opdracht.Stand.BEZIG)
    naam, terug = NAMEN[werk.soort]
    context: dict[str, Any] = {
        "werk": werk,
        "loopt": loopt,
        "naam": naam,
        "terug": terug,
        "voortgang": read_voortgang(werk),
        "uit": werk.uitkomst,
        "bestand": werk.parameters.get("naam", ""),
    }
    if request.headers.get("HX-Request") and loopt:
        return render(request, "opdrachten/stand.html", context)
    antwoord = render(request, "opdrachten/pagina.html", context)
    if request.headers.get("HX-Request"):
        antwoord["HX-Refresh"] = "true"
    return antwoord


@require_POST
def bewaren(request: HttpRequest, pk: int) -> HttpResponse:
    """The trial looked good: now keep it."""
    proef = find_opdracht(request, pk)
    if not proef.uitkomst.get("gelukt") or not proef.parameters.get("proef"):
        raise Http404
    gebruiker: Any = request.user
    echt = enqueue_opdracht(proef.soort, proef.parameters | {"proef": False}, gebruiker)
    return redirect("opdracht", echt.pk)


urlpatterns = [
    path("opdrachten/<int:pk>", opdracht, name="opdracht"),
    path("opdrachten/<int:pk>/bewaren", bewaren, name="opdracht_bewaren"),
]
