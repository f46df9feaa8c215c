"""The life of a stream: the steps that exist, and those that do not."""

import pytest

from financiering.domain.codes import Bron, Status
from financiering.domain.exceptions import OvergangNietMogelijk
from financiering.domain.statussen import (
    OVERGANGEN,
    get_overgang,
    list_correcties,
    list_overgangen,
)

MOGELIJK = {
    (Bron.FONDS, Status.VOORNEMEN): {"aanvragen", "intrekken"},
    (Bron.FONDS, Status.AANGEVRAAGD): {"verlenen", "afwijzen", "intrekken"},
    (Bron.FONDS, Status.VERLEEND): {"verantwoorden", "vaststellen", "intrekken"},
    (Bron.FONDS, Status.VERANTWOORD): {"vaststellen"},
    (Bron.FONDS, Status.VASTGESTELD): set(),
    (Bron.FONDS, Status.AFGEWEZEN): set(),
    (Bron.FONDS, Status.INGETROKKEN): set(),
    (Bron.GIFT, Status.VOORNEMEN): {"afspreken", "intrekken"},
    (Bron.GIFT, Status.VERLEEND): {"intrekken"},
}


@pytest.mark.parametrize(("bron", "status"), MOGELIJK)
def test_the_steps_from_here(bron, status):
    assert {stap.naam for stap in list_overgangen(status, bron)} == MOGELIJK[bron, status]


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("overgang", OVERGANGEN, ids=lambda o: o.naam)
def test_every_other_step_is_refused(overgang, status):
    if status in overgang.van and overgang.zonder_besluit is not True:
        assert get_overgang(overgang.naam, status, Bron.FONDS) is overgang
    else:
        with pytest.raises(OvergangNietMogelijk, match="Wat wel kan"):
            get_overgang(overgang.naam, status, Bron.FONDS)


def test_a_step_nobody_knows_is_refused():
    with pytest.raises(OvergangNietMogelijk):
        get_overgang("weggooien", Status.VERLEEND, Bron.FONDS)


@pytest.mark.parametrize("status", Status)
def test_a_correction_only_goes_back(status):
    terug = list_correcties(status, Bron.FONDS, set(Status))
    assert status not in terug
    assert Status.VASTGESTELD not in terug


def test_what_was_withdrawn_goes_back_to_where_it_was():
    """A correction is no way to grant what nobody granted."""
    assert list_correcties("ingetrokken", Bron.FONDS) == (Status.VOORNEMEN,)
    assert list_correcties("ingetrokken", Bron.FONDS, {"verleend"}) == (
        Status.VOORNEMEN,
        Status.VERLEEND,
    )


def test_money_without_a_decision_was_never_applied_for():
    assert list_correcties("verleend", Bron.GIFT) == (Status.VOORNEMEN,)
    assert Status.AANGEVRAAGD in list_correcties("verleend", Bron.FONDS)
