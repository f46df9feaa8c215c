"""Hostile files: a clear refusal that names the limit, before anything is built."""

import zipfile

import pytest
from openpyxl import Workbook

from financiering.uitwisseling import bestanden
from financiering.uitwisseling.bestanden import MAX_RIJEN, BestandGeweigerd, check_werkboek
from financiering.uitwisseling.columns import INITIATIEVEN
from financiering.uitwisseling.reader import Bladlezer, Foutenlijst, open_werkboek
from tests.uitwisseling.boeken import INITIATIEF, maak_boek

KOP = '<?xml version="1.0"?>'


@pytest.fixture
def pad(tmp_path):
    return tmp_path / "boek.xlsx"


def zak(pad, blad, **meer):
    """A bare workbook around one sheet's XML."""
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as uit:
        uit.writestr("[Content_Types].xml", KOP + "<Types/>")
        uit.writestr("xl/workbook.xml", KOP + "<workbook/>")
        uit.writestr("xl/worksheets/sheet1.xml", blad)
        for naam, inhoud in meer.items():
            uit.writestr(naam, inhoud)
    return pad


def refuse(pad, woorden):
    with pytest.raises(BestandGeweigerd, match=woorden):
        check_werkboek(pad)


def test_another_kind_of_file_under_the_name(pad):
    pad.write_bytes(b"%PDF-1.7 geen werkboek")
    refuse(pad, "geen Excel-werkboek")


def test_a_zip_that_is_no_workbook(pad):
    with zipfile.ZipFile(pad, "w") as uit:
        uit.writestr("lees.txt", "hallo")
    refuse(pad, "geen Excel-werkboek")


