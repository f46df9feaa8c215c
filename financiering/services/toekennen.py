"""Money out of a pot: asked and given at once, or a request that a pot is going to pay."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import transaction

from financiering.domain.bedragen import split_bedrag
from financiering.domain.codes import (
    OPEN_STATUSSEN,
    ZEKERE_STATUSSEN,
    Aard,
    Bron,
    Geldsoort,
    Regelmaat,
    SoortPot,
    Status,
    Toekenning,
)
from financiering.domain.exceptions import DomeinFout
from financiering.models import Financier, Geldstroom, Gemeente, Initiatief, Pot
from financiering.services.financiers import get_or_create_financier
from financiering.services.geldstromen import (
    Stap,
    create_geldstroom,
    execute_overgang,
    save_domeindelen,
    update_geldstroom,
)
from financiering.services.potten import check_pot
from financiering.services.schrijven import Handeling

BRON_BIJ_POT = {
    SoortPot.SCHARRELGELD: Bron.SCHARRELGELD,
    SoortPot.INTEGRAAL_BUDGET: Bron.INTEGRAAL_BUDGET,
    SoortPot.MAG_OPDRACHT: Bron.MAG_OPDRACHT,
    SoortPot.ZAAIGELD: Bron.GEMEENTESUBSIDIE,
}


GEEFBAAR = (SoortPot.SCHARRELGELD, SoortPot.ZAAIGELD)
"""Pots from which is asked and given at once."""


def explain_niet_toe_te_kennen(doe: Toekenning | str, status: Status | str) -> str:
    """Why this cannot be done with a stream that stands there; "" when it can."""
    if doe == Toekenning.VERLENEN and status != Status.AANGEVRAAGD:
        return "Verlenen kan alleen als er een aanvraag is."
    if doe == Toekenning.KOPPELEN and status in OPEN_STATUSSEN:
        return "Dit is nog niet verleend. Kies reserveren of verlenen."
    if doe == Toekenning.RESERVEREN and status not in OPEN_STATUSSEN:
        return "Dit is al verleend. Kies koppelen."
    return ""


def pick_periode(pot: Pot, op: date) -> tuple[date, date]:
    """A gift is for the rest of the year of the pot; both days inclusive."""
    begin = max(op, date(pot.jaar, 1, 1))
    return begin, max(begin, date(pot.jaar, 12, 31))


@dataclass(frozen=True, slots=True)
class Gift:
    """What is asked and given at once: for whom, for what, euros, when decided, and when it is for."""

    initiatief: Initiatief
    omschrijving: str
    bedrag: Decimal
    op: date
    van: date
    tot: date
    geldsoort: Geldsoort | str = Geldsoort.ZAAIGELD


def find_eigen_financier(gemeente: Gemeente, bron: Bron | str, handeling: Handeling) -> Financier:
    """The municipality as a giver."""
    eigen = Financier.objects.filter(gemeente=gemeente).order_by("pk").first()
    return eigen or get_or_create_financier(f"Gemeente {gemeente.naam}", bron, gemeente, handeling)


def _share_domeinen(stroom: Geldstroom, pot: Pot, handeling: Handeling) -> None:
    """Parts of several domains make one grant: each pays its share, unless shares were written down."""
    bijdragen = list(pot.bijdragen.filter(bedrag__gt=0))
    if not bijdragen or stroom.domeindelen.exists():
        return
    procenten = split_bedrag(Decimal(100), [int(rij.bedrag * 100) for rij in bijdragen])
    delen = {rij.domein: deel for rij, deel in zip(bijdragen, procenten, strict=True) if deel}
    save_domeindelen(stroom, delen, handeling)


@transaction.atomic
def give_uit_pot(pot_id: int, gift: Gift, handeling: Handeling) -> Geldstroom:
    """Ask and give in one: no conditions, no report. Raises PotOntoereikend with what is left."""
    Initiatief.objects.select_for_update().get(pk=gift.initiatief.pk)
    pot = check_pot(pot_id, extra=gift.bedrag)
    if gift.initiatief.gemeente_id != pot.gemeente_id:
        raise DomeinFout("Dit initiatief is van een andere gemeente.", veld="initiatief")
    bron = BRON_BIJ_POT[SoortPot(pot.soort)]
    stroom = Geldstroom(
        initiatief=gift.initiatief,
        financier=find_eigen_financier(pot.gemeente, bron, handeling),
        omschrijving=gift.omschrijving,
        bron=bron,
        geldsoort=gift.geldsoort,
        aard=Aard.INCIDENTEEL,
        regelmaat=Regelmaat.EENMALIG,
        van=gift.van,
        tot=gift.tot,
        status=Status.AANGEVRAAGD,
        aangevraagd=gift.bedrag,
        ingediend_op=gift.op,
        voorwaarden=False,
        pot=pot,
    )
    stroom = create_geldstroom(stroom, handeling)
    _share_domeinen(stroom, pot, handeling)
    return execute_overgang(stroom.pk, "verlenen", Stap(gift.op, gift.bedrag), handeling)


@transaction.atomic
def connect_pot(
    pot_id: int,
    geldstroom_id: int,
    handeling: Handeling,
    *,
    stap: Stap | None = None,
    taakveld: str = "",
) -> Geldstroom:
    """Let a pot pay a stream of its own municipality: reserved while it is open, granted with `stap`.

    `taakveld` is where the municipality books it; "" leaves what is there.

    Raises PotOntoereikend with what is left, DomeinFout when the stream is of another giver or of
    another pot.
    """
    stroom = Geldstroom.objects.select_for_update().get(pk=geldstroom_id)
    pot = Pot.objects.select_for_update().get(pk=pot_id)
    if stroom.financier.gemeente_id != pot.gemeente_id:
        raise DomeinFout("Deze geldstroom is niet van de gemeente.", veld="geldstroom")
    if stroom.pot_id not in (None, pot.pk):
        raise DomeinFout("Deze geldstroom komt al uit een andere pot.", veld="geldstroom")
    if pot.gesloten_op and stroom.pot_id is None:
        raise DomeinFout(f"De pot “{pot}” is afgesloten.", veld="geldstroom")
    if stroom.status not in (*ZEKERE_STATUSSEN, Status.VOORNEMEN, Status.AANGEVRAAGD):
        raise DomeinFout("Over deze geldstroom is al anders besloten.", veld="geldstroom")
    if stroom.status not in ZEKERE_STATUSSEN:
        check_pot(pot.pk, extra=Decimal(0) if stap is None else stap.bedrag or Decimal(0))
    stroom.pot = pot
    stroom.taakveld = taakveld or stroom.taakveld
    stroom = update_geldstroom(stroom, handeling)
    if stap and stroom.status == Status.AANGEVRAAGD:
        stroom = execute_overgang(stroom.pk, "verlenen", stap, handeling)
    if stroom.status in ZEKERE_STATUSSEN:
        _share_domeinen(stroom, pot, handeling)
    return stroom


@transaction.atomic
def grant_samen(
    pot_id: int, bedragen: Mapping[int, Decimal], stap: Stap, handeling: Handeling
) -> list[Geldstroom]:
    """Grant several requests from one pot, each its euros: all of them or none.

    Raises PotOntoereikend with what is left, and DomeinFout when a request was decided meanwhile.
    """
    if not bedragen:
        raise DomeinFout("Geef eerst ten minste één aanvraag een bedrag.")
    # Streams before their pot, as a single grant does: so that two never wait for each other.
    stromen = list(Geldstroom.objects.select_for_update().filter(pk__in=bedragen).order_by("pk"))
    check_pot(pot_id, extra=sum(bedragen.values(), Decimal(0)))
    verleend = []
    for stroom in stromen:
        if stroom.status != Status.AANGEVRAAGD:
            raise DomeinFout(
                f"Over “{stroom.omschrijving}” is intussen al besloten. Er is niets gewijzigd."
            )
        eigen = replace(stap, bedrag=bedragen[stroom.pk])
        verleend.append(connect_pot(pot_id, stroom.pk, handeling, stap=eigen))
    if len(verleend) != len(bedragen):
        raise DomeinFout("Een van deze aanvragen is er niet meer. Er is niets gewijzigd.")
    return verleend


@transaction.atomic
def disconnect_pot(pot_id: int, geldstroom_id: int, handeling: Handeling) -> Geldstroom:
    """Take a reservation out of the pot. Raises DomeinFout when the money was granted from it."""
    stroom = Geldstroom.objects.select_for_update().get(pk=geldstroom_id, pot=pot_id)
    if stroom.status in ZEKERE_STATUSSEN:
        raise DomeinFout("Dit geld is al verleend uit deze pot.")
    stroom.pot = None
    return update_geldstroom(stroom, handeling)
