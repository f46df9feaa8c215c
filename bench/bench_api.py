"""The API over a real connection: a list of 100 streams, and a payment made, each against its yardstick.

Both sides are asked in turn over one connection to one server process: the list against the same rows
as plain values in json's encoder, the payment against its service behind the same door. The payment
has no aim: what its service leaves out is whether this person sees the stream and may, every mistake
named, the answer read back, and the initiative judged again.
"""

import http.client
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal

from bench.bench_signaleren import fill
from bench.bench_start import find_poort
from bench.meten import Verslag, measure, start_django
from bench.park import Bezoeker, wait_until

INITIATIEVEN = 200
VERZOEKEN = 40
KEREN = 7
LIJST = Decimal(2)
"""At least half the requests a second of the yardstick."""
SERVER = ("--workers", "1", "--threads", "8", "--log-level", "error", "--no-control-socket")


def make_sleutel() -> str:
    """A municipality that sees every stream in full, and the key of its application."""
    from django.utils import timezone

    from financiering.domain.codes import Bereik, SoortToegang
    from financiering.models import ApiSleutel, Gebruiker, Gemeente, Initiatief, Toegang
    from financiering.services.apisleutels import create_sleutel
    from financiering.services.schrijven import Handeling, bulk_create_with_reason

    toen = Handeling(None, "Meting")
    wie = Gebruiker.objects.create_user("meting", "meting@voorbeeld.nl")
    eigen = [
        Toegang(gebruiker=wie, soort=SoortToegang.INITIATIEF, initiatief=initiatief)
        for initiatief in Initiatief.objects.all()
    ]
    stad = Toegang(gebruiker=wie, soort=SoortToegang.GEMEENTE, gemeente=Gemeente.objects.get(pk="GM9001"))  # fmt: skip
    bulk_create_with_reason([*eigen, stad], toen)
    sleutel = ApiSleutel(
        eigenaar=wie, naam="Meting", bereik=Bereik.SCHRIJVEN,
        verloopt_op=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    return create_sleutel(sleutel, toen)


class Beller:
    """One connection that stays open; says so when an answer is not what was expected."""

    def __init__(self, poort: int, koppen: Mapping[str, str]) -> None:
        self.lijn = http.client.HTTPConnection("127.0.0.1", poort, timeout=30)
        self.koppen = dict(koppen)

    def ask(self, methode: str, pad: str, inhoud: object = None) -> bytes:
        lijf = None if inhoud is None else json.dumps(inhoud)
        self.lijn.request(methode, pad, lijf, self.koppen)
        antwoord = self.lijn.getresponse()
        tekst = antwoord.read()
        if antwoord.status not in (200, 201):
            sys.exit(f"{pad}: {antwoord.status} {tekst[:300]!r}")
        return tekst

    def repeat(self, methode: str, pad: str, inhoud: object = None) -> Callable[[], object]:
        """As one piece of work: enough requests to measure."""
        return lambda: [self.ask(methode, pad, inhoud) for _ in range(VERZOEKEN)]


def meet(poort: int, sleutel: str) -> int:
    """Both lists hold the same hundred streams; then each is asked in turn."""
    from financiering.models import Geldstroom

    koppen = {"Authorization": f"Bearer {sleutel}", "Content-Type": "application/json"}
    beller, lijst = Beller(poort, koppen), "/api/v1/geldstromen?pageSize=100"
    rijen = json.loads(beller.ask("GET", lijst))["resultaten"]
    kaal = json.loads(beller.ask("GET", "/maat/geldstromen"))
    assert [rij["id"] for rij in rijen] == [rij["id"] for rij in kaal]
    assert len(rijen) == 100
    stroom = Geldstroom.objects.order_by("pk").values_list("pk", flat=True)[0]
    nieuw = {
        "geldstroom": stroom, "soort": "voorschot", "bedrag": "1.00", "ontvangenOp": "2026-02-03",
    }  # fmt: skip
    verslag = Verslag()
    vraag, kale_vraag = ("GET", lijst), ("GET", "/maat/geldstromen")
    api, maat = measure(beller.repeat(*vraag), beller.repeat(*kale_vraag), keren=KEREN)
    verslag.report_verhouding(
        f"lijst van 100 tegen kale waarden ({VERZOEKEN / api:.0f} per seconde)", api, maat, LIJST
    )
    api, maat = measure(
        beller.repeat("POST", "/api/v1/betalingen", nieuw),
        beller.repeat("POST", "/maat/betalingen", nieuw),
        keren=KEREN,
    )
    verslag.report_feit(
        f"betaling maken tegen de dienst ({VERZOEKEN / api:.0f} per seconde)", api, maat
    )
    return verslag.gemist


def main() -> int:
    """Fill, serve from one process, measure, clear away."""
    map_ = start_django()
    try:
        fill(INITIATIEVEN)
        sleutel, poort = make_sleutel(), find_poort()
        omgeving = os.environ | {"API_PER_MINUUT": "1000000000"}
        opdracht = [sys.executable, "-m", "gunicorn", "bench.api_server", *SERVER]
        server = subprocess.Popen([*opdracht, "--bind", f"127.0.0.1:{poort}"], env=omgeving)
        try:
            bezoeker = Bezoeker(f"http://127.0.0.1:{poort}")
            wait_until(lambda: bezoeker.ask("/maat/geldstromen") == 401, "the server")
            return meet(poort, sleutel)
        finally:
            server.terminate()
            server.wait(30)
    finally:
        shutil.rmtree(map_)


if __name__ == "__main__":
    sys.exit(main())
