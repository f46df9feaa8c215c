"""Two real databases: what reads from the copy, what never does, and that nobody notices.

The copy is of the moment the test says so. What changes afterwards is not in it, so that every
answer tells where it was read.
"""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import Error, OperationalError, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from api import gezond
from financiering import replica
from financiering.domain.codes import Bereik
from financiering.geheugen import VergeefRedis
from financiering.models import Gebruiker, Initiatief, Opdracht
from financiering.services.apisleutels import revoke_sleutel
from financiering.services.initiatieven import save_initiatief
from financiering.services.opdrachten import create_opdracht
from financiering.services.schrijven import Handeling
from financiering.services.toegangen import revoke_toegang
from financiering.web.replica import VAN_REPLICA
from tasks import opdrachten
from tests.api.test_schrijven import send
from tests.api.test_sleutels import ask, make_sleutel
from tests.cast import TOEN, make_geldstroom, make_initiatief, restore_wet

pytestmark = pytest.mark.django_db(transaction=True)
LIJST = "/api/v1/initiatieven"


def _copy_sqlite(map: Path) -> tuple[str, dict[str, Any]]:
    naam = str(map / "kopie.sqlite3")
    doel = sqlite3.connect(naam)
    connections["default"].ensure_connection()
    connections["default"].connection.backup(doel)
    doel.close()
    return naam, {"timeout": 2, "init_command": "PRAGMA query_only=ON;"}


def _copy_postgresql() -> tuple[str, dict[str, Any]]:
    naam, bron = f"proef_kopie_{uuid4().hex[:8]}", connections["default"].settings_dict["NAME"]
    connections["default"].close()
    with connections["default"]._nodb_cursor() as cursor:
        # Whoever still looks at the source, such as a thread of a test before this one.
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [bron]
        )
        cursor.execute(f'CREATE DATABASE "{naam}" TEMPLATE "{bron}"')
    return naam, {"connect_timeout": 2, "options": "-c default_transaction_read_only=on"}


def _let_in(kopie: Any) -> Any:
    """The test runner shuts every database that a test did not name beforehand."""

    def ensure_connection() -> None:
        if kopie.connection is None:
            with kopie.wrap_database_errors:
                kopie.connect()

    kopie.ensure_connection = ensure_connection
    return kopie


def _forget_kopie(naam: str) -> None:
    connections["replica"].close()
    del connections["replica"]
    del connections.settings["replica"]
    if connections["default"].vendor == "postgresql":
        with connections["default"]._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{naam}"')


@pytest.fixture
def kopieer(cast: Any, settings: Any, tmp_path: Path) -> Iterator[Callable[[], Any]]:
    """Make the copy of what is there now, and read from it as an installation that has one."""
    gemaakt: list[str] = []

    def copy() -> Any:
        postgres = connections["default"].vendor == "postgresql"
        naam, opties = _copy_postgresql() if postgres else _copy_sqlite(tmp_path)
        eerste = connections["default"].settings_dict
        connections.settings["replica"] = {**eerste, "NAME": naam, "OPTIONS": opties}
        settings.DATABASE_ROUTERS = ["financiering.replica.ReplicaRouter"]
        settings.MIDDLEWARE = [
            *settings.MIDDLEWARE, "financiering.web.replica.ReplicaMiddleware",
        ]  # fmt: skip
        gemaakt.append(naam)
        return _let_in(connections["replica"])

    restore_wet()
    replica._stand.geldt_tot = 0.0
    yield copy
    settings.DATABASE_ROUTERS = []
    for naam in gemaakt:
        _forget_kopie(naam)


def rename(initiatief: Initiatief, naam: str) -> None:
    vers = Initiatief.objects.get(pk=initiatief.pk)
    vers.naam = naam
    save_initiatief(vers, TOEN)


def list_namen(antwoord: Any) -> list[str]:
    assert antwoord.status_code == 200, antwoord.content.decode()
    return [rij["naam"] for rij in antwoord.json()["resultaten"]]


def refuse(*args: Any) -> Any:
    raise OperationalError("server closed the connection unexpectedly")


def test_a_report_is_read_from_the_copy_and_a_page_of_work_is_not(kopieer, cast, als) -> None:
    make_geldstroom(make_initiatief("oud", cast.veldstad, wijk="Oude Haven"), cast.gemeente)
    kopieer()
    make_geldstroom(make_initiatief("nieuw", cast.veldstad, wijk="Nieuwe Haven"), cast.gemeente)
    client = als(cast.accounthouder)
    assert sorted(list_namen(client.get(LIJST))) == ["Kade", "Oud", "Tuin"]
    rapport = client.get("/portefeuille?per=wijk").content.decode()
    assert ("Oude Haven" in rapport, "Nieuwe Haven" in rapport) == (True, False)
    assert "Nieuw" in client.get("/initiatieven").content.decode()


def test_without_the_setting_there_is_no_copy(cast, settings) -> None:
    assert settings.DATABASE_ROUTERS == []
    assert not [naam for naam in settings.MIDDLEWARE if "replica" in naam]
    replica.note_schrijver(cast.penningmeester.pk)
    assert not replica.schreef_net(cast.penningmeester.pk)


def test_nothing_is_ever_written_to_the_copy(kopieer, cast, als) -> None:
    kopie = kopieer()
    with pytest.raises(Error), kopie.cursor() as cursor:
        cursor.execute("DELETE FROM financiering_taak")
    with CaptureQueriesContext(kopie) as vangst, replica.lees_van_replica():
        rename(cast.kade, "Kade twee")
        make_initiatief("los", cast.veldstad)
    assert [q["sql"].split()[0] for q in vangst] == ["SELECT"], "only who was renamed was read"
    assert set(Initiatief.objects.values_list("naam", flat=True)) > {"Kade twee", "Los"}


def test_who_saves_sees_it_at_once_and_others_a_moment_later(kopieer, cast, als, client) -> None:
    kopieer()
    klant = als(cast.penningmeester)
    wijziging = {"naam": "Kade aan het water", "reden": "Nieuwe naam"}
    antwoord = send(klant, "patch", "initiatieven/kade", wijziging, If_Match='"1"')
    assert antwoord.status_code == 200, antwoord.content.decode()
    assert list_namen(klant.get(LIJST)) == ["Kade aan het water"]
    assert "Kade" in list_namen(als(cast.accounthouder).get(LIJST))


def test_an_application_sees_what_it_just_wrote(kopieer, cast, client) -> None:
    _, geheim = make_sleutel(cast.penningmeester, Bereik.SCHRIJVEN)
    kopieer()
    rename(cast.kade, "Tussendoor")
    assert list_namen(ask(client, geheim, "initiatieven")) == ["Kade"]
    koppen = {"Authorization": f"Bearer {geheim}", "If-Match": '"2"'}
    antwoord = client.patch(
        f"{LIJST}/kade", {"naam": "Van ons", "reden": "x"}, "application/json", headers=koppen
    )
    assert antwoord.status_code == 200, antwoord.content.decode()
    assert list_namen(ask(client, geheim, "initiatieven")) == ["Van ons"]


def test_what_a_job_did_for_somebody_is_seen_at_once(kopieer, cast, als, monkeypatch) -> None:
    kopieer()
    monkeypatch.setattr(
        opdrachten, "UITVOERDERS", {"proef": lambda *args: rename(cast.kade, "Ingelezen") or {}}
    )
    werk = create_opdracht("proef", {}, cast.penningmeester, op=TOEN.moment)
    opdrachten.voer_uit(werk.pk)
    assert Opdracht.objects.get(pk=werk.pk).stand == "klaar"
    assert list_namen(als(cast.penningmeester).get(LIJST)) == ["Ingelezen"]


def test_a_key_that_was_revoked_opens_nothing_also_when_the_copy_still_has_it(
    kopieer, cast, client
) -> None:
    sleutel, geheim = make_sleutel(cast.penningmeester)
    kopieer()
    revoke_sleutel(sleutel.pk, Handeling(cast.penningmeester, "Weg"))
    assert ask(client, geheim).status_code == 401


def test_who_lost_a_capacity_sees_nothing_of_it_from_the_next_page_on(kopieer, cast, als) -> None:
    kopieer()
    client = als(cast.penningmeester)
    assert list_namen(client.get(LIJST)) == ["Kade"]
    revoke_toegang(cast.penningmeester.toegangen.get(), Handeling(cast.beheerder, "Weg"))
    assert list_namen(client.get(LIJST)) == []


def test_locks_transactions_and_whatever_follows_a_write_are_the_primarys(kopieer, cast) -> None:
    kopieer()
    rename(cast.kade, "Nu")
    kade = Initiatief.objects.filter(kenmerk="kade")
    with replica.lees_van_replica():
        assert kade.get().naam == "Kade"
        with transaction.atomic():
            assert kade.get().naam == "Nu"
        with transaction.atomic():
            assert kade.select_for_update().get().naam == "Nu"
        assert kade.get().naam == "Nu", "after a lock the rest of the page reads there too"
    with replica.lees_van_replica():
        van_kopie = kade.get()
        assert Gebruiker.objects.get(pk=cast.ander.pk)._state.db == "default"
        assert van_kopie.gemeente._state.db == "replica"
    assert van_kopie.taken.db == "default"
    assert not replica.leest_van_replica()


@pytest.mark.parametrize("adres", [LIJST, "/portefeuille?per=wijk"])
def test_a_copy_that_falls_away_during_a_page_is_passed_over(kopieer, cast, als, adres) -> None:
    kopie = kopieer()
    make_geldstroom(make_initiatief("nieuw", cast.veldstad, wijk="Nieuwe Haven"), cast.gemeente)
    assert replica.is_bruikbaar()
    client = als(cast.accounthouder)
    with kopie.execute_wrapper(refuse):
        antwoord = client.get(adres)
    assert antwoord.status_code == 200
    assert "Nieuw" in antwoord.content.decode()
    assert not replica.is_bruikbaar(), "it is left alone for a while"


def test_a_copy_that_never_answered_costs_one_try(kopieer, cast, als, monkeypatch) -> None:
    kopie, keren = kopieer(), []
    rename(cast.kade, "Nu")

    def count() -> None:
        keren.append(1)
        raise OperationalError("no route to host")

    monkeypatch.setattr(kopie, "connect", count)
    client = als(cast.penningmeester)
    assert [list_namen(client.get(LIJST)) for _ in range(3)] == [["Nu"]] * 3
    assert len(keren) == 1
    uit = client.get("/gezond")
    assert (uit.status_code, uit.json()["gezond"]) == (200, True)
    assert uit.json()["replica"] == "antwoordt niet; alles leest van de eerste database"


@pytest.mark.parametrize(
    ("achter", "woord", "namen"),
    [
        (0.4, "goed, loopt 0.4 seconden achter", ["Kade"]),
        (61.0, "loopt 61 seconden achter; alles leest van de eerste database", ["Nu"]),
        (float("inf"), "loopt onbekend ver achter; alles leest van de eerste database", ["Nu"]),
    ],
)
def test_a_copy_that_is_too_far_behind(
    kopieer, cast, als, monkeypatch, achter, woord, namen
) -> None:
    kopieer()
    rename(cast.kade, "Nu")
    monkeypatch.setattr(replica, "measure_achter", lambda: achter)
    monkeypatch.setattr(gezond, "measure_achter", lambda: achter)
    client = als(cast.penningmeester)
    assert list_namen(client.get(LIJST)) == namen
    assert (client.get("/gezond").status_code, client.get("/gezond").json()["replica"]) == (
        200, woord,
    )  # fmt: skip


def test_the_copy_says_how_far_it_is_behind(kopieer) -> None:
    kopieer()
    assert 0 <= replica.measure_achter() < replica.WACHT_HOOGSTENS


def test_a_cache_that_is_gone_means_the_primary(kopieer, cast, als, monkeypatch) -> None:
    kopieer()
    rename(cast.kade, "Nu")

    monkeypatch.setattr(replica, "cache", VergeefRedis("redis://127.0.0.1:1/0", {}))
    client = als(cast.penningmeester)
    assert list_namen(client.get(LIJST)) == ["Nu"]
    wijziging = {"naam": "Later", "reden": "x"}
    assert send(client, "patch", "initiatieven/kade", wijziging, If_Match='"2"').status_code == 200


def test_own_work_outlives_what_the_copy_may_lack() -> None:
    assert replica.EIGEN_WERK > replica.HOOGSTENS_ACHTER + replica.KIJK_ELKE


def test_every_address_that_reads_from_the_copy_is_there() -> None:
    vast = {reverse(naam) for naam in ("portefeuille", "spiegel", "signalen", "werkboek_uitvoer")}
    vast |= {reverse("register_uitvoer"), "/api/v1/"}
    assert set(VAN_REPLICA) == vast
