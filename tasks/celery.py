"""The Celery application; which broker it talks to is a setting."""

import os

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "financiering.settings")

app = Celery(
    "financiering",
    include=["tasks.opdrachten", "tasks.inlezen", "tasks.signalen", "tasks.berichten"],
)
app.config_from_object("django.conf:settings", namespace="CELERY")


@worker_ready.connect
def resume_werk(**kwargs: object) -> None:
    """A worker that starts first looks for what a dead one left."""
    app.send_task("tasks.opdrachten.hervat_opdrachten", kwargs={"wacht": 0})
