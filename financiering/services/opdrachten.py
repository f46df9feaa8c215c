"""Jobs: asked for, claimed by one worker, done once.

1. The edge creates the record and sends a message on commit. The message may be lost.
2. A worker claims the record with compare-and-swap; a second message finds it taken.
3. The work and the mark "klaar" are one transaction: a worker that dies leaves neither.
4. What waits too long, or is held by a worker that is gone, is put in line again.
"""

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import F, Q

from financiering.models import Gebruiker, Opdracht

MAX_POGINGEN = 3
WACHT_TE_LANG = timedelta(seconds=60)
STIL_TE_LANG = timedelta(minutes=15)
"""A worker on another machine shows no sign for this long: it is gone. On this one we look."""

Uitvoerder = Callable[[Opdracht], dict[str, Any]]


def create_opdracht(
    soort: str, parameters: dict[str, Any], gebruiker: Gebruiker | None, *, op: datetime
) -> Opdracht:
    """Write down what is asked; nothing runs yet."""
    return Opdracht.objects.create(
        soort=soort, parameters=parameters, gebruiker=gebruiker, aangemaakt_op=op
    )


def name_werker() -> str:
    """This process, recognisable from another one on the same machine."""
    return f"{socket.gethostname()}:{os.getpid()}"


def is_weg(opdracht: Opdracht, op: datetime) -> bool:
    """Whether the worker that holds this job is gone."""
    machine, _, nummer = opdracht.werker.rpartition(":")
    if machine == socket.gethostname() and nummer.isdigit():
        return not os.path.exists(f"/proc/{nummer}")
    laatste = read_voortgang(opdracht).op or opdracht.gestart_op
    return laatste is None or op - laatste > STIL_TE_LANG


def claim_opdracht(opdracht_id: int, *, op: datetime) -> Opdracht | None:
    """Take a waiting job; None when another worker has it or it is done."""
    gelukt = Opdracht.objects.filter(pk=opdracht_id, stand=Opdracht.Stand.WACHTEND).update(
        stand=Opdracht.Stand.BEZIG,
        werker=name_werker(),
        gestart_op=op,
        pogingen=F("pogingen") + 1,
    )
    return Opdracht.objects.get(pk=opdracht_id) if gelukt else None


@dataclass(frozen=True, slots=True)
class Voortgang:
    """How far a job is: what it is doing, how much of how much, and when it said so."""

    fase: str = ""
    gedaan: int = 0
    totaal: int = 0
    op: datetime | None = None

    @property
    def procent(self) -> int:
        """How far this phase is, 0 to 100."""
        return min(100, self.gedaan * 100 // self.totaal) if self.totaal else 0


def report_voortgang(
    opdracht: Opdracht, fase: str, gedaan: int, totaal: int, *, op: datetime
) -> None:
    """Tell how far it is.

    Through the cache and not the database: the work holds its transaction open, and nobody would
    see a row it wrote; on SQLite nobody else could write one either.
    """
    cache.set(_sleutel(opdracht), Voortgang(fase, gedaan, totaal, op), 24 * 60 * 60)


def read_voortgang(opdracht: Opdracht) -> Voortgang:
    """The last that was heard; nothing yet reads as an empty one."""
    return cache.get(_sleutel(opdracht)) or Voortgang()


def _sleutel(opdracht: Opdracht) -> str:
    return f"voortgang-{opdracht.pk}"


def execute_opdracht(
    opdracht: Opdracht, uitvoerder: Uitvoerder, *, klok: Callable[[], datetime]
) -> None:
    """Do the work and mark it done, in one go; an error is kept with the job and raised again."""
    try:
        uitkomst = uitvoerder(opdracht)
    except Exception as fout:
        Opdracht.objects.filter(pk=opdracht.pk).update(
            stand=Opdracht.Stand.MISLUKT, fout=str(fout)[:2000], klaar_op=klok()
        )
        raise
    finish_opdracht(opdracht, uitkomst, op=klok())


def finish_opdracht(opdracht: Opdracht, uitkomst: dict[str, Any], *, op: datetime) -> None:
    """Mark done; called by the work itself inside its own transaction, and again harmlessly after."""
    Opdracht.objects.filter(pk=opdracht.pk, stand=Opdracht.Stand.BEZIG).update(
        stand=Opdracht.Stand.KLAAR, uitkomst=uitkomst, klaar_op=op
    )


def list_blijven_liggen(*, op: datetime) -> list[int]:
    """Put jobs of lost messages and lost workers in line again; returns their ids.

    A job that was taken three times and never finished is marked as failed instead.
    """
    for opdracht in Opdracht.objects.filter(stand=Opdracht.Stand.BEZIG):
        if is_weg(opdracht, op):
            _release(opdracht, op)
    wachtend = Q(stand=Opdracht.Stand.WACHTEND)
    oud = Q(aangemaakt_op__lt=op - WACHT_TE_LANG) | Q(pogingen__gt=0)
    return list(Opdracht.objects.filter(wachtend & oud).values_list("pk", flat=True))


@transaction.atomic
def _release(opdracht: Opdracht, op: datetime) -> None:
    zelfde = Opdracht.objects.filter(
        pk=opdracht.pk, stand=Opdracht.Stand.BEZIG, werker=opdracht.werker
    )
    if opdracht.pogingen >= MAX_POGINGEN:
        zelfde.update(
            stand=Opdracht.Stand.MISLUKT,
            klaar_op=op,
            fout="Dit is drie keer halverwege afgebroken. Er is niets opgeslagen.",
        )
    else:
        zelfde.update(stand=Opdracht.Stand.WACHTEND, werker="")
