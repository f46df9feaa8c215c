"""Capacities that were read once show the same as capacities asked anew, and are never kept too long."""

from typing import Any

import pytest

from financiering.domain.codes import Onderdeel, Ontvanger
from financiering.models import Gebruiker, Geldstroom, Initiatief, Pot, Signaal, Taak
from financiering.models.base import Plekken
from financiering.services.initiatieven import give_toestemming
from financiering.services.schrijven import Handeling
from tests.cast import make_geldstroom

IK = Handeling(None, "Test")
WIE = ("penningmeester", "ander", "accounthouder", "buurman", "adviseur", "beheerder")


@pytest.fixture
def wereld(cast: Any) -> Any:
    """Money of each giver, and an initiative that opened everything."""
    for initiatief in (cast.kade, cast.tuin, cast.dok):
        make_geldstroom(initiatief, cast.gemeente)
        make_geldstroom(initiatief, cast.fonds, bron="fonds")
    for ontvanger in (Ontvanger.GEMEENTE, Ontvanger.KENNISSTEUNFUNCTIE):
        for onderdeel in (Onderdeel.GELDSTROMEN, Onderdeel.SIGNALEN, Onderdeel.TAKEN):
            dag = cast.tuin.startdatum or cast.kade.geldstromen.first().van
            give_toestemming(cast.tuin, ontvanger, onderdeel, gegeven_op=dag, handeling=IK)
    return cast


@pytest.mark.parametrize("wie", WIE)
def test_who_is_read_once_sees_what_who_is_asked_anew_sees(wereld: Any, wie: str) -> None:
    anew = getattr(wereld, wie)
    eens = Gebruiker.objects.get(pk=anew.pk)
    eens.plekken = Plekken(eens)
    for model in (Initiatief, Geldstroom, Taak, Signaal, Pot):
        gezien = set(model.objects.visible_to(eens).values_list("pk", flat=True))
        assert gezien == set(model.objects.visible_to(anew).values_list("pk", flat=True))
    geteld = set(Geldstroom.objects.countable_by(eens).values_list("pk", flat=True))
    assert geteld == set(Geldstroom.objects.countable_by(anew).values_list("pk", flat=True))


def test_capacities_are_asked_once_for_a_page(wereld: Any, django_assert_num_queries: Any) -> None:
    mens = Gebruiker.objects.get(pk=wereld.accounthouder.pk)
    mens.plekken = Plekken(mens)
    with django_assert_num_queries(3):
        list(Initiatief.objects.visible_to(mens))
        list(Geldstroom.objects.visible_to(mens))


def test_what_changes_is_never_decided_by_what_was_read_before(als: Any, cast: Any) -> None:
    """Only a page that cannot change anything remembers: a form asks anew."""
    gezien: list[bool] = []

    def look(request: Any) -> None:
        gezien.append(hasattr(request.user, "plekken"))

    from financiering.web.middleware import PlekkenMiddleware

    midden = PlekkenMiddleware(lambda request: None)  # type: ignore[arg-type, return-value]
    for manier in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"):
        mens = Gebruiker.objects.get(pk=cast.accounthouder.pk)
        request = type("Verzoek", (), {"method": manier, "user": mens})()
        midden.process_view(request, None, (), {})
        look(request)
    assert gezien == [True, True, False, False, False, False]
