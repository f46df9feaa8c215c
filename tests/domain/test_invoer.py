"""What people type is read as they meant it, or refused with what is accepted."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from financiering.domain.codes import Bron
from financiering.domain.invoer import (
    Getalstijl,
    InvoerFout,
    parse_bedrag,
    parse_code,
    parse_datum,
    parse_getal,
    parse_ja_nee,
    parse_lijst,
    parse_verdeling,
)
from financiering.domain.woorden import format_bedrag

bedragen = st.decimals(min_value=0, max_value=10**9, places=2)


@given(bedragen)
def test_what_we_write_we_read(bedrag):
    assert parse_bedrag(format_bedrag(bedrag)) == bedrag
    assert parse_bedrag(str(bedrag)) == bedrag
    assert parse_bedrag(f"{bedrag:,}", stijl=Getalstijl.ENGELS) == bedrag


@given(st.integers(0, 10**9))
def test_a_float_of_cents_is_exact(centen):
    assert parse_bedrag(centen / 100) == Decimal(centen) / 100


@pytest.mark.parametrize(
    ("tekst", "bedrag"),
    [
        ("1.234,56", "1234.56"), ("€ 1.234", "1234"), ("1234.56", "1234.56"), ("1.234", "1234"),
        ("€ 15.000", "15000"), ("1234", "1234"), ("1.234.567", "1234567"), ("12,5", "12.5"),
        ("15.000 euro", "15000"), ("EUR 12,50", "12.50"),
        ("1,234.56", "1234.56"), ("€1.234,-", "1234"), (" 1 234,50 ", "1234.50"), (".00", "0"),
        (1234, "1234"), (0.1, "0.1"), (33.33, "33.33"), (Decimal("9.99"), "9.99"),
    ],
)  # fmt: skip
def test_dutch_amounts(tekst, bedrag):
    assert parse_bedrag(tekst) == Decimal(bedrag)


@pytest.mark.parametrize(
    ("tekst", "bedrag"), [("81,499", "81499"), ("1,234.50", "1234.50"), ("4000.00", "4000")]
)
def test_english_amounts(tekst, bedrag):
    assert parse_bedrag(tekst, stijl=Getalstijl.ENGELS) == Decimal(bedrag)


@pytest.mark.parametrize(
    "tekst",
    ["", "veel", "1.2.3", "12,345,6", "NaN", "inf", float("nan"), True, "1e400", "-5", "12,345"],
)
def test_what_is_no_amount(tekst):
    with pytest.raises(InvoerFout):
        parse_bedrag(tekst)


def test_a_correction_may_be_below_zero_where_that_is_said():
    assert parse_bedrag("-1.250,00", negatief=True) == -1250
    assert parse_bedrag("(1.250)", negatief=True) == -1250


@pytest.mark.parametrize(
    "tekst",
    [
        "2026-12-31",
        "31-12-2026",
        "31/12/2026",
        "31.12.2026",
        "2026/12/31",
        datetime(2026, 12, 31, 8),
        "20261231",
        20261231.0,
        46387,
        46387.0,
        "46387",
    ],
)
def test_days(tekst):
    assert parse_datum(tekst) == date(2026, 12, 31)


@pytest.mark.parametrize(
    "tekst",
    [
        "32-13-2026",
        "morgen",
        "",
        12,
        2026,
        2026.0,
        46387.5,
        float("inf"),
        "31-12-0026",
        True,
        None,
        "1" * 5000,
        "٣٣٣٣٣",
        10**30,
    ],
)
def test_what_is_no_day(tekst):
    with pytest.raises(InvoerFout, match=r"31-12-2026"):
        parse_datum(tekst)


@pytest.mark.parametrize(
    "tekst", ["integraal budget", "Integraal_Budget", "INTEGRAAL-BUDGET", "integraalbudget"]
)
def test_codes_are_read_however_they_are_typed(tekst):
    assert parse_code(tekst, Bron.choices) == Bron.INTEGRAAL_BUDGET


def test_an_unknown_code_names_what_is_accepted():
    with pytest.raises(InvoerFout, match="Kies uit: MAG-opdracht, fonds"):
        parse_code("loterij", Bron.choices)


@pytest.mark.parametrize(
    ("tekst", "waarde"), [("Ja", True), ("nee", False), (True, True), (0, False), (1.0, True)]
)
def test_yes_and_no(tekst, waarde):
    assert parse_ja_nee(tekst) is waarde


@pytest.mark.parametrize("tekst", ["misschien", "", 2])
def test_neither_yes_nor_no(tekst):
    with pytest.raises(InvoerFout):
        parse_ja_nee(tekst)


def test_shares():
    assert parse_verdeling("Welzijn 60%; Cultuur en sport 40%", procenten=True) == {
        "Welzijn": 60, "Cultuur en sport": 40,
    }  # fmt: skip
    assert parse_verdeling("Welzijn 20.000; Participatie € 15.000,50", procenten=False) == {
        "Welzijn": 20000, "Participatie": Decimal("15000.50"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "tekst", ["Welzijn 60%; Cultuur 41%", "Welzijn", "60%", "Zorg 10; Zorg 10"]
)
def test_shares_that_cannot_be(tekst):
    with pytest.raises(InvoerFout):
        parse_verdeling(tekst, procenten=True)


@pytest.mark.parametrize("waarde", [-1, 1.5, "vijf", True])
def test_what_is_no_whole_number(waarde):
    with pytest.raises(InvoerFout):
        parse_getal(waarde)


def test_words_once_each():
    assert parse_lijst("Zorg; Welzijn;; Zorg ;") == ["Zorg", "Welzijn"]


@pytest.mark.parametrize(
    "tekst", ["1e999999999", "1_000", "٣", "9" * 5000, "1e5e5", "--1", ".", "1e", "½", float("inf")]
)
def test_what_is_no_plain_number_is_no_amount(tekst):
    with pytest.raises(InvoerFout):
        parse_bedrag(tekst)


def test_a_large_number_as_a_spreadsheet_writes_it():
    assert parse_bedrag("1,5E+05") == 150000


@pytest.mark.parametrize("waarde", [float("inf"), float("nan"), 0.5, 10**400])
def test_what_is_no_yes_or_no(waarde):
    with pytest.raises(InvoerFout):
        parse_ja_nee(waarde)
