"""The workbook, defined once: template, help sheet, validation, import and export follow from this.

What each column means is said here in Dutch, for the help sheet and for errors.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from financiering.domain import codes, invoer
from financiering.domain.taakvelden import KORT, TAAKVELDEN


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column: heading, the field it fills, how to read it, and what people are told.

    `keuzes` are offered in a list; `ook` are codes that are read but not offered.
    """

    kop: str
    veld: str
    soort: str = "tekst"
    verplicht: bool = False
    keuzes: tuple[tuple[str, str], ...] = ()
    ook: tuple[tuple[str, str], ...] = ()
    uitleg: str = ""
    groep: str = ""
    max_lengte: int = 300

    @property
    def lezer(self) -> Callable[[Any], Any]:
        """How a filled cell is read: a function of its value that raises InvoerFout."""
        return _LEZERS[self.soort](self)

    def parse(self, waarde: Any) -> Any:
        """The value of a filled cell. Raises InvoerFout."""
        return self.lezer(waarde)

    @property
    def is_vrije_tekst(self) -> bool:
        """Whether any text will do, as long as it fits."""
        return self.soort in ("tekst", "lang", "kenmerk")

    @property
    def is_veranderlijk(self) -> bool:
        """Whether a value is a list or a mapping, that two rows may not share."""
        return self.soort in ("lijst", "procenten", "sommen")

    def leeg(self) -> Any:
        """What an empty cell means for this field."""
        return "" if self.soort in ("tekst", "lang", "code", "kenmerk") else None


def _lees_tekst(max_lengte: int, waarde: Any) -> str:
    if isinstance(waarde, float) and waarde.is_integer():
        waarde = int(waarde)
    tekst = str(waarde).strip()
    if len(tekst) > max_lengte:
        raise invoer.InvoerFout(f"is te lang: hoogstens {max_lengte} tekens.")
    return tekst


def _lees_heel(hoogste: int, waarde: Any) -> int:
    return int(invoer.parse_getal(waarde, hoogste=hoogste))


_LEZERS: dict[str, Callable[[Kolom], Callable[[Any], Any]]] = {
    "tekst": lambda kolom: partial(_lees_tekst, kolom.max_lengte),
    "lang": lambda kolom: partial(_lees_tekst, kolom.max_lengte),
    "kenmerk": lambda kolom: partial(_lees_tekst, kolom.max_lengte),
    "bedrag": lambda _: invoer.parse_bedrag,
    "saldo": lambda _: partial(invoer.parse_bedrag, negatief=True),
    "datum": lambda _: invoer.parse_datum,
    "ja_nee": lambda _: invoer.parse_ja_nee,
    "code": lambda kolom: partial(invoer.parse_code, keuzes=(*kolom.keuzes, *kolom.ook)),
    "aantal": lambda _: partial(_lees_heel, 10_000_000),
    "uren": lambda _: partial(invoer.parse_getal, decimalen=1, hoogste=9999),
    "maanden": lambda _: partial(_lees_heel, 1200),
    "jaar": lambda _: partial(_lees_heel, 2200),
    "cijfer_0_4": lambda _: partial(_lees_heel, 4),
    "cijfer_1_5": lambda _: _lees_cijfer,
    "lijst": lambda _: invoer.parse_lijst,
    "procenten": lambda _: partial(invoer.parse_verdeling, procenten=True),
    "sommen": lambda _: partial(invoer.parse_verdeling, procenten=False),
}


def _lees_cijfer(waarde: Any) -> int:
    cijfer = _lees_heel(5, waarde)
    if cijfer < 1:
        raise invoer.InvoerFout("past hier niet. Schrijf een cijfer van 1 tot en met 5.")
    return cijfer


@dataclass(frozen=True, slots=True)
class Blad:
    """One sheet: its name, its columns, and the columns that name a row."""

    naam: str
    kolommen: tuple[Kolom, ...]
    sleutel: tuple[str, ...]
    uitleg: str

    def find(self, kop: str) -> Kolom | None:
        """The column with this heading, without regard to case, spaces, accents and a star."""
        gezocht = invoer.fold(kop)
        return next((kolom for kolom in self.kolommen if invoer.fold(kolom.kop) == gezocht), None)


