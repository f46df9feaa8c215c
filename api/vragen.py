"""What may be asked in an address: filters, order, page, fields, expand; every mistake named at once."""

from collections.abc import Iterable, Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty

from api.lezen import Lezer

HOOGSTE_NUMMER = 2**53 - 1
"""Above this a number in JSON is no longer exact."""

HOOGSTE_BLADZIJDE = 1_000_000
PER_BLADZIJDE = 50
MEESTE_PER_BLADZIJDE = 200


class JaNee(serializers.BooleanField):
    """`true` or `false`, and nothing else."""

    TRUE_VALUES = {"true", True}
    FALSE_VALUES = {"false", False}
    NULL_VALUES: set[Any] = set()
    default_empty_html = empty
    """An address without the question asks nothing; a form would read it as an empty box: no."""


class Nummer(serializers.IntegerField):
    """The id of something; what no database can hold is a mistake and not a crash."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, min_value=1, max_value=HOOGSTE_NUMMER, **kwargs)


class Namenlijst(serializers.CharField):
    """Names with commas between them, each one of a list; becomes a list."""

    def __init__(self, keuzes: Iterable[str], **kwargs: Any) -> None:
        self.keuzes = list(keuzes)
        uitleg = kwargs.pop("help_text", "Met komma's ertussen.")
        hulp = f"{uitleg} Mogelijk: {', '.join(self.keuzes)}."
        super().__init__(max_length=1000, help_text=hulp, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        """The names, in the order in which they were given."""
        namen = [deel.strip() for deel in super().to_internal_value(data).split(",")]
        onbekend = [naam for naam in namen if naam not in self.keuzes]
        if onbekend:
            raise serializers.ValidationError(
                f"Dit kan hier niet: {', '.join(onbekend)[:200]}. Wel: {', '.join(self.keuzes)}.",
                code="onbekend",
            )
        return list(dict.fromkeys(namen))


class WeigertOnbekend(serializers.BaseSerializer[Any]):
    """A name that does not exist is a mistake: ignoring it would lose or show what was not meant."""

    fields: Any

    def to_internal_value(self, data: Any) -> Any:
        """Everything that is wrong, unknown names included."""
        fouten: dict[str, Any] = {}
        if isinstance(data, Mapping):
            onbekend = serializers.ErrorDetail("Dit bestaat hier niet.", code="onbekend")
            vreemd = sorted(map(str, set(data) - set(self.fields)))
            fouten = {naam[:60]: [onbekend] for naam in vreemd}
        try:
            gelezen = super().to_internal_value(data)
        except serializers.ValidationError as fout:
            fouten |= dict(fout.detail)  # type: ignore[arg-type]
        if fouten:
            raise serializers.ValidationError(fouten)
        return gelezen


class Vragen(WeigertOnbekend, serializers.Serializer[Any]):
    """What may be asked of a report; without fields: nothing."""


class Detailvragen(Vragen):
    """What may be asked of one: only these fields, and what to add."""

    def __init__(self, *args: Any, lezer: Lezer, **kwargs: Any) -> None:
        self.lezer = lezer
        super().__init__(*args, **kwargs)

    def get_fields(self) -> dict[str, Any]:
        """The filters of the class, and what every resource has."""
        velden: dict[str, Any] = dict(super().get_fields())
        velden["fields"] = Namenlijst(
            self.lezer.namen, required=False, help_text="Alleen deze velden, met komma's ertussen."
        )
        if self.lezer.uitbreidingen:
            velden["expand"] = Namenlijst(
                self.lezer.uitbreidingen, required=False,
                help_text="Neem deze onderdelen mee in `_embedded`, met komma's ertussen.",
            )  # fmt: skip
        return velden

    def read(self) -> tuple[dict[str, Any], list[str], list[str]]:
        """The filters, the fields and what to add. Raises ValidationError."""
        self.is_valid(raise_exception=True)
        filters = dict(self.validated_data)
        return filters, filters.pop("fields", []), filters.pop("expand", [])


class Lijstvragen(Detailvragen):
    """What may be asked of a list; a field of a subclass is a filter, its `source` the lookup."""

    sorteren: tuple[str, ...] = ("id",)

    def get_fields(self) -> dict[str, Any]:
        velden = super().get_fields()
        richtingen = [teken + naam for naam in self.sorteren for teken in ("", "-")]
        velden["sort"] = Namenlijst(
            richtingen, required=False,
            help_text="Volgorde, met komma's ertussen; een minteken ervoor: van hoog naar laag.",
        )  # fmt: skip
        velden["page"] = serializers.IntegerField(
            min_value=1,
            max_value=HOOGSTE_BLADZIJDE,
            default=1,
            help_text="De hoeveelste bladzijde.",
        )
        velden["pageSize"] = serializers.IntegerField(
            min_value=1, max_value=MEESTE_PER_BLADZIJDE, default=PER_BLADZIJDE,
            help_text="Hoeveel per bladzijde.",
        )  # fmt: skip
        return velden

    def order(self, namen: list[str]) -> list[str]:
        """Columns to sort by; the key last, so that pages never overlap."""
        kolommen = []
        for naam in namen:
            teken, kaal = ("-", naam[1:]) if naam.startswith("-") else ("", naam)
            kolommen.append(teken + self.lezer.kolommen[kaal][0])
        return [*kolommen, self.lezer.sleutel]
