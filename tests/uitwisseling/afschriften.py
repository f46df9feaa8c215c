"""Bank statements made for tests; every name and number in them is made up."""

CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{versie}"><BkToCstmrStmt>
<GrpHdr><MsgId>1</MsgId><CreDtTm>2026-03-10T18:43:50+01:00</CreDtTm></GrpHdr>
<Stmt><Id>1</Id><Acct><Id><IBAN>NL00PROE0000000001</IBAN></Id></Acct>{boekingen}</Stmt>
</BkToCstmrStmt></Document>"""
BOEKING = """<Ntry><Amt Ccy="{munt}">{bedrag}</Amt><CdtDbtInd>{richting}</CdtDbtInd><Sts>{stand}</Sts>
<BookgDt><Dt>{dag}</Dt></BookgDt>{delen}</Ntry>"""
DEEL = """<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>{bedrag}
<RltdPties><{rol}>{naam}</{rol}></RltdPties><RmtInf><Ustrd>{tekst}</Ustrd></RmtInf></TxDtls>"""


def write_deel(naam="", tekst="", rol="Dbtr", bedrag="", nieuw=False):
    wie = f"<Pty><Nm>{naam}</Nm></Pty>" if nieuw else f"<Nm>{naam}</Nm>"
    los = f'<Amt Ccy="EUR">{bedrag}</Amt>' if bedrag else ""
    return DEEL.format(naam=wie, tekst=tekst, rol=rol, bedrag=los)


def write_boeking(
    bedrag,
    naam="",
    tekst="",
    dag="2026-03-10",
    *,
    erbij=True,
    munt="EUR",
    stand="BOOK",
    delen=None,
    nieuw=False,
):
    if delen is None:
        delen = write_deel(naam, tekst, "Dbtr" if erbij else "Cdtr", nieuw=nieuw)
    return BOEKING.format(
        bedrag=bedrag, munt=munt, richting="CRDT" if erbij else "DBIT",
        stand=f"<Cd>{stand}</Cd>" if nieuw else stand, dag=dag,
        delen=f"<NtryDtls>{delen}</NtryDtls>",
    )  # fmt: skip


def write_camt(*boekingen, versie="02"):
    return CAMT.format(versie=versie, boekingen="".join(boekingen)).encode()


MT940 = """:20:940A260310
:25:NL00PROE0000000001 EUR
:28C:00000/00
:60F:C260309EUR000000001000,00
:61:260310C000000012000,00N0440000000000001   GEMEENTE VELDSTAD
:86:BESCHIKKING 2026-0117
:61:260310D000000000044,95N0600000000000002   EEN WINKEL
:86:FACTUUR 12
:61:260311RC00000000010,00N0440000000000003   TERUG NAAR IEMAND
:86:STORNO
:62F:C260310EUR000000012955,05
"""
