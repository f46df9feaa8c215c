"""What every kept thing shares: a version, a history with actor and reason, and no side doors.

Bulk writes that skip history are closed off; `services.schrijven` is the only writer and owns
the one deliberate door for large imports.
"""

from collections.abc import Collection
from functools import cache, reduce
from operator import and_
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.db import models, router
from django.utils.functional import cached_property
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

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Ask the database once whether all rules of a row hold; which one does not, only then.

        Raises ValidationError with the message of each rule that does not hold. Django asks every rule
        on its own, and a stream of money has more than ten.
        """
        if not exclude:
            using = router.db_for_write(type(self), instance=self)
            try:
                for regel in _list_samen(type(self)):
                    regel.validate(type(self), self, using=using)
            except ValidationError:
                pass
            else:
                return
        super().validate_constraints(exclude)


@cache
def _list_samen(model: type[models.Model]) -> list[models.BaseConstraint]:
    """The rules of a model, with all that look at one row as one."""
    regels = list(model._meta.constraints)
    rij = [regel.condition for regel in regels if isinstance(regel, models.CheckConstraint)]
    rest = [regel for regel in regels if not isinstance(regel, models.CheckConstraint)]
    samen = [models.CheckConstraint(condition=reduce(and_, rij), name="samen")] if rij else []
    return samen + rest


class Plekken:
    """The capacities of one person, read once for a page that only reads.

    With the values themselves in a question, the database finds rows by its indexes and is not asked
    about capacities that this person does not have. Set at the edge as `gebruiker.plekken`; without it
    every question asks anew, which a page that changes capacities must.
    """

    def __init__(self, gebruiker: Any) -> None:
        self._gebruiker = gebruiker

    @cached_property
    def _rijen(self) -> list[dict[str, Any]]:
        velden = ("soort", "initiatief", "gemeente", "kennissteunfunctie__gemeenten")
        return list(self._gebruiker.toegangen.values(*velden))

    @property
    def soorten(self) -> set[str]:
        """The kinds of capacity."""
        return {rij["soort"] for rij in self._rijen}

    def list_ids(self, soort: SoortToegang, veld: str) -> set[Any]:
        """What a capacity of this kind is of: initiatives, municipalities, those of a region."""
        return {rij[veld] for rij in self._rijen if rij["soort"] == soort} - {None}


def read_plekken(gebruiker: Any) -> Plekken:
    """The capacities that were read for this page, else read now."""
    plekken: Plekken | None = getattr(gebruiker, "plekken", None)
    return plekken or Plekken(gebruiker)


def list_toegangen(gebruiker: Any, soort: SoortToegang, veld: str) -> Any:
    """The ids this person has access to in one capacity: values where they were read, else a subquery."""
    plekken: Plekken | None = getattr(gebruiker, "plekken", None)
    if plekken is not None:
        return plekken.list_ids(soort, veld)
    return gebruiker.toegangen.filter(soort=soort).values(veld)
