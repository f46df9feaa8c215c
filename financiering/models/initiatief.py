"""The residents' initiative and what it tells about itself."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from stdnum.nl import bsn

from financiering.domain.codes import (
    Fase,
    Geldsoort,
    Onderdeel,
    Ontvanger,
    SoortInitiatief,
    SoortToegang,
)
from financiering.models.base import (
    BewaakteQuerySet,
    BewaardModel,
    build_geschiedenis,
    list_toegangen,
)


def validate_rsin(waarde: str) -> None:
    """RSIN: nine digits that pass the eleven test (the same test as BSN)."""
    if not bsn.is_valid(waarde):
        raise ValidationError(
            "Dit is geen geldig RSIN: het heeft negen cijfers en een controlecijfer."
        )


class ToestemmingQuerySet(BewaakteQuerySet):
    def visible_to(self, gebruiker: Any) -> "ToestemmingQuerySet":
        """What it opens is the initiative's own choice, for its own people to see."""
        return self.filter(
            initiatief__in=list_toegangen(gebruiker, SoortToegang.INITIATIEF, "initiatief")
        )

    def active(self) -> "ToestemmingQuerySet":
        """Given and not taken back."""
        return self.filter(ingetrokken_op__isnull=True)


class InitiatiefQuerySet(BewaakteQuerySet):
    def visible_to(self, gebruiker: Any) -> "InitiatiefQuerySet":
        """Its own people; its municipality; the adviser in its region whom it let in. Nobody else."""
        if not gebruiker.is_authenticated:
            return self.none()
        return self.filter(build_zicht(gebruiker))

    def owned_by(self, gebruiker: Any) -> "InitiatiefQuerySet":
        """The initiatives this person runs."""
        return self.filter(pk__in=list_toegangen(gebruiker, SoortToegang.INITIATIEF, "initiatief"))

    def with_toestemming(self, ontvanger: Ontvanger, onderdeel: Onderdeel) -> "InitiatiefQuerySet":
        """Those that opened this part to this receiver."""
        return self.filter(build_toestemming("pk", ontvanger, onderdeel))


def build_toestemming(pad: str, ontvanger: Ontvanger, onderdeel: Onderdeel) -> Exists:
    """Whether the initiative at `pad` opened this part to this receiver, as a condition."""
    return Exists(
        Toestemming.objects.active().filter(
            initiatief=OuterRef(pad), ontvanger=ontvanger, onderdeel=onderdeel
        )
    )


def build_regio(gebruiker: Any) -> Any:
    """The municipalities in the region of this adviser."""
    return list_toegangen(
        gebruiker, SoortToegang.KENNISSTEUNFUNCTIE, "kennissteunfunctie__gemeenten"
    )


def build_zicht(gebruiker: Any) -> Q:
    """Who sees that an initiative exists, and its totals (domein.md, "Who sees what")."""
    return (
        Q(pk__in=list_toegangen(gebruiker, SoortToegang.INITIATIEF, "initiatief"))
        | Q(gemeente__in=list_toegangen(gebruiker, SoortToegang.GEMEENTE, "gemeente"))
        | (
            Q(gemeente__in=build_regio(gebruiker))
            & Q(build_toestemming("pk", Ontvanger.KENNISSTEUNFUNCTIE, Onderdeel.SIGNALEN))
        )
    )


