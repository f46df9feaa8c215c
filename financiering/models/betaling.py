"""Money that comes in or goes back. The direction is the kind, never a minus sign."""

from django.db import models
from django.db.models import Q

from financiering.domain.codes import SoortBetaling
from financiering.models.base import BewaardModel, build_geschiedenis
from financiering.models.beschikking import BijGeldstroomQuerySet


class Betaling(BewaardModel):
    """One payment of a stream: expected, received, or paid back."""

    geldstroom = models.ForeignKey(
        "financiering.Geldstroom", on_delete=models.PROTECT, related_name="betalingen"
    )
    volgnummer = models.PositiveSmallIntegerField("volgnummer")
    soort = models.CharField("soort", max_length=20, choices=SoortBetaling.choices)
    bedrag = models.DecimalField("bedrag", max_digits=12, decimal_places=2)
    verwacht_op = models.DateField("verwacht op", null=True, blank=True)
    ontvangen_op = models.DateField("ontvangen op", null=True, blank=True)
    bankafdruk = models.CharField(
        "regel van het bankafschrift", max_length=64, blank=True, default="", editable=False
    )
    """The stamp of the line it was recognised by, so that the line is not kept twice; else empty."""
    vervallen_door = models.CharField("vervallen door correctie", max_length=300, blank=True)

    objects = BijGeldstroomQuerySet.as_manager()
    history = build_geschiedenis()

    class Meta:
        verbose_name = "betaling"
        verbose_name_plural = "betalingen"
        ordering = ["geldstroom", "volgnummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["geldstroom", "volgnummer"], name="betaling_volgnummer_uniek"
            ),
            models.CheckConstraint(
                name="betaling_bedrag_boven_nul",
                condition=Q(bedrag__gt=0),
                violation_error_message=(
                    "Een betaling is meer dan nul. Geld dat teruggaat is de soort terugbetaling."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.bedrag}"
