"""Totals over the streams of a municipality: per year, in the directions people ask for.

Every figure is the sum of the stored split (`Jaarbedrag`), so it can be followed back to the streams
behind it. Refused requests count as a file with nothing granted, as in a register. Help in kind has a
value and is no money: whoever asks for totals of money leaves it out (`Vraag.natura`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from financiering.domain.bedragen import NUL, round_bedrag, split_bedrag
from financiering.domain.codes import Aard, Bron, Fase, Geldsoort, Regelmaat, SoortInitiatief
from financiering.domain.taakvelden import TAAKVELDEN
from financiering.models import Jaarbedrag
from financiering.rapportage.selectie import (
    KENMERKEN,
    PADEN,
    TELT,
    Vraag,
    build_assen,
    load_delen,
    select_delen,
    select_stromen,
)

ASSEN = ("aard", "regelmaat", "geldsoort", "bron", "wijk")
"""The directions of the command and the workbook, next to the year."""

LABELS: dict[str, dict[str, str]] = {
    "aard": dict(Aard.choices),
    "regelmaat": dict(Regelmaat.choices),
    "geldsoort": dict(Geldsoort.choices),
    "bron": dict(Bron.choices),
    "fase": dict(Fase.choices),
    "taakveld": dict(TAAKVELDEN),
    "soort": dict(SoortInitiatief.choices),
}


def compute_tabel(vraag: Vraag, jaar: int, assen: Sequence[str] = ASSEN) -> list[dict[str, Any]]:
    """Number of streams and euros granted in one year, per combination of `assen`.

    In one query for what is known now, of the split alone where that carries what is asked; by stream for
    an earlier day and for domains, that each take their share. Every stream of the year counts as a file, refused ones too, with nothing granted.
    """
    if is_los(vraag, assen):
        return compute_tabellen(vraag, (jaar,), assen)
    namen = [f"as_{naam}" for naam in assen]
    levend = _find_levend(vraag, (jaar, jaar), assen)
    groepen = levend.rijen.values_list(*namen)
    tellen = groepen.annotate(aantal=Count("*"), som=levend.sum_verleend())
    return [build_rij(jaar, assen, rij[:-2], rij[-2], rij[-1]) for rij in tellen]


def is_los(vraag: Vraag, assen: Sequence[str]) -> bool:
    """Whether the streams must be looked at one by one."""
    return vraag.bekend_op is not None or vraag.domein is not None or "domein" in assen


@dataclass(frozen=True, slots=True)
class Levend:
    """Today's knowledge of some years: parts of the split, alone or beside their streams.

    `pad` leads from a row to the part, `telt` says whether what was granted counts: not when it was
    withdrawn. Both ways give the same figures.
    """

    rijen: QuerySet[Any, Any]
    pad: str
    telt: Q

    def sum_verleend(self, *anders: Q) -> Coalesce:
        """What was granted and counts, of rows for which `anders` holds as well."""
        telt = When(Q(self.telt, *anders), then=F(f"{self.pad}verleend"))
        return Coalesce(Sum(Case(telt, default=Value(NUL))), NUL)


def _find_levend(vraag: Vraag, jaren: tuple[int, int], assen: Sequence[str]) -> Levend:
    """The parts that lie in these years, with a value `as_<naam>` for each direction."""
    delen = select_delen(vraag, jaren, assen)
    if delen is not None:
        velden = {f"as_{naam}": F(KENMERKEN[naam]) for naam in assen}
        return Levend(delen.annotate(**velden), "", Q(telt=True))
    nu = Q(
        jaarbedragen__bekend_tot__isnull=True,
        jaarbedragen__jaar_van__lte=jaren[1],
        jaarbedragen__jaar_tot__gte=jaren[0],
    )
    velden = {f"as_{naam}": F(PADEN[naam]) for naam in assen}
    stromen = select_stromen(replace(vraag, jaren=jaren)).filter(nu).annotate(**velden)
    return Levend(stromen.order_by(), "jaarbedragen__", Q(status__in=TELT))


def build_rij(
    jaar: int,
    assen: Sequence[str],
    sleutel: Sequence[Any],
    aantal: int = 0,
    som: Decimal = NUL,
) -> dict[str, Any]:
    """One combination of values, with how many streams and euros granted."""
    waarden = {naam: waarde or "" for naam, waarde in zip(assen, sleutel, strict=True)}
    # SQLite sums in floating point, exact to the cent up to some ninety billion euros: round back.
    return {"jaar": jaar, **waarden, "aantal": aantal, "verleend": round_bedrag(som)}


@dataclass(frozen=True, slots=True)
class Post:
    """What one stream, or its part for one domain, brings in one year."""

    pk: int
    initiatief_id: int
    jaar_van: int
    jaar_tot: int
    waarden: dict[str, Any]
    verleend: Decimal


def list_posten(vraag: Vraag, jaren: tuple[int, int], assen: Sequence[str] = ()) -> Iterator[Post]:
    """Stream by stream what is granted in each span of years, to the cent.

    A stream with parts per domain gives a post for each when "domein" is one of `assen`, and only the
    part that is asked for when the question is about one domain.
    """
    stromen = select_stromen(replace(vraag, jaren=jaren)).annotate(**build_assen(assen)).order_by()
    gewoon = list(dict.fromkeys(naam for naam in assen if naam in PADEN))
    velden = ["id", "initiatief_id", "status", *(f"as_{naam}" for naam in gewoon)]
    op_pk = {rij[0]: rij for rij in stromen.values_list(*velden)}
    if not op_pk:
        return
    pks = stromen.values("id")
    per_domein = "domein" in assen or vraag.domein is not None
    delen = load_delen(vraag, pks) if per_domein else {}
    bedragen = Jaarbedrag.objects.known_on(vraag.bekend_op).filter(
        jaar_van__lte=jaren[1], jaar_tot__gte=jaren[0], geldstroom_id__in=pks
    )
    for pk, van, tot, verleend in bedragen.order_by("geldstroom_id", "jaar_van").values_list(
        "geldstroom_id", "jaar_van", "jaar_tot", "verleend"
    ):
        _, initiatief, status, *waarden = op_pk[pk]
        bedrag = verleend if verleend and status in TELT else NUL
        for domein, deel in _split_domeinen(bedrag, delen.get(pk, [("", 1)])):
            if vraag.domein is not None and domein != vraag.domein:
                continue
            op_as = {naam: w or "" for naam, w in zip(gewoon, waarden, strict=True)}
            yield Post(pk, initiatief, van, tot, op_as | {"domein": domein}, deel)


def _split_domeinen(bedrag: Decimal, delen: list[tuple[str, int]]) -> Iterator[tuple[str, Decimal]]:
    """The parts of one amount; together they are the amount, to the cent."""
    stukken = split_bedrag(bedrag, [gewicht for _, gewicht in delen])
    return zip((domein for domein, _ in delen), stukken, strict=True)


def compute_tabellen(
    vraag: Vraag, jaren: Sequence[int], assen: Sequence[str]
) -> list[dict[str, Any]]:
    """`compute_tabel` of several years, one after the other, looked at stream by stream; two queries."""
    posten = list(list_posten(vraag, (min(jaren), max(jaren)), assen))
    rijen = []
    for jaar in jaren:
        sommen: dict[tuple[Any, ...], list[Any]] = defaultdict(lambda: [0, NUL])
        for post in posten:
            if post.jaar_van <= jaar <= post.jaar_tot:
                som = sommen[tuple(post.waarden[naam] for naam in assen)]
                som[0], som[1] = som[0] + 1, som[1] + post.verleend
        rijen += [build_rij(jaar, assen, sleutel, *som) for sleutel, som in sommen.items()]
    return rijen


def sort_tabel(
    rijen: Iterable[dict[str, Any]], assen: Sequence[str] = ASSEN
) -> list[dict[str, Any]]:
    """In a fixed order: by year, then by the axes as they are written."""
    return sorted(rijen, key=lambda rij: (rij["jaar"], *(rij[naam] for naam in assen)))


@dataclass(slots=True)
class Jaren:
    """Per year the euros granted as structureel, incidenteel and onbekend, and of one year more.

    `eindigt` is the part of that year that was decided no further, `natura` the value of help in kind.
    """

    per_jaar: dict[int, dict[str, Decimal]]
    eindigt: Decimal = NUL
    natura: Decimal = NUL


def compute_jaren(vraag: Vraag, jaren: Sequence[int], jaar: int) -> Jaren:
    """The years of a question as is known now, and `jaar` more closely; in one query."""
    spanne = (min(*jaren, jaar), max(*jaren, jaar))
    uit = Jaren({welk: dict.fromkeys(Aard.values, NUL) for welk in jaren})
    levend = _find_levend(replace(vraag, natura=None), spanne, ("aard",))
    groepen = levend.rijen.annotate(
        is_natura=Case(When(bron=Bron.IN_NATURA, then=Value(1)), default=Value(0)),
        begin=F(f"{levend.pad}jaar_van"),
        einde=F(f"{levend.pad}jaar_tot"),
    ).values_list("begin", "einde", "as_aard", "is_natura")
    for van, tot, aard, is_natura, som, deel in groepen.annotate(
        som=levend.sum_verleend(), deel=levend.sum_verleend(Q(tot__lte=date(jaar, 12, 31)))
    ):
        if is_natura:
            uit.natura += som if van <= jaar <= tot else NUL
            continue
        for welk in range(max(van, spanne[0]), min(tot, spanne[1]) + 1):
            if welk in uit.per_jaar:
                uit.per_jaar[welk][aard] += som
        uit.eindigt += deel if van <= jaar <= tot else NUL
    for delen in uit.per_jaar.values():
        delen.update({aard: round_bedrag(som) for aard, som in delen.items()})
    uit.eindigt, uit.natura = round_bedrag(uit.eindigt), round_bedrag(uit.natura)
    return uit


def list_eindigend(vraag: Vraag, peildatum: date, tot: date) -> QuerySet[Any, Any]:
    """Certain streams that end between two days, inclusive, and have no successor that is granted."""
    return (
        select_stromen(replace(vraag, jaren=None, peildatum=peildatum, bekend_op=None, natura=None))
        .filter(status__in=TELT, tot__lte=tot)
        .exclude(opvolgers__status__in=TELT)
        .select_related("initiatief", "financier")
        .order_by("tot", "initiatief__naam")
    )
