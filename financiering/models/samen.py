"""Short lists of several models in one question, so that a page of many kinds of things stays quick.

Every row travels as one JSON array and comes back as what its fields hold. Meant for what belongs to
one initiative, not for a whole country: there each list is a stream of its own.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from operator import itemgetter
from typing import Any

from django.db import models
from django.db.models import F, QuerySet, Value, Window
from django.db.models.functions import JSONArray, RowNumber

Lijst = tuple[QuerySet[Any, Any], Sequence[str]]
"""Which rows, and which of their fields."""


class PreciesDecoder(json.JSONDecoder):
    """A number with a point is a Decimal: money never passes through a float."""

    def __init__(self, **opties: Any) -> None:
        super().__init__(**opties, parse_float=Decimal)


def read_samen(*lijsten: Lijst) -> list[list[tuple[Any, ...]]]:
    """The rows of each list in its own order, as `values_list` gives them; one query for all lists."""
    lezers = [[_pick_lezer(_find_veld(rijen, naam)) for naam in namen] for rijen, namen in lijsten]
    eerste, *rest = (_pack(nummer, *lijst) for nummer, lijst in enumerate(lijsten))
    uit: list[list[tuple[Any, ...]]] = [[] for _ in lijsten]
    for nummer, _, waarden in sorted(eerste.union(*rest, all=True), key=itemgetter(0, 1)):
        paren = zip(lezers[nummer], waarden, strict=True)
        uit[nummer].append(tuple(None if w is None else lees(w) for lees, w in paren))
    return uit


def read_objecten(*vragen: QuerySet[Any, Any]) -> list[list[Any]]:
    """The objects of each queryset with its annotations, without what is joined; one query for all."""
    velden = [[veld.attname for veld in vraag.model._meta.concrete_fields] for vraag in vragen]
    extra = [list(vraag.query.annotation_select) for vraag in vragen]
    lijsten = [(v, [*namen, *erbij]) for v, namen, erbij in zip(vragen, velden, extra, strict=True)]
    uit = []
    for nummer, rijen in enumerate(read_samen(*lijsten)):
        maak, namen = vragen[nummer].model.from_db, velden[nummer]
        objecten = [maak(vragen[nummer].db, namen, rij[: len(namen)]) for rij in rijen]
        for object_, rij in zip(objecten, rijen, strict=True):
            object_.__dict__.update(zip(extra[nummer], rij[len(namen) :], strict=True))
        uit.append(objecten)
    return uit


def prefetch_samen(objecten: Sequence[Any], *paden: str) -> None:
    """What `prefetch_related` of these paths does, in one query; a step to one object must be loaded."""
    if not objecten:
        return
    stappen: dict[str, tuple[str, Any, QuerySet[Any, Any]]] = {}
    ouders: dict[str, list[Any]] = {"": list(objecten)}
    for pad in paden:
        _plan(pad, ouders, stappen)
    for (pad, (boven, relatie, _)), kinderen in zip(
        stappen.items(), read_objecten(*(vraag for _, _, vraag in stappen.values())), strict=True
    ):
        ouders[pad] = kinderen
        _attach(relatie, ouders[boven], kinderen)


def _plan(pad: str, ouders: dict[str, list[Any]], stappen: dict[str, Any]) -> None:
    """Note for every step of a path under which one it hangs and what to read."""
    hier, model, terug, wortels = "", type(ouders[""][0]), "", ouders[""]
    for naam in pad.split("__"):
        relatie: Any = model._meta.get_field(naam)
        boven, hier, model = hier, f"{hier}__{naam}", relatie.related_model
        if relatie.one_to_many:
            terug = f"{relatie.field.name}__{terug}"
            waar = {f"{terug}in": {ouder.pk for ouder in wortels}}
            stappen[hier] = (boven, relatie, model._default_manager.filter(**waar))
        else:
            wortels = [een for ouder in wortels if (een := getattr(ouder, naam)) is not None]
            ouders[hier] = wortels


def _attach(relatie: Any, ouders: Iterable[Any], kinderen: Iterable[Any]) -> None:
    per_ouder = defaultdict(list)
    for kind in kinderen:
        per_ouder[getattr(kind, relatie.field.attname)].append(kind)
    for ouder in ouders:
        gevonden = getattr(ouder, relatie.name).all()
        gevonden._result_cache, gevonden._prefetch_done = per_ouder[ouder.pk], True
        ouder.__dict__.setdefault("_prefetched_objects_cache", {})[relatie.name] = gevonden
        for kind in per_ouder[ouder.pk]:
            relatie.field.set_cached_value(kind, ouder)


def _pack(nummer: int, rijen: QuerySet[Any, Any], namen: Sequence[str]) -> QuerySet[Any, Any]:
    """The number of the list, the place in it, and the values; sums per group come in any order."""
    orde: Any = rijen.query.order_by or rijen.model._meta.ordering or ("pk",)
    plek = Value(0) if rijen.query.group_by else Window(RowNumber(), order_by=list(orde))
    return (
        rijen.order_by()
        .annotate(
            samen_lijst=Value(nummer),
            samen_plek=plek,
            samen_rij=JSONArray(*namen, output_field=models.JSONField(decoder=PreciesDecoder)),
        )
        .values_list("samen_lijst", "samen_plek", "samen_rij")
    )


def _find_veld(rijen: QuerySet[Any, Any], naam: str) -> Any:
    """The field that says what a value is, also over a relation or of an annotation."""
    return F(naam).resolve_expression(rijen.query.clone(), allow_joins=True).output_field


def _pick_lezer(veld: Any) -> Callable[[Any], Any]:
    """From what JSON holds to what the field holds; the databases differ in how they write it."""
    if isinstance(veld, models.DecimalField):
        return lambda waarde: round(Decimal(waarde), veld.decimal_places)
    if isinstance(veld, models.DateTimeField):
        return _read_moment
    if isinstance(veld, models.DateField):
        return date.fromisoformat
    if isinstance(veld, models.JSONField):
        return lambda waarde: json.loads(waarde) if isinstance(waarde, str) else waarde
    lees: Callable[[Any], Any] = veld.to_python
    return lees


def _read_moment(tekst: str) -> datetime:
    """A moment with its zone; SQLite keeps UTC without saying so."""
    moment = datetime.fromisoformat(tekst)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
