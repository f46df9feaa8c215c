"""Whether this installation is well: for a load balancer and for whoever is called at night."""

import logging
import math
import os
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from financiering import __version__
from financiering.replica import HOOGSTENS_ACHTER, REPLICA, heeft_replica, measure_achter
from tasks import app

logger = logging.getLogger(__name__)


class NietGoed(Exception):
    """A check that ran and found something wrong; the text may be seen by anyone."""


def check_database() -> None:
    """One question to the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@cache
def read_bladeren() -> frozenset[tuple[str, str]]:
    """The last migration of each app as this code has it; that does not change while it runs."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def check_migraties() -> None:
    """Whether the tables are those that this code expects."""
    if read_bladeren() - MigrationRecorder(connection).applied_migrations().keys():
        raise NietGoed("er staan migraties open")


def check_broker() -> None:
    """Whether a message could be handed over."""
    if settings.BROKER_IS_MAP:
        if not os.access(settings.BROKER_MAP, os.W_OK):
            raise NietGoed("de map voor berichten is niet te beschrijven")
        return
    with app.connection_for_write(connect_timeout=2) as verbinding:
        verbinding.ensure_connection(max_retries=1, timeout=2)
        kanaal: Any = verbinding.channel()
        kanaal.close()


def describe_replica() -> str:
    """How far the copy for reading is behind. Never a reason to be unwell: the pages go on without."""
    try:
        achter = measure_achter()
    except Error:
        logger.exception("health check replica failed")
        connections[REPLICA].close()
        return "antwoordt niet; alles leest van de eerste database"
    if achter > HOOGSTENS_ACHTER:
        hoever = f"{achter:.0f} seconden" if math.isfinite(achter) else "onbekend ver"
        return f"loopt {hoever} achter; alles leest van de eerste database"
    return f"goed, loopt {achter:.1f} seconden achter"


CONTROLES = {"database": check_database, "migraties": check_migraties, "broker": check_broker}


@login_not_required
@require_safe
def gezond(request: HttpRequest) -> JsonResponse:
    """200 when all is well, 503 when one thing is not; says which, not how it is built."""
    uitkomst: dict[str, Any] = {naam: run_controle(naam) for naam in CONTROLES}
    goed = all(woord == "goed" for woord in uitkomst.values())
    if heeft_replica():
        uitkomst["replica"] = describe_replica()
    antwoord = JsonResponse(
        {"gezond": goed, **uitkomst, "versie": __version__}, status=200 if goed else 503
    )
    antwoord["Cache-Control"] = "no-store"
    return antwoord


def run_controle(naam: str) -> str:
    """The word for one check; what exactly went wrong goes to the log alone."""
    try:
        CONTROLES[naam]()
    except NietGoed as fout:
        return f"niet goed: {fout}"
    except Exception:
        logger.exception("health check %s failed", naam)
        return "niet goed"
    return "goed"
