"""Which column is probably which field: what an official would guess from the headings."""

from collections.abc import Callable, Iterable

from financiering.domain.invoer import fold

NAMEN: dict[str, tuple[str, ...]] = {
    "dossiernummer": ("dossiernummer", "zaaknummer", "kenmerk", "subsidienummer", "dossier", "nummer"),
    "ontvanger": ("ontvanger", "aanvrager", "begunstigde", "organisatie", "instelling", "naam", "wie"),
    "omschrijving": ("omschrijving", "projectnaam", "project", "activiteit", "waarvoor", "wat"),
    "jaar": ("subsidiejaar", "jaar"),
    "van": ("begindatum", "startdatum", "ingangsdatum", "van"),
    "tot": ("einddatum", "totenmet", "tot"),
    "maanden": ("maanden", "duur"),
    "aangevraagd": ("bedragaangevraagd", "aangevraagdbedrag", "aangevraagd"),
    "vastgesteld": ("bedragvastgesteld", "vastgesteldbedrag", "vastgesteld"),
    "verleend": ("bedragverleend", "verleendbedrag", "verleend", "toegekend", "bedrag"),
    "beschikking_op": ("datumbesluit", "besluitdatum", "beschikkingsdatum", "datumverlening"),
    "regelmaat": ("periodiciteit", "regelmaat", "periodiek"),
    "aard": ("aard", "structureel"),
    "regeling": ("regelingnaam", "subsidieregeling", "regeling"),
    "domein": ("beleidsterrein", "beleidsveld", "domein", "programma"),
    "taakveld": ("taakveld", "iv3taakveld"),
    "wijk": ("wijk", "stadsdeel", "gebied"),
    "toelichting": ("toelichting", "opmerking"),
    "stand_op": ("datumoverzicht", "peildatum"),
    "financier": ("financier", "verstrekker", "gever"),
}  # fmt: skip
"""Headings as they are met, by field: letters only, the surest first."""
LANG = 5
"""From this length a word also counts as part of a longer heading."""


def guess_kolommen(koppen: Iterable[str]) -> dict[str, str]:
    """Field to heading, each heading once; a heading that says it exactly goes before one that holds it."""
    vrij = {fold(kop): kop for kop in koppen if kop}
    gevonden: dict[str, str] = {}
    for past in (_is_gelijk, _is_deel):
        for veld, woorden in NAMEN.items():
            kop = None if veld in gevonden else _pick_kop(vrij, woorden, past)
            if kop is not None:
                gevonden[veld] = vrij.pop(kop)
    return gevonden


def _is_gelijk(woord: str, kop: str) -> bool:
    return woord == kop


def _is_deel(woord: str, kop: str) -> bool:
    return len(woord) >= LANG and woord in kop


def _pick_kop(
    koppen: Iterable[str], woorden: Iterable[str], past: Callable[[str, str], bool]
) -> str | None:
    return next((kop for woord in woorden for kop in koppen if past(woord, kop)), None)
