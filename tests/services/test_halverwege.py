"""One is halfway when another begins: the second waits, and nobody's work is lost. On PostgreSQL these
wait for each other by row; SQLite lets one write at a time."""

import threading
from datetime import date
from decimal import Decimal
from time import sleep

import pytest
from django.db import connections

from financiering.domain.codes import Status
from financiering.models import Geldstroom, Pot, Verantwoording, Verslag
from financiering.services import geldstromen, verantwoordingen, verslagen
from financiering.services.geldstromen import Stap, execute_overgang, update_geldstroom
from financiering.services.potten import save_pot
from financiering.services.schrijven import Handeling, save_object
from financiering.services.toekennen import grant_samen
from financiering.uitwisseling.bladen import basis
from financiering.uitwisseling.importer import read_werkboek
from tests.cast import make_geldstroom
from tests.draden import run_samen
from tests.uitwisseling.boeken import STROOM, maak_boek

pytestmark = pytest.mark.django_db(transaction=True)
IK = Handeling(None, "Test")
EVEN = 0.4
"""Seconds in which the second one gets as far as it can."""


def run_halverwege(monkeypatch, stil, eerst, dan):
    """Hold the first at a function (`stil`: where, name) while the second begins; how each ended."""
    waar, naam = stil
    echt, begonnen, verder = getattr(waar, naam), threading.Event(), threading.Event()
    einde = {}

    def wacht(*args, **kwargs):
        if threading.current_thread().name == "eerst":
            begonnen.set()
            assert verder.wait(20)
        return echt(*args, **kwargs)

    def run(wie, werk):
        try:
            werk()
            einde[wie] = "gelukt"
        except Exception as fout:
            einde[wie] = f"{type(fout).__name__}: {fout}"
        finally:
            connections.close_all()

    monkeypatch.setattr(waar, naam, wacht)
    een = threading.Thread(target=run, args=("eerst", eerst), name="eerst")
    ander = threading.Thread(target=run, args=("dan", dan))
    een.start()
    assert begonnen.wait(20)
    ander.start()
    sleep(EVEN)
    verder.set()
    een.join(20)
    ander.join(20)
    return einde


def test_a_report_that_was_sent_is_no_draft_again(eigen_bestand, cast, monkeypatch):
    stroom = make_geldstroom(cast.kade, cast.gemeente)
    execute_overgang(stroom.pk, "verantwoorden", Stap(date(2026, 2, 1)), IK)
    verslag = Verslag(
        geldstroom=stroom, sjabloon="een_foto_vijf_regels", sjabloon_versie=2, jaar=2026
    )
    save_object(verslag, IK)
    monkeypatch.setattr(verslagen, "list_ontbrekend", lambda *_, **__: [])
    einde = run_halverwege(
        monkeypatch, (verslagen, "save_object"),
        lambda: verslagen.start_verslag(stroom, "kort_verslag", None, IK),
        lambda: verslagen.send_verslag(verslag.pk, date(2026, 3, 1), IK),
    )  # fmt: skip
    assert einde == {"eerst": "gelukt", "dan": "gelukt"}
    verslag.refresh_from_db()
    assert (verslag.status, verslag.ingediend_op) == ("ingediend", date(2026, 3, 1))


def test_sending_and_beginning_do_not_wait_for_each_other_for_ever(
    eigen_bestand, cast, monkeypatch
):
    stroom = make_geldstroom(cast.kade, cast.gemeente)
    verslag = verslagen.start_verslag(stroom, "een_foto_vijf_regels", None, IK)
    monkeypatch.setattr(verslagen, "list_ontbrekend", lambda *_, **__: [])
    einde = run_halverwege(
        monkeypatch, (verslagen, "execute_overgang"),
        lambda: verslagen.send_verslag(verslag.pk, date(2026, 3, 1), IK),
        lambda: verslagen.start_verslag(stroom, "kort_verslag", None, IK),
    )  # fmt: skip
    assert einde == {"eerst": "gelukt", "dan": "gelukt"}
    assert list(stroom.verslagen.order_by("nummer").values_list("status", flat=True)) == [
        "ingediend",
        "concept",
    ]


