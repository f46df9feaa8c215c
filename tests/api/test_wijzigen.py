"""Changing what an initiative tells about itself, and putting a signal aside."""

import pytest

from tests.api.test_schrijven import ROLLEN, list_fouten, send
from tests.web.test_toegang import make_signaal


def test_an_initiative_changes_what_it_tells(cast, als):
    client = als(cast.penningmeester)
    wijziging = {
        "saldo": "-12.50",
        "saldoOp": "2026-11-01",
        "beleidsdomeinen": ["Zorg"],
        "reden": "Bank",
    }
    assert send(client, "patch", "initiatieven/kade", wijziging).status_code == 428
    antwoord = send(client, "patch", "initiatieven/kade", wijziging, If_Match='"1"')
    assert (antwoord.status_code, antwoord["ETag"]) == (200, '"2"')
    assert (antwoord.json()["saldo"], antwoord.json()["beleidsdomeinen"]) == ("-12.50", ["Zorg"])
    assert send(client, "patch", "initiatieven/kade", wijziging, If_Match='"1"').status_code == 412
    fout = {"kvk": "12", "kenmerk": "anders", "reden": "x"}
    antwoord = send(client, "patch", "initiatieven/kade", fout, If_Match='"2"')
    assert set(list_fouten(antwoord)) == {"kvk", "kenmerk"}


@pytest.mark.parametrize("rol", [r for r in ROLLEN if r != "penningmeester"])
def test_who_may_not_change_an_initiative_or_put_its_signals_aside(rol, cast, als):
    client, signaal = als(getattr(cast, rol)), make_signaal(cast.kade)
    antwoord = send(client, "patch", "initiatieven/kade", {"reden": "x"}, If_Match='"1"')
    assert antwoord.status_code == (403 if rol == "accounthouder" else 404)
    opzij = {"gedemptTot": "2099-01-01", "reden": "x"}
    assert send(client, "patch", f"signalen/{signaal.pk}", opzij, If_Match='"1"').status_code == 404


def test_a_signal_is_put_aside_and_shown_again(cast, als):
    client, signaal = als(cast.penningmeester), make_signaal(cast.kade)
    adres = f"signalen/{signaal.pk}"
    opzij = {"gedemptTot": "2099-01-01", "reden": "We wachten op de brief"}
    antwoord = send(client, "patch", adres, opzij, If_Match='"1"')
    assert antwoord.status_code == 200, antwoord.content.decode()
    assert (antwoord.json()["gedemptTot"], antwoord.json()["gedemptReden"]) == (
        "2099-01-01", "We wachten op de brief",
    )  # fmt: skip
    gisteren = send(client, "patch", adres, opzij | {"gedemptTot": "2020-01-01"}, If_Match='"2"')
    assert set(list_fouten(gisteren)) == {"gedemptTot"}
    terug = send(client, "patch", adres, {"gedemptTot": None, "reden": "Toch nu"}, If_Match='"2"')
    assert terug.json()["gedemptTot"] is None
