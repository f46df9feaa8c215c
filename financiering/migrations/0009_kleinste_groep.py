"""How many initiatives a total holds at least when they do not share what is behind it."""

from datetime import date
from decimal import Decimal

from django.db import migrations


def add_kleinste_groep(apps, schema_editor):
    apps.get_model("financiering", "Wetsparameter").objects.create(
        sleutel="kleinste_groep",
        geldig_van=date(2019, 1, 1),
        waarde=Decimal(5),
        eenheid="initiatieven",
        bron="Eigen keuze van dit systeem; de beheerder kan een andere waarde laten ingaan",
        toelichting=(
            "Geld dat niet wordt gedeeld telt alleen mee in een uitsplitsing waar het van ten minste "
            "zoveel initiatieven samen is."
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("financiering", "0008_berichten")]

    operations = [migrations.RunPython(add_kleinste_groep, migrations.RunPython.noop)]
