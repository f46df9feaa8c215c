"""The sheet Betalingen: rows have no kenmerk of their own, so equal ones are matched first."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from financiering.models import Betaling, Geldstroom
from financiering.uitwisseling.bladen.basis import Bladschrijver, lock
from financiering.uitwisseling.reader import Rij

VELDEN = ("soort", "bedrag", "verwacht_op", "ontvangen_op")


class BetalingSchrijver(Bladschrijver):
    """One row is one payment.

    A row equal to a stored payment is that payment; the rows and payments that are left are matched
    in order; what is left after that is new. A payment that is not in the file stays.
    """

    model = Betaling
    apart = frozenset({"geldstroom"})

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.gebruikt: set[int] = set()
        self.hoogste: Counter[int] = Counter()

    def load(self, rijen: list[Rij]) -> Mapping[int, Any]:
        kenmerken = {rij.waarden["geldstroom"] for rij in rijen}
        self.stromen = {
            stroom.kenmerk: stroom
            for stroom in lock(Geldstroom.objects.filter(kenmerk__in=kenmerken)).select_related(
                "initiatief"
            )
            if self.omgeving.may_write_initiatief(stroom.initiatief.kenmerk)
        }
        vrij: dict[str, list[Betaling]] = defaultdict(list)
        bekend = Betaling.objects.filter(geldstroom__in=self.stromen.values())
        for betaling in bekend.order_by("volgnummer").select_related("geldstroom"):
            self.hoogste[betaling.geldstroom_id] = max(
                self.hoogste[betaling.geldstroom_id], betaling.volgnummer
            )
            if betaling.pk not in self.gebruikt and not betaling.vervallen_door:
                vrij[betaling.geldstroom.kenmerk].append(betaling)
        gevonden = self._match(rijen, vrij, gelijk=True)
        rest = [rij for rij in rijen if rij.nummer not in gevonden]
        gevonden |= self._match(rest, vrij, gelijk=False)
        self.gebruikt |= {betaling.pk for betaling in gevonden.values()}
        return gevonden

    def _match(
        self, rijen: list[Rij], vrij: dict[str, list[Betaling]], *, gelijk: bool
    ) -> dict[int, Betaling]:
        gevonden = {}
        for rij in rijen:
            kandidaten = vrij[rij.waarden["geldstroom"]]
            for betaling in kandidaten:
                if not gelijk or self._equals(betaling, rij):
                    gevonden[rij.nummer] = betaling
                    kandidaten.remove(betaling)
                    break
        return gevonden

    def _equals(self, betaling: Betaling, rij: Rij) -> bool:
        return all(
            getattr(betaling, veld) == rij.waarden[veld] for veld in VELDEN if veld in rij.waarden
        )

    def build(self, rij: Rij) -> Betaling | None:
        stroom = self.stromen.get(rij.waarden["geldstroom"])
        if stroom is None:
            self.report_onbekend(rij, "geldstroom", "de geldstroom")
            return None
        self.hoogste[stroom.pk] += 1
        return Betaling(geldstroom=stroom, volgnummer=self.hoogste[stroom.pk])
