"""The burden of the cast, counted by hand; of a real city in tests/uitwisseling/test_registers.py."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.domain.codes import Niveau
from financiering.models import Geldstroom, Regeldrempel, Regelprofiel, Verantwoording
from financiering.rapportage.verslaglast import (
    list_stroomlasten,
    sum_per_gever,
    sum_per_jaar,
    try_regels,
)
from financiering.services.financiers import save_regelprofiel
from financiering.services.schrijven import save_object
from tests.cast import TOEN, make_geldstroom
from tests.web.test_toegang import count_queries

P = date(2026, 11, 23)


def make_profiel(financier, naam="Verordening", tot=5000):
    profiel = Regelprofiel(
        financier=financier, naam=naam, geldig_van=date(2010, 1, 1), bron="artikel 15"
    )
    treden = [
        Regeldrempel(tot=Decimal(tot), niveau=Niveau.GEEN, direct_vaststellen=True),
        Regeldrempel(tot=None, niveau=Niveau.INHOUDELIJK),
    ]
    return save_regelprofiel(profiel, treden, TOEN)


@pytest.fixture
def stromen(cast):
    """Two of the municipality, one of a fund without known rules."""
    cast.profiel = make_profiel(cast.gemeente)
    make_geldstroom(cast.kade, cast.gemeente, verleend=Decimal(2000))
    groot = make_geldstroom(cast.kade, cast.gemeente, verleend=Decimal(20000), van=date(2025, 1, 1))
    make_geldstroom(cast.kade, cast.fonds, verleend=Decimal(4000), bron="fonds")
    make_geldstroom(cast.kade, cast.gemeente, status="aangevraagd")
    save_object(
        Verantwoording(
            geldstroom=groot, niveau=Niveau.ACCOUNTANT, uren=Decimal(10), reden_zwaarder="x"
        ),
        TOEN,
    )
    return Geldstroom.objects.filter(initiatief=cast.kade)


def test_per_giver_and_year(cast, stromen):
    lasten = list_stroomlasten(stromen, P)
    assert [(een.stroom.financier.naam, een.niveau, een.last.uren) for een in lasten] == [
        ("Gemeente Veldstad", Niveau.ACCOUNTANT, 10),
        ("Gemeente Veldstad", Niveau.GEEN, 0),
        ("Stadsfonds", None, 0),
    ]
    (gemeente, last), (fonds, niets) = sum_per_gever(lasten)
    assert (gemeente, last.aantal, last.verslagen, last.zwaarder) == ("Gemeente Veldstad", 2, 1, 1)
    assert last.kosten == 10 * 35 + 2500
    assert (fonds, niets.verslagen) == ("Stadsfonds", 0)
    jaren = [(jaar, last.aantal) for jaar, last in sum_per_jaar(lasten, 2026)]
    assert jaren == [(2026, 2), (2025, 1)]


def test_trying_other_rules_saves_nothing_and_counts_the_year(cast, stromen):
    streng = make_profiel(cast.fonds, "Streng", tot=1000)
    proef = try_regels(stromen, 2026, streng, Decimal(3000), P)
    assert {niveau: last.aantal for niveau, last in proef.nu.items()} == {Niveau.INHOUDELIJK: 2}
    assert (proef.verslagen_minder, proef.uren_minder, proef.zonder_verslag) == (1, 4, 2000)
    assert round(proef.zonder_verslag_procent) == 33
    assert stromen.count() == 4


def test_the_pages_say_it_to_who_it_is_for(cast, als, stromen):
    eigen = als(cast.penningmeester).get("/initiatieven/kade/verantwoorden").content.decode()
    assert "meer dan de eigen regels toestaan" in eigen
    assert "Stadsfonds" in eigen
    client = als(cast.accounthouder)
    adres = f"/portefeuille/verantwoorden?profiel={cast.profiel.pk}&jaar=2025&grens=25.000"
    stad = client.get(adres).content.decode()
    assert "Bij één subsidie vraagt de gemeente meer dan haar eigen regels toestaan." in stad
    assert "Stadsfonds" not in stad
    assert "Wordt er niets gevraagd onder € 25.000" in stad
    fout = client.get("/portefeuille/verantwoorden?grens=veel").content.decode()
    assert "“veel”" in fout


def test_hours_written_down_take_the_place_of_the_estimate(cast, als, stromen):
    stroom = stromen.get(verleend=2000)
    client = als(cast.penningmeester)
    adres = f"/geldstromen/{stroom.pk}/verantwoording/werk"
    assert client.post(adres, {"uren": "2,5", "ervaren_last": "4"}).status_code == 302
    rij = stroom.verantwoordingen.get()
    assert (rij.uren, rij.ervaren_last) == (Decimal("2.5"), 4)
    assert 'value="2,5"' in client.get(adres).content.decode()


def test_the_number_of_questions_does_not_grow(cast, als, stromen):
    client = als(cast.accounthouder)
    client.get("/portefeuille/verantwoorden")
    eerst = count_queries(client, "/portefeuille/verantwoorden")
    for _ in range(5):
        make_geldstroom(cast.kade, cast.gemeente)
    assert count_queries(client, "/portefeuille/verantwoorden") == eerst
    assert eerst <= 15
