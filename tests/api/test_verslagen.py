"""Reports through the API: what is asked, a draft, its answers and files, and what was sent."""

import base64
from decimal import Decimal

import pytest

from financiering.domain.codes import Status
from financiering.models import Antwoord, Bijlage, Regeldrempel, Regelprofiel, Verantwoording
from financiering.services.financiers import save_regelprofiel
from financiering.services.initiatieven import save_initiatief
from financiering.services.schrijven import save_object
from tests.api.test_schrijven import list_fouten, send
from tests.cast import TOEN, make_gebruiker, make_geldstroom

FORMULIER = "een_foto_vijf_regels"
PDF = base64.b64encode(b"%PDF-1.7 proef").decode()


@pytest.fixture
def stroom(cast):
    """A small grant of a giver that asks nothing heavier than a report on request."""
    profiel = Regelprofiel(
        financier=cast.gemeente, naam="Verordening", geldig_van="2025-01-01", bron="Artikel 12"
    )
    save_regelprofiel(profiel, [Regeldrempel(tot=None, niveau="desgevraagd")], TOEN)
    return make_geldstroom(cast.kade, cast.gemeente, verleend=Decimal(900))


@pytest.fixture
def verslag(cast, stroom, als):
    nieuw = {"geldstroom": stroom.pk, "sjabloon": FORMULIER}
    antwoord = send(als(cast.penningmeester), "post", "verslagen", nieuw)
    assert antwoord.status_code == 201, antwoord.content.decode()
    return antwoord.json()["id"]


def test_the_regime_says_what_is_asked_and_which_forms_fit(cast, stroom, als):
    regime = als(cast.accounthouder).get(f"/api/v1/geldstromen/{stroom.pk}/regime").json()
    assert (regime["geldend"], regime["vraagtVerslag"]) == ("desgevraagd", False)
    assert "Bij € 900 stuur je niets op." in regime["zinnen"][0]
    kan = {formulier["code"]: formulier["kan"] for formulier in regime["formulieren"]}
    assert kan[FORMULIER]
    assert not kan["verslag_met_cijfers"]
    gift = make_geldstroom(cast.kade, cast.fonds, bron="gift")
    niets = als(cast.penningmeester).get(f"/api/v1/geldstromen/{gift.pk}/regime").json()
    assert (niets["zinnen"], niets["formulieren"], niets["geldend"]) == ([], [], None)


def test_more_than_the_rules_allow_needs_the_reason(cast, stroom, als):
    client = als(cast.penningmeester)
    zwaar = {"geldstroom": stroom.pk, "niveau": "financieel", "uiterlijkOp": "2027-04-01"}
    assert set(list_fouten(send(client, "post", "verantwoordingen", zwaar))) == {"redenZwaarder"}
    gemaakt = send(client, "post", "verantwoordingen", zwaar | {"redenZwaarder": "Proef"})
    assert gemaakt.status_code == 201, gemaakt.content.decode()
    assert send(client, "post", "verantwoordingen", zwaar).status_code == 409
    een = f"verantwoordingen/{gemaakt.json()['id']}"
    werk = {"uren": "6.0", "ervarenLast": 4, "reden": "Klaar"}
    gewijzigd = send(client, "patch", een, werk, If_Match='"1"')
    assert gewijzigd.status_code == 200, gewijzigd.content.decode()
    assert (gewijzigd.json()["uren"], gewijzigd.json()["niveau"]) == ("6.0", "financieel")
    uitstel = {"naar": "2027-06-01", "met": "contact", "reden": "Ziek"}
    later = send(client, "post", f"{een}/uitstel", uitstel, If_Match='"2"')
    assert (later.json()["verschovenNaar"], later.json()["uiterlijkOp"]) == (
        "2027-06-01", "2027-04-01",
    )  # fmt: skip
    lichter = {"niveau": "desgevraagd", "reden": "Toch niet"}
    assert send(client, "patch", een, lichter, If_Match='"3"').json()["redenZwaarder"] == ""
    assert send(client, "patch", een, lichter, If_Match='"3"').status_code == 412


