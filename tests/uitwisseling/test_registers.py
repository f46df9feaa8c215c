"""Foreign registers: read through a mapping, kept as they stood, never guessed."""

import json
import os
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import Sum
from openpyxl import Workbook

from financiering.domain.verslaglast import sum_lasten
from financiering.management.commands.importeer_register import Command
from financiering.models import (
    Geldstroom,
    Gemeente,
    Importregel,
    Initiatief,
    Jaarbedrag,
    Pot,
    Regeldrempel,
    Regelprofiel,
)
from financiering.rapportage.portefeuille import compute_tabel
from financiering.rapportage.selectie import Vraag
from financiering.rapportage.verslaglast import try_regels
from financiering.services.financiers import save_regelprofiel
from financiering.services.geldstromen import Stap, execute_overgang
from financiering.services.potten import compute_over, save_pot
from financiering.services.schrijven import Handeling, save_object
from financiering.services.toekennen import connect_pot
from financiering.uitwisseling.bestanden import BestandGeweigerd
from financiering.uitwisseling.registers.importer import read_register, read_voorbeeld
from financiering.uitwisseling.registers.koppeling import (
    MAP,
    KoppelingFout,
    find_koppeling,
    read_vertaling,
    write_vertaling,
)
from financiering.uitwisseling.registers.uitvoer import select_register, write_register

IK = Handeling(None, "Register in de test")
STAND = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
GEDEELD = Path(os.environ.get("GEDEELDE_DATA", settings.BASE_DIR.parent / "shared" / "data"))
KOPPELING = """
naam = "Testregister"
gemeente = "GM9001"
financier = "Gemeente Veldstad"
getallen = "{getallen}"
prive = ["particulier*"]
[kolommen]
dossiernummer = "nr"
ontvanger = "wie"
omschrijving = "wat"
jaar = "jaar"
aangevraagd = "gevraagd"
verleend = "verleend"
vastgesteld = "vast"
regelmaat = "soort"
"""
KOP = "nr;wie;wat;jaar;gevraagd;verleend;vast;soort"


def vertaling(getallen="nl"):
    return read_vertaling(KOPPELING.format(getallen=getallen))


@pytest.fixture
def lees(cast, tmp_path):
    def lees(*regels, kop=KOP, codering="utf-8", naam="r.csv", getallen="nl", proef=False):
        pad = tmp_path / naam
        pad.write_bytes("\n".join((kop, *regels)).encode(codering))
        return read_register(pad, vertaling(getallen), IK, proef=proef)

    return lees


def standen():
    return dict(Geldstroom.objects.values_list("dossiernummer", "status"))


def test_what_a_row_says(lees):
    lees(
        "01;Stichting A;Tuin;2018;100;90;80;Periodiek",
        "02;Stichting A;Bar;2018;100;90;NULL;Eenmalig",
        "03;Stichting B;Zaal;2018;100;.00;;Eenmalig",
        "04;Stichting B;Zaal;2018;100;NULL;NULL;",
        "05;Stichting B;Zaal;2018;100;50;.00;eenmalig",
    )
    assert standen() == {
        "01": "vastgesteld", "02": "verleend", "03": "afgewezen", "04": "aangevraagd", "05": "vastgesteld",
    }  # fmt: skip
    eerste = Geldstroom.objects.get(dossiernummer="01")
    assert (eerste.regelmaat, eerste.aard, eerste.geldsoort) == (
        "periodiek",
        "onbekend",
        "onbekend",
    )
    assert Geldstroom.objects.get(dossiernummer="03").verleend == 0
    assert set(Initiatief.objects.filter(soort="organisatie").values_list("naam", flat=True)) == {
        "Stichting A",
        "Stichting B",
    }


def make_pot(cast, bedrag):
    pot = Pot(
        kenmerk="p",
        gemeente=cast.veldstad,
        soort="scharrelgeld",
        naam="P",
        jaar=2026,
        bedrag=Decimal(bedrag),
    )
    return save_pot(pot, None, IK)


