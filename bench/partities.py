"""`python -m bench.partities [rows ...]`: payments and their history, whole and by year, on PostgreSQL.

In a server of its own that goes away (`bench/park.py`). The tables are those of the application with
all their indexes; the other ones are the same by year. Payments over ten years, three or so per
stream. What follows from it: docs/beslissingen/0005-partities-per-jaar.md.
"""

import sys
import time
from collections.abc import Sequence
from typing import Any

from bench.bench_start import find_poort
from bench.park import Park

JAREN = range(2017, 2027)

VUL = """
INSERT INTO {tabel} (id, versie, geldstroom_id, volgnummer, soort, bedrag, verwacht_op, ontvangen_op,
                     vervallen_door{extra})
SELECT n, 1, n / 3 + 1, n % 3 + 1, 'voorschot', (n % 900 + 100)::numeric,
       date '2017-01-01' + (n::bigint * 3652 / {aantal})::int,
       date '2017-01-01' + (n::bigint * 3652 / {aantal})::int, ''{waarde}
FROM generate_series({van}, {tot}) AS n
"""
VUL_GESCHIEDENIS = """
INSERT INTO {tabel} (history_id, id, versie, geldstroom_id, volgnummer, soort, bedrag, verwacht_op,
                     ontvangen_op, vervallen_door, history_change_reason, history_date, history_type)
SELECT n, n / 2 + 1, n % 2 + 1, n / 6 + 1, 1, 'voorschot', 100, NULL, NULL, '', 'Betaling vastgelegd',
       timestamptz '2017-01-01' + (n::float8 / {aantal} * 3652) * interval '1 day', '+'
FROM generate_series({van}, {tot}) AS n
"""
WAARDE_JAAR = ", extract(year FROM date '2017-01-01' + (n::bigint * 3652 / {aantal})::int)"
RAPPORT = (
    "SELECT soort, count(*), sum(bedrag) FROM {tabel} "
    "WHERE ontvangen_op BETWEEN '2025-01-01' AND '2025-12-31'{jaar} GROUP BY soort"
)
DOSSIERS = (
    "SELECT geldstroom_id, sum(bedrag) FROM {tabel} WHERE geldstroom_id = ANY({wie}) GROUP BY 1"
)
BEKEND = """
SELECT count(*) FROM (
    SELECT DISTINCT ON (id) id, history_type FROM {tabel}
    WHERE history_date <= '2024-12-31' AND id = ANY({wie}) ORDER BY id, history_date DESC) AS laatste
"""


class Meting:
    """One connection, and what it takes."""

    def __init__(self, adres: str) -> None:
        import psycopg

        self.verbinding = psycopg.connect(adres, autocommit=True)

    def run(self, sql: str) -> float:
        """Seconds."""
        begin = time.perf_counter()
        self.verbinding.execute(sql)  # type: ignore[call-overload]
        return time.perf_counter() - begin

    def best(self, sql: str, keren: int = 5) -> float:
        """Milliseconds of the fastest of a few."""
        return min(self.run(sql) for _ in range(keren)) * 1000

    def read(self, sql: str) -> Any:
        rij = self.verbinding.execute(sql).fetchone()  # type: ignore[call-overload]
        return rij[0] if rij else None

    def measure_grootte(self, tabel: str) -> tuple[float, float]:
        """MB of rows and of indexes, over all parts."""
        delen = f"(SELECT '{tabel}'::regclass AS oid UNION SELECT inhrelid FROM pg_inherits WHERE inhparent = '{tabel}'::regclass) d"
        return tuple(
            float(self.read(f"SELECT sum({wat}(d.oid)) / 1048576 FROM {delen}"))
            for wat in ("pg_table_size", "pg_indexes_size")
        )  # type: ignore[return-value]


def create_tabellen(meting: Meting) -> None:
    """The application's own tables, and both once more by year."""
    meting.run("DROP TABLE IF EXISTS heel, per_jaar, gheel, gper_jaar")
    meting.run("CREATE TABLE heel (LIKE financiering_betaling INCLUDING ALL EXCLUDING IDENTITY)")
    meting.run(
        "CREATE TABLE gheel (LIKE financiering_historicalbetaling INCLUDING ALL EXCLUDING IDENTITY)"
    )
    meting.run(
        "CREATE TABLE per_jaar (LIKE financiering_betaling INCLUDING DEFAULTS INCLUDING CONSTRAINTS,"
        " jaar int NOT NULL, PRIMARY KEY (id, jaar), UNIQUE (geldstroom_id, volgnummer, jaar))"
        " PARTITION BY RANGE (jaar)"
    )
    meting.run("CREATE INDEX ON per_jaar (geldstroom_id)")
    meting.run(
        "CREATE TABLE gper_jaar (LIKE financiering_historicalbetaling INCLUDING DEFAULTS,"
        " PRIMARY KEY (history_id, history_date)) PARTITION BY RANGE (history_date)"
    )
    for velden in ("history_date, id", "id", "geldstroom_id", "history_user_id"):
        meting.run(f"CREATE INDEX ON gper_jaar ({velden})")
    for jaar in JAREN:
        meting.run(
            f"CREATE TABLE per_{jaar} PARTITION OF per_jaar FOR VALUES FROM ({jaar}) TO ({jaar + 1})"
        )
        meting.run(
            f"CREATE TABLE gper_{jaar} PARTITION OF gper_jaar"
            f" FOR VALUES FROM ('{jaar}-01-01') TO ('{jaar + 1}-01-01')"
        )


