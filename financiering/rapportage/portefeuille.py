"""The portfolio: what a municipality's neighbourhoods stand on, per year and in every direction.

One query over the stored split; two dates that are never mixed. With `peildatum` only streams that
run on that day count. With `bekend_op` only what was recorded by then counts: amounts from the
split as it stood, the rest from history.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, NullIf

from financiering.domain.bedragen import NUL, round_bedrag
from financiering.domain.codes import Aard, Bron, Geldsoort, Regelmaat, Status
from financiering.models import Geldstroom, Initiatief, Jaarbedrag
from financiering.models.bekend import known_on

ASSEN = ("aard", "regelmaat", "geldsoort", "bron", "wijk")
"""The directions a total can be asked in, next to the year."""

FILTERS = ("aard", "regelmaat", "geldsoort", "bron", "wijk", "domein", "soort", "fase")

TELT = (Status.VERLEEND, Status.VERANTWOORD, Status.VASTGESTELD)


@dataclass(frozen=True, slots=True)
class Vraag:
    """What is asked: which municipality or which streams, which years, which days, which filters.

    `stromen` is the queryset of streams somebody may count; the caller starts from
    `Geldstroom.objects.countable_by(user)`. None means everything: the command line.
    """

    gemeente: str | None = None
    jaren: tuple[int, int] | None = None
    peildatum: date | None = None
    bekend_op: datetime | None = None
    filters: tuple[tuple[str, str], ...] = ()
    stromen: QuerySet[Any, Any] | None = None


def select_stromen(vraag: Vraag) -> QuerySet[Any, Any]:
    """The streams behind the figures, with `plaats` for the neighbourhood; as known on the day asked."""
    stromen = known_on(Geldstroom, vraag.bekend_op)
    if vraag.stromen is not None:
        stromen = stromen.filter(id__in=vraag.stromen.order_by().values("pk"))
    if vraag.gemeente:
        stromen = stromen.filter(
            Q(initiatief__gemeente=vraag.gemeente) | Q(financier__gemeente=vraag.gemeente)
        )
    if vraag.peildatum:
        stromen = stromen.filter(
            Q(tot__isnull=True) | Q(tot__gte=vraag.peildatum), van__lte=vraag.peildatum
        )
    if vraag.jaren:
        begin, einde = vraag.jaren
        stromen = stromen.filter(
            Q(tot__isnull=True) | Q(tot__gte=date(begin, 1, 1)), van__lte=date(einde, 12, 31)
        )
    stromen = stromen.annotate(
        plaats=Coalesce(NullIf("wijk", Value("")), "initiatief__wijk", output_field=CharField())
    )
    return _apply_filters(stromen, vraag)


def _apply_filters(stromen: QuerySet[Any, Any], vraag: Vraag) -> QuerySet[Any, Any]:
    for naam, waarde in vraag.filters:
        if naam == "domein":
            stromen = stromen.filter(id__in=_with_domein(waarde))
        elif naam in ("soort", "fase"):
            stromen = stromen.filter(**{f"initiatief__{naam}": waarde})
        elif naam in FILTERS:
            stromen = stromen.filter(**{"plaats" if naam == "wijk" else naam: waarde})
    return stromen


def _with_domein(domein: str) -> QuerySet[Any, Any]:
    return Geldstroom.objects.filter(domeindelen__domein=domein).order_by().values("pk")


def _join_bedragen(vraag: Vraag, jaar: int) -> QuerySet[Any, Any]:
    """The split of one year as it was known."""
    return Jaarbedrag.objects.known_on(vraag.bekend_op).filter(
        jaar_van__lte=jaar, jaar_tot__gte=jaar
    )


def compute_tabel(vraag: Vraag, jaar: int, assen: Sequence[str] = ASSEN) -> list[dict[str, Any]]:
    """Number of streams and euros granted in one year, per combination of `assen`, in one query.

    Every stream of the year counts as a file, refused ones too, with nothing granted; the same as
    in a register.
    """
    kolommen = {as_: F("plaats") if as_ == "wijk" else F(as_) for as_ in assen}
    if vraag.bekend_op is None:
        return _sum_live(vraag, jaar, assen)
    bedrag = _join_bedragen(vraag, jaar).filter(geldstroom_id=OuterRef("id")).values("verleend")[:1]
    rijen = (
        select_stromen(_in_jaar(vraag, jaar))
        .annotate(
            jaarbedrag=Subquery(bedrag), **{f"as_{naam}": kolom for naam, kolom in kolommen.items()}
        )
        .order_by()
        .values(*(f"as_{naam}" for naam in assen))
        .annotate(aantal=Count("id"), som=_sum_verleend("jaarbedrag"))
    )
    return [_build_rij(jaar, assen, rij) for rij in rijen]


def _sum_live(vraag: Vraag, jaar: int, assen: Sequence[str]) -> list[dict[str, Any]]:
    """Today's knowledge: from the split to its stream, the way the database likes it."""
    stromen = select_stromen(_in_jaar(vraag, jaar))
    beperkt = vraag.stromen is not None or vraag.peildatum or vraag.filters or vraag.gemeente
    rijen = _join_bedragen(vraag, jaar)
    if beperkt:
        rijen = rijen.filter(geldstroom__in=stromen.order_by().values("pk"))
    rijen = (
        rijen.annotate(
            as_wijk=Coalesce(
                NullIf("geldstroom__wijk", Value("")),
                "geldstroom__initiatief__wijk",
                output_field=CharField(),
            ),
            **{f"as_{naam}": F(f"geldstroom__{naam}") for naam in assen if naam != "wijk"},
        )
        .order_by()
        .values(*(f"as_{naam}" for naam in assen))
        .annotate(aantal=Count("geldstroom_id"), som=_sum_verleend("verleend", "geldstroom__"))
    )
    return [_build_rij(jaar, assen, rij) for rij in rijen]


