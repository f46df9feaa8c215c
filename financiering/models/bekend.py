"""What was known on a day: the rows of a model, or the last history row of each by then."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone


def end_of_day(dag: date) -> datetime:
    """The last moment of a day in the Netherlands: what was recorded that day was known."""
    return timezone.make_aware(datetime.combine(dag, time.max))


def known_on(model: Any, moment: datetime | None) -> QuerySet[Any, Any]:
    """A queryset with the columns of `model` as they were recorded at `moment`; None: now.

    Rows that were deleted by then are left out. With a moment the rows come from the history
    table, whose `id` is the id of the object.
    """
    if moment is None:
        return QuerySet(model)
    historisch = model.history.model
    laatste = (
        historisch.objects.filter(history_date__lte=moment)
        .annotate(
            plek=Window(
                RowNumber(),
                partition_by=F(model._meta.pk.attname),
                order_by=[F("history_date").desc(), F("history_id").desc()],
            )
        )
        .filter(plek=1)
    )
    return (
        QuerySet(historisch)
        .filter(history_id__in=laatste.values("history_id"))
        .exclude(history_type="-")
    )
