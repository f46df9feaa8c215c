"""The keys with which applications come in, and the creations they may safely repeat."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from financiering.domain.codes import Bereik
from financiering.models.base import BewaakteQuerySet, BewaardModel, build_geschiedenis


class ApiSleutelQuerySet(BewaakteQuerySet):
    def visible_to(self, gebruiker: Any) -> "ApiSleutelQuerySet":
        """Everybody sees their own keys, and nobody those of another."""
        if not gebruiker.is_authenticated:
            return self.none()
        return self.filter(eigenaar=gebruiker)

    def usable(self, moment: datetime) -> "ApiSleutelQuerySet":
        """Not revoked, not expired, and of somebody who may still log in."""
        return self.filter(
            ingetrokken_op__isnull=True, verloopt_op__gt=moment, eigenaar__is_active=True
        )


class ApiSleutel(BewaardModel):
    """One application of one person: it sees and may do what that person does, and never more.

    Of the secret only a hash is kept; `begin` is enough to recognise it by. `laatst_gebruikt_op` is
    a log and keeps no history.
    """

    naam = models.CharField("naam", max_length=100, help_text="Welke toepassing gebruikt dit?")
    eigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="api_sleutels"
    )
    bereik = models.CharField("mag", max_length=20, choices=Bereik.choices, default=Bereik.LEZEN)
    begin = models.CharField("begint met", max_length=12, editable=False)
    geheim_hash = models.CharField(max_length=64, unique=True, editable=False)
    aangemaakt_op = models.DateTimeField("aangemaakt op")
    verloopt_op = models.DateTimeField("verloopt op")
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)
    laatst_gebruikt_op = models.DateTimeField("laatst gebruikt op", null=True, blank=True)

    objects = ApiSleutelQuerySet.as_manager()
    history = build_geschiedenis()

    class Meta:
        verbose_name = "API-sleutel"
        verbose_name_plural = "API-sleutels"
        ordering = ["-aangemaakt_op", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="apisleutel_verloopt_later",
                condition=Q(verloopt_op__gt=F("aangemaakt_op")),
                violation_error_message="Een sleutel verloopt na de dag waarop hij is gemaakt.",
            )
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def mag_schrijven(self) -> bool:
        """Whether the application may change anything."""
        return self.bereik == Bereik.SCHRIJVEN


class ApiVerzoek(models.Model):
    """The answer to a creation with an Idempotency-Key, so that asking twice creates once.

    A log: it goes after a day, and keeps no history.
    """

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sleutel = models.CharField(max_length=100)
    vingerafdruk = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    antwoord = models.JSONField(null=True)
    koppen = models.JSONField(default=dict)
    gemaakt_op = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "herhaalbaar verzoek"
        verbose_name_plural = "herhaalbare verzoeken"
        constraints = [
            models.UniqueConstraint(fields=["gebruiker", "sleutel"], name="apiverzoek_een_keer")
        ]

    def __str__(self) -> str:
        return self.sleutel
