"""The reference date comes in here, at this edge, and nowhere else."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from api.lezen import Dag
from api.vragen import Vragen
from financiering.models.bekend import end_of_day


def get_vandaag() -> date:
    """Today; in the trial installation the day its histories are told around."""
    return settings.DEMO_PEILDATUM if settings.DEMO else timezone.localdate()


class Peildatumvragen(Vragen):
    """On which day somebody looks."""

    peildatum = Dag(required=False, help_text="De dag waarop je kijkt. Leeg: vandaag.")


class Bekendvragen(Peildatumvragen):
    """And up to which day facts were known."""

    bekendOp = Dag(
        required=False,
        help_text="Alleen wat op deze dag al was vastgelegd. Leeg: alles wat nu bekend is.",
    )


def read_bekend_op(vragen: dict[str, Any]) -> datetime | None:
    """The end of the day up to which facts count; None: all that is known now."""
    dag = vragen.get("bekendOp")
    return end_of_day(dag) if dag else None