def fill(meting: Meting, aantal: int) -> None:
    """Everything but the last tenth, which is measured as an insert."""
    begin = aantal * 9 // 10
    for tabel, extra, waarde in (("heel", "", ""), ("per_jaar", ", jaar", WAARDE_JAAR)):
        vast = {
            "tabel": tabel,
            "extra": extra,
            "waarde": waarde.format(aantal=aantal),
            "aantal": aantal,
        }
        meting.run(VUL.format(van=0, tot=begin - 1, **vast))
        duur = meting.run(VUL.format(van=begin, tot=aantal - 1, **vast))
        print(f"  {tabel}: {(aantal - begin) / duur:,.0f} rijen per seconde erbij", flush=True)
    for tabel in ("gheel", "gper_jaar"):
        meting.run(VUL_GESCHIEDENIS.format(tabel=tabel, van=0, tot=begin - 1, aantal=aantal))
        duur = meting.run(
            VUL_GESCHIEDENIS.format(tabel=tabel, van=begin, tot=aantal - 1, aantal=aantal)
        )
        print(f"  {tabel}: {(aantal - begin) / duur:,.0f} rijen per seconde erbij", flush=True)
    meting.run("VACUUM ANALYZE")


def report(meting: Meting, aantal: int) -> None:
    """Questions that the application asks, one that it does not, and putting a year away."""
    for tabel in ("heel", "per_jaar", "gheel", "gper_jaar"):
        rijen, index = meting.measure_grootte(tabel)
        per = 1e6 / aantal
        print(
            f"  {tabel}: {rijen:.0f} MB rijen, {index:.0f} MB index; per miljoen {rijen * per:.0f} + {index * per:.0f} MB"
        )
    wie = "ARRAY[{}]".format(", ".join(str(n * (aantal // 3000) + 1) for n in range(500)))
    for tabel, jaar in (("heel", ""), ("per_jaar", ""), ("per_jaar", " AND jaar = 2025")):
        print(
            f"  {tabel}{jaar}: rapport over een jaar {meting.best(RAPPORT.format(tabel=tabel, jaar=jaar)):.1f} ms"
        )
    for tabel in ("heel", "per_jaar"):
        print(
            f"  {tabel}: betalingen van 500 geldstromen {meting.best(DOSSIERS.format(tabel=tabel, wie=wie)):.1f} ms"
        )
    for tabel in ("gheel", "gper_jaar"):
        print(
            f"  {tabel}: 500 betalingen zoals bekend eind 2024 {meting.best(BEKEND.format(tabel=tabel, wie=wie)):.1f} ms"
        )
    duur = meting.run("CREATE INDEX heel_ontvangen ON heel (ontvangen_op)")
    _, index = meting.measure_grootte("heel")
    ms = meting.best(RAPPORT.format(tabel="heel", jaar=""))
    print(
        f"  heel met index op ontvangen_op ({duur:.1f} s te maken, {index:.0f} MB index in totaal): rapport {ms:.1f} ms"
    )
    for tabel, weg in (
        ("gheel", "DELETE FROM gheel WHERE history_date < '2018-01-01'"),
        ("gper_jaar", "DROP TABLE gper_2017"),
    ):
        print(
            f"  {tabel}: een jaar weg {meting.run(weg) * 1000:.0f} ms, opruimen {meting.run(f'VACUUM {tabel}') * 1000:.0f} ms"
        )


def main(aantallen: Sequence[int]) -> int:
    """A server, the tables, and each size in turn."""
    with Park() as park:
        park.poorten |= {"proxy": find_poort(), "redis": find_poort()}
        park.start_eerste("shared_buffers=512MB", "max_wal_size=4GB")
        park.manage("manage.py", "migrate", "-v", "0")
        meting = Meting(park.build_adres("eerste"))
        for aantal in aantallen:
            print(f"== {aantal:,} rijen", flush=True)
            create_tabellen(meting)
            fill(meting, aantal)
            report(meting, aantal)
        meting.verbinding.close()
    return 0


if __name__ == "__main__":
    sys.exit(main([int(tekst) for tekst in sys.argv[1:]] or [200_000, 2_000_000]))
