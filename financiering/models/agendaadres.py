"""The secret address at which a person's calendar reads along."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from financiering.models.base import BewaardModel, build_geschiedenis


class Agendaadres(BewaardModel):
    """One address of one person; the secret itself is never stored, its hash is."""

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="agendaadressen"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    gemaakt_op = models.DateTimeField("gemaakt op")
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)
    history = build_geschiedenis()

    class Meta:
        verbose_name = "agenda-adres"
        verbose_name_plural = "agenda-adressen"
        ordering = ["-gemaakt_op"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker"],
                name="agendaadres_een_werkend",
                condition=Q(ingetrokken_op__isnull=True),
                violation_error_message="Er is al een agenda-adres dat werkt.",
            )
        ]

    def __str__(self) -> str:
        return f"agenda-adres {self.pk}"
