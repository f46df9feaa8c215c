"""Start everything on this machine: web server, worker and clock; Ctrl-C ends them all."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError

from financiering.models import Gebruiker

WACHT_OP_START = 60
WACHT_OP_EINDE = 10
DEMO_ACCOUNTS = ("penningmeester", "accounthouder", "adviseur", "beheerder")


class Command(BaseCommand):
    help = "Start de webserver, de werker en de klok, en ruimt ze samen weer op."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.MAG_DIENEN:
            raise CommandError(
                "Zet SECRET_KEY op minstens 40 willekeurige tekens, of start een proef: make run"
            )
        check_poort(settings.BIND, settings.PORT)
        prepare()
        signal.signal(signal.SIGTERM, _stop)
        signal.signal(signal.SIGINT, _stop)
        kinderen = [
            subprocess.Popen(opdracht, start_new_session=True) for opdracht in build_opdrachten()
        ]
        try:
            wait_until_gezond(kinderen)
            self.announce()
            self.watch(kinderen)
        except KeyboardInterrupt:
            self.stdout.write("\nGestopt.")
        finally:
            end_all(kinderen)

    def announce(self) -> None:
        """One line that says it runs, and how to get in when this is a trial."""
        self.stdout.write(f"Klaar: http://{settings.BIND}:{settings.PORT}")
        if settings.DEMO:
            namen = ", ".join(DEMO_ACCOUNTS)
            self.stdout.write(f"Inloggen met {namen}; het wachtwoord is demo.")
        self.stdout.flush()

    def watch(self, kinderen: Sequence["subprocess.Popen[bytes]"]) -> None:
        """Wait; a child that ends takes the others along, so that nothing half runs."""
        while True:
            for kind in kinderen:
                if kind.poll() is not None:
                    raise CommandError(f"{_name(kind)} is gestopt (code {kind.returncode}).")
            time.sleep(0.5)


def _stop(*args: object) -> None:
    raise KeyboardInterrupt


def _name(kind: "subprocess.Popen[bytes]") -> str:
    return " ".join(str(deel) for deel in list(kind.args)[2:5])  # type: ignore[arg-type]


def check_poort(bind: str, poort: int) -> None:
    """Refuse at once when something already listens there."""
    with socket.socket() as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            proef.bind((bind, poort))
        except OSError as fout:
            raise CommandError(
                f"Poort {poort} op {bind} is al in gebruik. Kies een andere: PORT=8001 make run"
            ) from fout


def prepare() -> None:
    """Bring tables and static files up to date; fill an empty trial installation."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if settings.DEMO and not Gebruiker.objects.exists() and "demo" in get_commands():
        call_command("demo")


def build_opdrachten() -> list[list[str]]:
    """The three children. One worker process: SQLite has one writer, and a trial has little work."""
    python = sys.executable
    web = ["-m", "gunicorn", "financiering.wsgi", "--bind", f"{settings.BIND}:{settings.PORT}"]
    web += ["--workers", "1", "--threads", "8", "--graceful-timeout", "5", "--log-level", "warning"]
    werker = [
        "-m",
        "celery",
        "-A",
        "tasks",
        "worker",
        "--concurrency",
        "1",
        "--loglevel",
        "WARNING",
    ]
    klok = ["-m", "celery", "-A", "tasks", "beat", "--loglevel", "WARNING", "--pidfile", ""]
    return [[python, *web], [python, *werker, "--quiet"], [python, *klok, "--quiet"]]


def wait_until_gezond(kinderen: Sequence["subprocess.Popen[bytes]"]) -> None:
    """Ask until the server says it is well; a child that ends first ends the start."""
    adres = f"http://{settings.BIND}:{settings.PORT}/gezond"
    einde = time.monotonic() + WACHT_OP_START
    while time.monotonic() < einde:
        for kind in kinderen:
            if kind.poll() is not None:
                raise CommandError(f"{_name(kind)} kon niet starten (code {kind.returncode}).")
        try:
            with urllib.request.urlopen(adres, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise CommandError(f"De webserver antwoordt niet binnen {WACHT_OP_START} seconden.")


def end_all(kinderen: Sequence["subprocess.Popen[bytes]"]) -> None:
    """Ask each child's whole group to end, and end what does not listen."""
    for kind in kinderen:
        _signal_groep(kind, signal.SIGTERM)
    einde = time.monotonic() + WACHT_OP_EINDE
    for kind in kinderen:
        try:
            kind.wait(max(0.1, einde - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
        _signal_groep(kind, signal.SIGKILL)


def _signal_groep(kind: "subprocess.Popen[bytes]", wat: signal.Signals) -> None:
    try:
        os.killpg(kind.pid, wat)
    except ProcessLookupError:
        pass
