"""Pages for when something is not there or goes wrong: what it is, and what to do next."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string


def answer_400(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "fouten/400.html", status=400)


def answer_404(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Unknown and forbidden look the same, so that the answer tells nothing."""
    return render(request, "fouten/404.html", status=404)


def answer_500(request: HttpRequest) -> HttpResponse:
    """Made without a context: what broke the page may break its header too."""
    return HttpResponseServerError(render_to_string("fouten/500.html"))


def answer_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Usually an old tab or cookies that are off."""
    return render(request, "fouten/csrf.html", status=403)
