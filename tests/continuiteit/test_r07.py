"""R07: one giver pays nearly everything."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.continuiteit.feiten import Dossier
from tests.continuiteit.bouw import beoordeel, ernst, maak_initiatief, maak_stroom

P = date(2026, 11, 23)
LANG = date(2036, 12, 31)


def dossier(deel, tot=LANG, *, extra=(), **velden):
    """Giver 1 pays `deel` percent of the twelve months ahead, giver 2 the rest, both per year."""
    groot = maak_stroom(financier_id=1, **_per_jaar(deel, tot), **velden)
    klein = maak_stroom(
        financier_id=2, financier="Bar", bron="eigen_inkomsten", **_per_jaar(100 - deel, LANG)
    )
    return Dossier(maak_initiatief(), [groot, klein, *extra])


def _per_jaar(bedrag, tot):
    """Spread so that exactly `bedrag` falls in the twelve months from P."""
    dagen = (min(tot, date(2027, 11, 22)) - P).days + 1 if tot else 365
    if tot is None:
        return {"van": P, "tot": None, "verleend": Decimal(bedrag)}
    return {"van": P, "tot": tot, "verleend": Decimal(bedrag) * ((tot - P).days + 1) / dagen}


@pytest.mark.parametrize(
    ("deel", "verwacht"), [(59, None), (60, "info"), (74, "info"), (75, "info")]
)
def test_a_large_share_that_runs_long_is_only_info(deel, verwacht):
    assert ernst("R07", dossier(deel), P) == verwacht


@pytest.mark.parametrize(
    ("tot", "verwacht"),
    [
        (date(2028, 11, 23), "info"),
        (date(2028, 11, 22), "let_op"),
        (date(2027, 11, 24), "let_op"),
        (date(2027, 11, 23), "risico"),
        (date(2027, 5, 24), "risico"),
        (date(2027, 5, 23), "kritiek"),
    ],
)
def test_how_long_it_still_runs(tot, verwacht):
    assert ernst("R07", dossier(80, tot), P) == verwacht


def test_an_unknown_end_is_not_long():
    assert ernst("R07", dossier(80, None), P) == "let_op"


def test_structural_money_softens_one_level():
    uitkomst = beoordeel("R07", dossier(80, date(2027, 11, 1), aard="structureel"), P)[0]
    assert uitkomst.ernst == "let_op"
    assert uitkomst.verzachting


def test_an_open_application_to_anyone_keeps_it_from_critical():
    aanvraag = maak_stroom(status="aangevraagd", verleend=None, financier_id=9)
    assert ernst("R07", dossier(80, date(2027, 3, 1), extra=[aanvraag]), P) == "risico"


def test_money_for_another_object_is_ignored():
    park = maak_stroom(verleend=Decimal(300000), eigen_exploitatie=False, van=P, tot=LANG)
    assert ernst("R07", dossier(50, extra=[park]), P) is None


def test_no_certain_amount_is_not_safe():
    zaak = Dossier(maak_initiatief(), [maak_stroom(verleend=None)])
    assert beoordeel("R07", zaak, P)[0].ontbreekt == ("verleend",)
