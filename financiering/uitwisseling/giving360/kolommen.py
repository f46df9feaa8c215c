"""The columns of the standard: one definition for the workbook, the JSON and both directions."""

import re
from typing import Any

from django.conf import settings

KOLOMMEN: tuple[tuple[str, str], ...] = (
    ("Identifier", "id"),
    ("Title", "title"),
    ("Description", "description"),
    ("Currency", "currency"),
    ("Amount Applied For", "amountAppliedFor"),
    ("Amount Awarded", "amountAwarded"),
    ("Amount Disbursed", "amountDisbursed"),
    ("Award Date", "awardDate"),
    ("Planned Dates:Start Date", "plannedDates/0/startDate"),
    ("Planned Dates:End Date", "plannedDates/0/endDate"),
    ("Planned Dates:Duration (months)", "plannedDates/0/duration"),
    ("Recipient Org:Identifier", "recipientOrganization/0/id"),
    ("Recipient Org:Name", "recipientOrganization/0/name"),
    ("Recipient Ind:Identifier", "recipientIndividual/id"),
    ("Recipient Ind:Name", "recipientIndividual/name"),
    ("To Individuals Details:Grant Purpose", "toIndividualsDetails/grantPurpose/0"),
    ("Funding Org:Identifier", "fundingOrganization/0/id"),
    ("Funding Org:Name", "fundingOrganization/0/name"),
    ("Grant Programme:Code", "grantProgramme/0/code"),
    ("Grant Programme:Title", "grantProgramme/0/title"),
    ("Beneficiary Location:Name", "beneficiaryLocation/0/name"),
    ("Beneficiary Location:Country Code", "beneficiaryLocation/0/countryCode"),
    ("Beneficiary Location:Geographic Code", "beneficiaryLocation/0/geoCode"),
    ("Location Scope", "locationScope"),
    ("Classifications:0:Vocabulary", "classifications/0/vocabulary"),
    ("Classifications:0:Code", "classifications/0/code"),
    ("Classifications:0:Title", "classifications/0/title"),
    ("Classifications:1:Vocabulary", "classifications/1/vocabulary"),
    ("Classifications:1:Code", "classifications/1/code"),
    ("Classifications:1:Title", "classifications/1/title"),
    ("Last Modified", "dateModified"),
    ("Data Source", "dataSource"),
)
"""The heading in a workbook, and the place in the JSON."""

_VREEMD = re.compile(r"[^A-Za-z0-9._-]")


def build_id(deel: str) -> str:
    """An id of this publisher; signs the standard does not expect are written as their number."""
    veilig = _VREEMD.sub(lambda teken: f"_{ord(teken.group()):x}_", deel)
    return f"{settings.GIVING360_PREFIX}-{veilig}"


def find_waarde(grant: Any, pad: str) -> Any:
    """What a grant says at one place; None where it says nothing."""
    for stap in pad.split("/"):
        if isinstance(grant, list) and stap.isdigit():
            grant = grant[int(stap)] if len(grant) > int(stap) else None
        elif isinstance(grant, dict):
            grant = grant.get(stap)
        else:
            return None
    return grant


def flatten_grant(grant: dict[str, Any]) -> dict[str, Any]:
    """A grant as a row of the workbook."""
    return {kop: find_waarde(grant, pad) for kop, pad in KOLOMMEN}
