"""The registers of a municipality: a file nobody saw before."""

from django.core.files.uploadedfile import SimpleUploadedFile

CSV = b"Zaaknummer;Wie;Jaar;Bedrag\n12;De Brug;2026;1.500,00\n"


def test_a_new_register_opens_with_the_columns_that_were_recognised(cast, als):
    client = als(cast.accounthouder)
    bestand = SimpleUploadedFile("nieuw.csv", CSV, "text/csv")
    antwoord = client.post("/registers", {"bestand": bestand, "koppeling": "nieuw"}, follow=True)
    tekst = antwoord.content.decode()
    for kop in ("Zaaknummer", "Wie", "Jaar", "Bedrag"):
        assert tekst.count(f'<option value="{kop}" selected>') == 1


def test_without_a_file_it_asks_for_one(cast, als):
    tekst = als(cast.accounthouder).post("/registers", {"koppeling": "nieuw"}).content.decode()
    assert "Kies eerst een bestand." in tekst
