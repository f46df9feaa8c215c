"""What a giver did until now, and nothing when that is too little."""

import pytest

from financiering.continuiteit.besluitduur import Verloop, describe_verloop, summarize_besluiten


def test_too_few_decisions_say_nothing():
    assert summarize_besluiten(range(9)) is None
    assert summarize_besluiten(range(10)) is not None


def test_the_middle_and_one_in_ten():
    verloop = summarize_besluiten([*range(1, 20), 400])
    assert verloop == Verloop(mediaan=10, p90=18, aantal=20)
    later = sum(dag > verloop.p90 for dag in [*range(1, 20), 400])
    assert later == 2


@pytest.mark.parametrize(
    ("verloop", "zin"),
    [
        (Verloop(-9, 0, 34), "Deze gever besloot 34 keer, bijna altijd op tijd."),
        (
            Verloop(0, 1, 12),
            "Deze gever besloot 12 keer: de helft kwam op tijd, 1 op 10 kwam meer dan 1 dag na de uiterste datum.",
        ),
        (
            Verloop(12, 90, 34),
            "Deze gever besloot 34 keer: de helft kwam 12 dagen of meer te laat, "
            "1 op 10 kwam meer dan 90 dagen na de uiterste datum.",
        ),
        (
            Verloop(1, 5, 10),
            "Deze gever besloot 10 keer: de helft kwam 1 dag of meer te laat, "
            "1 op 10 kwam meer dan 5 dagen na de uiterste datum.",
        ),
    ],
)
def test_in_words(verloop, zin):
    assert describe_verloop(verloop) == zin
