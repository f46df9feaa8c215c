"""How likely an application is granted: shares counted on a register, as dated settings.

They weigh what was applied for in a line of its own. Nothing weighed is ever added to certain money,
and what was not applied for weighs nothing.
"""

from dataclasses import dataclass
from decimal import Decimal

from financiering.continuiteit.feiten import Dossier, FeitStroom
from financiering.domain.codes import ZEKERE_STATUSSEN, Regelmaat, Status


@dataclass(frozen=True, slots=True)
class Kansen:
    """Shares of one: of a repeated yearly grant, a repeated one-off grant, and a first one."""

    herhaald_periodiek: Decimal
    herhaald_eenmalig: Decimal
    nieuw: Decimal


def pick_kans(stroom: FeitStroom, dossier: Dossier, kansen: Kansen) -> Decimal:
    """The share for one stream; 0 for what was not applied for."""
    if stroom.status != Status.AANGEVRAAGD:
        return Decimal(0)
    eerder = next((ander for ander in dossier.stromen if ander.pk == stroom.volgt_op_id), None)
    if eerder is None or eerder.status not in ZEKERE_STATUSSEN:
        return kansen.nieuw
    if stroom.regelmaat == Regelmaat.PERIODIEK:
        return kansen.herhaald_periodiek
    return kansen.herhaald_eenmalig
