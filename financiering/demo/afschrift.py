"""A made-up bank statement, so that somebody who tries the system has one to read in."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from lxml import etree

REKENING = "NL00PROE0000000001"
"""No bank gives out an account like this: its check digits are wrong."""
RUIMTE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"


def build_afschrift(stromen: Iterable[Any], dag: date) -> bytes:
    """CAMT.053 of the days before `dag`: half of what two givers still owe, a gift, and rent.

    The streams come from `load_alles`.
    """
    regels: list[tuple[Decimal, bool, str, str]] = []
    for stroom in stromen:
        rest = (stroom.verleend or Decimal(0)) - (stroom.binnen or Decimal(0))
        if rest > 1 and len(regels) < 2:
            bedrag = (rest / 2).quantize(Decimal(1))
            tekst = f"Voorschot {stroom.omschrijving} (fictief)"
            regels.append((bedrag, True, stroom.financier.naam, tekst))
    regels.append((Decimal(25), True, "Een buurtbewoner", "Gift, ga zo door (fictief)"))
    regels.append((Decimal(310), False, "De verhuurder", "Huur van de maand (fictief)"))
    wortel = etree.Element("Document", nsmap={None: RUIMTE})
    afschrift = _add(_add(wortel, "BkToCstmrStmt"), "Stmt")
    _add(afschrift, "Acct/Id/IBAN", REKENING)
    for nummer, regel in enumerate(regels):
        _add_boeking(afschrift, dag - timedelta(days=len(regels) - nummer), *regel)
    return etree.tostring(wortel, encoding="utf-8", xml_declaration=True)


def _add_boeking(
    afschrift: Any, dag: date, bedrag: Decimal, erbij: bool, naam: str, tekst: str
) -> None:
    boeking = _add(afschrift, "Ntry")
    _add(boeking, "Amt", f"{bedrag:.2f}").set("Ccy", "EUR")
    _add(boeking, "CdtDbtInd", "CRDT" if erbij else "DBIT")
    _add(boeking, "Sts/Cd", "BOOK")
    _add(boeking, "BookgDt/Dt", dag.isoformat())
    deel = _add(boeking, "NtryDtls/TxDtls")
    _add(deel, f"RltdPties/{'Dbtr' if erbij else 'Cdtr'}/Pty/Nm", naam)
    _add(deel, "RmtInf/Ustrd", tekst)


def _add(bij: Any, pad: str, tekst: str = "") -> Any:
    """The last of a row of new elements, one in the other."""
    for naam in pad.split("/"):
        bij = etree.SubElement(bij, f"{{{RUIMTE}}}{naam}")
    bij.text = tekst or None
    return bij
