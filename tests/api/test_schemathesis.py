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
from tests.api.test_sleutels import make_sleutel
from tests.api.wereld import GEHEIM

KEREN = int(os.environ.get("SCHEMATHESIS_KEREN", "4"))
ZIET_HAVENSTAD = ("ander", "buurman")
CONTROLES = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
ROLLEN = ("penningmeester", "ander", "accounthouder", "buurman", "adviseur", "beheerder")


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
def test_no_question_breaks_it(rol, vol, beschrijving):
    _, geheim = make_sleutel(getattr(vol, rol), Bereik.SCHRIJVEN)
    eigen = vol.daar if rol in ZIET_HAVENSTAD else vol.hier
    bestaat = Bestaand(eigen, "dok" if rol == "ander" else "kade", vol)
    for gevonden in beschrijving.get_all_operations():
        ask_everything(gevonden.ok(), geheim, bestaat, ziet_alles=rol in ZIET_HAVENSTAD)


ENKELVOUD = {
    "initiatieven": "initiatief", "taken": "taak", "begrotingsposten": "begrotingspost",
    "geldstromen": "geldstroom", "betalingen": "betaling", "beschikkingen": "beschikking",
    "verantwoordingen": "verantwoording", "verslagen": "verslag", "bijlagen": "bijlage",
    "signalen": "signaal", "adviezen": "advies", "toestemmingen": "toestemming",
    "financiers": "financier", "regelprofielen": "regelprofiel", "potten": "pot",
    "bewaarde-keuzes": "keuze", "publicaties": "publicatie", "opdrachten": "opdracht",
}  # fmt: skip


class Bestaand:
    """What there is, to ask about: by the word of an address, and by the field of a body."""

    def __init__(self, eigen, kenmerk, vol):
        self.dingen = vars(eigen) | {"initiatief": getattr(vol, kenmerk)}
        self.adres = {"kenmerk": kenmerk, "code": "GM9001"}
        self.velden = {
            "initiatief": kenmerk, "gemeente": "GM9001", "financier": vol.fonds.pk,
            "geldstroom": eigen.geldstroom.pk, "verslag": eigen.concept.pk, "van": eigen.pot.pk,
            "naar": eigen.andere_pot.pk,
        }  # fmt: skip

    def find(self, pad):
        """The thing that an address with an id is about."""
        woord = pad.strip("/").split("/")[0]
        if woord == "verslagen" and not pad.endswith("{id}"):
            return self.dingen["concept"]
        if woord == "bijlagen" and not pad.endswith("inhoud"):
            return self.dingen["conceptbijlage"]
        return self.dingen.get(ENKELVOUD.get(woord, ""))

    def find_etag(self, pad):
        """Its version as it stands now, so that a change gets past the first gate."""
        ding = self.find(pad)
        if ding is None or not hasattr(ding, "versie"):
            return '"1"'
        versies = type(ding)._base_manager.filter(pk=ding.pk).values_list("versie", flat=True)
        return f'"{next(iter(versies), 1)}"'

    def point(self, lijf, is_geldstroom):
        """A made-up body about real things: else each stops at the first thing that is not there."""
        for een in lijf if isinstance(lijf, list) else [lijf]:
            if not isinstance(een, dict):
                continue
            for naam in set(een) & set(self.velden):
                if not (is_geldstroom and naam in ("van", "naar")):
                    een[naam] = self.velden[naam]
            for naam in ("financierNaam", "volgtOp"):
                een.pop(naam, None)


def ask_everything(werk, geheim, bestaat, *, ziet_alles):
    """One operation, as often as `KEREN` says; every second time about something that exists."""
    teller = iter(range(10**6))

    @seed(1)
    @settings(
        max_examples=KEREN, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=werk.as_strategy())
    def ask(case):
        koppen = {"Authorization": f"Bearer {geheim}"}
        if next(teller) % 2:
            ding = bestaat.find(werk.path)
            for naam in case.path_parameters or {}:
                case.path_parameters[naam] = bestaat.adres.get(naam, getattr(ding, "pk", 1))
            bestaat.point(case.body, werk.path.startswith(("/geldstromen", "/initiatieven")))
            koppen["If-Match"] = bestaat.find_etag(werk.path)
        antwoord = case.call(headers=koppen)
        case.validate_response(antwoord, checks=list(CONTROLES))
        assert ziet_alles or GEHEIM not in antwoord.text

    ask()