def test_only_the_first_of_a_stream_is_changed(cast, stroom, als):
    rijen = [save_object(Verantwoording(geldstroom=stroom, volgnummer=n), TOEN) for n in (1, 2)]
    antwoord = send(
        als(cast.penningmeester), "patch", f"verantwoordingen/{rijen[1].pk}",
        {"uren": "3", "reden": "x"}, If_Match='"1"',
    )  # fmt: skip
    assert antwoord.status_code == 409
    assert not Verantwoording.objects.filter(uren__isnull=False).exists()


def test_nobody_accounts_for_a_gift(cast, als):
    gift = make_geldstroom(cast.kade, cast.fonds, bron="gift")
    antwoord = send(als(cast.penningmeester), "post", "verantwoordingen", {"geldstroom": gift.pk})
    assert antwoord.status_code == 409


def answer(client, verslag, *antwoorden):
    etag = client.get(f"/api/v1/verslagen/{verslag}")["ETag"]
    inhoud = {"antwoorden": [dict(zip(("sleutel", "antwoord", "versie"), a, strict=True)) for a in antwoorden]}  # fmt: skip
    return send(client, "post", f"verslagen/{verslag}/antwoorden", inhoud, If_Match=etag)


def step(client, verslag, **inhoud):
    etag = client.get(f"/api/v1/verslagen/{verslag}")["ETag"]
    return send(client, "post", f"verslagen/{verslag}/stappen", inhoud, If_Match=etag)


def test_a_report_is_filled_in_sent_and_agreed_to(cast, stroom, verslag, als):
    client = als(cast.penningmeester)
    vragen = client.get(f"/api/v1/verslagen/{verslag}/vragen").json()["vragen"]
    assert [vraag["sleutel"] for vraag in vragen][:2] == ["wat", "mensen"]
    assert (vragen[0]["antwoord"], vragen[0]["ingevuld"]) == ("Huur en koffie", True)
    assert answer(client, verslag, ("wat", "Elke week koffie", 0)).status_code == 200
    assert answer(client, verslag, ("mensen", "12", 0)).status_code == 200
    assert Antwoord.objects.get(sleutel="wat").tekst == "Elke week koffie"
    verstuurd = step(client, verslag, stap="indienen")
    assert (verstuurd.status_code, verstuurd.json()["status"]) == (200, "ingediend")
    assert verstuurd.json()["inhoud"][0]["antwoord"] == "Elke week koffie"
    stroom.refresh_from_db()
    assert stroom.status == Status.VERANTWOORD
    assert client.get(f"/api/v1/verslagen/{verslag}/vragen").json()["vragen"] == []
    assert answer(client, verslag, ("wat", "Toch anders", 1)).status_code == 409
    assert set(list_fouten(step(client, verslag, stap="aanvulling"))) == {"aanvulling"}
    meer = step(client, verslag, stap="aanvulling", aanvulling="Hoeveel mensen?")
    assert meer.json()["aanvulling"] == "Hoeveel mensen?"
    assert step(client, verslag, stap="akkoord").json()["status"] == "akkoord"


def test_an_answer_of_somebody_else_is_not_lost(cast, verslag, als):
    tweede = make_gebruiker("tweede", "initiatief", initiatief=cast.kade)
    assert answer(als(cast.penningmeester), verslag, ("wat", "Van mij", 0)).status_code == 200
    botsing = answer(als(tweede), verslag, ("wat", "Van een ander", 0))
    assert (botsing.status_code, set(list_fouten(botsing))) == (412, {"wat"})
    assert Antwoord.objects.get(sleutel="wat").tekst == "Van mij"
    vreemd = answer(als(tweede), verslag, ("verzonnen", "x", 0))
    assert set(list_fouten(vreemd)) == {"antwoorden"}


