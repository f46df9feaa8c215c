"""The facts a rule may look at: plain tuples, as they were known on one day."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from financiering.domain.codes import OPEN_STATUSSEN, ZEKERE_STATUSSEN, Bron, Status
from financiering.domain.regimes import Drempel
from financiering.domain.termijnen import Wettermijnen

IN_NATURA, AANGEVRAAGD = Bron.IN_NATURA, Status.AANGEVRAAGD
"""Asked of every stream: looking a member up on its class costs as much as ten comparisons."""


class FeitInitiatief(NamedTuple):
    """The initiative about itself. None or "" means: not filled in."""

    pk: int
    kenmerk: str
    naam: str
    gemeente_id: str
    fase: str
    startdatum: date | None
    beleidsdomeinen: list[str]
    saldo: Decimal | None
    saldo_op: date | None
    vrij_vermogen: Decimal | None
    vrijwilligersuren_nodig: Decimal | None
    vrijwilligersuren_beschikbaar: Decimal | None
    vrijwilligers_nu: int | None
    vrijwilligers_jaar_geleden: int | None
    bewijs_niveau: int | None
    bewijs_op: date | None
    evaluatie_positief: bool | None
    projectfase_eindigt_op: date | None


class FeitStroom(NamedTuple):
    """One stream of money. Amounts in euros; `van` and `tot` inclusive, without `tot` per year."""

    initiatief_id: int
    pk: int
    kenmerk: str
    omschrijving: str
    financier_id: int
    financier: str
    bron: str
    geldsoort: str
    aard: str
    regelmaat: str
    van: date
    tot: date | None
    status: str
    verwacht: Decimal | None
    aangevraagd: Decimal | None
    verleend: Decimal | None
    vastgesteld: Decimal | None
    ingediend_op: date | None
    beslissen_voor: date | None
    verdaagd_tot: date | None
    beschikking_op: date | None
    vastgesteld_op: date | None
    reden_afwijzing: str
    volgt_op_id: int | None
    eigen_exploitatie: bool
    meerjarig_besluit: bool | None
    voorbehoud: bool | None
    voorwaarden: bool | None
    bezuiniging_aangekondigd: bool | None
    regeling: str
    regeling_eindigt_op: date | None
    vervolg_bekend: bool | None
    soort_natura: str
    afspraak: str
    opzegtermijn: int | None
    gever_beslist: bool | None
    opgezegd_op: date | None
    besluit_loopt: bool | None
    prijs_per_keer: Decimal | None
    keren_per_jaar: int | None

    @property
    def is_zeker(self) -> bool:
        """Certain money for its own costs (regels.md, "Words used below")."""
        return self.status in ZEKERE_STATUSSEN and self.eigen_exploitatie and self.bron != IN_NATURA

    @property
    def is_gehoopt(self) -> bool:
        """Money for its own costs that nobody decided on yet; never certain."""
        return self.status in OPEN_STATUSSEN and self.eigen_exploitatie and self.bron != IN_NATURA

    @property
    def bedrag(self) -> Decimal | None:
        """Fixed if it is fixed, else granted."""
        return self.verleend if self.vastgesteld is None else self.vastgesteld


class FeitTaak(NamedTuple):
    """A task: `vervuld_door` and `vervanger` are names or functions, "" for nobody."""

    initiatief_id: int
    soort: str
    naam: str
    vervuld_door: str
    vervanger: str
    uren: Decimal | None
    eindigt_op: date | None
    kritiek: bool


class FeitBetaling(NamedTuple):
    """A payment; euros, the direction is `soort`."""

    geldstroom_id: int
    soort: str
    bedrag: Decimal
    verwacht_op: date | None
    ontvangen_op: date | None


class FeitVerantwoording(NamedTuple):
    """A report that is asked; `uiterlijk` is the date that counts."""

    geldstroom_id: int
    niveau: str
    uiterlijk: date | None
    ingediend_op: date | None
    uren: Decimal | None
    accountantskosten: Decimal | None
    ervaren_last: int | None


class FeitProfiel(NamedTuple):
    """A giver's own rules from a day on."""

    financier_id: int
    geldig_van: date
    geldig_tot: date | None
    beslistermijn_weken: int | None
    beslisdatum_maand: int | None
    beslisdatum_dag: int | None
    vaststellen_weken: int | None
    max_jaren: int | None
    exploitatie_toegestaan: bool | None
    kosten_voor_besluit: bool | None
    drempels: tuple[Drempel, ...]


WET = Wettermijnen(8, 6, 6, 2, 4)
"""Awb terms in weeks for a dossier built by hand; the loader passes those of the database."""


@dataclass(slots=True)
class Dossier:
    """Everything known of one initiative. Rules only read it."""

    initiatief: FeitInitiatief
    stromen: Sequence[FeitStroom] = ()
    taken: Sequence[FeitTaak] = ()
    begroting: Mapping[int, Decimal] = field(default_factory=dict)
    """Euros per year: what keeping the doors open costs."""
    opschortingen: Mapping[int, Sequence[tuple[date, date | None]]] = field(default_factory=dict)
    domeinen: Mapping[int, Sequence[tuple[str, Decimal]]] = field(default_factory=dict)
    betalingen: Mapping[int, Sequence[FeitBetaling]] = field(default_factory=dict)
    verantwoordingen: Mapping[int, Sequence[FeitVerantwoording]] = field(default_factory=dict)
    profielen: Mapping[int, Sequence[FeitProfiel]] = field(default_factory=dict)
    """By giver, shared by all dossiers of one scan."""
    wet: Wettermijnen = WET
    verkiezingen: Sequence[date] = ()
    """Days on which the council of its municipality is elected."""

    berekend: dict[Hashable, Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What was worked out of these facts already, by what it is: several rules ask the same."""
    _zekere: list[FeitStroom] | None = field(default=None, init=False, repr=False, compare=False)
    _aangevraagd: list[FeitStroom] | None = field(
        default=None, init=False, repr=False, compare=False
    )

    @property
    def zekere(self) -> list[FeitStroom]:
        """The streams that count as certain money; looked up once, many rules ask."""
        if self._zekere is None:
            self._zekere = [stroom for stroom in self.stromen if stroom.is_zeker]
        return self._zekere

    @property
    def aangevraagd(self) -> list[FeitStroom]:
        """The applications that wait for a decision; looked up once, many rules ask."""
        if self._aangevraagd is None:
            self._aangevraagd = [s for s in self.stromen if s.status == AANGEVRAAGD]
        return self._aangevraagd

    def find_profiel(self, financier_id: int, dag: date) -> FeitProfiel | None:
        """The giver's rules in force on a day, the latest to start first."""
        profielen = self.profielen.get(financier_id)
        if not profielen:
            return None
        passend = [
            profiel
            for profiel in profielen
            if profiel.geldig_van <= dag
            and (profiel.geldig_tot is None or dag <= profiel.geldig_tot)
        ]
        return max(passend, key=lambda profiel: profiel.geldig_van, default=None)

    def trace_keten(self, stroom: FeitStroom) -> list[FeitStroom]:
        """A stream and its predecessors, newest first."""
        keten, volgende = [stroom], stroom.volgt_op_id
        op_pk = {} if volgende is None else {ander.pk: ander for ander in self.stromen}
        while volgende is not None and volgende in op_pk:
            stroom = op_pk[volgende]
            keten.append(stroom)
            volgende = stroom.volgt_op_id
        return keten
