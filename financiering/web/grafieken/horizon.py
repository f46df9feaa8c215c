"""Until when the doors stay open: certain, hoped for and missing, month by month."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.safestring import SafeString

from financiering.continuiteit.maandbeeld import Maandbeeld
from financiering.domain.bedragen import NUL
from financiering.domain.woorden import MAANDEN, format_aantal, format_maand, open_zin
from financiering.web.grafieken import svg
from financiering.web.grafieken.grafiek import (
    Cel,
    Grafiek,
    Kolom,
    Reeks,
    Tabel,
    cel_bedrag,
    format_euro,
)
from financiering.web.grafieken.schaal import Schaal, list_stappen

ZEKERE_REEKSEN = (
    Reeks("basisgeld", "basisgeld, zeker"),
    Reeks("ontwikkelgeld", "ontwikkelgeld, zeker"),
    Reeks("zaaigeld", "zaaigeld, zeker"),
)
OVERIG = Reeks("onbekend", "soort onbekend, zeker")
GEHOOPT = Reeks("gehoopt", "gehoopt", "arcering")
MIST = Reeks("mist", "mist", "omtrek")
KANS = Reeks("kans", "zeker, plus kans op aanvraag", "stippels")


@dataclass(frozen=True, slots=True)
class Laag:
    """One series through the months: where each month's part begins and ends, in euros."""

    reeks: Reeks
    delen: list[tuple[Decimal, Decimal]]

    @property
    def totaal(self) -> Decimal:
        return sum((boven - onder for onder, boven in self.delen), NUL)

    @property
    def plekken(self) -> list[int]:
        return [plek for plek, (onder, boven) in enumerate(self.delen) if boven > onder]


def build_horizon_grafiek(
    maanden: Sequence[Maandbeeld], *, titel: str, naam: str = "horizon"
) -> Grafiek:
    """The months ahead as one picture; `titel` is the conclusion in one sentence."""
    lagen = _build_lagen(maanden)
    zinnen = _describe(maanden, lagen)
    tabel = _build_tabel(maanden, lagen)
    if not lagen:
        return Grafiek(naam, titel, zinnen, tabel)
    breed, smal = (
        _draw(svg.Tekening(f"{naam}-{soort}", breedte), maanden, lagen, titel, zinnen)
        for soort, breedte in (("breed", svg.BREED), ("smal", svg.SMAL))
    )
    return Grafiek(naam, titel, zinnen, tabel, breed, smal)


def _build_lagen(maanden: Sequence[Maandbeeld]) -> list[Laag]:
    """Stacked: certain money per kind, then what misses, with the hope drawn inside it."""
    onder = [NUL] * len(maanden)
    lagen = []
    for reeks in (*ZEKERE_REEKSEN, OVERIG):
        boven = [
            som + maand.zeker.get(reeks.code, NUL)
            for som, maand in zip(onder, maanden, strict=True)
        ]
        lagen.append(Laag(reeks, list(zip(onder, boven, strict=True))))
        onder = boven
    for reeks, get_deel in ((MIST, lambda m: m.mist), (GEHOOPT, lambda m: m.gehoopt)):
        lagen.append(_stack(reeks, maanden, onder, get_deel))
    return [laag for laag in lagen if laag.plekken]


def _stack(
    reeks: Reeks,
    maanden: Sequence[Maandbeeld],
    onder: list[Decimal],
    get_deel: Callable[[Maandbeeld], Decimal],
) -> Laag:
    delen = [(som, som + get_deel(maand)) for som, maand in zip(onder, maanden, strict=True)]
    return Laag(reeks, delen)


