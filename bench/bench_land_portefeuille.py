"""The portfolio of the largest municipality and of the country, against SQL by hand and against columns in memory.

`make bench BENCH=land_portefeuille DEEL=10`. All three must give the same number of streams and the same
euros. The municipality is asked as the page asks it for its accounthouder, with everything that decides what
somebody may count; by hand that is left out. By hand and in memory streams are joined to what they
follow from: neither knows of the copy that the split carries.
"""

import sys
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from bench.bench_portefeuille import SQL
from bench.land.database import meet_land
from bench.land.klok import build_klok
from bench.meten import Verslag, measure

TEGEN_SQL = Decimal("1.3")
TEGEN_KOLOMMEN = Decimal(3)
JAAR = 2026
VAN_GEMEENTE = """
SELECT s.aard, s.regelmaat, s.geldsoort, s.bron,
       COALESCE(NULLIF(s.wijk, ''), i.wijk), COUNT(*),
       COALESCE(SUM(CASE WHEN s.status IN ('verleend', 'verantwoord', 'vastgesteld')
                    THEN j.verleend END), 0)
FROM financiering_geldstroom s
JOIN financiering_initiatief i ON i.id = s.initiatief_id
JOIN financiering_jaarbedrag j ON j.geldstroom_id = s.id
WHERE j.bekend_tot IS NULL AND j.jaar_van <= 2026 AND j.jaar_tot >= 2026 AND s.id IN (
    SELECT x.id FROM financiering_geldstroom x JOIN financiering_initiatief y ON y.id = x.initiatief_id
    WHERE y.gemeente_id = %(gemeente)s
    UNION
    SELECT x.id FROM financiering_geldstroom x JOIN financiering_financier f ON f.id = x.financier_id
    WHERE f.gemeente_id = %(gemeente)s)
GROUP BY 1, 2, 3, 4, 5
"""


def by_hand(sql: str, **waarden: Any) -> list[tuple[Any, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, waarden)
        return cursor.fetchall()


def count(rijen: Iterable[Any]) -> tuple[int, Decimal]:
    """Number of streams and euros of rows that end with those two."""
    lijst = list(rijen)
    return sum(rij[-2] for rij in lijst), sum((Decimal(rij[-1]) for rij in lijst), Decimal(0))


def meet(verslag: Verslag) -> None:
    """The same question three ways, in turn, by processor seconds."""
    from bench.land.kolommen import Kolommen
    from financiering.models import Gebruiker, Geldstroom, Gemeente
    from financiering.models.base import Plekken
    from financiering.rapportage.portefeuille import compute_tabel
    from financiering.rapportage.selectie import Vraag

    kolommen, klok = Kolommen(), build_klok()
    stad = Gemeente.objects.get(toegangen__gebruiker__username="accounthouder")
    mens = Gebruiker.objects.get(username="accounthouder")
    mens.plekken = Plekken(mens)  # type: ignore[attr-defined]
    vragen = {
        "gemeente": (Vraag(gemeente=stad.pk, stromen=Geldstroom.objects.countable_by(mens)), VAN_GEMEENTE, stad.pk),
        "land": (Vraag(), SQL, None),
    }  # fmt: skip
    for naam, (vraag, sql, gemeente) in vragen.items():

        def ask(vraag: Vraag = vraag) -> list[dict[str, Any]]:
            return compute_tabel(vraag, JAAR)

        def ask_sql(sql: str = sql, gemeente: str | None = gemeente) -> list[tuple[Any, ...]]:
            return by_hand(sql, gemeente=gemeente)

        def ask_kolommen(gemeente: str | None = gemeente) -> list[tuple[Any, ...]]:
            return kolommen.compute_tabel(JAAR, gemeente)

        wij = count((rij["aantal"], rij["verleend"]) for rij in ask())
        centen = count(ask_kolommen())
        assert wij == count(ask_sql()) == (centen[0], centen[1] / 100)
        ons, hand, polars = measure(ask, ask_sql, ask_kolommen, keren=4, klok=klok)
        verslag.report_verhouding(
            f"portefeuille {naam} tegen SQL met de hand", ons, hand, TEGEN_SQL
        )
        verslag.report_verhouding(f"portefeuille {naam} tegen polars", ons, polars, TEGEN_KOLOMMEN)


def main() -> int:
    """On the country of DEEL percent."""
    return meet_land(meet)


if __name__ == "__main__":
    sys.exit(main())
