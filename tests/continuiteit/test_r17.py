"""R17: what participants would have to pay when other money ends."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from financiering.continuiteit.feiten import Dossier
from financiering.continuiteit.regels.r17_prijsschok import compute_prijs
from tests.continuiteit.bouw import beoordeel, ernst, maak_initiatief, maak_stroom

P = date(2026, 11, 23)
JAAR = date(2027, 11, 22)
BEGIN = date(2025, 1, 1)


def maak_geld(per_dag, tot=JAAR, van=BEGIN, **velden):
    """Money that brings so many euros every day."""
    dagen = (tot - van).days + 1
    return maak_stroom(van=van, tot=tot, verleend=Decimal(per_dag) * dagen, **velden)


def maak_deelnemers(per_dag=100, **velden):
    """Participants that pay € 2,50 each time and go on."""
    vast = {
        "bron": "deelnemersbijdrage", "prijs_per_keer": Decimal("2.50"), "omschrijving": "Les",
        "tot": date(2040, 12, 31),
    }  # fmt: skip
    return maak_geld(per_dag, **(vast | velden))


def dossier(*stromen):
    return Dossier(maak_initiatief(), stromen)


@pytest.mark.parametrize(("deel", "verwacht"), [("0.10", "12.50"), ("0.20", "7.50"), ("0.30", "5.83")])  # fmt: skip
def test_worked_example_1(deel, verwacht):
    nieuw = compute_prijs(Decimal("2.50"), Decimal(deel), Decimal("0.40"))
    assert nieuw == Decimal(verwacht)


def test_worked_example_1_when_the_share_of_participants_is_unknown():
    onbekend = maak_deelnemers()._replace(verleend=None)
    lang = maak_geld(60, tot=date(2040, 12, 31))
    uitkomst = beoordeel("R17", dossier(onbekend, maak_geld(40), lang), P)[0]
    assert (uitkomst.ernst, uitkomst.ontbreekt) == ("niet_te_beoordelen", ("verleend",))
    assert uitkomst.cijfers["prijs_straks"] == {"10%": "€ 12,50", "20%": "€ 7,50", "30%": "€ 5,83"}
    assert "€ 12,50 als zij 10% betalen, € 7,50 als zij 20% betalen, € 5,83 als" in uitkomst.uitleg
    assert uitkomst.stroom == (onbekend.pk, onbekend.kenmerk)


def test_worked_example_1_with_a_known_share():
    stromen = [maak_deelnemers(20), maak_geld(40), maak_geld(40, tot=date(2040, 12, 31))]
    uitkomst = beoordeel("R17", dossier(*stromen), P)[0]
    assert uitkomst.ernst == "kritiek"
    assert uitkomst.cijfers | {"valt_weg": ""} == {
        "prijs_nu": "€ 2,50", "prijs_straks": "€ 7,50", "deel_deelnemers": "20%",
        "deel_dat_wegvalt": "40%", "valt_weg": "", "eindigt_op": "2027-11-22",
    }  # fmt: skip
    assert uitkomst.uitleg == (
        "“Huur” van Gemeente Veldstad loopt tot en met 22 november 2027 en is 40% van het zekere geld. "
        "Betalen deelnemers dat zelf, dan gaat de prijs van € 2,50 naar € 7,50 per keer."
    )
    assert uitkomst.laatste_dag == JAAR


@pytest.mark.parametrize(
    ("per_dag", "verwacht"),
    [
        ("10", None), ("10.01", "info"), ("24.99", "info"), ("25", "let_op"), ("49.99", "let_op"),
        ("50", "risico"), ("99.99", "risico"), ("100", "kritiek"), ("900", "kritiek"),
    ],
)  # fmt: skip
def test_how_much_the_price_rises(per_dag, verwacht):
    assert ernst("R17", dossier(maak_deelnemers(), maak_geld(per_dag)), P) == verwacht


@pytest.mark.parametrize(
    ("tot", "verwacht"),
    [
        (date(2026, 11, 22), None),
        (P, "kritiek"),
        (date(2027, 11, 23), "kritiek"),
        (date(2027, 11, 24), "risico"),
        (date(2028, 11, 23), "risico"),
        (date(2028, 11, 24), None),
    ],
)
def test_when_the_other_money_ends(tot, verwacht):
    assert ernst("R17", dossier(maak_deelnemers(), maak_geld(200, tot=tot)), P) == verwacht


def test_the_share_does_not_shrink_when_the_end_comes_near():
    """The source's own figures: 40% of a year's money ends within six weeks."""
    lang = date(2040, 12, 31)
    stromen = [maak_deelnemers(20), maak_geld(40, tot=date(2026, 12, 31)), maak_geld(40, tot=lang)]
    assert beoordeel("R17", dossier(*stromen), P)[0].cijfers["prijs_straks"] == "€ 7,50"


@pytest.mark.parametrize(
    "velden",
    [
        {"status": "voornemen"},
        {"status": "aangevraagd"},
        {"bron": "in_natura"},
        {"bron": "deelnemersbijdrage"},
        {"eigen_exploitatie": False},
    ],
)
def test_what_is_no_certain_money_of_others_does_not_fall_away(velden):
    assert ernst("R17", dossier(maak_deelnemers(), maak_geld(200, **velden)), P) is None


@pytest.mark.parametrize(
    "velden",
    [
        {"prijs_per_keer": None},
        {"prijs_per_keer": Decimal(0)},
        {"bron": "contributie"},
        {"status": "voornemen"},
        {"tot": date(2026, 11, 22)},
        {"van": date(2028, 1, 1)},
    ],
)
def test_who_pays_no_price_now_has_no_shock(velden):
    assert ernst("R17", dossier(maak_deelnemers(**velden), maak_geld(200)), P) is None


@pytest.mark.parametrize(("status", "verwacht"), [("verleend", None), ("aangevraagd", "kritiek"), ("afgewezen", "kritiek")])  # fmt: skip
def test_money_with_a_certain_successor_goes_on(status, verwacht):
    oud = maak_geld(200, tot=date(2026, 12, 31))
    vervolg = maak_stroom(
        van=date(2027, 1, 1), tot=date(2031, 12, 31), status=status, volgt_op_id=oud.pk
    )
    assert ernst("R17", dossier(maak_deelnemers(), oud, vervolg), P) == verwacht


def test_the_first_that_ends_counts_unless_it_changes_nothing():
    klein = maak_geld(1, tot=date(2026, 12, 1), omschrijving="Klein")
    eerst = maak_geld(30, tot=date(2026, 12, 31), omschrijving="Eerst")
    later = maak_geld(300, tot=date(2027, 3, 1), omschrijving="Later")
    uitkomst = beoordeel("R17", dossier(later, eerst, klein, maak_deelnemers()), P)[0]
    assert (uitkomst.ernst, uitkomst.cijfers["valt_weg"]) == ("let_op", eerst.kenmerk)


def test_on_the_same_day_what_nobody_asked_to_go_on_and_then_the_largest():
    klein, groot = maak_geld(20), maak_geld(30)
    gevraagd = maak_geld(40)
    vervolg = maak_stroom(status="aangevraagd", volgt_op_id=gevraagd.pk)
    uitkomst = beoordeel("R17", dossier(gevraagd, klein, groot, vervolg, maak_deelnemers()), P)[0]
    assert uitkomst.cijfers["valt_weg"] == groot.kenmerk


def test_an_unknown_amount_that_ends_is_not_safe():
    onbekend = maak_geld(1)._replace(verleend=None, omschrijving="Basis")
    uitkomst = beoordeel("R17", dossier(maak_deelnemers(), onbekend), P)[0]
    assert (uitkomst.ernst, uitkomst.ontbreekt) == ("niet_te_beoordelen", ("verleend",))
    assert "“Basis” loopt af" in uitkomst.uitleg
    assert ernst("R17", dossier(maak_deelnemers(), onbekend, maak_geld(300)), P) == "kritiek"


def test_an_unknown_share_while_nothing_ends_is_no_shock():
    onbekend = maak_deelnemers()._replace(verleend=None)
    assert ernst("R17", dossier(onbekend, maak_geld(90, tot=date(2040, 1, 1))), P) is None


def test_every_price_has_its_own_outcome():
    twee = [maak_deelnemers(100), maak_deelnemers(20, omschrijving="Cursus")]
    uitkomsten = beoordeel("R17", dossier(*twee, maak_geld(30)), P)
    assert [u.ernst for u in uitkomsten] == ["let_op", "kritiek"]
    assert [u.stroom[0] for u in uitkomsten] == [s.pk for s in twee]


def test_a_day_less_is_a_day_less():
    """Twelve months to the end of what ends, both days inclusive."""
    einde = date(2027, 2, 28)
    weg = maak_geld(100, tot=einde, van=einde - timedelta(days=400))
    assert beoordeel("R17", dossier(maak_deelnemers(), weg), P)[0].cijfers["prijs_straks"] == "€ 5,00"  # fmt: skip
