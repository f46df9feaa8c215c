"""Reports: choose a form, fill it in, send it, and read what was sent."""

from io import BytesIO
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from financiering.domain.codes import NIET_VERSTUURD, Niveau, VerslagStatus
from financiering.domain.regimes import describe_regime
from financiering.domain.sjabloon import Vraag, arrange_sjablonen
from financiering.models import Geldstroom, Verslag
from financiering.permissions import can_change_geldstroom
from financiering.rapportage.regime import load_regime
from financiering.services.verantwoordingen import get_verantwoording, move_datum, save_gevraagd
from financiering.services.verslagen import (
    AntwoordGewijzigd,
    Veld,
    list_velden,
    load_sjablonen,
    needs_handtekening,
    note_antwoord_gever,
    reopen_verslag,
    save_antwoorden,
    send_verslag,
    sign_verslag,
    start_verslag,
)
from financiering.uitwisseling.verslagboek import write_verslagboek
from financiering.uitwisseling.verslagpdf import write_verslagpdf
from financiering.web.bestand import BijlageForm
from financiering.web.datums import get_vandaag
from financiering.web.formulier.velden import DatumVeld, choose
from financiering.web.geldstromen import find_wijzigbaar
from financiering.web.middleware import note_inzage
from financiering.web.opslaan import by, judge_later, save_form

MERK = "Dit vulden we vast voor je in."
KLAAR = {
    False: "Het verslag staat vast. Stuur het nu naar de gever: het telt vanaf nu als verstuurd.",
    True: "Het verslag wacht nu op een tweede handtekening.",
}


class AntwoordVeld(forms.CharField):
    """An answer: what must be there is only asked for when the report is sent, not while it is written."""

    in_euro = False

    def validate(self, value: Any) -> None:
        """Nothing: the service says what is missing."""


class VerslagForm(forms.Form):
    """The questions of one form, each with what is known and the version that was looked at."""

    use_required_attribute = False

    def __init__(self, *args: Any, velden: list[Veld], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.velden = [veld for veld in velden if veld.vraag.soort != "foto"]
        for veld in self.velden:
            vraag = veld.vraag
            self.fields[vraag.sleutel] = _make_veld(vraag, veld)
            self.fields[f"versie_{vraag.sleutel}"] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=veld.versie
            )

    def get_teksten(self) -> dict[str, str]:
        """What was typed, by question."""
        return {v.vraag.sleutel: self.cleaned_data[v.vraag.sleutel] for v in self.velden}

    def get_versies(self) -> dict[str, int]:
        """Which version of each answer was looked at."""
        return {
            v.vraag.sleutel: self.cleaned_data[f"versie_{v.vraag.sleutel}"] or 0
            for v in self.velden
        }

    def show_both(self, fout: AntwoordGewijzigd) -> None:
        """Keep what was typed and put what the other wrote beside it."""
        sleutel = fout.veld or ""
        self.data = {**self.data, sleutel: self.cleaned_data[sleutel], f"versie_{sleutel}": fout.nu}
        self.add_error(sleutel, f"{fout.boodschap} De ander schreef: “{fout.ander}”")


def _make_veld(vraag: Vraag, veld: Veld) -> AntwoordVeld:
    hulp = " ".join(deel for deel in (vraag.hulp, MERK if veld.is_ingevuld else "") if deel)
    vast: dict[str, Any] = {
        "label": vraag.vraag, "required": vraag.verplicht, "initial": veld.tekst, "help_text": hulp
    }  # fmt: skip
    if vraag.soort in ("verhaal", "kosten"):
        return AntwoordVeld(max_length=10_000, widget=forms.Textarea(attrs={"rows": 5}), **vast)
    if vraag.soort == "keuze":
        keuzes = [("", "kies"), *((keuze, keuze) for keuze in vraag.keuzes)]
        return AntwoordVeld(max_length=300, widget=forms.Select(choices=keuzes), **vast)
    if vraag.soort in ("telling", "bedrag"):
        invoer = "decimal" if vraag.soort == "bedrag" else "numeric"
        widget = forms.TextInput(attrs={"inputmode": invoer, "size": 12})
        getal = AntwoordVeld(max_length=30, widget=widget, **vast)
        getal.in_euro = vraag.soort == "bedrag"
        return getal
    return AntwoordVeld(max_length=300, widget=forms.TextInput(attrs={"size": 60}), **vast)


