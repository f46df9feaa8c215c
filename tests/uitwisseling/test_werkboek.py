"""The workbook in and out: exact errors, all or nothing, and a round trip that changes nothing."""

import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from financiering.demo.laden import load_demo
from financiering.models import Betaling, Geldstroom, Importbatch, Initiatief, Jaarbedrag, Pot, Taak
from financiering.services.geldstromen import update_geldstroom
from financiering.services.potten import close_pot, save_pot
from financiering.services.schrijven import Handeling
from financiering.uitwisseling.columns import BLADEN
from financiering.uitwisseling.exporter import export_alles
from financiering.uitwisseling.importer import Grens, limit_to, read_werkboek
from financiering.uitwisseling.writer import write_werkboek
from tests.cast import make_geldstroom
from tests.uitwisseling.boeken import INITIATIEF, STROOM, maak_boek

IK = Handeling(None, "Werkboek in de test")


@pytest.fixture
def pad(tmp_path):
    return tmp_path / "boek.xlsx"


def fouten(uitslag):
    return [str(fout) for fout in uitslag.fouten.fouten]


def test_the_template_offers_every_column_and_its_choices(pad):
    write_werkboek(pad)
    boek = load_workbook(pad)
    for blad in BLADEN:
        sheet = boek[blad.naam]
        assert [cel.value for cel in sheet[1]] == [k.kop + "*" * k.verplicht for k in blad.kolommen]
        met_keuzes = sum(bool(k.keuzes) or k.soort == "ja_nee" for k in blad.kolommen)
        assert len(sheet.data_validations.dataValidation) == met_keuzes
    assert boek["Uitleg"].max_row > sum(len(blad.kolommen) for blad in BLADEN)


def test_a_first_import(cast, pad):
    maak_boek(
        pad,
        Initiatieven=[INITIATIEF | {"Saldo": "1.234,56", "Saldo op": date(2026, 1, 1)}],
        Geldstromen=[
            STROOM | {"Domeinen": "Welzijn 60%; Cultuur 40%", "Gevraagd niveau": "inhoudelijk"}
        ],
        Betalingen=[
            {"Geldstroom": "g1", "Soort": "voorschot", "Bedrag": 600, "Ontvangen op": "2026-02-01"}
        ],
        Begroting=[{"Initiatief": "kade", "Jaar": 2026, "Post": "huur", "Bedrag": "€ 900"}],
        Taken=[{"Initiatief": "kade", "Taak": "KARTREKKER", "Vervuld door": "buurvrouw"}],
        Potten=[
            {
                "Kenmerk": "p",
                "Gemeente": "GM9001",
                "Soort": "zaaigeld",
                "Naam": "Zaai",
                "Jaar": 2026,
                "Bedrag": 5000,
            }
        ],
    )
    uitslag = read_werkboek(pad, IK)
    assert fouten(uitslag) == []
    assert uitslag.tellingen["Geldstromen"] == {"nieuw": 1, "gewijzigd": 0, "ongewijzigd": 0}
    stroom = Geldstroom.objects.get(kenmerk="g1")
    assert (stroom.verleend, stroom.tot, stroom.aard) == (1200, date(2026, 12, 31), "onbekend")
    assert stroom.verantwoordingen.get().niveau == "inhoudelijk"
    assert {d.domein: d.procent for d in stroom.domeindelen.all()} == {"Welzijn": 60, "Cultuur": 40}
    assert Jaarbedrag.objects.get(geldstroom=stroom).verleend == 1200
    assert Taak.objects.get().soort == "kartrekker"
    assert Betaling.objects.get().bedrag == 600
    assert Pot.objects.get().bedrag == 5000
    assert stroom.history.get().history_change_reason == "Werkboek in de test"
    assert Initiatief.objects.get(kenmerk="kade").saldo == Decimal("1234.56")