def _kies(lijst: Any, *, zonder: Iterable[Any] = ()) -> tuple[tuple[str, str], ...]:
    weg = set(zonder)
    return tuple((str(code), str(label)) for code, label in lijst.choices if code not in weg)


def _groep(naam: str, *kolommen: Kolom) -> Sequence[Kolom]:
    """The same columns, folded under one name."""
    return [
        Kolom(k.kop, k.veld, k.soort, k.verplicht, k.keuzes, k.ook, k.uitleg, naam, k.max_lengte)
        for k in kolommen
    ]


GELDSOORTEN = _kies(codes.Geldsoort, zonder={codes.Geldsoort.ONBEKEND})
GELDSOORT_ONBEKEND = ((codes.Geldsoort.ONBEKEND.value, "onbekend"),)

INITIATIEVEN = Blad(
    "Initiatieven",
    (
        Kolom("Kenmerk", "kenmerk", "kenmerk", True, uitleg="Een eigen korte naam, voor elk initiatief anders.", max_lengte=60),
        Kolom("Naam", "naam", verplicht=True, max_lengte=200),
        Kolom("Gemeente", "gemeente", verplicht=True, uitleg="De naam of de CBS-code, bijvoorbeeld GM0363.", max_lengte=100),
        Kolom("Wijk", "wijk", max_lengte=100),
        Kolom("Buurt", "buurt", max_lengte=100),
        Kolom("Fase", "fase", "code", keuzes=_kies(codes.Fase)),
        Kolom("Startdatum", "startdatum", "datum"),
        *_groep(
            "Over het initiatief",
            Kolom("Rechtsvorm", "rechtsvorm", max_lengte=60),
            Kolom("KVK", "kvk", uitleg="Niet nodig voor een informele groep.", max_lengte=8),
            Kolom("Beleidsdomeinen", "beleidsdomeinen", "lijst", uitleg="Gescheiden door een puntkomma."),
            Kolom("Doelgroep", "doelgroep"),
        ),
        *_groep(
            "Geld en mensen nu",
            Kolom("Saldo", "saldo", "saldo"),
            Kolom("Saldo op", "saldo_op", "datum"),
            Kolom("Vrij vermogen", "vrij_vermogen", "saldo"),
            Kolom("Vrijwilligersuren nodig", "vrijwilligersuren_nodig", "uren"),
            Kolom("Vrijwilligersuren beschikbaar", "vrijwilligersuren_beschikbaar", "uren"),
            Kolom("Vrijwilligers nu", "vrijwilligers_nu", "aantal"),
            Kolom("Vrijwilligers jaar geleden", "vrijwilligers_jaar_geleden", "aantal"),
        ),
        *_groep(
            "Bewijs en vervolg",
            Kolom("Bewijs niveau", "bewijs_niveau", "cijfer_0_4", uitleg="0 is niets, 4 is een vergelijkend onderzoek."),
            Kolom("Bewijs op", "bewijs_op", "datum"),
            Kolom("Evaluatie positief", "evaluatie_positief", "ja_nee"),
            Kolom("Projectfase eindigt op", "projectfase_eindigt_op", "datum"),
        ),
        Kolom("Toelichting", "toelichting", "lang", max_lengte=10_000),
    ),
    ("kenmerk",),
    "Eén rij per initiatief.",
)  # fmt: skip

TAKEN = Blad(
    "Taken",
    (
        Kolom("Initiatief", "initiatief", "kenmerk", True, uitleg="Het kenmerk van het initiatief.", max_lengte=60),
        Kolom("Taak", "naam", verplicht=True, uitleg="Kartrekker, contact gemeente, geld en bank, sleutel en openen, werving, inhoud, doorverwijzing, communicatie, of een eigen naam.", max_lengte=100),
        Kolom("Vervuld door", "vervuld_door", uitleg="Een naam of een functie. Leeg: niemand.", max_lengte=100),
        Kolom("Vervanger", "vervanger", max_lengte=100),
        Kolom("Uren", "uren", "uren", uitleg="Per week."),
        Kolom("Eindigt op", "eindigt_op", "datum", uitleg="Einde van een contract of afspraak."),
        Kolom("Kritiek", "kritiek", "ja_nee", uitleg="Kan deze taak niet gemist worden?"),
        Kolom("Toelichting", "toelichting", "lang", max_lengte=10_000),
    ),
    ("initiatief", "naam"),
    "Wie doet wat. Een functie is genoeg; namen hoeven niet.",
)  # fmt: skip

