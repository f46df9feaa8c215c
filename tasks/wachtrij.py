"""A message queue that is a folder: for an installation of one machine, without a server.

Kombu has a transport like it, but a reader of that one can meet half a message or half a routing
table (both are written in place), and what it takes travels through the machine's shared temporary
folder. Here a message appears and is taken by one rename inside the data folder, and routing needs
no file: who sends declares the queue.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import Any
from uuid import uuid4

from kombu.transport import virtual
from kombu.utils.json import dumps, loads


class Channel(virtual.Channel):  # type: ignore[misc]
    """One file per message, oldest first."""

    @property
    def map(self) -> Path:
        verbinding: Any = self.connection
        return Path(verbinding.client.transport_options["map"])

    def _list(self, queue: str) -> Iterator[Path]:
        return iter(sorted(self.map.glob(f"*.{queue}.msg")))

    def _put(self, queue: str, message: dict[str, Any], **kwargs: Any) -> None:
        concept = self.map / f"{time.time_ns():020d}-{uuid4().hex}.{queue}.msg.nieuw"
        concept.write_text(dumps(message))
        concept.rename(concept.with_suffix(""))

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        for pad in self._list(queue):
            genomen = pad.with_name(f"{pad.name}.weg")
            try:
                pad.rename(genomen)
            except FileNotFoundError:
                continue
            tekst = genomen.read_text()
            genomen.unlink()
            return loads(tekst)
        raise Empty

    def _purge(self, queue: str) -> int:
        paden = list(self._list(queue))
        for pad in paden:
            pad.unlink(missing_ok=True)
        return len(paden)

    def _size(self, queue: str) -> int:
        return len(list(self._list(queue)))


class Transport(virtual.Transport):  # type: ignore[misc]
    """Looks five times a second: listing an empty folder costs next to nothing."""

    Channel = Channel
    global_state = virtual.BrokerState()
    polling_interval = 0.2
    default_port = 0
    driver_type = driver_name = "map"

    def __init__(self, client: Any, **kwargs: Any) -> None:
        super().__init__(client, **kwargs)
        self.state = self.global_state

    def driver_version(self) -> str:
        return "1"
