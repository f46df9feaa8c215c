"""The what-if page: read only, for who sees all the money."""

import re
from decimal import Decimal
from html import unescape

import pytest

from financiering.models import Begrotingspost, Geldstroom, Signaal
from financiering.services.schrijven import save_object
from tests.cast import TOEN, make_geldstroom


@pytest.fixture
def stroom(cast):
    post = Begrotingspost(initiatief=cast.kade, jaar=2026, post="Huur", bedrag=Decimal(12000))
    save_object(post, TOEN)
    return make_geldstroom(cast.kade, cast.gemeente, status="verleend", verleend=Decimal(12000))


def test_it_answers_and_writes_nothing(cast, als, stroom):
    client = als(cast.penningmeester)
    gewoon = client.get("/initiatieven/kade/wat-als").content.decode()
    assert "valt weg" in gewoon
    assert "Dan zou dit gelden" not in gewoon
    voor = (Geldstroom.history.count(), Signaal.history.count())
    pagina = client.get(f"/initiatieven/kade/wat-als?weg_{stroom.pk}=on").content.decode()
    assert "Dan zou dit gelden" in pagina
    assert "Deze maand is niet genoeg geld zeker" in pagina
    assert (Geldstroom.history.count(), Signaal.history.count()) == voor


@pytest.mark.parametrize(
    ("vraag", "woorden"),
    [
        ("bedrag=100", "Vul bij nieuw geld het bedrag, het begin en het einde in."),
        ("bedrag=100&van=1-2-2027&tot=1-1-2027", "Het einde ligt vóór het begin."),
        ("bedrag=veel", "“veel” is geen bedrag"),
        ("einde_{pk}=1-1-1999", "Deze dag ligt vóór het begin."),
    ],
)
def test_what_cannot_be_is_said(cast, als, stroom, vraag, woorden):
    pagina = als(cast.penningmeester).get(
        f"/initiatieven/kade/wat-als?{vraag.format(pk=stroom.pk)}"
    )
    assert woorden in pagina.content.decode()


def test_who_sees_only_totals_cannot_look_ahead_here(cast, als, stroom):
    assert als(cast.adviseur).get("/initiatieven/kade/wat-als").status_code == 404


def test_what_was_assumed_can_be_kept_without_typing_it_again(cast, als, stroom):
    client = als(cast.penningmeester)
    vraag = "bedrag=1.500&van=2027-01-01&tot=2027-12-31"
    pagina = client.get(f"/initiatieven/kade/wat-als?{vraag}").content.decode()
    (adres,) = re.findall(r'href="(/initiatieven/kade/geld-toevoegen\?[^"]+)"', pagina)
    formulier = client.get(unescape(adres)).content.decode()
    assert 'value="1.500"' in formulier
    assert 'value="2027-12-31"' in formulier
    assert re.search(r'value="hoop"[^>]*checked', formulier)
