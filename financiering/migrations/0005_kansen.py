"""How often applications were granted, counted on a public register; weighs what was applied for."""

from datetime import date
from decimal import Decimal

from django.db import migrations

BRON = "Gemeente Amsterdam, openbaar subsidieregister 2016–2019, eigen telling"
GELDIG_VAN = date(2019, 1, 14)
KANSEN = [
    ("kans_herhaald_periodiek", "94", "Een jaarlijkse subsidie die eerder was verleend."),
    ("kans_herhaald_eenmalig", "88", "Een eenmalige subsidie na een eerdere."),
    ("kans_nieuw", "72", "Een eerste aanvraag."),
]


def add_kansen(apps, schema_editor):
    wetsparameter = apps.get_model("financiering", "Wetsparameter")
    for sleutel, procent, toelichting in KANSEN:
        wetsparameter.objects.create(
            sleutel=sleutel,
            geldig_van=GELDIG_VAN,
            waarde=Decimal(procent),
            eenheid="procent",
            bron=BRON,
            toelichting=toelichting,
        )


class Migration(migrations.Migration):
    dependencies = [("financiering", "0004_regio_geschiedenis")]

    operations = [migrations.RunPython(add_kansen, migrations.RunPython.noop)]
