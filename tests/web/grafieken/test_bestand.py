"""Pictures and their figures as files."""

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.http import Http404
from django.test import RequestFactory

from financiering.web.grafieken.bestand import build_csv, build_svg, load_stijl, send_beeld
from financiering.web.grafieken.grafiek import Cel, Grafiek, Kolom, Tabel
from tests.web.grafieken.test_grafieken import BOOS, VOORBEELDEN

LEEG = Grafiek("leeg", "Niets", "Niets.", Tabel("t", [Kolom("wijk")], []))


def ask(download: str, *grafieken: Grafiek | None):
    return send_beeld(RequestFactory().get("/", {"download": download}), *grafieken)


@pytest.mark.parametrize("grafiek", VOORBEELDEN.values(), ids=VOORBEELDEN)
def test_a_picture_on_its_own_has_its_title_and_its_colours(grafiek: Grafiek) -> None:
    tekst = build_svg(grafiek)
    boom = ElementTree.fromstring(tekst)
    kop = [el.text for el in boom.iter() if el.get("class") == "kop"]
    assert " ".join(kop).split() == grafiek.titel.split()
    assert "var(" not in tekst
    assert "<script" not in tekst
    breed, hoog = (int(boom.get(naam)) for naam in ("width", "height"))
    assert boom.get("viewBox").split()[2:] == [str(breed), str(hoog)]


def test_every_class_of_a_picture_has_its_style() -> None:
    """What is not an outline nor a group has a rule; a new class is not forgotten."""
    for grafiek in VOORBEELDEN.values():
        for klasse in re.findall(r'class="([^"]+)"', grafiek.breed):
            for naam in klasse.split():
                assert naam in ("breed", "smal") or f".{naam}" in load_stijl(), naam


def test_the_figures_are_plain_numbers_and_no_formulas() -> None:
    tabel = Tabel(
        "t",
        [Kolom("wijk"), Kolom("bedrag", True)],
        [[Cel("=1+1"), Cel("€ 1.235", waarde=Decimal("1234.56"), is_getal=True)]],
        [Cel("samen"), Cel("–")],
    )
    assert build_csv(Grafiek("g", "t", "", tabel)) == "wijk;bedrag\n'=1+1;1234.56\nsamen;–\n"


def test_a_file_is_asked_by_its_name() -> None:
    beeld = VOORBEELDEN["jaren"]
    antwoord = ask("jaren.svg", None, LEEG, beeld)
    assert antwoord["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert antwoord["Content-Disposition"] == 'attachment; filename="jaren.svg"'
    assert ask("jaren.csv", beeld)["Content-Type"] == "text/csv; charset=utf-8"
    assert ask("", beeld) is None
    assert ask("leeg.csv", LEEG).content == b"wijk\n"


@pytest.mark.parametrize("naam", ["jaren.png", "jaren", "anders.svg", f"{BOOS}.svg", "leeg.svg"])
def test_what_is_not_there_is_not_found(naam: str) -> None:
    with pytest.raises(Http404):
        ask(naam, VOORBEELDEN["jaren"], LEEG)
