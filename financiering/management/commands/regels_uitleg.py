"""Print docs/regels.md: the rules explained, made from the rules themselves."""

from typing import Any

from django.core.management.base import BaseCommand

from financiering.continuiteit.regel import STANDAARD
from financiering.continuiteit.uitleg import list_uitleg, write_markdown


class Command(BaseCommand):
    help = "Schrijf de uitleg van alle regels als Markdown."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(write_markdown(list_uitleg(STANDAARD)), ending="")
