"""The sheets Initiatieven, Taken and Begroting."""

from collections.abc import Mapping
from typing import Any

from financiering.domain.codes import Geldsoort, SoortTaak
from financiering.domain.invoer import fold
from financiering.models import Begrotingspost, Initiatief, Taak
from financiering.services.jaarbedragen import follow_initiatieven
from financiering.uitwisseling.bladen.basis import Bladschrijver, Velden, lock, note_verschil
from financiering.uitwisseling.reader import Rij


class InitiatiefSchrijver(Bladschrijver):
    """One row is one initiative."""

    model = Initiatief
    apart = frozenset({"gemeente"})

    def load(self, rijen: list[Rij]) -> Mapping[int, Any]:
        kenmerken = {rij.waarden["kenmerk"]: rij.nummer for rij in rijen}
        stand = lock(Initiatief.objects.filter(kenmerk__in=kenmerken)).select_related("gemeente")
        return {kenmerken[initiatief.kenmerk]: initiatief for initiatief in stand}

    def build(self, rij: Rij) -> Initiatief:
        return Initiatief(kenmerk=rij.waarden["kenmerk"])

    def fill(self, obj: Initiatief, rij: Rij) -> Velden:
        waarden = rij.waarden | {"beleidsdomeinen": rij.waarden.get("beleidsdomeinen") or []}
        if "beleidsdomeinen" not in rij.waarden:
            waarden.pop("beleidsdomeinen")
        verschillen = super().fill(obj, Rij(rij.nummer, waarden))
        gemeente = self.omgeving.find_gemeente(rij.waarden["gemeente"])
        if gemeente and obj.gemeente_id != gemeente.pk:
            verschillen["gemeente"] = (obj.gemeente_id and obj.gemeente.naam, gemeente.naam)
            obj.gemeente = gemeente
        return verschillen

    def check(self, obj: Initiatief, rij: Rij) -> bool:
        if not self.omgeving.may_write_initiatief(obj.kenmerk):
            self.lezer.add_fout(rij.nummer, "kenmerk", f'"{obj.kenmerk}" is niet jouw initiatief.')
            return False
        if not self.omgeving.find_gemeente(rij.waarden["gemeente"]):
            self.lezer.add_fout(
                rij.nummer,
                "gemeente",
                f'"{rij.waarden["gemeente"]}" kennen we niet als gemeente. Schrijf de naam of de '
                "CBS-code, bijvoorbeeld GM0363.",
            )
            return False
        return self.validate_velden(obj, rij, ("kvk",)) and super().check(obj, rij)

    def store(self, nieuw: list[Any], anders: list[Any], velden: Any) -> None:
        super().store(nieuw, anders, {*velden, "gemeente"} if anders else velden)
        follow_initiatieven(initiatief.pk for initiatief in anders)


TAAKSOORTEN = {fold(label): soort for soort, label in SoortTaak.choices if soort != SoortTaak.EIGEN}


class TaakSchrijver(Bladschrijver):
    """One row is one task of one initiative; the eight known ones carry their fixed name."""

    model = Taak
    apart = frozenset({"initiatief", "naam", "kritiek"})

    def load(self, rijen: list[Rij]) -> Mapping[int, Any]:
        self.initiatieven = self.find_initiatieven(rijen)
        stand = {
            (taak.initiatief_id, taak.naam): taak
            for taak in lock(Taak.objects.filter(initiatief__in=self.initiatieven.values()))
        }
        gevonden = {}
        for rij in rijen:
            initiatief = self.initiatieven.get(rij.waarden["initiatief"])
            taak = initiatief and stand.get((initiatief.pk, self._name(rij)[1]))
            if taak:
                gevonden[rij.nummer] = taak
        return gevonden

    def build(self, rij: Rij) -> Taak | None:
        initiatief = self.initiatieven.get(rij.waarden["initiatief"])
        if initiatief is None:
            self.report_onbekend(rij, "initiatief", "het initiatief")
            return None
        soort, naam = self._name(rij)
        return Taak(initiatief=initiatief, soort=soort, naam=naam, kritiek=soort != SoortTaak.EIGEN)

    def _name(self, rij: Rij) -> tuple[str, str]:
        naam = rij.waarden["naam"]
        soort = TAAKSOORTEN.get(fold(naam), SoortTaak.EIGEN)
        return soort, naam if soort == SoortTaak.EIGEN else SoortTaak(soort).label

    def fill(self, obj: Taak, rij: Rij) -> Velden:
        verschillen = super().fill(obj, rij)
        if rij.waarden.get("kritiek") is not None:
            note_verschil(verschillen, obj, "kritiek", rij.waarden["kritiek"])
        return verschillen

    def store(self, nieuw: list[Any], anders: list[Any], velden: Any) -> None:
        super().store(nieuw, anders, {*velden, "kritiek"} if anders else velden)


class BegrotingSchrijver(Bladschrijver):
    """One row is one item of one year."""

    model = Begrotingspost
    apart = frozenset({"initiatief", "geldsoort"})

    def load(self, rijen: list[Rij]) -> Mapping[int, Any]:
        self.initiatieven = self.find_initiatieven(rijen)
        stand = {
            (post.initiatief_id, post.jaar, post.post): post
            for post in lock(
                Begrotingspost.objects.filter(initiatief__in=self.initiatieven.values())
            )
        }
        gevonden = {}
        for rij in rijen:
            initiatief = self.initiatieven.get(rij.waarden["initiatief"])
            post = initiatief and stand.get(
                (initiatief.pk, rij.waarden["jaar"], rij.waarden["post"])
            )
            if post:
                gevonden[rij.nummer] = post
        return gevonden

    def build(self, rij: Rij) -> Begrotingspost | None:
        initiatief = self.initiatieven.get(rij.waarden["initiatief"])
        if initiatief is None:
            self.report_onbekend(rij, "initiatief", "het initiatief")
            return None
        return Begrotingspost(initiatief=initiatief)

    def fill(self, obj: Begrotingspost, rij: Rij) -> Velden:
        verschillen = super().fill(obj, rij)
        if "geldsoort" in rij.waarden:
            note_verschil(
                verschillen, obj, "geldsoort", rij.waarden["geldsoort"] or Geldsoort.BASISGELD
            )
        return verschillen

    def store(self, nieuw: list[Any], anders: list[Any], velden: Any) -> None:
        super().store(nieuw, anders, {*velden, "geldsoort"} if anders else velden)
