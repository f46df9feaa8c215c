"""The files in deploy/ name what there is: settings, queues, ports, files; and their own tools agree."""

import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import connection

from financiering.models import Betaling
from financiering.models.bekend import known_on
from financiering.services.schrijven import Handeling, save_object
from tasks.rijen import KORT, LANG, list_rijen
from tests.cast import make_geldstroom
from tests.conftest import require_or_skip
from tests.processen import find_poort

WORTEL = Path(__file__).resolve().parent.parent
DEPLOY = WORTEL / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
GEMAAKT_DOOR_COMPOSE = {"geheim", "certificaat"}
"""What an administrator puts beside compose.yaml."""


def list_instellingen() -> set[str]:
    """Every name that the settings read from the environment."""
    tekst = "".join(
        (WORTEL / "financiering" / n).read_text() for n in ("settings.py", "omgeving.py")
    )
    namen = set(re.findall(r'environ\.get\(\s*"(\w+)"', tekst))
    namen |= set(re.findall(r'env_(?:bool|list)\(\s*"(\w+)"', tekst))
    geheim = set(re.findall(r'env_geheim\(\s*"(\w+)"', tekst))
    return namen | geheim | {f"{naam}_FILE" for naam in geheim}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((DEPLOY / "compose.yaml").read_text()))


