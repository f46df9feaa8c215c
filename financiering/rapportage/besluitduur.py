"""How late the decisions of a giver came, counted over all initiatives, named nowhere."""

from datetime import date

from financiering.continuiteit.besluitduur import Verloop, summarize_besluiten
from financiering.domain.termijnen import Wettermijnen
from financiering.models import Geldstroom
from financiering.models.samen import prefetch_samen
from financiering.rapportage.klokken import compute_uiterste_besluitdag

HOOGSTENS = 500
"""The latest decisions tell enough, and a city gives thousands of grants."""
MINSTENS_INITIATIEVEN = 3
"""Over fewer, the figures would tell about one of them."""


def load_verloop(stroom: Geldstroom, peildatum: date, wet: Wettermijnen) -> Verloop | None:
    """What this giver did until now with grants of the same regularity; None when too little is known."""
    besloten = list(
        Geldstroom.objects.filter(
            financier=stroom.financier_id,
            regelmaat=stroom.regelmaat,
            beschikking_op__isnull=False,
            beschikking_op__lte=peildatum,
        )
        .select_related("financier")
        .order_by("-beschikking_op", "-pk")[:HOOGSTENS]
    )
    prefetch_samen(besloten, "opschortingen", "financier__regelprofielen")
    dagen, wie = [], set()
    for ander in besloten:
        uiterste = compute_uiterste_besluitdag(ander, ander.beschikking_op, wet)
        if uiterste:
            dagen.append((ander.beschikking_op - uiterste[0]).days)
            wie.add(ander.initiatief_id)
    return summarize_besluiten(dagen) if len(wie) >= MINSTENS_INITIATIEVEN else None
