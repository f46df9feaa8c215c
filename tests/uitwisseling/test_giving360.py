"""360Giving out and in: valid, without names of people, and the same when it comes back."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from openpyxl import Workbook, load_workbook

from financiering.domain.codes import SoortBetaling, Status
from financiering.models import Betaling, Geldstroom, Importregel, Initiatief, Opdracht
from financiering.services.schrijven import save_object
from financiering.uitwisseling.giving360.kolommen import KOLOMMEN, build_id
from financiering.uitwisseling.giving360.schrijven import select_grants, write_boek, write_json
from financiering.uitwisseling.registers.importer import read_register
from financiering.uitwisseling.registers.koppeling import (
    KoppelingFout,
    find_koppeling,
    read_vertaling,
)
from tasks.inlezen import import_register
from tests.cast import TOEN, make_geldstroom, make_initiatief
from tests.uitwisseling.standaard360 import list_fouten
from tests.uitwisseling.test_registers import IK

STAND = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
VELDEN = (
    "omschrijving",
    "van",
    "tot",
    "aangevraagd",
    "verleend",
    "status",
    "beschikking_op",
    "initiatief__naam",
)


def mapping(gemeente="GM9001"):
    vertaling = read_vertaling(find_koppeling("giving360").read_text("utf-8"))
    return replace(vertaling, gemeente=gemeente)


@pytest.fixture
def drie(cast):
    """A grant with a decision and payments, one of a register without a decision, one of a person."""
    eerste = make_geldstroom(
        cast.kade, cast.gemeente, aangevraagd=Decimal("13000.50"), beschikking_op=date(2025, 12, 1),
        regeling="Bewoners 2026", omschrijving="Huur; vraag het aan wie@voorbeeld.nl",
    )  # fmt: skip
    for nummer, (soort, bedrag) in enumerate(
        ((SoortBetaling.VOORSCHOT, "9000.10"), (SoortBetaling.TERUGBETALING, "100")), start=1
    ):
        betaling = Betaling(
            geldstroom=eerste, volgnummer=nummer, soort=soort, bedrag=Decimal(bedrag),
            ontvangen_op=date(2026, 2, 1),
        )  # fmt: skip
        save_object(betaling, TOEN)
    stichting = make_initiatief(
        "st", cast.veldstad, naam="Stichting A", soort="organisatie", kvk="12345678"
    )
    tweede = make_geldstroom(stichting, cast.gemeente, omschrijving="x" * 200)
    mens = make_initiatief(
        "p",
        cast.veldstad,
        naam="Wie Dan Ook",
        soort="particulieren",
        wijk="Oost",
        wijkcode="WK900101",
    )
    derde = make_geldstroom(mens, cast.gemeente, omschrijving="Feest bij Wie thuis")
    make_geldstroom(cast.kade, cast.gemeente, status=Status.AANGEVRAAGD)
    make_geldstroom(cast.kade, cast.gemeente, van=date(2027, 1, 1), tot=date(2027, 12, 31))
    make_geldstroom(cast.kade, cast.fonds)
    return eerste, tweede, derde


def schrijf(pad, cast):
    stromen = select_grants(Geldstroom.objects.all(), financier=cast.gemeente)
    write_json(pad, stromen, "Gemeente Veldstad", STAND)
    return json.loads(pad.read_text())


def test_it_is_valid_and_passes_the_quality_checks(cast, drie, tmp_path):
    pakket = schrijf(tmp_path / "uit.json", cast)
    assert list_fouten(pakket, STAND.date()) == []
    assert [grant["id"] for grant in pakket["grants"]] == sorted(build_id(s.kenmerk) for s in drie)


def test_the_checks_find_what_is_wrong(cast, drie, tmp_path):
    pakket = schrijf(tmp_path / "uit.json", cast)
    pakket["grants"][0] |= {"awardDate": "2031-01-01", "currency": "GBP", "recipientIndividual": {}}
    pakket["grants"][1]["beneficiaryLocation"][0]["geoCodeType"] = "GM"
    pakket["grants"][2]["plannedDates"] = [{"startDate": "1999-02-30", "endDate": "2099-01-01"}]
    pakket["grants"].append(pakket["grants"][1])
    fouten = "\n".join(list_fouten(pakket, STAND.date()))
    for woorden in (
        "dubbel id", "besluit in de toekomst", "geen euro", "twee soorten ontvanger", "geoCodeType",
        "zonder id of naam", "bestaat niet", "twaalf jaar vooruit", "vijfentwintig jaar terug",
    ):  # fmt: skip
        assert woorden in fouten


def test_what_a_grant_says(cast, drie, tmp_path):
    grants = {grant["id"]: grant for grant in schrijf(tmp_path / "uit.json", cast)["grants"]}
    eerste, tweede, derde = (grants[build_id(stroom.kenmerk)] for stroom in drie)
    assert (eerste["amountAppliedFor"], eerste["amountAwarded"], eerste["amountDisbursed"]) == (
        13000.5,
        12000,
        8900.1,
    )
    assert (eerste["awardDate"], tweede["awardDate"]) == ("2025-12-01", "2026-01-01")
    assert "amountDisbursed" not in tweede
    assert eerste["grantProgramme"] == [{"code": "bewoners-2026", "title": "Bewoners 2026"}]
    assert tweede["recipientOrganization"][0]["id"] == "NL-KVK-12345678"
    assert eerste["beneficiaryLocation"][0]["geoCode"] == "GM9001"
    assert eerste["locationScope"] == "GLS050"
    assert derde["recipientIndividual"]["name"] == "Particulier (naam niet openbaar)"
    assert derde["toIndividualsDetails"] == {"grantPurpose": ["GTIP010"]}
    assert derde["beneficiaryLocation"][0]["geoCode"] == "GM9001"
    assert "Wie" not in json.dumps(derde)


def test_a_place_within_the_town_is_named_and_has_its_own_scope(cast, tmp_path):
    buurt = make_initiatief("b", cast.veldstad, naam="B", wijk="Oost", wijkcode="WK900101")
    make_geldstroom(buurt, cast.gemeente)
    (eerste,) = schrijf(tmp_path / "uit.json", cast)["grants"]
    assert eerste["beneficiaryLocation"] == [
        {"name": "Oost", "countryCode": "NL", "geoCode": "WK900101"}
    ]
    assert eerste["locationScope"] == "GLS060"


def test_two_grants_to_persons_are_never_the_same_person(cast, drie, tmp_path):
    make_geldstroom(drie[2].initiatief, cast.gemeente)
    grants = schrijf(tmp_path / "uit.json", cast)["grants"]
    mensen = [g["recipientIndividual"]["id"] for g in grants if "recipientIndividual" in g]
    assert len(set(mensen)) == len(mensen) == 2


def test_the_workbook_says_the_same(cast, drie, tmp_path):
    pakket = schrijf(tmp_path / "uit.json", cast)
    stromen = select_grants(Geldstroom.objects.all(), financier=cast.gemeente)
    assert write_boek(tmp_path / "uit.xlsx", stromen, STAND) == 3
    rijen = list(load_workbook(tmp_path / "uit.xlsx")["grants"].values)
    assert list(rijen[0]) == [kop for kop, _ in KOLOMMEN]
    assert [dict(zip(rijen[0], rij, strict=True))["Amount Awarded"] for rij in rijen[1:]] == [
        grant["amountAwarded"] for grant in pakket["grants"]
    ]


@pytest.mark.parametrize("vorm", ["json", "xlsx"])
def test_it_comes_in_elsewhere_as_it_went_out(cast, drie, tmp_path, vorm, settings):
    pad = tmp_path / f"uit.{vorm}"
    stromen = select_grants(Geldstroom.objects.all(), financier=cast.gemeente)
    if vorm == "json":
        write_json(pad, stromen, "Gemeente Veldstad", STAND)
    else:
        write_boek(pad, stromen, STAND)
    zelf = read_register(pad, mapping(), IK)
    assert (zelf.nieuw, zelf.aantal_fouten, len(zelf.apart)) == (0, 0, 3)
    settings.GIVING360_PREFIX = "360G-elders"
    uitslag = read_register(pad, mapping(), IK)
    assert (uitslag.nieuw, uitslag.initiatieven, uitslag.aantal_fouten) == (3, 1, 0)
    nieuw = Geldstroom.objects.filter(registerbron="360Giving")
    terug = dict(zip((s.pk for s in drie), nieuw.order_by("pk").values_list(*VELDEN), strict=True))
    assert terug[drie[0].pk] == (
        "Huur; vraag het aan (e-mailadres weggelaten)", date(2026, 1, 1), date(2026, 12, 31),
        Decimal("13000.50"), Decimal(12000), "verleend", date(2025, 12, 1), "Kade",
    )  # fmt: skip
    assert nieuw.filter(initiatief__soort="particulieren").count() == 1
    assert not nieuw.exclude(bron="gemeentesubsidie").exists()
    assert read_register(pad, mapping(), IK).ongewijzigd == 3


def grant(**anders):
    return {
        "id": "360G-fonds-1", "title": "Tuin", "description": "Een tuin", "currency": "EUR",
        "amountAwarded": 5000, "awardDate": "2026-03-04",
        "recipientOrganization": [{"id": "NL-KVK-1", "name": "Vereniging Groen"}],
        "fundingOrganization": [{"id": "NL-KVK-2", "name": "Stadsfonds"}],
    } | anders  # fmt: skip


def lees(tmp_path, *grants):
    pad = tmp_path / "in.json"
    pad.write_text(json.dumps({"publisher": {"name": "x"}, "grants": list(grants)}))
    return read_register(pad, mapping(), IK)


def test_the_core_fields_alone_are_enough(cast, tmp_path):
    lees(tmp_path, grant())
    stroom = Geldstroom.objects.get()
    assert (stroom.van, stroom.tot) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (stroom.financier, stroom.bron) == (cast.fonds, "fonds")
    assert stroom.verleend == 5000


@pytest.mark.parametrize(
    ("plan", "einde"),
    [
        ({"startDate": "2026-05-01", "duration": "18"}, date(2027, 10, 31)),
        ({"startDate": "2026-05-01T00:00:00+00:00"}, date(2026, 12, 31)),
        ({"startDate": "2026-05-01", "endDate": "2026-06-30"}, date(2026, 6, 30)),
    ],
)
def test_a_grant_always_ends(cast, tmp_path, plan, einde):
    lees(tmp_path, grant(plannedDates=[plan]))
    assert (Geldstroom.objects.get().van, Geldstroom.objects.get().tot) == (date(2026, 5, 1), einde)


def test_a_person_keeps_no_name_anywhere(cast, tmp_path):
    wie = {"id": "360G-fonds-ind-7", "name": 'Jo "de" Vries'}
    los = {
        sleutel: w
        for sleutel, w in grant(recipientIndividual=wie).items()
        if sleutel != "recipientOrganization"
    }
    lees(tmp_path, los)
    assert Initiatief.objects.get(soort="particulieren").geldstromen.count() == 1
    tekst = Importregel.objects.get().ruwe_tekst
    assert "Vries" not in tekst
    assert "ind-7" not in tekst


def test_pounds_and_two_givers_are_refused(cast, tmp_path):
    assert 'kolom Currency: "GBP" is geen EUR.' in lees(tmp_path, grant(currency="GBP")).fouten[0]
    ander = grant(id="360G-x-2", fundingOrganization=[{"id": "b", "name": "Ander fonds"}])
    with pytest.raises(KoppelingFout, match="Gevonden: Ander fonds, Stadsfonds"):
        lees(tmp_path, grant(), ander)
    assert not Geldstroom.objects.exists()


def test_a_workbook_of_another_publisher_needs_only_the_core_columns(cast, tmp_path):
    boek = Workbook()
    boek.active.append(["Identifier", "Title", "Description", "Currency", "Amount Awarded",
                        "Award Date", "Recipient Org:Name", "Funding Org:Name"])  # fmt: skip
    boek.active.append(["360G-x-1", "Tuin", "Een tuin", "EUR", 5000, date(2026, 3, 4), "Groen",
                        "Stadsfonds"])  # fmt: skip
    boek.save(tmp_path / "in.xlsx")
    assert read_register(tmp_path / "in.xlsx", mapping(), IK).nieuw == 1
    stroom = Geldstroom.objects.get()
    assert (stroom.van, stroom.beschikking_op) == (date(2026, 1, 1), date(2026, 3, 4))
    assert stroom.verleend == 5000


def test_the_commands(cast, drie, tmp_path, capsys):
    pad = str(tmp_path / "uit.json")
    call_command("exporteer_360giving", pad, gever="gemeente veldstad")
    assert "3 subsidies" in capsys.readouterr().out
    with pytest.raises(CommandError, match="kennen we niet"):
        call_command("exporteer_360giving", pad, gever="Niemand")
    with pytest.raises(CommandError, match="eindigt op"):
        call_command("exporteer_360giving", str(tmp_path / "uit.pdf"), gever="Stadsfonds")
    with pytest.raises(CommandError, match="gemeentecode"):
        call_command("importeer_register", pad, koppeling="giving360")
    call_command("importeer_register", pad, koppeling="giving360", gemeente="gm9001")
    assert "0 nieuw" in capsys.readouterr().out


def test_the_portfolio_page_gives_the_file(cast, drie, als):
    klant = als(cast.accounthouder)
    assert "360giving.json" in klant.get("/portefeuille").content.decode()
    antwoord = klant.get("/portefeuille/360giving.json")
    assert list_fouten(antwoord.json(), date(2036, 1, 1)) == []
    boek = klant.get("/portefeuille/360giving.xlsx")
    assert boek["Content-Disposition"] == 'attachment; filename="360giving-GM9001.xlsx"'
    assert klant.get("/portefeuille/360giving.pdf").status_code == 404
    leeg = als(cast.buurman).get("/portefeuille/360giving.json", follow=True)
    assert "nog geen geld verleend" in leeg.content.decode()


def test_the_register_page_reads_it_for_its_own_municipality(cast, als):
    bestand = SimpleUploadedFile("in.json", json.dumps({"grants": [grant()]}).encode())
    gekozen = {"bestand": bestand, "koppeling": "mee:giving360"}
    als(cast.accounthouder).post("/registers", gekozen)
    opdracht = Opdracht.objects.get(soort="register_import")
    assert read_vertaling(opdracht.parameters["koppeling"]).gemeente == "GM9001"
    assert import_register(opdracht, lambda *stand: None)["nieuw"] == 1
    assert not Geldstroom.objects.exists()


def test_text_that_looks_like_a_formula_stays_text(cast, tmp_path):
    make_geldstroom(cast.kade, cast.fonds, omschrijving="=1+1")
    stromen = select_grants(Geldstroom.objects.all(), financier=cast.fonds)
    write_boek(tmp_path / "uit.xlsx", stromen, STAND)
    cel = load_workbook(tmp_path / "uit.xlsx")["grants"]["B2"]
    assert (cel.value, cel.data_type) == ("=1+1", "s")
    boek = Workbook()
    boek.active.append(["Identifier", "Title"])
    boek.save(tmp_path / "in.xlsx")
    with pytest.raises(KoppelingFout, match="past niet"):
        read_register(tmp_path / "in.xlsx", mapping(), IK)
