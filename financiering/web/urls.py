"""The addresses of the pages."""

from django.urls import URLPattern, path

from financiering.web import (
    beheer,
    geldstromen,
    informatie,
    initiatieven,
    inloggen,
    opdrachten,
    portefeuille,
    registers,
    signalen,
    werkboek,
)

urlpatterns: list[URLPattern] = [
    *inloggen.urlpatterns,
    *geldstromen.urlpatterns,
    *initiatieven.urlpatterns,
    *signalen.urlpatterns,
    *portefeuille.urlpatterns,
    *registers.urlpatterns,
    *werkboek.urlpatterns,
    *opdrachten.urlpatterns,
    *beheer.urlpatterns,
    path("hulp", informatie.hulp, name="hulp"),
    path("toegankelijkheid", informatie.toegankelijkheid, name="toegankelijkheid"),
    path("broncode", informatie.broncode, name="broncode"),
    path("stijlgids", informatie.stijlgids, name="stijlgids"),
]
