"""What an initiative may open to whom, in the words it chooses by."""

from financiering.domain.codes import Onderdeel, Ontvanger

KEUZES = (
    (Ontvanger.GEMEENTE, Onderdeel.GELDSTROMEN, "De gemeente ziet al je geldstromen, niet alleen haar eigen.",
     "Dan hoef je haar niet apart te vertellen waar je op rekent."),
    (Ontvanger.GEMEENTE, Onderdeel.SIGNALEN, "De gemeente ziet je signalen.", "Dan kan zij op tijd helpen."),
    (Ontvanger.GEMEENTE, Onderdeel.TAKEN, "De gemeente ziet wie welke taak draagt.", "Dat zijn persoonsgegevens."),
    (Ontvanger.KENNISSTEUNFUNCTIE, Onderdeel.SIGNALEN, "De adviseur ziet je signalen en de cijfers erachter.",
     "Dan weet de adviseur wanneer je hulp kunt gebruiken."),
    (Ontvanger.KENNISSTEUNFUNCTIE, Onderdeel.GELDSTROMEN, "De adviseur ziet al je geldstromen.",
     "Dan kan de adviseur meedenken over het vervolg."),
    (Ontvanger.KENNISSTEUNFUNCTIE, Onderdeel.TAKEN, "De adviseur ziet wie welke taak draagt.", "Dat zijn persoonsgegevens."),
    (Ontvanger.OPENBAAR, Onderdeel.PAGINA, "Iedereen ziet een korte pagina over je initiatief.",
     "Je naam, je plek, sinds wanneer en wat je doet. Zonder namen van personen en zonder bedragen."),
    (Ontvanger.OPENBAAR, Onderdeel.VERHAAL, "Op die pagina staat ook het hele verhaal.",
     "Voor wie, wat je wilt bereiken en wat er verandert. Schrijf er geen namen van personen in."),
    (Ontvanger.OPENBAAR, Onderdeel.TOTALEN, "Op die pagina staat ook hoeveel geld je per jaar kreeg.",
     "Per soort geld, zonder de namen van gevers."),
)  # fmt: skip
"""Receiver, part, what opening it means, and why one would (or what to mind)."""

TE_OPENEN = frozenset((ontvanger, onderdeel) for ontvanger, onderdeel, *_ in KEUZES)
"""The pairs there are: nobody opens a public page to a municipality, or tasks to everybody."""
