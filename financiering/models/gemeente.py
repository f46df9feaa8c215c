"""Municipalities by their CBS code, and the dated terms of the law."""

from django.core.validators import RegexValidator
from django.db import models

from financiering.domain.codes import WETSPARAMETERS
from financiering.models.base import BewaardModel, build_geschiedenis

VALIDEER_GEMEENTECODE = RegexValidator(
    r"^GM\d{4}$", "Een gemeentecode is GM met vier cijfers, bijvoorbeeld GM0363."
)


class Gemeente(BewaardModel):
    """A municipality; the code is the one CBS gives it."""

    code = models.CharField(
        "code", max_length=6, primary_key=True, validators=[VALIDEER_GEMEENTECODE]
    )
    naam = models.CharField("naam", max_length=100, db_index=True)
    history = build_geschiedenis()

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Verkiezing(BewaardModel):
    """An election of the municipal council; without a municipality it holds for all without their own."""

    gemeente = models.ForeignKey(
        Gemeente,
        on_delete=models.PROTECT,
        related_name="verkiezingen",
        null=True,
        blank=True,
        help_text="Leeg: voor alle gemeenten zonder eigen dag.",
    )
    datum = models.DateField("datum")
    bron = models.CharField("bron", max_length=300)
    history = build_geschiedenis()

    class Meta:
        verbose_name = "verkiezing"
        verbose_name_plural = "verkiezingen"
        ordering = ["-datum"]
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "datum"],
                name="verkiezing_een_per_dag",
                violation_error_message="Deze verkiezing staat er al.",
            ),
            models.UniqueConstraint(
                fields=["datum"],
                condition=models.Q(gemeente__isnull=True),
                name="verkiezing_een_per_dag_voor_allen",
                violation_error_message="Deze verkiezing staat er al.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gemeente or 'alle gemeenten'} {self.datum}"


class Wetsparameter(BewaardModel):
    """One number of a law or guideline, from a day on, with where it was read."""

    sleutel = models.CharField("sleutel", max_length=60)
    geldig_van = models.DateField("geldig vanaf")
    waarde = models.DecimalField("waarde", max_digits=12, decimal_places=2)
    eenheid = models.CharField("eenheid", max_length=20, help_text="bijvoorbeeld weken of euro")
    bron = models.CharField("bron", max_length=300)
    toelichting = models.TextField("toelichting", blank=True)
    history = build_geschiedenis()

    class Meta:
        verbose_name = "wetsparameter"
        verbose_name_plural = "wetsparameters"
        ordering = ["sleutel", "-geldig_van"]
        constraints = [
            models.UniqueConstraint(
                fields=["sleutel", "geldig_van"],
                name="wetsparameter_een_per_dag",
                violation_error_message="Op deze dag begint al een andere waarde.",
            )
        ]

    @property
    def omschrijving(self) -> str:
        """What it is, in words; the key where nobody wrote any."""
        return WETSPARAMETERS.get(self.sleutel, self.sleutel)

    def __str__(self) -> str:
        return f"{self.sleutel} vanaf {self.geldig_van}: {self.waarde} {self.eenheid}"
