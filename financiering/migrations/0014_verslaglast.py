"""How much work a report is by estimate, per level, and what an hour counts for."""

from datetime import date
from decimal import Decimal

from django.db import migrations

BRON = "Eigen schatting van dit systeem, niet gemeten; pas haar aan met de uren die initiatieven opschrijven"
SCHATTINGEN = [
    ("last_uren_geen", "0", "uren"),
    ("last_uren_desgevraagd", "0.5", "uren"),
    ("last_uren_inhoudelijk", "4", "uren"),
    ("last_uren_financieel", "12", "uren"),
    ("last_uren_accountant", "24", "uren"),
    ("last_accountantskosten", "2500", "euro"),
    ("last_uurtarief", "35", "euro"),
]


def add_verslaglast(apps, schema_editor):
    wetsparameter = apps.get_model("financiering", "Wetsparameter")
    for sleutel, waarde, eenheid in SCHATTINGEN:
        wetsparameter.objects.create(
            sleutel=sleutel,
            geldig_van=date(2010, 1, 1),
            waarde=Decimal(waarde),
            eenheid=eenheid,
            bron=BRON,
            toelichting="Telt alleen waar niemand de eigen uren of kosten opschreef.",
        )


class Migration(migrations.Migration):
    dependencies = [("financiering", "0013_verslag_bijlagen")]

    operations = [migrations.RunPython(add_verslaglast, migrations.RunPython.noop)]
