"""Registers: read a file through a mapping that was saved, shipped or made by pointing."""

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from financiering.domain.exceptions import DomeinFout
from financiering.domain.invoer import Getalstijl
from financiering.models import Geldstroom, Gemeente, Importbatch, Koppeling, Opdracht
from financiering.permissions import can_import_register
from financiering.services.schrijven import save_object
from financiering.uitwisseling.registers.importer import read_voorbeeld
from financiering.uitwisseling.registers.koppeling import (
    MAP,
    NODIG,
    VELDEN,
    Vertaling,
    read_vertaling,
    write_vertaling,
)
from financiering.uitwisseling.registers.raden import guess_kolommen
from financiering.uitwisseling.registers.uitvoer import (
    build_uitvoer,
    select_register,
    write_register,
)
from financiering.web.bestand import BestandForm, find_pad, keep_bestand, send_bestand
from financiering.web.opslaan import by, save_form
from financiering.web.portefeuille import find_gemeente
from tasks.opdrachten import enqueue_opdracht


def list_koppelingen(gemeente: Gemeente) -> list[tuple[str, str]]:
    """The mappings for this municipality: saved ones, and those that ship with the project."""
    eigen = [(f"eigen:{k.pk}", k.naam) for k in gemeente.koppelingen.all()]
    mee = []
    for pad in sorted(MAP.glob("*.toml")):
        if read_vertaling(pad.read_text("utf-8")).gemeente in ("", gemeente.pk):
            mee.append((f"mee:{pad.stem}", f"meegeleverd: {pad.stem.replace('_', ' ')}"))
    return [*eigen, *mee]


def read_inhoud(gemeente: Gemeente, keuze: str) -> str:
    """The TOML of a chosen mapping; 404 for one that is not of this municipality."""
    if keuze not in dict(list_koppelingen(gemeente)):
        raise Http404
    soort, _, naam = keuze.partition(":")
    if soort == "eigen":
        return get_object_or_404(Koppeling, gemeente=gemeente, pk=naam).inhoud
    meegeleverd = read_vertaling((MAP / f"{naam}.toml").read_text("utf-8"))
    return write_vertaling(replace(meegeleverd, gemeente=gemeente.pk))


