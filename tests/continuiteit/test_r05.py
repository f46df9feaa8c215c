"""R05: until when the cost is covered, and how far away the gap is."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.continuiteit.feiten import Dossier, FeitProfiel
from financiering.continuiteit.horizon import compute_horizon, describe_horizon, sum_periode
from financiering.continuiteit.maandbeeld import build_maandbeeld
from financiering.domain.codes import Bron
from tests.continuiteit.bouw import beoordeel, ernst, maak_initiatief, maak_stroom

KOSTEN = {2026: Decimal(120000)}
P = date(2026, 11, 23)


def dossier(*stromen, begroting=KOSTEN, **rest):
    return Dossier(maak_initiatief(), stromen, begroting=begroting, **rest)


def dekkend(tot, **velden):
    """€ 9.000 a month granted since July 2026 up to and including `tot`."""
    van = velden.pop("van", date(2026, 7, 1))
    maanden = (tot.year - van.year) * 12 + tot.month - van.month + 1
    return maak_stroom(van=van, tot=tot, verleend=Decimal(9000 * maanden), **velden)


@pytest.mark.parametrize(
    ("peildatum", "gat", "verwacht"),
    [("2026-11-23", 8, "let_op"), ("2027-01-15", 6, "risico"), ("2027-04-15", 3, "kritiek")],
)
def test_worked_example_3(peildatum, gat, verwacht):
    hoop = maak_stroom(
        status="voornemen", verleend=None, verwacht=Decimal(108000),
        van=date(2027, 7, 1), tot=date(2028, 6, 30),
    )  # fmt: skip
    uitkomst = beoordeel(
        "R05", dossier(dekkend(date(2027, 6, 30)), hoop), date.fromisoformat(peildatum)
    )[0]
    assert (uitkomst.ernst, uitkomst.cijfers["gat_in_maanden"]) == (verwacht, gat)


@pytest.mark.parametrize(
    ("tot", "verwacht"),
    [
        (date(2028, 11, 30), None),
        (date(2028, 10, 31), "info"),
        (date(2027, 11, 30), "info"),
        (date(2027, 10, 31), "let_op"),
        (date(2027, 5, 31), "let_op"),
        (date(2027, 4, 30), "risico"),
        (date(2027, 2, 28), "risico"),
        (date(2027, 1, 31), "kritiek"),
        (date(2026, 10, 31), "kritiek"),
    ],
)
def test_months_to_the_gap(tot, verwacht):
    assert ernst("R05", dossier(dekkend(tot)), P) == verwacht


@pytest.mark.parametrize(("jaarbedrag", "gat"), [(96000, None), (95000, 0), (100000, None)])
def test_a_flat_cover_does_not_dip_in_a_short_month(jaarbedrag, gat):
    horizon = compute_horizon(dossier(maak_stroom(tot=None, verleend=Decimal(jaarbedrag))), P)
    assert horizon is not None
    assert horizon.gat == gat


@pytest.mark.parametrize(("gevraagd", "verwacht"), [(59999, "kritiek"), (60000, "risico")])
def test_open_applications_that_cover_half_make_it_less_than_critical(gevraagd, verwacht):
    aanvraag = maak_stroom(
        status="aangevraagd", verleend=None, aangevraagd=Decimal(gevraagd),
        van=date(2027, 2, 1), tot=date(2028, 1, 31),
    )  # fmt: skip
    assert ernst("R05", dossier(dekkend(date(2027, 1, 31)), aanvraag), P) == verwacht


@pytest.mark.parametrize(
    ("straks", "verwacht"),
    [(102001, None), (102000, "let_op"), (90001, "let_op"), (90000, "risico")],
)
def test_next_year_is_lower(straks, verwacht):
    """Next year is decided; the cost is low, so that there is no gap."""
    stromen = [
        maak_stroom(verleend=Decimal(120000)),
        maak_stroom(verleend=Decimal(straks), van=date(2027, 1, 1), tot=date(2027, 12, 31)),
        maak_stroom(verleend=Decimal(240000), van=date(2028, 1, 1), tot=date(2029, 12, 31)),
    ]
    assert ernst("R05", dossier(*stromen, begroting={2026: Decimal(60000)}), P) == verwacht


def test_an_unknown_amount_next_year_is_no_drop_and_not_safe_either():
    stromen = [
        maak_stroom(van=date(2026, 1, 1), tot=date(2029, 12, 31), verleend=Decimal(480000)),
        maak_stroom(van=date(2027, 1, 1), tot=date(2027, 12, 31), verleend=None),
    ]
    assert beoordeel("R05", dossier(*stromen), P)[0].ontbreekt == ("verleend",)


def test_a_room_that_was_asked_for_covers_no_money():
    aanvraag = maak_stroom(
        status="aangevraagd", verleend=None, aangevraagd=Decimal(120000), bron=Bron.IN_NATURA,
        van=date(2027, 2, 1), tot=date(2028, 1, 31),
    )  # fmt: skip
    assert ernst("R05", dossier(dekkend(date(2027, 1, 31)), aanvraag), P) == "kritiek"


def test_next_year_undecided_is_not_lower():
    stroom = maak_stroom(van=date(2026, 1, 1), tot=date(2029, 12, 31), verleend=Decimal(480000))
    assert ernst("R05", dossier(stroom), P) is None


@pytest.mark.parametrize(
    "velden",
    [
        {"status": "voornemen"},
        {"status": "aangevraagd"},
        {"status": "afgewezen"},
        {"status": "ingetrokken"},
        {"bron": Bron.IN_NATURA},
        {"eigen_exploitatie": False},
    ],
)
def test_what_is_not_certain_does_not_cover(velden):
    stroom = maak_stroom(**({"tot": None, "verleend": Decimal(120000)} | velden))
    horizon = compute_horizon(dossier(stroom), P)
    assert horizon is not None
    assert horizon.gat == 0


def keten(jaren, **velden):
    vorige = None
    for jaar in range(2027 - jaren, 2027):
        vorige = maak_stroom(
            van=date(jaar, 1, 1), tot=date(jaar, 12, 31), verleend=Decimal(120000),
            volgt_op_id=vorige.pk if vorige else None, **velden,
        )  # fmt: skip
        yield vorige


@pytest.mark.parametrize(
    ("jaren", "velden", "verwacht"),
    [
        (2, {}, "kritiek"),
        (3, {}, "risico"),
        (4, {}, "risico"),
        (3, {"bron": "fonds"}, "kritiek"),
    ],
)
def test_three_years_in_a_row_soften_one_level(jaren, velden, verwacht):
    uitkomsten = beoordeel("R05", dossier(*keten(jaren, **velden)), P)
    assert uitkomsten[0].ernst == verwacht
    assert bool(uitkomsten[0].verzachting) == (verwacht == "risico")


def test_missing_data_never_reads_as_safe():
    assert beoordeel("R05", dossier(), P)[0].ontbreekt == ("geldstromen",)
    assert beoordeel("R05", dossier(maak_stroom(), begroting={}), P)[0].ontbreekt == ("begroting",)
    zonder_bedrag = maak_stroom(tot=None, verleend=None)
    assert beoordeel("R05", dossier(zonder_bedrag), P)[0].ontbreekt == ("verleend",)


def test_an_earlier_budget_stands_in_for_a_later_year_and_never_the_other_way():
    assert compute_horizon(dossier(maak_stroom(), begroting={2020: Decimal(1)}), P) is not None
    assert compute_horizon(dossier(maak_stroom(), begroting={2027: Decimal(1)}), P) is None


def test_the_last_day_counts_back_from_the_gap():
    profiel = FeitProfiel(1, date(2020, 1, 1), None, 13, *[None] * 6, ())
    zaak = dossier(dekkend(date(2027, 6, 30)), profielen={1: [profiel]})
    assert beoordeel("R05", zaak, P)[0].laatste_dag == date(2027, 2, 4)


def test_the_sentence():
    horizon = compute_horizon(dossier(dekkend(date(2027, 6, 30))), P)
    assert horizon is not None
    assert describe_horizon(horizon) == (
        "Basisgeld is zeker tot en met juni 2027. Daarna mis je € 10.000 per maand."
    )


def test_the_picture_keeps_certain_and_hoped_for_apart():
    hoop = maak_stroom(
        status="voornemen", verleend=None, verwacht=Decimal(36500), van=date(2027, 1, 1), tot=date(2027, 12, 31)
    )  # fmt: skip
    beeld = build_maandbeeld(dossier(dekkend(date(2026, 12, 31)), hoop), P)
    januari = beeld[2]
    assert (januari.eerste, januari.zeker["basisgeld"], januari.gehoopt) == (
        date(2027, 1, 1),
        0,
        Decimal("3041.67"),
    )
    assert januari.mist == januari.kosten


@pytest.mark.parametrize(
    ("velden", "begin", "einde", "centen"),
    [
        ({"verleend": Decimal(365)}, date(2026, 1, 1), date(2026, 1, 10), 1000),
        ({"verleend": Decimal(365), "tot": None}, date(2026, 12, 31), date(2027, 1, 1), 200),
        ({"verleend": Decimal(366), "tot": None}, date(2028, 2, 29), date(2028, 2, 29), 100),
        ({"verleend": None}, date(2026, 1, 1), date(2026, 12, 31), 0),
        ({}, date(2027, 1, 1), date(2027, 12, 31), 0),
    ],
)
def test_money_in_a_period(velden, begin, einde, centen):
    stroom = maak_stroom(**velden)
    assert sum_periode(stroom, stroom.bedrag, begin, einde) == centen
