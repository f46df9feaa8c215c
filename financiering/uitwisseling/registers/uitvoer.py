"""Write grants in the columns of a register, through the same mapping that reads it."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from financiering.domain.codes import Bron, SoortInitiatief, Status
from financiering.domain.invoer import Getalstijl
from financiering.models import Geldstroom, Gemeente
from financiering.uitwisseling.registers.bron import protect_tekst
from financiering.uitwisseling.registers.koppeling import (
    Vertaling,
    find_koppeling,
    read_vertaling,
)
from financiering.uitwisseling.registers.vertalen import GEMASKEERD, is_prive

PARTIJ = 2000
NIET_IN_REGISTER = (Status.VOORNEMEN, Status.INGETROKKEN)
"""A plan is no request yet, and a register has no word for what was withdrawn."""


def build_uitvoer(gemeente: Gemeente) -> Vertaling:
    """The columns Amsterdam publishes, for this municipality."""
    vertaling = read_vertaling(find_koppeling("amsterdam_csv").read_text("utf-8"))
    if vertaling.gemeente == gemeente.pk:
        return vertaling
    return replace(
        vertaling,
        naam=f"Subsidieregister {gemeente.naam}",
        gemeente=gemeente.pk,
        financier=f"Gemeente {gemeente.naam}",
        alleen={},
    )


def select_register(stromen: QuerySet[Any, Any], gemeente: str) -> QuerySet[Any, Any]:
    """Of these streams the money this municipality was asked for, in a fixed order."""
    return (
        stromen.filter(financier__gemeente=gemeente)
        .exclude(status__in=NIET_IN_REGISTER)
        .exclude(bron=Bron.IN_NATURA)
        .select_related("initiatief")
        .prefetch_related("domeindelen")
        .order_by("dossiernummer", "kenmerk")
    )


def write_register(
    pad: Path, vertaling: Vertaling, stromen: QuerySet[Any, Any], stand: datetime
) -> int:
    """One row per stream; returns how many. The caller decides which streams somebody may see."""
    velden = {kop: veld for veld, kop in vertaling.kolommen.items()}
    aantal = 0
    with pad.open("w", encoding=vertaling.codering or "utf-8", newline="") as bestand:
        schrijver = csv.writer(
            bestand, delimiter=vertaling.scheidingsteken or ";", lineterminator="\n"
        )
        schrijver.writerow(vertaling.volgorde)
        for rij in _list_rijen(vertaling, stromen, stand):
            aantal += 1
            schrijver.writerow(
                rij[velden[kop]] if kop in velden else vertaling.vast.get(kop, "")
                for kop in vertaling.volgorde
            )
    return aantal


def _list_rijen(
    vertaling: Vertaling, stromen: QuerySet[Any, Any], stand: datetime
) -> Iterator[dict[str, str]]:
    for stroom in stromen.iterator(chunk_size=PARTIJ):
        yield {
            veld: _show(WAARDEN[veld](stroom, vertaling, stand), vertaling)
            for veld in vertaling.kolommen
        }


def _show(waarde: Any, vertaling: Vertaling) -> str:
    """As the register writes it; nothing is its own word for nothing."""
    if waarde is None or waarde == "":
        return vertaling.leeg[-1] if vertaling.leeg else ""
    if isinstance(waarde, Decimal):
        tekst = f"{waarde:.2f}"
        return tekst.replace(".", ",") if vertaling.getallen is Getalstijl.NEDERLANDS else tekst
    return protect_tekst(" ".join(str(waarde).split()))


def _show_ontvanger(stroom: Geldstroom, vertaling: Vertaling, stand: datetime) -> str:
    """The recipient; whoever stands for a private person has no name."""
    naam = stroom.initiatief.naam
    prive = stroom.initiatief.soort == SoortInitiatief.PARTICULIEREN or is_prive(naam, vertaling)
    return GEMASKEERD if prive else naam


def _show_dossier(stroom: Geldstroom, vertaling: Vertaling, stand: datetime) -> str:
    """The number in this register; what came from elsewhere has the number it has here."""
    eigen = stroom.registerbron == vertaling.naam
    return stroom.dossiernummer if eigen else stroom.kenmerk


def _show_verleend(stroom: Geldstroom, vertaling: Vertaling, stand: datetime) -> Decimal | None:
    """Granting nothing is how a register says that it refused."""
    if stroom.status == Status.AFGEWEZEN:
        return Decimal(0)
    return stroom.verleend


def _show_domein(stroom: Geldstroom, vertaling: Vertaling, stand: datetime) -> str:
    """The domain that pays most of it."""
    delen: Iterable[Any] = stroom.domeindelen.all()
    grootste = max(delen, key=lambda deel: deel.procent, default=None)
    return grootste.domein if grootste else ""


def _read(naam: str) -> Callable[[Geldstroom, Vertaling, datetime], Any]:
    return lambda stroom, vertaling, stand: getattr(stroom, naam)


def _read_code(naam: str) -> Callable[[Geldstroom, Vertaling, datetime], str]:
    """The word of the register for our code; for what it has no word for: nothing."""

    def read(stroom: Geldstroom, vertaling: Vertaling, stand: datetime) -> str:
        code = getattr(stroom, naam)
        woorden = vertaling.waarden.get(naam, {}).items()
        eigen = next((woord for woord, onze in woorden if onze == code), "")
        return eigen.capitalize()

    return read


WAARDEN: dict[str, Callable[[Geldstroom, Vertaling, datetime], Any]] = {
    **{
        naam: _read(naam)
        for naam in ("omschrijving", "van", "tot", "aangevraagd", "vastgesteld", "regeling")
    },
    "dossiernummer": _show_dossier,
    "ontvanger": _show_ontvanger,
    "jaar": lambda stroom, vertaling, stand: stroom.van.year,
    "verleend": _show_verleend,
    "regelmaat": _read_code("regelmaat"),
    "aard": _read_code("aard"),
    "domein": _show_domein,
    "wijk": lambda stroom, vertaling, stand: stroom.wijk or stroom.initiatief.wijk,
    "toelichting": _read("toelichting"),
    "stand_op": lambda stroom, vertaling, stand: stand.strftime("%Y-%m-%d %H:%M:%S"),
}
"""Every field a column can be pointed at, and what it says of a stream."""
