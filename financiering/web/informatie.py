"""Pages that are the same for everybody: help, accessibility and source."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from financiering.web.begrippen import LIJSTEN, UITLEG


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
