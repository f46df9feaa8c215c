"""`make run` with real processes: ready in time, clear when it cannot, nothing left behind."""

import json
import os
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from financiering.management.commands import start
from financiering.models import Gebruiker
from tests.processen import Installatie, find_poort, wait_until


def start_proef(proef: Installatie) -> "subprocess.Popen[str]":
    """Start it on a free port and wait for the line that says it runs."""
    proef.extra["PORT"] = str(find_poort())
    proces = proef.start("manage.py", "start")
    wait_until(lambda: "Klaar" in proef.read_uitvoer(proces) or proces.poll() is not None, "Klaar")
    assert proces.poll() is None, proef.read_uitvoer(proces)
    return proces


def assert_nothing_left(proef: Installatie) -> None:
    wait_until(lambda: not proef.list_processen(), "geen proces meer over")


@pytest.mark.proces
def test_it_starts_answers_and_ends_with_everything(proef: Installatie) -> None:
    proces = start_proef(proef)
    adres = f"http://127.0.0.1:{proef.extra['PORT']}"
    regels = proef.read_uitvoer(proces).splitlines()
    assert regels.count(f"Klaar: {adres}") == 1
    assert regels[-1] == (
        "Inloggen met penningmeester, accounthouder, adviseur, beheerder; het wachtwoord is demo."
    )
    with urllib.request.urlopen(f"{adres}/gezond") as antwoord:
        assert json.load(antwoord)["gezond"] is True
    assert len(proef.list_processen()) >= 5
    os.killpg(proces.pid, signal.SIGINT)
    assert proces.wait(60) == 0
    assert_nothing_left(proef)


@pytest.mark.proces
def test_second_start_finds_everything_in_place(proef: Installatie) -> None:
    """How long it takes is measured by `make bench BENCH=start`, not tested."""
    start_proef(proef).terminate()
    assert_nothing_left(proef)
    lijst = proef.map / "static/staticfiles.json"
    gemaakt = lijst.stat().st_mtime_ns
    start_proef(proef)
    assert lijst.stat().st_mtime_ns == gemaakt


@pytest.fixture
def opdrachten(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that preparing calls, without running them."""
    gedaan: list[str] = []
    monkeypatch.setattr(start, "call_command", lambda naam, **opties: gedaan.append(naam))
    return gedaan


@pytest.mark.django_db
def test_preparing_does_only_what_is_behind(
    opdrachten: list[str], settings: Any, tmp_path: Path
) -> None:
    settings.DEMO = False
    settings.STATIC_ROOT = tmp_path
    start.prepare()
    assert opdrachten == ["collectstatic"]
    (tmp_path / "staticfiles.json").write_text('{"paths": {}}')
    start.prepare()
    assert opdrachten == ["collectstatic"]
    (tmp_path / "staticfiles.json").write_text('{"paths": {"weg/gehaald.css": "x"}}')
    start.prepare()
    assert opdrachten == ["collectstatic"] * 2
    os.utime(tmp_path / "staticfiles.json", (0, 0))
    start.prepare()
    assert opdrachten == ["collectstatic"] * 3
    laatste = MigrationLoader(connection).graph.leaf_nodes("financiering")[0]
    MigrationRecorder(connection).record_unapplied(*laatste)
    start.prepare()
    assert opdrachten[3:] == ["migrate", "collectstatic"]


@pytest.mark.proces
@pytest.mark.parametrize(
    ("kind", "naam"),
    [("financiering.wsgi", "De webserver"), ("worker", "De werker"), ("beat", "De klok")],
)
def test_child_that_dies_ends_all_and_says_so(
    proef_met_demo: Installatie, kind: str, naam: str
) -> None:
    proces = start_proef(proef_met_demo)
    for nummer in find_kind(proef_met_demo, kind):
        os.kill(nummer, signal.SIGKILL)
    assert proces.wait(60) != 0
    assert f"{naam} is gestopt" in proef_met_demo.read_uitvoer(proces)
    assert_nothing_left(proef_met_demo)


def find_kind(proef: Installatie, woord: str) -> list[int]:
    gevonden = []
    for nummer in proef.list_processen():
        try:
            opdracht = Path(f"/proc/{nummer}/cmdline").read_text().split("\0")
        except OSError:
            continue
        if woord in opdracht:
            gevonden.append(nummer)
    return gevonden


@pytest.mark.proces
def test_killed_without_a_chance_to_clean_up_leaves_no_orphan(proef_met_demo: Installatie) -> None:
    proces = start_proef(proef_met_demo)
    proces.kill()
    assert_nothing_left(proef_met_demo)


@pytest.mark.proces
def test_port_in_use_is_said_before_anything_starts(proef: Installatie) -> None:
    with socket.socket() as bezet:
        bezet.bind(("127.0.0.1", 0))
        bezet.listen()
        poort = bezet.getsockname()[1]
        proef.extra["PORT"] = str(poort)
        uitkomst = proef.run("manage.py", "start")
    assert uitkomst.returncode != 0
    assert f"Poort {poort} op 127.0.0.1 is niet vrij" in uitkomst.stderr
    assert "Traceback" not in uitkomst.stderr


@pytest.mark.proces
def test_without_a_secret_only_the_trial_starts(proef: Installatie) -> None:
    proef.extra["DEMO"] = "nee"
    uitkomst = proef.run("manage.py", "start")
    assert uitkomst.returncode != 0
    assert "Zet SECRET_KEY" in uitkomst.stderr


@pytest.mark.django_db
def test_demo_account_in_a_real_installation_is_refused() -> None:
    Gebruiker.objects.create_user("adviseur", "a@voorbeeld.nl", "een-echt-wachtwoord")
    start.refuse_demo_accounts()
    Gebruiker.objects.create_user("beheerder", "b@voorbeeld.nl", "demo")
    with pytest.raises(CommandError, match="demo-account beheerder"):
        start.refuse_demo_accounts()


@pytest.mark.parametrize(
    ("bind", "adres"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::", "http://[::1]:8000"),
    ],
)
def test_address_is_one_to_visit(settings: object, bind: str, adres: str) -> None:
    settings.BIND, settings.PORT = bind, 8000  # type: ignore[attr-defined]
    assert start.build_adres() == adres
