"""Bars from left to right: years in structureel/incidenteel/onbekend, neighbourhoods, sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.safestring import SafeString

from financiering.domain.bedragen import NUL
from financiering.domain.codes import Aard
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
from financiering.web.grafieken.schaal import Schaal

AARD_REEKSEN = (
    Reeks(Aard.STRUCTUREEL.value, "structureel"),
    Reeks(Aard.INCIDENTEEL.value, "incidenteel", "lijnen"),
    Reeks(Aard.ONBEKEND.value, "onbekend", "omtrek"),
)
GELD = (Reeks("gewoon", "bedrag"),)
BALK, RUIMTE = 20, 12
MEESTE = 12


@dataclass(frozen=True, slots=True)
class Stapel:
    """One bar: its name, its parts by code of a series, and what opens behind each figure."""

    naam: str
    delen: Mapping[str, Decimal]
    adressen: Mapping[str, str] = field(default_factory=dict)
    """By code of a series; the key "" is for the total."""

    @property
    def totaal(self) -> Decimal:
        return sum(self.delen.values(), NUL)


@dataclass(frozen=True, slots=True)
class Staaf:
    """One bar of one amount."""

    naam: str
    bedrag: Decimal
    adres: str = ""


def build_jaren_grafiek(
    jaren: Sequence[Stapel], *, titel: str, naam: str = "jaren", kop: str = "jaar"
) -> Grafiek:
    """Years (or anything else) in structureel, incidenteel and onbekend."""
    return build_stapel_grafiek(jaren, AARD_REEKSEN, titel=titel, naam=naam, kop=kop)


def build_staven_grafiek(
    staven: Sequence[Staaf], *, titel: str, naam: str = "staven", kop: str = "wijk"
) -> Grafiek:
    """One amount per neighbourhood, source or domain, in the order given."""
    rijen = [Stapel(s.naam, {"gewoon": s.bedrag}, {"": s.adres}) for s in staven]
    return build_stapel_grafiek(rijen, GELD, titel=titel, naam=naam, kop=kop)


def build_stapel_grafiek(
    rijen: Sequence[Stapel], reeksen: Sequence[Reeks], *, titel: str, naam: str, kop: str
) -> Grafiek:
    """At most five series; at most twelve bars, what is left becomes one; the table has every row."""
    if len(reeksen) > 5:
        raise ValueError("a picture of more than five series says nothing; join some first")
    tabel = _build_tabel(rijen, reeksen, kop)
    zinnen = _describe(rijen, reeksen)
    if not any(deel for rij in rijen for deel in rij.delen.values()):
        return Grafiek(naam, titel, zinnen, tabel)
    getoond = _limit(rijen)
    breed, smal = (
        _draw(svg.Tekening(f"{naam}-{soort}", breedte), getoond, reeksen, titel, zinnen)
        for soort, breedte in (("breed", svg.BREED), ("smal", svg.SMAL))
    )
    return Grafiek(naam, titel, zinnen, tabel, breed, smal)


def _limit(rijen: Sequence[Stapel]) -> list[Stapel]:
    if len(rijen) <= MEESTE:
        return list(rijen)
    rest = rijen[MEESTE - 1 :]
    codes = {code for rij in rest for code in rij.delen}
    delen = {code: sum((rij.delen.get(code, NUL) for rij in rest), NUL) for code in codes}
    return [*rijen[: MEESTE - 1], Stapel(f"de andere {len(rest)} samen", delen)]


def _describe(rijen: Sequence[Stapel], reeksen: Sequence[Reeks]) -> str:
    if not any(deel for rij in rijen for deel in rij.delen.values()):
        return "Er zijn nog geen bedragen om te laten zien."
    return " ".join(_describe_rij(rij, reeksen) for rij in _limit(rijen))


def _describe_rij(rij: Stapel, reeksen: Sequence[Reeks]) -> str:
    if len(reeksen) == 1:
        return f"{rij.naam}: {format_euro(rij.totaal)}."
    delen = [
        f"{reeks.naam} {format_euro(rij.delen[reeks.code])}"
        for reeks in reeksen
        if rij.delen.get(reeks.code)
    ]
    return f"{rij.naam}: {', '.join([*delen, f'samen {format_euro(rij.totaal)}'])}."


def _build_tabel(rijen: Sequence[Stapel], reeksen: Sequence[Reeks], kop: str) -> Tabel:
    meer = len(reeksen) > 1
    koppen = [reeks.naam for reeks in reeksen] + (["samen"] if meer else [])
    uit = []
    for rij in rijen:
        cellen = [
            cel_bedrag(
                rij.delen.get(reeks.code, NUL), rij.adressen.get(reeks.code if meer else "", "")
            )
            for reeks in reeksen
        ]
        cellen += [cel_bedrag(rij.totaal, rij.adressen.get("", ""))] if meer else []
        uit.append([Cel(rij.naam), *cellen])
    sommen = [sum((rij.delen.get(reeks.code, NUL) for rij in rijen), NUL) for reeks in reeksen]
    sommen += [sum(sommen, NUL)] if meer else []
    return Tabel(
        f"Per {kop}, in hele euro's",
        [Kolom(kop), *(Kolom(naam, is_getal=True) for naam in koppen)],
        uit,
        [Cel("samen"), *(cel_bedrag(som) for som in sommen)],
    )


def _draw(
    tekening: svg.Tekening,
    rijen: Sequence[Stapel],
    reeksen: Sequence[Reeks],
    titel: str,
    zinnen: str,
) -> SafeString:
    """Names before the bars where they are short, above them where they are not; sums at the end."""
    namen = max(svg.measure(rij.naam) for rij in rijen)
    boven = namen > tekening.breedte / 4
    links = 0.0 if boven else namen + 12
    schaal = _build_schaal(tekening, rijen, links)
    y = _draw_reeksnamen(tekening, rijen[0], reeksen, schaal)
    for rij in rijen:
        if boven:
            tekening.add(svg.text(svg.shorten(rij.naam, tekening.breedte), 0, y + 14))
            y += svg.REGEL
        else:
            tekening.add(svg.text(rij.naam, links - 12, y + 15, "eind"))
        _draw_rij(tekening, rij, reeksen, schaal, y)
        y += BALK + RUIMTE
    return tekening.finish(y, titel, zinnen)


def _build_schaal(tekening: svg.Tekening, rijen: Sequence[Stapel], links: float) -> Schaal:
    """Room for the longest sum at the right, and at the left when something is below zero."""
    hoog = max((_sum_kant(rij, 1) for rij in rijen), default=NUL)
    laag = min((_sum_kant(rij, -1) for rij in rijen), default=NUL)
    som = max(svg.measure(format_euro(rij.totaal)) for rij in rijen) + 8
    return Schaal(laag, hoog, links, tekening.breedte - som)


def _sum_kant(rij: Stapel, kant: int) -> Decimal:
    return sum((deel for deel in rij.delen.values() if deel * kant > 0), NUL)


def _list_segmenten(
    rij: Stapel, reeksen: Sequence[Reeks], schaal: Schaal
) -> list[tuple[Reeks, float, float]]:
    """Each part as a stretch; parts above zero to the right of it, corrections to the left."""
    uit, kanten = [], {1: NUL, -1: NUL}
    for reeks in reeksen:
        deel = rij.delen.get(reeks.code, NUL)
        if deel:
            kant = 1 if deel > 0 else -1
            van, kanten[kant] = kanten[kant], kanten[kant] + deel
            x1, x2 = sorted((schaal.place(van), schaal.place(kanten[kant])))
            uit.append((reeks, x1, x2))
    return uit


def _draw_reeksnamen(
    tekening: svg.Tekening, rij: Stapel, reeksen: Sequence[Reeks], schaal: Schaal
) -> float:
    """The series are named once, above the first bar where they begin; one series needs no name."""
    if len(reeksen) == 1:
        return 4
    begin = {reeks.code: x1 for reeks, x1, _ in _list_segmenten(rij, reeksen, schaal)}
    laatste = max(begin.values(), default=schaal.place(NUL))
    plekken = [(begin.get(reeks.code, laatste), reeks) for reeks in reeksen]
    return svg.draw_labels(tekening, plekken) + 8


def _draw_rij(
    tekening: svg.Tekening, rij: Stapel, reeksen: Sequence[Reeks], schaal: Schaal, y: float
) -> None:
    einde = schaal.place(NUL)
    for reeks, x1, x2 in _list_segmenten(rij, reeksen, schaal):
        breedte = max(x2 - x1 - 1, 1.0)
        tekening.add(
            svg.element(
                "rect", x=x1, y=float(y), width=breedte, height=BALK, **tekening.fill(reeks)
            )
        )
        einde = max(einde, x2)
    nul = schaal.place(NUL)
    tekening.add(
        svg.line(nul, y - 4, nul, y + BALK + 4, "as"),
        svg.text(format_euro(rij.totaal), einde + 8, y + 15),
    )
