"""Who looks at a country: the three users, each where there is most to see."""

from django.db.models import Count

from bench.land.geldstromen import PEILDATUM
from financiering.domain.codes import SoortToegang
from financiering.models import Gebruiker, Gemeente, Initiatief, Kennissteunfunctie, Toegang
from financiering.services.beheer import save_kennissteunfunctie
from financiering.services.schrijven import Handeling
from financiering.services.signalen import beoordeel_alles
from financiering.services.toegangen import grant_toegang

MENSEN = ("penningmeester", "accounthouder", "adviseur")
IN_REGIO = 30
TOEN = Handeling(None, "Meting")


def judge_all() -> int:
    """The first night, by the service itself: how many signals it gave."""
    return beoordeel_alles(PEILDATUM)


def add_mensen() -> None:
    """Of the initiative with most streams, the largest municipality, and the thirty largest together."""
    grootste = list(
        Gemeente.objects.alias(n=Count("initiatieven")).order_by("-n", "code")[:IN_REGIO]
    )
    rijkste = Initiatief.objects.alias(n=Count("geldstromen")).order_by("-n", "pk").first()
    steun = save_kennissteunfunctie(Kennissteunfunctie(naam="Steunfunctie"), grootste, TOEN)
    plekken = (
        {"soort": SoortToegang.INITIATIEF, "initiatief": rijkste},
        {"soort": SoortToegang.GEMEENTE, "gemeente": grootste[0]},
        {"soort": SoortToegang.KENNISSTEUNFUNCTIE, "kennissteunfunctie": steun},
    )
    for naam, plek in zip(MENSEN, plekken, strict=True):
        mens = Gebruiker.objects.create_user(naam, f"{naam}@voorbeeld.nl")
        grant_toegang(Toegang(gebruiker=mens, **plek), TOEN)
