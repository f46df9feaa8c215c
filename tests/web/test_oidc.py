"""Log-in through an organisation, at a real provider that runs as a process of its own."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from urllib.error import URLError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

import jwt
import pytest
from axes.models import AccessAttempt, AccessLog
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.exceptions import SuspiciousOperation

from financiering.models import Gebruiker, Toegang
from financiering.web.oidc import OrganisatieBackend
from tests.processen import find_poort, wait_until

pytestmark = pytest.mark.proces

BEGIN, TERUG = "/inloggen/organisatie", "/inloggen/organisatie/terug"
MENSEN = {
    "accounthouder": {"email": "AH_Veldstad@voorbeeld.nl", "email_verified": True},
    "ijdel": {
        "email": "adviseur_oost@voorbeeld.nl", "email_verified": True,
        "groups": ["beheer"], "roles": ["beheer"], "is_superuser": True, "is_staff": True,
    },
    "niet_nagegaan": {"email": "ah_veldstad@voorbeeld.nl", "email_verified": False},
    "bijna_nagegaan": {"email": "ah_veldstad@voorbeeld.nl", "email_verified": "true"},
    "onbekend": {"email": "nieuw@voorbeeld.nl", "email_verified": True},
    "penningmeester": {"email": "pm_kade@voorbeeld.nl", "email_verified": True},
    "zonder_adres": {"email_verified": True},
}  # fmt: skip


@pytest.fixture(scope="module")
def provider():
    """The address of a provider that knows these people."""
    poort = find_poort()
    mensen = [json.dumps({"sub": sub} | claims) for sub, claims in MENSEN.items()]
    opdracht = [sys.executable, "-m", "oidc_provider_mock", "--port", str(poort), "--require-nonce"]
    opdracht += [deel for mens in mensen for deel in ("--user-claims", mens)]
    adres = f"http://127.0.0.1:{poort}"
    with subprocess.Popen(opdracht, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as proces:
        try:
            wait_until(lambda: read_beschrijving(adres), "de provider", seconden=60)
            yield adres
        finally:
            proces.terminate()


def read_beschrijving(adres):
    try:
        with urlopen(f"{adres}/.well-known/openid-configuration") as antwoord:
            return json.load(antwoord)
    except URLError:
        return None


@pytest.fixture
def aan(provider, settings):
    """The settings as the provider describes itself."""
    zegt = read_beschrijving(provider)
    settings.OIDC_AAN = True
    # This provider has one key and does not name it in its tokens.
    settings.OIDC_VERIFY_KID = False
    settings.OIDC_NAAM = "gemeente Veldstad"
    settings.OIDC_RP_CLIENT_ID, settings.OIDC_RP_CLIENT_SECRET = "buurt", "geheim"
    settings.OIDC_OP_ISSUER = zegt["issuer"]
    settings.OIDC_OP_AUTHORIZATION_ENDPOINT = zegt["authorization_endpoint"]
    settings.OIDC_OP_TOKEN_ENDPOINT = zegt["token_endpoint"]
    settings.OIDC_OP_USER_ENDPOINT = zegt["userinfo_endpoint"]
    settings.OIDC_OP_JWKS_ENDPOINT = zegt["jwks_uri"]
    settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, settings.OIDC_BACKEND]
    return settings


class Blijf(HTTPRedirectHandler):
    """Show where one is sent, and do not go."""

    def redirect_request(self, *args):
        return None


def log_in_elders(adres, sub):
    """What a browser does at the provider; returns where it is sent back to."""
    vraag = Request(adres, urlencode({"sub": sub}).encode(), method="POST")
    try:
        build_opener(Blijf).open(vraag)
    except URLError as antwoord:
        return antwoord.headers["Location"]
    raise AssertionError("the provider sent nobody back")


def walk(client, sub, begin=BEGIN):
    """The whole way: begin, the provider, and back."""
    terug = urlsplit(log_in_elders(client.get(begin).url, sub))
    assert terug.path == TERUG
    return client.get(f"{terug.path}?{terug.query}", follow=True)


def is_in(client):
    return "_auth_user_id" in client.session


def test_off_without_settings(cast, client):
    assert client.get(BEGIN).status_code == client.get(TERUG).status_code == 404
    assert "organisatie" not in client.get("/inloggen").content.decode().split("Werk je")[0]
    assert "Inloggen via" not in client.get("/inloggen").content.decode()


def test_an_invited_colleague_comes_in_and_it_is_logged(cast, aan, client):
    assert "Inloggen via gemeente Veldstad" in client.get("/inloggen").content.decode()
    antwoord = walk(client, "accounthouder")
    assert antwoord.redirect_chain[-1][0] == "/portefeuille"
    assert client.session["_auth_user_id"] == str(cast.accounthouder.pk)
    assert AccessLog.objects.get().username == "ah_veldstad"
    assert "oidc_access_token" not in client.session
    assert "oidc_id_token" not in client.session


def test_the_way_out_is_local(cast, aan, client):
    walk(client, "accounthouder")
    antwoord = client.post("/uitloggen")
    assert antwoord.url == "/inloggen"
    assert not is_in(client)
    assert client.get("/portefeuille").status_code == 302


def test_who_is_sent_to_a_page_comes_back_to_it_and_never_elsewhere(cast, aan, client):
    assert walk(client, "accounthouder", f"{BEGIN}?next=/potten").redirect_chain[-1][0] == "/potten"
    client.post("/uitloggen")
    weg = walk(client, "accounthouder", f"{BEGIN}?next=https://elders.example/")
    assert weg.redirect_chain[-1][0] == "/portefeuille"


@pytest.mark.parametrize(
    "sub", ["niet_nagegaan", "bijna_nagegaan", "onbekend", "penningmeester", "zonder_adres"]
)
def test_nobody_else_comes_in(cast, aan, client, sub):
    mensen = Gebruiker.objects.count()
    antwoord = walk(client, sub)
    assert "Inloggen via je organisatie is niet gelukt" in antwoord.content.decode()
    assert not is_in(client)
    assert Gebruiker.objects.count() == mensen
    assert AccessAttempt.objects.get().username == (MENSEN[sub].get("email") or None)
    assert set(AccessAttempt.objects.get().get_data.replace("\n", "&").split("&")) <= {
        "code=" + "*" * 20, "state=" + "*" * 20, "",
    }  # fmt: skip


def test_the_provider_gives_no_role(cast, aan, client):
    eerst = list(Toegang.objects.order_by("pk").values_list("gebruiker", "soort"))
    walk(client, "ijdel")
    wie = Gebruiker.objects.get(pk=client.session["_auth_user_id"])
    assert (wie, wie.is_staff, wie.is_superuser) == (cast.adviseur, False, False)
    assert list(Toegang.objects.order_by("pk").values_list("gebruiker", "soort")) == eerst
    assert client.get("/beheer").status_code == 404


def test_an_account_that_is_switched_off_stays_out_and_goes_out(cast, aan, client):
    walk(client, "accounthouder")
    Gebruiker.objects.filter(pk=cast.accounthouder.pk).update(is_active=False)
    assert client.get("/portefeuille").status_code == 302
    client.cookies.clear()
    walk(client, "accounthouder")
    assert not is_in(client)


def test_the_answer_to_another_question_is_refused(cast, aan, client):
    eerste = urlsplit(log_in_elders(client.get(BEGIN).url, "accounthouder"))
    vraag = parse_qs(eerste.query)
    vreemd = client.get(f"{TERUG}?{urlencode({'code': vraag['code'][0], 'state': 'x' * 32})}")
    assert vreemd.url == "/inloggen"
    client.get(f"{eerste.path}?{eerste.query}")
    assert is_in(client)
    client.post("/uitloggen")
    assert client.get(f"{eerste.path}?{eerste.query}").url == "/inloggen"
    assert not is_in(client)


def test_the_question_holds_state_nonce_and_pkce(cast, aan, client):
    vraag = parse_qs(urlsplit(client.get(BEGIN).url).query)
    assert vraag["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= vraag.keys()
    assert vraag["scope"] == ["openid email"]


@pytest.mark.parametrize(
    ("instelling", "waarde"),
    [
        ("OIDC_OP_ISSUER", "https://elders.example"),
        ("OIDC_OP_TOKEN_ENDPOINT", "http://127.0.0.1:9/niets"),
        ("OIDC_RP_SIGN_ALGO", "ES256"),
    ],
)
def test_another_issuer_no_provider_or_another_signature(cast, aan, client, instelling, waarde):
    heen = client.get(BEGIN).url
    setattr(aan, instelling, waarde)
    terug = urlsplit(log_in_elders(heen, "accounthouder"))
    antwoord = client.get(f"{terug.path}?{terug.query}", follow=True)
    assert "niet gelukt" in antwoord.content.decode()
    assert not is_in(client)


def test_a_token_that_does_not_name_its_key(cast, aan, client):
    aan.OIDC_VERIFY_KID = True
    assert "niet gelukt" in walk(client, "accounthouder").content.decode()
    assert not is_in(client)


def test_who_says_no_at_the_provider_is_told(cast, aan, client):
    state = parse_qs(urlsplit(client.get(BEGIN).url).query)["state"][0]
    antwoord = client.get(f"{TERUG}?error=access_denied&state={state}", follow=True)
    assert "niet gelukt" in antwoord.content.decode()


SLEUTEL = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.mark.parametrize(
    "anders",
    [
        {"aud": "iemand-anders"},
        {"aud": ["buurt", "iemand-anders"], "azp": "iemand-anders"},
        {"iss": "https://elders.example"},
        {"nonce": "andere"},
        {"exp": None},
        {"exp": datetime(2020, 1, 1, tzinfo=UTC)},
        {"sub": ""},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_us(aan, monkeypatch, anders):
    backend = OrganisatieBackend()
    monkeypatch.setattr(backend, "retrieve_matching_jwk", lambda token: SLEUTEL.public_key())
    goed = {
        "iss": aan.OIDC_OP_ISSUER, "aud": "buurt", "sub": "wie", "nonce": "n",
        "exp": datetime.now(UTC) + timedelta(minutes=5),
    }  # fmt: skip
    maak = lambda inhoud: jwt.encode(inhoud, SLEUTEL, "RS256")  # noqa: E731
    assert backend.verify_token(maak(goed), nonce="n")["sub"] == "wie"
    fout = {naam: waarde for naam, waarde in (goed | anders).items() if waarde is not None}
    with pytest.raises((SuspiciousOperation, jwt.PyJWTError)):
        backend.verify_token(maak(fout), nonce="n")


def test_the_user_must_be_the_one_of_the_token(aan, monkeypatch):
    backend = OrganisatieBackend()
    backend.request = SimpleNamespace()
    monkeypatch.setattr(
        "mozilla_django_oidc.auth.OIDCAuthenticationBackend.get_userinfo",
        lambda *args: {"sub": "ander", "email": "ah_veldstad@voorbeeld.nl", "email_verified": True},
    )
    with pytest.raises(SuspiciousOperation):
        backend.get_userinfo("t", "t", {"sub": "wie"})


def test_a_password_still_works_and_a_wrong_one_is_still_logged(cast, aan, client):
    gegevens = {"username": "ah_veldstad", "password": "geheim-woord-9"}
    client.post(
        f"/inloggen?{urlencode({'code': 'x', 'state': 'y'})}", gegevens | {"password": "mis"}
    )
    assert AccessAttempt.objects.get().username == "ah_veldstad"
    client.post("/inloggen", gegevens)
    assert is_in(client)


def test_the_button_is_a_link_without_script(cast, aan, client):
    tekst = client.get("/inloggen?next=/potten").content.decode()
    assert re.search(r'href="/inloggen/organisatie\?next=/potten"', tekst)
