"""Money, dates and days as they read in a Dutch sentence."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

HALF = Decimal("0.5")

MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip

TELWOORDEN = (
    "geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien",
    "elf", "twaalf",
)  # fmt: skip


def format_bedrag(bedrag: Decimal, *, centen: bool = True) -> str:
    """€ 1.234,56 or, without cents, € 1.235. Rounded half up."""
    rond = _round_half_up(bedrag * 100 if centen else bedrag)
    teken, rond = ("-", -rond) if rond < 0 else ("", rond)
    if not centen:
        return f"{teken}€ {rond:,}".replace(",", ".")
    heel, rest = divmod(rond, 100)
    getal = f"{heel:,}".replace(",", ".")
    return f"{teken}€ {getal},{rest:02}"


def format_geld(bedrag: Decimal) -> str:
    """€ 1.234, and the cents only where there are some: for an amount in a sentence."""
    return format_bedrag(bedrag, centen=bedrag % 1 != 0)


def _round_half_up(getal: Decimal) -> int:
    """The nearest whole number; half goes away from zero."""
    return int(getal + HALF) if getal >= 0 else -int(HALF - getal)


@lru_cache(maxsize=4096)
def format_datum(dag: date) -> str:
    """1 oktober 2026."""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def format_maand(dag: date) -> str:
    """juni 2027."""
    return f"{MAANDEN[dag.month - 1]} {dag.year}"


def format_dagen(dagen_te_laat: int) -> str:
    """How long ago (positive) or ahead (negative), in days."""
    if dagen_te_laat == 0:
        return "vandaag"
    if abs(dagen_te_laat) == 1:
        return "gisteren" if dagen_te_laat > 0 else "morgen"
    if dagen_te_laat > 0:
        return f"{dagen_te_laat} dagen geleden"
    return f"over {-dagen_te_laat} dagen"


def format_aantal(aantal: int, enkelvoud: str, meervoud: str) -> str:
    """Number and noun: "één taak", "vijf taken", "1.247 verslagen"."""
    return f"{format_getal(aantal)} {enkelvoud if aantal == 1 else meervoud}"


def format_getal(aantal: int) -> str:
    """A number as a word as far as twelve, then in digits."""
    return TELWOORDEN[aantal] if 0 <= aantal < len(TELWOORDEN) else f"{aantal:,}".replace(",", ".")


def open_zin(tekst: str) -> str:
    """A capital at the start; "één" begins a sentence as "Eén", as the spelling has it."""
    if tekst.startswith("één"):
        return f"E{tekst[1:]}"
    return tekst[:1].upper() + tekst[1:]


def format_procent(deel: Decimal) -> str:
    """A share of one as whole percents: 0.714 reads 71%."""
    return f"{_round_half_up(deel * 100)}%"


def join_woorden(woorden: Sequence[str]) -> str:
    """a, b en c."""
    if len(woorden) < 2:
        return "".join(woorden)
    return f"{', '.join(woorden[:-1])} en {woorden[-1]}"
