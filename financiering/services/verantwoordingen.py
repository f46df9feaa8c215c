"""What a giver asks to be shown, by when, and how that was changed."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from financiering.domain.codes import Niveau
from financiering.domain.exceptions import DomeinFout
from financiering.domain.regimes import is_zwaarder
from financiering.models import Geldstroom, Verantwoording
from financiering.services.schrijven import Handeling, save_object


def _lock_verantwoording(stroom: Geldstroom) -> Verantwoording:
    """As it is now, with the stream held: a step of the life cycle writes it too."""
    return get_verantwoording(Geldstroom.objects.select_for_update().get(pk=stroom.pk))


def get_verantwoording(stroom: Geldstroom) -> Verantwoording:
    """The report of this grant, or a new one that is not saved."""
    return stroom.verantwoordingen.order_by("volgnummer").first() or Verantwoording(
        geldstroom=stroom
    )


@transaction.atomic
def save_gevraagd(
    stroom: Geldstroom,
    *,
    gevraagd: Niveau | None,
    toegestaan: Niveau | None,
    uiterlijk_op: date | None,
    reden_zwaarder: str,
    handeling: Handeling,
) -> Verantwoording:
    """What this giver asks of this grant. More than its own rules allow needs the reason on record.

    Raises DomeinFout when that reason is missing.
    """
    zwaarder = is_zwaarder(gevraagd, toegestaan)
    if zwaarder and not reden_zwaarder.strip():
        raise DomeinFout(
            "Dit is meer dan de eigen regels van de gever toestaan. Schrijf op welke reden de gever geeft.",
            veld="reden_zwaarder",
        )
    rij = _lock_verantwoording(stroom)
    rij.niveau, rij.uiterlijk_op = gevraagd or "", uiterlijk_op
    rij.reden_zwaarder = reden_zwaarder.strip() if zwaarder else ""
    return save_object(rij, handeling)


@transaction.atomic
def save_werk(
    stroom: Geldstroom,
    *,
    uren: Decimal | None,
    accountantskosten: Decimal | None,
    ervaren_last: int | None,
    handeling: Handeling,
) -> Verantwoording:
    """What the report really took: hours, euros, and how heavy it felt from 1 to 5. None: not said."""
    rij = _lock_verantwoording(stroom)
    rij.uren, rij.accountantskosten, rij.ervaren_last = uren, accountantskosten, ervaren_last
    return save_object(rij, handeling)


@transaction.atomic
def move_datum(stroom: Geldstroom, naar: date, met: str, handeling: Handeling) -> Verantwoording:
    """More time: the new date, with whom it was agreed, and why; the first date stays in sight."""
    rij = _lock_verantwoording(stroom)
    rij.verschoven_naar, rij.uitstel_met = naar, met.strip()
    rij.reden_uitstel = handeling.reden[:300]
    return save_object(rij, handeling)