GELDSTROMEN = Blad(
    "Geldstromen",
    (
        Kolom("Kenmerk", "kenmerk", "kenmerk", True, uitleg="Een eigen kenmerk, voor elke geldstroom anders.", max_lengte=60),
        Kolom("Initiatief", "initiatief", "kenmerk", True, uitleg="Het kenmerk van het initiatief.", max_lengte=60),
        Kolom("Omschrijving", "omschrijving", verplicht=True, uitleg="Waarvoor is het geld?"),
        Kolom("Geldsoort", "geldsoort", "code", True, GELDSOORTEN, GELDSOORT_ONBEKEND),
        Kolom("Bron", "bron", "code", True, _kies(codes.Bron)),
        Kolom("Financier", "financier", verplicht=True, uitleg="Van wie komt het?", max_lengte=200),
        Kolom("Van", "van", "datum", True),
        Kolom("Status", "status", "code", True, _kies(codes.Status)),
        Kolom("Tot", "tot", "datum", uitleg="Tot en met. Leeg: geen einddatum; dan is het bedrag per kalenderjaar."),
        Kolom("Verwacht", "verwacht", "bedrag", uitleg="Begroot of gehoopt, in euro."),
        Kolom("Aangevraagd", "aangevraagd", "bedrag"),
        Kolom("Verleend", "verleend", "bedrag"),
        Kolom("Vastgesteld", "vastgesteld", "bedrag"),
        Kolom("Aard", "aard", "code", keuzes=_kies(codes.Aard), uitleg="Is er een einde besloten (incidenteel) of niet (structureel)? Leeg: onbekend."),
        Kolom("Regelmaat", "regelmaat", "code", keuzes=_kies(codes.Regelmaat), uitleg="Leeg: onbekend."),
        *_groep(
            "Besluit",
            Kolom("Ingediend op", "ingediend_op", "datum"),
            Kolom("Beslissen voor", "beslissen_voor", "datum"),
            Kolom("Verdaagd tot", "verdaagd_tot", "datum"),
            Kolom("Beschikking op", "beschikking_op", "datum"),
            Kolom("Reden afwijzing", "reden_afwijzing", "code", keuzes=_kies(codes.RedenAfwijzing)),
            Kolom("Meerjarig besluit", "meerjarig_besluit", "ja_nee"),
            Kolom("Voorbehoud", "voorbehoud", "ja_nee", uitleg="Geldt alleen als de begroting wordt aangenomen (Awb 4:34)."),
            Kolom("Voorwaarden", "voorwaarden", "ja_nee"),
            Kolom("Bezuiniging aangekondigd", "bezuiniging_aangekondigd", "ja_nee"),
        ),
        *_groep(
            "Verantwoording",
            Kolom("Verantwoorden voor", "v_uiterlijk_op", "datum"),
            Kolom("Verantwoord op", "v_ingediend_op", "datum"),
            Kolom("Vastgesteld op", "vastgesteld_op", "datum"),
            Kolom("Gevraagd niveau", "v_niveau", "code", keuzes=_kies(codes.Niveau)),
            Kolom("Uren verantwoording", "v_uren", "uren"),
            Kolom("Accountantskosten", "v_accountantskosten", "bedrag"),
            Kolom("Ervaren last", "v_ervaren_last", "cijfer_1_5", uitleg="1 is licht, 5 is zwaar."),
        ),
        *_groep(
            "Samenhang",
            Kolom("Volgt op", "volgt_op", "kenmerk", uitleg="Het kenmerk van de eerdere geldstroom.", max_lengte=60),
            Kolom("Pot", "pot", "kenmerk", uitleg="Het kenmerk van de pot.", max_lengte=60),
            Kolom("Domeinen", "domeinen", "procenten", uitleg="Bijvoorbeeld: Welzijn 60%; Cultuur 40%."),
            Kolom("Taakveld", "taakveld", "code", keuzes=TAAKVELDEN, ook=KORT, uitleg="Waar de gemeente dit geld op boekt (Iv3), bijvoorbeeld 6.1."),
            Kolom("Eigen exploitatie", "eigen_exploitatie", "ja_nee", uitleg="Nee: het geld is voor iets of iemand anders. Leeg: ja."),
            Kolom("Regeling", "regeling", max_lengte=200),
            Kolom("Regeling eindigt op", "regeling_eindigt_op", "datum"),
            Kolom("Vervolg bekend", "vervolg_bekend", "ja_nee"),
        ),
        *_groep(
            "In natura en deelnemers",
            Kolom("Soort natura", "soort_natura", "code", keuzes=_kies(codes.SoortNatura)),
            Kolom("Afspraak", "afspraak", "code", keuzes=_kies(codes.Afspraak)),
            Kolom("Opzegtermijn", "opzegtermijn", "maanden", uitleg="In maanden."),
            Kolom("Gever beslist", "gever_beslist", "ja_nee", uitleg="Mag de gever hier zelf over beslissen?"),
            Kolom("Opgezegd op", "opgezegd_op", "datum"),
            Kolom("Besluit loopt", "besluit_loopt", "ja_nee"),
            Kolom("Prijs per keer", "prijs_per_keer", "bedrag"),
            Kolom("Keren per jaar", "keren_per_jaar", "aantal"),
        ),
        Kolom("Toelichting", "toelichting", "lang", max_lengte=10_000),
    ),
    ("kenmerk",),
    "Eén rij per geldstroom: een toezegging of hoop van één gever, voor één doel, over één periode.",
)  # fmt: skip

