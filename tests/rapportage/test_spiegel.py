"""The mirror: counted by hand, from the municipality's own money alone."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.domain.codes import Bron, Regelmaat, SoortInitiatief, Status
from financiering.models import Financier, Opschorting, Pot, Regelprofiel, Verantwoording
from financiering.rapportage.spiegel import build_spiegel, describe_spiegel, sum_gegeven
from financiering.services.potten import save_pot
from financiering.services.schrijven import save_object
from financiering.services.toekennen import Gift, give_uit_pot
from tests.cast import TOEN, make_geldstroom, make_initiatief
from tests.web.test_toegang import count_queries

P = date(2026, 11, 23)


def grant(cast, dagen_te_laat, jaar=2026, **velden):
    """A grant whose decision had to come on 1 March and came that many days later."""
    uiterste = date(jaar, 3, 1)
    besluit = None if dagen_te_laat is None else date.fromordinal(uiterste.toordinal() + dagen_te_laat)  # fmt: skip
    velden = {
        "beslissen_voor": uiterste, "ingediend_op": date(jaar, 1, 5), "beschikking_op": besluit,
        "status": Status.VERLEEND if besluit else Status.AANGEVRAAGD,
        "van": date(jaar, 7, 1), "tot": date(jaar, 12, 31), "regelmaat": Regelmaat.PERIODIEK,
    } | velden  # fmt: skip
    return make_geldstroom(velden.pop("initiatief", cast.kade), cast.gemeente, **velden)


def look(cast, *, per="regelmaat", alleen=False, jaar=2026, gemeente=None):
    return build_spiegel(
        gemeente or cast.veldstad, P, jaar, per=per, alleen_initiatieven=alleen
    )  # fmt: skip


def test_median_worst_and_late_per_year_and_kind(cast):
    for dagen in (-10, 0, 1, 20, 200):
        grant(cast, dagen, van=date(2027, 1, 1), tot=date(2027, 6, 1))
    grant(cast, 5, regelmaat=Regelmaat.EENMALIG)
    grant(cast, -3, jaar=2025)
    gezien = [
        (r.jaar, r.soort, r.besloten, r.te_laat, r.mediaan, r.ergste) for r in look(cast).regels
    ]
    assert gezien == [
        (2026, "eenmalig", 1, 1, 5, 5),
        (2026, "periodiek", 5, 3, 1, 200),
        (2025, "periodiek", 1, 0, -3, -3),
    ]
    assert [(r.jaar, r.besloten) for r in look(cast).samen] == [(2026, 6), (2025, 1)]


def test_begun_before_the_decision_counts_the_day_after_the_start(cast):
    for van in (date(2026, 3, 10), date(2026, 3, 11)):
        grant(cast, 10, van=van)
    grant(cast, None, van=date(2026, 11, 22))
    [regel] = look(cast).samen
    assert (regel.besloten, regel.begonnen, regel.wacht) == (2, 2, 1)


def test_what_is_refused_counts_and_what_is_decided_later_does_not(cast):
    grant(cast, 4, status=Status.AFGEWEZEN, verleend=None)
    grant(cast, 280)
    [regel] = look(cast).samen
    assert (regel.besloten, regel.ergste) == (1, 4)


def test_postponed_suspended_and_the_givers_own_term_move_the_last_day(cast):
    grant(cast, 30, verdaagd_tot=date(2026, 3, 31))
    assert look(cast).samen[0].ergste == 0
    stroom = grant(cast, 0, beslissen_voor=None, beschikking_op=date(2026, 3, 20))
    assert look(cast).samen[0].ergste == 18
    save_object(Opschorting(geldstroom=stroom, van=date(2026, 2, 1), tot=date(2026, 2, 11)), TOEN)
    assert look(cast).samen[0].ergste == 8
    profiel = Regelprofiel(
        financier=cast.gemeente, naam="Eigen", geldig_van=date(2020, 1, 1), bron="eigen regels",
        beslistermijn_weken=13,
    )  # fmt: skip
    save_object(profiel, TOEN)
    assert look(cast).samen[0].ergste == 0


def test_without_a_date_to_count_from_nothing_is_called_late(cast):
    grant(cast, 10, beslissen_voor=None, ingediend_op=None)
    beeld = look(cast)
    assert beeld.zonder_datum == 1
    assert (beeld.samen[0].besloten, beeld.samen[0].mediaan) == (0, None)
    assert describe_spiegel(beeld, 2026).startswith("Er is nog geen besluit")


def test_only_its_own_money(cast):
    ander = Financier(naam="Gemeente Havenstad", soort="gemeente", gemeente=cast.havenstad)
    save_object(ander, TOEN)
    grant(cast, 10)
    make_geldstroom(
        cast.kade, cast.fonds, bron=Bron.FONDS, beslissen_voor=date(2026, 1, 1),
        beschikking_op=date(2026, 2, 1),
    )  # fmt: skip
    beeld = look(cast)
    assert beeld.samen[0].besloten == 1
    assert sum(rij["verleend"] for rij in beeld.gegeven) == Decimal("12000.00")
    leeg = look(cast, gemeente=cast.havenstad)
    assert (leeg.regels, leeg.gegeven, leeg.gevraagd) == ([], [], [])


def test_what_needs_no_decision_is_none(cast):
    grant(cast, 50, bron=Bron.IN_NATURA)
    assert look(cast).regels == []


def test_only_initiatives_when_asked(cast):
    zaak = make_initiatief("zaak", cast.veldstad, soort=SoortInitiatief.ORGANISATIE)
    grant(cast, 1)
    grant(cast, 99, initiatief=zaak)
    assert look(cast).samen[0].ergste == 99
    assert look(cast, alleen=True).samen[0].ergste == 1


def test_kinds_of_money_and_reports_asked_lightest_first(cast):
    for aard, bedrag in (("structureel", 300), ("incidenteel", 700)):
        stroom = grant(cast, 0, aard=aard, verleend=Decimal(bedrag))
        niveau = "financieel" if bedrag == 300 else "desgevraagd"
        save_object(Verantwoording(geldstroom=stroom, volgnummer=1, niveau=niveau), TOEN)
    beeld = look(cast)
    assert [(r["geldsoort"], r["aard"], r["verleend"]) for r in beeld.gegeven] == [
        ("basisgeld", "incidenteel", Decimal("700.00")),
        ("basisgeld", "structureel", Decimal("300.00")),
    ]
    save_object(Verantwoording(geldstroom=stroom, volgnummer=2), TOEN)
    assert beeld.gevraagd == [("desgevraagd", 1), ("financieel", 1)]
    assert look(cast).gevraagd[2:] == [("niet bekend wat", 1)]
    assert look(cast, jaar=2027).gevraagd == []


@pytest.mark.parametrize(
    ("dagen", "zin"),
    [
        ([0], "Het ene besluit dat er in 2026 moest zijn, kwam op tijd."),
        ([0, 1], "Van de 2 besluiten die er in 2026 moesten zijn, kwam er één te laat; het langste wachten was 1 dag."),
        ([0, 0], "Van de 2 besluiten die er in 2026 moesten zijn, kwam er geen te laat."),
        ([1, 2], "Van de 2 besluiten die er in 2026 moesten zijn, kwamen er 2 te laat; het langste wachten was 2 dagen."),
    ],
)  # fmt: skip
def test_the_sentence_on_top(dagen, zin, cast):
    for aantal in dagen:
        grant(cast, aantal)
    assert describe_spiegel(look(cast), 2026) == zin


def test_the_page_answers_in_a_fixed_number_of_queries(cast, als):
    grant(cast, 10)
    client = als(cast.accounthouder)
    client.get("/spiegel")
    een = count_queries(client, "/spiegel?per=bron&jaar=2026")
    for dagen in range(4):
        grant(cast, dagen, bron=Bron.SCHARRELGELD, initiatief=make_initiatief(f"i{dagen}", cast.veldstad))  # fmt: skip
    assert count_queries(client, "/spiegel?per=bron&jaar=2026") == een <= 15
    tekst = client.get("/spiegel?per=onzin&jaar=onzin").content.decode()
    assert "Veldstad in de spiegel" in tekst


def test_a_gift_from_a_pot_says_nothing_of_waiting(cast):
    """Asked and given on one day, with a term that ends in the next year: it is no decision on time."""
    pot = Pot(
        kenmerk="p",
        gemeente=cast.veldstad,
        soort="zaaigeld",
        naam="P",
        jaar=2026,
        bedrag=Decimal(900),
    )
    dag = date(2026, 11, 20)
    save_pot(pot, None, TOEN)
    give_uit_pot(pot.pk, Gift(cast.kade, "Soep", Decimal(500), dag, dag, dag), TOEN)
    beeld = look(cast)
    assert beeld.samen == []
    assert describe_spiegel(beeld, 2026).startswith("Er is nog geen besluit")


def test_a_year_that_is_still_to_come_is_not_the_first_sentence(cast):
    grant(cast, 0)
    make_geldstroom(
        cast.kade, cast.gemeente, van=date(2027, 3, 1), tot=date(2027, 12, 31),
        ingediend_op=date(2026, 11, 16), beschikking_op=date(2026, 11, 20),
    )  # fmt: skip
    beeld = look(cast)
    assert [regel.jaar for regel in beeld.samen] == [2027, 2026]
    assert "in 2026" in describe_spiegel(beeld, 2026)


def test_help_in_kind_is_no_money_that_was_given(cast):
    grant(cast, 0, verleend=Decimal(300))
    grant(cast, 0, bron="in_natura", soort_natura="ruimte", verleend=Decimal(5000))
    assert sum_gegeven(look(cast)) == 300
