"""The one Django app."""

import gc

from django.apps import AppConfig

from financiering.web.formulieren import speak_plainly


class FinancieringConfig(AppConfig):
    name = "financiering"
    verbose_name = "Financiering van bewonersinitiatieven"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        speak_plainly()
        # What is there now stays until the end: the collector need not go through it at every round.
        gc.freeze()
