"""Two web processes that share only the database, the cache and the secret: it is one site."""

import shutil
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from kombu import Connection

from tests.conftest import require_or_skip
from tests.processen import Installatie, find_poort, wait_until
from tests.tasks.test_herstel import BROKERS

pytestmark = [pytest.mark.proces, pytest.mark.broker]

MAAK_MENS = """
from datetime import timedelta
from django.utils import timezone
from financiering.models import ApiSleutel, Gebruiker
from financiering.services.apisleutels import create_sleutel
from financiering.services.schrijven import Handeling
mens = Gebruiker.objects.create_user("iemand", "iemand@voorbeeld.nl", "drie-losse-woorden")
sleutel = ApiSleutel(naam="Proef", eigenaar=mens, verloopt_op=timezone.now() + timedelta(days=1))
print(create_sleutel(sleutel, Handeling(mens, "Proef")))
"""
PER_MINUUT = 4


class Bezoeker:
    """A browser that goes to whichever process it is sent to, with the same cookies."""

    def __init__(self) -> None:
        self.koekjes = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.koekjes))

    def ask(self, adres: str, data: dict[str, str] | None = None, sleutel: str = "") -> int:
        """The status of the answer, after redirects."""
        inhoud = urllib.parse.urlencode(data).encode() if data else None
        koppen = {"Authorization": f"Bearer {sleutel}"} if sleutel else {}
        try:
            with self.opener.open(urllib.request.Request(adres, inhoud, koppen), timeout=20) as uit:
                return 401 if "/inloggen" in uit.url else int(uit.status)
        except urllib.error.HTTPError as fout:
            return fout.code

    def read_csrf(self) -> str:
        return next(str(koekje.value) for koekje in self.koekjes if koekje.name == "csrftoken")


@pytest.fixture
def twee(proef: Installatie, tmp_path: Path) -> Iterator[tuple[Installatie, list[str]]]:
    """The addresses of two processes, each with a data folder of its own as on another machine."""
    adres = BROKERS["redis"]
    try:
        with Connection(adres, connect_timeout=2) as verbinding:
            verbinding.ensure_connection(max_retries=1, timeout=2)
    except Exception as fout:
        require_or_skip(f"redis antwoordt niet: {fout}")
    proef.extra = {
        "DATABASE_URL": f"sqlite:///{tmp_path}/demo.sqlite3", "SECRET_KEY": uuid.uuid4().hex * 2,
        "CACHE_URL": adres, "API_PER_MINUUT": str(PER_MINUUT), "WACHTRIJ": uuid.uuid4().hex,
    }  # fmt: skip
    assert proef.run("manage.py", "collectstatic", "--no-input", "-v", "0").returncode == 0
    adressen, machines = [], []
    for nummer in range(2):
        machine = Installatie(tmp_path / f"machine{nummer}", proef.extra)
        machine.map.mkdir()
        shutil.copytree(tmp_path / "static", machine.map / "static")
        poort = find_poort()
        machine.start("-m", "gunicorn", "financiering.wsgi", "--bind", f"127.0.0.1:{poort}")
        adressen.append(f"http://127.0.0.1:{poort}")
        machines.append(machine)
    for plek in adressen:
        wait_until(lambda plek=plek: is_op(plek), f"{plek} antwoordt")
    yield proef, adressen
    for machine in machines:
        machine.clean_up()


def is_op(plek: str) -> bool:
    try:
        return Bezoeker().ask(f"{plek}/gezond") == 200
    except OSError:
        return False


def test_log_in_at_one_go_on_at_the_other_and_be_counted_at_both(
    twee: tuple[Installatie, list[str]],
) -> None:
    proef, (een, ander) = twee
    geheim = proef.run("manage.py", "shell", "-c", MAAK_MENS).stdout.split()[-1]
    bezoeker = Bezoeker()
    assert bezoeker.ask(f"{ander}/mijn") == 401
    assert bezoeker.ask(f"{een}/inloggen") == 401
    form = {
        "username": "iemand", "password": "drie-losse-woorden",
        "csrfmiddlewaretoken": bezoeker.read_csrf(),
    }  # fmt: skip
    assert bezoeker.ask(f"{een}/inloggen", form) == 200
    assert bezoeker.ask(f"{ander}/mijn") == 200

    # Requests are counted by the minute of the clock: not over the end of one.
    rest = 60 - time.time() % 60
    if rest < 10:
        time.sleep(rest + 0.1)
    antwoorden = [
        Bezoeker().ask(f"{plek}/api/v1/gemeenten", sleutel=geheim)
        for plek in (een, ander) * PER_MINUUT
    ]
    assert antwoorden == [200] * PER_MINUUT + [429] * PER_MINUUT
