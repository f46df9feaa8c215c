"""Reports: written once, sent as they were, never lost when two people write."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.domain.codes import Niveau, Status, VerslagStatus
from financiering.domain.exceptions import DomeinFout
from financiering.domain.regimes import Regime
from financiering.models import Antwoord, Verslag
from financiering.services.schrijven import Handeling
from financiering.services.verantwoordingen import move_datum, save_gevraagd
from financiering.services.verslagen import (
    AntwoordGewijzigd,
    list_velden,
    note_antwoord_gever,
    save_antwoorden,
    send_verslag,
    start_verslag,
)
from tests.cast import TOEN, make_geldstroom

DAG = date(2027, 1, 10)
INHOUDELIJK = Regime("Fonds", Decimal(20000), niveau=Niveau.INHOUDELIJK)
FINANCIEEL = Regime("Fonds", Decimal(20000), niveau=Niveau.FINANCIEEL)
TEKSTEN = {
    "wat": "Elke week koffie.",
    "verandering": "Iemand kwam weer buiten.",
    "doelgroep": "Buren",
}


@pytest.fixture
def stroom(cast):
    return make_geldstroom(cast.kade, cast.fonds, status="verleend", verleend=Decimal(20000))


@pytest.fixture
def concept(stroom):
    return start_verslag(stroom, "kort_verslag", INHOUDELIJK, TOEN)


def by_key(verslag):
    return {veld.vraag.sleutel: veld for veld in list_velden(verslag)}


def write(verslag, **teksten):
    velden = by_key(verslag)
    alles = {s: teksten.get(s, veld.tekst) for s, veld in velden.items()}
    save_antwoorden(verslag, alles, {s: veld.versie for s, veld in velden.items()}, TOEN)


def test_a_draft_starts_with_what_is_known(concept, stroom):
    velden = by_key(concept)
    assert (velden["titel"].tekst, velden["titel"].is_ingevuld) == (stroom.omschrijving, True)
    assert velden["periode"].tekst == "1 januari 2026 tot en met 31 december 2026"
    assert (velden["wat"].tekst, velden["wat"].is_ingevuld) == ("", False)


@pytest.mark.parametrize(
    ("niveau", "code", "mag"),
    [
        ("inhoudelijk", "kort_verslag", True), ("inhoudelijk", "verslag_met_kosten", False),
        ("financieel", "verslag_met_kosten", True), ("geen", "kort_verslag", False),
        ("geen", "een_foto_vijf_regels", True), ("accountant", "verslag_met_kosten", True),
    ],
)  # fmt: skip
def test_a_form_over_the_level_cannot_be_used(stroom, niveau, code, mag):
    regime = Regime("Fonds", Decimal(1), niveau=Niveau(niveau))
    if mag:
        assert start_verslag(stroom, code, regime, TOEN).sjabloon == code
    else:
        with pytest.raises(DomeinFout, match="je hoeft minder te schrijven"):
            start_verslag(stroom, code, regime, TOEN)


def test_one_story_serves_three_givers_with_nothing_typed_twice(cast, concept):
    write(concept, **TEKSTEN)
    for gever in (cast.gemeente, cast.fonds):
        ander = make_geldstroom(cast.kade, gever, status="verleend", verleend=Decimal(9000))
        velden = by_key(start_verslag(ander, "kort_verslag", INHOUDELIJK, TOEN))
        assert {s: velden[s].tekst for s in TEKSTEN} == TEKSTEN
        assert not any(velden[s].is_ingevuld for s in TEKSTEN)
    assert Antwoord.objects.filter(sleutel="wat").count() == 1


def test_what_one_grant_was_spent_on_stays_with_it(cast, stroom):
    eerste = start_verslag(stroom, "verslag_met_kosten", FINANCIEEL, TOEN)
    write(eerste, kosten="Koffie 100", **TEKSTEN)
    ander = make_geldstroom(cast.kade, cast.gemeente, status="verleend", verleend=Decimal(9000))
    velden = by_key(start_verslag(ander, "verslag_met_kosten", FINANCIEEL, TOEN))
    assert (velden["wat"].tekst, velden["kosten"].tekst) == (TEKSTEN["wat"], "")


def test_another_year_starts_empty(cast, concept):
    write(concept, **TEKSTEN)
    later = make_geldstroom(
        cast.kade, cast.fonds, status="verleend", verleend=Decimal(1),
        van=date(2027, 1, 1), tot=date(2027, 12, 31),
    )  # fmt: skip
    assert by_key(start_verslag(later, "kort_verslag", INHOUDELIJK, TOEN))["wat"].tekst == ""


def test_two_people_write_the_same_answer_and_both_are_kept_in_sight(concept):
    velden = by_key(concept)
    versies = {s: veld.versie for s, veld in velden.items()}
    save_antwoorden(concept, TEKSTEN, versies, TOEN)
    with pytest.raises(AntwoordGewijzigd) as fout:
        save_antwoorden(concept, {**TEKSTEN, "wat": "Iets anders.", "anders": "x"}, versies, TOEN)
    assert (fout.value.veld, fout.value.ander) == ("wat", TEKSTEN["wat"])
    assert not Antwoord.objects.filter(sleutel="anders").exists()
    save_antwoorden(concept, {**TEKSTEN, "wat": "Samen."}, versies | {"wat": fout.value.nu, "doelgroep": 1, "verandering": 1}, TOEN)  # fmt: skip
    assert by_key(concept)["wat"].tekst == "Samen."


def test_sending_freezes_it_and_takes_the_step(concept, stroom):
    with pytest.raises(DomeinFout, match="Voor wie was het"):
        send_verslag(concept.pk, DAG, TOEN)
    write(concept, **TEKSTEN)
    verstuurd = send_verslag(concept.pk, DAG, TOEN)
    stroom.refresh_from_db()
    assert (stroom.status, verstuurd.status) == (Status.VERANTWOORD, VerslagStatus.INGEDIEND)
    assert stroom.verantwoordingen.get().ingediend_op == DAG
    with pytest.raises(DomeinFout, match="al verstuurd"):
        send_verslag(concept.pk, DAG, TOEN)


def test_a_later_change_makes_a_new_version_and_leaves_the_old(concept, stroom):
    write(concept, **TEKSTEN)
    send_verslag(concept.pk, DAG, TOEN)
    note_antwoord_gever(concept.pk, DAG, "Hoeveel mensen?", TOEN)
    nieuw = start_verslag(stroom, "kort_verslag", INHOUDELIJK, TOEN)
    assert nieuw.nummer == 2
    write(nieuw, wat="Elke dag koffie.", mensen="12")
    send_verslag(nieuw.pk, DAG, TOEN)
    eerste, tweede = Verslag.objects.order_by("nummer")
    assert [deel["antwoord"] for deel in eerste.inhoud if deel["sleutel"] == "wat"] == [
        TEKSTEN["wat"]
    ]
    assert [deel["antwoord"] for deel in tweede.inhoud if deel["sleutel"] == "wat"] == ["Elke dag koffie."]  # fmt: skip
    assert (eerste.status, eerste.aanvulling) == (VerslagStatus.AANVULLING, "Hoeveel mensen?")
    assert note_antwoord_gever(tweede.pk, DAG, "", TOEN).akkoord_op == DAG


def test_a_draft_has_no_answer_of_the_giver_and_a_sent_one_takes_no_typing(concept):
    with pytest.raises(DomeinFout, match="nog niet verstuurd"):
        note_antwoord_gever(concept.pk, DAG, "", TOEN)
    write(concept, **TEKSTEN)
    with pytest.raises(DomeinFout, match="nieuwe versie"):
        save_antwoorden(send_verslag(concept.pk, DAG, TOEN), TEKSTEN, {}, TOEN)


def ask(stroom, gevraagd, reden=""):
    return save_gevraagd(
        stroom, gevraagd=gevraagd, toegestaan=Niveau.INHOUDELIJK, uiterlijk_op=date(2027, 4, 1),
        reden_zwaarder=reden, handeling=TOEN,
    )  # fmt: skip


def test_more_than_the_rules_allow_needs_the_reason_on_record(stroom):
    with pytest.raises(DomeinFout) as fout:
        ask(stroom, Niveau.ACCOUNTANT)
    assert fout.value.veld == "reden_zwaarder"
    assert ask(stroom, Niveau.ACCOUNTANT, "Nieuw beleid").reden_zwaarder == "Nieuw beleid"
    assert ask(stroom, Niveau.GEEN, "Nieuw beleid").reden_zwaarder == ""


def test_more_time_keeps_the_first_date_in_sight(stroom):
    ask(stroom, None)
    rij = move_datum(stroom, date(2027, 6, 1), "de subsidiemedewerker", Handeling(None, "Ziekte"))
    assert (rij.uiterlijk_op, rij.uiterlijk, rij.reden_uitstel) == (
        date(2027, 4, 1), date(2027, 6, 1), "Ziekte"
    )  # fmt: skip
