"""What the 360Giving standard asks of a file: its rules, and every check of its data quality tool.

No package on the index brings the published schema or the tool's own library, so the core fields, the
closed code lists, the shapes of values and the quality checks stand here as our own tests. What the
schema says of fields and kinds is in `schema360.py`.

Four of the tool's notices of usefulness are not held against us. A British company or charity number is to
be ignored by others, by its own words. A place of the recipient asks for a postcode, which we do not keep,
or a British kind of code. Two say that an id begins with our own prefix: those are organisations of which
no number is known, and givers.
"""

import re
from collections import Counter
from datetime import date
from typing import Any

KERN = (
    "id",
    "title",
    "description",
    "currency",
    "amountAwarded",
    "awardDate",
    "fundingOrganization",
)
VELDEN = {
    *KERN, "amountAppliedFor", "amountDisbursed", "plannedDates", "recipientOrganization",
    "recipientIndividual", "toIndividualsDetails", "grantProgramme", "locationScope", "beneficiaryLocation", "classifications", "dateModified",
    "dataSource",
}  # fmt: skip
DAG = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
MOMENT = re.compile(DAG.pattern + r"T\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)")
OMVANG = {f"GLS0{nummer}" for nummer in (10, 20, 30, 40, 50, 60, 99)}
DOELEN = {f"GTIP{nummer:03d}" for nummer in range(10, 180, 10)}
"""The closed lists of codes that we use; another code makes the file invalid."""
VOORVOEGSELS = ("360G-", "NL-KVK-")


def list_fouten(pakket: dict[str, Any], vandaag: date) -> list[str]:
    """Everything the standard would say about this package; nothing is the aim."""
    fouten = [] if pakket.get("grants") else ["geen enkele grant"]
    if not pakket.get("publisher", {}).get("name"):
        fouten.append("geen uitgever")
    tel = Counter(grant.get("id") for grant in pakket.get("grants", []))
    fouten += [f"dubbel id {wat}" for wat, keer in tel.items() if keer > 1]
    for grant in pakket.get("grants", []):
        fouten += [f"{grant.get('id')}: {fout}" for fout in _check_geldig(grant)]
        fouten += [f"{grant.get('id')}: {fout}" for fout in _check_kwaliteit(grant, vandaag)]
    return fouten


def _check_geldig(grant: dict[str, Any]):
    yield from (f"{veld} ontbreekt" for veld in KERN if not grant.get(veld))
    yield from (f"{veld} kent de standaard niet" for veld in grant if veld not in VELDEN)
    if ("recipientOrganization" in grant) == ("recipientIndividual" in grant):
        yield "geen of twee soorten ontvanger"
    for veld in ("amountAppliedFor", "amountAwarded", "amountDisbursed"):
        waarde = grant.get(veld, 0)
        if isinstance(waarde, bool) or not isinstance(waarde, int | float):
            yield f"{veld} is geen getal"
    if not DAG.fullmatch(grant.get("awardDate", "")):
        yield "awardDate is geen dag"
    if "dateModified" in grant and not MOMENT.fullmatch(grant["dateModified"]):
        yield "dateModified is geen moment"
    yield from _check_codes(grant)
    for wie in _list_partijen(grant):
        if not wie.get("id") or not wie.get("name"):
            yield "een partij zonder id of naam"
    for plan in grant.get("plannedDates", []):
        yield from (f"{veld} is geen dag" for veld, dag in plan.items() if not DAG.fullmatch(dag))


def _check_codes(grant: dict[str, Any]):
    """The kinds of geographic codes are all British, so no place of ours can have one."""
    if grant.get("locationScope") not in OMVANG:
        yield "locationScope staat niet in de lijst"
    if any("geoCodeType" in plek for plek in grant.get("beneficiaryLocation", [])):
        yield "geoCodeType staat niet in de lijst"
    if not DOELEN.issuperset(grant.get("toIndividualsDetails", {}).get("grantPurpose", [])):
        yield "grantPurpose staat niet in de lijst"


def _check_kwaliteit(grant: dict[str, Any], vandaag: date):
    if not grant["id"].startswith("360G-") or re.search(r"[^A-Za-z0-9._-]", grant["id"]):
        yield "id met vreemde tekens of zonder voorvoegsel"
    if grant["amountAwarded"] <= 0:
        yield "niets verleend"
    if grant["awardDate"] > vandaag.isoformat():
        yield "besluit in de toekomst"
    if len(grant["title"]) >= 140 or grant["title"] == grant["description"]:
        yield "titel te lang of gelijk aan de omschrijving"
    if ("recipientIndividual" in grant) != ("toIndividualsDetails" in grant):
        yield "een persoon zonder doel, of een doel zonder persoon"
    if re.search(r"\S+@\S+\.\S+", str(grant)):
        yield "een e-mailadres"
    if "project" in grant:
        yield "gegevens over herkomst of handicap"
    if grant["currency"] != "EUR":
        yield "geen euro"
    if len(grant["fundingOrganization"]) != 1:
        yield "meer dan een gever"
    if not all(wie.get("id", "").startswith(VOORVOEGSELS) for wie in _list_partijen(grant)):
        yield "een partij met een onbekend voorvoegsel"
    yield from _check_dagen(grant, vandaag)
    for veld in (
        "grantProgramme",
        "beneficiaryLocation",
        "dateModified",
        "dataSource",
        "plannedDates",
    ):
        if not grant.get(veld):
            yield f"{veld} ontbreekt"
    for plek in grant.get("beneficiaryLocation", []):
        if plek["countryCode"] != "NL" or not re.match(r"(GM|WK|BU)\d{4}", plek["geoCode"]):
            yield "plek zonder CBS-code"


def _check_dagen(grant: dict[str, Any], vandaag: date):
    """Days that exist, in order, and not further away than the tool finds likely."""
    for plan in grant.get("plannedDates", []):
        if plan["startDate"] > plan.get("endDate", "9999"):
            yield "einde voor het begin"
        if max(plan.values()) > f"{vandaag.year + 12}{vandaag:-%m-%d}":
            yield "meer dan twaalf jaar vooruit"
    for dag in (grant["awardDate"], *grant.get("plannedDates", [{}])[0].values()):
        try:
            date.fromisoformat(dag)
        except ValueError:
            yield f"{dag} bestaat niet"
        if dag < f"{vandaag.year - 25}{vandaag:-%m-%d}":
            yield "meer dan vijfentwintig jaar terug"


def _list_partijen(grant: dict[str, Any]):
    yield from grant.get("recipientOrganization", [])
    yield from grant.get("fundingOrganization", [])
    if "recipientIndividual" in grant:
        yield grant["recipientIndividual"]
