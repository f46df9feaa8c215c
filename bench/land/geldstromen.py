"""One stream of money from plan to settlement, with the day of each step: only what the law allows.

Which amounts, how often refused and what part is granted follow the register (`passing`). Which sources
there are, how long a grant runs and how often it is paid are our own assumptions: the register does
not tell.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from bench.land.passing import draw
from financiering.domain.codes import BRONNEN_ZONDER_BESLUIT, Bron, Status

PEILDATUM = date(2026, 11, 23)
EERSTE = date(2017, 1, 1)
LAATSTE = date(2027, 9, 1)

BRONNEN = {
    Bron.GEMEENTESUBSIDIE: 44, Bron.MAG_OPDRACHT: 3, Bron.INTEGRAAL_BUDGET: 2, Bron.SCHARRELGELD: 8,
    Bron.FONDS: 13, Bron.RIJKSREGELING: 3, Bron.ZORGVERZEKERAAR: 2, Bron.WONINGCORPORATIE: 4,
    Bron.BEDRIJF: 2, Bron.GIFT: 5, Bron.CONTRIBUTIE: 3, Bron.DEELNEMERSBIJDRAGE: 4,
    Bron.EIGEN_INKOMSTEN: 4, Bron.IN_NATURA: 3,
}  # fmt: skip
"""Of a hundred streams, how many come from where."""

EIGEN = (Bron.CONTRIBUTIE, Bron.DEELNEMERSBIJDRAGE, Bron.EIGEN_INKOMSTEN)
REDENEN = ("niet_nieuw", "exploitatie", "structureel", "hoort_elders", "budget_op", "te_laat", "overig")  # fmt: skip

VELDEN = (
    "versie", "kenmerk", "initiatief_id", "financier_id", "omschrijving", "bron", "geldsoort", "aard",
    "regelmaat", "van", "tot", "status", "verwacht", "aangevraagd", "verleend", "vastgesteld",
    "ingediend_op", "beschikking_op", "vastgesteld_op", "reden_afwijzing", "volgt_op_id",
    "soort_natura", "meerjarig_besluit",
)  # fmt: skip


@dataclass(slots=True)
class Stroom:
    """What a stream is now; `stappen` are the days on which it changed, with what it became."""

    velden: dict[str, Any]
    stappen: list[tuple[date, str, dict[str, Any]]] = field(default_factory=list)

    def take(self, op: date, reden: str, **velden: Any) -> None:
        """One step of its life."""
        self.velden = self.velden | velden | {"versie": self.velden["versie"] + 1}
        self.stappen.append((op, reden, self.velden))


class Trekker:
    """Draws the streams of one initiative after another; the same seed draws the same ones."""

    def __init__(self, passing: dict[str, Any], toeval: Random) -> None:
        self.passing, self.toeval = passing, toeval

    def draw_stroom(self, kenmerk: str, vast: dict[str, Any], bron: Bron) -> Stroom:
        """A stream from its plan up to the reference date."""
        periodiek = self._is_periodiek(bron)
        van, tot = self._draw_periode(periodiek, bron)
        soort = self.passing["periodiek" if periodiek else "eenmalig"]
        bedrag = max(60, round(draw(soort["bedrag"], self.toeval)))
        plan = vast | {
            "versie": 0, "kenmerk": kenmerk, "bron": bron.value, "van": van, "tot": tot,
            "omschrijving": f"Activiteiten vanaf {van.year}",
            "geldsoort": self._draw_geldsoort(bron),
            "aard": "structureel" if tot is None else self.toeval.choice(("incidenteel", "incidenteel", "onbekend")),
            "regelmaat": "periodiek" if periodiek else "eenmalig",
            "meerjarig_besluit": (tot is not None and tot.year - van.year > 1) or None,
            "soort_natura": self.toeval.choice(("ruimte", "uren", "spullen")) if bron == Bron.IN_NATURA else "",
            "status": Status.VOORNEMEN.value, "reden_afwijzing": "",
        }  # fmt: skip
        stroom = Stroom(dict.fromkeys(VELDEN) | plan)
        if bron in BRONNEN_ZONDER_BESLUIT:
            self._agree(stroom, bedrag)
        else:
            self._apply(stroom, bedrag, soort)
        return stroom

    def _is_periodiek(self, bron: Bron) -> bool:
        if bron in BRONNEN_ZONDER_BESLUIT:
            return bron in EIGEN
        alle = self.passing["aanvragen"]
        return self.toeval.random() * alle < self.passing["periodiek"]["aanvragen"]

    def _draw_periode(self, periodiek: bool, bron: Bron) -> tuple[date, date | None]:
        """Whole years for what is periodic, some without an end; else some months."""
        van = EERSTE + timedelta(days=self.toeval.randrange((LAATSTE - EERSTE).days))
        if periodiek:
            van = van.replace(month=1, day=1)
            if self.toeval.random() < 0.08:
                return van, None
            return van, date(van.year + self.toeval.choice((0, 0, 0, 1, 3)), 12, 31)
        return van, van + timedelta(days=self.toeval.choice((60, 90, 180, 270, 364, 364, 540)))

    def _draw_geldsoort(self, bron: Bron) -> str:
        if bron == Bron.SCHARRELGELD:
            return "zaaigeld"
        return self.toeval.choice(("basisgeld", "basisgeld", "basisgeld", "ontwikkelgeld", "zaaigeld"))  # fmt: skip

    def _agree(self, stroom: Stroom, bedrag: int) -> None:
        """Own income, gifts and help in kind are agreed on, without a decision."""
        begin = stroom.velden["van"] - timedelta(days=self.toeval.randint(20, 90))
        plan = min(begin, PEILDATUM - timedelta(days=1))
        stroom.take(plan, "Geldstroom vastgelegd", verwacht=bedrag)
        op = begin + timedelta(days=self.toeval.randint(1, 20))
        if op <= PEILDATUM:
            stroom.take(op, "Afgesproken", status="verleend", verleend=bedrag, beschikking_op=op)

    def _apply(self, stroom: Stroom, bedrag: int, soort: dict[str, Any]) -> None:
        """Everything that has an application, a decision and a report."""
        toeval = self.toeval
        deel = max(10, draw(soort["toegekend"], toeval))
        gevraagd = round(bedrag * 1000 / deel)
        ingediend = stroom.velden["van"] - timedelta(days=toeval.randint(20, 150))
        plan = min(ingediend - timedelta(days=toeval.randint(5, 60)), PEILDATUM - timedelta(days=1))
        stroom.take(plan, "Geldstroom vastgelegd", verwacht=gevraagd)
        if ingediend > PEILDATUM:
            return
        stroom.take(ingediend, "Aanvraag verstuurd", status="aangevraagd", aangevraagd=gevraagd, ingediend_op=ingediend)  # fmt: skip
        besluit = ingediend + timedelta(days=toeval.randint(21, 140))
        if besluit > PEILDATUM:
            return
        if toeval.randrange(1000) < soort["afgewezen"]:
            stroom.take(besluit, "Besluit binnen", status="afgewezen", beschikking_op=besluit, reden_afwijzing=toeval.choice(REDENEN))  # fmt: skip
            return
        stroom.take(besluit, "Besluit binnen", status="verleend", verleend=bedrag, beschikking_op=besluit)  # fmt: skip
        self._settle(stroom, bedrag)

    def _settle(self, stroom: Stroom, bedrag: int) -> None:
        """After the last day a report, and after that the fixed amount; a few never come to that."""
        toeval, tot = self.toeval, stroom.velden["tot"]
        if tot is None or toeval.random() < 0.05:
            return
        verantwoord = max(tot, stroom.stappen[-1][0]) + timedelta(days=toeval.randint(20, 110))
        if verantwoord > PEILDATUM:
            return
        stroom.take(verantwoord, "Verantwoording verstuurd", status="verantwoord")
        vast = verantwoord + timedelta(days=toeval.randint(40, 400))
        if vast <= PEILDATUM:
            deel = toeval.choice((100, 100, 100, 100, 97, 90))
            stroom.take(vast, "Vastgesteld", status="vastgesteld", vastgesteld=max(1, bedrag * deel // 100), vastgesteld_op=vast)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Termijn:
    """One payment: kind, cents, the day it is expected, and the day it was made known."""

    soort: str
    centen: int
    verwacht_op: date
    bekend_op: date


class Betaalmeester:
    """Pays the streams, and keeps the number of payments near `per_stroom` for every stream there is.

    Where the rhythm of a stream is free (own income: by week to month; periodic grants: by month to half
    a year) the one is taken that brings the total nearest to what it should be.
    """

    def __init__(self, per_stroom: int) -> None:
        self.per_stroom = per_stroom
        self.stromen = self.betalingen = 0

    def pay(self, velden: dict[str, Any]) -> list[Termijn]:
        """The payments of a stream, oldest first; none without a grant, or in kind."""
        self.stromen += 1
        if velden["verleend"] is None or velden["bron"] == Bron.IN_NATURA:
            return []
        termijnen = min(
            (self._plan(velden, dagen) for dagen in self._list_ritmes(velden)),
            key=lambda t: abs(self.betalingen + len(t) - self.per_stroom * self.stromen),
        )
        self.betalingen += len(termijnen)
        return termijnen

    def _list_ritmes(self, velden: dict[str, Any]) -> tuple[int, ...]:
        """Days between two payments that are possible."""
        if velden["bron"] in EIGEN:
            return (7, 14, 30, 91)
        return (30, 91, 182) if velden["regelmaat"] == "periodiek" else (120, 365)

    def _plan(self, velden: dict[str, Any], dagen: int) -> list[Termijn]:
        """Equal advances until the end, or until half a year ahead; the rest with the fixed amount."""
        begin = max(velden["van"], velden["beschikking_op"])
        einde = velden["tot"] or PEILDATUM + timedelta(days=182)
        aantal = max(1, min((einde - begin).days // dagen, velden["verleend"]))
        centen, rest = self._divide(velden, aantal, dagen)
        op = velden["beschikking_op"]
        termijnen = [
            Termijn("voorschot", centen, begin + timedelta(days=dagen * n), op)
            for n in range(aantal)
        ]
        if rest > 0:
            termijnen.append(Termijn("eindbetaling", rest, *self._find_einde(velden, einde)))
        return termijnen

    def _divide(self, velden: dict[str, Any], aantal: int, dagen: int) -> tuple[int, int]:
        """Cents of each advance and of the final payment; together never more than was granted."""
        geheel = velden["verleend"] * 100
        if velden["tot"] is None:
            return max(1, geheel * dagen // 365), 0
        if velden["bron"] in BRONNEN_ZONDER_BESLUIT:
            return geheel // aantal, geheel - geheel // aantal * aantal
        per_keer = geheel * 8 // 10 // aantal
        vast = velden["vastgesteld"]
        return per_keer, (geheel if vast is None else vast * 100) - per_keer * aantal

    def _find_einde(self, velden: dict[str, Any], einde: date) -> tuple[date, date]:
        """A final payment comes six weeks after the amount was fixed, else half a year after the end."""
        if velden["vastgesteld_op"]:
            return velden["vastgesteld_op"] + timedelta(weeks=6), velden["vastgesteld_op"]
        return einde + timedelta(days=182), velden["beschikking_op"]


def list_bronnen() -> tuple[list[Bron], list[int]]:
    """The sources with their weights, as `Random.choices` takes them."""
    return list(BRONNEN), list(BRONNEN.values())


def divide_geheel(gewichten: list[float], totaal: int) -> Iterator[int]:
    """Whole numbers by weight that sum to `totaal`: what is rounded off goes to the next."""
    som, gedeeld, lopend = sum(gewichten), 0, 0.0
    for gewicht in gewichten:
        lopend += gewicht
        tot_hier = round(lopend / som * totaal)
        yield tot_hier - gedeeld
        gedeeld = tot_hier
