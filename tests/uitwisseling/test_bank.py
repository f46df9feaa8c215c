"""Statements of banks: every line to the cent, the same stamp each time, and hostile files refused."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from financiering.uitwisseling.bank import MAX_BYTES, MAX_REGELS, read_afschrift
from financiering.uitwisseling.bestanden import BestandGeweigerd
from tests.uitwisseling.afschriften import MT940, write_boeking, write_camt, write_deel

ECHT = Path(__file__).resolve().parents[3] / "shared" / "data" / "bank"


def read(inhoud):
    return read_afschrift(inhoud, "afschrift.xml")


@pytest.mark.parametrize("nieuw", [False, True], ids=["camt 02", "camt 08"])
def test_a_line_of_camt(nieuw):
    versie = "08" if nieuw else "02"
    gelezen = read(
        write_camt(
            write_boeking("12000.00", "Gemeente Veldstad", "Beschikking 2026-0117", nieuw=nieuw),
            write_boeking("44.95", "Een winkel", "Factuur 12", erbij=False, nieuw=nieuw),
            versie=versie,
        )
    )
    erin, eruit = gelezen.regels
    assert (erin.dag, erin.bedrag, erin.erbij) == (date(2026, 3, 10), Decimal("12000.00"), True)
    assert (erin.naam, erin.omschrijving) == ("Gemeente Veldstad", "Beschikking 2026-0117")
    assert (eruit.bedrag, eruit.erbij, eruit.naam) == (Decimal("44.95"), False, "Een winkel")


def test_payments_that_the_bank_put_together_are_lines_of_their_own():
    delen = write_deel("Stadsfonds", "A", bedrag="70.00") + write_deel(
        "Iemand", "B", bedrag="30.00"
    )
    gelezen = read(write_camt(write_boeking("100.00", delen=delen)))
    assert [(r.naam, r.bedrag) for r in gelezen.regels] == [("Stadsfonds", 70), ("Iemand", 30)]


def test_together_without_an_amount_each_they_stay_one_line():
    delen = write_deel("Stadsfonds", "A") + write_deel("Iemand", "B")
    assert [r.bedrag for r in read(write_camt(write_boeking("100.00", delen=delen))).regels] == [
        100
    ]


def test_what_is_not_booked_or_no_euro_is_counted_and_left_out():
    gelezen = read(
        write_camt(
            write_boeking("1.00", stand="PDNG"), write_boeking("2.00", munt="USD"),
            write_boeking("0.00"), write_boeking("3.00"),
        )
    )  # fmt: skip
    assert [r.bedrag for r in gelezen.regels] == [3]
    assert (gelezen.niet_geboekt, gelezen.andere_munt) == (1, 1)


def test_mt940():
    gelezen = read(MT940.encode())
    assert [(r.dag.day, r.bedrag, r.erbij) for r in gelezen.regels] == [
        (10, Decimal("12000.00"), True), (10, Decimal("44.95"), False), (11, Decimal("10.00"), False),
    ]  # fmt: skip
    assert gelezen.regels[0].naam == "GEMEENTE VELDSTAD"
    assert "2026-0117" in gelezen.regels[0].omschrijving


def test_the_same_line_has_the_same_stamp_and_no_other_has_it():
    een = write_boeking("5.00", "Iemand", "Kop koffie")
    ander = write_boeking("5.00", "Iemand", "Thee")
    eerste = [r.afdruk for r in read(write_camt(een, een, ander)).regels]
    langer = [r.afdruk for r in read(write_camt(write_boeking("9.00"), een, een, ander)).regels]
    assert len(set(eerste)) == 3
    assert langer[1:] == eerste
    assert all(len(afdruk) == 64 for afdruk in eerste)


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        (b"", "geen afschrift"),
        (b"Datum;Bedrag\n1-1-2026;12", "geen afschrift"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "geen afschrift"),
        (b"PK\x03\x04rest", "zip-bestand"),
        (b"<html><body>hallo</body></html>", "geen afschrift"),
        (b"<Document>", "geen goed XML-bestand"),
        (b'<!DOCTYPE d [<!ENTITY a "aaaa">]><Document>&a;</Document>', "DOCTYPE"),
        (write_camt(write_boeking("veel")), "geen goed bedrag"),
        (write_camt(write_boeking("1.00", dag="gisteren")), "geen goede datum"),
        (b" " * (MAX_BYTES + 1), "groter dan 5 MB"),
        (write_camt(*[write_boeking("1.00")] * (MAX_REGELS + 1)), "meer dan 5000 regels"),
        (write_camt(write_boeking("1e400000")), "geen goed bedrag"),
        (write_camt(write_boeking("NaN")), "geen goed bedrag"),
        (write_camt(write_boeking("-12.00")), "geen goed bedrag"),
        (write_camt(write_boeking("12.345")), "geen goed bedrag"),
        (b":20:x\n:25:y\n:61:onzin\n", "niet te lezen"),
        (b"<a>" * 100_000, "geen goed XML-bestand"),
    ],
)
def test_what_is_no_statement_is_refused_with_the_reason(inhoud, reden):
    with pytest.raises(BestandGeweigerd, match=reden):
        read(inhoud)


def test_nothing_of_a_statement_comes_in_a_log(caplog, capfd):
    fout = MT940.replace(":61:260310C", ":61:26031—C").encode()
    with pytest.raises(BestandGeweigerd):
        read(fout)
    assert "VELDSTAD" not in caplog.text + "".join(capfd.readouterr())


@pytest.mark.skipif(not ECHT.is_dir(), reason="de voorbeelden van banken liggen hier niet")
def test_files_of_real_banks():
    aantallen = {
        pad.name: len(read_afschrift(pad.read_bytes(), pad.name).regels)
        for pad in sorted(ECHT.iterdir())
    }
    assert aantallen == {
        "genkgo_camt053.v2.minimal.xml": 1,
        "genkgo_camt053.v2.multi.statement.xml": 2,
        "genkgo_camt053.v4.xml": 1,
        "genkgo_camt053.v8.xml": 1,
        "mt940_jejik_abnamro.sta": 10,
        "mt940_jejik_ing.sta": 7,
        "mt940_jejik_rabobank.sta": 5,
    }