def test_a_second_time_changes_nothing(cast, pad):
    maak_boek(
        pad,
        Geldstromen=[STROOM],
        Betalingen=[{"Geldstroom": "g1", "Soort": "voorschot", "Bedrag": 1}] * 2,
    )
    read_werkboek(pad, IK)
    toen = Geldstroom.history.count(), Betaling.history.count(), Importbatch.objects.count()
    uitslag = read_werkboek(pad, IK)
    assert uitslag.tellingen["Betalingen"] == {"nieuw": 0, "gewijzigd": 0, "ongewijzigd": 2}
    assert (
        Geldstroom.history.count(),
        Betaling.history.count(),
        Importbatch.objects.count(),
    ) == toen


def test_a_trial_says_everything_and_keeps_nothing(cast, pad):
    make_geldstroom(cast.kade, cast.fonds, kenmerk="g1", bron="fonds")
    maak_boek(pad, Geldstromen=[STROOM, STROOM | {"Kenmerk": "g2"}])
    uitslag = read_werkboek(pad, IK, proef=True)
    velden = {kop: (oud, nieuw) for kop, oud, nieuw in uitslag.verschillen[0].velden}
    assert velden == {
        "Omschrijving": ("Huur en koffie", "Huur"),
        "Verleend": ("12000.00", "1200.00"),
    }
    assert uitslag.verschillen[1].soort == "nieuw"
    assert Geldstroom.objects.get().verleend == 12000
    assert not Importbatch.objects.exists()


@pytest.mark.parametrize(
    ("rij", "cel", "woorden"),
    [
        ({"Van": "32-13-2026"}, "G2", '"32-13-2026" is geen datum. Schrijf bijvoorbeeld 31-12-2026.'),
        ({"Geldsoort": "loten"}, "D2", "Kies uit: zaaigeld, ontwikkelgeld, basisgeld"),
        ({"Verleend": "veel"}, "L2", "is geen bedrag"),
        ({"Verleend": -5}, "L2", "lager dan nul"),
        ({"Omschrijving": None}, "C2", "Omschrijving is leeg"),
        ({"Initiatief": "weg"}, "B2", '"weg" kennen we niet'),
        ({"Tot": "2025-01-01"}, "I2", "einddatum ligt vóór"),
        ({"Status": "aangevraagd"}, "L2", "stand is nog voornemen of aangevraagd"),
        ({"Vastgesteld": 5}, "M2", "stand is niet vastgesteld"),
        ({"Volgt op": "nergens"}, "AF2", '"nergens" kennen we niet'),
        ({"Volgt op": "g1"}, "AF2", "volgt de geldstroom op zichzelf"),
        ({"Pot": "leeg"}, "AG2", '"leeg" kennen we niet'),
        ({"Ervaren last": 6}, "AE2", "0 tot en met 5"),
        ({"Domeinen": "Zorg 60%; Sport 50%"}, "AH2", "meer dan 100%"),
    ],
)  # fmt: skip
def test_an_error_names_file_sheet_and_cell(cast, pad, rij, cel, woorden):
    maak_boek(pad, Geldstromen=[STROOM | rij])
    uitslag = read_werkboek(pad, IK)
    assert uitslag.fouten.aantal == 1, fouten(uitslag)
    assert fouten(uitslag)[0].startswith(f"boek.xlsx: blad Geldstromen, cel {cel}: ")
    assert woorden in fouten(uitslag)[0]
    assert not Geldstroom.objects.exists()


def test_one_wrong_cell_keeps_the_whole_file_out(cast, pad):
    maak_boek(
        pad,
        Initiatieven=[INITIATIEF | {"Kenmerk": "nieuw", "Naam": "Nieuw"}],
        Geldstromen=[STROOM | {"Initiatief": "nieuw"}, STROOM | {"Kenmerk": "g2", "Van": "x"}],
    )
    uitslag = read_werkboek(pad, IK)
    assert uitslag.fouten.aantal == 1
    assert not Initiatief.objects.filter(kenmerk="nieuw").exists()


