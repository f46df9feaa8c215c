"""Which open signals may still be told: their stream can have moved on since the rules were last judged."""

from datetime import date

from django.db.models import Q

from financiering.continuiteit.regel import GAAT_DOOR, Regel
from financiering.continuiteit.registry import REGISTER


def build_actueel(peildatum: date) -> Q:
    """Open signals without those about a stream in a state their rule says nothing about.

    Judging follows a change within a minute, or the next night when nothing judges meanwhile. A page
    shows that day; a mail that went cannot be taken back, and a calendar is read for days.
    """
    eigen = [regel for regel in REGISTER if regel.loopt or regel.geldt_bij != GAAT_DOOR]
    overig = ~Q(regel__in=[regel.code for regel in eigen]) & Q(geldstroom__status__in=GAAT_DOOR)
    actueel = Q(geldstroom__isnull=True) | overig
    for regel in eigen:
        actueel |= _build_regel(regel, peildatum)
    return actueel


def _build_regel(regel: Regel, peildatum: date) -> Q:
    geldt = Q(regel=regel.code, geldstroom__status__in=regel.geldt_bij)
    if regel.loopt:
        geldt &= Q(geldstroom__tot__isnull=True) | Q(geldstroom__tot__gte=peildatum)
    return geldt
