"""What a mail says: only what this person may see at the moment it goes, and nothing when there is nothing.

Subjects are fixed words. A signal about people is named without its sentence: a mail is read on
more screens than a page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F, Window
from django.db.models.functions import Lag
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from financiering.domain.agenda import Agendapunt
from financiering.domain.codes import ERNST_ORDE, Ernst, SoortBericht, SoortToegang
from financiering.models import Bericht, Gebruiker, Signaal
from financiering.models.bekend import known_on
from financiering.rapportage.actueel import build_actueel
from financiering.rapportage.agenda import list_agenda
from financiering.services.berichten import find_vorige, list_ontvangers, make_stoptoken

KIJK_VOORUIT = timedelta(days=14)
KIJK_TERUG = timedelta(days=2)
"""How long after a signal turned `kritiek` it is still told at once; later the weekly mail tells it."""
HOOGSTENS = 8
"""Lines per part of a mail; the rest is on the page."""
ONDERWERPEN = {
    SoortBericht.WEEKBERICHT: "Je weekbericht: dit vraagt je aandacht",
    SoortBericht.KRITIEK: "Er is iets dat niet kan wachten",
}
SJABLONEN = {
    SoortBericht.WEEKBERICHT: ("post/weekbericht.txt", "post/weekbericht.html"),
    SoortBericht.KRITIEK: ("post/kritiek.txt", "post/kritiek.html"),
}


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of a mail: a sentence, where it leads, and where it can be put aside."""

    wie: str
    zin: str
    adres: str
    dempen: str = ""
    dag: date | None = None


def list_nieuw_kritiek(nu: datetime, peildatum: date) -> Iterator[tuple[Gebruiker, list[int]]]:
    """Per person the times a signal they may see turned `kritiek` in the last two days."""
    keren = _find_keren(nu, peildatum)
    if not keren:
        return
    for gebruiker in list_ontvangers():
        zichtbaar = Signaal.objects.visible_to(gebruiker).filter(pk__in=keren)
        eigen = [keren[pk] for pk in zichtbaar.values_list("pk", flat=True)]
        if eigen:
            yield gebruiker, eigen


def _find_keren(nu: datetime, peildatum: date) -> dict[int, int]:
    """The history row with which a signal that is `kritiek` now rose to it, if that was just now."""
    open_signalen = Signaal.objects.open().filter(build_actueel(peildatum))
    kritiek = open_signalen.filter(ernst=Ernst.KRITIEK, op_proef=False)
    pks = [signaal.pk for signaal in kritiek if not signaal.is_gedempt(peildatum)]
    orde = [F("history_date").asc(), F("history_id").asc()]
    rijen = (
        Signaal.history.filter(id__in=pks)
        .annotate(vorige=Window(Lag("ernst"), partition_by=F("id"), order_by=orde))
        .order_by("history_date", "history_id")
        .values_list("id", "history_id", "history_date", "ernst", "vorige")
    )
    return {
        pk: keer
        for pk, keer, op, ernst, vorige in rijen
        if ernst == Ernst.KRITIEK and vorige != ernst and op >= nu - KIJK_TERUG
    }


def make_brief(bericht: Bericht, peildatum: date) -> EmailMultiAlternatives | None:
    """The mail of one row; None when there is nothing (any more) to say."""
    bouw = {SoortBericht.WEEKBERICHT: _tell_week, SoortBericht.KRITIEK: _tell_kritiek}
    inhoud = bouw[SoortBericht(bericht.soort)](bericht, peildatum)
    return _write(bericht, inhoud) if inhoud else None


def _select_signalen(gebruiker: Gebruiker, peildatum: date) -> list[Signaal]:
    """What this person sees on the page of signals, without information and what was overtaken."""
    zichtbaar = Signaal.objects.visible_to(gebruiker).open()
    zichtbaar = zichtbaar.filter(build_actueel(peildatum), op_proef=False)
    stil = (Ernst.INFO, Ernst.NIET_TE_BEOORDELEN)
    rijen = zichtbaar.exclude(ernst__in=stil).worst_first().select_related("initiatief")
    return [signaal for signaal in rijen if not signaal.is_gedempt(peildatum)]