def test_the_same_kenmerk_twice(cast, pad):
    maak_boek(pad, Geldstromen=[STROOM, STROOM])
    assert "staat ook in rij 2" in fouten(read_werkboek(pad, IK))[0]


def test_headings_however_they_are_typed_and_columns_we_do_not_know(cast, pad):
    maak_boek(
        pad,
        {"Initiatieven": ["KENMERK*", " naam ", "Gemeénte", "Lievelingskleur"]},
        Initiatieven=[
            {"KENMERK*": "x", " naam ": "X", "Gemeénte": "veldstad", "Lievelingskleur": "rood"}
        ],
    )
    uitslag = read_werkboek(pad, IK)
    assert fouten(uitslag) == []
    assert uitslag.apart == ["blad Initiatieven, kolom Lievelingskleur"]


def test_a_column_that_is_needed_and_not_there(cast, pad):
    maak_boek(
        pad, {"Initiatieven": ["Kenmerk", "Naam"]}, Initiatieven=[{"Kenmerk": "x", "Naam": "X"}]
    )
    assert "De kolom Gemeente ontbreekt" in fouten(read_werkboek(pad, IK))[0]


def test_columns_that_are_not_there_stay_as_they_are(cast, pad):
    make_geldstroom(cast.kade, cast.fonds, kenmerk="g1", bron="fonds", toelichting="blijft")
    koppen = list(STROOM)
    maak_boek(pad, {"Geldstromen": koppen}, Geldstromen=[STROOM])
    read_werkboek(pad, IK)
    assert Geldstroom.objects.get().toelichting == "blijft"


def test_a_chain_may_lead_forward(cast, pad):
    maak_boek(pad, Geldstromen=[STROOM | {"Volgt op": "g2"}, STROOM | {"Kenmerk": "g2"}])
    assert fouten(read_werkboek(pad, IK)) == []
    assert Geldstroom.objects.get(kenmerk="g1").volgt_op.kenmerk == "g2"


def test_a_pot_is_not_overspent(cast, pad):
    pot = {
        "Kenmerk": "p",
        "Gemeente": "Veldstad",
        "Soort": "scharrelgeld",
        "Naam": "P",
        "Jaar": 2026,
        "Bedrag": 1000,
    }
    stroom = STROOM | {"Pot": "p", "Verleend": 1001, "Financier": "Gemeente Veldstad"}
    maak_boek(pad, Potten=[pot], Geldstromen=[stroom])
    uitslag = read_werkboek(pad, IK)
    assert "zit nog" in fouten(uitslag)[0]
    assert not Pot.objects.exists()


def make_pot(gemeente):
    pot = Pot(
        kenmerk="p",
        gemeente=gemeente,
        soort="scharrelgeld",
        naam="Havenpot",
        jaar=2026,
        bedrag=Decimal(5000),
    )
    return save_pot(pot, None, IK)


@pytest.mark.parametrize("stad", ["veldstad", "havenstad"])
@pytest.mark.parametrize("bedrag", [5000, 999999])
def test_nobody_takes_money_from_a_pot_that_is_not_theirs(cast, pad, stad, bedrag):
    """Nor hears its name or what is in it."""
    make_pot(getattr(cast, stad))
    van = f"Gemeente {stad.title()}"
    maak_boek(pad, Geldstromen=[STROOM | {"Pot": "p", "Verleend": bedrag, "Financier": van}])
    wie = cast.penningmeester
    uitslag = read_werkboek(pad, Handeling(wie, "Proef"), grens=limit_to(wie))
    assert len(fouten(uitslag)) == 1
    assert '"p" kennen we niet' in fouten(uitslag)[0]
    assert "Havenpot" not in fouten(uitslag)[0]


