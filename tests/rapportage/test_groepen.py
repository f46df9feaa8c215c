"""Nobody is read from what is counted, also not by subtracting one group from another."""

from decimal import Decimal
from itertools import count

from financiering.rapportage.groepen import Groepen
from financiering.rapportage.portefeuille import Post

RICHTINGEN = ("wijk", "buurt", "domein")


def posts(*groepen: tuple[int, str, str]) -> list[Post]:
    """So many initiatives in a neighbourhood and a part of it, with a stream each."""
    nummers = count(1)
    return [
        Post(nr, nr, 2026, 2026, {"wijk": wijk, "buurt": buurt, "domein": ""}, Decimal(nr))
        for aantal, wijk, buurt in groepen
        for nr in (next(nummers) for _ in range(aantal))
    ]


def show(*groepen: tuple[int, str, str]) -> set[tuple[str, object]]:
    return Groepen(posts(*groepen), RICHTINGEN, 5).toonbaar


def test_large_enough_groups_count() -> None:
    assert show((5, "Oost", "Haven"), (5, "West", "Bos")) == {
        ("wijk", "Oost"), ("wijk", "West"), ("buurt", "Haven"), ("buurt", "Bos"), ("domein", ""),
    }  # fmt: skip


def test_a_small_group_takes_the_smallest_other_with_it() -> None:
    """Else the total less Oost and Zuid would be the one of West."""
    wijken = {w for n, w in show((6, "Oost", ""), (7, "Zuid", ""), (1, "West", "")) if n == "wijk"}
    assert wijken == {"Zuid"}


def test_two_small_groups_hide_each_other_when_they_are_enough() -> None:
    wijken = {w for n, w in show((6, "Oost", ""), (3, "Zuid", ""), (2, "West", "")) if n == "wijk"}
    assert wijken == {"Oost"}


def test_a_part_of_a_group_that_leaves_too_few_is_not_counted() -> None:
    """Oost less Haven would be the one that lies in Oost and in no known part of it."""
    toonbaar = show((5, "Oost", "Haven"), (1, "Oost", ""), (9, "West", "Bos"), (9, "West", ""))
    assert ("wijk", "Oost") in toonbaar
    assert ("buurt", "Haven") not in toonbaar


def test_a_group_that_goes_itself_takes_no_other_with_it() -> None:
    """The one in fase idee takes uitvoering along; then Oost need not go for what it leaves of that."""
    posten = posts((6, "Oost", "Haven"), (4, "Zuid", ""), (1, "West", "Bos"))
    for post in posten:
        post.waarden["fase"] = "idee" if post.waarden["wijk"] == "West" else "uitvoering"
    for volgorde in (("fase", *RICHTINGEN), (*RICHTINGEN, "fase")):
        toonbaar = Groepen(posten, volgorde, 5).toonbaar
        assert ("wijk", "Oost") in toonbaar
        assert ("fase", "uitvoering") not in toonbaar


def test_parts_that_fill_a_group_together_count() -> None:
    toonbaar = show((5, "Oost", "Haven"), (5, "Oost", "Kade"), (9, "West", "Bos"))
    assert {("buurt", "Haven"), ("buurt", "Kade"), ("wijk", "Oost")} <= toonbaar


def test_one_initiative_with_many_streams_is_one() -> None:
    stromen = [
        Post(nr, 1, 2026, 2026, {"wijk": "Oost", "buurt": "", "domein": ""}, Decimal(1))
        for nr in range(9)
    ]
    assert Groepen(stromen, RICHTINGEN, 5).toonbaar == set()


def test_without_anything_hidden_nothing_is_asked() -> None:
    assert Groepen([], RICHTINGEN, 5).toonbaar == set()