def list_eigen(compose: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The services that run the application."""
    return {n: s for n, s in compose["services"].items() if s["image"] == "buurtfundament"}


def test_the_settings_that_compose_and_units_name_exist(compose: dict[str, Any]) -> None:
    bekend = list_instellingen()
    assert {"SECRET_KEY_FILE", "DATABASE_REPLICA_URL", "CACHE_URL"} <= bekend
    for naam, dienst in list_eigen(compose).items():
        assert set(dienst["environment"]) <= bekend, naam
    voorbeeld = re.findall(r"(?m)^(\w+)=", (DEPLOY / "omgeving.voorbeeld").read_text())
    assert len(voorbeeld) > 8
    assert set(voorbeeld) <= bekend


def test_settings_of_compose_start_a_site_that_is_shut(compose: dict[str, Any]) -> None:
    for dienst in list_eigen(compose).values():
        assert "DEMO" not in dienst["environment"]
        assert dienst["environment"]["ACHTER_PROXY"] == "ja"
        assert dienst["secrets"] == ["geheim"]


def test_compose_has_every_part_and_only_the_proxy_is_open(compose: dict[str, Any]) -> None:
    diensten = compose["services"]
    assert {n for n, d in diensten.items() if "ports" in d} == {"proxy"}
    rijen = {rij.name for rij in list_rijen("financiering")}
    gelezen = {m for d in diensten.values() for m in re.findall(r"-Q (\S+)", str(d.get("command")))}
    assert gelezen == rijen
    assert sum(" beat " in str(d.get("command")) for d in diensten.values()) == 1
    assert diensten["rabbitmq"]["profiles"] == ["rabbitmq"]
    for naam, dienst in diensten.items():
        for ander in dienst.get("depends_on", {}):
            assert ander in diensten, f"{naam} waits for {ander}"


def test_the_proxy_of_compose_knows_its_web_services(compose: dict[str, Any]) -> None:
    webs = {
        n: re.search(r"--bind \S+:(\d+)", d["command"])
        for n, d in compose["services"].items()
        if "gunicorn" in str(d.get("command"))
    }
    servers = re.findall(r"server (\S+?)[ ;]", (DEPLOY / "nginx/web-compose.conf").read_text())
    assert set(servers) == {f"{naam}:{m[1]}" for naam, m in webs.items() if m}
    assert len(servers) == 2


def test_every_file_that_compose_and_the_image_take_exists(compose: dict[str, Any]) -> None:
    for dienst in compose["services"].values():
        for deel in dienst.get("volumes", []):
            bron = deel.partition(":")[0]
            if bron.startswith("./") and bron[2:] not in GEMAAKT_DOOR_COMPOSE:
                assert (DEPLOY / bron).exists(), bron
            elif not bron.startswith("./"):
                assert bron in compose["volumes"]
    for bronnen in re.findall(r"(?m)^COPY (.+) \S+$", (DEPLOY / "Dockerfile").read_text()):
        toegelaten = (DEPLOY / "Dockerfile.dockerignore").read_text()
        for bron in bronnen.split():
            assert (WORTEL / bron).exists(), bron
            assert f"!{bron}\n" in toegelaten


def test_the_target_starts_web_processes_where_the_proxy_looks_and_a_worker_per_queue() -> None:
    doel = (DEPLOY / "systemd/buurtfundament.target").read_text()
    poorten = re.findall(r"web@(\d+)", doel)
    servers = re.findall(r"127.0.0.1:(\d+)", (DEPLOY / "nginx/web-systemd.conf").read_text())
    assert poorten == servers
    assert set(re.findall(r"werker@(\w+)", doel)) == {KORT, LANG}
    for naam in re.findall(r"buurtfundament-\w+@?", doel):
        assert (DEPLOY / f"systemd/{naam}.service").exists()


def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        require_or_skip("systemd-analyze is er niet")
    for unit in UNITS:
        # The commands are not installed where this test runs; the unit itself is what is read.
        tekst = re.sub(r"(?m)^(ExecStart=)\S+", r"\1/bin/true", unit.read_text())
        (tmp_path / unit.name).write_text(tekst)
    namen = [str(tmp_path / unit.name.replace("@.", "@8001.")) for unit in UNITS]
    uit = subprocess.run(
        ["systemd-analyze", "verify", *namen],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (uit.returncode, uit.stderr) == (0, "")


@pytest.mark.parametrize("script", sorted(DEPLOY.rglob("*.sh")), ids=lambda pad: pad.name)
def test_scripts_are_shell(script: Path) -> None:
    assert subprocess.run(["sh", "-n", str(script)]).returncode == 0


@pytest.mark.parametrize("naam", ["web-systemd.conf", "web-compose.conf"])
def test_nginx_accepts_the_site(naam: str, tmp_path: Path) -> None:
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not nginx:
        require_or_skip("nginx is er niet")
    sleutel, papier = tmp_path / "sleutel.pem", tmp_path / "volledig.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost",
         "-keyout", str(sleutel), "-out", str(papier)],
        check=True, capture_output=True,
    )  # fmt: skip
    (tmp_path / "web.conf").write_text(
        re.sub(r"server web\d", "server 127.0.0.1", (DEPLOY / "nginx" / naam).read_text())
    )
    site = (DEPLOY / "nginx/site.conf").read_text()
    site = site.replace("/etc/nginx/buurtfundament", str(tmp_path))
    site = site.replace("/etc/nginx/certificaat", str(tmp_path))
    for poort in ("80", "443"):
        site = site.replace(f"listen {poort}", f"listen 127.0.0.1:{find_poort()}")
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\n{site}\n}}\n")
    uit = subprocess.run(
        [nginx, "-t", "-q", "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "fout")],
        capture_output=True, text=True,
    )  # fmt: skip
    assert (uit.returncode, uit.stderr) == (0, "")


@pytest.mark.django_db
def test_history_by_year_keeps_what_there_was_and_goes_on(cast: Any) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only")
    stroom = make_geldstroom(cast.kade, cast.gemeente)

    def pay(nummer: int, op: datetime) -> None:
        save_object(
            Betaling(geldstroom=stroom, volgnummer=nummer, soort="voorschot", bedrag=10),
            Handeling(None, "Proef", op),
        )

    nu = datetime.now(UTC)
    pay(1, nu)
    geschiedenis = Betaling.history
    voor = list(geschiedenis.values())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute((DEPLOY / "postgresql/geschiedenis-per-jaar.sql").read_text())
    assert list(geschiedenis.values()) == voor
    for nummer, jaren in ((2, 0), (3, 1), (4, 5)):
        pay(nummer, nu.replace(year=nu.year + jaren, day=1))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tableoid::regclass::text, count(*), min(volgnummer)"
            " FROM financiering_historicalbetaling GROUP BY 1 ORDER BY 3"
        )
        tabel = "financiering_historicalbetaling"
        assert cursor.fetchall() == [
            (f"{tabel}_eerder", 2, 1), (f"{tabel}_{nu.year + 1}", 1, 3), (f"{tabel}_overig", 1, 4),
        ]  # fmt: skip
        namen = connection.introspection.get_constraints(cursor, tabel)
    assert known_on(Betaling, nu + timedelta(hours=1)).count() == 2
    assert {tuple(n["columns"]) for n in namen.values()} >= {
        ("history_id", "history_date"), ("history_date", "id"), ("geldstroom_id",),
    }  # fmt: skip
