"""Each person's main path, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from financiering.models import Geldstroom
from tests.browser.test_toegankelijk import ALLE_REGELS, AXE

pytestmark = pytest.mark.browser

TAV = "/initiatieven/tav-de-talenten"


def test_the_penningmeester_logs_a_grant_with_five_things(enter):
    bladzijde = enter("penningmeester")
    expect(bladzijde.locator(".kern")).to_contain_text(
        "Basisgeld is zeker tot en met december 2026"
    )
    bladzijde.get_by_role("link", name="Geld toevoegen").first.click()
    bladzijde.get_by_label("Waarvoor is het?").fill("Huur van de zaal in 2027")
    bladzijde.get_by_label("Van wie komt het?").fill("Gemeente Almelo")
    bladzijde.get_by_label("basisgeld").check()
    bladzijde.get_by_label("Hoeveel is het?").fill("48.000")
    bladzijde.get_by_label("Vanaf wanneer?").fill("2027-01-01")
    bladzijde.get_by_label(re.compile("Tot en met wanneer")).fill("2027-12-31")
    bladzijde.get_by_role("button", name="Bewaar dit geld").click()
    expect(bladzijde.get_by_text("staat erbij")).to_be_visible()
    bladzijde.goto("/")
    expect(bladzijde.locator(".kern")).to_contain_text(
        "Basisgeld is zeker tot en met december 2027"
    )


@pytest.mark.parametrize("breedte", [1280, 360])
def test_the_penningmeester_reads_what_came_in_from_the_bank(enter, tmp_path, breedte):
    bladzijde = enter("penningmeester", breedte, reduced_motion="reduce")
    bladzijde.goto(TAV)
    bladzijde.get_by_role("link", name="Bankafschrift inlezen").click()
    with bladzijde.expect_download() as download:
        bladzijde.get_by_role("link", name="Download een verzonnen afschrift").click()
    download.value.save_as(tmp_path / "afschrift.xml")
    bladzijde.get_by_label("Kies het afschrift").set_input_files(tmp_path / "afschrift.xml")
    bladzijde.get_by_role("button", name="Bekijk het afschrift").click()
    expect(bladzijde.locator(".kern")).to_contain_text("Eén betaling herkennen we.")
    bladzijde.get_by_text("Eén andere bijschrijving").click()
    bladzijde.evaluate(AXE)
    assert bladzijde.evaluate("regels => axe.run(regels)", ALLE_REGELS)["violations"] == []
    assert bladzijde.evaluate("document.documentElement.scrollWidth") <= breedte
    bladzijde.get_by_role("button", name="Bewaar wat gekozen is").click()
    expect(bladzijde.get_by_text("Eén betaling bewaard.")).to_be_visible()


def test_a_decision_comes_in_and_a_mistake_is_taken_back(enter):
    bladzijde = enter("penningmeester")
    bladzijde.get_by_role("link", name="Derde ochtend, gestart in oktober", exact=True).click()
    bladzijde.get_by_role("link", name="Het besluit is binnen: toegekend").click()
    bladzijde.get_by_label("Hoeveel is toegekend?").fill("11.500")
    bladzijde.get_by_role("button", name="Bewaar").click()
    expect(bladzijde.locator("[aria-current=step]")).to_contain_text("verleend")
    bladzijde.get_by_role("link", name="Een vergissing herstellen").click()
    bladzijde.get_by_label("aangevraagd").check()
    bladzijde.get_by_label("Wat ging er mis?").fill("Het was de brief van iemand anders")
    bladzijde.get_by_role("button", name="Herstel dit").click()
    expect(bladzijde.locator("[aria-current=step]")).to_contain_text("aangevraagd")
    expect(bladzijde.get_by_text("Het was de brief van iemand anders").first).to_be_visible()


def test_a_late_decision_gets_a_letter_that_is_changed_and_goes_out_by_mail(enter):
    bladzijde = enter("penningmeester", 360)
    bladzijde.get_by_role("link", name="Schrijf een brief over Derde ochtend").click()
    brief = bladzijde.get_by_label("De brief")
    brief.fill(brief.input_value().replace("[je naam]", "De penningmeester"))
    bladzijde.get_by_role("button", name="Laat de brief zien").click()
    expect(bladzijde.get_by_role("article")).to_contain_text("De penningmeester")
    mail = bladzijde.get_by_role("link", name="Open in je mail").get_attribute("href")
    assert mail is not None
    assert "De%20penningmeester" in mail
    bladzijde.get_by_role("button", name="Verder schrijven").click()
    expect(bladzijde.get_by_label("De brief")).to_have_value(re.compile("De penningmeester"))


def test_a_mistyped_amount_keeps_what_was_typed(enter):
    bladzijde = enter("penningmeester", 360)
    bladzijde.goto(f"{TAV}/geld-toevoegen")
    bladzijde.get_by_label("Waarvoor is het?").fill("Koffie")
    bladzijde.get_by_label("Hoeveel is het?").fill("tien euro")
    bladzijde.get_by_role("button", name="Bewaar dit geld").click()
    expect(bladzijde.get_by_role("alert")).to_contain_text("is geen bedrag")
    expect(bladzijde.get_by_label("Waarvoor is het?")).to_have_value("Koffie")
    expect(bladzijde.get_by_label("Hoeveel is het?")).to_have_value("tien euro")


def test_it_works_without_javascript_and_by_keyboard(enter):
    bladzijde = enter("penningmeester", java_script_enabled=False)
    bladzijde.goto("/signalen")
    bladzijde.keyboard.press("Tab")
    bladzijde.keyboard.press("Enter")
    bladzijde.wait_for_url("**/signalen#inhoud")
    bladzijde.goto(f"{TAV}/taken")
    bladzijde.get_by_label("Welke taak?").select_option("communicatie")
    bladzijde.get_by_label("Wie doet dit nu?").fill("buurvrouw")
    bladzijde.get_by_label("Wie doet dit nu?").press("Enter")
    expect(bladzijde.get_by_text("De taak is bewaard.")).to_be_visible()


def test_the_accounthouder_answers_what_a_year_stands_on(enter):
    bladzijde = enter("accounthouder")
    expect(bladzijde.locator("h1")).to_contain_text("Portefeuille Amsterdam")
    bladzijde.get_by_role("link", name="per soort gever").click()
    rij = bladzijde.get_by_role("row", name=re.compile("gemeentesubsidie"))
    samen = rij.get_by_role("link").last
    bedrag = samen.inner_text()
    samen.click()
    expect(bladzijde.locator("h1")).to_contain_text(bedrag)


def test_the_adviseur_sees_who_needs_help_first(enter):
    bladzijde = enter("adviseur")
    niveaus = [
        tekst.split()[-1] for tekst in bladzijde.locator("section > p > .ernst").all_inner_texts()
    ]
    volgorde = ["kritiek", "risico", "op", "info", "zeggen"]
    assert niveaus == sorted(niveaus, key=volgorde.index)
    bladzijde.get_by_role("link", name="TAV de Talenten", exact=True).click()
    bladzijde.get_by_role("link", name="Advies geven").click()
    bladzijde.get_by_label("Wat raad je aan?").fill("Bel de gemeente deze week.")
    bladzijde.get_by_role("button", name="Geef dit advies").click()
    expect(bladzijde.get_by_text("Bel de gemeente deze week.")).to_be_visible()


def test_the_beheerder_invites_somebody(enter, mailoutbox):
    bladzijde = enter("beheerder")
    bladzijde.get_by_role("link", name="Iemand uitnodigen").click()
    bladzijde.get_by_label("E-mailadres").fill("nieuw@voorbeeld.nl")
    bladzijde.get_by_label("In welke rol?").select_option("beheer")
    bladzijde.get_by_role("button", name="Verstuur de uitnodiging").click()
    expect(bladzijde.get_by_text("De uitnodiging is verstuurd.")).to_be_visible()
    adres = re.search(r"/uitnodiging/\S+", mailoutbox[0].body)
    assert adres is not None
    bladzijde.context.clear_cookies()
    bladzijde.goto(adres[0])
    bladzijde.get_by_label("Gebruikersnaam").fill("nieuweling")
    bladzijde.get_by_label("Wachtwoord").fill("een heel lang wachtwoord")
    bladzijde.get_by_role("button", name="Maak mijn account").click()
    expect(bladzijde.locator("h1")).to_contain_text("Beheer")


def test_a_report_saves_itself_while_somebody_writes(enter):
    bladzijde = enter("penningmeester")
    stroom = Geldstroom.objects.filter(
        initiatief__kenmerk="tav-de-talenten", status="verleend"
    ).last()
    bladzijde.goto(f"/geldstromen/{stroom.pk}/verantwoording")
    bladzijde.locator("button[value=een_foto_vijf_regels]").click()
    bladzijde.fill("[name=wat]", "Elke ochtend koffie")
    expect(bladzijde.locator("#bewaard")).to_contain_text("Bewaard om")
    bladzijde.fill("[name=wat]", "Elke ochtend koffie en soep")
    expect(bladzijde.locator("[name=versie_wat]")).to_have_value("2")
    bladzijde.reload()
    expect(bladzijde.locator("[name=wat]")).to_have_value("Elke ochtend koffie en soep")
