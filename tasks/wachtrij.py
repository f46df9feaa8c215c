"""A message queue that is a folder: for an installation of one machine, without a server.

Kombu's own filesystem transport writes a message in place, so a worker can read it half written,
and moves what it takes through the machine's shared temporary folder. Here a message appears and
is taken by one rename inside the data folder.
"""

import time
from pathlib import Path
from queue import Empty
from typing import Any
from uuid import uuid4

from kombu.transport import filesystem
from kombu.utils.json import dumps, loads


class Channel(filesystem.Channel):  # type: ignore[misc]
    """One file per message, oldest first."""

    def _put(self, queue: str, message: Any, **kwargs: Any) -> None:
        naam = f"{time.time_ns():020d}-{uuid4().hex}.{queue}.msg"
        concept = Path(self.data_folder_out, f"{naam}.nieuw")
        concept.write_text(dumps(message))
        concept.rename(concept.with_suffix(""))

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        for pad in sorted(Path(self.data_folder_in).glob(f"*.{queue}.msg")):
            genomen = pad.with_name(f"{pad.name}.weg")
            try:
                pad.rename(genomen)
            except FileNotFoundError:
                continue
            payload = genomen.read_text()
            genomen.unlink()
            return loads(payload)
        raise Empty


class Transport(filesystem.Transport):  # type: ignore[misc]
    """Looks five times a second: listing an empty folder costs next to nothing."""

    Channel = Channel
    polling_interval = 0.2