class GevraagdForm(forms.Form):
    """What the giver asks, and by when."""

    niveau = forms.ChoiceField(
        label="Wat vraagt de gever?",
        required=False,
        choices=choose(Niveau, leeg="wat de eigen regels zeggen"),
    )
    uiterlijk_op = DatumVeld(label="Vóór welke dag?", required=False)
    reden_zwaarder = forms.CharField(
        label="Waarom vraagt de gever meer dan de eigen regels?", required=False, max_length=300
    )


class UitstelForm(forms.Form):
    """More time to report."""

    naar = DatumVeld(label="Nieuwe datum")
    met = forms.CharField(
        label="Met wie afgesproken?", max_length=200, help_text="Een functie is genoeg."
    )
    reden = forms.CharField(label="Waarom?", max_length=300)


@require_http_methods(["GET", "HEAD", "POST"])
def verantwoording(request: HttpRequest, pk: int) -> HttpResponse:
    """What is asked of this grant and what is not; forms that fit; the giver's own wish."""
    stroom = find_wijzigbaar(request, pk)
    regime = load_regime(stroom)
    if regime is None:
        raise Http404
    rij = get_verantwoording(stroom)
    begin = {naam: getattr(rij, naam) for naam in GevraagdForm.base_fields}
    form = GevraagdForm(request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        g = form.cleaned_data
        vraag = {
            "gevraagd": Niveau(g["niveau"]) if g["niveau"] else None,
            "toegestaan": regime.niveau,
            "uiterlijk_op": g["uiterlijk_op"],
            "reden_zwaarder": g["reden_zwaarder"],
            "handeling": by(request, "Wat de gever vraagt"),
        }
        if save_form(form, lambda: save_gevraagd(stroom, **vraag)):
            judge_later(stroom.initiatief_id)
            messages.success(request, "Bewaard wat de gever vraagt.")
            return redirect("verantwoording", pk)
    context = {
        "stroom": stroom,
        "zinnen": describe_regime(regime),
        "form": form,
        "rij": rij,
        "uitstel": UitstelForm() if rij.pk and rij.uiterlijk else None,
        "grens": stroom.initiatief.tekenen_vanaf if needs_handtekening(stroom) else None,
        "keuze": arrange_sjablonen(load_sjablonen().values(), regime.geldend),
        "verslagen": stroom.verslagen.order_by("-nummer"),
    }
    return render(request, "verslagen/verantwoording.html", context)


@require_POST
def uitstel(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the date; the first one stays in sight."""
    stroom = find_wijzigbaar(request, pk)
    form = UitstelForm(request.POST)
    if form.is_valid():
        g = form.cleaned_data
        if save_form(
            form, lambda: move_datum(stroom, g["naar"], g["met"], by(request, g["reden"]))
        ):
            judge_later(stroom.initiatief_id)
            messages.success(request, "De nieuwe datum is bewaard.")
            return redirect("verantwoording", pk)
    return render(request, "verslagen/uitstel.html", {"stroom": stroom, "form": form})


@require_POST
def verslag_beginnen(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft with the chosen form, or a new version of what was sent."""
    stroom = find_wijzigbaar(request, pk)
    form = forms.Form(request.POST)
    form.is_valid()
    code, handeling = request.POST.get("sjabloon", ""), by(request, "Verslag begonnen")
    nieuw = save_form(form, lambda: start_verslag(stroom, code, load_regime(stroom), handeling))
    if nieuw is None:
        messages.warning(request, " ".join(map(str, form.non_field_errors())))
        return redirect("verantwoording", pk)
    return redirect("verslag", nieuw.pk)


def find_verslag(request: HttpRequest, pk: int) -> Verslag:
    """The report if this person may see it; else 404."""
    zichtbaar = Verslag.objects.visible_to(request.user)
    return get_object_or_404(
        zichtbaar.select_related("geldstroom__initiatief", "geldstroom__financier"), pk=pk
    )


def _mag(request: HttpRequest, stroom: Geldstroom) -> bool:
    return can_change_geldstroom(request.user, stroom).mag


@require_http_methods(["GET", "HEAD", "POST"])
def verslag(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill in a draft, or read what was sent."""
    gevonden = find_verslag(request, pk)
    note_inzage(request, gevonden.geldstroom.initiatief_id, "een verslag")
    if gevonden.status != VerslagStatus.CONCEPT:
        return render(request, "verslagen/verstuurd.html", build_verstuurd(request, gevonden))
    form = VerslagForm(request.POST or None, velden=list_velden(gevonden))
    if request.method == "POST" and form.is_valid() and _keep(request, gevonden, form):
        if request.POST.get("doe") != "verstuur":
            messages.success(request, "Bewaard. Je kunt later verder gaan.")
            return redirect("verslag", pk)
        handeling = by(request, "Verslag verstuurd")
        if save_form(form, lambda: send_verslag(pk, get_vandaag(), handeling)):
            judge_later(gevonden.geldstroom.initiatief_id)
            messages.success(request, KLAAR[needs_handtekening(gevonden.geldstroom)])
            return redirect("verslag", pk)
    context = {
        "verslag": gevonden,
        "form": form,
        "sjabloon": load_sjablonen()[gevonden.sjabloon],
        "bijlage_form": BijlageForm(),
        "max_aantal": settings.BIJLAGE_MAX_AANTAL,
        "tweede": needs_handtekening(gevonden.geldstroom),
    }
    return render(request, "verslagen/invullen.html", context)


def build_verstuurd(request: HttpRequest, gevonden: Verslag) -> dict[str, Any]:
    """What stands fast, and for its own people what can still be done."""
    mag = _mag(request, gevonden.geldstroom)
    zelf = gevonden.opgesteld_door_id == request.user.pk
    return {
        "verslag": gevonden,
        "mag": mag,
        "wacht": gevonden.status == VerslagStatus.TEKENEN,
        "mag_tekenen": mag and not zelf,
        "alleen": not gevonden.geldstroom.initiatief.toegangen.exclude(
            gebruiker=gevonden.opgesteld_door_id
        ).exists(),
    }


def _keep(request: HttpRequest, gevonden: Verslag, form: VerslagForm) -> bool:
    """Save what was typed; when somebody else wrote too, both are shown and nothing is lost."""
    try:
        save_antwoorden(
            gevonden, form.get_teksten(), form.get_versies(), by(request, "Verslag ingevuld")
        )
    except AntwoordGewijzigd as fout:
        form.show_both(fout)
        return False
    return True


@require_POST
def verslag_bewaren(request: HttpRequest, pk: int) -> HttpResponse:
    """Save along while somebody writes: says when, and gives the page the new versions."""
    gevonden = find_verslag(request, pk)
    if gevonden.status != VerslagStatus.CONCEPT:
        return render(request, "verslagen/bewaard.html", {"verstuurd": True})
    form = VerslagForm(request.POST, velden=list_velden(gevonden))
    context: dict[str, Any] = {"form": form, "nu": timezone.localtime()}
    if form.is_valid():
        handeling = by(request, "Verslag ingevuld")
        try:
            save_antwoorden(gevonden, form.get_teksten(), form.get_versies(), handeling)
            context["velden"] = list_velden(gevonden)
        except AntwoordGewijzigd as fout:
            vraag = form.fields[fout.veld or ""].label
            context["botsing"] = f"{vraag}: de ander schreef “{fout.ander}”"
    return render(request, "verslagen/bewaard.html", context)


@require_POST
def verslag_antwoord(request: HttpRequest, pk: int) -> HttpResponse:
    """The giver agreed, or wants to know more."""
    gevonden = find_verslag(request, pk)
    if not _mag(request, gevonden.geldstroom):
        raise Http404
    aanvulling = request.POST.get("aanvulling", "").strip()[:1000]
    form = forms.Form(request.POST)
    form.is_valid()
    handeling = by(request, (aanvulling and "De gever vroeg om meer") or "De gever is akkoord")
    if save_form(form, lambda: note_antwoord_gever(pk, get_vandaag(), aanvulling, handeling)):
        messages.success(request, "Bewaard wat de gever zei.")
    return redirect("verslag", pk)


@require_POST
def verslag_tekenen(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person signs, or sends it back to be changed."""
    gevonden = find_verslag(request, pk)
    if not _mag(request, gevonden.geldstroom):
        raise Http404
    form = forms.Form(request.POST)
    form.is_valid()
    if request.POST.get("doe") == "terug":
        gelukt = save_form(form, lambda: reopen_verslag(pk, by(request, "Terug naar concept")))
        bericht = "Je kunt het verslag weer wijzigen."
    else:
        handeling = by(request, "Ook getekend")
        gelukt = save_form(form, lambda: sign_verslag(pk, get_vandaag(), handeling))
        bericht = "Getekend. Het verslag staat vast. Stuur het nu naar de gever: het telt vanaf nu als verstuurd."
    if gelukt:
        judge_later(gevonden.geldstroom.initiatief_id)
        messages.success(request, bericht)
    else:
        messages.warning(request, " ".join(map(str, form.non_field_errors())))
    return redirect("verslag", pk)


@require_safe
def verslag_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """What was sent, to print or to file."""
    gevonden = _find_verstuurd(request, pk)
    antwoord = HttpResponse(write_verslagpdf(gevonden), content_type="application/pdf")
    naam = f"verslag-{gevonden.geldstroom.kenmerk}.pdf"
    antwoord["Content-Disposition"] = content_disposition_header(True, naam)
    return antwoord


@require_safe
def verslag_excel(request: HttpRequest, pk: int) -> FileResponse:
    """What was sent, as a workbook a giver can file."""
    gevonden = _find_verstuurd(request, pk)
    uit = BytesIO()
    write_verslagboek(uit, gevonden)
    uit.seek(0)
    return FileResponse(
        uit, as_attachment=True, filename=f"verslag-{gevonden.geldstroom.kenmerk}.xlsx"
    )


@require_safe
def verslag_json(request: HttpRequest, pk: int) -> HttpResponse:
    """What was sent, as data."""
    gevonden = _find_verstuurd(request, pk)
    return JsonResponse(
        {
            "geldstroom": gevonden.geldstroom.kenmerk,
            "versie": gevonden.nummer,
            "formulier": gevonden.sjabloon,
            "ingediendOp": gevonden.ingediend_op,
            "antwoorden": gevonden.inhoud,
            "bijlagen": [
                {"naam": b.naam, "soort": b.soort, "bytes": b.grootte, "sha256": b.sha256}
                for b in gevonden.bijlagen.all()
            ],
        }
    )


def _find_verstuurd(request: HttpRequest, pk: int) -> Verslag:
    gevonden = find_verslag(request, pk)
    if gevonden.status in NIET_VERSTUURD:
        raise Http404
    return gevonden


urlpatterns = [
    path("geldstromen/<int:pk>/verantwoording", verantwoording, name="verantwoording"),
    path("geldstromen/<int:pk>/verantwoording/uitstel", uitstel, name="uitstel"),
    path("geldstromen/<int:pk>/verslag", verslag_beginnen, name="verslag_beginnen"),
    path("verslagen/<int:pk>", verslag, name="verslag"),
    path("verslagen/<int:pk>/antwoord", verslag_antwoord, name="verslag_antwoord"),
    path("verslagen/<int:pk>/bewaren", verslag_bewaren, name="verslag_bewaren"),
    path("verslagen/<int:pk>/tekenen", verslag_tekenen, name="verslag_tekenen"),
    path("verslagen/<int:pk>/pdf", verslag_pdf, name="verslag_pdf"),
    path("verslagen/<int:pk>/excel", verslag_excel, name="verslag_excel"),
    path("verslagen/<int:pk>/json", verslag_json, name="verslag_json"),
]
