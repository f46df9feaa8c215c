"""The clocks of the law, derived from dates and never stored as a to-do.

Sources: Awb 4:13, 4:14, 4:15, 4:17, 4:34, 4:87, 6:7 (bronnen.md, 1a). The lengths come in as
`Wettermijnen`, a dated setting; nothing here is a constant of the law.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Wettermijnen:
    """Terms in force on one day. Days unless the name says weeks."""

    beslissen_weken: int
    betalen_weken: int
    bezwaar_weken: int
    dwangsom_na_weken: int
    voorbehoud_weken: int


@dataclass(frozen=True, slots=True)
class Beslisregels:
    """How one giver decides: a fixed day before the start, or a number of weeks after receipt."""

    weken: int | None = None
    vaste_maand: int | None = None
    vaste_dag: int | None = None


@dataclass(frozen=True, slots=True)
class Klok:
    """One date to look at: what it is, when, and how many days it is past `peildatum` (negative: ahead)."""

    soort: str
    op: date
    dagen_te_laat: int
    grondslag: str


def count_opgeschort(opschortingen: Sequence[tuple[date, date | None]], peildatum: date) -> int:
    """Days the decision clock stood still (4:15); an open suspension counts up to `peildatum`."""
    dagen = 0
    geteld_tot = date.min
    for van, tot in sorted(opschortingen, key=lambda deel: deel[0]):
        begin, einde = max(van, geteld_tot), min(tot or peildatum, peildatum)
        dagen += max(0, (einde - begin).days)
        geteld_tot = max(geteld_tot, einde)
    return dagen


def compute_beslisdatum(
    *,
    ingediend_op: date | None,
    start: date,
    beslissen_voor: date | None = None,
    verdaagd_tot: date | None = None,
    regels: Beslisregels | None = None,
    opgeschorte_dagen: int = 0,
    wet: Wettermijnen,
    is_overheid: bool = True,
) -> tuple[date, str] | None:
    """The last day for the decision, with the ground for it; None when nothing is known to count from.

    1. A postponement that names a date wins (4:14).
    2. Then the date the giver itself named.
    3. Then the fixed day of its profile, in the year before the start, for who applied by then.
    4. Then receipt + the profile's weeks + suspended days.
    5. Then receipt + the legal term + suspended days (4:13); an estimate for who is no government.
    """
    if verdaagd_tot:
        return verdaagd_tot, "uitstel dat de gever zelf noemde (Awb 4:14)"
    if beslissen_voor:
        return beslissen_voor, "datum die de gever noemde"
    if regels and regels.vaste_maand and regels.vaste_dag:
        vast = date(start.year - 1, regels.vaste_maand, regels.vaste_dag)
        if ingediend_op is None or ingediend_op <= vast:
            return vast, "vaste datum van de gever"
    if ingediend_op is None:
        return None
    if regels and regels.weken:
        weken, grond = regels.weken, f"{regels.weken} weken na ontvangst, regel van de gever"
    else:
        weken = wet.beslissen_weken
        grond = f"{weken} weken na ontvangst" + (
            " (Awb 4:13)"
            if is_overheid
            else ", een schatting: de wet noemt geen termijn voor deze gever"
        )
    return ingediend_op + timedelta(weeks=weken, days=opgeschorte_dagen), grond


def compute_klok(soort: str, op: date, peildatum: date, grondslag: str) -> Klok:
    """A clock seen on `peildatum`."""
    return Klok(soort, op, (peildatum - op).days, grondslag)
