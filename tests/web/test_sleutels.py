"""The page for keys: made once, shown once, revoked at once."""

import re
from datetime import timedelta

from django.utils import timezone

from financiering.models import ApiSleutel
from tests.api.test_sleutels import ask, make_sleutel

MORGEN = str(timezone.localdate() + timedelta(days=1))
FORM = {"naam": "Boekhouding", "bereik": "schrijven", "verloopt_op": MORGEN}


def test_a_key_is_shown_once_and_works(cast, als):
    client = als(cast.penningmeester)
    antwoord = client.post("/api-sleutels", FORM)
    geheim = re.search(r"<code>(bf_[\w-]{43})</code>", antwoord.content.decode())[1]
    assert antwoord["Cache-Control"] == "private, no-store"
    assert geheim not in client.get("/api-sleutels").content.decode()
    assert geheim not in str(dict(client.session))
    client.logout()
    assert ask(client, geheim).status_code == 200
    sleutel = ApiSleutel.objects.get()
    assert (sleutel.eigenaar, sleutel.mag_schrijven) == (cast.penningmeester, True)


def test_a_day_too_far_is_said_at_the_field(cast, als):
    ver = str(timezone.localdate() + timedelta(days=800))
    antwoord = als(cast.penningmeester).post("/api-sleutels", FORM | {"verloopt_op": ver})
    assert "hoogstens een jaar later" in antwoord.content.decode()
    assert not ApiSleutel.objects.exists()


def test_revoking_ends_it_and_is_for_the_owner(cast, als):
    sleutel, geheim = make_sleutel(cast.penningmeester)
    adres = f"/api-sleutels/{sleutel.pk}/intrekken"
    assert als(cast.ander).post(adres).status_code == 404
    client = als(cast.penningmeester)
    assert "Boekhouding" in client.get("/api-sleutels").content.decode()
    assert "werkt niet meer" in client.post(adres, follow=True).content.decode()
    client.logout()
    assert ask(client, geheim).status_code == 401
