"""Files as they come from anywhere: read as they were meant, or refused with what is wrong and where."""

import json

import pytest

from financiering.models import Geldstroom, Importregel, Initiatief
from financiering.uitwisseling.bestanden import BestandGeweigerd
from financiering.uitwisseling.registers import bron
from financiering.uitwisseling.registers.bron import open_register
from financiering.uitwisseling.registers.importer import read_register
from financiering.uitwisseling.registers.koppeling import KoppelingFout, read_vertaling
from tests.uitwisseling.test_registers import IK, KOP, KOPPELING, lees

__all__ = ["lees"]

GOED = "1;A;B;2018;10;9;;"


def walk(tmp_path, inhoud, **hoe):
    pad = tmp_path / "r.csv"
    pad.write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())
    register = open_register(pad, **hoe)
    return register.koppen, [list(rij.waarden.values()) for rij in register.rijen]


@pytest.mark.parametrize(
    ("inhoud", "hoe"),
    [
        ("nr;wie\n1;A", {}),
        ("nr;wie\r1;A\r", {}),
        ("nr;wie\r\n1;A\r\n", {}),
        ("sep=;\nnr;wie\n1;A", {}),
        ("SEP=|\r\nnr|wie\r\n1|A", {}),
        ('\ufeff"nr";wie\n1;A', {"codering": "utf-8"}),
        ("nr;wie\n1;A\n".encode("utf-16"), {}),
        ("nr;wie\n\n;\n1;A;\n", {}),
    ],
)
def test_the_same_table_however_it_was_saved(tmp_path, inhoud, hoe):
    assert walk(tmp_path, inhoud, **hoe) == (["nr", "wie"], [["1", "A"]])


def test_a_heading_may_hold_a_line_break(tmp_path):
    koppen, rijen = walk(tmp_path, '"nr";"wie\nkreeg";wat\n1;A;B')
    assert (koppen, rijen) == (["nr", "wie kreeg", "wat"], [["1", "A", "B"]])


def test_a_mapping_finds_a_heading_however_it_was_broken(cast, tmp_path):
    koppeling = KOPPELING.format(getallen="nl").replace('"wie"', '"wie\\nkreeg"')
    (tmp_path / "r.json").write_text(
        json.dumps(
            [
                {
                    "nr": "1",
                    " wie  kreeg": "A",
                    "wat": "B",
                    "jaar": 2018,
                    "gevraagd": 1,
                    "verleend": 1,
                    "vast": None,
                    "soort": "",
                }
            ]
        )
    )
    assert read_register(tmp_path / "r.json", read_vertaling(koppeling), IK).nieuw == 1


def test_only_a_line_break_ends_a_line(tmp_path):
    assert walk(tmp_path, "nr;wie\n1;A\u2028B\x0cC\n")[1] == [["1", "A\u2028B\x0cC"]]


@pytest.mark.parametrize(
    ("regel", "kolom", "wat"),
    [
        (GOED + ";;los", "9", '"los" heeft geen kop'),
        ("1;A;Tuin; en meer;2018;10;9;;x", "9", '"x" heeft geen kop'),
        ("1;A;B;2018;10", "verleend", "de regel houdt eerder op"),
    ],
)
def test_a_row_that_does_not_stand_under_its_headings_is_not_guessed(lees, regel, kolom, wat):
    uitslag = lees("7;A;B;2018;1;1;;", regel)
    assert uitslag.aantal_fouten == 1
    assert f"regel 3, kolom {kolom}: {wat}" in uitslag.fouten[0].replace("ontbreekt: ", "")
    assert not Geldstroom.objects.exists()


def test_a_heading_that_is_there_twice_is_not_chosen_from(lees):
    with pytest.raises(KoppelingFout, match="verleend meer dan één keer"):
        lees("1;A;B;2018;10;9;8;;", kop=KOP.replace("vast", "verleend;vast"))
    assert lees(GOED + ";x;y", kop=KOP + ";;").nieuw == 1


@pytest.mark.parametrize(
    ("inhoud", "grens"),
    [
        (f"{KOP}\n{GOED}" + "\n" * 1_000_000, "meer dan 200000 regels"),
        (f'{KOP}\n1;"{"x" * 150_000}";B;2018;1;1;;', "150000 tekens lang. Hoogstens 10000"),
        ('nr;"' + "x" * 150_000 + '";wat', "150000 tekens lang. Hoogstens 300"),
        (f"{KOP}\n" + f"{GOED}\n" * 999 + "2;A\0;B;2018;1;1;;", "regel 1001: een veld bevat"),
        (json.dumps([{"nr": "A\0"}]), "regel 1: een veld bevat"),
        ("[" + "{}," * 99 + "{}]", "meer dan 100 waarden"),
        (json.dumps([{f"k{n}": 1} for n in range(703)]), "meer dan 702 kolommen"),
        ("[{}]", "geen koppen"),
    ],
)
def test_a_refusal_names_the_limit(tmp_path, monkeypatch, inhoud, grens):
    if "waarden" in grens:
        monkeypatch.setattr(bron, "MAX_WAARDEN", 100)
    with pytest.raises(BestandGeweigerd, match=grens):
        walk(tmp_path, inhoud)


@pytest.mark.parametrize("jaar", ["18", "2018.7", "99999", "2018/2019"])
def test_what_is_no_year(lees, jaar):
    assert "is geen datum of jaar" in lees(f"1;A;B;{jaar};1;1;;").fouten[0]


@pytest.mark.parametrize("dag", ["20190114", "14/01/2019", "14-1-2019 0:00:00", "43479"])
def test_a_day_in_any_of_its_forms(cast, tmp_path, dag):
    koppeling = KOPPELING.format(getallen="nl") + 'beschikking_op = "besluit"\n'
    (tmp_path / "r.csv").write_text(f"{KOP};besluit\n{GOED};{dag}")
    read_register(tmp_path / "r.csv", read_vertaling(koppeling), IK)
    assert str(Geldstroom.objects.get().beschikking_op) == "2019-01-14"


@pytest.mark.parametrize(
    "naam",
    ["particulier  Jansen te V", "particulier " + "Jansen te V, " * 20, "Particulier Jansen\nte V"],
)
def test_a_private_name_stays_out_however_it_was_written(lees, naam):
    lees(f'1;"{naam}";Feest van {" ".join(naam.split())};2018;1;1;;')
    assert Initiatief.objects.get(soort="particulieren").geldstromen.count() == 1
    assert "Jansen" not in Importregel.objects.get().ruwe_tekst
    assert "Jansen" not in Geldstroom.objects.get().omschrijving


def test_a_word_that_only_says_private_is_no_name(lees):
    lees("1;Particulier;Particuliere tuinen;2018;1;1;;")
    assert Geldstroom.objects.get().omschrijving == "Particuliere tuinen"
