"""Givers on the general list and their dated rules: read by all, kept by the beheerder alone."""

import pytest

from financiering.models import Financier, Regelprofiel
from tests.api.test_schrijven import list_fouten, send

DREMPELS = [
    {"tot": "5000.00", "totEnMet": True, "niveau": "desgevraagd"},
    {"tot": None, "niveau": "inhoudelijk"},
]


def build(cast, **anders):
    return {
        "financier": cast.fonds.pk, "naam": "Regels", "geldigVan": "2027-01-01", "bron": "Site",
        "beslistermijnWeken": 8, "drempels": DREMPELS, "reden": "Nieuw reglement",
    } | anders  # fmt: skip


def test_the_beheerder_keeps_the_rules_of_a_giver(cast, als):
    client = als(cast.beheerder)
    gemaakt = send(client, "post", "regelprofielen", build(cast), Idempotency_Key="r")
    assert gemaakt.status_code == 201, gemaakt.content.decode()
    assert [d["niveau"] for d in gemaakt.json()["drempels"]] == ["desgevraagd", "inhoudelijk"]
    assert (
        send(client, "post", "regelprofielen", build(cast), Idempotency_Key="r").status_code == 201
    )
    assert Regelprofiel.objects.count() == 1
    een = f"regelprofielen/{gemaakt.json()['id']}"
    termijn = {"beslistermijnWeken": 13, "reden": "Verkeerd overgenomen"}
    gewijzigd = send(client, "patch", een, termijn, If_Match='"1"')
    assert (gewijzigd.json()["beslistermijnWeken"], len(gewijzigd.json()["drempels"])) == (13, 2)
    minder = {"drempels": DREMPELS[1:], "reden": "Een trede minder"}
    korter = send(client, "patch", een, minder, If_Match='"2"')
    assert [d["tot"] for d in korter.json()["drempels"]] == [None]
    # Other steps are another version too: who read the old ones is told.
    assert korter["ETag"] == '"3"'
    assert send(client, "patch", een, termijn, If_Match='"2"').status_code == 412


def test_what_cannot_be_true_is_named(cast, als):
    client = als(cast.beheerder)
    fout = build(cast, beslisdatumMaand=13, voorschotProcent=101, drempels=[DREMPELS[1]] * 2)
    assert set(list_fouten(send(client, "post", "regelprofielen", fout))) == {
        "beslisdatumMaand", "voorschotProcent", "drempels",
    }  # fmt: skip
    half = build(cast, beslisdatumMaand=12)
    assert set(list_fouten(send(client, "post", "regelprofielen", half))) == {"beslisdatumDag"}
    nooit = build(cast, verantwoordenMaand=2, verantwoordenDag=29)
    assert set(list_fouten(send(client, "post", "regelprofielen", nooit))) == {"verantwoordenDag"}
    assert not Regelprofiel.objects.exists()


def test_rules_in_force_on_a_day(cast, als):
    client = als(cast.beheerder)
    send(client, "post", "regelprofielen", build(cast, geldigTot="2027-12-31"))
    for dag, aantal in (("2026-12-31", 0), ("2027-01-01", 1), ("2027-12-31", 1), ("2028-01-01", 0)):
        assert client.get(f"/api/v1/regelprofielen?geldigOp={dag}").json()["aantal"] == aantal


def test_the_beheerder_puts_a_giver_on_the_list_and_renames_it(cast, als):
    client = als(cast.beheerder)
    gemaakt = send(client, "post", "financiers", {"naam": "Buurtbank", "soort": "fonds"})
    assert (gemaakt.status_code, gemaakt.json()["algemeen"]) == (201, True)
    een = f"financiers/{gemaakt.json()['id']}"
    anders = send(client, "patch", een, {"naam": "Wijkbank", "reden": "Heet nu zo"}, If_Match='"1"')
    assert (anders.json()["naam"], anders["ETag"]) == ("Wijkbank", '"2"')
    stad = {"gemeente": "GM9001", "reden": "Toch van de gemeente"}
    assert send(client, "patch", een, stad, If_Match='"2"').status_code == 400
    assert Financier.history.latest().history_change_reason == "Heet nu zo"


@pytest.mark.parametrize("rol", ["penningmeester", "accounthouder", "adviseur"])
def test_nobody_else_does(rol, vol, als):
    client = als(getattr(vol, rol))
    profiel = f"regelprofielen/{vol.hier.regelprofiel.pk}"
    pogingen = [
        send(client, "post", "regelprofielen", build(vol)),
        send(client, "patch", profiel, {"reden": "x"}, If_Match='"1"'),
        send(client, "post", "financiers", {"naam": "Nieuw", "soort": "fonds"}),
        send(client, "patch", f"financiers/{vol.fonds.pk}", {"reden": "x"}, If_Match='"1"'),
    ]
    assert [antwoord.status_code for antwoord in pogingen] == [403] * 4
    assert all("beheerder" in antwoord.json()["detail"] for antwoord in pogingen)
