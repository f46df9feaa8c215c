"""The rules there are: found by looking in `regels`, one file each, one code each."""

import importlib
import pkgutil
from collections.abc import Iterator
from datetime import date
from types import ModuleType

from financiering.continuiteit import regels
from financiering.continuiteit.feiten import Dossier
from financiering.continuiteit.regel import STANDAARD, Drempels, Instellingen, Regel
from financiering.continuiteit.uitkomst import Bevinding


class Register:
    """A set of rules by code; tests make their own."""

    def __init__(self) -> None:
        self._regels: dict[str, Regel] = {}

    def __iter__(self) -> Iterator[Regel]:
        return iter(self._regels.values())

    def __getitem__(self, code: str) -> Regel:
        return self._regels[code]

    def __len__(self) -> int:
        return len(self._regels)

    def add(self, regel: Regel) -> None:
        """Raises ValueError for a code that is taken."""
        if regel.code in self._regels:
            raise ValueError(f"two rules with code {regel.code}")
        self._regels = dict(sorted([*self._regels.items(), (regel.code, regel)]))

    def load(self, pakket: ModuleType) -> None:
        """Add the `REGEL` of every module in a package."""
        for gevonden in pkgutil.iter_modules(pakket.__path__):
            module = importlib.import_module(f"{pakket.__name__}.{gevonden.name}")
            self.add(module.REGEL)

    def judge(
        self, dossier: Dossier, peildatum: date, instellingen: Instellingen = STANDAARD
    ) -> Iterator[Bevinding]:
        """What every rule says of one initiative on one day, in order of code."""
        for regel in self:
            for uitkomst in regel.beoordeel(dossier, peildatum, fill_drempels(regel, instellingen)):
                yield Bevinding(
                    dossier.initiatief.pk,
                    dossier.initiatief.kenmerk,
                    regel.code,
                    regel.versie,
                    regel.grondslag,
                    regel.over_mensen,
                    regel.code in instellingen.op_proef,
                    uitkomst,
                )


def fill_drempels(regel: Regel, instellingen: Instellingen) -> Drempels:
    """The rule's defaults with what the installation set over them."""
    if not instellingen.drempels:
        return regel.drempels
    return {
        sleutel: instellingen.drempels.get((regel.code, sleutel), waarde)
        for sleutel, waarde in regel.drempels.items()
    }


def build_register() -> Register:
    """All rules of the application."""
    register = Register()
    register.load(regels)
    return register


REGISTER = build_register()