class RegisterForm(BestandForm):
    """A file, and how to read it."""

    koppeling = forms.ChoiceField(label="Hoe lezen we het?", required=True)

    def __init__(self, *args: Any, gemeente: Gemeente, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [*list_koppelingen(gemeente), ("nieuw", "een nieuwe koppeling maken")]
        self.fields["koppeling"].choices = keuzes  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def registers(request: HttpRequest) -> HttpResponse:
    """What was read before, and a new file."""
    gemeente = find_gemeente(request)
    form = RegisterForm(request.POST or None, request.FILES or None, gemeente=gemeente)
    if (
        request.method == "POST"
        and form.is_valid()
        and can_import_register(request.user, gemeente).mag
    ):
        antwoord = save_form(form, lambda: _take_bestand(request, form, gemeente))
        if antwoord:
            return antwoord
    batches = Importbatch.objects.filter(gemeente=gemeente, soort="register")
    eerder = Opdracht.objects.visible_to(request.user).filter(soort="register_import")[:5]
    context = {"gemeente": gemeente, "form": form, "batches": batches[:50], "eerder": eerder}
    return render(request, "registers/pagina.html", context)


def _take_bestand(request: HttpRequest, form: RegisterForm, gemeente: Gemeente) -> HttpResponse:
    """Look at the file at once; then try it, or point its columns at fields first."""
    eigen, naam = keep_bestand(form.cleaned_data["bestand"])
    try:
        read_voorbeeld(find_pad(eigen))
    except DomeinFout as fout:
        find_pad(eigen).unlink(missing_ok=True)
        raise DomeinFout(
            fout.boodschap.replace(find_pad(eigen).name, naam), veld="bestand"
        ) from fout
    if form.cleaned_data["koppeling"] == "nieuw":
        request.session["register"] = {"bestand": eigen, "naam": naam}
        return redirect("koppeling_maken")
    inhoud = read_inhoud(gemeente, form.cleaned_data["koppeling"])
    return _start_proef(request, eigen, naam, inhoud)


def _start_proef(request: HttpRequest, eigen: str, naam: str, inhoud: str) -> HttpResponse:
    gebruiker: Any = request.user
    parameters = {"bestand": eigen, "naam": naam, "koppeling": inhoud, "proef": True}
    return redirect("opdracht", enqueue_opdracht("register_import", parameters, gebruiker).pk)


class KoppelingForm(forms.Form):
    """Point each field at a column of the file."""

    naam = forms.CharField(label="Hoe heet dit register?", max_length=100)
    financier = forms.CharField(label="Wie geeft het geld?", max_length=200)
    getallen = forms.ChoiceField(
        label="Hoe staan bedragen erin?",
        choices=[("nl", "1.234,56"), ("en", "1234.56 of 1,234.56")],
    )
    prive = forms.CharField(
        label="Welke namen staan voor particulieren?",
        required=False,
        initial="particulier*; (particulier)",
        help_text="Met een puntkomma ertussen; een * staat voor alles. Hun namen bewaren we niet.",
    )
    periodiek = forms.CharField(
        label="Welk woord betekent periodiek?", required=False, initial="Periodiek"
    )
    eenmalig = forms.CharField(
        label="Welk woord betekent eenmalig?", required=False, initial="Eenmalig"
    )

    def __init__(self, *args: Any, koppen: list[str], gemeente: Gemeente, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gemeente = gemeente
        keuzes = [("", "niet in dit bestand"), *((kop, kop) for kop in koppen if kop)]
        geraden = guess_kolommen(koppen)
        for veld, naam in VELDEN.items():
            self.fields[f"k_{veld}"] = forms.ChoiceField(
                label=f"Kolom met {naam}",
                choices=keuzes,
                required=veld in NODIG,
                initial=geraden.get(veld, ""),
            )
        self.fields["financier"].initial = f"Gemeente {gemeente.naam}"

    def build(self) -> Vertaling:
        """The mapping these answers describe. Raises KoppelingFout when a needed column is missing."""
        g = self.cleaned_data
        woorden = {g["periodiek"]: "periodiek", g["eenmalig"]: "eenmalig"}
        vertaling = Vertaling(
            naam=g["naam"],
            gemeente=self.gemeente.pk,
            financier=g["financier"],
            kolommen={veld: g[f"k_{veld}"] for veld in VELDEN if g[f"k_{veld}"]},
            getallen=Getalstijl(g["getallen"]),
            prive=tuple(deel.strip() for deel in g["prive"].split(";") if deel.strip()),
            waarden={"regelmaat": {woord: code for woord, code in woorden.items() if woord}},
        )
        return read_vertaling(write_vertaling(vertaling))


@require_http_methods(["GET", "HEAD", "POST"])
def koppeling_maken(request: HttpRequest) -> HttpResponse:
    """Ten rows to look at, and a column to point at for every field."""
    gemeente = find_gemeente(request)
    bezig = request.session.get("register")
    if not bezig or not find_pad(bezig["bestand"]).is_file():
        messages.info(request, "Kies eerst een bestand.")
        return redirect("registers")
    koppen, rijen = read_voorbeeld(find_pad(bezig["bestand"]))
    form = KoppelingForm(request.POST or None, koppen=koppen, gemeente=gemeente)
    if request.method == "POST" and form.is_valid():
        inhoud = save_form(form, lambda: _keep_koppeling(request, form, gemeente))
        if inhoud:
            request.session.pop("register")
            return _start_proef(request, bezig["bestand"], bezig["naam"], inhoud)
    voorbeeld = [[rij.waarden.get(kop, "") for kop in koppen] for rij in rijen]
    context = {"form": form, "koppen": koppen, "rijen": voorbeeld, "naam": bezig["naam"]}
    return render(request, "registers/koppeling.html", context)


def _keep_koppeling(request: HttpRequest, form: KoppelingForm, gemeente: Gemeente) -> str:
    """Save under its name; the same name again replaces what it was."""
    inhoud = write_vertaling(form.build())
    koppeling = Koppeling.objects.filter(gemeente=gemeente, naam=form.cleaned_data["naam"]).first()
    koppeling = koppeling or Koppeling(gemeente=gemeente, naam=form.cleaned_data["naam"])
    koppeling.inhoud = inhoud
    save_object(koppeling, by(request, "Koppeling gemaakt"))
    return inhoud


@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows as they stood in the file."""
    gemeente = find_gemeente(request)
    gevonden = get_object_or_404(Importbatch, gemeente=gemeente, pk=pk)
    regels = gevonden.regels.select_related("geldstroom")
    if request.GET.get("melding"):
        regels = regels.exclude(melding="")
    blad = Paginator(regels, 50).get_page(request.GET.get("bladzijde"))
    return render(request, "registers/batch.html", {"batch": gevonden, "blad": blad})


@require_safe
def uitvoer(request: HttpRequest) -> HttpResponse:
    """The grants of this municipality, in the columns of a subsidy register."""
    gemeente = find_gemeente(request)
    stromen = select_register(Geldstroom.objects.visible_to(request.user), gemeente.pk)
    return send_bestand(
        f"subsidieregister-{gemeente.pk}.csv",
        lambda pad: write_register(pad, build_uitvoer(gemeente), stromen, timezone.localtime()),
    )


urlpatterns = [
    path("registers", registers, name="registers"),
    path("registers/uitvoer", uitvoer, name="register_uitvoer"),
    path("registers/koppeling", koppeling_maken, name="koppeling_maken"),
    path("registers/<int:pk>", batch, name="batch"),
]
