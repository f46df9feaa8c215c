"""Signals: what the rules say, kept with when it was first and last seen."""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from financiering.continuiteit.dossier import load_dossiers
from financiering.continuiteit.regel import Instellingen
from financiering.continuiteit.registry import REGISTER
from financiering.continuiteit.uitkomst import LADDER, Bevinding
from financiering.domain.codes import Ernst, SoortInitiatief
from financiering.domain.exceptions import DomeinFout
from financiering.models import Initiatief, Regelinstelling, Regelstand, Signaal
from financiering.models.bekend import known_on
from financiering.services.schrijven import (
    Handeling,
    bulk_create_with_reason,
    bulk_update_with_reason,
    list_gewijzigd,
    save_object,
)

NACHT = Handeling(None, "Beoordeling van de regels")
ZICHTBAAR = frozenset({"ernst", "uitleg", "laatste_dag"})
"""Fields by which people see that a signal is another one than yesterday."""
BESTAAN = frozenset({"initiatief", "geldstroom", "gedempt_door"})
"""What a signal points to is in front of us: looking it up again would be a query each."""
Sleutel = tuple[str, int | None]
TEGELIJK = 20
"""Initiatives a rule looks at before the next rule does; their facts stay near the processor."""
REEKS = 200
"""Initiatives judged in one transaction: a second's work, so that nobody waits long for the lock."""


def load_instellingen(peildatum: date, bekend_op: datetime | None = None) -> Instellingen:
    """The thresholds this installation had set by `bekend_op`, as they hold on the reference date."""
    gezet = known_on(Regelinstelling, bekend_op).filter(geldig_van__lte=peildatum)
    drempels = {(rij.regel, rij.sleutel): rij.waarde for rij in gezet.order_by("geldig_van", "id")}
    op_proef = known_on(Regelstand, bekend_op).filter(op_proef=True).values_list("regel", flat=True)
    return Instellingen(drempels, frozenset(op_proef))


def scan_initiatieven(
    peildatum: date,
    *,
    initiatieven: QuerySet[Any, Any] | None = None,
    bekend_op: datetime | None = None,
) -> Iterator[Bevinding]:
    """What all rules say of all (or these) initiatives; reads only, in a fixed number of queries."""
    judge = REGISTER.prepare(load_instellingen(peildatum, bekend_op))
    dossiers = load_dossiers(peildatum, initiatieven=initiatieven, bekend_op=bekend_op)
    while stapel := list(islice(dossiers, TEGELIJK)):
        yield from judge(stapel, peildatum)


def beoordeel_alles(peildatum: date) -> int:
    """Keep what the rules say today of every initiative; returns how many signals changed.

    Series by series, so that people can work meanwhile; twice changes nothing.
    """
    return sum(beoordeel_reeks(reeks, peildatum) for reeks in list_reeksen())


def list_reeksen() -> Iterator[list[int]]:
    """The initiatives, and what is none any more but still has an open signal, in series."""
    heeft_open = Exists(Signaal.objects.open().filter(initiatief=OuterRef("pk")))
    wie = Initiatief.objects.filter(Q(soort=SoortInitiatief.INITIATIEF) | heeft_open)
    pks = list(wie.order_by("pk").values_list("pk", flat=True))
    yield from (pks[begin : begin + REEKS] for begin in range(0, len(pks), REEKS))


@transaction.atomic
def beoordeel_reeks(pks: Iterable[int], peildatum: date) -> int:
    """Compare with what is open under a lock on these initiatives: add, change, close.

    The facts are read after the lock, so that of two at once the last one writes what holds last. The
    open signals are locked too: who mutes one meanwhile waits, and is not overwritten.
    """
    welke = Initiatief.objects.filter(pk__in=pks)
    nieuw: dict[int, dict[Sleutel, Bevinding]] = {
        pk: {}
        for pk in welke.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True)
    }
    for bevinding in scan_initiatieven(peildatum, initiatieven=welke):
        nieuw[bevinding.initiatief_id][_sleutel(bevinding)] = bevinding
    open_signalen: dict[int, dict[Sleutel, Signaal]] = {pk: {} for pk in nieuw}
    staan = Signaal.objects.open().filter(initiatief__in=nieuw).order_by("pk")
    for signaal in staan.select_for_update(of=("self",)):
        sleutel = (signaal.regel, signaal.geldstroom_id)
        open_signalen[signaal.initiatief_id][sleutel] = signaal
    verschil = _Verschil(peildatum)
    for pk in nieuw:
        verschil.compare(pk, nieuw[pk], open_signalen[pk])
    return verschil.keep()


def beoordeel_initiatief(initiatief_id: int, peildatum: date) -> int:
    """The same for the one that just changed."""
    return beoordeel_reeks([initiatief_id], peildatum)


def _sleutel(bevinding: Bevinding) -> Sleutel:
    stroom = bevinding.uitkomst.stroom
    return bevinding.regel, stroom[0] if stroom else None


