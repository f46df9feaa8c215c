"""R19: the scheme behind the money ends."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from financiering.continuiteit.feiten import Dossier
from tests.continuiteit.bouw import beoordeel, ernst, maak_initiatief, maak_stroom

P = date(2026, 11, 23)
LANG = {"van": date(2026, 1, 1), "tot": date(2035, 12, 31)}
DAGEN = (date(2035, 12, 31) - date(2026, 1, 1)).days + 1


def over(dagen):
    return P + timedelta(days=dagen)


def dossier(dagen, deel=100, *, rest=True, **velden):
    """A scheme that ends in so many days pays `deel` percent, another giver the rest."""
    vast = {
        "regeling": "Brede Regeling", "regeling_eindigt_op": over(dagen), "omschrijving": "Dans",
        "verleend": Decimal(deel) * DAGEN,
    }  # fmt: skip
    stromen = [maak_stroom(**(LANG | vast | velden))]
    if rest:
        stromen.append(maak_stroom(**LANG, verleend=(100 - Decimal(deel)) * DAGEN))
    return Dossier(maak_initiatief(), stromen)


@pytest.mark.parametrize(
    ("dagen", "verwacht"),
    [
        (731, None), (730, "info"), (549, "info"), (548, "let_op"), (366, "let_op"), (365, "risico"),
        (184, "risico"), (183, "kritiek"), (0, "kritiek"), (-1, "kritiek"),
    ],
)  # fmt: skip
def test_days_to_the_end_of_the_scheme(dagen, verwacht):
    assert ernst("R19", dossier(dagen), P) == verwacht


@pytest.mark.parametrize(
    ("dagen", "deel", "verwacht"),
    [
        (548, "10", "let_op"), (548, "9.99", "info"), (365, "25", "risico"), (365, "24.99", "let_op"),
        (183, "25", "kritiek"), (183, "24.99", "let_op"), (183, "9.99", "info"),
    ],
)  # fmt: skip
def test_a_small_share_is_less(dagen, deel, verwacht):
    assert ernst("R19", dossier(dagen, deel), P) == verwacht


@pytest.mark.parametrize(("vervolg", "verwacht"), [(True, "let_op"), (False, "kritiek"), (None, "kritiek")])  # fmt: skip
def test_only_a_known_follow_up_reassures(vervolg, verwacht):
    uitkomst = beoordeel("R19", dossier(30, vervolg_bekend=vervolg), P)[0]
    assert uitkomst.ernst == verwacht
    assert ("Er komt een vervolg." in uitkomst.uitleg) == (vervolg is True)


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({"regeling_eindigt_op": None}, None),
        ({"status": "afgewezen"}, None),
        ({"status": "ingetrokken"}, None),
        ({"eigen_exploitatie": False}, None),
        ({"tot": date(2026, 11, 22)}, None),
        ({"tot": P}, "kritiek"),
        ({"tot": None, "verleend": Decimal(36500)}, "kritiek"),
        ({"status": "aangevraagd"}, "info"),
        ({"status": "voornemen"}, "info"),
        ({"verleend": None}, "info"),
    ],
)
def test_which_money_it_is_about(velden, verwacht):
    assert ernst("R19", dossier(30, **velden), P) == verwacht


def test_the_share_does_not_shrink_when_the_end_comes_near():
    einde = date(2026, 12, 31)
    stromen = [
        maak_stroom(verleend=Decimal(52000), van=date(2026, 1, 1), tot=einde, regeling_eindigt_op=einde),
        maak_stroom(verleend=Decimal(78000), tot=None),
    ]  # fmt: skip
    uitkomst = beoordeel("R19", Dossier(maak_initiatief(), stromen), P)[0]
    assert (uitkomst.ernst, uitkomst.cijfers["deel"]) == ("kritiek", "40%")


def test_an_unknown_amount_is_said():
    uitkomst = beoordeel("R19", dossier(30, verleend=None), P)[0]
    assert "Hoeveel geld dat is, is niet ingevuld." in uitkomst.uitleg
    assert uitkomst.cijfers["deel"] is None
    assert "nog niet zeker" in beoordeel("R19", dossier(30, status="aangevraagd"), P)[0].uitleg


@pytest.mark.parametrize(
    ("einde", "verwacht"),
    [
        (date(2027, 12, 31), date(2027, 5, 1)),
        (date(2027, 12, 30), date(2027, 12, 30)),
        (date(2026, 12, 31), date(2026, 12, 31)),
        (P, P),
        (date(2026, 11, 22), None),
    ],
)
def test_the_budget_round_of_the_spring_before_is_the_last_that_helps(einde, verwacht):
    zaak = dossier(0, regeling_eindigt_op=einde)
    assert beoordeel("R19", zaak, P)[0].laatste_dag == verwacht


def test_every_stream_has_its_own_outcome():
    twee = [*dossier(30, 50, rest=False).stromen, *dossier(600, 50, rest=False).stromen]
    uitkomsten = beoordeel("R19", Dossier(maak_initiatief(), twee), P)
    assert [(u.stroom[0], u.ernst) for u in uitkomsten] == [
        (twee[0].pk, "kritiek"),
        (twee[1].pk, "info"),
    ]


def test_the_sentence_has_the_figures():
    assert beoordeel("R19", dossier(38, 40), P)[0].uitleg == (
        "De regeling achter “Dans” (Brede Regeling) stopt op 31 december 2026, over 38 dagen. Dat is "
        "40% van het zekere geld van een jaar. Er is nog geen vervolg bekend."
    )
    gestopt = beoordeel("R19", dossier(-9, regeling=""), P)[0].uitleg
    assert gestopt.startswith("De regeling achter “Dans” is gestopt op 14 november 2026, 9 dagen geleden.")  # fmt: skip
