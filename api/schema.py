"""The OpenAPI description, made from the same serializers that read and check."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter
from rest_framework.serializers import BaseSerializer

from api import API_VERSIE
from api.basis import EenView, LijstView, RapportView
from api.fouten import MEDIATYPE, TITELS
from api.lezen import Lezer
from api.vragen import Detailvragen
from api.werkwoorden import Werk

WERKWOORDEN = {"GET": "lees", "POST": "maak", "PATCH": "wijzig", "DELETE": "verwijder"}
ADRESDELEN: dict[str, tuple[Any, str]] = {
    "id": ({"type": "integer", "minimum": 1}, "Het nummer."),
    "kenmerk": ({"type": "string"}, "Het kenmerk van het initiatief."),
    "code": ({"type": "string"}, "De CBS-code, zoals GM0363."),
}
LEESFOUTEN = (400, 401, 403, 404, 406, 429, 500)
SCHRIJFFOUTEN = (400, 401, 403, 404, 406, 409, 412, 413, 415, 422, 428, 429, 500)
NAMEN = {
    status: titel.title().replace(" ", "").replace("-", "") for status, (titel, _) in TITELS.items()
}


class SleutelScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How an application shows its key."""

    target_class = "api.toegang.SleutelAuthenticatie"
    name = "sleutel"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "Een sleutel die je zelf maakt onder API-sleutels, en weer kunt intrekken.",
        }


class SessieScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Somebody who is logged in at the pages."""

    target_class = "api.toegang.Inlogsessie"
    name = "sessie"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


class Schema(AutoSchema):
    """Names, questions and answers as the views declare them."""

    def get_operation_id(self) -> str:
        """`leesGeldstromen`, `leesEenGeldstroom`."""
        return WERKWOORDEN[self.method] + type(self.view).__name__

    def get_tags(self) -> list[str]:
        """The noun."""
        return [self.path.removeprefix("/api/v1").strip("/").split("/")[0] or "begin"]

    def get_summary(self) -> str:
        """The first sentence of the view, in Dutch, or the sentence it has for a method that writes."""
        if self.method != "GET":
            view: Any = self.view
            return str(view.zinnen[self.method])
        return (type(self.view).__doc__ or "").strip().split("\n")[0]

    def get_description(self) -> str:  # type: ignore[override]
        return ""

    def get_override_parameters(self) -> list[Any]:
        """What may be asked, and what the address names."""
        delen = [naam for naam in ADRESDELEN if f"{{{naam}}}" in self.path]
        waar: list[Any] = [
            OpenApiParameter(
                naam, ADRESDELEN[naam][0], OpenApiParameter.PATH, description=ADRESDELEN[naam][1]
            )
            for naam in delen
        ]
        if self.method != "GET":
            return [*waar, *self.describe_werk().koppen]
        if isinstance(self.view, LijstView):
            return [*waar, self.view.vragen_class(lezer=self.view.lezer)]
        if isinstance(self.view, EenView):
            return [*waar, Detailvragen(lezer=self.view.lezer)]
        if isinstance(self.view, RapportView):
            vragen = self.view.vragen_class()
            return [*waar, vragen] if vragen.fields else waar
        return waar

    def describe_werk(self) -> Werk:
        """What the view says of a method that writes."""
        view: Any = self.view
        werk: Werk = view.describe(self.method)
        return werk

    def get_request_serializer(self) -> Any:
        """What a writing method takes."""
        return None if self.method == "GET" else self.describe_werk().invoer

    def get_response_serializers(self) -> Any:
        """One, a page of them, or what the view says."""
        view: Any = self.view
        if self.method != "GET":
            werk = self.describe_werk()
            if werk.lezer is None:
                return {werk.status: None}
            antwoord = self.refer(werk.lezer)
            return {werk.status: {"type": "array", "items": antwoord} if werk.reeks else antwoord}
        if isinstance(self.view, LijstView):
            return {"200": self.refer_lijst(self.view.lezer)}
        if isinstance(self.view, EenView):
            return {"200": self.refer(self.view.lezer)}
        klasse = view.antwoord_class
        ref = self.resolve_serializer(klasse, "response").ref
        reeks = getattr(self.view, "antwoord_is_reeks", False)
        return {"200": {"type": "array", "items": ref} if reeks else ref}

    def refer(self, lezer: Lezer) -> dict[str, Any]:
        """A resource, with what `expand` adds where it can."""
        component = self.resolve_serializer(lezer.serializer_class, "response")
        if not lezer.uitbreidingen:
            return dict(component.ref)
        erbij = {}
        for naam, uitbreiding in lezer.uitbreidingen.items():
            ref = self.resolve_serializer(uitbreiding.lezer.serializer_class, "response").ref
            een = {"allOf": [ref], "nullable": True}
            erbij[naam] = {"type": "array", "items": ref} if uitbreiding.terug else een
        return self.register(
            f"{component.name}MetDelen",
            {
                "allOf": [
                    component.ref,
                    {
                        "type": "object",
                        "properties": {"_embedded": {"type": "object", "properties": erbij}},
                    },
                ]
            },
        )

    def refer_lijst(self, lezer: Lezer) -> dict[str, Any]:
        """The envelope around a page."""
        een = self.refer(lezer)
        naam = self.resolve_serializer(lezer.serializer_class, "response").name
        adres = {"type": "string", "format": "uri", "nullable": True}
        getal = {"type": "integer"}
        velden = {
            "aantal": getal | {"description": "Hoeveel er in totaal zijn."},
            "bladzijde": getal,
            "bladzijden": getal,
            "vorige": adres,
            "volgende": adres,
            "resultaten": {"type": "array", "items": een},
        }
        return self.register(
            f"{naam}Bladzijde", {"type": "object", "properties": velden, "required": list(velden)}
        )

    def register(self, naam: str, schema: dict[str, Any]) -> dict[str, Any]:
        """A component of our own."""
        component = ResolvedComponent(naam, ResolvedComponent.SCHEMA, schema, object=naam)
        self.registry.register_on_missing(component)
        return dict(component.ref)


def complete(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add what every operation shares: the version header, the problems, and examples."""
    delen = result["components"]
    delen["headers"] = {
        "API-Version": {
            "description": "De volledige versie van de API.",
            "schema": {"type": "string"},
            "example": API_VERSIE,
        },
        "ETag": {
            "description": "De versie van wat je las; stuur hem terug in If-Match.",
            "schema": {"type": "string"},
        },
    }
    delen["schemas"] |= _build_probleem()
    delen["responses"] = {
        NAMEN[status]: _build_foutantwoord(status) for status in TITELS if status != 405
    }
    for pad in result["paths"].values():
        for methode, werk in pad.items():
            _complete_werk(methode, werk)
    _add_voorbeelden(delen["schemas"])
    result["tags"] = [
        {"name": naam}
        for naam in dict.fromkeys(
            werk["tags"][0] for pad in result["paths"].values() for werk in pad.values()
        )
    ]
    return result


