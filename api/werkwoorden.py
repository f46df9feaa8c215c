"""What is done at an address, written once: add, add many, change, take a step, take away.

A noun names its reader, what may be sent, who may, and which service does it. These classes ask what
every write asks, in one order: does this person see it (404), may they (403), is it still as they
read it (428, 412), and is what they send whole (400, with every mistake named).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import transaction
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.basis import ApiView, EenView, LijstView
from api.lezen import Lezer
from api.schrijven import (
    MEESTE_TEGELIJK,
    by,
    create,
    do_each,
    get_or_404,
    judge_later,
    read_invoer,
    read_versie,
    require,
)
from financiering.models.base import BewaardModel
from financiering.permissions import Oordeel
from financiering.services.schrijven import Handeling, check_versie

VOORWAARDE = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True,
    description="De ETag van wat je las. Is het intussen gewijzigd, dan is het antwoord 412.",
)  # fmt: skip
HERHALING = OpenApiParameter(
    "Idempotency-Key", str, OpenApiParameter.HEADER,
    description="Een zelfgekozen, eenmalig woord. Twee keer sturen maakt dan één keer.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Werk:
    """What the description says of a method that writes; without a `lezer` it answers nothing."""

    status: str
    lezer: Lezer | None
    invoer: Any = None
    reeks: bool = False
    koppen: tuple[OpenApiParameter, ...] = ()


class VanInitiatief:
    """A thing of an initiative: who runs that changes it, and it is judged again."""

    erbij: ClassVar[tuple[str, ...]] = ("initiatief",)

    def about(self, ding: Any) -> Iterable[int]:
        """Its initiative."""
        return [ding.initiatief_id]


class VanGeldstroom:
    """A thing of a stream of money; the initiative of that stream is judged again."""

    erbij: ClassVar[tuple[str, ...]] = ("geldstroom__initiatief", "geldstroom__financier")

    def about(self, ding: Any) -> Iterable[int]:
        """The initiative of its stream."""
        return [ding.geldstroom.initiatief_id]


class Schrijft:
    """What every writing address has."""

    zinnen: ClassVar[dict[str, str]] = {}
    """Per method what it does, in a Dutch sentence for the description."""

    def describe(self, methode: str) -> Werk:
        """What a method takes and answers."""
        raise NotImplementedError(methode)

    def about(self, ding: Any) -> Iterable[int]:
        """The initiatives the rules look at again afterwards; none unless a noun says so."""
        return ()


class Toevoegbaar(Schrijft, LijstView):
    """A list to which somebody may add."""

    nieuw: type[serializers.BaseSerializer[Any]]

    def describe(self, methode: str) -> Werk:
        return Werk("201", self.lezer, self.nieuw, koppen=(HERHALING,))

    def make(self, request: Request, gegevens: dict[str, Any]) -> BewaardModel:
        """One new thing, through its service. Raises GeenToegang with the reason."""
        raise NotImplementedError

    def post(self, request: Request) -> Response:
        """Add one; with an Idempotency-Key the same request makes it once."""
        gegevens = read_invoer(self.nieuw, request)

        def make() -> list[int]:
            ding = self.make(request, gegevens)
            judge_later(self.about(ding))
            return [ding.pk]

        return create(request, self.lezer, make, adres=request.path)


class Reeks(Schrijft, ApiView):
    """Many at once, as its list makes one: all of them, or none."""

    lijst: type[Toevoegbaar]

    def describe(self, methode: str) -> Werk:
        nieuw = self.lijst.nieuw(many=True)
        return Werk("201", self.lijst.lezer, nieuw, reeks=True, koppen=(HERHALING,))

    def post(self, request: Request) -> Response:
        """Every mistake is named with its place."""
        lijst = self.lijst()
        reeks = read_invoer(
            lijst.nieuw, request, many=True, allow_empty=False, max_length=MEESTE_TEGELIJK
        )

        def make() -> list[int]:
            dingen = do_each(reeks, lambda gegevens: lijst.make(request, gegevens))
            judge_later(over for ding in dingen for over in lijst.about(ding))
            return [ding.pk for ding in dingen]

        return create(request, lijst.lezer, make)


class Bewerkt(Schrijft, EenView):
    """One thing that somebody changes in some way."""

    erbij: ClassVar[tuple[str, ...]] = ()
    """What is read along with it, because who may change it hangs on that."""

    def find(self, request: Request, **adres: Any) -> Any:
        """The thing; 404 when this person does not see it. Raises GeenToegang with the reason."""
        rijen = self.lezer.zichtbaar(request.user).select_related(*self.erbij)
        ding = get_or_404(rijen, **adres)
        require(self.judge(request.user, ding))
        return ding

    def judge(self, wie: Any, ding: Any) -> Oordeel:
        """Whether this person may, and why not."""
        raise NotImplementedError


class Wijzigbaar(Bewerkt):
    """One thing of which fields change, with a reason."""

    wijziging: type[serializers.BaseSerializer[Any]]

    def describe(self, methode: str) -> Werk:
        return Werk("200", self.lezer, self.wijziging, koppen=(VOORWAARDE,))

    def patch(self, request: Request, **adres: Any) -> Response:
        """Only what was sent changes, and not over a change by somebody else."""
        ding = self.find(request, **adres)
        versie = read_versie(request)
        gegevens = read_invoer(self.wijziging, request)
        handeling = by(request, gegevens.pop("reden"))
        with transaction.atomic():
            self.change(ding, gegevens, handeling, versie)
            judge_later(self.about(ding))
        return self.answer(request, **adres)

    def change(
        self, ding: Any, gegevens: dict[str, Any], handeling: Handeling, versie: int
    ) -> None:
        """Put the fields on it and save; a noun whose service wants more overrides this."""
        for naam, waarde in gegevens.items():
            setattr(ding, naam, waarde)
        self.save(ding, handeling, versie)

    def save(self, ding: Any, handeling: Handeling, versie: int) -> None:
        """The service. Raises GewijzigdDoorAnder when this version is not the last."""
        raise NotImplementedError


class Weghaalbaar(Bewerkt):
    """One thing that is no evidence and can be taken away; history keeps it."""

    def describe(self, methode: str) -> Werk:
        if methode == "DELETE":
            return Werk("204", None, koppen=(VOORWAARDE,))
        return super().describe(methode)

    def delete(self, request: Request, **adres: Any) -> Response:
        """As it was read, or not at all."""
        ding = self.find(request, **adres)
        versie = read_versie(request)
        with transaction.atomic():
            check_versie(type(ding), ding.pk, versie)
            over = list(self.about(ding))
            self.remove(ding, by(request, "Weggehaald"))
            judge_later(over)
        return Response(status=204)

    def remove(self, ding: Any, handeling: Handeling) -> None:
        """The service."""
        raise NotImplementedError


class Stap(Bewerkt):
    """Something that is done with one thing, as a button at the page."""

    http_method_names = ["post", "options"]
    stuurt: type[serializers.BaseSerializer[Any]]

    def describe(self, methode: str) -> Werk:
        return Werk("200", self.lezer, self.stuurt, koppen=(VOORWAARDE,))

    def post(self, request: Request, **adres: Any) -> Response:
        """Take the step and answer with how the thing stands then."""
        ding = self.find(request, **adres)
        versie = read_versie(request)
        gegevens = read_invoer(self.stuurt, request, bij=ding)
        with transaction.atomic():
            check_versie(type(ding), ding.pk, versie)
            self.take(request, ding, gegevens)
            judge_later(self.about(ding))
        return self.answer(request, **adres)

    def take(self, request: Request, ding: Any, gegevens: dict[str, Any]) -> None:
        """The service. Raises DomeinFout when the step does not start here."""
        raise NotImplementedError
