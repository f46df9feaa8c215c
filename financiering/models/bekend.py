"""What was known on a day: the rows of a model, or the last history row of each by then."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone


def end_of_day(dag: date) -> datetime:
    """The last moment of a day in the Netherlands: what was recorded that day was known."""
    return timezone.make_aware(datetime.combine(dag, time.max))


def known_on(model: Any, moment: datetime | None) -> QuerySet[Any, Any]:
    """A queryset with the columns of `model` as they were recorded at `moment`; None: now.

    Rows that were deleted by then are left out. With a moment the rows come from the history
    table, whose `id` is the id of the object. Each row is asked for a later one, so that the database
    looks only at the history of what the caller filters on.
    """
    if moment is None:
        return QuerySet(model)
    historisch = model.history.model
    sleutel = model._meta.pk.attname
    tot_dan: QuerySet[Any, Any] = QuerySet(historisch).filter(history_date__lte=moment)
    later = tot_dan.filter(
        Q(history_date__gt=OuterRef("history_date"))
        | Q(history_date=OuterRef("history_date"), history_id__gt=OuterRef("history_id")),
        **{sleutel: OuterRef(sleutel)},
    )
    return tot_dan.filter(~Exists(later)).exclude(history_type="-")
