"""The page of a job: only for who asked, true while it runs, and honest when it failed."""

from datetime import UTC, datetime

import pytest

from financiering.models import Opdracht
from financiering.services.opdrachten import report_voortgang

NU = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def werk(cast):
    return Opdracht.objects.create(
        soort="werkboek_import",
        gebruiker=cast.penningmeester,
        aangemaakt_op=NU,
        parameters={"bestand": "inlezen/weg.xlsx", "naam": "boek.xlsx", "proef": True},
    )


@pytest.mark.parametrize("wie", ["ander", "accounthouder", "adviseur", "beheerder"])
def test_nobody_else_sees_the_job_or_keeps_it(cast, als, werk, wie):
    client = als(getattr(cast, wie))
    assert client.get(f"/opdrachten/{werk.pk}").status_code == 404
    assert client.post(f"/opdrachten/{werk.pk}/bewaren").status_code == 404


def test_waiting_and_running_are_told_with_and_without_htmx(cast, als, werk):
    client = als(cast.penningmeester)
    assert "staat in de rij" in client.get(f"/opdrachten/{werk.pk}").content.decode()
    Opdracht.objects.update(stand="bezig")
    report_voortgang(werk, "Geldstromen", 40, 200, op=NU)
    heel = client.get(f"/opdrachten/{werk.pk}").content.decode()
    deel = client.get(f"/opdrachten/{werk.pk}", headers={"HX-Request": "true"}).content.decode()
    assert "Kijk opnieuw" in heel
    assert "Geldstromen" in deel
    assert "<html" not in deel


def test_when_it_is_done_htmx_is_told_to_load_the_page(cast, als, werk):
    Opdracht.objects.update(stand="mislukt", fout="Er ging bij ons iets mis.")
    client = als(cast.penningmeester)
    antwoord = client.get(f"/opdrachten/{werk.pk}", headers={"HX-Request": "true"})
    assert antwoord["HX-Refresh"] == "true"
    assert "Er ging bij ons iets mis." in antwoord.content.decode()
    assert "Bewaar deze wijzigingen" not in antwoord.content.decode()


@pytest.mark.parametrize(
    ("soort", "velden", "doel", "knop"),
    [
        ("werkboek_import", {"stand": "klaar", "uitkomst": {"gelukt": False, "aantal_fouten": 1, "fouten": ["Cel G2."]}},
         "/werkboek", "Lees het verbeterde bestand in"),
        ("register_import", {"stand": "mislukt", "fout": "De koppeling past niet."},
         "/registers", "Probeer het opnieuw"),
    ],
)  # fmt: skip
def test_what_went_wrong_always_has_a_next_step(soort, velden, doel, knop, cast, als, werk):
    Opdracht.objects.update(soort=soort, **velden)
    tekst = als(cast.penningmeester).get(f"/opdrachten/{werk.pk}").content.decode()
    assert f'<a class="knop" href="{doel}">{knop}</a>' in tekst
