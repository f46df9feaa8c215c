"""The sheet Geldstromen: the stream, its report, its domains, its place in a chain and a pot."""

from collections.abc import Mapping
from typing import Any

from financiering.domain.bedragen import NUL
from financiering.domain.codes import Aard, Regelmaat
from financiering.domain.exceptions import DomeinFout
from financiering.domain.invoer import fold
from financiering.models import (
    Domeindeel,
    Financier,
    Geldstroom,
    Gemeente,
    Initiatief,
    Pot,
    Verantwoording,
)
from financiering.services.financiers import build_financier
from financiering.services.geldstromen import save_domeindelen
from financiering.services.jaarbedragen import bulk_write_jaarbedragen, bulk_write_kenmerken
from financiering.services.potten import check_pot
from financiering.services.schrijven import (
    bulk_create_with_reason,
    bulk_update_with_reason,
    save_object,
)
from financiering.uitwisseling.bladen.basis import Bladschrijver, Velden, lock, note_verschil
from financiering.uitwisseling.reader import Rij

STANDAARD = {
    "aard": Aard.ONBEKEND,
    "regelmaat": Regelmaat.ONBEKEND,
    "eigen_exploitatie": True,
}
"""What an empty cell means where the field itself cannot be empty."""

VERANTWOORDING = (
    "uiterlijk_op",
    "ingediend_op",
    "niveau",
    "uren",
    "accountantskosten",
    "ervaren_last",
)
SPLITSVELDEN = {"van", "tot", "verwacht", "aangevraagd", "verleend", "vastgesteld"}