class Initiatief(BewaardModel):
    """A residents' initiative, or a recipient in a register that may turn out to be one."""

    kenmerk = models.CharField("kenmerk", max_length=60, unique=True)
    naam = models.CharField("naam", max_length=200)
    soort = models.CharField(
        "soort", max_length=20, choices=SoortInitiatief.choices, default=SoortInitiatief.INITIATIEF
    )
    gemeente = models.ForeignKey(
        "financiering.Gemeente", on_delete=models.PROTECT, related_name="initiatieven"
    )
    wijk = models.CharField("wijk", max_length=100, blank=True)
    wijkcode = models.CharField(
        "wijkcode (CBS)",
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^WK\d{4}[0-9A-Z]{2}$", "Een wijkcode is WK met zes tekens.")],
    )
    buurt = models.CharField("buurt", max_length=100, blank=True)
    buurtcode = models.CharField(
        "buurtcode (CBS)",
        max_length=10,
        blank=True,
        validators=[
            RegexValidator(r"^BU\d{4}[0-9A-Z]{4}$", "Een buurtcode is BU met acht tekens.")
        ],
    )
    fase = models.CharField("fase", max_length=20, choices=Fase.choices, blank=True)
    startdatum = models.DateField("startdatum", null=True, blank=True)
    rechtsvorm = models.CharField("rechtsvorm", max_length=60, blank=True)
    kvk = models.CharField(
        "KVK-nummer",
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^\d{8}$", "Een KVK-nummer heeft acht cijfers.")],
        help_text="Niet nodig: een informele groep heeft er geen.",
    )
    rsin = models.CharField("RSIN", max_length=9, blank=True, validators=[validate_rsin])
    beleidsdomeinen = models.JSONField("beleidsdomeinen", default=list, blank=True)
    doelgroep = models.CharField("doelgroep", max_length=300, blank=True)

    saldo = models.DecimalField("saldo", max_digits=12, decimal_places=2, null=True, blank=True)
    saldo_op = models.DateField("saldo op", null=True, blank=True)
    vrij_vermogen = models.DecimalField(
        "vrij vermogen", max_digits=12, decimal_places=2, null=True, blank=True
    )
    vrijwilligersuren_nodig = models.DecimalField(
        "vrijwilligersuren nodig", max_digits=8, decimal_places=1, null=True, blank=True
    )
    vrijwilligersuren_beschikbaar = models.DecimalField(
        "vrijwilligersuren beschikbaar", max_digits=8, decimal_places=1, null=True, blank=True
    )
    vrijwilligers_nu = models.PositiveIntegerField("vrijwilligers nu", null=True, blank=True)
    vrijwilligers_jaar_geleden = models.PositiveIntegerField(
        "vrijwilligers een jaar geleden", null=True, blank=True
    )
    bewijs_niveau = models.PositiveSmallIntegerField(
        "bewijs niveau", null=True, blank=True, validators=[MaxValueValidator(4)]
    )
    bewijs_op = models.DateField("bewijs op", null=True, blank=True)
    evaluatie_positief = models.BooleanField("evaluatie positief", null=True, blank=True)
    projectfase_eindigt_op = models.DateField("projectfase eindigt op", null=True, blank=True)

    voor_wie = models.TextField("voor wie", blank=True)
    wat_willen_we = models.TextField("wat willen we bereiken", blank=True)
    wat_doen_we = models.TextField("wat doen we", blank=True)
    wat_verandert_er = models.TextField("wat verandert er", blank=True)
    hoe_zien_we_dat = models.TextField("hoe zien we dat", blank=True)

    tekenen_vanaf = models.DecimalField(
        "tweede handtekening vanaf", max_digits=12, decimal_places=2, null=True, blank=True
    )
    advies_gevraagd_op = models.DateField("advies gevraagd op", null=True, blank=True)
    bedragen_fictief = models.BooleanField("bedragen zijn fictief", default=False)
    toelichting = models.TextField("toelichting", blank=True)

    objects = InitiatiefQuerySet.as_manager()
    history = build_geschiedenis()

    class Meta:
        verbose_name = "initiatief"
        verbose_name_plural = "initiatieven"
        ordering = ["naam", "pk"]
        indexes = [models.Index(fields=["gemeente", "soort"], name="initiatief_gemeente_soort")]
        constraints = [
            models.CheckConstraint(
                name="initiatief_bewijs_niveau",
                condition=Q(bewijs_niveau__isnull=True) | Q(bewijs_niveau__lte=4),
                violation_error_message="Bewijs niveau is een cijfer van 0 tot en met 4.",
            ),
            models.CheckConstraint(
                name="initiatief_saldo_met_datum",
                condition=Q(saldo_op__isnull=True) | Q(saldo__isnull=False),
                violation_error_message="Vul bij de datum van het saldo ook het saldo in.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class Toestemming(BewaardModel):
    """The initiative's own choice to open one part to one receiver. Revocable; kept in history."""

    initiatief = models.ForeignKey(
        Initiatief, on_delete=models.PROTECT, related_name="toestemmingen"
    )
    ontvanger = models.CharField("voor wie", max_length=20, choices=Ontvanger.choices)
    onderdeel = models.CharField("wat", max_length=20, choices=Onderdeel.choices)
    gegeven_op = models.DateField("gegeven op")
    ingetrokken_op = models.DateField("ingetrokken op", null=True, blank=True)
    reden = models.CharField("reden", max_length=300, blank=True)

    objects = ToestemmingQuerySet.as_manager()
    history = build_geschiedenis()

    class Meta:
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        constraints = [
            models.UniqueConstraint(
                fields=["initiatief", "ontvanger", "onderdeel"],
                name="toestemming_een_lopende",
                condition=Q(ingetrokken_op__isnull=True),
                violation_error_message="Dit staat al open.",
            ),
            models.CheckConstraint(
                name="toestemming_volgorde",
                condition=Q(ingetrokken_op__isnull=True) | Q(ingetrokken_op__gte=F("gegeven_op")),
                violation_error_message="Intrekken kan niet vóór de dag van de toestemming.",
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.initiatief}: {self.get_onderdeel_display()} voor {self.get_ontvanger_display()}"
        )


class BegrotingspostQuerySet(BewaakteQuerySet):
    def visible_to(self, gebruiker: Any) -> "BegrotingspostQuerySet":
        """The items are for its own people; others see at most what a month costs, in the horizon."""
        return self.filter(
            initiatief__in=list_toegangen(gebruiker, SoortToegang.INITIATIEF, "initiatief")
        )


class Begrotingspost(BewaardModel):
    """What keeping the doors open costs in a year, per item. The yardstick of every horizon."""

    initiatief = models.ForeignKey(
        Initiatief, on_delete=models.PROTECT, related_name="begrotingsposten"
    )
    jaar = models.PositiveSmallIntegerField("jaar")
    post = models.CharField("post", max_length=200)
    geldsoort = models.CharField(
        "geldsoort", max_length=20, choices=Geldsoort.choices, default=Geldsoort.BASISGELD
    )
    bedrag = models.DecimalField("bedrag", max_digits=12, decimal_places=2)

    objects = BegrotingspostQuerySet.as_manager()
    history = build_geschiedenis()

    class Meta:
        verbose_name = "begrotingspost"
        verbose_name_plural = "begrotingsposten"
        ordering = ["jaar", "post"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiatief", "jaar", "post"],
                name="begrotingspost_een_keer",
                violation_error_message="Deze post staat al in de begroting van dit jaar.",
            ),
            models.CheckConstraint(
                name="begrotingspost_bedrag_niet_negatief",
                condition=Q(bedrag__gte=0),
                violation_error_message="Een bedrag kan niet lager zijn dan nul.",
            ),
            models.CheckConstraint(
                name="begrotingspost_jaar",
                condition=Q(jaar__gte=1900) & Q(jaar__lte=2200),
                violation_error_message="Schrijf het jaar met vier cijfers, bijvoorbeeld 2027.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jaar} {self.post}"
