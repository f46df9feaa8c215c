"""Lines of a bank statement that somebody recognised become payments; nothing else of them is kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from financiering.domain.bankregels import Bankregel
from financiering.domain.codes import SoortBetaling, Status
from financiering.domain.exceptions import DomeinFout
from financiering.models import Betaling, Geldstroom, Initiatief
from financiering.services.betalingen import record_betaling
from financiering.services.schrijven import Handeling, save_object

TOEGEZEGD = (Status.VERLEEND, Status.VERANTWOORD, Status.VASTGESTELD)
"""Where money can come in."""


@dataclass(frozen=True, slots=True)
class Herkend:
    """A line, and the stream that somebody says it is for."""

    regel: Bankregel
    stroom_id: int


@transaction.atomic
def record_herkend(initiatief: Initiatief, herkend: Iterable[Herkend], handeling: Handeling) -> int:
    """Keep each line as a payment of its stream; how many were new.

    A line that was kept before is passed over, also when two people save the same statement at once:
    they wait for each other at the initiative. Raises DomeinFout, and keeps nothing, when a stream is
    not of this initiative or no money can come in on it.
    """
    Initiatief.objects.select_for_update().get(pk=initiatief.pk)
    stromen = Geldstroom.objects.filter(initiatief=initiatief, status__in=TOEGEZEGD).in_bulk()
    bij_initiatief = Betaling.objects.filter(geldstroom__initiatief=initiatief, vervallen_door="")
    gehad = set(bij_initiatief.exclude(bankafdruk="").values_list("bankafdruk", flat=True))
    nieuw = 0
    for een in herkend:
        if een.stroom_id not in stromen:
            raise DomeinFout("Bij deze geldstroom kan nu geen geld binnenkomen of teruggaan.")
        if een.regel.afdruk not in gehad:
            gehad.add(een.regel.afdruk)
            _keep(stromen[een.stroom_id], een.regel, handeling)
            nieuw += 1
    return nieuw


def _keep(stroom: Geldstroom, regel: Bankregel, handeling: Handeling) -> None:
    """The payment that was awaited, when one of exactly this amount was; else a new one."""
    terug = SoortBetaling.TERUGBETALING
    open_ = stroom.betalingen.filter(ontvangen_op=None, vervallen_door="", bedrag=regel.bedrag)
    open_ = open_.exclude(soort=terug) if regel.erbij else open_.filter(soort=terug)
    verwacht = open_.order_by("verwacht_op", "volgnummer").select_for_update().first()
    if verwacht is not None:
        verwacht.ontvangen_op, verwacht.bankafdruk = regel.dag, regel.afdruk
        save_object(verwacht, handeling)
        return
    slot = stroom.status == Status.VASTGESTELD
    soort = SoortBetaling.EINDBETALING if slot else SoortBetaling.VOORSCHOT
    betaling = Betaling(
        geldstroom=stroom,
        soort=soort if regel.erbij else terug,
        bedrag=regel.bedrag,
        ontvangen_op=regel.dag,
        bankafdruk=regel.afdruk,
    )
    record_betaling(betaling, handeling)
