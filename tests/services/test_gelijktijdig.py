"""Two people at the same moment: one of them wins, and nothing is counted twice."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from time import sleep

import pytest

from financiering.domain.bankregels import Bankregel
from financiering.domain.codes import Status
from financiering.models import (
    Beschikking,
    Betaling,
    Financier,
    Geldstroom,
    Importbatch,
    Initiatief,
    Jaarbedrag,
    Pot,
    Potverplaatsing,
    Signaal,
    Taak,
)
from financiering.rapportage.potten import load_potten
from financiering.services import jaarbedragen, signalen
from financiering.services.bankregels import Herkend, record_herkend
from financiering.services.financiers import save_financier
from financiering.services.geldstromen import Stap, execute_overgang, update_geldstroom
from financiering.services.initiatieven import save_initiatief
from financiering.services.potten import compute_verleend, move_bedrag, save_pot
from financiering.services.schrijven import Handeling, delete_object
from financiering.services.signalen import beoordeel_alles, beoordeel_initiatief
from financiering.services.toekennen import Gift, give_uit_pot
from financiering.uitwisseling.exporter import export_werkboek
from financiering.uitwisseling.importer import read_werkboek
from tests.cast import make_geldstroom, make_initiatief, restore_wet
from tests.draden import run_samen
from tests.kenmerken import list_afwijkend

pytestmark = pytest.mark.django_db(transaction=True)

IK = Handeling(None, "Test")
VERLEEND = Stap(date(2026, 2, 1))


def ask(cast, bedrag=100, **velden):
    return make_geldstroom(
        cast.kade, cast.gemeente, status=Status.AANGEVRAAGD, aangevraagd=Decimal(bedrag),
        ingediend_op=date(2026, 1, 5), **velden,
    )  # fmt: skip


def test_pressing_twice_makes_one_decision(eigen_bestand, cast):
    stroom = ask(cast)
    uitkomst = run_samen(lambda _: execute_overgang(stroom.pk, "verlenen", VERLEEND, IK), 2)
    assert uitkomst == {"gelukt": 1, "OvergangNietMogelijk": 1}
    assert Beschikking.objects.filter(geldstroom=stroom).count() == 1
    assert Geldstroom.history.filter(id=stroom.pk, status=Status.VERLEEND).count() == 1


def test_two_people_with_one_bank_statement_keep_it_once(eigen_bestand, cast):
    stroom = make_geldstroom(cast.kade, cast.gemeente)
    regels = [
        Herkend(Bankregel(date(2026, 3, n), Decimal(n), True, "", "", str(n) * 64), stroom.pk)
        for n in (1, 2, 3)
    ]
    uitkomst = run_samen(lambda _: record_herkend(cast.kade, regels, IK), 6)
    assert uitkomst == {"gelukt": 6}
    assert Betaling.objects.filter(geldstroom=stroom).count() == 3


def test_twenty_at_once_never_overspend_a_pot(eigen_bestand, cast):
    pot = Pot(
        kenmerk="p1", gemeente=cast.veldstad, soort="scharrelgeld", naam="Oost", jaar=2026,
        bedrag=Decimal(750),
    )  # fmt: skip
    save_pot(pot, None, IK)
    stromen = [ask(cast, bron="scharrelgeld", pot=pot) for _ in range(20)]
    uitkomst = run_samen(
        lambda nummer: execute_overgang(stromen[nummer].pk, "verlenen", VERLEEND, IK), 20
    )
    assert uitkomst == {"gelukt": 7, "PotOntoereikend": 13}
    assert compute_verleend(pot) == 700
    assert pot.geldstromen.filter(status=Status.VERLEEND).count() == 7


def test_twenty_gifts_and_moves_at_once_never_overspend_a_pot(eigen_bestand, cast):
    """Gifts to ten initiatives, and moves to and fro, all at the same pot."""
    oost, west = (
        save_pot(
            Pot(kenmerk=naam, gemeente=cast.veldstad, soort="zaaigeld", naam=naam, jaar=2026, bedrag=Decimal(bedrag)),
            None, IK,
        )
        for naam, bedrag in (("oost", 750), ("west", 100))
    )  # fmt: skip
    wie = [make_initiatief(f"i{nummer}", cast.veldstad) for nummer in range(10)]
    dag = date(2026, 2, 1)

    def werk(nummer):
        if nummer % 4 == 3:
            van, naar = (oost, west) if nummer % 8 == 3 else (west, oost)
            move_bedrag(van.pk, naar.pk, Decimal(100), dag, IK)
        else:
            gift = Gift(wie[nummer % 10], "Koffie", Decimal(100), dag, dag, date(2026, 12, 31))
            give_uit_pot(oost.pk, gift, IK)

    uitkomst = run_samen(werk, 20)
    assert set(uitkomst) == {"gelukt", "PotOntoereikend"}
    standen = {stand.pot.naam: stand for stand in load_potten(Pot.objects.all())}
    assert standen["oost"].over >= 0
    assert standen["west"].over >= 0
    assert standen["oost"].budget + standen["west"].budget == 850
    assert standen["oost"].verleend == 100 * Geldstroom.objects.count()
    verplaatst = Potverplaatsing.objects.count()
    assert uitkomst["gelukt"] == verplaatst + Geldstroom.objects.count()


def test_the_same_workbook_twice_at_once_does_not_double(eigen_bestand, cast, tmp_path):
    stroom = ask(cast)
    pad = Path(tmp_path / "boek.xlsx")
    export_werkboek(
        pad,
        initiatieven=Initiatief.objects.order_by("kenmerk"),
        geldstromen=Geldstroom.objects.order_by("pk"),
        taken=Taak.objects.order_by("pk"),
        potten=Pot.objects.order_by("pk"),
    )
    stroom.jaarbedragen.all().delete()
    delete_object(stroom, IK)
    uitkomst = run_samen(lambda _: read_werkboek(pad, IK), 2)
    assert uitkomst == {"gelukt": 2}
    assert Geldstroom.objects.count() == 1
    assert Importbatch.objects.count() == 1


def test_two_workers_judge_at_once_and_write_everything_once(eigen_bestand, cast):
    """The night's work and the one that just changed, each twice, at the same instant."""
    restore_wet()
    ask(cast, 9_000)
    dag = date(2026, 11, 23)

    def werk(nummer):
        beoordeel_alles(dag) if nummer % 2 else beoordeel_initiatief(cast.kade.pk, dag)

    assert run_samen(werk, 4) == {"gelukt": 4}
    open_nu = Signaal.objects.open()
    assert open_nu.filter(initiatief=cast.kade).count() > 2
    assert (
        Signaal.objects.count()
        == open_nu.values("initiatief", "regel", "geldstroom").distinct().count()
    )
    assert Signaal.history.count() == Signaal.objects.count()
    assert beoordeel_alles(dag) == 0


