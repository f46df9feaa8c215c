"""The post: every minute, see who is due, and send what waits."""

from functools import partial

from celery import shared_task
from django.utils import timezone

from financiering.rapportage.berichten import list_nieuw_kritiek, make_brief
from financiering.services.berichten import plan_kritiek, plan_weekberichten, send_alles
from tasks.signalen import get_peildatum


@shared_task
def verstuur_post() -> None:
    """Weekly for whose hour has come, at once for what turned `kritiek`; twice does nothing twice."""
    nu, peildatum = timezone.now(), get_peildatum()
    plan_weekberichten(nu)
    for gebruiker, keren in list_nieuw_kritiek(nu, peildatum):
        plan_kritiek(gebruiker, keren, nu)
    send_alles(partial(make_brief, peildatum=peildatum), timezone.now)
