"""What the register of one city says about money: shares and quantiles, kept as a small dated table.

`python -m bench.land.passing REGISTER.csv` fits the table again. Only figures are kept, no name and no
row. Source: Gemeente Amsterdam / Openbaar subsidieregister.
"""

import csv
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

TABEL = Path(__file__).with_name("register-2019-01-14.toml")
KOP = """\
# Gefit met `python -m bench.land.passing` op het register zoals het er op 14 januari 2019 uitzag.
# Bron: Gemeente Amsterdam / Openbaar subsidieregister. Bedragen in hele euro's.
# Kwantielen: de waarde op 0%, 1%, tot en met 100% van de rijen, van laag naar hoog.
"""
SAMEN = "(Particulier)"
"""Private persons stand in the register as one recipient: no count of one of them."""


def compute_kwantielen(waarden: Iterable[float]) -> list[float]:
    """The value at every hundredth, from the lowest to the highest: 101 of them."""
    rij = sorted(waarden)
    return [rij[plek * (len(rij) - 1) // 100] for plek in range(101)]


def draw(kwantielen: Sequence[float], toeval: Random) -> float:
    """A value as they come: straight between two neighbouring quantiles."""
    plek, rest = divmod(toeval.random() * 100, 1)
    laag, hoog = kwantielen[int(plek)], kwantielen[int(plek) + 1]
    return laag + (hoog - laag) * rest


def fit_register(pad: Path) -> dict[str, Any]:
    """The figures of the register, per kind of grant where the two differ."""
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        rijen = list(csv.DictReader(bestand, delimiter=";"))
    ontvangers = Counter(rij["AANVRAGER"] for rij in rijen if rij["AANVRAGER"] != SAMEN)
    soorten = {
        soort.lower(): _fit_soort([rij for rij in rijen if rij["TYPE_PERIODICITEIT"] == soort])
        for soort in ("Eenmalig", "Periodiek")
    }
    return {
        "aanvragen": len(rijen),
        "per_ontvanger": compute_kwantielen(ontvangers.values()),
        **soorten,
    }


def _fit_soort(rijen: list[dict[str, str]]) -> dict[str, Any]:
    """Shares in thousandths; refused is a request with a decision of nothing."""
    besluiten = [
        (_read_bedrag(rij["BEDRAG_AANGEVRAAGD"]), verleend)
        for rij in rijen
        if (verleend := _read_bedrag(rij["BEDRAG_VERLEEND"])) is not None
    ]
    toegekend = [(gevraagd, verleend) for gevraagd, verleend in besluiten if verleend]
    return {
        "aanvragen": len(rijen),
        "afgewezen": 1000 * (len(besluiten) - len(toegekend)) // len(besluiten),
        "bedrag": compute_kwantielen(round(verleend) for _, verleend in toegekend),
        "toegekend": compute_kwantielen(
            min(1000, int(1000 * verleend / gevraagd))
            for gevraagd, verleend in toegekend
            if gevraagd
        ),
    }


def _read_bedrag(tekst: str) -> Decimal | None:
    """Euros; None where the register says nothing."""
    return None if tekst in ("", "NULL") else Decimal(tekst)


def format_tabel(passing: dict[str, Any]) -> str:
    """The table as TOML."""
    regels = [KOP]
    for naam, waarde in passing.items():
        if isinstance(waarde, dict):
            regels.append(f"\n[{naam}]")
            regels += [f"{sleutel} = {deel}" for sleutel, deel in waarde.items()]
        else:
            regels.append(f"{naam} = {waarde}")
    return "\n".join(regels) + "\n"


def load_passing() -> dict[str, Any]:
    """The committed table."""
    return tomllib.loads(TABEL.read_text())


if __name__ == "__main__":
    TABEL.write_text(format_tabel(fit_register(Path(sys.argv[1]))))
