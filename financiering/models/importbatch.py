"""What was read from outside: the file, its rows as they stood, and how to read such a file again."""

from django.conf import settings
from django.db import models

from financiering.models.base import BewaardModel, build_geschiedenis


class Koppeling(BewaardModel):
    """A saved mapping from the columns of a foreign register to our fields, as TOML."""

    naam = models.CharField("naam", max_length=100, unique=True)
    gemeente = models.ForeignKey(
        "financiering.Gemeente", on_delete=models.PROTECT, related_name="koppelingen"
    )
    inhoud = models.TextField("inhoud")
    history = build_geschiedenis()

    class Meta:
        verbose_name = "koppeling"
        verbose_name_plural = "koppelingen"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Importbatch(BewaardModel):
    """One file that was read in, by whom and with what result."""

    soort = models.CharField(
        "soort", max_length=20, choices=[("werkboek", "werkboek"), ("register", "register")]
    )
    registerbron = models.CharField("register", max_length=100, blank=True)
    bestandsnaam = models.CharField("bestand", max_length=255)
    sha256 = models.CharField(max_length=64)
    koppeling = models.TextField("gebruikte koppeling", blank=True)
    gemeente = models.ForeignKey(
        "financiering.Gemeente", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    stand_op = models.DateField("stand van het register", null=True, blank=True)
    ingelezen_op = models.DateTimeField("ingelezen op")
    tellingen = models.JSONField("tellingen", default=dict, blank=True)
    history = build_geschiedenis()

    class Meta:
        verbose_name = "ingelezen bestand"
        verbose_name_plural = "ingelezen bestanden"
        ordering = ["-ingelezen_op"]

    def __str__(self) -> str:
        return self.bestandsnaam


class Importregel(models.Model):
    """One row as it stood in the file, with its line number; private names are masked here too."""

    batch = models.ForeignKey(Importbatch, on_delete=models.PROTECT, related_name="regels")
    regelnummer = models.PositiveIntegerField("regel")
    dossiernummer = models.CharField("dossiernummer", max_length=100, blank=True)
    ruwe_tekst = models.TextField("tekst in het bestand")
    geldstroom = models.ForeignKey(
        "financiering.Geldstroom", on_delete=models.PROTECT, related_name="importregels",
        null=True, blank=True,
    )  # fmt: skip
    melding = models.CharField("melding", max_length=300, blank=True)

    class Meta:
        verbose_name = "ingelezen regel"
        verbose_name_plural = "ingelezen regels"
        ordering = ["batch", "regelnummer"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "regelnummer"], name="importregel_een_keer")
        ]

    def __str__(self) -> str:
        return f"regel {self.regelnummer}"
