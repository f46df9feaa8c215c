"""Reading fast: a serializer says once what a resource looks like, and is compiled to columns.

The database hands over plain values; no model instance and no serializer is made per row. What may
be seen is decided by the queryset, before anything is read.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.utils import timezone
from rest_framework import serializers

from api.namen import to_camel

Rij = dict[str, Any]
Zicht = Callable[[Any], QuerySet[Any]]
Lader = Callable[[Any, list[Any]], Mapping[Any, Any]]


HOOGSTE = {models.PositiveSmallIntegerField: 2**15 - 1, models.PositiveIntegerField: 2**31 - 1}
"""What each kind of number holds on every database; SQLite alone would promise more."""


class Dag(serializers.DateField):
    """A day between 1900 and 2200, as everywhere in this system."""

    def to_internal_value(self, value: Any) -> date:
        """Raises ValidationError for another year."""
        dag: date = super().to_internal_value(value)
        if not 1900 <= dag.year <= 2200:
            raise serializers.ValidationError("Kies een jaar van 1900 tot en met 2200.")
        return dag


class Kameel(serializers.BaseSerializer[Any]):
    """Fields under their names in the API; read only unless a subclass writes."""

    alleen_lezen = True

    def get_fields(self) -> dict[str, Any]:
        """The fields, renamed; each still knows where it comes from."""
        velden = {}
        for naam, veld in super().get_fields().items():  # type: ignore[misc]
            nieuw = to_camel(naam)
            if nieuw != naam and veld.source is None:
                veld.source = naam
            if self.alleen_lezen:
                veld.read_only, veld.required = True, False
            velden[nieuw] = veld
        return velden


class Uitvoer(Kameel, serializers.Serializer[Any]):
    """What a report answers."""


class CamelSerializer(Kameel, serializers.ModelSerializer[Any]):
    """The same with the fields of a model."""

    serializer_field_mapping: ClassVar = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.DateField: Dag,
    }

    def build_standard_field(self, field_name: str, model_field: Any) -> tuple[Any, dict[str, Any]]:
        """Bounds that are the same on every database."""
        klasse, opties = super().build_standard_field(field_name, model_field)
        hoogste = HOOGSTE.get(type(model_field))
        if hoogste and "max_value" in opties:
            opties["max_value"] = min(opties["max_value"], hoogste)
        elif hoogste:
            opties["max_value"] = hoogste
        return klasse, opties


def _show_moment(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _show_dag(dag: date) -> str:
    return dag.isoformat()


OMZETTERS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (serializers.DecimalField, str),
    (serializers.DateTimeField, _show_moment),
    (serializers.DateField, _show_dag),
)


def _find_pad(veld: Any) -> str:
    pad = veld.source.replace(".", "__")
    if isinstance(veld, serializers.SlugRelatedField):
        return f"{pad}__{veld.slug_field}"
    return f"{pad}_id" if isinstance(veld, serializers.PrimaryKeyRelatedField) else pad


@dataclass(frozen=True, slots=True)
class Uitbreiding:
    """What `expand` may add. To one: `via` is the column with its key. To many: `terug` is the
    column of the other that leads back."""

    lezer: "Lezer"
    via: str = ""
    terug: str = ""


@dataclass(frozen=True)
class Lezer:
    """One resource: its serializer, who sees which rows, and what can be added.

    `afgeleid` are fields that are no column, each with a loader for all rows of a page at once.
    `eigen` are fields only an initiative's own people see, with the condition that says so.
    """

    serializer_class: type[serializers.Serializer[Any]]
    zichtbaar: Zicht
    afgeleid: Mapping[str, Lader] = field(default_factory=dict)
    uitbreidingen: Mapping[str, Uitbreiding] = field(default_factory=dict)
    eigen: frozenset[str] = frozenset()
    is_eigen: Callable[[Any], Combinable] | None = None
    sleutel: str = "pk"
    van_wie: str = "pk"
    """The column that leads to the initiative it is about."""
    inzage: str = ""
    """What an initiative reads when somebody looked; empty: nothing of anybody in particular."""

    @property
    def heeft_versie(self) -> bool:
        """Whether it can change under somebody's hands."""
        return "versie" in self.kolommen

    @cached_property
    def kolommen(self) -> dict[str, tuple[str, Callable[[Any], Any] | None]]:
        """Name in the API: column, and how its value is shown."""
        uit = {}
        for naam, veld in self.serializer_class().fields.items():
            toon = next((doe for soort, doe in OMZETTERS if isinstance(veld, soort)), None)
            uit[naam] = (_find_pad(veld), toon)
        return uit

    @property
    def namen(self) -> list[str]:
        """Every field somebody can ask for."""
        return list(self.kolommen)

    def read(
        self, rijen: QuerySet[Any], wie: Any, velden: Iterable[str] = (), meer: Iterable[str] = ()
    ) -> list[Rij]:
        """These rows as plain values: the asked `velden` (none: all), with `meer` embedded.

        A fixed number of queries, however many rows.
        """
        return [uit for _, uit in self.read_by(self.sleutel, rijen, wie, velden, meer)]

    def read_by(
        self, kolom: str, rijen: QuerySet[Any], wie: Any,
        velden: Iterable[str] = (), meer: Iterable[str] = (),
    ) -> list[tuple[Any, Rij]]:  # fmt: skip
        """The same, each with its value in `kolom`, shown or not."""
        gevraagd = set(velden)
        namen = [naam for naam in self.namen if not gevraagd or naam in gevraagd]
        gewoon = [naam for naam in namen if naam not in self.afgeleid]
        uitbreidingen = {naam: self.uitbreidingen[naam] for naam in meer}
        verborgen = [self.sleutel, kolom, *(u.via or self.sleutel for u in uitbreidingen.values())]
        if let_op_eigen := self.is_eigen is not None and not self.eigen.isdisjoint(namen):
            rijen = rijen.annotate(is_eigen=self.is_eigen(wie))
            verborgen.append("is_eigen")
        ruw = list(rijen.values_list(*(self.kolommen[naam][0] for naam in gewoon), *verborgen))
        antwoord = self._build_rijen(ruw, gewoon)
        if let_op_eigen:
            self._hide_eigen(ruw, antwoord)
        begin = len(gewoon)
        self._add_afgeleid(antwoord, [r[begin] for r in ruw], wie, set(namen) & set(self.afgeleid))
        for plek, (naam, uitbreiding) in enumerate(uitbreidingen.items(), begin + 2):
            _embed(antwoord, naam, uitbreiding, [rij[plek] for rij in ruw], wie)
        return [(rij[begin + 1], uit) for rij, uit in zip(ruw, antwoord, strict=True)]

    def _build_rijen(self, ruw: list[tuple[Any, ...]], namen: list[str]) -> list[Rij]:
        om = [(plek, toon) for plek, n in enumerate(namen) if (toon := self.kolommen[n][1])]
        antwoord = []
        for rij in ruw:
            waarden = list(rij)
            for plek, toon in om:
                if waarden[plek] is not None:
                    waarden[plek] = toon(waarden[plek])
            antwoord.append(dict(zip(namen, waarden, strict=False)))
        return antwoord

    def _hide_eigen(self, ruw: list[tuple[Any, ...]], antwoord: list[Rij]) -> None:
        for rij, uit in zip(ruw, antwoord, strict=True):
            if not rij[-1]:
                for naam in self.eigen:
                    uit.pop(naam, None)

    def _add_afgeleid(
        self, antwoord: list[Rij], sleutels: list[Any], wie: Any, namen: set[str]
    ) -> None:
        for naam in namen:
            waarden = self.afgeleid[naam](wie, sleutels)
            for sleutel, uit in zip(sleutels, antwoord, strict=True):
                uit[naam] = waarden.get(sleutel)


def _embed(
    antwoord: list[Rij], naam: str, uitbreiding: Uitbreiding, sleutels: list[Any], wie: Any
) -> None:
    """Put the others inside, as far as this person may see them; what may not be seen is null."""
    lezer, terug = uitbreiding.lezer, uitbreiding.terug or uitbreiding.lezer.sleutel
    zichtbaar = lezer.zichtbaar(wie).filter(**{f"{terug}__in": set(sleutels) - {None}})
    bij: dict[Any, list[Rij]] = defaultdict(list)
    for koppel, rij in lezer.read_by(terug, zichtbaar, wie):
        bij[koppel].append(rij)
    for sleutel, uit in zip(sleutels, antwoord, strict=True):
        gevonden = bij.get(sleutel, [])
        waarde = gevonden if uitbreiding.terug else next(iter(gevonden), None)
        uit.setdefault("_embedded", {})[naam] = waarde
