"""Municipalities and their elections: found by any name people use, kept up to date by the beheerder."""

from django.db import transaction

from financiering.domain.invoer import fold
from financiering.models import Gemeente, Verkiezing
from financiering.services.schrijven import Handeling, delete_object, save_object

ROEPNAMEN = {"denhaag": "GM0518", "denbosch": "GM0796"}
"""What people say, beside the official name that CBS gives with the code."""


def index_gemeenten() -> dict[str, Gemeente]:
    """Every municipality under its folded code, official name and well-known name."""
    per_code = {gemeente.code: gemeente for gemeente in Gemeente.objects.all()}
    namen = {roepnaam: per_code[code] for roepnaam, code in ROEPNAMEN.items() if code in per_code}
    for gemeente in per_code.values():
        namen[fold(gemeente.naam)] = namen[fold(gemeente.code)] = gemeente
    return namen


def find_gemeente(woord: str) -> Gemeente | None:
    """The municipality of this name or CBS code, however it was typed."""
    return index_gemeenten().get(fold(woord))


@transaction.atomic
def save_gemeente(gemeente: Gemeente, handeling: Handeling) -> Gemeente:
    """Add a municipality, or give it another name. Its code stays: everything hangs on it."""
    return save_object(gemeente, handeling)


@transaction.atomic
def save_verkiezing(verkiezing: Verkiezing, handeling: Handeling) -> Verkiezing:
    """Add a day on which a council is chosen."""
    return save_object(verkiezing, handeling)


@transaction.atomic
def delete_verkiezing(verkiezing: Verkiezing, handeling: Handeling) -> None:
    """Take away a day that is wrong; its history stays."""
    delete_object(verkiezing, handeling)
