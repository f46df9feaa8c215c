"""Where every address leads: pages, the API, the back room."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from api.beschrijving import Begin
from api.gezond import gezond

urlpatterns = [
    path("gezond", gezond, name="gezond"),
    path("api/v1", Begin.as_view(), name="api"),
    path("api/v1/", include("api.urls")),
    path("achterkamer/", admin.site.urls),
    path("", include("financiering.web.urls")),
]

handler400 = "financiering.web.fouten.answer_400"
handler403 = "financiering.web.fouten.answer_404"
handler404 = "financiering.web.fouten.answer_404"
handler500 = "financiering.web.fouten.answer_500"

admin.site.site_header = f"{settings.APPNAAM}: achterkamer"
admin.site.site_title = settings.APPNAAM
admin.site.index_title = "Alleen kijken; wijzigen gaat via de pagina's"
