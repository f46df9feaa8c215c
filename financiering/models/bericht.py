"""What somebody wants by mail, and the mail that is still to go or went."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from financiering.domain.codes import SoortBericht, Weekdag
from financiering.models.base import BewaardModel, build_geschiedenis


class Berichtkeuze(BewaardModel):
    """What one person wants by mail and when. Without a row the defaults hold."""

    gebruiker = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="berichtkeuze"
    )
    weekbericht = models.BooleanField("elke week een bericht, alleen als er iets is", default=True)
    dag = models.PositiveSmallIntegerField(
        "op welke dag", choices=Weekdag.choices, default=Weekdag.MAANDAG
    )
    uur = models.PositiveSmallIntegerField(
        "hoe laat",
        choices=[(uur, f"{uur}.00 uur") for uur in range(24)],
        default=9,
    )
    kritiek = models.BooleanField("meteen een bericht als iets niet kan wachten", default=True)
    ingesteld_op = models.DateTimeField("ingesteld op")
    history = build_geschiedenis()

    class Meta:
        verbose_name = "keuze voor berichten"
        verbose_name_plural = "keuzes voor berichten"
        constraints = [
            models.CheckConstraint(name="berichtkeuze_dag", condition=Q(dag__lte=6)),
            models.CheckConstraint(name="berichtkeuze_uur", condition=Q(uur__lte=23)),
        ]

    def __str__(self) -> str:
        return f"keuze voor berichten {self.pk}"

    def wants(self, soort: str) -> bool:
        """Whether this kind may be sent."""
        return bool(getattr(self, soort))


class BerichtQuerySet(models.QuerySet[Any]):
    def due(self, op: datetime, bezig_sinds: datetime) -> "BerichtQuerySet":
        """Those to send now, with those whose sender has not been heard since `bezig_sinds`."""
        return self.filter(
            Q(stand=Bericht.Stand.WACHTEND, niet_voor__lte=op)
            | Q(stand=Bericht.Stand.BEZIG, geclaimd_op__lte=bezig_sinds)
        )


class Bericht(models.Model):
    """The outbox: one row per person, kind and period.

    It holds no text and no address: what is in a mail is looked up when it goes, so that what was
    closed or stopped in between is not sent. Not historised: it is a log.
    """

    class Stand(models.TextChoices):
        WACHTEND = "wachtend", "moet nog weg"
        BEZIG = "bezig", "gaat nu weg"
        VERZONDEN = "verzonden", "verstuurd"
        LEEG = "leeg", "er was niets te melden"
        VERVALLEN = "vervallen", "te oud geworden"

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="berichten"
    )
    soort = models.CharField("soort", max_length=20, choices=SoortBericht.choices)
    sleutel = models.CharField("periode", max_length=40)
    onderwerpen = models.JSONField("waarover", default=list, blank=True)
    gemaakt_op = models.DateTimeField("gemaakt op")
    niet_voor = models.DateTimeField("niet voor")
    stand = models.CharField("stand", max_length=10, choices=Stand.choices, default=Stand.WACHTEND)
    geclaimd_op = models.DateTimeField("opgepakt op", null=True)
    verzonden_op = models.DateTimeField("verzonden op", null=True)
    pogingen = models.PositiveSmallIntegerField("pogingen", default=0)
    fout = models.CharField("soort fout", max_length=100, blank=True)

    objects = BerichtQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ["-gemaakt_op", "-pk"]
        indexes = [models.Index(fields=["stand", "niet_voor"], name="bericht_stand")]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "soort", "sleutel"], name="bericht_een_per_periode"
            )
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.pk}: {self.stand}"
