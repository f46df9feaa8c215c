"""Reading settings from the environment; what cannot be understood stops the start."""

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

JA_WOORDEN = {"1", "ja", "true", "yes", "on"}
NEE_WOORDEN = {"", "0", "nee", "false", "no", "off"}


def env_bool(naam: str, default: str = "") -> bool:
    """Yes or no; a word that is neither stops the start instead of meaning no."""
    waarde = os.environ.get(naam, default).strip().lower()
    if waarde in JA_WOORDEN | NEE_WOORDEN:
        return waarde in JA_WOORDEN
    raise ImproperlyConfigured(f"{naam} is {waarde!r}; write ja or nee")


def env_list(naam: str) -> list[str]:
    """Values separated by commas."""
    return [deel.strip() for deel in os.environ.get(naam, "").split(",") if deel.strip()]


def env_geheim(naam: str) -> str:
    """A secret from NAAM, or from the file that NAAM_FILE points to."""
    pad = os.environ.get(f"{naam}_FILE")
    return Path(pad).read_text().strip() if pad else os.environ.get(naam, "")


def keep_geheim(pad: Path) -> str:
    """The trial installation's own secret: made once, kept in its data folder, readable by its owner."""
    if not pad.exists():
        pad.touch(mode=0o600)
        pad.write_text(secrets.token_urlsafe(50))
    return pad.read_text().strip()


def read_databases(sqlite_pad: Path) -> dict[str, Any]:
    """The database, and its copy for reading when `DATABASE_REPLICA_URL` names one.

    Raises ImproperlyConfigured for a copy of another kind: it could be no copy.
    """
    databases = {
        "default": _read_database(os.environ.get("DATABASE_URL") or f"sqlite:///{sqlite_pad}")
    }
    replica = os.environ.get("DATABASE_REPLICA_URL")
    if replica:
        databases["replica"] = _read_database(replica)
        if databases["replica"]["ENGINE"] != databases["default"]["ENGINE"]:
            raise ImproperlyConfigured("DATABASE_REPLICA_URL names another kind of database")
        _make_leesbaar(databases["replica"])
    return databases


def _read_database(adres: str) -> dict[str, Any]:
    database: dict[str, Any] = {
        **dj_database_url.parse(adres, conn_max_age=60, conn_health_checks=True)
    }
    if database["ENGINE"].endswith("sqlite3"):
        # Immediate: a transaction that will write takes its place in the queue at once, instead of
        # failing half-way when two people save at the same moment.
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                "PRAGMA mmap_size=134217728; PRAGMA cache_size=-32000;"
            ),
        }
    return database


def _make_leesbaar(database: dict[str, Any]) -> None:
    """Reading only, and soon given up: a copy that hangs may not hold a page."""
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = {"timeout": 2, "init_command": "PRAGMA query_only=ON;"}
    else:
        database.setdefault("OPTIONS", {}).update(
            connect_timeout=2,
            tcp_user_timeout=5000,
            options="-c default_transaction_read_only=on",
        )
