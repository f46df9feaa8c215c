"""Errors as RFC 9457 problem details, in Dutch, with every field that is wrong named at once."""

import logging
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.core.exceptions import ValidationError as ModelFout
from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.views import set_rollback

from api.namen import to_camel
from financiering.domain.exceptions import (
    DomeinFout,
    GeenToegang,
    GewijzigdDoorAnder,
    OvergangNietMogelijk,
    PotOntoereikend,
    VerzoekAnders,
)
from financiering.replica import KWIJT, leest_van_replica
from financiering.services.verslagen import AntwoordGewijzigd

logger = logging.getLogger(__name__)
MEDIATYPE = "application/problem+json"

TITELS = {
    400: ("Ongeldig verzoek", "Het verzoek klopt niet. Bij `invalidParams` staat wat er mis is."),
    401: ("Niet ingelogd", "Stuur een geldige sleutel mee in de kop Authorization."),
    403: ("Mag niet", "Je mag dit niet doen."),
    404: ("Niet gevonden", "Dit bestaat niet, of je mag het niet zien."),
    405: ("Kan hier niet", "Deze methode bestaat niet op dit adres."),
    406: ("Vorm niet mogelijk", "De API antwoordt alleen met JSON."),
    409: ("Kan nu niet", "De stand van zaken laat dit niet toe."),
    412: ("Gewijzigd door een ander", "Haal het opnieuw op en kijk wat er nu staat."),
    413: ("Te groot", "Stuur minder tegelijk."),
    415: ("Vorm onbekend", "Stuur JSON, met de kop Content-Type: application/json."),
    422: ("Sleutel al gebruikt", "Deze Idempotency-Key hoorde bij een ander verzoek."),
    428: ("If-Match ontbreekt", "Stuur in de kop If-Match de ETag mee van wat je las."),
    429: ("Te veel verzoeken", "Wacht even en probeer het opnieuw."),
    500: ("Fout bij ons", "Er ging bij ons iets mis. Het is vastgelegd."),
}


class Invalide(serializers.Serializer[Any]):
    """One thing that is wrong, and where."""

    name = serializers.CharField(help_text="Het veld; bij een reeks met de plaats ervoor.")
    reason = serializers.CharField(help_text="Wat er mis is, in gewone taal.")
    code = serializers.CharField(help_text="Een vast woord voor programma's.")


class Probleem(serializers.Serializer[Any]):
    """Problem details (RFC 9457)."""

    type = serializers.CharField(default="about:blank")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    invalidParams = Invalide(many=True, required=False)


class Probleemfout(exceptions.APIException):
    """A refusal with a status of its own."""

    def __init__(self, status: int, detail: str = "", *, veld: str | None = None) -> None:
        self.status_code = status
        self.veld = veld
        super().__init__(detail or TITELS[status][1])


STATUS_BIJ_FOUT: dict[type[DomeinFout], int] = {
    OvergangNietMogelijk: 409,
    PotOntoereikend: 409,
    GewijzigdDoorAnder: 412,
    AntwoordGewijzigd: 412,
    VerzoekAnders: 422,
    GeenToegang: 403,
}


class Reeksfout(Exception):
    """What is wrong with a list, by place; nothing of it was kept."""

    def __init__(self, fouten: list[tuple[int, Exception]]) -> None:
        super().__init__("a list with mistakes")
        self.fouten = fouten


def answer_fout(fout: Exception, context: dict[str, Any]) -> Response:
    """Whatever went wrong, as a problem; what nobody foresaw is logged and says nothing about us."""
    if isinstance(fout, KWIJT) and leest_van_replica():
        # Not an answer yet: the primary makes it again (`financiering/web/replica.py`).
        raise fout
    set_rollback()
    status, detail, velden, koppen = _read_fout(fout)
    if status >= 500:
        logger.error("the API failed", exc_info=fout)
    titel, standaard = TITELS.get(status, TITELS[400])
    inhoud: dict[str, Any] = {
        "type": "about:blank",
        "title": titel,
        "status": status,
        "detail": detail or standaard,
    }
    if velden:
        inhoud["invalidParams"] = velden
    return Response(inhoud, status=status, headers=koppen, content_type=MEDIATYPE)


