"""The stored split of a stream over calendar years: written here, summed everywhere.

What is true now carries what it is summed by (`KENMERKEN`), a copy of what its stream, its initiative
and its giver say. It cannot differ from them, also not when two change something at once:

1. Who saves a stream holds the stream, and shares a lock on the giver with whoever saves another one.
2. Who moves an initiative holds it and then its streams; a new stream waits for the initiative.
3. Who changes a giver holds it, so waits for who saves a stream of it.
4. Who moves an initiative or changes a giver stands in line with imports (`queue_for_bulk`).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Case, CharField, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf

from financiering.domain.codes import ZEKERE_STATUSSEN
from financiering.domain.perioden import split_jaren
from financiering.models import Financier, Geldstroom, Jaarbedrag
from financiering.services.schrijven import PARTIJ

BEDRAGEN = ("verwacht", "aangevraagd", "verleend", "vastgesteld")

KENMERKEN: dict[str, Any] = {
    "gemeente": F("initiatief__gemeente"),
    "betaler": Coalesce("financier__gemeente", Value("")),
    "telt": Case(When(status__in=ZEKERE_STATUSSEN, then=True), default=False),
    "aard": F("aard"),
    "regelmaat": F("regelmaat"),
    "geldsoort": F("geldsoort"),
    "bron": F("bron"),
    "plaats": Coalesce(NullIf("wijk", Value("")), "initiatief__wijk", output_field=CharField()),
    "tot": F("tot"),
}
"""What a row of today carries, and where its stream has it."""


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


def read_kenmerken(pks: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Per stream what its rows carry, as it is stored now. The caller holds the streams.

    The givers stay as they are until this transaction ends.
    """
    stromen: QuerySet[Any, Any] = QuerySet(Geldstroom).filter(pk__in=pks).order_by()
    rijen = _read_gedeeld(stromen.values_list("pk", *KENMERKEN.values()))
    return {pk: dict(zip(KENMERKEN, rij, strict=True)) for pk, *rij in rijen}


def _read_gedeeld(vraag: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """The rows of a question, with a shared lock on the giver, for which Django has no word.

    SQLite has one writer at a time and needs none.
    """
    if connection.vendor != "postgresql":
        return list(vraag)
    sql, waarden = vraag.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f'{sql} FOR SHARE OF "{Financier._meta.db_table}"', waarden)
        return cursor.fetchall()


def write_jaarbedragen(geldstroom: Geldstroom, moment: datetime) -> None:
    """Close the rows whose amounts are no longer true and add those that are; nothing when nothing changed.

    A row whose amounts stay keeps its place, with what it is summed by as it is now.
    """
    moet = compute_jaarbedragen(geldstroom)
    kenmerken = read_kenmerken([geldstroom.pk])[geldstroom.pk]
    staat = {
        (rij.jaar_van, rij.jaar_tot): rij
        for rij in Jaarbedrag.objects.filter(geldstroom=geldstroom, bekend_tot__isnull=True)
    }
    oud = [rij.pk for sleutel, rij in staat.items() if _bedragen(rij) != moet.get(sleutel)]
    nieuw = [sleutel for sleutel in moet if sleutel not in staat or staat[sleutel].pk in oud]
    blijft = [rij for rij in staat.values() if rij.pk not in oud and _kenmerken(rij) != kenmerken]
    if oud:
        Jaarbedrag.objects.filter(pk__in=oud).update(bekend_tot=moment)
    if blijft:
        Jaarbedrag.objects.filter(pk__in=[rij.pk for rij in blijft]).update(**kenmerken)
    Jaarbedrag.objects.bulk_create(
        _build(geldstroom, sleutel, moet[sleutel], kenmerken, moment) for sleutel in nieuw
    )


def bulk_write_jaarbedragen(
    geldstromen: Sequence[Geldstroom], moment: datetime, *, nieuw: bool
) -> None:
    """The same for many streams in a fixed number of statements; `nieuw` when none had a split.

    The caller stands in line (`queue_for_bulk`).
    """
    kenmerken: dict[int, dict[str, Any]] = {}
    for pks in _divide(stroom.pk for stroom in geldstromen):
        kenmerken |= read_kenmerken(pks)
        if not nieuw:
            Jaarbedrag.objects.filter(geldstroom__in=pks, bekend_tot__isnull=True).update(
                bekend_tot=moment
            )
    Jaarbedrag.objects.bulk_create(
        _build_alle(geldstromen, kenmerken, moment), batch_size=PARTIJ * 4
    )


def bulk_write_kenmerken(geldstromen: Iterable[Geldstroom]) -> None:
    """Where streams kept their amounts: what their rows carry, again; in a fixed number of statements.

    The caller stands in line and holds the streams.
    """
    for pks in _divide(stroom.pk for stroom in geldstromen):
        _copy(pks, KENMERKEN)


def follow_initiatieven(pks: Iterable[int]) -> None:
    """Rows of today follow their initiative to another municipality or neighbourhood.

    The caller stands in line and holds the initiatives. A stream that somebody is saving is waited for.
    """
    for partij in _divide(pks):
        eigen: QuerySet[Any, Any] = QuerySet(Geldstroom).filter(initiatief__in=partij)
        vast = eigen.select_for_update().order_by("pk").values_list("pk", flat=True)
        for stromen in _divide(vast):
            _copy(stromen, ("gemeente", "plaats"))


def _copy(pks: list[int], namen: Iterable[str]) -> None:
    """These kenmerken of the rows of today of these streams, from where they stand."""
    bron: QuerySet[Any, Any] = QuerySet(Geldstroom).filter(pk=OuterRef("geldstroom"))
    Jaarbedrag.objects.filter(geldstroom__in=pks, bekend_tot__isnull=True).update(
        **{naam: Subquery(bron.values_list(KENMERKEN[naam])) for naam in namen}
    )


def follow_financier(financier: Financier) -> None:
    """Rows of today follow their giver, that turned out to be a municipality, or another one.

    The caller stands in line and holds the giver.
    """
    betaler = financier.gemeente_id or ""
    rijen = Jaarbedrag.objects.filter(geldstroom__financier=financier, bekend_tot__isnull=True)
    rijen.exclude(betaler=betaler).update(betaler=betaler)


def _divide(pks: Iterable[int]) -> Iterator[list[int]]:
    """Parts that one statement can name."""
    alle = list(pks)
    return (alle[begin : begin + PARTIJ] for begin in range(0, len(alle), PARTIJ))


def _build_alle(
    geldstromen: Iterable[Geldstroom], kenmerken: dict[int, dict[str, Any]], moment: datetime
) -> Iterable[Jaarbedrag]:
    for stroom in geldstromen:
        for sleutel, bedragen in compute_jaarbedragen(stroom).items():
            yield _build(stroom, sleutel, bedragen, kenmerken[stroom.pk], moment)


def _build(
    geldstroom: Geldstroom,
    jaren: tuple[int, int],
    bedragen: dict[str, Any],
    kenmerken: dict[str, Any],
    moment: datetime,
) -> Jaarbedrag:
    return Jaarbedrag(
        geldstroom=geldstroom,
        jaar_van=jaren[0],
        jaar_tot=jaren[1],
        bekend_van=moment,
        **bedragen,
        **kenmerken,
    )


def _bedragen(rij: Jaarbedrag) -> dict[str, Decimal | None]:
    return {naam: getattr(rij, naam) for naam in BEDRAGEN}


def _kenmerken(rij: Jaarbedrag) -> dict[str, Any]:
    return {naam: getattr(rij, naam) for naam in KENMERKEN}
