"""What is expected of whom and when, for streams of money: derived from data, never stored."""

from collections.abc import Iterable
from datetime import date, timedelta

from financiering.domain.codes import (
    SUBSIDIEBRONNEN,
    ZEKERE_STATUSSEN,
    Bron,
    SoortBeschikking,
    SoortBetaling,
    Status,
)
from financiering.domain.termijnen import (
    Beslisregels,
    Klok,
    Wettermijnen,
    compute_beslisdatum,
    compute_klok,
    count_opgeschort,
)
from financiering.models import Geldstroom, Regelprofiel
from financiering.rapportage.regime import list_verslagdagen


def build_beslisregels(profiel: Regelprofiel | None) -> Beslisregels | None:
    """The part of a profile that the decision clock needs."""
    if profiel is None:
        return None
    return Beslisregels(
        profiel.beslistermijn_weken, profiel.beslisdatum_maand, profiel.beslisdatum_dag
    )


def find_profiel(geldstroom: Geldstroom) -> Regelprofiel | None:
    """The giver's profile in force when the application came in; uses prefetched rows."""
    dag = geldstroom.ingediend_op or geldstroom.van
    return pick_profiel(geldstroom.financier.regelprofielen.all(), dag)


def pick_profiel(profielen: Iterable[Regelprofiel], dag: date) -> Regelprofiel | None:
    """The profile in force on a day, the latest to start first."""
    passend = [
        profiel
        for profiel in profielen
        if profiel.geldig_van <= dag and (profiel.geldig_tot is None or profiel.geldig_tot >= dag)
    ]
    return max(passend, key=lambda profiel: profiel.geldig_van, default=None)


def list_klokken(geldstroom: Geldstroom, peildatum: date, wet: Wettermijnen) -> list[Klok]:
    """The clocks that run on this stream on `peildatum`, earliest first.

    Prefetch `financier__regelprofielen__drempels`, `opschortingen`, `beschikkingen`, `betalingen`
    and `verantwoordingen` when asking this for many streams.
    """
    klokken = [
        *_beslisklok(geldstroom, peildatum, wet),
        *_besluitklokken(geldstroom, peildatum, wet),
        *_verantwoordklok(geldstroom, peildatum),
        *_betaalklok(geldstroom, peildatum),
    ]
    return sorted(klokken, key=lambda klok: klok.op)


def compute_uiterste_besluitdag(
    stroom: Geldstroom, peildatum: date, wet: Wettermijnen
) -> tuple[date, str] | None:
    """The last day for the decision as it looks on `peildatum`, with its ground; None: nothing to count from.

    Prefetch `financier__regelprofielen` and `opschortingen`.
    """
    opgeschort = count_opgeschort([(o.van, o.tot) for o in stroom.opschortingen.all()], peildatum)
    return compute_beslisdatum(
        ingediend_op=stroom.ingediend_op,
        start=stroom.van,
        beslissen_voor=stroom.beslissen_voor,
        verdaagd_tot=stroom.verdaagd_tot,
        regels=build_beslisregels(find_profiel(stroom)),
        opgeschorte_dagen=opgeschort,
        wet=wet,
        is_overheid=Bron(stroom.bron) in SUBSIDIEBRONNEN,
    )


def _beslisklok(stroom: Geldstroom, peildatum: date, wet: Wettermijnen) -> Iterable[Klok]:
    if stroom.status != Status.AANGEVRAAGD:
        return
    uiterste = compute_uiterste_besluitdag(stroom, peildatum, wet)
    if uiterste:
        yield compute_klok("besluit", uiterste[0], peildatum, uiterste[1])


def _besluitklokken(stroom: Geldstroom, peildatum: date, wet: Wettermijnen) -> Iterable[Klok]:
    """Objection after any decision, payment after a grant: only while they still matter."""
    if Bron(stroom.bron) not in SUBSIDIEBRONNEN:
        return
    for besluit in stroom.beschikkingen.all():
        if besluit.vervallen_door or besluit.datum > peildatum:
            continue
        bezwaar = besluit.datum + timedelta(weeks=wet.bezwaar_weken)
        if besluit.soort != SoortBeschikking.INTREKKING and bezwaar >= peildatum:
            yield compute_klok("bezwaar", bezwaar, peildatum, "zes weken na het besluit (Awb 6:7)")
        if besluit.soort == SoortBeschikking.VERLENING and not _has_betaling(stroom):
            betalen = besluit.datum + timedelta(weeks=wet.betalen_weken)
            yield compute_klok(
                "betaling", betalen, peildatum, "zes weken na het besluit (Awb 4:87)"
            )


def _has_betaling(stroom: Geldstroom) -> bool:
    return any(not betaling.vervallen_door for betaling in stroom.betalingen.all())


def _verantwoordklok(stroom: Geldstroom, peildatum: date) -> Iterable[Klok]:
    if stroom.status != Status.VERLEEND:
        return
    for verslag in list_verslagdagen(stroom):
        bron = "eigen regels van de gever" if verslag.uit_regels else "datum van de gever"
        yield compute_klok("verantwoording", verslag.dag, peildatum, bron)


def _betaalklok(stroom: Geldstroom, peildatum: date) -> Iterable[Klok]:
    for betaling in stroom.betalingen.all():
        terug = betaling.soort == SoortBetaling.TERUGBETALING
        komt = terug or stroom.status in ZEKERE_STATUSSEN
        if komt and betaling.verwacht_op and not (betaling.ontvangen_op or betaling.vervallen_door):
            naam = "terugbetaling" if terug else "verwachte betaling"
            yield compute_klok(naam, betaling.verwacht_op, peildatum, "afspraak")
