"""Files from outside: known by what is in them, cleaned, and refused with a reason."""

import socket
import struct
import threading
import zipfile
from io import BytesIO

import pytest
from PIL import Image

from financiering.domain.codes import SoortBijlage
from financiering.uitwisseling import bijlagen
from financiering.uitwisseling.bestanden import BestandGeweigerd
from financiering.uitwisseling.bijlagen import read_bijlage

PLAATS = 0x8825
CAMERA = 0x0110
DRAAIING = 0x0112


def make_foto(soort="JPEG", grootte=(40, 20), **extra):
    uit = BytesIO()
    Image.new("RGB", grootte, "teal").save(uit, soort, **extra)
    return uit.getvalue()


def make_zak(**delen):
    uit = BytesIO()
    with zipfile.ZipFile(uit, "w") as zak:
        for naam, inhoud in delen.items():
            zak.writestr(naam, inhoud)
    return uit.getvalue()


WORD = {"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}
SOORTEN = {
    SoortBijlage.JPEG: make_foto(),
    SoortBijlage.PNG: make_foto("PNG"),
    SoortBijlage.PDF: b"%PDF-1.7 bon",
    SoortBijlage.DOCX: make_zak(**WORD),
    SoortBijlage.XLSX: make_zak(**{"[Content_Types].xml": "", "xl/workbook.xml": ""}),
    SoortBijlage.ODT: make_zak(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": ""}),
}  # fmt: skip


@pytest.mark.parametrize("soort", SOORTEN)
def test_a_file_is_known_by_what_is_in_it(soort):
    assert read_bijlage(SOORTEN[soort]).soort == soort


def test_a_photo_loses_where_and_with_what_it_was_made_and_stands_upright():
    exif = Image.Exif()
    exif[CAMERA], exif[DRAAIING] = "Geheime camera", 6
    exif.get_ifd(PLAATS)[2] = (52.0, 22.0, 0.0)
    schoon = read_bijlage(make_foto(exif=exif.tobytes())).inhoud
    with Image.open(BytesIO(schoon)) as foto:
        assert dict(foto.getexif()) == {}
        assert foto.size == (20, 40)
    assert b"Geheime" not in schoon


def test_what_hangs_behind_a_photo_does_not_come_along():
    foto = make_foto() + b"<script>alert(1)</script>"
    assert b"script" not in read_bijlage(foto).inhoud


def test_a_large_photo_becomes_a_report_photo():
    with Image.open(BytesIO(read_bijlage(make_foto(grootte=(5000, 100))).inhoud)) as foto:
        assert foto.size == (2400, 48)


@pytest.mark.parametrize(
    ("inhoud", "woorden"),
    [
        (b"", "leeg"),
        (b"<html><script>alert(1)</script>", "lezen we niet"),
        (b"<svg onload='x()'/>", "lezen we niet"),
        (b"MZ\x90\x00", "lezen we niet"),
        (b"GIF89a", "lezen we niet"),
        (b"\xff\xd8\xff\xe0 geen foto", "beschadigd"),
        (make_foto()[:60], "beschadigd"),
        (b"%PDF-1.7 /OpenAction << /JS (x) >>", "een programma"),
        (b"%PDF-1.7 /EmbeddedFile", "een programma"),
        (b"PK\x03\x04 stuk", "beschadigd"),
        (make_zak(**WORD, **{"word/vbaProject.bin": "x"}), "macro"),
        (
            make_zak(mimetype="application/vnd.oasis.opendocument.text", **{"Basic/x.xml": ""}),
            "macro",
        ),
        (make_zak(**{"los.txt": "x"}), "lezen we niet"),
        (make_zak(mimetype="text/html"), "lezen we niet"),
    ],
)
def test_anything_else_is_refused_with_why(inhoud, woorden):
    with pytest.raises(BestandGeweigerd, match=woorden):
        read_bijlage(inhoud)


def test_too_large_is_said_with_the_limit(settings):
    settings.BIJLAGE_MAX_BYTES = 1024 * 1024
    with pytest.raises(BestandGeweigerd, match="groter dan 1 MB"):
        read_bijlage(b"%PDF-" + b"x" * 1024 * 1024)


def test_a_photo_that_unpacks_beyond_memory_is_refused_before_it_does(monkeypatch):
    monkeypatch.setattr(bijlagen, "MAX_BEELDPUNTEN", 799)
    with pytest.raises(BestandGeweigerd, match="te groot"):
        read_bijlage(make_foto())


def test_an_office_file_that_unpacks_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(bijlagen, "MAX_UITGEPAKT", 3)
    with pytest.raises(BestandGeweigerd, match="te groot"):
        read_bijlage(make_zak(**WORD))


def read_precies(lijn, aantal):
    gelezen = b""
    while len(gelezen) < aantal:
        gelezen += lijn.recv(aantal - len(gelezen))
    return gelezen


@pytest.fixture
def scanner(settings):
    """A scanner on loopback that speaks INSTREAM and finds the word virus."""
    gezien = []
    deur = socket.create_server(("127.0.0.1", 0))
    deur.settimeout(20)

    def serve():
        lijn, _ = deur.accept()
        with lijn:
            assert read_precies(lijn, 10) == b"zINSTREAM\0"
            inhoud = b""
            while grootte := struct.unpack("!I", read_precies(lijn, 4))[0]:
                inhoud += read_precies(lijn, grootte)
            gezien.append(inhoud)
            lijn.sendall(b"stream: Proef FOUND\0" if b"virus" in inhoud else b"stream: OK\0")

    draad = threading.Thread(target=serve)
    draad.start()
    settings.VIRUSSCANNER = f"127.0.0.1:{deur.getsockname()[1]}"
    yield gezien
    draad.join(20)
    deur.close()


def test_the_scanner_sees_the_whole_file_first(scanner):
    inhoud = b"%PDF-" + b"x" * 200_000
    assert read_bijlage(inhoud).soort == SoortBijlage.PDF
    assert scanner == [inhoud]


def test_a_virus_is_refused(scanner):
    with pytest.raises(BestandGeweigerd, match="een virus"):
        read_bijlage(b"%PDF- virus")


def test_a_scanner_that_is_set_and_silent_lets_nothing_in(settings):
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        settings.VIRUSSCANNER = f"127.0.0.1:{proef.getsockname()[1]}"
    with pytest.raises(BestandGeweigerd, match="antwoordt niet"):
        read_bijlage(b"%PDF-1.7")
