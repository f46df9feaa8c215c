"""R14: a report that has to go, and a settlement that has to come."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from financiering.continuiteit.feiten import Dossier, FeitProfiel
from financiering.domain.regimes import Drempel
from tests.continuiteit.bouw import beoordeel, ernst, maak_initiatief, maak_stroom, maak_verslag

P = date(2026, 11, 23)


def dag(te_laat):
    """So many days before P."""
    return P - timedelta(days=te_laat)


def dossier(*verslagen, profielen=(), **velden):
    stroom = maak_stroom(**velden)
    return Dossier(
        maak_initiatief(),
        [stroom],
        verantwoordingen={stroom.pk: [verslag._replace(geldstroom_id=stroom.pk) for verslag in verslagen]},
        profielen={1: profielen},
    )  # fmt: skip


def maak_profiel(weken=None, *drempels):
    return FeitProfiel(1, date(2014, 1, 1), None, None, None, None, weken, None, None, None, drempels)  # fmt: skip


@pytest.mark.parametrize(
    ("te_laat", "verwacht"),
    [
        (-43, None), (-42, "info"), (-15, "info"), (-14, "let_op"), (0, "let_op"), (1, "let_op"),
        (14, "let_op"), (15, "risico"), (56, "risico"), (57, "kritiek"),
    ],
)  # fmt: skip
def test_the_report(te_laat, verwacht):
    assert ernst("R14", dossier(maak_verslag(uiterlijk=dag(te_laat))), P) == verwacht


@pytest.mark.parametrize(("te_laat", "verwacht"), [(-3, 3), (0, 0), (1, None)])
def test_until_its_date_acting_helps(te_laat, verwacht):
    uitkomst = beoordeel("R14", dossier(maak_verslag(uiterlijk=dag(te_laat))), P)[0]
    assert uitkomst.laatste_dag == (None if verwacht is None else P + timedelta(days=verwacht))
    assert uitkomst.wie_kan == "initiatief"


@pytest.mark.parametrize(
    "velden",
    [
        {"status": "afgewezen"}, {"status": "ingetrokken"}, {"status": "aangevraagd"},
        {"status": "vastgesteld"}, {"vastgesteld_op": dag(3)},
    ],
)  # fmt: skip
def test_no_report_is_awaited(velden):
    assert ernst("R14", dossier(maak_verslag(uiterlijk=dag(90)), **velden), P) is None


def test_a_report_nobody_asks_or_dated_is_not_late():
    assert ernst("R14", dossier(), P) is None
    assert ernst("R14", dossier(maak_verslag()), P) is None
    assert ernst("R14", dossier(maak_verslag(niveau="geen", uiterlijk=dag(90))), P) is None
    assert ernst("R14", dossier(maak_verslag(niveau="desgevraagd", uiterlijk=dag(90))), P) is None


@pytest.mark.parametrize(("bedrag", "verwacht"), [(4999, None), (5000, "kritiek")])
def test_a_date_in_the_letter_asks_nothing_where_the_rules_ask_nothing(bedrag, verwacht):
    profiel = maak_profiel(22, Drempel(Decimal(5000), "desgevraagd"), Drempel(None, "inhoudelijk"))
    verslag = maak_verslag(uiterlijk=dag(90))._replace(niveau="")
    zaak = dossier(verslag, profielen=(profiel,), verleend=Decimal(bedrag))
    assert ernst("R14", zaak, P) == verwacht


def test_of_more_reports_the_first_that_still_has_to_go():
    verslagen = (
        maak_verslag(uiterlijk=dag(400), ingediend_op=dag(410)),
        maak_verslag(uiterlijk=dag(20)),
        maak_verslag(uiterlijk=dag(-300)),
    )
    uitkomst = beoordeel("R14", dossier(*verslagen), P)[0]
    assert (uitkomst.ernst, uitkomst.cijfers["dagen_te_laat"]) == ("risico", 20)


@pytest.mark.parametrize(
    ("te_laat", "verwacht"),
    [(0, None), (1, "let_op"), (42, "let_op"), (43, "risico"), (182, "risico"), (183, "kritiek")],
)
@pytest.mark.parametrize(
    ("weken", "profielen"), [(22, ()), (22, (maak_profiel(),)), (13, (maak_profiel(13),))]
)
def test_the_settlement(weken, profielen, te_laat, verwacht):
    verslag = maak_verslag(ingediend_op=dag(te_laat) - timedelta(weeks=weken))
    assert ernst("R14", dossier(verslag, profielen=profielen, status="verantwoord"), P) == verwacht


OUD = maak_verslag(ingediend_op=dag(700))


@pytest.mark.parametrize(
    ("niveau", "verwacht"),
    [("geen", None), ("desgevraagd", None), ("inhoudelijk", "kritiek"), ("", "kritiek")],
)
def test_a_giver_that_settles_at_once_is_not_late(niveau, verwacht):
    assert ernst("R14", dossier(OUD._replace(niveau=niveau), status="verantwoord"), P) == verwacht


@pytest.mark.parametrize(
    ("bedrag", "niveau", "verwacht"),
    [
        (4999, "", None),
        (5000, "", "kritiek"),
        (4999, "inhoudelijk", "kritiek"),
        (None, "", "kritiek"),
    ],
)
def test_what_nobody_wrote_down_follows_from_the_giver_s_rules(bedrag, niveau, verwacht):
    profiel = maak_profiel(22, Drempel(Decimal(5000), "geen"), Drempel(None, "inhoudelijk"))
    zaak = dossier(
        OUD._replace(niveau=niveau), profielen=(profiel,), status="verantwoord",
        verleend=bedrag and Decimal(bedrag),
    )  # fmt: skip
    assert ernst("R14", zaak, P) == verwacht


@pytest.mark.parametrize(
    "velden",
    [{"status": "vastgesteld"}, {"vastgesteld_op": P}, {"bron": "eigen_inkomsten"}, {"bron": "gift"}],
)  # fmt: skip
def test_no_settlement_is_awaited(velden):
    assert ernst("R14", dossier(OUD, **({"status": "verantwoord"} | velden)), P) is None


def test_the_settlement_waits_for_the_last_report():
    assert ernst("R14", dossier(OUD, maak_verslag(uiterlijk=dag(-99))), P) is None
    assert ernst("R14", dossier(OUD, maak_verslag()), P) is None
    assert ernst("R14", dossier(OUD, maak_verslag(ingediend_op=dag(9))), P) is None


@pytest.mark.parametrize(
    ("bron", "wie", "wet"),
    [("gemeentesubsidie", "gemeente", True), ("fonds", "fonds", False)],
)
def test_reminding_is_for_the_giver_and_the_law_for_public_money(bron, wie, wet):
    uitkomst = beoordeel("R14", dossier(OUD, status="verantwoord", bron=bron), P)[0]
    assert uitkomst.wie_kan == wie
    assert ("4:17" in uitkomst.advies) == wet
    assert uitkomst.laatste_dag is None


def test_the_sentences_have_the_figures():
    straks = beoordeel("R14", dossier(maak_verslag(uiterlijk=date(2026, 12, 1))), P)[0]
    assert straks.uitleg == (
        "Het verslag over “Huur” moet uiterlijk 1 december 2026 bij Gemeente Veldstad zijn, over 8 dagen."
    )
    laat = beoordeel("R14", dossier(maak_verslag(uiterlijk=date(2026, 11, 1))), P)[0]
    assert laat.uitleg == (
        "Het verslag over “Huur” had op 1 november 2026 bij Gemeente Veldstad moeten zijn. "
        "Dat was 22 dagen geleden."
    )
    verslag = maak_verslag(ingediend_op=date(2026, 4, 1))
    assert beoordeel("R14", dossier(verslag, status="verantwoord"), P)[0].uitleg == (
        "Gemeente Veldstad heeft sinds 1 april 2026 het verslag over “Huur”. De vaststelling had er op "
        "2 september 2026 moeten zijn. Dat was 82 dagen geleden."
    )
