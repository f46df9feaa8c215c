"""The choice of a municipality to publish totals."""

from typing import Any

from django.db import models
from django.db.models import Q

from financiering.domain.codes import SoortToegang
from financiering.models.base import (
    BewaakteQuerySet,
    BewaardModel,
    build_geschiedenis,
    list_toegangen,
)


class PublicatieQuerySet(BewaakteQuerySet):
    def visible_to(self, gebruiker: Any) -> "PublicatieQuerySet":
        """Everybody sees which totals are public; that they are not, the municipality alone."""
        eigen = list_toegangen(gebruiker, SoortToegang.GEMEENTE, "gemeente")
        return self.filter(Q(aan=True) | Q(gemeente__in=eigen))


class Publicatie(BewaardModel):
    """Whether a municipality shows its totals to everybody, and why; without a row it does not."""

    gemeente = models.OneToOneField(
        "financiering.Gemeente", on_delete=models.PROTECT, related_name="publicatie"
    )
    aan = models.BooleanField("openbaar", default=False)
    reden = models.CharField("waarom", max_length=300)
    sinds = models.DateField("sinds")

    objects = PublicatieQuerySet.as_manager()
    history = build_geschiedenis()

    class Meta:
        verbose_name = "publicatie"
        verbose_name_plural = "publicaties"
        ordering = ["gemeente"]

    def __str__(self) -> str:
        return f"{self.gemeente}: {'openbaar' if self.aan else 'niet openbaar'}"
