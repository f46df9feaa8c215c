"""Loading facts: a fixed number of queries, and what was known on an earlier day stays what it was."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from financiering.continuiteit.dossier import load_dossiers
from financiering.domain.codes import SoortInitiatief, Status
from financiering.models import (
    Begrotingspost,
    Betaling,
    Domeindeel,
    Opschorting,
    Regelinstelling,
    Regelprofiel,
    Taak,
)
from financiering.models.bekend import end_of_day
from financiering.services.geldstromen import update_geldstroom
from financiering.services.schrijven import Handeling, delete_object, save_object
from financiering.services.signalen import scan_initiatieven
from tests.cast import TOEN, make_geldstroom, make_initiatief

P = date(2026, 11, 23)
JUNI = end_of_day(date(2026, 6, 1))
LATER = Handeling(None, "Nieuws", datetime(2026, 9, 1, 9, 0, tzinfo=UTC))


def fill(initiatief, financier):
    """One of everything the rules look at."""
    stroom = make_geldstroom(initiatief, financier)
    for obj in (
        Taak(initiatief=initiatief, soort="kartrekker", naam="kartrekker", vervuld_door="bestuur"),
        Begrotingspost(initiatief=initiatief, jaar=2026, post="Huur", bedrag=Decimal(6000)),
        Begrotingspost(initiatief=initiatief, jaar=2026, post="Koffie", bedrag=Decimal(500)),
        Betaling(geldstroom=stroom, volgnummer=1, soort="voorschot", bedrag=Decimal(9000)),
        Domeindeel(geldstroom=stroom, domein="Welzijn", procent=Decimal(100)),
        Opschorting(geldstroom=stroom, van=date(2026, 2, 1), tot=date(2026, 2, 8)),
    ):
        save_object(obj, TOEN)
    return stroom


def per_kenmerk(**hoe):
    return {d.initiatief.kenmerk: d for d in load_dossiers(P, **hoe)}


def test_facts_come_with_the_right_initiative(cast):
    eerste, laatste = fill(cast.kade, cast.gemeente), fill(cast.dok, cast.fonds)
    for moment in (None, JUNI):
        dossiers = per_kenmerk(bekend_op=moment)
        assert list(dossiers) == ["kade", "tuin", "dok"]
        assert not dossiers["tuin"].stromen
        for kenmerk, stroom in (("kade", eerste), ("dok", laatste)):
            dossier = dossiers[kenmerk]
            assert [s.pk for s in dossier.stromen] == [stroom.pk]
            assert dossier.begroting == {2026: Decimal(6500)}
            assert [t.naam for t in dossier.taken] == ["kartrekker"]
            assert [b.bedrag for b in dossier.betalingen[stroom.pk]] == [9000]
            assert dossier.domeinen[stroom.pk] == [("Welzijn", Decimal(100))]
            assert dossier.opschortingen[stroom.pk] == [(date(2026, 2, 1), date(2026, 2, 8))]


@pytest.mark.parametrize("moment", [None, JUNI])
def test_the_number_of_queries_does_not_grow(cast, moment, django_assert_num_queries):
    fill(cast.kade, cast.gemeente)
    with CaptureQueriesContext(connection) as eerst:
        list(scan_initiatieven(P, bekend_op=moment))
    for nummer in range(6):
        fill(make_initiatief(f"extra{nummer}", cast.veldstad), cast.gemeente)
    with django_assert_num_queries(len(eerst)):
        list(scan_initiatieven(P, bekend_op=moment))


def test_organisations_of_a_register_are_not_judged(cast):
    make_initiatief("organisatie", cast.veldstad, soort=SoortInitiatief.ORGANISATIE)
    assert "organisatie" not in per_kenmerk()


def test_what_was_known_then_stays_what_it_was(cast):
    stroom = fill(cast.kade, cast.gemeente)
    voor = [*scan_initiatieven(P, bekend_op=JUNI)], per_kenmerk(bekend_op=JUNI)
    stroom.status, stroom.verleend = Status.INGETROKKEN, None
    update_geldstroom(stroom, LATER)
    cast.gemeente.naam = "Gemeente Nieuwveld"
    save_object(cast.gemeente, LATER)
    delete_object(Taak.objects.get(), LATER)
    save_object(
        Begrotingspost(initiatief=cast.kade, jaar=2026, post="Mensen", bedrag=Decimal(90000)), LATER
    )
    profiel = Regelprofiel(
        financier=cast.gemeente, naam="Later", geldig_van=date(2020, 1, 1), bron="eigen",
        beslistermijn_weken=26,
    )  # fmt: skip
    save_object(profiel, LATER)
    drempel = Regelinstelling(
        regel="R07", sleutel="info_deel", geldig_van=date(2020, 1, 1), waarde=Decimal(2),
        toelichting="proef",
    )  # fmt: skip
    save_object(drempel, LATER)
    toen = per_kenmerk(bekend_op=JUNI)["kade"]
    assert toen == voor[1]["kade"]
    assert toen.stromen[0].financier == "Gemeente Veldstad"
    assert [b for b in scan_initiatieven(P, bekend_op=JUNI) if b.initiatief == "kade"] == [
        b for b in voor[0] if b.initiatief == "kade"
    ]
    nu = per_kenmerk()["kade"]
    assert nu.stromen[0].status == "ingetrokken"
    assert not nu.taken
    assert nu.begroting == {2026: Decimal(96500)}
    assert nu.profielen[cast.gemeente.pk][0].beslistermijn_weken == 26


def test_before_anything_was_recorded_nothing_is_known(cast):
    assert per_kenmerk(bekend_op=end_of_day(date(2025, 12, 31))) == {}


def test_a_late_decision_still_shows_as_late_on_the_day_it_was_late(cast):
    stroom = make_geldstroom(
        cast.kade, cast.gemeente, status=Status.AANGEVRAAGD, verleend=None,
        ingediend_op=date(2025, 10, 1), van=date(2026, 1, 1),
    )  # fmt: skip
    stroom.status, stroom.verleend = Status.VERLEEND, Decimal(12000)
    stroom.beschikking_op = date(2026, 9, 1)
    update_geldstroom(stroom, LATER)

    def r01(moment):
        return [
            b for b in scan_initiatieven(date(2026, 6, 1), bekend_op=moment) if b.regel == "R01"
        ]

    assert not r01(None)
    assert [b.uitkomst.ernst for b in r01(JUNI)] == ["kritiek"]
