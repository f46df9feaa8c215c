"""All streams of an initiative over the years, under the kind of money they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.safestring import SafeString

from financiering.domain.codes import Geldsoort
from financiering.domain.woorden import format_aantal, format_datum, open_zin
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

VOLGORDE = (Geldsoort.BASISGELD, Geldsoort.ONTWIKKELGELD, Geldsoort.ZAAIGELD, Geldsoort.ONBEKEND)
JAREN_TERUG, JAREN_VOORUIT = 4, 5
BALK, RIJ, KOP = 14, 46, 34


@dataclass(frozen=True, slots=True)
class Balk:
    """One stream of money in time; `zeker` is whether it has been promised."""

    naam: str
    geldsoort: str
    van: date
    tot: date | None
    zeker: bool
    bedrag: Decimal | None = None
    gever: str = ""
    adres: str = ""

    @property
    def bedragtekst(self) -> str:
        """The amount; of a stream without an end it is what a year brings."""
        if self.bedrag is None:
            return ""
        return f", {format_euro(self.bedrag)}{' per jaar' if self.tot is None else ''}"

    @property
    def wat(self) -> str:
        return ", ".join(deel for deel in (self.naam, self.gever) if deel)

    @property
    def reeks(self) -> Reeks:
        return Reeks(self.geldsoort, "", "vol" if self.zeker else "arcering")


@dataclass(frozen=True, slots=True)
class Tijdas:
    """Days as places on a line; what lies outside it is cut off at its ends."""

    begin: date
    einde: date
    breedte: float

    def place(self, dag: date) -> float:
        binnen = min(max(dag, self.begin), self.einde)
        return self.breedte * (binnen - self.begin).days / (self.einde - self.begin).days


def build_tijdlijn_grafiek(
    balken: Sequence[Balk], *, titel: str, peildatum: date, naam: str = "tijdlijn"
) -> Grafiek:
    """Bars under their kind of money, with a line at the reference date."""
    geordend = _sort(balken)
    tabel, zinnen = _build_tabel(geordend), _describe(geordend)
    if not geordend:
        return Grafiek(naam, titel, zinnen, tabel)
    breed, smal = (
        _draw(svg.Tekening(f"{naam}-{soort}", breedte), geordend, peildatum, titel, zinnen)
        for soort, breedte in (("breed", svg.BREED), ("smal", svg.SMAL))
    )
    return Grafiek(naam, titel, zinnen, tabel, breed, smal)


def _sort(balken: Sequence[Balk]) -> list[Balk]:
    return sorted(balken, key=lambda balk: (VOLGORDE.index(Geldsoort(balk.geldsoort)), balk.van))


def _format_einde(balk: Balk) -> str:
    return "loopt door" if balk.tot is None else format_datum(balk.tot)


def _describe(balken: Sequence[Balk]) -> str:
    if not balken:
        return "Er is nog geen geld ingevuld."
    zinnen = [open_zin(f"{format_aantal(len(balken), 'geldstroom', 'geldstromen')}.")]
    for balk in balken:
        tot = "zonder einddatum" if balk.tot is None else f"tot en met {format_datum(balk.tot)}"
        zekerheid = "zeker" if balk.zeker else "gehoopt"
        zinnen.append(
            f"{balk.wat}{balk.bedragtekst}: {balk.geldsoort}, {zekerheid}, vanaf {format_datum(balk.van)} {tot}."
        )
    return " ".join(zinnen)


def _build_tabel(balken: Sequence[Balk]) -> Tabel:
    koppen = ("waarvoor", "van wie", "geldsoort", "hoe zeker", "van", "tot en met")
    rijen = [
        [
            Cel(balk.naam, balk.adres),
            Cel(balk.gever or "–"),
            Cel(balk.geldsoort),
            Cel("zeker" if balk.zeker else "gehoopt"),
            Cel(format_datum(balk.van)),
            Cel(_format_einde(balk)),
            cel_bedrag(balk.bedrag),
        ]
        for balk in balken
    ]
    kolommen = [*(Kolom(kop) for kop in koppen), Kolom("bedrag", is_getal=True)]
    return Tabel("Alle geldstromen, in hele euro's", kolommen, rijen)


def _build_as(balken: Sequence[Balk], peildatum: date, breedte: float) -> Tijdas:
    """Whole years that hold every bar, but no more than four back and five ahead."""
    eerste = min(min(balk.van for balk in balken), peildatum).year
    laatste = max([peildatum, *(balk.tot or balk.van for balk in balken)]).year
    if any(balk.tot is None for balk in balken):
        laatste += 1
    eerste = min(max(eerste, peildatum.year - JAREN_TERUG), peildatum.year)
    laatste = max(min(laatste, peildatum.year + JAREN_VOORUIT), peildatum.year)
    return Tijdas(date(eerste, 1, 1), date(laatste, 12, 31), breedte)


def _draw(
    tekening: svg.Tekening,
    balken: Sequence[Balk],
    peildatum: date,
    titel: str,
    zinnen: str,
) -> SafeString:
    """Per kind a heading, per stream its words and under them its bar."""
    tijdas = _build_as(balken, peildatum, tekening.breedte)
    hoogte = 48.0
    rijen = []
    vorige = ""
    for balk in balken:
        if balk.geldsoort != vorige:
            rijen.append(svg.text(Geldsoort(balk.geldsoort).label, 0, hoogte + 20, "sterk"))
            hoogte += KOP
            vorige = balk.geldsoort
        rijen += _draw_balk(tekening, balk, tijdas, hoogte)
        hoogte += RIJ
    _draw_jaren(tekening, tijdas, hoogte)
    x = tijdas.place(peildatum)
    tekening.add(svg.line(x, 20, x, hoogte, "vandaag"), *rijen)
    dag = format_datum(peildatum)
    midden = min(max(x, svg.measure(dag) / 2), tekening.breedte - svg.measure(dag) / 2)
    tekening.add(svg.text(dag, midden, 14, "midden"))
    return tekening.finish(hoogte + 4, titel, zinnen)


def _draw_jaren(tekening: svg.Tekening, tijdas: Tijdas, hoogte: float) -> None:
    jaren = range(tijdas.begin.year, tijdas.einde.year + 1)
    om = 2 if tekening.breedte / len(jaren) < 42 else 1
    for jaar in jaren:
        x = tijdas.place(date(jaar, 1, 1))
        tekening.add(svg.line(x, 28, x, hoogte, "raster"))
        if (jaar - jaren[0]) % om == 0:
            tekening.add(svg.text(str(jaar), x + 4, 40, "stil"))


def _draw_balk(tekening: svg.Tekening, balk: Balk, tijdas: Tijdas, y: float) -> list[SafeString]:
    """The words begin where the bar begins, or further left when they would not fit."""
    x1 = tijdas.place(balk.van)
    x2 = tekening.breedte if balk.tot is None else tijdas.place(balk.tot)
    over = tekening.breedte - svg.measure(balk.bedragtekst)
    woorden = svg.shorten(balk.wat, over) + balk.bedragtekst
    x = max(0.0, min(x1, tekening.breedte - svg.measure(woorden)))
    breedte = max(x2 - x1, 3.0)
    vorm = svg.element(
        "rect", x=x1, y=y + 22, width=breedte, height=BALK, **tekening.fill(balk.reeks)
    )
    delen = [svg.text(woorden, x, y + 15, "halo"), vorm]
    if balk.tot is None:
        delen.append(_draw_pijl(tekening.breedte, y + 22))
    return delen


def _draw_pijl(x: float, y: float) -> SafeString:
    """Cuts the end of a bar to a point: it goes on."""
    punten = f"{x - 8:.1f},{y - 1:.1f} {x + 1:.1f},{y - 1:.1f} {x + 1:.1f},{y + BALK + 1:.1f} {x - 8:.1f},{y + BALK + 1:.1f} {x:.1f},{y + BALK / 2:.1f}"
    return svg.element("polygon", points=punten, class_="vlak")
