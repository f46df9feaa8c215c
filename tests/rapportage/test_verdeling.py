"""The portfolio adds up in every direction, and small groups stay hidden."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from financiering.domain.codes import Status
from financiering.models import Financier, Geldstroom
from financiering.models.bekend import end_of_day
from financiering.rapportage import verdeling
from financiering.rapportage.achter import load_achter, open_rijen
from financiering.rapportage.portefeuille import ASSEN, compute_tabel
from financiering.rapportage.selectie import GEEN, Vraag, narrow
from financiering.rapportage.verdeling import (
    Blik,
    compute_overzicht,
    compute_verdeling,
    load_kleinste_groep,
    name_rijen,
    read_alles,
)
from financiering.services.geldstromen import (
    Stap,
    execute_overgang,
    save_domeindelen,
    update_geldstroom,
)
from financiering.services.schrijven import Handeling, save_object
from tests.cast import TOEN, make_geldstroom, make_initiatief

IK = Handeling(None, "Test")
JAREN = range(2024, 2029)
RICHTINGEN = (
    "aard", "regelmaat", "geldsoort", "bron", "financier", "wijk", "buurt", "domein", "fase", "tot",
    "toegezegd", "taakveld",
)  # fmt: skip

FILTERS = (
    {}, {"aard": "incidenteel"}, {"bron": "fonds"}, {"wijk": "Oost"}, {"wijk": "West"},
    {"domein": "Sport"}, {"domein": GEEN}, {"tot": "2027"}, {"tot": GEEN}, {"toegezegd": GEEN},
    {"taakveld": "2025-6.1"}, {"fase": "uitvoering", "geldsoort": "basisgeld"},
)  # fmt: skip


@pytest.fixture
def stad(cast):
    """Money of the town itself, and of funds that nobody shares: six in Oost, four in Zuid, one in West."""
    huur = make_geldstroom(
        cast.kade, cast.gemeente, aard="structureel", tot=None, taakveld="2025-6.1"
    )
    save_domeindelen(huur, {"Welzijn": Decimal("33.33"), "Sport": Decimal("33.33")}, IK)
    koffie = make_geldstroom(
        cast.tuin, cast.gemeente, verleend=Decimal("100.01"), wijk="West", aard="incidenteel",
        geldsoort="zaaigeld", van=date(2025, 7, 1), tot=date(2027, 6, 30),
    )  # fmt: skip
    save_domeindelen(koffie, {"Sport": Decimal(100)}, IK)
    weg = make_geldstroom(cast.tuin, cast.gemeente, verleend=Decimal(800), regelmaat="eenmalig")
    execute_overgang(weg.pk, "intrekken", Stap(date(2026, 3, 1)), IK)
    for nummer in range(6):
        oost = make_initiatief(f"oost-{nummer}", cast.veldstad, wijk="Oost", buurt="Haven")
        make_geldstroom(oost, cast.fonds, bron="fonds", verleend=Decimal(1000 + nummer))
    for nummer in range(4):
        zuid = make_initiatief(f"zuid-{nummer}", cast.veldstad, wijk="Zuid")
        make_geldstroom(zuid, cast.fonds, bron="fonds", verleend=Decimal(1))
    west = make_initiatief("west", cast.veldstad, wijk="West", buurt="Bos", fase="opstart")
    make_geldstroom(west, cast.fonds, bron="fonds", verleend=Decimal(77))
    make_geldstroom(
        cast.kade, cast.gemeente, bron="in_natura", verleend=Decimal(5000), soort_natura="ruimte"
    )
    return cast


def look(cast, **filters):
    vraag = narrow(
        Vraag(
            gemeente=cast.veldstad.pk,
            stromen=Geldstroom.objects.countable_by(cast.accounthouder),
            natura=False,
        ),
        **filters,
    )
    return Blik.of(vraag, cast.accounthouder, 5)


def test_the_size_of_a_group_is_a_dated_setting(db):
    assert load_kleinste_groep(date(2026, 6, 1)) == 5
    assert load_kleinste_groep(date(1999, 1, 1)) == 5


@pytest.mark.parametrize("richting", RICHTINGEN)
def test_every_figure_is_the_sum_of_what_is_behind_it(stad, richting):
    """Every two of a direction, a filter and a year meet; all three, only where nothing is filtered."""
    for plek, filters in enumerate(FILTERS, RICHTINGEN.index(richting)):
        for jaar in (2025, 2026, 2028) if not filters else ((2026, 2025, 2028)[plek % 3],):
            if richting not in filters:
                check_figures(stad, richting, filters, jaar)


def check_figures(stad, richting, filters, jaar):
    blik = look(stad, **filters)
    overzicht = compute_overzicht(blik, jaar, JAREN, richting)
    assert overzicht.verdeling.totaal == sum(overzicht.jaren[jaar].values())
    for rij in overzicht.verdeling.rijen:
        achter = load_achter(look(stad, **filters, **{richting: str(rij[richting] or GEEN)}), jaar)
        assert achter.som == rij["verleend"], (filters, rij)
        assert len(achter.gezien) + achter.aantal_verborgen == rij["aantal"], (filters, rij)
        assert sum(r.bedrag for r in open_rijen(blik, achter.gezien)) == achter.som_gezien
    if "aard" not in filters:
        for aard, som in overzicht.jaren[jaar].items():
            assert load_achter(look(stad, **filters, aard=aard), jaar).som == som, (filters, aard)


def test_the_total_is_what_was_granted_and_no_help_in_kind(stad):
    overzicht = compute_overzicht(look(stad), 2026, JAREN, "bron")
    assert overzicht.verdeling.totaal == 12000 + Decimal("50.00") + 6015 + 77 + 4
    assert overzicht.natura == 5000
    assert "in_natura" not in {rij["bron"] for rij in overzicht.verdeling.rijen}
    assert compute_overzicht(look(stad, fase="uitvoering"), 2026, JAREN, "wijk").natura == 5000


def test_help_in_kind_is_opened_on_its_own(stad):
    blik = look(stad)
    natura = blik.with_vraag(Vraag(**{**_fields(blik.vraag), "natura": True}))
    assert load_achter(natura, 2026).som == 5000


def _fields(vraag):
    return {naam: getattr(vraag, naam) for naam in vraag.__slots__}


@pytest.mark.parametrize(
    ("filters", "bekend_op"),
    [
        *(({}, None), ({"bron": "fonds"}, None), ({"wijk": "West"}, None), ({"tot": GEEN}, None)),
        *(({"domein": "Sport"}, None), ({"wijk": "Oost", "fase": "uitvoering"}, None)),
        *(({}, date(2026, 6, 1)), ({"domein": "Sport"}, date(2026, 6, 1))),
    ],
)
def test_many_tables_of_one_reading_are_the_tables_of_each(stad, filters, bekend_op):
    """What the Excel shows is what the page shows."""
    blik = look(stad, **filters)
    blik = blik.with_vraag(replace(blik.vraag, bekend_op=bekend_op and end_of_day(bekend_op)))
    losse = read_alles(blik, (min(JAREN), max(JAREN)))
    for richting in ("geldsoort", "wijk", "domein", "tot", "financier"):
        pagina = compute_overzicht(blik, 2026, JAREN, richting)
        boek = losse.compute_overzicht(2026, JAREN, richting)
        assert _sort(pagina.verdeling) == _sort(boek.verdeling), richting
        assert replace(pagina, verdeling=None) == replace(boek, verdeling=None), richting
    for assen in (ASSEN, ("wijk", "aard"), ("bron", "geldsoort")):
        alleen = compute_verdeling(blik, 2026, assen)
        assert _sort(alleen) == _sort(losse.divide(2026, assen)), assen


def _sort(deling):
    return sorted(deling.rijen, key=str), deling.rest, deling.rest_aantal


@pytest.mark.parametrize("richting", RICHTINGEN)
def test_the_database_and_the_posts_give_the_same(stad, richting, monkeypatch):
    """Looked at one by one the figures stay."""
    snel = compute_overzicht(look(stad), 2026, JAREN, richting)
    monkeypatch.setattr(verdeling, "is_los", lambda *wat: True)
    traag = compute_overzicht(look(stad), 2026, JAREN, richting)
    assert snel.jaren == traag.jaren
    assert (snel.natura, snel.eindigt) == (traag.natura, traag.eindigt)
    assert name_rijen(snel.verdeling.rijen, richting) == name_rijen(traag.verdeling.rijen, richting)
    assert snel.verdeling.rest == traag.verdeling.rest


def test_until_when_is_decided_and_until_when_promised(stad):
    """Tuin's money ends in 2027 and is promised for two years more; Kade's has no end."""
    koffie = Geldstroom.objects.get(wijk="West")
    koffie.toegezegd_tot = date(2029, 6, 30)
    update_geldstroom(koffie, IK)
    besloten = compute_overzicht(look(stad), 2026, JAREN, "tot").verdeling
    rijen = name_rijen(besloten.rijen, "tot")
    assert [(rij["naam"], rij["verleend"]) for rij in rijen] == [
        ("2026", 6096), ("2027", 50), ("geen einde besloten", 12000),
    ]  # fmt: skip
    assert rijen[1]["delen"] == {"structureel": 0, "incidenteel": 50, "onbekend": 0}
    toegezegd = compute_overzicht(look(stad), 2026, JAREN, "toegezegd").verdeling
    assert {rij["toegezegd"]: rij["verleend"] for rij in toegezegd.rijen} == {2029: 50, "": 18096}


def test_a_taakveld_is_named_with_the_year_of_its_list(stad):
    rijen = name_rijen(
        compute_overzicht(look(stad), 2026, JAREN, "taakveld").verdeling.rijen, "taakveld"
    )
    assert [(rij["naam"], rij["verleend"]) for rij in rijen] == [
        ("6.1 Samenkracht en burgerparticipatie (2025)", 12000),
        ("geen taakveld opgeschreven", 50 + 6015 + 77 + 4),
    ]


def test_what_falls_away_after_the_year_is_what_was_decided_no_further(stad):
    assert compute_overzicht(look(stad), 2026, JAREN, "bron").eindigt == 6015 + 77 + 4
    assert compute_overzicht(look(stad), 2027, JAREN, "bron").eindigt == Decimal("24.81")


@pytest.mark.parametrize("richting", RICHTINGEN)
def test_the_parts_by_aard_are_the_row(stad, richting):
    deling = compute_overzicht(look(stad), 2026, JAREN, richting).verdeling
    assert all(sum(rij["delen"].values()) == rij["verleend"] for rij in deling.rijen)


def test_parts_per_domain_are_the_whole_to_the_cent(stad):
    rijen = compute_overzicht(look(stad), 2026, JAREN, "domein").verdeling.rijen
    per_domein = {rij["domein"]: rij["verleend"] for rij in rijen}
    assert per_domein["Welzijn"] == Decimal("3999.60")
    assert per_domein["Sport"] == Decimal("3999.60") + Decimal("50.00")
    assert per_domein[""] == Decimal("4000.80") + 6015 + 77 + 4


def test_one_that_shares_nothing_is_not_read_from_a_row(stad):
    deling = compute_overzicht(look(stad), 2026, JAREN, "wijk").verdeling
    per_wijk = {rij["wijk"]: rij["verleend"] for rij in deling.rijen}
    assert per_wijk == {"": 12000, "West": Decimal("50.00"), "Oost": 6015}
    assert (deling.rest, deling.rest_aantal) == (77 + 4, 5)


def test_one_that_shares_nothing_is_not_read_from_a_filter(stad):
    overzicht = compute_overzicht(look(stad, wijk="West"), 2026, JAREN, "bron")
    assert overzicht.verdeling.totaal == Decimal("50.00")
    assert overzicht.klein == {2026: 1}
    achter = load_achter(look(stad, wijk="West"), 2026)
    assert (achter.som, achter.weggelaten) == (Decimal("50.00"), 1)
    ruim = compute_overzicht(look(stad, wijk="Oost"), 2026, JAREN, "bron")
    assert (ruim.verdeling.totaal, ruim.klein) == (6015, {})


def test_what_is_counted_in_one_direction_is_not_divided_in_a_second(stad):
    """Oost counts; of Oost per fase nothing does, and of two filters nothing either."""
    deling = compute_overzicht(look(stad, wijk="Oost"), 2026, JAREN, "domein").verdeling
    assert (deling.rijen, deling.rest, deling.rest_aantal) == ([], 6015, 6)
    twee = look(stad, wijk="Oost", fase="uitvoering")
    assert compute_overzicht(twee, 2026, JAREN, "bron").klein == {2026: 6}
    assert load_achter(twee, 2026).som == 0


def test_an_earlier_day_tells_nothing_of_a_group_that_counts_today(stad):
    toen = look(stad, wijk="Oost")
    toen = toen.with_vraag(
        Vraag(**{**_fields(toen.vraag), "bekend_op": end_of_day(date(2026, 6, 1))})
    )
    assert compute_overzicht(toen, 2026, JAREN, "bron").klein == {2026: 6}
    assert load_achter(toen, 2026).som == 0


def test_free_filters_do_not_make_a_group_larger_or_smaller(stad):
    samen = compute_verdeling(look(stad, bron="fonds"), 2026, ("wijk", "aard"))
    assert {rij["wijk"]: rij["verleend"] for rij in samen.rijen} == {"Oost": 6015}
    assert samen.rest == 77 + 4


def test_a_giver_nobody_shares_is_named_for_enough_initiatives_only(stad):
    eigen = save_object(Financier(naam="Klein Fonds", soort="fonds", algemeen=True), TOEN)
    make_geldstroom(stad.tuin, eigen, bron="fonds", verleend=Decimal(10))
    deling = compute_overzicht(look(stad), 2026, JAREN, "financier").verdeling
    namen = [rij["naam"] for rij in name_rijen(deling.rijen, "financier")]
    assert namen == ["Gemeente Veldstad"]
    assert deling.rest == 6015 + 77 + 4 + 10


def test_as_it_was_known_before_something_was_withdrawn(stad):
    """The cast logged on 5 January; the withdrawal came with the clock of now."""
    toen = look(stad)
    toen = toen.with_vraag(
        Vraag(**{**_fields(toen.vraag), "bekend_op": end_of_day(date(2026, 1, 6))})
    )
    nu = compute_overzicht(look(stad), 2026, JAREN, "bron").verdeling.totaal
    assert compute_overzicht(toen, 2026, JAREN, "bron").verdeling.totaal == nu + 800
    assert load_achter(toen, 2026).som == nu + 800


def test_a_refused_request_is_a_file_without_money(stad):
    make_geldstroom(stad.kade, stad.gemeente, status=Status.AFGEWEZEN, verleend=None)
    rijen = compute_tabel(Vraag(gemeente=stad.veldstad.pk), 2026, ("bron",))
    subsidie = next(rij for rij in rijen if rij["bron"] == "gemeentesubsidie")
    assert (subsidie["aantal"], subsidie["verleend"]) == (4, Decimal("12050.00"))
