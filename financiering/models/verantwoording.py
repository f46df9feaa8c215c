"""What must be shown to a giver, by when, at which level, and what it costs to do so."""

from datetime import date

from django.db import models
from django.db.models import Q

from financiering.domain.codes import Niveau
from financiering.models.base import BewaardModel, build_geschiedenis
from financiering.models.beschikking import BijGeldstroomQuerySet


class Verantwoording(BewaardModel):
    """One report a giver asks for. Most streams have none or one."""

    geldstroom = models.ForeignKey(
        "financiering.Geldstroom", on_delete=models.PROTECT, related_name="verantwoordingen"
    )
    volgnummer = models.PositiveSmallIntegerField("volgnummer", default=1)
    niveau = models.CharField("gevraagd niveau", max_length=20, choices=Niveau.choices, blank=True)
    uiterlijk_op = models.DateField("verantwoorden voor", null=True, blank=True)
    reden_zwaarder = models.CharField(
        "waarom meer dan de eigen regels toestaan", max_length=300, blank=True
    )
    verschoven_naar = models.DateField("uitstel tot", null=True, blank=True)
    reden_uitstel = models.CharField("reden van uitstel", max_length=300, blank=True)
    uitstel_met = models.CharField("uitstel afgesproken met", max_length=200, blank=True)
    ingediend_op = models.DateField("verantwoord op", null=True, blank=True)
    akkoord_op = models.DateField("akkoord op", null=True, blank=True)
    uren = models.DecimalField(
        "uren verantwoording", max_digits=6, decimal_places=1, null=True, blank=True
    )
    accountantskosten = models.DecimalField(
        "accountantskosten", max_digits=12, decimal_places=2, null=True, blank=True
    )
    ervaren_last = models.PositiveSmallIntegerField("ervaren last", null=True, blank=True)

    objects = BijGeldstroomQuerySet.as_manager()
    history = build_geschiedenis()

    class Meta:
        verbose_name = "verantwoording"
        verbose_name_plural = "verantwoordingen"
        ordering = ["geldstroom", "volgnummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["geldstroom", "volgnummer"], name="verantwoording_volgnummer_uniek"
            ),
            models.CheckConstraint(
                name="verantwoording_ervaren_last",
                condition=Q(ervaren_last__isnull=True) | Q(ervaren_last__range=(1, 5)),
                violation_error_message="Ervaren last is een cijfer van 1 tot en met 5.",
            ),
            models.CheckConstraint(
                name="verantwoording_kosten_niet_negatief",
                condition=(Q(uren__isnull=True) | Q(uren__gte=0))
                & (Q(accountantskosten__isnull=True) | Q(accountantskosten__gte=0)),
                violation_error_message="Uren en kosten kunnen niet lager zijn dan nul.",
            ),
            models.CheckConstraint(
                name="verantwoording_uitstel_heel",
                condition=Q(verschoven_naar__isnull=True) | ~Q(reden_uitstel=""),
                violation_error_message="Schrijf bij uitstel waarom.",
            ),
        ]

    def __str__(self) -> str:
        return f"verantwoording {self.volgnummer} van {self.geldstroom}"

    @property
    def uiterlijk(self) -> date | None:
        """The date that counts: the moved one if there is one."""
        return self.verschoven_naar or self.uiterlijk_op
