"""Who gives, and by which rules of its own."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from financiering.domain.codes import Niveau, SoortFinancier
from financiering.models.base import BewaakteQuerySet, BewaardModel, build_geschiedenis
from financiering.models.geldstroom import Geldstroom


class FinancierQuerySet(BewaakteQuerySet):
    def visible_to(self, gebruiker: Any) -> "FinancierQuerySet":
        """The general list, municipalities, and the givers of streams this person sees in full.

        A giver may be a private person, so the names an initiative typed stay with its streams.
        """
        if not gebruiker.is_authenticated:
            return self.none()
        gegeven = Geldstroom.objects.visible_to(gebruiker).filter(financier=OuterRef("pk"))
        return self.filter(Q(algemeen=True) | Q(gemeente__isnull=False) | Exists(gegeven))

    def suggested_to(self, gebruiker: Any, initiatief: Any) -> "FinancierQuerySet":
        """Names a form may propose: the general list, and those this initiative already uses.

        A giver may be a private person, so the names of others stay theirs.
        """
        return self.filter(Q(algemeen=True) | Q(geldstromen__initiatief=initiatief)).distinct()


class Financier(BewaardModel):
    """A giver of money or help. `algemeen` marks the public code list."""

    naam = models.CharField("naam", max_length=200, unique=True)
    soort = models.CharField("soort", max_length=20, choices=SoortFinancier.choices)
    gemeente = models.ForeignKey(
        "financiering.Gemeente",
        on_delete=models.PROTECT,
        related_name="financiers",
        null=True,
        blank=True,
        help_text="Alleen als deze gever een gemeente is.",
    )
    algemeen = models.BooleanField("op de algemene lijst", default=False)
    objects = FinancierQuerySet.as_manager()
    history = build_geschiedenis()

    class Meta:
        verbose_name = "financier"
        verbose_name_plural = "financiers"
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(
                name="financier_gemeente_alleen_bij_gemeente",
                condition=Q(gemeente__isnull=True) | Q(soort=SoortFinancier.GEMEENTE),
                violation_error_message="Alleen een gever van de soort gemeente hoort bij een gemeente.",
            )
        ]

    def __str__(self) -> str:
        return self.naam


class RegelprofielQuerySet(BewaakteQuerySet):
    def visible_to(self, gebruiker: Any) -> "RegelprofielQuerySet":
        """The rules of every giver whose name this person may see."""
        return self.filter(financier__in=Financier.objects.visible_to(gebruiker))

    def valid_on(self, dag: Any) -> "RegelprofielQuerySet":
        """Rules in force on this day, both ends inclusive."""
        return self.filter(Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=dag), geldig_van__lte=dag)


class Regelprofiel(BewaardModel):
    """How one giver decides, pays and asks for reports, from a day on. Empty means: not known."""

    financier = models.ForeignKey(
        Financier, on_delete=models.PROTECT, related_name="regelprofielen"
    )
    naam = models.CharField("naam", max_length=200)
    geldig_van = models.DateField("geldig vanaf")
    geldig_tot = models.DateField("geldig tot en met", null=True, blank=True)
    beslistermijn_weken = models.PositiveSmallIntegerField(
        "beslistermijn in weken", null=True, blank=True
    )
    beslisdatum_maand = models.PositiveSmallIntegerField(
        "vaste beslisdatum: maand", null=True, blank=True
    )
    beslisdatum_dag = models.PositiveSmallIntegerField(
        "vaste beslisdatum: dag", null=True, blank=True
    )
    aanvragen_maand = models.PositiveSmallIntegerField(
        "aanvragen uiterlijk: maand", null=True, blank=True
    )
    aanvragen_dag = models.PositiveSmallIntegerField(
        "aanvragen uiterlijk: dag", null=True, blank=True
    )
    min_weken_vooraf = models.PositiveSmallIntegerField(
        "minstens zoveel weken vooraf aanvragen", null=True, blank=True
    )
    betaaltermijn_dagen = models.PositiveSmallIntegerField(
        "betaaltermijn in dagen", null=True, blank=True
    )
    vaststellen_weken = models.PositiveSmallIntegerField(
        "vaststellen binnen weken", null=True, blank=True
    )
    verantwoorden_maand = models.PositiveSmallIntegerField(
        "jaarlijks verantwoorden vóór: maand", null=True, blank=True
    )
    verantwoorden_dag = models.PositiveSmallIntegerField(
        "jaarlijks verantwoorden vóór: dag", null=True, blank=True
    )
    verantwoorden_weken = models.PositiveSmallIntegerField(
        "eenmalig verantwoorden binnen weken na afloop", null=True, blank=True
    )
    voorschot_procent = models.PositiveSmallIntegerField(
        "voorschot in procenten", null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    max_jaren = models.PositiveSmallIntegerField("hoogstens zoveel jaren", null=True, blank=True)
    max_aandeel_procent = models.PositiveSmallIntegerField(
        "hoogstens dit deel van de kosten",
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
    )
    exploitatie_toegestaan = models.BooleanField(
        "betaalt gewone exploitatie", null=True, blank=True
    )
    kosten_voor_besluit = models.BooleanField(
        "betaalt kosten van vóór het besluit", null=True, blank=True
    )
    meld_afwijking_procent = models.PositiveSmallIntegerField(
        "afwijking melden vanaf procent", null=True, blank=True
    )
    bewaren_jaren = models.PositiveSmallIntegerField("bewaren in jaren", null=True, blank=True)
    bron = models.CharField("bron", max_length=300, help_text="Waar dit te lezen is.")
    niet_nagegaan = models.TextField("niet nagegaan", blank=True)

    objects = RegelprofielQuerySet.as_manager()
    history = build_geschiedenis()

    class Meta:
        verbose_name = "regelprofiel"
        verbose_name_plural = "regelprofielen"
        ordering = ["financier", "-geldig_van"]
        constraints = [
            models.UniqueConstraint(
                fields=["financier", "geldig_van"],
                name="regelprofiel_een_per_dag",
                violation_error_message="Op deze dag begint al een ander profiel van deze gever.",
            ),
            models.CheckConstraint(
                name="regelprofiel_volgorde",
                condition=Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=F("geldig_van")),
                violation_error_message="De einddatum ligt vóór de begindatum.",
            ),
            models.CheckConstraint(
                name="regelprofiel_beslisdatum_heel",
                condition=(
                    Q(beslisdatum_maand__isnull=True, beslisdatum_dag__isnull=True)
                    | Q(
                        beslisdatum_maand__isnull=False,
                        beslisdatum_dag__isnull=False,
                        beslisdatum_maand__range=(1, 12),
                        beslisdatum_dag__range=(1, 31),
                    )
                ),
                violation_error_message="Vul bij een vaste beslisdatum de dag en de maand in.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.financier}: {self.naam}"


class Regeldrempel(BewaardModel):
    """Up to which amount a profile asks which level at most."""

    regelprofiel = models.ForeignKey(
        Regelprofiel, on_delete=models.PROTECT, related_name="drempels"
    )
    tot = models.DecimalField(
        "tot bedrag",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Leeg: zonder bovengrens.",
    )
    tot_en_met = models.BooleanField("het bedrag zelf hoort erbij", default=False)
    niveau = models.CharField("niveau", max_length=20, choices=Niveau.choices)
    direct_vaststellen = models.BooleanField("wordt direct vastgesteld", default=False)
    history = build_geschiedenis()

    class Meta:
        verbose_name = "regeldrempel"
        verbose_name_plural = "regeldrempels"
        ordering = ["regelprofiel", F("tot").asc(nulls_last=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["regelprofiel", "tot"],
                name="regeldrempel_een_per_bedrag",
                violation_error_message="Voor dit bedrag is er al een drempel.",
            ),
            models.UniqueConstraint(
                fields=["regelprofiel"],
                name="regeldrempel_een_zonder_grens",
                condition=Q(tot__isnull=True),
                violation_error_message="Er is al een drempel zonder bovengrens.",
            ),
        ]

    def __str__(self) -> str:
        return (
            f"tot {self.tot}: {self.niveau}"
            if self.tot is not None
            else f"daarboven: {self.niveau}"
        )
