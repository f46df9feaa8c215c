"""What a giver's own rules ask of a grant of a certain amount, and what they do not ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from financiering.domain.codes import NIVEAU_ORDE, Niveau, Regelmaat
from financiering.domain.woorden import format_bedrag, format_datum

ZONDER_VERSLAG = frozenset({Niveau.GEEN, Niveau.DESGEVRAAGD})
"""Levels at which nothing has to be sent unless somebody asks."""


@dataclass(frozen=True, slots=True)
class Drempel:
    """Up to (not including) `tot` euros this level is the most that may be asked; None: no upper end."""

    tot: Decimal | None
    niveau: Niveau
    direct: bool = False
    """Whether the giver fixes the amount at once, without waiting for a report."""


def find_drempel(bedrag: Decimal, drempels: Iterable[Drempel]) -> Drempel | None:
    """The step an amount in euros falls in; None when the profile does not say."""
    op_hoogte = sorted(drempels, key=lambda d: (d.tot is None, d.tot or Decimal(0)))
    return next((d for d in op_hoogte if d.tot is None or bedrag < d.tot), None)


def find_niveau(bedrag: Decimal, drempels: Iterable[Drempel]) -> Niveau | None:
    """The level a profile allows at this amount in euros; None when the profile does not say."""
    drempel = find_drempel(bedrag, drempels)
    return Niveau(drempel.niveau) if drempel else None


@dataclass(frozen=True, slots=True)
class Regime:
    """What holds for one grant. `niveau` None: no rules are known, so nothing is asked."""

    gever: str
    bedrag: Decimal | None
    niveau: Niveau | None = None
    direct: bool = False
    profiel: str = ""
    bron: str = ""
    niet_nagegaan: str = ""
    gevraagd: Niveau | None = None
    """What this giver asks of this grant, where it said so."""
    reden_zwaarder: str = ""
    uiterlijk: date | None = None
    bewaren_jaren: int | None = None
    meld_afwijking_procent: int | None = None

    @property
    def geldend(self) -> Niveau | None:
        """What is asked: what the giver said, else the most its rules allow."""
        return self.niveau if self.gevraagd is None else self.gevraagd

    @property
    def is_zwaarder(self) -> bool:
        """Whether more is asked than the giver's own rules allow at this amount."""
        return is_zwaarder(self.gevraagd, self.niveau)

    @property
    def vraagt_verslag(self) -> bool:
        """Whether something must be sent without anybody asking again."""
        return self.geldend is not None and self.geldend not in ZONDER_VERSLAG


def is_zwaarder(gevraagd: Niveau | None, toegestaan: Niveau | None) -> bool:
    """Whether the first asks more than the second; what is not known is never more."""
    if gevraagd is None or toegestaan is None:
        return False
    return NIVEAU_ORDE[gevraagd] > NIVEAU_ORDE[toegestaan]


def compute_uiterlijk(
    *,
    tot: date | None,
    regelmaat: str,
    jaarlijks: tuple[int | None, int | None],
    weken: int | None,
) -> date | None:
    """The day before which to report, from the giver's own rules; None: they do not say.

    A yearly grant reports on a fixed day (month, day) of the year after, a one-off grant some weeks
    after its last day.
    """
    if tot is None:
        return None
    maand, dag = jaarlijks
    if regelmaat == Regelmaat.PERIODIEK and maand and dag:
        return date(tot.year + 1, maand, dag)
    return tot + timedelta(weeks=weken) if weken else None


WEL = {
    Niveau.GEEN: "hoef je niets te schrijven en niets op te sturen",
    Niveau.DESGEVRAAGD: (
        "stuur je niets op. Alleen als de gever ernaar vraagt, laat je zien dat het is gebeurd: een "
        "foto of vijf regels is genoeg"
    ),
    Niveau.INHOUDELIJK: "vertel je wat er is gebeurd en wat het opleverde",
    Niveau.FINANCIEEL: (
        "vertel je wat er is gebeurd en wat het opleverde, en laat je zien wat er binnenkwam en wat "
        "het kostte"
    ),
    Niveau.ACCOUNTANT: (
        "vertel je wat er is gebeurd, laat je zien wat er binnenkwam en wat het kostte, en kijkt een "
        "accountant het na"
    ),
}
NIET = {
    Niveau.GEEN: "Niet gevraagd: een verslag, een afrekening, een accountant.",
    Niveau.DESGEVRAAGD: "Niet gevraagd: een verslag, een afrekening, een accountant.",
    Niveau.INHOUDELIJK: "Niet gevraagd: een afrekening en een accountant.",
    Niveau.FINANCIEEL: "Niet gevraagd: een accountant.",
    Niveau.ACCOUNTANT: "",
}


def describe_regime(regime: Regime) -> list[str]:
    """What is asked and what is not, in plain Dutch sentences, with where that is written."""
    niveau = regime.geldend
    if niveau is None:
        return [
            f"De eigen regels van {regime.gever} over verantwoorden kennen we niet. We vragen je daarom "
            "niets, tot iemand ze heeft opgezocht of het besluit iets anders zegt."
        ]
    begin = "Voor dit geld"
    if regime.bedrag is not None:
        begin = f"Bij {format_bedrag(regime.bedrag, centen=False)}"
    zinnen = [f"{begin} {WEL[niveau]}."]
    if regime.vraagt_verslag and regime.uiterlijk:
        zinnen.append(f"Doe dat vóór {format_datum(regime.uiterlijk)}.")
    zinnen += [NIET[niveau]] if NIET[niveau] else []
    if regime.direct:
        zinnen.append("De gever stelt het bedrag meteen vast.")
    zinnen.append(_describe_doos(regime))
    if regime.meld_afwijking_procent:
        zinnen.append(
            f"Wordt het meer dan {regime.meld_afwijking_procent}% anders dan gepland? Meld dat meteen."
        )
    if regime.is_zwaarder:
        waarom = f" De reden: {regime.reden_zwaarder}" if regime.reden_zwaarder else ""
        zinnen.append(
            f"Dit is meer dan de eigen regels van {regime.gever} bij dit bedrag toestaan.{waarom}"
        )
    if regime.profiel:
        zinnen.append(f"Zo staat het in: {regime.profiel} ({regime.bron}).")
    return zinnen


def _describe_doos(regime: Regime) -> str:
    jaren = f" {regime.bewaren_jaren} jaar" if regime.bewaren_jaren else ""
    return f"Bewaar{jaren} in een doos: het besluit, de bonnen en een paar foto's."
