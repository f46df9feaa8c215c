"""Every Dutch municipality by its CBS code, so that any of them can be chosen from the first day.

Source: CBS, gemeentelijke indeling; the 342 municipalities in force since 1 January 2023, of
which none merged on 1 January 2024 or 2025. Names are the official ones, so without the suffix
that StatLine adds to some, except for the two places called Bergen. A code that already exists
keeps the name it has.
"""

import csv
from pathlib import Path

from django.db import migrations

CODELIJST = Path(__file__).resolve().parent.parent / "codelijsten" / "gemeenten.csv"


def add_gemeenten(apps, schema_editor):
    gemeente = apps.get_model("financiering", "Gemeente")
    bekend = set(gemeente.objects.values_list("code", flat=True))
    with CODELIJST.open(encoding="utf-8", newline="") as bestand:
        gemeente.objects.bulk_create(
            gemeente(code=rij["code"], naam=rij["naam"])
            for rij in csv.DictReader(bestand)
            if rij["code"] not in bekend
        )


class Migration(migrations.Migration):
    dependencies = [("financiering", "0002_wetsparameters")]

    operations = [migrations.RunPython(add_gemeenten, migrations.RunPython.noop)]
