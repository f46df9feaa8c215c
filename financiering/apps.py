"""The one Django app."""

import gc

from django.apps import AppConfig

from financiering.web.formulieren import speak_plainly

NIEUW_VOOR_RONDE = 10_000
"""New objects after which the collector goes round."""


class FinancieringConfig(AppConfig):
    name = "financiering"
    verbose_name = "Financiering van bewonersinitiatieven"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        speak_plainly()
        # What is there now stays until the end: the collector need not go through it at every round.
        gc.freeze()
        # The facts of a handful of initiatives are more than the 700 new objects it waits for by itself.
        gc.set_threshold(NIEUW_VOOR_RONDE)
