"""Hostile files: a clear refusal that names the limit, before anything is built."""

import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from python_calamine import CalamineError, CalamineWorkbook

from financiering.uitwisseling import bestanden
from financiering.uitwisseling.bestanden import (
    MAX_KOLOMMEN,
    MAX_RIJEN,
    SMAL,
    WEINIG,
    BestandGeweigerd,
    check_werkboek,
)
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


def leesbare_zak(pad, blad):
    """A workbook the parser itself opens, with this sheet called A."""
    soort = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    naam = '<sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets>'
    deel = '<Relationship Id="r1" Type="{}/{}" Target="{}"/>'
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as uit:
        uit.writestr("xl/worksheets/sheet1.xml", blad)
        uit.writestr("xl/workbook.xml", f'{KOP}<workbook xmlns:r="{soort}">{naam}</workbook>')
        for plek, delen in {
            "_rels/.rels": deel.format(soort, "officeDocument", "xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels": deel.format(soort, "worksheet", "worksheets/sheet1.xml"),
        }.items():
            uit.writestr(plek, f"{KOP}<Relationships>{delen}</Relationships>")
    return pad


def blad(rijen):
    """A sheet's XML around these rows."""
    return f'{KOP}<worksheet xmlns:x="urn:x"><sheetData>{rijen}</sheetData></worksheet>'


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
        refuse(zak(pad, blad(rijen)), "200.000 rijen")


@pytest.mark.parametrize(
    "rij",
    ['<row spans="1:2"/>', "<row ref='1'></row>", "<row />", "<row\n />", "<x:row/>", "<a-b:row/>"],
)
def test_rows_that_do_not_begin_with_their_number_are_counted(pad, monkeypatch, rij):
    monkeypatch.setattr(bestanden, "MAX_RIJEN", 9)
    check_werkboek(zak(pad, blad(rij * 9)))
    refuse(zak(pad, blad(rij * 10)), "9 rijen")


@pytest.mark.parametrize("cel", ["<c/>", "<c t='n'><v>1</v></c>", "<x:c><x:v>1</x:v></x:c>"])
def test_cells_that_write_no_place_are_counted_from_the_one_before(pad, cel):
    check_werkboek(zak(pad, blad(f"<row r='1'>{cel * 702}</row>" * 3)))
    refuse(zak(pad, blad(f"<row r='1'>{cel}</row><row r='7'>{cel * 703}</row>")), "rij 7: meer dan")
    refuse(zak(pad, blad(f'<row r="3"><c r="ZZ3"/>{cel}</row>')), "rij 3: meer dan 702 kolommen")
    check_werkboek(zak(pad, blad(f'<row r="3"><c s="1" r="A3"/>{cel * 701}</row>')))


@pytest.mark.parametrize("ver", ['<c r="A199999"/>', "<c/>", "<c t='s' r='A199999'/>"])
def test_a_row_without_places_beside_a_far_row_does_not_fill_the_memory(pad, ver):
    for eerst, dan in ((53, 0), (1, 52)):
        rijen = f"<row r='1'>{'<c/>' * eerst}</row><row r='199999'>{ver}{'<c/>' * dan}</row>"
        refuse(zak(pad, blad(rijen)), "meer dan 52 kolommen en meer dan 9.999 rijen")
    check_werkboek(zak(pad, blad(f"<row r='1'>{'<c/>' * 52}</row><row r='199999'>{ver}</row>")))


def test_rows_and_cells_that_both_write_no_place(pad):
    breed = f"<row>{'<c/>' * 53}</row>"
    check_werkboek(zak(pad, blad(breed + "<row/>" * 9_998)))
    refuse(zak(pad, blad(breed + "<row/>" * 9_999)), "meer dan 52 kolommen")


@pytest.mark.parametrize(
    "verstopt",
    [
        "<!-- <row r='1'> -->",
        "<v><![CDATA[</row><row r='1'>]]></v>",
        "<is x='r=\"A1\"'/>",
    ],
)
def test_what_only_looks_like_a_new_row_does_not_start_the_count_over(pad, verstopt):
    refuse(zak(pad, blad(f"<row>{('<c/>' + verstopt) * 703}</row>")), "702 kolommen")
    los = "<c/>" * 53 + "<row r='9999'><row/><c/></row>"
    refuse(zak(pad, blad(los)), "meer dan 52 kolommen")
    genest = "<row><c/>" * 53 + "</row>" * 53 + "<row r='10000'/>"
    refuse(zak(pad, blad(genest)), "meer dan 52 kolommen")


BEGIN, EINDE = ("<row>", "<row r='{n}'>", "<row  r='{n}'>"), "</row>"
RIJEN = [*BEGIN, EINDE, "<row/>", "<x:row/>", "<!--<row>-->"]
CELLEN = [
    "<c/>",
    "<c>{v}</c>",
    "<x:c>{v}</x:c>",
    '<c r="{k}{n}">{v}</c>',
    "<c t='n' r='{k}{n}'>{v}</c>",
]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(RIJEN + CELLEN),
            st.sampled_from([1, 1, 30, 60, 700]),
            st.sampled_from(["A", "AZ", "ba", "ZZ", "AAA"]),
            st.sampled_from([1, 40, 9_999, 10_000, 250_000]),
        ),
        max_size=12,
    )
)
def test_what_is_let_through_is_laid_out_within_the_limits(delen):
    """Whatever a sheet strings together: the parser itself is asked how large it became."""
    rijen = "".join(deel.format(n=n, k=k, v="<v>1</v>") * keer for deel, keer, k, n in delen)
    open_staat = sum(keer * ((deel in BEGIN) - (deel == EINDE)) for deel, keer, _, _ in delen)
    with tempfile.TemporaryDirectory() as map_:
        pad = leesbare_zak(Path(map_) / "b.xlsx", blad(rijen + EINDE * max(open_staat, 0)))
        try:
            check_werkboek(pad)
            gelezen = CalamineWorkbook.from_path(str(pad)).get_sheet_by_name("A")
        except (BestandGeweigerd, CalamineError):
            return
        assert gelezen.height <= MAX_RIJEN
        assert gelezen.width <= MAX_KOLOMMEN
        assert gelezen.height <= WEINIG or gelezen.width <= SMAL


