"""The addresses of version 1 of the API: no trailing slash, and 404 for whatever is not here."""

from django.urls import URLPattern, path, re_path, register_converter
from django.urls.converters import StringConverter

from api.adviezen import Adviezen, EenAdvies
from api.begrotingsposten import Begrotingsposten, BegrotingspostenReeks, EenBegrotingspost
from api.beschikkingen import Beschikkingen, EenBeschikking
from api.beschrijving import OpenApi, uitleg
from api.betalingen import Betalingen, BetalingenReeks, EenBetaling
from api.bijlagen import Bijlageinhoud, Bijlagen, EenBijlage
from api.codelijsten import Regels, Verkiezingen, Wetsparameters
from api.financiers import EenFinancier, Financiers
from api.geldstromen import Correcties, EenGeldstroom, Geldstromen, GeldstromenReeks, Stappen
from api.gemeentekeuzes import BewaardeKeuzes, EenBewaardeKeuze, EenPublicatie, Publicaties
from api.gemeenten import Beleidsdomeinen, EenGemeente, Gemeenten
from api.initiatieven import EenInitiatief, Initiatieven
from api.onbekend import Onbekend
from api.opdrachten import EenOpdracht, Opdrachten
from api.portefeuille import Portefeuilles, Spiegels
from api.potten import EenPot, Giften, Potstappen, Potten, Verdelingen, Verplaatsingen
from api.regelprofielen import EenRegelprofiel, Regelprofielen
from api.signalen import EenSignaal, Signalen
from api.taken import EenTaak, Taken, TakenReeks
from api.toestemmingen import (
    Adviesvraag,
    EenToestemming,
    Intrekkingen,
    Inzagen,
    Toestemmingen,
)
from api.verantwoordingen import EenVerantwoording, Regimes, Uitstel, Verantwoordingen
from api.verslagen import EenVerslag, Verslagantwoorden, Verslagen, Verslagstappen, Vragenlijst
from api.vooruitblik import Horizonnen, Totalen, WatAls


class Kenmerk(StringConverter):
    """A word without a slash, and without the byte a database refuses."""

    regex = r"[^/\x00]{1,100}"


register_converter(Kenmerk, "kenmerk")

urlpatterns: list[URLPattern] = [
    path("openapi.json", OpenApi.as_view(), name="api_openapi"),
    path("documentatie", uitleg, name="api_uitleg"),
    path("initiatieven", Initiatieven.as_view()),
    path("initiatieven/<kenmerk:kenmerk>", EenInitiatief.as_view()),
    path("initiatieven/<kenmerk:kenmerk>/horizon", Horizonnen.as_view()),
    path("initiatieven/<kenmerk:kenmerk>/totalen", Totalen.as_view()),
    path("initiatieven/<kenmerk:kenmerk>/wat-als", WatAls.as_view()),
    path("initiatieven/<kenmerk:kenmerk>/adviesvraag", Adviesvraag.as_view()),
    path("taken", Taken.as_view()),
    path("taken/reeks", TakenReeks.as_view()),
    path("taken/<int:id>", EenTaak.as_view()),
    path("begrotingsposten", Begrotingsposten.as_view()),
    path("begrotingsposten/reeks", BegrotingspostenReeks.as_view()),
    path("begrotingsposten/<int:id>", EenBegrotingspost.as_view()),
    path("geldstromen", Geldstromen.as_view()),
    path("geldstromen/reeks", GeldstromenReeks.as_view()),
    path("geldstromen/<int:id>", EenGeldstroom.as_view()),
    path("geldstromen/<int:id>/stappen", Stappen.as_view()),
    path("geldstromen/<int:id>/correcties", Correcties.as_view()),
    path("geldstromen/<int:id>/regime", Regimes.as_view()),
    path("betalingen", Betalingen.as_view()),
    path("betalingen/reeks", BetalingenReeks.as_view()),
    path("betalingen/<int:id>", EenBetaling.as_view()),
    path("beschikkingen", Beschikkingen.as_view()),
    path("beschikkingen/<int:id>", EenBeschikking.as_view()),
    path("verantwoordingen", Verantwoordingen.as_view()),
    path("verantwoordingen/<int:id>", EenVerantwoording.as_view()),
    path("verantwoordingen/<int:id>/uitstel", Uitstel.as_view()),
    path("verslagen", Verslagen.as_view()),
    path("verslagen/<int:id>", EenVerslag.as_view()),
    path("verslagen/<int:id>/vragen", Vragenlijst.as_view()),
    path("verslagen/<int:id>/antwoorden", Verslagantwoorden.as_view()),
    path("verslagen/<int:id>/stappen", Verslagstappen.as_view()),
    path("bijlagen", Bijlagen.as_view()),
    path("bijlagen/<int:id>", EenBijlage.as_view()),
    path("bijlagen/<int:id>/inhoud", Bijlageinhoud.as_view()),
    path("signalen", Signalen.as_view()),
    path("signalen/<int:id>", EenSignaal.as_view()),
    path("adviezen", Adviezen.as_view()),
    path("adviezen/<int:id>", EenAdvies.as_view()),
    path("toestemmingen", Toestemmingen.as_view()),
    path("toestemmingen/<int:id>", EenToestemming.as_view()),
    path("toestemmingen/<int:id>/intrekking", Intrekkingen.as_view()),
    path("inzagen", Inzagen.as_view()),
    path("financiers", Financiers.as_view()),
    path("financiers/<int:id>", EenFinancier.as_view()),
    path("regelprofielen", Regelprofielen.as_view()),
    path("regelprofielen/<int:id>", EenRegelprofiel.as_view()),
    path("gemeenten", Gemeenten.as_view()),
    path("gemeenten/<kenmerk:code>", EenGemeente.as_view()),
    path("gemeenten/<kenmerk:code>/portefeuille", Portefeuilles.as_view()),
    path("gemeenten/<kenmerk:code>/spiegel", Spiegels.as_view()),
    path("potten", Potten.as_view()),
    path("potten/<int:id>", EenPot.as_view()),
    path("potten/<int:id>/stappen", Potstappen.as_view()),
    path("potten/<int:id>/giften", Giften.as_view()),
    path("potten/<int:id>/verdelingen", Verdelingen.as_view()),
    path("potverplaatsingen", Verplaatsingen.as_view()),
    path("bewaarde-keuzes", BewaardeKeuzes.as_view()),
    path("bewaarde-keuzes/<int:id>", EenBewaardeKeuze.as_view()),
    path("publicaties", Publicaties.as_view()),
    path("publicaties/<int:id>", EenPublicatie.as_view()),
    path("beleidsdomeinen", Beleidsdomeinen.as_view()),
    path("wetsparameters", Wetsparameters.as_view()),
    path("verkiezingen", Verkiezingen.as_view()),
    path("regels", Regels.as_view()),
    path("opdrachten", Opdrachten.as_view()),
    path("opdrachten/<int:id>", EenOpdracht.as_view()),
    re_path(r"^.*$", Onbekend.as_view()),
]
