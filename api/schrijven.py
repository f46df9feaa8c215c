"""Writing through the same services as the pages: who and why, no change lost, nothing made twice."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from rest_framework import serializers
from rest_framework.fields import empty
from rest_framework.request import Request
from rest_framework.response import Response

from api.fouten import Probleemfout, Reeksfout
from api.lezen import CamelSerializer, Lezer
from api.vragen import WeigertOnbekend
from financiering.domain.exceptions import DomeinFout, GeenToegang
from financiering.models import ApiSleutel
from financiering.permissions import Oordeel
from financiering.services.herhalen import Uitkomst, do_once
from financiering.services.schrijven import Handeling
from tasks.signalen import beoordeel_initiatief

T = TypeVar("T")
ETAG = re.compile(r'^"(\d{1,9})"$')
SLEUTEL = re.compile(r"^[\x21-\x7e]{1,100}$")
MEESTE_TEGELIJK = 100
REDEN = serializers.CharField(max_length=300, help_text="Waarom; staat in de geschiedenis.")


class Invoer(WeigertOnbekend, serializers.Serializer[Any]):
    """What may be sent: these fields and no others."""


class ModelInvoer(WeigertOnbekend, CamelSerializer):
    """Fields of a model that may be sent; whether they can be true together, the service checks."""

    alleen_lezen = False


class ModelWijziging(ModelInvoer):
    """Only the fields that change, and why."""

    reden = REDEN

    def get_fields(self) -> dict[str, Any]:
        """Nothing has to be sent but the reason; what is left out stays as it is."""
        velden = super().get_fields()
        for naam, veld in velden.items():
            veld.required = naam == "reden"
            veld.default = empty
        return velden


def by(request: Request, reden: str) -> Handeling:
    """Who does this and why; history also says with which application."""
    sleutel = request.auth
    if isinstance(sleutel, ApiSleutel):
        reden = f"{reden} (via {sleutel.naam})"
    wie: Any = request.user
    return Handeling(wie, reden)


def judge_later(initiatieven: Iterable[int]) -> None:
    """Look again at the initiatives that changed, once the change is in."""
    for initiatief_id in set(initiatieven):
        transaction.on_commit(partial(beoordeel_initiatief.delay, initiatief_id), robust=True)


def require(oordeel: Oordeel) -> None:
    """Raises GeenToegang with the reason. What may not even be seen never gets this far."""
    if not oordeel.mag:
        raise GeenToegang(oordeel.reden)


def get_or_404(rijen: Any, **waar: Any) -> Any:
    """One of the visible rows."""
    gevonden = rijen.filter(**waar).first()
    if gevonden is None:
        raise Http404
    return gevonden


def read_versie(request: Request) -> int:
    """The version in If-Match. Raises 428 without one, and 412 for what is no version of ours."""
    kop = request.headers.get("If-Match", "").strip()
    if not kop or kop == "*":
        raise Probleemfout(428)
    gevonden = ETAG.match(kop)
    if not gevonden:
        raise Probleemfout(412)
    return int(gevonden[1])


def read_invoer(klasse: Any, request: Request, *, bij: Any = None, **kwargs: Any) -> Any:
    """What was sent, checked; every mistake is named at once. `bij` is the thing it is about."""
    invoer = klasse(data=request.data, context={"request": request, "bij": bij}, **kwargs)
    invoer.is_valid(raise_exception=True)
    return invoer.validated_data


def create(
    request: Request, lezer: Lezer, doe: Callable[[], list[int]], *, adres: str = ""
) -> Response:
    """201 with what was made; with an Idempotency-Key the same request makes it once.

    `doe` returns the ids. With `adres` one thing is made, and Location says where it is.
    """

    def make() -> Uitkomst:
        pks = doe()
        rijen = lezer.read(
            lezer.zichtbaar(request.user).filter(pk__in=pks).order_by("pk"), request.user
        )
        if not adres:
            return Uitkomst(201, rijen)
        koppen = {"Location": request.build_absolute_uri(f"{adres}/{pks[0]}")}
        return Uitkomst(201, rijen[0], koppen | {"ETag": f'"{rijen[0]["versie"]}"'})

    sleutel = request.headers.get("Idempotency-Key", "")
    if not sleutel:
        with transaction.atomic():
            uitkomst = make()
    else:
        uitkomst = do_once(request.user, _check_sleutel(sleutel), _fingerprint(request), make)
    koppen = uitkomst.koppen | ({"Idempotency-Replayed": "true"} if uitkomst.herhaald else {})
    return Response(uitkomst.antwoord, status=uitkomst.status, headers=koppen)


def _check_sleutel(sleutel: str) -> str:
    if not SLEUTEL.match(sleutel):
        raise Probleemfout(
            400,
            "De Idempotency-Key heeft 1 tot 100 letters, cijfers of leestekens, zonder spaties.",
            veld="Idempotency-Key",
        )
    return sleutel


def _fingerprint(request: Request) -> str:
    inhoud = json.dumps(request.data, sort_keys=True)
    return hashlib.sha256(f"{request.method} {request.path} {inhoud}".encode()).hexdigest()


def do_each(gegevens: list[Any], doe: Callable[[Any], T]) -> list[T]:
    """All of them, or none: every mistake is named with its place, and nothing is kept."""
    gelukt: list[T] = []
    fouten: list[tuple[int, Exception]] = []
    for plek, een in enumerate(gegevens):
        try:
            with transaction.atomic():
                gelukt.append(doe(een))
        except (DomeinFout, ValidationError) as fout:
            fouten.append((plek, fout))
    if fouten:
        raise Reeksfout(fouten)
    return gelukt
