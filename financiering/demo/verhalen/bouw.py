"""Short words to tell a history with."""

from collections.abc import Mapping
from datetime import date

from financiering.demo.verhaal import Stroom
from financiering.domain.codes import Bron

GEMEENTE, FONDS, NATURA, EIGEN = (
    Bron.GEMEENTESUBSIDIE,
    Bron.FONDS,
    Bron.IN_NATURA,
    Bron.EIGEN_INKOMSTEN,
)
BASIS, ONTWIKKEL, ZAAI = "basisgeld", "ontwikkelgeld", "zaaigeld"

DEELT_SIGNALEN = (("kennissteunfunctie", "signalen"), ("kennissteunfunctie", "geldstromen"))
DEELT_ALLES = (
    *DEELT_SIGNALEN,
    ("kennissteunfunctie", "taken"),
    ("gemeente", "geldstromen"),
    ("gemeente", "signalen"),
)


def d(tekst: str) -> date:
    return date.fromisoformat(tekst)


def gedeeld(*mensen: str) -> tuple[tuple[str, str, str], ...]:
    """Every task held by one and known by another, in turn."""
    taken = (
        "kartrekker", "contact_gemeente", "geld_en_bank", "sleutel_en_openen", "werving", "inhoud",
        "doorverwijzing", "communicatie",
    )  # fmt: skip
    aantal = len(mensen)
    return tuple(
        (taak, mensen[plek % aantal], mensen[(plek + 1) % aantal])
        for plek, taak in enumerate(taken)
    )


def jaarketen(
    waarvoor: str,
    van_wie: str,
    bedragen: dict[int, int],
    *,
    bron: Bron = GEMEENTE,
    geldsoort: str = BASIS,
    domeinen: Mapping[str, int] | None = None,
    verslag: Mapping[str, object] | None = None,
    **extra: object,
) -> list[Stroom]:
    """One-year grants in a row, each decided in December before and settled the summer after.

    `domeinen` pay every year, in percent; `verslag` is what the giver asks of the newest.
    """
    jaren = sorted(bedragen)
    return [
        Stroom(
            waarvoor, van_wie, bron, geldsoort, date(jaar, 1, 1), date(jaar, 12, 31), bedragen[jaar],
            gevraagd=date(jaar - 1, 9, 20),
            besluit=date(jaar - 1, 12, 18),
            verantwoord=date(jaar + 1, 3, 20) if jaar < 2026 else None,
            vastgesteld=date(jaar + 1, 7, 10) if jaar < 2026 else None,
            verantwoorden_voor=date(jaar + 1, 4, 1),
            betaald=date(jaar, 1, 20),
            volgt=jaar != jaren[0],
            domeinen=domeinen or {},
            verantwoording=(verslag or {}) if jaar == jaren[-1] else {},
            extra={"aard": "incidenteel", "regelmaat": "periodiek", **extra},
        )
        for jaar in jaren
    ]  # fmt: skip
