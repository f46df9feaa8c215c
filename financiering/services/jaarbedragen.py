"""The stored split of a stream over calendar years: written here, summed everywhere."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from financiering.domain.perioden import split_jaren
from financiering.models import Geldstroom, Jaarbedrag
from financiering.services.schrijven import PARTIJ

BEDRAGEN = ("verwacht", "aangevraagd", "verleend", "vastgesteld")


def compute_jaarbedragen(
    geldstroom: Geldstroom,
) -> dict[tuple[int, int], dict[str, Decimal | None]]:
    """The split as it should be: per span of years, the euros of each of the four amounts."""
    rijen: dict[tuple[int, int], dict[str, Decimal | None]] = {}
    for naam in BEDRAGEN:
        bedrag = getattr(geldstroom, naam)
        for deel in split_jaren(bedrag or Decimal(0), geldstroom.van, geldstroom.tot):
            rij = rijen.setdefault((deel.jaar_van, deel.jaar_tot), dict.fromkeys(BEDRAGEN))
            rij[naam] = None if bedrag is None else deel.bedrag
    return rijen


def write_jaarbedragen(geldstroom: Geldstroom, moment: datetime) -> None:
    """Close the rows that are no longer true and add those that are; nothing when nothing changed."""
    moet = compute_jaarbedragen(geldstroom)
    staat = {
        (rij.jaar_van, rij.jaar_tot): rij
        for rij in Jaarbedrag.objects.filter(geldstroom=geldstroom, bekend_tot__isnull=True)
    }
    oud = [rij.pk for sleutel, rij in staat.items() if _bedragen(rij) != moet.get(sleutel)]
    nieuw = [sleutel for sleutel in moet if sleutel not in staat or staat[sleutel].pk in oud]
    Jaarbedrag.objects.filter(pk__in=oud).update(bekend_tot=moment)
    Jaarbedrag.objects.bulk_create(
        _build(geldstroom, sleutel, moet[sleutel], moment) for sleutel in nieuw
    )


def bulk_write_jaarbedragen(
    geldstromen: Sequence[Geldstroom], moment: datetime, *, nieuw: bool
) -> None:
    """The same for many streams in a fixed number of statements; `nieuw` when none had a split."""
    if not nieuw:
        for begin in range(0, len(geldstromen), PARTIJ):
            partij = [stroom.pk for stroom in geldstromen[begin : begin + PARTIJ]]
            Jaarbedrag.objects.filter(geldstroom__in=partij, bekend_tot__isnull=True).update(
                bekend_tot=moment
            )
    Jaarbedrag.objects.bulk_create(_build_alle(geldstromen, moment), batch_size=PARTIJ * 4)


def _build_alle(geldstromen: Iterable[Geldstroom], moment: datetime) -> Iterable[Jaarbedrag]:
    for stroom in geldstromen:
        for sleutel, bedragen in compute_jaarbedragen(stroom).items():
            yield _build(stroom, sleutel, bedragen, moment)


def _build(
    geldstroom: Geldstroom, jaren: tuple[int, int], bedragen: dict[str, Any], moment: datetime
) -> Jaarbedrag:
    return Jaarbedrag(
        geldstroom=geldstroom, jaar_van=jaren[0], jaar_tot=jaren[1], bekend_van=moment, **bedragen
    )


def _bedragen(rij: Jaarbedrag) -> dict[str, Decimal | None]:
    return {naam: getattr(rij, naam) for naam in BEDRAGEN}
