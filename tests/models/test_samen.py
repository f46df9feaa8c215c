"""Lists that are read together are the lists as they are read one by one."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from financiering.models import (
    Begrotingspost,
    Betaling,
    Geldstroom,
    Initiatief,
    Opschorting,
    Regeldrempel,
    Regelprofiel,
)
from financiering.models.samen import prefetch_samen, read_objecten, read_samen
from financiering.services.schrijven import Handeling, save_object
from tests.cast import make_geldstroom

LATER = Handeling(None, "Later", datetime(2026, 2, 3, 4, 5, 6, 789000, tzinfo=UTC))
VELDEN = ["initiatief_id", "financier__naam", "van", "tot", "verleend", "voorbehoud", "status"]
PADEN = ("financier__regelprofielen__drempels", "opschortingen", "betalingen")


@pytest.fixture
def wereld(cast: Any) -> Any:
    """Two streams with something of every kind, cents and zeros included, and one with nothing."""
    connection.features.supports_json_field  # noqa: B018 looked up once per connection
    stromen = [
        make_geldstroom(cast.kade, cast.gemeente, verleend=Decimal(bedrag), voorbehoud=ja)
        for bedrag, ja in (("0.10", True), ("9999999999.99", False), ("12000", None))
    ]
    for nummer in (2, 1):
        save_object(
            Betaling(
                geldstroom=stromen[0], volgnummer=nummer, soort="voorschot", bedrag=Decimal("33.33")
            ),
            LATER,
        )
    for dag in (9, 4):
        save_object(Opschorting(geldstroom=stromen[1], van=date(2026, 1, dag), grond="“é”"), LATER)
    for jaar, bedrag in ((2026, "10.05"), (2026, "0.10"), (2027, "7")):
        post = Begrotingspost(
            initiatief=cast.kade, jaar=jaar, post=f"Post {bedrag}", bedrag=Decimal(bedrag)
        )
        save_object(post, LATER)
    cast.kade.beleidsdomeinen = ["zorg", "kunst"]
    cast.kade.vrijwilligersuren_nodig = Decimal("4.5")
    save_object(cast.kade, LATER)
    for van in (date(2020, 1, 1), date(2024, 1, 1)):
        profiel = Regelprofiel(financier=cast.gemeente, naam="Model", geldig_van=van, bron="VNG")
        save_object(profiel, LATER)
        for tot in (None, Decimal(5000)):
            save_object(Regeldrempel(regelprofiel=profiel, tot=tot, niveau="inhoudelijk"), LATER)
    return cast


def test_values_come_back_as_they_are_read_one_by_one(wereld: Any) -> None:
    posten = (
        Begrotingspost.objects.order_by()
        .values("initiatief_id", "jaar")
        .annotate(som=Sum("bedrag"))
    )
    geschiedenis = Betaling.history.order_by("-history_id")
    lijsten: list[Any] = [
        (Geldstroom.objects.order_by("-verleend"), VELDEN),
        (posten, ["initiatief_id", "jaar", "som"]),
        (Betaling.objects.none(), ["id"]),
        (Initiatief.objects.filter(pk__in=[]), ["id"]),
        (geschiedenis, ["history_id", "history_date", "bedrag"]),
        (Initiatief.objects.all(), ["beleidsdomeinen", "vrijwilligersuren_nodig", "startdatum"]),
    ]
    with CaptureQueriesContext(connection) as vragen:
        gelezen = read_samen(*lijsten)
    assert len(vragen) == 1
    los = [list(rijen.values_list(*namen)) for rijen, namen in lijsten]
    assert sorted(gelezen.pop(1)) == sorted(los.pop(1))
    assert gelezen == los
    assert {str(rij[4]) for rij in gelezen[0]} == {"0.10", "9999999999.99", "12000.00"}


def test_objects_are_the_objects_with_what_was_asked_beside_them(wereld: Any) -> None:
    vraag = Geldstroom.objects.annotate(som=Sum("betalingen__bedrag"))
    los, [samen, leeg] = list(vraag), read_objecten(vraag, Betaling.objects.none())
    assert leeg == []
    namen = [veld.attname for veld in Geldstroom._meta.concrete_fields] + ["som"]
    for naam in namen:
        assert [getattr(s, naam) for s in samen] == [getattr(s, naam) for s in los]
    assert not samen[0]._state.adding


def list_alles(stromen: list[Any]) -> list[Any]:
    return [
        (
            stroom.pk,
            [
                (p.pk, [d.pk for d in p.drempels.all()])
                for p in stroom.financier.regelprofielen.all()
            ],
            [(o.van, o.grond, o.geldstroom.omschrijving) for o in stroom.opschortingen.all()],
            [(b.volgnummer, b.bedrag, b.geldstroom_id) for b in stroom.betalingen.all()],
        )
        for stroom in stromen
    ]


def test_what_hangs_under_a_row_is_what_prefetching_finds(wereld: Any) -> None:
    vraag = Geldstroom.objects.select_related("financier")
    gewoon, samen = list(vraag.prefetch_related(*PADEN)), list(vraag)
    with CaptureQueriesContext(connection) as vragen:
        prefetch_samen(samen, *PADEN)
        gevonden = list_alles(samen)
    assert len(vragen) == 1
    assert gevonden == list_alles(gewoon)
    assert [len(rij[2]) for rij in gevonden].count(2) == 1


def test_nothing_is_asked_about_nothing(wereld: Any) -> None:
    with CaptureQueriesContext(connection) as vragen:
        prefetch_samen([], *PADEN)
        assert read_objecten(Betaling.objects.none(), Opschorting.objects.none()) == [[], []]
    assert len(vragen) == 0
