"""The portfolio as a workbook: a sheet of contents, charts of Excel's own, and where it all comes from."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, When
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font

from financiering.domain.bedragen import NUL
from financiering.domain.codes import Aard
from financiering.domain.woorden import format_aantal, format_datum
from financiering.models import Gemeente
from financiering.rapportage.portefeuille import ASSEN, LABELS, sort_tabel
from financiering.rapportage.selectie import select_stromen
from financiering.rapportage.verdeling import (
    Blik,
    Losse,
    Verdeling,
    join_aard,
    name_rijen,
    read_alles,
)
from financiering.uitwisseling.writer import clean_tekst
from financiering.web.datums import get_peildatum
from financiering.web.portefeuillevraag import (
    describe_filters,
    find_gemeente,
    pick_jaren,
    read_blik,
)
from financiering.web.raadsvragen import answer

RICHTINGEN = (
    ("geldsoort", "Soort geld"), ("tot", "Besloten tot en met"), ("bron", "Soort gever"), ("wijk", "Wijk"),
    ("domein", "Domein"),
)  # fmt: skip
"""The directions that have a sheet and a chart of their own."""
NIET_UITGESPLITST = "niet uitgesplitst: niet gedeeld geld"
NIET_UIT_REGISTER = "Opgeschreven in Buurtfundament, of uit een werkboek"
EURO, VET, LINK = '"€" #,##0.00', Font(bold=True), Font(underline="single", color="0B5D5E")


@dataclass
class Boek:
    """Sheets in order, each with what it says; the contents are written first and know them all."""

    bladen: list[tuple[str, str, list[list[Any]], int]] = field(default_factory=list)
    """Name, what is on it, rows with the headings first, and how many columns a chart stacks (0: none)."""

    def add(self, naam: str, wat: str, rijen: Iterable[Sequence[Any]], reeksen: int = 0) -> None:
        self.bladen.append((naam, wat, [list(rij) for rij in rijen], reeksen))

    def build(self, kop: Sequence[Sequence[Any]]) -> bytes:
        """The whole workbook; `kop` stands above the list of sheets."""
        boek = Workbook(write_only=True)
        inhoud = boek.create_sheet("Inhoud")
        inhoud.column_dimensions["A"].width, inhoud.column_dimensions["B"].width = 28, 90
        for nummer, regel in enumerate(kop):
            inhoud.append([_cel(inhoud, waarde, vet=not nummer) for waarde in regel])
        inhoud.append([])
        inhoud.append([_cel(inhoud, "Blad", vet=True), _cel(inhoud, "Wat erop staat", vet=True)])
        for naam, wat, _, _ in self.bladen:
            cel = _cel(inhoud, naam)
            cel.hyperlink, cel.font = f"#'{naam}'!A1", LINK
            inhoud.append([cel, _cel(inhoud, wat)])
        for naam, wat, rijen, reeksen in self.bladen:
            _write_blad(boek.create_sheet(naam), wat, rijen, reeksen)
        uit = io.BytesIO()
        boek.save(uit)
        return uit.getvalue()


def _cel(blad: Any, waarde: Any, *, vet: bool = False) -> Any:
    """A cell that is never a formula; amounts as euros."""
    if isinstance(waarde, str):
        waarde = clean_tekst(waarde).lstrip("=+-@\t\r")
    cel = WriteOnlyCell(blad, value=waarde)
    if isinstance(waarde, Decimal):
        cel.number_format = EURO
    if vet:
        cel.font = VET
    return cel


def _write_blad(blad: Any, titel: str, rijen: list[list[Any]], reeksen: int) -> None:
    blad.freeze_panes = "A2"
    breed = max((len(rij) for rij in rijen), default=1)
    for plek in range(breed):
        lengte = max((len(str(rij[plek])) for rij in rijen if plek < len(rij)), default=8)
        blad.column_dimensions[chr(ord("A") + plek)].width = min(max(lengte + 4, 12), 60)
    for nummer, rij in enumerate(rijen):
        blad.append([_cel(blad, waarde, vet=not nummer) for waarde in rij])
    if reeksen and len(rijen) > 1:
        blad.add_chart(
            _make_grafiek(blad, reeksen, len(rijen) - 1, titel), f"{chr(ord('B') + breed)}2"
        )


def _make_grafiek(blad: Any, reeksen: int, rijen: int, titel: str) -> BarChart:
    """A chart of Excel's own over the table on the same sheet: it follows when a figure is changed."""
    grafiek = BarChart()
    grafiek.type, grafiek.grouping, grafiek.overlap = "col", "stacked", 100
    grafiek.title, grafiek.height, grafiek.width = titel, 9, 18
    grafiek.y_axis.numFmt, grafiek.y_axis.delete, grafiek.x_axis.delete = "#,##0", False, False
    grafiek.add_data(
        Reference(blad, min_col=2, max_col=1 + reeksen, min_row=1, max_row=1 + rijen),
        titles_from_data=True,
    )
    grafiek.set_categories(Reference(blad, min_col=1, min_row=2, max_row=1 + rijen))
    return grafiek