def _tell_week(bericht: Bericht, peildatum: date) -> dict[str, Any] | None:
    gebruiker = bericht.gebruiker
    alle = _select_signalen(gebruiker, peildatum)
    vorige = find_vorige(bericht)
    nieuw = _pick_nieuw(alle, vorige)
    punten = list_agenda(gebruiker, peildatum)
    voorbij = _pick_voorbij(punten, nieuw, vorige, peildatum)
    adressen = {reverse("signaal", args=[signaal.pk]) for signaal in nieuw}
    dagen = [
        punt
        for punt in punten
        if peildatum <= punt.dag <= peildatum + KIJK_VOORUIT and punt.adres not in adressen
    ]
    delen = (nieuw, voorbij, dagen)
    if not any(delen):
        return None
    return {
        "nieuw": _build_regels(nieuw[:HOOGSTENS], gebruiker),
        "voorbij": [_build_dag(punt) for punt in voorbij[:HOOGSTENS]],
        "dagen": [_build_dag(punt) for punt in dagen[:HOOGSTENS]],
        "meer": sum(max(0, len(deel) - HOOGSTENS) for deel in delen),
        "open": len(alle),
    }


def _pick_voorbij(
    punten: list[Agendapunt], nieuw: list[Signaal], vorige: datetime | None, peildatum: date
) -> list[Agendapunt]:
    """Reports still awaited of which no mail could tell the day: it came after the last one looked.

    Left out where a new signal in this mail says that the same report is late.
    """
    gezien = timezone.localdate(vorige) + KIJK_VOORUIT if vorige else date.min
    gezegd = {reverse("geldstroom", args=[s.geldstroom_id]) for s in nieuw if s.geldstroom_id}
    return [
        punt
        for punt in punten
        if punt.soort == "verantwoording"
        and gezien < punt.dag < peildatum
        and punt.adres not in gezegd
    ]


def _pick_nieuw(signalen: list[Signaal], sinds: datetime | None) -> list[Signaal]:
    """Those that were not there then, or were less serious; to who was never told: all."""
    if sinds is None:
        return signalen
    toen = known_on(Signaal, sinds).filter(id__in=[signaal.pk for signaal in signalen])
    ernst_toen = dict(toen.values_list("id", "ernst"))
    return [
        s
        for s in signalen
        if s.pk not in ernst_toen
        or ERNST_ORDE[Ernst(s.ernst)] < ERNST_ORDE[Ernst(ernst_toen[s.pk])]
    ]


def _tell_kritiek(bericht: Bericht, peildatum: date) -> dict[str, Any] | None:
    keren = Signaal.history.filter(history_id__in=bericht.onderwerpen)
    pks = set(keren.values_list("id", flat=True))
    signalen = [
        signaal
        for signaal in _select_signalen(bericht.gebruiker, peildatum)
        if signaal.pk in pks and signaal.ernst == Ernst.KRITIEK
    ]
    if not signalen:
        return None
    return {
        "nieuw": _build_regels(signalen[:HOOGSTENS], bericht.gebruiker),
        "meer": max(0, len(signalen) - HOOGSTENS),
    }


def _build_regels(signalen: Iterable[Signaal], gebruiker: Gebruiker) -> list[Regel]:
    """Only its own people can put a signal aside, so only they get that link."""
    toegangen = gebruiker.toegangen.filter(soort=SoortToegang.INITIATIEF)  # type: ignore[attr-defined]
    eigen = set(toegangen.values_list("initiatief_id", flat=True))
    return [
        Regel(
            wie=signaal.initiatief.naam,
            zin="Er is een signaal over wie welke taak draagt."
            if signaal.over_mensen
            else signaal.uitleg,
            adres=_link("signaal", signaal.pk),
            dempen=_link("signaal_dempen", signaal.pk) if signaal.initiatief_id in eigen else "",
            dag=signaal.laatste_dag,
        )
        for signaal in signalen
    ]


def _build_dag(punt: Agendapunt) -> Regel:
    return Regel("", punt.titel, settings.SITE_URL + punt.adres, dag=punt.dag)


def _link(naam: str, *delen: Any) -> str:
    return settings.SITE_URL + reverse(naam, args=delen)


def _write(bericht: Bericht, inhoud: dict[str, Any]) -> EmailMultiAlternatives:
    """Text and HTML of the same words, with a way to stop that needs no log-in (RFC 8058)."""
    soort = SoortBericht(bericht.soort)
    tekst, html = SJABLONEN[soort]
    stop = _link("post_stoppen", make_stoptoken(bericht.gebruiker_id, bericht.soort))
    inhoud |= {
        "stop": stop,
        "instellen": _link("weekbericht"),
        "alles": _link("signalen"),
        "onderwerp": ONDERWERPEN[soort],
    }
    brief = EmailMultiAlternatives(
        inhoud["onderwerp"],
        render_to_string(tekst, inhoud),
        None,
        [bericht.gebruiker.email],
        headers={
            "Message-ID": _name_brief(bericht),
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    brief.attach_alternative(render_to_string(html, inhoud), "text/html")
    return brief


def _name_brief(bericht: Bericht) -> str:
    """The same for every try, so that a mail that left twice is known as one."""
    return f"<{bericht.soort}-{bericht.pk}@{urlsplit(settings.SITE_URL).hostname}>"
