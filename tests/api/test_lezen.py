"""Reading: per address and role what is seen, how it is asked for, and what it costs."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from financiering.domain.codes import Onderdeel, Ontvanger, Status
from financiering.models import Betaling, Domeindeel, Financier, Geldstroom, Inzage
from financiering.services.betalingen import lapse_betaling, record_betaling
from financiering.services.geldstromen import Stap, execute_overgang
from financiering.services.initiatieven import give_toestemming, revoke_toestemming
from financiering.services.schrijven import Handeling, save_object
from tests.cast import TOEN, make_geldstroom, make_initiatief
from tests.web.test_toegang import make_signaal

ROLLEN = ("penningmeester", "ander", "accounthouder", "buurman", "adviseur", "beheerder")
DAG = date(2026, 2, 1)


@pytest.fixture
def wereld(cast):
    """One of everything: Kade shares nothing; Tuin lets the adviser see its signals and its streams."""
    steun = Ontvanger.KENNISSTEUNFUNCTIE
    give_toestemming(cast.tuin, steun, Onderdeel.GELDSTROMEN, gegeven_op=DAG, handeling=TOEN)
    prive = save_object(Financier(naam="Tante Bep", soort="eigen_kring"), TOEN)
    cast.prive = prive
    cast.stromen = {
        "kade_gemeente": make_geldstroom(cast.kade, cast.gemeente),
        "kade_prive": make_geldstroom(cast.kade, prive, bron="gift"),
        "tuin_fonds": make_geldstroom(cast.tuin, cast.fonds, bron="fonds"),
        "dok_gemeente": make_geldstroom(cast.dok, cast.gemeente),
    }
    cast.betalingen = {
        naam: record_betaling(
            Betaling(geldstroom=stroom, soort="voorschot", bedrag=Decimal(100), ontvangen_op=DAG), TOEN
        )
        for naam, stroom in cast.stromen.items()
    }  # fmt: skip
    cast.signalen = {
        "kade": make_signaal(cast.kade),
        "kade_mensen": make_signaal(cast.kade, "R03", over_mensen=True),
        "kade_gemeente": make_signaal(cast.kade, "R01", geldstroom=cast.stromen["kade_gemeente"]),
        "tuin": make_signaal(cast.tuin),
        "tuin_mensen": make_signaal(cast.tuin, "R03", over_mensen=True),
        "tuin_proef": make_signaal(cast.tuin, "R07", op_proef=True),
    }
    return cast


def get(client, adres, **vragen):
    """The body of an answer that went well."""
    antwoord = client.get(f"/api/v1/{adres}", vragen)
    assert antwoord.status_code == 200, antwoord.content.decode()
    return antwoord.json()


def list_namen(rijen, dingen):
    per_id = {ding.pk: naam for naam, ding in dingen.items()}
    return {per_id[rij["id"]] for rij in rijen}


ZIET = {
    "initiatieven": {
        "penningmeester": {"kade"}, "ander": {"dok"}, "accounthouder": {"kade", "tuin"},
        "buurman": {"dok"}, "adviseur": {"tuin"}, "beheerder": set(),
    },
    "geldstromen": {
        "penningmeester": {"kade_gemeente", "kade_prive"}, "ander": {"dok_gemeente"},
        "accounthouder": {"kade_gemeente", "dok_gemeente"}, "buurman": set(),
        "adviseur": {"tuin_fonds"}, "beheerder": set(),
    },
    "signalen": {
        "penningmeester": {"kade", "kade_mensen", "kade_gemeente"}, "ander": set(),
        "accounthouder": {"kade_gemeente"}, "buurman": set(), "adviseur": {"tuin"}, "beheerder": set(),
    },
}  # fmt: skip
ZIET["betalingen"] = ZIET["geldstromen"]


def list_dingen(wereld, adres):
    if adres == "initiatieven":
        return {naam: getattr(wereld, naam) for naam in ("kade", "tuin", "dok")}
    return getattr(wereld, {"geldstromen": "stromen"}.get(adres, adres))


@pytest.mark.parametrize("rol", ROLLEN)
@pytest.mark.parametrize("adres", ZIET)
def test_a_list_and_its_details_show_what_the_pages_show(adres, rol, wereld, als):
    client = als(getattr(wereld, rol))
    dingen = list_dingen(wereld, adres)
    lijst = get(client, adres)
    assert list_namen(lijst["resultaten"], dingen) == ZIET[adres][rol]
    assert lijst["aantal"] == len(ZIET[adres][rol])
    for naam, ding in dingen.items():
        sleutel = ding.kenmerk if adres == "initiatieven" else ding.pk
        antwoord = client.get(f"/api/v1/{adres}/{sleutel}")
        assert (antwoord.status_code == 200) is (naam in ZIET[adres][rol]), naam
        assert antwoord.status_code in (200, 404)


@pytest.mark.parametrize("adres", [*ZIET, "financiers", "gemeenten", "beleidsdomeinen"])
def test_nobody_gets_in_without_a_key(adres, wereld, client):
    antwoord = client.get(f"/api/v1/{adres}")
    assert antwoord.status_code == 401
    assert antwoord["WWW-Authenticate"].startswith("Bearer")
    assert antwoord["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("rol", ROLLEN)
def test_the_name_of_a_private_giver_stays_with_its_stream(rol, wereld, als):
    client = als(getattr(wereld, rol))
    namen = {rij["naam"] for rij in get(client, "financiers")["resultaten"]}
    assert {"Gemeente Veldstad", "Stadsfonds"} <= namen
    assert ("Tante Bep" in namen) is (rol == "penningmeester")
    status = client.get(f"/api/v1/financiers/{wereld.prive.pk}").status_code
    assert status == (200 if rol == "penningmeester" else 404)


def test_municipalities_and_domains(wereld, als):
    wereld.kade.beleidsdomeinen = ["Welzijn", "Groen"]
    save_object(wereld.kade, TOEN)
    wereld.tuin.beleidsdomeinen = ["Cultuur"]
    save_object(wereld.tuin, TOEN)
    deel = Domeindeel(geldstroom=wereld.stromen["kade_gemeente"], domein="Welzijn", procent=60)
    save_object(deel, TOEN)
    client = als(wereld.penningmeester)
    assert get(client, "gemeenten/GM9001") == {"code": "GM9001", "naam": "Veldstad"}
    assert get(client, "gemeenten", naam="veldst")["aantal"] == 1
    assert get(client, "beleidsdomeinen") == [
        {"naam": "Groen", "initiatieven": 1, "geldstromen": 0},
        {"naam": "Welzijn", "initiatieven": 1, "geldstromen": 1},
    ]


def test_some_fields_are_for_its_own_people(wereld, als):
    eigen = get(als(wereld.penningmeester), "initiatieven/kade")
    ander = get(als(wereld.accounthouder), "initiatieven/kade")
    assert {"saldo", "kvk", "rsin", "toelichting"} <= set(eigen)
    assert not {"saldo", "kvk", "rsin", "toelichting", "vrijVermogen"} & set(ander)
    assert ander["naam"] == eigen["naam"] == "Kade"
    gevraagd = get(als(wereld.accounthouder), "initiatieven/kade", fields="naam,saldo")
    assert gevraagd == {"naam": "Kade"}


def test_a_stream_with_its_amounts_dates_and_road(wereld, als):
    stroom = make_geldstroom(
        wereld.kade, wereld.gemeente, status=Status.AANGEVRAAGD,
        aangevraagd=Decimal(900), ingediend_op=DAG,
    )  # fmt: skip
    besluit = Stap(date(2026, 3, 1), Decimal("850.5"))
    execute_overgang(stroom.pk, "verlenen", besluit, Handeling(None, "Toegekend"))
    for soort, bedrag in (("voorschot", 500), ("terugbetaling", 20)):
        betaling = Betaling(
            geldstroom=stroom, soort=soort, bedrag=Decimal(bedrag), ontvangen_op=DAG
        )
        record_betaling(betaling, TOEN)
    alles = "statusverloop,beschikkingen,betalingen,jaarbedragen,initiatief,financier,domeindelen"
    gelezen = get(als(wereld.penningmeester), f"geldstromen/{stroom.pk}", expand=alles)
    assert (gelezen["aangevraagd"], gelezen["verleend"]) == ("900.00", "850.50")
    assert (gelezen["ontvangen"], gelezen["vastgesteld"]) == ("480.00", None)
    assert (gelezen["ingediendOp"], gelezen["beschikkingOp"]) == ("2026-02-01", "2026-03-01")
    delen = gelezen["_embedded"]
    assert [(s["status"], s["verleend"]) for s in delen["statusverloop"]] == [
        ("aangevraagd", None), ("verleend", "850.50"),
    ]  # fmt: skip
    assert delen["statusverloop"][1]["reden"] == "Toegekend"
    assert delen["statusverloop"][0]["vastgelegdOp"] == "2026-01-05T10:00:00+01:00"
    assert [b["soort"] for b in delen["beschikkingen"]] == ["verlening"]
    assert [b["soort"] for b in delen["betalingen"]] == ["voorschot", "terugbetaling"]
    assert delen["jaarbedragen"][0]["verleend"] == "850.50"
    assert (delen["initiatief"]["kenmerk"], delen["financier"]["naam"]) == (
        "kade", "Gemeente Veldstad",
    )  # fmt: skip
    assert delen["domeindelen"] == []


def test_what_is_embedded_is_seen_by_nobody_who_may_not(wereld, als):
    """The municipality pays a stream in another town: the stream is its own, the initiative is not."""
    client = als(wereld.accounthouder)
    stroom = wereld.stromen["dok_gemeente"]
    gelezen = get(client, f"geldstromen/{stroom.pk}", expand="initiatief,financier")
    assert gelezen["_embedded"]["initiatief"] is None
    assert gelezen["_embedded"]["financier"]["naam"] == "Gemeente Veldstad"


def test_closing_takes_effect_at_once(wereld, als):
    client = als(wereld.adviseur)
    assert get(client, "geldstromen")["aantal"] == 1
    revoke_toestemming(
        wereld.tuin, Ontvanger.KENNISSTEUNFUNCTIE, Onderdeel.GELDSTROMEN,
        ingetrokken_op=DAG, handeling=TOEN,
    )  # fmt: skip
    assert get(client, "geldstromen")["aantal"] == 0


def test_only_some_fields(wereld, als):
    rijen = get(
        als(wereld.penningmeester), "geldstromen", fields="kenmerk,verleend", sort="kenmerk"
    )
    assert rijen["resultaten"] == [
        {"kenmerk": "kade-001", "verleend": "12000.00"},
        {"kenmerk": "kade-002", "verleend": "12000.00"},
    ]


@pytest.mark.parametrize(
    ("vraag", "over"),
    [
        ({"status": "verleend"}, 2),
        ({"status": "voornemen,aangevraagd"}, 0),
        ({"bron": "gift"}, 1),
        ({"initiatief": "kade"}, 2),
        ({"initiatief": "tuin"}, 0),
        ({"gemeente": "GM9002"}, 0),
        ({"looptOp": "2026-12-31"}, 2),
        ({"looptOp": "2027-01-01"}, 0),
        ({"vanVanaf": "2026-01-02"}, 0),
        ({"totTotEnMet": "2026-12-31"}, 2),
        ({"omschrijving": "KOFFIE"}, 2),
        ({"financier": "999"}, 0),
    ],
)
def test_filters(vraag, over, wereld, als):
    assert get(als(wereld.penningmeester), "geldstromen", **vraag)["aantal"] == over


def test_pages_never_overlap_and_lead_to_each_other(wereld, als):
    client = als(wereld.penningmeester)
    for _ in range(3):
        make_geldstroom(wereld.kade, wereld.gemeente)
    gezien, adres = [], "/api/v1/geldstromen?pageSize=2&sort=-verleend&status=verleend"
    while adres:
        blad = client.get(adres).json()
        gezien += [rij["id"] for rij in blad["resultaten"]]
        adres = blad["volgende"]
    assert len(gezien) == len(set(gezien)) == blad["aantal"] == 5
    assert (blad["bladzijde"], blad["bladzijden"]) == (3, 3)
    assert "page=2" in blad["vorige"]
    assert "status=verleend" in blad["vorige"]
    assert get(client, "geldstromen", page="9")["resultaten"] == []


def test_sorting_down(wereld, als):
    make_geldstroom(wereld.kade, wereld.gemeente, verleend=Decimal(5), van=date(2025, 1, 1))
    client = als(wereld.penningmeester)
    rijen = get(client, "geldstromen", sort="-van,verleend")["resultaten"]
    assert rijen[-1]["verleend"] == "5.00"
    assert get(client, "geldstromen", sort="van")["resultaten"][0]["verleend"] == "5.00"


def test_what_lapsed_is_not_counted_nor_listed_but_can_be_asked(wereld, als):
    betaling = wereld.betalingen["kade_gemeente"]
    lapse_betaling(betaling.pk, Handeling(wereld.penningmeester, "Dubbel"))
    client = als(wereld.penningmeester)
    assert get(client, "betalingen")["aantal"] == 1
    vervallen = get(client, "betalingen", vervallen="true")["resultaten"]
    assert [(rij["id"], rij["vervallenDoor"]) for rij in vervallen] == [(betaling.pk, "Dubbel")]
    assert get(client, f"geldstromen/{betaling.geldstroom_id}")["ontvangen"] == "0.00"


def test_closed_signals_are_asked_for(wereld, als):
    signaal = wereld.signalen["kade"]
    signaal.gesloten_op = DAG
    save_object(signaal, TOEN)
    client = als(wereld.penningmeester)
    assert list_namen(get(client, "signalen")["resultaten"], wereld.signalen) == {
        "kade_mensen", "kade_gemeente",
    }  # fmt: skip
    gesloten = get(client, "signalen", gesloten="true")["resultaten"]
    assert list_namen(gesloten, wereld.signalen) == {"kade"}


def test_an_initiative_sees_that_an_application_looked(wereld, als):
    als(wereld.accounthouder).get(f"/api/v1/geldstromen/{wereld.stromen['kade_gemeente'].pk}")
    als(wereld.penningmeester).get("/api/v1/initiatieven/kade")
    inzagen = Inzage.objects.visible_to(wereld.penningmeester)
    assert [(i.gebruiker, i.wat) for i in inzagen] == [
        (wereld.accounthouder, "geldstromen, via de API")
    ]


ALLES = (
    "expand=initiatief,financier,statusverloop,beschikkingen,betalingen,jaarbedragen,domeindelen"
)


@pytest.mark.parametrize(
    "adres",
    [
        "initiatieven", "geldstromen", f"geldstromen?{ALLES}", "betalingen", "signalen?expand=initiatief",
        "financiers", "gemeenten", "beleidsdomeinen",
    ],
)  # fmt: skip
def test_more_rows_ask_no_more_queries(adres, wereld, als):
    client = als(wereld.accounthouder)

    def count():
        with CaptureQueriesContext(connection) as vangst:
            assert client.get(f"/api/v1/{adres}").status_code == 200
        return len(vangst)

    def add(nummer):
        ander = make_initiatief(f"extra-{nummer}", wereld.veldstad, beleidsdomeinen=["Zorg"])
        stroom = make_geldstroom(ander, wereld.gemeente)
        betaling = Betaling(geldstroom=stroom, soort="voorschot", bedrag=1, verwacht_op=DAG)
        record_betaling(betaling, TOEN)
        make_signaal(ander, "R01", geldstroom=stroom)
        save_object(Financier(naam=f"Fonds {nummer}", soort="fonds", algemeen=True), TOEN)

    add(1)
    een = count()
    for nummer in (2, 3, 4):
        add(nummer)
    assert count() == een <= 15
    assert Geldstroom.objects.count() == 8
