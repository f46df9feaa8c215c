"""Tasks and budget items: made, changed and taken away by the initiative itself, as at its pages."""

import pytest

from financiering.models import Begrotingspost, Taak
from tests.api.test_schrijven import list_fouten, send

NIEUW = {
    "taken": {"initiatief": "kade", "soort": "geld_en_bank", "vervuldDoor": "penningmeester"},
    "begrotingsposten": {
        "initiatief": "kade", "jaar": 2027, "omschrijving": "Huur", "bedrag": "6000.00",
    },
}  # fmt: skip
WIJZIGING = {
    "taken": {"vervanger": "secretaris", "reden": "Afgesproken"},
    "begrotingsposten": {"bedrag": "6300.00", "reden": "Huur omhoog"},
}
MODEL = {"taken": Taak, "begrotingsposten": Begrotingspost}


@pytest.mark.parametrize("adres", NIEUW)
def test_it_is_added_changed_and_taken_away(adres, cast, als):
    client, model = als(cast.penningmeester), MODEL[adres]
    gemaakt = send(client, "post", adres, NIEUW[adres], Idempotency_Key="een")
    assert gemaakt.status_code == 201, gemaakt.content.decode()
    nog_eens = send(client, "post", adres, NIEUW[adres], Idempotency_Key="een")
    assert nog_eens["Idempotency-Replayed"] == "true"
    assert model.objects.count() == 1
    een = f"{adres}/{gemaakt.json()['id']}"
    assert send(client, "patch", een, WIJZIGING[adres]).status_code == 428
    gewijzigd = send(client, "patch", een, WIJZIGING[adres], If_Match='"1"')
    assert (gewijzigd.status_code, gewijzigd["ETag"]) == (200, '"2"')
    naam, waarde = next(iter(WIJZIGING[adres].items()))
    assert gewijzigd.json()[naam] == waarde
    assert send(client, "patch", een, WIJZIGING[adres], If_Match='"1"').status_code == 412
    assert send(client, "delete", een, {}, If_Match='"1"').status_code == 412
    assert send(client, "delete", een, {}, If_Match='"2"').status_code == 204
    assert client.get(f"/api/v1/{een}").status_code == 404
    spoor = model.history.order_by("history_id").values_list("history_type", "history_user")
    assert list(spoor) == [(soort, cast.penningmeester.pk) for soort in "+~-"]


@pytest.mark.parametrize("adres", NIEUW)
def test_many_at_once_are_all_kept_or_none(adres, cast, als):
    client, goed = als(cast.penningmeester), NIEUW[adres]
    fout = send(client, "post", f"{adres}/reeks", [goed, goed])
    assert fout.status_code == 400
    assert [naam.partition(".")[0] for naam in list_fouten(fout)] == ["1"]
    assert not MODEL[adres].objects.exists()
    ander = goed | {"soort": "werving"} if adres == "taken" else goed | {"jaar": 2028}
    gelukt = send(client, "post", f"{adres}/reeks", [goed, ander])
    assert (gelukt.status_code, len(gelukt.json())) == (201, 2)


@pytest.mark.parametrize("rol", ["ander", "accounthouder", "buurman", "adviseur", "beheerder"])
def test_others_add_change_and_take_away_nothing(rol, vol, als):
    client = als(getattr(vol, rol))
    for adres, ding in (("taken", vol.hier.taak), ("begrotingsposten", vol.hier.begrotingspost)):
        nieuw = send(client, "post", adres, NIEUW[adres])
        assert nieuw.status_code == (403 if rol == "accounthouder" else 400)
        for methode, inhoud in (("patch", WIJZIGING[adres]), ("delete", {})):
            antwoord = send(client, methode, f"{adres}/{ding.pk}", inhoud, If_Match='"1"')
            assert antwoord.status_code == 404
    assert (Taak.objects.count(), Begrotingspost.objects.count()) == (2, 2)


def test_an_own_task_has_a_name_and_a_known_one_its_own(cast, als):
    client = als(cast.penningmeester)
    eigen = {"initiatief": "kade", "soort": "eigen"}
    assert set(list_fouten(send(client, "post", "taken", eigen))) == {"naam"}
    assert send(client, "post", "taken", NIEUW["taken"]).json()["naam"] == "geld en bank"
