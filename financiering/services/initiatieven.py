"""Initiatives: who they are, what they cost, who carries what, and what they open to whom."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from financiering.domain.codes import Onderdeel, Ontvanger, SoortTaak
from financiering.models import Advies, Begrotingspost, Initiatief, Taak, Toestemming
from financiering.services.jaarbedragen import follow_initiatieven
from financiering.services.schrijven import (
    Handeling,
    delete_object,
    queue_for_bulk,
    save_object,
)


@transaction.atomic
def save_initiatief(
    initiatief: Initiatief, handeling: Handeling, *, versie: int | None = None
) -> Initiatief:
    """Create or change an initiative. Its money moves along to another municipality or neighbourhood."""
    staat = Initiatief.objects.filter(pk=initiatief.pk).values_list("gemeente", "wijk").first()
    verhuist = staat not in (None, (initiatief.gemeente_id, initiatief.wijk))
    if verhuist:
        queue_for_bulk()
    save_object(initiatief, handeling, versie=versie)
    if verhuist:
        follow_initiatieven([initiatief.pk])
    return initiatief


@transaction.atomic
def save_taak(taak: Taak, handeling: Handeling, *, versie: int | None = None) -> Taak:
    """Create or change a task; one of the eight carries its fixed name."""
    if taak.soort != SoortTaak.EIGEN:
        taak.naam = SoortTaak(taak.soort).label
    return save_object(taak, handeling, versie=versie)


@transaction.atomic
def delete_taak(taak: Taak, handeling: Handeling) -> None:
    """Take a task off the list; history keeps it."""
    delete_object(taak, handeling)


@transaction.atomic
def save_begrotingspost(
    post: Begrotingspost, handeling: Handeling, *, versie: int | None = None
) -> Begrotingspost:
    """Create or change one line of a year's budget."""
    return save_object(post, handeling, versie=versie)


@transaction.atomic
@transaction.atomic
def copy_begroting(initiatief: Initiatief, jaar: int, handeling: Handeling) -> int:
    """Take over into a year what stood in the year filled in before it and not in this one; how many.

    A year that has one post of its own no longer counts with those of the year before.
    """
    Initiatief.objects.select_for_update().get(pk=initiatief.pk)
    posten = list_achtergebleven(initiatief.begrotingsposten.all(), jaar)
    for post in posten:
        nieuw = Begrotingspost(
            initiatief=initiatief,
            jaar=jaar,
            post=post.post,
            geldsoort=post.geldsoort,
            bedrag=post.bedrag,
        )
        save_object(nieuw, handeling)
    return len(posten)


def list_achtergebleven(posten: Iterable[Begrotingspost], jaar: int) -> list[Begrotingspost]:
    """What stood in the last year filled in before `jaar` and does not stand in it."""
    posten = list(posten)
    eerder = max((post.jaar for post in posten if post.jaar < jaar), default=None)
    staat = {post.post for post in posten if post.jaar == jaar}
    return [post for post in posten if post.jaar == eerder and post.post not in staat]


def delete_begrotingspost(post: Begrotingspost, handeling: Handeling) -> None:
    """Take a line out of the budget; history keeps it."""
    delete_object(post, handeling)


@transaction.atomic
def give_toestemming(
    initiatief: Initiatief, ontvanger: Ontvanger, onderdeel: Onderdeel, *,
    gegeven_op: date, handeling: Handeling,
) -> Toestemming:  # fmt: skip
    """Open one part to one receiver; giving it twice changes nothing."""
    Initiatief.objects.select_for_update().get(pk=initiatief.pk)
    lopend = initiatief.toestemmingen.filter(
        ontvanger=ontvanger, onderdeel=onderdeel, ingetrokken_op__isnull=True
    ).first()
    if lopend:
        return lopend
    toestemming = Toestemming(
        initiatief=initiatief,
        ontvanger=ontvanger,
        onderdeel=onderdeel,
        gegeven_op=gegeven_op,
        reden=handeling.reden[:300],
    )
    return save_object(toestemming, handeling)


@transaction.atomic
def revoke_toestemming(
    initiatief: Initiatief, ontvanger: Ontvanger, onderdeel: Onderdeel, *,
    ingetrokken_op: date, handeling: Handeling,
) -> None:  # fmt: skip
    """Close it again, at once; revoking what is closed changes nothing."""
    lopend = initiatief.toestemmingen.select_for_update().filter(
        ontvanger=ontvanger, onderdeel=onderdeel, ingetrokken_op__isnull=True
    )
    for toestemming in lopend:
        toestemming.ingetrokken_op = ingetrokken_op
        save_object(toestemming, handeling)


@transaction.atomic
def ask_advies(initiatief: Initiatief, gevraagd_op: date, handeling: Handeling) -> Initiatief:
    """Ask the adviser of the region to look along; asking opens the signals to them, else they see nothing."""
    give_toestemming(
        initiatief,
        Ontvanger.KENNISSTEUNFUNCTIE,
        Onderdeel.SIGNALEN,
        gegeven_op=gevraagd_op,
        handeling=handeling,
    )
    staat = Initiatief.objects.select_for_update().get(pk=initiatief.pk)
    staat.advies_gevraagd_op = staat.advies_gevraagd_op or gevraagd_op
    return save_object(staat, handeling)


@transaction.atomic
def give_advies(advies: Advies, handeling: Handeling) -> Advies:
    """Keep a note of an adviser; the initiative reads it on its page."""
    return save_object(advies, handeling)


@transaction.atomic
def drop_adviesvraag(initiatief: Initiatief, handeling: Handeling) -> Initiatief:
    """The question is answered or no longer there; what was opened stays open until it is closed."""
    staat = Initiatief.objects.select_for_update().get(pk=initiatief.pk)
    staat.advies_gevraagd_op = None
    return save_object(staat, handeling)
