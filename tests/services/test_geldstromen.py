"""A stream through its life: each step once, each mistake mendable, every change kept."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from financiering.domain.codes import Bron, SoortBeschikking, Status
from financiering.domain.exceptions import (
    DomeinFout,
    GewijzigdDoorAnder,
    OvergangNietMogelijk,
)
from financiering.models import Beschikking, Geldstroom, Jaarbedrag
from financiering.services.geldstromen import (
    Stap,
    correct_status,
    create_geldstroom,
    execute_overgang,
    save_domeindelen,
    update_geldstroom,
)
from financiering.services.schrijven import Handeling
from tests.cast import make_geldstroom


@pytest.fixture
def ik(cast):
    return Handeling(cast.penningmeester, "Brief van de gemeente")


@pytest.fixture
def aanvraag(cast):
    return make_geldstroom(
        cast.kade,
        cast.gemeente,
        status=Status.AANGEVRAAGD,
        aangevraagd=Decimal(15000),
        ingediend_op=date(2025, 9, 20),
    )


def test_the_road_from_hope_to_settled(cast, ik):
    stroom = make_geldstroom(
        cast.kade, cast.gemeente, status=Status.VOORNEMEN, verwacht=Decimal(900)
    )
    execute_overgang(stroom.pk, "aanvragen", Stap(date(2025, 10, 1)), ik)
    execute_overgang(stroom.pk, "verlenen", Stap(date(2025, 12, 1), Decimal(800)), ik)
    execute_overgang(stroom.pk, "verantwoorden", Stap(date(2027, 3, 1)), ik)
    stroom = execute_overgang(stroom.pk, "vaststellen", Stap(date(2027, 5, 1), Decimal(750)), ik)
    assert (stroom.verwacht, stroom.aangevraagd, stroom.verleend, stroom.vastgesteld) == (
        900, 900, 800, 750,
    )  # fmt: skip
    assert [b.soort for b in stroom.beschikkingen.all()] == ["verlening", "vaststelling"]
    assert [h.status for h in stroom.history.order_by("history_id")] == [
        "voornemen", "aangevraagd", "verleend", "verantwoord", "vastgesteld",
    ]  # fmt: skip


def test_history_keeps_who_and_why(cast, aanvraag, ik):
    execute_overgang(aanvraag.pk, "verlenen", Stap(date(2025, 12, 1)), ik)
    laatste = aanvraag.history.latest()
    assert laatste.history_user == cast.penningmeester
    assert laatste.history_change_reason == "Brief van de gemeente"


def test_the_same_button_twice(aanvraag, ik):
    execute_overgang(aanvraag.pk, "verlenen", Stap(date(2025, 12, 1)), ik)
    with pytest.raises(OvergangNietMogelijk, match="Wat wel kan"):
        execute_overgang(aanvraag.pk, "verlenen", Stap(date(2025, 12, 1)), ik)
    assert Beschikking.objects.filter(soort=SoortBeschikking.VERLENING).count() == 1


def test_a_gift_is_agreed_without_a_decision(cast, ik):
    stroom = make_geldstroom(cast.kade, cast.fonds, bron=Bron.GIFT, status=Status.VOORNEMEN)
    stroom = execute_overgang(stroom.pk, "afspreken", Stap(date(2026, 2, 1), Decimal(250)), ik)
    assert (stroom.status, stroom.verleend) == (Status.VERLEEND, 250)
    assert not stroom.beschikkingen.exists()


def test_a_mistake_is_taken_back_and_stays_visible(aanvraag):
    execute_overgang(
        aanvraag.pk, "afwijzen", Stap(date(2025, 12, 1), reden_afwijzing="budget_op"),
        Handeling(None, "Brief verkeerd gelezen"),
    )  # fmt: skip
    stroom = correct_status(
        aanvraag.pk, Status.AANGEVRAAGD, Handeling(None, "Was een andere brief")
    )
    assert (stroom.status, stroom.reden_afwijzing, stroom.beschikking_op) == (
        "aangevraagd",
        "",
        None,
    )
    assert stroom.aangevraagd == 15000
    assert stroom.beschikkingen.get().vervallen_door == "Was een andere brief"
    assert stroom.history.count() == 3


def test_a_correction_cannot_jump_ahead(aanvraag, ik):
    with pytest.raises(OvergangNietMogelijk):
        correct_status(aanvraag.pk, Status.VASTGESTELD, ik)


def test_every_write_needs_a_reason():
    with pytest.raises(DomeinFout, match="waarom"):
        Handeling(None, "  ")


def test_somebody_else_was_first(cast, aanvraag, ik):
    mijn, jouw = (Geldstroom.objects.get(pk=aanvraag.pk) for _ in range(2))
    jouw.omschrijving = "Van jou"
    update_geldstroom(jouw, ik, versie=jouw.versie)
    mijn.omschrijving = "Van mij"
    with pytest.raises(GewijzigdDoorAnder):
        update_geldstroom(mijn, ik, versie=1)
    assert Geldstroom.objects.get(pk=aanvraag.pk).omschrijving == "Van jou"


def test_saving_what_did_not_change_leaves_no_trace(aanvraag, ik):
    update_geldstroom(Geldstroom.objects.get(pk=aanvraag.pk), ik)
    assert aanvraag.history.count() == 1
    assert Jaarbedrag.objects.count() == 1


def test_the_split_is_kept_as_it_was_known(cast):
    toen = Handeling(
        None, "Eerst", make_geldstroom(cast.kade, cast.fonds).history.get().history_date
    )
    stroom = Geldstroom.objects.get()
    stroom.tot = date(2027, 12, 31)
    nu = Handeling(None, "Toch twee jaar")
    update_geldstroom(stroom, nu)
    eerst = Jaarbedrag.objects.known_on(toen.moment)
    later = Jaarbedrag.objects.known_on(None)
    assert [(r.jaar_van, r.verleend) for r in eerst] == [(2026, 12000)]
    assert [(r.jaar_van, r.verleend) for r in later] == [(2026, 6000), (2027, 6000)]


def test_a_kenmerk_is_given_when_there_is_none(cast):
    eerste, tweede = (make_geldstroom(cast.kade, cast.fonds) for _ in range(2))
    assert (eerste.kenmerk, tweede.kenmerk) == ("kade-001", "kade-002")


def test_what_cannot_be_true_is_refused_with_a_sentence(cast, ik):
    stroom = Geldstroom(
        kenmerk="x", initiatief=cast.kade, financier=cast.fonds, omschrijving="x", bron=Bron.FONDS,
        geldsoort="basisgeld", van=date(2026, 2, 1), tot=date(2026, 1, 1), status=Status.VERLEEND,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="einddatum ligt vóór"):
        create_geldstroom(stroom, ik)
    assert not Geldstroom.objects.exists()


def test_a_chain_does_not_bite_its_tail(cast, ik):
    eerste = make_geldstroom(cast.kade, cast.fonds)
    tweede = make_geldstroom(cast.kade, cast.fonds, volgt_op=eerste)
    eerste.volgt_op = tweede
    with pytest.raises(DomeinFout, match="zichzelf"):
        update_geldstroom(eerste, ik)


def test_a_chain_stays_within_one_initiative(cast, ik):
    vreemd = make_geldstroom(cast.dok, cast.fonds)
    with pytest.raises(DomeinFout, match="ander initiatief"):
        make_geldstroom(cast.kade, cast.fonds, volgt_op=vreemd)


def test_domains_are_a_whole_at_most(cast, ik):
    stroom = make_geldstroom(cast.kade, cast.fonds)
    save_domeindelen(stroom, {"Welzijn": Decimal(60), "Cultuur": Decimal(40)}, ik)
    save_domeindelen(stroom, {"Welzijn": Decimal(100)}, ik)
    assert [(d.domein, d.procent) for d in stroom.domeindelen.all()] == [("Welzijn", 100)]
    with pytest.raises(DomeinFout, match="100 procent"):
        save_domeindelen(stroom, {"Welzijn": Decimal(60), "Cultuur": Decimal(41)}, ik)
