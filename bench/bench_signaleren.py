"""All rules over 5,000 initiatives and 50,000 streams, against loading their facts alone."""

import shutil
import subprocess
import sys
import time
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from bench.meten import Verslag, measure, start_django

P = date(2026, 11, 23)
INITIATIEVEN = 5000
STROMEN = 10
HOOGSTENS = Decimal(2)
HOOGSTENS_MB = 400


def fill(initiatieven: int) -> None:
    """Invented initiatives with a budget, tasks and streams in every state; always the same ones."""
    from financiering.models import Begrotingspost, Financier, Gemeente, Initiatief, Taak
    from financiering.services.schrijven import Handeling, bulk_create_with_reason, save_object

    toen = Handeling(None, "Meting")
    toeval = Random(20261123)
    gemeente = save_object(Gemeente(code="GM9001", naam="Veldstad"), toen)
    gevers = bulk_create_with_reason(
        [Financier(naam=f"Gever {n}", soort="fonds") for n in range(200)], toen
    )
    wie = bulk_create_with_reason(
        [
            Initiatief(
                kenmerk=f"i{n}", naam=f"Initiatief {n}", gemeente=gemeente, fase="uitvoering",
                startdatum=date(2020, 1, 1), beleidsdomeinen=["welzijn", "zorg"],
            )
            for n in range(initiatieven)
        ],
        toen,
    )  # fmt: skip
    bulk_create_with_reason(
        [
            Begrotingspost(initiatief=i, jaar=2026, post=post, bedrag=Decimal(toeval.randint(9, 40)) * 1000)
            for i in wie
            for post in ("Huur", "Mensen")
        ],
        toen,
    )  # fmt: skip
    bulk_create_with_reason(
        [
            Taak(initiatief=i, soort="eigen", naam=f"taak {t}", vervuld_door=toeval.choice("abc"))
            for i in wie
            for t in range(5)
        ],
        toen,
    )
    for begin in range(0, len(wie), 500):
        stromen = bulk_create_with_reason(
            [
                _make_stroom(i, gevers, toeval, n)
                for i in wie[begin : begin + 500]
                for n in range(STROMEN)
            ],
            toen,
        )
        _fill_stromen(stromen, toeval, toen)


def _make_stroom(initiatief, gevers, toeval, nummer):
    from financiering.models import Geldstroom

    van = date(2025, 1, 1) + timedelta(days=toeval.randrange(1000))
    status = toeval.choice(["verleend", "verleend", "verleend", "aangevraagd", "voornemen"])
    bedrag = Decimal(toeval.randint(1000, 40000))
    return Geldstroom(
        kenmerk=f"{initiatief.kenmerk}-{nummer}", initiatief=initiatief,
        omschrijving="Huur en koffie", financier=toeval.choice(gevers), bron="gemeentesubsidie",
        geldsoort="basisgeld", van=van, tot=van + timedelta(days=toeval.randrange(90, 900)),
        status=status, verwacht=bedrag, aangevraagd=bedrag,
        verleend=bedrag if status == "verleend" else None,
        ingediend_op=van - timedelta(days=90) if status == "aangevraagd" else None,
    )  # fmt: skip


def _fill_stromen(stromen, toeval, toen):
    """What hangs on a grant: an advance and a final payment, one report, and the domain that pays."""
    from financiering.models import Betaling, Domeindeel, Verantwoording
    from financiering.services.schrijven import bulk_create_with_reason

    verleend = [stroom for stroom in stromen if stroom.verleend is not None]
    bulk_create_with_reason(
        [
            Betaling(
                geldstroom=s, volgnummer=nummer, soort=soort, bedrag=s.verleend * deel / 100,
                verwacht_op=dag, ontvangen_op=dag if dag <= P else None,
            )
            for s in verleend
            for nummer, soort, deel, dag in ((1, "voorschot", 80, s.van), (2, "eindbetaling", 20, s.tot))
        ],
        toen,
    )  # fmt: skip
    bulk_create_with_reason(
        [
            Verantwoording(
                geldstroom=s, niveau="inhoudelijk", uiterlijk_op=s.tot + timedelta(weeks=13),
                uren=toeval.randint(1, 30),
            )
            for s in verleend
        ],
        toen,
    )  # fmt: skip
    bulk_create_with_reason(
        [
            Domeindeel(geldstroom=s, domein=toeval.choice(["welzijn", "zorg"]), procent=100)
            for s in stromen
        ],
        toen,
    )


def meet() -> int:
    """Time and memory, in a process that did not fill the database."""
    import django
    from django.db import connection

    django.setup()
    from financiering.continuiteit.dossier import load_dossiers
    from financiering.services.signalen import scan_initiatieven

    verslag = Verslag()
    laden, alles = measure(
        lambda: sum(1 for _ in load_dossiers(P)),
        lambda: sum(1 for _ in scan_initiatieven(P)),
        klok=time.process_time if connection.vendor == "sqlite" else time.perf_counter,
    )
    verslag.report_verhouding("alle regels tegen feiten laden", alles, laden, HOOGSTENS)
    verslag.report_piek("piekgeheugen", HOOGSTENS_MB)
    return verslag.gemist


def main() -> int:
    """Fill, measure in a fresh process, clear away."""
    aantal = int(sys.argv[1]) if len(sys.argv) > 1 else INITIATIEVEN
    map_ = start_django()
    try:
        fill(aantal)
        return subprocess.run([sys.executable, "-c", KIND]).returncode
    finally:
        shutil.rmtree(map_)


KIND = "import sys; from bench.bench_signaleren import meet; sys.exit(meet())"

if __name__ == "__main__":
    sys.exit(main())
