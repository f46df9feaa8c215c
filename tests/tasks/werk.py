"""A worker with one kind of job more, that writes in the database how often it was done."""

import sys
import time
from typing import Any

from tasks import app

MAAK_TABEL = "CREATE TABLE IF NOT EXISTS gedaan (opdracht integer)"


@app.on_after_finalize.connect
def register(**kwargs: Any) -> None:
    """Models can be imported from here on."""
    from tasks.opdrachten import UITVOERDERS

    UITVOERDERS["telwerk"] = tel


def tel(opdracht: Any, melder: Any) -> dict[str, Any]:
    """Write, and then take so long that a kill lands in the middle."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO gedaan VALUES (%s)", [opdracht.pk])
    for stap in range(5):
        melder("tellen", stap + 1, 5)
        time.sleep(opdracht.parameters["duur"] / 5)
    return {"geteld": 5}


def enqueue(aantal: int, duur: float) -> None:
    """Put jobs in line, as a page would."""
    import django

    django.setup()
    from django.db import connection

    from tasks.opdrachten import enqueue_opdracht

    with connection.cursor() as cursor:
        cursor.execute(MAAK_TABEL)
    for _ in range(aantal):
        enqueue_opdracht("telwerk", {"duur": duur}, None)


if __name__ == "__main__":
    enqueue(int(sys.argv[1]), float(sys.argv[2]))