def test_more_time_and_handing_in_keep_both(eigen_bestand, cast, monkeypatch):
    stroom = make_geldstroom(cast.kade, cast.gemeente)
    save_object(Verantwoording(geldstroom=stroom, uiterlijk_op=date(2026, 12, 1)), IK)
    einde = run_halverwege(
        monkeypatch, (verantwoordingen, "save_object"),
        lambda: verantwoordingen.move_datum(stroom, date(2027, 3, 1), "De gemeente", IK),
        lambda: execute_overgang(stroom.pk, "verantwoorden", Stap(date(2026, 11, 20)), IK),
    )  # fmt: skip
    assert einde == {"eerst": "gelukt", "dan": "gelukt"}
    rij = Verantwoording.objects.get()
    assert (rij.ingediend_op, rij.verschoven_naar) == (date(2026, 11, 20), date(2027, 3, 1))


def test_two_who_write_down_their_hours_first_make_one(eigen_bestand, cast):
    stroom = make_geldstroom(cast.kade, cast.gemeente)

    def write(nummer):
        verantwoordingen.save_werk(
            stroom, uren=Decimal(nummer), accountantskosten=None, ervaren_last=None, handeling=IK
        )

    assert run_samen(write, 4) == {"gelukt": 4}
    assert Verantwoording.objects.count() == 1


def test_granting_several_and_granting_one_do_not_wait_for_each_other_for_ever(
    eigen_bestand, cast, monkeypatch
):
    pot = Pot(
        kenmerk="p",
        gemeente=cast.veldstad,
        soort="scharrelgeld",
        naam="Oost",
        jaar=2026,
        bedrag=Decimal(99),
    )
    save_pot(pot, None, IK)
    een, ander = (
        make_geldstroom(
            cast.kade, cast.gemeente, bron="scharrelgeld", pot=pot, status=Status.AANGEVRAAGD,
            aangevraagd=Decimal(10), ingediend_op=date(2026, 1, 5),
        )
        for _ in range(2)
    )  # fmt: skip
    stap = Stap(date(2026, 2, 1), Decimal(10))
    bedragen = {een.pk: Decimal(10), ander.pk: Decimal(10)}
    einde = run_halverwege(
        monkeypatch, (geldstromen, "check_pot"),
        lambda: execute_overgang(een.pk, "verlenen", stap, IK),
        lambda: grant_samen(pot.pk, bedragen, stap, IK),
    )  # fmt: skip
    assert einde["eerst"] == "gelukt"
    assert "intussen al besloten" in einde["dan"]
    assert Geldstroom.objects.get(pk=ander.pk).status == Status.AANGEVRAAGD


def test_a_workbook_does_not_undo_what_somebody_does_meanwhile(
    eigen_bestand, cast, monkeypatch, tmp_path
):
    for kenmerk in ("g1", "g2"):
        make_geldstroom(
            cast.kade, cast.fonds, kenmerk=kenmerk, bron="fonds", verleend=Decimal(1200)
        )
    ander = Geldstroom.objects.get(kenmerk="g2")
    pad = maak_boek(
        tmp_path / "boek.xlsx",
        Geldstromen=[
            STROOM | {"Verleend": 1300},
            STROOM | {"Kenmerk": "g2", "Verleend": 1200, "Omschrijving": "Thee"},
        ],
    )

    def change():
        ander.verleend, ander.toelichting = Decimal(900), "Afgesproken"
        update_geldstroom(ander, IK, versie=ander.versie)

    einde = run_halverwege(
        monkeypatch, (basis, "bulk_update_with_reason"), lambda: read_werkboek(pad, IK), change
    )
    assert einde["eerst"] == "gelukt"
    assert einde["dan"].startswith("GewijzigdDoorAnder")
    for stroom in Geldstroom.objects.all():
        laatste = stroom.history.first()
        assert (laatste.verleend, laatste.versie) == (stroom.verleend, stroom.versie)
        assert stroom.history.count() == stroom.versie
