"""The shared cache: of use when it is there, and no reason to stop when it is not."""

import logging
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class VergeefRedis(RedisCache):
    """Redis that went away is an empty cache: progress is not seen, and nobody is throttled.

    `get_many` still raises, for who has to know the difference between nothing kept and nothing
    known (`financiering/replica.py`).
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        """A server that hangs is given up as one that is gone."""
        wacht = {"socket_connect_timeout": 1, "socket_timeout": 2}
        super().__init__(server, params | {"OPTIONS": wacht | params.get("OPTIONS", {})})

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """The default when there is no cache."""
        return self._try(default, super().get, key, default, version)

    def set(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> None:
        """Not kept when there is no cache."""
        self._try(None, super().set, key, value, *args, **kwargs)

    def add(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> bool:
        """False when there is no cache, as when somebody else was first."""
        return bool(self._try(False, super().add, key, value, *args, **kwargs))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Raises ValueError when there is no cache, as for a key that is not there."""
        try:
            return int(super().incr(key, delta, version))
        except RedisError as fout:
            raise ValueError("no cache") from fout

    def _try(self, anders: Any, wat: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return wat(*args, **kwargs)
        except RedisError:
            logger.warning("the cache does not answer", exc_info=True)
            return anders
