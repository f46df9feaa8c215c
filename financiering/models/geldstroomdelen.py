"""What hangs on a stream: its split over years and domains, and the times its clock stood still."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from financiering.models.base import BewaardModel, build_geschiedenis


class JaarbedragQuerySet(models.QuerySet[Any]):
    def known_on(self, moment: Any) -> "JaarbedragQuerySet":
        """The split as it was recorded at this moment; None: now."""
        if moment is None:
            return self.filter(bekend_tot__isnull=True)
        return self.filter(
            Q(bekend_tot__isnull=True) | Q(bekend_tot__gt=moment), bekend_van__lte=moment
        )


class Jaarbedrag(models.Model):
    """The euros of a stream in each year from `jaar_van` up to and including `jaar_tot`.

    Written when the stream is saved and summed when read, so that no page splits money again.
    Amounts are closed, never changed: `bekend_van`..`bekend_tot` is when they were the truth, so a
    total can be asked as it was known on an earlier day. It is its own history.

    What is true now also carries what it is summed by, copied from the stream, its initiative and its
    giver, so that a table of today reads one table (`docs/beslissingen/0008`). Only
    `services/jaarbedragen.py` writes the copy; in a row that is closed it means nothing.
    """

    geldstroom = models.ForeignKey(
        "financiering.Geldstroom", on_delete=models.PROTECT, related_name="jaarbedragen"
    )
    jaar_van = models.PositiveSmallIntegerField()
    jaar_tot = models.PositiveSmallIntegerField()
    verwacht = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    aangevraagd = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    verleend = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    vastgesteld = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    bekend_van = models.DateTimeField()
    bekend_tot = models.DateTimeField(null=True)

    gemeente = models.CharField(max_length=6, default="")
    """The code of the municipality of the initiative. A copy: it locks no municipality when written."""
    betaler = models.CharField(max_length=6, default="")
    """The code of the municipality that gives it; empty when the giver is none."""
    telt = models.BooleanField(default=False)
    """Whether what is granted counts: not when it is refused or withdrawn."""
    aard = models.CharField(max_length=20, default="")
    regelmaat = models.CharField(max_length=20, default="")
    geldsoort = models.CharField(max_length=20, default="")
    bron = models.CharField(max_length=20, default="")
    plaats = models.CharField(max_length=100, default="")
    """The neighbourhood of the stream, else of its initiative."""
    tot = models.DateField(null=True)
    """The last day of the stream."""

    objects = JaarbedragQuerySet.as_manager()

    class Meta:
        verbose_name = "jaarbedrag"
        verbose_name_plural = "jaarbedragen"
        ordering = ["jaar_van"]
        indexes = [
            models.Index(
                # All that a table is made of, so that the database reads this index and not the rows.
                fields=[
                    "jaar_tot", "jaar_van", "aard", "regelmaat", "geldsoort", "bron", "plaats", "telt",
                    "verleend",
                ],
                name="jaarbedrag_tabel_nu",
                condition=Q(bekend_tot__isnull=True),
            ),
            models.Index(
                fields=["gemeente", "jaar_tot"],
                name="jaarbedrag_gemeente_nu",
                condition=Q(bekend_tot__isnull=True),
            ),
            models.Index(
                fields=["betaler", "jaar_tot"],
                name="jaarbedrag_betaler_nu",
                condition=Q(bekend_tot__isnull=True),
            ),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["geldstroom", "jaar_van"],
                name="jaarbedrag_een_per_jaar",
                condition=Q(bekend_tot__isnull=True),
            ),
            models.CheckConstraint(
                name="jaarbedrag_jaren", condition=Q(jaar_tot__gte=F("jaar_van"))
            ),
            models.CheckConstraint(
                name="jaarbedrag_nu_met_gemeente",
                condition=Q(bekend_tot__isnull=False) | ~Q(gemeente=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jaar_van}–{self.jaar_tot}"


class Domeindeel(BewaardModel):
    """Which share of a stream a policy domain pays, in percent."""

    geldstroom = models.ForeignKey(
        "financiering.Geldstroom", on_delete=models.PROTECT, related_name="domeindelen"
    )
    domein = models.CharField("domein", max_length=100)
    procent = models.DecimalField("procent", max_digits=5, decimal_places=2)
    history = build_geschiedenis()

    class Meta:
        verbose_name = "deel per domein"
        verbose_name_plural = "delen per domein"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["geldstroom", "domein"],
                name="domeindeel_een_per_domein",
                violation_error_message="Dit domein staat er al.",
            ),
            models.CheckConstraint(
                name="domeindeel_procent",
                condition=Q(procent__gt=0) & Q(procent__lte=100),
                violation_error_message="Een deel ligt tussen 0 en 100 procent.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.domein} {self.procent}%"


class Opschorting(BewaardModel):
    """A period in which the decision clock stood still (Awb 4:15)."""

    geldstroom = models.ForeignKey(
        "financiering.Geldstroom", on_delete=models.PROTECT, related_name="opschortingen"
    )
    van = models.DateField("van")
    tot = models.DateField("tot", null=True, blank=True)
    grond = models.CharField("waarom", max_length=300, blank=True)
    history = build_geschiedenis()

    class Meta:
        verbose_name = "opschorting"
        verbose_name_plural = "opschortingen"
        ordering = ["van"]
        constraints = [
            models.CheckConstraint(
                name="opschorting_periode",
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                violation_error_message="De einddatum ligt vóór de begindatum.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.van} – {self.tot or 'nu'}"
