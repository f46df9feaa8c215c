"""R13: what reporting takes, against the amount it is about."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.continuiteit.feiten import Dossier, FeitProfiel
from financiering.domain.regimes import Drempel
from tests.continuiteit.bouw import beoordeel, ernst, maak_initiatief, maak_stroom, maak_verslag

P = date(2026, 11, 23)
REGELS = (Drempel(Decimal(5000), "geen"), Drempel(Decimal(50000), "inhoudelijk"), Drempel(None, "accountant"))  # fmt: skip


def maak_profiel(*drempels, van=date(2014, 1, 1), tot=None):
    return FeitProfiel(1, van, tot, *[None] * 7, drempels)


VNG = (maak_profiel(*REGELS),)


def dossier(bedrag=10000, *verslagen, profielen=VNG, **velden):
    stroom = maak_stroom(verleend=bedrag and Decimal(bedrag), **velden)
    return Dossier(
        maak_initiatief(),
        [stroom],
        verantwoordingen={stroom.pk: [verslag._replace(geldstroom_id=stroom.pk) for verslag in verslagen]},
        profielen={1: profielen},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("bedrag", "velden", "verwacht"),
    [
        (2000, {"uren": 6}, "risico"),
        (25000, {"uren": 12}, None),
        (40000, {"niveau": "accountant"}, "kritiek"),
    ],
)
def test_worked_example_4(bedrag, velden, verwacht):
    assert ernst("R13", dossier(bedrag, maak_verslag(**velden)), P) == verwacht


@pytest.mark.parametrize(
    ("kosten", "verwacht"),
    [
        (300, None), (301, "info"), (500, "info"), (501, "let_op"), (1000, "let_op"), (1001, "risico"),
        (2000, "risico"), (2001, "kritiek"),
    ],
)  # fmt: skip
def test_share_of_the_amount(kosten, verwacht):
    assert ernst("R13", dossier(10000, maak_verslag(accountantskosten=kosten)), P) == verwacht


def test_hours_count_at_the_rate_and_the_accountant_comes_on_top():
    uitkomst = beoordeel("R13", dossier(10000, maak_verslag(uren=10, accountantskosten=700)), P)[0]
    assert uitkomst.cijfers["kosten"] == "€ 1.050"
    assert uitkomst.ernst == "risico"


def test_reports_of_one_grant_count_together():
    assert ernst("R13", dossier(10000, maak_verslag(uren=8)), P) is None
    assert ernst("R13", dossier(10000, maak_verslag(uren=8), maak_verslag(uren=8)), P) == "let_op"


def test_grants_do_not_count_together():
    een, twee = dossier(10000, maak_verslag(uren=8)), dossier(10000, maak_verslag(uren=8))
    samen = Dossier(
        maak_initiatief(), [*een.stromen, *twee.stromen],
        verantwoordingen={**een.verantwoordingen, **twee.verantwoordingen},
    )  # fmt: skip
    assert beoordeel("R13", samen, P) == []


@pytest.mark.parametrize(
    ("bedrag", "niveau", "verwacht"),
    [
        ("4999.99", "geen", None),
        ("4999.99", "desgevraagd", "let_op"),
        ("4999.99", "inhoudelijk", "risico"),
        ("4999.99", "accountant", "kritiek"),
        ("5000", "inhoudelijk", None),
        ("5000", "desgevraagd", None),
        ("5000", "financieel", "let_op"),
        ("49999.99", "accountant", "kritiek"),
        ("50000", "accountant", None),
        ("50000", "", None),
    ],
)
def test_level_asked_against_the_giver_s_own_rules(bedrag, niveau, verwacht):
    assert ernst("R13", dossier(bedrag, maak_verslag(niveau=niveau)), P) == verwacht


@pytest.mark.parametrize("profielen", [(), (maak_profiel(),), (maak_profiel(*REGELS, van=date(2026, 6, 1)),)])  # fmt: skip
def test_without_rules_in_force_the_level_is_left_out(profielen):
    zaak = dossier(40000, maak_verslag(niveau="accountant"), profielen=profielen)
    assert ernst("R13", zaak, P) is None


def test_the_rules_of_the_day_of_the_decision_count():
    oud = maak_profiel(Drempel(None, "accountant"), tot=date(2025, 12, 31))
    nieuw = maak_profiel(*REGELS, van=date(2026, 1, 1))
    verslag = maak_verslag(niveau="accountant")
    for besloten, verwacht in ((date(2025, 12, 31), None), (date(2026, 1, 1), "kritiek")):
        zaak = dossier(40000, verslag, profielen=(oud, nieuw), beschikking_op=besloten)
        assert ernst("R13", zaak, P) == verwacht


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({"ervaren_last": 3}, None),
        ({"ervaren_last": 4}, "let_op"),
        ({"ervaren_last": 5}, "let_op"),
        ({"ervaren_last": 5, "uren": 1}, None),
        ({"ervaren_last": 5, "uren": 0}, None),
        ({}, None),
    ],
)
def test_how_heavy_it_feels_counts_while_the_hours_are_unknown(velden, verwacht):
    assert ernst("R13", dossier(10000, maak_verslag(**velden)), P) == verwacht


def test_without_an_amount_only_how_it_feels_can_be_said():
    zwaar = maak_verslag(accountantskosten=9000, niveau="accountant")
    assert ernst("R13", dossier(None, zwaar), P) is None
    assert ernst("R13", dossier(None, zwaar._replace(ervaren_last=4)), P) == "let_op"


@pytest.mark.parametrize("status", ["voornemen", "aangevraagd", "afgewezen", "ingetrokken"])
def test_what_was_not_granted_asks_no_report(status):
    assert ernst("R13", dossier(1000, maak_verslag(uren=90), status=status), P) is None


@pytest.mark.parametrize(
    ("vastgesteld_op", "verwacht"),
    [(None, "kritiek"), (date(2024, 11, 23), "kritiek"), (date(2024, 11, 22), None)],
)
def test_a_grant_settled_long_ago_is_left_alone(vastgesteld_op, verwacht):
    zaak = dossier(1000, maak_verslag(uren=90), status="vastgesteld", vastgesteld_op=vastgesteld_op)
    assert ernst("R13", zaak, P) == verwacht


def test_the_fixed_amount_goes_before_the_granted_one():
    verslag = maak_verslag(uren=20)
    assert ernst("R13", dossier(50000, verslag), P) is None
    assert ernst("R13", dossier(50000, verslag, vastgesteld=Decimal(7000)), P) == "let_op"
    assert ernst("R13", dossier(50000, verslag, vastgesteld=Decimal(6999)), P) == "risico"


@pytest.mark.parametrize(
    ("bron", "wie"),
    [("gemeentesubsidie", "gemeente"), ("fonds", "fonds"), ("zorgverzekeraar", "samen")],
)
def test_the_signal_is_for_the_giver(bron, wie):
    assert beoordeel("R13", dossier(1000, maak_verslag(uren=9), bron=bron), P)[0].wie_kan == wie


@pytest.mark.parametrize(
    ("uiterlijk", "ingediend", "verwacht"),
    [
        (P, None, P),
        (date(2026, 11, 22), None, None),
        (date(2027, 4, 1), None, date(2027, 4, 1)),
        (date(2027, 4, 1), P, None),
        (None, None, None),
    ],
)
def test_until_the_report_has_to_go_asking_helps(uiterlijk, ingediend, verwacht):
    verslag = maak_verslag(uren=9, uiterlijk=uiterlijk, ingediend_op=ingediend)
    assert beoordeel("R13", dossier(1000, verslag), P)[0].laatste_dag == verwacht


def test_the_sentences_have_the_figures():
    verslag = maak_verslag(uren=Decimal("12.5"), accountantskosten=3000, niveau="accountant")
    uitkomst = beoordeel("R13", dossier(20000, verslag), P)[0]
    assert uitkomst.uitleg == (
        "Verantwoorden van “Huur” kost € 3.438 (12,5 uur en een accountant). Dat is 17% van € 20.000. Gemeente Veldstad "
        "vraagt over “Huur” een verklaring van een accountant. Volgens de eigen regels is dat bij "
        "€ 20.000 hoogstens: een inhoudelijk verslag."
    )
    voelt = beoordeel("R13", dossier(20000, maak_verslag(ervaren_last=4)), P)[0]
    assert "4 op een schaal van 5" in voelt.uitleg
    assert "niet ingevuld" in voelt.uitleg
