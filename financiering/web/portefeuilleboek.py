"""The portfolio as a workbook, with where its figures come from."""

import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference

from financiering.domain.bedragen import NUL
from financiering.domain.codes import Aard
from financiering.domain.woorden import format_datum
from financiering.rapportage.portefeuille import ASSEN, LABELS, sort_tabel
from financiering.rapportage.verdeling import compute_overzicht, compute_verdeling
from financiering.uitwisseling.writer import clean_tekst
from financiering.web.datums import get_peildatum
from financiering.web.portefeuillevraag import (
    describe_filters,
    find_gemeente,
    pick_jaren,
    read_blik,
)


@require_safe
def excel(request: HttpRequest) -> HttpResponse:
    """The same figures as the page, with where they come from."""
    gemeente = find_gemeente(request)
    blik = read_blik(request, gemeente)
    jaar, jaren, _ = pick_jaren(request, blik)
    overzicht = compute_overzicht(blik, jaar, jaren, "aard")
    boek = Workbook(write_only=True)
    _write_inhoud(boek, request, gemeente, blik)
    per = boek.create_sheet("Per jaar")
    per.append(["Jaar", *(aard.label for aard in Aard), "Samen"])
    for welk, delen in overzicht.jaren.items():
        per.append([welk, *delen.values(), sum(delen.values(), NUL)])
    per.add_chart(_make_grafiek(per, len(Aard), len(overzicht.jaren), gemeente.naam), "G2")
    _write_verdelingen(boek, blik, jaar)
    _write_jaar(boek, blik, jaar, overzicht.natura)
    uit = io.BytesIO()
    boek.save(uit)
    antwoord = HttpResponse(
        uit.getvalue(),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    naam = f"portefeuille-{gemeente.pk}-{jaar}.xlsx"
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord


def _write_inhoud(boek: Any, request: HttpRequest, gemeente: Any, blik: Any) -> None:
    vraag = blik.vraag
    inhoud = boek.create_sheet("Inhoud")
    for regel in (
        (f"Portefeuille van {gemeente.naam}",),
        ("Gemaakt op peildatum", format_datum(get_peildatum(request))),
        (
            "Alleen wat liep op",
            format_datum(vraag.peildatum) if vraag.peildatum else "alle dagen van het jaar",
        ),
        ("Bekend op", format_datum(vraag.bekend_op.date()) if vraag.bekend_op else "nu"),
        *((naam, clean_tekst(waarde)) for naam, waarde in describe_filters(blik)),
        ("Bron", "Buurtfundament; bedragen in euro, verleend, verdeeld over de jaren naar dagen"),
        ("Kleine groepen", f"Geld dat niet met de gemeente is gedeeld, staat alleen in een rij waar het van ten minste {blik.kleinste} initiatieven samen is."),
    ):  # fmt: skip
        inhoud.append(["" if str(cel)[:1] in "=+-@" else cel for cel in regel])


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


def _write_verdelingen(boek: Any, blik: Any, jaar: int) -> None:
    """Per kind of money and per neighbourhood, each with its chart; the largest first."""
    for as_, kop in (("geldsoort", "Soort geld"), ("bron", "Soort gever"), ("wijk", "Wijk")):
        verdeling = compute_verdeling(blik, jaar, (as_,))
        rijen = sorted(verdeling.rijen, key=lambda rij: -rij["verleend"])
        if not rijen:
            continue
        blad = boek.create_sheet(kop)
        blad.append([kop, "Verleend"])
        for rij in rijen:
            naam = LABELS.get(as_, {}).get(rij[as_], rij[as_]) or "niet bekend"
            blad.append([clean_tekst(str(naam)).lstrip("=+-@\t\r"), rij["verleend"]])
        if verdeling.rest:
            blad.append(["niet uitgesplitst: kleine groepen", verdeling.rest])
        hoeveel = len(rijen) + bool(verdeling.rest)
        blad.add_chart(_make_grafiek(blad, 1, hoeveel, f"{kop}, {jaar}"), "D2")


def _write_jaar(boek: Any, blik: Any, jaar: int, natura: Any) -> None:
    tabel = boek.create_sheet(str(jaar))
    tabel.append(
        ["Jaar", "Aard", "Regelmaat", "Soort geld", "Soort gever", "Wijk", "Aantal", "Verleend"]
    )
    verdeling = compute_verdeling(blik, jaar, ASSEN)
    for rij in sort_tabel(verdeling.rijen):
        wijk = clean_tekst(rij["wijk"]).lstrip("=+-@\t\r")
        woorden = [LABELS[naam].get(rij[naam], "") for naam in ASSEN[:-1]]
        tabel.append([jaar, *woorden, wijk, rij["aantal"], rij["verleend"]])
    if verdeling.rest_aantal:
        leeg = ["niet uitgesplitst: kleine groepen", *[""] * 4]
        tabel.append([jaar, *leeg, verdeling.rest_aantal, verdeling.rest])
    if natura:
        tabel.append([jaar, "waarde van hulp in natura, telt niet mee als geld", *[""] * 5, natura])
