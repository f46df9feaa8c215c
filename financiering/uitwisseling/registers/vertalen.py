"""From a row of a register to one grant, or to the reason why not."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import Any

from financiering.domain.codes import Aard, Regelmaat, Status
from financiering.domain.invoer import InvoerFout, parse_bedrag, parse_code, parse_datum
from financiering.uitwisseling.registers.bron import Bronrij, unprotect_tekst
from financiering.uitwisseling.registers.koppeling import CODELIJSTEN, Vertaling

PARTICULIEREN = "Particulieren (samen)"
ONBEKENDE_ONTVANGER = "Ontvanger niet vermeld"
GEMASKEERD = "(Particulier)"
STANDAARD = {"regelmaat": Regelmaat.ONBEKEND, "aard": Aard.ONBEKEND}


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
    regelmaat: str
    aard: str
    regeling: str
    domein: str
    wijk: str
    toelichting: str
    stand_op: date | None

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
    ontvanger = lees.tekst("ontvanger", 200, nodig=False) or ONBEKENDE_ONTVANGER
    prive = is_prive(ontvanger, vertaling)
    van, tot = lees.periode()
    regeling = lees.tekst("regeling", 200, nodig=False)
    return Verlening(
        regelnummer=rij.nummer,
        tekst=_mask(rij.tekst, ontvanger) if prive else rij.tekst,
        dossiernummer=lees.tekst("dossiernummer", 100),
        ontvanger=PARTICULIEREN if prive else ontvanger,
        prive=prive,
        omschrijving=lees.tekst("omschrijving", 300, nodig=False) or regeling or "Subsidie",
        van=van,
        tot=tot,
        aangevraagd=lees.bedrag("aangevraagd"),
        verleend=lees.bedrag("verleend"),
        vastgesteld=lees.bedrag("vastgesteld"),
        regelmaat=lees.code("regelmaat"),
        aard=lees.code("aard"),
        regeling=regeling,
        domein=lees.tekst("domein", 100, nodig=False),
        wijk=lees.tekst("wijk", 100, nodig=False),
        toelichting=lees.tekst("toelichting", 2000, nodig=False),
        stand_op=lees.dag("stand_op"),
    )


def is_prive(ontvanger: str, vertaling: Vertaling) -> bool:
    """Whether this recipient stands for a private person."""
    return any(_fits(ontvanger, patroon) for patroon in vertaling.prive)


def _fits(tekst: str, patroon: str) -> bool:
    """Whether a text fits a pattern in which `*` stands for anything, without regard to case."""
    return fnmatchcase(tekst.casefold().strip(), patroon.casefold())


def _mask(tekst: str, ontvanger: str) -> str:
    return tekst.replace(ontvanger, GEMASKEERD)


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
            return parse_code(waarde, CODELIJSTEN[veld].choices)
        except InvoerFout as fout:
            raise self._fail(veld, waarde, str(fout)) from None

    def dag(self, veld: str) -> date | None:
        waarde = self._waarde(veld)
        if isinstance(waarde, str):
            waarde = waarde[:10]
        try:
            return parse_datum(waarde) if waarde != "" else None
        except InvoerFout as fout:
            raise self._fail(veld, waarde, str(fout)) from None

    def periode(self) -> tuple[date, date | None]:
        """The days that are given, else the whole calendar year."""
        try:
            if self._waarde("van") != "":
                einde = self._waarde("tot")
                return parse_datum(self._waarde("van")), parse_datum(einde) if einde != "" else None
            jaar = int(Decimal(str(self._waarde("jaar"))))
            return date(jaar, 1, 1), date(jaar, 12, 31)
        except (InvoerFout, ArithmeticError, ValueError):
            veld = "van" if self._waarde("van") != "" else "jaar"
            raise self._fail(veld, self._waarde(veld), "is geen datum of jaar.") from None