@require_safe
def excel(request: HttpRequest) -> HttpResponse:
    """The same figures as the page, with where they come from."""
    gemeente = find_gemeente(request)
    blik = read_blik(request, gemeente)
    jaar, jaren, (verborgen, alle) = pick_jaren(request, blik)
    boek = Boek()
    losse = read_alles(blik, (min(jaren), max(jaren)))
    overzicht = losse.compute_overzicht(jaar, jaren, "aard")
    per_jaar = [
        [j, *delen.values(), sum(delen.values(), NUL)] for j, delen in overzicht.jaren.items()
    ]
    boek.add(
        "Per jaar", f"Verleend per jaar, {gemeente.naam}",
        [["Jaar", *(aard.label for aard in Aard), "Samen"], *per_jaar], len(Aard),
    )  # fmt: skip
    for as_, kop in RICHTINGEN:
        _add_richting(boek, losse, jaar, as_, kop)
    _add_raad(boek, request, blik)
    _add_jaar(boek, losse, jaar, overzicht.natura)
    _add_bronnen(boek, blik, jaar)
    weg = f"{format_aantal(verborgen, 'initiatief deelt', 'initiatieven delen')} niet alle geldstromen, van de {alle} met geld."
    antwoord = HttpResponse(
        boek.build(
            [*_list_kop(request, gemeente, blik), ("Niet gedeeld", weg if verborgen else "niets")]
        ),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    naam = f"portefeuille-{gemeente.pk}-{jaar}.xlsx"
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord


def _list_kop(request: HttpRequest, gemeente: Gemeente, blik: Blik) -> list[tuple[str, ...]]:
    """What was asked, and how the figures are to be read."""
    vraag = blik.vraag
    return [
        (f"Portefeuille van {gemeente.naam}",),
        ("Gemaakt op peildatum", format_datum(get_peildatum(request))),
        (
            "Alleen wat liep op",
            format_datum(vraag.peildatum) if vraag.peildatum else "alle dagen van het jaar",
        ),
        ("Bekend op", format_datum(vraag.bekend_op.date()) if vraag.bekend_op else "nu"),
        *describe_filters(blik),
        ("Bedragen", "In euro, verleend, verdeeld over de jaren naar dagen. Hulp in natura telt niet mee."),
        ("Kleine groepen", f"Geld dat niet met de gemeente is gedeeld, staat alleen in een rij waar het van ten minste {blik.kleinste} initiatieven samen is."),
    ]  # fmt: skip


def _add_richting(boek: Boek, losse: Losse, jaar: int, as_: str, kop: str) -> None:
    """One direction by aard, with its chart."""
    verdeling: Verdeling = join_aard(losse.divide(jaar, (as_, "aard")), as_)
    rijen = [
        [rij["naam"], *rij["delen"].values(), rij["verleend"]]
        for rij in name_rijen(verdeling.rijen, as_)
    ]
    if verdeling.rest:
        rijen.append([NIET_UITGESPLITST, None, None, None, verdeling.rest])
    if rijen:
        kolommen = [kop, *(aard.label for aard in Aard), "Samen"]
        boek.add(kop, f"Verleend in {jaar}, {kop.lower()}", [kolommen, *rijen], len(Aard))


def _add_raad(boek: Boek, request: HttpRequest, blik: Blik) -> None:
    """The questions of the council, in numbers of initiatives."""
    antwoorden = answer(request, blik).antwoorden
    rijen = [
        [antwoord.vraag, groep.naam, groep.aantal, groep.zaaigeld if antwoord.code == "zaaigeld" else None]
        for antwoord in antwoorden
        for groep in antwoord.groepen
    ]  # fmt: skip
    kolommen = ["Vraag", "Antwoord", "Initiatieven", "Zaaigeld"]
    wat = f"Vragen van de raad op {format_datum(get_peildatum(request))}, zonder keuzes"
    boek.add("Vragen van de raad", wat, [kolommen, *rijen])


def _add_jaar(boek: Boek, losse: Losse, jaar: int, natura: Decimal) -> None:
    """Every combination of the directions of the command, for who wants to reckon on."""
    verdeling = losse.divide(jaar, ASSEN)
    kolommen = [
        "Jaar",
        "Aard",
        "Regelmaat",
        "Soort geld",
        "Soort gever",
        "Wijk",
        "Aantal",
        "Verleend",
    ]
    rijen: list[list[Any]] = [
        [jaar, *(LABELS[naam].get(rij[naam], "") for naam in ASSEN[:-1]), rij["wijk"], rij["aantal"], rij["verleend"]]
        for rij in sort_tabel(verdeling.rijen)
    ]  # fmt: skip
    leeg = [""] * 4
    if verdeling.rest_aantal:
        rijen.append([jaar, NIET_UITGESPLITST, *leeg, verdeling.rest_aantal, verdeling.rest])
    if natura:
        rijen.append([jaar, "waarde van hulp in natura, telt niet mee als geld", *leeg, "", natura])
    boek.add(
        str(jaar), f"{jaar} in elke combinatie, om zelf mee verder te rekenen", [kolommen, *rijen]
    )


def _add_bronnen(boek: Boek, blik: Blik, jaar: int) -> None:
    """Where the streams of the year were written down; what may not be opened is one number."""
    van_jaar = select_stromen(replace(blik.vraag, jaren=(jaar, jaar))).order_by()
    mag = Q(id__in=blik.hier)
    per_bron = van_jaar.annotate(
        # What may not be opened is one group: of it only the number is told.
        bron_naam=Case(When(mag, then=F("registerbron")), output_field=CharField(null=True))
    )
    rijen: list[list[Any]] = []
    volgorde = F("bron_naam").asc(nulls_last=True)
    for naam, aantal in per_bron.values_list("bron_naam").annotate(Count("id")).order_by(volgorde):
        if naam is not None:
            rijen.append([f"Register: {naam}" if naam else NIET_UIT_REGISTER, aantal])
        elif not blik.nauw:
            rijen.append(["Niet met de gemeente gedeeld; telt mee in totalen", aantal])
    boek.add(
        "Bronnen",
        f"Waar de geldstromen van {jaar} vandaan komen",
        [["Bron", "Geldstromen"], *rijen],
    )