def _read_fout(fout: Exception) -> tuple[int, str, list[dict[str, str]], dict[str, str]]:
    """Status, sentence, fields and headers."""
    if isinstance(fout, exceptions.ValidationError):
        return 400, "", list(list_invalide(fout.get_full_details())), {}
    if isinstance(fout, ModelFout):
        return 400, "", list(_list_modelfouten(fout)), {}
    if isinstance(fout, Reeksfout):
        return 400, "", list(_list_reeksfouten(fout)), {}
    if isinstance(fout, DomeinFout):
        status = next((s for soort, s in STATUS_BIJ_FOUT.items() if isinstance(fout, soort)), 400)
        # The message of a page speaks of the page; here the standard sentence says what to do.
        zin = "" if status == 412 else fout.boodschap
        return status, zin, _name_veld(fout.veld, fout.boodschap, "domein"), {}
    if isinstance(fout, Probleemfout):
        zin = str(fout.detail)
        return fout.status_code, zin, _name_veld(fout.veld, zin, "invalid"), {}
    if isinstance(fout, Http404):
        return 404, "", [], {}
    if isinstance(fout, DjangoPermissionDenied):
        return 403, "", [], {}
    if isinstance(fout, exceptions.APIException):
        return _read_api_fout(fout)
    return 500, "", [], {}


def _read_api_fout(
    fout: exceptions.APIException,
) -> tuple[int, str, list[dict[str, str]], dict[str, str]]:
    koppen = {}
    if getattr(fout, "auth_header", None):
        koppen["WWW-Authenticate"] = fout.auth_header  # type: ignore[attr-defined]
    if getattr(fout, "wait", None):
        koppen["Retry-After"] = f"{int(fout.wait)}"  # type: ignore[attr-defined]
    eigen_zin = isinstance(
        fout,
        exceptions.ParseError | exceptions.AuthenticationFailed | exceptions.PermissionDenied,
    )
    return fout.status_code, str(fout.detail) if eigen_zin else "", [], koppen


def _list_reeksfouten(reeks: Reeksfout) -> Iterator[dict[str, str]]:
    for plek, fout in reeks.fouten:
        _, zin, velden, _ = _read_fout(fout)
        for deel in velden or [{"name": "verzoek", "reason": zin, "code": "domein"}]:
            yield deel | {"name": f"{plek}.{deel['name']}"}


def _name_veld(veld: str | None, zin: str, code: str) -> list[dict[str, str]]:
    return [{"name": to_camel(veld), "reason": zin, "code": code}] if veld else []


def list_invalide(details: Any, pad: str = "") -> Iterator[dict[str, str]]:
    """Flatten what serializers say: `{"a": {"b": [...]}}` becomes `a.b`, the third of a list `2.a`."""
    if isinstance(details, dict) and set(details) == {"message", "code"}:
        yield {"name": pad or "verzoek", "reason": str(details["message"]), "code": details["code"]}
    elif isinstance(details, dict):
        for naam, deel in details.items():
            eigen = naam == "non_field_errors"
            yield from list_invalide(deel, pad if eigen else f"{pad}.{naam}".strip("."))
    else:
        blad = all(isinstance(d, dict) and set(d) == {"message", "code"} for d in details)
        for plek, deel in enumerate(details):
            yield from list_invalide(deel, pad if blad else f"{pad}.{plek}".strip("."))


def _list_modelfouten(fout: ModelFout) -> Iterator[dict[str, str]]:
    per_veld = fout.error_dict if hasattr(fout, "error_dict") else {NON_FIELD_ERRORS: [fout]}
    for veld, fouten in per_veld.items():
        naam = "verzoek" if veld == NON_FIELD_ERRORS else to_camel(veld)
        for een in fouten:
            for zin in een.messages:
                yield {"name": naam, "reason": zin, "code": een.code or "invalid"}
