"""What became of seed money: from left to right, as wide as there are initiatives."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from financiering.domain.woorden import format_aantal, format_getal
from financiering.rapportage.raadsvragen import (
    ALLEEN_ZAAIGELD,
    GESTOPT_NA_ONTWIKKELGELD,
    GESTOPT_NA_ZAAIGELD,
    METEEN_BASISGELD,
    NU_ONTWIKKELGELD,
    VIA_ONTWIKKELGELD,
    Antwoord,
)
from financiering.web.grafieken import svg
from financiering.web.grafieken.grafiek import (
    Cel,
    Grafiek,
    Kolom,
    Reeks,
    Tabel,
    cel_aantal,
    cel_bedrag,
    format_euro,
)

ZAAI, ONTWIKKEL = Reeks("zaaigeld", "zaaigeld"), Reeks("ontwikkelgeld", "ontwikkelgeld")
BASIS = Reeks("basisgeld", "basisgeld")
NU = Reeks("ontwikkelgeld", "nu ontwikkelgeld")
NOG = Reeks("zaaigeld", "nog alleen zaaigeld")
GESTOPT = Reeks("rest", "gestopt")

EINDES = (
    (BASIS, (METEEN_BASISGELD, VIA_ONTWIKKELGELD)),
    (NU, (NU_ONTWIKKELGELD,)),
    (NOG, (ALLEEN_ZAAIGELD,)),
    (GESTOPT, (GESTOPT_NA_ONTWIKKELGELD, GESTOPT_NA_ZAAIGELD)),
)
"""Where one can stand now, from top to bottom, and the ways that lead there."""
VIA = (VIA_ONTWIKKELGELD, NU_ONTWIKKELGELD, GESTOPT_NA_ONTWIKKELGELD)
"""The ways by development money."""
VOLGORDE = (METEEN_BASISGELD, *VIA, ALLEEN_ZAAIGELD, GESTOPT_NA_ZAAIGELD)
"""How the ways leave the seed money, from top to bottom, so that few cross."""

BLOK, LABEL, HOOGTE, HOOGSTE = 14, 30, 200, 40
"""Width of a block, room for the words above it, the height of everybody together and at most of one."""


@dataclass(frozen=True, slots=True)
class Band:
    """One way from a block to the next: its right colour, both ends, and how high it is."""

    reeks: Reeks
    x1: float
    y1: float
    x2: float
    y2: float
    hoog: float

    def draw(self) -> SafeString:
        """A curve above and one below, so that it stays as high all along."""
        midden = (self.x1 + self.x2) / 2
        onder1, onder2 = self.y1 + self.hoog, self.y2 + self.hoog
        pad = (
            f"M{self.x1:.1f},{self.y1:.1f} C{midden:.1f},{self.y1:.1f} {midden:.1f},{self.y2:.1f} "
            f"{self.x2:.1f},{self.y2:.1f} V{onder2:.1f} C{midden:.1f},{onder2:.1f} "
            f"{midden:.1f},{onder1:.1f} {self.x1:.1f},{onder1:.1f} Z"
        )
        return svg.element("path", d=pad, class_=f"vol band reeks-{self.reeks.code}")


def build_doorstroom_grafiek(antwoord: Antwoord, naam: str = "zaaigeld") -> Grafiek:
    """The answer to what became of seed money as one picture; the title is its conclusion."""
    aantallen = {groep.naam: groep.aantal for groep in antwoord.groepen}
    titel, zinnen = tell_zaaigeld(aantallen), _describe(antwoord, aantallen)
    tabel = _build_tabel(antwoord)
    if not antwoord.van:
        return Grafiek(naam, titel, zinnen, tabel)
    breed, smal = (
        _draw(svg.Tekening(f"{naam}-{soort}", breedte), aantallen, titel, zinnen)
        for soort, breedte in (("breed", svg.BREED), ("smal", svg.SMAL))
    )
    return Grafiek(naam, titel, zinnen, tabel, breed, smal)


def _sum(aantallen: Mapping[str, int], paden: tuple[str, ...]) -> int:
    return sum(aantallen.get(pad, 0) for pad in paden)


def tell_zaaigeld(aantallen: Mapping[str, int]) -> str:
    """How many came to base money, in one sentence."""
    totaal, basis = sum(aantallen.values()), _sum(aantallen, EINDES[0][1])
    if not totaal:
        return "Nog niemand kreeg zaaigeld."
    if totaal == 1:
        gevolg = "kreeg daarna basisgeld" if basis else "kreeg daarna nog geen basisgeld"
        return f"Het ene initiatief met zaaigeld {gevolg}."
    werkwoord = "kregen" if basis > 1 else "kreeg"
    hoeveel = format_getal(basis) if basis else "nog geen enkel"
    return (
        f"Van de {format_aantal(totaal, 'initiatief', 'initiatieven')} met zaaigeld "
        f"{werkwoord} er {hoeveel} daarna basisgeld."
    )


def _describe(antwoord: Antwoord, aantallen: Mapping[str, int]) -> str:
    if not antwoord.van:
        return "Er is nog geen zaaigeld gegeven."
    zinnen = [
        f"Zaaigeld: {format_aantal(antwoord.van, 'initiatief', 'initiatieven')}, "
        f"samen {format_euro(antwoord.zaaigeld)}."
    ]
    if via := _sum(aantallen, VIA):
        zinnen.append(f"Daarna ontwikkelgeld: {via}.")
    zinnen += [
        f"{reeks.naam[0].upper()}{reeks.naam[1:]}: {aantal}."
        for reeks, paden in EINDES
        if (aantal := _sum(aantallen, paden))
    ]
    return " ".join(zinnen)


def _build_tabel(antwoord: Antwoord) -> Tabel:
    return Tabel(
        "Hoe ver initiatieven kwamen na hun eerste zaaigeld, in hele euro's",
        [Kolom("wat ervan werd"), Kolom("initiatieven", True), Kolom("zaaigeld", True)],
        [
            [Cel(groep.naam), cel_aantal(groep.aantal), cel_bedrag(groep.zaaigeld)]
            for groep in antwoord.groepen
        ],
        [Cel("samen"), cel_aantal(antwoord.van), cel_bedrag(antwoord.zaaigeld)],
    )


def _draw(
    tekening: svg.Tekening, aantallen: Mapping[str, int], titel: str, zinnen: str
) -> SafeString:
    """Seed money at the left, development money halfway, and where everybody stands now at the right."""
    stap = min(HOOGTE / sum(aantallen.values()), HOOGSTE)
    samen = stap * sum(aantallen.values())
    rechts, halverwege = (
        tekening.breedte - BLOK,
        tekening.breedte * (0.28 if tekening.is_smal else 0.42),
    )
    eindes = [(reeks, paden, n) for reeks, paden in EINDES if (n := _sum(aantallen, paden))]
    hoogte = samen + LABEL * len(eindes)
    boven = (hoogte - samen + LABEL) / 2
    via = _sum(aantallen, VIA)
    meteen = aantallen.get(METEEN_BASISGELD, 0)
    midden = boven + meteen * stap
    begin = _stack(VOLGORDE, aantallen, boven, stap)
    tussen = _stack(VIA, aantallen, midden, stap)
    plek = 0.0
    blokken: list[tuple[Reeks, float, float, int]] = []
    banden = []
    for reeks, paden, aantal in eindes:
        plek += LABEL
        blokken.append((reeks, rechts, plek, aantal))
        aankomst = _stack(paden, aantallen, plek, stap)
        for pad in paden:
            hoog = aantallen.get(pad, 0) * stap
            if not hoog:
                continue
            x1, y1 = (halverwege + BLOK, tussen[pad]) if pad in VIA else (BLOK, begin[pad])
            banden.append(Band(reeks, x1, y1, rechts, aankomst[pad], hoog))
        plek += aantal * stap
    if via:
        blokken.append((ONTWIKKEL, halverwege, midden, via))
        banden.append(Band(ONTWIKKEL, BLOK, begin[VIA[0]], halverwege, midden, via * stap))
    blokken.append((ZAAI, 0.0, boven, sum(aantallen.values())))
    tekening.add(*(band.draw() for band in banden))
    for blok in blokken:
        _draw_blok(tekening, *blok, stap=stap)
    return tekening.finish(hoogte + 4, titel, zinnen)


def _stack(
    paden: tuple[str, ...], aantallen: Mapping[str, int], boven: float, stap: float
) -> dict[str, float]:
    """Where each way begins when they stand on one another."""
    plekken = {}
    for pad in paden:
        plekken[pad] = boven
        boven += aantallen.get(pad, 0) * stap
    return plekken


def _draw_blok(
    tekening: svg.Tekening, reeks: Reeks, x: float, y: float, aantal: int, *, stap: float
) -> None:
    """A block with its name and number above it; at the right edge the words end there."""
    tekening.add(
        svg.element(
            "rect", x=x, y=y, width=BLOK, height=max(aantal * stap, 1.5), **tekening.fill(reeks)
        )
    )
    achteraan = x + BLOK >= tekening.breedte
    tekening.add(
        svg.text(
            f"{reeks.naam}: {aantal}",
            tekening.breedte if achteraan else x,
            y - 8,
            "eind halo" if achteraan else "halo",
        )
    )
