"""Two days side by side: the changes are the difference, and each has its events."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from financiering.models import Geldstroom
from financiering.rapportage.selectie import Vraag, narrow
from financiering.rapportage.verdeling import Blik
from financiering.rapportage.verschil import compare_dagen, explain
from financiering.services.geldstromen import Stap, execute_overgang, update_geldstroom
from financiering.services.schrijven import Handeling
from tests.cast import make_geldstroom

OKTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 23)


def on(maand, dag, reden):
    return Handeling(None, reden, datetime(2026, maand, dag, 12, tzinfo=UTC))


def look(cast, **filters):
    vraag = Vraag(
        gemeente=cast.veldstad.pk,
        stromen=Geldstroom.objects.countable_by(cast.accounthouder),
        natura=False,
    )
    return Blik.of(narrow(vraag, **filters), cast.accounthouder, 5)


@pytest.fixture
def stad(cast):
    """One stream untouched, one raised, one granted, one withdrawn, and one that is not shared."""
    make_geldstroom(cast.tuin, cast.gemeente)
    hoger = make_geldstroom(cast.kade, cast.gemeente, omschrijving="Hoger")
    hoger.verleend = Decimal(15000)
    update_geldstroom(hoger, on(9, 1, "Voor de zomer"))
    hoger.verleend = Decimal(18000)
    update_geldstroom(hoger, on(10, 12, "Motie van de raad"))
    nieuw = make_geldstroom(
        cast.kade, cast.gemeente, omschrijving="Nieuw", status="aangevraagd", aangevraagd=Decimal(700),
        ingediend_op=date(2026, 1, 5), aard="structureel",
    )  # fmt: skip
    execute_overgang(nieuw.pk, "verlenen", Stap(date(2026, 11, 2)), on(11, 2, "Besluit"))
    weg = make_geldstroom(cast.tuin, cast.gemeente, omschrijving="Weg", verleend=Decimal(500))
    execute_overgang(weg.pk, "intrekken", Stap(date(2026, 11, 3)), on(11, 3, "Gestopt"))
    dicht = make_geldstroom(cast.tuin, cast.fonds, bron="fonds", verleend=Decimal(40))
    dicht.verleend = Decimal(45)
    update_geldstroom(dicht, on(11, 4, "Erbij"))
    return cast


def test_the_changes_are_the_difference(stad):
    verschil = compare_dagen(look(stad), 2026, OKTOBER, NOVEMBER)
    assert (verschil.totaal.eerst, verschil.totaal.nu) == (27540, 30745)
    assert verschil.per_aard["structureel"].verschil == 700
    openbaar = sum(paar.verschil for _, paar, _, _ in verschil.veranderd)
    assert openbaar + verschil.verborgen.verschil == verschil.totaal.verschil == 3205
    assert verschil.verborgen.verschil == 5


def test_each_change_has_its_events_and_no_others(stad):
    blik = look(stad)
    verschil = compare_dagen(blik, 2026, OKTOBER, NOVEMBER)
    uitleg = {
        v.stroom.omschrijving: v for v in explain(blik, verschil.veranderd, OKTOBER, NOVEMBER)
    }
    assert list(uitleg) == ["Hoger", "Nieuw", "Weg"]
    assert [g.reden for g in uitleg["Hoger"].gebeurtenissen] == ["Motie van de raad"]
    assert "verleend werd € 18.000,00" in uitleg["Hoger"].gebeurtenissen[0].tekst
    assert [g.reden for g in uitleg["Nieuw"].gebeurtenissen] == ["Besluit"]
    assert uitleg["Weg"].paar.verschil == -500


def test_the_same_day_twice_has_no_difference(stad):
    verschil = compare_dagen(look(stad), 2026, NOVEMBER, NOVEMBER)
    assert verschil.veranderd == []
    assert verschil.totaal.verschil == 0


def test_another_aard_is_a_change_without_euros(stad):
    stroom = Geldstroom.objects.get(omschrijving="Nieuw")
    stroom.aard = "incidenteel"
    update_geldstroom(stroom, on(11, 20, "Was verkeerd"))
    verschil = compare_dagen(look(stad), 2026, date(2026, 11, 10), NOVEMBER)
    assert verschil.totaal.verschil == 0
    ((_, paar, was, wordt),) = verschil.veranderd
    assert (paar.verschil, was, wordt) == (0, "structureel", "incidenteel")


def test_a_narrow_filter_leaves_out_what_too_few_do_not_share(stad):
    verschil = compare_dagen(look(stad, fase="uitvoering"), 2026, OKTOBER, NOVEMBER)
    assert verschil.weggelaten
    assert verschil.totaal.verschil == 3200
    assert verschil.verborgen.nu == 0
