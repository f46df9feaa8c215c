"""The ledger: every address, and what each kind of person gets there."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse

from financiering.domain.codes import Onderdeel, Ontvanger, SoortToegang, Status
from financiering.models import (
    Begrotingspost,
    Betaling,
    Bijlage,
    Importbatch,
    Kennissteunfunctie,
    Opdracht,
    Pot,
    Regelprofiel,
    Signaal,
    Taak,
    Uitnodiging,
    Verslag,
    Wetsparameter,
)
from financiering.services.agenda import renew_agendaadres
from financiering.services.beheer import save_kennissteunfunctie
from financiering.services.berichten import make_stoptoken
from financiering.services.initiatieven import give_toestemming
from financiering.services.publicaties import set_publicatie
from financiering.services.schrijven import Handeling, save_object
from financiering.services.toegangen import create_uitnodiging
from tests.cast import TOEN, make_gebruiker, make_geldstroom, make_initiatief
from tests.web.grootboek import BEHEER, GROOTBOEK, ROLLEN

HOOGSTENS_VRAGEN = 15
VOORVOEGSELS = ("achterkamer/", "api/")
"""Places with a guard of their own, tried as one."""


def list_routes(resolver=None, voor=""):
    """Name and pattern of every address outside the places with their own guard."""
    for regel in (resolver or get_resolver()).url_patterns:
        patroon = voor + str(regel.pattern)
        if patroon.startswith(VOORVOEGSELS):
            continue
        if isinstance(regel, URLResolver):
            yield from list_routes(regel, patroon)
        else:
            yield regel.name, regel.pattern


@pytest.fixture
def wereld(cast):
    """The cast with one of everything that belongs to Kade, opened to the adviser of its region."""
    steun = Ontvanger.KENNISSTEUNFUNCTIE
    for deel in (Onderdeel.SIGNALEN, Onderdeel.GELDSTROMEN):
        give_toestemming(cast.kade, steun, deel, gegeven_op=date(2026, 1, 5), handeling=TOEN)
    give_toestemming(
        cast.kade, Ontvanger.OPENBAAR, Onderdeel.PAGINA, gegeven_op=date(2026, 1, 5), handeling=TOEN
    )
    set_publicatie(cast.veldstad, True, date(2026, 1, 5), TOEN)
    elders = Kennissteunfunctie(naam="Steunpunt West")
    save_kennissteunfunctie(elders, [cast.havenstad], TOEN)
    cast.vreemd = make_gebruiker(
        "adviseur_west", SoortToegang.KENNISSTEUNFUNCTIE, kennissteunfunctie=elders
    )
    cast.niemand = None
    stroom = make_geldstroom(
        cast.kade, cast.gemeente, status=Status.AANGEVRAAGD,
        aangevraagd=Decimal(900), ingediend_op=date(2026, 2, 2),
    )  # fmt: skip
    nu = datetime(2026, 3, 1, tzinfo=UTC)
    batch = Importbatch(
        soort="register", bestandsnaam="r.csv", sha256="0" * 64, ingelezen_op=nu, gemeente=cast.veldstad
    )  # fmt: skip
    cast.objecten = SimpleNamespace(
        kenmerk="kade",
        stroom=stroom,
        betaling=save_object(make_betaling(stroom, 0), TOEN),
        taak=save_object(Taak(initiatief=cast.kade, soort="werving", naam="werving"), TOEN),
        post=save_object(
            Begrotingspost(initiatief=cast.kade, jaar=2026, post="Huur", bedrag=Decimal(5)), TOEN
        ),
        signaal=make_signaal(cast.kade),
        opdracht=Opdracht.objects.create(
            soort="werkboek_import",
            gebruiker=cast.penningmeester,
            aangemaakt_op=nu,
            stand="klaar",
            parameters={"naam": "boek.xlsx", "proef": True},
            uitkomst={"gelukt": False, "aantal_fouten": 1, "fouten": ["Rij 2 klopt niet."]},
        ),
        batch=save_object(batch, TOEN),
        pot=make_pot(cast.veldstad),
        toegang=cast.ander.toegangen.get(),
        verslag=(verslag := make_verslag(stroom)),
        bijlage=make_bijlage(verslag),
        gebruiker=cast.ander,
        steunfunctie=elders,
        financier=cast.gemeente,
        profiel=save_object(
            Regelprofiel(
                financier=cast.gemeente, naam="Model", geldig_van=date(2020, 1, 1), bron="VNG"
            ),
            TOEN,
        ),
        wet=Wetsparameter.objects.order_by("pk").first(),
        agenda=renew_agendaadres(cast.penningmeester, TOEN),
        stop=make_stoptoken(cast.penningmeester.pk, "weekbericht"),
        token=create_uitnodiging(
            Uitnodiging(email="nieuw@voorbeeld.nl", soort=SoortToegang.BEHEER),
            Handeling(cast.beheerder, "Nieuwe collega"),
        ),
    )
    return cast


def make_verslag(stroom):
    """A report that was sent."""
    return save_object(
        Verslag(
            geldstroom=stroom,
            sjabloon="kort_verslag",
            sjabloon_versie=1,
            jaar=2026,
            status="ingediend",
            ingediend_op=date(2026, 3, 1),
            inhoud=[{"sleutel": "wat", "vraag": "Wat?", "soort": "verhaal", "antwoord": "=1+1"}],
        ),
        TOEN,
    )


def make_bijlage(verslag):
    """A file that came with it."""
    plek = default_storage.save("bijlagen/proef", ContentFile(b"%PDF-1.7 proef"))
    return save_object(
        Bijlage(
            verslag=verslag, naam="bon.pdf", soort="application/pdf", grootte=14,
            sha256="0" * 64, plek=plek,
        ),
        TOEN,
    )  # fmt: skip


def make_pot(gemeente):
    """A small neighbourhood budget."""
    return save_object(
        Pot(
            kenmerk="p", gemeente=gemeente, soort="scharrelgeld", naam="P", jaar=2026,
            bedrag=Decimal(50),
        ),
        TOEN,
    )  # fmt: skip


def make_betaling(stroom, nummer):
    """An expected payment."""
    return Betaling(
        geldstroom=stroom, soort="voorschot", volgnummer=nummer + 1,
        bedrag=Decimal(10), verwacht_op=date(2026, 4, 1),
    )  # fmt: skip


def make_signaal(initiatief, regel="R05", ernst="kritiek", **velden):
    """An open signal."""
    dag = date(2026, 3, 1)
    velden = {
        "uitleg": "Er is een gat.",
        "advies": "Vraag op tijd aan.",
        "wie_kan": "initiatief",
    } | velden
    signaal = Signaal(
        initiatief=initiatief, regel=regel, regelversie=1, ernst=ernst,
        peildatum=dag, eerst_gezien=dag, laatst_gezien=dag, **velden,
    )  # fmt: skip
    return save_object(signaal, TOEN)


def build_adres(naam, objecten):
    """The address of a page about what belongs to Kade."""
    pk = {
        "taak": objecten.taak, "taak_weghalen": objecten.taak, "signaal": objecten.signaal,
        "begrotingspost_weghalen": objecten.post, "signaal_dempen": objecten.signaal,
        "batch": objecten.batch, "gebruiker": objecten.gebruiker, "steunfunctie": objecten.steunfunctie,
        "financier": objecten.financier, "profiel_toevoegen": objecten.financier,
        "profiel": objecten.profiel, "verslag": objecten.verslag, "verslag_antwoord": objecten.verslag,
        "verslag_pdf": objecten.verslag, "verslag_tekenen": objecten.verslag,
        "verslag_bewaren": objecten.verslag, "bijlage_toevoegen": objecten.verslag,
        "bijlage": objecten.bijlage, "bijlage_weghalen": objecten.bijlage,
        "verslag_excel": objecten.verslag, "verslag_json": objecten.verslag,
        "wetsparameter_verbeteren": objecten.wet,
        "opdracht": objecten.opdracht, "opdracht_bewaren": objecten.opdracht,
        "toegang_intrekken": objecten.toegang,
    }  # fmt: skip
    pot = {p: objecten.pot for p in GROOTBOEK if p.startswith("pot_") or p == "pot"}
    waarden = {
        "pk": (pk | pot).get(naam, objecten.stroom).pk,
        "geldstroom": objecten.stroom.pk,
        "kenmerk": objecten.kenmerk,
        "naam": "verlenen",
        "jaar": 2027,
        "vorm": "json",
        "betaling": objecten.betaling.pk,
        "code": objecten.pot.gemeente_id
        if naam in ("gemeente", "openbaar_cijfers", "openbaar_bestand")
        else "R05",
        "uidb64": "MQ",
        "token": {
            "uitnodiging": objecten.token,
            "agenda_feed": objecten.agenda,
            "post_stoppen": objecten.stop,
        }.get(naam, "x-y"),
    }
    patroon = next(p for n, p in list_routes() if n == naam)
    return reverse(naam, kwargs={deel: waarden[deel] for deel in patroon.converters} or None)


def test_every_route_is_in_the_ledger():
    assert {naam for naam, _ in list_routes()} == set(GROOTBOEK)


@pytest.mark.parametrize("plek", range(len(ROLLEN)), ids=ROLLEN)
def test_each_role_gets_what_the_ledger_says(plek, wereld, client):
    gebruiker = getattr(wereld, ROLLEN[plek])
    gekregen, vragen = {}, {}
    connection.features.supports_json_field  # noqa: B018 looked up once per connection
    for naam in GROOTBOEK:
        client.logout()
        if gebruiker:
            client.force_login(gebruiker, backend="django.contrib.auth.backends.ModelBackend")
        with CaptureQueriesContext(connection) as vangst:
            gekregen[naam] = client.get(build_adres(naam, wereld.objecten)).status_code
        vragen[naam] = len(vangst)
    assert gekregen == {naam: rij[plek] for naam, rij in GROOTBOEK.items()} | {
        "gezond": gekregen["gezond"]
    }
    assert gekregen["gezond"] in (200, 503)
    te_veel = {naam: aantal for naam, aantal in vragen.items() if aantal > HOOGSTENS_VRAGEN}
    assert te_veel == {}


def test_nobody_is_sent_to_log_in_from_every_closed_page(wereld, client):
    for naam, rij in GROOTBOEK.items():
        if rij[-1] == 302:
            adres = build_adres(naam, wereld.objecten)
            assert client.get(adres).url.startswith(reverse("inloggen")), naam


@pytest.mark.parametrize("rol", ["penningmeester", "accounthouder", "adviseur", "niemand"])
def test_the_back_room_opens_for_no_one_but_staff(rol, wereld, client):
    if wereld.__dict__[rol]:
        client.force_login(
            wereld.__dict__[rol], backend="django.contrib.auth.backends.ModelBackend"
        )
    antwoord = client.get("/achterkamer/")
    assert antwoord.status_code in (302, 404)


def test_the_api_without_a_log_in_says_so(client):
    assert client.get("/api/v1/").status_code in (302, 401, 403, 404)


@pytest.mark.parametrize(
    "naam",
    [n for n, rij in GROOTBOEK.items() if rij[0] == 405 and n not in ("uitloggen", "deblokkeren")],
)
def test_posting_on_what_is_not_yours_is_404(naam, wereld, als):
    iemand = wereld.penningmeester if GROOTBOEK[naam] is BEHEER else wereld.buurman
    assert als(iemand).post(build_adres(naam, wereld.objecten)).status_code == 404


def count_queries(client, adres):
    with CaptureQueriesContext(connection) as vangst:
        assert client.get(adres).status_code == 200
    return len(vangst)


@pytest.mark.parametrize(
    "adres", ["/initiatieven/kade", "/geldstromen/{}", "/initiatieven", "/signalen"]
)
def test_more_rows_ask_no_more_queries(adres, cast, als):
    client = als(cast.penningmeester if "{" in adres or "kade" in adres else cast.accounthouder)
    stroom = make_geldstroom(cast.kade, cast.gemeente)
    make_signaal(cast.kade, geldstroom=stroom)
    adres = adres.format(stroom.pk)
    count_queries(client, adres)
    een = count_queries(client, adres)
    for nummer in range(3):
        ander = make_initiatief(f"extra-{nummer}", cast.veldstad)
        erbij = make_geldstroom(cast.kade, cast.gemeente)
        make_geldstroom(ander, cast.gemeente)
        make_signaal(cast.kade, geldstroom=erbij)
        make_signaal(ander, geldstroom=None)
        save_object(make_betaling(stroom, nummer), TOEN)
    drie = count_queries(client, adres)
    assert drie == een
