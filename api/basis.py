"""What every address of the API shares: version, doors for browsers, lists and single things."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from api import API_VERSIE
from api.fouten import Probleemfout
from api.lezen import Lezer, Rij
from api.toegang import Inlogsessie, PerMinuut, SleutelAuthenticatie, Toegestaan
from api.vragen import Detailvragen, Lijstvragen, Vragen

KOPPEN_VAN_BUITEN = "Authorization, Content-Type, If-Match, Idempotency-Key"
KOPPEN_NAAR_BUITEN = "API-Version, ETag, Location, Retry-After"


class ApiView(APIView):
    """One address: a log-in or a key, problems in Dutch, the version in every answer."""

    authentication_classes: Sequence[Any] = (SleutelAuthenticatie, Inlogsessie)
    permission_classes: Sequence[Any] = (Toegestaan,)
    throttle_classes: Sequence[Any] = (PerMinuut,)
    metadata_class = None
    hoogste_lijf: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    """Bytes that a body may have; a longer one is not even read."""

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        """Add the version, and let a browser application in whose address is in the settings."""
        antwoord = super().finalize_response(request, response, *args, **kwargs)
        antwoord["API-Version"] = API_VERSIE
        _allow_herkomst(request, antwoord)
        return antwoord

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """A browser asks what it may without a key; that question tells nothing."""
        if request.method == "OPTIONS":
            return
        super().initial(request, *args, **kwargs)
        if int(request.META.get("CONTENT_LENGTH") or 0) > self.hoogste_lijf:
            raise Probleemfout(413)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """What a browser asks before it lets a script write."""
        return Response(status=204, headers={"Allow": ", ".join(self.allowed_methods)})


def _allow_herkomst(request: Request, antwoord: Response) -> None:
    """Named addresses only, and never with cookies: an application brings its own key."""
    herkomst = request.headers.get("Origin", "")
    if settings.API_CORS:
        antwoord["Vary"] = ", ".join(filter(None, [antwoord.get("Vary", ""), "Origin"]))
    if herkomst not in settings.API_CORS:
        return
    antwoord["Access-Control-Allow-Origin"] = herkomst
    antwoord["Access-Control-Expose-Headers"] = KOPPEN_NAAR_BUITEN
    if request.method == "OPTIONS":
        antwoord["Access-Control-Allow-Methods"] = antwoord.get("Allow", "")
        antwoord["Access-Control-Allow-Headers"] = KOPPEN_VAN_BUITEN
        antwoord["Access-Control-Max-Age"] = "600"


class LijstView(ApiView):
    """A list, filtered, sorted and in pages."""

    lezer: Lezer
    vragen_class: type[Lijstvragen] = Lijstvragen

    def get(self, request: Request) -> Response:
        """One page of what this person may see."""
        vragen = self.vragen_class(data=request.query_params, lezer=self.lezer)
        filters, velden, meer = vragen.read()
        bladzijde, per = filters.pop("page"), filters.pop("pageSize")
        volgorde = vragen.order(filters.pop("sort", []) or [self.vragen_class.sorteren[0]])
        rijen = self.filter(self.lezer.zichtbaar(request.user), filters)
        begin = (bladzijde - 1) * per
        deel = rijen.order_by(*volgorde)[begin : begin + per]
        gevonden = self.lezer.read_by(self.lezer.van_wie, deel, request.user, velden, meer)
        note_inzage(request, self.lezer, {wie for wie, _ in gevonden})
        # A page that is not full is the last one: then its rows are counted already.
        laatste = len(gevonden) < per and (gevonden or bladzijde == 1)
        aantal = begin + len(gevonden) if laatste else rijen.count()
        return Response(
            build_bladzijde(request, [uit for _, uit in gevonden], aantal, bladzijde, per)
        )

    def filter(self, rijen: Any, filters: dict[str, Any]) -> Any:
        """Narrow the list; a resource with a filter that is no lookup overrides this."""
        return rijen.filter(**filters)


class EenView(ApiView):
    """One thing; what does not exist and what may not be seen are both 404."""

    lezer: Lezer

    def get(self, request: Request, **adres: Any) -> Response:
        """The thing itself, with its version as ETag where it can change."""
        _, velden, meer = Detailvragen(data=request.query_params, lezer=self.lezer).read()
        return self.answer(request, velden=velden, meer=meer, **adres)

    def answer(
        self, request: Request, *, velden: Any = (), meer: Any = (), status: int = 200, **adres: Any
    ) -> Response:
        """Read it anew, as this person sees it; `adres` is the column that the address names."""
        rijen = self.lezer.zichtbaar(request.user).filter(**adres)
        gevonden = self.lezer.read_by(self.lezer.van_wie, rijen, request.user, velden, meer)
        if not gevonden:
            raise Http404
        wie, uit = gevonden[0]
        note_inzage(request, self.lezer, {wie})
        koppen = {}
        if self.lezer.heeft_versie:
            versie = uit.get("versie") or rijen.values_list("versie", flat=True).get()
            koppen["ETag"] = build_etag(versie)
        return Response(uit, status=status, headers=koppen)


class RapportView(ApiView):
    """Figures that are worked out anew each time; nothing is kept and nothing changes."""

    antwoord_class: type[Serializer[Any]]
    vragen_class: type[Vragen] = Vragen

    def get(self, request: Request, **adres: Any) -> Response:
        """What the address asks, worked out."""
        vragen = self.vragen_class(data=request.query_params)
        vragen.is_valid(raise_exception=True)
        gevonden = self.compute(request, vragen.validated_data, **adres)
        return Response(self.antwoord_class(gevonden).data)

    def compute(self, request: Request, vragen: dict[str, Any], **adres: Any) -> Any:
        """The values that `antwoord_class` shows. Raises Http404, or GeenToegang with the reason."""
        raise NotImplementedError


def build_etag(versie: int) -> str:
    """The version of a thing as a strong validator."""
    return f'"{versie}"'


def note_inzage(request: Request, lezer: Lezer, initiatieven: set[Any]) -> None:
    """An initiative sees that somebody looked, also when that was an application.

    Written when the answer is ready. A list over several initiatives is a portfolio, as at the pages.
    """
    if lezer.inzage and len(initiatieven) == 1:
        note_een(request, initiatieven.pop(), lezer.inzage)


def note_een(request: Request, initiatief_id: int, wat: str) -> None:
    """Of one initiative, in the words it will read."""
    request._request.inzage = (initiatief_id, wat)  # type: ignore[attr-defined]


def build_bladzijde(
    request: Request, rijen: list[Rij], aantal: int, bladzijde: int, per: int
) -> Rij:
    """The envelope around a page: how many there are in all, and the way to the others."""
    bladzijden = max(1, -(-aantal // per))
    return {
        "aantal": aantal,
        "bladzijde": bladzijde,
        "bladzijden": bladzijden,
        "vorige": _build_adres(request, bladzijde - 1) if 1 < bladzijde <= bladzijden else None,
        "volgende": _build_adres(request, bladzijde + 1) if bladzijde < bladzijden else None,
        "resultaten": rijen,
    }


def _build_adres(request: Request, bladzijde: int) -> str:
    vragen = request.query_params.copy()
    vragen["page"] = str(bladzijde)
    return request.build_absolute_uri(f"{request.path}?{vragen.urlencode()}")
