"""Read a workbook into the system: everything or nothing, with every difference named first.

Sheets are read in parts of some thousand rows inside one transaction. A trial run, or a file with
any error, rolls all of it back; what was found stays.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction

from financiering.models import Gemeente, Importbatch, Initiatief
from financiering.services.schrijven import Handeling, queue_for_bulk, save_object
from financiering.uitwisseling.bladen import BLADSCHRIJVERS, Bladschrijver, Omgeving
from financiering.uitwisseling.columns import INLEESVOLGORDE, Blad
from financiering.uitwisseling.reader import Bladlezer, Foutenlijst, Rij, Werkboek, open_werkboek

PARTIJ = 2000
MAX_VERSCHILLEN = 2000

Voortgang = Callable[[str, int, int], None]


def no_voortgang(fase: str, gedaan: int, totaal: int) -> None:
    """For callers that do not show a bar."""


@dataclass(frozen=True, slots=True)
class Verschil:
    """One row that is new or changed, with what was and what comes per column."""

    blad: str
    rij: int
    sleutel: str
    soort: str
    velden: tuple[tuple[str, str, str], ...]


@dataclass
class Uitslag:
    """What reading a workbook did, or would do."""

    bestand: str
    proef: bool
    tellingen: dict[str, dict[str, int]] = field(default_factory=dict)
    verschillen: list[Verschil] = field(default_factory=list)
    meer_verschillen: int = 0
    fouten: Foutenlijst = field(default_factory=lambda: Foutenlijst(""))
    apart: list[str] = field(default_factory=list)

    @property
    def gelukt(self) -> bool:
        return self.fouten.aantal == 0

    def add_verschil(self, verschil: Verschil) -> None:
        if len(self.verschillen) < MAX_VERSCHILLEN:
            self.verschillen.append(verschil)
        else:
            self.meer_verschillen += 1


@dataclass(frozen=True, slots=True)
class Grens:
    """What somebody at a page may write: these initiatives, the pots of these municipalities.

    None means no limit: the command line.
    """

    initiatieven: frozenset[str] | None = None
    gemeenten: frozenset[str] | None = None


class _Terugdraaien(Exception):
    """Leave the transaction without keeping anything."""


def read_werkboek(
    pad: Path,
    handeling: Handeling,
    *,
    naam: str = "",
    proef: bool = False,
    gemeente: Gemeente | None = None,
    grens: Grens = Grens(),
    voortgang: Voortgang = no_voortgang,
) -> Uitslag:
    """Import a workbook, or with `proef` only say what would change.

    `gemeente` fills an empty Gemeente.
    Raises BestandGeweigerd when the file itself is refused.
    """
    werkboek = open_werkboek(pad, naam)
    uitslag = Uitslag(werkboek.naam, proef, fouten=Foutenlijst(werkboek.naam))
    try:
        with transaction.atomic():
            queue_for_bulk()
            _read_bladen(werkboek, uitslag, handeling, gemeente, grens, voortgang)
            if proef or not uitslag.gelukt:
                raise _Terugdraaien
            _keep_batch(pad, uitslag, handeling)
    except _Terugdraaien:
        pass
    uitslag.apart = werkboek.apart
    return uitslag


def _read_bladen(
    werkboek: Werkboek,
    uitslag: Uitslag,
    handeling: Handeling,
    gemeente: Gemeente | None,
    grens: Grens,
    voortgang: Voortgang,
) -> None:
    omgeving = Omgeving(handeling, grens.initiatieven, grens.gemeenten)
    for blad in INLEESVOLGORDE:
        if blad.naam in werkboek.bladen:
            standaard = {"gemeente": gemeente.pk} if gemeente and blad.find("Gemeente") else {}
            lezer = Bladlezer(werkboek, blad, uitslag.fouten, standaard=standaard)
            _read_blad(lezer, BLADSCHRIJVERS[blad.naam](omgeving, lezer), uitslag, voortgang)


def _read_blad(
    lezer: Bladlezer, schrijver: Bladschrijver, uitslag: Uitslag, voortgang: Voortgang
) -> None:
    tel = uitslag.tellingen.setdefault(
        lezer.blad.naam, {"nieuw": 0, "gewijzigd": 0, "ongewijzigd": 0}
    )
    gezien: dict[Any, int] = {}
    for partij in _take(iter(lezer), PARTIJ):
        uniek = list(_skip_dubbel(partij, lezer, gezien))
        for rij, soort, velden in schrijver.write(uniek):
            tel[soort] += 1
            if soort != "ongewijzigd":
                sleutel = " · ".join(str(rij.waarden[deel]) for deel in lezer.blad.sleutel)
                uitslag.add_verschil(
                    Verschil(lezer.blad.naam, rij.nummer, sleutel, soort, _name(lezer.blad, velden))
                )
        voortgang(lezer.blad.naam, partij[-1].nummer, lezer.rijen)
    schrijver.finish()


def _take(rijen: Iterator[Rij], aantal: int) -> Iterator[list[Rij]]:
    while partij := list(islice(rijen, aantal)):
        yield partij


def _skip_dubbel(partij: list[Rij], lezer: Bladlezer, gezien: dict[Any, int]) -> Iterator[Rij]:
    """The same key twice in one file is a mistake, except for payments, which have none."""
    if lezer.blad.naam == "Betalingen" or not set(lezer.blad.sleutel) <= lezer.velden:
        yield from partij
        return
    for rij in partij:
        sleutel = tuple(rij.waarden[deel] for deel in lezer.blad.sleutel)
        if sleutel in gezien:
            lezer.add_fout(
                rij.nummer,
                lezer.blad.sleutel[-1],
                f'"{sleutel[-1]}" staat ook in rij {gezien[sleutel]}. Elk kenmerk mag één keer.',
            )
        else:
            gezien[sleutel] = rij.nummer
            yield rij


def _name(blad: Blad, velden: Mapping[str, tuple[Any, Any]]) -> tuple[tuple[str, str, str], ...]:
    koppen = {kolom.veld: kolom.kop for kolom in blad.kolommen}
    return tuple((koppen[veld], _show(oud), _show(nieuw)) for veld, (oud, nieuw) in velden.items())


def _show(waarde: Any) -> str:
    if waarde is None or waarde == "":
        return "leeg"
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, dict):
        return "; ".join(f"{naam} {deel}" for naam, deel in waarde.items())
    return ", ".join(waarde) if isinstance(waarde, list) else str(waarde)


def _keep_batch(pad: Path, uitslag: Uitslag, handeling: Handeling) -> None:
    """Remember which file changed something, once."""
    if not any(tel["nieuw"] or tel["gewijzigd"] for tel in uitslag.tellingen.values()):
        return
    save_object(
        Importbatch(
            soort="werkboek",
            bestandsnaam=uitslag.bestand[:255],
            sha256=hash_bestand(pad),
            gebruiker=handeling.actor,
            ingelezen_op=handeling.moment,
            tellingen=uitslag.tellingen,
        ),
        handeling,
    )


def hash_bestand(pad: Path) -> str:
    """The fingerprint of a file."""
    with pad.open("rb") as bestand:
        return hashlib.file_digest(bestand, "sha256").hexdigest()


def limit_to(gebruiker: Any) -> Grens:
    """What this person may write through a workbook."""
    eigen = Initiatief.objects.owned_by(gebruiker).values_list("kenmerk", flat=True)
    gemeenten = gebruiker.toegangen.filter(gemeente__isnull=False).values_list(
        "gemeente", flat=True
    )
    return Grens(frozenset(eigen), frozenset(gemeenten))
