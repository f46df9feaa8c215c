"""Keys of applications: they open what their owner may, say when they were used, and end."""

import logging
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from financiering.domain.codes import Bereik
from financiering.domain.exceptions import DomeinFout
from financiering.models import ApiSleutel
from financiering.services.apisleutels import create_sleutel, note_gebruik, revoke_sleutel
from financiering.services.schrijven import Handeling
from tests.cast import make_geldstroom


def make_sleutel(eigenaar, bereik=Bereik.LEZEN, dagen=30):
    """A key and its secret."""
    sleutel = ApiSleutel(
        naam="Boekhouding", eigenaar=eigenaar, bereik=bereik,
        verloopt_op=timezone.now() + timedelta(days=dagen),
    )  # fmt: skip
    return sleutel, create_sleutel(sleutel, Handeling(eigenaar, "Koppeling gemaakt"))


def ask(client, geheim, adres="geldstromen", **kwargs):
    return client.get(f"/api/v1/{adres}", headers={"Authorization": f"Bearer {geheim}"}, **kwargs)


def test_a_key_sees_what_its_owner_sees(cast, client):
    make_geldstroom(cast.kade, cast.gemeente)
    make_geldstroom(cast.dok, cast.fonds)
    _, geheim = make_sleutel(cast.penningmeester)
    antwoord = ask(client, geheim)
    assert antwoord.status_code == 200
    assert [rij["initiatief"] for rij in antwoord.json()["resultaten"]] == ["kade"]
    assert antwoord["Cache-Control"] == "private, no-store"


def test_the_secret_is_nowhere_kept(cast):
    sleutel, geheim = make_sleutel(cast.penningmeester)
    rijen = [*ApiSleutel.objects.values(), *ApiSleutel.history.values()]
    assert geheim not in str(rijen)
    assert geheim.startswith(sleutel.begin)
    assert len(sleutel.begin) == 8


@pytest.mark.parametrize(
    "hoe", ["ingetrokken", "verlopen", "eigenaar uit", "onbekend", "geen drager"]
)
def test_what_no_longer_opens(hoe, cast, client):
    sleutel, geheim = make_sleutel(cast.penningmeester)
    if hoe == "ingetrokken":
        revoke_sleutel(sleutel.pk, Handeling(cast.penningmeester, "Weg"))
    elif hoe == "verlopen":
        ApiSleutel.objects.open_zijdeur().update(
            aangemaakt_op=timezone.now() - timedelta(days=9),
            verloopt_op=timezone.now() - timedelta(seconds=1),
        )
    elif hoe == "eigenaar uit":
        cast.penningmeester.is_active = False
        cast.penningmeester.save()
    elif hoe == "onbekend":
        geheim = "bf_" + "x" * 43
    kop = geheim if hoe == "geen drager" else f"Bearer {geheim}"
    antwoord = client.get("/api/v1/geldstromen", headers={"Authorization": kop})
    assert antwoord.status_code == 401
    assert antwoord["Content-Type"] == "application/problem+json"
    assert geheim not in antwoord.content.decode()


def test_last_use_is_kept_to_the_minute(cast, client):
    sleutel, geheim = make_sleutel(cast.penningmeester)
    ask(client, geheim)
    eerste = ApiSleutel.objects.get().laatst_gebruikt_op
    assert timezone.now() - eerste < timedelta(minutes=1)
    ask(client, geheim)
    sleutel.refresh_from_db()
    assert sleutel.laatst_gebruikt_op == eerste
    note_gebruik(sleutel, eerste + timedelta(minutes=2))
    assert ApiSleutel.objects.get().laatst_gebruikt_op == eerste + timedelta(minutes=2)
    assert ApiSleutel.history.count() == 1


def test_a_key_in_the_address_opens_nothing_and_is_not_logged(cast, client, caplog):
    _, geheim = make_sleutel(cast.penningmeester)
    with caplog.at_level(logging.DEBUG):
        assert client.get(f"/api/v1/geldstromen?token={geheim}").status_code == 401
        assert ask(client, geheim).status_code == 200
        assert ask(client, geheim, "geldstromen?page=0").status_code == 400
    regels = [r.getMessage() for r in caplog.records if "django.db" not in r.name]
    assert not [regel for regel in regels if geheim in regel]


@pytest.mark.parametrize("dagen", [-1, 400])
def test_a_key_lives_at_most_a_year(dagen, cast):
    with pytest.raises(DomeinFout) as fout:
        make_sleutel(cast.penningmeester, dagen=dagen)
    assert fout.value.veld == "verloopt_op"


def test_too_many_requests_wait(cast, client, settings):
    settings.API_PER_MINUUT = 2
    _, geheim = make_sleutel(cast.penningmeester)
    stand = [ask(client, geheim).status_code for _ in range(3)]
    if stand[-1] == 200:
        # The minute turned between the requests; within the next one it does hold.
        stand = [ask(client, geheim).status_code for _ in range(3)]
    assert stand[-1] == 429
    antwoord = ask(client, geheim)
    assert 0 < int(antwoord["Retry-After"]) <= 60
    assert antwoord.json()["title"] == "Te veel verzoeken"


def test_guessing_keys_is_slowed_down(cast, client, settings):
    settings.API_MISLUKT_PER_MINUUT = 1
    cache.clear()
    stand = {ask(client, "bf_" + "x" * 43).status_code for _ in range(4)}
    assert stand == {401, 429}


def test_revoking_twice_changes_nothing(cast):
    sleutel, _ = make_sleutel(cast.penningmeester)
    handeling = Handeling(cast.penningmeester, "Weg")
    eerste = revoke_sleutel(sleutel.pk, handeling).ingetrokken_op
    assert revoke_sleutel(sleutel.pk, handeling).ingetrokken_op == eerste
    assert ApiSleutel.history.count() == 2


def test_everybody_sees_their_own_keys(cast):
    sleutel, _ = make_sleutel(cast.penningmeester)
    assert ApiSleutel.objects.visible_to(cast.penningmeester).get() == sleutel
    assert not ApiSleutel.objects.visible_to(cast.beheerder).exists()
