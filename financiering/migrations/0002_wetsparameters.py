"""The terms and sums of the law that the clocks count with, each from a day on and with its source."""

from datetime import date
from decimal import Decimal

from django.db import migrations

AWB_TEKST = "Algemene wet bestuursrecht, BWBR0005537, tekst van 21 december 2021"
NIET_NAGEGAAN = "Indexering na 2021 is niet nagegaan; pas aan als het bedrag is gewijzigd."

PARAMETERS = [
    ("awb_4_13_beslissen", "8", "weken", "artikel 4:13 lid 2", ""),
    ("awb_4_17_dwangsom_na", "2", "weken", "artikel 4:17 lid 3", ""),
    ("awb_4_17_dwangsom_dag_1_14", "23", "euro", "artikel 4:17 lid 2", NIET_NAGEGAAN),
    ("awb_4_17_dwangsom_dag_15_28", "35", "euro", "artikel 4:17 lid 2", NIET_NAGEGAAN),
    ("awb_4_17_dwangsom_dag_29_42", "45", "euro", "artikel 4:17 lid 2", NIET_NAGEGAAN),
    ("awb_4_34_voorbehoud", "4", "weken", "artikel 4:34", ""),
    ("awb_4_51_jaren", "3", "jaren", "artikel 4:51 lid 1", ""),
    ("awb_4_57_terugvorderen", "5", "jaren", "artikel 4:57", ""),
    (
        "awb_4_69_bewaren",
        "7",
        "jaren",
        "artikel 4:69",
        "Alleen waar dit van toepassing is verklaard.",
    ),
    ("awb_4_87_betalen", "6", "weken", "artikel 4:87 lid 1", ""),
    ("awb_6_7_bezwaar", "6", "weken", "artikel 6:7", ""),
]
GELDIG_VAN = date(2009, 10, 1)


def add_wetsparameters(apps, schema_editor):
    wetsparameter = apps.get_model("financiering", "Wetsparameter")
    for sleutel, waarde, eenheid, artikel, toelichting in PARAMETERS:
        wetsparameter.objects.create(
            sleutel=sleutel,
            geldig_van=GELDIG_VAN,
            waarde=Decimal(waarde),
            eenheid=eenheid,
            bron=f"{AWB_TEKST}, {artikel}",
            toelichting=toelichting,
        )


class Migration(migrations.Migration):
    dependencies = [("financiering", "0001_initieel")]

    operations = [migrations.RunPython(add_wetsparameters, migrations.RunPython.noop)]
