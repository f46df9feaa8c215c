"""The days one person should keep in mind: decisions, reports, gaps, ends, last days to act.

Starts at `visible_to`, so a calendar and a mail show what a page shows that person and nothing
more. Titles are made of code lists and the name of the initiative; no free text, so no person.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, Max, OuterRef, Q, Value
from django.urls import reverse

from financiering.continuiteit.dossier import load_wettermijnen
from financiering.continuiteit.registry import REGISTER
from financiering.domain.agenda import Agendapunt
from financiering.domain.codes import ZEKERE_STATUSSEN, Ernst, SoortInitiatief, Status
from financiering.domain.termijnen import Wettermijnen
from financiering.domain.woorden import format_datum
from financiering.models import (
    Geldstroom,
    Opschorting,
    Regeldrempel,
    Regelprofiel,
    Signaal,
    Verantwoording,
    Wetsparameter,
)
from financiering.models.samen import prefetch_samen
from financiering.rapportage.actueel import build_actueel
from financiering.rapportage.klokken import compute_uiterste_besluitdag
from financiering.rapportage.regime import list_verslagdagen

TERUG = timedelta(days=90)
"""How long a day that has passed stays; what is still awaited stays for as long as it is."""
VOORUIT = timedelta(days=3 * 366)
LANG_GELEDEN = timedelta(days=366)
"""What ended before this and was never dealt with is for a page, not for a calendar."""
HOOGSTENS = 500
"""Streams and signals that are looked at: a calendar with more days helps nobody."""


class Spoor(NamedTuple):
    """How often something changed and when last, counted in a history that only grows."""

    aantal: int
    laatst: datetime

    def __add__(self, ander: Any) -> "Spoor":
        return Spoor(self.aantal + ander.aantal, max(self.laatst, ander.laatst))


NIETS = Spoor(0, datetime(1970, 1, 1, tzinfo=UTC))


class Sporen(NamedTuple):
    """The history behind the days of streams, per stream, and that of the terms they count with."""

    stroom: dict[int, Spoor]
    opschorting: dict[int, Spoor]
    verantwoording: dict[int, Spoor]
    termijnen: Spoor


def list_agenda(gebruiker: Any, peildatum: date) -> list[Agendapunt]:
    """All days of this person, earliest first, in a fixed number of queries."""
    stromen = _select_stromen(gebruiker, peildatum)
    punten = list(_list_stroomdagen(stromen, peildatum)) if stromen else []
    bezet = {(punt.adres, punt.dag) for punt in punten if punt.soort != "einde"}
    punten += _list_signaaldagen(gebruiker, peildatum, bezet)
    return sorted(punten, key=lambda punt: (punt.dag, punt.sleutel))


def _select_stromen(gebruiker: Any, peildatum: date) -> list[Any]:
    """Streams that have a day to tell; of more than fit, those that end first."""
    vervolg = Geldstroom.objects.filter(volgt_op=OuterRef("pk"), status__in=ZEKERE_STATUSSEN)
    verslag = Verantwoording.objects.filter(geldstroom=OuterRef("pk"), ingediend_op__isnull=True)
    regels = Regelprofiel.objects.filter(financier=OuterRef("financier"))
    gevraagd = Q(Exists(verslag), status=Status.VERLEEND)
    gevraagd |= Q(Exists(regels), status=Status.VERLEEND, tot__isnull=False)
    eindigt = Q(status__in=ZEKERE_STATUSSEN, tot__range=(peildatum - TERUG, peildatum + VOORUIT))
    stromen = list(
        Geldstroom.objects.visible_to(gebruiker)
        .filter(
            Q(status=Status.AANGEVRAAGD) | eindigt | gevraagd,
            Q(tot__isnull=True) | Q(tot__gte=peildatum - LANG_GELEDEN),
            initiatief__soort=SoortInitiatief.INITIATIEF,
        )
        .annotate(heeft_vervolg=Exists(vervolg))
        .select_related("initiatief", "financier")
        .order_by(F("tot").asc(nulls_last=True), "pk")[:HOOGSTENS]
    )
    prefetch_samen(
        stromen, "financier__regelprofielen__drempels", "opschortingen", "verantwoordingen"
    )
    return stromen


def _list_stroomdagen(stromen: list[Any], peildatum: date) -> Iterator[Agendapunt]:
    sporen, wet = _load_sporen(stromen), load_wettermijnen(peildatum)
    for stroom in stromen:
        if stroom.status == Status.AANGEVRAAGD:
            yield from _list_besluit(stroom, peildatum, wet, sporen)
        elif stroom.status == Status.VERLEEND:
            yield from _list_inleveren(stroom, sporen)
        if _is_einde(stroom, peildatum):
            yield _tell_stroom(
                "einde", stroom, stroom.tot, "Laatste dag van dit geld",
                "er is nog geen vervolg verleend", sporen.stroom[stroom.pk],
            )  # fmt: skip


def _list_besluit(
    stroom: Any, peildatum: date, wet: Wettermijnen, sporen: Sporen
) -> Iterator[Agendapunt]:
    """The last day for a decision; while the clock stands still it moves along every day."""
    uiterste = compute_uiterste_besluitdag(stroom, peildatum, wet)
    if uiterste is None:
        return
    spoor = sporen.stroom[stroom.pk] + sporen.termijnen
    spoor += sporen.opschorting.get(stroom.pk, NIETS)
    if any(o.tot is None or o.tot > peildatum for o in stroom.opschortingen.all()):
        spoor += Spoor(peildatum.toordinal(), spoor.laatst)
    wat = "Uiterste dag voor het besluit"
    yield _tell_stroom("besluit", stroom, uiterste[0], wat, uiterste[1], spoor)


def _list_inleveren(stroom: Any, sporen: Sporen) -> Iterator[Agendapunt]:
    """Reports that have to go by themselves; one that is only on request has no day."""
    spoor = (
        sporen.stroom[stroom.pk] + sporen.verantwoording.get(stroom.pk, NIETS) + sporen.termijnen
    )
    for verslag in list_verslagdagen(stroom):
        gevraagd = verslag.niveau.label if verslag.niveau else "niet bekend wat"
        yield _tell_stroom(
            "verantwoording", stroom, verslag.dag, "Verantwoording inleveren",
            f"gevraagd: {gevraagd}", spoor, nummer=verslag.nummer,
        )  # fmt: skip


def _is_einde(stroom: Any, peildatum: date) -> bool:
    """Certain money that stops without a successor that is granted."""
    return bool(
        stroom.status in ZEKERE_STATUSSEN
        and stroom.tot
        and peildatum - TERUG <= stroom.tot <= peildatum + VOORUIT
        and not stroom.heeft_vervolg
    )


def _tell_stroom(
    soort: str, stroom: Any, dag: date, wat: str, waarom: str, spoor: Spoor, *, nummer: int = 0
) -> Agendapunt:
    return Agendapunt(
        sleutel=f"{soort}-{stroom.pk}" + (f"-{nummer}" if nummer else ""),
        soort=soort,
        dag=dag,
        titel=f"{wat}: {stroom.get_bron_display()} ({stroom.initiatief.naam})",
        toelichting=f"{stroom.omschrijving}. {format_datum(dag)}: {waarom}.",
        adres=reverse("geldstroom", args=[stroom.pk]),
        volgnummer=spoor.aantal,
        gewijzigd_op=spoor.laatst,
    )


def _list_signaaldagen(
    gebruiker: Any, peildatum: date, bezet: set[tuple[str, date]]
) -> Iterator[Agendapunt]:
    """Last days to act and the first month without enough money, of what is open and not put aside."""
    signalen = [
        signaal
        for signaal in Signaal.objects.visible_to(gebruiker)
        .open()
        .filter(build_actueel(peildatum), op_proef=False)
        .exclude(ernst=Ernst.NIET_TE_BEOORDELEN)
        .filter(Q(laatste_dag__isnull=False) | Q(regel="R05"))
        .worst_first()
        .select_related("initiatief")[:HOOGSTENS]
        if not signaal.is_gedempt(peildatum)
    ]
    sporen = _trace_signalen(signalen)
    for signaal in signalen:
        spoor = sporen[_sleutel(signaal)]
        gat = signaal.cijfers.get("gat_op") if signaal.regel == "R05" else None
        if gat:
            yield _tell_signaal("gat", signaal, date.fromisoformat(gat), spoor)
        dag = signaal.laatste_dag
        if dag is None or not peildatum - TERUG <= dag <= peildatum + VOORUIT:
            continue
        if signaal.geldstroom_id is None or (_wijs(signaal), dag) not in bezet:
            yield _tell_signaal("doen", signaal, dag, spoor)


def _wijs(signaal: Signaal) -> str:
    return reverse("geldstroom", args=[signaal.geldstroom_id])


def _sleutel(signaal: Signaal) -> tuple[int, str, int | None]:
    return signaal.initiatief_id, signaal.regel, signaal.geldstroom_id


def _tell_signaal(soort: str, signaal: Signaal, dag: date, spoor: Spoor) -> Agendapunt:
    wie, regel, stroom = _sleutel(signaal)
    wat = "Vanaf hier is er te weinig zeker geld" if soort == "gat" else _name_laatste_dag(signaal)
    return Agendapunt(
        sleutel=f"{soort}-{wie}-{regel}" + (f"-{stroom}" if stroom else ""),
        soort=soort,
        dag=dag,
        titel=f"{wat} ({signaal.initiatief.naam})",
        toelichting="" if signaal.over_mensen else signaal.uitleg,
        adres=reverse("signaal", args=[signaal.pk]),
        volgnummer=spoor.aantal,
        gewijzigd_op=spoor.laatst,
    )


def _name_laatste_dag(signaal: Signaal) -> str:
    """The rule by name; a rule about people is not named where others may look over a shoulder."""
    bekend = {regel.code: regel.naam for regel in REGISTER}
    wat = "Laatste dag om iets te doen"
    if signaal.over_mensen or signaal.regel not in bekend:
        return wat
    return f"{wat}: {bekend[signaal.regel][0].lower()}{bekend[signaal.regel][1:]}"


def _load_sporen(stromen: Iterable[Any]) -> Sporen:
    pks = [stroom.pk for stroom in stromen]
    return Sporen(
        _trace(Geldstroom, "id", pks),
        _trace(Opschorting, "geldstroom_id", pks),
        _trace(Verantwoording, "geldstroom_id", pks),
        _trace_termijnen(),
    )


def _trace(model: Any, veld: str, pks: list[int]) -> dict[int, Spoor]:
    """Per stream: the history of the rows of `model` that belong to it, removed ones too."""
    rijen = _count(model.history.filter(**{f"{veld}__in": pks}), veld)
    return {pk: Spoor(aantal, laatst) for pk, aantal, laatst in rijen}


def _trace_termijnen() -> Spoor:
    """The history of the terms of the law and of the rules of all givers."""
    rijen = _count(Wetsparameter.history.all(), Value("wet")).union(
        _count(Regelprofiel.history.all(), Value("gever")),
        _count(Regeldrempel.history.all(), Value("drempel")),
    )
    return sum((Spoor(aantal, laatst) for _, aantal, laatst in rijen if aantal), NIETS)


def _count(geschiedenis: Any, *per: Any) -> Any:
    """Number and last moment of history rows, per value."""
    return (
        geschiedenis.order_by()
        .values_list(*per)
        .annotate(aantal=Count("history_id"), laatst=Max("history_date"))
    )


def _trace_signalen(signalen: Iterable[Signaal]) -> dict[tuple[int, str, int | None], Spoor]:
    """Per initiative, rule and stream: also of signals that closed and came back as a new row."""
    geschiedenis = Signaal.history.filter(initiatief_id__in={s.initiatief_id for s in signalen})
    rijen = _count(geschiedenis, "initiatief_id", "regel", "geldstroom_id")
    return {(wie, regel, stroom): Spoor(*rest) for wie, regel, stroom, *rest in rijen}
