"""`GET /gezond`: well, and each way of not being well."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from kombu import Connection

from api import gezond
from financiering import __version__

pytestmark = pytest.mark.django_db


def test_it_works_without_logging_in(client: Client) -> None:
    antwoord = client.get("/gezond")
    assert antwoord.status_code == 200
    assert antwoord.json() == {
        "gezond": True,
        "database": "goed",
        "migraties": "goed",
        "broker": "goed",
        "versie": __version__,
    }
    assert antwoord["Cache-Control"] == "no-store"


def test_broken_database(client: Client) -> None:
    def refuse(*args: object) -> None:
        raise OperationalError("could not connect to server at 10.0.0.1")

    with connection.execute_wrapper(refuse):
        antwoord = client.get("/gezond")
    assert antwoord.status_code == 503
    assert antwoord.json()["database"] == "niet goed"
    assert "10.0.0.1" not in antwoord.content.decode()


def test_open_migrations(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        gezond, "read_bladeren", lambda: frozenset({("financiering", "9999_later")})
    )
    antwoord = client.get("/gezond")
    assert antwoord.status_code == 503
    assert antwoord.json()["migraties"] == "niet goed: er staan migraties open"


def test_broker_folder_that_is_gone(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.BROKER_MAP = tmp_path / "weg"
    antwoord = client.get("/gezond")
    assert antwoord.status_code == 503
    assert antwoord.json()["broker"] == "niet goed: de map voor berichten is niet te beschrijven"


@pytest.mark.parametrize("adres", ["redis://127.0.0.1:1/0", "amqp://guest:guest@127.0.0.1:1//"])
def test_broker_that_does_not_answer(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch, adres: str
) -> None:
    settings.BROKER_IS_MAP = False
    verbinding = Connection(adres, connect_timeout=2)
    monkeypatch.setattr(gezond.app, "connection_for_write", lambda **kwargs: verbinding)
    antwoord = client.get("/gezond")
    assert antwoord.status_code == 503
    assert antwoord.json()["broker"] == "niet goed"


def test_address_has_no_trailing_slash_and_takes_no_post(client: Client) -> None:
    assert client.get("/gezond/").status_code != 200
    assert client.post("/gezond").status_code == 405


def test_folder_of_this_run_is_not_the_installations(settings: Any) -> None:
    assert os.path.basename(settings.DATA_DIR).startswith("proef-")
