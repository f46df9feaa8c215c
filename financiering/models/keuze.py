"""A choice in the portfolio that a municipality kept under a name."""

from typing import Any

from django.db import models

from financiering.domain.codes import SoortToegang
from financiering.models.base import (
    BewaakteQuerySet,
    BewaardModel,
    build_geschiedenis,
    list_toegangen,
)


class BewaardekeuzeQuerySet(BewaakteQuerySet):
    def visible_to(self, gebruiker: Any) -> "BewaardekeuzeQuerySet":
        """A choice is its municipality's own."""
        return self.filter(
            gemeente__in=list_toegangen(gebruiker, SoortToegang.GEMEENTE, "gemeente")
        )


class Bewaardekeuze(BewaardModel):
    """What was chosen, as the address says it; for everybody who may see this municipality's portfolio."""

    gemeente = models.ForeignKey(
        "financiering.Gemeente", on_delete=models.PROTECT, related_name="bewaarde_keuzes"
    )
    naam = models.CharField("naam", max_length=80)
    vraag = models.CharField("keuze", max_length=1000)

    objects = BewaardekeuzeQuerySet.as_manager()
    history = build_geschiedenis()

    class Meta:
        verbose_name = "bewaarde keuze"
        verbose_name_plural = "bewaarde keuzes"
        ordering = ["gemeente", "naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "naam"],
                name="bewaardekeuze_naam_uniek",
                violation_error_message="Er is al een keuze met deze naam.",
            )
        ]

    def __str__(self) -> str:
        return self.naam