def test_what_the_municipality_connected_stays_and_is_not_taken_out(cast, pad):
    pot = make_pot(cast.veldstad)
    stroom = STROOM | {"Pot": "p", "Financier": "Gemeente Veldstad"}
    maak_boek(pad, Geldstromen=[stroom])
    assert fouten(read_werkboek(pad, IK)) == []
    wie = Handeling(cast.penningmeester, "Proef"), limit_to(cast.penningmeester)
    maak_boek(pad, Geldstromen=[stroom | {"Omschrijving": "Anders"}])
    assert fouten(read_werkboek(pad, wie[0], grens=wie[1])) == []
    maak_boek(pad, Geldstromen=[stroom | {"Pot": ""}])
    assert "Alleen de gemeente" in fouten(read_werkboek(pad, wie[0], grens=wie[1]))[0]
    assert Geldstroom.objects.get().pot == pot


def test_a_pot_of_another_giver(cast, pad):
    make_pot(cast.veldstad)
    maak_boek(pad, Geldstromen=[STROOM | {"Pot": "p", "Financier": "Stadsfonds"}])
    assert "een pot van een andere gever" in fouten(read_werkboek(pad, IK))[0]


def test_nothing_more_from_a_pot_that_is_closed(cast, pad):
    pot = make_pot(cast.veldstad)
    stroom = STROOM | {"Pot": "p", "Verleend": 100, "Financier": "Gemeente Veldstad"}
    maak_boek(pad, Geldstromen=[stroom])
    assert fouten(read_werkboek(pad, IK)) == []
    close_pot(pot.pk, date(2026, 12, 31), IK)
    maak_boek(pad, Geldstromen=[stroom | {"Omschrijving": "Anders"}])
    assert fouten(read_werkboek(pad, IK)) == []
    for anders in ({"Verleend": 101}, {"Kenmerk": "g2"}):
        maak_boek(pad, Geldstromen=[stroom | {"Omschrijving": "Anders"} | anders])
        assert "is afgesloten" in fouten(read_werkboek(pad, IK))[0]


@pytest.mark.parametrize("bijdragen", ["Welzijn 400; Zorg 500", "Welzijn 1001"])
def test_contributions_sum_to_the_pot(cast, pad, bijdragen):
    pot = {
        "Kenmerk": "p",
        "Gemeente": "Veldstad",
        "Soort": "zaaigeld",
        "Naam": "P",
        "Jaar": 2026,
        "Bedrag": 1000,
        "Bijdragen": bijdragen,
    }
    maak_boek(pad, Potten=[pot])
    assert "De bijdragen zijn samen" in fouten(read_werkboek(pad, IK))[0]


def test_somebody_writes_only_what_is_theirs(cast, pad):
    make_geldstroom(cast.dok, cast.fonds, kenmerk="van-dok", bron="fonds")
    eigen = Grens(frozenset({"kade"}), frozenset())
    maak_boek(
        pad,
        Geldstromen=[
            STROOM | {"Kenmerk": "van-dok"},
            STROOM | {"Kenmerk": "g2", "Initiatief": "dok"},
        ],
    )
    uitslag = read_werkboek(pad, IK, grens=eigen)
    assert uitslag.fouten.aantal == 2
    maak_boek(pad, Initiatieven=[INITIATIEF | {"Kenmerk": "dok"}])
    assert read_werkboek(pad, IK, grens=eigen).fouten.aantal == 1


def test_a_round_trip_of_the_whole_trial_changes_nothing(db, pad):
    load_demo(date(2026, 11, 23))
    export_alles(pad)
    uitslag = read_werkboek(pad, IK, proef=True)
    assert fouten(uitslag) == []
    assert uitslag.verschillen == []
    assert uitslag.tellingen["Geldstromen"]["ongewijzigd"] == Geldstroom.objects.count()


