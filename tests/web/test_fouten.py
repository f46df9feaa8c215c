"""Pages for when something goes wrong, and pages that are the same for everybody."""

import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from financiering.web.fouten import answer_500


@pytest.mark.parametrize("naam", ["400", "404", "csrf"])
def test_a_mishap_names_a_next_step(naam: str, rf: RequestFactory) -> None:
    html = render_to_string(f"fouten/{naam}.html", request=rf.get("/"))
    assert '<html lang="nl"' in html
    assert 'class="knop"' in html


def test_the_worst_page_needs_no_database(rf: RequestFactory) -> None:
    antwoord = answer_500(rf.get("/"))
    assert antwoord.status_code == 500
    assert "Er ging iets mis bij ons" in antwoord.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("pad", ["/hulp", "/toegankelijkheid", "/broncode"])
def test_open_to_everybody_without_inline_style_or_script(client: Any, pad: str) -> None:
    html = client.get(pad).content.decode()
    assert "<h1>" in html
    assert " style=" not in html
    assert not re.search(r"<script(?![^>]* src=)", html)
    assert not re.search(r"\son[a-z]+=", html)


@pytest.mark.django_db
def test_a_theme_of_a_municipality_lies_over_the_page(client: Any, settings: Any) -> None:
    settings.THEMA_CSS, settings.THEMA_KLASSE = "thema/stad.css", "stad-theme"
    html = client.get("/hulp").content.decode()
    assert '<html lang="nl" data-thema class="stad-theme">' in html
    assert 'href="/static/thema/stad.css"' in html


def test_the_style_page_is_only_in_the_trial(client: Any, settings: Any, db: None) -> None:
    settings.DEMO = True
    assert client.get("/stijlgids").status_code == 200
    settings.DEMO = False
    settings.SECURE_SSL_REDIRECT = False
    assert client.get("/stijlgids").status_code == 404


@pytest.mark.parametrize(
    "adres",
    [
        "/openbaar/initiatieven/a%00b", "/openbaar/a%00b", "/openbaar/a%00.json", "/initiatieven/a%00b",
        "/initiatieven?zoek=a%00", "/portefeuille?wijk=%00", "/potten?gemeente=%00",
        "/portefeuille/verschil?buurt=a%00",
    ],
)  # fmt: skip
def test_a_nul_in_an_address_is_400(cast: Any, als: Any, client: Any, adres: str) -> None:
    for wie in (client, als(cast.accounthouder)):
        antwoord = wie.get(adres)
        assert antwoord.status_code == 400
        assert "<h1>" in antwoord.content.decode()
