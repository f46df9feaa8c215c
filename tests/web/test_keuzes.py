"""A choice in the portfolio under a name: kept for the municipality, and nothing else of the address."""

import pytest

from financiering.models import Bewaardekeuze
from financiering.services import keuzes
from tests.cast import make_geldstroom


@pytest.fixture
def houder(cast, als):
    make_geldstroom(cast.kade, cast.gemeente)
    return als(cast.accounthouder)


def keep(client, naam="Basisgeld", vraag="geldsoort=basisgeld&jaar=2026&kwaad=1&jaar=2027"):
    return client.post("/portefeuille/keuzes", {"naam": naam, "vraag": vraag}, follow=True)


def test_it_is_kept_opened_replaced_and_taken_away(cast, als, houder):
    tekst = keep(houder).content.decode()
    assert "De keuze “Basisgeld” is bewaard." in tekst
    keuze = Bewaardekeuze.objects.get()
    assert (keuze.gemeente, keuze.vraag) == (cast.veldstad, "geldsoort=basisgeld&jaar=2027")
    lijst = houder.get("/portefeuille/keuzes").content.decode()
    assert 'href="/portefeuille?geldsoort=basisgeld&amp;jaar=2027"' in lijst
    assert houder.get(f"/portefeuille?{keuze.vraag}").status_code == 200
    keep(houder, vraag="wijk=Oost")
    assert Bewaardekeuze.objects.get().vraag == "wijk=Oost"
    assert keuze.history.latest().history_user == cast.accounthouder
    houder.post(f"/portefeuille/keuzes/{keuze.pk}/weghalen")
    assert not Bewaardekeuze.objects.exists()


def test_another_municipality_neither_sees_nor_drops_it(cast, als, houder):
    keep(houder)
    keuze = Bewaardekeuze.objects.get()
    buur = als(cast.buurman)
    assert "Basisgeld</a>" not in buur.get("/portefeuille/keuzes").content.decode()
    assert buur.post(f"/portefeuille/keuzes/{keuze.pk}/weghalen").status_code == 404
    assert als(cast.penningmeester).post("/portefeuille/keuzes", {"naam": "x"}).status_code == 404


def test_without_a_name_or_with_too_many_it_says_so(houder, monkeypatch):
    assert "Geef de keuze een naam" in keep(houder, naam=" ").content.decode()
    monkeypatch.setattr(keuzes, "HOOGSTENS", 1)
    keep(houder)
    assert "Er zijn al 1 keuzes bewaard" in keep(houder, naam="Nog een").content.decode()