def _sum_verleend(veld: str, pad: str = "") -> Coalesce:
    """What was granted; a grant that was withdrawn counts for nothing."""
    return Coalesce(
        Sum(Case(When(**{f"{pad}status__in": TELT}, then=F(veld)), default=Value(NUL))), NUL
    )


def _in_jaar(vraag: Vraag, jaar: int) -> Vraag:
    return replace(vraag, jaren=(jaar, jaar))


def _build_rij(jaar: int, assen: Sequence[str], rij: dict[str, Any]) -> dict[str, Any]:
    waarden = {naam: rij[f"as_{naam}"] or "" for naam in assen}
    # SQLite sums in floating point, exact to the cent up to some ninety billion euros: round back.
    return {"jaar": jaar, **waarden, "aantal": rij["aantal"], "verleend": round_bedrag(rij["som"])}


def sort_tabel(
    rijen: Iterable[dict[str, Any]], assen: Sequence[str] = ASSEN
) -> list[dict[str, Any]]:
    """In a fixed order: by year, then by the axes as they are written."""
    return sorted(rijen, key=lambda rij: (rij["jaar"], *(rij[naam] for naam in assen)))


def total_per(rijen: Iterable[dict[str, Any]], naam: str) -> dict[str, Decimal]:
    """Euros granted per value of one axis, summed from a finer table."""
    sommen: dict[str, Decimal] = {}
    for rij in rijen:
        sommen[rij[naam]] = sommen.get(rij[naam], NUL) + rij["verleend"]
    return sommen


def compute_jaren(vraag: Vraag, jaren: Iterable[int]) -> dict[int, dict[str, Decimal]]:
    """Per year the euros granted as structureel, incidenteel and onbekend."""
    uit = {}
    for jaar in jaren:
        sommen = total_per(compute_tabel(vraag, jaar, ("aard",)), "aard")
        uit[jaar] = {aard.value: sommen.get(aard.value, NUL) for aard in Aard}
    return uit


LABELS: dict[str, dict[str, str]] = {
    "aard": dict(Aard.choices),
    "regelmaat": dict(Regelmaat.choices),
    "geldsoort": dict(Geldsoort.choices),
    "bron": dict(Bron.choices),
}


def count_zonder_details(gebruiker: Any, gemeente: str) -> tuple[int, int]:
    """Initiatives of which only totals are seen, and all of them: what the page says is left out."""
    alle = Initiatief.objects.filter(gemeente=gemeente, geldstromen__isnull=False).distinct()
    verborgen = Geldstroom.objects.filter(initiatief__gemeente=gemeente).exclude(
        pk__in=Geldstroom.objects.visible_to(gebruiker).order_by().values("pk")
    )
    return verborgen.values("initiatief").distinct().count(), alle.count()


def list_eindigend(vraag: Vraag, peildatum: date, tot: date) -> QuerySet[Any, Any]:
    """Certain streams that end between two days, inclusive, and have no successor that is granted."""
    return (
        select_stromen(replace(vraag, jaren=None, peildatum=peildatum, bekend_op=None))
        .filter(status__in=TELT, tot__lte=tot)
        .exclude(opvolgers__status__in=TELT)
        .select_related("initiatief", "financier")
        .order_by("tot", "initiatief__naam")
    )