def test_what_changes_while_the_night_works_is_not_judged_by_what_was_read_before(
    eigen_bestand, cast, monkeypatch
):
    """A decision comes in after the night's work chose its initiatives: its answer counts with it."""
    restore_wet()
    stroom = ask(cast, 9_000)
    dag = date(2026, 11, 23)
    beoordeel_alles(dag)
    assert Signaal.objects.open().filter(regel="R01", geldstroom=stroom).exists()
    echt = signalen.list_reeksen

    def met_besluit_tussendoor():
        reeksen = list(echt())
        execute_overgang(stroom.pk, "verlenen", VERLEEND, IK)
        return reeksen

    monkeypatch.setattr(signalen, "list_reeksen", met_besluit_tussendoor)
    beoordeel_alles(dag)
    assert not Signaal.objects.open().filter(regel="R01", geldstroom=stroom).exists()


@pytest.fixture
def trage_schrijver(monkeypatch):
    """Who writes what the split carries, stands still after reading it, so that others can come between."""
    echt = jaarbedragen.read_kenmerken

    def lees_en_wacht(pks):
        gelezen = echt(pks)
        sleep(0.2)
        return gelezen

    monkeypatch.setattr(jaarbedragen, "read_kenmerken", lees_en_wacht)


def move(initiatief, gemeente, wijk):
    eigen = Initiatief.objects.get(pk=initiatief.pk)
    eigen.gemeente, eigen.wijk = gemeente, wijk
    save_initiatief(eigen, IK)


