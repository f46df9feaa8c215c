"""A task somebody carries. Personal data: the initiative's own, unless it opens it up."""

from typing import Any

from django.db import models
from django.db.models import Q

from financiering.domain.codes import Onderdeel, Ontvanger, SoortTaak, SoortToegang
from financiering.models.base import (
    BewaakteQuerySet,
    BewaardModel,
    build_geschiedenis,
    list_toegangen,
)
from financiering.models.initiatief import build_regio, build_toestemming


class TaakQuerySet(BewaakteQuerySet):
    def visible_to(self, gebruiker: Any) -> "TaakQuerySet":
        """The initiative itself; its municipality or adviser only where it opened its tasks."""
        if not gebruiker.is_authenticated:
            return self.none()
        gemeente = Q(build_toestemming("initiatief", Ontvanger.GEMEENTE, Onderdeel.TAKEN))
        adviseur = Q(build_toestemming("initiatief", Ontvanger.KENNISSTEUNFUNCTIE, Onderdeel.TAKEN))
        return self.filter(
            Q(initiatief__in=list_toegangen(gebruiker, SoortToegang.INITIATIEF, "initiatief"))
            | (
                Q(
                    initiatief__gemeente__in=list_toegangen(
                        gebruiker, SoortToegang.GEMEENTE, "gemeente"
                    )
                )
                & gemeente
            )
            | (Q(initiatief__gemeente__in=build_regio(gebruiker)) & adviseur)
        )


class Taak(BewaardModel):
    """One task, by whom held and who can replace them; a function will do for a name."""

    initiatief = models.ForeignKey(
        "financiering.Initiatief", on_delete=models.PROTECT, related_name="taken"
    )
    soort = models.CharField("soort", max_length=20, choices=SoortTaak.choices)
    naam = models.CharField("taak", max_length=100)
    vervuld_door = models.CharField("vervuld door", max_length=100, blank=True)
    vervanger = models.CharField("vervanger", max_length=100, blank=True)
    uren = models.DecimalField(
        "uren per week", max_digits=5, decimal_places=1, null=True, blank=True
    )
    eindigt_op = models.DateField("eindigt op", null=True, blank=True)
    kritiek = models.BooleanField("kan niet gemist worden", default=True)
    toelichting = models.TextField("toelichting", blank=True)

    objects = TaakQuerySet.as_manager()
    history = build_geschiedenis()

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiatief", "naam"],
                name="taak_een_keer",
                violation_error_message="Deze taak staat al op de lijst.",
            ),
            models.CheckConstraint(
                name="taak_uren_niet_negatief",
                condition=Q(uren__isnull=True) | Q(uren__gte=0),
                violation_error_message="Uren kunnen niet lager zijn dan nul.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam
