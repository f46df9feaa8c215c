"""Example rules of givers that ship with the system; loading them twice changes nothing."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from financiering.models import Gemeente, Regeldrempel, Regelprofiel
from financiering.services.financiers import publish_financier, save_regelprofiel
from financiering.services.schrijven import Handeling

BESTAND = Path(__file__).resolve().parent.parent / "codelijsten" / "regelprofielen.toml"
OVER_GEVER = {"financier", "soort", "gemeente", "drempels"}


@transaction.atomic
def load_voorbeeldprofielen(handeling: Handeling) -> int:
    """Add the profiles that are not there yet; what somebody changed stays. Returns how many came in."""
    profielen = tomllib.loads(BESTAND.read_text("utf-8"))["profielen"]
    return sum(_load(profiel, handeling) for profiel in profielen)


def _load(inhoud: Mapping[str, Any], handeling: Handeling) -> bool:
    gemeente = Gemeente.objects.filter(naam=inhoud.get("gemeente", "")).first()
    gever = publish_financier(inhoud["financier"], inhoud["soort"], gemeente, handeling)
    if gever.regelprofielen.filter(geldig_van=inhoud["geldig_van"]).exists():
        return False
    velden = {naam: waarde for naam, waarde in inhoud.items() if naam not in OVER_GEVER}
    drempels = [
        Regeldrempel(
            tot=drempel.get("tot"),
            tot_en_met=drempel.get("tot_en_met", False),
            niveau=drempel["niveau"],
            direct_vaststellen=drempel.get("direct", False),
        )
        for drempel in inhoud["drempels"]
    ]
    save_regelprofiel(Regelprofiel(financier=gever, **velden), drempels, handeling)
    return True