EDITS = [
    ("Geldstromen", "Omschrijving", "Iets anders"),
    ("Geldstromen", "Verleend", 4321.09),
    ("Geldstromen", "Tot", "30-06-2027"),
    ("Geldstromen", "Voorbehoud", "ja"),
    ("Geldstromen", "Aard", "structureel"),
    ("Geldstromen", "Toelichting", "=1+1 hoort tekst te blijven"),
    ("Geldstromen", "Domeinen", "Zorg 100%"),
    ("Initiatieven", "Doelgroep", "Iedereen"),
    ("Initiatieven", "Vrijwilligersuren nodig", 12.5),
]


@pytest.mark.parametrize(("blad", "kop", "waarde"), EDITS)
def test_what_was_edited_is_what_changes(cast, pad, blad, kop, waarde):
    make_geldstroom(cast.kade, cast.fonds, kenmerk="g1", bron="fonds")
    export_alles(pad)
    boek = load_workbook(pad)
    sheet = boek[blad]
    koppen = [cel.value.rstrip("*") for cel in sheet[1]]
    cel = sheet.cell(2, koppen.index(kop) + 1)
    cel.value = waarde
    cel.data_type = "s" if isinstance(waarde, str) else cel.data_type
    boek.save(pad)
    uitslag = read_werkboek(pad, IK)
    assert fouten(uitslag) == []
    assert [(v.blad, [k for k, *_ in v.velden]) for v in uitslag.verschillen] == [(blad, [kop])]


def test_text_cannot_become_a_formula(cast, pad):
    stroom = make_geldstroom(cast.kade, cast.fonds, kenmerk="g1", bron="fonds")
    for gevaar in ("=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)"):
        stroom.toelichting = gevaar
        update_geldstroom(stroom, IK)
        export_alles(pad)
        with zipfile.ZipFile(pad) as zak:
            assert not any(b"<f>" in zak.read(n) for n in zak.namelist() if "worksheets" in n)
        assert read_werkboek(pad, IK, proef=True).verschillen == []


@pytest.mark.parametrize(
    "tekst",
    ["#N/A", "#REF!", "_x0041_", "_x000D_", "a\x0bb", "a\r\nb", "TRUE", "01", "31-12-2026", "'=x"],
)
def test_text_comes_back_as_it_was_whatever_it_looks_like(cast, pad, tekst):
    stroom = make_geldstroom(cast.kade, cast.fonds, kenmerk="g1", bron="fonds")
    stroom.omschrijving = stroom.toelichting = tekst
    update_geldstroom(stroom, IK)
    export_alles(pad)
    assert read_werkboek(pad, IK, proef=True).verschillen == []


def test_the_commands(cast, pad, capsys):
    maak_boek(pad, Geldstromen=[STROOM])
    call_command("importeer", pad)
    assert "Geldstromen: 1 nieuw, 0 gewijzigd, 0 ongewijzigd" in capsys.readouterr().out
    uit = pad.with_name("uit.xlsx")
    call_command("exporteer", uit, initiatief="kade")
    call_command("importeer", uit, proef=True)
    assert "Proef: er is niets bewaard." in capsys.readouterr().out
    maak_boek(pad, Geldstromen=[STROOM | {"Van": "x"}])
    with pytest.raises(CommandError, match="niets bewaard"):
        call_command("importeer", pad)
    assert "cel G2" in capsys.readouterr().err
    with pytest.raises(CommandError, match="bestaat niet"):
        call_command("importeer", pad.with_name("weg.xlsx"))
    call_command("werkboek_sjabloon", uit)
    assert load_workbook(uit).sheetnames[0] == "Initiatieven"


def test_a_municipality_can_be_given_for_rows_without_one(cast, pad):
    rij = {"Kenmerk": "x", "Naam": "X"}
    for koppen in (["Kenmerk", "Naam"], ["Kenmerk", "Naam", "Gemeente"]):
        maak_boek(pad, {"Initiatieven": koppen}, Initiatieven=[rij])
        assert fouten(read_werkboek(pad, IK, gemeente=cast.veldstad)) == []
    assert Initiatief.objects.get(kenmerk="x").gemeente == cast.veldstad
