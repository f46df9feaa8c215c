"""A pot is never overspent, whoever comes first."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.domain.codes import Status
from financiering.domain.exceptions import DomeinFout, PotOntoereikend
from financiering.models import Geldstroom, Pot, Potbijdrage
from financiering.services.geldstromen import Stap, execute_overgang, update_geldstroom
from financiering.services.potten import compute_verleend, save_pot
from financiering.services.schrijven import Handeling
from tests.cast import make_geldstroom

IK = Handeling(None, "Test")


@pytest.fixture
def pot(cast):
    pot = Pot(
        kenmerk="p1", gemeente=cast.veldstad, soort="scharrelgeld", naam="Oost", jaar=2026,
        bedrag=Decimal(1000),
    )  # fmt: skip
    return save_pot(pot, None, IK)


def ask(cast, pot, bedrag):
    return make_geldstroom(
        cast.kade, cast.gemeente, bron="scharrelgeld", pot=pot, status=Status.AANGEVRAAGD,
        aangevraagd=Decimal(bedrag), ingediend_op=date(2026, 1, 5),
    )  # fmt: skip


def test_the_last_euro_may_be_granted_and_no_more(cast, pot):
    eerste, tweede = ask(cast, pot, 600), ask(cast, pot, "400.01")
    execute_overgang(eerste.pk, "verlenen", Stap(date(2026, 2, 1)), IK)
    with pytest.raises(PotOntoereikend, match=r"nog € 400,00.*minder dan € 400,01"):
        execute_overgang(tweede.pk, "verlenen", Stap(date(2026, 2, 1)), IK)
    assert Geldstroom.objects.get(pk=tweede.pk).status == Status.AANGEVRAAGD
    execute_overgang(tweede.pk, "verlenen", Stap(date(2026, 2, 1), Decimal(400)), IK)
    assert compute_verleend(pot) == 1000


def test_what_was_withdrawn_comes_back(cast, pot):
    eerste, tweede = ask(cast, pot, 1000), ask(cast, pot, 1000)
    execute_overgang(eerste.pk, "verlenen", Stap(date(2026, 2, 1)), IK)
    execute_overgang(eerste.pk, "intrekken", Stap(date(2026, 3, 1)), IK)
    execute_overgang(tweede.pk, "verlenen", Stap(date(2026, 3, 2)), IK)
    assert compute_verleend(pot) == 1000


def test_a_lower_fixed_amount_frees_the_rest(cast, pot):
    stroom = ask(cast, pot, 1000)
    execute_overgang(stroom.pk, "verlenen", Stap(date(2026, 2, 1)), IK)
    execute_overgang(stroom.pk, "vaststellen", Stap(date(2026, 9, 1), Decimal(700)), IK)
    assert compute_verleend(pot) == 700


def test_changing_the_amount_of_a_grant_counts_it_once(cast, pot):
    stroom = ask(cast, pot, 900)
    stroom = execute_overgang(stroom.pk, "verlenen", Stap(date(2026, 2, 1)), IK)
    stroom.verleend = Decimal(1000)
    update_geldstroom(stroom, IK)
    stroom.verleend = Decimal(1001)
    with pytest.raises(PotOntoereikend):
        update_geldstroom(stroom, IK)


def test_a_pot_cannot_shrink_below_what_was_granted(cast, pot):
    execute_overgang(ask(cast, pot, 800).pk, "verlenen", Stap(date(2026, 2, 1)), IK)
    pot.bedrag = Decimal(799)
    with pytest.raises(PotOntoereikend):
        save_pot(pot, None, IK)
    assert Pot.objects.get().bedrag == 1000


def test_contributions_sum_to_the_pot(pot):
    with pytest.raises(DomeinFout, match="bijdragen zijn samen € 900,00"):
        save_pot(pot, {"Welzijn": Decimal(900)}, IK)
    save_pot(pot, {"Welzijn": Decimal(900), "Zorg": Decimal(100)}, IK)
    save_pot(pot, {"Welzijn": Decimal(1000)}, IK)
    assert [(b.domein, b.bedrag) for b in Potbijdrage.objects.all()] == [("Welzijn", 1000)]
