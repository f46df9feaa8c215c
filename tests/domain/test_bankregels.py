"""Which promise a line is for: certain by number, name and amount, else left to people."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.domain.bankregels import Bankregel, Toezegging, suggest


def make_regel(bedrag, naam="", tekst="", *, erbij=True):
    return Bankregel(date(2026, 3, 10), Decimal(bedrag), erbij, naam, tekst, "x")


def make_toezegging(pk, gever, rest=0, **velden):
    return Toezegging(pk, gever, rest=Decimal(rest), **velden)


STAD = make_toezegging(1, "Gemeente Veldstad", 12000, kenmerken=["Z-2026/0117"])
STAD2 = make_toezegging(2, "Gemeente Veldstad", 500, kenmerken=["Z-2026/0222"])
FONDS = make_toezegging(
    3, "Stichting Het Stadsfonds", 8000, verwacht=[Decimal(4000), Decimal(4000)]
)
ORANJE = make_toezegging(4, "Crèche-fonds Île", 300)


@pytest.mark.parametrize(
    ("regel", "pk"),
    [
        # A number of the giver decides, however it is written, also against the name and the amount.
        (make_regel(77, "Iemand", "Voorschot z 2026 0117"), 1),
        (make_regel(500, "GEMEENTE VELDSTAD", "Betreft Z-2026/0117"), 1),
        # The name with an amount that is awaited or left.
        (make_regel(12000, "GEMEENTE VELDSTAD"), 1),
        (make_regel(500, "Gem. Veldstad inzake subsidies"), 2),
        (make_regel(4000, "", "SEPA OVERBOEKING STADSFONDS DEEL 1"), 3),
        # The name alone, where one stream has room for it.
        (make_regel(1000, "Het Stadsfonds"), 3),
        (make_regel(250, "creche fonds ile"), 4),
    ],
)
def test_certain(regel, pk):
    assert suggest(regel, [STAD, STAD2, FONDS, ORANJE]) == pk


@pytest.mark.parametrize(
    "regel",
    [
        make_regel(12000, "Iemand anders"),
        make_regel(4000, "A. Jansen", "gift"),
        make_regel(100, "Gemeente Veldstad", "voorschot"),
        make_regel(9000, "Het Stadsfonds"),
        make_regel(12000, "Veldstadse kaasboer"),
        make_regel(5, "Gemeente", "Z-2026"),
        make_regel(77, "", "Z-2026/0117 en Z-2026/0222"),
        make_regel(4000, "Het Stadsfonds", erbij=False),
    ],
)
def test_left_to_people(regel):
    assert suggest(regel, [STAD, STAD2, FONDS, ORANJE]) is None


def test_what_goes_out_is_only_what_must_go_back():
    terug = make_toezegging(1, "Gemeente Veldstad", 100, terug=[Decimal(250)])
    assert suggest(make_regel(250, "Gemeente Veldstad", erbij=False), [terug, STAD2]) == 1
    assert suggest(make_regel(251, "Gemeente Veldstad", erbij=False), [terug, STAD2]) is None
    assert suggest(make_regel(250, "Een winkel", erbij=False), [terug, STAD2]) is None


def test_a_giver_of_common_words_alone_is_never_recognised():
    assert (
        suggest(make_regel(10, "Stichting De Fonds"), [make_toezegging(1, "Het Fonds", 10)]) is None
    )
