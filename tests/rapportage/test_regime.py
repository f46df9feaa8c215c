"""Which rules hold for a grant: those in force when it was decided."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.domain.codes import Niveau
from financiering.models import Regeldrempel, Regelprofiel, Verantwoording
from financiering.rapportage.regime import load_regime
from financiering.services.financiers import save_regelprofiel
from financiering.services.schrijven import save_object
from tests.cast import TOEN, make_geldstroom


@pytest.fixture
def regels(cast):
    """Old rules up to the end of 2025 ask nothing under 20.000; the new ones nothing up to and with 5.000."""

    def make(naam, van, tot, grens, *, met):
        profiel = Regelprofiel(
            financier=cast.gemeente, naam=naam, geldig_van=van, geldig_tot=tot, bron="Verordening",
            verantwoorden_weken=13,
        )  # fmt: skip
        treden = [
            Regeldrempel(tot=Decimal(grens), tot_en_met=met, niveau="geen"),
            Regeldrempel(tot=None, niveau="financieel"),
        ]
        save_regelprofiel(profiel, treden, TOEN)

    make("Oud", date(2015, 1, 1), date(2025, 12, 31), 20000, met=False)
    make("Nieuw", date(2026, 1, 1), None, 5000, met=True)


def grant(cast, bedrag, besluit, **velden):
    vast = {"status": "verleend", "verleend": Decimal(bedrag), "beschikking_op": besluit}
    return make_geldstroom(cast.kade, cast.gemeente, **(vast | velden))


@pytest.mark.parametrize(
    ("bedrag", "besluit", "profiel", "niveau"),
    [
        ("19999.99", date(2025, 12, 31), "Oud", "geen"),
        ("20000", date(2025, 12, 31), "Oud", "financieel"),
        ("5000", date(2026, 1, 1), "Nieuw", "geen"),
        ("5000.01", date(2026, 1, 1), "Nieuw", "financieel"),
    ],
)
def test_each_step_on_the_day_the_rules_change(cast, regels, bedrag, besluit, profiel, niveau):
    regime = load_regime(grant(cast, bedrag, besluit))
    assert (regime.profiel, regime.niveau) == (profiel, niveau)


def test_a_grant_of_several_years_keeps_the_rules_of_its_decision(cast, regels):
    stroom = grant(cast, "15000", date(2025, 11, 1), van=date(2026, 1, 1), tot=date(2028, 12, 31))
    assert load_regime(stroom).niveau == Niveau.GEEN


def test_no_rules_of_that_day_ask_nothing(cast, regels):
    regime = load_regime(grant(cast, "900000", date(2014, 12, 31)))
    assert (regime.niveau, regime.vraagt_verslag) == (None, False)


def test_own_income_is_nobodys_business(cast, regels):
    assert load_regime(grant(cast, "900", date(2026, 5, 1), bron="eigen_inkomsten")) is None


def test_an_explicit_date_comes_first_then_a_moved_one(cast, regels):
    stroom = grant(cast, "9000", date(2026, 2, 1))
    assert load_regime(stroom).uiterlijk == date(2027, 4, 1)
    rij = Verantwoording(geldstroom=stroom, uiterlijk_op=date(2027, 2, 1))
    save_object(rij, TOEN)
    assert load_regime(stroom).uiterlijk == date(2027, 2, 1)
    rij.verschoven_naar, rij.reden_uitstel = date(2027, 3, 1), "Ziekte"
    save_object(rij, TOEN)
    assert load_regime(stroom).uiterlijk == date(2027, 3, 1)
