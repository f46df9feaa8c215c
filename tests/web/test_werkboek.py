"""The workbook at its page: your own data out, changes in after a look, and nothing hostile kept."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from financiering.models import Geldstroom, Importbatch, Opdracht
from tasks import inlezen  # noqa: F401  (a worker loads it through its own list)
from tasks.opdrachten import voer_uit
from tests.cast import make_geldstroom
from tests.uitwisseling.boeken import INITIATIEF, STROOM, maak_boek


def upload(client, inhoud, naam="boek.xlsx"):
    return client.post("/werkboek", {"bestand": SimpleUploadedFile(naam, inhoud)})


def run(antwoord):
    """Do the job a page sent us to, as the worker would, and give its address."""
    assert antwoord.status_code == 302, antwoord.content.decode()
    voer_uit(int(antwoord.url.rsplit("/", 1)[1]))
    return antwoord.url


def read_boek(client):
    return load_workbook(BytesIO(client.get("/werkboek/uitvoer").content))


def fill(sheet, kop, waarde):
    """Change one column of the first row."""
    koppen = [str(cel.value).rstrip("*") for cel in sheet[1]]
    sheet.cell(2, koppen.index(kop) + 1, waarde)


def keep(boek):
    uit = BytesIO()
    boek.save(uit)
    return uit.getvalue()


@pytest.mark.parametrize(
    ("wie", "mag"),
    [("penningmeester", True), ("accounthouder", True), ("adviseur", False), ("beheerder", False)],
)
def test_only_who_writes_is_offered_to_upload(cast, als, wie, mag):
    pagina = als(getattr(cast, wie)).get("/werkboek")
    assert pagina.status_code == 200
    assert ("Bekijk wat er verandert" in pagina.content.decode()) is mag


def test_the_empty_workbook_opens(cast, als):
    boek = load_workbook(BytesIO(als(cast.penningmeester).get("/werkboek/leeg").content))
    assert {"Uitleg", "Initiatieven", "Geldstromen"} <= set(boek.sheetnames)


@pytest.mark.parametrize(
    ("wie", "namen"),
    [("penningmeester", {"kade"}), ("ander", {"dok"}), ("beheerder", set())],
)
def test_everybody_downloads_only_what_they_may_see(cast, als, wie, namen):
    make_geldstroom(cast.kade, cast.fonds)
    make_geldstroom(cast.dok, cast.fonds)
    boek = read_boek(als(getattr(cast, wie)))
    assert {rij[0].value for rij in boek["Initiatieven"].iter_rows(min_row=2)} - {None} == namen
    assert boek["Geldstromen"].max_row - 1 <= len(namen)


def test_a_reference_date_leaves_out_what_does_not_run(cast, als):
    make_geldstroom(cast.kade, cast.fonds)
    client = als(cast.penningmeester)
    for dag, aantal in (("01-06-2026", 1), ("01-06-2027", 0)):
        antwoord = client.get("/werkboek/uitvoer", {"peildatum": dag})
        boek = load_workbook(BytesIO(antwoord.content))
        rijen = [r for r in boek["Geldstromen"].iter_rows(min_row=2, values_only=True) if any(r)]
        assert len(rijen) == aantal


def test_out_and_in_again_changes_nothing(cast, als):
    make_geldstroom(cast.kade, cast.fonds)
    client = als(cast.penningmeester)
    adres = run(upload(client, client.get("/werkboek/uitvoer").content))
    assert "Er verandert niets" in client.get(adres).content.decode()


def test_a_change_is_shown_first_and_kept_after_yes(cast, als):
    stroom = make_geldstroom(cast.kade, cast.fonds)
    client = als(cast.penningmeester)
    boek = read_boek(client)
    fill(boek["Geldstromen"], "Omschrijving", "Huur van de zaal")
    proef = run(upload(client, keep(boek)))
    tekst = client.get(proef).content.decode()
    assert "Huur en koffie" in tekst
    assert "Huur van de zaal" in tekst
    stroom.refresh_from_db()
    assert stroom.omschrijving == "Huur en koffie"
    echt = run(client.post(f"{proef}/bewaren"))
    assert "Bewaard" in client.get(echt).content.decode()
    stroom.refresh_from_db()
    assert stroom.omschrijving == "Huur van de zaal"
    assert stroom.history.first().history_user == cast.penningmeester
    assert Importbatch.objects.get().gebruiker == cast.penningmeester


def test_one_wrong_cell_is_named_and_nothing_can_be_kept(cast, als, tmp_path):
    pad = maak_boek(tmp_path / "b.xlsx", Geldstromen=[STROOM | {"Van": "32-13-2026"}])
    client = als(cast.penningmeester)
    adres = run(upload(client, pad.read_bytes()))
    tekst = client.get(adres).content.decode()
    assert "blad geldstromen, cel" in tekst.lower()
    assert "32-13-2026" in tekst
    assert client.post(f"{adres}/bewaren").status_code == 404
    assert not Geldstroom.objects.exists()


def test_somebody_elses_initiative_is_refused(cast, als, tmp_path):
    pad = maak_boek(
        tmp_path / "b.xlsx", Initiatieven=[INITIATIEF | {"Kenmerk": "dok", "Naam": "Van mij"}]
    )
    client = als(cast.penningmeester)
    assert (
        "Er klopt nog iets niet"
        in client.get(run(upload(client, pad.read_bytes()))).content.decode()
    )
    cast.dok.refresh_from_db()
    assert cast.dok.naam == "Dok"


@pytest.mark.parametrize("inhoud", [b"<html>geen boek</html>", b"PK\x03\x04kapot", b"\x00" * 50])
def test_a_hostile_file_is_refused_on_the_page_and_not_kept(cast, als, inhoud):
    pagina = upload(als(cast.penningmeester), inhoud)
    assert pagina.status_code == 200
    assert "boek.xlsx is " in pagina.content.decode()
    assert not Opdracht.objects.exists()
    assert default_storage.listdir("inlezen")[1] == []


def test_a_file_over_the_limit_is_refused_with_the_limit(cast, als, settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    pagina = upload(als(cast.penningmeester), b"x" * (1024 * 1024 + 1))
    assert "groter dan 1 MB" in pagina.content.decode()
