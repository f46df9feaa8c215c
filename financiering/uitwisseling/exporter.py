"""Write what is stored in the columns of the workbook, read row by row from the database."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from financiering.domain.codes import Niveau, SoortTaak
from financiering.domain.woorden import format_datum
from financiering.models import (
    Begrotingspost,
    Betaling,
    Geldstroom,
    Initiatief,
    Pot,
    Taak,
)
from financiering.uitwisseling.bladen.geldstromen import VERANTWOORDING
from financiering.uitwisseling.columns import Blad, Kolom
from financiering.uitwisseling.writer import write_werkboek

PARTIJ = 2000


def export_werkboek(
    pad: Path,
    *,
    initiatieven: QuerySet[Any, Any],
    geldstromen: QuerySet[Any, Any],
    taken: QuerySet[Any, Any],
    potten: QuerySet[Any, Any],
    begroting_van: QuerySet[Any, Any] | None = None,
    peildatum: Any = None,
) -> None:
    """Write these initiatives with what belongs to them; the caller decides who sees what.

    `begroting_van` are the initiatives whose costs may be seen; None: all of them.

    With `peildatum` only the streams that run on that day are in it.
    """
    if peildatum:
        geldstromen = geldstromen.running_on(peildatum)  # type: ignore[attr-defined]
    inhoud = {
        "Initiatieven": initiatieven.select_related("gemeente"),
        "Taken": taken.select_related("initiatief"),
        "Geldstromen": geldstromen.select_related(
            "initiatief", "financier", "volgt_op", "pot"
        ).prefetch_related("domeindelen", "verantwoordingen"),
        "Betalingen": Betaling.objects.filter(
            geldstroom__in=geldstromen.order_by().values("pk"), vervallen_door=""
        ).select_related("geldstroom"),
        "Begroting": Begrotingspost.objects.filter(
            initiatief__in=(initiatieven if begroting_van is None else begroting_van)
            .order_by()
            .values("pk")
        ).select_related("initiatief"),
        "Potten": potten.select_related("gemeente").prefetch_related("bijdragen"),
    }
    titel = f"Geldstromen die lopen op {format_datum(peildatum)}." if peildatum else ""
    write_werkboek(pad, lambda blad: read_rijen(blad, inhoud[blad.naam]), titel)


def export_alles(pad: Path, *, kenmerk: str | None = None, peildatum: Any = None) -> None:
    """Everything, or everything of one initiative: the command line."""
    initiatieven = Initiatief.objects.all()
    if kenmerk:
        initiatieven = initiatieven.filter(kenmerk=kenmerk)
    pks = initiatieven.order_by().values("pk")
    export_werkboek(
        pad,
        initiatieven=initiatieven.order_by("kenmerk"),
        geldstromen=Geldstroom.objects.filter(initiatief__in=pks).order_by(
            "initiatief", "van", "pk"
        ),
        taken=Taak.objects.filter(initiatief__in=pks).order_by("initiatief", "pk"),
        potten=(
            Pot.objects.filter(geldstromen__initiatief__in=pks).distinct()
            if kenmerk
            else Pot.objects.all()
        ).order_by("kenmerk"),
        peildatum=peildatum,
    )


def read_rijen(blad: Blad, objecten: Iterable[Any]) -> Iterator[list[Any]]:
    """One list of values per object, in the order of the columns."""
    lezers = [_LEZERS.get((blad.naam, kolom.veld), _plain(kolom)) for kolom in blad.kolommen]
    bron = objecten.iterator(PARTIJ) if isinstance(objecten, QuerySet) else objecten
    for obj in bron:
        yield [lees(obj) for lees in lezers]


def _plain(kolom: Kolom) -> Any:
    labels = dict((*kolom.keuzes, *kolom.ook))

    def lees(obj: Any) -> Any:
        waarde = getattr(obj, kolom.veld)
        if kolom.soort == "code":
            return labels.get(waarde, waarde)
        return "; ".join(waarde) if kolom.soort == "lijst" else waarde

    return lees


def _getal(getal: Decimal) -> str:
    """A number without needless zeros, the Dutch way."""
    return f"{getal.normalize():f}".replace(".", ",")


def _verantwoording(veld: str) -> Any:
    labels = dict(Niveau.choices)

    def lees(stroom: Any) -> Any:
        rijen = list(stroom.verantwoordingen.all())
        waarde = getattr(rijen[0], veld) if rijen else None
        return labels.get(waarde or "", waarde) if veld == "niveau" else waarde

    return lees


def _taaknaam(taak: Any) -> str:
    return taak.naam if taak.soort == SoortTaak.EIGEN else SoortTaak(taak.soort).label


_LEZERS: dict[tuple[str, str], Any] = {
    ("Initiatieven", "gemeente"): lambda obj: obj.gemeente.naam,
    ("Taken", "initiatief"): lambda obj: obj.initiatief.kenmerk,
    ("Taken", "naam"): _taaknaam,
    ("Begroting", "initiatief"): lambda obj: obj.initiatief.kenmerk,
    ("Betalingen", "geldstroom"): lambda obj: obj.geldstroom.kenmerk,
    ("Potten", "gemeente"): lambda obj: obj.gemeente.naam,
    ("Potten", "bijdragen"): lambda obj: "; ".join(
        f"{deel.domein} {_getal(deel.bedrag)}" for deel in obj.bijdragen.all()
    ),
    ("Geldstromen", "initiatief"): lambda obj: obj.initiatief.kenmerk,
    ("Geldstromen", "financier"): lambda obj: obj.financier.naam,
    ("Geldstromen", "volgt_op"): lambda obj: obj.volgt_op.kenmerk if obj.volgt_op else "",
    ("Geldstromen", "pot"): lambda obj: obj.pot.kenmerk if obj.pot else "",
    ("Geldstromen", "domeinen"): lambda obj: "; ".join(
        f"{deel.domein} {_getal(deel.procent)}%" for deel in obj.domeindelen.all()
    ),
    **{("Geldstromen", f"v_{veld}"): _verantwoording(veld) for veld in VERANTWOORDING},
}
