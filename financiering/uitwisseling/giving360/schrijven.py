"""Write certain grants as 360Giving: JSON and workbook, from the same objects."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from openpyxl import Workbook

from financiering.domain.codes import (
    ZEKERE_STATUSSEN,
    Bron,
    SoortBeschikking,
    SoortBetaling,
    SoortInitiatief,
)
from financiering.domain.woorden import format_datum
from financiering.models import Beschikking, Betaling, Financier, Geldstroom, Initiatief
from financiering.uitwisseling.giving360.kolommen import KOLOMMEN, build_id, flatten_grant
from financiering.uitwisseling.writer import build_tekst

PARTIJ = 1000
TITEL_MAX = 139
VERSIE = "1.4"
"""The version of the standard that is written."""
PARTICULIER = "Particulier (naam niet openbaar)"
DOEL_ONBEKEND = "GTIP010"
"""Code for a purpose that is not specified: what is known of a person's grant is kept back."""
GEMEENTEBREED, KLEINER = "GLS050", "GLS060"
"""Codes for a scope of a municipality, and of a place within it."""
_EMAIL = re.compile(r"\S+@\S+\.\S+")


def select_grants(stromen: QuerySet[Any, Any], **gever: Any) -> QuerySet[Any, Any]:
    """Of these streams the money that one giver granted, with all that a grant tells.

    A grant needs a day on which it was decided. A register does not say; then the first day of the
    period stands for it, as the standard allows, unless that day is still to come.
    """
    verlening = Beschikking.objects.filter(soort=SoortBeschikking.VERLENING, vervallen_door="")
    ontvangen = Betaling.objects.filter(ontvangen_op__isnull=False, vervallen_door="")
    gewijzigd = Geldstroom.history.model.objects.filter(id=OuterRef("pk")).order_by("-history_date")
    return (
        stromen.filter(status__in=ZEKERE_STATUSSEN, verleend__gt=0, **gever)
        .exclude(bron=Bron.IN_NATURA)
        .select_related("initiatief__gemeente", "financier", "pot")
        .prefetch_related(
            Prefetch("beschikkingen", verlening, to_attr="verleningen"),
            Prefetch("betalingen", ontvangen, to_attr="ontvangsten"),
        )
        .annotate(gewijzigd_op=Subquery(gewijzigd.values("history_date")[:1]))
        .order_by("kenmerk")
    )


def list_grants(stromen: QuerySet[Any, Any], stand: datetime) -> Iterator[dict[str, Any]]:
    """Every stream as a grant; one that has no day of decision yet is left out."""
    for stroom in stromen.iterator(chunk_size=PARTIJ):
        besluit = stroom.beschikking_op or min(
            (besluit.datum for besluit in stroom.verleningen), default=stroom.van
        )
        if besluit <= stand.date():
            yield build_grant(stroom) | {"awardDate": besluit.isoformat()}


def build_grant(stroom: Any) -> dict[str, Any]:
    """One grant; of a private person nothing that could point at them."""
    prive = stroom.initiatief.soort == SoortInitiatief.PARTICULIEREN
    programma = stroom.regeling or (stroom.pot.naam if stroom.pot else stroom.get_bron_display())
    titel = f"Subsidie aan een particulier: {programma}" if prive else stroom.omschrijving
    grant = {
        "id": build_id(stroom.kenmerk),
        "title": _clean(titel)[:TITEL_MAX],
        "description": describe_grant(stroom, titel),
        "currency": "EUR",
        "amountAppliedFor": _amount(stroom.aangevraagd),
        "amountAwarded": _amount(stroom.verleend),
        "amountDisbursed": _amount(sum_ontvangen(stroom)),
        "awardDate": None,
        "plannedDates": [
            _drop_leeg({"startDate": stroom.van.isoformat(), "endDate": stroom.tot and stroom.tot.isoformat()})
        ],
        **build_ontvanger(stroom, prive=prive),
        "fundingOrganization": [build_gever(stroom.financier)],
        "grantProgramme": [{"code": build_code(programma), "title": _clean(programma)}],
        **build_plaats(stroom.initiatief, prive=prive),
        "classifications": [
            _classify("Buurtfundament: soort geld", stroom.geldsoort, stroom.get_geldsoort_display()),
            _classify("Buurtfundament: aard", stroom.aard, stroom.get_aard_display()),
        ],
        "dateModified": stroom.gewijzigd_op and stroom.gewijzigd_op.isoformat(),
        "dataSource": settings.SITE_URL,
    }  # fmt: skip
    return _drop_leeg(grant)


