"""Keeps streams with everything that hangs on them: states in history, split, decisions, payments, reports."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from types import SimpleNamespace
from typing import Any

from bench.land.geldstromen import PEILDATUM, VELDEN, Betaalmeester, Stroom
from bench.land.rijen import Tabel, at_noon
from financiering.domain.codes import BRONNEN_ZONDER_BESLUIT, ZEKERE_STATUSSEN
from financiering.models import (
    Beschikking,
    Betaling,
    Domeindeel,
    Geldstroom,
    Jaarbedrag,
    Verantwoording,
)
from financiering.services.jaarbedragen import BEDRAGEN, KENMERKEN, compute_jaarbedragen

DOMEINEN = ("welzijn", "zorg", "cultuur", "sport", "groen", "jeugd")
PER_STROOM = 10
BESLUITEN = {"verleend": "verlening", "afgewezen": "afwijzing", "vastgesteld": "vaststelling"}


class Stroomboek:
    """The tables of streams; `keep` adds one stream, `flush` writes what waits."""

    def __init__(self, toeval: Random) -> None:
        self.toeval = toeval
        self.betaalmeester = Betaalmeester(PER_STROOM)
        self.stromen = Tabel(Geldstroom, *VELDEN)
        self.delen = Tabel(
            Jaarbedrag,
            "geldstroom_id",
            "jaar_van",
            "jaar_tot",
            *BEDRAGEN,
            "bekend_van",
            "bekend_tot",
            *KENMERKEN,
        )
        self.domeinen = Tabel(Domeindeel, "geldstroom_id", "domein", "procent")
        self.besluiten = Tabel(Beschikking, "geldstroom_id", "soort", "datum", "bedrag")
        self.betalingen = Tabel(
            Betaling, "versie", "geldstroom_id", "volgnummer", "soort", "bedrag", "verwacht_op",
            "ontvangen_op",
        )  # fmt: skip
        self.verslagen = Tabel(
            Verantwoording,
            "versie",
            "geldstroom_id",
            "niveau",
            "uiterlijk_op",
            "ingediend_op",
            "uren",
        )

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """In the order in which one points to the other."""
        return (
            self.stromen,
            self.delen,
            self.domeinen,
            self.besluiten,
            self.betalingen,
            self.verslagen,
        )

    def keep(self, stroom: Stroom, volgt_op: int | None) -> int:
        """One stream with its whole past; its number."""
        nummer, soort = self.stromen.claim(), "+"
        for op, reden, velden in stroom.stappen:
            velden["volgt_op_id"] = volgt_op
            regel = self.stromen.build(nummer, [velden[naam] for naam in VELDEN])
            self.stromen.trace(regel, op, soort, reden)
            soort = "~"
        self.stromen.keep(regel)
        self._split(nummer, stroom)
        self._decide(nummer, stroom)
        self._divide(nummer, stroom)
        self._pay(nummer, stroom.velden)
        return nummer

    def _split(self, nummer: int, stroom: Stroom) -> None:
        """What the services would have kept at each step: a row is closed when its amounts change."""
        kenmerken = [_read_kenmerk(stroom.velden, naam) for naam in KENMERKEN]
        staat: dict[tuple[int, int], tuple[date, dict[str, Any]]] = {}
        for op, _, velden in stroom.stappen:
            moet = compute_jaarbedragen(_with_decimals(velden))
            for jaren, bedragen in moet.items():
                if jaren in staat and staat[jaren][1] == bedragen:
                    continue
                if jaren in staat:
                    self._keep_deel(nummer, jaren, staat[jaren], op, kenmerken)
                staat[jaren] = (op, bedragen)
        for jaren, deel in staat.items():
            self._keep_deel(nummer, jaren, deel, None, kenmerken)

    def _keep_deel(
        self,
        nummer: int,
        jaren: tuple[int, int],
        deel: tuple[date, dict[str, Any]],
        tot: date | None,
        kenmerken: list[Any],
    ) -> None:
        van, bedragen = deel
        einde = None if tot is None else at_noon(tot)
        waarden = (nummer, *jaren, *bedragen.values(), at_noon(van), einde, *kenmerken)
        self.delen.keep(self.delen.build(self.delen.claim(), waarden))

    def _decide(self, nummer: int, stroom: Stroom) -> None:
        if stroom.velden["bron"] in BRONNEN_ZONDER_BESLUIT:
            return
        for op, reden, velden in stroom.stappen:
            if soort := BESLUITEN.get(velden["status"]):
                bedrag = None if soort == "afwijzing" else velden[velden["status"]]
                self.besluiten.add((nummer, soort, op, bedrag), op, reden)
            if velden["status"] == "verleend":
                self._ask_verslag(nummer, stroom, op)

    def _ask_verslag(self, nummer: int, stroom: Stroom, op: date) -> None:
        """The lighter level for the smaller grant; asked with the decision, sent when it was."""
        velden, bedrag = stroom.velden, stroom.velden["verleend"]
        if velden["tot"] is None:
            return
        niveau = (
            "desgevraagd" if bedrag < 5000 else "inhoudelijk" if bedrag < 50_000 else "financieel"
        )
        gezet = (nummer, niveau, velden["tot"] + timedelta(weeks=13))
        rij = self.verslagen.claim()
        regel = self.verslagen.build(rij, (1, *gezet, None, None))
        self.verslagen.trace(regel, op, "+", "Besluit binnen")
        for dag, reden, staat in stroom.stappen:
            if staat["status"] == "verantwoord":
                regel = self.verslagen.build(rij, (2, *gezet, dag, self.toeval.randint(2, 40)))
                self.verslagen.trace(regel, dag, "~", reden)
        self.verslagen.keep(regel)

    def _divide(self, nummer: int, stroom: Stroom) -> None:
        """Six in ten name the domains that pay."""
        eerste, tweede = self.toeval.sample(DOMEINEN, 2)
        delen = self.toeval.choice(((), (), (100,), (100,), (60, 40)))
        for domein, procent in zip((eerste, tweede), delen, strict=False):
            op = stroom.stappen[0][0]
            self.domeinen.add((nummer, domein, procent), op, "Domeinen vastgelegd")

    def _pay(self, nummer: int, velden: dict[str, Any]) -> None:
        """Expected first, received some days after the day it was expected on."""
        tabel = self.betalingen
        for plek, termijn in enumerate(self.betaalmeester.pay(velden), 1):
            bedrag = f"{termijn.centen // 100}.{termijn.centen % 100:02d}"
            vast = (nummer, plek, termijn.soort, bedrag, termijn.verwacht_op)
            rij = tabel.claim()
            regel = tabel.build(rij, (1, *vast, None))
            tabel.trace(regel, termijn.bekend_op, "+", "Betaling verwacht")
            op = termijn.verwacht_op + timedelta(days=self.toeval.randrange(12))
            if op <= PEILDATUM:
                regel = tabel.build(rij, (2, *vast, op))
                tabel.trace(regel, op, "~", "Betaling ontvangen")
            tabel.keep(regel)


def _read_kenmerk(velden: dict[str, Any], naam: str) -> Any:
    """What a row of the split carries; municipality, payer and place came along from the initiative."""
    return velden["status"] in ZEKERE_STATUSSEN if naam == "telt" else velden[naam]


def _with_decimals(velden: dict[str, Any]) -> Any:
    """The four amounts and the period of a stream, as the services split them."""
    bedragen = {naam: velden[naam] for naam in BEDRAGEN}
    geld = {naam: None if bedrag is None else Decimal(bedrag) for naam, bedrag in bedragen.items()}
    return SimpleNamespace(van=velden["van"], tot=velden["tot"], **geld)
