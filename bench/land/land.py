"""The country: municipalities, givers, initiatives with all they tell, and their streams.

How large a municipality is, is our own assumption: its share falls with its rank, so that the largest
has four in a hundred initiatives and the smallest one in twelve hundred. How many streams an
initiative has follows the requests per recipient in the register.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import connection, transaction

from bench.land.geldstromen import Stroom, Trekker, divide_geheel, list_bronnen
from bench.land.passing import draw, load_passing
from bench.land.rijen import Tabel, reset_tellers
from bench.land.stroomboek import DOMEINEN, Stroomboek
from financiering.domain.codes import GEMEENTEBRONNEN, ZEKERE_STATUSSEN, Bron, SoortTaak
from financiering.models import (
    Begrotingspost,
    Financier,
    Gemeente,
    Initiatief,
    Taak,
    Toestemming,
)

INITIATIEVEN = 50_000
STROMEN_PER_INITIATIEF = 10
GEVERS_PER_BRON = 2
"""An initiative comes back to the same few givers."""
REEKS = 250
"""Initiatives that are written at once: some thousands of streams, so that memory stays small."""

WIJKEN = ("Centrum", "Noord", "Oost", "Zuid", "West", "Nieuwland", "De Hoogte", "Rivierenwijk",
          "Stationsbuurt", "Het Zand", "Bloemenwijk", "Molenwijk")  # fmt: skip
GEVERS = {
    Bron.FONDS: ("fonds", "Fonds", 60), Bron.RIJKSREGELING: ("rijk", "Rijksregeling", 8),
    Bron.ZORGVERZEKERAAR: ("zorgverzekeraar", "Zorgkantoor", 20),
    Bron.WONINGCORPORATIE: ("woningcorporatie", "Woningcorporatie", 250),
    Bron.BEDRIJF: ("bedrijf", "Bedrijf", 400), Bron.GIFT: ("eigen_kring", "Giften", 1),
    Bron.CONTRIBUTIE: ("eigen_kring", "Leden", 1),
    Bron.DEELNEMERSBIJDRAGE: ("eigen_kring", "Deelnemers", 1),
    Bron.EIGEN_INKOMSTEN: ("eigen_kring", "Verkoop en verhuur", 1),
    Bron.IN_NATURA: ("organisatie", "Stichting", 300),
}  # fmt: skip
"""Per source the kind of giver, what they are called and how many there are."""

OPEN = (("gemeente", "geldstromen", 40), ("gemeente", "signalen", 50),
        ("kennissteunfunctie", "signalen", 60), ("kennissteunfunctie", "geldstromen", 40),
        ("openbaar", "pagina", 20))  # fmt: skip
"""Of a hundred initiatives, how many open what to whom."""


@dataclass(frozen=True, slots=True)
class Omvang:
    """How large a country is."""

    initiatieven: int
    stromen: int

    @classmethod
    def of(cls, procent: float) -> "Omvang":
        """Part of the whole country, in percent."""
        initiatieven = round(INITIATIEVEN * procent / 100)
        return cls(initiatieven, initiatieven * STROMEN_PER_INITIATIEF)


class Land:
    """Builds a country in an empty database; the same seed builds the same one."""

    def __init__(self, omvang: Omvang, zaad: int = 20261123) -> None:
        self.omvang, self.toeval = omvang, Random(zaad)
        self.passing = load_passing()
        self.trekker = Trekker(self.passing, self.toeval)
        self.gevers: dict[Any, list[int]] = {}
        self.initiatieven = Tabel(
            Initiatief, "kenmerk", "naam", "gemeente_id", "wijk", "buurt", "fase", "startdatum",
            "beleidsdomeinen", "saldo", "saldo_op", "vrijwilligersuren_nodig",
            "vrijwilligersuren_beschikbaar", "bedragen_fictief",
        )  # fmt: skip
        self.begroting = Tabel(Begrotingspost, "initiatief_id", "jaar", "post", "bedrag")
        self.taken = Tabel(Taak, "initiatief_id", "soort", "naam", "vervuld_door", "vervanger")
        self.toestemmingen = Tabel(
            Toestemming, "initiatief_id", "ontvanger", "onderdeel", "gegeven_op", "reden"
        )
        self.boek = Stroomboek(self.toeval)

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """In the order in which one points to the other."""
        return (
            self.initiatieven,
            self.begroting,
            self.taken,
            self.toestemmingen,
            *self.boek.tabellen,
        )

    def build(self, melder: Callable[[int, int], None] = lambda gedaan, totaal: None) -> None:
        """Givers, then initiatives series by series; each series is a transaction of its own."""
        self._add_gevers()
        wie = list(zip(self._draw_gemeenten(), self._draw_aantallen(), strict=True))
        for begin in range(0, len(wie), REEKS):
            for gemeente, aantal in wie[begin : begin + REEKS]:
                self._add_initiatief(gemeente, aantal)
            self._flush()
            melder(min(begin + REEKS, len(wie)), len(wie))
        reset_tellers([tabel.model for tabel in self.tabellen] + [Financier])

    @transaction.atomic
    def _flush(self) -> None:
        for tabel in self.tabellen:
            tabel.flush()

    def _add_gevers(self) -> None:
        """Every municipality pays; the others are few or many, as they are."""
        tabel, begin = (
            Tabel(Financier, "naam", "soort", "gemeente_id", "algemeen"),
            date(2016, 1, 1),
        )
        bekend = dict(Financier.objects.exclude(gemeente=None).values_list("gemeente_id", "pk"))
        for code, naam in Gemeente.objects.order_by("code").values_list("code", "naam"):
            rij = (f"Gemeente {naam}", "gemeente", code, True)
            self.gevers[code] = [bekend.get(code) or tabel.add(rij, begin, "Lijst van gevers")]
        for bron, (soort, naam, aantal) in GEVERS.items():
            self.gevers[bron] = [
                tabel.add((naam if aantal == 1 else f"{naam} {n}", soort, None, aantal == 1), begin, "Lijst van gevers")
                for n in range(1, aantal + 1)
            ]  # fmt: skip
        with transaction.atomic():
            tabel.flush()

    def _draw_gemeenten(self) -> list[str]:
        """The municipality of each initiative; which one is large is drawn too."""
        codes = sorted(code for code in self.gevers if isinstance(code, str) and code[:2] == "GM")
        self.toeval.shuffle(codes)
        gewichten = [1 / (rang + 4) ** 0.9 for rang in range(len(codes))]
        return self.toeval.choices(codes, gewichten, k=self.omvang.initiatieven)

    def _draw_aantallen(self) -> list[int]:
        """How many streams each initiative has: together exactly as many as asked."""
        per = self.passing["per_ontvanger"]
        gewichten = [draw(per, self.toeval) for _ in range(self.omvang.initiatieven)]
        return list(divide_geheel(gewichten, self.omvang.stromen))

    def _add_initiatief(self, gemeente: str, aantal: int) -> None:
        toeval = self.toeval
        begin = date(2016, 1, 1) + timedelta(days=toeval.randrange(3800))
        nummer = self.initiatieven.volgende
        kenmerk, plek = f"land-{nummer:05d}", toeval.randrange(len(WIJKEN))
        fase = toeval.choices(("opstart", "ontwikkeling", "uitvoering", "geborgd", "gestopt"), (1, 2, 6, 1, 1))[0]  # fmt: skip
        domeinen = ", ".join(
            f'"{domein}"' for domein in toeval.sample(DOMEINEN, toeval.choice((1, 2, 3)))
        )
        saldo = toeval.choice((None, toeval.randint(0, 40_000)))
        self.initiatieven.add(
            (kenmerk, f"Initiatief {nummer}", gemeente, WIJKEN[plek], f"{WIJKEN[plek]} {toeval.randint(1, 4)}",
             fase, begin, f"[{domeinen}]", saldo, None if saldo is None else date(2026, 11, 1),
             toeval.choice((None, 40)), toeval.choice((None, 30, 50)), True),
            begin, "Initiatief vastgelegd",
        )  # fmt: skip
        self._tell(nummer, begin)
        self._add_stromen((nummer, kenmerk, gemeente, WIJKEN[plek]), aantal)

    def _tell(self, nummer: int, begin: date) -> None:
        """Budget, tasks and choices of an initiative."""
        toeval = self.toeval
        kosten = draw(self.passing["eenmalig"]["bedrag"], toeval)
        for jaar in (2025, 2026, 2027):
            for post, deel in (("Huur", 5), ("Mensen", 3), ("Koffie en materiaal", 2)):
                bedrag = max(50, round(kosten * deel / 10))
                self.begroting.add((nummer, jaar, post, bedrag), max(begin, date(2024, 11, 1)), "Begroting vastgelegd")  # fmt: skip
        wie = [f"persoon {n}" for n in range(1, toeval.randint(2, 5))]
        for taak in toeval.sample([s for s in SoortTaak if s != SoortTaak.EIGEN], 5):
            rij = (nummer, taak.value, taak.label, toeval.choice(wie), toeval.choice(("", *wie)))
            self.taken.add(rij, begin, "Taak vastgelegd")
        for ontvanger, onderdeel, van_honderd in OPEN:
            if toeval.randrange(100) < van_honderd:
                self.toestemmingen.add((nummer, ontvanger, onderdeel, begin, "Opengesteld"), begin, "Opengesteld")  # fmt: skip

    def _add_stromen(self, wie: tuple[int, str, str, str], aantal: int) -> None:
        """Oldest first, so that a grant can follow on the last one of the same giver."""
        nummer, kenmerk, gemeente, wijk = wie
        bronnen, gewichten = list_bronnen()
        stromen = []
        for plek, bron in enumerate(self.toeval.choices(bronnen, gewichten, k=aantal), 1):
            betaler = gemeente if bron in GEMEENTEBRONNEN else ""
            gevers = self.gevers[betaler or bron]
            gever = gevers[(nummer + self.toeval.randrange(GEVERS_PER_BRON)) % len(gevers)]
            vast = {
                "initiatief_id": nummer, "financier_id": gever, "gemeente": gemeente, "betaler": betaler,
                "plaats": wijk,
            }  # fmt: skip
            stromen.append(self.trekker.draw_stroom(f"{kenmerk}-{plek:03d}", vast, bron))
        vorige: dict[tuple[Any, Any], tuple[int, Stroom]] = {}
        for stroom in sorted(stromen, key=lambda s: s.velden["van"]):
            wie = stroom.velden["financier_id"], stroom.velden["bron"]
            volgt_op = self._find_vorige(vorige.get(wie), stroom)
            vorige[wie] = (self.boek.keep(stroom, volgt_op), stroom)

    def _find_vorige(self, vorige: tuple[int, Stroom] | None, stroom: Stroom) -> int | None:
        """Most grants follow on the one before that was granted and is over by then."""
        if vorige is None or self.toeval.random() < 0.3:
            return None
        nummer, eerder = vorige
        over = eerder.velden["tot"] is not None and eerder.velden["tot"] < stroom.velden["van"]
        return nummer if over and eerder.velden["status"] in ZEKERE_STATUSSEN else None


def analyze() -> None:
    """Let the database know what there is, as its own autovacuum would after a while."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
