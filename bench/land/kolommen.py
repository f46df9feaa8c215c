"""The streams of a country in memory, in columns: what a report engine of that kind would answer from."""

from typing import Any

import polars as pl
from django.db import connection

TELT = ("verleend", "verantwoord", "vastgesteld")
STROMEN = """
SELECT id, initiatief_id, financier_id, aard, regelmaat, geldsoort, bron, status, wijk AS eigen_wijk
FROM financiering_geldstroom
"""
DELEN = """
SELECT geldstroom_id AS id, jaar_van::int2, jaar_tot::int2, (verleend * 100)::int8 AS centen
FROM financiering_jaarbedrag WHERE bekend_tot IS NULL
"""
INITIATIEVEN = "SELECT id AS initiatief_id, gemeente_id, wijk FROM financiering_initiatief"
FINANCIERS = "SELECT id AS financier_id, gemeente_id AS betaler FROM financiering_financier"
SOORTEN = ("aard", "regelmaat", "geldsoort", "bron", "status", "gemeente_id", "wijk", "betaler")


class Kolommen:
    """The same rows as the database holds, of what is known now; amounts in whole cents."""

    def __init__(self) -> None:
        self.stromen, self.delen = _read(STROMEN), _read(DELEN)
        self.initiatieven, self.financiers = _read(INITIATIEVEN), _read(FINANCIERS)

    def compute_tabel(self, jaar: int, gemeente: str | None = None) -> list[tuple[Any, ...]]:
        """Number and cents per aard, regelmaat, geldsoort, bron and place, of a municipality or all."""
        delen = self.delen.lazy().filter(
            (pl.col("jaar_van") <= jaar) & (pl.col("jaar_tot") >= jaar)
        )
        stromen = self.stromen.lazy().join(self.initiatieven.lazy(), on="initiatief_id")
        if gemeente:
            stromen = stromen.join(self.financiers.lazy(), on="financier_id").filter(
                (pl.col("gemeente_id") == gemeente) | (pl.col("betaler") == gemeente)
            )
        telt = pl.when(pl.col("status").is_in(TELT)).then(pl.col("centen")).otherwise(0)
        plaats = pl.when(pl.col("eigen_wijk") == "").then(pl.col("wijk")).otherwise("eigen_wijk")
        samen = delen.join(stromen, on="id").group_by(
            "aard", "regelmaat", "geldsoort", "bron", plaats.alias("plaats")
        )
        return samen.agg(pl.len(), telt.sum().alias("som")).collect().rows()


def _read(sql: str) -> Any:
    """A frame of one query, in parts so that reading takes little memory; words as categories."""
    delen = []
    with connection.cursor() as cursor:
        cursor.execute(sql)
        namen = [kolom[0] for kolom in cursor.description]
        while rijen := cursor.fetchmany(50_000):
            deel = pl.DataFrame(rijen, schema=namen, orient="row", infer_schema_length=None)
            delen.append(
                deel.with_columns(pl.col(n).cast(pl.String) for n in SOORTEN if n in namen)
            )
    geheel = pl.concat(delen, how="vertical_relaxed")
    return geheel.with_columns(pl.col(n).cast(pl.Categorical) for n in SOORTEN if n in namen)
