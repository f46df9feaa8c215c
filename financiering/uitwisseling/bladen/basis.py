"""How rows of a sheet become objects: look up, compare, check, write in bulk with history."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from financiering.domain.invoer import fold
from financiering.models import Gemeente, Initiatief
from financiering.services.controle import list_overtredingen
from financiering.services.gemeenten import index_gemeenten
from financiering.services.schrijven import (
    Handeling,
    bulk_create_with_reason,
    bulk_update_with_reason,
)
from financiering.uitwisseling.reader import Bladlezer, Rij

Velden = dict[str, tuple[Any, Any]]
"""Field to what it was and what it becomes."""


@dataclass
class Omgeving:
    """What the sheets of one file share: who imports, and what may be written."""

    handeling: Handeling
    eigen_initiatieven: frozenset[str] | None = None
    eigen_gemeenten: frozenset[str] | None = None
    _gemeenten: dict[str, Gemeente] = field(default_factory=dict)

    def find_gemeente(self, waarde: str) -> Gemeente | None:
        """A municipality by its CBS code or its name."""
        if not self._gemeenten:
            self._gemeenten = index_gemeenten()
        return self._gemeenten.get(fold(waarde))

    def may_write_initiatief(self, kenmerk: str) -> bool:
        return self.eigen_initiatieven is None or kenmerk in self.eigen_initiatieven

    def may_write_gemeente(self, code: str) -> bool:
        return self.eigen_gemeenten is None or code in self.eigen_gemeenten


class Bladschrijver:
    """One sheet: subclasses say how to find, make and fill an object.

    `waarden` are the values of a row by field; only the columns the file has are in it.
    """

    model: type[Model]
    apart: frozenset[str] = frozenset()
    """Fields that are not a plain attribute of the model."""

    def __init__(self, omgeving: Omgeving, lezer: Bladlezer) -> None:
        self.omgeving = omgeving
        self.lezer = lezer
        self.handeling = omgeving.handeling
        self.eerder_fout = lezer.fouten.aantal > 0

    def write(self, rijen: list[Rij]) -> Iterator[tuple[Rij, str, Velden]]:
        """Write these rows and say of each what it was: nieuw, gewijzigd or ongewijzigd."""
        bestaand = self.load(rijen)
        nieuw: list[Any] = []
        anders: list[Any] = []
        velden_anders: set[str] = set()
        for rij in rijen:
            obj = bestaand.get(rij.nummer)
            is_nieuw = obj is None
            obj = self.build(rij) if obj is None else obj
            if obj is None:
                continue
            velden = self.fill(obj, rij)
            if not self.check(obj, rij):
                continue
            if is_nieuw:
                nieuw.append(obj)
                yield rij, "nieuw", {}
            elif velden:
                anders.append(obj)
                velden_anders |= velden.keys() - self.apart
                yield rij, "gewijzigd", velden
            else:
                yield rij, "ongewijzigd", {}
        if self.lezer.fouten.aantal == 0:
            self.store(nieuw, anders, velden_anders)

    def load(self, rijen: list[Rij]) -> Mapping[int, Any]:
        """The stored object of each row that has one, by row number."""
        raise NotImplementedError

    def build(self, rij: Rij) -> Any | None:
        """A new object with what identifies it; None when the row cannot be used (error added)."""
        raise NotImplementedError

    def fill(self, obj: Any, rij: Rij) -> Velden:
        """Set the values of the row; returns what differs."""
        verschillen: Velden = {}
        for veld, waarde in rij.waarden.items():
            if veld not in self.apart:
                note_verschil(verschillen, obj, veld, waarde)
        return verschillen

    def check(self, obj: Any, rij: Rij) -> bool:
        """The constraints of the database, said at the cell they are about."""
        goed = True
        for veld, boodschap in list_overtredingen(obj):
            goed = False
            self.lezer.add_fout(rij.nummer, veld, boodschap)
        return goed

    def store(self, nieuw: list[Any], anders: list[Any], velden: Iterable[str]) -> None:
        """Write in bulk, with history."""
        bulk_create_with_reason(nieuw, self.handeling)
        bulk_update_with_reason(anders, velden, self.handeling)

    def finish(self) -> None:
        """After the last row of the sheet."""

    def find_initiatieven(self, rijen: list[Rij]) -> dict[str, Initiatief]:
        """The initiatives these rows refer to, by kenmerk; the ones somebody may not write are errors."""
        kenmerken = {rij.waarden["initiatief"] for rij in rijen}
        gevonden = {
            initiatief.kenmerk: initiatief
            for initiatief in Initiatief.objects.filter(kenmerk__in=kenmerken).select_related(
                "gemeente"
            )
        }
        return {
            kenmerk: initiatief
            for kenmerk, initiatief in gevonden.items()
            if self.omgeving.may_write_initiatief(kenmerk)
        }

    def report_onbekend(self, rij: Rij, veld: str, wat: str) -> None:
        """A reference that leads nowhere; silent when an earlier sheet has errors, for then it may lead there."""
        if self.eerder_fout:
            return
        self.lezer.add_fout(
            rij.nummer,
            veld,
            f'"{rij.waarden[veld]}" kennen we niet. Zet {wat} in dit werkboek of kies een bestaand kenmerk.',
        )

    def validate_velden(self, obj: Any, rij: Rij, velden: Iterable[str]) -> bool:
        """The validators of some fields: codes and numbers with a fixed form."""
        goed = True
        for veld in velden:
            waarde = getattr(obj, veld)
            if waarde:
                try:
                    obj._meta.get_field(veld).run_validators(waarde)
                except ValidationError as fout:
                    goed = False
                    self.lezer.add_fout(rij.nummer, veld, f'"{waarde}": {fout.messages[0]}')
        return goed


def lock(rijen: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """What a file may change waits for nobody and lets nobody in between: read, compared and written as one."""
    return rijen.select_for_update(of=("self",)).order_by("pk")


def note_verschil(verschillen: Velden, obj: Any, veld: str, waarde: Any) -> None:
    """Set one attribute; remember what it was when that differs."""
    oud = getattr(obj, veld)
    if oud != waarde:
        verschillen[veld] = (oud, waarde)
        setattr(obj, veld, waarde)
