"""Jobs: asked for, claimed by one worker, done once.

1. The edge creates the record and sends a message on commit. The message may be lost.
2. A worker claims the record with compare-and-swap; a second message finds it taken.
3. The work and the mark "klaar" are one transaction: a worker that dies leaves neither.
4. Only who still holds the claim can set that mark, so a worker that was wrongly thought gone
   cannot do the work a second time: its transaction rolls back.
5. What waits too long, or is held by a worker that is gone, is put in line again.

Why, and what was measured: docs/beslissingen/0002-de-opdracht-is-de-waarheid.md
"""

import logging
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.db import OperationalError, transaction
from django.db.models import F, Q

from financiering.domain.exceptions import DomeinFout
from financiering.models import Gebruiker, Opdracht

MAX_POGINGEN = 5
STIL_TE_LANG = timedelta(minutes=15)
"""A worker on another machine shows no sign for this long: it is gone. On this one we look."""

AFGEBROKEN = "Dit is vijf keer halverwege afgebroken. Er is niets opgeslagen."
ONVERWACHT = "Er ging bij ons iets mis. Er is niets opgeslagen. Probeer het later nog eens."

Melder = Callable[[str, int, int], None]
"""Called by the work with what it is doing, how much is done, and of how much."""
Uitvoerder = Callable[[Opdracht, Melder], dict[str, Any]]
Klok = Callable[[], datetime]

logger = logging.getLogger(__name__)


class NietMeerVanOns(Exception):
    """The job was given to another worker in the meantime."""


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


def create_opdracht(
    soort: str, parameters: dict[str, Any], gebruiker: Gebruiker | None, *, op: datetime
) -> Opdracht:
    """Write down what is asked; nothing runs yet."""
    return Opdracht.objects.create(
        soort=soort, parameters=parameters, gebruiker=gebruiker, aangemaakt_op=op
    )


def claim_opdracht(opdracht_id: int, *, op: datetime) -> Opdracht | None:
    """Take a waiting job; None when another worker has it or it is done."""
    gelukt = Opdracht.objects.filter(pk=opdracht_id, stand=Opdracht.Stand.WACHTEND).update(
        stand=Opdracht.Stand.BEZIG,
        werker=name_werker(),
        gestart_op=op,
        pogingen=F("pogingen") + 1,
    )
    return Opdracht.objects.get(pk=opdracht_id) if gelukt else None


def execute_opdracht(opdracht: Opdracht, uitvoerder: Uitvoerder, *, klok: Klok) -> None:
    """Do the work and mark it done, in one transaction; what goes wrong is kept with the job."""

    def melder(fase: str, gedaan: int, totaal: int) -> None:
        report_voortgang(opdracht, fase, gedaan, totaal, op=klok())

    try:
        with transaction.atomic():
            _finish(opdracht, uitvoerder(opdracht, melder), op=klok())
    except NietMeerVanOns:
        logger.warning("job %s went to another worker; its work here is undone", opdracht.pk)
    except OperationalError:
        logger.exception("job %s lost the database and goes back in line", opdracht.pk)
        _release(opdracht, klok())
    except DomeinFout as fout:
        _fail(opdracht, str(fout), op=klok())
    except Exception:
        logger.exception("job %s failed", opdracht.pk)
        _fail(opdracht, ONVERWACHT, op=klok())


def list_blijven_liggen(*, op: datetime, wacht: timedelta) -> list[int]:
    """Put jobs of lost workers in line again; returns the ids of all that wait longer than `wacht`."""
    for opdracht in Opdracht.objects.filter(stand=Opdracht.Stand.BEZIG):
        if is_weg(opdracht, op):
            _release(opdracht, op)
    oud = Q(aangemaakt_op__lte=op - wacht) | Q(pogingen__gt=0)
    wachtend = Opdracht.objects.filter(oud, stand=Opdracht.Stand.WACHTEND)
    return list(wachtend.order_by("aangemaakt_op").values_list("pk", flat=True))


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
    return f"voortgang-{opdracht.pk}-{opdracht.pogingen}"


def name_werker() -> str:
    """This process, recognisable from any other, also one with the same number later."""
    return f"{socket.gethostname()}:{_name_proces(os.getpid())}"


def _name_proces(nummer: int) -> str:
    """The number with the moment it started; empty when there is no such process (any more)."""
    try:
        staat, *rest = Path(f"/proc/{nummer}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if staat in "ZX" else f"{nummer}:{rest[18]}"


def is_weg(opdracht: Opdracht, op: datetime) -> bool:
    """Whether the worker that holds this job is gone.

    A process does one thing at a time: what this very process holds while it asks, it dropped.
    """
    machine, _, proces = opdracht.werker.partition(":")
    if machine == socket.gethostname() and proces:
        return _name_proces(int(proces.partition(":")[0])) != proces or (
            opdracht.werker == name_werker()
        )
    laatste = read_voortgang(opdracht).op or opdracht.gestart_op
    return laatste is None or op - laatste > STIL_TE_LANG


def _held(opdracht: Opdracht) -> Any:
    """This job, as long as it is held by who claimed it at this try."""
    return Opdracht.objects.filter(
        pk=opdracht.pk,
        stand=Opdracht.Stand.BEZIG,
        werker=opdracht.werker,
        pogingen=opdracht.pogingen,
    )


def _finish(opdracht: Opdracht, uitkomst: dict[str, Any], *, op: datetime) -> None:
    if not _held(opdracht).update(stand=Opdracht.Stand.KLAAR, uitkomst=uitkomst, klaar_op=op):
        raise NietMeerVanOns


def _fail(opdracht: Opdracht, fout: str, *, op: datetime) -> None:
    _held(opdracht).update(stand=Opdracht.Stand.MISLUKT, fout=fout[:2000], klaar_op=op)


def _release(opdracht: Opdracht, op: datetime) -> None:
    """Back in line; one that was taken five times and never finished has failed."""
    if opdracht.pogingen >= MAX_POGINGEN:
        _fail(opdracht, AFGEBROKEN, op=op)
    else:
        _held(opdracht).update(stand=Opdracht.Stand.WACHTEND, werker="")
