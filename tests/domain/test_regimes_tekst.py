"""What is asked and what is not, at, just under and just over each step."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.domain.codes import Niveau
from financiering.domain.regimes import (
    Drempel,
    Regime,
    compute_uiterlijk,
    describe_regime,
    find_drempel,
    is_zwaarder,
)

VNG = [
    Drempel(Decimal(5000), Niveau.GEEN, direct=True),
    Drempel(Decimal(50000), Niveau.INHOUDELIJK),
    Drempel(None, Niveau.ACCOUNTANT),
]


@pytest.mark.parametrize(
    ("bedrag", "niveau"),
    [
        ("0", "geen"), ("4999.99", "geen"), ("5000", "inhoudelijk"), ("49999.99", "inhoudelijk"),
        ("50000", "accountant"),
    ],
)  # fmt: skip
def test_the_step_an_amount_falls_in(bedrag, niveau):
    assert find_drempel(Decimal(bedrag), VNG).niveau == niveau


def test_a_profile_without_steps_says_nothing():
    assert find_drempel(Decimal(1), []) is None


def tekst(**velden):
    vast = {
        "gever": "Gemeente Veldstad",
        "bedrag": Decimal(2000),
        "profiel": "ASV",
        "bron": "art. 15",
    }
    return " ".join(describe_regime(Regime(**(vast | velden))))


@pytest.mark.parametrize(
    ("niveau", "wel", "niet"),
    [
        ("geen", "hoef je niets te schrijven", "een verslag, een afrekening, een accountant"),
        ("desgevraagd", "vijf regels is genoeg", "een verslag, een afrekening, een accountant"),
        (
            "inhoudelijk",
            "wat er is gebeurd en wat het opleverde",
            "een afrekening en een accountant",
        ),
        ("financieel", "wat er binnenkwam en wat het kostte", "Niet gevraagd: een accountant."),
    ],
)
def test_each_level_says_what_is_asked_and_what_is_not(niveau, wel, niet):
    zin = tekst(niveau=Niveau(niveau))
    assert wel in zin
    assert niet in zin
    assert "Zo staat het in: ASV (art. 15)." in zin


def test_an_accountant_leaves_nothing_out():
    zin = tekst(niveau=Niveau.ACCOUNTANT)
    assert "een accountant het na" in zin
    assert "Niet gevraagd" not in zin


def test_a_small_grant_reads_as_one_plain_paragraph():
    assert tekst(niveau=Niveau.GEEN, direct=True, bewaren_jaren=7) == (
        "Bij € 2.000 hoef je niets te schrijven en niets op te sturen. Niet gevraagd: een verslag, een "
        "afrekening, een accountant. De gever stelt het bedrag meteen vast. Bewaar 7 jaar in een doos: "
        "het besluit, de bonnen en een paar foto's. Zo staat het in: ASV (art. 15)."
    )


def test_without_rules_nothing_is_asked():
    zin = tekst(profiel="", bron="")
    assert "kennen we niet" in zin
    assert "We vragen je daarom niets" in zin


def test_the_giver_may_ask_less_and_more_is_said_aloud():
    minder = tekst(niveau=Niveau.ACCOUNTANT, gevraagd=Niveau.INHOUDELIJK)
    assert "een afrekening en een accountant" in minder
    assert "meer dan" not in minder
    meer = tekst(niveau=Niveau.GEEN, gevraagd=Niveau.FINANCIEEL, reden_zwaarder="Nieuwe wethouder.")
    assert "meer dan de eigen regels van Gemeente Veldstad bij dit bedrag toestaan" in meer
    assert "Nieuwe wethouder." in meer


@pytest.mark.parametrize(
    ("gevraagd", "toegestaan", "zwaarder"),
    [
        ("inhoudelijk", "geen", True), ("inhoudelijk", "inhoudelijk", False),
        ("geen", "accountant", False), (None, "geen", False), ("accountant", None, False),
    ],
)  # fmt: skip
def test_when_it_is_more(gevraagd, toegestaan, zwaarder):
    paar = [naam and Niveau(naam) for naam in (gevraagd, toegestaan)]
    assert is_zwaarder(*paar) is zwaarder


@pytest.mark.parametrize(
    ("regelmaat", "tot", "dag"),
    [
        ("periodiek", date(2026, 12, 31), date(2027, 4, 1)),
        ("eenmalig", date(2026, 6, 30), date(2026, 9, 29)),
        ("onbekend", date(2026, 6, 30), date(2026, 9, 29)),
        ("periodiek", None, None),
    ],
)
def test_the_day_that_follows_from_the_rules(regelmaat, tot, dag):
    assert compute_uiterlijk(tot=tot, regelmaat=regelmaat, jaarlijks=(4, 1), weken=13) == dag


def test_rules_that_do_not_say():
    geen = compute_uiterlijk(
        tot=date(2026, 6, 30), regelmaat="eenmalig", jaarlijks=(4, 1), weken=None
    )
    assert geen is None