def change_gever(gever, gemeente):
    eigen = Financier.objects.get(pk=gever.pk)
    eigen.gemeente = gemeente
    save_financier(eigen, IK)


def decide(cast):
    """Amounts change: its rows are closed and new ones written."""
    stroom = ask(cast)
    return lambda: execute_overgang(stroom.pk, "verlenen", VERLEEND, IK)


def describe(cast):
    """Amounts stay: its rows are written in place."""
    stroom = ask(cast)
    stroom.aard = "structureel"
    return lambda: update_geldstroom(stroom, IK)


def change_van_gever(cast):
    """It gets this giver only now."""
    stroom = make_geldstroom(cast.kade, cast.fonds)
    stroom.financier = cast.gemeente
    return lambda: update_geldstroom(stroom, IK)


def add(cast):
    """It was not there yet."""
    return lambda: ask(cast)


def run_naast(schrijf, anders, *, later):
    """One saves a stream, the other changes what it follows from, a tenth of a second apart."""

    def werk(nummer):
        sleep(0.1 if nummer == later else 0)
        anders() if nummer else schrijf()

    assert run_samen(werk, 2) == {"gelukt": 2}
    assert Jaarbedrag.objects.known_on(None).exists()
    assert not list_afwijkend()


@pytest.mark.parametrize("later", [0, 1])
@pytest.mark.parametrize("wat", [decide, describe, change_van_gever, add])
def test_a_stream_that_is_saved_while_its_initiative_moves_moves_along(
    eigen_bestand, cast, trage_schrijver, wat, later
):
    run_naast(wat(cast), lambda: move(cast.kade, cast.havenstad, "Oost"), later=later)


@pytest.mark.parametrize("later", [0, 1])
@pytest.mark.parametrize("wat", [decide, describe, change_van_gever, add])
def test_a_stream_that_is_saved_while_its_giver_changes_follows_it(
    eigen_bestand, cast, trage_schrijver, wat, later
):
    run_naast(wat(cast), lambda: change_gever(cast.gemeente, cast.havenstad), later=later)


def export_geldstromen(pad):
    export_werkboek(
        pad,
        initiatieven=Initiatief.objects.none(),
        geldstromen=Geldstroom.objects.order_by("pk"),
        taken=Taak.objects.none(),
        potten=Pot.objects.none(),
    )


@pytest.mark.parametrize("later", [0, 1])
@pytest.mark.parametrize("is_nieuw", [True, False])
def test_streams_of_a_workbook_that_is_read_meanwhile_move_along(
    eigen_bestand, cast, trage_schrijver, tmp_path, is_nieuw, later
):
    stroom, pad = ask(cast), tmp_path / "boek.xlsx"
    export_geldstromen(pad)
    if is_nieuw:
        stroom.jaarbedragen.all().delete()
        delete_object(stroom, IK)
    else:
        stroom.aangevraagd = Decimal(50)
        update_geldstroom(stroom, IK)
    run_naast(
        lambda: read_werkboek(pad, IK), lambda: move(cast.kade, cast.havenstad, "Oost"), later=later
    )


def test_a_workbook_and_everybody_at_once_end_right(eigen_bestand, cast, trage_schrijver, tmp_path):
    """An initiative that moves, a giver that changes, a decision and a file: nobody waits for ever."""
    stromen, pad = [ask(cast) for _ in range(3)], tmp_path / "boek.xlsx"
    export_geldstromen(pad)
    stromen[0].aard, stromen[0].aangevraagd = "structureel", Decimal(50)
    update_geldstroom(stromen[0], IK)
    stromen[2].jaarbedragen.all().delete()
    delete_object(stromen[2], IK)
    werken = [
        lambda: read_werkboek(pad, IK),
        lambda: move(cast.kade, cast.havenstad, "Oost"),
        lambda: change_gever(cast.gemeente, cast.havenstad),
        lambda: execute_overgang(stromen[1].pk, "verlenen", VERLEEND, IK),
    ]
    assert run_samen(lambda nummer: werken[nummer](), 4) == {"gelukt": 4}
    assert Geldstroom.objects.count() == 3
    assert not list_afwijkend()
