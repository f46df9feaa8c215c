"""The tasks: every one on the schedule exists, jobs reach their function, messages arrive whole."""

import importlib
import inspect
import threading
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from kombu import Connection

from financiering.models import Opdracht
from financiering.services.opdrachten import ONVERWACHT
from tasks import app, opdrachten
from tasks.rijen import RIJ_BIJ_TAAK


@pytest.mark.parametrize("regel", settings.CELERY_BEAT_SCHEDULE.values(), ids=lambda r: r["task"])
def test_scheduled_task_exists_and_takes_what_it_is_given(regel: dict[str, Any]) -> None:
    module, _, naam = regel["task"].rpartition(".")
    taak = getattr(importlib.import_module(module), naam)
    assert taak.name == regel["task"]
    inspect.signature(taak.run).bind(*regel.get("args", ()), **regel.get("kwargs", {}))
    assert regel["options"]["expires"] > 0


app.loader.import_default_modules()
EIGEN_TAKEN = sorted(naam for naam in app.tasks if naam.startswith("tasks."))


def test_every_task_has_its_line_and_no_line_is_for_a_task_that_is_gone() -> None:
    assert sorted(RIJ_BIJ_TAAK) == EIGEN_TAKEN


@pytest.mark.parametrize("naam", EIGEN_TAKEN)
def test_task_goes_to_its_line(naam: str) -> None:
    rij = app.amqp.router.route({}, naam)["queue"].name
    nacht = ("tasks.signalen.beoordeel_alles", "tasks.signalen.beoordeel_reeks")
    lang = naam in ("tasks.opdrachten.voer_uit", *nacht)
    assert rij == ("financiering-lang" if lang else "financiering-kort")


def test_worker_that_is_told_nothing_takes_from_both_lines() -> None:
    assert set(app.amqp.queues.consume_from) == {"financiering-kort", "financiering-lang"}
    assert app.conf.task_default_queue == "financiering-kort"


@pytest.mark.django_db
def test_kind_that_nobody_knows_fails_and_does_not_stay_busy() -> None:
    opdracht = opdrachten.enqueue_opdracht("onbekend", {}, None)
    opdrachten.voer_uit(opdracht.pk)
    opdracht.refresh_from_db()
    assert (opdracht.stand, opdracht.fout) == ("mislukt", ONVERWACHT)


@pytest.mark.django_db
def test_job_reaches_its_function_once(monkeypatch: pytest.MonkeyPatch) -> None:
    gedaan = []
    monkeypatch.setattr(opdrachten, "UITVOERDERS", {})
    opdrachten.register_uitvoerder("proef")(lambda opdracht, melder: gedaan.append(1) or {})
    opdracht = opdrachten.enqueue_opdracht("proef", {}, None)
    opdrachten.voer_uit(opdracht.pk)
    opdrachten.voer_uit(opdracht.pk)
    assert gedaan == [1]
    assert not Opdracht.objects.visible_to(AnonymousUser()).exists()


def test_two_functions_for_one_kind_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opdrachten, "UITVOERDERS", {})
    opdrachten.register_uitvoerder("proef")(lambda opdracht, melder: {})
    with pytest.raises(ValueError, match="proef"):
        opdrachten.register_uitvoerder("proef")(lambda opdracht, melder: {})


@pytest.mark.django_db
def test_page_still_answers_when_no_message_can_be_sent(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def refuse(*args: object) -> None:
        raise OSError("no broker")

    monkeypatch.setattr(opdrachten.voer_uit, "delay", refuse)
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        opdracht = opdrachten.enqueue_opdracht("proef", {}, None)
    assert len(callbacks) == 1
    assert Opdracht.objects.filter(pk=opdracht.pk, stand="wachtend").exists()


def test_message_in_the_folder_is_taken_whole_and_once(tmp_path: Path) -> None:
    gekregen: list[int] = []

    def open_verbinding() -> Connection:
        return Connection(
            "filesystem://localhost",
            transport="tasks.wachtrij:Transport",
            transport_options={"map": str(tmp_path)},
        )

    def put(aantal: int) -> None:
        with open_verbinding() as verbinding, verbinding.SimpleQueue("proef") as rij:
            for nummer in range(aantal):
                rij.put({"nummer": nummer, "vulling": "x" * 20_000})

    def take(klaar: threading.Event) -> None:
        with open_verbinding() as verbinding, verbinding.SimpleQueue("proef") as rij:
            while not klaar.is_set():
                try:
                    bericht = rij.get(timeout=0.05)
                except rij.Empty:
                    continue
                gekregen.append(bericht.payload["nummer"])
                bericht.ack()

    klaar = threading.Event()
    lezers = [threading.Thread(target=take, args=(klaar,)) for _ in range(2)]
    for lezer in lezers:
        lezer.start()
    put(100)
    for _ in range(200):
        if len(gekregen) >= 100:
            break
        klaar.wait(0.05)
    klaar.set()
    for lezer in lezers:
        lezer.join(10)
    assert sorted(gekregen) == list(range(100))
    assert not list(tmp_path.glob("*.msg*"))
