"""A sheet read column by column says the same as read row by row."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from financiering.uitwisseling import reader
from financiering.uitwisseling.columns import INITIATIEVEN
from financiering.uitwisseling.reader import Bladlezer, Foutenlijst, Werkboek

KOPPEN = ["Kenmerk", "Naam", "Gemeente", "Fase", "Startdatum", "Saldo", "Beleidsdomeinen"]
CELLEN = st.sampled_from(
    ["", " ", "x", " x ", "uitvoering", "Uitvoering", "zorg; welzijn", "31-12-2026", "1.234", "fout",
     0.0, 1.0, 1, True, 12.345, -5.0, 250000.0, date(2026, 1, 1)]
)  # fmt: skip


class Sheet:
    """A sheet as the parser hands it over."""

    def __init__(self, rijen):
        self.height = len(rijen)
        self.iter_rows = lambda: iter(rijen)


class Boek:
    def __init__(self, rijen):
        self.get_sheet_by_name = lambda naam: Sheet(rijen)


def lees(tmp_path_naam, rijen, blok):
    fouten = Foutenlijst("boek.xlsx")
    boek = Werkboek(tmp_path_naam, "boek.xlsx", Boek([KOPPEN, *rijen]), {"Initiatieven": "x"}, [])
    was, reader.BLOK = reader.BLOK, blok
    try:
        gelezen = list(Bladlezer(boek, INITIATIEVEN, fouten))
    finally:
        reader.BLOK = was
    return gelezen, [str(fout) for fout in fouten.fouten]


def by_row(rijen):
    """A block of one row has nothing to share."""
    return lees(None, rijen, 1)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLEN, min_size=7, max_size=7), max_size=9), st.integers(2, 9))
def test_blocks_and_rows_read_the_same(rijen, blok):
    assert lees(None, rijen, blok) == by_row(rijen)


def test_a_good_block(db):
    vast = ["x", "Huis", "GM0363", "uitvoering", "31-12-2026", 12.5, "zorg; welzijn"]
    rijen = [vast, ["y", *vast[1:]]]
    (een, twee), fouten = lees(None, rijen, 5)
    assert fouten == []
    assert (een.nummer, twee.nummer, twee.waarden["kenmerk"]) == (2, 3, "y")
    assert een.waarden["saldo"] == Decimal("12.50")
    assert een.waarden["beleidsdomeinen"] == ["zorg", "welzijn"]
    assert een.waarden["beleidsdomeinen"] is not twee.waarden["beleidsdomeinen"]


def test_an_empty_row_between_good_ones_is_no_row():
    rijen = [
        ["x", "Huis", "GM0363", "", "", "", ""],
        [""] * 7,
        ["y", "Tuin", "GM0363", "", "", "", ""],
    ]
    gelezen, fouten = lees(None, rijen, 5)
    assert ([rij.nummer for rij in gelezen], fouten) == ([2, 4], [])


def test_a_row_of_spaces_is_no_row():
    assert lees(None, [[" ", "  ", "", "", "", "", ""]], 2) == ([], [])


def test_an_error_shows_a_cell_as_it_reads_in_the_sheet():
    rijen = [["a", "A", "V", 7.0, 12.5, date(2026, 1, 31), ""]]
    _, fouten = lees(None, rijen, 2)
    assert [fout.split('"')[1] for fout in map(str, fouten)] == ["7", "12.5", "31-01-2026"]