BETALINGEN = Blad(
    "Betalingen",
    (
        Kolom("Geldstroom", "geldstroom", "kenmerk", True, uitleg="Het kenmerk van de geldstroom.", max_lengte=60),
        Kolom("Soort", "soort", "code", True, _kies(codes.SoortBetaling)),
        Kolom("Bedrag", "bedrag", "bedrag", True),
        Kolom("Verwacht op", "verwacht_op", "datum"),
        Kolom("Ontvangen op", "ontvangen_op", "datum"),
    ),
    ("geldstroom",),
    "Wat binnenkwam of nog komt. Geld dat teruggaat is een terugbetaling, geen minteken.",
)  # fmt: skip

BEGROTING = Blad(
    "Begroting",
    (
        Kolom("Initiatief", "initiatief", "kenmerk", True, max_lengte=60),
        Kolom("Jaar", "jaar", "jaar", True),
        Kolom("Post", "post", verplicht=True, uitleg="Bijvoorbeeld huur.", max_lengte=200),
        Kolom("Geldsoort", "geldsoort", "code", keuzes=GELDSOORTEN, ook=GELDSOORT_ONBEKEND, uitleg="Leeg: basisgeld."),
        Kolom("Bedrag", "bedrag", "bedrag", True),
    ),
    ("initiatief", "jaar", "post"),
    "Wat openblijven kost, per jaar.",
)  # fmt: skip

POTTEN = Blad(
    "Potten",
    (
        Kolom("Kenmerk", "kenmerk", "kenmerk", True, max_lengte=60),
        Kolom("Gemeente", "gemeente", verplicht=True, max_lengte=100),
        Kolom("Soort", "soort", "code", True, _kies(codes.SoortPot)),
        Kolom("Naam", "naam", verplicht=True, max_lengte=200),
        Kolom("Jaar", "jaar", "jaar", True),
        Kolom("Bedrag", "bedrag", "bedrag", True),
        Kolom("Wijk", "wijk", max_lengte=100),
        Kolom("Opdracht", "opdracht", "lang", uitleg="Bij een MAG-opdracht: wat de gemeente vraagt. Hoe, bepaalt de organisatie.", max_lengte=2000),
        Kolom("Bijdragen", "bijdragen", "sommen", uitleg="Bijvoorbeeld: Welzijn 20000; Participatie 15000. Samen het bedrag."),
    ),
    ("kenmerk",),
    "Een budget van een gever in een jaar. Alleen voor gemeenten.",
)  # fmt: skip

BLADEN = (INITIATIEVEN, TAKEN, GELDSTROMEN, BETALINGEN, BEGROTING, POTTEN)
INLEESVOLGORDE = (INITIATIEVEN, POTTEN, TAKEN, BEGROTING, GELDSTROMEN, BETALINGEN)
"""What is referred to comes before what refers to it."""
