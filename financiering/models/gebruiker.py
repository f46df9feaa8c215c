"""People who log in, in which capacity, and what they looked at."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from financiering.domain.codes import SoortToegang
from financiering.models.base import BewaardModel, build_geschiedenis


class Gebruiker(AbstractUser):
    """A person with a log-in. What they may see follows from their `Toegang` rows alone."""

    email = models.EmailField("e-mailadres", blank=True)

    class Meta(AbstractUser.Meta):
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="gebruiker_email_uniek",
                condition=~Q(email=""),
                violation_error_message="Er is al een gebruiker met dit e-mailadres.",
            )
        ]


class Kennissteunfunctie(BewaardModel):
    """A support organisation; its region is the municipalities it works for."""

    naam = models.CharField("naam", max_length=200, unique=True)
    gemeenten = models.ManyToManyField(
        "financiering.Gemeente", related_name="kennissteunfuncties", verbose_name="regio"
    )
    history = build_geschiedenis(gemeenten)

    class Meta:
        verbose_name = "kennissteunfunctie"
        verbose_name_plural = "kennissteunfuncties"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Toegang(BewaardModel):
    """One capacity of one person: of an initiative, a municipality, a support organisation, or the back office."""

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="toegangen"
    )
    soort = models.CharField("soort", max_length=20, choices=SoortToegang.choices)
    initiatief = models.ForeignKey(
        "financiering.Initiatief",
        on_delete=models.PROTECT,
        related_name="toegangen",
        null=True,
        blank=True,
    )
    gemeente = models.ForeignKey(
        "financiering.Gemeente",
        on_delete=models.PROTECT,
        related_name="toegangen",
        null=True,
        blank=True,
    )
    kennissteunfunctie = models.ForeignKey(
        Kennissteunfunctie,
        on_delete=models.PROTECT,
        related_name="toegangen",
        null=True,
        blank=True,
    )
    history = build_geschiedenis()

    class Meta:
        verbose_name = "toegang"
        verbose_name_plural = "toegangen"
        constraints = [
            models.CheckConstraint(
                name="toegang_past_bij_soort",
                condition=(
                    Q(
                        soort=SoortToegang.INITIATIEF,
                        initiatief__isnull=False,
                        gemeente__isnull=True,
                        kennissteunfunctie__isnull=True,
                    )
                    | Q(
                        soort=SoortToegang.GEMEENTE,
                        initiatief__isnull=True,
                        gemeente__isnull=False,
                        kennissteunfunctie__isnull=True,
                    )
                    | Q(
                        soort=SoortToegang.KENNISSTEUNFUNCTIE,
                        initiatief__isnull=True,
                        gemeente__isnull=True,
                        kennissteunfunctie__isnull=False,
                    )
                    | Q(
                        soort=SoortToegang.BEHEER,
                        initiatief__isnull=True,
                        gemeente__isnull=True,
                        kennissteunfunctie__isnull=True,
                    )
                ),
                violation_error_message="Kies precies waar deze toegang voor geldt.",
            ),
            *(
                models.UniqueConstraint(
                    fields=["gebruiker", veld] if veld else ["gebruiker"],
                    name=f"toegang_een_keer_{soort}",
                    condition=Q(soort=soort),
                    violation_error_message="Deze gebruiker heeft deze toegang al.",
                )
                for soort, veld in (
                    (SoortToegang.INITIATIEF, "initiatief"),
                    (SoortToegang.GEMEENTE, "gemeente"),
                    (SoortToegang.KENNISSTEUNFUNCTIE, "kennissteunfunctie"),
                    (SoortToegang.BEHEER, None),
                )
            ),
        ]

    def __str__(self) -> str:
        waar = self.initiatief or self.gemeente or self.kennissteunfunctie or "beheer"
        return f"{self.gebruiker}: {waar}"


class Uitnodiging(BewaardModel):
    """An account is made by invitation only; the token itself is never stored, its hash is."""

    email = models.EmailField("e-mailadres")
    soort = models.CharField("soort", max_length=20, choices=SoortToegang.choices)
    initiatief = models.ForeignKey(
        "financiering.Initiatief", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    gemeente = models.ForeignKey(
        "financiering.Gemeente", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kennissteunfunctie = models.ForeignKey(
        Kennissteunfunctie, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    aangemaakt_op = models.DateTimeField("aangemaakt op")
    verloopt_op = models.DateTimeField("verloopt op")
    gebruikt_op = models.DateTimeField("gebruikt op", null=True, blank=True)
    uitgenodigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    history = build_geschiedenis()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        ordering = ["-aangemaakt_op"]

    def __str__(self) -> str:
        return self.email


class InzageQuerySet(models.QuerySet[Any]):
    def visible_to(self, gebruiker: Any) -> "InzageQuerySet":
        """An initiative sees who looked at it; nobody else does."""
        eigen = gebruiker.toegangen.filter(soort=SoortToegang.INITIATIEF).values("initiatief")
        return self.filter(initiatief__in=eigen)


class Inzage(models.Model):
    """Who saw what of whom: one row per person, initiative, page and day. Not historised: it is a log."""

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="inzagen"
    )
    initiatief = models.ForeignKey(
        "financiering.Initiatief", on_delete=models.PROTECT, related_name="inzagen"
    )
    wat = models.CharField("wat", max_length=100)
    dag = models.DateField("dag")
    laatst_op = models.DateTimeField("laatst op")
    keren = models.PositiveIntegerField("keren", default=1)

    objects = InzageQuerySet.as_manager()

    class Meta:
        verbose_name = "inzage"
        verbose_name_plural = "inzagen"
        ordering = ["-laatst_op"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "initiatief", "wat", "dag"], name="inzage_een_per_dag"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker} zag {self.wat} van {self.initiatief} op {self.dag}"
