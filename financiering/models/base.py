"""What every kept thing shares: a version, a history with actor and reason, and no side doors.

Bulk writes that skip history are closed off; `services.schrijven` is the only writer and owns
the one deliberate door for large imports.
"""

from typing import Any, NoReturn

from django.db import models
from simple_history.models import HistoricalRecords

from financiering.domain.codes import SoortToegang


class ZijdeurGesloten(RuntimeError):
    """Somebody tried to write past the services, so past history."""


class BewaakteQuerySet(models.QuerySet[Any]):
    """Reads like any queryset; refuses the writes that would leave no history."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ZijdeurGesloten(
            f"{self.model.__name__}: write through a service, so that history keeps who and why"
        )

    update = _refuse
    bulk_create = _refuse  # type: ignore[assignment]
    bulk_update = _refuse
    delete = _refuse
    _refuse.alters_data = True  # type: ignore[attr-defined]

    def open_zijdeur(self) -> "models.QuerySet[Any]":
        """A plain queryset for `services.schrijven`, which writes history itself."""
        return models.QuerySet(self.model, using=self.db)


def build_geschiedenis(*verzamelingen: Any) -> HistoricalRecords:
    """One way to keep history, for every model alike; many-to-many fields must be named."""
    return HistoricalRecords(
        m2m_fields=verzamelingen,
        inherit=False,
        history_change_reason_field=models.TextField(blank=True, default=""),
        user_db_constraint=False,
    )


class BewaardModel(models.Model):
    """A thing that is kept with its history; `versie` counts saves, for "somebody was first"."""

    versie = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = BewaakteQuerySet.as_manager()

    class Meta:
        abstract = True


def list_toegangen(gebruiker: Any, soort: SoortToegang, veld: str) -> models.QuerySet[Any, Any]:
    """The ids this person has access to in one capacity, as a subquery."""
    return gebruiker.toegangen.filter(soort=soort).values(veld)
