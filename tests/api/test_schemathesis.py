"""Everything the description allows, and much it does not, asked as each role.

No answer may be a crash or fall outside the description, and nothing of the other town may show.
"""

import os

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from financiering.domain.codes import Bereik
from financiering.models import Betaling, Geldstroom
from financiering.services.betalingen import record_betaling
from tests.api.test_sleutels import make_sleutel
from tests.cast import TOEN, make_geldstroom
from tests.web.test_toegang import make_signaal

KEREN = int(os.environ.get("SCHEMATHESIS_KEREN", "5"))
GEHEIM = "Verborgen in Havenstad"
ZIET_HAVENSTAD = ("ander", "buurman")
CONTROLES = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
ROLLEN = ("penningmeester", "ander", "accounthouder", "buurman", "adviseur", "beheerder")


@pytest.fixture
def wereld(cast):
    """One of everything in each town, the other town's under a name that gives it away."""
    cast.stroom = make_geldstroom(cast.kade, cast.gemeente)
    verborgen = make_geldstroom(cast.dok, cast.fonds, omschrijving=GEHEIM, toelichting=GEHEIM)
    for stroom in (verborgen, cast.stroom):
        cast.betaling = Betaling(
            geldstroom=stroom, soort="voorschot", bedrag=1, verwacht_op="2026-04-01"
        )
        record_betaling(cast.betaling, TOEN)
    cast.signaal = make_signaal(cast.kade, geldstroom=cast.stroom)
    make_signaal(cast.dok, uitleg=GEHEIM)
    return cast


@pytest.fixture
def een_verbinding():
    """A server closes its connection after a request; here the test's transaction lives in it."""
    for signaal in (request_started, request_finished):
        signaal.disconnect(close_old_connections)
    yield
    for signaal in (request_started, request_finished):
        signaal.connect(close_old_connections)


@pytest.fixture
def beschrijving(db, settings, een_verbinding):
    settings.API_PER_MINUUT = 10**9
    settings.API_MISLUKT_PER_MINUUT = 10**9
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.mark.parametrize("rol", ROLLEN)
def test_no_question_breaks_it(rol, wereld, beschrijving):
    _, geheim = make_sleutel(getattr(wereld, rol), Bereik.SCHRIJVEN)
    bekend = {
        "geldstromen": wereld.stroom.pk, "betalingen": wereld.betaling.pk,
        "signalen": wereld.signaal.pk, "financiers": wereld.fonds.pk,
        "kenmerk": "kade", "code": "GM9001",
    }  # fmt: skip
    geldig = {
        "initiatief": getattr(wereld, "dok" if rol == "ander" else "kade").kenmerk,
        "financier": wereld.fonds.pk, "geldstroom": wereld.stroom.pk,
    }  # fmt: skip
    for gevonden in beschrijving.get_all_operations():
        ask_everything(gevonden.ok(), geheim, (bekend, geldig), ziet_alles=rol in ZIET_HAVENSTAD)


def ask_everything(werk, geheim, bestaat, *, ziet_alles):
    """One operation, as often as `KEREN` says; every second time about something that exists."""
    teller = iter(range(10**6))
    bekend, geldig = bestaat
    soort = werk.path.strip("/").split("/")[0]

    @seed(1)
    @settings(
        max_examples=KEREN, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=werk.as_strategy())
    def ask(case):
        koppen = {"Authorization": f"Bearer {geheim}"}
        if next(teller) % 2:
            for naam in case.path_parameters or {}:
                case.path_parameters[naam] = bekend.get(naam, bekend.get(soort))
            point_at_what_exists(case.body, geldig)
            koppen["If-Match"] = find_etag(soort, case.path_parameters)
        antwoord = case.call(headers=koppen)
        case.validate_response(antwoord, checks=list(CONTROLES))
        assert ziet_alles or GEHEIM not in antwoord.text

    ask()


def point_at_what_exists(lijf, geldig):
    """A made-up body about real things: else every one stops at the first thing that is not there."""
    for een in lijf if isinstance(lijf, list) else [lijf]:
        if isinstance(een, dict):
            for naam in set(een) & set(geldig):
                een[naam] = geldig[naam]
            for naam in ("financierNaam", "volgtOp"):
                een.pop(naam, None)


def find_etag(soort, waar):
    """The version as it stands now, so that a change gets past the first gate."""
    model = {"geldstromen": Geldstroom, "betalingen": Betaling}.get(soort)
    pk = (waar or {}).get("id")
    versies = model.objects.filter(pk=pk).values_list("versie", flat=True) if model and pk else ()
    return f'"{next(iter(versies), 1)}"'