def test_a_pot_is_not_overspent(cast, lees):
    lees("01;Stichting A;Tuin;2026;60;60;;Eenmalig", "02;Stichting A;Bar;2026;20;20;;Eenmalig")
    pot = make_pot(cast, 100)
    for stroom in Geldstroom.objects.all():
        connect_pot(pot.pk, stroom.pk, IK)
    uitslag = lees(
        "01;Stichting A;Tuin;2026;70;70;;Eenmalig", "02;Stichting A;Bar;2026;40;40;;Eenmalig"
    )
    assert (uitslag.gewijzigd, uitslag.ongewijzigd) == (1, 1)
    [(regel, melding)] = uitslag.apart
    assert (regel, "zit nog € 30,00" in melding) == (3, True)
    assert Importregel.objects.order_by("-pk").first().melding == melding
    assert compute_over(pot) == 10
    assert Jaarbedrag.objects.known_on(None).aggregate(s=Sum("verleend"))["s"] == 90


@pytest.mark.parametrize(
    ("regel", "stap", "gegevens", "stand"),
    [
        ("100;90;;Eenmalig", "vaststellen", {"bedrag": Decimal(80)}, "vastgesteld"),
        ("100;;;Eenmalig", "afwijzen", {"reden_afwijzing": "te_laat"}, "afgewezen"),
    ],
)
def test_a_step_that_somebody_took_is_not_taken_back_by_a_register(
    lees, regel, stap, gegevens, stand
):
    lees(f"01;Stichting A;Tuin;2026;{regel}")
    execute_overgang(Geldstroom.objects.get().pk, stap, Stap(date(2026, 9, 1), **gegevens), IK)
    uitslag = lees(f"01;Stichting A;Bar;2026;{regel}")
    [(nummer, melding)] = uitslag.apart
    assert (nummer, melding.startswith("Niet overgenomen.")) == (2, True)
    stroom = Geldstroom.objects.get()
    assert (stroom.status, stroom.omschrijving) == (stand, "Tuin")


def test_a_taakveld_is_taken_over_and_not_wiped_by_a_register_without_one(cast, tmp_path):
    pad = tmp_path / "r.csv"
    pad.write_text(f"{KOP};iv3\n1;Stichting A;Tuin;2018;100;90;80;Periodiek;6.1\n")
    met = read_vertaling(KOPPELING.format(getallen="nl") + 'taakveld = "iv3"\n')
    read_register(pad, met, IK)
    assert Geldstroom.objects.get().taakveld == "2025-6.1"
    pad.write_text(f"{KOP}\n1;Stichting A;Tuin;2018;100;95;80;Periodiek\n")
    read_register(pad, vertaling(), IK)
    stroom = Geldstroom.objects.get()
    assert (stroom.verleend, stroom.taakveld) == (95, "2025-6.1")


def test_private_people_are_one_and_nameless(lees):
    lees("1;particulier Jansen te V;Feest;2018;5;5;5;", "2;Particulier;Feest;2018;7;7;7;")
    samen = Initiatief.objects.get(soort="particulieren")
    assert samen.geldstromen.count() == 2
    assert not Importregel.objects.filter(ruwe_tekst__contains="Jansen").exists()
    assert not Initiatief.objects.filter(naam__contains="Jansen").exists()


def test_every_row_is_kept_as_it_stood(lees):
    regel = '0007;Stichting "De Hoop;Tuin "t Zand;2018;100;90;80;Periodiek'
    lees(regel)
    kept = Importregel.objects.get()
    assert (kept.regelnummer, kept.ruwe_tekst, kept.dossiernummer) == (2, regel, "0007")
    assert kept.geldstroom.initiatief.naam == 'Stichting "De Hoop'


@pytest.mark.parametrize("teken", [",", "\t", "|"])
def test_other_delimiters(lees, teken):
    lees("1;A;B;2018;1;1;1;".replace(";", teken), kop=KOP.replace(";", teken))
    assert Geldstroom.objects.get().verleend == 1


def test_other_encodings(lees):
    lees("1;Café Één;B;2018;1;1;1;", codering="cp1252")
    assert Initiatief.objects.filter(naam="Café Één").exists()


@pytest.mark.parametrize(
    ("tekst", "stijl", "bedrag"),
    [("€ 15.000", "nl", 15000), ("81,499", "en", 81499), ("4000.00", "en", 4000)],
)
def test_other_numbers(lees, tekst, stijl, bedrag):
    lees(f"1|A|B|2018|{tekst}|{tekst}||", kop=KOP.replace(";", "|"), getallen=stijl)
    assert Geldstroom.objects.get().verleend == bedrag


