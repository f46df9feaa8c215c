"""Start everything on this machine: web server, worker and clock; Ctrl-C ends them all."""

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from financiering.models import Gebruiker

WACHT_OP_START = 120
WACHT_OP_EINDE = 15
DEMO_ACCOUNTS = ("penningmeester", "accounthouder", "adviseur", "beheerder")
DEMO_WACHTWOORD = "demo"
OVERAL = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}
"""Binding to every address is not an address to visit."""
ALS_ROOT = "ignore:You're running the worker with superuser privileges"
"""Celery warns of it at every start; in a container it is the usual way."""
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Kind:
    """A child process and what people call it."""

    naam: str
    proces: "subprocess.Popen[bytes]"


class Command(BaseCommand):
    help = "Start de webserver, de werker en de klok, en ruimt ze samen weer op."
    requires_system_checks = []
    """The checks read every address and page; the web server itself does that a moment later."""

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.MAG_DIENEN:
            raise CommandError(
                "Zet SECRET_KEY op minstens 40 willekeurige tekens, of start een proef: make run"
            )
        check_instellingen()
        check_poort(settings.BIND, settings.PORT)
        prepare()
        for wat in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(wat, _stop)
        kinderen: list[Kind] = []
        try:
            web, *overige = build_opdrachten().items()
            kinderen.append(start_kind(*web))
            wait_until_gezond(kinderen)
            kinderen.extend(start_kind(*opdracht) for opdracht in overige)
            self.announce()
            watch(kinderen)
        except KeyboardInterrupt:
            self.stdout.write("\nGestopt.")
        finally:
            end_all(kinderen)

    def announce(self) -> None:
        """One line that says it runs, and how to get in when this is a trial."""
        self.stdout.write(f"Klaar: {build_adres()}")
        if settings.DEMO:
            namen = ", ".join(DEMO_ACCOUNTS)
            self.stdout.write(f"Inloggen met {namen}; het wachtwoord is {DEMO_WACHTWOORD}.")
        self.stdout.flush()


def _stop(*args: object) -> None:
    raise KeyboardInterrupt


def build_adres() -> str:
    """Where a browser on this machine finds it."""
    host = OVERAL.get(settings.BIND, settings.BIND)
    return f"http://[{host}]:{settings.PORT}" if ":" in host else f"http://{host}:{settings.PORT}"


def check_instellingen() -> None:
    """Without a secret of its own only the trial may answer people."""
    if not settings.MAG_DIENEN:
        raise CommandError(
            "Zet SECRET_KEY (of SECRET_KEY_FILE) op minstens 40 willekeurige tekens, "
            "of start een proef met verzonnen gegevens: DEMO=ja make run"
        )


def check_poort(bind: str, poort: int) -> None:
    """Refuse at once when something already listens there."""
    familie = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(familie) as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            proef.bind((bind, poort))
        except OSError as fout:
            raise CommandError(
                f"Poort {poort} op {bind} is niet vrij. Stop wat daar draait, "
                f"of kies een andere poort: PORT={poort + 1} make run"
            ) from fout


def prepare() -> None:
    """Bring tables and static files up to date; fill an empty trial installation."""
    if is_achter():
        call_command("migrate", interactive=False, verbosity=0)
    if not is_verzameld():
        call_command("collectstatic", interactive=False, verbosity=0)
    if not settings.DEMO:
        refuse_demo_accounts()
    elif not Gebruiker.objects.exists() and "demo" in get_commands():
        call_command("demo")


