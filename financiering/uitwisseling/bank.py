"""A statement from the bank, CAMT.053 or MT940, as lines; nothing of it is kept here.

CAMT.053 (ISO 20022) is read by the names of its elements, so every version that banks send (.02 to .08
seen) reads alike. What was not booked, or is in another currency, is counted and left out.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Any

from lxml import etree
from mt940.models import Transactions

from financiering.domain.bankregels import Bankregel
from financiering.domain.bedragen import CENT
from financiering.uitwisseling.bestanden import BestandGeweigerd

MAX_BYTES = 5 * 1024 * 1024
MAX_REGELS = 5_000
MAX_TEKST = 500
HOOGSTE = Decimal(10**10)
"""Euros; a payment is less."""
HOE = "Vraag bij je bank een afschrift als CAMT.053 (XML) of MT940 op."


@dataclass(slots=True)
class Afschrift:
    """The lines of a statement in the order of the file, and how many were left out and why."""

    regels: list[Bankregel] = field(default_factory=list)
    niet_geboekt: int = 0
    andere_munt: int = 0


def read_afschrift(inhoud: bytes, naam: str) -> Afschrift:
    """Every booked line in euros. Raises BestandGeweigerd when it is no statement or too large."""
    if len(inhoud) > MAX_BYTES:
        raise BestandGeweigerd(
            f"{naam} is groter dan {MAX_BYTES // 1024**2} MB. Vraag een kortere periode op."
        )
    begin = inhoud.lstrip(b"\xef\xbb\xbf \t\r\n")
    if begin.startswith(b"PK\x03\x04"):
        raise BestandGeweigerd(f"{naam} is een zip-bestand. Pak het eerst uit.")
    bron = _read_camt(inhoud, naam) if begin.startswith(b"<") else _read_mt940(inhoud, naam)
    uit, gezien = Afschrift(), Counter[str]()
    for munt, geboekt, rekening, regel in bron:
        if not geboekt:
            uit.niet_geboekt += 1
        elif munt != "EUR":
            uit.andere_munt += 1
        elif regel.bedrag:
            uit.regels.append(_stamp(regel, rekening, gezien))
        if len(uit.regels) > MAX_REGELS:
            raise BestandGeweigerd(
                f"{naam} heeft meer dan {MAX_REGELS} regels. Vraag een kortere periode op."
            )
    return uit


def _stamp(regel: Bankregel, rekening: str, gezien: Counter[str]) -> Bankregel:
    """The same line gets the same stamp in every file; of two that are alike, the second another."""
    velden = (rekening, regel.dag, regel.bedrag, regel.erbij, regel.naam, regel.omschrijving)
    som = "\x1f".join(map(str, velden))
    gezien[som] += 1
    afdruk = sha256(f"{som}\x1f{gezien[som]}".encode()).hexdigest()
    return Bankregel(regel.dag, regel.bedrag, regel.erbij, regel.naam, regel.omschrijving, afdruk)


Gelezen = tuple[str, bool, str, Bankregel]
"""Currency, whether it was booked, the account, and the line without its stamp."""


def _read_camt(inhoud: bytes, naam: str) -> Iterator[Gelezen]:
    if b"<!DOCTYPE" in inhoud or b"<!ENTITY" in inhoud:
        raise BestandGeweigerd(
            f"{naam} heeft een DOCTYPE. Dat staat in geen afschrift van een bank."
        )
    lezer = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        wortel = etree.fromstring(inhoud, lezer)
    except etree.XMLSyntaxError as fout:
        raise BestandGeweigerd(
            f"{naam} is geen goed XML-bestand (regel {fout.lineno}). {HOE}"
        ) from fout
    afschriften = wortel.findall("{*}BkToCstmrStmt/{*}Stmt")
    if not afschriften:
        raise BestandGeweigerd(f"{naam} is XML, maar geen afschrift (CAMT.053). {HOE}")
    for afschrift in afschriften:
        rekening = _find(afschrift, "Acct/Id/IBAN") or _find(afschrift, "Acct/Id/Othr/Id")
        for boeking in afschrift.findall("{*}Ntry"):
            yield from _read_boeking(boeking, rekening, naam)


def _read_boeking(boeking: Any, rekening: str, naam: str) -> Iterator[Gelezen]:
    """An entry, or each payment in it when the bank put several together and says how much each was."""
    stand = _find(boeking, "Sts/Cd") or _find(boeking, "Sts")
    dag = _find(boeking, "BookgDt/Dt") or _find(boeking, "BookgDt/DtTm")
    delen = boeking.findall("{*}NtryDtls/{*}TxDtls")
    bedragen = [deel.find("{*}Amt") for deel in delen]
    heel = len(delen) < 2 or None in bedragen
    stukken = [(delen[0] if delen else boeking, boeking.find("{*}Amt"))]
    for deel, bedrag in stukken if heel else zip(delen, bedragen, strict=True):
        richting = "" if heel else _find(deel, "CdtDbtInd")
        erbij = (richting or _find(boeking, "CdtDbtInd")) == "CRDT"
        ander = "RltdPties/Dbtr" if erbij else "RltdPties/Cdtr"
        try:
            regel = Bankregel(
                date.fromisoformat(dag[:10]),
                _read_bedrag(bedrag.text),
                erbij,
                _find(deel, f"{ander}/Pty/Nm") or _find(deel, f"{ander}/Nm"),
                _join(deel, boeking),
                "",
            )
        except (ValueError, InvalidOperation, AttributeError) as fout:
            raise BestandGeweigerd(
                f"{naam}, regel {boeking.sourceline}: deze boeking heeft geen goede datum of geen goed bedrag."
            ) from fout
        yield bedrag.get("Ccy", "EUR"), stand == "BOOK", rekening, regel


def _read_bedrag(tekst: str) -> Decimal:
    """Euros of zero or more, to the cent. Raises ValueError or InvalidOperation."""
    bedrag = Decimal(tekst.strip())
    if not 0 <= bedrag < HOOGSTE or bedrag != bedrag.quantize(CENT):
        raise ValueError(tekst)
    return bedrag.quantize(CENT)


def _join(deel: Any, boeking: Any) -> str:
    """What was written with it, and the references of both sides."""
    stukken = [e.text for e in deel.findall("{*}RmtInf/{*}Ustrd")]
    stukken += [_find(deel, "RmtInf/Strd/CdtrRefInf/Ref"), _find(deel, "Refs/EndToEndId")]
    stukken += [_find(deel, "AddtlTxInf") or _find(boeking, "AddtlNtryInf")]
    return _clip(" ".join(stuk for stuk in stukken if stuk and stuk != "NOTPROVIDED"))


def _find(element: Any, pad: str) -> str:
    """The text at a path, whatever the version calls its namespace; empty when it is not there."""
    gevonden = element.find("/".join(f"{{*}}{stuk}" for stuk in pad.split("/")))
    return _clip(gevonden.text or "") if gevonden is not None else ""


def _clip(tekst: str) -> str:
    """One line of text without characters that no database keeps."""
    return " ".join(tekst.replace("\x00", " ").split())[:MAX_TEKST]


def _read_mt940(inhoud: bytes, naam: str) -> Iterator[Gelezen]:
    try:
        tekst = inhoud.decode("utf-8")
    except UnicodeDecodeError:
        tekst = inhoud.decode("cp1252", errors="replace")
    if ":20:" not in tekst or ":25:" not in tekst:
        raise BestandGeweigerd(f"{naam} is geen afschrift van een bank. {HOE}")
    for afschrift in _split(tekst):
        try:
            gelezen = Transactions()
            gelezen.parse(afschrift)
            regels = [_make_regel(transactie.data) for transactie in gelezen.transactions]
        except Exception as fout:
            raise BestandGeweigerd(
                f"{naam}: het afschrift dat begint met “{_clip(afschrift)[:40]}” is niet te lezen. {HOE}"
            ) from fout
        rekening = _clip(str(gelezen.data.get("account_identification", "")))
        for munt, regel in regels:
            yield munt, True, rekening, regel


def _make_regel(velden: dict[str, Any]) -> tuple[str, Bankregel]:
    """A currency and a line; a reversal of what came in goes out. Raises whatever a wrong field does."""
    bedrag, dag = velden["amount"], velden["date"]
    regel = Bankregel(
        date(dag.year, dag.month, dag.day),
        _read_bedrag(str(abs(bedrag.amount))),
        velden["status"] in ("C", "RD"),
        _clip(velden.get("extra_details") or ""),
        _clip(f"{velden.get('transaction_details') or ''} {_reference(velden)}"),
        "",
    )
    return bedrag.currency or "EUR", regel


def _split(tekst: str) -> Iterator[str]:
    """Statement by statement: one file may hold those of several days and accounts."""
    delen = tekst.replace("\r\n", "\n").split("\n:20:")
    if delen[0].lstrip().startswith(":20:"):
        yield delen[0].lstrip()
    yield from (f":20:{deel}" for deel in delen[1:])


def _reference(velden: dict[str, Any]) -> str:
    kenmerk = str(velden.get("customer_reference") or "").strip()
    return "" if kenmerk in ("NONREF", "EREF", "PREF") else kenmerk
