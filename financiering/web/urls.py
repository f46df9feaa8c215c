"""The addresses of the pages."""

from django.urls import URLPattern, path

from financiering.web import geldstromen, informatie, initiatieven, inloggen, signalen

urlpatterns: list[URLPattern] = [
    *inloggen.urlpatterns,
    *geldstromen.urlpatterns,
    *initiatieven.urlpatterns,
    *signalen.urlpatterns,
    path("hulp", informatie.hulp, name="hulp"),
    path("toegankelijkheid", informatie.toegankelijkheid, name="toegankelijkheid"),
    path("broncode", informatie.broncode, name="broncode"),
    path("stijlgids", informatie.stijlgids, name="stijlgids"),
]
