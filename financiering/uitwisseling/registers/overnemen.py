"""One line of a register becomes a stream, or changes the one that is there; or why it cannot."""

from financiering.domain.bedragen import NUL
from financiering.domain.codes import ZEKERE_STATUSSEN, Status
from financiering.domain.exceptions import PotOntoereikend
from financiering.models import Financier, Geldstroom, Initiatief
from financiering.services.controle import list_overtredingen
from financiering.services.financiers import guess_bron
from financiering.services.potten import check_pot
from financiering.uitwisseling.registers.koppeling import Vertaling
from financiering.uitwisseling.registers.vertalen import Verlening

VELDEN = (
    "omschrijving", "van", "tot", "status", "aangevraagd", "verleend", "vastgesteld", "regelmaat",
    "aard", "regeling", "toelichting", "taakveld", "wijk",
)  # fmt: skip


def build_verlening(
    verlening: Verlening, vertaling: Vertaling, financier: Financier, initiatief: Initiatief
) -> Geldstroom:
    """A new stream of what the register says."""
    stroom = Geldstroom(
        kenmerk=f"{vertaling.gemeente}-{verlening.dossiernummer}"[:60],
        initiatief=initiatief,
        financier=financier,
        bron=vertaling.bron or guess_bron(financier.naam),
        geldsoort=vertaling.geldsoort,
        registerbron=vertaling.naam,
        dossiernummer=verlening.dossiernummer,
    )
    fill_verlening(stroom, verlening)
    return stroom


def fill_verlening(stroom: Geldstroom, verlening: Verlening) -> set[str]:
    """Take over what the register says; returns the fields that differ.

    What is fixed at nothing for a refused application is not an amount of its own, and a register that
    names no taakveld leaves the one that somebody wrote down.
    """
    waarden = {veld: getattr(verlening, veld) for veld in VELDEN}
    if verlening.status == Status.AFGEWEZEN:
        waarden["vastgesteld"] = None
    if not verlening.taakveld:
        del waarden["taakveld"]
    if verlening.beschikking_op and verlening.status != Status.AANGEVRAAGD:
        waarden["beschikking_op"] = verlening.beschikking_op
    anders = {veld for veld, waarde in waarden.items() if getattr(stroom, veld) != waarde}
    for veld in anders:
        setattr(stroom, veld, waarden[veld])
    return anders


def find_bezwaar(stroom: Geldstroom) -> str:
    """Why a stream cannot become what the register says; "" when it can.

    Somebody took a step by hand that does not go with it, or its pot does not hold so much. What comes
    from a pot is kept at once, so that the next line finds the pot as it then is.
    """
    for _, boodschap in list_overtredingen(stroom):
        return boodschap
    if stroom.pot_id and stroom.status in ZEKERE_STATUSSEN:
        vast = stroom.verleend if stroom.vastgesteld is None else stroom.vastgesteld
        try:
            check_pot(stroom.pot_id, extra=vast or NUL, zonder=stroom)
        except PotOntoereikend as fout:
            return fout.boodschap
    return ""
