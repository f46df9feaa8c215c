"""Several people at once: a database that threads share, and everybody starting at the same instant."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from financiering.domain.exceptions import DomeinFout


@pytest.fixture
def eigen_bestand(transactional_db, tmp_path, settings):
    """Threads of one in-memory database share its connection; a file gives each its own.

    The tables move over once, so what is tested is the lock and not the test database.
    """
    if connection.vendor != "sqlite":
        yield
        return
    pad = tmp_path / "gelijktijdig.sqlite3"
    connection.ensure_connection()
    connection.cursor().execute("VACUUM INTO %s", [str(pad)])
    oud = connection.settings_dict["NAME"]
    inhoud = connection.connection
    connection.connection = None
    connection.settings_dict["NAME"] = str(pad)
    vast = connection.is_in_memory_db
    connection.is_in_memory_db = lambda: False
    yield
    connection.is_in_memory_db = vast
    connection.close()
    connection.settings_dict["NAME"] = oud
    connection.connection = inhoud


def run_samen(werk, aantal):
    """Start everybody at the same instant; returns Counter of the names of how each ended."""
    start = Barrier(aantal)

    def een(nummer):
        try:
            start.wait(20)
            werk(nummer)
        except DomeinFout as fout:
            return type(fout).__name__
        finally:
            connections.close_all()
        return "gelukt"

    with ThreadPoolExecutor(aantal) as mensen:
        return Counter(mensen.map(een, range(aantal)))
