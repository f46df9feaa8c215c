"""R03 and R04: tasks that lean on one person, and a second one to lead."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from financiering.continuiteit.feiten import Dossier
from tests.continuiteit.bouw import beoordeel, ernst, maak_initiatief, maak_taak

P = date(2026, 11, 23)


def dossier(*taken, **initiatief):
    return Dossier(maak_initiatief(**initiatief), taken=taken)


def verdeeld(alleen, totaal, **velden):
    """`alleen` of `totaal` tasks with the coordinator, the others doubled."""
    taken = [maak_taak(f"t{n}", "coördinator", **velden) for n in range(alleen)]
    return [*taken, *(maak_taak(f"u{n}", "bestuur", "buurt") for n in range(totaal - alleen))]


def test_worked_example_5():
    uitkomst = beoordeel("R03", dossier(*verdeeld(5, 7)), P)[0]
    assert (uitkomst.ernst, uitkomst.cijfers["deel_taken"]) == ("risico", "71%")
    met_einde = verdeeld(5, 7, eindigt_op=P + timedelta(days=150))
    assert ernst("R03", dossier(*met_einde), P) == "kritiek"


@pytest.mark.parametrize(
    ("alleen", "totaal", "verwacht"),
    [
        (0, 5, None), (1, 5, None), (1, 4, "info"), (7, 20, "info"), (2, 5, "let_op"),
        (11, 20, "let_op"), (3, 5, "risico"), (5, 5, "risico"),
    ],
)  # fmt: skip
def test_share_of_tasks(alleen, totaal, verwacht):
    assert ernst("R03", dossier(*verdeeld(alleen, totaal)), P) == verwacht


@pytest.mark.parametrize(
    ("uren", "verwacht"), [("39", "info"), ("40", "let_op"), ("59", "let_op"), ("60", "risico")]
)
def test_share_of_hours(uren, verwacht):
    taken = [
        maak_taak("a", "coördinator", uren=Decimal(uren)),
        maak_taak("b", "bestuur", "buurt", uren=100 - Decimal(uren)),
        *(maak_taak(f"c{n}", "bestuur", "buurt") for n in range(2)),
    ]
    assert ernst("R03", dossier(*taken), P) == verwacht


@pytest.mark.parametrize(
    ("dagen", "verwacht"), [(-1, "risico"), (0, "kritiek"), (180, "kritiek"), (181, "risico")]
)
def test_an_end_within_180_days(dagen, verwacht):
    taken = verdeeld(3, 5, eindigt_op=P + timedelta(days=dagen))
    assert ernst("R03", dossier(*taken), P) == verwacht


def test_a_task_that_can_be_missed_does_not_count():
    taken = [maak_taak("a", "coördinator", kritiek=False), maak_taak("b", "bestuur", "buurt")]
    assert ernst("R03", dossier(*taken), P) is None


def test_replacing_oneself_is_no_replacement():
    assert ernst("R03", dossier(maak_taak("a", "Coördinator", " coördinator ")), P) == "risico"


def test_no_tasks_is_not_safe():
    assert beoordeel("R03", dossier(), P)[0].ontbreekt == ("taken",)
    assert beoordeel("R04", dossier(), P)[0].ontbreekt == ("taken",)


def test_no_sentence_names_anybody():
    taken = [maak_taak("kartrekker", "Pietje Bel", soort="kartrekker"), *verdeeld(3, 4)]
    for code in ("R03", "R04"):
        for uitkomst in beoordeel(code, dossier(*taken), P):
            assert "Pietje" not in repr(uitkomst)
            assert "coördinator" not in repr(uitkomst)


@pytest.mark.parametrize(
    ("door", "vervanger", "initiatief", "verwacht"),
    [
        ("", "", {}, "kritiek"),
        ("a", "", {}, "let_op"),
        ("a", "A ", {}, "let_op"),
        ("a", "", {"startdatum": P - timedelta(days=730)}, "let_op"),
        ("a", "", {"startdatum": date(2024, 11, 22)}, "risico"),
        ("a", "", {"fase": "uitvoering"}, "risico"),
        ("a", "", {"fase": "geborgd"}, "risico"),
        ("a", "", {"fase": "opstart"}, "let_op"),
        ("a", "b", {"fase": "uitvoering"}, None),
    ],
)
def test_a_second_person_to_lead(door, vervanger, initiatief, verwacht):
    taak = maak_taak("kartrekker", door, vervanger, soort="kartrekker")
    assert ernst("R04", dossier(taak, **initiatief), P) == verwacht


def test_two_rows_make_two_leaders():
    taken = [maak_taak("kartrekker", naam, soort="kartrekker") for naam in ("a", "b")]
    assert ernst("R04", dossier(*taken, fase="uitvoering"), P) is None
