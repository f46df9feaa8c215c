"""A budget of a giver in a year. What is left can never go below zero."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from financiering.domain.codes import NaJaar, SoortPot, SoortToegang
from financiering.models.base import (
    BewaakteQuerySet,
    BewaardModel,
    build_geschiedenis,
    list_toegangen,
)


class PotQuerySet(BewaakteQuerySet):
    def visible_to(self, gebruiker: Any) -> "PotQuerySet":
        """A pot is its municipality's own business."""
        if not gebruiker.is_authenticated:
            return self.none()
        return self.filter(
            gemeente__in=list_toegangen(gebruiker, SoortToegang.GEMEENTE, "gemeente")
        )


class Pot(BewaardModel):
    """So many euros of one kind, for one year, possibly for one neighbourhood."""

    kenmerk = models.CharField("kenmerk", max_length=60, unique=True)
    gemeente = models.ForeignKey(
        "financiering.Gemeente", on_delete=models.PROTECT, related_name="potten"
    )
    soort = models.CharField("soort", max_length=20, choices=SoortPot.choices)
    naam = models.CharField("naam", max_length=200)
    jaar = models.PositiveSmallIntegerField("jaar")
    bedrag = models.DecimalField("bedrag", max_digits=12, decimal_places=2)
    wijk = models.CharField("wijk", max_length=100, blank=True)
    opdracht = models.TextField("wat de gemeente vraagt", max_length=2000, blank=True)
    na_jaar = models.CharField(
        "na het jaar", max_length=20, choices=NaJaar.choices, default=NaJaar.VERVALT
    )
    gesloten_op = models.DateField("afgesloten op", null=True, blank=True)

    objects = PotQuerySet.as_manager()
    history = build_geschiedenis()

    class Meta:
        verbose_name = "pot"
        verbose_name_plural = "potten"
        ordering = ["-jaar", "naam"]
        constraints = [
            models.CheckConstraint(
                name="pot_bedrag_niet_negatief",
                condition=Q(bedrag__gte=0),
                violation_error_message="Een bedrag kan niet lager zijn dan nul.",
            ),
            models.CheckConstraint(
                name="pot_jaar",
                condition=Q(jaar__gte=1900) & Q(jaar__lte=2200),
                violation_error_message="Schrijf het jaar met vier cijfers, bijvoorbeeld 2027.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam} {self.jaar}"


class Potbijdrage(BewaardModel):
    """What one policy domain puts into a pot; all of them sum to the pot (checked on writing)."""

    pot = models.ForeignKey(Pot, on_delete=models.PROTECT, related_name="bijdragen")
    domein = models.CharField("domein", max_length=100)
    bedrag = models.DecimalField("bedrag", max_digits=12, decimal_places=2)
    history = build_geschiedenis()

    class Meta:
        verbose_name = "bijdrage aan een pot"
        verbose_name_plural = "bijdragen aan een pot"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pot", "domein"],
                name="potbijdrage_een_per_domein",
                violation_error_message="Dit domein staat al bij deze pot.",
            ),
            models.CheckConstraint(
                name="potbijdrage_bedrag_niet_negatief",
                condition=Q(bedrag__gte=0),
                violation_error_message="Een bedrag kan niet lager zijn dan nul.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.domein}: {self.bedrag}"


class PotverplaatsingQuerySet(BewaakteQuerySet):
    def visible_to(self, gebruiker: Any) -> "PotverplaatsingQuerySet":
        """Visible to whom both pots are visible: they are of one municipality."""
        return self.filter(van__in=Pot.objects.visible_to(gebruiker))


class Potverplaatsing(BewaardModel):
    """Euros that went from one pot to another, with who and why in history."""

    van = models.ForeignKey(Pot, on_delete=models.PROTECT, related_name="eraf")
    naar = models.ForeignKey(Pot, on_delete=models.PROTECT, related_name="erbij")
    bedrag = models.DecimalField("bedrag", max_digits=12, decimal_places=2)
    op = models.DateField("op")
    reden = models.CharField("waarom", max_length=300)

    objects = PotverplaatsingQuerySet.as_manager()
    history = build_geschiedenis()

    class Meta:
        verbose_name = "verplaatsing tussen potten"
        verbose_name_plural = "verplaatsingen tussen potten"
        ordering = ["op", "pk"]
        constraints = [
            models.CheckConstraint(
                name="potverplaatsing_bedrag",
                condition=Q(bedrag__gt=0),
                violation_error_message="Verplaats een bedrag boven nul.",
            ),
            models.CheckConstraint(
                name="potverplaatsing_andere_pot",
                condition=~Q(van=F("naar")),
                violation_error_message="Kies een andere pot.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.van} naar {self.naar}: {self.bedrag}"
