"""Reading from a copy of the database, so that reports do not stand in the way of saving.

Without `DATABASE_REPLICA_URL` nothing here is in use. With it, and only inside
`lees_van_replica()`, what a page reads comes from the copy. A copy is a moment behind. Four rules
keep anybody from noticing, and docs/schaal.md says what each costs:

1. Writing, and every read in a transaction or after a write in the same page, is the primary's.
2. Who somebody is, is always read from the primary.
3. Who saved something, or was given or lost a capacity, reads from the primary for `EIGEN_WERK` seconds.
4. A copy that is further behind than `HOOGSTENS_ACHTER`, or gone, is passed over.

`EIGEN_WERK` is more than `HOOGSTENS_ACHTER` and the time between two looks at the copy together,
so that what somebody saved has reached the copy before they read from it.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, Error, InterfaceError, OperationalError, connections
from redis.exceptions import RedisError

REPLICA = "replica"
HOOGSTENS_ACHTER = 5.0
"""Seconds that what is read may be old."""
KIJK_ELKE = 2.0
"""Seconds for which one look at the copy holds."""
WACHT_HOOGSTENS = 0.2
"""Seconds that one look waits for the copy to catch up."""
WEG_VOOR = 15.0
"""Seconds during which a copy that did not answer is not asked again."""
EIGEN_WERK = 10
"""Seconds after saving during which the same person reads from the primary."""
ALTIJD_EERSTE = frozenset({"session", "gebruiker", "toegang", "apisleutel"})
"""Models that decide who somebody is: a log-in that was just ended is ended."""
KWIJT = (OperationalError, InterfaceError)
"""What Django raises when a database falls away, or ends a question to keep up."""

logger = logging.getLogger(__name__)
_leest_replica: ContextVar[bool] = ContextVar("leest_replica", default=False)


class ReplicaRouter:
    """Which database a question goes to."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """The copy inside `lees_van_replica()`, with the exceptions of rules 1 and 2."""
        if not leest_van_replica() or model._meta.model_name in ALTIJD_EERSTE:
            return DEFAULT_DB_ALIAS
        return DEFAULT_DB_ALIAS if connections[DEFAULT_DB_ALIAS].in_atomic_block else REPLICA

    def db_for_write(self, model: Any, **hints: Any) -> str:
        """The primary, also for a lock; from here on this page reads there too."""
        _leest_replica.set(False)
        return DEFAULT_DB_ALIAS

    def allow_relation(self, een: Any, ander: Any, **hints: Any) -> bool:
        """Rows of both are the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """The copy gets its tables from the primary."""
        return db == DEFAULT_DB_ALIAS


@contextmanager
def lees_van_replica() -> Iterator[None]:
    """What is read inside may be some seconds old. The caller catches `KWIJT` and does it again."""
    vorige = _leest_replica.set(True)
    try:
        yield
    finally:
        _leest_replica.reset(vorige)


def leest_van_replica() -> bool:
    """Whether a question now goes to the copy."""
    return _leest_replica.get()


def heeft_replica() -> bool:
    """Whether this installation has a copy at all."""
    return REPLICA in settings.DATABASES


@dataclass(slots=True)
class Stand:
    """What this process last saw of the copy, and until when that holds (a monotonic clock)."""

    achter: float | None = None
    geldt_tot: float = 0.0


_stand = Stand()


def is_bruikbaar() -> bool:
    """Whether the copy answers and is not too far behind; looks once in `KIJK_ELKE` seconds.

    While one thread looks the others go by what was seen before, so that only one waits.
    """
    nu = time.monotonic()
    if nu >= _stand.geldt_tot:
        _stand.geldt_tot = nu + KIJK_ELKE
        try:
            _stand.achter = measure_achter()
        except Error:
            pass_over()
    return _stand.achter is not None and _stand.achter <= HOOGSTENS_ACHTER


def pass_over() -> None:
    """The copy did not answer: leave it alone for a while."""
    logger.warning("the replica does not answer; reading from the primary", exc_info=True)
    _stand.achter, _stand.geldt_tot = None, time.monotonic() + WEG_VOOR
    connections[REPLICA].close()


def measure_achter() -> float:
    """Seconds that the copy is behind, at most; raises `django.db.Error` when it does not answer.

    How long the copy takes to come where the primary is now. When that is longer than
    `WACHT_HOOGSTENS`, the age of the last transaction it carried out: that is too much while one
    long transaction goes on, and never too little. SQLite keeps no such things: a copy of a file is
    as old as it is.
    """
    begin = time.monotonic()
    with connections[DEFAULT_DB_ALIAS].cursor() as eerste, connections[REPLICA].cursor() as kopie:
        if connections[REPLICA].vendor != "postgresql":
            kopie.execute("SELECT 1")
            return 0.0
        eerste.execute("SELECT pg_current_wal_lsn()")
        (tot,) = eerste.fetchone()
        while True:
            kopie.execute(ACHTER, [tot])
            (seconden,) = kopie.fetchone()
            gewacht = time.monotonic() - begin
            if not seconden or gewacht > WACHT_HOOGSTENS:
                return float(seconden or gewacht)
            time.sleep(WACHT_HOOGSTENS / 10)


ACHTER = """
    SELECT CASE
        WHEN NOT pg_is_in_recovery() OR pg_last_wal_replay_lsn() >= %s::pg_lsn THEN 0
        ELSE coalesce(
            extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), 'infinity')
    END
"""


def note_schrijver(wie: int | None) -> None:
    """Something of this person was saved, by them, by a job of theirs or by who decides about them."""
    if wie is not None and heeft_replica():
        cache.set(_sleutel(wie), True, EIGEN_WERK)


def schreef_net(wie: int | None) -> bool:
    """Whether this person saved something a moment ago; when the cache is gone, yes."""
    try:
        return wie is not None and bool(cache.get_many([_sleutel(wie)]))
    except RedisError:
        logger.warning("the cache cannot tell who saved; reading from the primary")
        return True


def prefer_eerste(wie: int | None) -> None:
    """Called once it is known who asks: who just saved reads the rest from the primary."""
    if leest_van_replica() and schreef_net(wie):
        _leest_replica.set(False)


def _sleutel(wie: int) -> str:
    return f"schreef-{wie}"
