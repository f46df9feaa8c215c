"""Call a service for a form: what it refuses comes back at the field, with what was typed."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest

from financiering.domain.exceptions import DomeinFout, GewijzigdDoorAnder
from financiering.models.base import BewaardModel
from financiering.services.schrijven import Handeling
from financiering.web.formulier.versie import VersieForm
from tasks.signalen import beoordeel_initiatief

T = TypeVar("T")


def save_form(
    form: BaseForm, dienst: Callable[[], T], *, over: BewaardModel | None = None
) -> T | None:
    """The result of the service, or None with the refusal put at the form.

    `over` is the object that a VersieForm is about: when somebody else saved it first, the form
    shows what they wrote.
    """
    try:
        with transaction.atomic():
            return dienst()
    except GewijzigdDoorAnder as fout:
        form.add_error(None, fout.boodschap)
        if isinstance(form, VersieForm) and over is not None:
            form.show_anders(over)
    except DomeinFout as fout:
        form.add_error(fout.veld if fout.veld in form.fields else None, fout.boodschap)
    except ValidationError as fout:
        _add_errors(form, fout)
    return None


def _add_errors(form: BaseForm, fout: ValidationError) -> None:
    per_veld = (
        fout.message_dict if hasattr(fout, "error_dict") else {NON_FIELD_ERRORS: fout.messages}
    )
    for veld, boodschappen in per_veld.items():
        for boodschap in boodschappen:
            form.add_error(veld if veld in form.fields else None, boodschap)


def by(request: HttpRequest, reden: str) -> Handeling:
    """Somebody at a page does this, and why."""
    gebruiker: Any = request.user
    return Handeling(gebruiker, reden)


def judge_later(initiatief_id: int) -> None:
    """Look again at the initiative that changed, once the change is in."""
    transaction.on_commit(partial(beoordeel_initiatief.delay, initiatief_id), robust=True)
