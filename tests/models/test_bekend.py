"""What was known on a day: for every kept model the last row of its history by then, and no other."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from financiering.models import Domeindeel, Geldstroom, Initiatief
from financiering.models.bekend import known_on
from financiering.services.geldstromen import (
    Stap,
    execute_overgang,
    save_domeindelen,
    update_geldstroom,
)
from financiering.services.initiatieven import save_initiatief
from financiering.services.schrijven import Handeling
from tests.cast import make_geldstroom


def op(dag, uur=12):
    return Handeling(None, "Test", datetime(2026, 3, dag, uur, tzinfo=UTC))


@pytest.fixture
def veranderd(cast):
    """Changed on several days, twice at the same moment, and with parts that were taken away."""
    stroom = make_geldstroom(cast.kade, cast.gemeente, status="aangevraagd", aangevraagd=Decimal(9))
    ander = make_geldstroom(cast.dok, cast.fonds)
    execute_overgang(stroom.pk, "verlenen", Stap(date(2026, 3, 1), Decimal(9)), op(1))
    save_domeindelen(ander, {"Sport": Decimal(40), "Welzijn": Decimal(60)}, op(2))
    for bedrag in (7, 8):
        ander.refresh_from_db()
        ander.verleend = Decimal(bedrag)
        update_geldstroom(ander, op(3))
    save_domeindelen(ander, {"Sport": Decimal(40)}, op(4))
    cast.dok.gemeente = cast.veldstad
    save_initiatief(cast.dok, op(4, 18))
    return cast


def list_laatste(model, moment):
    """The same by hand: every row of history, the last of each by then, unless it was taken away."""
    laatste = {}
    rijen = sorted(model.history.all(), key=lambda rij: (rij.history_date, rij.history_id))
    for rij in rijen:
        if rij.history_date <= moment:
            laatste[rij.id] = rij
    return {rij.history_id for rij in laatste.values() if rij.history_type != "-"}


@pytest.mark.parametrize("model", [Geldstroom, Initiatief, Domeindeel])
def test_the_last_row_by_then(veranderd, model):
    momenten = {rij.history_date for rij in model.history.all()}
    aantallen = set()
    for moment in {m + timedelta(seconds=s) for m in momenten for s in (-1, 0, 1)}:
        gevonden = list(known_on(model, moment).values_list("history_id", flat=True))
        assert len(gevonden) == len(set(gevonden))
        assert set(gevonden) == list_laatste(model, moment)
        aantallen.add(len(gevonden))
    assert len(aantallen) > 1
    assert {rij.pk for rij in known_on(model, None)} == {rij.pk for rij in model.objects.all()}


def test_of_two_at_the_same_moment_the_later_one(veranderd):
    toen = known_on(Geldstroom, datetime(2026, 3, 3, 12, tzinfo=UTC))
    assert toen.get(initiatief=veranderd.dok).verleend == 8
