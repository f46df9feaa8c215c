"""Keys for applications: everybody makes and revokes their own, and sees the secret once."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from financiering.domain.codes import Bereik
from financiering.models import ApiSleutel
from financiering.services.apisleutels import create_sleutel, revoke_sleutel
from financiering.web.formulier.velden import DatumVeld
from financiering.web.opslaan import by, save_form

HALF_JAAR = timedelta(days=180)


class SleutelForm(forms.Form):
    """For which application, what it may do, and until when."""

    naam = forms.CharField(label="Voor welke toepassing?", max_length=100)
    bereik = forms.ChoiceField(
        label="Wat mag die?", choices=Bereik.choices, widget=forms.RadioSelect, initial=Bereik.LEZEN
    )
    verloopt_op = DatumVeld(
        label="Tot en met wanneer?", help_text="Hoogstens een jaar. Daarna maak je een nieuwe."
    )

    def build(self, eigenaar: Any) -> ApiSleutel:
        """The key these answers describe, not saved; it works until the end of the day."""
        g = self.cleaned_data
        einde = timezone.make_aware(datetime.combine(g["verloopt_op"], time.max))
        return ApiSleutel(naam=g["naam"], bereik=g["bereik"], eigenaar=eigenaar, verloopt_op=einde)


@require_http_methods(["GET", "HEAD", "POST"])
def sleutels(request: HttpRequest) -> HttpResponse:
    """One's own keys. The secret stands on the answer to the form alone, and is kept nowhere."""
    begin = {"verloopt_op": timezone.localdate() + HALF_JAAR}
    form = SleutelForm(request.POST or None, initial=begin)
    geheim = None
    if request.method == "POST" and form.is_valid():
        sleutel = form.build(request.user)
        geheim = save_form(form, lambda: create_sleutel(sleutel, by(request, "Sleutel gemaakt")))
        if geheim:
            form = SleutelForm(initial=begin)
    nu = timezone.now()
    eigen = ApiSleutel.objects.visible_to(request.user)
    context = {
        "form": form,
        "geheim": geheim,
        "sleutels": eigen.filter(ingetrokken_op__isnull=True, verloopt_op__gt=nu),
    }
    return render(request, "sleutels/pagina.html", context)


@require_POST
def intrekken(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on it opens nothing."""
    sleutel = get_object_or_404(ApiSleutel.objects.visible_to(request.user), pk=pk)
    revoke_sleutel(sleutel.pk, by(request, "Sleutel ingetrokken"))
    messages.success(request, f"De sleutel van {sleutel.naam} werkt niet meer.")
    return redirect("api_sleutels")


urlpatterns = [
    path("api-sleutels", sleutels, name="api_sleutels"),
    path("api-sleutels/<int:pk>/intrekken", intrekken, name="api_sleutel_intrekken"),
]
