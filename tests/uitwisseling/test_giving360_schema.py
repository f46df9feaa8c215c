"""Our 360Giving file against what the schema says, and against the published files where they lie.

Those are not ours to ship: `bin/toets-360giving.sh` takes the folder they lie in.
"""

import json
import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from jsonschema import Draft4Validator, FormatChecker
from jsonschema.validators import validator_for
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from tests.uitwisseling import schema360
from tests.uitwisseling.standaard360 import MOMENT
from tests.uitwisseling.test_giving360 import drie, schrijf

__all__ = ["drie"]

SCHEMA = Path(
    os.environ.get(
        "GIVING360_SCHEMA", settings.BASE_DIR.parent / "shared" / "standards" / "360giving"
    )
)
PAKKET, GRANT = SCHEMA / "360-giving-package-schema.json", SCHEMA / "360-giving-schema.json"

gelegd = pytest.mark.skipif(
    not (PAKKET.is_file() and GRANT.is_file()), reason="het gepubliceerde schema ligt hier niet"
)


def make_validator(soort):
    """The facts as we wrote them down, or the published files where they lie.

    The published package names the schema of a grant by its address on the web; that is the file beside
    it. A date is a day or a moment, never both: the schema tells them apart by the form of a moment.
    """
    vormen = FormatChecker(formats=())
    vormen.checks("date-time")(lambda tekst: MOMENT.fullmatch(str(tekst)) is not None)
    vormen.checks("uri")(lambda tekst: tekst is None or all(urlsplit(str(tekst))[:2]))
    if soort == "feiten":
        return Draft4Validator(schema360.PAKKET, format_checker=vormen)
    pakket = json.loads(PAKKET.read_text("utf-8"))
    grant = Resource.from_contents(json.loads(GRANT.read_text("utf-8")), DRAFT4)
    register = Registry(retrieve=lambda adres: grant)
    return validator_for(pakket)(pakket, registry=register, format_checker=vormen)


schemas = pytest.mark.parametrize("soort", ["feiten", pytest.param("gepubliceerd", marks=gelegd)])


@schemas
def test_what_we_write_is_valid_by_the_schema(cast, drie, tmp_path, soort):
    fouten = make_validator(soort).iter_errors(schrijf(tmp_path / "uit.json", cast))
    assert [f"{fout.json_path}: {fout.message}" for fout in fouten] == []


@schemas
def test_the_schema_is_really_asked(cast, drie, tmp_path, soort):
    pakket = schrijf(tmp_path / "uit.json", cast)
    eerste, tweede, derde = pakket["grants"]
    del eerste["fundingOrganization"]
    eerste["recipientOrganization"] = []
    tweede["amountAwarded"] = "veel"
    tweede["plannedDates"][0]["startDate"] = "2026-13-01"
    derde["dateModified"] = "2026-01-01"
    derde["dataSource"] = "nergens"
    assert len(list(make_validator(soort).iter_errors(pakket))) == 6


def test_both_kinds_of_recipient_at_once_are_refused(cast, drie, tmp_path):
    pakket = schrijf(tmp_path / "uit.json", cast)
    [mens] = [grant for grant in pakket["grants"] if "recipientIndividual" in grant]
    mens["recipientOrganization"] = [mens["recipientIndividual"]]
    assert not make_validator("feiten").is_valid(pakket)
