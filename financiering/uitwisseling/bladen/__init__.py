"""How each sheet of the workbook is written into the system."""

from financiering.uitwisseling.bladen.basis import Bladschrijver, Omgeving
from financiering.uitwisseling.bladen.betalingen import BetalingSchrijver
from financiering.uitwisseling.bladen.geldstromen import GeldstroomSchrijver
from financiering.uitwisseling.bladen.initiatieven import (
    BegrotingSchrijver,
    InitiatiefSchrijver,
    TaakSchrijver,
)
from financiering.uitwisseling.bladen.potten import PotSchrijver

BLADSCHRIJVERS: dict[str, type[Bladschrijver]] = {
    "Initiatieven": InitiatiefSchrijver,
    "Taken": TaakSchrijver,
    "Geldstromen": GeldstroomSchrijver,
    "Betalingen": BetalingSchrijver,
    "Begroting": BegrotingSchrijver,
    "Potten": PotSchrijver,
}

__all__ = ["BLADSCHRIJVERS", "Bladschrijver", "Omgeving"]
