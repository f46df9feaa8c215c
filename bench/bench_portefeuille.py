"""The portfolio of 5,000 initiatives and 50,000 streams, against hand-written SQL on the same database."""

import shutil
import subprocess
import sys
from decimal import Decimal

from bench.bench_signaleren import INITIATIEVEN, fill
from bench.meten import Verslag, measure, start_django

HOOGSTENS = Decimal("1.3")

SQL = """
SELECT s.aard, s.regelmaat, s.geldsoort, s.bron,
       COALESCE(NULLIF(s.wijk, ''), i.wijk), COUNT(*),
       COALESCE(SUM(CASE WHEN s.status IN ('verleend', 'verantwoord', 'vastgesteld')
                    THEN j.verleend END), 0)
FROM financiering_jaarbedrag j
JOIN financiering_geldstroom s ON s.id = j.geldstroom_id
JOIN financiering_initiatief i ON i.id = s.initiatief_id
WHERE j.bekend_tot IS NULL AND j.jaar_van <= 2026 AND j.jaar_tot >= 2026
GROUP BY 1, 2, 3, 4, 5
"""


def split_all() -> None:
    """Write the stored split of every stream, as the services do."""
    from django.utils import timezone

    from financiering.models import Geldstroom
    from financiering.services.jaarbedragen import bulk_write_jaarbedragen

    bulk_write_jaarbedragen(list(Geldstroom.objects.all()), timezone.now(), nieuw=True)


def meet() -> int:
    """The same table twice, by the application and by hand; they must agree."""
    import django

    django.setup()
    from django.db import connection

    from financiering.rapportage.portefeuille import compute_tabel
    from financiering.rapportage.selectie import Vraag

    def by_hand() -> list[tuple[object, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(SQL)
            return cursor.fetchall()

    rijen = compute_tabel(Vraag(), 2026)
    assert sum(rij["aantal"] for rij in rijen) == sum(int(str(rij[5])) for rij in by_hand())
    verslag = Verslag()
    app, hand = measure(lambda: compute_tabel(Vraag(), 2026), by_hand)
    verslag.report_verhouding("portefeuille tegen SQL met de hand", app, hand, HOOGSTENS)
    return verslag.gemist


KIND = "import sys; from bench.bench_portefeuille import meet; sys.exit(meet())"


def main() -> int:
    """Fill, measure in a fresh process, clear away."""
    map_ = start_django()
    try:
        fill(INITIATIEVEN)
        split_all()
        return subprocess.run([sys.executable, "-c", KIND]).returncode
    finally:
        shutil.rmtree(map_)


if __name__ == "__main__":
    sys.exit(main())
