"""How anything is written: with who, when and why, and never over somebody else's change."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone

from financiering.domain.exceptions import DomeinFout, GewijzigdDoorAnder
from financiering.models import Gebruiker, Gemeente
from financiering.models.base import BewaardModel

T = TypeVar("T", bound=BewaardModel)

PARTIJ = 500
"""Rows per statement: SQLite takes 32,766 variables at once, a stream has some fifty columns."""


@dataclass(frozen=True, slots=True)
class Handeling:
    """Who does something and why; every write carries one.

    `actor` is None for the system itself. `op` is when it was done: the clock, unless a history is
    replayed (demo, tests).
    """

    actor: Gebruiker | None
    reden: str
    op: datetime | None = None

    def __post_init__(self) -> None:
        if not self.reden.strip():
            raise DomeinFout("Schrijf waarom je dit doet.", veld="reden")

    @property
    def moment(self) -> datetime:
        """The moment that history keeps."""
        return self.op or timezone.now()


def save_object(
    obj: T, handeling: Handeling, *, versie: int | None = None, delen_gewijzigd: bool = False
) -> T:
    """Check and save one object with its history; saving what did not change leaves no trace.

    `delen_gewijzigd` says that rows which belong to it change now: that makes a new version too.
    `versie` is the version the person was looking at. Raises GewijzigdDoorAnder when somebody
    saved in between, and ValidationError with a message per field when the data cannot be true.
    The caller holds the transaction.
    """
    if obj._state.adding:
        obj.full_clean()
        _save_met_spoor(obj, handeling)
        return obj
    opgeslagen = type(obj)._base_manager.select_for_update().get(pk=obj.pk)
    if versie is not None and opgeslagen.versie != versie:
        raise GewijzigdDoorAnder(
            "Iemand anders heeft dit net gewijzigd. Wat jij typte, staat er nog. Kijk het na en "
            "bewaar het nog een keer."
        )
    if not delen_gewijzigd and not list_gewijzigd(opgeslagen, obj):
        return obj
    obj.full_clean()
    obj.versie = opgeslagen.versie + 1
    _save_met_spoor(obj, handeling)
    return obj


def check_versie(model: type[T], pk: Any, versie: int) -> T:
    """Lock an object and check that it is still as somebody read it; the caller holds the transaction.

    Raises GewijzigdDoorAnder. For the steps that take no version of their own.
    """
    obj: T = model._base_manager.select_for_update().get(pk=pk)
    if obj.versie != versie:
        raise GewijzigdDoorAnder("Iemand anders heeft dit net gewijzigd.")
    return obj


def list_gewijzigd(oud: models.Model, nieuw: models.Model) -> list[str]:
    """Names of the columns that differ, the version apart."""
    return [
        veld.attname
        for veld in nieuw._meta.concrete_fields
        if veld.attname != "versie"
        and veld.to_python(getattr(oud, veld.attname))
        != veld.to_python(getattr(nieuw, veld.attname))
    ]


@contextmanager
def _spoor(obj: Any, handeling: Handeling) -> Iterator[None]:
    """History rows made in here carry who, why and when."""
    obj._history_user = handeling.actor
    obj._change_reason = handeling.reden
    obj._history_date = handeling.moment
    try:
        yield
    finally:
        del obj._history_user, obj._change_reason, obj._history_date


def _save_met_spoor(obj: Any, handeling: Handeling) -> None:
    with _spoor(obj, handeling):
        obj.save()


def set_verzameling(obj: Any, veld: str, pks: Iterable[Any], handeling: Handeling) -> None:
    """Make a many-to-many field hold exactly these; the model keeps its history (`m2m_fields`)."""
    with _spoor(obj, handeling):
        getattr(obj, veld).set(pks)


def delete_object(obj: Any, handeling: Handeling) -> None:
    """Remove something that is not evidence (a task, a budget line); history keeps what it was."""
    with _spoor(obj, handeling):
        obj.delete()


def queue_for_bulk() -> None:
    """Wait until no other import is writing; call it first thing in the transaction.

    Two imports of one file at the same moment would both find nothing there yet. They meet at one
    row that always exists, and the second reads what the first kept.
    """
    models.QuerySet(Gemeente).select_for_update().order_by("pk").first()


def bulk_create_with_reason(
    objecten: Sequence[T], handeling: Handeling, *, geschiedenis: bool = True
) -> list[T]:
    """The one door for many new rows at once; each still gets its history row.

    The caller has checked the objects: the database constraints hold, the messages do not come.
    """
    if not objecten:
        return []
    model = type(objecten[0])
    rijen: Any = models.QuerySet(model)
    gemaakt: list[T] = rijen.bulk_create(objecten, batch_size=PARTIJ)
    if geschiedenis:
        _write_geschiedenis(gemaakt, "+", handeling)
    return gemaakt


def bulk_update_with_reason(
    objecten: Sequence[T], velden: Iterable[str], handeling: Handeling
) -> None:
    """The same door for many changed rows; `velden` are the fields that changed in any of them."""
    if not objecten:
        return
    for obj in objecten:
        obj.versie += 1
    namen = {*velden, "versie"}
    rijen: Any = models.QuerySet(type(objecten[0]))
    rijen.bulk_update(objecten, sorted(namen), batch_size=PARTIJ)
    _write_geschiedenis(objecten, "~", handeling)


def _write_geschiedenis(objecten: Sequence[Any], soort: str, handeling: Handeling) -> None:
    historisch = type(objecten[0]).history.model
    velden = [veld.attname for veld in historisch.tracked_fields]
    moment = handeling.moment
    actor_id = handeling.actor.pk if handeling.actor else None
    historisch._default_manager.bulk_create(
        (
            historisch(
                **{naam: getattr(obj, naam) for naam in velden},
                history_type=soort,
                history_date=moment,
                history_user_id=actor_id,
                history_change_reason=handeling.reden,
            )
            for obj in objecten
        ),
        batch_size=PARTIJ,
    )
