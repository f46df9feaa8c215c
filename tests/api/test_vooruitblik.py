"""Horizon, totals and what-if of one initiative: what its page says, to whom its page says it."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.domain.codes import Onderdeel, Ontvanger
from financiering.models import Begrotingspost, Inzage
from financiering.services.initiatieven import give_toestemming, save_begrotingspost
from tests.api.test_schrijven import list_fouten
from tests.cast import TOEN, make_geldstroom

KADE = "/api/v1/initiatieven/kade"


@pytest.fixture
def kade(cast):
    """A thousand a month, of which the town pays all of 2026 and a fund a part of 2027."""
    post = Begrotingspost(initiatief=cast.kade, jaar=2026, post="Huur", bedrag=Decimal(12_000))
    save_begrotingspost(post, TOEN)
    cast.stroom = make_geldstroom(cast.kade, cast.gemeente)
    cast.hoop = make_geldstroom(
        cast.kade, cast.fonds, bron="fonds", status="voornemen", verwacht=Decimal(3000),
        van=date(2027, 1, 1), tot=date(2027, 12, 31),
    )  # fmt: skip
    return cast


def test_the_horizon_is_that_of_the_page(kade, als):
    client = als(kade.penningmeester)
    horizon = client.get(f"{KADE}/horizon?peildatum=2026-06-15").json()
    pagina = client.get("/initiatieven/kade?peildatum=2026-06-15").context["vooruitblik"]
    assert (horizon["zin"], horizon["gatOp"]) == (pagina.zin, "2027-01-01")
    assert Decimal(horizon["tekortPerMaand"]) == pagina.horizon.tekort_per_maand
    assert len(horizon["maanden"]) == len(pagina.maanden) == 36
    eerste = horizon["maanden"][0]
    assert (eerste["eerste"], eerste["mist"]) == ("2026-06-01", "0.00")
    assert eerste["zeker"]["basisgeld"] == str(pagina.maanden[0].zeker["basisgeld"])


def test_what_was_not_known_yet_does_not_count(kade, als):
    toen = als(kade.penningmeester).get(f"{KADE}/horizon?peildatum=2026-06-15&bekendOp=2026-01-04")
    assert (toen.json()["ontbreekt"], toen.json()["maanden"]) == ("geldstromen", [])


def test_who_sees_a_part_of_the_money_sees_totals_and_no_horizon(kade, als):
    client = als(kade.accounthouder)
    geweigerd = client.get(f"{KADE}/horizon")
    assert geweigerd.status_code == 403
    assert "Kijk naar de totalen" in geweigerd.json()["detail"]
    totalen = client.get(f"{KADE}/totalen?peildatum=2026-06-15").json()["totalen"]
    pagina = client.get("/initiatieven/kade?peildatum=2026-06-15").context["totalen"]
    assert [(t["jaar"], t["bron"], Decimal(t["verleend"])) for t in totalen] == [
        (t["jaar"], t["bron"], t["verleend"]) for t in pagina
    ]
    give_toestemming(
        kade.kade, Ontvanger.GEMEENTE, Onderdeel.GELDSTROMEN, gegeven_op=date(2026, 1, 5), handeling=TOEN
    )  # fmt: skip
    assert client.get(f"{KADE}/horizon").status_code == 200
    assert client.get(f"{KADE}/wat-als").status_code == 403
    assert Inzage.objects.filter(wat="de horizon, via de API").count() == 1


def test_what_if_money_falls_away_or_comes_in(kade, als):
    client, dag = als(kade.penningmeester), "peildatum=2026-06-15"
    niets = client.get(f"{KADE}/wat-als?{dag}").json()
    assert niets["nu"] == niets["straks"]
    assert not any(niets[naam] for naam in ("erbij", "weg", "zwaarder", "lichter"))
    weg = client.get(f"{KADE}/wat-als?{dag}&weg={kade.stroom.pk}").json()
    assert "Deze maand is niet genoeg geld zeker" in weg["straks"]["zin"]
    assert "R05" in {b["regel"] for b in (*weg["zwaarder"], *weg["erbij"])}
    korter = client.get(f"{KADE}/wat-als?{dag}&einde={kade.stroom.pk}:2026-08-31").json()
    assert "augustus 2026" in korter["straks"]["zin"]
    erbij = client.get(f"{KADE}/wat-als?{dag}&bedrag=12000&van=2027-01-01&tot=2027-12-31").json()
    assert "december 2027" in erbij["straks"]["zin"]


@pytest.mark.parametrize(
    ("vraag", "velden"),
    [
        ("weg=x", {"weg"}),
        ("weg=999", {"weg"}),
        ("einde=1", {"einde"}),
        ("einde=999:2027-01-01", {"einde"}),
        ("bedrag=5", {"bedrag"}),
        ("bedrag=5&van=2027-01-02&tot=2027-01-01", {"tot"}),
        ("weg=x&bedrag=-1&peildatum=1700-01-01", {"weg", "bedrag", "peildatum"}),
    ],
)
def test_an_assumption_that_makes_no_sense_is_named(vraag, velden, kade, als):
    antwoord = als(kade.penningmeester).get(f"{KADE}/wat-als?{vraag}")
    assert antwoord.status_code == 400
    assert set(list_fouten(antwoord)) == velden


def test_an_adviser_who_was_shown_everything_may_try(kade, als):
    for deel in (Onderdeel.SIGNALEN, Onderdeel.GELDSTROMEN):
        assert als(kade.adviseur).get(f"{KADE}/wat-als").status_code in (403, 404)
        give_toestemming(
            kade.kade, Ontvanger.KENNISSTEUNFUNCTIE, deel, gegeven_op=date(2026, 1, 5), handeling=TOEN
        )  # fmt: skip
    assert als(kade.adviseur).get(f"{KADE}/wat-als").status_code == 200
