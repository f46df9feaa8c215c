"""A kept outcome of a rule, and the advice somebody gave on it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, F, IntegerField, Q, Value, When

from financiering.domain.codes import (
    ERNST_ORDE,
    Ernst,
    Onderdeel,
    Ontvanger,
    SoortToegang,
    WieKan,
)
from financiering.models.base import (
    BewaakteQuerySet,
    BewaardModel,
    build_geschiedenis,
    list_toegangen,
)
from financiering.models.initiatief import build_regio, build_toestemming


class SignaalQuerySet(BewaakteQuerySet):
    def visible_to(self, gebruiker: Any) -> "SignaalQuerySet":
        """The initiative itself; others where it opened its signals.

        A municipality also sees the signals about streams it pays itself. A rule about people is
        shown to others only where the initiative opened its tasks as well.
        """
        if not gebruiker.is_authenticated:
            return self.none()
        gemeenten = list_toegangen(gebruiker, SoortToegang.GEMEENTE, "gemeente")
        return self.filter(
            Q(initiatief__in=list_toegangen(gebruiker, SoortToegang.INITIATIEF, "initiatief"))
            | (
                Q(initiatief__gemeente__in=gemeenten)
                & (
                    build_gedeeld(Ontvanger.GEMEENTE)
                    | Q(geldstroom__financier__gemeente__in=gemeenten)
                )
                & build_mensen(Ontvanger.GEMEENTE)
            )
            | (
                Q(initiatief__gemeente__in=build_regio(gebruiker))
                & build_gedeeld(Ontvanger.KENNISSTEUNFUNCTIE)
                & build_mensen(Ontvanger.KENNISSTEUNFUNCTIE)
            )
        )

    def open(self) -> "SignaalQuerySet":
        """Those that still hold."""
        return self.filter(gesloten_op__isnull=True)

    def worst_first(self) -> "SignaalQuerySet":
        """Worst level first; the same level: earliest last day to act first."""
        plek = Case(
            *(When(ernst=ernst, then=Value(orde)) for ernst, orde in ERNST_ORDE.items()),
            output_field=IntegerField(),
        )
        return self.order_by(
            plek, F("laatste_dag").asc(nulls_last=True), "initiatief__naam", "regel"
        )


def build_gedeeld(ontvanger: Ontvanger) -> Q:
    """The initiative opened its signals to this receiver."""
    return Q(build_toestemming("initiatief", ontvanger, Onderdeel.SIGNALEN))


def build_mensen(ontvanger: Ontvanger) -> Q:
    """Not about people, or the tasks are open to this receiver too."""
    return Q(over_mensen=False) | Q(build_toestemming("initiatief", ontvanger, Onderdeel.TAKEN))


class Signaal(BewaardModel):
    """One rule that holds for one initiative, possibly about one stream."""

    initiatief = models.ForeignKey(
        "financiering.Initiatief", on_delete=models.PROTECT, related_name="signalen"
    )
    geldstroom = models.ForeignKey(
        "financiering.Geldstroom", on_delete=models.PROTECT, related_name="signalen",
        null=True, blank=True,
    )  # fmt: skip
    regel = models.CharField("regel", max_length=10)
    regelversie = models.PositiveSmallIntegerField("versie van de regel")
    over_mensen = models.BooleanField("gaat over mensen", default=False)
    op_proef = models.BooleanField("regel op proef", default=False)
    ernst = models.CharField("ernst", max_length=20, choices=Ernst.choices)
    uitleg = models.TextField("uitleg")
    cijfers = models.JSONField("cijfers", default=dict, blank=True)
    advies = models.TextField("advies", blank=True)
    grondslag = models.CharField("bron", max_length=300, blank=True)
    wie_kan = models.CharField("wie kan iets doen", max_length=20, choices=WieKan.choices)
    laatste_dag = models.DateField("laatste dag om iets te doen", null=True, blank=True)
    ontbreekt = models.JSONField("wat ontbreekt", default=list, blank=True)
    verzachting = models.JSONField("wat het verzacht", default=list, blank=True)
    peildatum = models.DateField("peildatum")
    eerst_gezien = models.DateField("eerst gezien")
    laatst_gezien = models.DateField("laatst gezien")
    gesloten_op = models.DateField("gesloten op", null=True, blank=True)
    gedempt_tot = models.DateField("gedempt tot en met", null=True, blank=True)
    gedempt_reden = models.CharField("reden van dempen", max_length=300, blank=True)
    gedempt_ernst = models.CharField(max_length=20, choices=Ernst.choices, blank=True)
    gedempt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = SignaalQuerySet.as_manager()
    history = build_geschiedenis()

    class Meta:
        verbose_name = "signaal"
        verbose_name_plural = "signalen"
        ordering = ["-laatst_gezien", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiatief", "regel", "geldstroom"],
                name="signaal_een_open_geldstroom",
                condition=Q(gesloten_op__isnull=True, geldstroom__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["initiatief", "regel"],
                name="signaal_een_open_initiatief",
                condition=Q(gesloten_op__isnull=True, geldstroom__isnull=True),
            ),
            models.CheckConstraint(
                name="signaal_dempen_met_reden",
                condition=Q(gedempt_tot__isnull=True) | ~Q(gedempt_reden=""),
                violation_error_message="Schrijf waarom je dit signaal even niet wilt zien.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.regel} {self.ernst}: {self.initiatief}"

    def is_gedempt(self, dag: date) -> bool:
        """Put aside on this day, inclusive."""
        return self.gedempt_tot is not None and dag <= self.gedempt_tot


class AdviesQuerySet(BewaakteQuerySet):
    def visible_to(self, gebruiker: Any) -> "AdviesQuerySet":
        """The initiative itself, and the advisers of its region whom it let in."""
        eigen = list_toegangen(gebruiker, SoortToegang.INITIATIEF, "initiatief")
        regio = Q(initiatief__gemeente__in=build_regio(gebruiker))
        return self.filter(
            Q(initiatief__in=eigen) | (regio & build_gedeeld(Ontvanger.KENNISSTEUNFUNCTIE))
        )


class Advies(BewaardModel):
    """A note of the support organisation: what to do, who, by when, and how it went."""

    initiatief = models.ForeignKey(
        "financiering.Initiatief", on_delete=models.PROTECT, related_name="adviezen"
    )
    signalen = models.ManyToManyField(Signaal, related_name="adviezen", blank=True)
    tekst = models.TextField("wat te doen")
    wie = models.CharField("wie", max_length=200, blank=True)
    voor_datum = models.DateField("voor", null=True, blank=True)
    uitkomst = models.TextField("uitkomst", blank=True)
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="adviezen"
    )
    gegeven_op = models.DateField("gegeven op")

    objects = AdviesQuerySet.as_manager()
    history = build_geschiedenis()

    class Meta:
        verbose_name = "advies"
        verbose_name_plural = "adviezen"
        ordering = ["-gegeven_op", "-pk"]

    def __str__(self) -> str:
        return self.tekst[:60]
