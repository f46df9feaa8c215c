"""The description in the repository is that of the code."""

from pathlib import Path

from api.beschrijving import build_openapi, write_openapi

BESTAND = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"


def test_the_description_in_the_repository_is_current():
    assert BESTAND.read_text() == write_openapi(), "run `make openapi`"


def test_every_resource_shows_an_example():
    schemas = build_openapi()["components"]["schemas"]
    zonder = {
        naam
        for naam, schema in schemas.items()
        if schema.get("type") == "object" and "example" not in schema
    }
    assert {naam for naam in zonder if not naam.endswith(("Bladzijde", "Probleem"))} == set()


def test_every_operation_says_in_dutch_what_it_does():
    for pad in build_openapi()["paths"].values():
        for werk in pad.values():
            assert werk["summary"].endswith(".")
            assert werk["operationId"]
