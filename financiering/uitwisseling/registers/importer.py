"""Read a register into the system: everything or nothing, the second time nothing new."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.db import transaction

from financiering.domain.codes import SoortFinancier, SoortInitiatief
from financiering.domain.invoer import fold
from financiering.models import (
    Domeindeel,
    Financier,
    Geldstroom,
    Gemeente,
    Importbatch,
    Importregel,
    Initiatief,
)
from financiering.services.financiers import (
    get_or_create_financier,
    guess_bron,
    save_financier,
)
from financiering.services.jaarbedragen import bulk_write_jaarbedragen
from financiering.services.schrijven import (
    Handeling,
    bulk_create_with_reason,
    bulk_update_with_reason,
    queue_for_bulk,
    save_object,
)
from financiering.uitwisseling.giving360.kolommen import build_id
from financiering.uitwisseling.importer import Voortgang, hash_bestand, no_voortgang
from financiering.uitwisseling.registers.bron import Bronrij, open_register
from financiering.uitwisseling.registers.koppeling import KoppelingFout, Vertaling
from financiering.uitwisseling.registers.overnemen import (
    build_verlening,
    fill_verlening,
    find_bezwaar,
)
from financiering.uitwisseling.registers.vertalen import (
    Regelfout,
    Verlening,
    Vertaald,
    translate_rijen,
)

PARTIJ = 1000
MAX_FOUTEN = 200
TELT_OP = 3
"""Missing columns that are named; more only tire."""


@dataclass
class RegisterUitslag:
    """What reading a register did, or would do."""

    bestand: str
    proef: bool
    nieuw: int = 0
    gewijzigd: int = 0
    ongewijzigd: int = 0
    initiatieven: int = 0
    apart: list[tuple[int, str]] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)
    aantal_fouten: int = 0

    @property
    def gelukt(self) -> bool:
        return self.aantal_fouten == 0


class _Terugdraaien(Exception):
    """Leave the transaction without keeping anything."""


def read_voorbeeld(
    pad: Path, vertaling: Vertaling | None = None, aantal: int = 10
) -> tuple[list[str], list[Bronrij]]:
    """The headings and the first rows, to point columns at fields."""
    register = open_register(
        pad,
        scheidingsteken=vertaling.scheidingsteken if vertaling else "",
        codering=vertaling.codering if vertaling else "",
    )
    return register.koppen, list(islice(register.rijen, aantal))


def read_register(
    pad: Path,
    vertaling: Vertaling,
    handeling: Handeling,
    *,
    naam: str = "",
    proef: bool = False,
    voortgang: Voortgang = no_voortgang,
) -> RegisterUitslag:
    """Import a register through a mapping, or with `proef` only say what would change.

    Raises BestandGeweigerd for the file and KoppelingFout for a mapping that does not fit it.
    """
    uitslag = RegisterUitslag(naam or pad.name, proef)
    vertaald = _translate(pad, vertaling, uitslag, voortgang)
    if not uitslag.gelukt:
        return uitslag
    try:
        with transaction.atomic():
            queue_for_bulk()
            batch = _start_batch(pad, vertaling, uitslag, handeling)
            _store(batch, vertaald, vertaling, uitslag, handeling, voortgang)
            if proef:
                raise _Terugdraaien
            batch.tellingen = {"nieuw": uitslag.nieuw, "gewijzigd": uitslag.gewijzigd}
            if not (uitslag.nieuw or uitslag.gewijzigd):
                raise _Terugdraaien
            save_object(batch, handeling)
    except _Terugdraaien:
        pass
    return uitslag


def _translate(
    pad: Path, vertaling: Vertaling, uitslag: RegisterUitslag, voortgang: Voortgang
) -> Vertaald:
    register = open_register(
        pad, scheidingsteken=vertaling.scheidingsteken, codering=vertaling.codering
    )
    _check_koppen(register.koppen, vertaling, uitslag.bestand)
    fouten: list[Regelfout] = []
    vertaald = translate_rijen(_tell(register.rijen, voortgang), vertaling, fouten)
    uitslag.aantal_fouten = len(fouten)
    uitslag.fouten = [
        f"{uitslag.bestand}, regel {fout.regelnummer}, kolom {fout.kolom}: {fout.boodschap}"
        for fout in fouten[:MAX_FOUTEN]
    ]
    uitslag.apart = [(rij.nummer, melding) for rij, melding in vertaald.apart]
    return vertaald


def _check_koppen(koppen: list[str], vertaling: Vertaling, bestand: str) -> None:
    mist = [kop for kop in vertaling.vereist if kop not in koppen]
    if mist:
        ook = f" en nog {len(mist) - TELT_OP}" if len(mist) > TELT_OP else ""
        staat = "staat" if len(mist) == 1 else "staan"
        raise KoppelingFout(
            f"De koppeling {vertaling.naam} past niet op {bestand}: "
            f"{', '.join(mist[:TELT_OP])}{ook} {staat} er niet in. Wel: {', '.join(koppen[:40])}."
        )
    dubbel = [kop for kop in dict.fromkeys(vertaling.kolommen.values()) if koppen.count(kop) > 1]
    if dubbel:
        raise KoppelingFout(
            f"In {bestand} staat de kolom {', '.join(dubbel)} meer dan één keer. "
            "Geef elke kolom een eigen naam."
        )


def _tell(rijen: Iterable[Bronrij], voortgang: Voortgang) -> Iterator[Bronrij]:
    for plek, rij in enumerate(rijen, start=1):
        if plek % PARTIJ == 0:
            voortgang("lezen", plek, 0)
        yield rij


def _start_batch(
    pad: Path, vertaling: Vertaling, uitslag: RegisterUitslag, handeling: Handeling
) -> Importbatch:
    gemeente = Gemeente.objects.filter(code=vertaling.gemeente).first()
    if gemeente is None:
        raise KoppelingFout(f"De gemeentecode {vertaling.gemeente} in de koppeling kennen we niet.")
    batch = Importbatch(
        soort="register",
        registerbron=vertaling.naam,
        bestandsnaam=uitslag.bestand[:255],
        sha256=hash_bestand(pad),
        gemeente=gemeente,
        gebruiker=handeling.actor,
        ingelezen_op=handeling.moment,
    )
    return save_object(batch, handeling)


def _store(
    batch: Importbatch,
    vertaald: Vertaald,
    vertaling: Vertaling,
    uitslag: RegisterUitslag,
    handeling: Handeling,
    voortgang: Voortgang,
) -> None:
    assert batch.gemeente is not None
    batch.stand_op = max((v.stand_op for v in vertaald.verleningen if v.stand_op), default=None)
    verouderd = _is_verouderd(batch)
    financier = _find_financier(vertaald, vertaling, batch.gemeente, handeling)
    _leave_eigen(vertaald, vertaling, financier, uitslag)
    ontvangers = _store_ontvangers(
        vertaald.verleningen, batch.gemeente, vertaling, uitslag, handeling
    )
    op_dossier: dict[str, Geldstroom] = {}
    totaal = len(vertaald.verleningen)
    for begin in range(0, totaal, PARTIJ):
        partij = vertaald.verleningen[begin : begin + PARTIJ]
        op_dossier |= _store_partij(
            partij, vertaling, financier, ontvangers, uitslag, handeling, verouderd=verouderd
        )
        voortgang("bewaren", begin + len(partij), totaal)
    apart = dict(uitslag.apart)
    Importregel.objects.bulk_create(
        (
            Importregel(
                batch=batch,
                regelnummer=nummer,
                dossiernummer=dossier,
                ruwe_tekst=tekst,
                geldstroom=op_dossier.get(dossier),
                melding=(melding or apart.get(nummer, ""))[:300],
            )
            for nummer, dossier, tekst, melding in vertaald.regels
        ),
        batch_size=PARTIJ * 2,
    )


def _find_financier(
    vertaald: Vertaald, vertaling: Vertaling, gemeente: Gemeente, handeling: Handeling
) -> Financier:
    """The giver the mapping names, else the one the file names."""
    namen = sorted({v.financier for v in vertaald.verleningen} or {vertaling.financier})
    if len(namen) > 1 or not (naam := namen[0]):
        raise KoppelingFout(
            "Elke regel moet dezelfde gever noemen. Maak van elke gever een eigen bestand. "
            f"Gevonden: {', '.join(naam or 'geen naam' for naam in namen[:10])}."
        )
    bron = vertaling.bron or guess_bron(naam)
    financier = get_or_create_financier(naam, bron, gemeente, handeling)
    if financier.soort == SoortFinancier.GEMEENTE and not financier.algemeen and vertaling.bron:
        financier.gemeente, financier.algemeen = gemeente, True
        save_financier(financier, handeling)
    return financier


def _leave_eigen(
    vertaald: Vertaald, vertaling: Vertaling, financier: Financier, uitslag: RegisterUitslag
) -> None:
    """What we wrote ourselves into a register is not new when it comes back."""
    kenmerken = (
        Geldstroom.objects.filter(financier=financier)
        .exclude(registerbron=vertaling.naam)
        .values_list("kenmerk", flat=True)
    )
    eigen = {vorm for kenmerk in kenmerken for vorm in (kenmerk, build_id(kenmerk))}
    melding = "staat hier al onder dit kenmerk"
    vertaald.verleningen = [v for v in vertaald.verleningen if v.dossiernummer not in eigen]
    for plek, (nummer, dossier, tekst, eerder) in enumerate(vertaald.regels):
        if dossier in eigen and not eerder:
            vertaald.regels[plek] = (nummer, dossier, tekst, melding)
            uitslag.apart.append((nummer, melding))


def _store_ontvangers(
    verleningen: Iterable[Verlening],
    gemeente: Gemeente,
    vertaling: Vertaling,
    uitslag: RegisterUitslag,
    handeling: Handeling,
) -> dict[str, Initiatief]:
    """One organisation per recipient, by its name in this municipality; all private ones are one.

    An initiative that is already known by that name is used, so that a register adds to it.
    """
    bekend = {fold(i.naam): i for i in Initiatief.objects.filter(gemeente=gemeente).order_by("-pk")}
    nieuw: dict[str, Initiatief] = {}
    nummer = Initiatief.objects.filter(kenmerk__startswith=f"{gemeente.pk}-").count()
    gelezen = set(
        Geldstroom.objects.filter(registerbron=vertaling.naam).values_list(
            "dossiernummer", flat=True
        )
    )
    for verlening in verleningen:
        sleutel = fold(verlening.ontvanger)
        if verlening.dossiernummer in gelezen or sleutel in bekend or sleutel in nieuw:
            continue
        nummer += 1
        soort = SoortInitiatief.PARTICULIEREN if verlening.prive else SoortInitiatief.ORGANISATIE
        nieuw[sleutel] = Initiatief(
            kenmerk=f"{gemeente.pk}-{nummer:05d}",
            naam=verlening.ontvanger,
            soort=soort,
            gemeente=gemeente,
        )
    bulk_create_with_reason(list(nieuw.values()), handeling)
    uitslag.initiatieven = len(nieuw)
    return bekend | nieuw


def _store_partij(
    partij: list[Verlening],
    vertaling: Vertaling,
    financier: Financier,
    ontvangers: dict[str, Initiatief],
    uitslag: RegisterUitslag,
    handeling: Handeling,
    *,
    verouderd: bool,
) -> dict[str, Geldstroom]:
    """New grants are added; known ones follow the register, unless this file is an older one."""
    nummers = [verlening.dossiernummer for verlening in partij]
    bekend = {
        stroom.dossiernummer: stroom
        for stroom in Geldstroom.objects.select_for_update()
        .filter(registerbron=vertaling.naam, dossiernummer__in=nummers)
        .order_by("pk")
    }
    nieuw, anders, uit_pot = [], [], []
    velden_anders: set[str] = set()
    for verlening in partij:
        stroom = bekend.get(verlening.dossiernummer)
        if stroom is None:
            nieuw.append(
                build_verlening(
                    verlening, vertaling, financier, ontvangers[fold(verlening.ontvanger)]
                )
            )
        elif not verouderd and (velden := fill_verlening(stroom, verlening)):
            if bezwaar := find_bezwaar(stroom):
                uitslag.apart.append((verlening.regelnummer, f"Niet overgenomen. {bezwaar}"))
                stroom.refresh_from_db()
            elif stroom.pot_id:
                bulk_update_with_reason([stroom], velden, handeling)
                uit_pot.append(stroom)
            else:
                anders.append(stroom)
                velden_anders |= velden
    bulk_create_with_reason(nieuw, handeling)
    bulk_write_jaarbedragen(nieuw, handeling.moment, nieuw=True)
    _store_domeinen(nieuw, partij, handeling)
    bulk_update_with_reason(anders, velden_anders, handeling)
    gewijzigd = [*anders, *uit_pot]
    bulk_write_jaarbedragen(gewijzigd, handeling.moment, nieuw=False)
    uitslag.nieuw += len(nieuw)
    uitslag.gewijzigd += len(gewijzigd)
    uitslag.ongewijzigd += len(partij) - len(nieuw) - len(gewijzigd)
    return bekend | {stroom.dossiernummer: stroom for stroom in nieuw}


def _store_domeinen(
    stromen: Iterable[Geldstroom], partij: Iterable[Verlening], handeling: Handeling
) -> None:
    domeinen = {
        verlening.dossiernummer: verlening.domein for verlening in partij if verlening.domein
    }
    bulk_create_with_reason(
        [
            Domeindeel(geldstroom=stroom, domein=domeinen[stroom.dossiernummer], procent=100)
            for stroom in stromen
            if stroom.dossiernummer in domeinen
        ],
        handeling,
    )


def _is_verouderd(batch: Importbatch) -> bool:
    """Whether a newer overview of the same register was read before: then it knows better."""
    eerder = Importbatch.objects.filter(registerbron=batch.registerbron).exclude(pk=batch.pk)
    return batch.stand_op is not None and eerder.filter(stand_op__gt=batch.stand_op).exists()
