"""A hostile runtime: unknown template names fail, a GET cannot write, the network is shut."""

import os
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client, TestCase

from tests.cast import cast, cast_van_bestand
from tests.draden import eigen_bestand
from tests.kenmerken import list_afwijkend
from tests.processen import gemigreerd, gestart, proef, proef_met_demo

__all__ = [
    "cast",
    "cast_van_bestand",
    "eigen_bestand",
    "gemigreerd",
    "gestart",
    "proef",
    "proef_met_demo",
]

VEREIS_ALLES = os.environ.get("VEREIS_ALLES", "") in ("1", "ja")
"""Set by `.ci/run`: a check that cannot run here is then a failure instead of a skip."""

LEEST = re.compile(r"\s*\(?\s*(SELECT|SAVEPOINT|RELEASE|ROLLBACK TO|EXPLAIN|PRAGMA|WITH)\b", re.I)
EIGEN_SCHRIJVERS = re.compile(
    r'\s*((INSERT INTO|UPDATE|DELETE FROM) "(financiering_inzage|django_session|axes_)'
    r'|UPDATE "financiering_gebruiker" SET "last_login" = \S+ WHERE'
    r'|UPDATE "financiering_apisleutel" SET "laatst_gebruikt_op" = \S+ WHERE)',
    re.I,
)
"""Logs of who came in and who looked, and the session; written by middleware, not by the view.

Coming back from the organisation one logs in at is a GET by its protocol; its code works once.
"""


class OnbekendInTemplate(str):
    """Stands in for a template variable that does not exist, and says so."""

    def __contains__(self, item: object) -> bool:
        return item == "%s"

    def __mod__(self, naam: object) -> NoReturn:  # type: ignore[override]
        raise AssertionError(f"template uses unknown {naam!r}")


def pytest_configure() -> None:
    """The cast is made before a test can choose: its passwords are to be quick from the start."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database, so that another database need not see the rest again."""
    for item in items:
        namen = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or namen & {"db", "transactional_db"}:
            item.add_marker("database")


@pytest.fixture(autouse=True)
def _hostile(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    sjablonen = [dict(settings.TEMPLATES[0])]
    sjablonen[0]["OPTIONS"] = sjablonen[0]["OPTIONS"] | {
        "string_if_invalid": OnbekendInTemplate("%s")
    }
    settings.TEMPLATES = sjablonen
    cache.clear()
    monkeypatch.setattr(socket.socket, "connect", _only_loopback(socket.socket.connect))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Any:
    """Whatever a test did to the data: what the split carries says the same as where it came from."""
    uitkomst = yield
    if item.get_closest_marker("database") and not connection.needs_rollback:
        assert not list_afwijkend()
    return uitkomst


def _only_loopback(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, adres: Any) -> Any:
        if self.family != socket.AF_UNIX and adres[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test reached for {adres}")
        return connect(self, adres)

    return guarded


def _refuse_write(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if not LEEST.match(sql) and not EIGEN_SCHRIJVERS.match(sql):
        raise AssertionError(f"a GET writes: {sql[:120]}")
    return execute(sql, params, many, context)


@contextmanager
def readonly() -> Iterator[None]:
    """Inside, the database refuses everything but reading."""
    with connection.execute_wrapper(_refuse_write):
        yield


class LeesClient(Client):
    """A browser whose GET cannot write, and after whose visit the callbacks on commit have run."""

    def get(self, *args: Any, **kwargs: Any) -> Any:
        with readonly():
            return super().get(*args, **kwargs)

    def request(self, **request: Any) -> Any:
        with TestCase.captureOnCommitCallbacks(execute=True):
            return super().request(**request)


@pytest.fixture
def client() -> LeesClient:
    return LeesClient()


@pytest.fixture
def als(client: LeesClient) -> Callable[[Any], LeesClient]:
    """Log in as somebody of the cast."""

    def login(gebruiker: Any) -> LeesClient:
        client.force_login(gebruiker, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return login


def require_or_skip(reden: str) -> NoReturn:
    """Skip with the reason, or fail where everything must run."""
    if VEREIS_ALLES:
        pytest.fail(reden)
    pytest.skip(reden)
