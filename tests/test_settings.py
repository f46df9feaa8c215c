"""The settings fail closed: what is missing or mistyped stops the start."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.processen import Installatie

GEHEIM = "w" * 20 + "z8Kq" * 10
VRAAG = """
import json
from financiering import settings as s
print(json.dumps({n: getattr(s, n) for n in dir(s) if n.isupper()}, default=str))
"""


def load(map: Path, **omgeving: str) -> "subprocess.CompletedProcess[str]":
    """Read the settings in a process of their own, as a start would."""
    return Installatie(map, {"DEMO": "nee"} | omgeving).run("-c", VRAAG)


def read(map: Path, **omgeving: str) -> dict[str, Any]:
    uitkomst = load(map, **omgeving)
    assert uitkomst.returncode == 0, uitkomst.stderr
    return dict(json.loads(uitkomst.stdout))


def test_without_demo_everything_is_shut(tmp_path: Path) -> None:
    dicht = read(tmp_path, SECRET_KEY=GEHEIM)
    for naam in ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"):
        assert dicht[naam] is True, naam
    assert dicht["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert dicht["DEBUG"] is False
    assert dicht["MAG_DIENEN"] is True
    assert "Argon2" in dicht["PASSWORD_HASHERS"][0]
    assert dicht["SQLITE_PAD"].endswith("/financiering.sqlite3")


def test_trial_has_a_database_and_a_secret_of_its_own(tmp_path: Path) -> None:
    proef = read(tmp_path, DEMO="ja")
    assert proef["SQLITE_PAD"].endswith("/demo.sqlite3")
    assert proef["SECRET_KEY"] == read(tmp_path, DEMO="ja")["SECRET_KEY"]
    assert proef["SECRET_KEY"] != read(tmp_path / "ander", DEMO="ja")["SECRET_KEY"]
    assert (tmp_path / "geheim").stat().st_mode & 0o077 == 0


OIDC = {
    f"OIDC_{naam}": f"https://inlog.example/{naam.lower()}"
    for naam in (
        "RP_CLIENT_ID", "RP_CLIENT_SECRET", "OP_ISSUER", "OP_AUTHORIZATION_ENDPOINT",
        "OP_TOKEN_ENDPOINT", "OP_USER_ENDPOINT", "OP_JWKS_ENDPOINT",
    )
}  # fmt: skip


@pytest.mark.parametrize(
    ("omgeving", "woord"),
    [
        ({"DEMO": "misschien"}, "DEMO"),
        ({"DEBUG": "ja"}, "debug"),
        ({"SECRET_KEY": "kort"}, "SECRET_KEY"),
        ({"SECRET_KEY": "django-insecure-abcdefghijklmnopqrstuvwxyz0123456789"}, "SECRET_KEY"),
        ({"SECRET_KEY": "a1" * 30}, "SECRET_KEY"),
        ({"DATABASE_URL": "geen-adres"}, ""),
        ({"DATABASE_REPLICA_URL": "postgresql://kopie.example/buurt"}, "DATABASE_REPLICA_URL"),
        ({"PORT": "achtduizend"}, "achtduizend"),
        ({"OIDC_RP_CLIENT_ID": "buurt"}, "or none"),
        (OIDC | {"OIDC_OP_TOKEN_ENDPOINT": "http://inlog.example/token"}, "https"),
        (OIDC | {"OIDC_RP_SIGN_ALGO": "HS256"}, "OIDC_RP_SIGN_ALGO"),
    ],
)
def test_mistake_stops_the_start(tmp_path: Path, omgeving: dict[str, str], woord: str) -> None:
    uitkomst = load(tmp_path, **omgeving)
    assert uitkomst.returncode != 0
    assert woord in uitkomst.stderr


def test_web_server_refuses_without_a_secret_of_its_own(tmp_path: Path) -> None:
    uitkomst = Installatie(tmp_path, {"DEMO": "nee"}).run("-c", "import financiering.wsgi")
    assert uitkomst.returncode != 0
    assert "Set SECRET_KEY" in uitkomst.stderr


def test_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "sleutel").write_text(f"{GEHEIM}\n")
    assert read(tmp_path, SECRET_KEY_FILE=str(tmp_path / "sleutel"))["SECRET_KEY"] == GEHEIM


def test_django_finds_nothing_to_warn_of_before_deployment(tmp_path: Path) -> None:
    omgeving = {"DEMO": "nee", "SECRET_KEY": GEHEIM, "ALLOWED_HOSTS": "buurt.example"}
    uitkomst = Installatie(tmp_path, omgeving).run(
        "manage.py", "check", "--deploy", "--fail-level", "WARNING"
    )
    assert uitkomst.returncode == 0, uitkomst.stderr


@pytest.mark.django_db
def test_sqlite_waits_its_turn_and_keeps_its_promises(tmp_path: Path) -> None:
    opties = read(tmp_path, DEMO="ja")["DATABASES"]["default"]["OPTIONS"]
    assert opties["transaction_mode"] == "IMMEDIATE"
    assert opties["timeout"] >= 10
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        assert pragma in opties["init_command"]


def test_proxy_is_believed_only_when_there_is_one(tmp_path: Path) -> None:
    met, zonder = read(tmp_path, DEMO="ja", ACHTER_PROXY="ja"), read(tmp_path, DEMO="ja")
    assert met["MIDDLEWARE"][0] == "financiering.web.proxy.ProxyMiddleware"
    assert met["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert "financiering.web.proxy.ProxyMiddleware" not in zonder["MIDDLEWARE"]
    assert zonder["SECURE_PROXY_SSL_HEADER"] is None


@pytest.mark.parametrize("server", ["sqlite:////tmp/{}.sqlite3", "postgresql://db.example/{}"])
def test_copy_for_reading_is_one_setting_and_only_reads(tmp_path: Path, server: str) -> None:
    adressen = {"DATABASE_URL": server.format("een"), "DATABASE_REPLICA_URL": server.format("twee")}
    met, zonder = read(tmp_path, DEMO="ja", **adressen), read(tmp_path, DEMO="ja")
    opties = json.dumps(met["DATABASES"]["replica"]["OPTIONS"])
    assert "query_only=ON" in opties or "default_transaction_read_only=on" in opties
    assert not any(db.get("ATOMIC_REQUESTS") for db in met["DATABASES"].values())
    assert met["DATABASE_ROUTERS"] == ["financiering.replica.ReplicaRouter"]
    assert met["MIDDLEWARE"][-1] == "financiering.web.replica.ReplicaMiddleware"
    assert "replica" not in json.dumps(zonder["MIDDLEWARE"] + list(zonder["DATABASES"]))
    assert "DATABASE_ROUTERS" not in zonder


@pytest.mark.django_db
def test_every_answer_carries_the_headers_that_shut_the_browser(client: Client) -> None:
    koppen = client.get("/gezond").headers
    beleid = koppen["Content-Security-Policy"]
    assert "default-src 'none'" in beleid
    for deel in ("base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"):
        assert deel in beleid
    assert "unsafe" not in beleid
    assert koppen["Referrer-Policy"] == "same-origin"
    assert koppen["X-Content-Type-Options"] == "nosniff"
    assert koppen["X-Frame-Options"] == "DENY"
    assert "camera=()" in koppen["Permissions-Policy"]
