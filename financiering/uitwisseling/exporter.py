"""Write what is stored in the columns of the workbook, read row by row from the database."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from django.db.models import Case, F, QuerySet, Value, When

from financiering.domain.codes import SoortTaak
from financiering.domain.woorden import format_datum
from financiering.models import (
    Begrotingspost,
    Betaling,
    Domeindeel,
    Geldstroom,
    Initiatief,
    Pot,
    Potbijdrage,
    Taak,
    Verantwoording,
)
from financiering.uitwisseling.bladen.geldstromen import VERANTWOORDING
from financiering.uitwisseling.columns import GELDSTROMEN, POTTEN, Blad, Kolom
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
        "Initiatieven": initiatieven,
        "Taken": taken,
        "Geldstromen": geldstromen,
        "Betalingen": Betaling.objects.filter(
            geldstroom__in=geldstromen.order_by().values("pk"), vervallen_door=""
        ),
        "Begroting": Begrotingspost.objects.filter(
            initiatief__in=(initiatieven if begroting_van is None else begroting_van)
            .order_by()
            .values("pk")
        ),
        "Potten": potten,
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


def read_rijen(blad: Blad, rijen: QuerySet[Any, Any]) -> Iterator[list[Any]]:
    """One list of values per row, in the order of the columns; no object is made of it.

    What stands in rows of its own beside it (domains, the report, contributions) is looked up for many at once.
    """
    los, load = _ERBIJ.get(blad.naam, ((), None))
    eigen = [kolom.veld for kolom in blad.kolommen if kolom.veld not in los]
    paden = [_PADEN.get((blad.naam, veld), veld) for veld in eigen]
    plekken = {veld: plek for plek, veld in enumerate((*eigen, *los), start=1)}
    volgorde = [plekken[kolom.veld] for kolom in blad.kolommen]
    vertalers = [(n, v) for n, k in enumerate(blad.kolommen) if (v := _build_vertaler(k))]
    leeg = (None,) * len(los)
    bron = rijen.values_list("pk", *paden).iterator(PARTIJ)
    while partij := list(islice(bron, PARTIJ)):
        erbij = load([rij[0] for rij in partij]) if load else {}
        for rij in partij:
            waarden = (*rij, *erbij.get(rij[0], leeg))
            uit = [waarden[plek] for plek in volgorde]
            for plek, vertaal in vertalers:
                if uit[plek] is not None:
                    uit[plek] = vertaal(uit[plek])
            yield uit


def _build_vertaler(kolom: Kolom) -> Callable[[Any], Any] | None:
    """From what is stored to what people read; None: it is the same."""
    if kolom.soort == "code":
        labels = dict((*kolom.ook, *kolom.keuzes))
        return lambda code: labels.get(code, code)
    return "; ".join if kolom.soort == "lijst" else None


def _getal(getal: Decimal) -> str:
    """A number without needless zeros, the Dutch way."""
    return f"{getal.normalize():f}".replace(".", ",")


def _load_bij_stroom(pks: Sequence[int]) -> dict[int, list[Any]]:
    """Per stream its first report and the domains that pay, in the order of the columns."""
    gevonden: dict[int, list[Any]] = defaultdict(lambda: [None] * len(_BIJ_STROOM))
    verslagen = Verantwoording.objects.filter(geldstroom__in=pks).order_by("-volgnummer")
    for pk, *velden in verslagen.values_list("geldstroom_id", *VERANTWOORDING):
        for veld, waarde in zip(VERANTWOORDING, velden, strict=True):
            gevonden[pk][_BIJ_STROOM.index(f"v_{veld}")] = waarde
    plek = _BIJ_STROOM.index("domeinen")
    delen = Domeindeel.objects.filter(geldstroom__in=pks).order_by("pk")
    for pk, domein, procent in delen.values_list("geldstroom_id", "domein", "procent"):
        eerder = gevonden[pk][plek]
        deel = f"{domein} {_getal(procent)}%"
        gevonden[pk][plek] = f"{eerder}; {deel}" if eerder else deel
    return gevonden


def _load_bij_pot(pks: Sequence[int]) -> dict[int, list[Any]]:
    """Per pot what each domain pays in."""
    teksten: dict[int, list[str]] = defaultdict(list)
    rijen = Potbijdrage.objects.filter(pot__in=pks).order_by("pk")
    for pk, domein, bedrag in rijen.values_list("pot_id", "domein", "bedrag"):
        teksten[pk].append(f"{domein} {_getal(bedrag)}")
    return {pk: ["; ".join(delen)] for pk, delen in teksten.items()}


_BIJ_STROOM = tuple(
    kolom.veld
    for kolom in GELDSTROMEN.kolommen
    if kolom.veld == "domeinen" or kolom.veld.startswith("v_")
)
_ERBIJ: dict[str, tuple[Sequence[str], Callable[[Sequence[int]], Mapping[int, Sequence[Any]]]]] = {
    GELDSTROMEN.naam: (_BIJ_STROOM, _load_bij_stroom),
    POTTEN.naam: (("bijdragen",), _load_bij_pot),
}
"""Columns that stand in rows of their own, and what finds them for many rows at once."""

_PADEN: dict[tuple[str, str], Any] = {
    ("Initiatieven", "gemeente"): "gemeente__naam",
    ("Taken", "initiatief"): "initiatief__kenmerk",
    ("Taken", "naam"): Case(
        When(soort=SoortTaak.EIGEN, then=F("naam")),
        *(When(soort=soort, then=Value(soort.label)) for soort in SoortTaak),
    ),
    ("Begroting", "initiatief"): "initiatief__kenmerk",
    ("Betalingen", "geldstroom"): "geldstroom__kenmerk",
    ("Potten", "gemeente"): "gemeente__naam",
    ("Geldstromen", "initiatief"): "initiatief__kenmerk",
    ("Geldstromen", "financier"): "financier__naam",
    ("Geldstromen", "volgt_op"): "volgt_op__kenmerk",
    ("Geldstromen", "pot"): "pot__kenmerk",
}
"""Columns that are not a field by that name, and where they are read."""
