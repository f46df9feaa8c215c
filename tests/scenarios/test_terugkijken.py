"""A year of the trial, week by week, as it was known then: nothing that came later changes the answer."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from financiering.demo.laden import load_demo
from financiering.demo.verhaal import at
from financiering.domain.codes import Status
from financiering.models import Begrotingspost, Geldstroom, Initiatief, Taak
from financiering.models.bekend import end_of_day
from financiering.services.geldstromen import (
    Stap,
    correct_status,
    execute_overgang,
    update_geldstroom,
)
from financiering.services.schrijven import delete_object, save_object
from financiering.services.signalen import scan_initiatieven

P = date(2026, 11, 23)
WEKEN = [P - timedelta(weeks=week) for week in range(52, -1, -1)]
LATER = P + timedelta(days=1)


def look(dag, initiatieven=None):
    """What could be said on a day with what was recorded by then."""
    gezien = scan_initiatieven(dag, initiatieven=initiatieven, bekend_op=end_of_day(dag))
    return [
        (b.initiatief, b.regel, b.uitkomst.ernst, b.uitkomst.uitleg, b.uitkomst.laatste_dag)
        for b in gezien
    ]


def replay():
    return {dag: look(dag) for dag in WEKEN}


@pytest.fixture
def demo(db):
    load_demo(P)


def change_everything():
    """What may happen afterwards: late decisions, corrections, other amounts, tasks that go."""
    for stroom in Geldstroom.objects.filter(status=Status.AANGEVRAAGD):
        execute_overgang(
            stroom.pk, "verlenen", Stap(LATER, Decimal(1)), at(LATER, "Besluit ontvangen")
        )
    for stroom in Geldstroom.objects.filter(status=Status.VERLEEND).exclude(beschikking_op=LATER):
        if stroom.ingediend_op:
            correct_status(stroom.pk, Status.AANGEVRAAGD, at(LATER, "Vergissing"))
    for stroom in Geldstroom.objects.filter(verleend__isnull=False):
        stroom.verleend, stroom.tot = stroom.verleend + 5000, None
        update_geldstroom(stroom, at(LATER, "Bedrag verbeterd"))
    for taak in Taak.objects.all():
        delete_object(taak, at(LATER, "Taak weg"))
    for post in Begrotingspost.objects.all():
        post.bedrag *= 3
        save_object(post, at(LATER, "Duurder"))
    for wie in Initiatief.objects.all():
        wie.saldo, wie.naam = Decimal(1), f"{wie.naam} (nieuw)"
        save_object(wie, at(LATER, "Ander saldo"))


def test_every_week_gives_the_same_answer_after_everything_changed(demo):
    voor = replay()
    beelden = {frozenset((b[0], b[1], b[2]) for b in beeld) for beeld in voor.values()}
    assert len(beelden) > 20
    vandaag = look(LATER)
    change_everything()
    assert replay() == voor
    assert look(LATER) != vandaag


def test_a_late_decision_was_late_until_it_came(demo):
    """TAV's third morning was asked for in time and is still not decided."""
    stroom = Geldstroom.objects.get(omschrijving__startswith="Derde ochtend")
    welk = Initiatief.objects.filter(pk=stroom.initiatief_id)
    laat = [dag for dag in WEKEN if any(b[1] == "R01" and "Derde ochtend" in b[3] for b in look(dag, welk))]  # fmt: skip
    assert laat
    assert min(laat) >= stroom.ingediend_op
    execute_overgang(stroom.pk, "verlenen", Stap(LATER, Decimal(1)), at(LATER, "Besluit"))
    assert any("Derde ochtend" in b[3] for b in look(P, welk) if b[1] == "R01")
    assert not any("Derde ochtend" in b[3] for b in look(LATER, welk) if b[1] == "R01")