@dataclass(slots=True)
class _Verschil:
    """What a series changes in what is kept; written together, in a handful of statements."""

    peildatum: date
    nieuw: list[Signaal] = field(default_factory=list)
    anders: list[Signaal] = field(default_factory=list)
    velden: set[str] = field(default_factory=set)
    gelijk: list[int] = field(default_factory=list)
    aantal: int = 0

    def compare(
        self, initiatief_id: int, nieuw: dict[Sleutel, Bevinding], staan: dict[Sleutel, Signaal]
    ) -> None:
        """What the rules say of one initiative beside what is open of it."""
        for sleutel, bevinding in nieuw.items():
            signaal = staan.pop(sleutel, None) or Signaal(
                initiatief_id=initiatief_id, geldstroom_id=sleutel[1], eerst_gezien=self.peildatum
            )
            self._take_over(signaal, bevinding)
        for signaal in staan.values():
            signaal.gesloten_op = self.peildatum
            self._change(signaal, ["gesloten_op"])
            self.aantal += 1

    def _take_over(self, signaal: Signaal, bevinding: Bevinding) -> None:
        voor = copy(signaal)
        _fill(signaal, bevinding)
        gewijzigd = list_gewijzigd(voor, signaal)
        if signaal.pk and not gewijzigd:
            if signaal.laatst_gezien != self.peildatum:
                self.gelijk.append(signaal.pk)
            return
        signaal.peildatum = signaal.laatst_gezien = self.peildatum
        if signaal.pk:
            self._change(signaal, [*gewijzigd, "peildatum", "laatst_gezien"])
            self.aantal += not ZICHTBAAR.isdisjoint(gewijzigd)
        else:
            signaal.clean_fields(exclude=BESTAAN)
            self.nieuw.append(signaal)
            self.aantal += 1

    def _change(self, signaal: Signaal, velden: Iterable[str]) -> None:
        signaal.clean_fields(exclude=BESTAAN)
        self.anders.append(signaal)
        self.velden.update(velden)

    def keep(self) -> int:
        """Write it; returns how many signals look different. Only the day a signal was last seen is no
        history to keep."""
        bulk_create_with_reason(self.nieuw, NACHT)
        bulk_update_with_reason(self.anders, self.velden, NACHT)
        if self.gelijk:
            alle = Signaal.objects.open_zijdeur().filter(pk__in=self.gelijk)
            alle.update(peildatum=self.peildatum, laatst_gezien=self.peildatum)
        return self.aantal


def _fill(signaal: Signaal, bevinding: Bevinding) -> None:
    """Take over what the rule says; a muted signal comes back when its level rises."""
    uitkomst = bevinding.uitkomst
    if signaal.gedempt_tot and _is_hoger(uitkomst.ernst, Ernst(signaal.gedempt_ernst)):
        signaal.gedempt_tot, signaal.gedempt_reden, signaal.gedempt_door = None, "", None
    signaal.regel, signaal.regelversie = bevinding.regel, bevinding.regelversie
    signaal.over_mensen, signaal.op_proef = bevinding.over_mensen, bevinding.op_proef
    signaal.ernst, signaal.uitleg = uitkomst.ernst, uitkomst.uitleg
    signaal.cijfers, signaal.advies = uitkomst.cijfers, uitkomst.advies
    signaal.grondslag, signaal.wie_kan = bevinding.grondslag, uitkomst.wie_kan
    signaal.laatste_dag, signaal.ontbreekt = uitkomst.laatste_dag, list(uitkomst.ontbreekt)
    signaal.verzachting = list(uitkomst.verzachting)


def _is_hoger(nieuw: Ernst, oud: Ernst) -> bool:
    return nieuw in LADDER and (oud not in LADDER or LADDER.index(nieuw) > LADDER.index(oud))


@transaction.atomic
def mute_signaal(signaal_id: int, tot: date, vandaag: date, handeling: Handeling) -> Signaal:
    """Put a signal aside until a day, inclusive, with the reason of `handeling`.

    Raises DomeinFout for a day that has passed.
    """
    signaal = Signaal.objects.select_for_update().get(pk=signaal_id)
    if tot < vandaag:
        raise DomeinFout("Kies een dag die nog moet komen.", veld="tot")
    signaal.gedempt_tot, signaal.gedempt_reden = tot, handeling.reden[:300]
    signaal.gedempt_ernst, signaal.gedempt_door = signaal.ernst, handeling.actor
    return save_object(signaal, handeling)


@transaction.atomic
def unmute_signaal(signaal_id: int, handeling: Handeling) -> Signaal:
    """Show it again."""
    signaal = Signaal.objects.select_for_update().get(pk=signaal_id)
    signaal.gedempt_tot, signaal.gedempt_reden, signaal.gedempt_door = None, "", None
    return save_object(signaal, handeling)
