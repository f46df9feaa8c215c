"""What became of seed money, and until when each initiative is certain, as pictures."""

import re
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from financiering.rapportage.raadsvragen import ZAAIGELDPADEN, Antwoord, Groep, Zekerheid
from financiering.web.grafieken.doorstroom import build_doorstroom_grafiek
from financiering.web.grafieken.grafiek import Grafiek
from financiering.web.grafieken.svg import measure
from financiering.web.grafieken.zekerheid import build_zekerheid_grafiek

SVG = "{http://www.w3.org/2000/svg}"
BOOS = '"><script>alert(1)</script>&'


def build(*aantallen: int) -> Grafiek:
    groepen = [
        Groep(naam, aantal, [], Decimal(500 * aantal))
        for naam, aantal in zip(ZAAIGELDPADEN, aantallen, strict=True)
    ]
    return build_doorstroom_grafiek(Antwoord("zaaigeld", "Wat werd ervan?", groepen, 0))


def list_blokken(tekening: str) -> dict[str, float]:
    """The height of each block, by the words above it."""
    boom = ElementTree.fromstring(tekening)
    teksten = [el.text or "" for el in boom.iter(f"{SVG}text")]
    hoogten = [float(el.get("height") or 0) for el in boom.iter(f"{SVG}rect")]
    return dict(zip(teksten, hoogten, strict=True))


def test_every_block_is_as_high_as_there_are_initiatives() -> None:
    blokken = list_blokken(build(5, 1, 3, 4, 1, 2).breed)
    assert list(blokken) == [
        "basisgeld: 6", "nu ontwikkelgeld: 3", "nog alleen zaaigeld: 4", "gestopt: 3",
        "ontwikkelgeld: 9", "zaaigeld: 16",
    ]  # fmt: skip
    per_stuk = {hoog / int(naam.split(": ")[1]) for naam, hoog in blokken.items()}
    assert max(per_stuk) - min(per_stuk) < 0.05


def test_who_skips_development_money_goes_straight_on() -> None:
    blokken = list_blokken(build(0, 2, 0, 1, 0, 0).breed)
    assert list(blokken) == ["basisgeld: 2", "nog alleen zaaigeld: 1", "zaaigeld: 3"]


@pytest.mark.parametrize(
    ("aantallen", "titel"),
    [
        ((5, 1, 3, 4, 1, 2), "Van de 16 initiatieven met zaaigeld kregen er zes daarna basisgeld."),
        ((1, 0, 0, 1, 0, 0), "Van de twee initiatieven met zaaigeld kreeg er één daarna basisgeld."),
        ((0, 0, 2, 0, 0, 0), "Van de twee initiatieven met zaaigeld kreeg er nog geen enkel daarna basisgeld."),
        ((0, 1, 0, 0, 0, 0), "Het ene initiatief met zaaigeld kreeg daarna basisgeld."),
        ((0, 0, 0, 1, 0, 0), "Het ene initiatief met zaaigeld kreeg daarna nog geen basisgeld."),
    ],
)  # fmt: skip
def test_the_title_is_the_conclusion(aantallen: tuple[int, ...], titel: str) -> None:
    assert build(*aantallen).titel == titel


def test_words_table_and_drawing_say_the_same() -> None:
    grafiek = build(5, 1, 3, 4, 1, 2)
    assert grafiek.beschrijving == (
        "Zaaigeld: 16 initiatieven, samen € 8.000. Daarna ontwikkelgeld: 9. Basisgeld: 6. "
        "Nu ontwikkelgeld: 3. Nog alleen zaaigeld: 4. Gestopt: 3."
    )
    assert [cel.tekst for cel in grafiek.tabel.totaal] == ["samen", "16", "€ 8.000"]


def test_without_seed_money_nothing_is_drawn() -> None:
    leeg = build(0, 0, 0, 0, 0, 0)
    assert leeg.is_leeg
    assert leeg.beschrijving == "Er is nog geen zaaigeld gegeven."


@pytest.mark.parametrize("aantallen", [(5, 1, 3, 4, 1, 2), (400, 220, 610, 900, 50, 330)])
@pytest.mark.parametrize(("vorm", "breedte"), [("breed", 672), ("smal", 320)])
def test_no_word_leaves_the_paper_or_stands_over_another(aantallen, vorm, breedte) -> None:
    vlakken = []
    for tekst in ElementTree.fromstring(getattr(build(*aantallen), vorm)).iter(f"{SVG}text"):
        x, y, lengte = float(tekst.get("x")), float(tekst.get("y")), measure(tekst.text)
        begin = x - lengte if "eind" in tekst.get("class") else x
        assert -1 <= begin <= breedte - lengte + 1
        assert not [
            v for v in vlakken if abs(v[2] - y) < 14 and v[0] < begin + lengte and begin < v[1]
        ]
        vlakken.append((begin, begin + lengte, y))


def build_zekerheid(naam: str, maanden: int) -> Zekerheid:
    initiatief = SimpleNamespace(naam=naam, kenmerk="i")
    tot = date(2026 + (10 + maanden - 1) // 12, (10 + maanden - 1) % 12 + 1, 1) if maanden else None
    return Zekerheid(initiatief, maanden, tot, None if maanden == 36 else Decimal(900))  # type: ignore[arg-type]


def test_each_bar_ends_where_the_money_does() -> None:
    grafiek = build_zekerheid_grafiek(
        [build_zekerheid("Nul", 0), build_zekerheid(BOOS, 18), build_zekerheid("Ver", 36)],
        date(2026, 11, 23),
    )
    assert (
        grafiek.titel
        == "Bij één van de drie initiatieven is het basisgeld korter dan een jaar zeker."
    )
    assert "Nul: nu al niet genoeg." in grafiek.beschrijving
    assert "Ver: zeker, drie jaar vooruit." in grafiek.beschrijving
    boom = ElementTree.fromstring(grafiek.breed)
    assert [el.get("width") for el in boom.iter(f"{SVG}rect")] == ["2", "336", "672"]
    assert "<script" not in grafiek.breed
    assert [rij[2].tekst for rij in grafiek.tabel.rijen] == ["€ 900", "€ 900", "–"]


def test_the_picture_stops_where_the_table_goes_on() -> None:
    alle = [build_zekerheid(f"Initiatief {nummer}", 12) for nummer in range(30)]
    grafiek = build_zekerheid_grafiek(alle, date(2026, 11, 23))
    assert grafiek.titel == "Overal is het basisgeld nog ten minste een jaar zeker."
    assert len(re.findall("<rect", grafiek.breed)) == 20
    assert len(grafiek.tabel.rijen) == 30
    assert "En nog 10 die langer zeker zijn." in grafiek.beschrijving


def test_with_nobody_to_name_the_reason_is_said() -> None:
    assert "is alles bekend" in build_zekerheid_grafiek([], date(2026, 11, 23)).beschrijving
