"""What an initiative opens through the API works as at its page: at once, and only by itself."""

from datetime import date

import pytest

from financiering.domain.codes import Onderdeel, Ontvanger
from financiering.models import Advies, Initiatief, Toestemming
from financiering.services.initiatieven import give_toestemming
from tests.api.test_schrijven import list_fouten, send
from tests.cast import TOEN

OPEN = {
    "initiatief": "kade", "ontvanger": "kennissteunfunctie", "onderdeel": "signalen", "reden": "Meekijken",
}  # fmt: skip


def test_opening_and_closing_work_at_once(cast, als):
    gemaakt = send(als(cast.penningmeester), "post", "toestemmingen", OPEN)
    assert gemaakt.status_code == 201, gemaakt.content.decode()
    assert als(cast.adviseur).get("/api/v1/initiatieven/kade").status_code == 200
    nog_eens = send(als(cast.penningmeester), "post", "toestemmingen", OPEN)
    assert nog_eens.json()["id"] == gemaakt.json()["id"]
    sluit = f"toestemmingen/{gemaakt.json()['id']}/intrekking"
    client, waarom = als(cast.penningmeester), {"reden": "Klaar"}
    assert send(client, "post", sluit, waarom).status_code == 428
    dicht = send(client, "post", sluit, waarom, If_Match='"1"')
    assert (dicht.status_code, dicht.json()["ingetrokkenOp"] is None) == (200, False)
    assert send(client, "post", sluit, waarom, If_Match='"2"').status_code == 409
    assert client.get("/api/v1/toestemmingen").json()["aantal"] == 0
    assert client.get("/api/v1/toestemmingen?ingetrokken=true").json()["aantal"] == 1
    assert als(cast.adviseur).get("/api/v1/initiatieven/kade").status_code == 404
    assert Toestemming.history.latest().history_change_reason == "Klaar"


def test_tasks_are_never_opened_to_everybody(cast, als):
    fout = OPEN | {"ontvanger": "openbaar", "onderdeel": "taken"}
    antwoord = send(als(cast.penningmeester), "post", "toestemmingen", fout)
    assert list_fouten(antwoord) == {
        "onderdeel": "Voor deze ontvanger kan: pagina, totalen, verhaal."
    }


@pytest.mark.parametrize("rol", ["accounthouder", "adviseur", "beheerder"])
def test_nobody_else_opens_anything(rol, cast, als):
    antwoord = send(als(getattr(cast, rol)), "post", "toestemmingen", OPEN)
    assert antwoord.status_code == (403 if rol == "accounthouder" else 400)
    vraag = send(
        als(getattr(cast, rol)), "post", "initiatieven/kade/adviesvraag", {"open": True}, If_Match='"1"'
    )  # fmt: skip
    assert vraag.status_code == (403 if rol == "accounthouder" else 404)
    assert Toestemming.objects.filter(initiatief=cast.kade).count() == 0


def test_asking_for_advice_opens_the_signals_and_is_taken_back(cast, als):
    client, adres = als(cast.penningmeester), "initiatieven/kade/adviesvraag"
    gevraagd = send(client, "post", adres, {"open": True}, If_Match='"1"')
    assert gevraagd.json()["adviesGevraagdOp"]
    assert als(cast.adviseur).get("/api/v1/initiatieven/kade").status_code == 200
    terug = send(
        als(cast.penningmeester), "post", adres, {"open": False}, If_Match=gevraagd["ETag"]
    )
    assert terug.json()["adviesGevraagdOp"] is None
    assert Initiatief.objects.get(pk=cast.kade.pk).advies_gevraagd_op is None


def test_an_adviser_who_was_let_in_gives_advice(cast, als):
    nieuw = {"initiatief": "tuin", "tekst": "Vraag nu een voorschot.", "voorDatum": "2026-12-01"}
    gegeven = send(als(cast.adviseur), "post", "adviezen", nieuw)
    assert (gegeven.status_code, gegeven.json()["auteur"]) == (201, "adviseur_oost")
    geweigerd = send(als(cast.accounthouder), "post", "adviezen", nieuw)
    assert geweigerd.status_code == 403
    assert "adviseur" in geweigerd.json()["detail"]
    kade = send(als(cast.adviseur), "post", "adviezen", nieuw | {"initiatief": "kade"})
    assert set(list_fouten(kade)) == {"initiatief"}
    assert Advies.objects.count() == 1


def test_signals_of_who_asked_for_advice(cast, als, vol):
    give_toestemming(
        vol.kade, Ontvanger.GEMEENTE, Onderdeel.SIGNALEN, gegeven_op=date(2026, 1, 5), handeling=TOEN
    )  # fmt: skip
    client = als(vol.accounthouder)
    assert client.get("/api/v1/signalen?adviesGevraagd=false").json()["aantal"] == 1
    assert client.get("/api/v1/signalen?adviesGevraagd=true").json()["aantal"] == 0
