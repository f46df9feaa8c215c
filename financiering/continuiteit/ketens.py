"""Chains of grants: a stream and its predecessors, and how many years they ran without a break."""

from collections.abc import Sequence
from datetime import timedelta

from financiering.continuiteit.feiten import FeitStroom
from financiering.domain.codes import ZEKERE_STATUSSEN
from financiering.domain.perioden import add_maanden

PAUZE_DAGEN = 92
"""A longer pause breaks the row (regels.md, "Words used below")."""


def count_jaren_op_rij(keten: Sequence[FeitStroom]) -> int:
    """Whole years of uninterrupted grants from the giver of the newest stream, counted to its end.

    `keten` is newest first. Days of pauses up to 92 count along, as the law looks at the row.
    """
    if not keten or keten[0].tot is None:
        return 0
    begin = keten[0].van
    for stroom in keten[1:]:
        andere_gever = stroom.financier_id != keten[0].financier_id
        if andere_gever or stroom.status not in ZEKERE_STATUSSEN or stroom.tot is None:
            break
        if (begin - stroom.tot).days - 1 > PAUZE_DAGEN:
            break
        begin = min(begin, stroom.van)
    jaren = 0
    while add_maanden(begin, 12 * (jaren + 1)) <= keten[0].tot + timedelta(days=1):
        jaren += 1
    return jaren
