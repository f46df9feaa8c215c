"""Jobs: taken by one, done once, and never lost."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError

from financiering.domain.exceptions import DomeinFout
from financiering.models import Gemeente, Opdracht
from financiering.services import opdrachten
from financiering.services.opdrachten import (
    AFGEBROKEN,
    ONVERWACHT,
    claim_opdracht,
    create_opdracht,
    execute_opdracht,
    list_blijven_liggen,
    name_werker,
    read_voortgang,
)
from financiering.services.schrijven import Handeling, save_object

pytestmark = pytest.mark.django_db

NU = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
WACHT = timedelta(seconds=60)


def claim(**velden: Any) -> Opdracht:
    opdracht = create_opdracht("proef", {}, None, op=NU)
    Opdracht.objects.filter(pk=opdracht.pk).update(**velden)
    genomen = claim_opdracht(opdracht.pk, op=NU)
    assert genomen is not None
    return genomen


def execute(opdracht: Opdracht, werk: Callable[..., dict[str, Any]]) -> Opdracht:
    execute_opdracht(opdracht, werk, klok=lambda: NU)
    opdracht.refresh_from_db()
    return opdracht


def save_gemeente(opdracht: Opdracht, melder: Any) -> dict[str, Any]:
    save_object(Gemeente(code="GM9009", naam="Proefstad"), Handeling(None, "Proef"))
    return {"gemeenten": 1}


def test_it_works_and_keeps_the_outcome() -> None:
    opdracht = execute(claim(), save_gemeente)
    assert (opdracht.stand, opdracht.uitkomst, opdracht.pogingen) == ("klaar", {"gemeenten": 1}, 1)
    assert opdracht.klaar_op == NU
    assert Gemeente.objects.filter(code="GM9009").exists()


def test_a_second_message_finds_it_taken_and_a_third_finds_it_done() -> None:
    opdracht = claim()
    assert claim_opdracht(opdracht.pk, op=NU) is None
    execute(opdracht, save_gemeente)
    assert claim_opdracht(opdracht.pk, op=NU) is None


def test_work_of_who_no_longer_holds_the_job_is_undone() -> None:
    def slow(opdracht: Opdracht, melder: Any) -> dict[str, Any]:
        Opdracht.objects.filter(pk=opdracht.pk).update(werker="ander:1:1", pogingen=2)
        return save_gemeente(opdracht, melder)

    opdracht = claim()
    execute(opdracht, slow)
    assert opdracht.stand == "bezig"
    assert not Gemeente.objects.filter(code="GM9009").exists()


def test_refusal_reaches_the_person_and_undoes_the_work() -> None:
    def refuse(opdracht: Opdracht, melder: Any) -> dict[str, Any]:
        save_gemeente(opdracht, melder)
        raise DomeinFout("Rij 3 heeft geen bedrag.")

    opdracht = execute(claim(), refuse)
    assert (opdracht.stand, opdracht.fout) == ("mislukt", "Rij 3 heeft geen bedrag.")
    assert not Gemeente.objects.filter(code="GM9009").exists()


def test_unexpected_error_tells_the_person_nothing_of_the_inside() -> None:
    def explode(opdracht: Opdracht, melder: Any) -> dict[str, Any]:
        raise RuntimeError("secret inner workings")

    assert execute(claim(), explode).fout == ONVERWACHT


def test_lost_database_puts_it_back_in_line() -> None:
    def lose(opdracht: Opdracht, melder: Any) -> dict[str, Any]:
        raise OperationalError("server closed the connection")

    opdracht = execute(claim(), lose)
    assert (opdracht.stand, opdracht.werker) == ("wachtend", "")
    assert list_blijven_liggen(op=NU, wacht=WACHT) == [opdracht.pk]


def test_progress_is_seen_while_the_transaction_is_open() -> None:
    gezien = []

    def work(opdracht: Opdracht, melder: Any) -> dict[str, Any]:
        melder("rijen", 30, 120)
        gezien.append(read_voortgang(opdracht))
        return {}

    execute(claim(), work)
    assert (gezien[0].fase, gezien[0].procent) == ("rijen", 25)


def test_a_new_try_does_not_show_the_progress_of_the_old_one() -> None:
    opdracht = claim()
    opdrachten.report_voortgang(opdracht, "rijen", 9, 10, op=NU)
    opdracht.pogingen = 2
    assert read_voortgang(opdracht).procent == 0


def test_waiting_shorter_than_asked_is_left_alone() -> None:
    opdracht = create_opdracht("proef", {}, None, op=NU)
    assert list_blijven_liggen(op=NU + timedelta(seconds=59), wacht=WACHT) == []
    assert list_blijven_liggen(op=NU + WACHT, wacht=WACHT) == [opdracht.pk]
    assert list_blijven_liggen(op=NU, wacht=timedelta(0)) == [opdracht.pk]


def test_job_of_a_process_that_is_gone_goes_back_in_line() -> None:
    machine = name_werker().partition(":")[0]
    opdracht = claim()
    Opdracht.objects.update(werker=f"{machine}:{os.getppid()}:1")
    assert list_blijven_liggen(op=NU, wacht=WACHT) == [opdracht.pk]


def test_job_of_a_living_process_is_left_alone() -> None:
    machine = name_werker().partition(":")[0]
    claim()
    Opdracht.objects.update(werker=f"{machine}:{opdrachten._name_proces(os.getppid())}")
    assert list_blijven_liggen(op=NU + timedelta(days=1), wacht=WACHT) == []


def test_worker_elsewhere_is_believed_for_a_quarter_of_an_hour_after_its_last_sign() -> None:
    opdracht = claim()
    Opdracht.objects.update(werker="elders:1:1")
    opdrachten.report_voortgang(opdracht, "rijen", 1, 2, op=NU + timedelta(minutes=10))
    assert list_blijven_liggen(op=NU + timedelta(minutes=25), wacht=WACHT) == []
    assert list_blijven_liggen(op=NU + timedelta(minutes=26), wacht=WACHT) == [opdracht.pk]


def test_fifth_time_broken_off_is_a_failure() -> None:
    opdracht = claim(pogingen=4)
    assert list_blijven_liggen(op=NU, wacht=WACHT) == []
    opdracht.refresh_from_db()
    assert (opdracht.stand, opdracht.fout) == ("mislukt", AFGEBROKEN)