def test_json_and_excel(cast, tmp_path):
    rijen = [
        dict(
            zip(
                KOP.split(";"),
                ["001", "A", "B", "2018", "10", "9.50", None, "Eenmalig"],
                strict=True,
            )
        )
    ]
    pad = tmp_path / "r.json"
    pad.write_text(json.dumps(rijen))
    read_register(pad, vertaling("en"), IK)
    boek = Workbook()
    boek.active.append(KOP.split(";"))
    boek.active.append(["002", "A", "B", 2018, 10, 9.5, "NULL", "Eenmalig"])
    boek.save(tmp_path / "r.xlsx")
    read_register(tmp_path / "r.xlsx", vertaling("en"), IK)
    assert list(Geldstroom.objects.order_by("dossiernummer").values_list("dossiernummer", "verleend")) == [
        ("001", Decimal("9.50")), ("002", Decimal("9.50")),
    ]  # fmt: skip


def test_a_negative_row_is_taken_off_the_row_it_corrects(lees):
    uitslag = lees("1;A;B;2018;100;100;;", "1;A;B;2018;;-40;;", "2;A;C;2018;;-5;;")
    assert Geldstroom.objects.get().verleend == 60
    assert uitslag.apart == [(4, "negatief bedrag zonder regel om het mee te verrekenen")]
    assert Importregel.objects.count() == 3


def test_the_same_file_number_twice(lees):
    uitslag = lees("1;A;B;2018;1;1;;", "1;A;B;2018;2;2;;")
    assert uitslag.nieuw == 1
    assert "staat al op een eerdere regel" in uitslag.apart[0][1]


def test_a_second_time_adds_nothing_and_a_change_is_followed(lees):
    lees("1;A;B;2018;10;10;;")
    assert lees("1;A;B;2018;10;10;;").ongewijzigd == 1
    assert lees("1;A;B;2018;10;10;8;").gewijzigd == 1
    assert standen() == {"1": "vastgesteld"}
    assert Geldstroom.objects.get().history.count() == 2


def test_a_trial_keeps_nothing(lees):
    assert lees("1;A;B;2018;10;10;;", proef=True).nieuw == 1
    assert not Geldstroom.objects.exists()
    assert not Importregel.objects.exists()


def test_errors_name_line_and_column_and_keep_the_file_out(lees):
    uitslag = lees("1;A;B;2018;10;10;;", "2;A;B;twee;10;veel;;", ";A;B;2018;1;1;;")
    assert uitslag.aantal_fouten == 2
    assert uitslag.fouten[0].startswith("r.csv, regel 3, kolom jaar: ")
    assert uitslag.fouten[1].startswith("r.csv, regel 4, kolom nr: ")
    assert not Geldstroom.objects.exists()


def test_an_older_overview_does_not_overwrite_a_newer(cast, tmp_path):
    met_datum = read_vertaling(KOPPELING.format(getallen="nl") + 'stand_op = "stand"\n')
    for naam, bedrag, stand in (("n.csv", 50, "2019-01-14"), ("o.csv", 99, "2016-10-31")):
        (tmp_path / naam).write_text(f"{KOP};stand\n1;A;B;2018;100;{bedrag};;;{stand}")
        read_register(tmp_path / naam, met_datum, IK)
    assert Geldstroom.objects.get().verleend == 50


def test_a_mapping_that_does_not_fit(cast, tmp_path):
    pad = tmp_path / "r.csv"
    pad.write_text("a;b\n1;2")
    with pytest.raises(KoppelingFout, match="past niet"):
        read_register(pad, vertaling(), IK)


@pytest.mark.parametrize("inhoud", [b"\0\1\2\3" * 99, b"", b"[1,2,3]", b"[{"])
def test_files_that_are_no_register(cast, tmp_path, inhoud):
    pad = tmp_path / "r.csv"
    pad.write_bytes(inhoud)
    with pytest.raises(BestandGeweigerd):
        read_register(pad, vertaling(), IK)


@pytest.mark.parametrize(
    "toml",
    [
        "niet = ",
        'naam = "x"',
        KOPPELING.format(getallen="nl") + 'kleur = "rood"',
        KOPPELING.format(getallen="xx"),
    ],
)
def test_mappings_that_cannot_be(toml):
    with pytest.raises(KoppelingFout):
        read_vertaling(toml)


