"""The post: who is due for what, sent once, tried again when the mail server is down.

1. Planning writes a row per person, kind and period; a unique key makes planning twice harmless.
2. Sending claims a row with compare-and-swap; a second sender finds it taken.
3. The text is made when it goes, from what that person may see at that moment.
4. A server that does not answer ends the round: the row waits, longer every time, and the rest
   has not been touched. A sender that died is taken over; the Message-ID is the same, so that a
   mail that had just left can be recognised.
5. A weekly mail that could not leave for a week lapses: the next one tells what it would have.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any

from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from financiering.domain.codes import SoortBericht
from financiering.models import Bericht, Berichtkeuze, Gebruiker
from financiering.services.schrijven import Handeling, save_object

INHALEN = timedelta(days=3)
"""A weekly mail whose hour passed while nothing ran still goes, for this long."""
DOOD_NA = timedelta(minutes=15)
WACHT = timedelta(minutes=5)
HOOGSTENS = timedelta(hours=6)
GELDIG = {SoortBericht.WEEKBERICHT: timedelta(days=7), SoortBericht.KRITIEK: timedelta(days=3)}
BOODSCHAP_GEWEIGERD = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError)
"""The server answered and refuses this one mail: the others may still go."""
ZOUT = "post.stoppen"

Maker = Callable[[Bericht], EmailMessage | None]
Klok = Callable[[], datetime]

logger = logging.getLogger(__name__)


def find_keuze(gebruiker: Gebruiker) -> Berichtkeuze:
    """What this person wants by mail; the defaults where nothing was chosen."""
    keuze = Berichtkeuze.objects.filter(gebruiker=gebruiker).first()
    return keuze or Berichtkeuze(gebruiker=gebruiker, ingesteld_op=gebruiker.date_joined)


@transaction.atomic
def change_berichtkeuze(
    gebruiker: Gebruiker, wijzigingen: dict[str, Any], handeling: Handeling
) -> Berichtkeuze:
    """Set some of the choices; the others stay as they were."""
    Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    keuze = find_keuze(gebruiker)
    voor = {naam: getattr(keuze, naam) for naam in wijzigingen}
    if keuze.pk and voor == wijzigingen:
        return keuze
    for naam, waarde in wijzigingen.items():
        setattr(keuze, naam, waarde)
    keuze.ingesteld_op = handeling.moment
    return save_object(keuze, handeling)


def make_stoptoken(gebruiker_id: int, soort: str) -> str:
    """A signed word that stops one kind of mail of one person, without a log-in."""
    return signing.dumps([gebruiker_id, soort], salt=ZOUT)


def read_stoptoken(token: str) -> tuple[Gebruiker, SoortBericht] | None:
    """Whose mail and which kind; None when we did not sign this."""
    try:
        gebruiker_id, soort = signing.loads(token, salt=ZOUT)
    except signing.BadSignature:
        return None
    gebruiker = Gebruiker.objects.filter(pk=gebruiker_id).first()
    return (gebruiker, SoortBericht(soort)) if gebruiker else None


def list_ontvangers() -> QuerySet[Gebruiker]:
    """People with an address whose account is on, with their choice beside them."""
    wie = Gebruiker.objects.filter(is_active=True, toegangen__isnull=False).exclude(email="")
    return wie.select_related("berichtkeuze").distinct().order_by("pk")


def _get_keuze(gebruiker: Gebruiker) -> Berichtkeuze:
    """The choice that came along with `list_ontvangers`."""
    keuze: Berichtkeuze | None = getattr(gebruiker, "berichtkeuze", None)
    return keuze or Berichtkeuze(gebruiker=gebruiker, ingesteld_op=gebruiker.date_joined)


def find_moment(keuze: Berichtkeuze, nu: datetime) -> datetime:
    """The last time this person's day and hour passed, in the time of the Netherlands."""
    plaatselijk = timezone.localtime(nu)
    dag = plaatselijk.date() - timedelta(days=(plaatselijk.weekday() - keuze.dag) % 7)
    moment = timezone.make_aware(datetime.combine(dag, time(keuze.uur)))
    if moment > nu:
        dag -= timedelta(days=7)
        moment = timezone.make_aware(datetime.combine(dag, time(keuze.uur)))
    return moment


def plan_weekberichten(nu: datetime) -> None:
    """A row for everybody whose hour has come; in three queries, whatever their number."""
    aan_de_beurt = {}
    for gebruiker in list_ontvangers():
        keuze = _get_keuze(gebruiker)
        moment = find_moment(keuze, nu)
        if keuze.weekbericht and keuze.ingesteld_op < moment and nu - moment < INHALEN:
            aan_de_beurt[gebruiker.pk, timezone.localdate(moment).isoformat()] = gebruiker
    bekend = set(
        Bericht.objects.filter(
            soort=SoortBericht.WEEKBERICHT, sleutel__in={sleutel for _, sleutel in aan_de_beurt}
        ).values_list("gebruiker_id", "sleutel")
    )
    nieuw = [
        Bericht(
            gebruiker=gebruiker, soort=SoortBericht.WEEKBERICHT, sleutel=sleutel,
            gemaakt_op=nu, niet_voor=nu,
        )
        for (pk, sleutel), gebruiker in aan_de_beurt.items()
        if (pk, sleutel) not in bekend
    ]  # fmt: skip
    Bericht.objects.bulk_create(nieuw, ignore_conflicts=True)


