"""A real Chromium against a real server with the demo in it."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

from financiering.demo.laden import load_demo
from tests.cast import restore_wet
from tests.conftest import require_or_skip

CHROMIUM = Path("/usr/bin/chromium")
VLAGGEN = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser per file.

    Playwright's synchronous interface keeps an event loop in this thread, and Django then refuses
    its own synchronous database calls; while the browser is open that refusal is off.
    """
    if not CHROMIUM.exists():
        require_or_skip("Chromium ontbreekt: apt-get install chromium")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "ja"
    try:
        with sync_playwright() as spel:
            browser = spel.chromium.launch(executable_path=str(CHROMIUM), args=VLAGGEN)
            yield browser
            browser.close()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def bewaard() -> Iterator[sqlite3.Connection]:
    """What the demo looked like when it was loaded first; empty until then."""
    kopie = sqlite3.connect(":memory:")
    yield kopie
    kopie.close()


@pytest.fixture
def demo(transactional_db: None, live_server: Any, bewaard: sqlite3.Connection) -> str:
    """The address of a server with the sixteen initiatives: loaded once, copied for each test."""
    if bewaard.execute("PRAGMA page_count").fetchone()[0]:
        bewaard.backup(connection.connection)
    else:
        restore_wet()
        load_demo(date(2026, 11, 23))
        connection.connection.backup(bewaard)
    return str(live_server.url)


@pytest.fixture
def enter(chromium: Browser, demo: str) -> Iterator[Callable[..., Page]]:
    """Log in as somebody; every console error or refused inline script fails the test."""
    contexten: list[Any] = []
    fouten: list[str] = []

    def enter(naam: str, breedte: int = 1280, **opties: Any) -> Page:
        context = chromium.new_context(
            viewport={"width": breedte, "height": 900}, base_url=demo, locale="nl-NL", **opties
        )
        contexten.append(context)
        bladzijde = context.new_page()
        bladzijde.on(
            "console",
            lambda regel: (
                fouten.append(f"{regel.text} {regel.location['url']}")
                if regel.type == "error"
                else None
            ),
        )
        if naam != "niemand":
            bladzijde.goto("/inloggen")
            bladzijde.fill("[name=username]", naam)
            bladzijde.fill("[name=password]", "demo")
            bladzijde.click("main button[type=submit]")
        return bladzijde

    yield enter
    for context in contexten:
        context.close()
    assert fouten == []
