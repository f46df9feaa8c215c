"""The pictures: words, table and drawing say the same; hostile names stay text."""

import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.template import engines
from django.test import RequestFactory

from financiering.continuiteit.maandbeeld import Maandbeeld
from financiering.domain.perioden import add_maanden
from financiering.web.grafieken.grafiek import Grafiek, Reeks, format_euro
from financiering.web.grafieken.horizon import build_horizon_grafiek
from financiering.web.grafieken.stapels import (
    Staaf,
    Stapel,
    build_jaren_grafiek,
    build_stapel_grafiek,
    build_staven_grafiek,
)
from financiering.web.grafieken.svg import measure, place_labels, shorten
from financiering.web.grafieken.tijdlijn import Balk, build_tijdlijn_grafiek

PEILDATUM = date(2026, 11, 23)
BOOS = '"><script>alert(1)</script>&'
SVG = "{http://www.w3.org/2000/svg}"


def build_maand(
    plek: int, *, zeker: int = 0, gehoopt: int = 0, kosten: int | None = 12000
) -> Maandbeeld:
    mist = max(0, (kosten or 0) - zeker)
    return Maandbeeld(
        add_maanden(date(2026, 11, 1), plek),
        None if kosten is None else Decimal(kosten),
        {"basisgeld": Decimal(zeker)},
        Decimal(gehoopt),
        Decimal(mist),
    )


def build_balk(naam: str = "Huur", **anders: object) -> Balk:
    waarden: dict[str, object] = {
        "geldsoort": "basisgeld",
        "van": date(2026, 1, 1),
        "tot": date(2027, 6, 30),
        "zeker": True,
        "bedrag": Decimal(9000),
    }
    return Balk(naam, **(waarden | anders))  # type: ignore[arg-type]


def build_horizon(**anders: int) -> Grafiek:
    maanden = [build_maand(plek, zeker=12000 if plek < 8 else 3000, **anders) for plek in range(36)]
    return build_horizon_grafiek(maanden, titel="Tot en met juni 2027.")


VOORBEELDEN = {
    "horizon": build_horizon(gehoopt=2000),
    "tijdlijn": build_tijdlijn_grafiek(
        [build_balk(BOOS, gever=BOOS), build_balk(tot=None, zeker=False)],
        titel=BOOS,
        peildatum=PEILDATUM,
    ),
    "jaren": build_jaren_grafiek(
        [Stapel(BOOS, {"structureel": Decimal(500), "incidenteel": Decimal(-200)})], titel=BOOS
    ),
    "staven": build_staven_grafiek([Staaf(BOOS * 9, Decimal(1), BOOS)], titel=BOOS),
}


