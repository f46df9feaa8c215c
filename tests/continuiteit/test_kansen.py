"""What was applied for counts by how often such an application is granted, apart from what is certain."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from financiering.continuiteit.dossier import load_kansen
from financiering.continuiteit.feiten import Dossier
from financiering.continuiteit.horizon import compute_horizon
from financiering.continuiteit.kansen import Kansen, pick_kans
from financiering.continuiteit.maandbeeld import build_maandbeeld
from financiering.models import Wetsparameter
from financiering.services.schrijven import save_object
from tests.cast import TOEN
from tests.continuiteit.bouw import maak_initiatief, maak_stroom

P = date(2026, 11, 23)
KANSEN = Kansen(Decimal("0.94"), Decimal("0.88"), Decimal("0.72"))


def dossier(*stromen, **delen):
    return Dossier(maak_initiatief(), stromen, **delen)


def vraag(**velden):
    velden = {"status": "aangevraagd", "verleend": None, "aangevraagd": Decimal(12000)} | velden
    return maak_stroom(**velden)


@pytest.mark.parametrize(
    ("velden", "kans"),
    [
        ({"volgt_op_id": 1, "regelmaat": "periodiek"}, "0.94"),
        ({"volgt_op_id": 1, "regelmaat": "eenmalig"}, "0.88"),
        ({"volgt_op_id": None, "regelmaat": "periodiek"}, "0.72"),
        ({"volgt_op_id": 1, "status": "voornemen"}, "0"),
        ({"volgt_op_id": 1, "status": "verleend"}, "0"),
    ],
)
def test_the_share_of_one_application(velden, kans):
    eerder = maak_stroom(pk=1)
    stroom = vraag(pk=2, **velden)
    assert pick_kans(stroom, dossier(eerder, stroom), KANSEN) == Decimal(kans)


def test_a_refused_predecessor_makes_it_a_first_application():
    stroom = vraag(pk=2, volgt_op_id=1, regelmaat="periodiek")
    feiten = dossier(maak_stroom(pk=1, status="afgewezen"), stroom)
    assert pick_kans(stroom, feiten, KANSEN) == Decimal("0.72")


def test_the_weighed_line_leaves_what_is_certain_alone():
    zeker = maak_stroom(pk=1, van=date(2026, 1, 1), tot=date(2026, 12, 31), verleend=Decimal(12000))
    hoop = vraag(pk=2, van=date(2027, 1, 1), tot=date(2027, 12, 31), volgt_op_id=None)
    feiten: Dossier = dossier(zeker, hoop, begroting={2026: Decimal(12000)})
    met = build_maandbeeld(feiten, P, lambda stroom: pick_kans(stroom, feiten, KANSEN))
    zonder = build_maandbeeld(feiten, P)
    assert [replace(maand, gewogen=Decimal(0)) for maand in met] == zonder
    januari = met[2]
    assert (januari.gehoopt, januari.gewogen) == (Decimal("1000.00"), Decimal("720.00"))
    assert sum(januari.zeker.values()) == 0
    assert compute_horizon(feiten, P).gat == 2


def test_a_newer_setting_holds_from_its_day(db):
    assert load_kansen(P) == KANSEN
    nieuw = Wetsparameter(
        sleutel="kans_nieuw", geldig_van=date(2026, 6, 1), waarde=Decimal(50), eenheid="procent", bron="x"
    )  # fmt: skip
    save_object(nieuw, TOEN)
    assert load_kansen(P).nieuw == Decimal("0.5")
    assert load_kansen(date(2026, 5, 31)).nieuw == Decimal("0.72")
