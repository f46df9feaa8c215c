"""Givers, found by name or added, and their dated profiles."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from financiering.domain.codes import GEMEENTEBRONNEN, Bron, Niveau, SoortFinancier
from financiering.domain.regimes import Drempel
from financiering.models import Financier, Gemeente, Regeldrempel, Regelprofiel
from financiering.services.schrijven import Handeling, save_object

SOORT_BIJ_BRON = {
    Bron.FONDS: SoortFinancier.FONDS,
    Bron.RIJKSREGELING: SoortFinancier.RIJK,
    Bron.ZORGVERZEKERAAR: SoortFinancier.ZORGVERZEKERAAR,
    Bron.WONINGCORPORATIE: SoortFinancier.WONINGCORPORATIE,
    Bron.BEDRIJF: SoortFinancier.BEDRIJF,
    Bron.GIFT: SoortFinancier.EIGEN_KRING,
    Bron.CONTRIBUTIE: SoortFinancier.EIGEN_KRING,
    Bron.DEELNEMERSBIJDRAGE: SoortFinancier.EIGEN_KRING,
    Bron.EIGEN_INKOMSTEN: SoortFinancier.EIGEN_KRING,
    **dict.fromkeys(GEMEENTEBRONNEN, SoortFinancier.GEMEENTE),
}

BRON_BIJ_SOORT = {
    SoortFinancier.GEMEENTE: Bron.GEMEENTESUBSIDIE,
    SoortFinancier.RIJK: Bron.RIJKSREGELING,
    SoortFinancier.PROVINCIE: Bron.RIJKSREGELING,
    SoortFinancier.FONDS: Bron.FONDS,
    SoortFinancier.ZORGVERZEKERAAR: Bron.ZORGVERZEKERAAR,
    SoortFinancier.WONINGCORPORATIE: Bron.WONINGCORPORATIE,
    SoortFinancier.BEDRIJF: Bron.BEDRIJF,
    SoortFinancier.ORGANISATIE: Bron.GIFT,
    SoortFinancier.EIGEN_KRING: Bron.EIGEN_INKOMSTEN,
    SoortFinancier.OVERIG: Bron.GIFT,
}
"""What a stream's source most likely is when only its giver is named; people can change it."""


def guess_bron(naam: str) -> Bron:
    """The most likely source when only a name was typed; people see it and can change it."""
    bekend = Financier.objects.filter(naam__iexact=" ".join(naam.split())).first()
    if bekend:
        return BRON_BIJ_SOORT[SoortFinancier(bekend.soort)]
    klein = naam.casefold()
    if klein.startswith(("gemeente ", "stadsdeel ")):
        return Bron.GEMEENTESUBSIDIE
    if "fonds" in klein:
        return Bron.FONDS
    return Bron.GIFT


def guess_soort(naam: str, bron: Bron | str, gemeente: Gemeente) -> SoortFinancier:
    """The kind of a giver nobody described: "Gemeente X" is one, else it follows from the source."""
    if naam.casefold().startswith("gemeente "):
        return SoortFinancier.GEMEENTE
    return SOORT_BIJ_BRON.get(Bron(bron), SoortFinancier.OVERIG)


def build_financier(naam: str, bron: Bron | str, gemeente: Gemeente) -> Financier:
    """A giver that is not on the list yet, not saved.

    A municipal giver belongs to the municipality it is named after, else to that of the initiative:
    that decides whether an accounthouder sees the stream as its own.
    """
    soort = guess_soort(naam, bron, gemeente)
    if soort != SoortFinancier.GEMEENTE:
        return Financier(naam=naam, soort=soort)
    genoemd = Gemeente.objects.filter(
        naam__iexact=naam.casefold().removeprefix("gemeente ").strip()
    )
    if Bron(bron) in GEMEENTEBRONNEN:
        return Financier(naam=naam, soort=soort, gemeente=genoemd.first() or gemeente)
    return Financier(naam=naam, soort=soort, gemeente=genoemd.first())


def get_or_create_financier(
    naam: str, bron: Bron | str, gemeente: Gemeente, handeling: Handeling
) -> Financier:
    """The giver with this name, without regard to case; added when it is new."""
    naam = " ".join(naam.split())
    bekend = Financier.objects.filter(naam__iexact=naam).first()
    return bekend or save_object(build_financier(naam, bron, gemeente), handeling)


@transaction.atomic
def save_regelprofiel(
    profiel: Regelprofiel, drempels: Sequence[Drempel], handeling: Handeling
) -> Regelprofiel:
    """Create or change a profile with its thresholds in euros."""
    save_object(profiel, handeling)
    staat = {rij.tot: rij for rij in profiel.drempels.all()}
    for drempel in drempels:
        rij = staat.pop(drempel.tot, None) or Regeldrempel(regelprofiel=profiel, tot=drempel.tot)
        rij.niveau = drempel.niveau
        save_object(rij, handeling)
    return profiel


def find_regelprofiel(financier: Financier, dag: date) -> Regelprofiel | None:
    """The profile of this giver in force on a day, the latest to start first."""
    return (
        Regelprofiel.objects.in_force(dag)
        .filter(financier=financier)
        .order_by("-geldig_van")
        .prefetch_related("drempels")
        .first()
    )


def list_drempels(profiel: Regelprofiel) -> list[Drempel]:
    """The thresholds of a profile as the domain reads them; amounts in euros, upper end excluded."""
    return [
        Drempel(
            rij.tot + Decimal("0.01") if rij.tot and rij.tot_en_met else rij.tot, Niveau(rij.niveau)
        )
        for rij in profiel.drempels.all()
    ]
