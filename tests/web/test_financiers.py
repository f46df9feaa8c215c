"""Givers and their dated rules, kept by the beheerder."""

from datetime import date
from decimal import Decimal

from financiering.models import Financier, Regeldrempel, Regelprofiel
from financiering.services.schrijven import save_object
from tests.cast import TOEN

REGELS = {
    "naam": "Verordening 2027", "geldig_van": "1-1-2027", "bron": "Artikel 13",
    "beslistermijn_weken": "13", "reden": "Nieuwe verordening",
    "tot_0": "5.000", "met_0": "on", "niveau_0": "geen", "direct_0": "on",
    "tot_1": "50.000", "niveau_1": "inhoudelijk", "niveau_2": "accountant",
}  # fmt: skip


def toon(profiel):
    return [(d.tot, d.tot_en_met, d.niveau, d.direct_vaststellen) for d in profiel.drempels.all()]


def test_a_giver_that_somebody_typed_stays_out_of_the_list(cast, als):
    save_object(Financier(naam="Oom van de buurvrouw", soort="eigen_kring"), TOEN)
    client = als(cast.beheerder)
    assert "Oom van de buurvrouw" not in client.get("/beheer/gevers").content.decode()
    prive = Financier.objects.get(naam="Oom van de buurvrouw")
    assert client.get(f"/beheer/gevers/{prive.pk}").status_code == 404


def test_adding_a_name_somebody_used_makes_it_the_same_giver(cast, als):
    bekend = save_object(Financier(naam="Buurtfonds Oost", soort="overig"), TOEN)
    antwoord = als(cast.beheerder).post(
        "/beheer/gevers/toevoegen", {"naam": "buurtfonds  oost", "soort": "fonds"}
    )
    bekend.refresh_from_db()
    assert antwoord.url == f"/beheer/gevers/{bekend.pk}"
    assert (bekend.algemeen, bekend.soort) == (True, "fonds")
    assert bekend.history.first().history_user == cast.beheerder


def test_a_fund_has_no_municipality_and_an_unknown_one_is_named(cast, als):
    client = als(cast.beheerder)
    fout = client.post(
        "/beheer/gevers/toevoegen", {"naam": "X", "soort": "fonds", "gemeente": "Veldstad"}
    )
    assert "hoort bij een gemeente" in fout.content.decode()
    fout = client.post(
        "/beheer/gevers/toevoegen", {"naam": "X", "soort": "gemeente", "gemeente": "Nergenshuizen"}
    )
    assert "“Nergenshuizen” kennen we niet" in fout.content.decode()


def test_rules_from_a_day_on_with_their_steps(cast, als):
    client = als(cast.beheerder)
    client.post(f"/beheer/gevers/{cast.gemeente.pk}/regels/toevoegen", REGELS)
    profiel = Regelprofiel.objects.get(geldig_van=date(2027, 1, 1))
    assert (profiel.beslistermijn_weken, profiel.max_jaren) == (13, None)
    assert toon(profiel) == [
        (Decimal(5000), True, "geen", True),
        (Decimal(50000), False, "inhoudelijk", False),
        (None, False, "accountant", False),
    ]
    pagina = client.get(f"/beheer/gevers/{cast.gemeente.pk}").content.decode()
    assert "tot en met € 5.000: geen (direct vastgesteld)" in pagina


def test_correcting_takes_a_step_away_and_keeps_what_it_was(cast, als):
    client = als(cast.beheerder)
    client.post(f"/beheer/gevers/{cast.gemeente.pk}/regels/toevoegen", REGELS)
    profiel = Regelprofiel.objects.get(geldig_van=date(2027, 1, 1))
    minder = REGELS | {"tot_1": "", "niveau_1": "", "tot_0": "10.000"}
    assert client.post(f"/beheer/gevers/regels/{profiel.pk}", minder).status_code == 302
    assert [(tot, niveau) for tot, _, niveau, _ in toon(profiel)] == [
        (Decimal(10000), "geen"),
        (None, "accountant"),
    ]
    weg = Regeldrempel.history.filter(history_type="-")
    assert {rij.tot for rij in weg} == {Decimal(5000), Decimal(50000)}
    assert {rij.history_change_reason for rij in weg} == {"Nieuwe verordening"}


def test_what_cannot_be_is_said_and_what_was_typed_stays(cast, als):
    client = als(cast.beheerder)
    adres = f"/beheer/gevers/{cast.gemeente.pk}/regels/toevoegen"
    pagina = client.post(adres, REGELS | {"niveau_0": ""}).content.decode()
    assert "Kies wat de gever tot dit bedrag hoogstens vraagt." in pagina
    assert 'value="5.000"' in pagina
    dubbel = client.post(adres, REGELS | {"tot_1": "5.000"}).content.decode()
    assert "Voor dit bedrag is er al een drempel." in dubbel
    zonder = client.post(adres, REGELS | {"reden": ""})
    assert zonder.status_code == 200
    assert not Regelprofiel.objects.filter(geldig_van=date(2027, 1, 1)).exists()


def test_looking_for_a_name(cast, als):
    client = als(cast.beheerder)
    assert cast.gemeente.naam in client.get("/beheer/gevers?zoek=veld").content.decode()
    assert "Geen gever gevonden" in client.get("/beheer/gevers?zoek=bestaatniet").content.decode()
