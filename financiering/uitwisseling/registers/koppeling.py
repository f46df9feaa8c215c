"""A mapping from a foreign register to our fields: made in a file or in the browser, kept as TOML."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from financiering.domain.codes import Aard, Bron, Geldsoort, Regelmaat
from financiering.domain.exceptions import DomeinFout
from financiering.domain.invoer import Getalstijl, InvoerFout, parse_code
from financiering.domain.taakvelden import KORT, TAAKVELDEN
from financiering.uitwisseling.registers.bron import clean_kop

MAP = Path(__file__).parent / "koppelingen"

VELDEN = {
    "dossiernummer": "dossiernummer",
    "ontvanger": "wie het kreeg",
    "omschrijving": "waarvoor",
    "jaar": "subsidiejaar",
    "van": "begindatum",
    "tot": "einddatum",
    "maanden": "duur in maanden",
    "aangevraagd": "aangevraagd bedrag",
    "verleend": "verleend bedrag",
    "vastgesteld": "vastgesteld bedrag",
    "beschikking_op": "datum van het besluit",
    "regelmaat": "eenmalig of periodiek",
    "aard": "structureel of incidenteel",
    "regeling": "regeling",
    "domein": "beleidsterrein",
    "taakveld": "taakveld (Iv3)",
    "wijk": "wijk of stadsdeel",
    "toelichting": "toelichting",
    "stand_op": "datum van het overzicht",
    "financier": "wie het gaf",
}
"""The fields a column can be pointed at, with what people read. The first two and the period are needed."""

NODIG = ("dossiernummer", "ontvanger")

CODELIJSTEN: dict[str, Any] = {
    "regelmaat": Regelmaat.choices,
    "aard": Aard.choices,
    "taakveld": [*TAAKVELDEN, *KORT],
}


class KoppelingFout(DomeinFout):
    """The mapping itself cannot be used; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Vertaling:
    """How to read one register.

    `kolommen` leads from our field to the heading in the file; `waarden` from their word to our
    code; `prive` are the recipients that stand for private persons.
    """

    naam: str
    gemeente: str
    financier: str
    kolommen: dict[str, str]
    scheidingsteken: str = ""
    codering: str = ""
    getallen: Getalstijl = Getalstijl.NEDERLANDS
    leeg: tuple[str, ...] = ("", "NULL")
    prive: tuple[str, ...] = ()
    bron: Bron | None = Bron.GEMEENTESUBSIDIE
    """None: what follows from the name of the giver."""
    geldsoort: Geldsoort = Geldsoort.ONBEKEND
    waarden: dict[str, dict[str, str]] = field(default_factory=dict)
    alleen: dict[str, str] = field(default_factory=dict)
    """A field that is only filled where its text fits a pattern: wijk = "stadsdeel *"."""
    koppen: tuple[str, ...] = ()
    """All headings of the file in their order, to write such a file too; empty: those of `kolommen`."""
    vast: dict[str, str] = field(default_factory=dict)
    """What a column that is no field of ours holds in every row: TABLE_NAME = "REGISTER"."""

    eis: dict[str, str] = field(default_factory=dict)
    """What a column must say, or the file is refused: Currency = "EUR"."""
    prive_kolommen: tuple[str, ...] = ()
    """Columns that are only filled for a private person; what is in them is never kept."""
    nodig: tuple[str, ...] = ()
    """The headings a file must have; empty: all of `kolommen`. One that is missing reads as empty."""
    eindigt: bool = False
    """Whether a grant without an end date ends with the year it began in."""

    @property
    def vereist(self) -> tuple[str, ...]:
        """The headings without which a file does not fit."""
        return self.nodig or tuple(self.kolommen.values())

    @property
    def volgorde(self) -> tuple[str, ...]:
        """The headings to write."""
        return self.koppen or (*self.vast, *dict.fromkeys(self.kolommen.values()))


def find_koppeling(waarde: str) -> Path:
    """A mapping file by its path, or one that ships with the project by its name."""
    for pad in (Path(waarde), MAP / waarde, MAP / f"{waarde}.toml"):
        if pad.is_file():
            return pad
    eigen = ", ".join(sorted(pad.stem for pad in MAP.glob("*.toml")))
    raise KoppelingFout(f"De koppeling {waarde} bestaat niet. Meegeleverd zijn: {eigen}.")


