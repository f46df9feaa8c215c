"""The rules of a row: each is true or false, never unknown, and asking them together names the same ones."""

import re
import sqlite3
from datetime import date
from decimal import Decimal
from itertools import product
from random import Random

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from financiering.domain.codes import Status
from financiering.models import Geldstroom
from financiering.models.base import BewaardModel
from tests.cast import make_geldstroom

REGELS = [
    (model, regel)
    for model in apps.get_app_config("financiering").get_models()
    for regel in model._meta.constraints
    if isinstance(regel, models.CheckConstraint)
]


def list_waarden(veld):
    """What a column may hold, written as in SQL: its codes or something that is there, and nothing."""
    codes = [f"'{code}'" for code, _ in veld.flatchoices if isinstance(code, str)]
    if isinstance(veld, models.DateField):
        waarden = ["'2026-01-01'", "'2027-01-01'"]
    elif isinstance(veld, models.CharField | models.TextField):
        waarden = ["''", "'iets'", *codes]
    else:
        waarden = ["0", "1", "13", "40"]
    return waarden + ["NULL"] * veld.null


@pytest.mark.parametrize(("model", "regel"), REGELS, ids=[regel.name for _, regel in REGELS])
def test_no_rule_is_unknown(model, regel):
    """A database lets a row pass of which it does not know whether it is right."""
    bewerker = connection.SchemaEditorClass(connection, collect_sql=True)
    sql = regel._get_check_sql(model, bewerker)
    velden = {veld.column: veld for veld in model._meta.fields}
    kolommen = sorted(set(re.findall(r'"(\w+)"', sql)) & velden.keys())
    geheugen = sqlite3.connect(":memory:")
    for waarden in product(*(list_waarden(velden[kolom]) for kolom in kolommen)):
        rij = ", ".join(f'{w} AS "{k}"' for w, k in zip(waarden, kolommen, strict=True))
        (onbekend,) = geheugen.execute(f"SELECT ({sql}) IS NULL FROM (SELECT {rij})").fetchone()
        assert not onbekend, rij


def draw_rij(cast, kies):
    """A stream of which anything may be wrong."""
    bedragen = (None, None, Decimal(-1), Decimal(0), Decimal("12.50"))
    dagen = (None, None, date(2025, 12, 31), date(2026, 2, 1), date(2026, 12, 31))
    return Geldstroom(
        kenmerk=f"kade-{kies.randint(1, 3)}", initiatief=cast.kade, financier=cast.fonds,
        van=date(2026, 1, 1), status=kies.choice(Status.values),
        tot=kies.choice(dagen), ingediend_op=kies.choice(dagen), beschikking_op=kies.choice(dagen),
        vastgesteld_op=kies.choice(dagen), **{
            naam: kies.choice(bedragen)
            for naam in ("verwacht", "aangevraagd", "verleend", "vastgesteld")
        },
    )  # fmt: skip


def list_fouten(controle):
    try:
        controle()
    except ValidationError as fout:
        return fout.message_dict
    return {}


def test_together_they_name_what_each_would(cast):
    make_geldstroom(cast.kade, cast.fonds)
    kies, fout = Random(1), 0
    for _ in range(40):
        rij = draw_rij(cast, kies)
        for zonder in (None, {"tot"}, {"status", "verleend"}):
            elk = list_fouten(lambda r=rij, z=zonder: models.Model.validate_constraints(r, z))
            assert list_fouten(lambda r=rij, z=zonder: r.validate_constraints(z)) == elk
            fout += bool(elk)
    assert 40 < fout < 120


def test_what_is_right_is_asked_once(cast):
    stroom = make_geldstroom(cast.kade, cast.fonds)
    los = [r for r in Geldstroom._meta.constraints if not isinstance(r, models.CheckConstraint)]
    with CaptureQueriesContext(connection) as vragen:
        stroom.validate_constraints()
    gevraagd = [v for v in vragen.captured_queries if v["sql"].startswith("SELECT")]
    assert len(gevraagd) == 1 + len(los)


def test_every_kept_model_asks_together():
    for model, _ in REGELS:
        if issubclass(model, BewaardModel):
            assert model.validate_constraints is BewaardModel.validate_constraints
