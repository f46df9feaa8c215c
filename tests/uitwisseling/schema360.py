"""The 360Giving schemas as facts: which fields, of which kind, which are needed.

Taken from the published package schema of version 1.4 and from the schema of a grant as it stood in the
standard's repository when grants to individuals came in (commit 4c3ad7b), with what later versions add by
their documentation: a scope, and closed code lists. Only fields that we write are here, and no others may
be in our file; of the lists of currencies and countries only the one we write. The schemas themselves are
not ours to ship: `test_giving360_schema.py` asks them as well where somebody laid them down.
"""

from typing import Any

from tests.uitwisseling.standaard360 import DOELEN, OMVANG

DAG = r"^[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])$"
DEEL_VAN_EEN_DAG = r"^[0-9]{4}(-(0[1-9]|1[012]))?$"
TEKST: dict[str, Any] = {"type": "string"}
TEKST_OF_NIETS: dict[str, Any] = {"type": ["string", "null"]}
GETAL: dict[str, Any] = {"type": "number"}
MOMENT: dict[str, Any] = TEKST | {"format": "date-time"}
ADRES: dict[str, Any] = {"type": ["string", "null"], "format": "uri"}


def one_of_days(*vormen: str) -> dict[str, Any]:
    """A moment or one of these forms of a day, never two at once."""
    return TEKST | {"oneOf": [{"format": "date-time"}, *({"pattern": vorm} for vorm in vormen)]}


def build_object(nodig: tuple[str, ...] = (), **velden: dict[str, Any]) -> dict[str, Any]:
    """An object with these fields and no others."""
    uit = {"type": "object", "properties": velden, "additionalProperties": False}
    return uit | ({"required": list(nodig)} if nodig else {})


def build_lijst(wat: dict[str, Any], **meer: Any) -> dict[str, Any]:
    return {"type": "array", "items": wat, **meer}


PARTIJ = build_object(("id", "name"), id=TEKST, name=TEKST)
PERIODE = build_object(
    startDate=one_of_days(DAG, DEEL_VAN_EEN_DAG),
    endDate=one_of_days(DAG, DEEL_VAN_EEN_DAG),
    duration=GETAL | {"minimum": 0},
)
PLEK = build_object(name=TEKST_OF_NIETS, countryCode={"enum": ["NL", None]}, geoCode=TEKST_OF_NIETS)
KERN = ("id", "title", "description", "currency", "amountAwarded", "awardDate")

GRANT = build_object(
    id=TEKST,
    title=TEKST,
    description=TEKST,
    currency=TEKST | {"enum": ["EUR"]},
    amountAppliedFor=GETAL,
    amountAwarded=GETAL,
    amountDisbursed=GETAL,
    awardDate=one_of_days(DAG),
    plannedDates=build_lijst(PERIODE),
    recipientOrganization=build_lijst(PARTIJ, minItems=1),
    recipientIndividual=PARTIJ,
    toIndividualsDetails=build_object(grantPurpose=build_lijst({"enum": sorted(DOELEN)})),
    fundingOrganization=build_lijst(PARTIJ, minItems=1),
    grantProgramme=build_lijst(build_object(code=TEKST, title=TEKST_OF_NIETS)),
    locationScope={"enum": sorted(OMVANG)},
    beneficiaryLocation=build_lijst(PLEK),
    classifications=build_lijst(build_object(vocabulary=TEKST, code=TEKST, title=TEKST_OF_NIETS)),
    dateModified=MOMENT,
    dataSource=ADRES,
) | {
    "oneOf": [
        {"required": [*KERN, "recipientOrganization", "fundingOrganization"]},
        {"required": [*KERN, "recipientIndividual", "fundingOrganization"]},
    ]
}

PAKKET = build_object(
    ("grants",),
    grants=build_lijst(GRANT, minItems=1, uniqueItems=True),
    version=TEKST | {"pattern": r"^(\d+\.)(\d+)$"},
    title=TEKST,
    issued=one_of_days(DAG),
    publisher=build_object(("name",), identifier=TEKST, name=TEKST),
) | {"$schema": "http://json-schema.org/draft-04/schema#"}
