"""The addresses of version 1 of the API: no trailing slash, and 404 for whatever is not here."""

from django.urls import URLPattern, path, re_path, register_converter
from django.urls.converters import StringConverter

from api.beschrijving import OpenApi, uitleg
from api.betalingen import Betalingen, BetalingenReeks, EenBetaling
from api.financiers import EenFinancier, Financiers
from api.geldstromen import Correcties, EenGeldstroom, Geldstromen, GeldstromenReeks, Stappen
from api.gemeenten import Beleidsdomeinen, EenGemeente, Gemeenten
from api.initiatieven import EenInitiatief, Initiatieven
from api.onbekend import Onbekend
from api.signalen import EenSignaal, Signalen


class Kenmerk(StringConverter):
    """A word without a slash, and without the byte a database refuses."""

    regex = r"[^/\x00]{1,100}"


register_converter(Kenmerk, "kenmerk")

urlpatterns: list[URLPattern] = [
    path("openapi.json", OpenApi.as_view(), name="api_openapi"),
    path("documentatie", uitleg, name="api_uitleg"),
    path("initiatieven", Initiatieven.as_view()),
    path("initiatieven/<kenmerk:kenmerk>", EenInitiatief.as_view()),
    path("geldstromen", Geldstromen.as_view()),
    path("geldstromen/<int:id>", EenGeldstroom.as_view()),
    path("geldstromen/<int:id>/stappen", Stappen.as_view()),
    path("geldstromen/<int:id>/correcties", Correcties.as_view()),
    path("geldstromen/reeks", GeldstromenReeks.as_view()),
    path("betalingen", Betalingen.as_view()),
    path("betalingen/reeks", BetalingenReeks.as_view()),
    path("betalingen/<int:id>", EenBetaling.as_view()),
    path("signalen", Signalen.as_view()),
    path("signalen/<int:id>", EenSignaal.as_view()),
    path("financiers", Financiers.as_view()),
    path("financiers/<int:id>", EenFinancier.as_view()),
    path("gemeenten", Gemeenten.as_view()),
    path("gemeenten/<kenmerk:code>", EenGemeente.as_view()),
    path("beleidsdomeinen", Beleidsdomeinen.as_view()),
    re_path(r"^.*$", Onbekend.as_view()),
]
