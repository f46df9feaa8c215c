"""Pages that are the same for everybody: help, accessibility, source, and the living style page."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from financiering.web import stijlgids as voorbeelden
from financiering.web.begrippen import LIJSTEN, UITLEG
from financiering.web.grafieken.bestand import send_beeld


def _list_termen() -> list[dict[str, Any]]:
    codes = [code for lijst in LIJSTEN.values() for code in lijst]
    return [{"label": c.label, "uitleg": UITLEG[c]} for c in codes if c.value != "onbekend"]


@login_not_required
@require_safe
def hulp(request: HttpRequest) -> HttpResponse:
    return render(request, "informatie/hulp.html", {"termen": _list_termen()})


@login_not_required
@require_safe
def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    return render(request, "informatie/toegankelijkheid.html")


@login_not_required
@require_safe
def broncode(request: HttpRequest) -> HttpResponse:
    return render(request, "informatie/broncode.html")


@login_not_required
@require_safe
def stijlgids(request: HttpRequest) -> HttpResponse:
    """Every component with fictive content; only in the trial."""
    if not settings.DEMO:
        raise Http404
    getoond = voorbeelden.build_voorbeelden()
    beeld = send_beeld(request, *getoond["grafieken"])
    return beeld or render(request, "stijlgids.html", getoond)
