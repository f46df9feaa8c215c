"""A person's days as iCalendar (RFC 5545), for the calendar they already look at."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event, vDuration

from financiering.domain.agenda import Agendapunt
from financiering.uitwisseling.writer import clean_tekst

VERVERS = timedelta(hours=12)
"""How often a calendar is asked to look again."""


def write_agenda(punten: Iterable[Agendapunt], *, naam: str, site: str) -> bytes:
    """All-day entries that keep their UID, so that a day that moves replaces itself.

    `site` is the address of this installation, without a slash at the end.
    """
    agenda = Calendar()
    agenda.add("prodid", f"-//{naam}//agenda//NL")
    agenda.add("version", "2.0")
    agenda.add("calscale", "GREGORIAN")
    agenda.add("method", "PUBLISH")
    agenda.add("x-wr-calname", naam)
    agenda.add("refresh-interval", VERVERS, parameters={"VALUE": "DURATION"})
    agenda.add("x-published-ttl", vDuration(VERVERS))
    for punt in punten:
        agenda.add_component(_build_event(punt, site))
    return bytes(agenda.to_ical())


def _build_event(punt: Agendapunt, site: str) -> Event:
    event = Event()
    event.add("uid", f"{punt.sleutel}@{urlsplit(site).hostname}")
    event.add("dtstamp", punt.gewijzigd_op)
    event.add("last-modified", punt.gewijzigd_op)
    event.add("sequence", punt.volgnummer)
    event.add("dtstart", punt.dag)
    event.add("dtend", punt.dag + timedelta(days=1))
    event.add("summary", clean_tekst(punt.titel))
    if punt.toelichting:
        event.add("description", clean_tekst(punt.toelichting))
    event.add("url", site + punt.adres)
    event.add("transp", "TRANSPARENT")
    return event
