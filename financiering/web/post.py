"""Which mail a person wants, and stopping it from the mail itself."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from financiering.models import Bericht, Berichtkeuze
from financiering.services.berichten import change_berichtkeuze, find_keuze, read_stoptoken
from financiering.services.schrijven import Handeling
from financiering.web.opslaan import by, save_form


class BerichtkeuzeForm(forms.ModelForm):  # type: ignore[type-arg]
    """Weekly or not, when, and at once or not."""

    class Meta:
        model = Berichtkeuze
        fields = ("weekbericht", "dag", "uur", "kritiek")
        labels = {
            "weekbericht": "Stuur mij elke week een bericht, alleen als er iets is",
            "dag": "Op welke dag?",
            "uur": "Hoe laat?",
            "kritiek": "Stuur mij meteen een bericht als iets niet kan wachten",
        }


@require_http_methods(["GET", "HEAD", "POST"])
def weekbericht(request: HttpRequest) -> HttpResponse:
    """The choices of this person, and when the last mail went."""
    gebruiker: Any = request.user
    form = BerichtkeuzeForm(request.POST or None, instance=find_keuze(gebruiker))
    if request.method == "POST" and form.is_valid():
        handeling = by(request, "Keuze voor mail gewijzigd")
        if save_form(form, lambda: change_berichtkeuze(gebruiker, form.cleaned_data, handeling)):
            messages.success(request, "Je keuze is bewaard.")
            return redirect("mijn")
    verzonden = Bericht.objects.filter(gebruiker=gebruiker, verzonden_op__isnull=False)
    context = {"form": form, "laatste": verzonden.order_by("-verzonden_op").first()}
    return render(request, "mijn/weekbericht.html", context)


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def post_stoppen(request: HttpRequest, token: str) -> HttpResponse:
    """One button that stops one kind of mail; the signed address is the permission.

    A mail program may press it too (RFC 8058), and brings no cookie: hence no CSRF check. Opening
    the page stops nothing, because mail programs open links by themselves.
    """
    gelezen = read_stoptoken(token)
    if gelezen is None:
        raise Http404
    gebruiker, soort = gelezen
    gestopt = request.method == "POST"
    if gestopt:
        handeling = Handeling(gebruiker, "Gestopt via de link in de mail")
        change_berichtkeuze(gebruiker, {soort.value: False}, handeling)
    return render(request, "post/stoppen.html", {"wat": soort.label, "gestopt": gestopt})


urlpatterns = [
    path("mijn/mail", weekbericht, name="weekbericht"),
    path("mail-stoppen/<str:token>", post_stoppen, name="post_stoppen"),
]
