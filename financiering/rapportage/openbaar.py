"""Totals for everybody: per year and direction, and never of a small group.

Nobody logs in here, so everything counts as not shared: a group holds at least as many initiatives
as the dated setting says, and none of them has most of its money. What is smaller goes together to the rest, and as long as the rest itself
is too small the smallest group goes with it: the total stands beside it, so that one hidden group
could be subtracted. Who shows their own money on a page of their own hides nobody else and is not
counted for that. The figures are those of the end of a month, so that two days side by side do
not tell of one grant.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.cache import cache

from financiering.domain.bedragen import NUL
from financiering.domain.codes import ZEKERE_STATUSSEN, Bron, Onderdeel, Ontvanger
from financiering.models import Geldstroom, Gemeente, Initiatief, Jaarbedrag
from financiering.models.bekend import end_of_day
from financiering.rapportage.portefeuille import LABELS, Post, list_posten
from financiering.rapportage.selectie import Vraag
from financiering.rapportage.verdeling import load_instelling, load_kleinste_groep

RICHTINGEN = {"aard": "aard", "geldsoort": "soort geld", "bron": "soort gever", "wijk": "wijk"}
JAREN = 12
REST = "niet uitgesplitst"
"""What people read for the groups that are too small, with the one that hides them."""
BEWAREN = 24 * 60 * 60
"""Seconds a computed answer is kept; it changes once a month."""


@dataclass(frozen=True, slots=True)
class Grens:
    """What a group must be to stand apart, and who shows their own money, so that they hide nobody.

    At least `kleinste` initiatives, of which none has more than `grootste` percent of the money.
    """

    kleinste: int
    grootste: Decimal
    open: frozenset[int] = frozenset()


@dataclass(slots=True)
class Groep:
    """Initiatives together, with what they were granted."""

    naam: str
    per_wie: dict[int, Decimal] = field(default_factory=lambda: defaultdict(lambda: NUL))

    @property
    def verleend(self) -> Decimal:
        """Euros of all together."""
        return sum(self.per_wie.values(), NUL)

    def is_klein(self, grens: Grens) -> bool:
        """Whether somebody in it could be found, given what others show of themselves."""
        verborgen = [som for wie, som in self.per_wie.items() if wie not in grens.open]
        te_weinig = 0 < len(self.per_wie) < grens.kleinste or 0 < len(verborgen) < grens.kleinste
        return te_weinig or 100 * max(verborgen, default=NUL) > grens.grootste * sum(verborgen)

    def add(self, anderen: Mapping[int, Decimal]) -> None:
        """Put initiatives with their euros in it."""
        for wie, verleend in anderen.items():
            self.per_wie[wie] += verleend

    def show(self) -> dict[str, Any]:
        return {"groep": self.naam, "initiatieven": len(self.per_wie), "verleend": self.verleend}


def find_stand(vandaag: date) -> date:
    """The last day of the month before."""
    return vandaag.replace(day=1) - timedelta(days=1)


def load_openbaar(gemeente: Gemeente, vandaag: date) -> dict[str, Any]:
    """What everybody may read of a municipality; computed once a month, then kept."""
    stand, kleinste = find_stand(vandaag), load_kleinste_groep(vandaag)
    grootste = load_instelling("grootste_aandeel", vandaag)
    sleutel = f"openbaar:{gemeente.pk}:{stand}:{kleinste}:{grootste}"
    beeld: dict[str, Any] | None = cache.get(sleutel)
    if beeld is None:
        beeld = compute_openbaar(gemeente, stand, kleinste, grootste=grootste)
        cache.set(sleutel, beeld, BEWAREN)
    return beeld


def compute_openbaar(
    gemeente: Gemeente, stand: date, kleinste: int, *, grootste: Decimal
) -> dict[str, Any]:
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
    grens = Grens(kleinste, grootste, find_open(gemeente))
    beelden = [_build_jaar(jaar, posten, grens) for jaar in reversed(jaren)]
    return {
        "gemeente": {"code": gemeente.pk, "naam": gemeente.naam},
        "bekendOp": stand,
        "kleinsteGroep": kleinste,
        "grootsteAandeel": grootste,
        "jaren": [beeld for beeld in beelden if beeld],
    }


def find_open(gemeente: Gemeente) -> frozenset[int]:
    """Who shows on a page of their own what they got."""
    eigen = Initiatief.objects.filter(gemeente=gemeente)
    for deel in (Onderdeel.PAGINA, Onderdeel.TOTALEN):
        eigen = eigen.with_toestemming(Ontvanger.OPENBAAR, deel)
    return frozenset(eigen.order_by().values_list("pk", flat=True))


def _build_jaar(jaar: int, posten: list[Post], grens: Grens) -> dict[str, Any] | None:
    """One year, or None when it has too few initiatives to show anything."""
    van_jaar = [post for post in posten if post.jaar_van <= jaar <= post.jaar_tot]
    samen = Groep("")
    for post in van_jaar:
        samen.add({post.initiatief_id: post.verleend})
    if not samen.per_wie or samen.is_klein(grens):
        return None
    return {
        "jaar": jaar,
        "initiatieven": len(samen.per_wie),
        "verleend": samen.verleend,
        "uitsplitsingen": {
            richting: [groep.show() for groep in _divide(van_jaar, richting, grens)]
            for richting in RICHTINGEN
        },
    }


def _divide(posten: list[Post], richting: str, grens: Grens) -> list[Groep]:
    """Groups that are large enough, largest sum first; the rest at the end."""
    op_waarde: dict[str, Groep] = {}
    for post in posten:
        waarde = post.waarden[richting]
        naam = LABELS.get(richting, {}).get(waarde, waarde) or "niet bekend"
        op_waarde.setdefault(waarde, Groep(naam)).add({post.initiatief_id: post.verleend})
    groepen = [groep for groep in op_waarde.values() if not groep.is_klein(grens)]
    groepen.sort(key=lambda groep: (-len(groep.per_wie), groep.naam))
    rest = Groep(REST)
    for klein in op_waarde.values():
        if klein.is_klein(grens):
            rest.add(klein.per_wie)
    while groepen and rest.is_klein(grens):
        klein = groepen.pop()
        rest.add(klein.per_wie)
    groepen.sort(key=lambda groep: (-groep.verleend, groep.naam))
    return [*groepen, rest] if rest.per_wie else groepen


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
