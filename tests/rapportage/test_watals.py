"""What if: another horizon and other signals, and the facts stay as they are."""

from datetime import date
from decimal import Decimal

from financiering.continuiteit.feiten import Dossier
from financiering.rapportage.watals import Aanname, Erbij, apply_aanname, compare
from tests.continuiteit.bouw import maak_initiatief, maak_stroom

P = date(2026, 11, 23)


def zeker_tot(dag, **velden):
    """A thousand a month from 2026 up to and including this day."""
    maanden = (dag.year - 2026) * 12 + dag.month
    return maak_stroom(
        pk=1, van=date(2026, 1, 1), tot=dag, verleend=Decimal(1000) * maanden, **velden
    )


def dossier(*stromen):
    return Dossier(maak_initiatief(), stromen, begroting={2026: Decimal(12000)})


def codes(bevindingen):
    return {b.regel: b.uitkomst.ernst.value for b in bevindingen}


def test_nothing_assumed_changes_nothing(db):
    v = compare(dossier(zeker_tot(date(2027, 12, 31))), Aanname(), P)
    assert v.nu == v.straks
    assert [v.erbij, v.weg, v.zwaarder, v.lichter] == [[], [], [], []]


def test_money_that_falls_away(db):
    feiten = dossier(zeker_tot(date(2029, 12, 31)))
    v = compare(feiten, Aanname(weg=frozenset({1})), P)
    assert "Deze maand is niet genoeg geld zeker" in v.straks.zin
    assert "drie jaar vooruit" in v.nu.zin
    assert "R05" in codes(v.erbij) | codes(v.zwaarder)
    assert len(feiten.stromen) == 1


def test_an_earlier_end_keeps_the_amount_and_brings_the_gap_nearer(db):
    feiten = dossier(zeker_tot(date(2027, 12, 31)))
    v = compare(feiten, Aanname(einde={1: date(2027, 1, 31)}), P)
    assert "tot en met januari 2027" in v.straks.zin
    assert codes(v.zwaarder)["R05"] == "kritiek"
    assert feiten.stromen[0].tot == date(2027, 12, 31)


def test_money_that_comes_in_makes_a_signal_go(db):
    feiten = dossier(zeker_tot(date(2026, 12, 31)))
    erbij = Erbij(Decimal(48000), date(2027, 1, 1), date(2030, 12, 31))
    v = compare(feiten, Aanname(erbij=erbij), P)
    assert "drie jaar vooruit" in v.straks.zin
    assert "R05" in codes(v.weg)
    assert apply_aanname(feiten, Aanname(erbij=erbij)).stromen[-1].is_zeker
