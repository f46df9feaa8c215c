"""The workbook: the empty one, your own data out, and changes in after a look at them."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from financiering.domain.codes import SoortToegang
from financiering.models import Geldstroom, Initiatief, Opdracht, Pot, Taak
from financiering.uitwisseling.bestanden import BestandGeweigerd
from financiering.uitwisseling.exporter import export_werkboek
from financiering.uitwisseling.reader import open_werkboek
from financiering.uitwisseling.writer import write_werkboek
from financiering.web.bestand import BestandForm, find_pad, keep_bestand, send_bestand
from financiering.web.datums import get_peildatum
from tasks.opdrachten import enqueue_opdracht


@require_http_methods(["GET", "HEAD", "POST"])
def werkboek(request: HttpRequest) -> HttpResponse:
    """Upload: first a trial that shows every difference."""
    form = BestandForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        opdracht = start_proef(request, form)
        if opdracht:
            return redirect("opdracht", opdracht.pk)
    soorten = set(request.user.toegangen.values_list("soort", flat=True))  # type: ignore[union-attr]
    mag = bool(soorten & {SoortToegang.INITIATIEF, SoortToegang.GEMEENTE})
    eerder = Opdracht.objects.visible_to(request.user).filter(soort="werkboek_import")[:5]
    return render(request, "werkboek/pagina.html", {"form": form, "mag": mag, "eerder": eerder})


def start_proef(request: HttpRequest, form: BestandForm) -> Opdracht | None:
    """Look at the file itself at once; reading it is a job."""
    eigen, naam = keep_bestand(form.cleaned_data["bestand"])
    try:
        open_werkboek(find_pad(eigen), naam)
    except BestandGeweigerd as fout:
        find_pad(eigen).unlink(missing_ok=True)
        form.add_error("bestand", fout.boodschap.replace(find_pad(eigen).name, naam))
        return None
    gebruiker: Any = request.user
    return enqueue_opdracht(
        "werkboek_import", {"bestand": eigen, "naam": naam, "proef": True}, gebruiker
    )


@require_safe
def sjabloon(request: HttpRequest) -> HttpResponse:
    """The empty workbook."""
    return send_bestand("leeg-werkboek.xlsx", write_werkboek)


@require_safe
def uitvoer(request: HttpRequest) -> HttpResponse:
    """Everything this person may see, in the columns of the workbook."""
    gebruiker = request.user
    initiatieven: QuerySet[Any, Any] = Initiatief.objects.visible_to(gebruiker)
    peildatum = get_peildatum(request) if request.GET.get("peildatum") else None
    return send_bestand(
        "werkboek.xlsx",
        lambda pad: export_werkboek(
            pad,
            initiatieven=initiatieven.order_by("kenmerk"),
            geldstromen=Geldstroom.objects.visible_to(gebruiker).order_by(
                "initiatief", "van", "pk"
            ),
            taken=Taak.objects.visible_to(gebruiker).order_by("initiatief", "pk"),
            begroting_van=Initiatief.objects.owned_by(gebruiker),
            potten=Pot.objects.visible_to(gebruiker).order_by("kenmerk"),
            peildatum=peildatum,
        ),
    )


urlpatterns = [
    path("werkboek", werkboek, name="werkboek"),
    path("werkboek/leeg", sjabloon, name="werkboek_leeg"),
    path("werkboek/uitvoer", uitvoer, name="werkboek_uitvoer"),
]
