"""List, search and portfolio pages of the three users: queries, and milliseconds of the processor.

`make bench BENCH=land_paginas DEEL=10`. Each user stands where there is most to see: the initiative with
most streams, the largest municipality, the thirty largest together. Pages are made in this process,
through the whole of the web application but the server.
"""

import sys
from typing import Any

from bench.land.database import meet_land
from bench.land.klok import build_klok
from bench.meten import Verslag, measure

HOOGSTENS_VRAGEN = 15
PAGINAS = {
    "penningmeester": ("/mijn", "/initiatieven", "/signalen", "initiatief"),
    "accounthouder": (
        "/initiatieven", "/initiatieven?soort=alle", "/initiatieven?zoek=initiatief+12",
        "/initiatieven?zoek=nieuwland&bladzijde=2", "/signalen", "/signalen?ernst=kritiek",
        "/portefeuille", "/portefeuille?jaar=2026&per=wijk", "/portefeuille?jaar=2026&per=domein",
        "/portefeuille/geldstromen?jaar=2026", "/portefeuille/geldstromen?jaar=2026&aard=structureel",
        "/portefeuille?jaar=2026&per=wijk&bekend_op=2025-12-31",
        "/portefeuille/verschil?jaar=2026&eerst=2025-12-31", "/potten", "/spiegel", "initiatief",
    ),
    "adviseur": ("/initiatieven", "/initiatieven?zoek=initiatief+12", "/signalen", "/signalen?regel=R05", "initiatief"),
}  # fmt: skip


def visit(client: Any, adres: str) -> None:
    """Ask for a page; anything but a page ends the measurement."""
    antwoord = client.get(adres)
    if antwoord.status_code != 200:
        sys.exit(f"{adres}: {antwoord.status_code}")


def log_in(naam: str) -> Any:
    from django.test import Client

    from financiering.models import Gebruiker

    client = Client(HTTP_HOST="localhost")
    mens = Gebruiker.objects.get(username=naam)
    client.force_login(mens, backend="django.contrib.auth.backends.ModelBackend")
    return client


def find_initiatief(naam: str) -> str:
    """The page of the one with most streams that this person may know of."""
    from django.db.models import Count

    from financiering.models import Gebruiker, Initiatief

    mens = Gebruiker.objects.get(username=naam)
    zichtbaar = Initiatief.objects.visible_to(mens).alias(n=Count("geldstromen"))
    eerste = zichtbaar.order_by("-n", "pk").values_list("kenmerk", flat=True).first()
    return f"/initiatieven/{eerste}"


def meet(verslag: Verslag) -> None:
    """Every page twice to warm up and count, then the fastest of two."""
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    klok = build_klok()
    call_command("collectstatic", verbosity=0, interactive=False)
    for naam, adressen in PAGINAS.items():
        client = log_in(naam)
        for kort in adressen:
            adres = find_initiatief(naam) if kort == "initiatief" else kort
            visit(client, adres)
            with CaptureQueriesContext(connection) as vragen:
                visit(client, adres)
            aantal = len(vragen)
            [seconden] = measure(lambda: visit(client, adres), keren=2, klok=klok)  # noqa: B023
            verslag.report_pagina(f"{naam} {kort}", seconden, aantal, HOOGSTENS_VRAGEN)


def main() -> int:
    """On the country of DEEL percent, with its signals."""
    return meet_land(meet)


if __name__ == "__main__":
    sys.exit(main())
