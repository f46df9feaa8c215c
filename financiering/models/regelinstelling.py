"""Thresholds of the continuity rules, from a day on; without a row the rule's own default holds."""

from django.db import models

from financiering.models.base import BewaardModel, build_geschiedenis


class Regelinstelling(BewaardModel):
    """One threshold of one rule from a day on, and why it was chosen."""

    regel = models.CharField("regel", max_length=10)
    sleutel = models.CharField("drempel", max_length=60)
    geldig_van = models.DateField("geldig vanaf")
    waarde = models.DecimalField("waarde", max_digits=12, decimal_places=4)
    toelichting = models.CharField("toelichting", max_length=300)
    history = build_geschiedenis()

    class Meta:
        verbose_name = "drempel van een regel"
        verbose_name_plural = "drempels van regels"
        ordering = ["regel", "sleutel", "-geldig_van"]
        constraints = [
            models.UniqueConstraint(
                fields=["regel", "sleutel", "geldig_van"],
                name="regelinstelling_een_per_dag",
                violation_error_message="Op deze dag begint al een andere waarde.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.regel} {self.sleutel} vanaf {self.geldig_van}: {self.waarde}"


class Regelstand(BewaardModel):
    """Whether a rule is shown, or on trial: counted, not shown."""

    regel = models.CharField("regel", max_length=10, unique=True)
    op_proef = models.BooleanField("op proef", default=False)
    toelichting = models.CharField("toelichting", max_length=300, blank=True)
    history = build_geschiedenis()

    class Meta:
        verbose_name = "stand van een regel"
        verbose_name_plural = "standen van regels"
        ordering = ["regel"]

    def __str__(self) -> str:
        return self.regel
