"""From what is asked to a report that was sent, on the page."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from financiering.domain.codes import Onderdeel, Ontvanger, SoortToegang
from financiering.models import Antwoord, Regeldrempel, Regelprofiel, Verslag
from financiering.services.financiers import save_regelprofiel
from financiering.services.initiatieven import give_toestemming, save_initiatief
from tests.cast import TOEN, make_gebruiker, make_geldstroom


@pytest.fixture
def stroom(cast):
    profiel = Regelprofiel(
        financier=cast.gemeente, naam="Verordening", geldig_van="2020-01-01", bron="artikel 15"
    )
    treden = [
        Regeldrempel(tot=Decimal(5000), niveau="geen", direct_vaststellen=True),
        Regeldrempel(tot=None, niveau="inhoudelijk"),
    ]
    save_regelprofiel(profiel, treden, TOEN)
    return make_geldstroom(cast.kade, cast.gemeente, status="verleend", verleend=Decimal(20000))


def test_the_page_of_a_small_grant_says_nothing_needs_to_be_written(cast, als, stroom):
    klein = make_geldstroom(cast.kade, cast.gemeente, status="verleend", verleend=Decimal(2000))
    pagina = als(cast.penningmeester).get(f"/geldstromen/{klein.pk}").content.decode()
    assert "hoef je niets te schrijven" in pagina
    assert "Niet gevraagd: een verslag, een afrekening, een accountant." in pagina
    assert "Verordening (artikel 15)" in pagina


def test_a_whole_report_with_two_answers_typed(cast, als, stroom):
    cast.kade.doelgroep = "Buren"
    client = als(cast.penningmeester)
    keuze = client.get(f"/geldstromen/{stroom.pk}/verantwoording").content.decode()
    assert "je hoeft minder te schrijven" in keuze
    begin = client.post(f"/geldstromen/{stroom.pk}/verslag", {"sjabloon": "kort_verslag"})
    pagina = client.get(begin.url).content.decode()
    assert "Dit vulden we vast voor je in." in pagina
    assert pagina.count("(hoeft niet)") == 2
    assert "foto&amp;" not in client.get(f"/geldstromen/{stroom.pk}").content.decode()
    getypt = {"wat": "Koffie", "verandering": "Beter", "doelgroep": "Buren", "doe": "verstuur"}
    bekend = {"titel": stroom.omschrijving, "periode": "2026"}
    half = client.post(begin.url, bekend | {"wat": "Koffie", "doe": "verstuur"}).content.decode()
    assert "Nog niet ingevuld:" in half
    assert "Koffie" in half
    nu = dict.fromkeys(("versie_wat", "versie_titel", "versie_periode"), 1)
    assert client.post(begin.url, bekend | getypt | nu).status_code == 302
    assert "Verstuurd op" in client.get(begin.url).content.decode()
    assert Verslag.objects.get().status == "ingediend"


def test_a_conflict_shows_both(cast, als, stroom):
    client = als(cast.penningmeester)
    adres = client.post(f"/geldstromen/{stroom.pk}/verslag", {"sjabloon": "kort_verslag"}).url
    client.post(adres, {"wat": "Van mij", "doe": "bewaar"})
    client = als(make_tweede(cast))
    pagina = client.post(adres, {"wat": "Van de ander", "doe": "bewaar"}).content.decode()
    assert "De ander schreef: “Van mij”" in pagina
    assert "Van de ander" in pagina


def make_tweede(cast):
    """Somebody else of the board."""
    return make_gebruiker("voorzitter_kade", SoortToegang.INITIATIEF, initiatief=cast.kade)


def test_saving_along_says_when_and_keeps_both_in_a_conflict(cast, als, stroom):
    client = als(cast.penningmeester)
    adres = client.post(f"/geldstromen/{stroom.pk}/verslag", {"sjabloon": "kort_verslag"}).url
    eerst = client.post(f"{adres}/bewaren", {"wat": "Koffie", "versie_wat": 0}).content.decode()
    assert "Bewaard om" in eerst
    assert 'name="versie_wat" value="1" hx-swap-oob="true"' in eerst
    verder = client.post(f"{adres}/bewaren", {"wat": "Koffie en thee", "versie_wat": 0})
    assert "Bewaard om" in verder.content.decode()
    ander = als(make_tweede(cast))
    botsing = ander.post(f"{adres}/bewaren", {"wat": "Soep", "versie_wat": 1}).content.decode()
    assert "de ander schreef “Koffie en thee”" in botsing
    assert Antwoord.objects.get(sleutel="wat").tekst == "Koffie en thee"
    als(cast.penningmeester).post(adres, {
        "wat": "Soep", "verandering": "Beter", "titel": "x", "periode": "x", "doelgroep": "x", "doe": "verstuur",
    })  # fmt: skip
    te_laat = als(cast.penningmeester).post(f"{adres}/bewaren", {"wat": "Te laat"})
    assert "staat al vast" in te_laat.content.decode()


def test_above_the_sum_they_chose_somebody_else_signs(cast, als, stroom):
    cast.kade.tekenen_vanaf = Decimal(20000)
    save_initiatief(cast.kade, TOEN)
    client, tweede = als(cast.penningmeester), make_tweede(cast)
    adres = send(client, stroom)
    assert Verslag.objects.get().status == "tekenen"
    pagina = client.get(adres).content.decode()
    assert "wacht op een tweede handtekening" in pagina
    assert "Laat iemand anders van het bestuur hier tekenen." in pagina
    assert client.get(f"{adres}/pdf").status_code == 404
    zelf = client.post(f"{adres}/tekenen", {"doe": "teken"}, follow=True).content.decode()
    assert "Jij schreef dit verslag." in zelf
    assert als(cast.accounthouder).get(adres).status_code == 404
    stroom.refresh_from_db()
    assert stroom.status == "verleend"
    als(tweede).post(f"{adres}/tekenen", {"doe": "teken"})
    verslag = Verslag.objects.get()
    assert (verslag.status, verslag.opgesteld_door, verslag.getekend_door) == (
        "ingediend", cast.penningmeester, tweede,
    )  # fmt: skip
    stroom.refresh_from_db()
    assert stroom.status == "verantwoord"
    assert als(cast.accounthouder).get(adres).status_code == 200
    assert "voorzitter_kade" not in als(cast.accounthouder).get(adres).content.decode()


def test_before_anybody_signed_it_can_be_changed_and_below_the_sum_one_is_enough(cast, als, stroom):
    cast.kade.tekenen_vanaf = Decimal(20000)
    save_initiatief(cast.kade, TOEN)
    client = als(cast.penningmeester)
    adres = send(client, stroom)
    tegen = client.post(
        f"/geldstromen/{stroom.pk}/verslag", {"sjabloon": "kort_verslag"}, follow=True
    )
    assert "wacht op een tweede handtekening" in tegen.content.decode()
    client.post(f"{adres}/tekenen", {"doe": "terug"})
    assert Verslag.objects.get().status == "concept"
    cast.kade.refresh_from_db()
    cast.kade.tekenen_vanaf = Decimal("20000.01")
    save_initiatief(cast.kade, TOEN)
    client.post(adres, {"wat": "=1+1", "doe": "verstuur"})
    assert Verslag.objects.get().status == "ingediend"


def test_a_form_that_asks_too_much_is_refused(cast, als, stroom):
    client = als(cast.penningmeester)
    antwoord = client.post(
        f"/geldstromen/{stroom.pk}/verslag", {"sjabloon": "verslag_met_kosten"}, follow=True
    )
    assert "je hoeft minder te schrijven" in antwoord.content.decode()
    assert not Verslag.objects.exists()


def test_a_heavier_wish_needs_a_reason_and_then_shows(cast, als, stroom):
    client = als(cast.penningmeester)
    adres = f"/geldstromen/{stroom.pk}/verantwoording"
    fout = client.post(adres, {"niveau": "accountant"}).content.decode()
    assert "Schrijf op welke reden de gever geeft." in fout
    client.post(adres, {"niveau": "accountant", "reden_zwaarder": "Nieuw beleid"})
    pagina = client.get(f"/geldstromen/{stroom.pk}").content.decode()
    assert "meer dan de eigen regels van" in pagina
    assert "Nieuw beleid" in pagina


def send(client, stroom):
    adres = client.post(
        f"/geldstromen/{stroom.pk}/verslag", {"sjabloon": "een_foto_vijf_regels"}
    ).url
    client.post(adres, {"wat": "=1+1", "doe": "verstuur"})
    return adres


def test_excel_and_json_hold_what_was_sent_and_no_formula(cast, als, stroom):
    client = als(cast.penningmeester)
    adres = send(client, stroom)
    boek = load_workbook(BytesIO(b"".join(client.get(f"{adres}/excel").streaming_content)))
    cel = boek.active["B5"]
    assert (cel.value, cel.data_type) == ("=1+1", "s")
    assert client.get(f"{adres}/json").json()["antwoorden"][0]["antwoord"] == "=1+1"


def test_a_draft_is_nobody_elses_and_what_was_sent_is_for_who_sees_the_money(cast, als, stroom):
    steun = Ontvanger.KENNISSTEUNFUNCTIE
    give_toestemming(cast.kade, steun, Onderdeel.GELDSTROMEN, gegeven_op=TOEN.moment.date(), handeling=TOEN)  # fmt: skip
    client = als(cast.penningmeester)
    concept = client.post(f"/geldstromen/{stroom.pk}/verslag", {"sjabloon": "kort_verslag"}).url
    assert als(cast.adviseur).get(concept).status_code == 404
    adres = send(als(cast.penningmeester), stroom)
    assert als(cast.adviseur).get(adres).status_code == 200
    assert als(cast.adviseur).post(f"{adres}/antwoord", {"aanvulling": "x"}).status_code == 404
    assert als(cast.ander).get(adres).status_code == 404
