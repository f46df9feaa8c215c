"""The state: what is kept, what the database itself refuses, and who sees which rows."""

from financiering.models.agendaadres import Agendaadres
from financiering.models.apisleutel import ApiSleutel, ApiVerzoek
from financiering.models.bericht import Bericht, Berichtkeuze
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
from financiering.models.gemeente import Gemeente, Verkiezing, Wetsparameter
from financiering.models.importbatch import Importbatch, Importregel, Koppeling
from financiering.models.initiatief import Begrotingspost, Initiatief, Toestemming
from financiering.models.keuze import Bewaardekeuze
from financiering.models.opdracht import Opdracht
from financiering.models.pot import Pot, Potbijdrage, Potverplaatsing
from financiering.models.publicatie import Publicatie
from financiering.models.regelinstelling import Regelinstelling, Regelstand
from financiering.models.signaal import Advies, Signaal
from financiering.models.taak import Taak
from financiering.models.verantwoording import Verantwoording
from financiering.models.verslag import Antwoord, Bijlage, Verslag

__all__ = [
    "Advies",
    "Agendaadres",
    "Antwoord",
    "ApiSleutel",
    "ApiVerzoek",
    "Begrotingspost",
    "Bericht",
    "Berichtkeuze",
    "Beschikking",
    "Betaling",
    "Bewaardekeuze",
    "Bijlage",
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
    "Potverplaatsing",
    "Publicatie",
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
    "Verkiezing",
    "Verslag",
    "Wetsparameter",
]
