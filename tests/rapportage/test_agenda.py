"""The days somebody is reminded of follow what is known now: what is asked, and what still holds."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from financiering.continuiteit.dossier import load_wettermijnen
from financiering.domain.codes import Status
from financiering.models import Geldstroom, Regeldrempel, Regelprofiel, Verantwoording
from financiering.rapportage.agenda import list_agenda
from financiering.rapportage.klokken import list_klokken
from financiering.services.financiers import save_regelprofiel
from financiering.services.geldstromen import update_geldstroom
from financiering.services.schrijven import Handeling, save_object
from tests.cast import TOEN, make_geldstroom
from tests.web.test_toegang import make_signaal

P = date(2026, 11, 23)


def list_inleveren(gebruiker):
    return [punt for punt in list_agenda(gebruiker, P) if punt.soort == "verantwoording"]


def list_klok(stroom):
    """The clock of the page, which must run to the day of the calendar."""
    klokken = list_klokken(Geldstroom.objects.get(pk=stroom.pk), P, load_wettermijnen(P))
    return [(klok.op, klok.grondslag) for klok in klokken if klok.soort == "verantwoording"]


def add_profiel(financier, *drempels, weken=13):
    profiel = Regelprofiel(
        financier=financier, naam="Regels", geldig_van=date(2020, 1, 1), bron="Test",
        verantwoorden_weken=weken,
    )  # fmt: skip
    rijen = [Regeldrempel(tot=tot, niveau=niveau) for tot, niveau in drempels]
    return save_regelprofiel(profiel, rijen, TOEN)


def grant(cast, **velden):
    return make_geldstroom(
        cast.kade,
        cast.gemeente,
        **({"tot": date(2026, 9, 30), "verleend": Decimal(90000)} | velden),
    )


@pytest.mark.parametrize(
    ("niveau", "aantal"), [("geen", 0), ("desgevraagd", 0), ("inhoudelijk", 1), ("", 1)]
)
def test_only_a_report_that_must_go_by_itself_has_a_day(cast, niveau, aantal):
    stroom = grant(cast, tot=date(2027, 3, 31))
    dag = date(2026, 12, 1)
    save_object(Verantwoording(geldstroom=stroom, niveau=niveau, uiterlijk_op=dag), TOEN)
    assert [punt.dag for punt in list_inleveren(cast.penningmeester)] == [dag] * aantal
    assert list_klok(stroom) == [(dag, "datum van de gever")] * aantal


def test_a_date_without_a_level_says_nothing_where_the_rules_ask_nothing(cast):
    add_profiel(cast.gemeente, (Decimal(100000), "geen"), (None, "financieel"))
    save_object(Verantwoording(geldstroom=grant(cast), uiterlijk_op=date(2026, 12, 1)), TOEN)
    assert list_inleveren(cast.penningmeester) == []


@pytest.mark.parametrize("einde", [date(2026, 9, 30), date(2026, 3, 31)])
def test_the_day_follows_from_the_rules_of_the_giver(cast, einde):
    add_profiel(cast.gemeente, (Decimal(5000), "desgevraagd"), (None, "financieel"))
    stroom = grant(cast, tot=einde)
    grant(cast, tot=einde, verleend=Decimal("4999.99"))
    [punt] = list_inleveren(cast.penningmeester)
    assert punt.dag == einde + (date(2026, 12, 30) - date(2026, 9, 30))
    assert punt.adres == f"/geldstromen/{stroom.pk}"
    assert "gevraagd: financieel" in punt.toelichting
    assert list_klok(stroom) == [(punt.dag, "eigen regels van de gever")]


def test_a_level_without_a_date_takes_the_date_of_the_rules_and_is_done_when_it_went(cast):
    add_profiel(cast.gemeente, (None, "geen"))
    rij = Verantwoording(geldstroom=grant(cast), niveau="inhoudelijk", reden_zwaarder="Groot plan")
    save_object(rij, TOEN)
    assert [punt.dag for punt in list_inleveren(cast.penningmeester)] == [date(2026, 12, 30)]
    rij.ingediend_op = P
    save_object(rij, TOEN)
    assert list_inleveren(cast.penningmeester) == []


def test_the_same_entry_counts_up_when_the_rules_change_and_when_the_letter_comes(cast):
    profiel = add_profiel(cast.gemeente, (None, "financieel"))
    stroom = grant(cast)
    [eerst] = list_inleveren(cast.penningmeester)
    profiel.verantwoorden_weken = 10
    save_regelprofiel(profiel, [Regeldrempel(tot=None, niveau="inhoudelijk")], TOEN)
    [toen] = list_inleveren(cast.penningmeester)
    save_object(Verantwoording(geldstroom=stroom, uiterlijk_op=date(2027, 2, 1)), TOEN)
    [nu] = list_inleveren(cast.penningmeester)
    assert eerst.sleutel == toen.sleutel == nu.sleutel
    assert eerst.dag > toen.dag < nu.dag == date(2027, 2, 1)
    assert eerst.volgnummer < toen.volgnummer < nu.volgnummer


def test_looking_at_the_rules_takes_a_fixed_number_of_queries(cast):
    def tel():
        with CaptureQueriesContext(connection) as vangst:
            list_agenda(cast.penningmeester, P)
        return len(vangst)

    add_profiel(cast.gemeente, (None, "financieel"))
    grant(cast)
    een = tel()
    grant(cast)
    grant(cast)
    assert tel() == een


@pytest.mark.parametrize(
    ("regel", "velden", "daarna"),
    [
        ("R01", {"status": "aangevraagd", "verleend": None}, {"status": Status.INGETROKKEN}),
        ("R06", {}, {"status": Status.INGETROKKEN}),
        ("R14", {}, {"status": Status.VASTGESTELD, "vastgesteld": Decimal(9)}),
        ("R19", {"tot": date(2027, 9, 30)}, {"tot": date(2026, 11, 22)}),
    ],
)
def test_a_signal_of_a_stream_that_moved_on_is_not_told(cast, regel, velden, daarna):
    stroom = grant(cast, aangevraagd=Decimal(900), ingediend_op=date(2026, 9, 25), **velden)
    signaal = make_signaal(cast.kade, regel=regel, geldstroom=stroom, laatste_dag=date(2026, 12, 1))
    assert "doen" in {punt.soort for punt in list_agenda(cast.penningmeester, P)}
    for naam, waarde in daarna.items():
        setattr(stroom, naam, waarde)
    update_geldstroom(stroom, Handeling(None, "Verder"))
    assert "doen" not in {punt.soort for punt in list_agenda(cast.penningmeester, P)}
    signaal.refresh_from_db()
    assert signaal.gesloten_op is None


def test_a_late_report_of_a_stream_that_ended_is_still_told(cast):
    stroom = grant(cast)
    make_signaal(cast.kade, regel="R14", geldstroom=stroom, laatste_dag=date(2026, 12, 1))
    assert [p.dag for p in list_agenda(cast.penningmeester, P) if p.soort == "doen"] == [
        date(2026, 12, 1)
    ]
    assert Geldstroom.objects.get(pk=stroom.pk).tot < P
