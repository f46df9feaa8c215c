"""Fill an empty trial installation with the sixteen initiatives."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from financiering.demo.laden import load_demo
from financiering.models import Gebruiker, Initiatief


class Command(BaseCommand):
    help = "Vult een lege proefinstallatie met zestien initiatieven; alle bedragen zijn fictief."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Dit kan alleen in een proefinstallatie: zet DEMO=ja.")
        if Gebruiker.objects.exists() or Initiatief.objects.exists():
            raise CommandError("Er staan al gegevens. De proef vult alleen een lege installatie.")
        load_demo(settings.DEMO_PEILDATUM)
        self.stdout.write(f"{Initiatief.objects.count()} initiatieven geladen (bedragen fictief).")
