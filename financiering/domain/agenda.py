"""One day to keep in mind, as a calendar and a mail show it."""

from datetime import date, datetime
from typing import NamedTuple


class Agendapunt(NamedTuple):
    """A day with a title in fixed words: never a person, never an amount.

    `sleutel` names the same thing for ever, whatever its day. `volgnummer` only goes up, and does
    so whenever something changed that the day depends on; `gewijzigd_op` is when that was.
    """

    sleutel: str
    soort: str
    dag: date
    titel: str
    toelichting: str
    adres: str
    """Path on this site, without the host."""
    volgnummer: int
    gewijzigd_op: datetime
