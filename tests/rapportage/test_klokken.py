"""The clocks of one stream: which payments are still waited for."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.continuiteit.dossier import load_wettermijnen
from financiering.domain.codes import Status
from financiering.models import Betaling
from financiering.rapportage.klokken import list_klokken
from financiering.services.betalingen import record_betaling
from financiering.services.geldstromen import Stap, execute_overgang
from tests.cast import TOEN, make_geldstroom

P = date(2026, 6, 1)
KOMT = date(2026, 9, 1)


def expect(stroom, soort):
    betaling = Betaling(geldstroom=stroom, soort=soort, bedrag=Decimal(5000), verwacht_op=KOMT)
    record_betaling(betaling, TOEN)


def list_betaalklokken(stroom):
    klokken = list_klokken(stroom, P, load_wettermijnen(P))
    return [(klok.soort, klok.op) for klok in klokken if klok.grondslag == "afspraak"]


def test_of_withdrawn_money_only_what_goes_back_is_waited_for(cast):
    stroom = make_geldstroom(cast.kade, cast.gemeente)
    expect(stroom, "voorschot")
    expect(stroom, "terugbetaling")
    assert sorted(list_betaalklokken(stroom)) == [
        ("terugbetaling", KOMT),
        ("verwachte betaling", KOMT),
    ]
    ingetrokken = execute_overgang(stroom.pk, "intrekken", Stap(P), TOEN)
    assert ingetrokken.status == Status.INGETROKKEN
    assert list_betaalklokken(ingetrokken) == [("terugbetaling", KOMT)]


@pytest.mark.parametrize("stand", [Status.VOORNEMEN, Status.AANGEVRAAGD])
def test_a_hope_is_not_waited_for(cast, stand):
    stroom = make_geldstroom(cast.kade, cast.gemeente, status=stand, aangevraagd=Decimal(5000))
    expect(stroom, "voorschot")
    assert list_betaalklokken(stroom) == []
