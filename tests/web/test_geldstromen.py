"""Money: logged with five fields, carried through its steps, corrected, and paid."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.domain.codes import Bron, Onderdeel, Ontvanger, Status
from financiering.models import Beschikking, Betaling, Financier, Geldstroom, Inzage
from financiering.services.initiatieven import give_toestemming
from tests.cast import TOEN, make_geldstroom

VIJF = {
    "omschrijving": "Huur van de kade", "financier": "Gemeente Veldstad", "geldsoort": "basisgeld",
    "bedrag": "€ 12.500,50", "stand": "toegezegd", "van": "2026-01-01", "tot": "2026-12-31",
}  # fmt: skip
TOEVOEGEN = "/initiatieven/kade/geld-toevoegen"


def read(antwoord):
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def ask(cast, **velden):
    velden = {"aangevraagd": Decimal(9000), "ingediend_op": date(2026, 1, 10)} | velden
    return make_geldstroom(cast.kade, cast.gemeente, status=Status.AANGEVRAAGD, **velden)


def test_five_fields_log_a_grant(cast, als):
    antwoord = als(cast.penningmeester).post(TOEVOEGEN, VIJF)
    stroom = Geldstroom.objects.get()
    assert antwoord.url == f"/geldstromen/{stroom.pk}"
    assert (stroom.status, stroom.verleend) == (Status.VERLEEND, Decimal("12500.50"))
    assert (stroom.financier, stroom.bron) == (cast.gemeente, Bron.GEMEENTESUBSIDIE)
    spoor = stroom.history.latest()
    assert (spoor.history_user, spoor.history_change_reason) == (
        cast.penningmeester,
        "Geld toegevoegd",
    )
    assert sum(j.verleend for j in stroom.jaarbedragen.all()) == Decimal("12500.50")


@pytest.mark.parametrize(
    ("naam", "bron"),
    [
        ("stadsfonds", Bron.FONDS), ("Nieuw Fonds", Bron.FONDS), ("Mevrouw de buurvrouw", Bron.GIFT),
        ("Gemeente Elders", Bron.GEMEENTESUBSIDIE),
    ],
)  # fmt: skip
def test_the_source_is_guessed_from_the_name(naam, bron, cast, als):
    als(cast.penningmeester).post(TOEVOEGEN, VIJF | {"financier": naam})
    assert Geldstroom.objects.get().bron == bron
    assert Financier.objects.filter(naam__iexact=naam).count() == 1


@pytest.mark.parametrize(
    ("stand", "status", "veld"),
    [("aangevraagd", Status.AANGEVRAAGD, "aangevraagd"), ("hoop", Status.VOORNEMEN, "verwacht")],
)
def test_what_is_not_certain_is_not_granted(stand, status, veld, cast, als):
    als(cast.penningmeester).post(TOEVOEGEN, VIJF | {"stand": stand, "ingediend_op": "2026-01-02"})
    stroom = Geldstroom.objects.get()
    assert (stroom.status, getattr(stroom, veld), stroom.verleend) == (
        status,
        Decimal("12500.50"),
        None,
    )


@pytest.mark.parametrize(
    ("fout", "woord"),
    [
        ({"bedrag": "heel veel"}, "heel veel"),
        ({"tot": "2025-01-01"}, "vóór de begindatum"),
        ({"van": "31-02-2026"}, "31-02-2026"),
    ],
)
def test_a_mistake_keeps_what_was_typed(fout, woord, cast, als):
    tekst = read(als(cast.penningmeester).post(TOEVOEGEN, VIJF | fout))
    assert woord in tekst
    assert 'value="Huur van de kade"' in tekst
    assert not Geldstroom.objects.exists()


@pytest.mark.parametrize(
    ("begin", "stap", "velden", "einde"),
    [
        (Status.VOORNEMEN, "aanvragen", {"bedrag": "8000"}, Status.AANGEVRAAGD),
        (Status.AANGEVRAAGD, "verlenen", {"bedrag": "8000"}, Status.VERLEEND),
        (Status.AANGEVRAAGD, "afwijzen", {}, Status.AFGEWEZEN),
        (Status.AANGEVRAAGD, "intrekken", {}, Status.INGETROKKEN),
        (Status.VERLEEND, "verantwoorden", {}, Status.VERANTWOORD),
        (Status.VERLEEND, "vaststellen", {"bedrag": "7000"}, Status.VASTGESTELD),
    ],
)
def test_each_step_is_one_button_with_its_meaning(begin, stap, velden, einde, cast, als):
    stroom = (
        ask(cast)
        if begin == Status.AANGEVRAAGD
        else make_geldstroom(cast.kade, cast.gemeente, status=begin, verwacht=Decimal(9000))
    )
    client = als(cast.penningmeester)
    adres = f"/geldstromen/{stroom.pk}/stap/{stap}"
    assert adres in read(client.get(f"/geldstromen/{stroom.pk}"))
    read(client.get(adres))
    assert client.post(adres, {"datum": "2026-03-01", **velden}).url == f"/geldstromen/{stroom.pk}"
    stroom.refresh_from_db()
    assert stroom.status == einde
    assert stroom.history.latest().history_user == cast.penningmeester


def test_money_of_your_own_is_agreed_without_a_decision(cast, als):
    stroom = make_geldstroom(
        cast.kade, cast.fonds, bron=Bron.GIFT, status=Status.VOORNEMEN, verwacht=Decimal(100)
    )
    client = als(cast.penningmeester)
    client.post(f"/geldstromen/{stroom.pk}/stap/afspreken", {"datum": "2026-03-01", "bedrag": "90"})
    stroom.refresh_from_db()
    assert (stroom.status, stroom.verleend) == (Status.VERLEEND, 90)
    assert not Beschikking.objects.exists()


def test_a_step_somebody_took_first_says_so_and_changes_nothing(cast, als):
    stroom = ask(cast)
    client = als(cast.penningmeester)
    adres = f"/geldstromen/{stroom.pk}/stap/verlenen"
    client.post(adres, {"datum": "2026-03-01", "bedrag": "8000"})
    antwoord = client.post(adres, {"datum": "2026-03-02", "bedrag": "1"}, follow=True)
    assert "Deze stap kan niet vanuit" in read(antwoord)
    stroom.refresh_from_db()
    assert stroom.verleend == 8000
    assert Beschikking.objects.count() == 1


def test_a_mistaken_step_goes_back_and_leaves_a_trace(cast, als):
    stroom = ask(cast)
    client = als(cast.penningmeester)
    client.post(
        f"/geldstromen/{stroom.pk}/stap/verlenen", {"datum": "2026-03-01", "bedrag": "8000"}
    )
    adres = f"/geldstromen/{stroom.pk}/corrigeren"
    assert ">Herstel dit</button>" in read(client.get(adres))
    assert "reden" in read(client.post(adres, {"naar": "aangevraagd", "reden": ""}))
    client.post(adres, {"naar": "aangevraagd", "reden": "Verkeerde knop"})
    stroom.refresh_from_db()
    assert (stroom.status, stroom.verleend) == (Status.AANGEVRAAGD, None)
    assert Beschikking.objects.get().vervallen_door == "Verkeerde knop"
    assert "Verkeerde knop" in read(client.get(f"/geldstromen/{stroom.pk}"))


def test_a_change_needs_a_reason_and_does_not_overwrite(cast, als):
    stroom = make_geldstroom(cast.kade, cast.gemeente)
    client = als(cast.penningmeester)
    adres = f"/geldstromen/{stroom.pk}/wijzigen"
    velden = {
        "versie": stroom.versie, "omschrijving": "Nieuw", "financier": cast.gemeente.naam,
        "bron": stroom.bron, "geldsoort": stroom.geldsoort, "van": "2026-01-01", "tot": "2026-12-31",
        "verleend": "12000", "aard": stroom.aard, "regelmaat": stroom.regelmaat,
    }  # fmt: skip
    assert 'value="Nieuw"' in read(client.post(adres, velden))
    assert client.post(adres, velden | {"reden": "Beter gezegd"}).status_code == 302
    tekst = read(client.post(adres, velden | {"reden": "Nog eens", "omschrijving": "Te laat"}))
    assert "Iemand anders heeft dit net gewijzigd" in tekst
    assert 'value="Te laat"' in tekst
    stroom.refresh_from_db()
    assert stroom.omschrijving == "Nieuw"


def test_two_people_changing_one_stream_see_what_the_other_wrote(cast, als):
    """Only theirs is taken over, only mine stays, and where both wrote the page says what stands there."""
    stroom = make_geldstroom(cast.kade, cast.gemeente, omschrijving="Huur")
    client = als(cast.penningmeester)
    adres = f"/geldstromen/{stroom.pk}/wijzigen"
    begin = {
        "versie": stroom.versie, "omschrijving": "Huur", "financier": cast.gemeente.naam,
        "bron": stroom.bron, "geldsoort": stroom.geldsoort, "van": "2026-01-01", "tot": "2026-12-31",
        "verleend": "12000", "aard": stroom.aard, "regelmaat": stroom.regelmaat,
    }  # fmt: skip
    zij = {"omschrijving": "Huur en stroom", "tot": "2027-06-30", "domeinen": "Welzijn 60%"}
    assert client.post(adres, begin | zij | {"reden": "Brief"}).status_code == 302
    ik = {"omschrijving": "Huur en water", "verleend": "13000", "reden": "Gebeld"}
    antwoord = client.post(adres, begin | ik)
    form = antwoord.context["form"]
    assert form.errors["omschrijving"] == ["Hier staat intussen: “Huur en stroom”."]
    assert form.errors["domeinen"] == ["Hier staat intussen: “Welzijn 60%”."]
    assert set(form.errors) == {"__all__", "omschrijving", "domeinen"}
    nog_eens = {naam: form[naam].data for naam in form.fields if form[naam].data is not None}
    assert (nog_eens["tot"], nog_eens["verleend"]) == ("2027-06-30", "13000")
    assert 'value="2027-06-30"' in read(antwoord)
    assert client.post(adres, nog_eens | {"domeinen": "Welzijn 60%"}).status_code == 302
    stroom.refresh_from_db()
    assert (stroom.omschrijving, stroom.verleend, stroom.tot) == (
        "Huur en water", 13000, date(2027, 6, 30),
    )  # fmt: skip
    assert [(deel.domein, deel.procent) for deel in stroom.domeindelen.all()] == [("Welzijn", 60)]


def test_domains_that_pay_more_than_all_of_it_are_refused_at_the_field(cast, als):
    stroom = make_geldstroom(cast.kade, cast.gemeente)
    adres = f"/geldstromen/{stroom.pk}/wijzigen"
    form = (
        als(cast.penningmeester)
        .post(adres, {"domeinen": "Welzijn 60%; Cultuur 50%"})
        .context["form"]
    )
    assert form.errors["domeinen"] == ["“Welzijn 60%; Cultuur 50%” is samen meer dan 100%."]


def test_a_payment_comes_in_once(cast, als):
    stroom = make_geldstroom(cast.kade, cast.gemeente)
    client = als(cast.penningmeester)
    adres = f"/geldstromen/{stroom.pk}/betalingen"
    client.post(adres, {"soort": "voorschot", "bedrag": "600", "verwacht_op": "2026-02-01"})
    betaling = Betaling.objects.get()
    assert betaling.ontvangen_op is None
    client.post(f"{adres}/{betaling.pk}", {"doe": "ontvangen"})
    tweede = client.post(f"{adres}/{betaling.pk}", {"doe": "ontvangen"}, follow=True)
    assert "stond al als ontvangen" in read(tweede)
    assert Betaling.history.filter(id=betaling.pk).count() == 2
    client.post(f"{adres}/{betaling.pk}", {"doe": "vervallen"})
    assert Betaling.objects.get().vervallen_door


def test_a_payment_without_a_day_keeps_its_amount_on_the_page(cast, als):
    stroom = make_geldstroom(cast.kade, cast.gemeente)
    adres = f"/geldstromen/{stroom.pk}/betalingen"
    tekst = read(als(cast.penningmeester).post(adres, {"soort": "voorschot", "bedrag": "601"}))
    assert "Vul één van de twee datums in." in tekst
    assert 'value="601"' in tekst


def test_a_stream_of_somebody_else_does_not_exist(cast, als):
    stroom = ask(cast)
    for wie in (cast.ander, cast.buurman, cast.adviseur, cast.beheerder):
        client = als(wie)
        assert client.get(f"/geldstromen/{stroom.pk}").status_code == 404
        assert client.post(f"/geldstromen/{stroom.pk}/stap/verlenen").status_code == 404
        assert client.post(TOEVOEGEN, VIJF).status_code == 404
    assert (
        als(cast.accounthouder).post(f"/geldstromen/{stroom.pk}/stap/verlenen").status_code == 404
    )


def test_who_looked_is_kept_once_a_day_and_not_for_own_people(cast, als):
    stroom = make_geldstroom(cast.kade, cast.gemeente)
    give_toestemming(
        cast.kade, Ontvanger.GEMEENTE, Onderdeel.GELDSTROMEN,
        gegeven_op=date(2026, 1, 5), handeling=TOEN,
    )  # fmt: skip
    als(cast.penningmeester).get(f"/geldstromen/{stroom.pk}")
    assert not Inzage.objects.exists()
    client = als(cast.accounthouder)
    for _ in range(3):
        client.get(f"/geldstromen/{stroom.pk}")
    rij = Inzage.objects.get()
    assert (rij.gebruiker, rij.initiatief, rij.keren) == (cast.accounthouder, cast.kade, 3)
    gezien = read(als(cast.penningmeester).get("/initiatieven/kade/openstellen"))
    assert "ah_veldstad" in gezien


def test_the_page_says_first_how_much_from_whom_and_until_when(cast, als):
    stroom = ask(cast)
    client = als(cast.penningmeester)
    adres = f"/geldstromen/{stroom.pk}"
    assert "Er is €\u00a09.000 gevraagd aan Gemeente Veldstad, van 1 januari 2026" in read(
        client.get(adres)
    )
    client.post(f"{adres}/stap/verlenen", {"datum": "2026-03-01", "bedrag": "8000,50"})
    tekst = read(client.get(adres))
    assert "Er is €\u00a08.000,50 toegekend door Gemeente Veldstad" in tekst
    assert (
        "Deze geldstroom is toegekend: verleend €\u00a08.000,50 en besluit van 1 maart 2026."
        in tekst
    )


def test_money_without_a_decision_was_agreed_and_without_an_end_it_is_per_year(cast, als):
    stroom = make_geldstroom(
        cast.kade, cast.fonds, bron=Bron.EIGEN_INKOMSTEN, tot=None, verleend=Decimal(500)
    )
    tekst = read(als(cast.penningmeester).get(f"/geldstromen/{stroom.pk}"))
    assert (
        "Er is €\u00a0500 per jaar afgesproken met Stadsfonds, vanaf 1 januari 2026, zonder einddatum."
        in tekst
    )


def test_the_history_says_that_a_step_was_taken_back(cast, als):
    stroom = ask(cast)
    client = als(cast.penningmeester)
    adres = f"/geldstromen/{stroom.pk}"
    client.post(f"{adres}/stap/afwijzen", {"datum": "2026-03-01", "reden_afwijzing": "budget_op"})
    client.post(f"{adres}/corrigeren", {"naar": "aangevraagd", "reden": "Verkeerde knop"})
    tekst = read(client.get(adres))
    assert "Deze geldstroom is afgewezen" in tekst
    assert "Deze geldstroom staat weer op aangevraagd" in tekst


def test_what_was_left_empty_is_asked_for_in_plain_words(cast, als):
    tekst = read(
        als(cast.penningmeester).post(TOEVOEGEN, VIJF | {"financier": "", "geldsoort": "x"})
    )
    assert "Vul dit nog in." in tekst
    assert "Kies iets uit de lijst." in tekst


def test_a_grant_offers_to_log_what_came_in_with_what_is_still_to_come(cast, als):
    stroom = make_geldstroom(cast.kade, cast.gemeente, verleend=Decimal(9000))
    client, adres = als(cast.penningmeester), f"/geldstromen/{stroom.pk}"
    tekst = read(client.get(adres))
    assert 'class="knop" href="#bewaar-betaling"' in tekst
    assert 'value="9.000"' in tekst
    betaling = {"soort": "voorschot", "bedrag": "4000", "ontvangen_op": "2026-03-01"}
    client.post(f"{adres}/betalingen", betaling)
    assert 'value="5.000"' in read(client.get(adres))
    client.post(f"{adres}/betalingen", betaling | {"bedrag": "5000"})
    assert "Er is geld binnengekomen" not in read(client.get(adres))


@pytest.mark.parametrize(
    "velden",
    [
        {
            "status": Status.AANGEVRAAGD,
            "aangevraagd": Decimal(9),
            "ingediend_op": date(2026, 1, 10),
        },
        {"bron": Bron.IN_NATURA},
    ],
)
def test_nothing_is_expected_on_the_bank_before_a_yes_or_of_help_in_kind(velden, cast, als):
    stroom = make_geldstroom(cast.kade, cast.gemeente, **velden)
    assert "Er is geld binnengekomen" not in read(
        als(cast.penningmeester).get(f"/geldstromen/{stroom.pk}")
    )


def test_who_only_looks_is_not_asked_to_log_money(cast, als):
    stroom = make_geldstroom(cast.kade, cast.gemeente)
    assert "Er is geld binnengekomen" not in read(
        als(cast.accounthouder).get(f"/geldstromen/{stroom.pk}")
    )