def test_a_sheet_is_looked_at_whatever_its_part_is_called(pad):
    ver = blad('<row r="5"><c r="XFD5"><v>1</v></c></row>')
    for naam in ("xl/chartsheets/a.xml", "xl/Worksheets/A.XML", "b/c", "xl\\worksheets\\d.bin"):
        refuse(zak(pad, "<leeg/>", **{naam: ver}), "cel XFD5")
    rijen = "<row/>" * (MAX_RIJEN + 1)
    refuse(zak(pad, "<leeg/>", **{"b/c": blad(rijen)}), "200.000 rijen")
    ontleed = f"<!DOCTYPE x><worksheet>{' ' * 9000}<sheetData><row/></sheetData></worksheet>"
    refuse(zak(pad, "<leeg/>", **{"b/c": ontleed}), "DOCTYPE")


@pytest.mark.parametrize(
    ("rijen", "woorden"),
    [
        (f"<!--{'>' * 2_000_000}-->", "groter is dan 1 MB"),
        (f"<c x='{' ' * 2_000_000}'/>", "groter is dan 1 MB"),
        ("<a>" * 100, "geen gewoon blad"),
        ("".join(f"<a{n}/>" for n in range(2000)), "geen gewoon blad"),
        ("<row><c></row>", "beschadigd"),
        (f"<row r='{'&#49;' * 5000}'/>", "200.000 rijen"),
    ],
)
def test_counting_keeps_little_of_a_hostile_sheet(pad, rijen, woorden):
    refuse(zak(pad, blad(f"<row/>{rijen}")), woorden)


def test_a_cell_in_the_far_corner(pad):
    refuse(zak(pad, blad('<row r="5"><c r="XFD5"><v>1</v></c></row>')), "cel XFD5")


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
    refuse(zak(pad, blad(f"<row>{cel}<v>1</v></c></row>")), woorden)


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
        zak(pad, ("<worksheet><sheetData>".ljust(128 - plek) + verborgen).ljust(256))
        refuse(pad, woorden)


def test_rows_are_counted_alike_wherever_the_pieces_meet(pad, monkeypatch):
    monkeypatch.setattr(bestanden, "MAX_RIJEN", 9)
    for stuk in range(8, 44):
        monkeypatch.setattr(bestanden, "STUK", stuk)
        for rij in ("<row/>", "<x:row/>"):
            check_werkboek(zak(pad, blad(rij * 9)))
            refuse(zak(pad, blad(rij * 10)), "9 rijen")


def test_the_last_row_and_column_that_are_read(pad):
    for plek in (f"AZ{MAX_RIJEN}", "ZZ9999"):
        check_werkboek(zak(pad, blad(f'<row><c r="{plek}"><v>1</v></c></row>')))
    gekozen = '<selection activeCell="DA5" sqref="DA5"/>'
    check_werkboek(zak(pad, blad(f'{gekozen}<row r="1"><c r="A{MAX_RIJEN}"/></row>')))


@pytest.mark.parametrize("hoek", ["BA10000", "ba10000", "ZZ200000"])
@pytest.mark.parametrize("vulling", ["", " " * 300])
def test_two_cells_far_apart_do_not_fill_the_memory(pad, monkeypatch, hoek, vulling):
    """Two small cells make a sheet of millions, which the parser would lay out in full."""
    monkeypatch.setattr(bestanden, "STUK", 64)
    monkeypatch.setattr(bestanden, "OVERLAP", 32)
    kolom, rij = hoek.rstrip("0123456789"), hoek.lstrip("ABZabz")
    meer = "meer dan 52 kolommen en meer dan 9.999 rijen"
    refuse(zak(pad, blad(f'<c r="{hoek}"/>')), meer)
    ver = f'<c r="{kolom}1"/>{vulling}<row r="{rij}"><c><v>1</v></c></row>'
    refuse(zak(pad, blad(ver)), meer)


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
