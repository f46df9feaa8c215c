"""One promise or hope of one financier to one initiative, for one purpose, over one period."""

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from financiering.domain.codes import (
    Aard,
    Afspraak,
    Bron,
    Geldsoort,
    Onderdeel,
    Ontvanger,
    RedenAfwijzing,
    Regelmaat,
    SoortNatura,
    SoortToegang,
    Status,
)
from financiering.domain.taakvelden import TAAKVELDEN
from financiering.models.base import (
    BewaakteQuerySet,
    BewaardModel,
    build_geschiedenis,
    list_toegangen,
)
from financiering.models.initiatief import build_regio, build_toestemming

NIET_NEGATIEF = MinValueValidator(0, "Een bedrag kan niet lager zijn dan nul.")


def build_detailzicht(gebruiker: Any, pad: str = "") -> Q:
    """Who sees a stream in full (domein.md, "Who sees what"); `pad` leads from the model to the stream.

    Its own people; the municipality that pays it or whose pot it is; that of the initiative, or the
    adviser in its region, where the initiative opened its streams.
    """
    gemeenten = list_toegangen(gebruiker, SoortToegang.GEMEENTE, "gemeente")
    eigen = list_toegangen(gebruiker, SoortToegang.INITIATIEF, "initiatief")
    gedeeld = {
        ontvanger: Q(build_toestemming(f"{pad}initiatief", ontvanger, Onderdeel.GELDSTROMEN))
        for ontvanger in (Ontvanger.GEMEENTE, Ontvanger.KENNISSTEUNFUNCTIE)
    }
    return (
        Q(**{f"{pad}initiatief__in": eigen})
        | Q(**{f"{pad}financier__gemeente__in": gemeenten})
        | Q(**{f"{pad}pot__gemeente__in": gemeenten})
        | (Q(**{f"{pad}initiatief__gemeente__in": gemeenten}) & gedeeld[Ontvanger.GEMEENTE])
        | (
            Q(**{f"{pad}initiatief__gemeente__in": build_regio(gebruiker)})
            & gedeeld[Ontvanger.KENNISSTEUNFUNCTIE]
        )
    )


def build_wijzigrecht(gebruiker: Any, pad: str = "") -> Q:
    """Who may change a stream: its own people, and the municipality whose register it came from.

    The same as `permissions.can_change_geldstroom`, for rows.
    """
    gemeenten = list_toegangen(gebruiker, SoortToegang.GEMEENTE, "gemeente")
    eigen = list_toegangen(gebruiker, SoortToegang.INITIATIEF, "initiatief")
    return Q(**{f"{pad}initiatief__in": eigen}) | (
        Q(**{f"{pad}financier__gemeente__in": gemeenten}) & ~Q(**{f"{pad}registerbron": ""})
    )


class GeldstroomQuerySet(BewaakteQuerySet):
    heel: frozenset[str] = frozenset()
    """Municipalities of which no stream is left out, of its initiatives nor paid by it.

    Known of what `countable_by` gives; whoever filters further has a queryset that does not know.
    """

    def visible_to(self, gebruiker: Any) -> "GeldstroomQuerySet":
        """Streams this person sees in full."""
        if not gebruiker.is_authenticated:
            return self.none()
        return self.filter(build_detailzicht(gebruiker))

    def hidden_from(self, gebruiker: Any) -> "GeldstroomQuerySet":
        """Streams that this person does not see in full: all that `visible_to` leaves out."""
        return self.exclude(build_detailzicht(gebruiker)) if gebruiker.is_authenticated else self

    def countable_by(self, gebruiker: Any) -> "GeldstroomQuerySet":
        """Streams that count in the totals this person sees; more than may be opened one by one."""
        if not gebruiker.is_authenticated:
            return self.none()
        gemeenten = list_toegangen(gebruiker, SoortToegang.GEMEENTE, "gemeente")
        stromen = self.filter(build_detailzicht(gebruiker) | Q(initiatief__gemeente__in=gemeenten))
        if isinstance(gemeenten, set) and not self.query.where:
            stromen.heel = frozenset(gemeenten)
        return stromen

    def running_on(self, peildatum: Any) -> "GeldstroomQuerySet":
        """Streams whose period covers this day, both ends inclusive."""
        return self.filter(Q(tot__isnull=True) | Q(tot__gte=peildatum), van__lte=peildatum)


