"""How little somebody has to type to account for money: the tests count it."""

import re
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from financiering.models import Financier, Geldstroom, Initiatief, Verantwoording, Verslag
from financiering.services.schrijven import save_object
from tests.cast import TOEN, make_geldstroom

pytestmark = pytest.mark.browser


class Schrijver:
    """Types like a person, and remembers in which fields."""

    def __init__(self, bladzijde):
        self.bladzijde = bladzijde
        self.getypt = []

    def type(self, label, tekst):
        """In a field that was still empty: what is known already is never typed again."""
        veld = self.bladzijde.get_by_label(label)
        expect(veld).to_have_value("")
        veld.fill(tekst)
        self.getypt.append(label)

    def choose(self, label):
        self.bladzijde.get_by_label(label).check()
        self.getypt.append(label)

    def begin(self, stroom, formulier):
        self.bladzijde.goto(f"/geldstromen/{stroom.pk}/verantwoording")
        knop = re.compile(f"Kies dit formulier ?: {formulier}$")
        self.bladzijde.get_by_role("button", name=knop).click()
        expect(self.bladzijde.locator("h1")).to_have_text(formulier)

    def read(self):
        """What stands in the form, by the name of the field."""
        velden = self.bladzijde.locator(
            "#verslag textarea, #verslag input:not([type=hidden])"
        ).all()
        return {veld.get_attribute("name"): veld.input_value() for veld in velden}

    def send(self):
        self.bladzijde.get_by_role("button", name="Klaar: zet het verslag vast").click()
        expect(self.bladzijde.get_by_text("Het verslag staat vast.")).to_be_visible()


@pytest.fixture
def schrijver(enter):
    return Schrijver(enter("penningmeester"))


def grant(gever, bedrag, waarvoor):
    """A grant for 2026 to the initiative of the demo, decided on and paid for nothing yet."""
    return make_geldstroom(
        Initiatief.objects.get(kenmerk="tav-de-talenten"), Financier.objects.get(naam=gever),
        bron="gemeentesubsidie" if gever.startswith("Gemeente") else "fonds",
        omschrijving=waarvoor, verleend=Decimal(bedrag), beschikking_op=date(2025, 12, 1),
    )  # fmt: skip


def get_antwoorden(stroom):
    """What was sent, by key."""
    inhoud = Verslag.objects.get(geldstroom=stroom, status="ingediend").inhoud
    return {rij["sleutel"]: rij["antwoord"] for rij in inhoud}


def test_two_thousand_euros_from_the_letter_to_nothing_to_report(schrijver):
    bladzijde = schrijver.bladzijde
    bladzijde.get_by_role("link", name="Geld toevoegen").first.click()
    schrijver.type("Waarvoor is het?", "Zaaigoed voor de moestuin")
    schrijver.type("Van wie komt het?", "Gemeente Almelo")
    schrijver.choose("zaaigeld")
    schrijver.type("Hoeveel is het?", "2.000")
    expect(bladzijde.get_by_label("Vanaf wanneer?")).to_have_value("2026-01-01")
    expect(bladzijde.get_by_label("Tot en met wanneer")).to_have_value("2026-12-31")
    bladzijde.get_by_role("button", name="Bewaar dit geld").click()
    hoek = bladzijde.get_by_role("region", name="Verantwoorden")
    expect(hoek).to_contain_text("Bij € 2.000 hoef je niets te schrijven en niets op te sturen")
    assert len(schrijver.getypt) <= 5
    nieuw = Geldstroom.objects.get(omschrijving="Zaaigoed voor de moestuin")
    bladzijde.goto("/mijn/agenda")
    dagen = bladzijde.locator(f"main a[href='/geldstromen/{nieuw.pk}']")
    expect(dagen).to_have_count(1)
    expect(dagen).to_contain_text("Laatste dag van dit geld")


def test_a_short_report_over_twenty_thousand_euros(schrijver):
    stroom = grant("Gemeente Almelo", 20000, "Vierde ochtend, met koken")
    schrijver.begin(stroom, "Kort verslag")
    schrijver.type("Wat hebben jullie gedaan?", "Elke donderdag kookten we met de buurt.")
    schrijver.type("Hoeveel mensen deden er mee?", "42")
    schrijver.type(
        re.compile("Wat is er veranderd"), "Een man die niemand kende, kookt nu voor twaalf."
    )
    schrijver.type("Wat ging anders dan gepland?", "In de zomer kwam er niemand.")
    leeg = [naam for naam, tekst in schrijver.read().items() if not tekst]
    assert leeg == []
    schrijver.send()
    assert len(schrijver.getypt) <= 5
    antwoorden = get_antwoorden(stroom)
    assert antwoorden["titel"] == "Vierde ochtend, met koken"
    assert antwoorden["periode"] == "1 januari 2026 tot en met 31 december 2026"
    assert "kandidaten" in antwoorden["doelgroep"]
    stroom.refresh_from_db()
    assert stroom.status == "verantwoord"


def test_one_story_to_three_givers(schrijver):
    """The second and third ask only for what is that giver's own: what its money was spent on."""
    stad = grant("Gemeente Almelo", 20000, "Vierde ochtend, met koken")
    fonds = grant("Kansfonds", 8000, "Kok en keuken")
    derde = grant("Oranje Fonds", 6000, "Werving in de wijk")
    save_object(Verantwoording(geldstroom=fonds, niveau="financieel"), TOEN)
    save_object(Verantwoording(geldstroom=derde, niveau="inhoudelijk"), TOEN)
    verhaal = {
        "wat": "Elke donderdag kookten we met de buurt.",
        "mensen": "42",
        "verandering": "Een man die niemand kende, kookt nu voor twaalf.",
    }
    schrijver.begin(stad, "Kort verslag")
    schrijver.type("Wat hebben jullie gedaan?", verhaal["wat"])
    schrijver.type("Hoeveel mensen deden er mee?", verhaal["mensen"])
    schrijver.type(re.compile("Wat is er veranderd"), verhaal["verandering"])
    schrijver.send()
    samen = len(schrijver.getypt)

    schrijver.begin(fonds, "Verslag met kosten")
    assert verhaal.items() <= schrijver.read().items()
    schrijver.type(re.compile("Hoeveel kregen jullie"), "8.000")
    schrijver.type(re.compile("Hoeveel gaven jullie"), "8.000")
    schrijver.send()

    schrijver.begin(derde, "Kort verslag")
    assert verhaal.items() <= schrijver.read().items()
    schrijver.send()

    assert len(schrijver.getypt) == samen + 2
    assert len(set(schrijver.getypt)) == len(schrijver.getypt)
    verstuurd = [get_antwoorden(stroom) for stroom in (stad, fonds, derde)]
    assert [a["titel"] for a in verstuurd] == [s.omschrijving for s in (stad, fonds, derde)]
    assert all(verhaal.items() <= antwoorden.items() for antwoorden in verstuurd)
    assert Geldstroom.objects.filter(status="verantwoord").count() >= 3
