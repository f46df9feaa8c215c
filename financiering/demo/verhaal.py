"""How a history is told: what happened on which day, replayed through the services."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from financiering.domain.codes import BRONNEN_ZONDER_BESLUIT, Bron, SoortTaak, Status
from financiering.models import (
    Begrotingspost,
    Betaling,
    Geldstroom,
    Gemeente,
    Initiatief,
    Pot,
    Taak,
    Verantwoording,
)
from financiering.services.betalingen import record_betaling
from financiering.services.financiers import get_or_create_financier
from financiering.services.geldstromen import (
    Stap,
    create_geldstroom,
    execute_overgang,
    save_domeindelen,
    update_geldstroom,
)
from financiering.services.initiatieven import save_begrotingspost, save_initiatief, save_taak
from financiering.services.schrijven import Handeling, save_object


@dataclass(frozen=True)
class Stroom:
    """One stream and the days of its life; a day that is None did not happen.

    `bedrag` in euros, None where nobody says it. `volgt` ties it to the stream told before it.
    """

    waarvoor: str
    van_wie: str
    bron: Bron
    geldsoort: str
    van: date
    tot: date | None = None
    bedrag: int | None = None
    bedacht: date | None = None
    gevraagd: date | None = None
    besluit: date | None = None
    afgewezen: date | None = None
    verantwoord: date | None = None
    vastgesteld: date | None = None
    verantwoorden_voor: date | None = None
    betaald: date | None = None
    reden: str = ""
    fictief: bool = True
    domeinen: Mapping[str, int] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    verantwoording: Mapping[str, Any] = field(default_factory=dict)
    volgt: bool = False
    pot: str = ""


@dataclass(frozen=True)
class Verhaal:
    """An initiative with everything that is known of it."""

    kenmerk: str
    naam: str
    gemeente: str
    fase: str = "uitvoering"
    wijk: str = ""
    start: date | None = None
    velden: Mapping[str, Any] = field(default_factory=dict)
    taken: Sequence[tuple[Any, ...]] = ()
    kosten: Mapping[int, Sequence[tuple[str, int]]] = field(default_factory=dict)
    stromen: Sequence[Stroom] = ()
    deelt: Sequence[tuple[str, str]] = ()


def at(dag: date, reden: str) -> Handeling:
    """Something the system wrote down on a day, at ten in the morning."""
    return Handeling(None, reden, datetime.combine(dag, time(10, 0), UTC))


def tell_verhaal(verhaal: Verhaal, eerste_dag: date) -> Initiatief:
    """Write one initiative with its tasks, costs and streams, each on its own day."""
    gemeente = Gemeente.objects.get(naam=verhaal.gemeente)
    begin = min([eerste_dag, *(_first_day(stroom) for stroom in verhaal.stromen)])
    initiatief = save_initiatief(
        Initiatief(
            kenmerk=verhaal.kenmerk,
            naam=verhaal.naam,
            gemeente=gemeente,
            fase=verhaal.fase,
            wijk=verhaal.wijk,
            startdatum=verhaal.start,
            bedragen_fictief=True,
            **verhaal.velden,
        ),
        at(begin - timedelta(days=7), "Initiatief aangemeld"),
    )
    for taak in verhaal.taken:
        _tell_taak(initiatief, taak, at(eerste_dag, "Taken verdeeld"))
    for jaar, posten in verhaal.kosten.items():
        for post, bedrag in posten:
            dag = min(date(jaar - 1, 11, 15), eerste_dag)
            save_begrotingspost(
                Begrotingspost(initiatief=initiatief, jaar=jaar, post=post, bedrag=Decimal(bedrag)),
                at(dag, "Begroting ingevuld (bedrag fictief)"),
            )
    vorige: Geldstroom | None = None
    for stroom in verhaal.stromen:
        vorige = tell_stroom(initiatief, stroom, vorige if stroom.volgt else None)
    return initiatief


def _tell_taak(initiatief: Initiatief, taak: tuple[Any, ...], handeling: Handeling) -> None:
    soort, door, vervanger, *rest = taak
    uren, eindigt_op = (*rest, None, None)[:2]
    is_vast = soort in SoortTaak.values
    save_taak(
        Taak(
            initiatief=initiatief,
            soort=soort if is_vast else SoortTaak.EIGEN,
            naam="" if is_vast else soort,
            vervuld_door=door,
            vervanger=vervanger,
            uren=None if uren is None else Decimal(uren),
            eindigt_op=eindigt_op,
            kritiek=is_vast,
        ),
        handeling,
    )


def _first_day(stroom: Stroom) -> date:
    return stroom.bedacht or (stroom.gevraagd or stroom.besluit or stroom.van) - timedelta(days=21)


def tell_stroom(initiatief: Initiatief, verhaal: Stroom, vorige: Geldstroom | None) -> Geldstroom:
    """One stream from hope to where it stands now."""
    bedrag = None if verhaal.bedrag is None else Decimal(verhaal.bedrag)
    begin = at(_first_day(verhaal), "Geld toegevoegd")
    stroom = Geldstroom(
        initiatief=initiatief,
        omschrijving=verhaal.waarvoor,
        financier=get_or_create_financier(
            verhaal.van_wie, verhaal.bron, initiatief.gemeente, begin
        ),
        bron=verhaal.bron,
        geldsoort=verhaal.geldsoort,
        van=verhaal.van,
        tot=verhaal.tot,
        status=Status.VOORNEMEN,
        verwacht=bedrag,
        volgt_op=vorige,
        bedrag_fictief=verhaal.fictief and bedrag is not None,
        pot=Pot.objects.get(kenmerk=verhaal.pot) if verhaal.pot else None,
        **verhaal.extra,
    )
    create_geldstroom(stroom, begin)
    if verhaal.domeinen:
        delen = {domein: Decimal(deel) for domein, deel in verhaal.domeinen.items()}
        save_domeindelen(stroom, delen, begin)
    for naam, stap, reden in _list_stappen(verhaal, bedrag):
        stroom = execute_overgang(stroom.pk, naam, stap, at(stap.datum, reden))
    _tell_verantwoording(stroom, verhaal)
    if verhaal.betaald and bedrag:
        betaling = Betaling(
            geldstroom=stroom, soort="voorschot", bedrag=bedrag, ontvangen_op=verhaal.betaald
        )
        record_betaling(betaling, at(verhaal.betaald, "Bijgeschreven op de bank"))
    return stroom


def _list_stappen(verhaal: Stroom, bedrag: Decimal | None) -> list[tuple[str, Stap, str]]:
    stappen = []
    if verhaal.bron in BRONNEN_ZONDER_BESLUIT:
        if verhaal.besluit:
            stappen.append(("afspreken", Stap(verhaal.besluit, bedrag), "Afgesproken"))
        return stappen
    if verhaal.gevraagd:
        stappen.append(("aanvragen", Stap(verhaal.gevraagd, bedrag), "Aanvraag verstuurd"))
    if verhaal.besluit:
        stap = Stap(verhaal.besluit, bedrag, verantwoorden_voor=verhaal.verantwoorden_voor)
        stappen.append(("verlenen", stap, "Besluit ontvangen"))
    if verhaal.afgewezen:
        stap = Stap(verhaal.afgewezen, reden_afwijzing=verhaal.reden)
        stappen.append(("afwijzen", stap, "Besluit ontvangen"))
    if verhaal.verantwoord:
        stappen.append(("verantwoorden", Stap(verhaal.verantwoord), "Verslag verstuurd"))
    if verhaal.vastgesteld:
        stappen.append(("vaststellen", Stap(verhaal.vastgesteld, bedrag), "Vaststelling ontvangen"))
    return stappen


def _tell_verantwoording(stroom: Geldstroom, verhaal: Stroom) -> None:
    if not verhaal.verantwoording:
        return
    rij = stroom.verantwoordingen.first() or Verantwoording(geldstroom=stroom)
    for veld, waarde in verhaal.verantwoording.items():
        setattr(rij, veld, waarde)
    save_object(rij, at(verhaal.besluit or verhaal.van, "Eisen van de gever"))


def forget_indiendatum(stroom: Geldstroom, dag: date) -> None:
    """Somebody no longer knows when it was sent: what is missing then is part of the story."""
    stroom.ingediend_op = None
    update_geldstroom(stroom, at(dag, "Datum van indienen is niet terug te vinden"))
