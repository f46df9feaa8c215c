"""Fictive content for the living style page."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator

from financiering.continuiteit.maandbeeld import Maandbeeld
from financiering.domain.codes import Ernst, Geldsoort
from financiering.domain.perioden import add_maanden
from financiering.web.grafieken.grafiek import Grafiek
from financiering.web.grafieken.horizon import build_horizon_grafiek
from financiering.web.grafieken.stapels import (
    Staaf,
    Stapel,
    build_jaren_grafiek,
    build_staven_grafiek,
)
from financiering.web.grafieken.tijdlijn import Balk, build_tijdlijn_grafiek
from financiering.web.onderdelen import BedragRegel, Stap, Zin

PEILDATUM = date(2026, 11, 23)


class VoorbeeldForm(forms.Form):
    """The five things that adding money asks, as an example of every kind of field."""

    waarvoor = forms.CharField(
        label="Waarvoor is het?", help_text="Bijvoorbeeld: huur van de zaal."
    )
    gever = forms.CharField(label="Van wie komt het?")
    geldsoort = forms.ChoiceField(
        label="Wat voor geld is het?",
        choices=[(c.value, c.label) for c in Geldsoort if c != Geldsoort.ONBEKEND],
        widget=forms.RadioSelect,
    )
    bedrag = forms.DecimalField(
        label="Hoeveel is het?", widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    van = forms.DateField(label="Vanaf wanneer?", widget=forms.DateInput(attrs={"type": "date"}))
    wijk = forms.ChoiceField(label="Welke wijk?", choices=[("", "Kies een wijk"), ("1", "Noord")])
    bestand = forms.FileField(label="De brief", required=False, help_text="Een PDF of een foto.")
    noot = forms.CharField(
        label="Wil je er iets bij zeggen?", required=False, widget=forms.Textarea
    )
    gedeeld = forms.BooleanField(label="De gemeente mag dit zien", required=False)


def build_voorbeelden() -> dict[str, Any]:
    """Everything the style page shows."""
    return {
        "kern": "Basisgeld is zeker tot en met juni 2027. Daarna mis je € 9.000 per maand.",
        "formulier": VoorbeeldForm(),
        "fout_formulier": VoorbeeldForm({"waarvoor": "Huur", "bedrag": "twaalf"}, prefix="fout"),
        "ernsten": list(Ernst.values),
        "geldsoorten": list(Geldsoort.values),
        "stappen": [
            Stap("Voornemen", "gedaan", "3 maart 2026"),
            Stap("Aangevraagd", "gedaan", "1 juni 2026"),
            Stap("Verleend", "nu", "15 augustus 2026"),
            Stap("Verantwoord", "straks", "voor 1 maart 2028"),
            Stap("Vastgesteld"),
        ],
        "bedragen": [
            BedragRegel("Begroot", Decimal("12000"), "Wat je dacht nodig te hebben."),
            BedragRegel("Aangevraagd", Decimal("12000")),
            BedragRegel("Verleend", Decimal("9000")),
            BedragRegel("Vastgesteld", None),
            BedragRegel("Ontvangen", Decimal("7200.50"), som=True),
        ],
        "zinnen": [
            Zin("De gemeente maakte € 7.200,50 over.", date(2026, 9, 12)),
            Zin(
                "Het besluit kwam binnen: € 9.000 in plaats van € 12.000.",
                date(2026, 8, 15),
                "Fatima",
            ),
        ],
        "blad": Paginator(range(60), 20).page(2),
        "tabs": [("Overzicht", "#tabs", True), ("Geld", "#tabs", False), ("Taken", "#tabs", False)],
        "grafieken": build_grafieken(),
    }


def build_grafieken() -> list[Grafiek]:
    """One of each kind, and an empty one."""
    return [
        build_horizon_grafiek(
            _build_maanden(),
            titel="Basisgeld is zeker tot en met juni 2027. Daarna mis je € 9.000 per maand.",
        ),
        build_tijdlijn_grafiek(
            _build_balken(),
            titel="Drie van de zes geldstromen stoppen in 2027.",
            peildatum=PEILDATUM,
        ),
        build_jaren_grafiek(
            _build_jaren(), titel="62% van het geld is structureel; dat was 66% op 1 oktober."
        ),
        build_staven_grafiek(
            [
                Staaf("Haagse Beemden", Decimal("412500"), "#staven"),
                Staaf("Leidsebuurt", Decimal("180000"), "#staven"),
                Staaf("Nieuw-West", Decimal("96250"), "#staven"),
                Staaf("Dichterswijk", Decimal("0")),
            ],
            titel="De meeste steun gaat naar de Haagse Beemden.",
        ),
        build_tijdlijn_grafiek(
            [], titel="Hier komt je geld te staan.", peildatum=PEILDATUM, naam="leeg"
        ),
    ]


def _build_maanden() -> list[Maandbeeld]:
    uit = []
    for plek in range(36):
        basis = Decimal(12000 if plek < 8 else 3000)
        ontwikkel = Decimal(1500 if 2 <= plek < 14 else 0)
        gehoopt = Decimal(6000 if 8 <= plek < 20 else 0)
        mist = max(Decimal(0), Decimal(12000) - basis - ontwikkel)
        zeker = {"basisgeld": basis, "ontwikkelgeld": ontwikkel}
        eerste = add_maanden(PEILDATUM.replace(day=1), plek)
        uit.append(Maandbeeld(eerste, Decimal(12000), zeker, gehoopt, mist))
    return uit


def _build_balken() -> list[Balk]:
    rijen = [
        (
            "Huur van het buurthuis",
            "basisgeld",
            (2025, 1, 1),
            (2027, 6, 30),
            True,
            54000,
            "gemeente Almelo",
        ),
        (
            "Coördinator",
            "basisgeld",
            (2026, 1, 1),
            None,
            True,
            38000,
            "woningcorporatie Beter Wonen",
        ),
        ("Bar en verhuur", "basisgeld", (2024, 3, 1), None, True, 21900, "eigen inkomsten"),
        (
            "Huur na de zomer",
            "basisgeld",
            (2027, 7, 1),
            (2028, 12, 31),
            False,
            54000,
            "gemeente Almelo",
        ),
        (
            "Nieuwe keuken",
            "ontwikkelgeld",
            (2026, 9, 1),
            (2027, 3, 31),
            True,
            18000,
            "Oranje Fonds",
        ),
        ("Startgeld", "zaaigeld", (2023, 10, 1), (2024, 2, 28), True, 750, "wijkbudget"),
    ]
    return [
        Balk(
            naam,
            soort,
            date(*van),
            date(*tot) if tot else None,
            zeker,
            Decimal(bedrag),
            gever,
            "#tijdlijn",
        )
        for naam, soort, van, tot, zeker, bedrag, gever in rijen
    ]


def _build_jaren() -> list[Stapel]:
    rijen = {
        2024: (5200000, 3100000, 800000),
        2025: (5600000, 3300000, 420000),
        2026: (6100000, 3400000, 310000),
        2027: (5900000, 1200000, 90000),
        2028: (5900000, 300000, 0),
    }
    return [
        Stapel(
            str(jaar),
            {"structureel": Decimal(s), "incidenteel": Decimal(i), "onbekend": Decimal(o)},
            {"": f"#jaar-{jaar}"},
        )
        for jaar, (s, i, o) in rijen.items()
    ]