def _describe(maanden: Sequence[Maandbeeld], lagen: Sequence[Laag]) -> str:
    if not maanden:
        return "Er zijn geen maanden om te laten zien."
    begin, einde = format_maand(maanden[0].eerste), format_maand(maanden[-1].eerste)
    zinnen = [
        open_zin(
            f"{format_aantal(len(maanden), 'maand', 'maanden')}, van {begin} tot en met {einde}."
        )
    ]
    zinnen += [_describe_laag(maanden, laag) for laag in lagen]
    if som := sum((maand.gewogen for maand in maanden), NUL):
        zinnen.append(
            f"Wat is aangevraagd, telt naar hoe vaak zo'n aanvraag wordt verleend mee voor {format_euro(som)}; "
            "dat staat los van wat zeker is."
        )
    if not lagen:
        zinnen.append("Er is nog geen geld ingevuld.")
    if all(maand.kosten is None for maand in maanden):
        zinnen.append("Wat een maand kost, is niet ingevuld. Daarom is niet te zien wat er mist.")
    return " ".join(zinnen)


def _describe_laag(maanden: Sequence[Maandbeeld], laag: Laag) -> str:
    eerste, laatste = (format_maand(maanden[laag.plekken[plek]].eerste) for plek in (0, -1))
    aaneen = laag.plekken[-1] - laag.plekken[0] + 1 == len(laag.plekken)
    wanneer = (
        f"van {eerste} tot en met {laatste}"
        if aaneen
        else (
            f"in {format_aantal(len(laag.plekken), 'maand', 'maanden')} tussen {eerste} en {laatste}"
        )
    )
    return f"{open_zin(laag.reeks.naam)}: samen {format_euro(laag.totaal)}, {wanneer}."


def _build_tabel(maanden: Sequence[Maandbeeld], lagen: Sequence[Laag]) -> Tabel:
    met_kosten = any(maand.kosten is not None for maand in maanden)
    met_kans = any(maand.gewogen for maand in maanden)
    koppen = [laag.reeks.naam for laag in lagen]
    koppen += ["aangevraagd, gewogen naar kans"] * met_kans + ["kosten"] * met_kosten
    rijen, sommen = [], [NUL] * len(koppen)
    for plek, maand in enumerate(maanden):
        waarden = [boven - onder for onder, boven in (laag.delen[plek] for laag in lagen)]
        waarden += [maand.gewogen] * met_kans + [maand.kosten or NUL] * met_kosten
        sommen = [som + waarde for som, waarde in zip(sommen, waarden, strict=True)]
        rijen.append([Cel(format_maand(maand.eerste)), *(cel_bedrag(w) for w in waarden)])
    return Tabel(
        "Per maand, in hele euro's",
        [Kolom("maand"), *(Kolom(kop, is_getal=True) for kop in koppen)],
        rijen,
        [Cel("samen"), *(cel_bedrag(som) for som in sommen)],
    )


def _draw(
    tekening: svg.Tekening,
    maanden: Sequence[Maandbeeld],
    lagen: Sequence[Laag],
    titel: str,
    zinnen: str,
) -> SafeString:
    """Euros upwards, months to the right, names above where they begin."""
    top = max(
        max(boven for laag in lagen for _, boven in laag.delen),
        max((maand.kosten or NUL for maand in maanden), default=NUL),
        max((sum(m.zeker.values(), NUL) + m.gewogen for m in maanden), default=NUL),
    )
    stappen = list_stappen(NUL, top, 3)
    links = max(svg.measure(format_euro(stap)) for stap in stappen) + 8
    stap = (tekening.breedte - links) / len(maanden)
    namen = [(links + laag.plekken[0] * stap, laag.reeks) for laag in lagen]
    if any(maand.gewogen for maand in maanden):
        namen.append((links, KANS))
    begin = svg.draw_labels(tekening, namen)
    begin += 14
    einde = begin + 160
    schaal = Schaal(NUL, stappen[-1], einde, begin)
    _draw_euros(tekening, stappen, schaal, links)
    for laag in lagen:
        _draw_laag(tekening, laag, schaal, links, stap)
    _draw_kosten(tekening, maanden, schaal, links, stap)
    _draw_kans(tekening, maanden, schaal, links, stap)
    _draw_maanden(tekening, [maand.eerste for maand in maanden], links, stap, einde)
    return tekening.finish(einde + 46, titel, zinnen)