def test_half_a_file(pad):
    heel = zak(pad, "<worksheet/>").read_bytes()
    pad.write_bytes(heel[: len(heel) // 2])
    refuse(pad, r"geen Excel-werkboek|beschadigd")


def test_a_zip_bomb(pad):
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as uit:
        uit.writestr("xl/workbook.xml", KOP + "<workbook/>")
        with uit.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as deel:
            for _ in range(420):
                deel.write(b" " * 1024 * 1024)
    refuse(pad, "uitgepakt groter dan 400 MB")


def test_thousands_of_parts(pad):
    zak(pad, "<worksheet/>", **{f"xl/media/{n}.bin": b"" for n in range(2100)})
    refuse(pad, "2000 onderdelen")


@pytest.mark.parametrize(
    "xml", ["<!DOCTYPE x [<!ENTITY a 'b'>]>", "<!entity x SYSTEM 'file:///etc/passwd'>"]
)
def test_entities(pad, xml):
    zak(pad, KOP + xml + "<worksheet/>")
    refuse(pad, "DOCTYPE of ENTITY")


def test_a_million_empty_rows(pad):
    genummerd = "".join(f'<row r="{n}"/>' for n in range(1, MAX_RIJEN + 2))
    for rijen in (genummerd, "<row/>" * (MAX_RIJEN + 1), '<row r="1000000"/>'):
        zak(pad, f"<worksheet><sheetData>{rijen}</sheetData></worksheet>")
        refuse(pad, "200.000 rijen")


@pytest.mark.parametrize(
    "rij", ['<row spans="1:2">', "<row ref='1'>", "<row >", "<row\n />", "<x:row>"]
)
def test_rows_that_do_not_begin_with_their_number_are_counted(pad, monkeypatch, rij):
    monkeypatch.setattr(bestanden, "MAX_RIJEN", 9)
    check_werkboek(zak(pad, f"<worksheet>{rij * 9}</worksheet>"))
    refuse(zak(pad, f"<worksheet>{rij * 10}</worksheet>"), "9 rijen")


def test_a_cell_in_the_far_corner(pad):
    zak(
        pad,
        '<worksheet><sheetData><row r="5"><c r="XFD5"><v>1</v></c></row></sheetData></worksheet>',
    )
    refuse(pad, "cel XFD5")


@pytest.mark.parametrize(
    ("cel", "woorden"),
    [
        ('<c r="B1048576">', "200.000 rijen"),
        ("<c r='B200001'>", "200.000 rijen"),
        ("<c r = 'AAA1'>", "cel AAA1"),
        ('<c r="xfd5">', "cel XFD5"),
        ('<c r="aBcDe7">', "cel ABCDE7"),
        ('<c R="xFd5">', "cel XFD5"),
        ('<c r="b1048576">', "200.000 rijen"),
    ],
)
def test_a_far_cell_in_a_row_that_does_not_say_its_number(pad, cel, woorden):
    zak(pad, f"<worksheet><sheetData><row>{cel}<v>1</v></c></row></sheetData></worksheet>")
    refuse(pad, woorden)


@pytest.mark.parametrize(
    ("verborgen", "woorden"),
    [
        ('<c r="XFD5"/>', "cel XFD5"),
        ('<c r="B1048576"/>', "200.000 rijen"),
        ('<c r="C7"><f>1+1</f></c>', "cel C7 bevat een formule"),
        ('<x:c r="C7"><x:f>1+1</x:f></x:c>', "cel C7 bevat een formule"),
        ('<c t="e" r="C7"><v>#N/A', "cel C7 bevat een fout"),
        ("<x:c r='C7' t = 'e'><x:v>#N/A", "cel C7 bevat een fout"),
        ("<!DOCTYPE x>", "DOCTYPE"),
    ],
)
def test_nothing_hides_on_the_seam_of_two_pieces(pad, monkeypatch, verborgen, woorden):
    monkeypatch.setattr(bestanden, "STUK", 64)
    for plek in range(len(verborgen) + 1):
        zak(pad, ("<worksheet>".ljust(128 - plek) + verborgen).ljust(256) + "</worksheet>")
        refuse(pad, woorden)


def test_each_row_counts_once_wherever_the_pieces_meet(pad, monkeypatch):
    monkeypatch.setattr(bestanden, "MAX_RIJEN", 9)
    for stuk in range(8, 44):
        monkeypatch.setattr(bestanden, "STUK", stuk)
        check_werkboek(zak(pad, "<worksheet>" + "<row/>" * 9 + "</worksheet>"))
        check_werkboek(zak(pad, "<worksheet>" + "<x:row/>" * 9 + "</worksheet>"))
        refuse(zak(pad, "<worksheet>" + "<row/>" * 10 + "</worksheet>"), "9 rijen")
        refuse(zak(pad, "<worksheet>" + "<x:row/>" * 10 + "</worksheet>"), "9 rijen")


def test_the_last_row_and_column_that_are_read(pad):
    for plek in (f"AZ{MAX_RIJEN}", "ZZ9999"):
        zak(pad, f'<worksheet><row><c r="{plek}"><v>1</v></c></row></worksheet>')
        check_werkboek(pad)
    gekozen = '<selection activeCell="DA5" sqref="DA5"/>'
    zak(pad, f'<worksheet>{gekozen}<row><c r="A{MAX_RIJEN}"/></row></worksheet>')
    check_werkboek(pad)


@pytest.mark.parametrize("hoek", ["BA10000", "ba10000", "ZZ200000"])
@pytest.mark.parametrize("vulling", ["", " " * 300])
def test_two_cells_far_apart_do_not_fill_the_memory(pad, monkeypatch, hoek, vulling):
    """Two small cells make a sheet of millions, which the parser would lay out in full."""
    monkeypatch.setattr(bestanden, "STUK", 64)
    monkeypatch.setattr(bestanden, "OVERLAP", 32)
    kolom, rij = hoek.rstrip("0123456789"), hoek.lstrip("ABZabz")
    zak(pad, f'<worksheet><c r="{hoek}"/></worksheet>')
    refuse(pad, "meer dan 52 kolommen en meer dan 9.999 rijen")
    zak(
        pad,
        f'<worksheet><c r="{kolom}1"/>{vulling}<row r="{rij}"><c><v>1</v></c></row></worksheet>',
    )
    refuse(pad, "meer dan 52 kolommen en meer dan 9.999 rijen")


def test_a_formula_is_named_by_its_cell(pad):
    boek = Workbook()
    boek.active["C7"] = "=1+1"
    boek.save(pad)
    refuse(pad, "cel C7 bevat een formule")


def test_the_sheet_is_named_as_people_see_it(pad):
    boek = Workbook()
    boek.active.title = "Rommel"
    boek.create_sheet("Uren & geld")["B2"] = "=1+1"
    boek.save(pad)
    refuse(pad, "boek.xlsx: blad Uren & geld, cel B2 bevat een formule")
    with zipfile.ZipFile(pad) as heel, zipfile.ZipFile(pad.with_name("k.xlsx"), "w") as kapot:
        for deel in heel.infolist():
            inhoud = heel.read(deel)
            kapot.writestr(deel, b"\xff" if deel.filename == "xl/workbook.xml" else inhoud)
    refuse(pad.with_name("k.xlsx"), "k.xlsx, cel B2 bevat een formule")


@pytest.mark.parametrize("kolom", [3, 30])
def test_an_error_of_the_spreadsheet_is_not_read_as_an_empty_cell(pad, kolom):
    boek = Workbook()
    boek.active.cell(4, 1).value = 'tekst met t="e" erin'
    boek.save(pad)
    check_werkboek(pad)
    cel = boek.active.cell(7, kolom)
    cel.value, cel.data_type = "#DIV/0!", "e"
    boek.save(pad)
    refuse(pad, f"cel {cel.coordinate} bevat een fout zoals")


def test_a_character_that_no_database_keeps(pad):
    maak_boek(pad, Initiatieven=[INITIATIEF | {"Naam": "a_x0000_b"}])
    refuse(pad, "geen tekst")


def test_macros(pad):
    zak(pad, "<worksheet/>", **{"xl/vbaProject.bin": b"x"})
    refuse(pad, "macro's")


def test_a_very_long_cell_is_an_error_at_its_cell(pad):
    maak_boek(pad, Initiatieven=[INITIATIEF | {"Toelichting": "x" * 20_000}])
    werkboek = open_werkboek(pad)
    fouten = Foutenlijst("boek.xlsx")
    assert list(Bladlezer(werkboek, INITIATIEVEN, fouten)) == []
    assert "cel W2" in str(fouten.fouten[0])
    assert "20000 tekens" in str(fouten.fouten[0])


def test_no_sheet_we_know(pad):
    Workbook().save(pad)
    with pytest.raises(BestandGeweigerd, match="geen blad dat we kennen"):
        open_werkboek(pad)
