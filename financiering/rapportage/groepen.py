"""Which groups of money that is not shared may be counted apart, so that nobody is read from a total.

A group holds at least so many initiatives (the dated setting), and so does what stays when groups are
subtracted: from the whole, and from a group of another direction that they lie in. So the groups of all
directions are judged together, for one year. A group inside a group of two directions at once is never
counted, and an earlier day never either: those could be subtracted from what is counted here.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from financiering.rapportage.portefeuille import Post

Groep = tuple[str, Hashable]
"""A direction and its value."""


class Groepen:
    """The posts of one year that are not shared, per direction in groups."""

    def __init__(self, posten: Iterable[Post], richtingen: Sequence[str], kleinste: int) -> None:
        self.kleinste = kleinste
        self.wie: dict[tuple[int, str], int] = {}
        self.leden: dict[Groep, set[tuple[int, str]]] = defaultdict(set)
        for post in posten:
            stuk = (post.pk, post.waarden["domein"])
            self.wie[stuk] = post.initiatief_id
            for naam in richtingen:
                self.leden[naam, post.waarden[naam]].add(stuk)
        self.toonbaar = self._find_toonbaar()

    def _count(self, stukken: Iterable[tuple[int, str]]) -> int:
        return len({self.wie[stuk] for stuk in stukken})

    def _is_klein(self, stukken: set[tuple[int, str]]) -> bool:
        """Whether there is something, of too few."""
        return bool(stukken) and self._count(stukken) < self.kleinste

    def _order(self, groep: Groep) -> tuple[int, str]:
        """Small before large; the same on every machine and at every look, or looks could be compared."""
        return self._count(self.leden[groep]), str(groep)

    def _find_toonbaar(self) -> set[Groep]:
        """Begin with every group that is large enough; drop the smallest until no rest is too small."""
        groot = [groep for groep, stukken in self.leden.items() if not self._is_klein(stukken)]
        toonbaar = sorted(groot, key=self._order)
        while te_veel := self._find_te_veel(toonbaar):
            toonbaar.remove(te_veel[0])
        return set(toonbaar)

    def _find_te_veel(self, toonbaar: list[Groep]) -> list[Groep]:
        """Groups that together leave too little of the whole, or of a group that holds them; small first.

        The whole is looked at before its groups, and a large group before a small one: a group that goes
        itself needs nothing to go for it.
        """
        per_richting: dict[str, list[Groep]] = defaultdict(list)
        for groep in toonbaar:
            per_richting[groep[0]].append(groep)
        for houder in (set(self.wie), *(self.leden[groep] for groep in reversed(toonbaar))):
            for _, groepen in sorted(per_richting.items()):
                binnen = [groep for groep in groepen if self.leden[groep] <= houder]
                rest = houder.difference(*(self.leden[groep] for groep in binnen))
                if binnen and self._is_klein(rest):
                    return binnen
        return []
