"""Whether this installation is well: for a load balancer and for whoever is called at night."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from tasks import app


def check_database() -> str:
    """One question to the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "goed"


def check_migraties() -> str:
    """Whether the tables are those this code expects."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise RuntimeError("er staan migraties open: voer `manage.py migrate` uit")
    return "goed"


def check_broker() -> str:
    """Whether a message could be handed over."""
    with app.connection_for_write(connect_timeout=2) as verbinding:
        verbinding.ensure_connection(max_retries=1, timeout=2)
        verbinding.default_channel.queue_declare("gezond", passive=False, auto_delete=True)
    return "goed"


CONTROLES = {"database": check_database, "migraties": check_migraties, "broker": check_broker}


def read_versie() -> str:
    """The version of the installed project."""
    try:
        return version("buurtfundament")
    except PackageNotFoundError:
        return "onbekend"


@login_not_required
@require_safe
def gezond(request: HttpRequest) -> JsonResponse:
    """200 when all is well, 503 when one thing is not; says which, not how it is built."""
    uitkomst: dict[str, Any] = {"versie": read_versie()}
    goed = True
    for naam, controle in CONTROLES.items():
        try:
            uitkomst[naam] = controle()
        except Exception as fout:
            uitkomst[naam] = f"niet goed: {type(fout).__name__}"
            goed = False
    uitkomst["gezond"] = goed
    antwoord = JsonResponse(uitkomst, status=200 if goed else 503)
    antwoord["Cache-Control"] = "no-store"
    return antwoord
