"""A register out, in the columns it came in with, and back without a difference."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from financiering.domain.codes import Regelmaat, Status
from financiering.models import Geldstroom, Gemeente, Importregel, Initiatief
from financiering.services.schrijven import save_object
from financiering.uitwisseling.registers.importer import read_register
from financiering.uitwisseling.registers.koppeling import find_koppeling, read_vertaling
from financiering.uitwisseling.registers.uitvoer import (
    build_uitvoer,
    select_register,
    write_register,
)
from tests.cast import make_geldstroom, make_initiatief
from tests.uitwisseling.test_registers import IK

STAND = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
KOP = (
    "TABLE_NAME;DOSSIERNUMMER;AANVRAGER;REGELINGNAAM;BELEIDSTERREIN;ORGANISATIEONDERDEEL;PROJECT_NAAM;"
    "TYPE_PERIODICITEIT;BEDRAG_AANGEVRAAGD;BEDRAG_VERLEEND;BEDRAG_VASTGESTELD;SUBSIDIEJAAR;DATUM_OVERZICHT"
)
RIJEN = (
    "R;SBA-1;(Particulier);Regeling Bewoners;Zorg;stadsdeel Zuid;Feest;Eenmalig;40.00;40.00;40.00;2016;2019-01-14",
    'R;SBA-2;"Stichting ""De Hoop""";"Regels; ""nieuw""";Jeugd;stadsdeel Oost;Tuin;Periodiek;99.50;0.00;NULL;2017;2019-01-14',
    "R;SBA-3;Vereniging Zon;Regels;Jeugd;Onderwijs;'-Kas en ,muur;Periodiek;99.50;NULL;NULL;2018;2019-01-14",
)
VELDEN = (
    "kenmerk", "dossiernummer", "omschrijving", "initiatief__naam", "initiatief__soort", "van", "tot", "status",
    "aangevraagd", "verleend", "vastgesteld", "regelmaat", "aard", "regeling", "wijk", "domeindelen__domein",
)  # fmt: skip


@pytest.fixture
def amsterdam(cast):
    stad = Gemeente.objects.filter(code="GM0363").first()
    return stad or save_object(Gemeente(code="GM0363", naam="Amsterdam"), IK)


def mapping():
    return read_vertaling(find_koppeling("amsterdam_csv").read_text("utf-8"))


def schrijf(pad, gemeente):
    stromen = select_register(Geldstroom.objects.all(), gemeente.pk)
    aantal = write_register(pad, build_uitvoer(gemeente), stromen, STAND)
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        regels = list(csv.DictReader(bestand, delimiter=";"))
    assert len(regels) == aantal
    return regels


def staat():
    return list(Geldstroom.objects.order_by("kenmerk").values_list(*VELDEN))


def forget():
    """An empty house: only a test may do this."""
    for model in (Importregel, Geldstroom.domeindelen.rel.related_model):
        model._base_manager.all()._raw_delete("default")
    Geldstroom.jaarbedragen.rel.related_model._base_manager.all()._raw_delete("default")
    Geldstroom._base_manager.all()._raw_delete("default")
    Initiatief._base_manager.filter(gemeente="GM0363")._raw_delete("default")


def test_out_and_back_without_a_difference(amsterdam, tmp_path):
    heen = tmp_path / "heen.csv"
    heen.write_text("\n".join((KOP, *RIJEN)))
    assert read_register(heen, mapping(), IK).nieuw == 3
    eerst = staat()
    assert eerst[2][2] == "-Kas en ,muur"
    regels = schrijf(tmp_path / "terug.csv", amsterdam)
    assert list(regels[0]) == KOP.split(";")
    assert regels[0]["AANVRAGER"] == "(Particulier)"
    assert regels[1]["AANVRAGER"] == 'Stichting "De Hoop"'
    assert regels[2]["PROJECT_NAAM"] == "'-Kas en ,muur"
    nog_eens = read_register(tmp_path / "terug.csv", mapping(), IK)
    assert (nog_eens.nieuw, nog_eens.gewijzigd, nog_eens.ongewijzigd) == (0, 0, 3)
    forget()
    assert read_register(tmp_path / "terug.csv", mapping(), IK).nieuw == 3
    assert staat() == eerst


def test_what_was_never_in_a_register_comes_back_as_what_it_is(cast, tmp_path):
    gevraagd = make_geldstroom(
        cast.kade, cast.gemeente, status=Status.AANGEVRAAGD, aangevraagd=Decimal(900),
        ingediend_op=date(2026, 2, 2), regelmaat=Regelmaat.PERIODIEK,
    )  # fmt: skip
    make_geldstroom(cast.kade, cast.gemeente, status=Status.VOORNEMEN)
    make_geldstroom(cast.kade, cast.fonds)
    geweigerd = make_geldstroom(cast.tuin, cast.gemeente, status=Status.AFGEWEZEN, verleend=None)
    regels = schrijf(tmp_path / "r.csv", cast.veldstad)
    assert {r["DOSSIERNUMMER"]: (r["BEDRAG_AANGEVRAAGD"], r["BEDRAG_VERLEEND"]) for r in regels} == {
        gevraagd.kenmerk: ("900.00", "NULL"), geweigerd.kenmerk: ("NULL", "0.00"),
    }  # fmt: skip
    uitslag = read_register(tmp_path / "r.csv", build_uitvoer(cast.veldstad), IK)
    assert (uitslag.nieuw, uitslag.gewijzigd, uitslag.aantal_fouten) == (0, 0, 0)
    assert {melding for _, melding in uitslag.apart} == {"staat hier al onder dit kenmerk"}


def test_a_private_name_is_never_written(cast, tmp_path):
    prive = make_initiatief("p", cast.veldstad, naam="Wie Dan Ook", soort="particulieren")
    anders = make_initiatief("q", cast.veldstad, naam="Particulier Wie")
    make_geldstroom(prive, cast.gemeente)
    make_geldstroom(anders, cast.gemeente)
    regels = schrijf(tmp_path / "r.csv", cast.veldstad)
    assert [r["AANVRAGER"] for r in regels] == ["(Particulier)"] * 2
    assert "Wie" not in (tmp_path / "r.csv").read_text()


def test_the_page_gives_what_this_municipality_may_open(cast, als):
    eigen = make_geldstroom(cast.kade, cast.gemeente)
    antwoord = als(cast.accounthouder).get("/registers/uitvoer")
    assert antwoord["Content-Type"] == "text/csv; charset=utf-8"
    assert eigen.kenmerk in antwoord.content.decode("utf-8-sig")
    antwoord = als(cast.buurman).get("/registers/uitvoer")
    assert antwoord.content.decode("utf-8-sig").strip() == KOP
