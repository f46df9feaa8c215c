"""The sixteen initiatives show what the last table of the rules asks of the rules there are."""

from datetime import date

import pytest
from django.db import transaction

from financiering.continuiteit.registry import REGISTER
from financiering.continuiteit.uitkomst import LADDER
from financiering.demo.laden import load_demo
from financiering.models import Geldstroom, Initiatief, Pot, Signaal
from financiering.rapportage.potten import load_potten, split_bijdragen
from financiering.services.signalen import beoordeel_alles, scan_initiatieven

P = date(2026, 11, 23)

MOET = {
    ("athos", "R07"): "info",
    ("athos", "R16"): "info",
    ("kunst-op-recept", "R11"): "risico",
    ("kunst-op-recept", "R16"): "info",
    ("kunst-op-recept", "R20"): "info",
    ("meerwaarde", "R05"): "info",
    ("wijvaals", "R10"): "info",
    ("de-serre", "R03"): "risico",
    ("de-serre", "R09"): "let_op",
    ("tav-de-talenten", "R01"): "info",
    ("tav-de-talenten", "R02"): "info",
    ("tav-de-talenten", "R03"): "info",
    ("tav-de-talenten", "R06"): "info",
    ("tav-de-talenten", "R07"): "risico",
    ("tav-de-talenten", "R18"): "info",
    ("time-to-dance", "R13"): "info",
    ("time-to-dance", "R15"): "info",
    ("time-to-dance", "R17"): "info",
    ("time-to-dance", "R19"): "info",
    ("vooruit", "R06"): "info",
    ("vooruit", "R08"): "risico",
    ("vooruit", "R09"): "info",
    ("vooruit", "R16"): "info",
    ("de-sleutel", "R03"): "info",
    ("de-sleutel", "R04"): "info",
    ("buurttuin-kempenaar", "R09"): "kritiek",
    ("buurttuin-kempenaar", "R10"): "info",
}
"""At least this level."""

ONDER_LET_OP = {
    "athos": {"R01", "R03", "R06"},
    "kunst-op-recept": {"R03"},
    "meerwaarde": {regel.code for regel in REGISTER} - {"R05"},
    "wijvaals": {"R12"},
    "de-serre": {"R06"},
    "tav-de-talenten": {"R16"},
    "time-to-dance": {"R03"},
    "vooruit": {"R01"},
    "het-badhuis": {"R01", "R03", "R08", "R09"},
    "buurttuin-kempenaar": {"R06"},
    "de-driemaster": {regel.code for regel in REGISTER},
}

NIET_TE_BEOORDELEN = {
    ("kunst-op-recept", "R01"),
    ("meet-the-parents", "R05"),
    ("meet-the-parents", "R07"),
    ("meet-the-parents", "R12"),
    ("wijvaals", "R07"),
    ("de-serre", "R17"),
    ("tav-de-talenten", "R12"),
    ("vooruit", "R12"),
    ("de-sleutel", "R05"),
    ("buurttuin-kempenaar", "R05"),
}
GEBOUWD = {regel.code for regel in REGISTER}


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Loaded once for all questions, and gone after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(P)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def uitkomsten(demo, db):
    per: dict[tuple[str, str], list[str]] = {}
    for b in scan_initiatieven(P):
        per.setdefault((b.initiatief, b.regel), []).append(b.uitkomst.ernst.value)
    return per


def worst(niveaus):
    return max((LADDER.index(n) for n in niveaus if n in LADDER), default=-1)


def test_what_the_table_asks(uitkomsten):
    mist = {
        sleutel: (niveau, uitkomsten.get(sleutel))
        for sleutel, niveau in MOET.items()
        if sleutel[1] in GEBOUWD and worst(uitkomsten.get(sleutel, [])) < LADDER.index(niveau)
    }
    assert mist == {}
    te_hoog = {
        (wie, regel): niveaus
        for (wie, regel), niveaus in uitkomsten.items()
        if regel in ONDER_LET_OP.get(wie, ()) and worst(niveaus) > 0
    }
    assert te_hoog == {}
    onbekend = {s for s in NIET_TE_BEOORDELEN if s[1] in GEBOUWD}
    assert {s for s in onbekend if "niet_te_beoordelen" not in uitkomsten.get(s, [])} == set()


def test_the_controls_say_exactly_what_the_table_says(uitkomsten):
    """Two certain years are worth knowing; unknown money never reads as safe; a wish counts for nothing."""
    assert uitkomsten["meerwaarde", "R05"] == ["info"]
    onbekend = {
        n for (wie, _), niveaus in uitkomsten.items() if wie == "meet-the-parents" for n in niveaus
    }
    assert onbekend == {"niet_te_beoordelen"}
    wens = Geldstroom.objects.get(
        initiatief__kenmerk="de-driemaster", omschrijving__contains="HIER!"
    )
    assert wens.status == "voornemen"
    assert uitkomsten["de-driemaster", "R07"] == ["info"]
    assert ("de-driemaster", "R05") not in uitkomsten


def test_the_park_next_door_counts_for_nothing(uitkomsten):
    assert worst(uitkomsten.get(("de-sleutel", "R07"), [])) < 0


def test_a_project_that_went_on_inside_an_assignment_is_the_positive_control(uitkomsten):
    """R20 is silent because of the MAG assignment: the project did end."""
    driemaster = Initiatief.objects.get(kenmerk="de-driemaster")
    assert driemaster.projectfase_eindigt_op < P
    assert driemaster.evaluatie_positief
    assert ("de-driemaster", "R20") not in uitkomsten


def test_every_history_is_lawful_and_marked(uitkomsten):
    assert Initiatief.objects.count() == 16
    assert not Initiatief.objects.filter(bedragen_fictief=False).exists()
    gegeven = Geldstroom.objects.filter(bedrag_fictief=False).exclude(verwacht__isnull=True)
    assert set(gegeven.values_list("verwacht", flat=True)) == {300000, 21900}
    for stroom in Geldstroom.objects.all():
        standen = [h.status for h in stroom.history.order_by("history_date", "history_id")]
        assert standen[0] == "voornemen"
        assert all(h.history_change_reason for h in stroom.history.all())
        assert stroom.history.latest().history_date.date() <= P


def test_judging_again_changes_nothing(uitkomsten):
    aantal = Signaal.history.count()
    assert beoordeel_alles(P) == 0
    assert Signaal.history.count() == aantal


def test_three_domains_make_one_grant_for_athos_and_each_sees_its_part(demo, db):
    stroom = Geldstroom.objects.select_related("pot").get(
        initiatief__kenmerk="athos", bron="integraal_budget"
    )
    [stand] = load_potten(Pot.objects.filter(pk=stroom.pot_id))
    assert (stand.verleend, stand.over) == (stroom.verleend, 0)
    aandelen = split_bijdragen(stroom.pot.bijdragen.all(), [stroom.verleend])
    assert {aandeel.domein: int(aandeel.verleend) for aandeel in aandelen} == {
        "Welzijn": 408_000,
        "Participatie": 357_000,
        "Zorg": 255_000,
    }
