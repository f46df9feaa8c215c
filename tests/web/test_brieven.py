"""A letter about a late decision: changed by its writer, kept by nobody."""

from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import unquote

import pytest

from financiering.domain.codes import Status
from financiering.web.datums import get_vandaag
from tests.cast import make_geldstroom
from tests.web.test_toegang import make_signaal


def read(antwoord):
    assert antwoord.status_code == 200
    return antwoord.content.decode()


@pytest.fixture
def laat(cast):
    """An application whose decision is ten days late."""
    return make_geldstroom(
        cast.kade, cast.gemeente, status=Status.AANGEVRAAGD, aangevraagd=Decimal(9000),
        ingediend_op=date(2026, 1, 10), beslissen_voor=get_vandaag() - timedelta(days=10),
    )  # fmt: skip


def test_the_page_of_the_initiative_leads_to_the_letter(cast, als, laat):
    client = als(cast.penningmeester)
    for adres in ("/", f"/geldstromen/{laat.pk}"):
        assert f'href="/geldstromen/{laat.pk}/brief"' in read(client.get(adres))
    tekst = read(client.get(f"/geldstromen/{laat.pk}/brief"))
    assert "Aan: Gemeente Veldstad" in tekst
    assert "?soort=ingebrekestelling" in tekst


def test_what_was_changed_goes_out_and_can_be_changed_again(cast, als, laat):
    client, adres = als(cast.penningmeester), f"/geldstromen/{laat.pk}/brief"
    klaar = read(client.post(adres, {"tekst": "Beste <b>gemeente</b>,\r\nwanneer?"}))
    assert "Beste &lt;b&gt;gemeente&lt;/b&gt;,<br>wanneer?" in klaar
    mail = klaar.split('href="mailto:')[1].split('"')[0]
    assert "gemeente</b>,\r\nwanneer?" in unquote(mail)
    weer = read(client.post(adres, {"tekst": "Beste buur", "doe": "verder"}))
    assert "Beste buur</textarea>" in weer


def test_an_empty_letter_is_not_shown(cast, als, laat):
    antwoord = als(cast.penningmeester).post(f"/geldstromen/{laat.pk}/brief", {"tekst": " "})
    assert 'class="foutenlijst"' in read(antwoord)


def test_a_grant_has_no_letter_to_write(cast, als):
    verleend = make_geldstroom(cast.kade, cast.gemeente)
    client = als(cast.penningmeester)
    assert client.get(f"/geldstromen/{verleend.pk}/brief").status_code == 404
    assert "/brief" not in read(client.get(f"/geldstromen/{verleend.pk}"))


def test_a_giver_is_not_offered_a_letter_to_itself(cast, als, laat):
    client = als(cast.accounthouder)
    assert "/brief" not in read(client.get(f"/geldstromen/{laat.pk}"))
    assert client.get(f"/geldstromen/{laat.pk}/brief").status_code == 404


def test_the_signal_of_a_late_decision_offers_the_letter(cast, als, laat):
    signaal = make_signaal(cast.kade, regel="R01", geldstroom=laat)
    assert f'href="/geldstromen/{laat.pk}/brief"' in read(
        als(cast.penningmeester).get(f"/signalen/{signaal.pk}")
    )
