"""The post against a real mail server: down, up again, and two senders at the same moment."""

import socketserver
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from email import message_from_string
from email.message import Message
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from django.db import connections

from financiering.models import Bericht, Gebruiker, Signaal
from tasks import berichten
from tests.cast import TOEN, make_gebruiker
from tests.processen import find_poort
from tests.web.test_toegang import make_signaal

NU = datetime(2026, 11, 23, 9, 5, tzinfo=ZoneInfo("Europe/Amsterdam"))


class Gesprek(socketserver.StreamRequestHandler):
    """Just enough SMTP (RFC 5321) to take a mail."""

    def handle(self) -> None:
        self.say("220 proef")
        while regel := self.rfile.readline().decode().strip():
            woord = regel.split(" ")[0].upper()
            if woord == "DATA":
                self.say("354 ga door")
                self.server.take(self.read_brief())  # type: ignore[attr-defined]
            self.say("221 dag" if woord == "QUIT" else "250 goed")
            if woord == "QUIT":
                return

    def say(self, regel: str) -> None:
        self.wfile.write(f"{regel}\r\n".encode())

    def read_brief(self) -> str:
        regels: list[str] = []
        while (regel := self.rfile.readline().decode()) != ".\r\n":
            regels.append(regel)
        return "".join(regels)


class Postkantoor(socketserver.ThreadingTCPServer):
    """Keeps what it gets, a little slowly, so that two senders would meet."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, poort: int) -> None:
        super().__init__(("127.0.0.1", poort), Gesprek)
        self.brieven: list[Message] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def take(self, tekst: str) -> None:
        time.sleep(0.2)
        self.brieven.append(message_from_string(tekst))


@pytest.fixture
def poort(settings, monkeypatch):
    """Mail goes to this port, where nobody listens yet."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", find_poort()
    settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""
    monkeypatch.setattr(berichten.timezone, "now", lambda: NU)
    return settings.EMAIL_PORT


@pytest.fixture
def wachtenden(cast):
    """Two people of Kade and something to tell them."""
    make_gebruiker("pm_kade2", "initiatief", initiatief=cast.kade)
    Gebruiker.objects.update(date_joined=TOEN.op)
    signaal = make_signaal(cast.kade)
    Signaal.history.filter(id=signaal.pk).update(history_date=NU - timedelta(hours=1))
    return cast


def list_brieven(kantoor):
    return sorted((brief["To"], brief["Subject"]) for brief in kantoor.brieven)


ALLES = [
    (f"{naam}@voorbeeld.nl", onderwerp)
    for naam in ("pm_kade", "pm_kade2")
    for onderwerp in ("Er is iets dat niet kan wachten", "Je weekbericht: dit vraagt je aandacht")
]


@pytest.mark.django_db
def test_what_could_not_leave_leaves_when_the_server_is_back(wachtenden, poort, monkeypatch):
    berichten.verstuur_post()
    assert set(Bericht.objects.filter(gebruiker__username__startswith="pm_kade").values_list("stand", flat=True)) == {"wachtend"}  # fmt: skip
    with Postkantoor(poort) as kantoor:
        monkeypatch.setattr(berichten.timezone, "now", lambda: NU + timedelta(minutes=6))
        berichten.verstuur_post()
        berichten.verstuur_post()
        kantoor.shutdown()
    assert list_brieven(kantoor) == sorted(ALLES)


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_the_same_moment_send_each_mail_once(eigen_bestand, wachtenden, poort):
    samen = Barrier(3)

    def verstuur(_):
        samen.wait()
        try:
            berichten.verstuur_post()
        finally:
            connections.close_all()

    with Postkantoor(poort) as kantoor:
        with ThreadPoolExecutor(3) as werkers:
            list(werkers.map(verstuur, range(3)))
        kantoor.shutdown()
    assert list_brieven(kantoor) == sorted(ALLES)
    assert len({brief["Message-ID"] for brief in kantoor.brieven}) == len(ALLES)
