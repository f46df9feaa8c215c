"""A decision of a giver. Evidence: added, never edited away."""

from typing import Any

from django.db import models
from django.db.models import Q

from financiering.domain.codes import SoortBeschikking
from financiering.models.base import BewaakteQuerySet, BewaardModel, build_geschiedenis
from financiering.models.geldstroom import build_detailzicht


class BijGeldstroomQuerySet(BewaakteQuerySet):
    def visible_to(self, gebruiker: Any) -> "BijGeldstroomQuerySet":
        """Visible to whom the stream is visible."""
        if not gebruiker.is_authenticated:
            return self.none()
        return self.filter(build_detailzicht(gebruiker, "geldstroom__"))


class Beschikking(BewaardModel):
    """What the giver decided, on which day, about how many euros."""

    geldstroom = models.ForeignKey(
        "financiering.Geldstroom", on_delete=models.PROTECT, related_name="beschikkingen"
    )
    soort = models.CharField("soort besluit", max_length=20, choices=SoortBeschikking.choices)
    datum = models.DateField("datum")
    bedrag = models.DecimalField("bedrag", max_digits=12, decimal_places=2, null=True, blank=True)
    kenmerk_gever = models.CharField("kenmerk van de gever", max_length=100, blank=True)
    voorwaarden = models.TextField("voorwaarden", blank=True)
    voorbehoud = models.BooleanField("begrotingsvoorbehoud (Awb 4:34)", default=False)
    begroting_vastgesteld_op = models.DateField("begroting vastgesteld op", null=True, blank=True)
    vervallen_door = models.CharField(
        "vervallen door correctie", max_length=300, blank=True,
        help_text="Gevuld als dit besluit bij vergissing is ingevoerd.",
    )  # fmt: skip

    objects = BijGeldstroomQuerySet.as_manager()
    history = build_geschiedenis()

    class Meta:
        verbose_name = "beschikking"
        verbose_name_plural = "beschikkingen"
        ordering = ["datum", "pk"]
        constraints = [
            models.CheckConstraint(
                name="beschikking_bedrag_niet_negatief",
                condition=Q(bedrag__isnull=True) | Q(bedrag__gte=0),
                violation_error_message="Een bedrag kan niet lager zijn dan nul.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} van {self.datum}"
