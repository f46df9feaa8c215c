"""How far a job is: for who asked for it, without saying where its file lies."""

from datetime import UTC, datetime

from financiering.models import Opdracht
from financiering.services.opdrachten import report_voortgang

NU = datetime(2026, 3, 1, tzinfo=UTC)


def test_a_job_tells_how_far_it_is_and_how_it_ended(cast, als):
    werk = Opdracht.objects.create(
        soort="register_import", gebruiker=cast.accounthouder, aangemaakt_op=NU, stand="bezig",
        parameters={"naam": "register.csv", "bestand": "inlezen/geheim.csv"},
    )  # fmt: skip
    report_voortgang(werk, "bewaren", 4, 10, op=NU)
    client, adres = als(cast.accounthouder), f"/api/v1/opdrachten/{werk.pk}"
    bezig = client.get(adres)
    assert bezig.json()["voortgang"] == {"fase": "bewaren", "gedaan": 4, "totaal": 10}
    assert bezig.json()["bestand"] == "register.csv"
    assert "geheim" not in bezig.content.decode()
    Opdracht.objects.filter(pk=werk.pk).update(stand="klaar", uitkomst={"gelukt": True})
    klaar = client.get(adres).json()
    assert (klaar["uitkomst"], klaar["voortgang"]["fase"]) == ({"gelukt": True}, "")
    assert client.get("/api/v1/opdrachten?stand=bezig").json()["aantal"] == 0
    assert als(cast.penningmeester).get(adres).status_code == 404


def test_the_rules_and_the_law_are_there_to_read(cast, als):
    client = als(cast.beheerder)
    regels = client.get("/api/v1/regels").json()["regels"]
    assert [regel["code"] for regel in regels][:2] == ["R01", "R02"]
    assert len(regels) == 20
    assert all(regel["drempels"] for regel in regels if regel["code"] == "R05")
    wet = client.get("/api/v1/wetsparameters?sleutel=awb_4_13_beslissen").json()["resultaten"]
    assert [(rij["waarde"], rij["eenheid"]) for rij in wet] == [("8.00", "weken")]