class Geldstroom(BewaardModel):
    """The five amounts are never mixed; the fifth, received, is the sum of the payments."""

    kenmerk = models.CharField("kenmerk", max_length=60, unique=True)
    initiatief = models.ForeignKey(
        "financiering.Initiatief", on_delete=models.PROTECT, related_name="geldstromen"
    )
    omschrijving = models.CharField("waarvoor", max_length=300)
    financier = models.ForeignKey(
        "financiering.Financier",
        on_delete=models.PROTECT,
        related_name="geldstromen",
        verbose_name="van wie",
    )
    bron = models.CharField("bron", max_length=20, choices=Bron.choices)
    geldsoort = models.CharField("soort geld", max_length=20, choices=Geldsoort.choices)
    aard = models.CharField("aard", max_length=20, choices=Aard.choices, default=Aard.ONBEKEND)
    regelmaat = models.CharField(
        "regelmaat", max_length=20, choices=Regelmaat.choices, default=Regelmaat.ONBEKEND
    )
    woorden_gever = models.CharField("zo noemt de gever het", max_length=200, blank=True)
    van = models.DateField("van")
    tot = models.DateField("tot en met", null=True, blank=True)
    toegezegd_tot = models.DateField(
        "toegezegd tot en met", null=True, blank=True, help_text="Beloofd, nog niet besloten."
    )
    status = models.CharField("stand", max_length=20, choices=Status.choices)

    verwacht = models.DecimalField(
        "begroot of verwacht", max_digits=12, decimal_places=2, null=True, blank=True,
        validators=[NIET_NEGATIEF],
    )  # fmt: skip
    aangevraagd = models.DecimalField(
        "aangevraagd", max_digits=12, decimal_places=2, null=True, blank=True,
        validators=[NIET_NEGATIEF],
    )  # fmt: skip
    verleend = models.DecimalField(
        "verleend", max_digits=12, decimal_places=2, null=True, blank=True,
        validators=[NIET_NEGATIEF],
    )  # fmt: skip
    vastgesteld = models.DecimalField(
        "vastgesteld", max_digits=12, decimal_places=2, null=True, blank=True,
        validators=[NIET_NEGATIEF],
    )  # fmt: skip

    ingediend_op = models.DateField("ingediend op", null=True, blank=True)
    beslissen_voor = models.DateField("beslissen voor", null=True, blank=True)
    verdaagd_tot = models.DateField("verdaagd tot", null=True, blank=True)
    beschikking_op = models.DateField("besluit van", null=True, blank=True)
    vastgesteld_op = models.DateField("vastgesteld op", null=True, blank=True)
    reden_afwijzing = models.CharField(
        "reden van afwijzing", max_length=20, choices=RedenAfwijzing.choices, blank=True
    )
    volgt_op = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="opvolgers", null=True, blank=True,
        verbose_name="volgt op",
    )  # fmt: skip
    pot = models.ForeignKey(
        "financiering.Pot", on_delete=models.PROTECT, related_name="geldstromen",
        null=True, blank=True,
    )  # fmt: skip
    eigen_exploitatie = models.BooleanField(
        "voor de eigen kosten",
        default=True,
        help_text="Nee: het geld is voor iets of iemand anders.",
    )
    meerjarig_besluit = models.BooleanField("meerjarig besluit", null=True, blank=True)
    voorbehoud = models.BooleanField("begrotingsvoorbehoud", null=True, blank=True)
    voorwaarden = models.BooleanField("er zijn voorwaarden", null=True, blank=True)
    bezuiniging_aangekondigd = models.BooleanField(
        "bezuiniging aangekondigd", null=True, blank=True
    )
    regeling = models.CharField("regeling", max_length=200, blank=True)
    regeling_eindigt_op = models.DateField("regeling eindigt op", null=True, blank=True)
    vervolg_bekend = models.BooleanField("vervolg bekend", null=True, blank=True)

    soort_natura = models.CharField(
        "soort hulp in natura", max_length=20, choices=SoortNatura.choices, blank=True
    )
    afspraak = models.CharField("afspraak", max_length=20, choices=Afspraak.choices, blank=True)
    opzegtermijn = models.PositiveSmallIntegerField(
        "opzegtermijn in maanden", null=True, blank=True
    )
    gever_beslist = models.BooleanField("de gever beslist zelf", null=True, blank=True)
    opgezegd_op = models.DateField("opgezegd op", null=True, blank=True)
    besluit_loopt = models.BooleanField("er loopt een besluit", null=True, blank=True)
    prijs_per_keer = models.DecimalField(
        "prijs per keer", max_digits=8, decimal_places=2, null=True, blank=True,
        validators=[NIET_NEGATIEF],
    )  # fmt: skip
    keren_per_jaar = models.PositiveIntegerField("keren per jaar", null=True, blank=True)

    taakveld = models.CharField(
        "taakveld",
        max_length=12,
        choices=TAAKVELDEN,
        blank=True,
        help_text="Waar de gemeente dit geld in haar begroting op boekt.",
    )
    wijk = models.CharField(
        "wijk",
        max_length=100,
        blank=True,
        help_text="Alleen als het een andere is dan die van het initiatief.",
    )
    bedrag_fictief = models.BooleanField("bedrag is fictief", default=False)
    registerbron = models.CharField("register", max_length=100, blank=True, editable=False)
    dossiernummer = models.CharField("dossiernummer", max_length=100, blank=True)
    toelichting = models.TextField("toelichting", blank=True)

    objects = GeldstroomQuerySet.as_manager()
    history = build_geschiedenis()

    class Meta:
        verbose_name = "geldstroom"
        verbose_name_plural = "geldstromen"
        ordering = ["-van", "pk"]
        indexes = [models.Index(fields=["initiatief", "van"], name="geldstroom_initiatief_van")]
        constraints = [
            models.CheckConstraint(
                name="geldstroom_periode",
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                violation_error_message="De einddatum ligt vóór de begindatum.",
            ),
            models.CheckConstraint(
                name="geldstroom_bedragen_niet_negatief",
                condition=(
                    (Q(verwacht__isnull=True) | Q(verwacht__gte=0))
                    & (Q(aangevraagd__isnull=True) | Q(aangevraagd__gte=0))
                    & (Q(verleend__isnull=True) | Q(verleend__gte=0))
                    & (Q(vastgesteld__isnull=True) | Q(vastgesteld__gte=0))
                ),
                violation_error_message="Een bedrag kan niet lager zijn dan nul.",
            ),
            models.CheckConstraint(
                name="geldstroom_verleend_na_besluit",
                condition=Q(verleend__isnull=True)
                | ~Q(status__in=[Status.VOORNEMEN, Status.AANGEVRAAGD]),
                violation_error_message=(
                    "Er staat een verleend bedrag, maar de stand is nog voornemen of aangevraagd."
                ),
            ),
            models.CheckConstraint(
                name="geldstroom_afgewezen_is_nul",
                condition=~Q(status=Status.AFGEWEZEN) | Q(verleend__isnull=True) | Q(verleend=0),
                violation_error_message="Een afgewezen aanvraag heeft geen verleend bedrag boven nul.",
            ),
            models.CheckConstraint(
                name="geldstroom_vastgesteld_bij_stand",
                condition=Q(vastgesteld__isnull=True) | Q(status=Status.VASTGESTELD),
                violation_error_message=(
                    "Er staat een vastgesteld bedrag, maar de stand is niet vastgesteld."
                ),
            ),
            models.CheckConstraint(
                name="geldstroom_vastgesteld_op_bij_stand",
                condition=Q(vastgesteld_op__isnull=True) | Q(status=Status.VASTGESTELD),
                violation_error_message=(
                    "Er staat een datum van vaststelling, maar de stand is niet vastgesteld."
                ),
            ),
            models.CheckConstraint(
                name="geldstroom_ingediend_na_voornemen",
                condition=Q(ingediend_op__isnull=True) | ~Q(status=Status.VOORNEMEN),
                violation_error_message=(
                    "Er staat een datum van indienen, maar de stand is nog voornemen."
                ),
            ),
            models.CheckConstraint(
                name="geldstroom_besluit_bij_stand",
                condition=Q(beschikking_op__isnull=True)
                | ~Q(status__in=[Status.VOORNEMEN, Status.AANGEVRAAGD]),
                violation_error_message=(
                    "Er staat een datum van besluit, maar de stand is nog voornemen of aangevraagd."
                ),
            ),
            models.CheckConstraint(
                name="geldstroom_besluit_na_indienen",
                condition=Q(ingediend_op__isnull=True)
                | Q(beschikking_op__isnull=True)
                | Q(beschikking_op__gte=F("ingediend_op")),
                violation_error_message="Het besluit kan niet vóór de dag van indienen liggen.",
            ),
            models.CheckConstraint(
                name="geldstroom_vaststelling_na_besluit",
                condition=Q(beschikking_op__isnull=True)
                | Q(vastgesteld_op__isnull=True)
                | Q(vastgesteld_op__gte=F("beschikking_op")),
                violation_error_message="De vaststelling kan niet vóór het besluit liggen.",
            ),
            models.CheckConstraint(
                name="geldstroom_reden_bij_afwijzing",
                condition=Q(reden_afwijzing="") | Q(status=Status.AFGEWEZEN),
                violation_error_message="Een reden van afwijzing hoort bij een afgewezen aanvraag.",
            ),
            models.CheckConstraint(
                name="geldstroom_volgt_niet_op_zichzelf",
                condition=Q(volgt_op__isnull=True) | ~Q(volgt_op=F("pk")),
                violation_error_message="Een geldstroom kan niet op zichzelf volgen.",
            ),
            models.UniqueConstraint(
                fields=["registerbron", "dossiernummer"],
                name="geldstroom_dossier_uniek",
                condition=~Q(registerbron=""),
                violation_error_message="Dit dossiernummer is uit dit register al ingelezen.",
            ),
        ]

    def __str__(self) -> str:
        return self.omschrijving
