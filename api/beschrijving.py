"""What the API says about itself: a start, the OpenAPI description, and the same to read."""

import json
from functools import cache
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api import API_VERSIE
from api.basis import ApiView


class BeginSerializer(serializers.Serializer[Any]):
    """Where to find what."""

    voorbeeld: ClassVar = {
        "naam": "Buurtfundament", "versie": API_VERSIE,
        "beschrijving": "https://buurtfundament.voorbeeld.nl/api/v1/openapi.json",
        "documentatie": "https://buurtfundament.voorbeeld.nl/api/v1/documentatie",
    }  # fmt: skip

    naam = serializers.CharField()
    versie = serializers.CharField()
    beschrijving = serializers.URLField()
    documentatie = serializers.URLField()


class OpenbaarView(ApiView):
    """For everybody, without a key, from every page."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()

    def finalize_response(self, *args: Any, **kwargs: Any) -> Response:
        antwoord = super().finalize_response(*args, **kwargs)
        antwoord["Access-Control-Allow-Origin"] = "*"
        return antwoord


class Begin(OpenbaarView):
    """Waar wat te vinden is."""

    antwoord_class = BeginSerializer

    def get(self, request: Request) -> Response:
        """The two descriptions."""
        return Response(
            {
                "naam": settings.APPNAAM,
                "versie": API_VERSIE,
                "beschrijving": request.build_absolute_uri(reverse("api_openapi")),
                "documentatie": request.build_absolute_uri(reverse("api_uitleg")),
            }
        )


@cache
def build_openapi() -> dict[str, Any]:
    """The description of this version; made once per process."""
    beschrijving: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    beschrijving["info"] |= {
        "version": API_VERSIE,
        "description": "Geld van bewonersinitiatieven: lezen en schrijven wat je ook op de pagina's "
        "mag. Bedragen zijn euro's als tekst met twee decimalen, dagen zijn inclusief.",
        "contact": settings.API_CONTACT,
        "license": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/nl/"},
    }
    return beschrijving


def write_openapi() -> str:
    """The same as text, for docs/openapi.json."""
    return json.dumps(build_openapi(), ensure_ascii=False, indent=1, default=str) + "\n"


@extend_schema(exclude=True)
class OpenApi(OpenbaarView):
    """The description for programs."""

    def get(self, request: Request) -> Response:
        """OpenAPI 3.0."""
        return Response(build_openapi())


@login_not_required
@require_safe
def uitleg(request: HttpRequest) -> HttpResponse:
    """The same description for people, without a script."""
    beschrijving = build_openapi()
    groepen: dict[str, list[dict[str, Any]]] = {}
    for pad, werken in beschrijving["paths"].items():
        for methode, werk in werken.items():
            regel = {
                "methode": methode.upper(),
                "pad": pad,
                "wat": werk["summary"],
                "vragen": [
                    {"naam": p["name"], "uitleg": p.get("description", ""), "waar": p["in"]}
                    for p in werk.get("parameters", [])
                ],
                "invoer": list_velden(beschrijving, werk.get("requestBody", {})),
                "voorbeeld": show_voorbeeld(beschrijving, werk.get("requestBody", {})),
            }
            groepen.setdefault(werk["tags"][0], []).append(regel)
    context = {"groepen": groepen, "versie": API_VERSIE, "info": beschrijving["info"]}
    return render(request, "api/uitleg.html", context)


def find_model(beschrijving: dict[str, Any], lijf: dict[str, Any]) -> dict[str, Any]:
    """What one thing in a request body looks like; empty where nothing is sent."""
    schema = lijf.get("content", {}).get("application/json", {}).get("schema", {})
    naam = (schema.get("items") or schema).get("$ref", "").rpartition("/")[2]
    model: dict[str, Any] = beschrijving["components"]["schemas"].get(naam, {})
    return model


def show_voorbeeld(beschrijving: dict[str, Any], lijf: dict[str, Any]) -> str:
    """The example of a request body as one would type it."""
    voorbeeld = find_model(beschrijving, lijf).get("example")
    return json.dumps(voorbeeld, ensure_ascii=False, indent=2) if voorbeeld else ""


def list_keuzes(beschrijving: dict[str, Any], deel: dict[str, Any]) -> str:
    """What a field can be, where it is one of a list; those stand in components of their own."""
    namen = [
        verwijzing["$ref"].rpartition("/")[2]
        for verwijzing in (deel, *deel.get("allOf", ()), *deel.get("oneOf", ()))
        if "$ref" in verwijzing
    ]
    schemas = beschrijving["components"]["schemas"]
    keuzes = [keus for naam in namen for keus in schemas[naam].get("enum", ()) if keus]
    return f"Mogelijk: {', '.join(keuzes)}." if keuzes else ""


def list_velden(beschrijving: dict[str, Any], lijf: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of a request body, with what they mean."""
    model = find_model(beschrijving, lijf)
    return [
        {
            "naam": veld,
            "uitleg": "\n".join(
                filter(None, [deel.get("description"), list_keuzes(beschrijving, deel)])
            ),
            "moet": veld in model.get("required", []),
        }
        for veld, deel in model.get("properties", {}).items()
    ]
