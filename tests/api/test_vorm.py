"""The form of every answer: problems in Dutch, headers, versions, and addresses without a slash."""

import pytest

from api import API_VERSIE
from tests.cast import make_geldstroom

pytestmark = pytest.mark.django_db

ADRESSEN = (
    "initiatieven", "geldstromen", "betalingen", "signalen", "financiers", "gemeenten", "beleidsdomeinen",
)  # fmt: skip


def test_every_mistake_is_named_at_once(cast, als):
    antwoord = als(cast.penningmeester).get(
        "/api/v1/geldstromen?page=0&pageSize=9999&sort=kleur&fields=id,geheim&expand=alles"
        "&status=kapot&looptOp=gisteren&verzonnen=1&financier=99999999999999999999"
    )
    assert antwoord.status_code == 400
    assert antwoord["Content-Type"] == "application/problem+json"
    probleem = antwoord.json()
    assert {p["name"] for p in probleem["invalidParams"]} == {
        "page", "pageSize", "sort", "fields", "expand", "status", "looptOp", "financier", "verzonnen",
    }  # fmt: skip
    assert probleem["title"] == "Ongeldig verzoek"
    assert probleem["status"] == 400
    assert all(p["reason"] and p["code"] for p in probleem["invalidParams"])
    assert "Ensure" not in antwoord.content.decode()


@pytest.mark.parametrize("adres", [*ADRESSEN, "initiatieven/kade", "gemeenten/GM9001"])
def test_a_trailing_slash_is_404(adres, cast, als):
    client = als(cast.penningmeester)
    assert client.get(f"/api/v1/{adres}").status_code == 200
    antwoord = client.get(f"/api/v1/{adres}/")
    assert antwoord.status_code == 404
    assert antwoord["Content-Type"] == "application/problem+json"
    assert antwoord.json()["title"] == "Niet gevonden"


@pytest.mark.parametrize(
    "adres",
    [
        "", "verzonnen", "geldstromen/0", "geldstromen/99999999999999999999999", "geldstromen/x",
        "initiatieven/%00", "initiatieven/%ff", "signalen/1/2", "gemeenten/GM0000",
    ],
)  # fmt: skip
def test_what_does_not_exist_is_404_as_a_problem(adres, cast, als):
    antwoord = als(cast.penningmeester).get(f"/api/v1/{adres}")
    assert antwoord.status_code == 404
    assert antwoord["Content-Type"] == "application/problem+json"
    assert antwoord["API-Version"] == API_VERSIE


@pytest.mark.parametrize("adres", ["", *(f"/{a}" for a in ADRESSEN), "/openapi.json", "/niets"])
def test_headers_of_every_answer(adres, cast, als):
    antwoord = als(cast.penningmeester).get(f"/api/v1{adres}", secure=True)
    assert antwoord["API-Version"] == API_VERSIE
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in antwoord["Content-Security-Policy"]
    assert antwoord["Referrer-Policy"] == "same-origin"
    if adres not in ("", "/openapi.json", "/niets"):
        assert antwoord["Cache-Control"] == "private, no-store"


def test_over_https_it_asks_to_stay_there(cast, als, settings):
    settings.SECURE_HSTS_SECONDS = 31536000
    antwoord = als(cast.penningmeester).get("/api/v1/gemeenten", secure=True)
    assert antwoord["Strict-Transport-Security"].startswith("max-age=31536000")


@pytest.mark.parametrize("methode", ["put", "delete"])
def test_a_method_that_is_not_there(methode, cast, als):
    antwoord = getattr(als(cast.penningmeester), methode)("/api/v1/gemeenten")
    assert antwoord.status_code == 405
    assert antwoord["Allow"] == "GET, HEAD, OPTIONS"
    assert antwoord.json()["title"] == "Kan hier niet"


def test_only_json(cast, als):
    antwoord = als(cast.penningmeester).get("/api/v1/gemeenten", headers={"Accept": "text/html"})
    assert antwoord.status_code == 406


def test_a_crash_tells_nothing(cast, als, monkeypatch, caplog):
    def break_it(*args: object) -> None:
        raise RuntimeError("het wachtwoord is konijn")

    monkeypatch.setattr("api.basis.build_bladzijde", break_it)
    antwoord = als(cast.penningmeester).get("/api/v1/gemeenten")
    assert antwoord.status_code == 500
    assert antwoord["Content-Type"] == "application/problem+json"
    assert "konijn" not in antwoord.content.decode()
    assert "konijn" in caplog.text


def test_browsers_of_strangers_get_no_permission(cast, client, settings):
    herkomst = {"Origin": "https://kaart.voorbeeld.nl"}
    vreemd = client.options("/api/v1/geldstromen", headers=herkomst)
    assert "Access-Control-Allow-Origin" not in vreemd
    settings.API_CORS = ["https://kaart.voorbeeld.nl"]
    vooraf = client.options("/api/v1/geldstromen", headers=herkomst)
    assert vooraf.status_code == 204
    assert vooraf["Access-Control-Allow-Origin"] == "https://kaart.voorbeeld.nl"
    assert "Authorization" in vooraf["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in vooraf
    assert "Origin" in vooraf["Vary"]
    ander = client.options("/api/v1/geldstromen", headers={"Origin": "https://boef.voorbeeld.nl"})
    assert "Access-Control-Allow-Origin" not in ander


def test_the_description_is_for_everybody(client):
    antwoord = client.get("/api/v1/openapi.json", headers={"Origin": "https://elders.voorbeeld.nl"})
    assert antwoord.json()["openapi"].startswith("3.0")
    assert antwoord["Access-Control-Allow-Origin"] == "*"
    begin = client.get("/api/v1").json()
    assert begin["versie"] == API_VERSIE
    assert client.get(begin["beschrijving"]).status_code == 200
    pagina = client.get(begin["documentatie"])
    assert pagina.status_code == 200
    tekst = pagina.content.decode()
    assert "GET /geldstromen" in tekst
    assert 'href="#groep-potten"' in tekst
    assert "Mogelijk: reserveren, verlenen, koppelen, vrijgeven, afsluiten." in tekst
    assert "&quot;omschrijving&quot;: &quot;Huur en koffie&quot;" in tekst


def test_the_etag_follows_the_version(cast, als):
    stroom = make_geldstroom(cast.kade, cast.gemeente)
    antwoord = als(cast.penningmeester).get(f"/api/v1/geldstromen/{stroom.pk}?fields=id")
    assert antwoord["ETag"] == f'"{stroom.versie}"'
    assert antwoord.json() == {"id": stroom.pk}
