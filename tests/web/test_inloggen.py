"""Coming in: what a stranger learns, what an invited person gets, and what a browser is told."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from financiering.domain.codes import SoortToegang
from financiering.models import Gebruiker, Uitnodiging
from financiering.services.schrijven import Handeling
from financiering.services.toegangen import create_uitnodiging

GOED = "geheim-woord-9"
NIEUW = "drie gewone woorden samen"


def log_in(client, naam="pm_kade", woord=GOED, **extra):
    return client.post("/inloggen", {"username": naam, "password": woord, **extra})


def read_woorden(antwoord):
    """The page without what differs per visit or was typed."""
    tekst = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", antwoord.content.decode())
    tekst = re.sub(r'<input type="hidden"[^>]*>', "", tekst)
    return " ".join(re.sub(r'value="[^"]*"', "", tekst).split())


def test_the_right_password_leads_to_the_first_page(cast, client):
    assert log_in(client).url == "/"


def test_a_wrong_password_an_unknown_name_and_a_lock_out_read_the_same(cast, client):
    onbekend = log_in(client, "bestaat-niet", "x")
    fout = log_in(client, woord="x")
    for _ in range(8):
        dicht = log_in(client, woord="x")
    assert fout.status_code == onbekend.status_code == dicht.status_code == 200
    assert read_woorden(fout) == read_woorden(onbekend) == read_woorden(dicht)


def test_after_eight_wrong_tries_the_right_password_does_not_open(cast, client):
    for _ in range(7):
        log_in(client, woord="x")
    assert log_in(client).status_code == 302
    client.post("/uitloggen")
    for _ in range(8):
        log_in(client, woord="x")
    assert log_in(client).status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_lock_out_of_one_name_leaves_the_others_in(cast, client):
    for _ in range(8):
        log_in(client, woord="x")
    assert log_in(client, "ah_veldstad").status_code == 302


@pytest.mark.parametrize(
    "waar", ["https://kwaad.example/", "//kwaad.example", "javascript:alert(1)"]
)
def test_next_never_leads_away_from_here(waar, cast, client):
    assert log_in(client, next=waar).url == "/"


def test_next_leads_to_a_page_of_our_own(cast, client):
    assert log_in(client, next="/signalen").url == "/signalen"


def test_the_reset_mail_is_in_our_words_and_its_link_works_once(cast, client):
    client.post("/wachtwoord-vergeten", {"email": "pm_kade@voorbeeld.nl"})
    (brief,) = mail.outbox
    assert "wachtwoord" in brief.subject.lower()
    assert "django" not in brief.body.lower()
    adres = re.search(r"https?://[^/]+(/\S+)", brief.body)[1]
    kiezen = client.get(adres).url
    assert client.get(kiezen).status_code == 200
    gekozen = {"new_password1": NIEUW, "new_password2": NIEUW}
    assert client.post(kiezen, gekozen).url == "/wachtwoord-vergeten/klaar"
    assert log_in(client, woord=NIEUW).status_code == 302
    client.logout()
    assert client.get(adres).status_code == 200
    assert b"new_password1" not in client.get(adres).content


def test_asking_for_a_password_of_nobody_sends_nothing_and_says_the_same(cast, client):
    iemand = client.post("/wachtwoord-vergeten", {"email": "pm_kade@voorbeeld.nl"})
    niemand = client.post("/wachtwoord-vergeten", {"email": "niemand@voorbeeld.nl"})
    assert (iemand.status_code, iemand.url) == (niemand.status_code, niemand.url)
    assert len(mail.outbox) == 1


@pytest.fixture
def token(cast):
    uitnodiging = Uitnodiging(
        email="nieuw@voorbeeld.nl", soort=SoortToegang.INITIATIEF, initiatief=cast.tuin
    )
    return create_uitnodiging(uitnodiging, Handeling(cast.beheerder, "Nieuwe penningmeester"))


def accept(client, token, woord=NIEUW):
    return client.post(f"/uitnodiging/{token}", {"username": "nieuw", "wachtwoord": woord})


def test_an_invitation_opens_once(token, client):
    assert accept(client, token).url == "/"
    assert client.get("/initiatieven/tuin").status_code == 200
    client.logout()
    assert client.get(f"/uitnodiging/{token}").status_code == 404
    assert accept(client, token).status_code == 404
    assert Gebruiker.objects.filter(username="nieuw").count() == 1


def test_an_invitation_lapses(token, client):
    zet = {"verloopt_op": timezone.now() - timedelta(minutes=1)}
    Uitnodiging.objects.open_zijdeur().filter(email="nieuw@voorbeeld.nl").update(**zet)
    assert client.get(f"/uitnodiging/{token}").status_code == 404
    assert accept(client, token).status_code == 404
    assert not Gebruiker.objects.filter(username="nieuw").exists()


@pytest.mark.parametrize("woord", ["kort", "q1w2e3r4t5y6", "nieuw"])
def test_a_poor_password_is_refused_and_the_name_stays(woord, token, client):
    antwoord = accept(client, token, woord)
    assert antwoord.status_code == 200
    assert 'value="nieuw"' in antwoord.content.decode()
    assert not Gebruiker.objects.filter(username="nieuw").exists()


def test_every_answer_carries_the_headers(client, db):
    koppen = client.get("/inloggen").headers
    beleid = koppen["Content-Security-Policy"]
    assert "default-src 'none'" in beleid
    assert "unsafe" not in beleid
    assert koppen["X-Content-Type-Options"] == "nosniff"
    assert koppen["X-Frame-Options"] == "DENY"
    assert koppen["Referrer-Policy"] == "same-origin"
    assert "camera=()" in koppen["Permissions-Policy"]


def test_outside_the_trial_the_line_is_closed(client, db, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31536000
    assert client.get("/inloggen").status_code == 301
    koppen = client.get("/inloggen", secure=True).headers
    assert koppen["Strict-Transport-Security"].startswith("max-age=31536000")


def test_the_session_cookie_is_for_the_server_alone(cast, client):
    log_in(client)
    koekje = client.cookies["sessionid"]
    assert koekje["httponly"]
    assert koekje["samesite"] == "Lax"
    assert not koekje["expires"]


def test_what_somebody_saw_is_not_kept_by_the_browser(cast, als):
    assert als(cast.penningmeester).get("/").headers["Cache-Control"] == "private, no-store"


def test_logging_out_takes_a_button(cast, als):
    client = als(cast.penningmeester)
    assert client.get("/uitloggen").status_code == 405
    assert client.get("/").status_code == 200
    client.post("/uitloggen")
    assert client.get("/").status_code == 302


def test_a_wrong_password_is_told_in_plain_words(cast, client):
    antwoord = client.post("/inloggen", {"username": "pm_kade", "password": "mis"})
    assert "De naam of het wachtwoord klopt niet." in antwoord.content.decode()


def test_changing_the_password_asks_in_plain_words_and_says_what_is_wrong(cast, als):
    client = als(cast.penningmeester)
    assert "Minstens twaalf tekens." in client.get("/wachtwoord").content.decode()
    velden = {"old_password": "mis", "new_password1": "appel stoel wolk", "new_password2": "anders"}
    tekst = client.post("/wachtwoord", velden).content.decode()
    assert "Dit is niet je oude wachtwoord." in tekst
    assert "De twee wachtwoorden zijn niet gelijk." in tekst


def test_no_page_about_a_password_says_u(cast, als):
    tekst = als(cast.penningmeester).get("/wachtwoord").content.decode()
    assert not re.search(r"\b[Uu]w?\b", re.sub(r"<[^>]+>", " ", tekst))
