"""The rules there are: found by looking in `regels`, one file each, one code each."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from types import ModuleType

from financiering.continuiteit import regels
from financiering.continuiteit.feiten import Dossier
from financiering.continuiteit.regel import STANDAARD, Drempels, Instellingen, Regel
from financiering.continuiteit.uitkomst import Bevinding

Oordeel = Callable[[Sequence[Dossier], date], Iterator[Bevinding]]
"""What every rule says of some initiatives on one day, in order of code.

Some at a time and not one, because a processor that stays with one rule works a good deal faster.
"""


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

    def prepare(self, instellingen: Instellingen = STANDAARD) -> Oordeel:
        """What judges initiatives, with what the installation set filled in once."""
        plan = [
            (regel, _to_getallen(fill_drempels(regel, instellingen)), regel.code in instellingen.op_proef)
            for regel in self
        ]  # fmt: skip

        maak = partial(tuple.__new__, Bevinding)  # a third of the time of calling it by its fields

        def judge(dossiers: Sequence[Dossier], peildatum: date) -> Iterator[Bevinding]:
            for regel, drempels, op_proef in plan:
                van_regel = (regel.code, regel.versie, regel.grondslag, regel.over_mensen, op_proef)
                for dossier in dossiers:
                    feit = dossier.initiatief
                    for uitkomst in regel.beoordeel(dossier, peildatum, drempels):
                        yield maak((feit.pk, feit.kenmerk, *van_regel, uitkomst))

        return judge

    def judge(
        self, dossier: Dossier, peildatum: date, instellingen: Instellingen = STANDAARD
    ) -> Iterator[Bevinding]:
        """What every rule says of one initiative on one day, in order of code."""
        return self.prepare(instellingen)([dossier], peildatum)


def fill_drempels(regel: Regel, instellingen: Instellingen) -> Drempels:
    """The rule's defaults with what the installation set over them."""
    if not instellingen.drempels:
        return regel.drempels
    return {
        sleutel: instellingen.drempels.get((regel.code, sleutel), waarde)
        for sleutel, waarde in regel.drempels.items()
    }


def _to_getallen(drempels: Drempels) -> Drempels:
    """Whole thresholds as integers: days and months are compared hundreds of thousands of times a scan."""
    return {
        sleutel: int(waarde) if waarde == int(waarde) else waarde
        for sleutel, waarde in drempels.items()
    }


def build_register() -> Register:
    """All rules of the application."""
    register = Register()
    register.load(regels)
    return register


REGISTER = build_register()