def _complete_werk(methode: str, werk: dict[str, Any]) -> None:
    besloten = {} not in werk.get("security", [{}])
    fouten = LEESFOUTEN if methode == "get" else SCHRIJFFOUTEN
    for antwoord in list(werk["responses"].values()):
        antwoord["headers"] = {
            naam: {"$ref": f"#/components/headers/{naam}"} for naam in ("API-Version",)
        }
        antwoord["description"] = antwoord["description"] or "Gelukt."
    for status in fouten:
        if besloten or status in (400, 404, 406, 500):
            werk["responses"][str(status)] = {"$ref": f"#/components/responses/{NAMEN[status]}"}


def _build_probleem() -> dict[str, Any]:
    tekst = {"type": "string"}
    return {
        "Probleem": {
            "type": "object",
            "description": "Wat er mis is (RFC 9457).",
            "properties": {
                "type": tekst,
                "title": tekst,
                "status": {"type": "integer"},
                "detail": tekst,
                "invalidParams": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {"name": tekst, "reason": tekst, "code": tekst},
                        "required": ["name", "reason", "code"],
                    },
                },
            },
            "required": ["type", "title", "status", "detail"],
        }
    }


def _build_foutantwoord(status: int) -> dict[str, Any]:
    titel, zin = TITELS[status]
    voorbeeld: dict[str, Any] = {
        "type": "about:blank", "title": titel, "status": status, "detail": zin,
    }  # fmt: skip
    if status == 400:
        voorbeeld["invalidParams"] = [
            {"name": "van", "reason": "Dit veld is vereist.", "code": "required"}
        ]
    return {
        "description": titel,
        "headers": {"API-Version": {"$ref": "#/components/headers/API-Version"}},
        "content": {
            MEDIATYPE: {"schema": {"$ref": "#/components/schemas/Probleem"}, "example": voorbeeld}
        },
    }


def _add_voorbeelden(schemas: dict[str, Any]) -> None:
    """Each serializer carries an example of itself."""
    for klasse in _list_voorbeeldig(BaseSerializer):
        naam = klasse.__name__.removesuffix("Serializer")
        if naam in schemas:
            schemas[naam]["example"] = klasse.voorbeeld


def _list_voorbeeldig(klasse: Any) -> Iterator[Any]:
    for onder in klasse.__subclasses__():
        if "voorbeeld" in vars(onder):
            yield onder
        yield from _list_voorbeeldig(onder)
