"""The sheet Potten."""

from collections.abc import Mapping
from typing import Any

from financiering.domain.bedragen import NUL
from financiering.domain.exceptions import DomeinFout
from financiering.domain.woorden import format_bedrag
from financiering.models import Pot
from financiering.services.potten import save_pot
from financiering.uitwisseling.bladen.basis import Bladschrijver, Velden, lock
from financiering.uitwisseling.reader import Rij


class PotSchrijver(Bladschrijver):
    """One row is one pot; few enough to save one by one."""

    model = Pot
    apart = frozenset({"gemeente", "bijdragen"})

    def load(self, rijen: list[Rij]) -> Mapping[int, Any]:
        self.bijdragen: dict[str, dict[str, Any] | None] = {}
        kenmerken = {rij.waarden["kenmerk"]: rij.nummer for rij in rijen}
        stand = lock(Pot.objects.filter(kenmerk__in=kenmerken)).prefetch_related("bijdragen")
        return {kenmerken[pot.kenmerk]: pot for pot in stand}

    def build(self, rij: Rij) -> Pot:
        return Pot(kenmerk=rij.waarden["kenmerk"])

    def fill(self, obj: Pot, rij: Rij) -> Velden:
        verschillen = super().fill(obj, rij)
        gemeente = self.omgeving.find_gemeente(rij.waarden["gemeente"])
        if gemeente and obj.gemeente_id != gemeente.pk:
            verschillen["gemeente"] = (obj.gemeente_id, gemeente.pk)
            obj.gemeente = gemeente
        if "bijdragen" in rij.waarden:
            nieuw = rij.waarden["bijdragen"] or {}
            oud = {deel.domein: deel.bedrag for deel in obj.bijdragen.all()} if obj.pk else {}
            self.bijdragen[obj.kenmerk] = nieuw
            if oud != nieuw:
                verschillen["bijdragen"] = (oud, nieuw)
        return verschillen

    def check(self, obj: Pot, rij: Rij) -> bool:
        gemeente = self.omgeving.find_gemeente(rij.waarden["gemeente"])
        if gemeente is None:
            self.lezer.add_fout(
                rij.nummer, "gemeente", f'"{rij.waarden["gemeente"]}" kennen we niet als gemeente.'
            )
            return False
        if not self.omgeving.may_write_gemeente(gemeente.pk):
            self.lezer.add_fout(
                rij.nummer, "gemeente", "Alleen de gemeente zelf beheert haar potten."
            )
            return False
        bijdragen = self.bijdragen.get(obj.kenmerk)
        if bijdragen and sum(bijdragen.values(), NUL) != obj.bedrag:
            self.lezer.add_fout(
                rij.nummer,
                "bijdragen",
                f"De bijdragen zijn samen {format_bedrag(sum(bijdragen.values(), NUL))}; "
                f"het bedrag is {format_bedrag(obj.bedrag)}.",
            )
            return False
        return super().check(obj, rij)

    def store(self, nieuw: list[Any], anders: list[Any], velden: Any) -> None:
        for pot in (*nieuw, *anders):
            try:
                save_pot(pot, self.bijdragen.get(pot.kenmerk), self.handeling)
            except DomeinFout as fout:
                self.lezer.fouten.add(self.lezer.blad.naam, "", f"{pot.kenmerk}: {fout.boodschap}")
