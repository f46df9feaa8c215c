"""Measure and report: seconds as a ratio in one run, peak memory of this process."""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path


def start_django() -> Path:
    """Settings on an empty database in a folder of its own, migrated; the folder is the caller's.

    DATABASE_URL is kept when it is set: then the measurement runs on that server.
    """
    map_ = Path(tempfile.mkdtemp(prefix="bench-"))
    os.environ["DATA_DIR"] = str(map_)
    os.environ.setdefault("DEMO", "ja")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "financiering.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    return map_


def measure(
    *werken: Callable[[], object],
    keren: int = 5,
    klok: Callable[[], float] = time.perf_counter,
) -> list[float]:
    """Seconds of the fastest run of each piece of work, run in turn, so that a busy moment hits all.

    `klok` is the wall clock unless told; `time.process_time` counts only this process, which on an
    embedded database is all the work, whatever else the machine is doing.
    """
    beste = [float("inf")] * len(werken)
    for _ in range(keren):
        for plek, werk in enumerate(werken):
            begin = klok()
            werk()
            beste[plek] = min(beste[plek], klok() - begin)
    return beste


def keep_again() -> None:
    """Store every stream there is once more, with its history and its split: no reading, no checks.

    The yardstick of an import: what keeping as many rows costs with the same library.
    """
    from django.db import models, transaction

    from financiering.models import Geldstroom, Jaarbedrag
    from financiering.services.schrijven import Handeling, bulk_create_with_reason

    with transaction.atomic():
        stromen = list(models.QuerySet(Geldstroom).order_by("pk"))
        delen = list(Jaarbedrag.objects.order_by("pk"))
        oud = [stroom.pk for stroom in stromen]
        for stroom in stromen:
            stroom.pk, stroom._state.adding = None, True
            stroom.kenmerk, stroom.volgt_op = f"{stroom.kenmerk}~", None
            stroom.dossiernummer = f"{stroom.dossiernummer}~" if stroom.registerbron else ""
        nieuw = bulk_create_with_reason(stromen, Handeling(None, "Meting"))
        pks = {was: stroom.pk for was, stroom in zip(oud, nieuw, strict=True)}
        for deel in delen:
            deel.pk, deel.geldstroom_id = None, pks[deel.geldstroom_id]
        Jaarbedrag.objects.bulk_create(delen, batch_size=500)


def read_piek() -> int:
    """Peak memory of this process in MB."""
    piek = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return piek // (1024 if sys.platform != "darwin" else 1024 * 1024)


@dataclass
class Verslag:
    """Lines of measurements; remembers whether an aim was missed."""

    gemist: int = 0
    seconden: dict[str, float] = field(default_factory=dict)
    """What each piece of work took, by name: how it grows is read from these."""

    def report_verhouding(
        self, naam: str, seconden: float, maat: float, hoogstens: Decimal
    ) -> None:
        """`seconden` of the work against `maat`, the seconds of what it cannot do without."""
        self.seconden[naam] = seconden
        verhouding = seconden / maat
        self._print(
            f"{naam}: {verhouding:.2f} keer ({seconden:.2f} s tegen {maat:.2f} s)",
            verhouding <= hoogstens,
            f"hoogstens {hoogstens}",
        )

    def report_feit(self, naam: str, seconden: float, maat: float) -> None:
        """A ratio to know, without an aim."""
        self.seconden[naam] = seconden
        print(
            f"  {naam}: {seconden / maat:.1f} keer ({seconden:.2f} s tegen {maat:.3f} s)",
            flush=True,
        )

    def report_pagina(self, naam: str, seconden: float, vragen: int, hoogstens: int) -> None:
        """How long a page takes, and how often it asks the database."""
        self.seconden[naam] = seconden
        tekst = f"{naam}: {seconden * 1000:.0f} ms, {vragen} vragen"
        self._print(tekst, vragen <= hoogstens, f"hoogstens {hoogstens} vragen")

    def report_piek(self, naam: str, hoogstens_mb: int) -> None:
        """The peak of memory until now."""
        piek = read_piek()
        self._print(f"{naam}: {piek} MB", piek < hoogstens_mb, f"minder dan {hoogstens_mb} MB")

    def _print(self, tekst: str, gehaald: bool, doel: str) -> None:
        self.gemist += not gehaald
        print(f"{'  ' if gehaald else '! '}{tekst}; doel: {doel}", flush=True)
