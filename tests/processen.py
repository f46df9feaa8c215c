"""Real processes for tests: an installation in a folder of its own, and ways to wait for it."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

WORTEL = Path(__file__).resolve().parent.parent
NIET_ERVEN = (
    "DATABASE_URL", "DATABASE_REPLICA_URL", "SECRET_KEY", "SECRET_KEY_FILE", "CACHE_URL",
    "PYTEST_CURRENT_TEST",
)  # fmt: skip

VOORBEREIDEN = "import django; django.setup(); from financiering.management.commands.start import prepare; prepare()"


def wait_until(waar: Callable[[], Any], wat: str, *, seconden: float = 120) -> Any:
    """Ask until the answer is true; the message says what did not come."""
    einde = time.monotonic() + seconden
    while time.monotonic() < einde:
        if uitkomst := waar():
            return uitkomst
        time.sleep(0.05)
    raise AssertionError(f"niet binnen {seconden} seconden: {wat}")


def find_poort() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        return int(proef.getsockname()[1])


@dataclass
class Installatie:
    """One data folder, and the processes that a test starts in it."""

    map: Path
    extra: dict[str, str] = field(default_factory=dict)
    processen: list["subprocess.Popen[str]"] = field(default_factory=list)

    @property
    def omgeving(self) -> dict[str, str]:
        basis = {naam: waarde for naam, waarde in os.environ.items() if naam not in NIET_ERVEN}
        return basis | {"DATA_DIR": str(self.map), "DEMO": "ja"} | self.extra

    def run(self, *opdracht: str, timeout: float = 300) -> "subprocess.CompletedProcess[str]":
        """Run to the end."""
        return subprocess.run(
            [sys.executable, *opdracht],
            cwd=WORTEL,
            env=self.omgeving,
            capture_output=True,
            text=True,
            timeout=timeout,
        )

    def start(self, *opdracht: str) -> "subprocess.Popen[str]":
        """Run in the background, in a group of its own; what it says goes to a file."""
        uitvoer = (self.map / f"uitvoer-{len(self.processen)}.txt").open("w")
        proces = subprocess.Popen(
            [sys.executable, "-u", *opdracht],
            cwd=WORTEL,
            env=self.omgeving,
            stdout=uitvoer,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        uitvoer.close()
        self.processen.append(proces)
        return proces

    def read_uitvoer(self, proces: "subprocess.Popen[str]") -> str:
        return (self.map / f"uitvoer-{self.processen.index(proces)}.txt").read_text()

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Look in the database without waiting for whoever writes."""
        verbinding = sqlite3.connect(self.map / "demo.sqlite3", timeout=20)
        try:
            return verbinding.execute(sql).fetchall()
        finally:
            verbinding.close()

    def list_processen(self) -> list[int]:
        """Every process on this machine that works in this data folder."""
        gevonden = []
        for pad in Path("/proc").glob("[0-9]*/environ"):
            try:
                if f"DATA_DIR={self.map}\0".encode() in pad.read_bytes():
                    gevonden.append(int(pad.parent.name))
            except OSError:
                continue
        return gevonden

    def clean_up(self) -> None:
        """End whatever a test left; only what runs in this folder."""
        for nummer in self.list_processen():
            try:
                os.kill(nummer, signal.SIGKILL)
            except ProcessLookupError:
                pass
        for proces in self.processen:
            proces.wait(10)


def kill_groep(proces: "subprocess.Popen[str]") -> None:
    """Kill a process and its children without a chance to clean up."""
    os.killpg(proces.pid, signal.SIGKILL)
    proces.wait(10)


@pytest.fixture(scope="session")
def gemigreerd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with every table and nothing in it, to copy."""
    proef = Installatie(tmp_path_factory.mktemp("gemigreerd"))
    gelukt = proef.run("manage.py", "migrate", "-v", "0")
    assert gelukt.returncode == 0, gelukt.stderr
    return proef.map


@pytest.fixture(scope="session")
def gestart(gemigreerd: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo in it, as it is after a first start, to copy."""
    map_ = tmp_path_factory.mktemp("gestart")
    shutil.copytree(gemigreerd, map_, dirs_exist_ok=True)
    gelukt = Installatie(map_).run("-c", VOORBEREIDEN)
    assert gelukt.returncode == 0, gelukt.stderr
    return map_


@pytest.fixture
def proef_met_demo(gestart: Path, tmp_path: Path) -> Iterator[Installatie]:
    """An installation that was started before; whatever runs in it ends with the test."""
    yield from _open_kopie(gestart, tmp_path)


@pytest.fixture
def proef(gemigreerd: Path, tmp_path: Path) -> Iterator[Installatie]:
    """An installation with empty tables; whatever runs in it ends with the test."""
    yield from _open_kopie(gemigreerd, tmp_path)


def _open_kopie(van: Path, naar: Path) -> Iterator[Installatie]:
    shutil.copytree(van, naar, dirs_exist_ok=True)
    installatie = Installatie(naar)
    yield installatie
    installatie.clean_up()
