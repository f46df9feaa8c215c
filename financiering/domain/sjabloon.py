"""Report forms: data with a version. A form is a file; editing one never changes a report that was sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from financiering.domain.codes import NIVEAU_ORDE, Niveau
from financiering.domain.exceptions import DomeinFout
from financiering.domain.invoer import InvoerFout, parse_bedrag

SOORTEN = frozenset({"kort", "verhaal", "telling", "bedrag", "keuze", "foto", "kosten"})


@dataclass(frozen=True, slots=True)
class Vraag:
    """One question. `vult` names the fact that fills it in; `eigen` keeps the answer with this grant alone.

    A *foto* is answered with an attachment, *kosten* with an amount per line, *keuze* with one of `keuzes`.
    """

    sleutel: str
    soort: str
    vraag: str
    hulp: str = ""
    vult: str = ""
    verplicht: bool = True
    eigen: bool = False
    keuzes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sjabloon:
    """A form: its level, how many minutes it takes by estimate, and its questions."""

    code: str
    naam: str
    versie: int
    niveau: Niveau
    minuten: int
    uitleg: str
    vragen: tuple[Vraag, ...]


def read_sjabloon(code: str, inhoud: Mapping[str, Any]) -> Sjabloon:
    """A form from the content of its file. Raises ValueError that names what is wrong."""
    vragen = tuple(
        Vraag(**vraag | {"keuzes": tuple(vraag.get("keuzes", ()))}) for vraag in inhoud["vragen"]
    )
    sleutels = [vraag.sleutel for vraag in vragen]
    if len(set(sleutels)) != len(sleutels):
        raise ValueError(f"{code}: two questions with one key")
    if onbekend := {vraag.soort for vraag in vragen} - SOORTEN:
        raise ValueError(f"{code}: unknown kind of question {sorted(onbekend)}")
    if any((vraag.soort == "keuze") != (len(vraag.keuzes) > 1) for vraag in vragen):
        raise ValueError(f"{code}: a choice needs two answers or more, and nothing else has any")
    return Sjabloon(
        code,
        inhoud["naam"],
        int(inhoud["versie"]),
        Niveau(inhoud["niveau"]),
        int(inhoud["minuten"]),
        inhoud["uitleg"],
        vragen,
    )


def check_antwoord(vraag: Vraag, tekst: str) -> None:
    """An answer that a giver can read. Raises DomeinFout, at the question, for one that is something else."""
    if not tekst.strip():
        return
    try:
        if vraag.soort == "bedrag":
            parse_bedrag(tekst)
        elif vraag.soort == "kosten":
            sum_kosten(tekst)
    except InvoerFout as fout:
        raise DomeinFout(f"“{tekst.strip()[:60]}” {fout}", veld=vraag.sleutel) from None
    if vraag.soort == "keuze" and tekst not in vraag.keuzes:
        raise DomeinFout(f"Kies uit: {', '.join(vraag.keuzes)}.", veld=vraag.sleutel)


def sum_kosten(tekst: str) -> Decimal:
    """The sum of an amount per line, in euros. Raises InvoerFout for a line without one."""
    totaal = Decimal(0)
    for regel in filter(None, map(str.strip, tekst.splitlines())):
        post, _, bedrag = regel.replace("€ ", "€").rpartition(" ")
        if not post:
            raise InvoerFout("mist een bedrag. Schrijf bijvoorbeeld Huur 1.200.")
        totaal += parse_bedrag(bedrag)
    return totaal


def explain_niet(sjabloon: Sjabloon, gevraagd: Niveau | None) -> str:
    """Why this form may not be used for a grant of that level; "" when it may."""
    if gevraagd is None or NIVEAU_ORDE[sjabloon.niveau] <= max(1, NIVEAU_ORDE[gevraagd]):
        return ""
    return (
        f"Dit formulier hoort bij “{sjabloon.niveau.label}”. Bij dit geld hoeft hoogstens "
        f"“{gevraagd.label}”: je hoeft minder te schrijven."
    )


@dataclass(frozen=True, slots=True)
class Keuze:
    """The forms of one grant: the one that fits best, those that may be used too, and those that ask too much."""

    beste: Sjabloon | None
    andere: tuple[Sjabloon, ...]
    te_veel: tuple[tuple[Sjabloon, str], ...]
    """With why not."""


def arrange_sjablonen(sjablonen: Iterable[Sjabloon], gevraagd: Niveau | None) -> Keuze:
    """Best is the quickest form that tells all that is asked; none where that is not known, or nothing is."""
    alles = [(sjabloon, explain_niet(sjabloon, gevraagd)) for sjabloon in sjablonen]
    mag = [sjabloon for sjabloon, waarom in alles if not waarom]
    beste = None
    if gevraagd not in (None, Niveau.GEEN):
        hoogste = max(NIVEAU_ORDE[sjabloon.niveau] for sjabloon in mag)
        genoeg = [sjabloon for sjabloon in mag if NIVEAU_ORDE[sjabloon.niveau] == hoogste]
        beste = min(genoeg, key=lambda sjabloon: sjabloon.minuten)
    return Keuze(
        beste,
        tuple(sjabloon for sjabloon in mag if sjabloon is not beste),
        tuple((sjabloon, waarom) for sjabloon, waarom in alles if waarom),
    )
