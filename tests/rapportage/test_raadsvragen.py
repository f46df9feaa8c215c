"""The questions of the council, and what is not read from an answer."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.domain.codes import Fase
from financiering.models import Begrotingspost, Geldstroom
from financiering.rapportage.raadsvragen import answer_vragen, list_zekerheden, load_standen
from financiering.rapportage.selectie import Vraag
from financiering.rapportage.verdeling import Blik
from financiering.services.schrijven import save_object
from tests.cast import TOEN, make_geldstroom, make_initiatief

DAG = date(2026, 6, 15)


def look(cast, kleinste=5):
    vraag = Vraag(
        gemeente=cast.veldstad.pk, stromen=Geldstroom.objects.countable_by(cast.accounthouder)
    )
    return Blik.of(vraag, cast.accounthouder, kleinste)


def ask(cast, kleinste=5):
    antwoorden = answer_vragen(load_standen(look(cast, kleinste), DAG), kleinste)
    return {antwoord.code: antwoord for antwoord in antwoorden}


def counts(antwoord):
    return {groep.naam: groep.aantal for groep in antwoord.groepen if groep.aantal}


def budget(initiatief, bedrag=1200):
    post = Begrotingspost(initiatief=initiatief, jaar=2026, post="Huur", bedrag=Decimal(bedrag))
    save_object(post, TOEN)


def grant(cast, initiatief, jaren=1, begin=2026, **velden):
    return make_geldstroom(
        initiatief, cast.gemeente,
        **{"van": date(begin, 1, 1), "tot": date(begin + jaren - 1, 12, 31), "verleend": Decimal(1200 * jaren), **velden},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tot", "twaalf", "vierentwintig"),
    [
        (date(2027, 4, 30), "niet zeker", "niet zeker"),
        (date(2027, 5, 31), "zeker", "niet zeker"),
        (date(2028, 4, 30), "zeker", "niet zeker"),
        (date(2028, 5, 31), "zeker", "zeker"),
        (None, "zeker", "zeker"),
    ],
)
def test_certain_for_twelve_and_twenty_four_months(cast, tot, twaalf, vierentwintig):
    """June counts as the first month, so twelve months run up to and including May."""
    budget(cast.kade)
    grant(cast, cast.kade, tot=tot, verleend=Decimal(100_000))
    grant(cast, cast.tuin)
    antwoorden = ask(cast)
    assert counts(antwoorden["zeker12"]) == {twaalf: 1, "niet te zeggen": 1}
    assert counts(antwoorden["zeker24"]) == {vierentwintig: 1, "niet te zeggen": 1}
    assert [i.naam for i in antwoorden["zeker12"].groepen[2].open] == ["Tuin"]


def test_what_ends_within_a_year_and_has_no_successor(cast):
    eerste = grant(cast, cast.kade)
    zonder = grant(cast, cast.tuin)
    assert counts(ask(cast)["einde"]) == {"eindigt zonder vervolg": 2}
    grant(cast, cast.kade, begin=2027, volgt_op=eerste, tot=None)
    grant(
        cast, cast.tuin, begin=2027, volgt_op=zonder, status="aangevraagd", aangevraagd=Decimal(5)
    )
    assert counts(ask(cast)["einde"]) == {"eindigt zonder vervolg": 1, "niets eindigt": 1}


def test_living_from_year_to_year_is_more_than_half_of_the_money(cast):
    vorig = grant(cast, cast.kade, begin=2025)
    grant(cast, cast.kade, volgt_op=vorig)
    grant(cast, cast.tuin)
    assert counts(ask(cast)["keten"]) == {"leeft van jaar tot jaar": 1, "anders": 1}
    grant(cast, cast.kade, tot=None, verleend=Decimal(1300))
    assert counts(ask(cast)["keten"]) == {"anders": 2}


@pytest.mark.parametrize(
    ("van", "tot", "verwacht"),
    [
        (date(2024, 2, 29), date(2025, 2, 28), "leeft van jaar tot jaar"),
        (date(2024, 2, 29), date(2025, 3, 1), "anders"),
        (date(2023, 3, 1), date(2024, 2, 29), "leeft van jaar tot jaar"),
        (date(2025, 3, 1), date(2026, 2, 28), "leeft van jaar tot jaar"),
    ],
)
def test_a_year_around_a_leap_day_is_a_year(cast, van, tot, verwacht):
    vorig = grant(cast, cast.kade, van=van, tot=tot)
    grant(cast, cast.kade, volgt_op=vorig)
    assert counts(ask(cast)["keten"]) == {verwacht: 1}


WEGEN = {
    "kreeg ontwikkelgeld en daarna basisgeld": ("ontwikkelgeld", "basisgeld"),
    "kreeg meteen basisgeld of had het al": ("basisgeld", "ontwikkelgeld"),
    "kreeg ontwikkelgeld": ("ontwikkelgeld",),
    "nog alleen zaaigeld": (),
}


@pytest.mark.parametrize(("weg", "later"), WEGEN.items(), ids=WEGEN)
def test_what_became_of_seed_money(cast, weg, later):
    grant(cast, cast.kade, begin=2023, geldsoort="zaaigeld", verleend=Decimal("250.50"))
    for nummer, soort in enumerate(later):
        grant(cast, cast.kade, begin=2024 + nummer, geldsoort=soort)
    grant(cast, cast.tuin, begin=2024)
    antwoord = ask(cast)["zaaigeld"]
    assert counts(antwoord) == {weg: 1}
    assert (antwoord.van, antwoord.zaaigeld) == (1, Decimal("250.50"))


@pytest.mark.parametrize(
    ("later", "weg"), [((), "stopte na zaaigeld"), (("ontwikkelgeld",), "stopte na ontwikkelgeld")]
)
def test_after_which_money_an_initiative_stopped(cast, later, weg):
    gestopt = make_initiatief("weg", cast.veldstad, fase=Fase.GESTOPT)
    grant(cast, gestopt, begin=2023, geldsoort="zaaigeld", verleend=Decimal(500))
    for soort in later:
        grant(cast, gestopt, begin=2024, geldsoort=soort)
    assert counts(ask(cast)["zaaigeld"]) == {weg: 1}


def test_money_from_before_the_seed_is_not_what_became_of_it(cast):
    grant(cast, cast.kade, begin=2024)
    grant(cast, cast.kade, begin=2025, geldsoort="zaaigeld")
    assert counts(ask(cast)["zaaigeld"]) == {"nog alleen zaaigeld": 1}


def test_who_had_base_money_that_goes_on_is_not_left_with_seed_money_alone(cast):
    grant(cast, cast.kade, begin=2022, tot=None)
    grant(cast, cast.kade, begin=2025, geldsoort="zaaigeld")
    assert counts(ask(cast)["zaaigeld"]) == {"kreeg meteen basisgeld of had het al": 1}


def test_until_when_each_is_certain_shortest_first_and_only_of_who_shares(cast):
    """Dok is of another town; an initiative with money of a fund shares not everything."""
    deelt_niet = make_initiatief("dicht", cast.veldstad)
    for initiatief in (cast.kade, cast.tuin, deelt_niet):
        budget(initiatief)
    grant(cast, cast.kade, tot=None)
    grant(cast, cast.tuin, tot=date(2027, 2, 28), verleend=Decimal(1400))
    make_geldstroom(deelt_niet, cast.fonds, bron="fonds")
    tuin, kade = list_zekerheden(load_standen(look(cast), DAG))
    assert (tuin.initiatief.naam, tuin.maanden, tuin.tot) == ("Tuin", 9, date(2027, 2, 1))
    assert tuin.mist == 100
    assert (kade.initiatief.naam, kade.maanden, kade.mist) == ("Kade", 36, None)


def test_givers_are_counted_once_and_only_while_they_pay(cast):
    grant(cast, cast.kade)
    grant(cast, cast.kade)
    grant(cast, cast.tuin, begin=2024)
    assert counts(ask(cast)["gevers"]) == {"geen gevers": 1, "1 gever": 1}


def test_who_shares_nothing_counts_only_among_enough(cast):
    grant(cast, cast.kade)
    for nummer in range(5):
        ander = make_initiatief(f"dicht-{nummer}", cast.veldstad)
        make_geldstroom(ander, cast.fonds, bron="fonds")
        if nummer == 3:
            antwoord = ask(cast)["gevers"]
            assert (antwoord.van, antwoord.weggelaten) == (1, 4)
    antwoord = ask(cast)["gevers"]
    assert (antwoord.van, antwoord.weggelaten) == (6, 0)
    groep = antwoord.groepen[1]
    assert (groep.aantal, groep.niet_genoemd, [i.naam for i in groep.open]) == (6, 5, ["Kade"])


def test_another_town_is_not_in_it(cast):
    grant(cast, cast.dok)
    assert ask(cast)["gevers"].van == 0