@transaction.atomic
def plan_kritiek(gebruiker: Gebruiker, keren: Iterable[int], nu: datetime) -> Bericht | None:
    """One row for what turned `kritiek` and this person was not told of; None when there is nothing.

    `keren` are history rows: each time a signal rises to that level is a time of its own.
    """
    Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    eerder = Bericht.objects.filter(gebruiker=gebruiker, soort=SoortBericht.KRITIEK)
    bekend = {keer for rij in eerder.values_list("onderwerpen", flat=True) for keer in rij}
    nieuw = sorted(set(keren) - bekend)
    if not nieuw or not find_keuze(gebruiker).kritiek:
        return None
    return Bericht.objects.create(
        gebruiker=gebruiker,
        soort=SoortBericht.KRITIEK,
        sleutel=str(nieuw[-1]),
        onderwerpen=nieuw,
        gemaakt_op=nu,
        niet_voor=nu,
    )


def find_vorige(bericht: Bericht) -> datetime | None:
    """Since when a weekly mail has to tell: the last one that was dealt with; None: from the start."""
    klaar = (Bericht.Stand.VERZONDEN, Bericht.Stand.LEEG)
    vorige = Bericht.objects.filter(
        gebruiker=bericht.gebruiker_id, soort=bericht.soort, stand__in=klaar,
        gemaakt_op__lt=bericht.gemaakt_op,
    ).first()  # fmt: skip
    return vorige.gemaakt_op if vorige else None


def send_alles(maak: Maker, klok: Klok) -> None:
    """Send what is due; stop as soon as the mail server does not answer."""
    nu = klok()
    for pk in Bericht.objects.due(nu, nu - DOOD_NA).order_by("pk").values_list("pk", flat=True):
        bericht = claim_bericht(pk, klok())
        if bericht and not _send(bericht, maak, klok):
            return


def claim_bericht(bericht_id: int, nu: datetime) -> Bericht | None:
    """Take one that waits; None when somebody else has it or it went."""
    gelukt = (
        Bericht.objects.due(nu, nu - DOOD_NA)
        .filter(pk=bericht_id)
        .update(stand=Bericht.Stand.BEZIG, geclaimd_op=nu, pogingen=F("pogingen") + 1)
    )
    return Bericht.objects.select_related("gebruiker").get(pk=bericht_id) if gelukt else None


def _send(bericht: Bericht, maak: Maker, klok: Klok) -> bool:
    """Make it and send it; False when the server cannot be reached."""
    if klok() - bericht.gemaakt_op > GELDIG[SoortBericht(bericht.soort)]:
        logger.error("message %s lapsed after %s tries", bericht.pk, bericht.pogingen)
        _finish(bericht, Bericht.Stand.VERVALLEN)
        return True
    try:
        brief = maak(bericht) if _is_gewenst(bericht) else None
        if brief:
            brief.send()
    except OSError as fout:  # smtplib's errors are OSErrors too
        _put_back(bericht, fout, klok())
        return isinstance(fout, BOODSCHAP_GEWEIGERD)
    except Exception as fout:  # a mail that cannot be made may not hold up the others
        _put_back(bericht, fout, klok())
        return True
    stand = Bericht.Stand.VERZONDEN if brief else Bericht.Stand.LEEG
    _finish(bericht, stand, verzonden_op=klok() if brief else None, fout="")
    return True


def _is_gewenst(bericht: Bericht) -> bool:
    """Still an account that is on, with an address, that wants this kind."""
    wie = bericht.gebruiker
    return bool(wie.is_active and wie.email) and find_keuze(wie).wants(bericht.soort)


def _finish(bericht: Bericht, stand: str, **velden: Any) -> None:
    Bericht.objects.filter(pk=bericht.pk).update(stand=stand, **velden)


def _put_back(bericht: Bericht, fout: Exception, nu: datetime) -> None:
    """Wait and try again, longer every time; the log tells the kind of error and no address."""
    wacht = min(WACHT * 2 ** min(bericht.pogingen - 1, 10), HOOGSTENS)
    logger.warning("message %s not sent: %s", bericht.pk, type(fout).__name__)
    _finish(
        bericht, Bericht.Stand.WACHTEND, niet_voor=nu + wacht, fout=type(fout).__name__,
    )  # fmt: skip