@pytest.mark.parametrize("grafiek", VOORBEELDEN.values(), ids=VOORBEELDEN)
@pytest.mark.parametrize("vorm", ["breed", "smal"])
def test_a_drawing_is_lawful_and_carries_its_words(grafiek: Grafiek, vorm: str) -> None:
    tekening = getattr(grafiek, vorm)
    boom = ElementTree.fromstring(tekening)
    assert boom.get("role") == "img"
    ids = [element.get("id") for element in boom.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert set((boom.get("aria-labelledby") or "").split()) <= set(ids)
    assert boom.findtext(f"{SVG}title") == grafiek.titel
    assert boom.findtext(f"{SVG}desc") == grafiek.beschrijving
    assert {"style", "onclick"}.isdisjoint({naam for el in boom.iter() for naam in el.attrib})
    assert boom.find(f".//{SVG}script") is None
    for gebruikt in re.findall(r"url\(#([^)]+)\)", tekening):
        assert gebruikt in ids


@pytest.mark.parametrize("grafiek", VOORBEELDEN.values(), ids=VOORBEELDEN)
def test_no_text_leaves_the_paper(grafiek: Grafiek) -> None:
    for tekening, breedte in ((grafiek.breed, 672), (grafiek.smal, 320)):
        for tekst in ElementTree.fromstring(tekening).iter(f"{SVG}text"):
            x, lengte = float(tekst.get("x") or 0), measure(tekst.text or "")
            klassen = (tekst.get("class") or "").split()
            begin = (
                x - lengte if "eind" in klassen else x - lengte / 2 if "midden" in klassen else x
            )
            assert begin >= -1
            assert begin + lengte <= breedte + 1


def test_the_page_shows_picture_and_table_without_markup_of_others() -> None:
    html = (
        engines["django"]
        .from_string("{% grafiek g True %}")
        .render({"g": VOORBEELDEN["tijdlijn"]}, RequestFactory().get("/?wijk=Oost"))
    )
    assert "<script>" not in html
    assert html.count("<svg") == 2
    assert "<details" in html
    assert 'href="?wijk=Oost&amp;download=tijdlijn.svg"' in html
    assert 'href="?wijk=Oost&amp;download=tijdlijn.csv"' in html


def test_the_words_of_the_horizon_name_every_sum() -> None:
    woorden = build_horizon(gehoopt=2000).beschrijving
    assert "36 maanden, van november 2026 tot en met oktober 2029." in woorden
    assert "Basisgeld, zeker: samen € 180.000" in woorden
    assert "Mist: samen € 252.000, van juli 2027 tot en met oktober 2029." in woorden
    assert "Gehoopt: samen € 72.000" in woorden


def test_the_table_of_the_horizon_sums_to_the_words() -> None:
    tabel = build_horizon().tabel
    assert [kolom.naam for kolom in tabel.kolommen] == [
        "maand",
        "basisgeld, zeker",
        "mist",
        "kosten",
    ]
    assert [cel.tekst for cel in tabel.totaal] == ["samen", "€ 180.000", "€ 252.000", "€ 432.000"]
    assert len(tabel.rijen) == 36


def test_certain_is_solid_hoped_is_hatched_and_missing_an_outline() -> None:
    tekening = build_horizon(gehoopt=2000).breed
    assert 'class="vol reeks-basisgeld"' in tekening
    assert "arcering-gehoopt" in tekening
    assert 'class="mist"' in tekening


def test_a_horizon_without_costs_says_why_nothing_misses() -> None:
    grafiek = build_horizon_grafiek([build_maand(0, zeker=100, kosten=None)], titel="t")
    assert "is niet ingevuld" in grafiek.beschrijving
    assert "mist" not in [kolom.naam for kolom in grafiek.tabel.kolommen]


@pytest.mark.parametrize(
    "grafiek",
    [
        build_horizon_grafiek([], titel="t"),
        build_horizon_grafiek([build_maand(0, kosten=None)], titel="t"),
        build_tijdlijn_grafiek([], titel="t", peildatum=PEILDATUM),
        build_jaren_grafiek([], titel="t"),
        build_jaren_grafiek([Stapel("2026", {"structureel": Decimal(0)})], titel="t"),
        build_staven_grafiek([Staaf("Noord", Decimal(0))], titel="t"),
    ],
)
def test_nothing_to_draw_is_said_in_words(grafiek: Grafiek) -> None:
    assert grafiek.is_leeg
    html = engines["django"].from_string("{% grafiek g %}").render({"g": grafiek})
    assert "<svg" not in html
    assert grafiek.beschrijving in html


def test_a_correction_is_drawn_left_of_zero() -> None:
    grafiek = build_jaren_grafiek(
        [
            Stapel("2026", {"structureel": Decimal(900)}),
            Stapel("2027", {"structureel": Decimal(500), "incidenteel": Decimal(-200)}),
        ],
        titel="t",
    )
    boom = ElementTree.fromstring(grafiek.breed)
    vlakken = [el for el in boom.iter(f"{SVG}rect") if el.get("height") == "20"]
    assert float(vlakken[2].get("x") or 0) < float(vlakken[1].get("x") or 0)
    assert "2027: structureel € 500, incidenteel -€ 200, samen € 300." in grafiek.beschrijving


def test_every_figure_opens_what_is_behind_it() -> None:
    jaar = Stapel(
        "2026", {"structureel": Decimal(5)}, {"structureel": "?aard=structureel", "": "?jaar=2026"}
    )
    rij = build_jaren_grafiek([jaar], titel="t").tabel.rijen[0]
    assert [cel.adres for cel in rij] == ["", "?aard=structureel", "", "", "?jaar=2026"]


def test_the_picture_joins_what_the_table_keeps_apart() -> None:
    grafiek = build_staven_grafiek([Staaf(f"Wijk {n}", Decimal(10)) for n in range(80)], titel="t")
    assert len(grafiek.tabel.rijen) == 80
    assert "de andere 69 samen: € 690." in grafiek.beschrijving
    assert grafiek.tabel.totaal[1].tekst == "€ 800"


def test_more_than_five_series_is_refused() -> None:
    reeksen = [Reeks(str(nr), str(nr)) for nr in range(6)]
    with pytest.raises(ValueError, match="five series"):
        build_stapel_grafiek([], reeksen, titel="t", naam="n", kop="k")


def test_streams_stand_under_their_kind_and_outside_years_are_cut_off() -> None:
    balken = [
        build_balk("Start", geldsoort="zaaigeld", van=date(2001, 1, 1), tot=date(2001, 2, 1)),
        build_balk("Altijd", van=date(1990, 1, 1), tot=date(2090, 1, 1)),
    ]
    grafiek = build_tijdlijn_grafiek(balken, titel="t", peildatum=PEILDATUM)
    teksten = [el.text for el in ElementTree.fromstring(grafiek.breed).iter(f"{SVG}text")]
    assert teksten.index("basisgeld") < teksten.index("zaaigeld")
    assert {"2022", "2031"} <= set(teksten)
    assert {"2021", "2032"}.isdisjoint(teksten)


def test_a_stream_without_an_end_is_per_year_and_goes_on() -> None:
    grafiek = build_tijdlijn_grafiek([build_balk(tot=None)], titel="t", peildatum=PEILDATUM)
    assert "Huur, € 9.000 per jaar: basisgeld, zeker, vanaf 1 januari 2026 zonder einddatum." in (
        grafiek.beschrijving
    )
    assert grafiek.tabel.rijen[0][5].tekst == "loopt door"


def test_labels_never_stand_over_one_another() -> None:
    reeksen = [(0.0, Reeks("a", "een lange naam")), (5.0, Reeks("b", "nog een lange naam"))]
    (x1, rij1), (x2, rij2) = place_labels(reeksen, 320)
    assert rij1 != rij2 or abs(x1 - x2) > measure("een lange naam")


def test_labels_share_a_line_while_they_fit_and_then_take_the_next() -> None:
    reeksen = [(50.0, Reeks(code, "zeker")) for code in "abc"]
    assert [rij for _, rij in place_labels(reeksen, 672)] == [0, 0, 0]
    assert [rij for _, rij in place_labels(reeksen, 200)] == [0, 0, 1]


def test_a_long_name_keeps_what_fits() -> None:
    kort = shorten("Samenwerkingsverband van alle bewoners", 120)
    assert kort.endswith("…")
    assert measure(kort) <= 120


def test_large_sums_read_in_words() -> None:
    assert format_euro(Decimal("337626831.38")) == "€ 337,6 miljoen"
    assert format_euro(Decimal("-12960000")) == "-€ 13,0 miljoen"
    assert format_euro(Decimal("1234.56")) == "€ 1.235"
