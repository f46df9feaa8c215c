"""Files with a report, at the page: put in, seen by who may see it, taken out, kept once it is sent."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from financiering.models import Bijlage, Verslag
from tests.web.test_verslagen import send, stroom

__all__ = ["stroom"]


@pytest.fixture
def concept(cast, als, stroom):
    adres = f"/geldstromen/{stroom.pk}/verslag"
    return als(cast.penningmeester).post(adres, {"sjabloon": "een_foto_vijf_regels"}).url


def make_foto(kleur="teal"):
    uit = BytesIO()
    Image.new("RGB", (30, 30), kleur).save(uit, "JPEG")
    return SimpleUploadedFile("buurt<b>feest.jpg", uit.getvalue(), "text/html")


def list_opslag():
    return default_storage.listdir("bijlagen")[1] if default_storage.exists("bijlagen") else []


def test_a_photo_goes_in_is_shown_as_a_photo_and_comes_out_again(cast, als, concept):
    client = als(cast.penningmeester)
    client.post(f"{concept}/bijlagen", {"bestand": make_foto()})
    bijlage = Bijlage.objects.get()
    bladzijde = client.get(concept).content.decode()
    assert "buurt&lt;b&gt;feest.jpg" in bladzijde
    antwoord = client.get(f"/bijlagen/{bijlage.pk}")
    assert antwoord.headers["Content-Type"] == "image/jpeg"
    assert antwoord.headers["X-Content-Type-Options"] == "nosniff"
    assert antwoord.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert antwoord.content.startswith(b"\xff\xd8\xff")
    assert len(list_opslag()) == 1
    client.post(f"/bijlagen/{bijlage.pk}/weghalen")
    assert not Bijlage.objects.exists()
    assert Bijlage.history.filter(history_type="-").latest().history_user == cast.penningmeester


def test_a_file_taken_out_is_gone_from_the_disk(
    cast, als, concept, django_capture_on_commit_callbacks
):
    client = als(cast.penningmeester)
    client.post(f"{concept}/bijlagen", {"bestand": make_foto()})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/bijlagen/{Bijlage.objects.get().pk}/weghalen")
    assert list_opslag() == []


def test_a_pdf_is_a_download(cast, als, concept):
    client = als(cast.penningmeester)
    bon = SimpleUploadedFile("bon.html", b"%PDF-1.7 bon")
    client.post(f"{concept}/bijlagen", {"bestand": bon})
    koppen = client.get(f"/bijlagen/{Bijlage.objects.get().pk}").headers
    assert koppen["Content-Type"] == "application/pdf"
    assert koppen["Content-Disposition"] == 'attachment; filename="bon.html"'


@pytest.mark.parametrize("inhoud", [b"<html>", b""])
def test_a_refusal_says_why_and_leaves_nothing(cast, als, concept, inhoud):
    bestand = SimpleUploadedFile("x.jpg", inhoud)
    tekst = als(cast.penningmeester).post(f"{concept}/bijlagen", {"bestand": bestand}, follow=True)
    assert "lezen we niet" in tekst.content.decode() or "leeg" in tekst.content.decode()
    assert not Bijlage.objects.exists()
    assert list_opslag() == []


def test_the_same_file_twice_and_one_too_many_are_refused(cast, als, concept, settings):
    settings.BIJLAGE_MAX_AANTAL = 2
    client = als(cast.penningmeester)
    adres = f"{concept}/bijlagen"
    client.post(adres, {"bestand": make_foto()})
    dubbel = client.post(adres, {"bestand": make_foto()}, follow=True).content.decode()
    assert "Dit bestand zit er al bij." in dubbel
    client.post(adres, {"bestand": make_foto("red")})
    vol = client.post(adres, {"bestand": make_foto("blue")}, follow=True).content.decode()
    assert "passen 2 bestanden" in vol
    assert len(list_opslag()) == Bijlage.objects.count() == 2


def test_what_was_sent_stays_and_a_new_version_starts_with_it(cast, als, stroom, concept):
    client = als(cast.penningmeester)
    client.post(f"{concept}/bijlagen", {"bestand": make_foto()})
    client.post(concept, {"wat": "Feest", "doe": "verstuur"})
    eerste = Bijlage.objects.get()
    weigering = client.post(f"/bijlagen/{eerste.pk}/weghalen", follow=True).content.decode()
    assert "Dit verslag is verstuurd" in weigering
    assert client.get(f"{concept}/json").json()["bijlagen"][0]["soort"] == "image/jpeg"
    nieuw = client.post(
        f"/geldstromen/{stroom.pk}/verslag", {"sjabloon": "een_foto_vijf_regels"}
    ).url
    assert nieuw != concept
    tweede = Bijlage.objects.exclude(pk=eerste.pk).get()
    client.post(f"/bijlagen/{tweede.pk}/weghalen")
    assert client.get(f"/bijlagen/{eerste.pk}").status_code == 200


def test_a_draft_file_is_nobody_elses_and_a_sent_one_follows_the_report(cast, als, concept):
    client = als(cast.penningmeester)
    client.post(f"{concept}/bijlagen", {"bestand": make_foto()})
    adres = f"/bijlagen/{Bijlage.objects.get().pk}"
    assert als(cast.accounthouder).get(adres).status_code == 404
    assert als(cast.accounthouder).post(f"{adres}/weghalen").status_code == 404
    als(cast.penningmeester).post(concept, {"wat": "Feest", "doe": "verstuur"})
    assert als(cast.accounthouder).get(adres).status_code == 200
    assert als(cast.buurman).get(adres).status_code == 404
    assert als(cast.ander).get(adres).status_code == 404


def test_a_file_that_is_lost_is_not_a_crash(cast, als, concept):
    client = als(cast.penningmeester)
    client.post(f"{concept}/bijlagen", {"bestand": make_foto()})
    bijlage = Bijlage.objects.get()
    default_storage.delete(bijlage.plek)
    assert client.get(f"/bijlagen/{bijlage.pk}").status_code == 404


def test_the_pdf_is_tagged_holds_the_words_and_no_markup(cast, als, stroom):
    client = als(cast.penningmeester)
    adres = send(client, stroom)
    pdf = client.get(f"{adres}/pdf")
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in pdf.content
    assert b"/Lang (nl)" in pdf.content or b"/Lang(nl)" in pdf.content
    assert client.get(f"{adres}x/pdf").status_code == 404


def test_an_emoji_does_not_stop_the_pdf(cast, als, stroom):
    client = als(cast.penningmeester)
    adres = client.post(
        f"/geldstromen/{stroom.pk}/verslag", {"sjabloon": "een_foto_vijf_regels"}
    ).url
    client.post(adres, {"wat": "Feest \U0001f389 #pagebreak() $x$ *vet*", "doe": "verstuur"})
    assert client.get(f"{adres}/pdf").content.startswith(b"%PDF-")


def test_a_draft_has_no_pdf(cast, als, concept):
    assert als(cast.penningmeester).get(f"{concept}/pdf").status_code == 404
    assert Verslag.objects.get().status == "concept"
