"""Reports: from a draft that fills itself in to what was sent, and answers that serve several givers."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.db import transaction

from financiering.domain.codes import NIET_VERSTUURD, Status, VerslagStatus
from financiering.domain.exceptions import DomeinFout
from financiering.domain.regimes import Regime
from financiering.domain.sjabloon import (
    Sjabloon,
    Vraag,
    check_antwoord,
    explain_niet,
    read_sjabloon,
)
from financiering.domain.woorden import format_bedrag, format_datum
from financiering.models import Antwoord, Betaling, Geldstroom, Verslag
from financiering.services.bijlagen import copy_bijlagen
from financiering.services.geldstromen import Stap, execute_overgang
from financiering.services.schrijven import Handeling, save_object

MAP = Path(__file__).resolve().parent.parent / "codelijsten" / "sjablonen"


@lru_cache(maxsize=1)
def load_sjablonen() -> dict[str, Sjabloon]:
    """Every form there is, by code; one file each, lightest first."""
    sjablonen = [
        read_sjabloon(pad.stem, tomllib.loads(pad.read_text("utf-8")))
        for pad in sorted(MAP.glob("*.toml"))
    ]
    return {s.code: s for s in sorted(sjablonen, key=lambda s: (s.minuten, s.code))}


@dataclass(frozen=True, slots=True)
class Veld:
    """A question with what is known of it: typed before, or filled in from a fact."""

    vraag: Vraag
    tekst: str
    versie: int
    """Of the stored answer; 0: nobody wrote it yet."""
    is_ingevuld: bool
    """Filled in by the system and not looked at by anybody."""


class AntwoordGewijzigd(DomeinFout):
    """Somebody else wrote the same answer meanwhile; `ander` is what that says now."""

    def __init__(self, sleutel: str, ander: str, versie: int) -> None:
        super().__init__(
            "Iemand anders schreef dit antwoord net ook. Hieronder staan ze allebei.", veld=sleutel
        )
        self.ander, self.nu = ander, versie


def pick_jaar(stroom: Geldstroom) -> int:
    """The year a report over this grant is about: its last, or that of its start without an end."""
    return (stroom.tot or stroom.van).year


@transaction.atomic
def start_verslag(
    stroom: Geldstroom, code: str, regime: Regime | None, handeling: Handeling
) -> Verslag:
    """Begin a report with a form, or a new version after one that was sent.

    Raises DomeinFout for a form that asks more than this grant needs, or when nothing was granted.
    """
    sjabloon = load_sjablonen().get(code)
    if sjabloon is None:
        raise DomeinFout("Kies een formulier.", veld="sjabloon")
    if niet := explain_niet(sjabloon, regime.geldend if regime else None):
        raise DomeinFout(niet, veld="sjabloon")
    Geldstroom.objects.select_for_update().get(pk=stroom.pk)
    laatste = stroom.verslagen.order_by("-nummer").first()
    if laatste and laatste.status == VerslagStatus.TEKENEN:
        raise DomeinFout("Dit verslag wacht op een tweede handtekening. Zet het eerst terug.")
    if laatste and laatste.status == VerslagStatus.CONCEPT:
        laatste.sjabloon, laatste.sjabloon_versie = sjabloon.code, sjabloon.versie
        return save_object(laatste, handeling)
    verslag = Verslag(
        geldstroom=stroom,
        nummer=laatste.nummer + 1 if laatste else 1,
        sjabloon=sjabloon.code,
        sjabloon_versie=sjabloon.versie,
        jaar=pick_jaar(stroom),
    )
    save_object(verslag, handeling)
    if laatste:
        copy_bijlagen(laatste, verslag, handeling)
    return verslag


def list_velden(verslag: Verslag) -> list[Veld]:
    """The questions of a draft with what is known: an answer of this year, else a fact of the system."""
    stroom, sjabloon = verslag.geldstroom, load_sjablonen()[verslag.sjabloon]
    feiten = _load_feiten(stroom)
    staat = _load_antwoorden(verslag)
    velden = []
    for vraag in sjabloon.vragen:
        antwoord = staat.get((vraag.sleutel, vraag.eigen))
        tekst = antwoord.tekst if antwoord else feiten.get(vraag.vult, "")
        velden.append(
            Veld(vraag, tekst, antwoord.versie if antwoord else 0, antwoord is None and bool(tekst))
        )
    return velden


def _load_antwoorden(verslag: Verslag) -> dict[tuple[str, bool], Antwoord]:
    """By key, and whether it belongs to this grant alone."""
    stroom = verslag.geldstroom
    rijen = Antwoord.objects.filter(initiatief=stroom.initiatief_id, jaar=verslag.jaar)
    return {
        (rij.sleutel, rij.geldstroom_id is not None): rij
        for rij in rijen
        if rij.geldstroom_id in (None, stroom.pk)
    }


def _load_feiten(stroom: Geldstroom) -> dict[str, str]:
    """What the system knows already and nobody needs to type."""
    initiatief = stroom.initiatief
    binnen = Betaling.objects.filter(
        geldstroom=stroom, ontvangen_op__isnull=False, vervallen_door=""
    ).exclude(soort="terugbetaling")
    ontvangen = sum(betaling.bedrag for betaling in binnen)
    einde = format_datum(stroom.tot) if stroom.tot else "nu"
    return {
        "omschrijving": stroom.omschrijving,
        "periode": f"{format_datum(stroom.van)} tot en met {einde}",
        "doelgroep": initiatief.doelgroep,
        "ontvangen": format_bedrag(ontvangen).removeprefix("€ ") if ontvangen else "",
        "vrijwilligers": str(initiatief.vrijwilligers_nu or ""),
        "begroting": _list_kosten(stroom),
    }


def _list_kosten(stroom: Geldstroom) -> str:
    """The budget of the year of this grant, an item per line: a start that only needs correcting."""
    posten = stroom.initiatief.begrotingsposten.filter(
        jaar=pick_jaar(stroom), geldsoort=stroom.geldsoort
    )
    return "\n".join(
        f"{post.post} {format_bedrag(post.bedrag).removeprefix('€ ')}" for post in posten
    )


@transaction.atomic
def save_antwoorden(
    verslag: Verslag, teksten: Mapping[str, str], versies: Mapping[str, int], handeling: Handeling
) -> None:
    """Keep the answers of a draft; `versies` are those the person was looking at.

    Raises AntwoordGewijzigd, and keeps nothing, when somebody else wrote one of them meanwhile.
    """
    if verslag.status != VerslagStatus.CONCEPT:
        raise DomeinFout("Dit verslag is verstuurd. Maak een nieuwe versie om iets te wijzigen.")
    Geldstroom.objects.select_for_update().get(pk=verslag.geldstroom_id)
    staat = _load_antwoorden(verslag)
    for vraag in load_sjablonen()[verslag.sjabloon].vragen:
        tekst = teksten.get(vraag.sleutel, "").strip()
        antwoord = staat.get((vraag.sleutel, vraag.eigen))
        if antwoord is None and not tekst:
            continue
        if antwoord is None:
            antwoord = Antwoord(
                initiatief_id=verslag.geldstroom.initiatief_id,
                jaar=verslag.jaar,
                geldstroom=verslag.geldstroom if vraag.eigen else None,
                sleutel=vraag.sleutel,
            )
        elif (
            antwoord.versie != versies.get(vraag.sleutel, 0)
            and antwoord.tekst != tekst
            and not _is_van(antwoord, handeling)
        ):
            raise AntwoordGewijzigd(vraag.sleutel, antwoord.tekst, antwoord.versie)
        antwoord.tekst = tekst
        save_object(antwoord, handeling)


def _is_van(antwoord: Antwoord, handeling: Handeling) -> bool:
    """Whether this person wrote it last: saving along is no conflict with oneself."""
    laatste = antwoord.history.order_by("-history_id").values_list("history_user", flat=True)
    return handeling.actor is not None and laatste.first() == handeling.actor.pk


def list_ontbrekend(velden: list[Veld], *, heeft_foto: bool) -> list[Vraag]:
    """Questions that must be answered and are not; a photo is answered with an attachment."""
    return [
        veld.vraag
        for veld in velden
        if veld.vraag.verplicht
        and not (heeft_foto if veld.vraag.soort == "foto" else veld.tekst.strip())
    ]


def needs_handtekening(stroom: Geldstroom) -> bool:
    """Whether a second person of the initiative signs a report over this much money."""
    grens = stroom.initiatief.tekenen_vanaf
    return grens is not None and (stroom.verleend or 0) >= grens


@transaction.atomic
def send_verslag(verslag_id: int, datum: date, handeling: Handeling) -> Verslag:
    """Freeze the draft as it is; above the initiative's own sum it then waits for a second person.

    Takes the step of the life cycle when the grant waits for it. Raises DomeinFout when an answer is
    missing, cannot be read, or it was sent already.
    """
    verslag = _lock(verslag_id)
    if verslag.status != VerslagStatus.CONCEPT:
        raise DomeinFout("Dit verslag is al verstuurd.")
    velden = list_velden(verslag)
    heeft_foto = any(bijlage.is_foto for bijlage in verslag.bijlagen.all())
    if mist := list_ontbrekend(velden, heeft_foto=heeft_foto):
        raise DomeinFout(f"Nog niet ingevuld: {mist[0].vraag}", veld=mist[0].sleutel)
    for veld in velden:
        check_antwoord(veld.vraag, veld.tekst)
    verslag.inhoud = [
        {
            "sleutel": v.vraag.sleutel,
            "vraag": v.vraag.vraag,
            "soort": v.vraag.soort,
            "antwoord": v.tekst,
        }
        for v in velden
        if v.tekst.strip()
    ]
    verslag.opgesteld_door = handeling.actor
    if needs_handtekening(verslag.geldstroom):
        verslag.status = VerslagStatus.TEKENEN
        return save_object(verslag, handeling)
    return _hand_in(verslag, datum, handeling)


@transaction.atomic
def sign_verslag(verslag_id: int, datum: date, handeling: Handeling) -> Verslag:
    """A second person agrees with the report as it stands, and with that it is sent.

    Raises DomeinFout for who wrote it, and when it does not wait for this.
    """
    verslag = _lock(verslag_id)
    if verslag.status != VerslagStatus.TEKENEN:
        raise DomeinFout("Dit verslag wacht niet op een handtekening.")
    if handeling.actor is None or handeling.actor == verslag.opgesteld_door:
        raise DomeinFout("Jij schreef dit verslag. Laat iemand anders van het bestuur tekenen.")
    verslag.getekend_door = handeling.actor
    return _hand_in(verslag, datum, handeling)


@transaction.atomic
def reopen_verslag(verslag_id: int, handeling: Handeling) -> Verslag:
    """Back to a draft before anybody signed. Raises DomeinFout after that."""
    verslag = _lock(verslag_id)
    if verslag.status != VerslagStatus.TEKENEN:
        raise DomeinFout("Dit verslag wacht niet op een handtekening.")
    verslag.status, verslag.inhoud, verslag.opgesteld_door = VerslagStatus.CONCEPT, [], None
    return save_object(verslag, handeling)


def _lock(verslag_id: int) -> Verslag:
    """The stream first, as everything that writes reports does: so that two never wait for each other."""
    Geldstroom.objects.select_for_update(of=("self",)).get(verslagen=verslag_id)
    rijen = Verslag.objects.select_for_update(of=("self",))
    return rijen.select_related("geldstroom__initiatief").get(pk=verslag_id)


def _hand_in(verslag: Verslag, datum: date, handeling: Handeling) -> Verslag:
    verslag.status, verslag.ingediend_op = VerslagStatus.INGEDIEND, datum
    save_object(verslag, handeling)
    if verslag.geldstroom.status == Status.VERLEEND:
        execute_overgang(verslag.geldstroom_id, "verantwoorden", Stap(datum), handeling)
    return verslag


@transaction.atomic
def note_antwoord_gever(
    verslag_id: int, datum: date, aanvulling: str, handeling: Handeling
) -> Verslag:
    """The giver agreed, or (with `aanvulling`) asked for more. Raises DomeinFout before it was sent."""
    verslag = _lock(verslag_id)
    if verslag.status in NIET_VERSTUURD:
        raise DomeinFout("Dit verslag is nog niet verstuurd.")
    if aanvulling:
        verslag.status, verslag.aanvulling = VerslagStatus.AANVULLING, aanvulling
    else:
        verslag.status, verslag.akkoord_op = VerslagStatus.AKKOORD, datum
    return save_object(verslag, handeling)
