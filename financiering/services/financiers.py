"""Givers, found by name or added, and their dated profiles."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from financiering.domain.codes import GEMEENTEBRONNEN, Bron, SoortFinancier
from financiering.domain.exceptions import DomeinFout
from financiering.models import Financier, Gemeente, Regeldrempel, Regelprofiel
from financiering.services.jaarbedragen import follow_financier
from financiering.services.schrijven import (
    Handeling,
    delete_object,
    queue_for_bulk,
    save_object,
)

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

GEWOON_JAAR = 2027
"""A year without a 29th of February: a day that is there, is there every year."""

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
def publish_financier(
    naam: str, soort: SoortFinancier | str, gemeente: Gemeente | None, handeling: Handeling
) -> Financier:
    """Put a giver on the general list; one that an initiative already named becomes the same one."""
    naam = " ".join(naam.split())
    financier = Financier.objects.filter(naam__iexact=naam).first() or Financier(naam=naam)
    financier.soort, financier.gemeente, financier.algemeen = soort, gemeente, True
    return save_financier(financier, handeling)


@transaction.atomic
def save_financier(
    financier: Financier, handeling: Handeling, *, versie: int | None = None
) -> Financier:
    """Change the name, kind or municipality of a giver. What it gave follows it."""
    queue_for_bulk()
    save_object(financier, handeling, versie=versie)
    follow_financier(financier)
    return financier


@transaction.atomic
def save_regelprofiel(
    profiel: Regelprofiel, drempels: Sequence[Regeldrempel], handeling: Handeling
) -> Regelprofiel:
    """Create or change a profile so that it has exactly these thresholds (not saved yet).

    Other thresholds are a new version of the profile too. Raises GewijzigdDoorAnder when somebody
    saved since it was read, DomeinFout for a yearly day that is not there every year, and
    ValidationError when two thresholds name the same amount, or a value cannot be true.
    """
    _check_jaardagen(profiel)
    versie = profiel.versie if profiel.pk else None
    staat = {rij.tot: rij for rij in profiel.drempels.all()} if profiel.pk else {}
    anders = _describe_drempels(staat.values()) != _describe_drempels(drempels)
    save_object(profiel, handeling, versie=versie, delen_gewijzigd=anders)
    for nieuw in drempels:
        rij = staat.pop(nieuw.tot, None) or Regeldrempel(regelprofiel=profiel, tot=nieuw.tot)
        rij.niveau, rij.tot_en_met = nieuw.niveau, nieuw.tot_en_met
        rij.direct_vaststellen = nieuw.direct_vaststellen
        save_object(rij, handeling)
    for rij in staat.values():
        delete_object(rij, handeling)
    return profiel


def _check_jaardagen(profiel: Regelprofiel) -> None:
    for soort in ("beslisdatum", "aanvragen", "verantwoorden"):
        maand, dag = (getattr(profiel, f"{soort}_{deel}") for deel in ("maand", "dag"))
        if maand is None and dag is None:
            continue
        try:
            date(GEWOON_JAAR, maand or 0, dag or 0)
        except ValueError:
            raise DomeinFout(
                "Vul een dag en een maand in die elk jaar bestaan.", veld=f"{soort}_dag"
            ) from None


def _describe_drempels(drempels: Iterable[Regeldrempel]) -> set[tuple[Any, ...]]:
    return {(d.tot, d.tot_en_met, d.niveau, d.direct_vaststellen) for d in drempels}
