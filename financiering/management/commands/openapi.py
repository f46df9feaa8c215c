"""`openapi`: write the description of the API to docs/openapi.json."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from api.beschrijving import write_openapi


class Command(BaseCommand):
    help = "Schrijft docs/openapi.json: wat de API kan, voor programma's."

    def handle(self, *args: Any, **options: Any) -> None:
        pad = settings.BASE_DIR / "docs" / "openapi.json"
        pad.write_text(write_openapi(), encoding="utf-8")
        self.stdout.write(f"Geschreven: {pad.relative_to(settings.BASE_DIR)}")
