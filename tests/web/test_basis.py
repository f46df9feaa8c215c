"""The frame of every page: the way to the content, the menu of a role, the way out."""

from typing import Any

import pytest


@pytest.mark.django_db
def test_a_guest_sees_no_menu_and_no_way_out(client: Any) -> None:
    html = client.get("/hulp").content.decode()
    assert html.index('href="#inhoud"') < html.index("<header")
    assert "Hoofdmenu" not in html
    assert "Uitloggen" not in html


@pytest.mark.django_db
def test_a_person_sees_the_menu_of_their_role(als: Any, cast: Any) -> None:
    html = als(cast.penningmeester).get("/hulp").content.decode()
    assert "Mijn initiatief" in html
    assert "Portefeuille" not in html
    assert '<button type="submit" class="als-link">Uitloggen</button>' in html


@pytest.mark.django_db
def test_the_trial_says_so_with_its_date(client: Any, settings: Any) -> None:
    settings.DEMO = True
    assert "De peildatum is 23 november 2026" in client.get("/hulp").content.decode()
    settings.DEMO = settings.SECURE_SSL_REDIRECT = False
    assert "peildatum" not in client.get("/hulp").content.decode()
