"""R01: a decision that is late, or comes too close to the start."""

from datetime import date, timedelta

import pytest

from financiering.continuiteit.feiten import Dossier, FeitProfiel
from tests.continuiteit.bouw import beoordeel, ernst, maak_initiatief, maak_stroom

VER_WEG = date(2028, 1, 1)


def dossier(profiel=None, opgeschort=(), **velden):
    vast = {"status": "aangevraagd", "verleend": None} | velden
    stroom = maak_stroom(tot=None, **vast)
    return Dossier(
        maak_initiatief(),
        [stroom],
        profielen={1: [profiel]} if profiel else {},
        opschortingen={stroom.pk: opgeschort},
    )


def profiel(**velden):
    vast = dict.fromkeys(FeitProfiel._fields) | {
        "financier_id": 1, "geldig_van": date(2020, 1, 1), "drempels": (),
    }  # fmt: skip
    return FeitProfiel(**(vast | velden))


@pytest.mark.parametrize(
    ("peildatum", "verwacht"),
    [("2026-12-15", "risico"), ("2027-01-10", "risico"), ("2027-03-01", "kritiek")],
)
def test_worked_example_2(peildatum, verwacht):
    zaak = dossier(
        ingediend_op=date(2026, 9, 25), beslissen_voor=date(2026, 12, 31), van=date(2027, 1, 1)
    )
    assert ernst("R01", zaak, date.fromisoformat(peildatum)) == verwacht


@pytest.mark.parametrize(
    ("te_laat", "verwacht"),
    [
        (-15, None), (-14, "info"), (0, "info"), (1, "let_op"), (14, "let_op"),
        (15, "risico"), (56, "risico"), (57, "risico"),
    ],
)  # fmt: skip
def test_days_late_with_the_start_far_away(te_laat, verwacht):
    uiterste = date(2026, 6, 1)
    zaak = dossier(ingediend_op=date(2026, 1, 1), beslissen_voor=uiterste, van=VER_WEG)
    assert ernst("R01", zaak, uiterste + timedelta(days=te_laat)) == verwacht


@pytest.mark.parametrize(
    ("voorloop", "verwacht"),
    [(56, None), (55, "info"), (42, "info"), (41, "let_op"), (28, "let_op"), (27, "risico")],
)
def test_days_to_the_start_with_the_decision_far_away(voorloop, verwacht):
    start = date(2026, 6, 1)
    zaak = dossier(ingediend_op=date(2026, 1, 1), beslissen_voor=VER_WEG, van=start)
    assert ernst("R01", zaak, start - timedelta(days=voorloop)) == verwacht


@pytest.mark.parametrize(
    ("voorloop", "verwacht"), [(15, "risico"), (14, "kritiek"), (-90, "kritiek")]
)
def test_very_late_is_critical_only_near_the_start(voorloop, verwacht):
    peildatum = date(2026, 6, 1)
    zaak = dossier(
        ingediend_op=date(2025, 1, 1),
        beslissen_voor=peildatum - timedelta(days=57),
        van=peildatum + timedelta(days=voorloop),
    )
    assert ernst("R01", zaak, peildatum) == verwacht


@pytest.mark.parametrize(
    ("velden", "uiterste"),
    [
        ({}, "2026-02-26"),
        ({"verdaagd_tot": date(2026, 5, 1)}, "2026-05-01"),
        ({"profiel": profiel(beslistermijn_weken=13)}, "2026-04-02"),
        ({"profiel": profiel(beslisdatum_maand=12, beslisdatum_dag=31)}, "2027-12-31"),
        ({"profiel": profiel(beslistermijn_weken=13, geldig_van=date(2027, 1, 1))}, "2026-02-26"),
        ({"opgeschort": [(date(2026, 1, 10), date(2026, 1, 20))]}, "2026-03-08"),
    ],
)
def test_which_date_is_the_last(velden, uiterste):
    zaak = dossier(ingediend_op=date(2026, 1, 1), van=VER_WEG, **velden)
    laatste = date.fromisoformat(uiterste)
    assert beoordeel("R01", zaak, laatste)[0].cijfers["uiterste_datum"] == uiterste


@pytest.mark.parametrize(
    ("ingediend_op", "weken", "uiterste", "verwacht"),
    [
        (date(2026, 12, 1), None, "2026-12-01", "kritiek"),
        (date(2026, 12, 2), None, "2027-01-27", "risico"),
        (date(2027, 2, 15), None, "2027-04-12", "risico"),
        (date(2027, 2, 15), 13, "2027-05-17", "risico"),
    ],
)
def test_a_fixed_day_counts_only_for_who_applied_by_then(ingediend_op, weken, uiterste, verwacht):
    """Two weeks before the start it is a risk by itself; who applied later is not 77 days late."""
    regels = profiel(beslistermijn_weken=weken, beslisdatum_maand=12, beslisdatum_dag=1)
    zaak = dossier(ingediend_op=ingediend_op, van=date(2027, 3, 1), profiel=regels)
    (uitkomst,) = beoordeel("R01", zaak, date(2027, 2, 16))
    assert (uitkomst.ernst, uitkomst.cijfers["uiterste_datum"]) == (verwacht, uiterste)
    assert ("in gebreke" in uitkomst.advies) == (date.fromisoformat(uiterste) < date(2027, 2, 16))


def test_nothing_to_count_from_names_what_is_missing():
    uitkomst = beoordeel("R01", dossier(van=date(2020, 1, 1)), date(2026, 6, 1))[0]
    assert (uitkomst.ernst, uitkomst.ontbreekt) == ("niet_te_beoordelen", ("ingediend_op",))


@pytest.mark.parametrize(
    "status", ["voornemen", "verleend", "afgewezen", "ingetrokken", "verantwoord", "vastgesteld"]
)
def test_only_an_application_waits_for_a_decision(status):
    zaak = dossier(status=status, ingediend_op=date(2020, 1, 1), van=date(2020, 6, 1))
    assert ernst("R01", zaak, date(2026, 6, 1)) is None


def test_the_sentence_has_the_figures_and_the_next_step():
    zaak = dossier(
        ingediend_op=date(2026, 6, 1), beslissen_voor=date(2026, 10, 12), van=date(2027, 1, 1)
    )
    uitkomst = beoordeel("R01", zaak, date(2026, 11, 23))[0]
    assert "had er op 12 oktober 2026 moeten zijn. Dat was 42 dagen geleden" in uitkomst.uitleg
    assert "in gebreke" in uitkomst.advies
    assert uitkomst.laatste_dag == date(2027, 1, 1)


def test_a_private_giver_that_is_late_cannot_be_put_in_default():
    zaak = dossier(
        ingediend_op=date(2026, 1, 1), beslissen_voor=date(2026, 3, 1), van=VER_WEG, bron="fonds"
    )
    (uitkomst,) = beoordeel("R01", zaak, date(2026, 4, 1))
    assert "4:17" not in uitkomst.advies
    assert "wanneer het besluit komt" in uitkomst.advies
