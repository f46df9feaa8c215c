"""What a code means, in words people use; the word of the law stands in it where there is one.

Source: docs/begrippen.md decides about the words; these are the sentences behind the `?`.
"""

from django.db.models import TextChoices

from financiering.domain.codes import Aard, Geldsoort, Niveau, Regelmaat, Status

UITLEG: dict[TextChoices, str] = {
    Geldsoort.ZAAIGELD: "Geld voor het allereerste begin: een zaaltje, koffie, een oproep. Zonder voorwaarden.",
    Geldsoort.ONTWIKKELGELD: "Geld om het initiatief op te zetten: vragen wat de buurt wil, een stichting oprichten.",
    Geldsoort.BASISGELD: "Geld om het te doen en vol te houden: huur, materiaal, vervoer, vergoedingen voor vrijwilligers.",
    Geldsoort.ONBEKEND: "We weten niet waar dit geld voor bedoeld is. Dat staat niet in het register.",
    Aard.STRUCTUREEL: "Er is geen einddatum afgesproken. De gever kan het nog wel veranderen.",
    Aard.INCIDENTEEL: "Er is een einddatum afgesproken, ook als die verder weg ligt dan drie jaar.",
    Aard.ONBEKEND: "We weten niet of er een einddatum is afgesproken.",
    Regelmaat.EENMALIG: "Dit geld is één keer gegeven. Het kan wel voor een paar jaar zijn.",
    Regelmaat.PERIODIEK: "Dit geld wordt elk jaar of voor een aantal jaren gegeven. Het kan toch een einddatum hebben.",
    Regelmaat.ONBEKEND: "We weten niet of dit geld één keer of vaker wordt gegeven.",
    Status.VOORNEMEN: "Je hoopt op dit geld of praat erover. Er is nog niets aangevraagd.",
    Status.AANGEVRAAGD: "De aanvraag is ingediend. Het wachten is op een besluit (in de wet: de beschikking).",
    Status.VERLEEND: "Het geld is toegezegd in een besluit (in de wet: verleningsbeschikking, Awb 4:29).",
    Status.AFGEWEZEN: "De gever heeft nee gezegd. Tegen een besluit van een overheid kun je zes weken bezwaar maken.",
    Status.INGETROKKEN: "De aanvraag of de toezegging is ingetrokken (in de wet: Awb 4:48 en 4:50).",
    Status.VERANTWOORD: "Je hebt laten zien wat er met het geld is gedaan. De gever kijkt ernaar.",
    Status.VASTGESTELD: "De gever heeft besloten welk bedrag het geworden is (in de wet: vaststelling, Awb 4:42).",
    Niveau.GEEN: "Je hoeft niets te schrijven. Bewaar de bonnetjes en een foto.",
    Niveau.DESGEVRAAGD: "Je hoeft niets op te sturen. Alleen als de gever erom vraagt, laat je zien wat er is gedaan.",
    Niveau.INHOUDELIJK: "Je vertelt kort wat er is gedaan. Er hoeven geen cijfers bij.",
    Niveau.FINANCIEEL: "Je vertelt wat er is gedaan en wat het heeft gekost.",
    Niveau.ACCOUNTANT: "Je vertelt wat er is gedaan en wat het heeft gekost, met een verklaring van een accountant.",
}

LIJSTEN: dict[str, type[TextChoices]] = {
    "geldsoort": Geldsoort,
    "aard": Aard,
    "regelmaat": Regelmaat,
    "status": Status,
    "niveau": Niveau,
}
