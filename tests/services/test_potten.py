"""A pot is never overspent, whoever comes first."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.domain.codes import Status
from financiering.domain.exceptions import DomeinFout, PotOntoereikend
from financiering.models import Betaling, Geldstroom, Pot, Potbijdrage, Potverplaatsing
from financiering.rapportage.potten import load_potten, split_bijdragen
from financiering.services.betalingen import record_betaling
from financiering.services.geldstromen import (
    Stap,
    execute_overgang,
    save_domeindelen,
    update_geldstroom,
)
from financiering.services.potten import (
    close_pot,
    compute_over,
    compute_verleend,
    move_bedrag,
    save_pot,
)
from financiering.services.schrijven import Handeling
from financiering.services.toekennen import Gift, connect_pot, disconnect_pot, give_uit_pot
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


def make_pot(cast, kenmerk, bedrag=500, **velden):
    velden = {"soort": "scharrelgeld", "naam": "West", "jaar": 2026} | velden
    velden = {"gemeente": cast.veldstad} | velden
    return save_pot(Pot(kenmerk=kenmerk, bedrag=Decimal(bedrag), **velden), None, IK)


def gift(cast, bedrag, **velden):
    velden = {"initiatief": cast.kade, "op": date(2026, 3, 1)} | velden
    return Gift(
        omschrijving="Koffie", bedrag=Decimal(bedrag), van=date(2026, 3, 1), tot=date(2026, 12, 31),
        **velden,
    )  # fmt: skip


def test_asked_and_given_at_once_has_a_decision_and_no_report(cast, pot):
    stroom = give_uit_pot(pot.pk, gift(cast, 250), IK)
    assert (stroom.status, stroom.verleend, stroom.aangevraagd) == ("verleend", 250, 250)
    assert (stroom.bron, stroom.geldsoort, stroom.aard) == (
        "scharrelgeld",
        "zaaigeld",
        "incidenteel",
    )
    assert stroom.financier == cast.gemeente
    assert [b.soort for b in stroom.beschikkingen.all()] == ["verlening"]
    assert not stroom.verantwoordingen.exists()
    assert compute_over(pot) == 750


def test_giving_more_than_is_left_leaves_nothing_behind(cast, pot):
    with pytest.raises(PotOntoereikend, match=r"nog € 1\.000,00.*minder dan € 1\.000,01"):
        give_uit_pot(pot.pk, gift(cast, "1000.01"), IK)
    assert not Geldstroom.objects.exists()


def test_an_initiative_of_another_town_gets_nothing(cast, pot):
    with pytest.raises(DomeinFout, match="andere gemeente"):
        give_uit_pot(pot.pk, gift(cast, 10, initiatief=cast.dok), IK)


def test_reserving_takes_nothing_and_granting_does(cast, pot):
    stroom = ask(cast, None, 1200)
    connect_pot(pot.pk, stroom.pk, IK)
    (stand,) = load_potten(Pot.objects.all())
    assert (stand.gereserveerd, stand.verleend, stand.over) == (1200, 0, 1000)
    assert stand.na_reservering == -200
    with pytest.raises(PotOntoereikend):
        connect_pot(pot.pk, stroom.pk, IK, stap=Stap(date(2026, 2, 1), Decimal(1200)))
    connect_pot(pot.pk, stroom.pk, IK, stap=Stap(date(2026, 2, 1), Decimal(900)))
    betaling = Betaling(
        geldstroom=stroom, soort="voorschot", volgnummer=1, bedrag=Decimal(300), ontvangen_op=date(2026, 3, 1)
    )  # fmt: skip
    record_betaling(betaling, IK)
    (stand,) = load_potten(Pot.objects.all())
    assert (stand.gereserveerd, stand.verleend, stand.uitbetaald, stand.over) == (0, 900, 300, 100)
    with pytest.raises(DomeinFout, match="al verleend"):
        disconnect_pot(pot.pk, stroom.pk, IK)


def test_what_a_pot_pays_can_be_booked_on_a_taakveld(cast, pot):
    stroom = ask(cast, None, 200)
    connect_pot(pot.pk, stroom.pk, IK, taakveld="2025-6.1")
    assert connect_pot(pot.pk, stroom.pk, IK, stap=Stap(date(2026, 2, 1))).taakveld == "2025-6.1"


def test_money_of_another_giver_or_another_pot_is_not_paid_twice(cast, pot):
    with pytest.raises(DomeinFout, match="niet van de gemeente"):
        connect_pot(pot.pk, make_geldstroom(cast.kade, cast.fonds, bron="fonds").pk, IK)
    stroom = ask(cast, pot, 10)
    with pytest.raises(DomeinFout, match="andere pot"):
        connect_pot(make_pot(cast, "p2").pk, stroom.pk, IK)
    assert disconnect_pot(pot.pk, stroom.pk, IK).pot is None


def test_what_was_granted_before_is_counted_when_it_is_connected(cast, pot):
    stroom = make_geldstroom(cast.kade, cast.gemeente, verleend=Decimal(1001))
    with pytest.raises(PotOntoereikend):
        connect_pot(pot.pk, stroom.pk, IK)
    assert Geldstroom.objects.get(pk=stroom.pk).pot is None


def test_a_move_takes_from_one_and_adds_to_the_other_with_its_reason(cast, pot):
    west = make_pot(cast, "p2")
    give_uit_pot(pot.pk, gift(cast, 700), IK)
    with pytest.raises(PotOntoereikend, match="nog € 300,00"):
        move_bedrag(pot.pk, west.pk, Decimal(301), date(2026, 4, 1), IK)
    move_bedrag(
        pot.pk, west.pk, Decimal(300), date(2026, 4, 1), Handeling(None, "West heeft meer nodig")
    )
    assert (compute_over(pot), compute_over(west)) == (0, 800)
    assert Potverplaatsing.objects.get().reden == "West heeft meer nodig"
    with pytest.raises(PotOntoereikend):
        give_uit_pot(pot.pk, gift(cast, "0.01"), IK)
    with pytest.raises(PotOntoereikend):
        move_bedrag(west.pk, pot.pk, Decimal(801), date(2026, 4, 1), IK)


def test_a_move_stays_within_the_municipality(cast, pot):
    elders = make_pot(cast, "p2", gemeente=cast.havenstad)
    with pytest.raises(DomeinFout, match="andere gemeente"):
        move_bedrag(pot.pk, elders.pk, Decimal(1), date(2026, 4, 1), IK)


def test_at_the_end_of_the_year_the_rest_lapses_or_goes_along(cast, pot):
    give_uit_pot(pot.pk, gift(cast, 400), IK)
    mee = make_pot(cast, "p2", na_jaar="gaat_mee")
    assert close_pot(pot.pk, date(2027, 1, 5), IK).gesloten_op == date(2027, 1, 5)
    close_pot(mee.pk, date(2027, 1, 5), IK)
    volgend = Pot.objects.get(jaar=2027)
    assert (volgend.naam, volgend.bedrag, compute_over(volgend)) == ("West", 0, 500)
    standen = {stand.pot.kenmerk: stand for stand in load_potten(Pot.objects.all())}
    assert (standen["p1"].over, standen["p1"].vervallen) == (0, 600)
    assert (standen["p2"].over, standen["p2"].vervallen, standen["p2"].eraf) == (0, 0, 500)


def test_the_rest_goes_to_the_pot_that_is_there_already(cast):
    mee = make_pot(cast, "p1", na_jaar="gaat_mee")
    volgend = make_pot(cast, "p2", bedrag=100, jaar=2027)
    close_pot(mee.pk, date(2027, 1, 5), IK)
    assert compute_over(volgend) == 600


def test_a_closed_year_takes_no_new_grant_and_lets_an_old_one_be_settled(cast, pot):
    stroom = give_uit_pot(pot.pk, gift(cast, 400), IK)
    close_pot(pot.pk, date(2027, 1, 5), IK)
    with pytest.raises(PotOntoereikend, match="afgesloten op 5 januari 2027"):
        give_uit_pot(pot.pk, gift(cast, 1), IK)
    execute_overgang(stroom.pk, "vaststellen", Stap(date(2027, 2, 1), Decimal(350)), IK)
    with pytest.raises(DomeinFout, match="al afgesloten"):
        close_pot(pot.pk, date(2027, 2, 1), IK)
    with pytest.raises(DomeinFout, match="is afgesloten"):
        move_bedrag(pot.pk, make_pot(cast, "p2").pk, Decimal(1), date(2027, 2, 1), IK)


def test_a_year_with_open_requests_is_not_closed(cast, pot):
    ask(cast, pot, 10)
    with pytest.raises(DomeinFout, match="nog geld gereserveerd"):
        close_pot(pot.pk, date(2027, 1, 5), IK)


def test_each_department_sees_its_part_and_the_parts_are_the_grant(cast, pot):
    save_pot(pot, {"Welzijn": Decimal(667), "Zorg": Decimal(333)}, IK)
    delen = split_bijdragen(pot.bijdragen.all(), [Decimal("100.01"), Decimal(10)])
    assert [(d.domein, d.delen) for d in delen] == [
        ("Welzijn", [Decimal("66.70"), Decimal("6.67")]), ("Zorg", [Decimal("33.31"), Decimal("3.33")]),
    ]  # fmt: skip
    assert sum(d.verleend for d in delen) == Decimal("110.01")


def test_what_several_domains_pay_is_divided_over_them_by_what_they_put_in(cast, pot):
    save_pot(pot, {"Welzijn": Decimal(667), "Zorg": Decimal(333)}, IK)
    gegeven = give_uit_pot(pot.pk, gift(cast, 100), IK)
    gevraagd = ask(cast, None, 50)
    connect_pot(pot.pk, gevraagd.pk, IK)
    assert not gevraagd.domeindelen.exists()
    connect_pot(pot.pk, gevraagd.pk, IK, stap=Stap(date(2026, 2, 1)))
    for stroom in (gegeven, gevraagd):
        assert list(stroom.domeindelen.values_list("domein", "procent")) == [
            ("Welzijn", Decimal("66.70")), ("Zorg", Decimal("33.30")),
        ]  # fmt: skip


def test_shares_that_were_written_down_stay(cast, pot):
    save_pot(pot, {"Welzijn": Decimal(667), "Zorg": Decimal(333)}, IK)
    stroom = ask(cast, None, 50)
    save_domeindelen(stroom, {"Sport": Decimal(100)}, IK)
    connect_pot(pot.pk, stroom.pk, IK, stap=Stap(date(2026, 2, 1)))
    assert [deel.domein for deel in stroom.domeindelen.all()] == ["Sport"]


def test_a_closed_year_takes_no_reservation(cast):
    pot = make_pot(cast, "dicht")
    close_pot(pot.pk, date(2026, 12, 31), IK)
    for stand in ("aangevraagd", "verleend"):
        stroom = make_geldstroom(cast.kade, cast.gemeente, status=stand)
        with pytest.raises(DomeinFout, match="is afgesloten"):
            connect_pot(pot.pk, stroom.pk, IK)