def read_vertaling(tekst: str) -> Vertaling:
    """Read a mapping. Raises KoppelingFout with what is wrong in it."""
    try:
        inhoud = tomllib.loads(tekst)
    except tomllib.TOMLDecodeError as fout:
        raise KoppelingFout(f"De koppeling is geen geldige TOML: {fout}") from fout
    for naam in ("naam", "kolommen"):
        if not inhoud.get(naam):
            raise KoppelingFout(f"In de koppeling ontbreekt {naam}.")
    kolommen = {str(veld): clean_kop(str(kop)) for veld, kop in inhoud["kolommen"].items()}
    if not inhoud.get("financier") and "financier" not in kolommen:
        raise KoppelingFout("In de koppeling ontbreekt financier.")
    _check_kolommen(kolommen)
    try:
        return Vertaling(
            naam=str(inhoud["naam"])[:100],
            gemeente=str(inhoud.get("gemeente", "")),
            financier=str(inhoud.get("financier", "")),
            kolommen=kolommen,
            scheidingsteken=inhoud.get("scheidingsteken", ""),
            codering=inhoud.get("codering", ""),
            getallen=Getalstijl(inhoud.get("getallen", "nl")),
            leeg=tuple(inhoud.get("leeg", ["", "NULL"])),
            prive=tuple(inhoud.get("prive", [])),
            bron=_read_bron(inhoud.get("bron", Bron.GEMEENTESUBSIDIE)),
            geldsoort=Geldsoort(
                parse_code(inhoud.get("geldsoort", Geldsoort.ONBEKEND), Geldsoort.choices)
            ),
            waarden=_read_waarden(inhoud.get("waarden", {})),
            alleen=_read_teksten(inhoud, "alleen"),
            koppen=tuple(inhoud.get("koppen", [])),
            vast=_read_teksten(inhoud, "vast"),
            eis=_read_teksten(inhoud, "eis"),
            prive_kolommen=tuple(inhoud.get("prive_kolommen", [])),
            nodig=tuple(inhoud.get("nodig", [])),
            eindigt=bool(inhoud.get("eindigt", False)),
        )
    except (InvoerFout, ValueError) as fout:
        raise KoppelingFout(f"In de koppeling klopt een waarde niet: {fout}") from fout


def _check_kolommen(kolommen: dict[str, str]) -> None:
    vreemd = kolommen.keys() - VELDEN.keys()
    if vreemd:
        raise KoppelingFout(
            f"De koppeling noemt velden die er niet zijn: {', '.join(sorted(vreemd))}. "
            f"Kies uit: {', '.join(VELDEN)}."
        )
    mist = [veld for veld in NODIG if veld not in kolommen]
    if not {"jaar", "van"} & kolommen.keys():
        mist.append("jaar of van")
    if mist:
        raise KoppelingFout(f"Wijs een kolom aan voor: {', '.join(mist)}.")


def _read_bron(waarde: str) -> Bron | None:
    return Bron(parse_code(waarde, Bron.choices)) if waarde else None


def _read_teksten(inhoud: dict[str, Any], naam: str) -> dict[str, str]:
    return {str(sleutel): str(waarde) for sleutel, waarde in inhoud.get(naam, {}).items()}


def _read_waarden(waarden: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    return {
        veld: {
            woord.casefold(): parse_code(code, CODELIJSTEN[veld]) for woord, code in paren.items()
        }
        for veld, paren in waarden.items()
        if veld in CODELIJSTEN
    }


def write_vertaling(vertaling: Vertaling) -> str:
    """The mapping as TOML, to keep and to use again."""
    regels = [
        f"naam = {_tekst(vertaling.naam)}",
        f"gemeente = {_tekst(vertaling.gemeente)}",
        f"financier = {_tekst(vertaling.financier)}",
        f"scheidingsteken = {_tekst(vertaling.scheidingsteken)}",
        f"codering = {_tekst(vertaling.codering)}",
        f"getallen = {_tekst(vertaling.getallen.value)}",
        f"leeg = [{', '.join(map(_tekst, vertaling.leeg))}]",
        f"prive = [{', '.join(map(_tekst, vertaling.prive))}]",
        f"bron = {_tekst(vertaling.bron.value if vertaling.bron else '')}",
        f"geldsoort = {_tekst(vertaling.geldsoort.value)}",
        f"koppen = [{', '.join(map(_tekst, vertaling.koppen))}]",
        f"prive_kolommen = [{', '.join(map(_tekst, vertaling.prive_kolommen))}]",
        f"nodig = [{', '.join(map(_tekst, vertaling.nodig))}]",
        f"eindigt = {'true' if vertaling.eindigt else 'false'}",
        "",
        "[kolommen]",
        *(f"{veld} = {_tekst(kop)}" for veld, kop in vertaling.kolommen.items()),
    ]
    for veld, paren in vertaling.waarden.items():
        regels += ["", f"[waarden.{veld}]"]
        regels += [f"{_tekst(woord)} = {_tekst(code)}" for woord, code in paren.items()]
    for naam in ("alleen", "vast", "eis"):
        paren = getattr(vertaling, naam)
        if paren:
            regels += ["", f"[{naam}]"]
            regels += [f"{_tekst(k)} = {_tekst(w)}" for k, w in paren.items()]
    return "\n".join(regels) + "\n"


def _tekst(waarde: str) -> str:
    """A TOML basic string."""
    veilig = waarde.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return '"' + "".join(teken if teken.isprintable() else " " for teken in veilig) + '"'
