"""The state: what is kept, what the database itself refuses, and who sees which rows."""

from financiering.models.beschikking import Beschikking
from financiering.models.betaling import Betaling
from financiering.models.financier import Financier, Regeldrempel, Regelprofiel
from financiering.models.gebruiker import (
    Gebruiker,
    Inzage,
    Kennissteunfunctie,
    Toegang,
    Uitnodiging,
)
from financiering.models.geldstroom import Geldstroom
from financiering.models.geldstroomdelen import Domeindeel, Jaarbedrag, Opschorting
from financiering.models.gemeente import Gemeente, Wetsparameter
from financiering.models.importbatch import Importbatch, Importregel, Koppeling
from financiering.models.initiatief import Begrotingspost, Initiatief, Toestemming
from financiering.models.opdracht import Opdracht
from financiering.models.pot import Pot, Potbijdrage
from financiering.models.regelinstelling import Regelinstelling, Regelstand
from financiering.models.signaal import Advies, Signaal
from financiering.models.taak import Taak
from financiering.models.verantwoording import Verantwoording

__all__ = [
    "Advies",
    "Begrotingspost",
    "Beschikking",
    "Betaling",
    "Domeindeel",
    "Financier",
    "Gebruiker",
    "Geldstroom",
    "Gemeente",
    "Importbatch",
    "Importregel",
    "Initiatief",
    "Inzage",
    "Jaarbedrag",
    "Kennissteunfunctie",
    "Koppeling",
    "Opdracht",
    "Opschorting",
    "Pot",
    "Potbijdrage",
    "Regeldrempel",
    "Regelinstelling",
    "Regelprofiel",
    "Regelstand",
    "Signaal",
    "Taak",
    "Toegang",
    "Toestemming",
    "Uitnodiging",
    "Verantwoording",
    "Wetsparameter",
]
