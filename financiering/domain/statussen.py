"""The life of a stream of money, as one table (Awb title 4.2; bronnen.md, 1a).

A step that is not in the table does not exist. Going back is a correction: always possible to
an earlier state of the same path, always with a reason, always kept in history.
"""

from collections.abc import Collection
from dataclasses import dataclass

from financiering.domain.codes import BRONNEN_ZONDER_BESLUIT, Bron, Status
from financiering.domain.exceptions import OvergangNietMogelijk


@dataclass(frozen=True, slots=True)
class Overgang:
    """One step: its name in code and URL, where it starts and ends, and what people read."""

    naam: str
    van: frozenset[Status]
    naar: Status
    knop: str
    betekenis: str
    zonder_besluit: bool | None = None
    """True: only for sources agreed on directly; False: only for the others; None: for all."""


def _van(*statussen: Status) -> frozenset[Status]:
    return frozenset(statussen)


OVERGANGEN: tuple[Overgang, ...] = (
    Overgang(
        "aanvragen",
        _van(Status.VOORNEMEN),
        Status.AANGEVRAAGD,
        "Aanvraag is verstuurd",
        "Je hebt de aanvraag ingediend. Vanaf die dag loopt de beslistermijn.",
        zonder_besluit=False,
    ),
    Overgang(
        "afspreken",
        _van(Status.VOORNEMEN),
        Status.VERLEEND,
        "Het is afgesproken",
        "Er is geen besluit nodig: vanaf nu telt dit als zeker geld.",
        zonder_besluit=True,
    ),
    Overgang(
        "verlenen",
        _van(Status.AANGEVRAAGD),
        Status.VERLEEND,
        "Het besluit is binnen: toegekend",
        "De gever heeft ja gezegd. Vanaf nu telt dit als zeker geld.",
        zonder_besluit=False,
    ),
    Overgang(
        "afwijzen",
        _van(Status.AANGEVRAAGD),
        Status.AFGEWEZEN,
        "Het besluit is binnen: afgewezen",
        "De gever heeft nee gezegd. Bezwaar maken kan meestal zes weken.",
        zonder_besluit=False,
    ),
    Overgang(
        "verantwoorden",
        _van(Status.VERLEEND),
        Status.VERANTWOORD,
        "De verantwoording is verstuurd",
        "Je hebt laten zien wat er met het geld is gedaan. De gever moet het nu vaststellen.",
        zonder_besluit=False,
    ),
    Overgang(
        "vaststellen",
        _van(Status.VERLEEND, Status.VERANTWOORD),
        Status.VASTGESTELD,
        "Het bedrag is definitief vastgesteld",
        "De gever heeft het eindbedrag bepaald. Daarmee is deze geldstroom klaar.",
        zonder_besluit=False,
    ),
    Overgang(
        "intrekken",
        _van(Status.VOORNEMEN, Status.AANGEVRAAGD, Status.VERLEEND),
        Status.INGETROKKEN,
        "Dit gaat niet door",
        "Het plan, de aanvraag of de toekenning vervalt. Het geld telt niet meer mee.",
    ),
)

_OP_NAAM = {overgang.naam: overgang for overgang in OVERGANGEN}

VOLGORDE = (
    Status.VOORNEMEN,
    Status.AANGEVRAAGD,
    Status.VERLEEND,
    Status.VERANTWOORD,
    Status.VASTGESTELD,
)
"""The main road, for the picture of where a stream stands."""

_EERDER: dict[Status, tuple[Status, ...]] = {
    Status.VOORNEMEN: (),
    Status.AANGEVRAAGD: (Status.VOORNEMEN,),
    Status.VERLEEND: (Status.VOORNEMEN, Status.AANGEVRAAGD),
    Status.AFGEWEZEN: (Status.VOORNEMEN, Status.AANGEVRAAGD),
    Status.INGETROKKEN: (Status.VOORNEMEN, Status.AANGEVRAAGD, Status.VERLEEND),
    Status.VERANTWOORD: (Status.AANGEVRAAGD, Status.VERLEEND),
    Status.VASTGESTELD: (Status.VERLEEND, Status.VERANTWOORD),
}


def _past_bij(overgang: Overgang, bron: Bron | str) -> bool:
    return overgang.zonder_besluit in (None, Bron(bron) in BRONNEN_ZONDER_BESLUIT)


def list_overgangen(status: Status | str, bron: Bron | str) -> list[Overgang]:
    """The steps somebody can take from here, in the order of the road."""
    return [o for o in OVERGANGEN if status in o.van and _past_bij(o, bron)]


def get_overgang(naam: str, status: Status | str, bron: Bron | str) -> Overgang:
    """The step with this name, if it can be taken from here.

    Raises OvergangNietMogelijk with what can be done instead.
    """
    overgang = _OP_NAAM.get(naam)
    mogelijk = list_overgangen(status, bron)
    if overgang is None or overgang not in mogelijk:
        kan_wel = ", ".join(f"“{o.knop}”" for o in mogelijk) or "niets meer"
        raise OvergangNietMogelijk(
            f"Deze stap kan niet vanuit “{Status(status).label}”. Wat wel kan: {kan_wel}."
        )
    return overgang


def list_correcties(
    status: Status | str, bron: Bron | str, geweest: Collection[str] = ()
) -> tuple[Status, ...]:
    """The earlier states a mistake can be taken back to.

    What was withdrawn only goes back to where it was (`geweest`) or to a plan: else money would be
    granted by a correction. Money without a decision was never applied for.
    """
    eerder = _EERDER[Status(status)]
    if Bron(bron) in BRONNEN_ZONDER_BESLUIT:
        eerder = tuple(naar for naar in eerder if naar != Status.AANGEVRAAGD)
    if status == Status.INGETROKKEN:
        eerder = tuple(naar for naar in eerder if naar in (Status.VOORNEMEN, *geweest))
    return eerder
