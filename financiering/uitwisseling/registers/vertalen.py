"""From a row of a register to one grant, or to the reason why not."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import Any

from financiering.domain.codes import Aard, Regelmaat, Status
from financiering.domain.invoer import InvoerFout, parse_bedrag, parse_code, parse_datum
from financiering.domain.perioden import add_maanden
from financiering.uitwisseling.registers.bron import Bronrij, unprotect_tekst
from financiering.uitwisseling.registers.koppeling import CODELIJSTEN, Vertaling

PARTICULIEREN = "Particulieren (samen)"
ONBEKENDE_ONTVANGER = "Ontvanger niet vermeld"
GEMASKEERD = "(Particulier)"
JAREN = range(1900, 2201)
STANDAARD = {"regelmaat": Regelmaat.ONBEKEND, "aard": Aard.ONBEKEND, "taakveld": ""}


@dataclass(slots=True)
class Verlening:
    """One grant as a register has it; amounts in euros, period inclusive."""

    regelnummer: int
    tekst: str
    dossiernummer: str
    ontvanger: str
    prive: bool
    omschrijving: str
    van: date
    tot: date | None
    aangevraagd: Decimal | None
    verleend: Decimal | None
    vastgesteld: Decimal | None
    beschikking_op: date | None
    regelmaat: str
    aard: str
    regeling: str
    domein: str
    taakveld: str
    wijk: str
    toelichting: str
    stand_op: date | None
    financier: str

    @property
    def is_correctie(self) -> bool:
        """A negative amount corrects an earlier row with the same file number."""
        return any(
            (bedrag or 0) < 0 for bedrag in (self.aangevraagd, self.verleend, self.vastgesteld)
        )

    @property
    def status(self) -> Status:
        """Nothing granted yet: asked. Granted nothing: refused. Fixed: fixed. Else granted."""
        if self.verleend is None:
            return Status.AANGEVRAAGD if self.vastgesteld is None else Status.VASTGESTELD
        if self.verleend == 0 and not self.vastgesteld:
            return Status.AFGEWEZEN
        return Status.VERLEEND if self.vastgesteld is None else Status.VASTGESTELD


@dataclass
class Vertaald:
    """What came out of a register: grants, and rows kept apart with why."""

    verleningen: list[Verlening] = field(default_factory=list)
    apart: list[tuple[Bronrij, str]] = field(default_factory=list)
    regels: list[tuple[int, str, str, str]] = field(default_factory=list)
    """Line, file number, masked text and remark of every row, as it is kept."""


@dataclass(frozen=True, slots=True)
class Regelfout(Exception):
    """A row that cannot be read; the whole file is then refused."""

    regelnummer: int
    kolom: str
    boodschap: str


def translate_rijen(
    rijen: Iterator[Bronrij], vertaling: Vertaling, fouten: list[Regelfout]
) -> Vertaald:
    """Every row as a grant; corrections are taken off the row they correct; errors are collected."""
    uit = Vertaald()
    op_nummer: dict[str, Verlening] = {}
    correcties: list[Verlening] = []
    for rij in rijen:
        try:
            verlening = translate_rij(rij, vertaling)
        except Regelfout as fout:
            fouten.append(fout)
            continue
        uit.regels.append((rij.nummer, verlening.dossiernummer, verlening.tekst, ""))
        if verlening.is_correctie:
            correcties.append(verlening)
        elif verlening.dossiernummer in op_nummer:
            _note(uit, rij, f"dossier {verlening.dossiernummer} staat al op een eerdere regel")
        else:
            op_nummer[verlening.dossiernummer] = verlening
            uit.verleningen.append(verlening)
    for correctie in correcties:
        _apply_correctie(uit, op_nummer.get(correctie.dossiernummer), correctie)
    return uit


def _note(uit: Vertaald, rij: Bronrij, melding: str) -> None:
    uit.apart.append((rij, melding))
    nummer, dossier, tekst, _ = uit.regels[-1]
    uit.regels[-1] = (nummer, dossier, tekst, melding)


def _apply_correctie(uit: Vertaald, doel: Verlening | None, correctie: Verlening) -> None:
    melding = "negatief bedrag: verrekend met de regel van hetzelfde dossier"
    if doel is None or not _subtract(doel, correctie):
        melding = "negatief bedrag zonder regel om het mee te verrekenen"
        rij = Bronrij(correctie.regelnummer, {}, correctie.tekst)
        uit.apart.append((rij, melding))
    for plek, (nummer, dossier, tekst, _) in enumerate(uit.regels):
        if nummer == correctie.regelnummer:
            uit.regels[plek] = (nummer, dossier, tekst, melding)


def _subtract(doel: Verlening, correctie: Verlening) -> bool:
    nieuw = {}
    for naam in ("aangevraagd", "verleend", "vastgesteld"):
        af = getattr(correctie, naam)
        if af is not None and af < 0:
            nieuw[naam] = (getattr(doel, naam) or Decimal(0)) + af
    if any(bedrag < 0 for bedrag in nieuw.values()):
        return False
    for naam, bedrag in nieuw.items():
        setattr(doel, naam, bedrag)
    return True


def translate_rij(rij: Bronrij, vertaling: Vertaling) -> Verlening:
    """One row. Raises Regelfout with the column and what is accepted."""
    lees = _Rijlezer(rij, vertaling)
    if rij.scheef:
        raise Regelfout(rij.nummer, *rij.scheef)
    lees.check_eis()
    ontvanger = lees.tekst("ontvanger", 200, nodig=False) or ONBEKENDE_ONTVANGER
    geheim = _list_geheim(rij, ontvanger, vertaling)
    prive = bool(geheim)
    van, tot = lees.periode()
    regeling = lees.tekst("regeling", 200, nodig=False)
    return Verlening(
        regelnummer=rij.nummer,
        tekst=_mask(rij.tekst, geheim),
        dossiernummer=lees.tekst("dossiernummer", 100),
        ontvanger=PARTICULIEREN if prive else ontvanger,
        prive=prive,
        omschrijving=_mask_naam(lees.tekst("omschrijving", 300, nodig=False), geheim)
        or regeling
        or "Subsidie",
        van=van,
        tot=tot,
        aangevraagd=lees.bedrag("aangevraagd"),
        verleend=lees.bedrag("verleend"),
        vastgesteld=lees.bedrag("vastgesteld"),
        beschikking_op=lees.dag("beschikking_op"),
        regelmaat=lees.code("regelmaat"),
        aard=lees.code("aard"),
        regeling=regeling,
        domein=lees.tekst("domein", 100, nodig=False),
        taakveld=lees.code("taakveld"),
        wijk=lees.tekst("wijk", 100, nodig=False),
        toelichting=_mask_naam(lees.tekst("toelichting", 2000, nodig=False), geheim),
        stand_op=lees.dag("stand_op"),
        financier=lees.tekst("financier", 200, nodig=False) or vertaling.financier,
    )


def is_prive(ontvanger: str, vertaling: Vertaling) -> bool:
    """Whether this recipient stands for a private person."""
    return any(_fits(ontvanger, patroon) for patroon in vertaling.prive)


def _fits(tekst: str, patroon: str) -> bool:
    """Whether a text fits a pattern in which `*` stands for anything, without regard to case."""
    return fnmatchcase(tekst.casefold().strip(), patroon.casefold())


def _list_geheim(rij: Bronrij, ontvanger: str, vertaling: Vertaling) -> list[str]:
    """The names of a private person: as they stand in the file, and as we would write them."""
    koppen = [*vertaling.prive_kolommen]
    if is_prive(ontvanger, vertaling):
        koppen.append(vertaling.kolommen["ontvanger"])
    rauw = [str(rij.waarden.get(kop) or "").strip() for kop in koppen]
    namen = [naam for naam in rauw if naam]
    return [*namen, *(" ".join(naam.split()) for naam in namen)]


def _mask_naam(tekst: str, geheim: list[str]) -> str:
    """A text without these names; a single word may be any word and stays."""
    for naam in geheim:
        if " " in naam:
            tekst = re.sub(rf"(?<!\w){re.escape(naam)}(?!\w)", GEMASKEERD, tekst)
    return tekst


def _mask(tekst: str, geheim: list[str]) -> str:
    """The row as it stood, without these names; quotes are written in two ways."""
    for naam in geheim:
        for vorm in (naam, naam.replace('"', '""'), json.dumps(naam, ensure_ascii=False)[1:-1]):
            tekst = tekst.replace(vorm, GEMASKEERD)
    return tekst


class _Rijlezer:
    """Reads fields of one row through the mapping, with the heading in every error."""

    def __init__(self, rij: Bronrij, vertaling: Vertaling) -> None:
        self.rij, self.vertaling = rij, vertaling

    def _waarde(self, veld: str) -> Any:
        kop = self.vertaling.kolommen.get(veld)
        waarde = self.rij.waarden.get(kop, "") if kop else ""
        if isinstance(waarde, str):
            waarde = waarde.strip()
        if waarde is None or waarde in self.vertaling.leeg:
            return ""
        patroon = self.vertaling.alleen.get(veld)
        return waarde if patroon is None or _fits(str(waarde), patroon) else ""

    def _fail(self, veld: str, waarde: Any, boodschap: str) -> Regelfout:
        gevonden = f'"{str(waarde)[:60]}" ' if waarde != "" else ""
        return Regelfout(
            self.rij.nummer, self.vertaling.kolommen.get(veld, veld), f"{gevonden}{boodschap}"
        )

    def tekst(self, veld: str, lengte: int, *, nodig: bool = True) -> str:
        waarde = self._waarde(veld)
        if isinstance(waarde, float) and waarde.is_integer():
            waarde = int(waarde)
        if nodig and waarde == "":
            raise self._fail(veld, "", "is leeg.")
        return unprotect_tekst(" ".join(str(waarde).split()))[:lengte]

    def bedrag(self, veld: str) -> Decimal | None:
        waarde = self._waarde(veld)
        if waarde == "":
            return None
        try:
            return parse_bedrag(waarde, stijl=self.vertaling.getallen, negatief=True)
        except InvoerFout as fout:
            raise self._fail(veld, waarde, str(fout)) from None

    def code(self, veld: str) -> str:
        waarde = self._waarde(veld)
        if waarde == "":
            return STANDAARD[veld]
        eigen = self.vertaling.waarden.get(veld, {}).get(str(waarde).casefold())
        if eigen:
            return eigen
        try:
            return parse_code(waarde, CODELIJSTEN[veld])
        except InvoerFout as fout:
            raise self._fail(veld, waarde, str(fout)) from None

    def dag(self, veld: str) -> date | None:
        waarde = self._waarde(veld)
        try:
            return parse_datum(_cut_dag(waarde)) if waarde != "" else None
        except InvoerFout as fout:
            raise self._fail(veld, waarde, str(fout)) from None

    def check_eis(self) -> None:
        """Refuse a row in which a column says something else than the mapping asks."""
        for kop, nodig in self.vertaling.eis.items():
            waarde = str(self.rij.waarden.get(kop, "")).strip()
            if waarde != nodig:
                raise Regelfout(self.rij.nummer, kop, f'"{waarde[:60]}" is geen {nodig}.')

    def periode(self) -> tuple[date, date | None]:
        """The days that are given, else the whole calendar year."""
        try:
            if self._waarde("van") != "":
                van = parse_datum(_cut_dag(self._waarde("van")))
                return van, self._read_einde(van)
            jaar = self._read_jaar()
            return date(jaar, 1, 1), date(jaar, 12, 31)
        except (InvoerFout, ArithmeticError, ValueError):
            veld = "van" if self._waarde("van") != "" else "jaar"
            raise self._fail(veld, self._waarde(veld), "is geen datum of jaar.") from None

    def _read_einde(self, van: date) -> date | None:
        einde, maanden = self._waarde("tot"), self._waarde("maanden")
        if einde != "":
            return parse_datum(_cut_dag(einde))
        if maanden != "" and (aantal := int(Decimal(str(maanden)))) > 0:
            return add_maanden(van, aantal) - timedelta(days=1)
        return date(van.year, 12, 31) if self.vertaling.eindigt else None

    def _read_jaar(self) -> int:
        """A year, or the year of a day."""
        waarde = self._waarde("jaar")
        if isinstance(waarde, date) or "-" in str(waarde):
            return parse_datum(_cut_dag(waarde)).year
        jaar = Decimal(str(waarde))
        if jaar != int(jaar) or int(jaar) not in JAREN:
            raise InvoerFout("is geen jaar.")
        return int(jaar)


def _cut_dag(waarde: Any) -> Any:
    """The day of a moment that is written as text."""
    return re.split(r"[T\s]", waarde, maxsplit=1)[0] if isinstance(waarde, str) else waarde
