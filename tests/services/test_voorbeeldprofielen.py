"""The example profiles: each has a source, and at every step the level the source gives."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.models import Financier, Regelprofiel
from financiering.rapportage.regime import load_regime
from financiering.services.schrijven import save_object
from financiering.services.voorbeeldprofielen import load_voorbeeldprofielen
from tests.cast import TOEN, make_geldstroom


@pytest.fixture
def geladen(cast):
    assert load_voorbeeldprofielen(TOEN) == 5
    return cast


def test_twice_changes_nothing_and_a_change_by_hand_stays(geladen):
    profiel = Regelprofiel.objects.get(financier__naam="Gemeente Smallingerland")
    profiel.bron = "Eigen lezing"
    save_object(profiel, TOEN)
    aantal = Regelprofiel.history.count()
    assert load_voorbeeldprofielen(TOEN) == 0
    assert Regelprofiel.history.count() == aantal
    profiel.refresh_from_db()
    assert profiel.bron == "Eigen lezing"


def test_each_says_where_it_was_read_and_what_was_not_looked_at(geladen):
    for profiel in Regelprofiel.objects.all():
        assert profiel.bron
        assert profiel.niet_nagegaan


@pytest.mark.parametrize(
    ("gever", "besluit", "bedrag", "niveau"),
    [
        ("Rijk (Uniform Subsidiekader)", date(2026, 1, 1), "24999.99", "desgevraagd"),
        ("Rijk (Uniform Subsidiekader)", date(2026, 1, 1), "25000", "inhoudelijk"),
        ("Rijk (Uniform Subsidiekader)", date(2026, 1, 1), "25000.01", "inhoudelijk"),
        ("Rijk (Uniform Subsidiekader)", date(2026, 1, 1), "124999.99", "inhoudelijk"),
        ("Rijk (Uniform Subsidiekader)", date(2026, 1, 1), "125000", "accountant"),
        ("Rijk (Uniform Subsidiekader)", date(2026, 1, 1), "125000.01", "accountant"),
        ("Gemeente Alkmaar", date(2026, 10, 31), "19999.99", "geen"),
        ("Gemeente Alkmaar", date(2026, 10, 31), "20000", "inhoudelijk"),
        ("Gemeente Alkmaar", date(2026, 10, 31), "20000.01", "inhoudelijk"),
        ("Gemeente Alkmaar", date(2026, 10, 31), "99999.99", "inhoudelijk"),
        ("Gemeente Alkmaar", date(2026, 10, 31), "100000", "financieel"),
        ("Gemeente Alkmaar", date(2026, 10, 31), "100000.01", "financieel"),
        ("Gemeente Alkmaar", date(2026, 10, 31), "249999.99", "financieel"),
        ("Gemeente Alkmaar", date(2026, 10, 31), "250000", "accountant"),
        ("Gemeente Alkmaar", date(2026, 10, 31), "250000.01", "accountant"),
        ("Gemeente Alkmaar", date(2026, 11, 1), "4999.99", "desgevraagd"),
        ("Gemeente Alkmaar", date(2026, 11, 1), "5000", "desgevraagd"),
        ("Gemeente Alkmaar", date(2026, 11, 1), "5000.01", "financieel"),
        ("Gemeente Alkmaar", date(2026, 11, 1), "49999.99", "financieel"),
        ("Gemeente Alkmaar", date(2026, 11, 1), "50000", "financieel"),
        ("Gemeente Alkmaar", date(2026, 11, 1), "50000.01", "financieel"),
        ("Gemeente Alkmaar", date(2026, 11, 1), "249999.99", "financieel"),
        ("Gemeente Alkmaar", date(2026, 11, 1), "250000", "accountant"),
        ("Gemeente Alkmaar", date(2026, 11, 1), "250000.01", "accountant"),
        ("Gemeente Smallingerland", date(2026, 1, 1), "49999.99", "financieel"),
        ("Gemeente Smallingerland", date(2026, 1, 1), "50000", "accountant"),
        ("Gemeente Smallingerland", date(2026, 1, 1), "50000.01", "accountant"),
        ("Gemeente IJsselstein", date(2026, 1, 1), "7499.99", "geen"),
        ("Gemeente IJsselstein", date(2026, 1, 1), "7500", "financieel"),
        ("Gemeente IJsselstein", date(2026, 1, 1), "7500.01", "financieel"),
        ("Gemeente IJsselstein", date(2026, 1, 1), "49999.99", "financieel"),
        ("Gemeente IJsselstein", date(2026, 1, 1), "50000", "accountant"),
        ("Gemeente IJsselstein", date(2026, 1, 1), "50000.01", "accountant"),
        ("Gemeente Alkmaar", date(2017, 8, 3), "9", None),
    ],
)
def test_at_just_under_and_just_over_each_step(geladen, gever, besluit, bedrag, niveau):
    stroom = make_geldstroom(
        geladen.kade, Financier.objects.get(naam=gever), status="verleend",
        verleend=Decimal(bedrag), beschikking_op=besluit,
    )  # fmt: skip
    assert load_regime(stroom).niveau == niveau


def test_the_step_at_fifty_thousand_in_new_alkmaar_is_a_step_of_its_own(geladen):
    """Above it an accountant may be asked: the level is the same, and a note says what may change."""
    profiel = Regelprofiel.objects.get(financier__naam="Gemeente Alkmaar", geldig_tot=None)
    grenzen = list(profiel.drempels.values_list("tot", flat=True))
    assert Decimal(50000) in grenzen
    assert "accountant" in profiel.niet_nagegaan
