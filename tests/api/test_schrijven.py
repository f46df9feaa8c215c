"""Writing: through the services, with who and why; never over another's change; never twice."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.domain.codes import Bereik, Onderdeel, Ontvanger, Status
from financiering.models import ApiVerzoek, Betaling, Financier, Geldstroom
from financiering.services.betalingen import record_betaling
from financiering.services.initiatieven import give_toestemming
from tests.api.test_sleutels import make_sleutel
from tests.cast import TOEN, make_geldstroom

NIEUW = {
    "initiatief": "kade", "omschrijving": "Huur 2027", "financierNaam": "Gemeente Veldstad",
    "geldsoort": "basisgeld", "status": "aangevraagd", "aangevraagd": "9000.50",
    "van": "2027-01-01", "tot": "2027-12-31", "ingediendOp": "2026-10-01",
}  # fmt: skip
ROLLEN = ("penningmeester", "ander", "accounthouder", "buurman", "adviseur", "beheerder")


def send(client, methode, adres, inhoud, **koppen):
    koppen = {naam.replace("_", "-"): waarde for naam, waarde in koppen.items()}
    return getattr(client, methode)(
        f"/api/v1/{adres}", inhoud, content_type="application/json", headers=koppen
    )


def list_fouten(antwoord):
    assert antwoord["Content-Type"] == "application/problem+json"
    return {deel["name"]: deel["reason"] for deel in antwoord.json().get("invalidParams", [])}


@pytest.fixture
def stroom(cast):
    return make_geldstroom(
        cast.kade, cast.gemeente, status=Status.AANGEVRAAGD,
        aangevraagd=Decimal(900), ingediend_op=date(2026, 1, 2),
    )  # fmt: skip


def test_a_stream_is_logged_with_who_and_why(cast, client):
    _, geheim = make_sleutel(cast.penningmeester, Bereik.SCHRIJVEN)
    antwoord = send(client, "post", "geldstromen", NIEUW, Authorization=f"Bearer {geheim}")
    assert antwoord.status_code == 201, antwoord.content.decode()
    gemaakt = antwoord.json()
    assert gemaakt["kenmerk"] == "kade-001"
    assert (gemaakt["aangevraagd"], gemaakt["bron"]) == ("9000.50", "gemeentesubsidie")
    assert (gemaakt["financier"], antwoord["ETag"]) == (cast.gemeente.pk, '"1"')
    assert antwoord["Location"].endswith(f"/api/v1/geldstromen/{gemaakt['id']}")
    spoor = Geldstroom.history.get()
    assert spoor.history_user == cast.penningmeester
    assert spoor.history_change_reason == "Geld toegevoegd (via Boekhouding)"


def test_a_new_name_becomes_a_giver_and_a_known_one_is_found(cast, als):
    client = als(cast.penningmeester)
    voornemen = NIEUW | {"status": "voornemen", "verwacht": "10", "ingediendOp": None}
    del voornemen["aangevraagd"]
    nieuw = send(client, "post", "geldstromen", voornemen | {"financierNaam": "Buurtbank"})
    assert nieuw.status_code == 201, nieuw.content.decode()
    assert Financier.objects.get(naam="Buurtbank").pk == nieuw.json()["financier"]
    bekend = {**voornemen, "financier": cast.fonds.pk}
    del bekend["financierNaam"]
    assert send(client, "post", "geldstromen", bekend).json()["bron"] == "fonds"


@pytest.mark.parametrize("rol", [r for r in ROLLEN if r != "penningmeester"])
def test_who_may_not_log_a_stream(rol, cast, als):
    antwoord = send(als(getattr(cast, rol)), "post", "geldstromen", NIEUW)
    # The municipality of Kade sees it and hears why not; to the others it does not exist.
    if rol == "accounthouder":
        assert antwoord.status_code == 403
        assert antwoord.json()["detail"] == "Alleen het initiatief zelf kan dit wijzigen."
    else:
        assert antwoord.status_code == 400
        assert set(list_fouten(antwoord)) == {"initiatief"}
    assert not Geldstroom.objects.exists()


def test_every_mistake_in_what_is_sent_is_named_at_once(cast, als):
    fout = {
        "initiatief": "bestaat-niet", "geldsoort": "onbekend", "status": "vastgesteld", "verzonnen": 1,
        "van": "1099-01-01", "tot": "morgen", "verwacht": "-3", "aangevraagd": "1.234",
        "keren_per_jaar": 3, "kerenPerJaar": 10**12, "volgtOp": 99, "voorbehoud": "misschien",
    }  # fmt: skip
    antwoord = send(als(cast.penningmeester), "post", "geldstromen", fout)
    assert antwoord.status_code == 400
    assert set(list_fouten(antwoord)) == (set(fout) | {"omschrijving"})


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"tot": "2026-12-31"}, "verzoek"),
        ({"aangevraagd": None}, "aangevraagd"),
        ({"verleend": "5"}, "verzoek"),
        ({"financier": 999999}, "financier"),
        ({"financierNaam": ""}, "financierNaam"),
        ({"status": "aangevraagd", "bron": "gift"}, "status"),
        ({"omschrijving": "x" * 301}, "omschrijving"),
    ],
)
def test_what_cannot_be_true_is_400(anders, veld, cast, als):
    antwoord = send(als(cast.penningmeester), "post", "geldstromen", NIEUW | anders)
    assert antwoord.status_code == 400
    assert veld in list_fouten(antwoord)
    assert not Geldstroom.objects.exists()


@pytest.mark.parametrize("inhoud", ["{kapot", "[]", "3", '"tekst"', "null"])
def test_what_is_no_object_is_400(inhoud, cast, als):
    antwoord = send(als(cast.penningmeester), "post", "geldstromen", inhoud)
    assert antwoord.status_code == 400
    assert antwoord["Content-Type"] == "application/problem+json"


def test_another_form_than_json_is_415(cast, als):
    antwoord = als(cast.penningmeester).post("/api/v1/geldstromen", {"a": 1})
    assert antwoord.status_code == 415


def test_a_key_for_reading_writes_nothing(cast, client):
    _, geheim = make_sleutel(cast.penningmeester, Bereik.LEZEN)
    antwoord = send(client, "post", "geldstromen", NIEUW, Authorization=f"Bearer {geheim}")
    assert antwoord.status_code == 403
    assert antwoord.json()["detail"] == "Deze sleutel mag alleen lezen."
    assert not Geldstroom.objects.exists()


def test_a_session_needs_the_csrf_token(cast, client):
    client.handler.enforce_csrf_checks = True
    client.force_login(cast.penningmeester, backend="django.contrib.auth.backends.ModelBackend")
    antwoord = send(client, "post", "geldstromen", NIEUW)
    assert antwoord.status_code == 403
    assert "X-CSRFToken" in antwoord.json()["detail"]


def test_the_same_request_twice_makes_one(cast, als):
    client = als(cast.penningmeester)
    eerste = send(client, "post", "geldstromen", NIEUW, Idempotency_Key="abc-1")
    tweede = send(client, "post", "geldstromen", NIEUW, Idempotency_Key="abc-1")
    assert (eerste.status_code, tweede.status_code) == (201, 201)
    assert eerste.json() == tweede.json()
    assert eerste["Location"] == tweede["Location"]
    assert tweede["Idempotency-Replayed"] == "true"
    assert Geldstroom.objects.count() == 1
    ander = send(
        client, "post", "geldstromen", NIEUW | {"van": "2027-02-01"}, Idempotency_Key="abc-1"
    )
    assert ander.status_code == 422
    assert send(client, "post", "geldstromen", NIEUW, Idempotency_Key="a b").status_code == 400


def test_a_request_that_failed_gives_its_key_back(cast, als):
    client = als(cast.penningmeester)
    fout = NIEUW | {"tot": "2026-12-31"}
    assert send(client, "post", "geldstromen", fout, Idempotency_Key="k").status_code == 400
    assert not ApiVerzoek.objects.exists()
    assert send(client, "post", "geldstromen", NIEUW, Idempotency_Key="k").status_code == 201


def test_a_key_of_one_person_is_not_that_of_another(cast, als):
    assert send(
        als(cast.penningmeester), "post", "geldstromen", NIEUW, Idempotency_Key="k"
    ).status_code == 201  # fmt: skip
    dok = NIEUW | {"initiatief": "dok"}
    antwoord = send(als(cast.ander), "post", "geldstromen", dok, Idempotency_Key="k")
    assert antwoord.status_code == 201
    assert antwoord.json()["initiatief"] == "dok"


def test_many_at_once_or_none(cast, als):
    client = als(cast.penningmeester)
    reeks = [
        NIEUW,
        NIEUW | {"tot": "2026-12-31"},
        NIEUW | {"omschrijving": "Derde"},
        NIEUW | {"verleend": "1"},
    ]
    antwoord = send(client, "post", "geldstromen/reeks", reeks)
    assert antwoord.status_code == 400
    assert set(list_fouten(antwoord)) == {"1.verzoek", "3.verzoek"}
    assert not Geldstroom.objects.exists()
    vorm = send(client, "post", "geldstromen/reeks", [NIEUW, {"van": "x"}])
    assert {"1.van", "1.omschrijving"} <= set(list_fouten(vorm))
    for leeg_of_veel in ([], [NIEUW] * 101, NIEUW):
        assert send(client, "post", "geldstromen/reeks", leeg_of_veel).status_code == 400
    goed = send(client, "post", "geldstromen/reeks", [reeks[0], reeks[2]], Idempotency_Key="r")
    assert goed.status_code == 201
    assert [rij["omschrijving"] for rij in goed.json()] == ["Huur 2027", "Derde"]
    assert (
        send(client, "post", "geldstromen/reeks", [reeks[0], reeks[2]], Idempotency_Key="r").json()
        == goed.json()
    )
    assert Geldstroom.objects.count() == 2


def test_a_change_needs_the_version_that_was_read(cast, stroom, als):
    client = als(cast.penningmeester)
    adres = f"geldstromen/{stroom.pk}"
    wijziging = {"omschrijving": "Huur en thee", "reden": "Verkeerd overgenomen"}
    assert send(client, "patch", adres, wijziging).status_code == 428
    assert send(client, "patch", adres, wijziging, If_Match="*").status_code == 428
    for vreemd in ('"7"', 'W/"1"', "1", '"x"'):
        assert send(client, "patch", adres, wijziging, If_Match=vreemd).status_code == 412
    goed = send(client, "patch", adres, wijziging, If_Match='"1"')
    assert goed.status_code == 200, goed.content.decode()
    assert (goed.json()["omschrijving"], goed["ETag"]) == ("Huur en thee", '"2"')
    te_laat = send(client, "patch", adres, wijziging | {"omschrijving": "Soep"}, If_Match='"1"')
    assert te_laat.status_code == 412
    stroom.refresh_from_db()
    assert stroom.omschrijving == "Huur en thee"
    assert Geldstroom.history.first().history_change_reason == "Verkeerd overgenomen"


def test_a_change_says_why_and_leaves_the_state_alone(cast, stroom, als):
    client = als(cast.penningmeester)
    for fout, veld in (
        ({"omschrijving": "x"}, "reden"),
        ({"reden": "x", "status": "verleend"}, "status"),
    ):
        antwoord = send(client, "patch", f"geldstromen/{stroom.pk}", fout, If_Match='"1"')
        assert antwoord.status_code == 400
        assert veld in list_fouten(antwoord)


def test_another_giver(cast, stroom, als):
    client = als(cast.penningmeester)
    wijziging = {"financierNaam": "Stadsfonds", "bron": "fonds", "reden": "Andere gever"}
    antwoord = send(client, "patch", f"geldstromen/{stroom.pk}", wijziging, If_Match='"1"')
    assert (antwoord.json()["financier"], antwoord.json()["bron"]) == (cast.fonds.pk, "fonds")


@pytest.mark.parametrize("rol", [r for r in ROLLEN if r != "penningmeester"])
@pytest.mark.parametrize("wat", ["", "/stappen", "/correcties"])
def test_who_may_not_change_a_stream(wat, rol, cast, stroom, als):
    client = als(getattr(cast, rol))
    methode = "post" if wat else "patch"
    antwoord = send(
        client, methode, f"geldstromen/{stroom.pk}{wat}", {"reden": "x"}, If_Match='"1"'
    )
    assert antwoord.status_code == (403 if rol == "accounthouder" else 404)


def test_the_life_of_a_stream(cast, stroom, als):
    client = als(cast.penningmeester)
    adres = f"geldstromen/{stroom.pk}"
    verlenen = {
        "stap": "verlenen", "datum": "2026-02-01", "bedrag": "850", "verantwoordenVoor": "2027-04-01",
        "kenmerkGever": "S-1",
    }  # fmt: skip
    assert send(client, "post", f"{adres}/stappen", verlenen).status_code == 428
    zonder = {"stap": "verlenen", "datum": "2026-02-01"}
    antwoord = send(client, "post", f"{adres}/stappen", zonder, If_Match='"1"')
    assert set(list_fouten(antwoord)) == {"bedrag"}
    antwoord = send(client, "post", f"{adres}/stappen", verlenen, If_Match='"1"')
    assert antwoord.status_code == 200, antwoord.content.decode()
    assert (antwoord.json()["status"], antwoord.json()["verleend"]) == ("verleend", "850.00")
    assert stroom.beschikkingen.get().kenmerk_gever == "S-1"
    assert send(client, "post", f"{adres}/stappen", verlenen, If_Match='"1"').status_code == 412
    nogmaals = send(client, "post", f"{adres}/stappen", verlenen, If_Match='"2"')
    assert nogmaals.status_code == 409
    assert "Wat wel kan" in nogmaals.json()["detail"]
    terug = {"naar": "aangevraagd", "reden": "Was van een ander"}
    antwoord = send(client, "post", f"{adres}/correcties", terug, If_Match='"2"')
    assert (antwoord.status_code, antwoord.json()["status"]) == (200, "aangevraagd")
    vooruit = {"naar": "vastgesteld", "reden": "x"}
    assert send(client, "post", f"{adres}/correcties", vooruit, If_Match='"3"').status_code == 409


def test_payments(cast, stroom, als):
    client = als(cast.penningmeester)
    verwacht = {
        "geldstroom": stroom.pk, "soort": "voorschot", "bedrag": "100", "verwachtOp": "2026-03-01",
    }  # fmt: skip
    antwoord = send(client, "post", "betalingen", verwacht, Idempotency_Key="b")
    assert (antwoord.status_code, antwoord["ETag"]) == (201, '"1"')
    adres = f"betalingen/{antwoord.json()['id']}"
    binnen = {"ontvangenOp": "2026-03-02"}
    assert send(client, "patch", adres, binnen).status_code == 428
    antwoord = send(client, "patch", adres, binnen, If_Match='"1"')
    assert antwoord.json()["ontvangenOp"] == "2026-03-02"
    dubbel = send(client, "patch", adres, binnen, If_Match='"2"')
    assert set(list_fouten(dubbel)) == {"ontvangenOp"}
    assert send(client, "patch", adres, {}, If_Match='"2"').status_code == 400
    weg = send(client, "patch", adres, {"vervallenDoor": "Dubbel"}, If_Match='"2"')
    assert weg.json()["vervallenDoor"] == "Dubbel"
    assert Betaling.objects.count() == 1


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"bedrag": "0"}, "verzoek"),
        ({"bedrag": "-5"}, "verzoek"),
        ({"verwachtOp": None}, "ontvangenOp"),
        ({"soort": "gift"}, "soort"),
        ({"geldstroom": 10**30}, "geldstroom"),
    ],
)
def test_payments_that_cannot_be(anders, veld, cast, stroom, als):
    goed = {
        "geldstroom": stroom.pk,
        "soort": "voorschot",
        "bedrag": "1",
        "verwachtOp": "2026-03-01",
    }
    antwoord = send(als(cast.penningmeester), "post", "betalingen", goed | anders)
    assert antwoord.status_code == 400
    assert veld in list_fouten(antwoord)


def test_many_payments_at_once(cast, stroom, als):
    een = {"geldstroom": stroom.pk, "soort": "voorschot", "bedrag": "1", "verwachtOp": "2026-03-01"}
    antwoord = send(
        als(cast.penningmeester), "post", "betalingen/reeks", [een, een | {"bedrag": "2"}]
    )
    assert antwoord.status_code == 201
    assert [(rij["volgnummer"], rij["bedrag"]) for rij in antwoord.json()] == [
        (1, "1.00"),
        (2, "2.00"),
    ]


@pytest.mark.parametrize("rol", [r for r in ROLLEN if r != "penningmeester"])
def test_who_may_not_touch_a_payment(rol, cast, stroom, als):
    betaling = Betaling(
        geldstroom=stroom, soort="voorschot", bedrag=1, verwacht_op=date(2026, 4, 1)
    )
    record_betaling(betaling, TOEN)
    client = als(getattr(cast, rol))
    nieuw = {
        "geldstroom": stroom.pk,
        "soort": "voorschot",
        "bedrag": "1",
        "verwachtOp": "2026-03-01",
    }
    ziet = rol == "accounthouder"
    assert send(client, "post", "betalingen", nieuw).status_code == (403 if ziet else 400)
    antwoord = send(
        client, "patch", f"betalingen/{betaling.pk}", {"vervallenDoor": "x"}, If_Match='"1"'
    )
    assert antwoord.status_code == (403 if ziet else 404)
    assert Betaling.objects.get().vervallen_door == ""


def test_an_adviser_who_sees_all_still_changes_nothing(cast, stroom, als):
    for deel in (Onderdeel.SIGNALEN, Onderdeel.GELDSTROMEN):
        give_toestemming(
            cast.kade, Ontvanger.KENNISSTEUNFUNCTIE, deel,
            gegeven_op=date(2026, 1, 5), handeling=TOEN,
        )  # fmt: skip
    client = als(cast.adviseur)
    assert client.get(f"/api/v1/geldstromen/{stroom.pk}").status_code == 200
    antwoord = send(client, "patch", f"geldstromen/{stroom.pk}", {"reden": "x"}, If_Match='"1"')
    assert antwoord.status_code == 403


@pytest.mark.parametrize(
    "inhoud",
    [
        '{"geldstroom": 1e400}', '{"geldstroom": 1.5}', "[" * 100_000, '{"a\\ud800b": 1}',
        '{"soort": "\\ud800"}', '{"geldstroom": 99999999999999999999999}',
    ],
)  # fmt: skip
def test_json_that_no_database_holds_is_400(cast, als, inhoud):
    antwoord = send(als(cast.penningmeester), "post", "betalingen", inhoud)
    assert (antwoord.status_code, antwoord["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize(
    "adres", ["initiatieven/a%00b", "initiatieven?zoek=a%00", "geldstromen?wijk=%00"]
)
def test_a_nul_in_an_address_of_the_api_is_no_crash(cast, als, adres):
    antwoord = als(cast.accounthouder).get(f"/api/v1/{adres}")
    assert antwoord.status_code in (400, 404)
    assert antwoord["Content-Type"] == "application/problem+json"


def test_a_nul_in_a_kenmerk_is_400(cast, als):
    inhoud = '{"initiatief": "ka\\u0000de", "omschrijving": "x"}'
    antwoord = send(als(cast.penningmeester), "post", "geldstromen", inhoud)
    assert antwoord.status_code == 400
    assert "initiatief" in str(antwoord.json())
