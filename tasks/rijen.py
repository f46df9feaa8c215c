"""Two lines to stand in: who waits for a mail or a page does not wait behind an import.

A worker without `-Q` takes from both; docs/schaal.md says when to give each a worker of its own.
"""

from kombu import Queue

KORT, LANG = "kort", "lang"

RIJ_BIJ_TAAK = {
    "tasks.berichten.verstuur_post": KORT,
    "tasks.opdrachten.hervat_opdrachten": KORT,
    "tasks.signalen.beoordeel_initiatief": KORT,
    "tasks.signalen.beoordeel_alles": LANG,
    "tasks.signalen.beoordeel_reeks": LANG,
    "tasks.opdrachten.voer_uit": LANG,
}
"""Seconds go in the short line; an import and the nightly look at everything in the long one."""


def name_rij(voorvoegsel: str, rij: str) -> str:
    """The queue as the broker knows it; installations that share one differ in what stands before."""
    return f"{voorvoegsel}-{rij}"


def list_rijen(voorvoegsel: str) -> list[Queue]:
    """Both queues, the short one first."""
    return [
        Queue(naam, routing_key=naam)
        for naam in (name_rij(voorvoegsel, KORT), name_rij(voorvoegsel, LANG))
    ]


def build_routes(voorvoegsel: str) -> dict[str, dict[str, str]]:
    """Which queue each task goes to, as Celery reads it."""
    return {taak: {"queue": name_rij(voorvoegsel, rij)} for taak, rij in RIJ_BIJ_TAAK.items()}
