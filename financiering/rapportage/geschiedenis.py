"""What changed, in sentences: from the history every save leaves."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Case, F, Q, Value, When, Window
from django.db.models.functions import Coalesce, Lag, NullIf

from financiering.domain.codes import BRONNEN_ZONDER_BESLUIT, Bron, Status
from financiering.domain.statussen import VOLGORDE
from financiering.domain.woorden import format_bedrag, format_datum, join_woorden
from financiering.models import (
    Begrotingspost,
    Geldstroom,
    Initiatief,
    Pot,
    Potverplaatsing,
    Taak,
    Toestemming,
)
from financiering.models.samen import read_objecten

HOEVEEL = 400
"""Changes of one stream that are told; more than anybody makes."""
Soort = tuple[Any, dict[str, Any], Callable[[Any], str]]
"""A model, which of its rows, and what a row is called in a sentence."""


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    """One thing somebody did: the sentence, when, who and why."""

    tekst: str
    op: datetime
    wie: str
    reden: str


STAPPEN = {
    Status.AANGEVRAAGD: "is aangevraagd",
    Status.VERLEEND: "is toegekend",
    Status.AFGEWEZEN: "is afgewezen",
    Status.INGETROKKEN: "gaat niet door",
    Status.VERANTWOORD: "is verantwoord",
    Status.VASTGESTELD: "is definitief",
}
"""A step of the life cycle, as the rest of a sentence about the money."""
NIET_NOEMEN = {"versie", "id", "status", "history_id", "bedrag_fictief"}


def list_gebeurtenissen(
    initiatief: Initiatief, *, stromen: Iterable[int] | None = None, hoogste: int = 10
) -> list[Gebeurtenis]:
    """The latest changes of an initiative, newest first; `stromen` limits which streams may be told."""
    waar: dict[str, Any] = {"initiatief_id": initiatief.pk}
    van_stromen = waar if stromen is None else waar | {"id__in": list(stromen)}
    soorten: list[Soort] = [(Geldstroom, van_stromen, lambda rij: f"“{rij.omschrijving}”")]
    if stromen is None:
        soorten += [
            (Begrotingspost, waar, lambda rij: f"Begroting {rij.jaar}, {rij.post}"),
            (Taak, waar, lambda rij: f"De taak {rij.naam}"),
            (Toestemming, waar, _name_toestemming),
            (Initiatief, {"id": initiatief.pk}, lambda rij: "De gegevens van het initiatief"),
        ]
    return _list_laatste(soorten, hoogste)


def list_van_stroom(stroom: Geldstroom) -> list[Gebeurtenis]:
    """Everything that happened to one stream, newest first."""
    soort: Soort = (Geldstroom, {"id": stroom.pk}, lambda rij: "Deze geldstroom")
    return _list_laatste([soort], HOEVEEL)


def list_tussen(
    stromen: Iterable[int], na: datetime, tot: datetime
) -> dict[int, list[Gebeurtenis]]:
    """What happened to each stream after one moment, up to and including another, in order; one query."""
    rijen = _with_wie(Geldstroom.history.filter(id__in=list(stromen), history_date__lte=tot))
    gebeurd: dict[int, list[Gebeurtenis]] = {}
    for pk, groep in groupby(rijen, key=lambda rij: rij.id):
        vorige = None
        for rij in groep:
            if rij.history_date > na:
                gebeurd.setdefault(pk, []).append(_tell(Geldstroom, vorige, rij, "Deze geldstroom"))
            vorige = rij
    return gebeurd


def list_van_pot(pot: Pot, hoogste: int = 20) -> list[Gebeurtenis]:
    """What happened to a pot itself and which money moved in or out, newest first."""
    namen = {ander.pk: str(ander) for ander in Pot.objects.filter(gemeente=pot.gemeente_id)}

    def noem(rij: Any) -> str:
        van, naar = namen[rij.van_id], namen[rij.naar_id]
        return f"Een verplaatsing van {format_bedrag(rij.bedrag)} van {van} naar {naar}"

    soorten: list[Soort] = [
        (Pot, {"id": pot.pk}, lambda rij: "De pot"),
        (Potverplaatsing, {"van_id": pot.pk}, noem),
        (Potverplaatsing, {"naar_id": pot.pk}, noem),
    ]
    return _list_laatste(soorten, hoogste)


def _name_toestemming(rij: Any) -> str:
    return f"Openstellen van {rij.get_onderdeel_display()} voor {rij.get_ontvanger_display()}"


def _list_laatste(soorten: Sequence[Soort], hoogste: int) -> list[Gebeurtenis]:
    """The latest changes of these kinds together, newest first; one query for all kinds."""
    gelezen = read_objecten(*(_select_laatste(model, waar, hoogste) for model, waar, _ in soorten))
    alles = [
        gebeurtenis
        for (model, _, noem), rijen in zip(soorten, gelezen, strict=True)
        for gebeurtenis in _tell_alles(model, rijen, noem)
    ]
    return sorted(alles, key=lambda g: g.op, reverse=True)[:hoogste]


def _select_laatste(model: Any, waar: dict[str, Any], hoogste: int) -> Any:
    """The rows of the latest changes, and of each the row before it: what it was.

    A first row that is no beginning tells nothing: what was before is not known.
    """
    rijen = model.history.filter(**waar)
    vorige = Window(Lag("history_id"), partition_by="id", order_by=["history_date", "history_id"])
    zelf = Case(When(history_type="+", then=F("history_id")))
    laatste = (
        rijen.annotate(vorige=Coalesce(vorige, zelf))
        .filter(vorige__isnull=False)
        .order_by("-history_date", "id", "history_id")[:hoogste]
    )
    # Filtered from `rijen`, so that the database starts at what belongs here and not at every row.
    return _with_wie(
        rijen.filter(
            Q(history_id__in=laatste.values("history_id"))
            | Q(history_id__in=laatste.values("vorige"))
        )
    )


def _with_wie(rijen: Any) -> Any:
    """What happened to each thing, in order, with the name of who did it; None: the system."""
    naam = Coalesce(NullIf("history_user__first_name", Value("")), "history_user__username")
    return rijen.annotate(wie=naam).order_by("id", "history_date", "history_id")


def _tell_alles(model: Any, rijen: Iterable[Any], noem: Any) -> Iterator[Gebeurtenis]:
    for _, groep in groupby(rijen, key=lambda rij: rij.id):
        vorige = None
        for rij in groep:
            if vorige is not None or rij.history_type == "+":
                yield _tell(model, vorige, rij, noem(rij))
            vorige = rij


def _tell(model: Any, oud: Any, nieuw: Any, naam: str) -> Gebeurtenis:
    if nieuw.history_type == "-":
        tekst = f"{naam} is weggehaald."
    elif oud is None:
        tekst = f"{naam} is toegevoegd."
    else:
        tekst = _tell_wijziging(model, oud, nieuw, naam)
    wie = nieuw.wie or "het systeem"
    return Gebeurtenis(tekst, nieuw.history_date, wie, nieuw.history_change_reason)


def _tell_wijziging(model: Any, oud: Any, nieuw: Any, naam: str) -> str:
    gewijzigd = [
        veld
        for veld in model._meta.concrete_fields
        if veld.name not in NIET_NOEMEN
        and not veld.is_relation
        and getattr(oud, veld.attname) != getattr(nieuw, veld.attname)
    ]
    stap = _tell_stap(oud, nieuw)
    werd = "" if stap else " werd"
    delen = [
        f"{veld.verbose_name}{werd} {_show(veld, getattr(nieuw, veld.attname))}"
        for veld in gewijzigd
    ]
    if len(delen) > 4:
        delen = [*delen[:3], f"nog {len(delen) - 3} wijzigingen"]
    if not delen:
        return f"{naam} {stap or 'is bijgewerkt'}."
    return f"{naam}{stap and ' '}{stap}: {join_woorden(delen)}."


def _tell_stap(oud: Any, nieuw: Any) -> str:
    """What a step means, as people say it; empty when the state stayed the same."""
    was, wordt = getattr(oud, "status", None), getattr(nieuw, "status", None)
    if wordt is None or was == wordt:
        return ""
    if wordt in VOLGORDE and (was not in VOLGORDE or VOLGORDE.index(was) > VOLGORDE.index(wordt)):
        return f"staat weer op {Status(wordt).label}"
    if wordt == Status.VERLEEND and Bron(nieuw.bron) in BRONNEN_ZONDER_BESLUIT:
        return "is afgesproken"
    return STAPPEN[Status(wordt)]


def _show(veld: Any, waarde: Any) -> str:
    if waarde in (None, "", []):
        return "leeg"
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, Decimal):
        return format_bedrag(waarde) if veld.decimal_places == 2 else str(waarde)
    if isinstance(waarde, date):
        return format_datum(waarde)
    if veld.choices:
        return str(dict(veld.choices).get(waarde, waarde))
    tekst = ", ".join(waarde) if isinstance(waarde, list) else str(waarde)
    return f"“{tekst[:80]}”"
