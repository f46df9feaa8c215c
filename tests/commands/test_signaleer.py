"""The command `signaleer`, as werkboek.md describes it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from financiering.models import Signaal, Taak
from financiering.services.schrijven import save_object
from tests.cast import TOEN, make_geldstroom
from tests.conftest import readonly


def signaleer(*argumenten):
    uit = StringIO()
    call_command("signaleer", *argumenten, stdout=uit)
    return uit.getvalue()


def test_json_is_a_list_of_objects_worst_first(cast):
    stroom = make_geldstroom(
        cast.kade, cast.gemeente, status="aangevraagd", ingediend_op="2026-01-01"
    )
    with readonly():
        rijen = json.loads(signaleer("--peildatum", "2026-11-23", "--json"))
    eerste = rijen[0]
    assert (eerste["initiatief"], eerste["geldstroom"]) == ("kade", stroom.kenmerk)
    assert (eerste["regel"], eerste["ernst"]) == ("R01", "kritiek")
    assert eerste["cijfers"]["dagen_te_laat"] == 270
    assert {"uitleg", "advies"} <= set(eerste)
    assert {r["geldstroom"] for r in rijen if r["regel"] == "R05"} == {None}
    assert rijen[-1]["ernst"] == "niet_te_beoordelen"
    assert not Signaal.objects.exists()


def test_known_on_an_earlier_day(cast):
    taak = Taak(initiatief=cast.kade, soort="kartrekker", naam="kartrekker", vervuld_door="bestuur")
    save_object(taak, TOEN)
    eerder = json.loads(
        signaleer("--peildatum", "2026-11-23", "--bekend-op", "2026-01-04", "--json")
    )
    assert eerder == []


def test_for_a_person_and_kept_only_when_asked(cast):
    tekst = signaleer("--peildatum", "2026-11-23", "--bewaar")
    assert "kade" in tekst
    assert "nog niet te zeggen" in tekst
    assert Signaal.objects.exists()


def test_what_was_known_then_is_not_kept_as_the_signals_of_now(cast):
    with pytest.raises(CommandError, match="bekend-op"):
        signaleer("--bewaar", "--bekend-op", "2026-06-01")
