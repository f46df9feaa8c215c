"""Work that takes longer than a page may: its record is the truth, the message is only a nudge."""

from typing import Any

from django.conf import settings
from django.db import models


class OpdrachtQuerySet(models.QuerySet[Any]):
    def visible_to(self, gebruiker: Any) -> "OpdrachtQuerySet":
        """Who asked for it."""
        if not gebruiker.is_authenticated:
            return self.none()
        return self.filter(gebruiker=gebruiker)


class Opdracht(models.Model):
    """One job: what was asked, by whom, how far it is, and how it ended."""

    class Stand(models.TextChoices):
        WACHTEND = "wachtend", "wacht op een plek"
        BEZIG = "bezig", "bezig"
        KLAAR = "klaar", "klaar"
        MISLUKT = "mislukt", "niet gelukt"

    soort = models.CharField("soort", max_length=50)
    parameters = models.JSONField("parameters", default=dict, blank=True)
    stand = models.CharField("stand", max_length=10, choices=Stand.choices, default=Stand.WACHTEND)
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="opdrachten", null=True
    )
    aangemaakt_op = models.DateTimeField("aangemaakt op")
    gestart_op = models.DateTimeField("gestart op", null=True)
    klaar_op = models.DateTimeField("klaar op", null=True)
    werker = models.CharField("werker", max_length=100, blank=True)
    pogingen = models.PositiveSmallIntegerField("pogingen", default=0)
    uitkomst = models.JSONField("uitkomst", default=dict, blank=True)
    fout = models.TextField("fout", blank=True)

    objects = OpdrachtQuerySet.as_manager()

    class Meta:
        verbose_name = "opdracht"
        verbose_name_plural = "opdrachten"
        ordering = ["-aangemaakt_op"]
        indexes = [models.Index(fields=["stand", "aangemaakt_op"], name="opdracht_stand")]

    def __str__(self) -> str:
        return f"{self.soort} {self.pk}: {self.stand}"
