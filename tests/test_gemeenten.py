"""The list of municipalities is complete and in the database after migrating."""

import csv
import importlib
import re

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from financiering.models import Gemeente

migratie = importlib.import_module("financiering.migrations.0003_gemeenten")

BEKEND = {
    "GM0363": "Amsterdam",
    "GM0344": "Utrecht",
    "GM0518": "'s-Gravenhage",
    "GM0599": "Rotterdam",
    "GM0820": "Nuenen, Gerwen en Nederwetten",
    "GM1900": "Súdwest-Fryslân",
    "GM1980": "Dijk en Waard",
    "GM1982": "Land van Cuijk",
    "GM1991": "Maashorst",
    "GM1992": "Voorne aan Zee",
}


def read_codelijst() -> list[tuple[str, str]]:
    with migratie.CODELIJST.open(encoding="utf-8", newline="") as bestand:
        return [(rij["code"], rij["naam"]) for rij in csv.DictReader(bestand)]


def test_codelijst_is_complete_sorted_and_unique() -> None:
    rijen = read_codelijst()
    assert len(rijen) == 342
    assert rijen == sorted(rijen)
    assert all(re.fullmatch(r"GM\d{4}", code) for code, _ in rijen)
    assert len({code for code, _ in rijen}) == len({naam for _, naam in rijen}) == 342
    assert BEKEND.items() <= dict(rijen).items()


@pytest.mark.django_db
def test_migration_loaded_every_gemeente() -> None:
    geladen = dict(Gemeente.objects.values_list("code", "naam"))
    assert dict(read_codelijst()).items() <= geladen.items()


@pytest.mark.django_db
def test_migration_again_adds_only_what_is_missing_and_renames_nothing() -> None:
    toen = MigrationLoader(connection).project_state(("financiering", "0003_gemeenten")).apps
    gemeente = toen.get_model("financiering", "Gemeente")
    gemeente.objects.filter(code="GM0363").update(naam="Mokum")
    gemeente.objects.filter(code="GM0599").delete()
    aantal = gemeente.objects.count()
    migratie.add_gemeenten(toen, None)
    assert gemeente.objects.count() == aantal + 1
    assert gemeente.objects.get(code="GM0363").naam == "Mokum"
    assert gemeente.objects.get(code="GM0599").naam == "Rotterdam"
