"""Rows as lines of text, for COPY on PostgreSQL and row by row on SQLite.

A row that is not an object takes a tenth of its memory and time. The constraints and indexes of the
application stay on: the database itself refuses what is not lawful.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Max

LEEG = r"\N"
"""How COPY writes that nothing is filled in."""


def to_tekst(waarde: Any) -> str:
    """One value as both databases read it."""
    if waarde is None:
        return LEEG
    if isinstance(waarde, bool):
        return "1" if waarde else "0"
    return str(waarde)


class Tabel:
    """Rows of one model and of its history that wait to be written; `velden` are what differs per row."""

    def __init__(self, model: Any, *velden: str) -> None:
        self.model, self.velden = model, ("id", *velden)
        vast = [v for v in model._meta.concrete_fields if v.attname not in self.velden]
        self.kop = [model._meta.get_field(n).column for n in self.velden] + [v.column for v in vast]
        self.staart = [to_tekst(_get_default(veld)) for veld in vast]
        self.volgende = 1 + (model._base_manager.aggregate(n=Max("pk"))["n"] or 0)
        self.regels: list[str] = []
        self.spoor: list[str] = []
        self.geschreven = 0
        self.sporen = 0

    def claim(self) -> int:
        """The next number, for an object whose earlier states are written before what it is now."""
        self.volgende += 1
        return self.volgende - 1

    def build(self, nummer: int, waarden: Sequence[Any]) -> str:
        """The row of an object in one of its states; not yet kept."""
        return "\t".join((str(nummer), *map(to_tekst, waarden), *self.staart))

    def keep(self, regel: str) -> None:
        """The row as it is now."""
        self.regels.append(regel)

    def trace(self, regel: str, op: date, soort: str, reden: str) -> None:
        """What the row was from noon of a day on, with why: one row of history."""
        self.spoor.append(f"{regel}\t{at_noon(op)}\t{soort}\t{reden}")

    def add(self, waarden: Sequence[Any], op: date, reden: str) -> int:
        """A row that never changed since it was made on a day; its number."""
        nummer = self.claim()
        regel = self.build(nummer, waarden)
        self.keep(regel)
        self.trace(regel, op, "+", reden)
        return nummer

    def flush(self) -> None:
        """Write what waits."""
        self.geschreven += len(self.regels)
        self.sporen += len(self.spoor)
        copy_rijen(self.model._meta.db_table, self.kop, self.regels)
        self.regels.clear()
        if self.spoor:
            kop = [*self.kop, "history_date", "history_type", "history_change_reason"]
            copy_rijen(self.model.history.model._meta.db_table, kop, self.spoor)
            self.spoor.clear()


def _get_default(veld: Any) -> Any:
    """What a new object has there; JSON as text."""
    waarde = veld.get_default()
    return "[]" if waarde == [] else "{}" if waarde == {} else waarde


def copy_rijen(tabel: str, kop: Sequence[str], regels: Sequence[str]) -> None:
    """Lines of tab-separated values to a table, in one statement."""
    if not regels:
        return
    namen = ", ".join(f'"{naam}"' for naam in kop)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{tabel}" ({namen}) FROM STDIN') as copy:
                copy.write("\n".join(regels) + "\n")
        else:
            plek = ", ".join(["%s"] * len(kop))
            rijen = [_split_regel(regel) for regel in regels]
            cursor.executemany(f'INSERT INTO "{tabel}" ({namen}) VALUES ({plek})', rijen)


def _split_regel(regel: str) -> list[str | None]:
    """SQLite keeps moments without their zone, as Django writes them."""
    delen = regel.split("\t")
    return [None if d == LEEG else d.removesuffix("+00:00") for d in delen]


def reset_tellers(modellen: Sequence[Any]) -> None:
    """Let the next row that somebody adds have a number of its own."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for regel in connection.ops.sequence_reset_sql(no_style(), modellen):
            cursor.execute(regel)


def at_noon(dag: date) -> str:
    """The moment on which what happened that day was recorded, as both databases read it."""
    return f"{dag} 12:00:00+00:00"
