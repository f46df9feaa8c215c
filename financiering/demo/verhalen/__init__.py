"""The sixteen initiatives. What the source documents say is kept; every other amount is fictive.

Given amounts: De Sleutel € 300.000 for the park next door, Het Badhuis € 1.825 bar turnover a month,
Time to dance € 2,50 per lesson. The rest is made up so that each shows what it has to show.
"""

from financiering.demo.verhalen.collectief import (
    BADHUIS,
    DICHTERSWIJK,
    DRIEMASTER,
    KEMPENAAR,
    SLEUTEL,
    WEST_BRABANT,
    WIJKTEAM,
)
from financiering.demo.verhalen.kracht_van_het_gewone import (
    ATHOS,
    DANS,
    KUNST,
    MEERWAARDE,
    MEET,
    SERRE,
    TAV,
    VOORUIT,
    WIJVAALS,
)

VERHALEN = (
    ATHOS, KUNST, MEERWAARDE, MEET, WIJVAALS, SERRE, TAV, DANS, VOORUIT, SLEUTEL, BADHUIS, KEMPENAAR,
    DRIEMASTER, WIJKTEAM, DICHTERSWIJK, WEST_BRABANT,
)  # fmt: skip
