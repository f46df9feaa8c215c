"""What a row of the split of today carries, beside what its stream, its initiative and its giver say."""

from typing import Any

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Coalesce, NullIf

from financiering.domain.codes import Status
from financiering.models import Jaarbedrag

TELT = Q(geldstroom__status__in=(Status.VERLEEND, Status.VERANTWOORD, Status.VASTGESTELD))
GELIJK = ("aard", "regelmaat", "geldsoort", "bron")


def list_afwijkend() -> list[dict[str, Any]]:
    """The rows that say anything else; none, ever."""
    nu = Jaarbedrag.objects.known_on(None).order_by("pk")
    goed = nu.alias(
        gever=Coalesce("geldstroom__financier__gemeente", Value("")),
        plek=Coalesce(
            NullIf("geldstroom__wijk", Value("")),
            "geldstroom__initiatief__wijk",
            output_field=CharField(),
        ),
    ).filter(
        Q(telt=True) & TELT | Q(telt=False) & ~TELT,
        Q(tot=F("geldstroom__tot")) | Q(tot=None, geldstroom__tot=None),
        gemeente=F("geldstroom__initiatief__gemeente"),
        betaler=F("gever"),
        plaats=F("plek"),
        **{naam: F(f"geldstroom__{naam}") for naam in GELIJK},
    )
    return list(nu.exclude(pk__in=goed.order_by().values("pk")).values())