def _draw_euros(
    tekening: svg.Tekening, stappen: Sequence[Decimal], schaal: Schaal, links: float
) -> None:
    for bedrag in stappen:
        y = schaal.place(bedrag)
        tekening.add(
            svg.line(links, y, tekening.breedte, y, "raster" if bedrag else "as"),
            svg.text(format_euro(bedrag), links - 8, y + 5, "stil eind"),
        )


def _draw_laag(
    tekening: svg.Tekening, laag: Laag, schaal: Schaal, links: float, stap: float
) -> None:
    """One shape per run of months, with a step where the amount changes."""
    for reeks in _split_reeksen(laag.plekken):
        boven, onder = [], []
        for plek in reeks:
            x1, x2 = links + plek * stap, links + (plek + 1) * stap
            laag_y, hoog_y = (schaal.place(bedrag) for bedrag in laag.delen[plek])
            boven += [f"{x1:.1f},{hoog_y:.1f}", f"{x2:.1f},{hoog_y:.1f}"]
            onder += [f"{x1:.1f},{laag_y:.1f}", f"{x2:.1f},{laag_y:.1f}"]
        punten = " ".join(boven + onder[::-1])
        tekening.add(svg.element("polygon", points=punten, **tekening.fill(laag.reeks)))


def _split_reeksen(plekken: Sequence[int]) -> list[list[int]]:
    """Months in runs without a hole."""
    uit: list[list[int]] = []
    for plek in plekken:
        if uit and uit[-1][-1] == plek - 1:
            uit[-1].append(plek)
        else:
            uit.append([plek])
    return uit


def _draw_kosten(
    tekening: svg.Tekening,
    maanden: Sequence[Maandbeeld],
    schaal: Schaal,
    links: float,
    stap: float,
) -> None:
    """The yardstick: what a month costs, as a line with its name at the end."""
    punten = []
    y = 0.0
    for plek, maand in enumerate(maanden):
        if maand.kosten is not None:
            y = schaal.place(maand.kosten)
            punten += [
                f"{links + plek * stap:.1f},{y:.1f}",
                f"{links + (plek + 1) * stap:.1f},{y:.1f}",
            ]
    if punten:
        tekening.add(
            svg.element("polyline", points=" ".join(punten), class_="streep"),
            svg.text("kosten per maand", tekening.breedte, y - 8, "eind halo"),
        )


def _draw_kans(
    tekening: svg.Tekening,
    maanden: Sequence[Maandbeeld],
    schaal: Schaal,
    links: float,
    stap: float,
) -> None:
    """A line of its own: certain money with what was applied for, weighed; never part of a layer."""
    waar = [plek for plek, maand in enumerate(maanden) if maand.gewogen]
    for reeks in _split_reeksen(waar):
        punten = []
        for plek in reeks:
            y = schaal.place(sum(maanden[plek].zeker.values(), NUL) + maanden[plek].gewogen)
            punten += [f"{links + (plek + kant) * stap:.1f},{y:.1f}" for kant in (0, 1)]
        tekening.add(svg.element("polyline", points=" ".join(punten), class_="kans"))


def _draw_maanden(
    tekening: svg.Tekening, dagen: Sequence[date], links: float, stap: float, y: float
) -> None:
    """A tick and the year at every January; below it the first and the last month in full."""
    for plek, dag in enumerate(dagen):
        if dag.month == 1:
            x = links + plek * stap
            tekening.add(
                svg.line(x, y, x, y + 6, "as"), svg.text(str(dag.year), x + 3, y + 18, "stil")
            )
    eerste, laatste = dagen[0], dagen[-1]
    tekening.add(
        svg.text(f"{MAANDEN[eerste.month - 1]} {eerste.year}", links, y + 38, "stil"),
        svg.text(
            f"{MAANDEN[laatste.month - 1]} {laatste.year}", tekening.breedte, y + 38, "stil eind"
        ),
    )
