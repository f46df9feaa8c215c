"""Which streams a question about the portfolio is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, NullIf

from financiering.domain.codes import Bron, Status
from financiering.models import Domeindeel, Geldstroom, Jaarbedrag
from financiering.models.bekend import known_on

PADEN = {
    "aard": "aard", "regelmaat": "regelmaat", "geldsoort": "geldsoort", "bron": "bron",
    "wijk": "plaats", "buurt": "initiatief__buurt", "fase": "initiatief__fase",
    "soort": "initiatief__soort", "financier": "financier_id",
    "taakveld": "taakveld", "tot": "tot__year", "toegezegd": "toegezegd_tot__year",
}  # fmt: skip
"""Every direction that is one value of a stream, and where it is read."""

KENMERKEN = {
    "aard": "aard", "regelmaat": "regelmaat", "geldsoort": "geldsoort", "bron": "bron",
    "wijk": "plaats", "tot": "tot__year",
}  # fmt: skip
"""The directions that a row of the split carries itself, and where."""

JAARASSEN = {"tot": "tot", "toegezegd": "toegezegd_tot"}
"""Directions that are the year of a day, and that day; without one: no end, or nothing promised."""

FILTERS = (
    "aard", "tot", "toegezegd", "regelmaat", "geldsoort", "bron", "wijk", "buurt", "domein", "taakveld",
    "soort", "fase", "financier",
)  # fmt: skip

GEEN = "-"
"""As the value of a filter: those of which it is not known, or of no domain."""

TELT = (Status.VERLEEND, Status.VERANTWOORD, Status.VASTGESTELD)


@dataclass(frozen=True, slots=True)
class Vraag:
    """What is asked: which municipality or which streams, which years, which days, which filters.

    `stromen` is the queryset of streams somebody may count; the caller starts from
    `Geldstroom.objects.countable_by(user)`. None means everything: the command line. `natura` False
    leaves help in kind out, True asks for nothing else, None takes both: a value is no money.
    """

    gemeente: str | None = None
    jaren: tuple[int, int] | None = None
    peildatum: date | None = None
    bekend_op: datetime | None = None
    filters: tuple[tuple[str, str], ...] = ()
    stromen: QuerySet[Any, Any] | None = None
    natura: bool | None = None

    @property
    def domein(self) -> str | None:
        """The domain asked for, "" for no domain; None: no domain is asked for."""
        waarde = dict(self.filters).get("domein")
        return "" if waarde == GEEN else waarde

    @property
    def is_beperkt(self) -> bool:
        """Whether anything leaves streams out, apart from the year and help in kind."""
        return bool(self.stromen is not None or self.peildatum or self.filters or self.gemeente)


def narrow(vraag: Vraag, **filters: str) -> Vraag:
    """The same question with these filters set; another value of the same filter goes."""
    staan = tuple(paar for paar in vraag.filters if paar[0] not in filters)
    return replace(vraag, filters=(*staan, *filters.items()))


def select_stromen(vraag: Vraag) -> QuerySet[Any, Any]:
    """The streams behind the figures, with `plaats` for the neighbourhood; as known on the day asked."""
    stromen = _start_stromen(vraag)
    stromen = _filter_gemeente(stromen, vraag) if vraag.gemeente else _filter_dagen(stromen, vraag)
    stromen = _filter_natura(stromen, vraag).annotate(
        plaats=Coalesce(NullIf("wijk", Value("")), "initiatief__wijk", output_field=CharField())
    )
    return _apply_filters(stromen, vraag)


def select_delen(
    vraag: Vraag, jaren: tuple[int, int], assen: Sequence[str]
) -> QuerySet[Any, Any] | None:
    """The rows of the split that answer a question by what they carry; None when streams must be asked.

    That is so for an earlier day or a reference date, for a direction or filter that they do not carry,
    and for somebody who may not count everything of the municipality.
    """
    gevraagd = {*assen, *dict(vraag.filters)}
    if vraag.bekend_op or vraag.peildatum or not gevraagd <= KENMERKEN.keys():
        return None
    if vraag.stromen is not None and not is_heel(vraag):
        return None
    delen: QuerySet[Any, Any] = Jaarbedrag.objects.known_on(None)
    delen = delen.filter(jaar_van__lte=jaren[1], jaar_tot__gte=jaren[0])
    if vraag.gemeente:
        delen = delen.filter(Q(gemeente=vraag.gemeente) | Q(betaler=vraag.gemeente))
    delen = _filter_natura(delen, vraag)
    for naam, waarde in vraag.filters:
        delen = _filter_waarde(delen, naam, KENMERKEN[naam], waarde)
    return delen.order_by()


def is_heel(vraag: Vraag) -> bool:
    """Whether somebody may count all there is of the municipality that is asked about."""
    return vraag.gemeente in getattr(vraag.stromen, "heel", ())


def _start_stromen(vraag: Vraag) -> QuerySet[Any, Any]:
    """What somebody may count, as known on the day asked.

    For who may count everything of the municipality that is asked about, nobody's rights need be looked
    up: these are all streams, which the municipality then limits. Not on an earlier day: then a stream
    can have been elsewhere.
    """
    if vraag.stromen is None:
        return known_on(Geldstroom, vraag.bekend_op)
    if vraag.bekend_op is None:
        return Geldstroom.objects.all() if is_heel(vraag) else vraag.stromen
    mag = limit_ooit(vraag.stromen, vraag.gemeente)
    return known_on(Geldstroom, vraag.bekend_op).filter(id__in=mag.values("pk"))


def _filter_gemeente(stromen: QuerySet[Any, Any], vraag: Vraag) -> QuerySet[Any, Any]:
    """Streams in these days of its initiatives, and those that it pays itself.

    Who may see what is asked inside the two look-ups, so only of those streams; on an earlier day it was
    asked before (`limit_ooit`).
    """
    assert vraag.gemeente is not None
    alle: QuerySet[Any, Any] = QuerySet(stromen.model).order_by()
    binnen, buiten = (stromen.order_by(), alle) if vraag.bekend_op is None else (alle, stromen)
    return buiten.filter(pk__in=union_gemeente(_filter_dagen(binnen, vraag), vraag.gemeente))


def union_gemeente(
    stromen: QuerySet[Any, Any], gemeente: str, sleutel: str = "pk"
) -> QuerySet[Any, Any]:
    """The keys of streams of its initiatives, and of those that it pays itself.

    Two look-ups put together: with an "or" over two tables the database reads every stream there is.
    """
    eigen = stromen.filter(initiatief__gemeente=gemeente).values(sleutel)
    return eigen.union(stromen.filter(financier__gemeente=gemeente).values(sleutel))


def limit_ooit(stromen: QuerySet[Any, Any], gemeente: str | None) -> QuerySet[Any, Any]:
    """Only streams that are or ever were of this municipality; None: all of them.

    For an earlier day, on which a stream can have been of another municipality than it is now.
    """
    stromen = stromen.order_by()
    if gemeente is None:
        return stromen
    ooit: QuerySet[Any, Any] = QuerySet(Geldstroom.history.model)
    return stromen.filter(pk__in=union_gemeente(ooit.order_by(), gemeente, "id"))


def _filter_dagen(stromen: QuerySet[Any, Any], vraag: Vraag) -> QuerySet[Any, Any]:
    """Streams that run on the reference date and in the years, where those are asked for."""
    if vraag.peildatum:
        stromen = stromen.filter(
            Q(tot__isnull=True) | Q(tot__gte=vraag.peildatum), van__lte=vraag.peildatum
        )
    if vraag.jaren:
        begin, einde = vraag.jaren
        stromen = stromen.filter(
            Q(tot__isnull=True) | Q(tot__gte=date(begin, 1, 1)), van__lte=date(einde, 12, 31)
        )
    return stromen


def _filter_natura(rijen: QuerySet[Any, Any], vraag: Vraag) -> QuerySet[Any, Any]:
    """Without help in kind, with nothing else, or both."""
    if vraag.natura is None:
        return rijen
    natura = Q(bron=Bron.IN_NATURA)
    return rijen.filter(natura if vraag.natura else ~natura)


def _apply_filters(stromen: QuerySet[Any, Any], vraag: Vraag) -> QuerySet[Any, Any]:
    for naam, waarde in vraag.filters:
        if naam == "domein":
            stromen = _filter_domein(stromen, waarde, vraag.bekend_op)
        elif naam in PADEN:
            stromen = _filter_waarde(stromen, naam, PADEN[naam], waarde)
    return stromen


def _filter_waarde(
    rijen: QuerySet[Any, Any], naam: str, pad: str, waarde: str
) -> QuerySet[Any, Any]:
    """Rows with this value in a direction; `GEEN` for those that have none."""
    if naam in JAARASSEN and waarde == GEEN:
        return rijen.filter(**{f"{JAARASSEN[naam]}__isnull": True})
    return rijen.filter(**{pad: "" if waarde == GEEN else waarde})


def _filter_domein(
    stromen: QuerySet[Any, Any], domein: str, moment: datetime | None
) -> QuerySet[Any, Any]:
    """Streams that name this domain; for no domain those whose domains do not pay all of it."""
    delen = known_on(Domeindeel, moment).order_by()
    if domein != GEEN:
        return stromen.filter(id__in=delen.filter(domein=domein).values("geldstroom_id"))
    vol = delen.values("geldstroom_id").annotate(som=Sum("procent")).filter(som__gte=100)
    return stromen.exclude(id__in=vol.values("geldstroom_id"))


def load_delen(vraag: Vraag, pks: QuerySet[Any, Any]) -> dict[int, list[tuple[str, int]]]:
    """Per stream its domains in hundredths of a percent, in a fixed order, the rest as domain ""."""
    delen: dict[int, list[tuple[str, int]]] = {}
    rijen = known_on(Domeindeel, vraag.bekend_op).filter(geldstroom_id__in=pks).order_by("id")
    for pk, domein, procent in rijen.values_list("geldstroom_id", "domein", "procent"):
        delen.setdefault(pk, []).append((domein, int(procent * 100)))
    for lijst in delen.values():
        rest = 10_000 - sum(gewicht for _, gewicht in lijst)
        if rest > 0:
            lijst.append(("", rest))
    return delen


def build_assen(assen: Iterable[str]) -> dict[str, Any]:
    """Annotations `as_<naam>` on streams for directions that are one value."""
    return {f"as_{naam}": F(PADEN[naam]) for naam in assen if naam in PADEN}
