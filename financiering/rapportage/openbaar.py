"""Totals for everybody: per year and direction, and never of a small group.

Nobody logs in here, so everything counts as not shared: a group holds at least as many initiatives
as the dated setting says. What is smaller goes together to the rest, and as long as the rest itself
is too small the smallest group goes with it: the total stands beside it, so that one hidden group
could be subtracted. The figures are those of the end of a month, so that two days side by side do
not tell of one grant.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.cache import cache

from financiering.domain.bedragen import NUL
from financiering.domain.codes import ZEKERE_STATUSSEN, Bron
from financiering.models import Geldstroom, Gemeente, Initiatief, Jaarbedrag
from financiering.models.bekend import end_of_day
from financiering.rapportage.portefeuille import LABELS, Post, list_posten
from financiering.rapportage.selectie import Vraag
from financiering.rapportage.verdeling import load_kleinste_groep

RICHTINGEN = {"aard": "aard", "geldsoort": "soort geld", "bron": "soort gever", "wijk": "wijk"}
JAREN = 12
REST = "niet uitgesplitst"
"""What people read for the groups that are too small, with the one that hides them."""
BEWAREN = 24 * 60 * 60
"""Seconds a computed answer is kept; it changes once a month."""


@dataclass(slots=True)
class Groep:
    """Initiatives together, with what they were granted."""

    naam: str
    wie: set[int] = field(default_factory=set)
    verleend: Decimal = NUL

    def add(self, wie: Iterable[int], verleend: Decimal) -> None:
        self.wie |= set(wie)
        self.verleend += verleend

    def show(self) -> dict[str, Any]:
        return {"groep": self.naam, "initiatieven": len(self.wie), "verleend": self.verleend}


def find_stand(vandaag: date) -> date:
    """The last day of the month before."""
    return vandaag.replace(day=1) - timedelta(days=1)


def load_openbaar(gemeente: Gemeente, vandaag: date) -> dict[str, Any]:
    """What everybody may read of a municipality; computed once a month, then kept."""
    stand, kleinste = find_stand(vandaag), load_kleinste_groep(vandaag)
    sleutel = f"openbaar:{gemeente.pk}:{stand}:{kleinste}"
    beeld: dict[str, Any] | None = cache.get(sleutel)
    if beeld is None:
        beeld = compute_openbaar(gemeente, stand, kleinste)
        cache.set(sleutel, beeld, BEWAREN)
    return beeld


def compute_openbaar(gemeente: Gemeente, stand: date, kleinste: int) -> dict[str, Any]:
    """The years that have enough initiatives, each in every direction."""
    jaren = range(stand.year - JAREN + 1, stand.year + 1)
    vraag = Vraag(
        stromen=Geldstroom.objects.filter(initiatief__gemeente=gemeente),
        bekend_op=end_of_day(stand),
        natura=False,
    )
    posten = [
        post
        for post in list_posten(vraag, (jaren[0], jaren[-1]), tuple(RICHTINGEN))
        if post.verleend > 0
    ]
    beelden = (_build_jaar(jaar, posten, kleinste) for jaar in reversed(jaren))
    return {
        "gemeente": {"code": gemeente.pk, "naam": gemeente.naam},
        "bekendOp": stand,
        "kleinsteGroep": kleinste,
        "jaren": [beeld for beeld in beelden if beeld["initiatieven"] >= kleinste],
    }


def _build_jaar(jaar: int, posten: list[Post], kleinste: int) -> dict[str, Any]:
    van_jaar = [post for post in posten if post.jaar_van <= jaar <= post.jaar_tot]
    return {
        "jaar": jaar,
        "initiatieven": len({post.initiatief_id for post in van_jaar}),
        "verleend": sum((post.verleend for post in van_jaar), NUL),
        "uitsplitsingen": {
            richting: [groep.show() for groep in _divide(van_jaar, richting, kleinste)]
            for richting in RICHTINGEN
        },
    }


def _divide(posten: list[Post], richting: str, kleinste: int) -> list[Groep]:
    """Groups that are large enough, largest sum first; the rest at the end."""
    op_waarde: dict[str, Groep] = {}
    for post in posten:
        waarde = post.waarden[richting]
        naam = LABELS.get(richting, {}).get(waarde, waarde) or "niet bekend"
        op_waarde.setdefault(waarde, Groep(naam)).add([post.initiatief_id], post.verleend)
    groepen = sorted(op_waarde.values(), key=lambda groep: (-len(groep.wie), groep.naam))
    rest = Groep(REST)
    while groepen and (len(groepen[-1].wie) < kleinste or 0 < len(rest.wie) < kleinste):
        klein = groepen.pop()
        rest.add(klein.wie, klein.verleend)
    groepen.sort(key=lambda groep: (-groep.verleend, groep.naam))
    return [*groepen, rest] if rest.wie else groepen


def sum_geld(initiatief: Initiatief, laatste: int) -> list[tuple[int, list[tuple[str, Decimal]]]]:
    """What one initiative was granted per year and kind of money, up to and including `laatste`.

    Only shown where it chose that.
    """
    rijen = Jaarbedrag.objects.known_on(None).filter(
        geldstroom__initiatief=initiatief,
        geldstroom__status__in=ZEKERE_STATUSSEN,
        verleend__gt=0,
    )
    sommen: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(lambda: NUL))
    for van, tot, soort, verleend in rijen.exclude(geldstroom__bron=Bron.IN_NATURA).values_list(
        "jaar_van", "jaar_tot", "geldstroom__geldsoort", "verleend"
    ):
        for jaar in range(max(van, laatste - JAREN + 1), min(tot, laatste) + 1):
            sommen[jaar][LABELS["geldsoort"][soort]] += verleend
    return [(jaar, sorted(sommen[jaar].items())) for jaar in sorted(sommen, reverse=True)]