def is_achter() -> bool:
    """Whether the tables are older than this code; asking costs less than migrating nothing."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def is_verzameld() -> bool:
    """Whether each static file was collected after it last changed, and none was taken away since."""
    lijst = settings.STATIC_ROOT / "staticfiles.json"
    if not lijst.exists():
        return False
    gemaakt = lijst.stat().st_mtime
    bronnen = {
        str(Path(getattr(opslag, "prefix", None) or "", naam)): Path(opslag.path(naam))
        for finder in get_finders()
        for naam, opslag in finder.list([])
    }
    if json.loads(lijst.read_text())["paths"].keys() - bronnen.keys():
        return False
    return all(bron.stat().st_ctime < gemaakt for bron in bronnen.values())


def refuse_demo_accounts() -> None:
    """A password that everyone knows may not open an installation with real data."""
    for gebruiker in Gebruiker.objects.filter(username__in=DEMO_ACCOUNTS, is_active=True):
        if gebruiker.check_password(DEMO_WACHTWOORD):
            raise CommandError(
                f"In deze database staat het demo-account {gebruiker.username}. "
                "Gebruik een eigen database voor echte gegevens."
            )


def build_opdrachten() -> dict[str, list[str]]:
    """The three children; how many threads and why: docs/beslissingen/0003-de-webserver.md."""
    host = f"[{settings.BIND}]" if ":" in settings.BIND else settings.BIND
    web = f"gunicorn financiering.wsgi --bind {host}:{settings.PORT} --workers 1 --threads 8"
    stil = "--graceful-timeout 5 --log-level warning --no-control-socket"
    werker = "celery -q -A tasks worker --concurrency 1 --without-gossip --without-mingle"
    klok = "celery -q -A tasks beat --loglevel WARNING --pidfile="
    return {
        "De webserver": f"{web} {stil}".split(),
        "De werker": f"{werker} --loglevel WARNING".split(),
        "De klok": klok.split(),
    }


def start_kind(naam: str, opdracht: Sequence[str]) -> Kind:
    """In a group of its own, so that its own children can be ended with it."""
    proces = subprocess.Popen(
        [sys.executable, "-W", ALS_ROOT, "-m", *opdracht],
        start_new_session=True,
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,
    )
    return Kind(naam, proces)


def _die_with_parent() -> None:
    """Also when this command is killed without a chance to clean up, no child stays behind."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def check_kinderen(kinderen: Sequence[Kind]) -> None:
    """A child that ends takes the others along, so that nothing half runs."""
    for kind in kinderen:
        if kind.proces.poll() is not None:
            raise CommandError(
                f"{kind.naam} is gestopt (code {kind.proces.returncode}). Alles wordt gestopt."
            )


def watch(kinderen: Sequence[Kind]) -> None:
    """Wait until somebody stops it or a child ends."""
    while True:
        check_kinderen(kinderen)
        time.sleep(0.3)


def wait_until_gezond(kinderen: Sequence[Kind]) -> None:
    """Ask until the server says it is well; a child that ends first ends the start."""
    einde = time.monotonic() + WACHT_OP_START
    while not (uitkomst := ask_gezond()).get("gezond"):
        check_kinderen(kinderen)
        if time.monotonic() > einde:
            raise CommandError(
                f"Na {WACHT_OP_START} seconden is het systeem niet klaar: {uitkomst}"
            )
        time.sleep(0.1)


def ask_gezond() -> dict[str, Any]:
    """What the server says of itself; empty while it does not answer."""
    host = settings.ALLOWED_HOSTS[0].lstrip(".").replace("*", "localhost")
    vraag = urllib.request.Request(f"{build_adres()}/gezond", headers={"Host": host})
    try:
        with urllib.request.urlopen(vraag, timeout=5) as antwoord:
            return dict(json.load(antwoord))
    except urllib.error.HTTPError as fout:
        return {"code": fout.code, "antwoord": fout.read(500).decode(errors="replace")}
    except OSError:
        return {}


def end_all(kinderen: Sequence[Kind]) -> None:
    """Ask each child's whole group to end, and end what does not listen."""
    for wat in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(wat, signal.SIG_IGN)
    for kind in kinderen:
        kind.proces.terminate()
    einde = time.monotonic() + WACHT_OP_EINDE
    for kind in kinderen:
        try:
            kind.proces.wait(max(0.1, einde - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
        _kill_groep(kind)


def _kill_groep(kind: Kind) -> None:
    try:
        os.killpg(kind.proces.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    kind.proces.wait()
