"""The choice of a municipality to publish totals."""

from django.db import models

from financiering.models.base import BewaardModel, build_geschiedenis


class Publicatie(BewaardModel):
    """Whether a municipality shows its totals to everybody, and why; without a row it does not."""

    gemeente = models.OneToOneField(
        "financiering.Gemeente", on_delete=models.PROTECT, related_name="publicatie"
    )
    aan = models.BooleanField("openbaar", default=False)
    reden = models.CharField("waarom", max_length=300)
    sinds = models.DateField("sinds")
    history = build_geschiedenis()

    class Meta:
        verbose_name = "publicatie"
        verbose_name_plural = "publicaties"
        ordering = ["gemeente"]

    def __str__(self) -> str:
        return f"{self.gemeente}: {'openbaar' if self.aan else 'niet openbaar'}"
