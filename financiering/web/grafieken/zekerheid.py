"""Until when each initiative is certain of its costs: one bar per initiative, shortest first."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.safestring import SafeString

from financiering.continuiteit.horizon import MAANDEN_VOORUIT
from financiering.domain.bedragen import NUL
from financiering.domain.perioden import add_maanden
from financiering.domain.woorden import format_aantal, format_getal, format_maand
from financiering.rapportage.raadsvragen import Zekerheid
from financiering.web.grafieken import svg
from financiering.web.grafieken.grafiek import Cel, Grafiek, Kolom, Reeks, Tabel, cel_bedrag
from financiering.web.grafieken.schaal import Schaal

ZEKER = Reeks("basisgeld", "zeker")
BALK, RUIMTE, MEESTE = 18, 12, 20


def build_zekerheid_grafiek(
    zekerheden: Sequence[Zekerheid], peildatum: date, naam: str = "zekerheid"
) -> Grafiek:
    """The bars of the shortest; the table has every one."""
    titel, zinnen = tell_zekerheid(zekerheden), _describe(zekerheden)
    tabel = _build_tabel(zekerheden)
    if not zekerheden:
        return Grafiek(naam, titel, zinnen, tabel)
    breed, smal = (
        _draw(
            svg.Tekening(f"{naam}-{soort}", breedte), zekerheden[:MEESTE], peildatum, titel, zinnen
        )
        for soort, breedte in (("breed", svg.BREED), ("smal", svg.SMAL))
    )
    return Grafiek(naam, titel, zinnen, tabel, breed, smal)


def tell_zekerheid(zekerheden: Sequence[Zekerheid]) -> str:
    """How many are certain for less than a year, in one sentence."""
    kort = sum(z.maanden < 12 for z in zekerheden)
    if len(zekerheden) == 1:
        return f"{zekerheden[0].initiatief.naam}: {_tell(zekerheden[0])}."
    if not kort:
        return "Overal is het basisgeld nog ten minste een jaar zeker."
    wie = format_aantal(len(zekerheden), "initiatief", "initiatieven")
    return f"Bij {format_getal(kort)} van de {wie} is het basisgeld korter dan een jaar zeker."


def _tell(zekerheid: Zekerheid) -> str:
    if zekerheid.tot is None:
        return "nu al niet genoeg"
    if zekerheid.maanden >= MAANDEN_VOORUIT:
        return "zeker, drie jaar vooruit"
    return f"zeker tot en met {format_maand(zekerheid.tot)}"


def _describe(zekerheden: Sequence[Zekerheid]) -> str:
    if not zekerheden:
        return "Van geen initiatief is alles bekend wat hiervoor nodig is."
    meer = len(zekerheden) - MEESTE
    rest = [f"En nog {meer} die langer zeker zijn."] if meer > 0 else []
    return " ".join([*(f"{z.initiatief.naam}: {_tell(z)}." for z in zekerheden[:MEESTE]), *rest])


def _build_tabel(zekerheden: Sequence[Zekerheid]) -> Tabel:
    return Tabel(
        "Kortste eerst; wat er daarna per maand mist, in hele euro's",
        [Kolom("initiatief"), Kolom("basisgeld"), Kolom("daarna mist per maand", True)],
        [
            [
                Cel(z.initiatief.naam, reverse("initiatief", args=[z.initiatief.kenmerk])),
                Cel(_tell(z)),
                cel_bedrag(z.mist),
            ]
            for z in zekerheden
        ],
    )


def _draw(
    tekening: svg.Tekening,
    zekerheden: Sequence[Zekerheid],
    peildatum: date,
    titel: str,
    zinnen: str,
) -> SafeString:
    """Months to the right, from the month of the reference date; the name stands above its bar."""
    schaal = Schaal(NUL, Decimal(MAANDEN_VOORUIT), 0, tekening.breedte)
    hoogte = len(zekerheden) * (svg.REGEL + BALK + RUIMTE) + svg.REGEL + 8
    for jaar in range(MAANDEN_VOORUIT // 12 + 1):
        x = schaal.place(Decimal(12 * jaar))
        klasse = "stil eind" if 12 * jaar == MAANDEN_VOORUIT else "stil midden" if jaar else "stil"
        woord = (
            format_maand(add_maanden(peildatum, 12 * jaar))
            if not tekening.is_smal or jaar in (0, 3)
            else ""
        )
        tekening.add(svg.line(x, svg.REGEL, x, hoogte, "as" if not jaar else "raster"))
        tekening.add(svg.text(woord, x, 14, klasse))
    y = svg.REGEL + 8.0
    for z in zekerheden:
        woorden = f"{z.initiatief.naam}: {_tell(z)}"
        tekening.add(svg.text(svg.shorten(woorden, tekening.breedte - 8), 4, y + 14, "halo"))
        y += svg.REGEL
        breedte = max(schaal.place(Decimal(z.maanden)), 2.0)
        tekening.add(
            svg.element("rect", x=0.0, y=y, width=breedte, height=BALK, **tekening.fill(ZEKER))
        )
        y += BALK + RUIMTE
    return tekening.finish(hoogte, titel, zinnen)
