"""How much of a public total one initiative may be, before the total tells about that one."""

from datetime import date
from decimal import Decimal

from django.db import migrations


def add_grootste_aandeel(apps, schema_editor):
    apps.get_model("financiering", "Wetsparameter").objects.create(
        sleutel="grootste_aandeel",
        geldig_van=date(2019, 1, 1),
        waarde=Decimal(75),
        eenheid="procent",
        bron=(
            "De dominantieregel (n, k) uit het Handbook on Statistical Disclosure Control (ESSNet, 2010), "
            "met n = 1; het percentage is een eigen keuze"
        ),
        toelichting=(
            "Heeft één initiatief meer dan dit deel van het geld in een groep, dan staat die groep niet "
            "apart in de openbare cijfers: het bedrag zou vooral over dat ene initiatief gaan."
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("financiering", "0016_bewaarde_keuzes")]

    operations = [migrations.RunPython(add_grootste_aandeel, migrations.RunPython.noop)]
