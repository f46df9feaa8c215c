"""Streams of money: read, log, change, and carry through their life."""

from typing import Any, ClassVar

from django.db import transaction
from rest_framework.request import Request
from rest_framework.response import Response

from api.basis import ApiView, EenView, LijstView
from api.geldstroominvoer import (
    CorrectieInvoer,
    GeldstroomInvoer,
    GeldstroomWijziging,
    StapInvoer,
)
from api.geldstroomlezer import GELDSTROMEN, Geldstroomvragen
from api.schema import HERHALING, VOORWAARDE
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
from financiering.models import Financier, Geldstroom, Gemeente
from financiering.permissions import can_change_geldstroom, can_create_geldstroom
from financiering.services.financiers import BRON_BIJ_SOORT, get_or_create_financier, guess_bron
from financiering.services.geldstromen import (
    Stap,
    correct_status,
    create_geldstroom,
    execute_overgang,
    update_geldstroom,
)
from financiering.services.schrijven import Handeling, check_versie


def make_geldstroom(request: Request, gegevens: dict[str, Any]) -> Geldstroom:
    """One new stream. Raises GeenToegang for an initiative somebody sees but does not run."""
    initiatief = gegevens["initiatief"]
    require(can_create_geldstroom(request.user, initiatief))
    handeling = by(request, "Geld toegevoegd")
    gegevens = apply_gever(gegevens, initiatief.gemeente, handeling)
    return create_geldstroom(Geldstroom(**gegevens), handeling)


def apply_gever(
    gegevens: dict[str, Any], gemeente: Gemeente, handeling: Handeling, bron: str = ""
) -> dict[str, Any]:
    """Replace the name of a giver by the giver; a source nobody gave follows from it."""
    uit = dict(gegevens)
    naam = uit.pop("financier_naam", None)
    if naam:
        soort = uit.get("bron") or bron or guess_bron(naam)
        uit["financier"] = get_or_create_financier(naam, soort, gemeente, handeling)
    gever: Financier | None = uit.get("financier")
    if gever and not bron:
        uit.setdefault("bron", BRON_BIJ_SOORT[gever.soort])  # type: ignore[index]
    return uit


def find_geldstroom(request: Request, pk: int) -> Geldstroom:
    """The stream if this person sees it, else 404. Raises GeenToegang when it is not theirs to change."""
    zichtbaar = Geldstroom.objects.visible_to(request.user)
    stroom: Geldstroom = get_or_404(
        zichtbaar.select_related("financier", "initiatief__gemeente"), pk=pk
    )
    require(can_change_geldstroom(request.user, stroom))
    return stroom


class Geldstromen(LijstView):
    """Geldstromen die je in detail mag zien."""

    lezer = GELDSTROMEN
    vragen_class = Geldstroomvragen
    invoer: ClassVar = {"POST": GeldstroomInvoer}
    uitvoer: ClassVar = {"POST": ("201", GELDSTROMEN, False)}
    koppen: ClassVar = {"POST": (HERHALING,)}

    def filter(self, rijen: Any, filters: dict[str, Any]) -> Any:
        """One filter is a question of the model itself."""
        dag = filters.pop("looptOp", None)
        rijen = rijen.filter(**filters)
        return rijen.running_on(dag) if dag else rijen

    def post(self, request: Request) -> Response:
        """Legt een geldstroom vast."""
        gegevens = read_invoer(GeldstroomInvoer, request)

        def make() -> list[int]:
            stroom = make_geldstroom(request, gegevens)
            judge_later([stroom.initiatief_id])
            return [stroom.pk]

        return create(request, GELDSTROMEN, make, adres=request.path)


class GeldstromenReeks(ApiView):
    """Veel geldstromen tegelijk."""

    invoer: ClassVar = {"POST": GeldstroomInvoer(many=True)}
    uitvoer: ClassVar = {"POST": ("201", GELDSTROMEN, True)}
    koppen: ClassVar = {"POST": (HERHALING,)}

    def post(self, request: Request) -> Response:
        """Legt hoogstens honderd geldstromen tegelijk vast: allemaal, of geen enkele."""
        reeks = read_invoer(
            GeldstroomInvoer, request, many=True, allow_empty=False, max_length=MEESTE_TEGELIJK
        )

        def make() -> list[int]:
            stromen = do_each(reeks, lambda gegevens: make_geldstroom(request, gegevens))
            judge_later(stroom.initiatief_id for stroom in stromen)
            return [stroom.pk for stroom in stromen]

        return create(request, GELDSTROMEN, make)


class EenGeldstroom(EenView):
    """Eén geldstroom."""

    lezer = GELDSTROMEN
    invoer: ClassVar = {"PATCH": GeldstroomWijziging}
    uitvoer: ClassVar = {"PATCH": ("200", GELDSTROMEN, False)}
    koppen: ClassVar = {"PATCH": (VOORWAARDE,)}

    def patch(self, request: Request, id: int) -> Response:
        """Wijzigt gegevens van een geldstroom, met een reden; de stand verandert met een stap."""
        stroom = find_geldstroom(request, id)
        versie = read_versie(request)
        gegevens = read_invoer(GeldstroomWijziging, request)
        handeling = by(request, gegevens.pop("reden"))
        with transaction.atomic():
            gemeente = stroom.initiatief.gemeente
            for naam, waarde in apply_gever(gegevens, gemeente, handeling, stroom.bron).items():
                setattr(stroom, naam, waarde)
            update_geldstroom(stroom, handeling, versie=versie)
            judge_later([stroom.initiatief_id])
        return self.answer(request, id=id)


class Stappen(EenView):
    """De stappen van een geldstroom."""

    lezer = GELDSTROMEN
    http_method_names = ["post", "options"]
    invoer: ClassVar = {"POST": StapInvoer}
    uitvoer: ClassVar = {"POST": ("200", GELDSTROMEN, False)}
    koppen: ClassVar = {"POST": (VOORWAARDE,)}

    def post(self, request: Request, id: int) -> Response:
        """Zet een stap: aanvragen, verlenen, afwijzen, verantwoorden, vaststellen en zo meer."""
        stroom = find_geldstroom(request, id)
        versie = read_versie(request)
        gegevens = read_invoer(StapInvoer, request)
        naam = gegevens.pop("stap")
        with transaction.atomic():
            check_versie(Geldstroom, id, versie)
            execute_overgang(id, naam, Stap(**gegevens), by(request, f"Stap: {naam}"))
            judge_later([stroom.initiatief_id])
        return self.answer(request, id=id)


class Correcties(EenView):
    """Vergissingen in de stand van een geldstroom."""

    lezer = GELDSTROMEN
    http_method_names = ["post", "options"]
    invoer: ClassVar = {"POST": CorrectieInvoer}
    uitvoer: ClassVar = {"POST": ("200", GELDSTROMEN, False)}
    koppen: ClassVar = {"POST": (VOORWAARDE,)}

    def post(self, request: Request, id: int) -> Response:
        """Herstelt een stap die bij vergissing is gezet; wat er stond, blijft in de geschiedenis."""
        stroom = find_geldstroom(request, id)
        versie = read_versie(request)
        gegevens = read_invoer(CorrectieInvoer, request)
        with transaction.atomic():
            check_versie(Geldstroom, id, versie)
            correct_status(id, gegevens["naar"], by(request, gegevens["reden"]))
            judge_later([stroom.initiatief_id])
        return self.answer(request, id=id)
