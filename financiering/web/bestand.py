"""An uploaded file: kept under a name of our own, never larger than is said, gone when it is done."""

from collections.abc import Callable
from pathlib import Path, PurePath
from tempfile import NamedTemporaryFile
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpResponse

SOORTEN = {
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class BestandForm(forms.Form):
    """One file."""

    bestand = forms.FileField(label="Kies een bestand")

    def clean_bestand(self) -> Any:
        bestand = self.cleaned_data["bestand"]
        if bestand.size > settings.UPLOAD_MAX_BYTES:
            grens = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
            raise forms.ValidationError(f"Dit bestand is groter dan {grens} MB. Splits het.")
        return bestand


class BijlageForm(forms.Form):
    """A file for a report."""

    bestand = forms.FileField(
        label="Kies een foto, PDF of Office-bestand",
        widget=forms.ClearableFileInput(
            attrs={
                "accept": "image/jpeg,image/png,application/pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp"
            }
        ),
    )


def keep_bestand(bestand: Any) -> tuple[str, str]:
    """Store an upload; returns our name for it and the name people know it by."""
    naam = PurePath(bestand.name or "bestand").name[:120]
    eigen = default_storage.save(
        f"inlezen/{uuid4().hex}{PurePath(naam).suffix[:8].lower()}", bestand
    )
    return eigen, naam


def find_pad(eigen: str) -> Path:
    """Where a kept file lies."""
    return Path(default_storage.path(eigen))


def send_bestand(naam: str, schrijf: Callable[[Path], object]) -> HttpResponse:
    """Write to a file of its own, which is gone when it has been read."""
    soort = PurePath(naam).suffix
    with NamedTemporaryFile(suffix=soort) as tijdelijk:
        schrijf(Path(tijdelijk.name))
        antwoord = HttpResponse(Path(tijdelijk.name).read_bytes(), content_type=SOORTEN[soort])
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord
