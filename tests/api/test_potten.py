"""Pots through the API: the same services as the pages, so never below zero, and only one's own."""

from decimal import Decimal

import pytest

from financiering.domain.codes import Status
from financiering.models import Geldstroom, Pot
from financiering.rapportage.potten import load_potten
from tests.api.test_schrijven import list_fouten, send
from tests.cast import make_geldstroom

NIEUW = {
    "gemeente": "GM9001", "soort": "integraal_budget", "naam": "Samen", "jaar": 2026,
    "bedrag": "1000.00", "naJaar": "gaat_mee", "reden": "Raad",
    "bijdragen": [{"domein": "Zorg", "bedrag": "600"}, {"domein": "Welzijn", "bedrag": "400"}],
}  # fmt: skip
GIFT = {
    "initiatief": "kade", "omschrijving": "Koffie", "bedrag": "250.00", "datum": "2026-03-01",
}  # fmt: skip


@pytest.fixture
def aanvraag(vol):
    """A request of Kade to its municipality that no pot pays yet."""
    return make_geldstroom(
        vol.kade, vol.gemeente, status=Status.AANGEVRAAGD, aangevraagd=Decimal(900),
        ingediend_op="2026-01-02",
    )  # fmt: skip


def test_a_pot_is_made_with_its_parts_and_changed(vol, als):
    client = als(vol.accounthouder)
    gemaakt = send(client, "post", "potten", NIEUW, Idempotency_Key="p")
    assert gemaakt.status_code == 201, gemaakt.content.decode()
    assert send(client, "post", "potten", NIEUW, Idempotency_Key="p").json() == gemaakt.json()
    assert gemaakt.json()["stand"]["over"] == "1000.00"
    een = f"potten/{gemaakt.json()['id']}"
    delen = client.get(f"/api/v1/{een}?expand=bijdragen").json()["_embedded"]["bijdragen"]
    assert {deel["domein"]: deel["bedrag"] for deel in delen} == {
        "Zorg": "600.00", "Welzijn": "400.00",
    }  # fmt: skip
    anders = {"naam": "Anders", "opdracht": "Ontmoeting in Noord", "reden": "Beter"}
    naam = send(client, "patch", een, anders, If_Match='"1"')
    assert (naam.status_code, naam.json()["naam"]) == (200, "Anders")
    assert naam.json()["opdracht"] == "Ontmoeting in Noord"
    meer = send(client, "patch", een, {"bedrag": "1200", "reden": "Raad"}, If_Match='"2"')
    assert set(list_fouten(meer)) == {"bijdragen"}


def test_a_gift_is_made_once_and_never_more_than_is_left(vol, als):
    client, adres = als(vol.accounthouder), f"potten/{vol.hier.pot.pk}/giften"
    gegeven = send(client, "post", adres, GIFT, Idempotency_Key="g")
    assert gegeven.status_code == 201, gegeven.content.decode()
    assert (gegeven.json()["status"], gegeven.json()["verleend"]) == ("verleend", "250.00")
    assert gegeven["Location"].endswith(f"/api/v1/geldstromen/{gegeven.json()['id']}")
    assert send(client, "post", adres, GIFT, Idempotency_Key="g")["Idempotency-Replayed"] == "true"
    over = load_potten(Pot.objects.filter(pk=vol.hier.pot.pk))[0].over
    assert over == Decimal(5000 - 100 - 250)
    te_veel = send(client, "post", adres, GIFT | {"bedrag": str(over + 1)})
    assert te_veel.status_code == 409
    assert "4.650" in te_veel.json()["detail"]
    samen = send(client, "post", "potten", NIEUW).json()["id"]
    assert send(client, "post", f"potten/{samen}/giften", GIFT).status_code == 409
    elders = send(client, "post", adres, GIFT | {"initiatief": "dok"})
    assert set(list_fouten(elders)) == {"initiatief"}


def step(client, pot, **inhoud):
    """One step, of the pot as it stands now."""
    etag = client.get(f"/api/v1/potten/{pot.pk}")["ETag"]
    inhoud = {"reden": "Besluit"} | inhoud
    return send(client, "post", f"potten/{pot.pk}/stappen", inhoud, If_Match=etag)


def test_a_request_is_reserved_freed_and_granted(vol, als, aanvraag):
    client, pot = als(vol.accounthouder), vol.hier.pot
    gereserveerd = step(client, pot, stap="reserveren", geldstroom=aanvraag.pk)
    assert gereserveerd.json()["stand"]["gereserveerd"] == "900.00"
    assert step(client, pot, stap="afsluiten").status_code == 400
    vrij = step(client, pot, stap="vrijgeven", geldstroom=aanvraag.pk)
    assert vrij.json()["stand"]["gereserveerd"] == "0.00"
    fout = step(client, pot, stap="koppelen", geldstroom=aanvraag.pk)
    assert set(list_fouten(fout)) == {"stap"}
    verleend = step(client, pot, stap="verlenen", geldstroom=aanvraag.pk, datum="2026-03-01")
    assert verleend.json()["stand"]["verleend"] == "900.00"
    aanvraag.refresh_from_db()
    assert (aanvraag.status, aanvraag.verleend, aanvraag.pot_id) == ("verleend", 900, pot.pk)
    vreemd = step(client, pot, stap="reserveren", geldstroom=vol.daar.geldstroom.pk)
    assert set(list_fouten(vreemd)) == {"geldstroom"}
    assert set(list_fouten(step(client, pot, stap="reserveren"))) == {"geldstroom"}


def test_a_closed_year_gives_nothing_more(vol, als, aanvraag):
    client, pot = als(vol.accounthouder), vol.hier.pot
    dicht = step(client, pot, stap="afsluiten")
    assert (dicht.status_code, dicht.json()["stand"]["vervallen"]) == (200, "4900.00")
    assert client.get("/api/v1/potten?gesloten=true").json()["aantal"] == 1
    assert step(client, pot, stap="reserveren", geldstroom=aanvraag.pk).status_code == 409
    assert send(client, "post", f"potten/{pot.pk}/giften", GIFT).status_code == 409


def test_several_requests_are_granted_together_or_not_at_all(vol, als, aanvraag):
    client, pot = als(vol.accounthouder), vol.hier.pot
    ander = make_geldstroom(
        vol.tuin, vol.gemeente, status=Status.AANGEVRAAGD, aangevraagd=Decimal(9000),
        ingediend_op="2026-01-02",
    )  # fmt: skip
    inhoud = {
        "datum": "2026-03-01", "reden": "Najaarsronde", "toekenningen": [
            {"geldstroom": aanvraag.pk, "bedrag": "500"}, {"geldstroom": ander.pk, "bedrag": "8000"},
        ],
    }  # fmt: skip
    adres = f"potten/{pot.pk}/verdelingen"
    assert send(client, "post", adres, inhoud, If_Match='"1"').status_code == 409
    assert not Geldstroom.objects.filter(pot=pot).exists()
    inhoud["toekenningen"][1]["bedrag"] = "4000"
    gelukt = send(client, "post", adres, inhoud, If_Match='"1"')
    assert gelukt.json()["stand"]["verleend"] == "4500.00"


def test_money_moves_between_pots_of_one_municipality(vol, als):
    client, van, naar = als(vol.accounthouder), vol.hier.pot, vol.hier.andere_pot
    inhoud = {"van": van.pk, "naar": naar.pk, "bedrag": "400.00", "reden": "Noord heeft over"}
    gemaakt = send(client, "post", "potverplaatsingen", inhoud, Idempotency_Key="v")
    assert gemaakt.status_code == 201, gemaakt.content.decode()
    send(client, "post", "potverplaatsingen", inhoud, Idempotency_Key="v")
    assert client.get(f"/api/v1/potten/{van.pk}").json()["stand"]["over"] == "4500.00"
    assert client.get(f"/api/v1/potverplaatsingen?pot={naar.pk}").json()["aantal"] == 2
    te_veel = send(client, "post", "potverplaatsingen", inhoud | {"bedrag": "9000"})
    assert te_veel.status_code == 409
    vreemd = send(client, "post", "potverplaatsingen", inhoud | {"naar": vol.daar.pot.pk})
    assert set(list_fouten(vreemd)) == {"naar"}


@pytest.mark.parametrize("rol", ["penningmeester", "buurman", "adviseur", "beheerder"])
def test_another_does_nothing_with_a_pot(rol, vol, als):
    client, pk = als(getattr(vol, rol)), vol.hier.pot.pk
    assert send(client, "post", "potten", NIEUW).status_code == 403
    assert send(client, "post", f"potten/{pk}/giften", GIFT).status_code == 404
    for pad, inhoud in (
        ("stappen", {"stap": "afsluiten", "reden": "x"}),
        ("verdelingen", {"toekenningen": [], "datum": "2026-03-01", "reden": "x"}),
    ):
        antwoord = send(client, "post", f"potten/{pk}/{pad}", inhoud, If_Match='"1"')
        assert antwoord.status_code == 404
    assert Pot.objects.count() == 4