def test_a_second_person_signs_above_its_own_sum(cast, verslag, als):
    cast.kade.tekenen_vanaf = Decimal(500)
    save_initiatief(cast.kade, TOEN)
    tweede = make_gebruiker("tweede", "initiatief", initiatief=cast.kade)
    answer(als(cast.penningmeester), verslag, ("wat", "Koffie", 0))
    wacht = step(als(cast.penningmeester), verslag, stap="indienen")
    assert wacht.json()["status"] == "tekenen"
    assert als(cast.accounthouder).get(f"/api/v1/verslagen/{verslag}").status_code == 404
    zelf = step(als(cast.penningmeester), verslag, stap="tekenen")
    assert "iemand anders" in zelf.json()["detail"]
    terug = step(als(tweede), verslag, stap="terug_naar_concept")
    assert terug.json()["status"] == "concept"
    step(als(cast.penningmeester), verslag, stap="indienen")
    assert step(als(tweede), verslag, stap="tekenen").json()["status"] == "ingediend"
    assert als(cast.accounthouder).get(f"/api/v1/verslagen/{verslag}").status_code == 200


def test_a_form_that_asks_too_much_or_does_not_exist_is_refused(cast, stroom, als):
    client = als(cast.penningmeester)
    for code in ("verslag_met_cijfers", "verzonnen"):
        nieuw = {"geldstroom": stroom.pk, "sjabloon": code}
        assert set(list_fouten(send(client, "post", "verslagen", nieuw))) == {"sjabloon"}


def test_a_file_goes_in_comes_back_and_is_taken_out(cast, verslag, als):
    client = als(cast.penningmeester)
    nieuw = {"verslag": verslag, "naam": "map/bonnen.pdf", "inhoud": PDF}
    gemaakt = send(client, "post", "bijlagen", nieuw)
    assert gemaakt.status_code == 201, gemaakt.content.decode()
    assert (gemaakt.json()["naam"], gemaakt.json()["soort"]) == ("bonnen.pdf", "application/pdf")
    een = f"bijlagen/{gemaakt.json()['id']}"
    assert client.get(f"/api/v1/{een}/inhoud").json()["inhoud"] == PDF
    assert send(client, "post", "bijlagen", nieuw).status_code == 400
    for inhoud, waarom in (("geen base64!", "base64"), (base64.b64encode(b"x").decode(), "lezen")):
        fout = send(client, "post", "bijlagen", nieuw | {"inhoud": inhoud})
        assert fout.status_code == 400
        assert waarom in fout.content.decode()
    assert send(client, "delete", een, {}, If_Match='"1"').status_code == 204
    assert not Bijlage.objects.exists()


def test_a_body_that_is_too_long_is_not_read(cast, als, monkeypatch):
    monkeypatch.setattr("api.basis.ApiView.hoogste_lijf", 100)
    antwoord = send(als(cast.penningmeester), "post", "taken", {"naam": "x" * 200})
    assert (antwoord.status_code, antwoord.json()["title"]) == (413, "Te groot")


@pytest.mark.parametrize("rol", ["ander", "accounthouder", "adviseur", "beheerder"])
def test_others_write_no_report(rol, vol, als):
    client, ziet = als(getattr(vol, rol)), rol == "accounthouder"
    nieuw = {"geldstroom": vol.hier.geldstroom.pk, "sjabloon": FORMULIER}
    assert send(client, "post", "verslagen", nieuw).status_code == (403 if ziet else 400)
    wijzigen = [
        (f"verslagen/{vol.hier.verslag.pk}/stappen", {"stap": "akkoord"}),
        (f"verantwoordingen/{vol.hier.verantwoording.pk}/uitstel",
         {"naar": "2027-01-01", "met": "x", "reden": "x"}),
    ]  # fmt: skip
    for adres, inhoud in wijzigen:
        antwoord = send(client, "post", adres, inhoud, If_Match='"1"')
        assert antwoord.status_code == (403 if ziet else 404), adres
    weg = send(client, "delete", f"bijlagen/{vol.hier.bijlage.pk}", {}, If_Match='"1"')
    assert weg.status_code == (403 if ziet else 404)
    concept = {"verslag": vol.hier.concept.pk, "naam": "x", "inhoud": PDF}
    assert set(list_fouten(send(client, "post", "bijlagen", concept))) == {"verslag"}
