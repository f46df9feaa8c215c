"""Our 360Giving file against the published schema, where somebody laid that down.

The schema is not ours to ship: `bin/toets-360giving.sh` takes the folder it lies in.
"""

import json
import os
from pathlib import Path

import pytest
from django.conf import settings
from jsonschema import FormatChecker
from jsonschema.validators import validator_for
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from tests.uitwisseling.standaard360 import MOMENT
from tests.uitwisseling.test_giving360 import drie, schrijf

__all__ = ["drie"]

SCHEMA = Path(
    os.environ.get(
        "GIVING360_SCHEMA", settings.BASE_DIR.parent / "shared" / "standards" / "360giving"
    )
)
PAKKET, GRANT = SCHEMA / "360-giving-package-schema.json", SCHEMA / "360-giving-schema.json"

pytestmark = pytest.mark.skipif(
    not (PAKKET.is_file() and GRANT.is_file()), reason="het gepubliceerde schema ligt hier niet"
)


def make_validator():
    """The package names the schema of a grant by its address on the web; that is the file beside it.

    A date is a day or a moment, never both: the schema tells them apart by the form of a moment.
    """
    vormen = FormatChecker(formats=())
    vormen.checks("date-time")(lambda tekst: MOMENT.fullmatch(tekst) is not None)
    pakket = json.loads(PAKKET.read_text("utf-8"))
    grant = Resource.from_contents(json.loads(GRANT.read_text("utf-8")), DRAFT4)
    register = Registry(retrieve=lambda adres: grant)
    return validator_for(pakket)(pakket, registry=register, format_checker=vormen)


def test_what_we_write_is_valid_by_the_published_schema(cast, drie, tmp_path):
    fouten = make_validator().iter_errors(schrijf(tmp_path / "uit.json", cast))
    assert [f"{fout.json_path}: {fout.message}" for fout in fouten] == []


def test_the_schema_is_really_asked(cast, drie, tmp_path):
    pakket = schrijf(tmp_path / "uit.json", cast)
    del pakket["grants"][0]["fundingOrganization"]
    pakket["grants"][1]["amountAwarded"] = "veel"
    assert len(list(make_validator().iter_errors(pakket))) == 2