def describe_grant(stroom: Any, titel: str) -> str:
    """What it is for, in a sentence or two; never the same as the title."""
    einde = f" tot en met {format_datum(stroom.tot)}" if stroom.tot else ""
    return _clean(
        f"{titel}. {stroom.get_bron_display().capitalize()}, {stroom.get_geldsoort_display()}, "
        f"van {format_datum(stroom.van)}{einde}."
    )


def build_ontvanger(stroom: Any, *, prive: bool) -> dict[str, Any]:
    """Either an organisation or an individual without a name, never both.

    We do not know which grants went to the same person, so each has an individual of its own.
    """
    if prive:
        wie = {"id": build_id(f"IND-{stroom.kenmerk}"), "name": PARTICULIER}
        doel = {"grantPurpose": [DOEL_ONBEKEND]}
        return {"recipientIndividual": wie, "toIndividualsDetails": doel}
    initiatief = stroom.initiatief
    eigen = build_id(f"org-{initiatief.kenmerk}")
    wie = {
        "id": f"NL-KVK-{initiatief.kvk}" if initiatief.kvk else eigen,
        "name": _clean(initiatief.naam),
    }
    return {"recipientOrganization": [wie]}


def build_gever(financier: Financier) -> dict[str, Any]:
    """The giver; a municipality by the code CBS gives it."""
    code = financier.gemeente_id or f"{financier.pk}"
    return {"id": build_id(f"gever-{code}"), "name": _clean(financier.naam)}


def build_plaats(initiatief: Initiatief, *, prive: bool) -> dict[str, Any]:
    """The smallest place that is known by a code of CBS; of a private person no less than the town.

    The list of kinds of codes is closed and British: what kind ours is stays empty, and the scope
    says how large the place is.
    """
    klein = ((initiatief.buurt, initiatief.buurtcode), (initiatief.wijk, initiatief.wijkcode))
    stad = (initiatief.gemeente.naam, initiatief.gemeente_id)
    plek = stad if prive else next((plek for plek in klein if all(plek)), stad)
    return {
        "locationScope": GEMEENTEBREED if plek == stad else KLEINER,
        "beneficiaryLocation": [{"name": _clean(plek[0]), "countryCode": "NL", "geoCode": plek[1]}],
    }


def sum_ontvangen(stroom: Any) -> Decimal | None:
    """What was paid, less what went back; None when nothing is known of it."""
    if not stroom.ontvangsten:
        return None
    return sum(
        (
            -betaling.bedrag if betaling.soort == SoortBetaling.TERUGBETALING else betaling.bedrag
            for betaling in stroom.ontvangsten
        ),
        Decimal(0),
    )


def build_code(tekst: str) -> str:
    """A code that stays the same as long as the name does."""
    return re.sub(r"[^a-z0-9]+", "-", tekst.casefold()).strip("-")[:60] or "programma"


def _classify(vocabulary: str, code: str, titel: str) -> dict[str, str]:
    return {"vocabulary": vocabulary, "code": code, "title": titel}


def _amount(bedrag: Decimal | None) -> Decimal | None:
    return None if bedrag is None else bedrag.quantize(Decimal("0.01"))


def _clean(tekst: str) -> str:
    """One line, without addresses of people."""
    return _EMAIL.sub("(e-mailadres weggelaten)", " ".join(tekst.split()))


def _drop_leeg(waarden: dict[str, Any]) -> dict[str, Any]:
    return {sleutel: waarde for sleutel, waarde in waarden.items() if waarde is not None}


def write_json(pad: Path, stromen: QuerySet[Any, Any], uitgever: str, stand: datetime) -> int:
    """A package of grants; returns how many."""
    grants = [_show_bedragen(grant) for grant in list_grants(stromen, stand)]
    pakket = {
        "version": VERSIE,
        "title": f"Subsidies van {uitgever}",
        "issued": stand.date().isoformat(),
        "publisher": {"name": uitgever},
        "grants": grants,
    }
    pad.write_text(json.dumps(pakket, ensure_ascii=False, indent=1), "utf-8")
    return len(grants)


def _show_bedragen(grant: dict[str, Any]) -> dict[str, Any]:
    """JSON knows no decimals; two places survive the way out, and nobody sums here."""
    return {s: float(w) if isinstance(w, Decimal) else w for s, w in grant.items()}


def write_boek(pad: Path, stromen: QuerySet[Any, Any], stand: datetime) -> int:
    """The same grants on one sheet; returns how many."""
    boek = Workbook(write_only=True)
    blad = boek.create_sheet("grants")
    blad.freeze_panes = "B2"
    blad.append([kop for kop, _ in KOLOMMEN])
    aantal = 0
    for grant in list_grants(stromen, stand):
        aantal += 1
        blad.append(
            build_tekst(blad, waarde) if isinstance(waarde, str) else waarde
            for waarde in flatten_grant(grant).values()
        )
    boek.save(pad)
    return aantal
