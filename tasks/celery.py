"""The Celery application; which broker it talks to is a setting."""

import os

from celery import Celery
from celery.signals import worker_ready
from django.conf import settings

from tasks.rijen import KORT, build_routes, list_rijen, name_rij

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "financiering.settings")

app = Celery(
    "financiering",
    include=["tasks.opdrachten", "tasks.inlezen", "tasks.signalen", "tasks.berichten"],
)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.task_queues = list_rijen(settings.WACHTRIJ)
app.conf.task_default_queue = name_rij(settings.WACHTRIJ, KORT)
app.conf.task_routes = build_routes(settings.WACHTRIJ)


@worker_ready.connect
def resume_werk(**kwargs: object) -> None:
    """A worker that starts first looks for what a dead one left."""
    app.send_task("tasks.opdrachten.hervat_opdrachten", kwargs={"wacht": 0})
