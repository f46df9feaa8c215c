"""The one Django app."""

from django.apps import AppConfig


class FinancieringConfig(AppConfig):
    name = "financiering"
    verbose_name = "Financiering van bewonersinitiatieven"
    default_auto_field = "django.db.models.BigAutoField"
