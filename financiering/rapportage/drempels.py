"""What another threshold would change, counted before it is kept."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from financiering.continuiteit.dossier import load_dossiers
from financiering.continuiteit.feiten import Dossier
from financiering.continuiteit.regel import Drempels, Instellingen, Regel
from financiering.continuiteit.registry import REGISTER, fill_drempels
from financiering.continuiteit.uitkomst import Uitkomst
from financiering.domain.codes import Ernst
from financiering.services.signalen import load_instellingen


@dataclass(frozen=True, slots=True)
class Verschil:
    """Signals of one rule under the old and the new threshold; `anders`: another level."""

    nu: Mapping[Ernst, int]
    straks: Mapping[Ernst, int]
    erbij: int
    eraf: int
    anders: int

    @property
    def per_niveau(self) -> list[tuple[Ernst, int, int]]:
        """Level, now, and then; levels that nobody has are left out."""
        return [
            (ernst, self.nu.get(ernst, 0), self.straks.get(ernst, 0))
            for ernst in Ernst
            if self.nu.get(ernst) or self.straks.get(ernst)
        ]


def compare_drempel(regel: Regel, sleutel: str, waarde: Decimal, peildatum: date) -> Verschil:
    """Judge every initiative twice on one rule, in the number of queries of one scan."""
    instellingen = load_instellingen(peildatum)
    oud = fill_drempels(regel, instellingen)
    eigen = {**instellingen.drempels, (regel.code, sleutel): waarde}
    nieuw = fill_drempels(REGISTER[regel.code], Instellingen(eigen))
    paren = (
        (_judge(regel, dossier, peildatum, oud), _judge(regel, dossier, peildatum, nieuw))
        for dossier in load_dossiers(peildatum)
    )
    return _count(paren)


Niveaus = dict[int | None, Ernst]


def _judge(regel: Regel, dossier: Dossier, peildatum: date, drempels: Drempels) -> Niveaus:
    uitkomsten: Iterable[Uitkomst] = regel.beoordeel(dossier, peildatum, drempels)
    return {u.stroom[0] if u.stroom else None: u.ernst for u in uitkomsten}


def _count(paren: Iterable[tuple[Niveaus, Niveaus]]) -> Verschil:
    nu, straks = Counter[Ernst](), Counter[Ernst]()
    erbij = eraf = anders = 0
    for voor, na in paren:
        nu.update(voor.values())
        straks.update(na.values())
        erbij += len(na.keys() - voor.keys())
        eraf += len(voor.keys() - na.keys())
        anders += sum(voor[sleutel] != na[sleutel] for sleutel in voor.keys() & na.keys())
    return Verschil(nu, straks, erbij, eraf, anders)
