"""The rules explained in Dutch, from the rules themselves: for the page and for docs/regels.md."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from financiering.continuiteit.regel import Drempels, Instellingen, Regel, explain
from financiering.continuiteit.registry import REGISTER, fill_drempels
from financiering.domain.codes import Ernst

KOP = """# De regels

Niemand publiceert normen voor continuïteit. Elke drempel is daarom een keuze per installatie, met een begindatum;
de beheerder wijzigt ze onder *Beheer, Signaalregels en drempels* en ziet vooraf wat dat verandert. Hieronder staan de
waarden waarmee het systeem begint. Dit bestand is gemaakt uit de regels zelf (`make regels`).

- Ontbrekende gegevens lezen nooit als veilig: dan is de uitkomst *nog niet te zeggen*, met wat er ontbreekt.
- Een verzachting verlaagt één niveau, nooit onder *ter informatie*, en blijft in zicht.
- Regels over mensen spreken over taken, noemen niemand, en worden eerst aan het initiatief zelf getoond.
- Er is geen totaalscore. Een initiatief toont zijn ergste niveau, het aantal per niveau en de eerste dag waarop iets
  doen nog helpt.
"""


@dataclass(frozen=True, slots=True)
class Uitleg:
    """One rule in words, with its thresholds as they hold."""

    regel: Regel
    drempels: Drempels

    @property
    def wat(self) -> str:
        """What it looks at."""
        return explain(self.regel.uitleg, self.drempels)

    @property
    def niveaus(self) -> list[tuple[Ernst, str]]:
        """Per level when it fires, mildest first."""
        return [(e, explain(tekst, self.drempels)) for e, tekst in self.regel.niveaus.items()]

    @property
    def verzachting(self) -> str:
        """What makes it milder, or nothing."""
        return explain(self.regel.verzachting, self.drempels)


def list_uitleg(instellingen: Instellingen) -> list[Uitleg]:
    """All rules in order of code, with what this installation set."""
    return [Uitleg(regel, fill_drempels(regel, instellingen)) for regel in REGISTER]


def write_markdown(uitleg: Iterable[Uitleg]) -> str:
    """docs/regels.md."""
    return "\n".join([KOP, *(regel for deel in uitleg for regel in _write_regel(deel))])


def _write_regel(uitleg: Uitleg) -> Iterator[str]:
    regel = uitleg.regel
    yield f"## {regel.code} {regel.naam}\n"
    yield f"{uitleg.wat}\n"
    yield "| Niveau | Wanneer |\n|---|---|"
    for ernst, tekst in uitleg.niveaus:
        yield f"| {ernst.label} | {tekst} |"
    yield ""
    if uitleg.verzachting:
        yield f"{uitleg.verzachting}\n"
    if regel.over_mensen:
        yield "Deze regel gaat over mensen: het initiatief ziet hem eerst, anderen alleen als het dat wil.\n"
    yield f"Voorbeeld: {regel.voorbeeld}\n"
    drempels = ", ".join(f"`{sleutel}` {waarde:f}" for sleutel, waarde in regel.drempels.items())
    yield f"Drempels: {drempels}.\n"
    yield f"Bron: {regel.grondslag}. Versie {regel.versie}.\n"
