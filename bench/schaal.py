"""`python -m bench.schaal`: what is seen past one machine, with everything of deploy/ really running.

Needs PostgreSQL, Redis, nginx and openssl. Not part of `make bench`: it measures a machine, not a
ratio. What it printed, and what follows from it: docs/schaal.md.
"""

import json
import re
import signal
import sys
import threading
import time
from statistics import median

from bench.bench_start import find_poort
from bench.park import Bezoeker, Park, wait_until

PAGINA = "/portefeuille?jaar=2026&per=wijk"
TEGELIJK = 8
SECONDEN = 10
VUL = """
import django; django.setup()
from bench.bench_signaleren import fill
from bench.bench_portefeuille import split_all
from financiering.domain.codes import SoortToegang
from financiering.models import Gebruiker, Gemeente, Toegang
from financiering.services.schrijven import Handeling
from financiering.services.toegangen import grant_toegang
fill({aantal}); split_all()
mens = Gebruiker.objects.create_user("meter", "meter@voorbeeld.nl", "drie-losse-woorden")
stad = Gemeente.objects.get(code="GM9001")
grant_toegang(Toegang(gebruiker=mens, soort=SoortToegang.GEMEENTE, gemeente=stad), Handeling(None, "Meting"))
"""
ZEND = """
import django; django.setup()
from financiering.models import Initiatief
from tasks.signalen import beoordeel_initiatief
for pk in Initiatief.objects.order_by("pk").values_list("pk", flat=True)[:{aantal}]:
    beoordeel_initiatief.delay(pk)
"""
NACHT = """
import django; django.setup()
from tasks.signalen import beoordeel_alles
beoordeel_alles.delay()
"""


def load(park: Park, plek: str, pad: str, wie: list[str]) -> None:
    """Eight visitors at once for ten seconds: pages a second, and processor time by whom."""
    duren: list[float] = []
    mis: list[int] = []
    bezoekers = [Bezoeker(plek) for _ in range(TEGELIJK)]
    eerste = bezoekers[0]
    eerste.log_in("meter", "drie-losse-woorden")
    for ander in bezoekers[1:]:
        ander.opener, ander.koekjes = eerste.opener, eerste.koekjes
    einde = time.monotonic() + SECONDEN

    def visit(bezoeker: Bezoeker) -> None:
        while time.monotonic() < einde:
            begin = time.perf_counter()
            if (status := bezoeker.ask(pad)) != 200:
                mis.append(status)
            duren.append(time.perf_counter() - begin)

    # Own work is over: who logs in has just saved something.
    time.sleep(11)
    for bezoeker in bezoekers:
        bezoeker.ask(pad)
    duren.clear()
    einde = time.monotonic() + SECONDEN
    voor = {naam: park.read_cpu(naam) for naam in wie}
    draden = [threading.Thread(target=visit, args=(b,)) for b in bezoekers]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    cpu = {naam: (park.read_cpu(naam) - voor[naam]) * 1000 / len(duren) for naam in wie}
    per = ", ".join(f"{naam} {ms:.0f}" for naam, ms in cpu.items())
    print(
        f"  {pad.partition('?')[0]}: {len(duren) / SECONDEN:.1f} per seconde, helft binnen"
        f" {median(duren) * 1000:.0f} ms, mis {len(mis)}; ms processor per pagina: {per}",
        flush=True,
    )


def count_rij(park: Park, rij: str) -> int:
    """Messages that wait or are in hand."""
    import redis

    klant = redis.Redis(port=park.poorten["redis"])
    return int(klant.llen(f"financiering-{rij}")) + int(klant.hlen("unacked"))  # type: ignore[arg-type]


def work(park: Park, wat: str, opdracht: str, rij: str, aantal: int) -> None:
    """How long a worker takes for what is sent, and how far the copy falls behind meanwhile."""
    park.manage("-c", opdracht)
    achter: list[str] = []
    begin = time.perf_counter()
    park.start_werker(rij)
    kijker = Bezoeker(f"http://127.0.0.1:{park.poorten['web1']}")
    wait_until(lambda: count_rij(park, rij) > 0, "messages")
    einde = time.monotonic() + 600
    while count_rij(park, rij) and time.monotonic() < einde:
        kijker.ask("/gezond")
        achter.append(json.loads(kijker.inhoud).get("replica", ""))
        time.sleep(0.5)
    duur = time.perf_counter() - begin
    verst = max(float(m[1]) for t in achter if (m := re.search(r"loopt ([0-9.]+)", t)))
    print(
        f"  {wat}: {aantal / duur:.1f} per seconde ({duur:.1f} s), kopie hoogstens {verst} s achter"
    )
    park.stop(f"werker-{rij}")


def fall(park: Park, plek: str) -> None:
    """Take things away while somebody looks at reports; every answer counts."""
    mens = Bezoeker(plek)
    mens.log_in("meter", "drie-losse-woorden")
    time.sleep(11)

    def look(wat: str, keren: int = 30) -> None:
        duren = []
        uit = []
        for _ in range(keren):
            begin = time.perf_counter()
            uit.append(mens.ask(PAGINA))
            duren.append(time.perf_counter() - begin)
        gezond = Bezoeker(f"http://127.0.0.1:{park.poorten['web1']}")
        gezond.ask("/gezond")
        replica = json.loads(gezond.inhoud or "{}").get("replica")
        print(
            f"  {wat}: {uit.count(200)} van {keren} goed, langste {max(duren):.2f} s; kopie: {replica}",
            flush=True,
        )

    look("alles draait")
    park.stop("kopie", signal.SIGKILL)
    look("kopie weg (kill -9)")
    park.start_kopie()
    time.sleep(16)
    look("kopie terug")
    park.stop("redis", signal.SIGKILL)
    look("Redis weg", 10)
    park.start_redis()
    park.stop("web2", signal.SIGKILL)
    look("een van twee webprocessen weg")
    park.start_web("web2")
    park.stop("eerste", signal.SIGKILL)
    print(f"  eerste database weg: {mens.ask(PAGINA)}", flush=True)


def main() -> int:
    """Start, fill, measure, take away, end."""
    aantal = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with Park() as park:
        park.poorten["proxy"] = find_poort()
        park.start_eerste()
        park.start_redis()
        park.manage("manage.py", "migrate", "-v", "0")
        park.manage("manage.py", "collectstatic", "--no-input", "-v", "0")
        park.manage("-c", VUL.format(aantal=aantal))
        print(f"== {aantal} initiatieven, {aantal * 10} geldstromen", flush=True)
        plek = f"https://localhost:{park.poorten['proxy']}"
        park.start_web("web1")
        park.start_proxy("web1")
        print("een webproces, zonder kopie", flush=True)
        for pad in (PAGINA, "/mijn"):
            load(park, plek, pad, ["web1", "eerste"])
        park.start_kopie()
        park.stop("web1")
        park.stop("proxy")
        park.start_web("web1")
        park.start_web("web2")
        park.start_proxy("web1", "web2")
        print("twee webprocessen, met kopie", flush=True)
        load(park, plek, PAGINA, ["web1", "web2", "eerste", "kopie"])
        print("een werker", flush=True)
        eerste = min(300, aantal)
        work(park, "een initiatief beoordelen", ZEND.format(aantal=eerste), "kort", eerste)
        work(park, "de eerste nacht, initiatieven", NACHT, "lang", aantal)
        work(park, "een nacht zonder nieuws", NACHT, "lang", aantal)
        print("wegvallen", flush=True)
        fall(park, plek)
    return 0


if __name__ == "__main__":
    sys.exit(main())
