"""Drawing: elements with everything escaped, patterns, labels that do not collide.

No style attributes: the policy of the site refuses them. Colours come from classes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from financiering.web.grafieken.grafiek import Reeks

BREED, SMAL = 672, 320
"""Widths at which a drawing is shown at least at full size, so that text is never below 14 px."""

LETTER = 14
REGEL = 22
BLOKJE = 12

SMALLE_TEKENS = frozenset("iljtfrI.,:;'|!()[] ")
BREDE_TEKENS = frozenset("mwMWGOQ€%@")


def element(soort: str, *inhoud: str, **kenmerken: object) -> SafeString:
    """One element; `class_` reads class, `text_anchor` reads text-anchor; numbers to one decimal."""
    delen = [
        format_html(' {}="{}"', naam.rstrip("_").replace("_", "-"), _format_getal(waarde))
        for naam, waarde in kenmerken.items()
        if waarde not in (None, "")
    ]
    return mark_safe(f"<{soort}{''.join(delen)}>{join(inhoud)}</{soort}>")


def join(delen: Iterable[str]) -> SafeString:
    """Several pieces after one another; what is not markup is escaped."""
    return mark_safe("".join(conditional_escape(deel) for deel in delen))


def _format_getal(waarde: object) -> object:
    return f"{waarde:.1f}".removesuffix(".0") if isinstance(waarde, float) else waarde


def text(inhoud: str, x: float, y: float, klasse: str = "") -> SafeString:
    return element("text", inhoud, x=x, y=y, class_=klasse)


def line(x1: float, y1: float, x2: float, y2: float, klasse: str) -> SafeString:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=klasse)


def measure(tekst: str, letter: float = LETTER) -> float:
    """About how wide a text is; rather too wide than too narrow."""
    smal = sum(teken in SMALLE_TEKENS for teken in tekst)
    breed = sum(teken in BREDE_TEKENS for teken in tekst)
    return letter * (0.34 * smal + 0.88 * breed + 0.585 * (len(tekst) - smal - breed))


def shorten(tekst: str, breedte: float) -> str:
    """The text, or as much of it as fits, with an ellipsis; the table holds it in full."""
    if measure(tekst) <= breedte:
        return tekst
    while tekst and measure(tekst + "…") > breedte:
        tekst = tekst[:-1]
    return tekst.rstrip() + "…"


@dataclass(slots=True)
class Tekening:
    """One drawing: a width, an identity that is unique on the page, and what is in it."""

    naam: str
    breedte: int
    delen: list[SafeString] = field(default_factory=list)
    patronen: dict[str, SafeString] = field(default_factory=dict)

    @property
    def is_smal(self) -> bool:
        return self.breedte == SMAL

    def add(self, *delen: SafeString) -> None:
        self.delen.extend(delen)

    def fill(self, reeks: Reeks) -> dict[str, str]:
        """The class and fill that make a shape look like its series."""
        if reeks.vulling == "vol":
            return {"class_": f"vol reeks-{reeks.code}"}
        if reeks.vulling == "omtrek":
            return {"class_": "mist" if reeks.code == "mist" else f"omtrek reeks-{reeks.code}"}
        sleutel = f"{self.naam}-{reeks.vulling}-{reeks.code}"
        self.patronen.setdefault(sleutel, _build_patroon(sleutel, reeks))
        return {"fill": f"url(#{sleutel})", "class_": f"rand reeks-{reeks.code}"}

    def finish(self, hoogte: float, titel: str, beschrijving: str) -> SafeString:
        """The whole drawing, with its title and its words for who does not see it."""
        kop = element("title", titel, id=f"{self.naam}-titel")
        woorden = element("desc", beschrijving, id=f"{self.naam}-woorden")
        patronen = element("defs", *self.patronen.values()) if self.patronen else ""
        return element(
            "svg",
            kop,
            woorden,
            patronen,
            *self.delen,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {self.breedte} {hoogte:.0f}",
            class_="smal" if self.is_smal else "breed",
            role="img",
            aria_labelledby=f"{self.naam}-titel {self.naam}-woorden",
        )


def _build_patroon(sleutel: str, reeks: Reeks) -> SafeString:
    maat = 6 if reeks.vulling == "arcering" else 5
    draai = "rotate(45)" if reeks.vulling == "arcering" else "rotate(90)"
    return element(
        "pattern",
        element("rect", width=maat, height=maat, class_="vlak"),
        line(0, 0, 0, maat, f"lijn reeks-{reeks.code}"),
        id=sleutel,
        width=maat,
        height=maat,
        patternUnits="userSpaceOnUse",
        patternTransform=draai,
    )


def place_labels(plekken: Sequence[tuple[float, Reeks]], breedte: float) -> list[tuple[float, int]]:
    """Where the name of each series stands: above its beginning, or beside the name before it.

    Gives x and the row, counted upwards from the picture; a new row only where a name does not fit.
    """
    vrij: list[float] = []
    uit = []
    for x, reeks in sorted(plekken, key=lambda plek: plek[0]):
        nodig = BLOKJE + 6 + measure(reeks.naam) + 14
        past = (nr for nr, einde in enumerate(vrij) if max(x, einde) + nodig <= breedte)
        rij = next(past, len(vrij))
        if rij == len(vrij):
            vrij.append(0.0)
        x = max(0.0, min(max(x, vrij[rij]), breedte - nodig))
        vrij[rij] = x + nodig
        uit.append((x, rij))
    return uit


def draw_labels(
    tekening: Tekening, plekken: Sequence[tuple[float, Reeks]], boven: float = 0
) -> float:
    """Write the names of the series straight above where they begin; gives the height used."""
    geplaatst = place_labels(plekken, tekening.breedte)
    rijen = max((rij for _, rij in geplaatst), default=-1) + 1
    geordend = sorted(plekken, key=lambda plek: plek[0])
    for (x, rij), (_, reeks) in zip(geplaatst, geordend, strict=True):
        y = boven + (rijen - 1 - rij) * REGEL
        if reeks.vulling == "stippels":
            blokje = line(x, y + 10, x + BLOKJE, y + 10, reeks.code)
        else:
            blokje = element(
                "rect", x=x + 0.5, y=y + 3.5, width=BLOKJE, height=BLOKJE, **tekening.fill(reeks)
            )
        tekening.add(blokje, text(reeks.naam, x + BLOKJE + 6, y + 14))
    return rijen * REGEL
