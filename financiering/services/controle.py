"""Check many objects against the database's own constraints without asking the database.

The constraints on the models stay the one place where a rule is written; this reads them.
"""

import operator
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from django.db.models import CheckConstraint, F, Model, Q

_VERGELIJK: dict[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
}


def holds(voorwaarde: Any, obj: Model) -> bool | None:
    """Whether a condition holds for this object, as SQL would say it: None where a value is empty."""
    if not isinstance(voorwaarde, Q):
        return _holds_lookup(voorwaarde[0], voorwaarde[1], obj)
    delen = [holds(kind, obj) for kind in voorwaarde.children]
    uitkomst = _any(delen) if voorwaarde.connector == Q.OR else _all(delen)
    return None if uitkomst is None else uitkomst != voorwaarde.negated


def _any(delen: list[bool | None]) -> bool | None:
    return True if True in delen else (None if None in delen else False)


def _all(delen: list[bool | None]) -> bool | None:
    return False if False in delen else (None if None in delen else True)


def _holds_lookup(sleutel: str, grens: Any, obj: Model) -> bool | None:
    naam, _, soort = sleutel.partition("__")
    waarde = _get(obj, naam)
    if soort == "isnull":
        return (waarde is None) is grens
    if isinstance(grens, F):
        grens = _get(obj, str(grens.name))  # type: ignore[attr-defined]
    if waarde is None or grens is None:
        return None
    if soort == "in":
        return waarde in grens
    if soort == "range":
        return bool(grens[0] <= waarde <= grens[1])
    return _VERGELIJK[soort or "exact"](waarde, grens)


def _get(obj: Model, naam: str) -> Any:
    if naam == "pk":
        return obj.pk
    return getattr(obj, obj._meta.get_field(naam).attname)  # type: ignore[union-attr]


@lru_cache
def _list_checks(model: type[Model]) -> list[tuple[CheckConstraint, str]]:
    return [
        (constraint, _find_veld(constraint.condition))
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
    ]


def _find_veld(voorwaarde: Any) -> str:
    """The field a message is best shown at: the first one the condition names."""
    while isinstance(voorwaarde, Q):
        voorwaarde = voorwaarde.children[0]
    return str(voorwaarde[0]).partition("__")[0]


def list_overtredingen(obj: Model) -> Iterator[tuple[str, str]]:
    """Field and Dutch message of every constraint this object would break; empty values pass, as in SQL."""
    for constraint, veld in _list_checks(type(obj)):
        if holds(constraint.condition, obj) is False:
            yield veld, str(constraint.get_violation_error_message())
