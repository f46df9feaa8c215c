"""Reports: answers that belong to an initiative and a year, and what was sent to a giver."""

from typing import Any

from django.db import models
from django.db.models import Q

from financiering.domain.codes import FOTO_SOORTEN, NIET_VERSTUURD, SoortBijlage, VerslagStatus
from financiering.models.base import BewaakteQuerySet, BewaardModel, build_geschiedenis
from financiering.models.geldstroom import build_detailzicht, build_wijzigrecht


class Antwoord(BewaardModel):
    """One answer, written once: every report over that year starts from it.

    `geldstroom` is filled for what is about one grant alone, such as what it was spent on.
    """

    initiatief = models.ForeignKey(
        "financiering.Initiatief", on_delete=models.PROTECT, related_name="antwoorden"
    )
    jaar = models.PositiveSmallIntegerField("jaar")
    geldstroom = models.ForeignKey(
        "financiering.Geldstroom",
        on_delete=models.PROTECT,
        related_name="antwoorden",
        null=True,
        blank=True,
    )
    sleutel = models.CharField("vraag", max_length=40)
    tekst = models.TextField("antwoord", blank=True, max_length=10_000)

    objects = BewaakteQuerySet.as_manager()
    history = build_geschiedenis()

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        ordering = ["initiatief", "jaar", "sleutel"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiatief", "jaar", "sleutel"],
                condition=Q(geldstroom__isnull=True),
                name="antwoord_een_per_jaar",
                violation_error_message="Dit antwoord is er al.",
            ),
            models.UniqueConstraint(
                fields=["geldstroom", "sleutel"],
                condition=Q(geldstroom__isnull=False),
                name="antwoord_een_per_geldstroom",
                violation_error_message="Dit antwoord is er al.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sleutel} {self.jaar}"


def build_verslagzicht(gebruiker: Any, pad: str = "") -> Q:
    """A report that was sent is for whom the stream is visible; a draft for who writes it."""
    stroom = f"{pad}geldstroom__"
    return build_detailzicht(gebruiker, stroom) & (
        ~Q(**{f"{pad}status__in": sorted(NIET_VERSTUURD)}) | build_wijzigrecht(gebruiker, stroom)
    )


class VerslagQuerySet(BewaakteQuerySet):
    def visible_to(self, gebruiker: Any) -> "VerslagQuerySet":
        """What was sent with its stream; a draft for who writes it alone."""
        if not gebruiker.is_authenticated:
            return self.none()
        return self.filter(build_verslagzicht(gebruiker))


class Verslag(BewaardModel):
    """One report to one giver. What was sent is kept as it was, in `inhoud`."""

    geldstroom = models.ForeignKey(
        "financiering.Geldstroom", on_delete=models.PROTECT, related_name="verslagen"
    )
    nummer = models.PositiveSmallIntegerField("versie van het verslag", default=1)
    sjabloon = models.CharField("formulier", max_length=60)
    sjabloon_versie = models.PositiveSmallIntegerField("versie van het formulier")
    jaar = models.PositiveSmallIntegerField("jaar")
    status = models.CharField(
        "stand", max_length=20, choices=VerslagStatus.choices, default=VerslagStatus.CONCEPT
    )
    ingediend_op = models.DateField("ingediend op", null=True, blank=True)
    akkoord_op = models.DateField("akkoord op", null=True, blank=True)
    opgesteld_door = models.ForeignKey(
        "financiering.Gebruiker",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="opgesteld door",
    )
    getekend_door = models.ForeignKey(
        "financiering.Gebruiker",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="ook getekend door",
    )
    aanvulling = models.CharField("wat de gever nog wil weten", max_length=1000, blank=True)
    inhoud: Any = models.JSONField("zoals verstuurd", default=list, blank=True)
    """Question and answer pairs, in order; empty until it is sent."""

    objects = VerslagQuerySet.as_manager()
    history = build_geschiedenis()

    class Meta:
        verbose_name = "verslag"
        verbose_name_plural = "verslagen"
        ordering = ["geldstroom", "-nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["geldstroom", "nummer"],
                name="verslag_nummer_uniek",
                violation_error_message="Deze versie van het verslag is er al.",
            ),
            models.UniqueConstraint(
                fields=["geldstroom"],
                condition=Q(status__in=sorted(NIET_VERSTUURD)),
                name="verslag_een_concept",
                violation_error_message="Er is al een verslag waar je aan werkt.",
            ),
            models.CheckConstraint(
                name="verslag_ingediend_heeft_dag",
                condition=Q(status__in=sorted(NIET_VERSTUURD)) | Q(ingediend_op__isnull=False),
                violation_error_message="Vul in wanneer het verslag is verstuurd.",
            ),
        ]

    def __str__(self) -> str:
        return f"verslag {self.nummer} van {self.geldstroom}"


class BijlageQuerySet(BewaakteQuerySet):
    def visible_to(self, gebruiker: Any) -> "BijlageQuerySet":
        """Visible to whom its report is visible."""
        if not gebruiker.is_authenticated:
            return self.none()
        return self.filter(build_verslagzicht(gebruiker, "verslag__"))


class Bijlage(BewaardModel):
    """A file with a report. `plek` is where it lies in the storage, under a name of our own."""

    verslag = models.ForeignKey(Verslag, on_delete=models.PROTECT, related_name="bijlagen")
    naam = models.CharField("naam", max_length=120)
    soort = models.CharField("soort", max_length=100, choices=SoortBijlage.choices)
    grootte = models.PositiveIntegerField("grootte in bytes")
    sha256 = models.CharField("vingerafdruk", max_length=64)
    plek = models.CharField("plek", max_length=100)

    objects = BijlageQuerySet.as_manager()
    history = build_geschiedenis()

    class Meta:
        verbose_name = "bijlage"
        verbose_name_plural = "bijlagen"
        ordering = ["verslag", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["verslag", "sha256"],
                name="bijlage_een_keer",
                violation_error_message="Dit bestand zit er al bij.",
            )
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def is_foto(self) -> bool:
        return self.soort in FOTO_SOORTEN