class GeldstroomSchrijver(Bladschrijver):
    """One row is one stream."""

    model = Geldstroom
    apart = frozenset(
        {"initiatief", "financier", "volgt_op", "pot", "domeinen"}
        | {f"v_{veld}" for veld in VERANTWOORDING}
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.financiers = {fold(f.naam): f for f in Financier.objects.all()}
        self.wachtend: list[tuple[Rij, str, str]] = []
        self.geraakte_potten: dict[int, Rij] = {}
        self.erbij: set[int] = set()

    def load(self, rijen: list[Rij]) -> Mapping[int, Any]:
        self.initiatieven = self.find_initiatieven(rijen)
        self.domeinen: dict[str, dict[str, Any]] = {}
        self.verantwoordingen: dict[str, Verantwoording] = {}
        self.potten = {
            pot.kenmerk: pot
            for pot in Pot.objects.filter(kenmerk__in={rij.waarden.get("pot") for rij in rijen})
        }
        nummers = {rij.waarden["kenmerk"]: rij.nummer for rij in rijen}
        stand = (
            lock(Geldstroom.objects.filter(kenmerk__in=nummers))
            .select_related("initiatief", "financier", "pot", "volgt_op")
            .prefetch_related("domeindelen", "verantwoordingen")
        )
        return {nummers[stroom.kenmerk]: stroom for stroom in stand}

    def build(self, rij: Rij) -> Geldstroom | None:
        initiatief = self.initiatieven.get(rij.waarden["initiatief"])
        if initiatief is None:
            self.report_onbekend(rij, "initiatief", "het initiatief")
            return None
        return Geldstroom(initiatief=initiatief)

    def fill(self, obj: Geldstroom, rij: Rij) -> Velden:
        waarden = {
            veld: STANDAARD[veld] if waarde in (None, "") and veld in STANDAARD else waarde
            for veld, waarde in rij.waarden.items()
        }
        rij = Rij(rij.nummer, waarden)
        verschillen = super().fill(obj, rij)
        self._fill_financier(obj, rij, verschillen)
        self._fill_pot(obj, rij, verschillen)
        self._fill_volgt_op(obj, rij, verschillen)
        self._fill_domeinen(obj, rij, verschillen)
        self._fill_verantwoording(obj, rij, verschillen)
        return verschillen

    def _fill_financier(self, obj: Geldstroom, rij: Rij, verschillen: Velden) -> None:
        naam = " ".join(rij.waarden["financier"].split())
        financier = self.financiers.get(fold(naam))
        if financier is None:
            financier = build_financier(naam, rij.waarden["bron"], _gemeente_van(obj))
            save_object(financier, self.handeling)
            self.financiers[fold(naam)] = financier
        if obj.financier_id != financier.pk:
            oud = obj.financier.naam if obj.financier_id else ""
            verschillen["financier"] = (oud, financier.naam)
            obj.financier = financier

    def _fill_pot(self, obj: Geldstroom, rij: Rij, verschillen: Velden) -> None:
        if "pot" not in rij.waarden:
            return
        kenmerk = rij.waarden["pot"]
        pot = self.potten.get(kenmerk)
        anders = obj.pot_id != (pot and pot.pk)
        if kenmerk and (pot is None or (anders and not self._may_use(pot))):
            self.report_onbekend(rij, "pot", "de pot")
            return
        if anders:
            if obj.pot and not self._may_use(obj.pot):
                self.lezer.add_fout(
                    rij.nummer, "pot", "Alleen de gemeente haalt geld uit haar pot."
                )
                return
            if pot and obj.financier.gemeente_id != pot.gemeente_id:
                self.lezer.add_fout(
                    rij.nummer, "pot", f'"{kenmerk}" is een pot van een andere gever.'
                )
                return
            verschillen["pot"] = (obj.pot.kenmerk if obj.pot else "", kenmerk)
            obj.pot = pot
        if pot:
            self.geraakte_potten[pot.pk] = rij
            if {"pot", "verleend"} & verschillen.keys():
                self.erbij.add(pot.pk)

    def _may_use(self, pot: Pot) -> bool:
        """Somebody else's pot is as unknown as one that is not there: its name and balance are not theirs."""
        return self.omgeving.may_write_gemeente(pot.gemeente_id)

    def _fill_volgt_op(self, obj: Geldstroom, rij: Rij, verschillen: Velden) -> None:
        if "volgt_op" not in rij.waarden:
            return
        oud = obj.volgt_op.kenmerk if obj.volgt_op else ""
        nieuw = rij.waarden["volgt_op"]
        if oud == nieuw:
            return
        verschillen["volgt_op"] = (oud, nieuw)
        obj.volgt_op = None
        if nieuw:
            self.wachtend.append((rij, rij.waarden["kenmerk"], nieuw))

    def _fill_domeinen(self, obj: Geldstroom, rij: Rij, verschillen: Velden) -> None:
        if "domeinen" not in rij.waarden:
            return
        nieuw = rij.waarden["domeinen"] or {}
        oud = {deel.domein: deel.procent for deel in obj.domeindelen.all()} if obj.pk else {}
        if oud != nieuw:
            self.domeinen[rij.waarden["kenmerk"]] = nieuw
            if obj.pk:
                verschillen["domeinen"] = (oud, nieuw)

    def _fill_verantwoording(self, obj: Geldstroom, rij: Rij, verschillen: Velden) -> None:
        bekend = list(obj.verantwoordingen.all())[:1] if obj.pk else []
        verantwoording = bekend[0] if bekend else Verantwoording()
        eigen: Velden = {}
        for veld in VERANTWOORDING:
            if f"v_{veld}" in rij.waarden:
                note_verschil(eigen, verantwoording, veld, rij.waarden[f"v_{veld}"])
        if eigen:
            self.verantwoordingen[rij.waarden["kenmerk"]] = verantwoording
            verschillen.update({f"v_{veld}": paar for veld, paar in eigen.items()})

    def check(self, obj: Geldstroom, rij: Rij) -> bool:
        kenmerk = obj.initiatief.kenmerk
        if not self.omgeving.may_write_initiatief(kenmerk):
            self.lezer.add_fout(
                rij.nummer, "kenmerk", f'"{obj.kenmerk}" is al in gebruik. Kies een ander kenmerk.'
            )
            return False
        if kenmerk != rij.waarden["initiatief"]:
            self.lezer.add_fout(
                rij.nummer,
                "initiatief",
                f'"{obj.kenmerk}" hoort bij initiatief {kenmerk}. Kies een ander kenmerk.',
            )
            return False
        return super().check(obj, rij)

    def store(self, nieuw: list[Any], anders: list[Any], velden: Any) -> None:
        namen = {*velden, "financier", "pot", "volgt_op"} if anders else velden
        super().store(nieuw, anders, namen)
        moment = self.handeling.moment
        bulk_write_jaarbedragen(nieuw, moment, nieuw=True)
        if SPLITSVELDEN & set(velden):
            bulk_write_jaarbedragen(anders, moment, nieuw=False)
        else:
            bulk_write_kenmerken(anders)
        per_kenmerk = {stroom.kenmerk: stroom for stroom in (*nieuw, *anders)}
        self._store_domeinen(nieuw, per_kenmerk)
        self._store_verantwoordingen(per_kenmerk)

    def _store_domeinen(self, nieuw: list[Any], per_kenmerk: dict[str, Geldstroom]) -> None:
        vers = {stroom.kenmerk for stroom in nieuw}
        bulk_create_with_reason(
            [
                Domeindeel(geldstroom=per_kenmerk[kenmerk], domein=domein, procent=procent)
                for kenmerk, delen in self.domeinen.items()
                if kenmerk in vers
                for domein, procent in delen.items()
            ],
            self.handeling,
        )
        for kenmerk, delen in self.domeinen.items():
            if kenmerk not in vers:
                save_domeindelen(per_kenmerk[kenmerk], delen, self.handeling)

    def _store_verantwoordingen(self, per_kenmerk: dict[str, Geldstroom]) -> None:
        nieuw: list[Verantwoording] = []
        anders: list[Verantwoording] = []
        for kenmerk, verantwoording in self.verantwoordingen.items():
            verantwoording.geldstroom = per_kenmerk[kenmerk]
            (anders if verantwoording.pk else nieuw).append(verantwoording)
        bulk_create_with_reason(nieuw, self.handeling)
        bulk_update_with_reason(anders, VERANTWOORDING, self.handeling)

    def finish(self) -> None:
        """Tie the chains, which may lead forward in the file, and count the pots."""
        if self.lezer.fouten.aantal:
            return
        self._tie_ketens()
        for pot_id, rij in self.geraakte_potten.items():
            try:
                pot = check_pot(pot_id, extra=NUL)
                if pot.gesloten_op and pot_id in self.erbij:
                    raise DomeinFout(f"De pot “{pot}” is afgesloten.")
            except DomeinFout as fout:
                self.lezer.add_fout(rij.nummer, "pot", fout.boodschap)

    def _load_ketens(self) -> dict[str, Geldstroom]:
        genoemd = {kenmerk for _, eigen, vorige in self.wachtend for kenmerk in (eigen, vorige)}
        return {s.kenmerk: s for s in Geldstroom.objects.filter(kenmerk__in=genoemd)}

    def _tie_ketens(self) -> None:
        bekend = self._load_ketens()
        gebonden = []
        for rij, eigen, vorige in self.wachtend:
            voorganger = bekend.get(vorige)
            if voorganger is None:
                self.report_onbekend(rij, "volgt_op", "de eerdere geldstroom")
            elif voorganger.initiatief_id != bekend[eigen].initiatief_id:
                self.lezer.add_fout(
                    rij.nummer, "volgt_op", "De eerdere geldstroom is van een ander initiatief."
                )
            else:
                bekend[eigen].volgt_op = voorganger
                gebonden.append(bekend[eigen])
        for rij, eigen, _ in self.wachtend:
            if _bites_tail(bekend, eigen):
                self.lezer.add_fout(rij.nummer, "volgt_op", "Zo volgt de geldstroom op zichzelf.")
        if self.lezer.fouten.aantal == 0:
            bulk_update_with_reason(gebonden, ["volgt_op"], self.handeling)


def _bites_tail(bekend: dict[str, Geldstroom], kenmerk: str) -> bool:
    gezien: set[int] = set()
    stroom: Geldstroom | None = bekend.get(kenmerk)
    while stroom is not None and stroom.pk not in gezien:
        gezien.add(stroom.pk)
        stroom = stroom.volgt_op
    return stroom is not None


def _gemeente_van(obj: Geldstroom) -> Gemeente:
    initiatief: Initiatief = obj.initiatief
    return initiatief.gemeente
