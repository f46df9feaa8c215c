"""Reading files that take a while: the file is on disk, the job says which and for whom."""

from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage

from financiering.models import Opdracht
from financiering.services.opdrachten import Melder
from financiering.services.schrijven import Handeling
from financiering.uitwisseling.importer import Uitslag, limit_to, read_werkboek
from financiering.uitwisseling.registers.importer import RegisterUitslag, read_register
from financiering.uitwisseling.registers.koppeling import read_vertaling
from tasks.opdrachten import register_uitvoerder


def _find_pad(opdracht: Opdracht) -> Path:
    return Path(default_storage.path(opdracht.parameters["bestand"]))


def summarize_werkboek(uitslag: Uitslag) -> dict[str, Any]:
    """What a page shows of a read workbook."""
    return {
        "gelukt": uitslag.gelukt,
        "proef": uitslag.proef,
        "tellingen": uitslag.tellingen,
        "verschillen": [
            {
                "blad": v.blad,
                "rij": v.rij,
                "sleutel": v.sleutel,
                "soort": v.soort,
                "velden": v.velden,
            }
            for v in uitslag.verschillen[:500]
        ],
        "meer": max(0, len(uitslag.verschillen) - 500) + uitslag.meer_verschillen,
        "fouten": [str(fout) for fout in uitslag.fouten.fouten],
        "aantal_fouten": uitslag.fouten.aantal,
        "apart": uitslag.apart,
    }


@register_uitvoerder("werkboek_import")
def import_werkboek(opdracht: Opdracht, melder: Melder) -> dict[str, Any]:
    """Read a workbook, or only try, for who asked."""
    assert opdracht.gebruiker is not None
    uitslag = read_werkboek(
        _find_pad(opdracht),
        Handeling(opdracht.gebruiker, f"Werkboek {opdracht.parameters['naam']} ingelezen"),
        naam=opdracht.parameters["naam"],
        proef=opdracht.parameters["proef"],
        grens=limit_to(opdracht.gebruiker),
        voortgang=melder,
    )
    return summarize_werkboek(uitslag)


def summarize_register(uitslag: RegisterUitslag) -> dict[str, Any]:
    """What a page shows of a read register."""
    return {
        "gelukt": uitslag.gelukt,
        "proef": uitslag.proef,
        "nieuw": uitslag.nieuw,
        "gewijzigd": uitslag.gewijzigd,
        "ongewijzigd": uitslag.ongewijzigd,
        "initiatieven": uitslag.initiatieven,
        "apart": [f"regel {nummer}: {melding}" for nummer, melding in uitslag.apart[:200]],
        "aantal_apart": len(uitslag.apart),
        "fouten": uitslag.fouten,
        "aantal_fouten": uitslag.aantal_fouten,
    }


@register_uitvoerder("register_import")
def import_register(opdracht: Opdracht, melder: Melder) -> dict[str, Any]:
    """Read a register through the mapping that was chosen, or only try."""
    uitslag = read_register(
        _find_pad(opdracht),
        read_vertaling(opdracht.parameters["koppeling"]),
        Handeling(opdracht.gebruiker, f"Register {opdracht.parameters['naam']} ingelezen"),
        naam=opdracht.parameters["naam"],
        proef=opdracht.parameters["proef"],
        voortgang=melder,
    )
    return summarize_register(uitslag)
