"""Two ways to divide a pot: nothing changes while trying, and carrying out is all or nothing."""

from decimal import Decimal

import pytest

from financiering.domain.codes import Status
from financiering.models import Beschikking, Geldstroom
from financiering.services.geldstromen import Stap, execute_overgang
from financiering.services.schrijven import Handeling
from financiering.services.toekennen import grant_samen
from tests.cast import make_geldstroom
from tests.web.test_potten import make_pot

IK = Handeling(None, "Test")


@pytest.fixture
def pot(cast):
    return make_pot(cast, bedrag=1000)


@pytest.fixture
def aanvragen(cast):
    return [
        make_geldstroom(
            wie, cast.gemeente, status=Status.AANGEVRAAGD, aangevraagd=Decimal(bedrag),
            omschrijving=f"Vraag {bedrag}", ingediend_op="2026-01-05",
        )
        for wie, bedrag in ((cast.kade, 400), (cast.tuin, 800))
    ]  # fmt: skip


def test_the_first_look_proposes_what_was_asked_and_an_even_share(cast, als, pot, aanvragen):
    antwoord = als(cast.accounthouder).get(f"/potten/{pot.pk}/proberen")
    (_, a), (_, b) = antwoord.context["varianten"]
    assert (a.toegekend, a.over, a.past) == (1200, -200, False)
    assert (b.toegekend, b.over, b.past) == (333 + 666, 1, True)
    tekst = antwoord.content.decode()
    assert "past niet" in tekst
    assert "Voer variant B uit" in tekst
    assert "Voer variant A uit" not in tekst


def test_trying_changes_nothing_and_carrying_out_grants_all_of_it(cast, als, pot, aanvragen):
    client, (klein, groot) = als(cast.accounthouder), aanvragen
    proef = {
        f"a_{klein.pk}": "400",
        f"a_{groot.pk}": "",
        f"b_{klein.pk}": "",
        f"b_{groot.pk}": "800",
    }
    gezien = client.get(f"/potten/{pot.pk}/proberen", proef | {"reken": "ja"}).context["varianten"]
    assert [(v.toegekend, v.ten_volle, v.niets) for _, v in gezien] == [(400, 1, 1), (800, 1, 1)]
    assert not Beschikking.objects.exists()
    adres = f"/potten/{pot.pk}/proberen"
    zonder = client.post(adres, proef | {"voer_uit": "b"})
    assert "Schrijf op waarom" in zonder.content.decode()
    antwoord = client.post(
        adres, proef | {"voer_uit": "b", "reden": "Eerst de tuin", "op": "2026-02-01"}
    )
    assert antwoord.status_code == 302
    groot.refresh_from_db()
    klein.refresh_from_db()
    assert (groot.status, groot.verleend, groot.pot) == (Status.VERLEEND, 800, pot)
    assert (klein.status, klein.pot) == (Status.AANGEVRAAGD, None)
    assert groot.history.latest().history_change_reason == "Eerst de tuin"


def test_when_one_was_decided_meanwhile_none_is_granted(cast, als, pot, aanvragen):
    client, (klein, groot) = als(cast.accounthouder), aanvragen
    bladzijde = client.get(f"/potten/{pot.pk}/proberen")
    assert len(bladzijde.context["form"].aanvragen) == 2
    execute_overgang(groot.pk, "afwijzen", Stap("2026-02-01"), IK)
    with pytest.raises(Exception, match="intussen al besloten"):
        grant_samen(
            pot.pk, {klein.pk: Decimal(400), groot.pk: Decimal(100)}, Stap("2026-02-01"), IK
        )
    klein.refresh_from_db()
    assert klein.status == Status.AANGEVRAAGD


def test_more_than_there_is_is_refused_and_keeps_what_was_typed(cast, als, pot, aanvragen):
    client, (klein, groot) = als(cast.accounthouder), aanvragen
    proef = {f"a_{klein.pk}": "400", f"a_{groot.pk}": "601", "voer_uit": "a", "reden": "Toch"}
    antwoord = client.post(f"/potten/{pot.pk}/proberen", proef)
    assert antwoord.status_code == 200
    assert 'value="601"' in antwoord.content.decode()
    assert antwoord.context["form"].non_field_errors()
    assert not Geldstroom.objects.filter(status=Status.VERLEEND).exists()


def test_an_amount_that_is_none_is_said_at_its_field(cast, als, pot, aanvragen):
    adres = f"/potten/{pot.pk}/proberen?reken=ja&a_{aanvragen[0].pk}=veel"
    assert "“veel”" in als(cast.accounthouder).get(adres).content.decode()


def test_without_requests_the_page_says_so(cast, als, pot):
    tekst = als(cast.accounthouder).get(f"/potten/{pot.pk}/proberen").content.decode()
    assert "Er wacht nu geen aanvraag" in tekst