@pytest.mark.parametrize("pad", sorted(MAP.glob("*.toml")), ids=lambda p: p.stem)
def test_shipped_mappings_read_and_write_back(pad):
    gelezen = read_vertaling(pad.read_text("utf-8"))
    assert pad.stem.startswith(("amsterdam", "giving360"))
    assert read_vertaling(write_vertaling(gelezen)) == gelezen


def test_ten_rows_to_look_at(cast, tmp_path):
    pad = tmp_path / "r.csv"
    pad.write_text("\n".join([KOP, *(f"{n};A;B;2018;1;1;1;" for n in range(30))]))
    koppen, rijen = read_voorbeeld(pad)
    assert (koppen, len(rijen), rijen[9].nummer) == (KOP.split(";"), 10, 11)


ECHT = GEDEELD / "nl_amsterdam_subsidieregister_2019-01-14.csv"
TABEL = {
    2016: {"periodiek": (718, "337626831.38"), "eenmalig": (2541, "122950500.12")},
    2017: {"periodiek": (725, "300845651.96"), "eenmalig": (3481, "138490864.59")},
    2018: {"periodiek": (763, "311894501.78"), "eenmalig": (3636, "133355301.49")},
    2019: {"periodiek": (552, "280847723.56"), "eenmalig": (362, "8291074.27")},
}


@pytest.mark.skipif(not ECHT.is_file(), reason="het echte register ligt niet naast de code")
def test_a_whole_real_city_to_the_cent_and_out_and_back(cast, tmp_path):
    if not Gemeente.objects.filter(code="GM0363").exists():
        save_object(Gemeente(code="GM0363", naam="Amsterdam"), IK)
    mapping = read_vertaling(find_koppeling("amsterdam_csv").read_text("utf-8"))
    uitslag = read_register(ECHT, mapping, IK)
    assert (uitslag.nieuw, uitslag.aantal_fouten) == (12778, 0)
    for jaar, verwacht in TABEL.items():
        rijen = compute_tabel(Vraag(gemeente="GM0363"), jaar, ("regelmaat",))
        assert {r["regelmaat"]: (r["aantal"], str(r["verleend"])) for r in rijen} == verwacht
    assert (
        Geldstroom.objects.filter(registerbron=mapping.naam).exclude(aard="onbekend").count() == 0
    )
    assert Initiatief.objects.filter(gemeente="GM0363", soort="particulieren").count() == 1
    Command().report(uitslag)
    terug = tmp_path / "terug.csv"
    stromen = select_register(Geldstroom.objects.all(), "GM0363")
    assert write_register(terug, mapping, stromen, STAND) == 12778
    with ECHT.open(encoding="utf-8") as heen, terug.open(encoding="utf-8-sig") as weer:
        assert next(heen) == next(weer)
    uitslag = read_register(terug, mapping, IK)
    assert (uitslag.nieuw, uitslag.gewijzigd, uitslag.ongewijzigd) == (0, 0, 12778)
    check_last(cast)


def check_last(cast):
    """What other rules would have asked of this city in 2018: every euro is in one of the levels."""
    profiel = Regelprofiel(
        financier=cast.fonds, naam="Proef", geldig_van=date(2010, 1, 1), bron="x"
    )
    treden = [
        Regeldrempel(tot=Decimal(5000), niveau="desgevraagd"),
        Regeldrempel(tot=Decimal(50000), niveau="inhoudelijk"),
        Regeldrempel(tot=None, niveau="financieel"),
    ]
    save_regelprofiel(profiel, treden, IK)
    stad = Geldstroom.objects.filter(initiatief__gemeente="GM0363")
    proef = try_regels(stad, 2018, profiel, Decimal(10000), date(2026, 11, 23))
    for lasten in (proef.nu, proef.dan):
        assert sum_lasten(lasten.values()).bedrag == sum(
            Decimal(b) for _, b in TABEL[2018].values()
        )
    tussen = stad.filter(van__year=2018, verleend__gte=5000, verleend__lt=10000)
    assert proef.verslagen_minder == tussen.count() > 500
    assert proef.zonder_verslag == tussen.aggregate(som=Sum("verleend"))["som"]
    assert proef.zonder_verslag_procent < 2
